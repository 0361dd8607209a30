//! Keys as people paste them, and as nobody sees them.

use backup_signer::{AccessKey, Key, KeyError, SecretKey, SecurityToken};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn what_surrounds_a_key_is_dropped() {
    let access: AccessKey = " \tAK123\r\n".parse().expect("a key");
    let secret: SecretKey = "\u{a0}S3cret/+=\n".parse().expect("a key");
    let token: SecurityToken = "\n token== ".parse().expect("a token");
    assert_eq!((access.as_str(), secret.reveal(), token.reveal()), ("AK123", "S3cret/+=", "token=="));
}

#[test]
fn what_no_key_holds_is_refused() {
    let refused = [
        ("", KeyError::Empty),
        (" \r\n\t ", KeyError::Empty),
        ("a b", KeyError::Character { position: 2 }),
        (" ab\ncd", KeyError::Character { position: 3 }),
        ("abc\0d", KeyError::Character { position: 4 }),
        ("\u{200b}abc", KeyError::Character { position: 1 }),
        ("abc\u{200b}", KeyError::Character { position: 4 }),
        ("clé", KeyError::Character { position: 3 }),
    ];
    for (text, error) in refused {
        assert_eq!(text.parse::<AccessKey>().err(), Some(error), "{text:?}");
        assert_eq!(text.parse::<SecretKey>().err(), Some(error), "{text:?}");
        assert_eq!(text.parse::<SecurityToken>().err(), Some(error), "{text:?}");
    }
}

#[test]
fn a_key_shows_its_name_only() {
    let key = Key {
        access: "AK123".parse().expect("a key"),
        secret: "canary-secret".parse().expect("a key"),
        token: Some("canary-token".parse().expect("a token")),
    };
    let shown = format!("{key:?} {}", key.access);
    assert!(shown.contains("AK123"));
    assert!(!shown.contains("canary"), "{shown}");
}
