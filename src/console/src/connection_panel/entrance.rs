//! Signing in: what was typed becomes a credential.

use backup_client::{
    Credential, Place,
    cancel::Cancel,
    client::Client,
    credential::{KeyPart, Keys, NoKeys, NoToken, Token},
    fetch::Fetch,
    iam::{Login, NoLogin, NoPasscode, Passcode, ProjectsError, Scope, SignIn, SignInError},
    project::Project,
};
use backup_model::pasted;
use web_sys::Node;

use super::{controls, panel::Panel};
use crate::settings::SignInWay;

/// What was typed to sign in.
#[derive(Clone)]
pub enum Attempt {
    /// Nothing: whoever is signed in stays.
    Nothing,
    /// Nothing, and the credential that there is.
    Known(Credential),
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

impl Incomplete {
    /// The control that it is about.
    pub const fn control(self) -> &'static str {
        match self {
            Self::Token(_) => controls::TOKEN,
            Self::Keys(NoKeys::Access(_) | NoKeys::Unseen(KeyPart::Access, _)) => controls::ACCESS,
            Self::Keys(NoKeys::Secret(_) | NoKeys::Unseen(KeyPart::Secret, _)) => controls::SECRET,
            Self::Keys(_) => controls::SECURITY_TOKEN,
            Self::Login(NoLogin::Account | NoLogin::AccountUnseen(_)) => controls::ACCOUNT,
            Self::Login(NoLogin::User | NoLogin::UserUnseen(_)) => controls::USER,
            Self::Login(NoLogin::Password | NoLogin::PasswordUnseen(_)) => controls::PASSWORD,
            Self::Passcode(NoPasscode::UserId) => controls::USER_ID,
            Self::Passcode(NoPasscode::Code) => controls::PASSCODE,
        }
    }
}

impl Attempt {
    /// Whether nothing was typed to sign in.
    pub fn is_blank(panel: &Panel, near: &Node) -> bool {
        let fields: &[&str] = match panel.method {
            SignInWay::Token => &[controls::TOKEN],
            SignInWay::Password => &[controls::ACCOUNT, controls::USER, controls::PASSWORD],
            SignInWay::Key => &[controls::ACCESS, controls::SECRET, controls::SECURITY_TOKEN],
        };
        fields.iter().all(|id| pasted::trim(&controls::text(near, id)).is_empty())
    }

    /// What was typed to sign in.
    ///
    /// # Errors
    /// What of it is missing or wrong.
    pub fn read(panel: &Panel, near: &Node) -> Result<Self, Incomplete> {
        let text = |id| controls::text(near, id);
        match panel.method {
            SignInWay::Token => text(controls::TOKEN).parse().map(Self::Token).map_err(Incomplete::Token),
            SignInWay::Key => {
                let (secret, security_token) = (text(controls::SECRET), text(controls::SECURITY_TOKEN));
                let keys = Keys::parse(&panel.access, &secret, &security_token);
                keys.map(Self::Keys).map_err(Incomplete::Keys)
            }
            SignInWay::Password => {
                let login = Login::parse(&panel.account, &panel.user, &text(controls::PASSWORD))
                    .map_err(Incomplete::Login)?;
                let passcode = panel
                    .asks_passcode
                    .then(|| Passcode::parse(&panel.user_id, &text(controls::PASSCODE)))
                    .transpose()
                    .map_err(Incomplete::Passcode)?;
                Ok(Self::Password(login, passcode))
            }
        }
    }

    /// The credential, where it needs nobody to issue it.
    pub fn credential(&self) -> Option<Credential> {
        match self {
            Self::Token(token) => Some(Credential::Token(token.clone())),
            Self::Keys(keys) => Some(Credential::Keys(keys.clone())),
            Self::Known(credential) => Some(credential.clone()),
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
        Attempt::Known(credential) => Ok(credential),
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
