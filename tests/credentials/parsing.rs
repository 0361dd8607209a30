use backup_client::credential::{KeyPart, Keys, MAX_TOKEN_LENGTH, NoKeys, NoToken, Token};
use backup_model::pasted::Stray;
use backup_signer::KeyError;

fn token(text: &str) -> Result<(), NoToken> {
    text.parse::<Token>().map(drop)
}

fn keys(access: &str, secret: &str, security_token: &str) -> Result<(), NoKeys> {
    Keys::parse(access, secret, security_token).map(drop)
}

#[test]
fn a_token_is_what_a_header_can_carry() {
    assert_eq!(token("MIIabc+/=-"), Ok(()));
    assert_eq!(token(" MIIabc\r\n"), Ok(()));
    assert_eq!(token(" \n"), Err(NoToken::Missing));
    for (broken, invisible) in
        [("MII\u{e9}x", None), ("MII\u{4e2d}x", None), ("MII x", Some(' ')), ("MII\0x", Some('\0'))]
    {
        let stray = Stray { invisible, position: 4 };
        assert_eq!(token(broken), Err(NoToken::Character(stray)), "{broken:?}");
    }
    for length in [8 * 1024, MAX_TOKEN_LENGTH] {
        assert_eq!(token(&"M".repeat(length)), Ok(()));
    }
    assert_eq!(token(&"M".repeat(MAX_TOKEN_LENGTH + 1)), Err(NoToken::TooLong(MAX_TOKEN_LENGTH + 1)));
}

#[test]
fn a_key_is_taken_without_the_blanks_around_it() {
    let keys = Keys::parse(" AK1\n", "\tSK1 ", " ").unwrap();
    assert_eq!(keys.access(), "AK1");
    assert!(!keys.is_temporary());
    assert!(keys == Keys::parse("AK1", "SK1", "").unwrap());
    assert!(Keys::parse("AK1", "SK1", " token\n").unwrap().is_temporary());
}

#[test]
fn each_part_of_a_key_says_what_is_wrong_with_it() {
    assert_eq!(keys("", "SK1", ""), Err(NoKeys::Access(KeyError::Empty)));
    assert_eq!(keys("AK1", " ", ""), Err(NoKeys::Secret(KeyError::Empty)));
    let character = KeyError::Character { position: 3 };
    let unseen = |part, invisible| NoKeys::Unseen(part, Stray { invisible: Some(invisible), position: 3 });
    assert_eq!(keys("AK 1", "SK1", ""), Err(unseen(KeyPart::Access, ' ')));
    assert_eq!(keys("AK1", "SK\u{200b}1", ""), Err(unseen(KeyPart::Secret, '\u{200b}')));
    assert_eq!(keys("AK1", "SK1", "to\u{e9}"), Err(NoKeys::SecurityToken(character)));
    let long = "t".repeat(MAX_TOKEN_LENGTH + 1);
    assert_eq!(keys("AK1", "SK1", &long), Err(NoKeys::SecurityTokenTooLong(long.len())));
}

#[test]
fn keys_differ_by_each_of_their_parts() {
    let key = |access, secret, token| Keys::parse(access, secret, token).unwrap();
    let one = key("AK1", "SK1", "token");
    assert!(one == one.clone());
    for other in [key("AK2", "SK1", "token"), key("AK1", "SK2", "token"), key("AK1", "SK1", "")] {
        assert!(one != other);
    }
    assert!(one != one.clone().expiring(1));
}
