//! A credential as text, for the one place that a person may choose to keep it: the tab's session storage.

use backup_model::answer::{Part, parse};
use serde_json::{Value as Json, json};
use zeroize::Zeroizing;

use super::{Credential, Keys, Known, Reach, Token};
use crate::project::Project;

impl Credential {
    /// The credential as text. It holds the secret: whoever can read it can call the cloud.
    pub fn to_stored(&self) -> Zeroizing<String> {
        let json = match self {
            Self::Token(token) => stored_token(token),
            Self::Keys(keys) => keys.to_json(),
        };
        Zeroizing::new(json.to_string())
    }

    /// The credential that [`to_stored`](Self::to_stored) wrote; `None` for anything else.
    pub fn from_stored(text: &str) -> Option<Self> {
        let json = parse(text.as_bytes()).ok()?;
        match read(&json, "token") {
            Some(token) => Some(Self::Token(token.parse::<Token>().ok()?.with(known(&json)))),
            None => Keys::from_json(&json).map(Self::Keys),
        }
    }
}

fn stored_token(token: &Token) -> Json {
    let Known { expires_at, reach, user, account, claimed } = token.known();
    let project = reach.as_ref().and_then(Reach::project);
    json!({
        "token": token.text().as_str(),
        "expires_at": expires_at,
        "project": project.map(|project| project.id.as_str()),
        "project_name": project.map(|project| &project.name),
        "user": user,
        "account": account,
        "claimed": claimed,
    })
}

fn known(json: &Json) -> Known {
    let project = read(json, "project").and_then(|id| id.parse().ok());
    let project = project.map(|id| Project::new(id, read(json, "project_name").unwrap_or_default()));
    Known {
        expires_at: json.get("expires_at").and_then(Json::as_u64),
        reach: project.map(Reach::Project),
        user: read(json, "user"),
        account: read(json, "account"),
        claimed: read(json, "claimed"),
    }
}

pub(super) fn read(json: &Json, name: &str) -> Option<String> {
    json.get(name).and_then(String::take)
}
