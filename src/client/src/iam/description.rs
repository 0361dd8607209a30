use backup_model::answer::{self, Part, Unreadable};
use serde_json::Value as Json;

use crate::{
    clock::iam_date,
    credential::{Known, Reach},
    project::Project,
};

/// What IAM says of a token.
pub(super) struct Description {
    known: Known,
    /// By the clock of IAM, in Unix seconds.
    pub(super) issued_at: Option<u64>,
}

impl Description {
    pub(super) fn read(body: &[u8]) -> Result<Self, Unreadable> {
        let json = answer::parse(body)?;
        let token = json.get("token").filter(|token| token.is_object()).ok_or(Unreadable::NoAnswer)?;
        let text = |pointer| token.pointer(pointer).and_then(String::take);
        let date = |pointer| text(pointer).and_then(|text| iam_date(&text));
        let known = Known {
            expires_at: date("/expires_at"),
            reach: reach(token),
            user: text("/user/name"),
            account: text("/user/domain/name"),
            claimed: None,
        };
        Ok(Self { known, issued_at: date("/issued_at") })
    }

    /// With the end by this computer's clock, which may be off, where the clock of IAM is known.
    pub(super) fn by_clock(self, theirs: Option<u64>, ours: u64) -> Known {
        let expires_at = self.known.expires_at.map(|end| match theirs {
            Some(theirs) => end.saturating_sub(theirs).saturating_add(ours),
            None => end,
        });
        Known { expires_at, ..self.known }
    }
}

fn reach(token: &Json) -> Option<Reach> {
    match token.get("project") {
        Some(project) => read_project(project).map(Reach::Project),
        None => Some(Reach::Account),
    }
}

/// A project as IAM writes it.
pub(super) fn read_project(json: &Json) -> Option<Project> {
    let id = json.get("id").and_then(String::take)?.parse().ok()?;
    let name = json.get("name").and_then(String::take).unwrap_or_default();
    Some(Project::new(id, name))
}
