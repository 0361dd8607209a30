//! What an operation is.

mod check;
mod input;
mod path;

use std::borrow::Cow;

pub use backup_words::Text;
use backup_words::{Tell, Words, words};

use crate::{
    answer::{Answer, AnswerField, Part, Shape},
    document::Document,
    draft::Draft,
    job::Job,
    listing::Listing,
    overview::Source,
    pasted,
    report::Report,
    request::Method,
    rule::{Rule, Violation},
    service::Service,
    value::{ProjectId, Widget},
};

pub use self::path::fill_path;
pub(crate) use self::{check::check_operation, input::input};

words! {
    mod effect {
        reads: "Reads";
        grants: "Grants access";
        exposes: "Exposes data";
        destroys: "Destroys";
    }

    /// How to find out what came of a call of which no answer came.
    pub(crate) mod find_out {
        read_again: "Read again: nothing was changed.";
    }

    mod invalid {
        told(violation: &str, rule: &str): "{violation} {rule}";
    }
}

/// The name of the project in every path, and of the errors about it.
pub const PROJECT: &str = "project_id";

/// An operation of the cloud: what is sent, what comes back, and what both mean.
pub trait Operation: Input {
    /// What the service answers.
    type Answer: Answer + serde::Serialize + 'static;

    /// What a call needs.
    const DECLARATION: &'static Declaration;

    /// What else the document says. A call does without it.
    const DOCUMENT: &'static Document;

    /// What a person is asked, where a field must be typed again before sending.
    const QUESTION: Option<&'static Question> = None;

    /// Where the rows of the answer have what is told of a backup, where they are backups.
    const BACKUPS: Option<&'static Source> = None;

    /// What the button says, once the form is right.
    fn action(&self, words: Words) -> String {
        (Self::DECLARATION.action)(words).to_owned()
    }

    /// What a person should know before sending exactly this.
    fn cautions(&self, scope: &Scope, words: Words) -> Vec<String> {
        let _ = (scope, words);
        Vec::new()
    }

    /// Why sending exactly this cannot be meant, if it cannot.
    fn pointless(&self, scope: &Scope, words: Words) -> Option<&'static str> {
        let _ = (scope, words);
        None
    }

    /// The answer in words.
    fn report(&self, answer: &Self::Answer, scope: &Scope) -> Report;
}

/// Where an operation acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The region's name, or what a person calls an endpoint of their own.
    pub region: String,
    /// The project; operations on the whole account act in none.
    pub project: Option<ProjectId>,
}

impl Scope {
    /// The project's id; empty where there is none.
    pub fn project(&self) -> &str {
        self.project.as_ref().map_or("", ProjectId::as_str)
    }
}

/// What is fixed about an operation, as far as a call needs it.
#[derive(Clone, Copy, Debug)]
pub struct Declaration {
    /// Service and verb, as in the file's path and in links: `dds/set-download-policy`.
    pub id: &'static str,
    /// The service.
    pub service: Service,
    /// The method.
    pub method: Method,
    /// The path, its parameters in braces.
    pub path: &'static str,
    /// What this operation takes for a project; `None` where it acts in none.
    pub project: Option<Rule>,
    /// The object that the body is wrapped in.
    pub envelope: Option<&'static str>,
    /// What it does to backups, whatever the method: there are reads by POST.
    pub effect: Effect,
    /// The status of success, where the document gives one.
    pub success: Option<u16>,
    /// The list that it reads, where it reads one.
    pub list: Option<Listing>,
    /// The job that it starts, where it starts one.
    pub job: Option<Job>,
    /// The field that must be typed again before sending.
    pub confirm: Option<&'static str>,
    /// The permission that it needs, where the document names one: a refusal names it at once.
    pub permission: Option<Permission>,
    /// Its name as a heading.
    pub title: Text,
    /// Its name in the menu.
    pub menu: Text,
    /// What the button says while the form is not yet right.
    pub action: Text,
    /// What it does, in a sentence or two.
    pub summary: Text,
    /// How to find out what a call did when its answer is lost; for reads, to read again.
    pub find_out: Text,
}

/// What a person is asked before something is done for good.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// What is asked.
    pub title: Text,
    /// How it is answered by doing nothing.
    pub keep: Text,
    /// What is so afterwards.
    pub warning: Text,
}

/// What an operation does to backups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Changes nothing.
    Reads,
    /// Lets others at a backup.
    Grants,
    /// Opens backups to, or closes them from, the Internet.
    Exposes,
    /// Removes a backup for good.
    Destroys,
}

impl Effect {
    /// As a badge says it.
    pub fn label(self, words: Words) -> &'static str {
        match self {
            Self::Reads => effect::reads(words),
            Self::Grants => effect::grants(words),
            Self::Exposes => effect::exposes(words),
            Self::Destroys => effect::destroys(words),
        }
    }

    /// The word for it: what a program branches on.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reads => "reads",
            Self::Grants => "grants",
            Self::Exposes => "exposes",
            Self::Destroys => "destroys",
        }
    }

    /// Whether the outcome matters even when no answer comes back.
    pub const fn is_write(self) -> bool {
        !matches!(self, Self::Reads)
    }
}

/// A permission that IAM users need; an account itself has all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Permission {
    /// The action to allow.
    pub action: &'static str,
    /// Its access level.
    pub access: &'static str,
    /// Another name of the action.
    pub alias: Option<&'static str>,
}

/// What is sent: fields with a place each.
pub trait Input: Sized + serde::Serialize {
    /// The fields, in the order of the form.
    const FIELDS: &'static [Field];

    /// Parses all fields.
    ///
    /// # Errors
    /// Every field that is wrong.
    fn parse(draft: &Draft) -> Result<Self, Vec<Invalid>>;

    /// The value of a field as texts: none where it is left out, several where it is a list.
    fn texts(&self, field: &str) -> Vec<Cow<'_, str>>;
}

/// A field of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name on the wire.
    pub name: &'static str,
    /// Its name on the form.
    pub label: Text,
    /// What it is.
    pub help: Text,
    /// Where it is sent.
    pub place: Place,
    /// What it must be.
    pub rule: Rule,
    /// How it is asked for.
    pub widget: Widget,
    /// Whether it must be given.
    pub required: bool,
    /// The document's example.
    pub example: &'static str,
}

/// Where a field is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// In the path.
    Path,
    /// In the query; a list once for each item.
    Query,
    /// In a header.
    Header,
    /// In the body.
    Body,
}

/// A field that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Which.
    pub field: &'static str,
    /// What it must be.
    pub rule: Rule,
    /// What it is instead.
    pub violation: Violation,
}

/// What is wrong, and what is taken.
impl Tell for Invalid {
    fn told(&self, words: Words) -> String {
        invalid::told(words, &self.violation.told(words), &self.rule.told(words))
    }
}

impl std::fmt::Display for Invalid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.told(Words::ENGLISH))
    }
}

impl std::error::Error for Invalid {}

/// Holds a project against the rule of one operation; one that acts in none takes none.
///
/// # Errors
/// What is wrong with it.
pub fn check_project(rule: Option<Rule>, project: &str) -> Result<Option<ProjectId>, Invalid> {
    rule.map(|rule| hold_project(rule, project)).transpose()
}

fn hold_project(rule: Rule, project: &str) -> Result<ProjectId, Invalid> {
    let invalid = |violation| Invalid { field: PROJECT, rule, violation };
    rule.check(pasted::value(project)).map_err(invalid)?;
    project.parse().map_err(invalid)
}

/// The documented fields of an operation's answer.
pub(crate) const fn answer_fields<O: Operation>() -> &'static [AnswerField] {
    match <O::Answer as Part>::SHAPE {
        Shape::Object(fields) => fields,
        Shape::Text
        | Shape::Number
        | Shape::Time
        | Shape::Size(_)
        | Shape::Link
        | Shape::Flag
        | Shape::List(_)
        | Shape::OneOrMore(_)
        | Shape::Nothing => &[],
    }
}
