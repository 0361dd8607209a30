//! Secrets that come back in another spelling than they were given in: none of them can be read anywhere.

use backup_client::{
    Connection, Credential, connection::Route, credential::Keys, iam::SignInError, proxy::ProxyHeader,
    transport::Cookies,
};
use backup_model::{pasted, request::Response};
use backup_sandbox::seed;
use backup_tests::{cases, tried};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD},
};
use proptest::prelude::*;

use crate::{
    calls::{connection, list, token},
    secrets::shown,
    sign_in::{login, sign_in, to_region},
    wire::{Wire, json, with},
};

const TOKEN: &str = "MIIabc0123456789+/xyz==";

/// One character of a secret, spelled in another way.
type Spelling = fn(char) -> String;

const SPELLINGS: [Spelling; 16] = [
    |letter| letter.to_string(),
    |letter| letter.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect(),
    |letter| letter.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04X}")).collect(),
    |letter| format!("\\u{{{:x}}}", u32::from(letter)),
    |letter| bytes(letter, |byte| format!("\\x{byte:02x}")),
    |letter| bytes(letter, |byte| format!("%{byte:02X}")),
    |letter| bytes(letter, |byte| format!("%{byte:02x}")),
    |letter| bytes(letter, |byte| format!("%25{byte:02X}")),
    |letter| bytes(letter, |byte| format!("%2525{byte:02X}")),
    |letter| bytes(letter, |byte| format!("={byte:02X}")),
    |letter| format!("&#{};", u32::from(letter)),
    |letter| format!("&#x{:x};", u32::from(letter)),
    |letter| format!("&#X{:04X};", u32::from(letter)),
    |letter| format!("&amp;#{};", u32::from(letter)),
    |letter| if letter.is_ascii_alphanumeric() { letter.to_string() } else { format!("\\{letter}") },
    |letter| match letter {
        '=' => "&equals;".to_owned(),
        '+' => "&plus;".to_owned(),
        '/' => "&sol;".to_owned(),
        '"' => "&quot;".to_owned(),
        '&' => "&amp;".to_owned(),
        other => other.to_string(),
    },
];

fn bytes(letter: char, write: fn(u8) -> String) -> String {
    letter.encode_utf8(&mut [0; 4]).bytes().map(write).collect()
}

fn spelled(secret: &str, spelling: Spelling) -> String {
    secret.chars().map(spelling).collect()
}

/// Only what has a meaning of its own is escaped, as most encoders do it.
fn where_needed(secret: &str, spelling: Spelling) -> String {
    let write =
        |letter: char| if letter.is_ascii_alphanumeric() { letter.to_string() } else { spelling(letter) };
    secret.chars().map(write).collect()
}

/// Whole texts in another form, around which others may lie.
fn wrapped(secret: &str) -> Vec<String> {
    let mut forms = Vec::new();
    for around in ["", "u", "us", "user:"] {
        let text = format!("{around}{secret}");
        forms.push(STANDARD.encode(&text));
        forms.push(STANDARD_NO_PAD.encode(&text));
        forms.push(URL_SAFE.encode(&text));
        forms.push(URL_SAFE_NO_PAD.encode(&text));
    }
    forms.push(
        STANDARD
            .encode(secret)
            .as_bytes()
            .chunks(7)
            .map(String::from_utf8_lossy)
            .collect::<Vec<_>>()
            .join("\r\n"),
    );
    forms.push(secret.bytes().map(|byte| format!("{byte:02x}")).collect());
    forms.push(secret.bytes().map(|byte| format!("{byte:02X}")).collect());
    forms.push(secret.to_ascii_lowercase());
    forms.push(secret.to_ascii_uppercase());
    forms.push(secret.replace('+', " "));
    forms.push(secret.chars().flat_map(|letter| [letter, '\0']).collect());
    forms
}

/// Every form of a secret that is tried, up to two around each other.
fn forms(secret: &str) -> Vec<String> {
    let mut forms = vec![secret.to_owned()];
    for spelling in SPELLINGS {
        forms.push(spelled(secret, spelling));
        forms.push(where_needed(secret, spelling));
    }
    forms.extend(wrapped(secret));
    let once = forms.clone();
    for form in once {
        forms.extend(SPELLINGS.iter().skip(1).map(|spelling| where_needed(&form, *spelling)));
        forms.push(serde_json::Value::from(form).to_string());
    }
    forms
}

/// Ways in which a text of others arrives.
fn arrivals(form: &str) -> Vec<Response> {
    let words = serde_json::Value::from(format!("bad token {form} was sent"));
    // As it was written into JSON by hand, where that is JSON.
    let raw = format!(r#"{{"error_code":"APIGW.0301","error_msg":"bad token {form} was sent"}}"#);
    vec![
        json(400, &format!(r#"{{"error_code":"X.1","error_msg":{words}}}"#)),
        json(400, &raw),
        json(404, &format!("bad token {form} was sent")),
        json(404, &format!("<p>bad token {form} was sent</p>")),
        json(200, &format!(r#"{{"echo":{words}}}"#)),
        with(
            json(401, &format!(r#"{{"error_code":"APIGW.0301","error_msg":"no","request_id":{words}}}"#)),
            "x",
            form,
        ),
        with(json(403, ""), "x-request-id", &format!("bad token {form} was sent")),
        with(json(403, ""), form, "1"),
    ]
}

/// What an error shows must hold neither the secret nor the form in which it came back.
fn assert_unreadable(shown: &str, secret: &str, form: &str) {
    let lower = shown.to_ascii_lowercase();
    for text in [secret, form] {
        // As the texts are shown, and as Rust prints them.
        for text in [text.to_owned(), format!("{text:?}").trim_matches('"').to_owned()] {
            assert!(!lower.contains(&text.to_ascii_lowercase()), "{form} in {shown}");
        }
    }
}

async fn assert_hidden(connection: &Connection, secret: &str, form: &str) {
    for response in arrivals(form) {
        let error = list(&Wire::always(response), connection).await.err().unwrap();
        assert_unreadable(&shown(&error), secret, form);
    }
}

#[tokio::test]
async fn a_token_is_hidden_in_every_spelling() {
    let connection = connection(token(TOKEN));
    for form in forms(TOKEN) {
        assert_hidden(&connection, TOKEN, &form).await;
    }
}

#[tokio::test]
async fn the_secrets_of_a_key_are_hidden_in_every_spelling() {
    let (secret, security_token) = ("Canary/Secret+Key==0002", "Canary-Security/Token+0003==");
    let connection =
        connection(Credential::Keys(Keys::parse(seed::ACCESS_KEY, secret, security_token).unwrap()));
    for secret in [secret, security_token] {
        for form in forms(secret) {
            assert_hidden(&connection, secret, &form).await;
        }
    }
}

#[tokio::test]
async fn a_key_for_the_proxy_is_hidden_in_every_spelling() {
    let key = "Canary/Proxy+Key==0006";
    let header = ProxyHeader::parse("X-Proxy-Key", &format!("Bearer {key}")).unwrap();
    let route = Route::new("https://px.example/", vec![header], Cookies::Omit).unwrap();
    let mut connection = connection(token(TOKEN));
    connection.place.route = route;
    for form in forms(key) {
        assert_hidden(&connection, key, &form).await;
    }
}

#[tokio::test]
async fn a_password_is_hidden_in_every_spelling() {
    for password in ["Canary/Pass word+\"0004\"", "Kanarienv\u{f6}gel \u{1f426} & <0005>"] {
        let login = login(seed::USER, password);
        for form in forms(password) {
            for response in arrivals(&form) {
                let error = sign_in(&Wire::always(response), &login, None, &to_region()).await.err().unwrap();
                let mut told = format!("{error} {error:?}");
                if let SignInError::Call(error) = &error {
                    told += &shown(error);
                }
                assert_unreadable(&told, password, &form);
            }
        }
    }
}

#[tokio::test]
async fn a_token_that_iam_sends_twice_is_hidden_where_it_is_not_read() {
    for form in forms(TOKEN) {
        let granted = with(json(201, r#"{"something":"else"}"#), "x-subject-token", TOKEN);
        let wire = Wire::always(with(granted, "x-copy", &form));
        let end = sign_in(&wire, &login(seed::USER, "Canary-Password-1"), None, &to_region()).await;
        let Err(SignInError::Call(error)) = end else { panic!("another end") };
        assert_unreadable(&shown(&error), TOKEN, &form);
    }
}

/// Proxies cut long headers; what is left of a token is most of it.
#[tokio::test]
async fn a_token_that_was_cut_is_hidden() {
    let long = format!("MII{}", "aB3+/x9_".repeat(500));
    let connection = connection(token(&long));
    for kept in [40, 1_000, 4_000] {
        for form in forms(&long[..kept]).into_iter().take(20) {
            assert_hidden(&connection, &long[..kept], &form).await;
        }
    }
}

#[tokio::test]
async fn what_stands_around_a_secret_stays_for_diagnosis() {
    let body =
        r#"{"error_code":"APIGW.0301","error_msg":"bad token MIIabc0123456789+\/xyz\u003d\u003d was sent"}"#;
    let error = list(&Wire::always(json(400, body)), &connection(token(TOKEN))).await.err().unwrap();
    assert_eq!(error.refusal().unwrap().message.as_deref(), Some("bad token *** was sent"));
    let near = r#"{"error_code":"APIGW.0301","error_msg":"bad token MIIabc0123456789+\/xyz\u003d was sent"}"#;
    let error = list(&Wire::always(json(400, near)), &connection(token(TOKEN))).await.err().unwrap();
    assert!(
        error.to_string().contains("MIIabc0123456789+/xyz= was"),
        "another text is left as it is: {error}"
    );
}

/// A long body that begins as the secret does again and again.
#[tokio::test]
async fn a_hostile_body_takes_no_time() {
    for piece in ["MIIabc0123456789+/xyz=", "\\u004d\\u0049", "%25", "\\\\", "&amp;", "%5c%5c%5cu"] {
        let body = piece.repeat(4 * 1024 / piece.len());
        let end = list(&Wire::always(json(400, &body)), &connection(token(TOKEN))).await;
        assert!(end.is_err());
    }
}

/// A secret, each of its characters with a spelling, and one more around all of it.
fn echoes() -> impl Strategy<Value = (String, String)> {
    let letter = proptest::char::range('!', '~');
    let letters = proptest::collection::vec((letter, 0..SPELLINGS.len()), 8..60);
    let echo = (letters, 0..SPELLINGS.len()).prop_map(|(letters, around)| {
        let secret: String = letters.iter().map(|(letter, _)| *letter).collect();
        let inner: String = letters.iter().map(|(letter, spelling)| SPELLINGS[*spelling](*letter)).collect();
        (secret, where_needed(&inner, SPELLINGS[around]))
    });
    // What is pasted around a token is no part of it.
    echo.prop_filter("quoted", |(secret, _)| pasted::value(secret) == secret)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(256), failure_persistence: None, ..ProptestConfig::default() })]

    /// `BACKUP_CASES` sets how many are tried.
    #[test]
    fn no_mix_of_spellings_can_be_read((secret, form) in echoes()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(assert_hidden(&connection(token(&secret)), &secret, &form));
        tried("spellings", 1);
    }

    /// What stands nowhere is hidden nowhere.
    #[test]
    fn other_texts_stay_as_they_are(words in "[ -~]{0,80}") {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let body = serde_json::json!({ "error_code": "X.1", "error_msg": words }).to_string();
        let wire = Wire::always(json(400, &body));
        let error = runtime.block_on(list(&wire, &connection(token(TOKEN)))).err().unwrap();
        prop_assert_eq!(error.refusal().and_then(|refusal| refusal.message.as_deref()), Some(words.as_str()));
    }
}
