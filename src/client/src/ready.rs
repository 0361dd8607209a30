//! An operation of the catalogue, ready to be performed.

use backup_model::{
    answer::{self, PIECE, Shape},
    catalogue::{Entry, Plan, Reading},
    draft::Draft,
    operation::Scope,
    report::Report,
    request::Response,
};

use crate::{connection::Place, error::Error, judge, outgoing::Unsigned};

/// A call that is ready to leave: exactly what was shown, whatever happens to the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Ready {
    /// The operation.
    pub entry: &'static Entry,
    /// What was filled in.
    pub draft: Draft,
    /// What is to be sent.
    pub plan: Plan,
    /// Where to, and by which route.
    pub place: Place,
}

impl Ready {
    /// Gets a call ready.
    ///
    /// # Errors
    /// The fields that are wrong, or no endpoint is known.
    pub fn new(entry: &'static Entry, draft: Draft, project: &str, place: Place) -> Result<Self, Error> {
        let endpoint = place.endpoint(entry.service)?;
        let plan = entry.plan(&draft, project, endpoint).map_err(Error::Invalid)?;
        Ok(Self { entry, draft, plan, place })
    }

    /// Where it acts.
    pub fn scope(&self) -> Scope {
        Scope { region: self.place.region.to_string(), project: self.plan.project.clone() }
    }

    /// The URL that the browser calls.
    pub fn url(&self) -> String {
        self.place.url(&self.plan.request, self.entry.service)
    }

    pub(crate) fn unsigned(&self) -> Unsigned<'_> {
        let links = answer::links(&Shape::Object(self.entry.answer()));
        Unsigned { plan: &self.plan, service: self.entry.service, place: &self.place, links }
    }

    /// Reads what the service accepted. Between the pieces of a long answer it takes a breath.
    ///
    /// # Errors
    /// It is not the operation's answer.
    pub(crate) async fn read<B: Future<Output = ()>>(
        &self,
        response: Response,
        breath: impl Fn() -> B,
    ) -> Result<(Reading, Response), Error> {
        let scope = self.scope();
        let mut reader = self.entry.reader(&self.draft, &scope, &response.body);
        let is_long = response.body.len() > PIECE;
        let read = loop {
            let read = reader.read_on();
            if is_long {
                breath().await;
            }
            if let Some(read) = read {
                break read;
            }
        };
        drop(reader);
        match read {
            Ok(reading) => Ok((reading, response)),
            Err(why) => Err(judge::unreadable(why, response, self.plan.effect)),
        }
    }

    /// What a long answer begins with, as far as that can be read alone: its rows, and nothing that is told of all.
    pub(crate) fn beginning(&self, response: &Response) -> Option<Reading> {
        let beginning = answer::beginning(&response.body)?;
        let Reading { report, .. } = self.entry.read(&self.draft, &self.scope(), &beginning).ok()?;
        let report = Report { facts: Vec::new(), steps: Vec::new(), follow_up: None, ..report };
        Some(Reading { report, unknown: Vec::new() })
    }
}
