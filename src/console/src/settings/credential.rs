//! Credentials that the page around supplies.

use std::fmt;

use backup_client::{
    Credential,
    credential::{Keys, Known, NoKeys, NoToken, Token},
    provider::NoCredential,
};
use backup_model::pasted;
use backup_words::{Tell, Words, words};
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use zeroize::Zeroizing;

use super::{Reading, SettingsError, Why, expected};

const KEY: &str = "credential";
const KEYS: [&str; 6] = ["token", "user", "access", "secret", "securityToken", "expiresAt"];

/// The longest name of a user, in characters: IAM's have up to 64.
const LONGEST_USER: usize = 64;

/// Where credentials come from.
#[derive(Clone, PartialEq)]
pub enum CredentialSource {
    /// This one, as long as it is good.
    Given(Credential),
    /// Whatever the function gives.
    Asked(Function),
}

impl fmt::Debug for CredentialSource {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Given(_) => "Given",
            Self::Asked(_) => "Asked",
        })
    }
}

/// Why an object is no credential. Never holds any of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCredentialGiven {
    /// The token.
    Token(NoToken),
    /// The access key.
    Keys(NoKeys),
    /// Both a token and an access key.
    Both,
    /// A user beside an access key, which is told by its ID.
    UserOfKey,
    /// A user's name that is none.
    User,
    /// The end is no time.
    End,
}

words! {
    mod text {
        both: "It holds both a token and an access key.";
        user_of_key: "It names a user for an access key: only a token takes one.";
        user(most: Count): "The name of its user has more than {most} characters, or more than one line.";
        end: "expiresAt is no time in milliseconds since 1970.";
    }
}

impl Tell for NoCredentialGiven {
    fn told(&self, words: Words) -> String {
        match self {
            Self::Token(error) => error.told(words),
            Self::Keys(error) => error.told(words),
            Self::Both => text::both(words).to_owned(),
            Self::UserOfKey => text::user_of_key(words).to_owned(),
            Self::User => text::user(words, LONGEST_USER),
            Self::End => text::end(words).to_owned(),
        }
    }
}

impl CredentialSource {
    pub(crate) fn read(settings: &Reading<'_>) -> Result<Option<Self>, SettingsError> {
        let Some(value) = settings.value(KEY)? else { return Ok(None) };
        match value.dyn_into::<Function>() {
            Ok(function) => Ok(Some(Self::Asked(function))),
            Err(value) => decode(&value).map(Self::Given).map(Some),
        }
    }

    /// The credential that was given, or what the function gives now.
    pub(crate) async fn give(&self, wanted: &JsValue) -> Result<Credential, NoCredential> {
        let ask = match self {
            Self::Given(credential) => return Ok(credential.clone()),
            Self::Asked(ask) => ask,
        };
        let said = ask.call1(&JsValue::UNDEFINED, wanted).map_err(|_| NoCredential::Failed)?;
        let given = JsFuture::from(Promise::resolve(&said)).await.map_err(|_| NoCredential::Failed)?;
        if given.is_null() || given.is_undefined() {
            return Err(NoCredential::None);
        }
        decode(&given).map_err(|_| NoCredential::Unusable)
    }
}

fn decode(value: &JsValue) -> Result<Credential, SettingsError> {
    let read = Reading::within(KEY, value, expected::credential, &KEYS)?;
    let text = |key| read.kind(key, expected::string).map(|text: Option<String>| text.map(Zeroizing::new));
    let wrong = |why| SettingsError::value(KEY, Why::Credential(why));
    let expires_at =
        read.kind::<f64>("expiresAt", expected::number)?.map(seconds).transpose().map_err(wrong)?;
    let (token, access) = (text("token")?, text("access")?);
    let user: Option<String> = read.kind("user", expected::string)?;
    let claimed = user.map(|user| pasted::trim(&user).to_owned()).filter(|user| !user.is_empty());
    if claimed
        .as_ref()
        .is_some_and(|user| user.chars().count() > LONGEST_USER || user.contains(char::is_control))
    {
        return Err(wrong(NoCredentialGiven::User));
    }
    let (secret, security_token) = (text("secret")?, text("securityToken")?);
    match (token, access) {
        (Some(_), Some(_)) => Err(wrong(NoCredentialGiven::Both)),
        (Some(token), None) => {
            let token: Token = token.parse().map_err(|error| wrong(NoCredentialGiven::Token(error)))?;
            Ok(Credential::Token(token.with(Known { expires_at, claimed, ..Known::default() })))
        }
        (None, Some(_)) if claimed.is_some() => Err(wrong(NoCredentialGiven::UserOfKey)),
        (None, access) => {
            let part = |part: Option<Zeroizing<String>>| part.unwrap_or_default();
            let keys = Keys::parse(&part(access), &part(secret), &part(security_token));
            let keys = keys.map_err(|error| wrong(NoCredentialGiven::Keys(error)))?;
            Ok(Credential::Keys(match expires_at {
                Some(at) => keys.expiring(at),
                None => keys,
            }))
        }
    }
}

/// Unix seconds of a JavaScript time.
fn seconds(milliseconds: f64) -> Result<u64, NoCredentialGiven> {
    // Times up to the last that JavaScript knows; a negative one or NaN is none.
    if (0.0..=8.64e15).contains(&milliseconds) {
        Ok((milliseconds / 1000.0) as u64)
    } else {
        Err(NoCredentialGiven::End)
    }
}
