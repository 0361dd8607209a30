use backup_tests::tried;

use crate::exchange::{CLOUD, Recorder, head, listen, proxied, talk};

#[tokio::test]
async fn what_servers_read_differently_is_refused() {
    let upstream = Recorder::new();
    let address = listen(&upstream).await;
    let post = head(address, "POST", &proxied("/v3/x"));
    let get = head(address, "GET", &proxied("/v3/x"));
    let bad = [
        ("two lengths", format!("{post}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab")),
        ("the same length twice", format!("{post}Content-Length: 1\r\nContent-Length: 1\r\n\r\na")),
        (
            "two lengths, apart",
            format!("{post}Content-Length: 1\r\nX-Language: en\r\ncontent-length: 12\r\n\r\na"),
        ),
        (
            "a length and a coding",
            format!("{post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        ),
        (
            "a coding and a length",
            format!("{post}TRANSFER-ENCODING: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        ),
        ("obsolete folding", format!("{get}X-Language: en\r\n folded\r\n\r\n")),
        ("NUL", format!("{get}X-Language: a\0b\r\n\r\n")),
        ("space before the colon", format!("{get}X-Language : en\r\n\r\n")),
        ("space in the target", format!("{}\r\n", head(address, "GET", &proxied("/v3/x y")))),
        ("no length that is a number", format!("{post}Content-Length: +1\r\n\r\na")),
        (
            "two codings",
            format!("{post}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        ),
        ("a coding that is not the last", format!("{post}Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n")),
        ("a list of lengths", format!("{post}Content-Length: 1, 1\r\n\r\na")),
        ("a negative length", format!("{post}Content-Length: -1\r\n\r\na")),
        ("a length in hexadecimal", format!("{post}Content-Length: 0x1\r\n\r\na")),
        ("a length beyond 2^64", format!("{post}Content-Length: 18446744073709551617\r\n\r\na")),
        ("a bare carriage return in a value", format!("{get}X-Language: a\rb\r\n\r\n")),
        ("an empty name", format!("{get}: x\r\n\r\n")),
        ("no colon", format!("{get}X-Language\r\n\r\n")),
        ("a version of its own", format!("{get}\r\n").replace("HTTP/1.1", "HTTP/1.2")),
        ("an unknown coding", format!("{post}Transfer-Encoding: gzip\r\n\r\na")),
    ];
    tried("sockets", bad.len());
    for (what, bytes) in bad {
        let answer = talk(address, bytes.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 400"), "{what}: {answer}");
        assert!(upstream.take().is_empty(), "{what}");
    }
}

/// What one call says of its length is nothing to the next one on the same connection, nor is what a body holds.
#[tokio::test]
async fn lengths_of_several_calls_are_not_taken_together() {
    let upstream = Recorder::new();
    let address = listen(&upstream).await;
    let kept = head(address, "POST", &proxied("/v3/x")).replace("Connection: close\r\n", "");
    let body = r#"{"text":"\ncontent-length: 1\r\ncontent-length: 2"}"#;
    let call = |head: &str| format!("{head}Content-Length: {}\r\n\r\n{body}", body.len());
    let last = call(&head(address, "POST", &proxied("/v3/x")));
    let answers = talk(address, format!("{}{}{last}", call(&kept), call(&kept)).as_bytes()).await;
    assert_eq!(answers.matches("HTTP/1.1 200").count(), 3, "{answers}");
}

#[tokio::test]
async fn broken_chunks_never_reach_the_upstream() {
    let upstream = Recorder::new();
    let address = listen(&upstream).await;
    let post = head(address, "POST", &proxied("/v3/x"));
    for chunks in [
        "x\r\na\r\n0\r\n\r\n",
        "-1\r\na\r\n0\r\n\r\n",
        "1\r\nab\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\na\r\n",
        "1 \t;\0\r\na\r\n",
    ] {
        let answer =
            talk(address, format!("{post}Transfer-Encoding: chunked\r\n\r\n{chunks}").as_bytes()).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{chunks:?}: {answer}");
        assert!(upstream.take().is_empty(), "{chunks:?}");
    }
}

#[tokio::test]
async fn a_thousand_headers_are_refused() {
    let upstream = Recorder::new();
    let address = listen(&upstream).await;
    let many: String = (0..1000).map(|number| format!("X-{number}: 1\r\n")).collect();
    let answer =
        talk(address, format!("{}{many}\r\n", head(address, "GET", &proxied("/v3/x"))).as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    assert!(upstream.take().is_empty());
}

/// Calls that are written at once are answered one after the other, each by its own answer.
#[tokio::test]
async fn calls_in_a_pipeline_stay_apart() {
    let upstream = Recorder::new();
    let address = listen(&upstream).await;
    let call = |path: &str| head(address, "POST", &proxied(path)).replace("Connection: close\r\n", "");
    let first = format!("{}Content-Length: 2\r\n\r\n{{}}", call("/first"));
    let last = format!("{}\r\n", head(address, "GET", &proxied("/last")));
    let answers = talk(address, format!("{first}{first}{last}").as_bytes()).await;
    assert_eq!(answers.matches("HTTP/1.1 200").count(), 3, "{answers}");
    let paths: Vec<_> = upstream.take().iter().map(|(_, call)| call.uri().to_string()).collect();
    assert_eq!(paths, ["/first", "/first", "/last"]);
}

/// Either length or chunks: whichever is believed, what follows must not be taken for a second request.
#[tokio::test]
async fn no_second_request_hides_in_a_body() {
    let upstream = Recorder::new();
    let address = listen(&upstream).await;
    let hidden = format!("GET {} HTTP/1.1\r\nHost: {address}\r\n\r\n", proxied("/hidden"));
    let post = head(address, "POST", &proxied("/v3/x"));
    let bytes = format!(
        "{post}Content-Length: {}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}",
        hidden.len() + 5
    );
    talk(address, bytes.as_bytes()).await;
    assert!(upstream.take().iter().all(|(_, request)| request.uri() != "/hidden"));
}

#[tokio::test]
async fn a_target_that_is_a_url_is_refused() {
    let upstream = Recorder::new();
    let address = listen(&upstream).await;
    let own = format!("http://{address}{}", proxied("/v3/x"));
    let foreign = format!("http://{CLOUD}/v3/x");
    for target in [own.as_str(), &foreign, "*"] {
        let answer = talk(address, format!("{}\r\n", head(address, "GET", target)).as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 4"), "{target}: {answer}");
        assert!(upstream.take().is_empty(), "{target}");
    }
}

#[tokio::test]
async fn the_raw_target_passes_byte_for_byte() {
    let upstream = Recorder::new();
    let address = listen(&upstream).await;
    let path = "/v3/a%2Fb%20c//d?q=%2B+x&e=%c3%a9";
    let answer = talk(address, format!("{}\r\n", head(address, "GET", &proxied(path))).as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(upstream.only().uri().to_string(), path);
}
