//! Signing in, in words.

use backup_client::{
    Credential, Error,
    iam::{ProjectsError, SignInError},
};
use backup_words::{Tell, Words, count, words};

words! {
    pub mod text {
        title: "Sign in";
        password: "Password";
        access_key: "Access key";
        account: "Account";
        user: "IAM user";
        password_help: "Sent to IAM only, and gone when this dialog closes.";
        user_id: "User ID";
        user_id_help: "My Credentials shows it. IAM wants it beside the passcode.";
        passcode: "Passcode";
        access: "Access key ID (AK)";
        secret: "Secret access key (SK)";
        secret_help: "Signs each request in this page and is never sent.";
        security_token: "Security token";
        security_token_help: "Only temporary access keys have one.";
        list: "List projects";
        keep: "Keep me signed in while this tab is open";
        keep_help: "Writes the credential to the tab's session storage, where any script of this site can read it. \
            Otherwise it lives in memory only and a reload forgets it.";
        supplied: "The page around this console has signed you in.";
        supplies: "The page around this console signs you in when you first send something.";
        supplies_or: "The page around this console signs you in when you first send something, unless you do it here.";
        go_on: "Go on";
        sign_in_again: "Sign in again";
        locked_title: "The console is locked.";
        locked: "The credential was wiped. What you typed is still here: sign in again to go on.";
        ending_title: "The sign-in ends soon.";
        ending(lifetime: &str): "It is good for {lifetime}. Sign in again before you start something long.";
        expired: "expired";
        under_a_minute: "under 1 min";
        minutes(minutes: Count): "{minutes} min";
        hours(hours: Count, minutes: Count): "{hours} h {minutes} min";
        days(days: Count): "{days} days";
        no_token: "no token";
        token_set: "token set";
        user_of(user: &str, account: &str): "{user} of {account}";
        claimed(user: &str): "{user}, as the page around says";
        token_in_use: "A token is in use. It stays unless you sign in anew.";
        stays(name: &str): "Signed in as {name}, unless you sign in anew.";
        key_in_use(name: &str): "The access key {name} is in use. It stays unless you sign in anew.";
        signed_in_as(name: &str): "Signed in as {name}.";
        signed_in: "Signed in.";
        no_project: "No project can be listed: type the ID of one.";
        projects(count: Count): one "One project can be reached.",
            other "{count} projects can be reached. Choose one below.";
        may_not_list: "This identity may not list projects.";
        type_project: "Type the ID of the project; My Credentials shows it.";
        not_listed: "The projects could not be listed.";
    }

    mod refused {
        wrong_password: "Account, user or password is wrong.";
        wrong_password_help: "Check all three. Several wrong passwords in a row lock the user for a while.";
        huawei_id: "IAM refused the account itself.";
        huawei_id_help: "A HUAWEI ID cannot get a token by password. Create an IAM user in the account and sign in with that.";
        locked: "The user is locked.";
        locked_help: "Too many wrong passwords. Wait, usually 15 minutes, or ask an administrator.";
        console_only: "This user may sign in at the vendor's console only.";
        console_only_help: "Ask an administrator to allow programmatic access, or use another user.";
        passcode_needed: "This user has login protection.";
        passcode_needed_help: "Give the user's ID and the passcode that the MFA device shows, then sign in again.";
        passcode_wrong: "The passcode or the user ID is wrong.";
        passcode_wrong_help: "Wait for the next passcode; each is good for one sign-in.";
        token_hidden: "Signed in, but the proxy hides the token.";
        token_hidden_help: "IAM gives it in the header X-Subject-Token only. The proxy must list that header in \
            Access-Control-Expose-Headers.";
        throttled: "Too many calls.";
        throttled_help: "Wait a moment, then sign in again.";
        no_access: "The user does not reach this project.";
        no_access_help(refusal: &str): "Clear the project to sign in for the region's own, or ask an administrator. \
            IAM said: {refusal}";
        otherwise: "IAM refused the sign-in.";
        otherwise_help(refusal: &str): "IAM said: {refusal}";
        not_reached: "The sign-in did not reach IAM.";
        no_endpoint: "No endpoint of IAM is known: set one under Advanced.";
        check_proxy(why: &str): "Check the proxy under Advanced. {why}";
    }
}

/// The notice before the credential ends.
pub fn ending(words: Words, remaining: u64) -> String {
    text::ending(words, &lifetime(words, remaining))
}

/// How long a credential is still good for.
pub fn lifetime(words: Words, seconds: u64) -> String {
    match (seconds / 3600, seconds % 3600 / 60) {
        (0, 0) if seconds == 0 => text::expired(words).to_owned(),
        (0, 0) => text::under_a_minute(words).to_owned(),
        (0, minutes) => text::minutes(words, count(minutes)),
        (48.., _) => text::days(words, count(seconds / 86_400)),
        (hours, minutes) => text::hours(words, count(hours), count(minutes)),
    }
}

/// Who a credential is, as short as can be.
pub fn name(words: Words, credential: &Credential) -> String {
    match credential {
        Credential::Token(token) => match (&token.known().user, &token.known().account) {
            (Some(user), Some(account)) => text::user_of(words, user, account),
            (Some(user), None) => user.clone(),
            _ => match &token.known().claimed {
                Some(user) => text::claimed(words, user),
                None => text::token_set(words).to_owned(),
            },
        },
        Credential::Keys(keys) => super::short(keys.access()),
    }
}

/// Whoever is signed in stays.
pub fn in_use(words: Words, credential: &Credential) -> String {
    match credential {
        Credential::Token(token) if token.known().user.is_none() => text::token_in_use(words).to_owned(),
        Credential::Token(_) => text::stays(words, &name(words, credential)),
        Credential::Keys(_) => text::key_in_use(words, &name(words, credential)),
    }
}

/// Signed in, and the projects are known.
pub fn listed(words: Words, count: usize, credential: Option<&Credential>) -> (String, String) {
    let title = match credential {
        Some(credential) => text::signed_in_as(words, &name(words, credential)),
        None => text::signed_in(words).to_owned(),
    };
    let said = if count == 0 { text::no_project(words).to_owned() } else { text::projects(words, count) };
    (title, said)
}

/// Signed in, but the projects are not known.
pub fn not_listed(words: Words, error: &ProjectsError) -> (String, String) {
    let (title, said) = match error {
        ProjectsError::NotAllowed(_) => (text::may_not_list(words), text::type_project(words).to_owned()),
        ProjectsError::Call(error) => (text::not_listed(words), call(words, error)),
    };
    (title.to_owned(), said)
}

/// Why a sign-in failed, and what to do.
pub fn explain(words: Words, error: &SignInError) -> (String, String) {
    let (title, help) = match error {
        SignInError::WrongPassword => (refused::wrong_password(words), refused::wrong_password_help(words)),
        SignInError::HuaweiIdWithoutIamUser => (refused::huawei_id(words), refused::huawei_id_help(words)),
        SignInError::Locked => (refused::locked(words), refused::locked_help(words)),
        SignInError::ConsoleOnly => (refused::console_only(words), refused::console_only_help(words)),
        SignInError::PasscodeNeeded => {
            (refused::passcode_needed(words), refused::passcode_needed_help(words))
        }
        SignInError::PasscodeWrong => (refused::passcode_wrong(words), refused::passcode_wrong_help(words)),
        SignInError::TokenHidden => (refused::token_hidden(words), refused::token_hidden_help(words)),
        SignInError::Throttled => (refused::throttled(words), refused::throttled_help(words)),
        SignInError::NoAccess(refusal) => {
            let help = refused::no_access_help(words, &refusal.told(words));
            return (refused::no_access(words).to_owned(), help);
        }
        SignInError::Refused(refusal) => {
            let help = refused::otherwise_help(words, &refusal.told(words));
            return (refused::otherwise(words).to_owned(), help);
        }
        SignInError::Call(error) => return (refused::not_reached(words).to_owned(), call(words, error)),
    };
    (title.to_owned(), help.to_owned())
}

fn call(words: Words, error: &Error) -> String {
    match error {
        Error::NoEndpoint(_) => refused::no_endpoint(words).to_owned(),
        other => refused::check_proxy(words, &other.told(words)),
    }
}
