//! The catalogue: every operation as plain data, for code that works on all of them.

mod reader;

use std::borrow::Cow;

use backup_words::Words;
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Value as Json;

pub use self::reader::Reader;
use self::reader::Reads;
use crate::{
    answer::{self, AnswerField, Shape, Unknown, Unreadable},
    draft::Draft,
    endpoint::Endpoint,
    operation::{
        Declaration, Effect, Field, Input, Invalid, Operation, PROJECT, Place, Question, Scope, Text,
        answer_fields, check_operation, check_project, fill_path,
    },
    operations::{CATALOGUE, CODES},
    overview::Source,
    pasted,
    report::Report,
    request::Request,
    rule::{Rule, Violation},
    service::Service,
    value::ProjectId,
};

/// An operation as far as its form shows it, in the words of its [declaration](Self::declaration).
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Service and verb.
    pub id: &'static str,
    /// The service.
    pub service: Service,
    /// What it does to backups.
    pub effect: Effect,
    /// Its name as a heading.
    pub title: Text,
    /// Its name in the menu.
    pub menu: Text,
    /// What the button says while the form is not yet right.
    pub action: Text,
    /// What it does.
    pub summary: Text,
    /// What it takes for a project; `None` where it acts in none.
    pub project: Option<Rule>,
    /// What it takes.
    pub fields: &'static [Field],
    lists_backups: bool,
}

/// Whether none of these fields must be given.
const fn needs_nothing(fields: &[Field]) -> bool {
    let mut at = 0;
    while at < fields.len() {
        if fields[at].required {
            return false;
        }
        at += 1;
    }
    true
}

/// All else of an operation. In a table of its own: whoever only shows the operations does not carry it.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    declaration: &'static Declaration,
    backups: Option<&'static Source>,
    answer: &'static [AnswerField],
    question: Option<&'static Question>,
    plan: fn(&Draft, &str, Endpoint) -> Result<Plan, Vec<Invalid>>,
    said: fn(&Draft, &Scope, Words) -> Said,
    reads: Reads,
}

/// Operations are the same when their ids are.
impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// A call that is ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The request, without a credential.
    pub request: Request,
    /// The project that it acts in, if it acts in one.
    pub project: Option<ProjectId>,
    /// What it does.
    pub effect: Effect,
    /// The status that the document names for success.
    pub success: Option<u16>,
}

impl Plan {
    /// The project's id; empty where it acts in none.
    pub fn project(&self) -> &str {
        self.project.as_ref().map_or("", ProjectId::as_str)
    }
}

/// What is said of a draft before it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What the button says.
    pub action: String,
    /// What a person should know first.
    pub cautions: Vec<String>,
    /// Why it cannot be meant; a form does not send it.
    pub pointless: Option<&'static str>,
}

/// An answer, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// In words.
    pub report: Report,
    /// What the service sent beyond the document.
    pub unknown: Vec<Unknown>,
}

impl Entry {
    /// The operation `O` as data.
    pub const fn of<O: Operation>() -> Self {
        check_operation::<O>();
        let Declaration { id, service, effect, project, title, menu, action, summary, .. } = *O::DECLARATION;
        Self {
            id,
            service,
            effect,
            title,
            menu,
            action,
            summary,
            fields: O::FIELDS,
            project,
            lists_backups: O::BACKUPS.is_some() && needs_nothing(O::FIELDS),
        }
    }

    /// What is done with it.
    fn code(&self) -> &'static Code {
        // Every operation is in both tables, at the same place.
        &CODES[CATALOGUE.iter().position(|entry| entry == self).unwrap_or_default()]
    }

    /// What a call needs.
    pub fn declaration(&self) -> &'static Declaration {
        self.code().declaration
    }

    /// Where the rows of its answer have what is told of a backup, where they are backups.
    pub fn backups(&self) -> Option<&'static Source> {
        self.code().backups
    }

    /// What it answers.
    pub fn answer(&self) -> &'static [AnswerField] {
        self.code().answer
    }

    /// What a person is asked before it is done for good, and the field that must be typed again.
    pub fn question(&self) -> Option<(&'static Question, &'static Field)> {
        let name = self.declaration().confirm?;
        self.code().question.zip(self.fields.iter().find(|field| field.name == name))
    }

    /// Turns what was typed into a call.
    ///
    /// # Errors
    /// Everything that is wrong, the project first.
    pub fn plan(&self, draft: &Draft, project: &str, endpoint: Endpoint) -> Result<Plan, Vec<Invalid>> {
        (self.code().plan)(draft, project, endpoint)
    }

    /// Everything that is wrong with a draft, the project first.
    pub fn check(&self, draft: &Draft, project: &str) -> Vec<Invalid> {
        let of_project = check_project(self.project, project).err();
        let of_fields = self.fields.iter().filter_map(|field| {
            match field.rule.check(pasted::value(draft.get(field.name))) {
                Ok(()) => None,
                Err(Violation::Missing) if !field.required => None,
                Err(violation) => Some(Invalid { field: field.name, rule: field.rule, violation }),
            }
        });
        of_project.into_iter().chain(of_fields).collect()
    }

    /// What is said of a draft before it is sent.
    pub fn said(&self, draft: &Draft, scope: &Scope, words: Words) -> Said {
        (self.code().said)(draft, scope, words)
    }

    /// Tells the body of a successful response in words.
    ///
    /// # Errors
    /// Why it is not this operation's answer.
    pub fn read(&self, draft: &Draft, scope: &Scope, body: &[u8]) -> Result<Reading, Unreadable> {
        let mut reader = self.reader(draft, scope, body);
        loop {
            if let Some(end) = reader.read_on() {
                return end;
            }
        }
    }

    /// The same a piece at a time.
    pub fn reader<'a>(&self, draft: &'a Draft, scope: &'a Scope, body: &'a [u8]) -> Reader<'a> {
        Reader::of(self.code().reads, draft, scope, body)
    }

    /// The body of a successful response as JSON: the documented fields, by their names.
    ///
    /// # Errors
    /// The body is no JSON.
    pub fn answer_of(&self, body: &[u8]) -> Result<Json, Unreadable> {
        // An empty body stands for an answer without a field.
        let json = if answer::is_empty(body) { Json::Null } else { answer::parse(body)? };
        Ok(answer::documented(&json, &Shape::Object(self.answer())))
    }

    /// The path of a draft that may still be wrong: parameters that are stay in braces.
    pub fn preview_path(&self, draft: &Draft, project: &str) -> String {
        fill_path(self.declaration().path, |parameter| {
            if parameter == PROJECT {
                return Some(check_project(self.project, project).ok()??.to_string());
            }
            let field = self.fields.iter().find(|field| field.name == parameter)?;
            let text = pasted::value(draft.get(parameter));
            field.rule.check(text).ok().map(|()| text.to_owned())
        })
    }

    /// The form of the document's example.
    pub fn example(&self) -> Draft {
        self.fields.iter().map(|field| (field.name, field.example)).collect()
    }

    /// Whether it acts in a project, as all but IAM's do.
    pub const fn acts_in_a_project(&self) -> bool {
        self.project.is_some()
    }

    /// Whether it lists the backups of a project, and not those of one instance only.
    pub const fn lists_backups(&self) -> bool {
        self.lists_backups
    }

    /// The operation with this id.
    pub fn find(id: &str) -> Option<&'static Self> {
        CATALOGUE.iter().find(|entry| entry.id == id)
    }
}

impl Code {
    /// What is done with the operation `O`.
    pub const fn of<O: Operation>() -> Self {
        Self {
            declaration: O::DECLARATION,
            backups: O::BACKUPS,
            answer: answer_fields::<O>(),
            question: O::QUESTION,
            plan: |draft, project, endpoint| {
                let checked = check_project(O::DECLARATION.project, project);
                match (O::parse(draft), checked) {
                    (Ok(operation), Ok(project)) => Ok(compose(&operation, project, endpoint)),
                    (operation, checked) => {
                        Err(checked.err().into_iter().chain(operation.err().into_iter().flatten()).collect())
                    }
                }
            },
            said: |draft, scope, words| match O::parse(draft) {
                Ok(operation) => Said {
                    action: operation.action(words),
                    cautions: operation.cautions(scope, words),
                    pointless: operation.pointless(scope, words),
                },
                Err(_) => Said {
                    action: (O::DECLARATION.action)(words).to_owned(),
                    cautions: Vec::new(),
                    pointless: None,
                },
            },
            reads: Reads::of::<O>(),
        }
    }
}

/// The call of an operation in a project.
///
/// # Errors
/// The operation's own rule refuses the project.
pub fn plan<O: Operation>(operation: &O, project: &str, endpoint: Endpoint) -> Result<Plan, Invalid> {
    let project = check_project(O::DECLARATION.project, project)?;
    Ok(compose(operation, project, endpoint))
}

fn compose<O: Operation>(operation: &O, project: Option<ProjectId>, endpoint: Endpoint) -> Plan {
    let declaration = O::DECLARATION;
    let path = fill_path(declaration.path, |parameter| match parameter {
        PROJECT => project.as_ref().map(ProjectId::to_string),
        field => operation.texts(field).into_iter().next().map(Cow::into_owned),
    });
    let in_place = |place| O::FIELDS.iter().filter(move |field| field.place == place);
    let given = |place| {
        let texts = |field: &Field| operation.texts(field.name).into_iter().map(Cow::into_owned);
        in_place(place).flat_map(|field| texts(field).map(|text| (field.name.to_owned(), text))).collect()
    };
    let (query, headers) = (given(Place::Query), given(Place::Header));
    let body = in_place(Place::Body).next().is_some().then(|| body(operation, declaration.envelope));
    let request = Request { method: declaration.method, endpoint, path, query, headers, body };
    Plan { request, project, effect: declaration.effect, success: declaration.success }
}

fn body<I: Input>(input: &I, envelope: Option<&'static str>) -> String {
    // Texts and lists of texts always serialize.
    serde_json::to_string(&Enveloped { envelope, input }).unwrap_or_default()
}

struct Enveloped<'a, I> {
    envelope: Option<&'static str>,
    input: &'a I,
}

impl<I: Serialize> Serialize for Enveloped<'_, I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(envelope) = self.envelope else { return self.input.serialize(serializer) };
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(envelope, self.input)?;
        map.end()
    }
}

#[cfg(test)]
mod vocabulary;
