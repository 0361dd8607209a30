//! Canaries in the place of secrets, and no error that shows one.

use std::fmt::{Debug, Display};

use backup_client::{
    Client, Connection, Credential, Error,
    cancel::Cancel,
    connection::Route,
    credential::{Keys, Token},
    iam::{Login, Passcode, ProjectsError, SignInError},
    proxy::ProxyHeader,
    transport::Cookies,
};
use backup_model::request::Response;
use backup_sandbox::seed;

use crate::{
    calls::{close, connection, list},
    sign_in::{login, sign_in, to_region},
    wire::{Sent, Wire, json, with},
};

const TOKEN: &str = "Canary-Token-0001";
const SECRET: &str = "Canary-Secret-Key-0002";
const SECURITY_TOKEN: &str = "Canary-Security-Token-0003";
const PASSWORD: &str = "Canary-Password-0004";
const PASSCODE: &str = "13371337";

/// Compiles only for types that lack a trait.
macro_rules! lacks {
    ($trait:path: $($type:ty),+) => { $({
        trait AmbiguousIfImplemented<A> { fn pick() {} }
        struct Implemented;
        impl<T: ?Sized> AmbiguousIfImplemented<()> for T {}
        impl<T: ?Sized + $trait> AmbiguousIfImplemented<Implemented> for T {}
        <$type as AmbiguousIfImplemented<_>>::pick();
    })+ };
}

#[test]
fn what_holds_a_secret_cannot_be_printed_or_written_down() {
    lacks!(Debug: Credential, Token, Keys, Login, Passcode, Connection);
    lacks!(Display: Credential, Token, Keys, Login, Passcode, Connection);
    lacks!(serde::Serialize: Credential, Token, Keys, Login, Passcode, Connection);
}

/// Everything that an error could put before a person or into a log.
pub fn shown(error: &Error) -> String {
    let response = error.response().map(|response| (response.text(), &response.headers));
    format!("{error} {error:?} {:?} {response:?}", error.refusal())
}

fn assert_hidden(text: &str) {
    for canary in [TOKEN, SECRET, SECURITY_TOKEN, PASSWORD, PASSCODE] {
        assert!(!text.contains(canary), "{canary} in {text}");
    }
}

fn credentials() -> [Credential; 2] {
    let keys = Keys::parse(seed::ACCESS_KEY, SECRET, SECURITY_TOKEN).unwrap();
    [Credential::Token(TOKEN.parse().unwrap()), Credential::Keys(keys)]
}

/// Everything of a call in one text, as proxies that are wrongly set up send it back.
fn echo(sent: &Sent) -> String {
    format!("{} {} {:?} {}", sent.method, sent.url, sent.headers, sent.body.as_deref().unwrap_or_default())
}

/// Ways to send a call back: as a page, as a refusal, as an accepted answer, and in a header.
fn echoes() -> [fn(&Sent) -> Response; 4] {
    [
        |sent| Response { status: 404, headers: Vec::new(), body: format!("<p>{}</p>", echo(sent)).into() },
        |sent| {
            let words = serde_json::Value::from(echo(sent));
            json(400, &format!(r#"{{"error_code":"X.1","error_msg":{words}}}"#))
        },
        |sent| json(200, &format!(r#"{{"you_sent":{}}}"#, serde_json::Value::from(echo(sent)))),
        |sent| with(json(403, ""), "x-echo", &echo(sent)),
    ]
}

#[tokio::test]
async fn what_is_sent_back_is_made_unreadable() {
    for echo in echoes() {
        for credential in credentials() {
            let wire = Wire::answering(move |sent, _| Ok(echo(sent)));
            let connection = connection(credential);
            let ends = [list(&wire, &connection).await.map(drop), close(&wire, &connection).await];
            for end in ends {
                assert_hidden(&shown(&end.err().unwrap()));
            }
            let client = Client::new(&wire);
            match client.projects(&connection.place, &connection.credential, &mut Cancel::never()).await {
                Err(ProjectsError::Call(error)) => assert_hidden(&shown(&error)),
                Err(ProjectsError::NotAllowed(refusal)) => assert_hidden(&format!("{refusal:?}")),
                Ok(_) => panic!("no list"),
            }
            let token = TOKEN.parse().unwrap();
            let end = client.inspect(&connection.place, &token, &mut Cancel::never()).await;
            assert_hidden(&shown(&end.err().unwrap()));
        }
    }
}

#[tokio::test]
async fn a_password_that_is_sent_back_is_made_unreadable() {
    let passcode = Passcode::parse(seed::MFA_USER_ID, PASSCODE).unwrap();
    // JSON has several spellings of the second.
    for password in [PASSWORD.to_owned(), format!("\"\\{PASSWORD}\"\\")] {
        let login = login(seed::MFA_USER, &password);
        for echo in echoes() {
            for passcode in [None, Some(&passcode)] {
                let wire = Wire::answering(move |sent, _| Ok(echo(sent)));
                let error = sign_in(&wire, &login, passcode, &to_region()).await.err().unwrap();
                assert_hidden(&format!("{error} {error:?}"));
                if let SignInError::Call(error) = error {
                    assert_hidden(&shown(&error));
                }
            }
        }
    }
}

#[tokio::test]
async fn the_security_token_that_the_cloud_quotes_is_made_unreadable() {
    let quoted =
        format!("verify aksk signature fail, canonicalRequest:GET|/|x-security-token:{SECURITY_TOKEN}|");
    let body = format!(r#"{{"error_code":"APIGW.0301","error_msg":"{quoted}"}}"#);
    let [_, keys] = credentials();
    let error = list(&Wire::always(json(401, &body)), &connection(keys)).await.err().unwrap();
    let shown = shown(&error);
    assert_hidden(&shown);
    assert!(shown.contains("x-security-token:***"), "the rest stays for diagnosis: {shown}");
}

#[tokio::test]
async fn no_error_shows_a_token_that_iam_has_just_issued() {
    let answers = [
        json(201, r#"{"something":"else"}"#),
        json(201, r#"{"token":"#),
        json(500, ""),
        Response { status: 201, headers: Vec::new(), body: b"<html>".to_vec() },
        Response { status: 302, ..Response::default() },
    ];
    for answer in answers {
        let wire = Wire::always(with(answer, "x-subject-token", TOKEN));
        let end = sign_in(&wire, &login(seed::USER, PASSWORD), None, &to_region()).await;
        let error = end.err().unwrap();
        assert_hidden(&format!("{error} {error:?}"));
    }
}

#[tokio::test]
async fn nothing_but_its_own_header_carries_a_token_and_a_secret_key_never_leaves() {
    let header = ProxyHeader::parse("X-Target", "{url}").unwrap();
    let [token, keys] = credentials();
    for (credential, name, canary) in
        [(token, "X-Auth-Token", TOKEN), (keys, "X-Security-Token", SECURITY_TOKEN)]
    {
        let wire = Wire::dead();
        let mut connection = connection(credential);
        connection.place.route =
            Route::new("https://px.example/", vec![header.clone()], Cookies::SameOrigin).unwrap();
        assert!(close(&wire, &connection).await.is_err());
        let mut sent = wire.only();
        let at = sent.headers.iter().position(|(other, _)| other == name).unwrap();
        assert_eq!(sent.headers.remove(at).1, canary);
        assert_hidden(&echo(&sent));
    }
}

#[test]
fn parsing_errors_hold_none_of_the_text() {
    let broken = |canary: &str| format!("{canary} {canary}");
    let token = broken(TOKEN).parse::<Token>().err().unwrap();
    let secret = Keys::parse(seed::ACCESS_KEY, &broken(SECRET), "").err().unwrap();
    let security_token = Keys::parse(seed::ACCESS_KEY, SECRET, &broken(SECURITY_TOKEN)).err().unwrap();
    let login = Login::parse("", "", PASSWORD).err().unwrap();
    let passcode = Passcode::parse("id", &format!("{PASSCODE}x")).err().unwrap();
    assert_hidden(&format!("{token} {token:?} {secret} {secret:?} {security_token} {security_token:?}"));
    assert_hidden(&format!("{login} {login:?} {passcode} {passcode:?}"));
}
