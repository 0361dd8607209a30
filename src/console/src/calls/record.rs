use std::rc::Rc;

use backup_client::error::Outcome;
use backup_model::given::Values;
use backup_words::Words;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{
    Belongs, Call, End, Stage,
    told::{Came, Told},
};

/// What an auditor needs of a call: whose it was, what was sent where, and what came of it. Holds no secret.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// Counts the calls of this tab.
    pub call: u32,
    /// When it was sent: date, time and offset.
    pub time: String,
    /// The name of the connection, where it had one.
    pub connection: Option<String>,
    /// Whose it was, as far as that is known.
    pub identity: Option<String>,
    /// The operation's id.
    pub operation: String,
    /// The method.
    pub method: String,
    /// Where the service answers.
    pub host: String,
    /// The path that was sent.
    pub path: String,
    /// The region.
    pub region: String,
    /// The project.
    pub project: String,
    /// The values that were sent, by their names on the wire.
    pub input: Json,
    /// The proxy that it took; none where it went straight to the cloud.
    pub route: Option<String>,
    /// What became of it.
    pub fate: Fate,
    /// The same in a sentence, in English whatever the page tells in.
    pub said: String,
    /// As the page told it before a reload, where that was not in English.
    shown: Option<Told>,
    /// The word that goes with it.
    word: String,
    #[serde(skip)]
    came: Option<Rc<Came>>,
    /// How long it took, in milliseconds.
    pub duration: Option<u64>,
    /// The status of the answer.
    pub status: Option<u16>,
    /// The service's own code.
    pub code: Option<String>,
    /// The request id.
    pub request_id: Option<String>,
    pub(super) writes: bool,
    /// The batch that it belongs to.
    #[serde(default)]
    pub batch: Option<Belongs>,
}

/// What became of a call, as far as that is known.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// Somebody is asked; nothing has left.
    Asking,
    /// It was sent, and no answer is there yet.
    UnderWay,
    /// The service accepted.
    Succeeded,
    /// It never left.
    NotSent,
    /// The service refused, and did nothing.
    Refused,
    /// It left, but nothing can have been changed by it.
    Failed,
    /// It may have taken effect.
    Unknown,
}

impl Fate {
    /// The word for it: what a program branches on.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asking => "asking",
            Self::UnderWay => "under-way",
            Self::Succeeded => "succeeded",
            Self::NotSent => "not-sent",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }
}

impl From<Outcome> for Fate {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::NotSent => Self::NotSent,
            Outcome::Refused => Self::Refused,
            Outcome::Failed => Self::Failed,
            Outcome::Unknown => Self::Unknown,
        }
    }
}

/// Records are the same by their number and by what became of the call.
impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        (self.call, self.fate) == (other.call, other.fate)
    }
}

impl Record {
    /// What is to be recorded of a call by now.
    pub fn of(call: &Call) -> Self {
        let (ready, declaration) = (&call.ready, call.declaration());
        let request = &ready.plan.request;
        let input = Values { fields: ready.entry.fields, draft: &ready.draft };
        let record = Self {
            call: call.number,
            time: call.at.local(),
            connection: call.connection.as_deref().map(str::to_owned),
            identity: call.identity.clone(),
            operation: declaration.id.to_owned(),
            method: request.method.to_string(),
            host: request.endpoint.authority(),
            path: format!("{}{}", request.path, request.query_string()),
            region: ready.place.region.to_string(),
            project: ready.plan.project().to_owned(),
            input: serde_json::to_value(input).unwrap_or_default(),
            route: call.proxy().map(str::to_owned),
            fate: Fate::Asking,
            said: String::new(),
            shown: None,
            word: String::new(),
            came: None,
            duration: None,
            status: None,
            code: None,
            request_id: None,
            writes: declaration.effect.is_write(),
            batch: call.batch,
        };
        let record = match &call.stage {
            Stage::Asking(_) => record,
            Stage::Sending(_) | Stage::Arriving(..) => Self { fate: Fate::UnderWay, ..record },
            Stage::Ended(end) => record.ended(call, end),
        };
        record.telling(Came::of(call))
    }

    /// What the call was about: the values that were sent.
    pub fn target(&self) -> String {
        let one = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let of = |value: &Json| match value {
            Json::Array(items) => items.iter().map(one).collect::<Vec<_>>().join(", "),
            value => one(value),
        };
        let values: Vec<String> =
            self.input.as_object().into_iter().flatten().map(|(_, value)| of(value)).collect();
        values.join(", ")
    }

    /// The same, or something in its stead where no value was sent.
    pub fn target_or(&self, otherwise: &str) -> String {
        Some(self.target()).filter(|target| !target.is_empty()).unwrap_or_else(|| otherwise.to_owned())
    }

    /// The time as a person reads it, to the second.
    pub fn shown_time(&self) -> String {
        let (day, rest) = self.time.split_once('T').unwrap_or((&self.time, ""));
        let (time, offset) = rest.split_at_checked(12).unwrap_or((rest, ""));
        format!("{day} {} {offset}", time.get(..8).unwrap_or(time))
    }

    /// A record that a reload left: whoever waited for the call is gone.
    pub(super) fn left(self) -> Self {
        let fate = match self.fate {
            Fate::Asking => Fate::NotSent,
            Fate::UnderWay if self.writes => Fate::Unknown,
            Fate::UnderWay => Fate::Failed,
            _ => return self,
        };
        Self { fate, ..self }.telling(Came::Left)
    }

    /// What became of it, in words; as it was told before a reload, where no more is known.
    pub fn told(&self, words: Words) -> Told {
        match (&self.came, &self.shown) {
            (Some(came), _) => came.told(words),
            (None, Some(shown)) if words != Words::ENGLISH => shown.clone(),
            (None, _) => Told { word: self.word.clone(), said: self.said.clone() },
        }
    }

    /// As it is kept over a reload.
    pub(super) fn kept(&self, words: Words) -> Self {
        let shown = (words != Words::ENGLISH).then(|| self.told(words));
        Self { shown, ..self.clone() }
    }

    fn ended(self, call: &Call, end: &End) -> Self {
        let fate = match &end.outcome {
            Ok(_) => Fate::Succeeded,
            Err(error) => error.outcome(call.declaration().effect).into(),
        };
        Self {
            fate,
            duration: Some(end.milliseconds()),
            status: end.response().map(|response| response.status),
            code: end.code().map(str::to_owned),
            request_id: end.request_id().map(str::to_owned),
            ..self
        }
    }

    fn telling(self, came: Came) -> Self {
        let Told { word, said } = came.told(Words::ENGLISH);
        Self { word, said, came: Some(Rc::new(came)), ..self }
    }
}
