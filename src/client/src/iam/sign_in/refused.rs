use std::fmt;

use backup_model::refusal::{Cause, Refusal};
use backup_words::{Tell, Words, words};

use super::{NoToken, SignIn};
use crate::{error::Error, mask::Mask};

/// What stands in the way of a sign-in. Each variant is a different thing to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInError {
    /// No such user, or the wrong password. IAM says the same of some wrong passcodes.
    WrongPassword,
    /// As [`WrongPassword`](Self::WrongPassword), of the account itself: if it is a HUAWEI ID, it cannot sign
    /// in here at all, and an IAM user of the account is needed.
    HuaweiIdWithoutIamUser,
    /// Too many wrong passwords: wait.
    Locked,
    /// The user may sign in at the vendor's console only: an administrator can allow access by programs.
    ConsoleOnly,
    /// The user has login protection: give a passcode.
    PasscodeNeeded,
    /// The passcode, or the id of the user beside it, is wrong: wait for the next passcode.
    PasscodeWrong,
    /// Signed in, but something on the way hides the token: it must expose the header `X-Subject-Token`.
    TokenHidden,
    /// Too many calls: wait.
    Throttled,
    /// The user does not reach the project asked for, or may not have tokens.
    NoAccess(Box<Refusal>),
    /// Refused for another reason, in the service's own words.
    Refused(Box<Refusal>),
    /// The call ended otherwise.
    Call(Error),
}

impl From<Error> for SignInError {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl std::error::Error for SignInError {}

words! {
    mod text {
        wrong_password: "The account, the user or the password is wrong.";
        huawei_id: "The account itself is refused: a HUAWEI ID needs an IAM user to sign in here.";
        locked: "The user is locked after too many wrong passwords.";
        console_only: "The user may sign in at the vendor's console only.";
        passcode_needed: "The user has login protection: a passcode is needed.";
        passcode_wrong: "The passcode or the user ID beside it is wrong.";
        token_hidden: "The proxy does not expose the header X-Subject-Token.";
        throttled: "Too many calls.";
        no_access(said: &str): "The user does not reach this project. IAM said: {said}";
        refused(said: &str): "IAM refused the sign-in. It said: {said}";
    }
}

impl Tell for SignInError {
    fn told(&self, words: Words) -> String {
        let told = match self {
            Self::WrongPassword => text::wrong_password(words),
            Self::HuaweiIdWithoutIamUser => text::huawei_id(words),
            Self::Locked => text::locked(words),
            Self::ConsoleOnly => text::console_only(words),
            Self::PasscodeNeeded => text::passcode_needed(words),
            Self::PasscodeWrong => text::passcode_wrong(words),
            Self::TokenHidden => text::token_hidden(words),
            Self::Throttled => text::throttled(words),
            Self::NoAccess(refusal) => return text::no_access(words, &refusal.told(words)),
            Self::Refused(refusal) => return text::refused(words, &refusal.told(words)),
            Self::Call(error) => return error.told(words),
        };
        told.to_owned()
    }
}

impl fmt::Display for SignInError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}

/// What a sign-in ended in, without the secrets that something in between may have sent back.
pub(super) fn explain(error: NoToken, sign_in: &SignIn<'_>) -> SignInError {
    let mut explained = match error {
        NoToken::Hidden => SignInError::TokenHidden,
        NoToken::Call(Error::Refused(refusal, _)) => refused(refusal, sign_in),
        NoToken::Call(error) => SignInError::Call(error),
    };
    let mut mask = Mask::default();
    mask.add(sign_in.login.password());
    sign_in.passcode.iter().for_each(|passcode| mask.add(passcode.code()));
    match &mut explained {
        SignInError::NoAccess(refusal) | SignInError::Refused(refusal) => {
            refusal.texts_mut().for_each(|text| mask.hide_in_text(text));
        }
        SignInError::Call(error) => error.hide(&mask),
        _ => {}
    }
    explained
}

fn refused(refusal: Box<Refusal>, sign_in: &SignIn<'_>) -> SignInError {
    match refusal.code.as_deref() {
        Some("IAM.0061") => return SignInError::Locked,
        Some("IAM.0062") => return wrong_password(sign_in),
        Some("IAM.0081") => return SignInError::ConsoleOnly,
        _ => {}
    }
    if refusal.cause() == Cause::Throttled {
        return SignInError::Throttled;
    }
    let message = refusal.message.as_deref().unwrap_or_default().to_ascii_lowercase();
    let says = |texts: &[&str]| texts.iter().any(|text| message.contains(text));
    if says(&["mfa", "totp", "passcode", "verification code", "login protect"]) {
        return match sign_in.passcode {
            None => SignInError::PasscodeNeeded,
            Some(_) => SignInError::PasscodeWrong,
        };
    }
    if says(&["locked"]) {
        return SignInError::Locked;
    }
    if says(&["username or password", "user name or password"]) {
        return wrong_password(sign_in);
    }
    if refusal.cause() == Cause::Forbidden || says(&["project of the scope", "domain of the scope"]) {
        return SignInError::NoAccess(refusal);
    }
    SignInError::Refused(refusal)
}

fn wrong_password(sign_in: &SignIn<'_>) -> SignInError {
    if sign_in.login.user() == sign_in.login.account() {
        SignInError::HuaweiIdWithoutIamUser
    } else {
        SignInError::WrongPassword
    }
}
