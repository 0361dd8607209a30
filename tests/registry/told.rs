//! Errors are data until they are told: in whole sentences, in English and in any other language.

use std::time::Duration;

use backup_client::{
    Error,
    credential::{KeyPart, NoKeys, NoToken},
    error::{Ending, Withheld},
    iam::{NoLogin, NoPasscode, ProjectsError, SignInError},
    project::Project,
    provider::NoCredential,
    proxy::Unusable,
};
use backup_model::{
    answer::Unreadable, endpoint::NoEndpoint, pasted::Stray, refusal::Refusal, request::Response,
    service::Service,
};
use backup_signer::{DateError, KeyError, Refused, SdkDate};
use backup_tests::pseudo;
use backup_words::{Tell, Words};

/// What was found stands in it as it is, in whatever language.
const BLANK: Stray = Stray { invisible: Some('\u{fdd0}'), position: 4 };
const SEEN: Stray = Stray { invisible: None, position: 4 };

fn response(status: u16) -> Response {
    Response { status, headers: Vec::new(), body: Vec::new() }
}

fn refusal() -> Box<Refusal> {
    let body = r#"{"error_code":"DBS.1","error_msg":"no"}"#;
    let response = Response { body: body.into(), ..response(403) };
    Box::new(Refusal::read(&response).expect("the service refuses so"))
}

/// What is told in the other language, without what is in no language.
fn rest(told: &str, given: &[&str]) -> String {
    given.iter().fold(told.to_owned(), |told, given| {
        assert!(told.contains(given), "{told} without {given}");
        told.replace(given, "")
    })
}

/// Each is told in English as it is written here, and in another language with what was given and no word of English.
fn tells<T: Tell>(
    words: Words,
    errors: impl IntoIterator<Item = (T, &'static str, &'static [&'static str])>,
) {
    for (error, english, given) in errors {
        assert_eq!(error.told(Words::ENGLISH), english);
        assert!(english.starts_with(|c: char| !c.is_lowercase()), "{english}");
        let told = error.told(words);
        let rest = rest(&told, given);
        assert!(!rest.contains(|c: char| c.is_ascii_alphabetic()), "{told}");
        assert_ne!(told, english);
    }
}

#[test]
fn what_is_wrong_with_an_endpoint() {
    tells(
        pseudo(),
        [
            (
                NoEndpoint::Scheme,
                "An endpoint begins with https:// (http:// for a cloud on your own network).",
                &[][..],
            ),
            (
                NoEndpoint::Host,
                "An endpoint needs a host name of letters, digits, hyphens and dots after the scheme.",
                &[],
            ),
            (NoEndpoint::Port, "An endpoint needs a port from 1 to 65535 after the colon.", &[]),
            (NoEndpoint::Path, "An endpoint ends after the host: the operation brings its own path.", &[]),
            (NoEndpoint::UserInfo, "An endpoint holds no user name and no password.", &[]),
            (
                NoEndpoint::Unseen(BLANK),
                "An endpoint cannot hold this: character 4 is U+FDD0. Remove it.",
                &["4", "U+FDD0"],
            ),
        ],
    );
}

#[test]
fn what_is_wrong_with_a_token() {
    tells(
        pseudo(),
        [
            (NoToken::Missing, "The token is missing.", &[][..]),
            (
                NoToken::Character(BLANK),
                "The token cannot be sent: character 4 is U+FDD0. Remove it.",
                &["4", "U+FDD0"],
            ),
            (
                NoToken::Character(SEEN),
                "The token cannot be sent: character 4 is none of plain ASCII. Remove it.",
                &["4"],
            ),
            (
                NoToken::TooLong(20_000),
                "A token has up to 16,384 characters; this has 20,000.",
                &["16,384", "20,000"],
            ),
        ],
    );
}

#[test]
fn what_is_wrong_with_a_key() {
    let character = KeyError::Character { position: 3 };
    tells(
        pseudo(),
        [
            (NoKeys::Access(KeyError::Empty), "The access key is missing: enter it.", &[][..]),
            (
                NoKeys::Access(character),
                "Character 3 of the access key is none that a key has: copy the key again.",
                &["3"],
            ),
            (NoKeys::Secret(KeyError::Empty), "The secret key is missing: enter it.", &[]),
            (
                NoKeys::Secret(character),
                "Character 3 of the secret key is none that a key has: copy the key again.",
                &["3"],
            ),
            (NoKeys::SecurityToken(KeyError::Empty), "The security token is missing: enter it.", &[]),
            (
                NoKeys::SecurityToken(character),
                "Character 3 of the security token is none that a key has: copy it again.",
                &["3"],
            ),
            (
                NoKeys::SecurityTokenTooLong(20_000),
                "A security token has up to 16,384 characters; this has 20,000.",
                &["16,384", "20,000"],
            ),
            (
                NoKeys::Unseen(KeyPart::Access, BLANK),
                "Character 4 of the access key is U+FDD0: remove it.",
                &["4", "U+FDD0"],
            ),
            (
                NoKeys::Unseen(KeyPart::Secret, BLANK),
                "Character 4 of the secret key is U+FDD0: remove it.",
                &["4", "U+FDD0"],
            ),
            (
                NoKeys::Unseen(KeyPart::SecurityToken, BLANK),
                "Character 4 of the security token is U+FDD0: remove it.",
                &["4", "U+FDD0"],
            ),
        ],
    );
    tells(
        pseudo(),
        [
            (KeyError::Empty, "The key is empty: enter it.", &[][..]),
            (character, "Character 3 is none that a key has: copy the key again.", &["3"]),
        ],
    );
}

#[test]
fn what_is_wrong_with_a_login() {
    tells(
        pseudo(),
        [
            (NoLogin::Account, "The sign-in needs the name of the account.", &[][..]),
            (NoLogin::User, "The sign-in needs the name of the IAM user.", &[]),
            (NoLogin::Password, "The sign-in needs the password.", &[]),
            (
                NoLogin::AccountUnseen(BLANK),
                "The name of the account cannot hold this: character 4 is U+FDD0. Remove it.",
                &["4", "U+FDD0"],
            ),
            (
                NoLogin::UserUnseen(BLANK),
                "The name of the user cannot hold this: character 4 is U+FDD0. Remove it.",
                &["4", "U+FDD0"],
            ),
            (
                NoLogin::PasswordUnseen(BLANK),
                "The password cannot hold this: character 4 is U+FDD0. Remove it.",
                &["4", "U+FDD0"],
            ),
        ],
    );
    tells(
        pseudo(),
        [
            (
                NoPasscode::UserId,
                "The passcode needs the ID of the IAM user: letters, digits and hyphens.",
                &[][..],
            ),
            (NoPasscode::Code, "The sign-in needs the digits that the virtual MFA device shows.", &[]),
        ],
    );
}

#[test]
fn why_a_template_cannot_work() {
    tells(
        pseudo(),
        [
            (Unusable::Start, "The template begins with https://, http://, /, ./ or ../.", &[][..]),
            (Unusable::NoHost, "The template needs a host after the scheme.", &[]),
            (
                Unusable::HostPlaceholder,
                "Only {host}, {service} and {region} can be part of the host: end it with a /.",
                &[],
            ),
            (Unusable::Brace, "A brace is not closed, or not opened.", &[]),
            (
                Unusable::Placeholder("nope".to_owned()),
                "There is no placeholder {nope}. There are these: {url}, {encoded}, {scheme}, {host}, {path}, {query}, \
                 {service}, {region}.",
                &["{nope}", "{url}, {encoded}, {scheme}, {host}, {path}, {query}, {service}, {region}"],
            ),
            (
                Unusable::UserInfo,
                "Browsers refuse a user name or password in a URL; a header can carry them.",
                &[],
            ),
            (Unusable::Fragment, "What follows # is never sent.", &[]),
            (
                Unusable::Unseen(BLANK),
                "The template cannot hold this: character 4 is U+FDD0. Remove it.",
                &["4", "U+FDD0"],
            ),
            (Unusable::Backslash, "Browsers take a backslash for a slash. Write the slash.", &[]),
            (
                Unusable::RawInQuery,
                "{url} as a query's value loses all that follows an &. Use {encoded} there.",
                &[],
            ),
            (
                Unusable::NoTarget,
                "Nothing tells the proxy which path is meant: use {url}, {encoded} or {path}, here or in a header.",
                &[],
            ),
            (
                Unusable::MixedContent,
                "This page came by https, and browsers block plain http from it. Use an https proxy or one on this \
                 machine.",
                &[],
            ),
            (
                Unusable::Header("Cookie".to_owned()),
                "Browsers cannot send the header Cookie with this value.",
                &["Cookie"],
            ),
        ],
    );
}

#[test]
fn how_a_call_ended() {
    let chosen: backup_model::value::ProjectId = "0483b6b16e954cb88930a360d2c4e663".parse().unwrap();
    let of = Project::new("05347aba8d0010d12f8dc0049eae1a90".parse().unwrap(), String::new());
    let ending = |ending| Error::OutcomeUnknown(ending);
    let clock = |skew| Error::ClockOff { skew, refusal: refusal(), response: response(403) };
    tells(
        pseudo(),
        [
            (Error::NoEndpoint(Service::Dds), "No endpoint of DDS is known in this region.", &["DDS"][..]),
            (Error::NoCredential(NoCredential::None), "The page around gave no credential.", &[]),
            (
                Error::NoCredential(NoCredential::Failed),
                "The page around failed when it was asked for a credential.",
                &[],
            ),
            (Error::NoCredential(NoCredential::Unusable), "What the page around gave is no credential.", &[]),
            (Error::Withheld(Withheld::Refused), "The page around refused the call.", &[]),
            (Error::Withheld(Withheld::Failed), "The page around failed when it was asked.", &[]),
            (Error::Withheld(Withheld::TooLate), "The page around did not answer in time.", &[]),
            (Error::Unsendable, "The request cannot be sent.", &[]),
            (Error::Offline, "The browser is offline.", &[]),
            (Error::Blocked, "The page's own policy forbids the address.", &[]),
            (Error::Expired, "The credential has expired.", &[]),
            (
                Error::OtherProject { of: Some(of), chosen: chosen.clone() },
                "The credential is for project 05347aba8d0010d12f8dc0049eae1a90, not 0483b6b16e954cb88930a360d2c4e663.",
                &["05347aba8d0010d12f8dc0049eae1a90", "0483b6b16e954cb88930a360d2c4e663"],
            ),
            (
                Error::OtherProject { of: None, chosen },
                "The credential is for an account, not for project 0483b6b16e954cb88930a360d2c4e663.",
                &["0483b6b16e954cb88930a360d2c4e663"],
            ),
            (Error::Unreachable, "No answer came back.", &[]),
            (
                Error::ProxyAnswered(response(502)),
                "Something between here and the cloud answered with status 502.",
                &["502"],
            ),
            (
                Error::Unexpected(Unreadable::NoAnswer, response(200)),
                "Status 200 came with an answer that is not the operation's.",
                &["200"],
            ),
            (Error::TooLarge, "The response is larger than 8,388,608 bytes.", &["8,388,608"]),
            (ending(Ending::ConnectionLost), "Whether the call took effect is not known.", &[]),
            (Error::Cancelled, "The call was cancelled.", &[]),
            (Error::DeadlineExceeded(Duration::from_secs(1)), "No whole answer came within a second.", &[]),
            (Error::DeadlineExceeded(Duration::from_secs(20)), "No whole answer came within 20 s.", &["20"]),
        ],
    );
    for (error, english) in [
        (Error::Refused(refusal(), response(403)), "The service refused: "),
        (clock(1000), "The service refused, and this computer's clock is 1,000 s ahead: "),
        (clock(-1000), "The service refused, and this computer's clock is 1,000 s behind: "),
        (
            ending(Ending::Failed(refusal(), response(500))),
            "Whether the call took effect is not known. The service said: ",
        ),
        (
            ending(Ending::Gone(refusal(), response(404))),
            "Whether the call took effect is not known. The service said: ",
        ),
    ] {
        says(&error, english);
    }
}

/// What the service itself said stands behind, in its own words.
fn says(error: &impl Tell, english: &str) {
    let told = error.told(Words::ENGLISH);
    assert!(told.starts_with(english) && told.contains("DBS.1") && told.contains("no"), "{told}");
    let other = error.told(pseudo());
    assert!(!other.contains(english) && other.contains("DBS.1") && other.contains("no"), "{other}");
}

#[test]
fn what_stands_in_the_way_of_a_sign_in() {
    tells(
        pseudo(),
        [
            (SignInError::WrongPassword, "The account, the user or the password is wrong.", &[][..]),
            (
                SignInError::HuaweiIdWithoutIamUser,
                "The account itself is refused: a HUAWEI ID needs an IAM user to sign in here.",
                &[],
            ),
            (SignInError::Locked, "The user is locked after too many wrong passwords.", &[]),
            (SignInError::ConsoleOnly, "The user may sign in at the vendor's console only.", &[]),
            (SignInError::PasscodeNeeded, "The user has login protection: a passcode is needed.", &[]),
            (SignInError::PasscodeWrong, "The passcode or the user ID beside it is wrong.", &[]),
            (SignInError::TokenHidden, "The proxy does not expose the header X-Subject-Token.", &[]),
            (SignInError::Throttled, "Too many calls.", &[]),
            (SignInError::Call(Error::Unreachable), "No answer came back.", &[]),
        ],
    );
    says(&SignInError::NoAccess(refusal()), "The user does not reach this project. IAM said: ");
    says(&SignInError::Refused(refusal()), "IAM refused the sign-in. It said: ");
    says(&ProjectsError::NotAllowed(refusal()), "This identity may not list projects. IAM said: ");
    tells(pseudo(), [(ProjectsError::Call(Error::Unreachable), "No answer came back.", &[][..])]);
}

#[test]
fn why_a_signature_is_refused() {
    let (signed, now) = (SdkDate::from_unix_seconds(0), SdkDate::from_unix_seconds(1000));
    tells(
        pseudo(),
        [
            (Refused::AuthorizationMissing, "There is no Authorization header.", &[][..]),
            (Refused::AuthorizationMalformed, "The Authorization header is malformed.", &[]),
            (Refused::UnknownAccessKey("AK1".parse().unwrap()), "The access key AK1 is unknown.", &["AK1"]),
            (Refused::DateMissing, "There is no X-Sdk-Date header.", &[]),
            (Refused::DateUnsigned, "X-Sdk-Date is not signed.", &[]),
            (Refused::DateMalformed, "X-Sdk-Date is not of the form YYYYMMDDTHHMMSSZ.", &[]),
            (
                Refused::DateOutOfWindow { signed, now },
                "It was signed at 19700101T000000Z, more than 15 minutes away from 19700101T001640Z.",
                &["19700101T000000Z", "19700101T001640Z"],
            ),
            (
                Refused::SignedHeaderMissing("host".to_owned()),
                "The signed header host did not arrive.",
                &["host"],
            ),
            (Refused::PayloadUnsigned, "The body is declared as unsigned.", &[]),
        ],
    );
    tells(pseudo(), [(DateError, "This is no date of the form YYYYMMDDTHHMMSSZ.", &[][..])]);
}

#[test]
fn what_nobody_sees_is_named_in_each_language() {
    let stray = Stray { invisible: Some('\u{200b}'), position: 4 };
    assert_eq!(stray.found(Words::ENGLISH), "U+200B (zero-width space)");
    assert!(stray.found(pseudo()).starts_with("U+200B (žéŕö-ŵîðţĥ šþàçé"));
    assert_eq!(Stray { invisible: Some(' '), ..stray }.found(Words::ENGLISH), "a space");
}
