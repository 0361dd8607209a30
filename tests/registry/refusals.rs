//! The envelopes and codes in which the services refuse.

use backup_model::{
    refusal::{Cause, Detail, Refusal},
    request::Response,
};
use serde_json::{Value as Json, json};

fn response(status: u16, body: impl Into<Vec<u8>>) -> Response {
    Response { status, body: body.into(), ..Response::default() }
}

fn refusal(status: u16, body: Json) -> Refusal {
    Refusal::read(&response(status, body.to_string())).unwrap_or_else(|| panic!("{body} is no refusal"))
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
        request_id: None,
        details: vec![
            Detail { code: None, message: Some("x".to_owned()) },
            Detail { code: Some("PDP.1".to_owned()), message: Some("<b>".to_owned()) },
        ],
        encoded_authorization_message: Some("b64".to_owned()),
    };
    assert_eq!(refusal, expected);
    assert_eq!(refusal.to_string(), "status 403, DBSS.10020100: <script>alert(1)</script>");
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
        (404, Cause::NoBackup),
        (405, Cause::BadParameter),
        (409, Cause::Busy),
        (413, Cause::BadParameter),
        (418, Cause::Other),
        (429, Cause::Throttled),
        (500, Cause::ServiceFault),
        (503, Cause::ServiceFault),
    ] {
        let refusal = Refusal::read(&response(status, "")).unwrap();
        assert!(!refusal.has_words());
        assert_eq!(refusal.cause(), cause, "{status}");
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
    (&["DBS.200543"], 400, Cause::BadParameter),
    // DDS
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
        ("0301", "Get secretKey failed,ak:AK,err:ak not exist", Cause::BadSignature),
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
    assert_eq!(cause(404, "DBSS.10021004", "not found"), Cause::NoBackup);
    assert_eq!(cause(403, "IAM.9999", "no"), Cause::Forbidden);
    // The number alone, without its family, says nothing.
    assert_eq!(cause(409, "280015", "no"), Cause::Busy);
}
