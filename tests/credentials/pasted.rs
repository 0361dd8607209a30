//! Credentials as people paste them: with what stood around them, and with what nobody sees.

use backup_client::{
    Credential,
    credential::{Keys, NoToken, Token},
    iam::{Login, NoLogin, Passcode},
};
use backup_model::pasted::Stray;

const TOKEN: &str = "MIIabc0123456789+/-xyz==";

/// The token that is sent for what was pasted.
fn sent(pasted: &str) -> Result<String, NoToken> {
    let token: Token = pasted.parse()?;
    let same = Credential::Token(TOKEN.parse::<Token>()?);
    Ok(if same.is_same_secret(&Credential::Token(token)) { TOKEN } else { "another" }.to_owned())
}

#[test]
fn what_stood_around_a_token_is_taken_off() {
    for (before, after) in [
        ("", "\u{200b}"),
        ("\u{feff}", ""),
        ("\u{a0}", "\r\n"),
        ("\u{202a}", "\u{202c}"),
        ("\"", "\""),
        ("'", "'"),
        ("\u{201c}", "\u{201d}"),
        ("X-Subject-Token: ", ""),
        ("x-subject-token:", "\r\n"),
        ("X-Auth-Token: ", ""),
        ("X-Auth-Token=", ""),
        ("Bearer ", ""),
        ("Authorization: Bearer ", ""),
        ("\"X-Subject-Token\": \"", "\","),
        ("'X-Auth-Token: ", "'"),
        ("OS_AUTH_TOKEN='", "'"),
        ("token: ", ""),
    ] {
        assert_eq!(sent(&format!("{before}{TOKEN}{after}")), Ok(TOKEN.to_owned()), "{before:?} {after:?}");
    }
}

#[test]
fn the_lines_of_a_token_are_joined_and_nothing_else_is() {
    for at in [1, 8, 22] {
        let (start, end) = TOKEN.split_at(at);
        for joint in ["\n", "\r\n", "\n  ", " \n\t", "\n\n", "\u{200b}\n"] {
            assert_eq!(sent(&format!("{start}{joint}{end}")), Ok(TOKEN.to_owned()), "{joint:?}");
        }
    }
    let line_break = Stray { invisible: Some('\n'), position: 25 };
    assert_eq!(sent(&format!("{TOKEN}\nX-Project-Id: 1")), Err(NoToken::Character(line_break)));
}

#[test]
fn what_is_inside_a_token_is_named_and_the_token_is_not() {
    for c in [' ', '\t', '\0', '\u{a0}', '\u{ad}', '\u{200b}', '\u{202e}', '\u{feff}', '\u{2060}'] {
        let refused = sent(&format!("MII{c}abc")).unwrap_err();
        assert_eq!(refused, NoToken::Character(Stray { invisible: Some(c), position: 4 }));
        let said = refused.to_string();
        assert!(
            said.contains("character 4 is ") && said.ends_with("Remove it.") && !said.contains("MII"),
            "{said}"
        );
    }
    let seen = sent("MIIéabc").unwrap_err();
    assert_eq!(seen.to_string(), "The token cannot be sent: character 4 is none of plain ASCII. Remove it.");
}

#[test]
fn a_key_comes_without_its_names_and_quotes() {
    let key = Keys::parse("AK1", "SK1", "token").unwrap();
    for (access, secret, token) in [
        ("\"AK1\"", "'SK1'", "\"token\","),
        ("AK: AK1", "SK=SK1", "X-Security-Token: token"),
        ("Access Key Id: AK1", "Secret Access Key: SK1", "securitytoken=\"token\""),
        ("\u{200b}AK1", "SK1\u{feff}", "\u{a0}token\u{ad}"),
        ("\"access\": \"AK1\",", "\"secret\": \"SK1\",", "\"securitytoken\": \"token\""),
    ] {
        assert!(
            Keys::parse(access, secret, token).is_ok_and(|keys| keys == key),
            "{access} {secret} {token}"
        );
    }
    let said = Keys::parse("AK1", "SK\u{200d}1", "").err().unwrap().to_string();
    assert_eq!(said, "Character 3 of the secret key is U+200D (zero-width joiner): remove it.");
}

#[test]
fn names_are_cleaned_at_their_ends() {
    for (account, user) in [
        ("test-account\u{200b}", "test-user"),
        ("test-account", "\u{feff}test-user"),
        ("test-account", "\u{a0}test-user"),
        ("\u{202a}test-account\u{202c}", " test-user\u{2060}"),
    ] {
        let login = Login::parse(account, user, " secret ").unwrap();
        assert_eq!((login.account(), login.user()), ("test-account", "test-user"));
    }
    assert_eq!(Login::parse("测试 账号", "Ünal Öz", "p").unwrap().account(), "测试 账号");
}

#[test]
fn what_nobody_sees_in_a_login_is_refused_beside_its_field() {
    let stray = |invisible, position| Stray { invisible: Some(invisible), position };
    let refused = |account: &str, user: &str, password: &str| Login::parse(account, user, password).err();
    assert_eq!(refused("a\u{200b}b", "u", "p"), Some(NoLogin::AccountUnseen(stray('\u{200b}', 2))));
    assert_eq!(refused("a", "u\u{a0}v", "p"), Some(NoLogin::UserUnseen(stray('\u{a0}', 2))));
    for c in ['\u{200b}', '\u{feff}', '\u{a0}', '\u{3000}', '\u{ad}', '\u{202c}'] {
        let password = format!("secret{c}");
        assert_eq!(refused("a", "u", &password), Some(NoLogin::PasswordUnseen(stray(c, 7))));
    }
    assert_eq!(refused("\u{200b}", "u", "p"), Some(NoLogin::Account));
    assert_eq!(refused("a", "\u{feff}", "p"), Some(NoLogin::User));
    assert!(Passcode::parse("\"0a1b\"", "12\u{2009}34 56\u{200b}").is_ok());
}
