use backup_client::{
    Client, Error,
    cancel::Cancel,
    credential::{Known, Reach, Token},
    iam::{Login, NoLogin, NoPasscode, Passcode, Scope, SignIn, SignInError},
    project::Project,
};
use backup_sandbox::seed;
use serde_json::{Value as Json, json};

use crate::{
    calls::{close, connection, list, route, token},
    wire::{NOW, PROXY, Wire},
};

const DAY: u64 = 24 * 60 * 60;

pub fn login(user: &str, password: &str) -> Login {
    Login::parse(seed::ACCOUNT, user, password).unwrap()
}

pub fn to_region() -> Scope {
    Scope::Named(seed::REGION.to_owned())
}

/// Signs in at the region of the seeds, without a proxy.
pub async fn sign_in(
    wire: &Wire,
    login: &Login,
    passcode: Option<&Passcode>,
    scope: &Scope,
) -> Result<Token, SignInError> {
    // Who is calling does not matter yet.
    let connection = connection(token("not-used"));
    let sign_in = SignIn { login, passcode, scope };
    Client::new(wire).sign_in(&connection.place, &sign_in, &mut Cancel::never()).await
}

fn own_project() -> Project {
    Project {
        id: seed::PROJECT.parse().unwrap(),
        name: seed::REGION.to_owned(),
        region: Some(seed::REGION.parse().unwrap()),
    }
}

#[tokio::test]
async fn a_password_brings_a_token_and_what_is_known_of_it() {
    let login = login(seed::USER, seed::PASSWORD);
    for scope in [to_region(), Scope::Project(seed::PROJECT.parse().unwrap())] {
        let wire = Wire::cloud();
        let token = sign_in(&wire, &login, None, &scope).await.unwrap();
        let expected = Known {
            expires_at: Some(NOW + DAY),
            reach: Some(Reach::Project(own_project())),
            user: Some(seed::USER.to_owned()),
            account: Some(seed::ACCOUNT.to_owned()),
            claimed: None,
        };
        assert_eq!(*token.known(), expected);
        let connection = connection(backup_client::Credential::Token(token));
        assert_eq!(list(&wire, &connection).await, Ok(5));
        assert_eq!(close(&wire, &connection).await, Ok(()));
    }
}

#[tokio::test]
async fn the_call_goes_to_the_iam_of_the_region_by_the_route_without_a_credential() {
    let wire = Wire::cloud();
    let mut connection = connection(token("not-used"));
    connection.place.route = route(PROXY);
    let (login, scope) = (login(seed::USER, seed::PASSWORD), to_region());
    let sign_in = SignIn { login: &login, passcode: None, scope: &scope };
    Client::new(&wire).sign_in(&connection.place, &sign_in, &mut Cancel::never()).await.unwrap();

    let sent = wire.only();
    let iam = "https://iam.ap-southeast-1.myhuaweicloud.com/v3/auth/tokens?nocatalog=true";
    assert_eq!((sent.method, sent.url), ("POST", format!("https://px.example/{iam}")));
    assert_eq!(sent.headers, [("Content-Type".to_owned(), "application/json".to_owned())]);
}

#[tokio::test]
async fn a_region_without_an_iam_of_its_own_uses_the_one_for_all() {
    let wire = Wire::cloud();
    let mut connection = connection(token("not-used"));
    connection.place.region = "xx-nowhere-1".parse().unwrap();
    let (login, scope) = (login(seed::USER, seed::PASSWORD), to_region());
    let sign_in = SignIn { login: &login, passcode: None, scope: &scope };
    Client::new(&wire).sign_in(&connection.place, &sign_in, &mut Cancel::never()).await.unwrap();
    assert!(wire.only().url.starts_with("https://iam.myhuaweicloud.com/v3/auth/tokens?"));
}

#[tokio::test]
async fn the_body_is_what_iam_documents() {
    // What JSON has to escape arrives as it was typed, blanks too.
    let password = " pa\"ss\\wörd\u{7}\t ";
    let login = Login::parse(" company ", "\tann ", password).unwrap();
    let passcode = Passcode::parse(" 2f6b8d31c0e94a7f ", " 123 456 ").unwrap();
    let user = json!({ "name": "ann", "password": password, "domain": { "name": "company" } });
    let plain = json!({ "methods": ["password"], "password": { "user": user } });
    let guarded = json!({
        "methods": ["password", "totp"],
        "password": { "user": user },
        "totp": { "user": { "id": "2f6b8d31c0e94a7f", "passcode": "123456" } },
    });
    let project = Scope::Project(seed::PROJECT.parse().unwrap());
    let cases = [
        (None, Scope::Account, &plain, json!({ "domain": { "name": "company" } })),
        (None, project, &plain, json!({ "project": { "id": seed::PROJECT } })),
        (Some(&passcode), to_region(), &guarded, json!({ "project": { "name": seed::REGION } })),
    ];
    for (passcode, scope, identity, expected) in cases {
        let wire = Wire::dead();
        assert!(sign_in(&wire, &login, passcode, &scope).await.is_err());
        let body: Json = serde_json::from_str(&wire.only().body.unwrap()).unwrap();
        assert_eq!(body, json!({ "auth": { "identity": identity, "scope": expected } }));
    }
}

#[tokio::test]
async fn a_passcode_is_asked_for_checked_and_taken() {
    let wire = Wire::cloud();
    let login = login(seed::MFA_USER, seed::PASSWORD);
    let passcode = |id, code| Passcode::parse(id, code).unwrap();
    let wrong_code = passcode(seed::MFA_USER_ID, "000000");
    let wrong_id = passcode("9d16c5b8f2e04a73a5c49f08d7e3b6a1", seed::PASSCODE);
    let right = passcode(seed::MFA_USER_ID, seed::PASSCODE);

    let scope = to_region();
    assert_eq!(sign_in(&wire, &login, None, &scope).await.err(), Some(SignInError::PasscodeNeeded));
    for wrong in [wrong_code, wrong_id] {
        let end = sign_in(&wire, &login, Some(&wrong), &scope).await;
        assert_eq!(end.err(), Some(SignInError::PasscodeWrong));
    }
    assert!(sign_in(&wire, &login, Some(&right), &scope).await.is_ok());
}

#[tokio::test]
async fn a_token_of_the_account_lists_projects_and_is_kept_from_the_services() {
    let wire = Wire::cloud();
    let token = sign_in(&wire, &login(seed::USER, seed::PASSWORD), None, &Scope::Account).await.unwrap();
    assert_eq!(token.known().reach, Some(Reach::Account));

    let connection = connection(backup_client::Credential::Token(token));
    let client = Client::new(&wire);
    let listed = client.projects(&connection.place, &connection.credential, &mut Cancel::never()).await;
    assert!(listed.unwrap().contains(&own_project()));

    let before = wire.sent().len();
    let chosen = connection.project.clone();
    assert_eq!(list(&wire, &connection).await, Err(Error::OtherProject { of: None, chosen }));
    assert_eq!(wire.sent().len(), before);
}

#[tokio::test]
async fn the_end_of_a_token_is_told_by_the_clock_of_this_computer() {
    for skew in [-7_200_i64, 7_200] {
        let wire = Wire::cloud();
        let now = NOW.checked_add_signed(skew).unwrap();
        wire.clock.set(now);
        let token = sign_in(&wire, &login(seed::USER, seed::PASSWORD), None, &to_region()).await.unwrap();
        assert_eq!(backup_client::Credential::Token(token).remaining(now), Some(DAY));
    }
}

#[test]
fn a_login_and_a_passcode_say_what_they_lack() {
    let login = |account, user, password| Login::parse(account, user, password).err();
    assert_eq!(login(" ", "u", "p"), Some(NoLogin::Account));
    assert_eq!(login("a", "", "p"), Some(NoLogin::User));
    assert_eq!(login("a", "u", ""), Some(NoLogin::Password));
    assert_eq!(login("a", "u", " "), None);

    let passcode = |id, code| Passcode::parse(id, code).err();
    for id in ["", "a b", "ä", "a\"b"] {
        assert_eq!(passcode(id, "123456"), Some(NoPasscode::UserId));
    }
    for code in ["", " ", "12345a", "\u{661}23456"] {
        assert_eq!(passcode("2f6b8d31", code), Some(NoPasscode::Code));
    }
}
