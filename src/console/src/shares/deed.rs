//! Something that is done about shares, and what becomes of it.

use std::rc::Rc;

use backup_client::{Error, Ready};
use backup_model::{operation::Declaration, value::ProjectId};
use backup_words::{Tell, Words, words};

use super::Share;
use crate::{
    fates::{self, Kind, Sent, Told},
    texts::ending::explain,
};

words! {
    mod text {
        share: "share";
        cancel: "cancel";
        cancel_all: "cancel all";
        done: "done";
        shared_said: "The service says that it is shared.";
        shared_found: "It stands in the list of shares.";
        cancelled_said: "The service says that it is cancelled.";
        cancelled_found: "It is not in the list of shares any more.";
        aside: "set aside";
        aside_said: "It was shared by the time of its turn; nothing was sent.";
        not_named_said: "The service accepted, and its answer does not name this project. Look again.";
    }
}

/// Something that is done about shares, bound to what was confirmed.
#[derive(Clone)]
pub struct Item {
    /// What is done.
    pub(super) deed: Deed,
    /// The id of the backup.
    pub(super) backup: String,
    /// The call that does it.
    pub(super) ready: Rc<Ready>,
    /// What becomes of it.
    pub(super) fate: Fate,
    /// What is known of that call.
    pub(super) sent: Option<Sent>,
}

/// What is done.
#[derive(Clone, Debug)]
pub enum Deed {
    /// A backup is shared with a project; `share` is what the service says to it.
    Share { to: ProjectId, share: Option<Share> },
    /// A share with a project is cancelled, by its id.
    Cancel { share: String, to: Option<String> },
    /// All shares of the backup are.
    CancelAll,
}

/// What becomes of it.
#[derive(Clone, Debug)]
pub enum Fate {
    /// It waits for its turn.
    Waiting,
    /// It was handed over.
    Sending,
    /// The service says that it is done, with what it says of a new share.
    Done(Option<Share>),
    /// The list of shares shows it done.
    Found,
    /// It was so already.
    SetAside,
    /// It did not leave.
    NotSent(Rc<Error>),
    /// The service refused it.
    Refused(Rc<Error>),
    /// Nobody knows what came of it.
    Unknown(Rc<Error>),
    /// The service accepted, and its answer does not tell of it.
    NotNamed,
    /// It was not its turn yet when it was stopped.
    Left,
    /// As it was told before the page was loaded again.
    Kept(Told),
}

impl Deed {
    /// The word for it: what a program branches on.
    pub(super) const fn as_str(&self) -> &'static str {
        match self {
            Self::Share { .. } => "share",
            Self::Cancel { .. } => "cancel",
            Self::CancelAll => "cancel-all",
        }
    }

    /// What a person calls it.
    pub(super) fn told(&self, words: Words) -> &'static str {
        match self {
            Self::Share { .. } => text::share(words),
            Self::Cancel { .. } => text::cancel(words),
            Self::CancelAll => text::cancel_all(words),
        }
    }

    /// The project that it is about.
    pub(super) fn project(&self) -> Option<&str> {
        match self {
            Self::Share { to, .. } => Some(to.as_str()),
            Self::Cancel { to, .. } => to.as_deref(),
            Self::CancelAll => None,
        }
    }

    /// Whether it is done, by the shares of its backup.
    pub(super) fn is_done(&self, shares: &[Share]) -> bool {
        match self {
            Self::Share { to, .. } => shares.iter().any(|share| share.to.as_deref() == Some(to.as_str())),
            Self::Cancel { share, .. } => !shares.iter().any(|known| known.id.as_ref() == Some(share)),
            Self::CancelAll => shares.is_empty(),
        }
    }
}

impl Item {
    /// Takes what becomes of it.
    pub(super) fn become_of(&mut self, fate: Fate, sent: Option<Sent>) {
        if let (Deed::Share { share, .. }, Fate::Done(Some(told))) = (&mut self.deed, &fate) {
            *share = Some(told.clone());
        }
        self.fate = fate;
        self.sent = sent.or_else(|| self.sent.take());
    }

    /// Leaves it alone, unless it was handed over.
    pub(super) fn leave(&mut self) {
        if matches!(self.fate, Fate::Waiting) {
            self.fate = Fate::Left;
        }
    }

    /// What became of it in a word or two, and in a sentence.
    pub(super) fn told(&self, words: Words) -> (String, String) {
        self.fate.told(words, &self.deed, self.ready.entry.declaration())
    }
}

impl Fate {
    /// The word for it: what a program branches on.
    pub(super) const fn as_str(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Done(_) | Self::Found => "done",
            Self::SetAside => "set-aside",
            Self::NotSent(_) => "not-sent",
            Self::Refused(_) => "refused",
            Self::Unknown(_) | Self::NotNamed => "unknown",
            Self::Left => "left",
            Self::Kept(told) => told.key,
        }
    }

    /// What it is after the page was left: what waited is left alone, and of what was on its way too little is known.
    pub(super) fn kept(words: Words, key: &str, word: String, said: String) -> Option<Self> {
        let kept = |key, kind| Self::Kept(Told { key, kind, word: word.clone(), said: said.clone() });
        Some(match key {
            "waiting" | "left" => Self::Left,
            "sending" => Self::Kept(Told::cut_off(words)),
            "done" => kept("done", Kind::Done),
            "set-aside" => Self::SetAside,
            "not-sent" => kept("not-sent", Kind::NotDone),
            "refused" => kept("refused", Kind::NotDone),
            "unknown" => kept("unknown", Kind::Unknown),
            _ => return None,
        })
    }

    /// Whether it is known to be done.
    pub(super) fn is_done(&self) -> bool {
        self.kind() == Kind::Done
    }

    /// Whether looking again can tell more.
    pub(super) fn is_open(&self) -> bool {
        self.kind() == Kind::Unknown
    }

    /// Whether it is known not to be done, and can be planned anew.
    pub(super) fn is_undone(&self) -> bool {
        self.kind() == Kind::NotDone || matches!(self, Self::Left)
    }

    pub(super) const fn kind(&self) -> Kind {
        match self {
            Self::Waiting => Kind::ToCome,
            Self::Sending => Kind::UnderWay,
            Self::Done(_) | Self::Found => Kind::Done,
            Self::SetAside | Self::Left => Kind::SetAside,
            Self::NotSent(_) | Self::Refused(_) => Kind::NotDone,
            Self::Unknown(_) | Self::NotNamed => Kind::Unknown,
            Self::Kept(told) => told.kind,
        }
    }

    fn told(&self, words: Words, deed: &Deed, declaration: &Declaration) -> (String, String) {
        let told = |word: &str, said: &str| (word.to_owned(), said.to_owned());
        let shares = matches!(deed, Deed::Share { .. });
        match self {
            Self::Waiting => told(fates::text::waiting(words), ""),
            Self::Sending => told(fates::text::sending(words), ""),
            Self::Done(_) if shares => told(text::done(words), text::shared_said(words)),
            Self::Done(_) => told(text::done(words), text::cancelled_said(words)),
            Self::Found if shares => told(text::done(words), text::shared_found(words)),
            Self::Found => told(text::done(words), text::cancelled_found(words)),
            Self::SetAside => told(text::aside(words), text::aside_said(words)),
            Self::NotNamed => told(fates::text::unknown(words), text::not_named_said(words)),
            Self::Left => told(fates::text::left(words), fates::text::left_said(words)),
            Self::Kept(Told { word, said, .. }) => (word.clone(), said.clone()),
            Self::NotSent(error) | Self::Refused(error) | Self::Unknown(error) => {
                let explanation = explain(words, error, declaration, None);
                let own_words = error.refusal().map(|refusal| refusal.told(words));
                let said = [Some(explanation.title), own_words, Some(explanation.advice)];
                let said: Vec<String> = said.into_iter().flatten().collect();
                (explanation.label.to_owned(), said.join(" "))
            }
        }
    }
}
