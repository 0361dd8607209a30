//! The envelopes and codes in which the services refuse.

use backup_model::{
    refusal::{Cause, Detail, Proof, Refusal},
    request::Response,
};
use serde_json::{Value as Json, json};

fn response(status: u16, body: impl Into<Vec<u8>>) -> Response {
    Response { status, body: body.into(), ..Response::default() }
}

/// As the cloud answers: with a request id.
fn of_cloud(status: u16, body: impl Into<Vec<u8>>) -> Response {
    let headers = vec![("x-request-id".to_owned(), "r1".to_owned())];
    Response { headers, ..response(status, body) }
}

fn refusal(status: u16, body: Json) -> Refusal {
    Refusal::read(&of_cloud(status, body.to_string())).unwrap_or_else(|| panic!("{body} is no refusal"))
}

fn cause(status: u16, code: &str, message: &str) -> Cause {
    refusal(status, json!({"error_code": code, "error_msg": message})).cause()
}

#[test]
fn every_envelope_is_read() {
    let envelopes = [
        (json!({"error_code": "DBS.280015", "error_msg": "no"}), "DBS.280015"),
        (json!({"error": {"error_code": "DBSS.10020100", "error_msg": "no"}}), "DBSS.10020100"),
        (json!({"error": {"message": "no", "code": "VolumeBackup.0042"}}), "VolumeBackup.0042"),
        (json!({"badRequest": {"message": "no", "code": 400}}), "400"),
        (json!({"itemNotFound": {"message": "no", "code": 404}}), "404"),
        (json!({"forbidden": {"message": "no", "code": "403"}}), "403"),
        (json!({"computeFault": {"message": "no", "code": 500}}), "500"),
        (json!({"error": {"code": 401, "message": "no", "title": "Unauthorized"}}), "401"),
        (json!({"error_code": "IAM.0011", "error_msg": "no"}), "IAM.0011"),
        (json!({"error_msg": "no", "error_code": "APIGW.0101", "request_id": "r"}), "APIGW.0101"),
        (json!({"errorCode": "X.1", "errorMsg": "no"}), "X.1"),
        (json!({"code": "X.1", "message": "no"}), "X.1"),
        (json!({"errCode": "X.1", "externalMessage": "no"}), "X.1"),
        (json!({"data": {"outer": {"code": 7, "message": "no"}}}), "7"),
    ];
    for (body, code) in envelopes {
        let refusal = refusal(400, body.clone());
        assert_eq!((refusal.code.as_deref(), refusal.message.as_deref()), (Some(code), Some("no")), "{body}");
        assert!(refusal.has_words());
    }
}

#[test]
fn a_refusal_of_the_authorization_service_is_read_whole() {
    let refusal = refusal(
        403,
        json!({
            "error_code": "DBSS.10020100",
            "error_msg": "<script>alert(1)</script>",
            "details": [{"error_code": null, "error_msg": "x"}, {"error_code": "PDP.1", "error_msg": "<b>"}],
            "encoded_authorization_message": "b64",
        }),
    );
    let expected = Refusal {
        status: 403,
        code: Some("DBSS.10020100".to_owned()),
        // Markup is text like any other: it is kept as it came.
        message: Some("<script>alert(1)</script>".to_owned()),
        request_id: Some("r1".to_owned()),
        job_id: None,
        details: vec![
            Detail { code: None, message: Some("x".to_owned()) },
            Detail { code: Some("PDP.1".to_owned()), message: Some("<b>".to_owned()) },
        ],
        encoded_authorization_message: Some("b64".to_owned()),
        proof: None,
    };
    assert_eq!(refusal, expected);
    assert_eq!(refusal.to_string(), "Status 403, DBSS.10020100: <script>alert(1)</script>");
}

#[test]
fn half_an_error_is_better_than_none() {
    let refusal = refusal(400, json!({"error_code": "DBS.200", "error_msg": null}));
    assert_eq!((refusal.code.as_deref(), refusal.message), (Some("DBS.200"), None));
}

#[test]
fn an_empty_refusal_goes_by_its_status() {
    for (status, cause) in [
        (400, Cause::BadParameter),
        (401, Cause::BadToken),
        (403, Cause::Forbidden),
        (404, Cause::NotFound),
        (405, Cause::BadParameter),
        (409, Cause::Busy),
        (413, Cause::BadParameter),
        (418, Cause::Other),
        (429, Cause::Throttled),
        (500, Cause::ServiceFault),
        (503, Cause::ServiceFault),
    ] {
        let refusal = Refusal::read(&of_cloud(status, "")).unwrap();
        assert!(!refusal.has_words());
        assert_eq!(refusal.cause(), cause, "{status}");
        assert_eq!(Refusal::read(&response(status, "")), None, "nothing says that the cloud answered");
    }
}

#[test]
fn the_request_id_comes_from_the_header_or_else_from_the_body() {
    let body = json!({"error_code": "c", "error_msg": "m", "request_id": "from the body"}).to_string();
    let mut response = response(401, body);
    assert_eq!(Refusal::read(&response).unwrap().request_id.as_deref(), Some("from the body"));
    for name in ["x-request-id", "x-iam-trace-id"] {
        response.headers = vec![(name.to_owned(), "from the header".to_owned())];
        assert_eq!(Refusal::read(&response).unwrap().request_id.as_deref(), Some("from the header"));
    }
}

#[test]
fn what_is_no_refusal_of_a_service_is_told_apart() {
    for body in [
        "<html><h1>502 Bad Gateway</h1></html>",
        "See /help for how to use this proxy",
        "\"text\"",
        "[1]",
        r#"{"error": "not found"}"#,
        r#"{"message": "no route matched"}"#,
        r#"{"error_code": "DBS.1", "#,
    ] {
        assert_eq!(Refusal::read(&response(502, body)), None, "{body}");
    }
}

#[test]
fn deep_nesting_is_no_refusal_and_no_overflow() {
    for depth in [100, 100_000] {
        let body = format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth));
        assert_eq!(Refusal::read(&response(400, body)), None);
    }
}

/// Codes of the services with the status that each comes with, and what it comes down to.
const CODES: &[(&[&str], u16, Cause)] = &[
    // GaussDB
    (&["DBS.201014", "DBS.201015", "DBS.201202", "DBS.216011", "DBS.05000084"], 409, Cause::Busy),
    (&["DBS.200751"], 400, Cause::NoBackup),
    (&["DBS.200001", "DBS.200004", "DBS.280001"], 400, Cause::BadParameter),
    (&["DBS.280124", "DBS.201203"], 400, Cause::NoBackup),
    (&["DBS.201010"], 404, Cause::NoBackup),
    (&["DBS.201208", "DBS.301024"], 400, Cause::Busy),
    (&["DBS.201218"], 400, Cause::NotManual),
    (&["DBS.201201"], 409, Cause::BadParameter),
    (&["DBS.201205", "DBS.200011", "DBS.200019", "DBS.200047"], 409, Cause::Busy),
    (&["DBS.200002", "DBS.200045", "DBS.200602"], 404, Cause::NoInstance),
    (&["DBS.200010", "DBS.200604", "DBS.200044", "DBS.201003", "DBS.280015"], 403, Cause::Forbidden),
    (&["DBS.280020"], 403, Cause::Forbidden),
    (&["DBS.280056"], 403, Cause::BadToken),
    (&["DBS.200543"], 400, Cause::NotFound),
    // DDS
    (&["DBS.200076", "DBS.201014", "DBS.201015", "DBS.201000", "DBS.00010009"], 400, Cause::Busy),
    (&["DBS.201502"], 400, Cause::NoBackup),
    (&["DBS.280110"], 400, Cause::NoInstance),
    (&["DBS.200001"], 400, Cause::BadParameter),
    (&["DBS.280124", "DBS.201214", "DBS.201204"], 400, Cause::NoBackup),
    (&["DBS.201319"], 400, Cause::Busy),
    (&["DBS.200604"], 403, Cause::Forbidden),
    (&["DBS.280015"], 400, Cause::Forbidden),
    (&["DBS.280032", "DBS.280063"], 403, Cause::Forbidden),
    (&["DBS.280064"], 401, Cause::Forbidden),
    (&["DBS.280408"], 400, Cause::BadParameter),
    (&["DBS.201509"], 500, Cause::ServiceFault),
    (&["DBS.200011", "DBS.200018", "DBS.200019"], 403, Cause::Busy),
    (&["DBS.200002"], 404, Cause::NoInstance),
    // GeminiDB
    (&["DBS.200019", "DBS.201015", "DBS.280005"], 500, Cause::Busy),
    (&["DBS.111205"], 500, Cause::ServiceFault),
    (&["DBS.280124", "DBS.201212", "DBS.201214", "DBS.201204"], 400, Cause::NoBackup),
    (&["DBS.201319"], 400, Cause::Busy),
    (&["DBS.280015", "DBS.280063"], 400, Cause::Forbidden),
    (&["DBS.280032", "DBS.201028"], 403, Cause::Forbidden),
    (&["DBS.280064"], 500, Cause::Forbidden),
    (&["DBS.200002"], 404, Cause::NoInstance),
    // DBSS
    (&["DBSS.10000001", "DBSS.10020101", "DBSS.10020102", "DBSS.10020021"], 400, Cause::BadParameter),
    (&["DBSS.10020100"], 401, Cause::BadToken),
    (&["DBSS.11000000"], 500, Cause::ServiceFault),
    // VBS
    (&["VolumeBackup.0041", "VolumeBackup.0042", "VolumeBackup.0044"], 403, Cause::Forbidden),
    (&["VolumeBackup.0089"], 400, Cause::Busy),
    (&["VolumeBackup.0014", "VolumeBackup.0110", "common.0011"], 500, Cause::ServiceFault),
    (&["VolumeBackup.0900"], 503, Cause::ServiceFault),
    (&["AutoBackup.0003"], 401, Cause::Expired),
    // The gateway
    (&["APIGW.0101", "APIG.0101", "APIGW.0103", "APIG.0103"], 404, Cause::NoSuchApi),
    (&["APIGW.0201", "APIG.0201"], 400, Cause::BadParameter),
    (&["APIGW.0201", "APIG.0201"], 413, Cause::BadParameter),
    (&["APIGW.0301", "APIG.0301", "APIGW.0303", "APIG.0303"], 401, Cause::BadToken),
    (&["APIGW.0308", "APIG.0308"], 429, Cause::Throttled),
];

#[test]
fn every_code_comes_down_to_its_cause_whatever_its_status() {
    for (codes, status, expected) in CODES {
        for code in *codes {
            assert_eq!(cause(*status, code, "in words"), *expected, "{code} as {status}");
        }
    }
}

/// A missing permission is one by its code, under every status that services give it.
#[test]
fn a_missing_permission_is_none_of_its_statuses() {
    for status in [400, 401, 403, 500] {
        for code in ["DBS.280015", "DBS.280032", "DBS.280063", "DBS.280064", "VolumeBackup.0042"] {
            assert_eq!(cause(status, code, "no permission"), Cause::Forbidden, "{code} as {status}");
        }
    }
}

#[test]
fn the_gateways_words_tell_what_is_wrong_with_a_credential() {
    let tails = [
        ("0301", "verify aksk signature fail", Cause::BadSignature),
        ("0301", "verify aksk signature fail, canonicalRequest:POST|/v3/|...", Cause::BadSignature),
        ("0301", "Get secretKey failed,ak:AK,err:ak not exist", Cause::BadKey),
        ("0301", "Get secretKey failed,ak:AK,err:timeout", Cause::BadSignature),
        ("0301", "ak TESTAK0000000001 not exist", Cause::BadKey),
        ("0301", "AK access failed to reach the limit,forbidden", Cause::KeyLocked),
        ("0301", "decrypt token fail", Cause::BadToken),
        ("0301", "x-auth-token not found", Cause::BadToken),
        ("0301", "token expires, expires_at: 2026-11-22T00:00:00Z", Cause::Expired),
        (
            "0303",
            "signature expired, signature time:20261122T000000Z,server time:20261122T010000Z",
            Cause::ClockSkew,
        ),
    ];
    for (code, tail, expected) in tails {
        for gateway in ["APIGW", "APIG"] {
            let message = format!("Incorrect IAM authentication information: {tail}");
            assert_eq!(cause(401, &format!("{gateway}.{code}"), &message), expected, "{tail}");
        }
    }
}

#[test]
fn words_tell_an_expired_token_and_a_foreign_project() {
    assert_eq!(cause(401, "401", "The token must be updated"), Cause::Expired);
    let mismatch = "URL's projectId is not equal token's projectId";
    assert_eq!(cause(403, "DBS.1", mismatch), Cause::OtherProject);
    let cinder = "Malformed request URL: URL's project_id 'a' doesn't match Context's project_id 'b'";
    let refusal = refusal(400, json!({"badRequest": {"message": cinder, "code": "401"}}));
    assert_eq!(refusal.cause(), Cause::OtherProject);
}

#[test]
fn a_code_of_no_table_goes_by_its_status() {
    assert_eq!(cause(404, "DBSS.10021004", "no"), Cause::NotFound);
    assert_eq!(cause(403, "IAM.9999", "no"), Cause::Forbidden);
    // The number alone, without its family, says nothing.
    assert_eq!(cause(409, "280015", "no"), Cause::Busy);
}

/// Envelopes of the vendor's own, and of others that look alike, without a request id in the headers.
#[test]
fn who_speaks_is_told_by_the_envelope() {
    let own = [
        json!({"error_code": "DBS.280404", "error_msg": "no", "request_id": "r-7"}),
        json!({"error": {"error_code": "APIGW.0301", "error_msg": "no"}}),
        json!([{"error_code": "DBS.1", "error_msg": "no"}]),
        json!({"errors": [{"code": "VolumeBackup.0042", "message": "no"}]}),
        json!({"errCode": "DBS.201015"}),
        json!({"errCode": "DBS.201015", "errMsg": "no"}),
        json!({"error_code": "CBR.0001", "error_message": "no"}),
        json!({"badRequest": {"message": "Invalid backup", "code": 400}}),
        json!({"itemNotFound": {"message": "no"}}),
        json!({"error": {"code": 401, "message": "no", "title": "Unauthorized"}}),
        json!({"code": "IAM.0011", "message": "no"}),
    ];
    for body in own {
        assert!(Refusal::read(&response(400, body.to_string())).is_some(), "{body}");
    }
    let others = [
        json!({"message": "no Route matched with those values", "request_id": "5f1d"}),
        json!({"error_msg": "404 Route Not Found"}),
        json!({"error": {"code": 401, "message": "no", "status": "UNAUTHENTICATED"}}),
        json!({"error": "unauthorized", "error_description": "no"}),
        json!({"code": 401, "message": "no"}),
        json!({"code": "INVALID_TOKEN", "message": "no"}),
        json!({"timestamp": 1, "status": 401, "error": "Unauthorized", "path": "/"}),
        json!({"errors": [{"code": 1000, "message": "no"}]}),
        json!({"error_code": "GW.003", "error_msg": "no"}),
        json!("Unauthorized"),
        json!(["Unauthorized"]),
    ];
    for body in others {
        assert_eq!(Refusal::read(&response(401, body.to_string())), None, "{body}");
    }
}

/// A cluster's envelope is one, whatever a proxy in front of it adds; so is a proxy that wants a password.
#[test]
fn a_request_id_makes_no_cloud_of_what_is_none() {
    let status =
        json!({"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "no", "code": 401});
    assert_eq!(Refusal::read(&of_cloud(401, status.to_string())), None);
    let own = json!({"error_code": "GW.003", "error_msg": "no"});
    assert_eq!(Refusal::read(&of_cloud(403, own.to_string())), None);
    let plain = json!({"code": 401, "message": "no"}).to_string();
    assert_eq!(Refusal::read(&of_cloud(407, plain.clone())), None);
    let asking = |scheme: &str| {
        let mut asking = of_cloud(401, plain.clone());
        asking.headers.push(("www-authenticate".to_owned(), scheme.to_owned()));
        Refusal::read(&asking)
    };
    for scheme in ["Basic realm=\"proxy\"", "negotiate", "NTLM", "Digest qop=auth"] {
        assert_eq!(asking(scheme), None, "{scheme}");
    }
    assert!(asking("Keystone uri=\"https://iam\"").is_some());
}

/// With a request id, whatever is said counts.
#[test]
fn half_an_envelope_keeps_what_it_says() {
    let halves = [
        (json!({"message": "no"}), None),
        (json!({"error_msg": "no"}), None),
        (json!({"error": "no"}), None),
        (json!({"error": {"message": "no"}}), None),
        (json!({"errors": [{"message": "no"}, {"message": "neither"}]}), None),
        (json!([{"message": "no"}]), None),
        (json!("no"), None),
        (json!({"error_code": "DBS.1", "message": "no"}), Some("DBS.1")),
        (json!({"errCode": "DBS.201015", "msg": "no"}), Some("DBS.201015")),
        (json!({"message": "no", "code": 500, "type": "Write"}), Some("500")),
        (
            json!({"error": {"code": 409, "error_code": null, "error_msg": null, "message": "no"}}),
            Some("409"),
        ),
    ];
    for (body, code) in halves {
        let refusal = refusal(400, body.clone());
        assert_eq!((refusal.code.as_deref(), refusal.message.as_deref()), (code, Some("no")), "{body}");
    }
}

/// As GBK writes words, the second with a backslash among its bytes, and as Latin-1 does.
#[test]
fn bytes_that_are_no_utf8_keep_code_and_ids() {
    let words: [&[u8]; 4] =
        [b"\xb2\xce\xca\xfd\xb4\xed\xce\xf3", b"\xd5\x5c\xd0\xc5", b"\xd5\x5c", b"r\xe9sum\xe9\xe9"];
    for words in words {
        let fields = br#"{"error_code":"DBS.280015","request_id":"r-7","job_id":"j-1","error_msg":""#;
        for mark in [&b""[..], b"\xef\xbb\xbf"] {
            let body = [mark, fields, words, b"\"}"].concat();
            let refusal = Refusal::read(&response(403, body)).unwrap();
            assert_eq!(refusal.code.as_deref(), Some("DBS.280015"));
            assert_eq!(refusal.request_id.as_deref(), Some("r-7"));
            assert_eq!(refusal.job_id.as_deref(), Some("j-1"));
            assert_eq!(refusal.cause(), Cause::Forbidden);
            assert!(refusal.message.unwrap().contains('\u{fffd}'));
        }
    }
}

#[test]
fn the_request_id_has_several_names_and_counts_once() {
    const ID: &str = "req-11111111-2222-3333-4444-555555555555";
    let id = |headers: &[(&str, &str)]| {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Response { headers, ..response(400, "") }.request_id().map(str::to_owned)
    };
    let names = ["X-Request-Id", "x-openstack-request-id", "x-compute-request-id", "x-volume-request-id"];
    for name in names.into_iter().chain(["x-iam-trace-id"]) {
        for value in [ID.to_owned(), format!("{ID}, {ID}"), format!(" , {ID}"), format!("{ID},other")] {
            assert_eq!(id(&[(name, &value)]).as_deref(), Some(ID), "{name}: {value}");
        }
    }
    assert_eq!(id(&[("x-request-id", ""), ("x-compute-request-id", ID)]).as_deref(), Some(ID));
    assert_eq!(id(&[("x-request-id", " , ")]), None);
}

/// What does not exist is no wrong parameter, under whatever code and status.
#[test]
fn what_does_not_exist_is_told_as_such() {
    for status in [200, 400, 404, 500] {
        for code in ["DBS.280404", "DBS.200001", "DBS.999999"] {
            assert_eq!(cause(status, code, "The backup does not exist."), Cause::NoBackup, "{status} {code}");
            assert_eq!(cause(status, code, "Instance not found"), Cause::NoInstance, "{status} {code}");
            assert_eq!(cause(status, code, "No such policy"), Cause::NotFound, "{status} {code}");
        }
    }
    let path = "The path /v2/p/audit/backup/obs-buckets could not be found";
    assert_eq!(cause(404, "DBSS.10021004", path), Cause::NotFound);
    assert_eq!(cause(404, "DBSS.10021004", "The backup bucket does not exist"), Cause::NotFound);
    assert_eq!(cause(400, "DBS.200001", "Parameter backup_id not found"), Cause::BadParameter);
    assert_eq!(cause(404, "APIGW.0101", "The API does not exist"), Cause::NoSuchApi);
    assert!([Cause::NoBackup, Cause::NoInstance, Cause::NotFound].iter().all(|cause| cause.is_gone()));
    assert!(![Cause::NoSuchApi, Cause::BadParameter, Cause::Forbidden].iter().any(|cause| cause.is_gone()));
}

/// In whatever words a cause is told, and under whatever code and status.
#[test]
fn other_words_tell_the_same_causes() {
    for (message, expected) in [
        ("Token expired", Cause::Expired),
        ("The security token has been expired, please refresh it", Cause::Expired),
        ("Incorrect IAM authentication information: x-security-token expired", Cause::Expired),
        ("认证令牌已过期", Cause::Expired),
        ("This request was rate-limited.", Cause::Throttled),
        ("The request is throttled by flow control", Cause::Throttled),
        ("请求过于频繁，请稍后重试", Cause::Throttled),
        ("Policy doesn't allow dds:backup:delete to be performed.", Cause::Forbidden),
        ("User is not authorized to perform gaussdb:backup:delete", Cause::Forbidden),
        ("You have no permission for this action", Cause::Forbidden),
        ("当前用户没有权限执行该操作", Cause::Forbidden),
        ("备份不存在", Cause::NoBackup),
        ("实例不存在", Cause::NoInstance),
        ("备份桶不存在", Cause::NotFound),
    ] {
        for (status, code) in
            [(400, "DBS.999999"), (401, "401"), (403, "IAM.9999"), (413, "413"), (500, "DBS.1")]
        {
            assert_eq!(cause(status, code, message), expected, "{message} as {status} {code}");
        }
        if matches!(expected, Cause::Expired | Cause::Throttled | Cause::Forbidden) {
            let refusal = refusal(401, json!({"error_code": "APIGW.0301", "error_msg": message}));
            let by_key = Refusal { proof: Some(Proof::TemporaryKey), ..refusal };
            assert_eq!(by_key.cause(), expected, "{message} to a key");
        }
    }
    assert_eq!(cause(400, "DBS.200001", "参数 backup_id 不存在"), Cause::BadParameter);
}

/// What was refused is what was given.
#[test]
fn a_refused_key_is_no_refused_token() {
    let message = "Incorrect IAM authentication information: Unauthorized";
    let refusal = refusal(401, json!({"error_msg": message, "error_code": "APIGW.0301", "request_id": "r"}));
    let by = |proof| Refusal { proof, ..refusal.clone() }.cause();
    assert_eq!(by(None), Cause::BadToken);
    assert_eq!(by(Some(Proof::Token)), Cause::BadToken);
    assert_eq!(by(Some(Proof::Key)), Cause::BadKey);
    assert_eq!(by(Some(Proof::TemporaryKey)), Cause::BadKey);
    assert!(Cause::BadKey.is_about_signature() && !Cause::BadKey.asks_for_sign_in());
}
