use backup_client::{
    Client, Error,
    cancel::cancellation,
    iam::{Login, Scope, SignIn, SignInError},
};
use backup_model::{answer::Unreadable, request::Response};
use backup_sandbox::seed;

use crate::{
    calls::{connection, token},
    sign_in::{login, sign_in, to_region},
    wire::{Wire, json, with},
};

async fn end(wire: &Wire, login: &Login) -> SignInError {
    sign_in(wire, login, None, &to_region()).await.err().unwrap()
}

/// How a sign-in ends that is answered so.
async fn answered(response: Response) -> SignInError {
    let wire = Wire::always(response);
    let end = end(&wire, &login("ann", "Canary-Password-1")).await;
    wire.only();
    end
}

#[tokio::test]
async fn the_emulated_cloud_refuses_in_ways_that_are_told_apart() {
    let wire = Wire::cloud();
    let refused = async |user, password| end(&wire, &login(user, password)).await;
    assert_eq!(refused(seed::USER, "wrong").await, SignInError::WrongPassword);
    assert_eq!(refused("nobody", seed::PASSWORD).await, SignInError::WrongPassword);
    assert_eq!(refused(seed::ACCOUNT, seed::PASSWORD).await, SignInError::HuaweiIdWithoutIamUser);
    assert_eq!(refused(seed::LOCKED_USER, seed::PASSWORD).await, SignInError::Locked);
    assert_eq!(refused(seed::CONSOLE_ONLY_USER, seed::PASSWORD).await, SignInError::ConsoleOnly);
}

#[tokio::test]
async fn the_sixth_wrong_password_meets_the_lock() {
    let wire = Wire::cloud();
    let wrong = login(seed::USER, "wrong");
    for _ in 0..5 {
        assert_eq!(end(&wire, &wrong).await, SignInError::WrongPassword);
    }
    assert_eq!(end(&wire, &wrong).await, SignInError::Locked);
    assert_eq!(end(&wire, &login(seed::USER, seed::PASSWORD)).await, SignInError::Locked);
}

#[tokio::test]
async fn a_project_out_of_reach_is_no_wrong_password() {
    let wire = Wire::cloud();
    let scope = Scope::Project(seed::TARGET_PROJECTS[0].parse().unwrap());
    let end = sign_in(&wire, &login(seed::USER, seed::PASSWORD), None, &scope).await;
    assert!(matches!(end, Err(SignInError::NoAccess(_))));
}

#[tokio::test]
async fn codes_decide_whatever_the_words_and_words_where_there_is_no_code() {
    let by_code = |status, code| json(status, &format!(r#"{{"error_code":"{code}","error_msg":"no"}}"#));
    assert_eq!(answered(by_code(401, "IAM.0061")).await, SignInError::Locked);
    assert_eq!(answered(by_code(401, "IAM.0062")).await, SignInError::WrongPassword);
    assert_eq!(answered(by_code(403, "IAM.0081")).await, SignInError::ConsoleOnly);
    assert_eq!(answered(by_code(429, "IAM.0012")).await, SignInError::Throttled);
    assert!(matches!(answered(by_code(403, "IAM.0002")).await, SignInError::NoAccess(_)));

    let by_words = |words| {
        json(401, &format!(r#"{{"error":{{"code":401,"message":"{words}","title":"Unauthorized"}}}}"#))
    };
    let wrong = by_words("The username or password is wrong.");
    assert_eq!(answered(wrong).await, SignInError::WrongPassword);
    let locked = by_words("The account is locked. Try again 15 minutes later.");
    assert_eq!(answered(locked).await, SignInError::Locked);
    let guarded = by_words("The virtual MFA code is required.");
    assert_eq!(answered(guarded).await, SignInError::PasscodeNeeded);
}

#[tokio::test]
async fn an_unknown_refusal_keeps_the_services_own_words() {
    let body = r#"{"error":{"code":401,"message":"The moon is full.","title":"Unauthorized"}}"#;
    let SignInError::Refused(refusal) = answered(with(json(401, body), "x-request-id", "r1")).await else {
        panic!("another end");
    };
    assert_eq!(refusal.message.as_deref(), Some("The moon is full."));
    assert_eq!(refusal.request_id.as_deref(), Some("r1"));
}

#[tokio::test]
async fn a_proxy_that_hides_the_token_is_named_as_such() {
    let granted = json(201, r#"{"token":{"expires_at":"2025-11-23T06:00:00.000000Z"}}"#);
    assert_eq!(answered(granted.clone()).await, SignInError::TokenHidden);
    // A token that no header can carry back is none.
    let broken = with(granted, "x-subject-token", "Canary Token");
    let end = answered(broken).await;
    assert!(matches!(end, SignInError::Call(Error::Unexpected(Unreadable::NoAnswer, _))), "{end}");
}

#[tokio::test]
async fn whatever_is_not_of_iam_is_told_as_for_any_call_and_nothing_is_sent_twice() {
    let page = Response { status: 200, headers: Vec::new(), body: b"<html>Sign in</html>".to_vec() };
    assert!(matches!(answered(page).await, SignInError::Call(Error::ProxyAnswered(_))));
    let foreign = json(200, r#"{"ok":true}"#);
    assert!(matches!(answered(foreign).await, SignInError::Call(Error::Unexpected(..))));
    let busy = Response { status: 503, ..Response::default() };
    assert!(matches!(answered(busy.clone()).await, SignInError::Call(Error::ProxyAnswered(_))));
    assert!(matches!(answered(with(busy, "x-request-id", "r1")).await, SignInError::Refused(_)));

    let wire = Wire::dead();
    assert_eq!(end(&wire, &login("ann", "password")).await, SignInError::Call(Error::Unreachable));
    wire.only();
}

#[tokio::test]
async fn a_cancelled_sign_in_is_not_sent() {
    let wire = Wire::cloud();
    let connection = connection(token("not-used"));
    let (login, scope) = (login(seed::USER, seed::PASSWORD), to_region());
    let (handle, mut cancel) = cancellation();
    handle.cancel();
    let sign_in = SignIn { login: &login, passcode: None, scope: &scope };
    let end = Client::new(&wire).sign_in(&connection.place, &sign_in, &mut cancel).await;
    assert_eq!(end.err(), Some(SignInError::Call(Error::Cancelled)));
    assert!(wire.sent().is_empty());
}
