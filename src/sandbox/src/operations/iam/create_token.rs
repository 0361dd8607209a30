//! `POST /v3/auth/tokens`: a token for a password, and a passcode where the user has one.

use serde_json::Value as Json;

use super::show_token::describe;
use crate::{
    call::{Call, Reply},
    identity::{Scope, SignIn, Token, User},
    refusal::Refusal,
    seed,
    stock::USERS,
};

const LIFETIME: u64 = 24 * 60 * 60;
/// A sixth wrong password in a row locks the user for a quarter of an hour.
const MOST_WRONG: u32 = 5;
const LOCK_SECONDS: u64 = 15 * 60;
/// Tokens are long: this many times 32 letters.
const LENGTH: usize = 64;

pub(in crate::operations) fn handle(mut call: Call<'_>) -> Result<Reply, Refusal> {
    let body = Json::Object(call.object()?);
    let methods = methods(&body);
    let methods = methods
        .ok_or_else(|| call.bad_parameter("identity.methods must be password, or password and totp"))?;
    let user = check_password(&mut call, &body)?;
    check_passcode(user, &body, &methods)?;
    let scope = scope(&call, user, &body)?;

    let text: String = (0..LENGTH).map(|_| call.state.serial.hex()).collect();
    let text = format!("MIIEmulatedCloudToken-{text}");
    let token =
        Token { text: text.clone(), user, scope, methods, issued: call.now, expires: call.now + LIFETIME };
    let with_catalog = call.request.query_value("nocatalog").is_none();
    let description = describe(call.state, &token, with_catalog);
    call.state.tokens.push(token);
    Ok(Reply { token: Some(text), ..Reply::json(201, description) })
}

fn methods(body: &Json) -> Option<Vec<&'static str>> {
    let given = body.pointer("/auth/identity/methods")?.as_array()?;
    let known = |method: &Json| ["password", "totp"].into_iter().find(|known| method == known);
    let methods: Vec<_> = given.iter().map(known).collect::<Option<_>>()?;
    methods.contains(&"password").then_some(methods)
}

/// Who signs in. The account itself, being a HUAWEI ID, is no IAM user and meets the words for a wrong password.
fn check_password(call: &mut Call<'_>, body: &Json) -> Result<&'static User, Refusal> {
    let text = |pointer| body.pointer(pointer).and_then(Json::as_str);
    let name = text("/auth/identity/password/user/name");
    let account = text("/auth/identity/password/user/domain/name");
    let password = text("/auth/identity/password/user/password");
    let (Some(name), Some(account), Some(password)) = (name, account, password) else {
        return Err(call.bad_parameter("identity.password.user needs name, password and domain.name"));
    };
    let wrong = || Refusal::iam(401, "Unauthorized", "The username or password is wrong.");
    let user =
        USERS.iter().find(|user| user.name == name && user.account.name == account).ok_or_else(wrong)?;
    let attempts = call.state.wrong_passwords.entry(user.name).or_default();
    if !attempts.is_locked(call.now) {
        match password == seed::PASSWORD {
            true => attempts.clear(),
            false => attempts.count(MOST_WRONG, LOCK_SECONDS, call.now),
        }
    }
    if attempts.is_locked(call.now) || user.sign_in == SignIn::Locked {
        return Err(Refusal::iam_code(401, "IAM.0061", "The account is locked."));
    }
    if password != seed::PASSWORD {
        return Err(wrong());
    }
    if user.sign_in == SignIn::ConsoleOnly {
        let reason = "The user has no programmatic access and can sign in to the management console only.";
        return Err(Refusal::iam_code(403, "IAM.0081", reason));
    }
    Ok(user)
}

fn check_passcode(user: &User, body: &Json, methods: &[&str]) -> Result<(), Refusal> {
    if user.sign_in != SignIn::Passcode {
        return Ok(());
    }
    let unauthorized = |reason| Refusal::iam(401, "Unauthorized", reason);
    if !methods.contains(&"totp") {
        return Err(unauthorized("Login protection is on: a virtual MFA passcode (totp) is required."));
    }
    let text = |pointer| body.pointer(pointer).and_then(Json::as_str);
    let id = text("/auth/identity/totp/user/id");
    let passcode = text("/auth/identity/totp/user/passcode");
    if id != Some(user.id) || passcode != Some(seed::PASSCODE) {
        return Err(unauthorized("The virtual MFA passcode (totp) or the user ID beside it is wrong."));
    }
    Ok(())
}

/// What the token is asked for. A project counts before an account; nothing means the account.
fn scope(call: &Call<'_>, user: &User, body: &Json) -> Result<Scope, Refusal> {
    let text = |pointer| body.pointer(pointer).and_then(Json::as_str);
    if body.pointer("/auth/scope/project").is_some() {
        let id = text("/auth/scope/project/id");
        let name = text("/auth/scope/project/name");
        let mut own = call.state.projects.iter().filter(|project| project.account == user.account);
        let project =
            own.find(|project| id == Some(project.id) || (id.is_none() && name == Some(project.name)));
        let missing =
            || Refusal::iam(401, "Unauthorized", "The project of the scope does not exist for the user.");
        return project.map(|project| Scope::Project(project.id.to_owned())).ok_or_else(missing);
    }
    let account = text("/auth/scope/domain/id").or(text("/auth/scope/domain/name"));
    match account {
        Some(account) if ![user.account.id, user.account.name].contains(&account) => {
            Err(Refusal::iam(401, "Unauthorized", "The domain of the scope is not that of the user."))
        }
        _ => Ok(Scope::Account),
    }
}
