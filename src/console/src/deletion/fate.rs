//! What becomes of a backup that is to be deleted.

use std::rc::Rc;

use backup_client::Error;
use backup_model::{operation::Declaration, report::Hindrance};
use backup_words::{Tell, Words, words};

use crate::{
    fates::{self, Kind, Told},
    texts::ending::explain,
};

words! {
    mod text {
        looking: "being read again";
        accepted: "accepted";
        accepted_said: "The service took it on; it is looked for until it is gone.";
        gone: "gone";
        gone_said: "It is gone from its list.";
        gone_before: "gone before";
        gone_before_said: "It was gone before anything was sent.";
        set_aside: "set aside";
        changed_said: "Its list tells another thing of it than was shown; nothing was sent.";
        unread_said(why: &str): "It could not be read again, so nothing was sent. {why}";
        failed: "failed";
        failed_said(why: &str): "The job failed, and the backup is still there. {why}";
        unseen: "not seen gone";
        unseen_said: "The service took it on, and the backup was not seen to be gone. Look again later.";
    }
}

/// What becomes of a backup that is to be deleted.
#[derive(Clone, Debug)]
pub enum Fate {
    /// It waits for its turn.
    Waiting,
    /// It is read again.
    Looking,
    /// Its deletion was handed over.
    Sending,
    /// The service took its deletion on.
    Accepted,
    /// It is gone from its list.
    Gone,
    /// It was gone before anything was sent.
    GoneBefore,
    /// Nothing was sent, for this reason.
    SetAside(Aside),
    /// Its deletion did not leave.
    NotSent(Rc<Error>),
    /// The service refused its deletion.
    Refused(Rc<Error>),
    /// Nobody knows what came of its deletion.
    Unknown(Rc<Error>),
    /// The job failed, for this reason as the service gives it.
    Failed(String),
    /// Its deletion was taken on, and it was not seen to be gone.
    Unseen,
    /// It was not its turn yet when a person stopped.
    Left,
    /// As it was told before the page was loaded again.
    Kept(Told),
}

/// Why nothing was sent.
#[derive(Clone, Debug)]
pub enum Aside {
    /// Its list tells another thing of it than was shown.
    Changed,
    /// It cannot be deleted just now.
    Hindered(Hindrance),
    /// It could not be read again.
    Unread(Rc<Error>),
}

impl Fate {
    /// The word for it: what a program branches on.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Looking => "looking",
            Self::Sending => "sending",
            Self::Accepted => "accepted",
            Self::Gone => "gone",
            Self::GoneBefore => "gone-before",
            Self::SetAside(_) => "set-aside",
            Self::NotSent(_) => "not-sent",
            Self::Refused(_) => "refused",
            Self::Unknown(_) => "unknown",
            Self::Failed(_) => "failed",
            Self::Unseen => "unseen",
            Self::Left => "left",
            Self::Kept(kept) => kept.key,
        }
    }

    /// What it is after the page was left: what waited is left alone, and of what was on its way too little is known.
    pub(super) fn kept(words: Words, key: &str, word: String, said: String) -> Option<Self> {
        let kept = |key, kind| Self::Kept(Told { key, kind, word: word.clone(), said: said.clone() });
        Some(match key {
            "waiting" | "looking" | "left" => Self::Left,
            "sending" => Self::Kept(Told::cut_off(words)),
            "accepted" | "unseen" => Self::Unseen,
            "gone" => Self::Gone,
            "gone-before" => Self::GoneBefore,
            "set-aside" => kept("set-aside", Kind::SetAside),
            "not-sent" => kept("not-sent", Kind::NotDone),
            "refused" => kept("refused", Kind::NotDone),
            "failed" => kept("failed", Kind::NotDone),
            "unknown" => kept("unknown", Kind::Unknown),
            _ => return None,
        })
    }

    /// Whether looking again can tell more.
    pub fn is_open(&self) -> bool {
        self.kind() == Kind::Unknown
    }

    pub(super) const fn kind(&self) -> Kind {
        match self {
            Self::Waiting => Kind::ToCome,
            Self::Looking | Self::Sending | Self::Accepted => Kind::UnderWay,
            Self::Gone | Self::GoneBefore => Kind::Done,
            Self::SetAside(_) | Self::Left => Kind::SetAside,
            Self::NotSent(_) | Self::Refused(_) | Self::Failed(_) => Kind::NotDone,
            Self::Unknown(_) | Self::Unseen => Kind::Unknown,
            Self::Kept(kept) => kept.kind,
        }
    }

    /// In a word or two, and in a sentence. `declaration` is that of the deletion.
    pub(super) fn told(&self, words: Words, declaration: &Declaration) -> (String, String) {
        let explained = |error: &Error| {
            let explanation = explain(words, error, declaration, None);
            (explanation.label, format!("{} {}", explanation.title, explanation.advice))
        };
        let told = |word: &'static str, said: &str| (word, said.to_owned());
        let (word, said) = match self {
            Self::Waiting => told(fates::text::waiting(words), ""),
            Self::Looking => told(text::looking(words), ""),
            Self::Sending => told(fates::text::sending(words), ""),
            Self::Accepted => told(text::accepted(words), text::accepted_said(words)),
            Self::Gone => told(text::gone(words), text::gone_said(words)),
            Self::GoneBefore => told(text::gone_before(words), text::gone_before_said(words)),
            Self::SetAside(aside) => (text::set_aside(words), aside.told(words, declaration)),
            Self::NotSent(error) | Self::Refused(error) | Self::Unknown(error) => explained(error),
            Self::Failed(why) => (text::failed(words), text::failed_said(words, why)),
            Self::Unseen => told(text::unseen(words), text::unseen_said(words)),
            Self::Left => told(fates::text::left(words), fates::text::left_said(words)),
            Self::Kept(Told { word, said, .. }) => return (word.clone(), said.clone()),
        };
        (word.to_owned(), said)
    }
}

impl Aside {
    fn told(&self, words: Words, declaration: &Declaration) -> String {
        match self {
            Self::Changed => text::changed_said(words).to_owned(),
            Self::Hindered(why) => why.told(words),
            Self::Unread(error) => text::unread_said(words, &explain(words, error, declaration, None).title),
        }
    }
}
