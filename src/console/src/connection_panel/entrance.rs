//! Signing in: what was typed becomes a credential.

use backup_client::{
    Credential, Place,
    cancel::Cancel,
    client::Client,
    credential::{Keys, NoKeys, NoToken, Token},
    fetch::Fetch,
    iam::{Login, NoLogin, NoPasscode, Passcode, ProjectsError, Scope, SignIn, SignInError},
    project::Project,
};

/// What was typed to sign in.
#[derive(Clone)]
pub enum Attempt {
    /// Nothing: whoever is signed in stays.
    Nothing,
    /// A token.
    Token(Token),
    /// An access key.
    Keys(Keys),
    /// A user's password, and the passcode where one was asked for.
    Password(Login, Option<Passcode>),
}

/// What of it is missing or wrong. Never holds any of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incomplete {
    /// The token.
    Token(NoToken),
    /// The access key.
    Keys(NoKeys),
    /// The login.
    Login(NoLogin),
    /// The passcode.
    Passcode(NoPasscode),
}

impl Attempt {
    /// The credential, where it needs nobody to issue it.
    pub fn credential(&self) -> Option<Credential> {
        match self {
            Self::Token(token) => Some(Credential::Token(token.clone())),
            Self::Keys(keys) => Some(Credential::Keys(keys.clone())),
            Self::Nothing | Self::Password(..) => None,
        }
    }
}

/// Signs in.
pub async fn enter(
    client: &Client<Fetch>,
    place: &Place,
    attempt: Attempt,
    scope: Scope,
    cancel: &mut Cancel,
) -> Result<Credential, SignInError> {
    match attempt {
        Attempt::Token(token) => Ok(Credential::Token(inspect(client, place, token).await)),
        Attempt::Keys(keys) => Ok(Credential::Keys(keys)),
        Attempt::Nothing => Err(SignInError::WrongPassword),
        Attempt::Password(login, passcode) => {
            let sign_in = SignIn { login: &login, passcode: passcode.as_ref(), scope: &scope };
            client.sign_in(place, &sign_in, cancel).await.map(Credential::Token)
        }
    }
}

/// The token with what IAM says of it; where IAM says nothing, as it was.
pub async fn inspect(client: &Client<Fetch>, place: &Place, token: Token) -> Token {
    match client.inspect(place, &token, &mut Cancel::never()).await {
        Ok(known) => token.with(known),
        Err(_) => token,
    }
}

/// The projects that an identity reaches.
pub async fn list_projects(
    client: &Client<Fetch>,
    place: &Place,
    credential: &Credential,
    cancel: &mut Cancel,
) -> Result<Vec<Project>, ProjectsError> {
    client.projects(place, credential, cancel).await
}
