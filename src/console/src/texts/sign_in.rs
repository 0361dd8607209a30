//! Signing in, in words.

use backup_client::{
    Credential, Error,
    credential::NoKeys,
    iam::{ProjectsError, SignInError},
};

pub const TITLE: &str = "Sign in";
pub const PASSWORD: &str = "Password";
pub const ACCESS_KEY: &str = "Access key";
pub const ACCOUNT: &str = "Account";
pub const USER: &str = "IAM user";
pub const PASSWORD_HELP: &str = "Sent to IAM only, and gone when this dialog closes.";
pub const USER_ID: &str = "User ID";
pub const USER_ID_HELP: &str = "My Credentials shows it. IAM wants it beside the passcode.";
pub const PASSCODE: &str = "Passcode";
pub const ACCESS: &str = "Access key ID (AK)";
pub const SECRET: &str = "Secret access key (SK)";
pub const SECRET_HELP: &str = "Signs each request in this page and is never sent.";
pub const SECURITY_TOKEN: &str = "Security token";
pub const SECURITY_TOKEN_HELP: &str = "Only temporary access keys have one.";
pub const LIST: &str = "List projects";
pub const KEEP: &str = "Keep me signed in while this tab is open";
pub const KEEP_HELP: &str = "Writes the credential to the tab's session storage, where any script of this site can read it. \
     Otherwise it lives in memory only and a reload forgets it.";
pub const SUPPLIED: &str = "The page around this console has signed you in.";
pub const SUPPLIES: &str = "The page around this console signs you in when you first send something.";
pub const SUPPLIES_OR: &str =
    "The page around this console signs you in when you first send something, unless you do it here.";
pub const GO_ON: &str = "Go on";
pub const SIGN_IN_AGAIN: &str = "Sign in again";
pub const LOCKED_TITLE: &str = "The console is locked.";
pub const LOCKED: &str = "The credential was wiped. What you typed is still here: sign in again to go on.";
pub const ENDING_TITLE: &str = "The sign-in ends soon.";

/// The notice before the credential ends.
pub fn ending(remaining: u64) -> String {
    format!("It is good for {}. Sign in again before you start something long.", lifetime(remaining))
}

/// How long a credential is still good for.
pub fn lifetime(seconds: u64) -> String {
    match (seconds / 3600, seconds % 3600 / 60) {
        (0, 0) if seconds == 0 => "expired".to_owned(),
        (0, 0) => "under 1 min".to_owned(),
        (0, minutes) => format!("{minutes} min"),
        (48.., _) => format!("{} days", seconds / 86_400),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// Who a credential is, as short as can be.
pub fn name(credential: &Credential) -> String {
    match credential {
        Credential::Token(token) => match (&token.known().user, &token.known().account) {
            (Some(user), Some(account)) => format!("{user} of {account}"),
            (Some(user), None) => user.clone(),
            _ => super::TOKEN_SET.to_owned(),
        },
        Credential::Keys(keys) => super::short(keys.access()),
    }
}

/// Whoever is signed in stays.
pub fn in_use(credential: &Credential) -> String {
    match credential {
        Credential::Token(token) if token.known().user.is_none() => {
            "A token is in use. It stays unless you sign in anew.".to_owned()
        }
        Credential::Token(_) => format!("Signed in as {}, unless you sign in anew.", name(credential)),
        Credential::Keys(_) => {
            format!("The access key {} is in use. It stays unless you sign in anew.", name(credential))
        }
    }
}

/// What is wrong with a field.
pub fn wrong(label: &str, error: &impl std::fmt::Display) -> String {
    format!("{label} {error}.")
}

/// What is wrong with an access key, without any of it.
pub fn wrong_key(error: &NoKeys) -> String {
    format!("{error}.")
}

/// Signed in, and the projects are known.
pub fn listed(count: usize, credential: Option<&Credential>) -> (String, String) {
    let title = match credential {
        Some(credential) => format!("Signed in as {}.", name(credential)),
        None => "Signed in.".to_owned(),
    };
    let text = match count {
        0 => "No project can be listed: type the ID of one.".to_owned(),
        1 => "One project can be reached.".to_owned(),
        count => format!("{count} projects can be reached. Choose one below."),
    };
    (title, text)
}

/// Signed in, but the projects are not known.
pub fn not_listed(error: &ProjectsError) -> (String, String) {
    match error {
        ProjectsError::NotAllowed(_) => (
            "This identity may not list projects.".to_owned(),
            "Type the ID of the project; My Credentials shows it.".to_owned(),
        ),
        ProjectsError::Call(error) => ("The projects could not be listed.".to_owned(), call(error)),
    }
}

/// Why a sign-in failed, and what to do.
pub fn explain(error: &SignInError) -> (String, String) {
    let (title, text) = match error {
        SignInError::WrongPassword => (
            "Account, user or password is wrong.",
            "Check all three. Several wrong passwords in a row lock the user for a while.".to_owned(),
        ),
        SignInError::HuaweiIdWithoutIamUser => (
            "IAM refused the account itself.",
            "A HUAWEI ID cannot get a token by password. Create an IAM user in the account and sign in with that.".to_owned(),
        ),
        SignInError::Locked => (
            "The user is locked.",
            "Too many wrong passwords. Wait, usually 15 minutes, or ask an administrator.".to_owned(),
        ),
        SignInError::ConsoleOnly => (
            "This user may sign in at the vendor's console only.",
            "Ask an administrator to allow programmatic access, or use another user.".to_owned(),
        ),
        SignInError::PasscodeNeeded => (
            "This user has login protection.",
            "Give the user's ID and the passcode that the MFA device shows, then sign in again.".to_owned(),
        ),
        SignInError::PasscodeWrong => (
            "The passcode or the user ID is wrong.",
            "Wait for the next passcode; each is good for one sign-in.".to_owned(),
        ),
        SignInError::TokenHidden => (
            "Signed in, but the proxy hides the token.",
            "IAM gives it in the header X-Subject-Token only. The proxy must list that header in \
             Access-Control-Expose-Headers."
                .to_owned(),
        ),
        SignInError::Throttled => ("Too many calls.", "Wait a moment, then sign in again.".to_owned()),
        SignInError::NoAccess(refusal) => (
            "The user does not reach this project.",
            format!("Clear the project to sign in for the region's own, or ask an administrator. IAM said: {refusal}."),
        ),
        SignInError::Refused(refusal) => ("IAM refused the sign-in.", format!("IAM said: {refusal}.")),
        SignInError::Call(error) => ("The sign-in did not reach IAM.", call(error)),
    };
    (title.to_owned(), text)
}

fn call(error: &Error) -> String {
    match error {
        Error::NoEndpoint(_) => "No endpoint of IAM is known: set one under Advanced.".to_owned(),
        other => format!("Check the proxy under Advanced: {other}."),
    }
}
