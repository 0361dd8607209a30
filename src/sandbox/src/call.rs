//! A call that has passed the gates: who, where and what are known.

use backup_model::{
    operation::{Declaration, Field, Input, Operation, PROJECT, Place},
    request::Method,
    rule::Rule,
    service::Service,
};
use serde_json::{Map, Value as Json};

use crate::{
    identity::Caller,
    received::Received,
    refusal::Refusal,
    state::{Backup, Presence, State},
};

/// What a handler works on.
pub(crate) struct Call<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) service: Service,
    /// Empty where the path names none.
    pub(crate) project: String,
    pub(crate) parameters: Vec<(&'static str, String)>,
    pub(crate) request: &'a Received,
    /// In seconds since 1970.
    pub(crate) now: u64,
}

/// What a handler answers.
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// No JSON means no body.
    pub(crate) body: Option<Json>,
    /// For `X-Subject-Token`.
    pub(crate) token: Option<String>,
}

/// Who is let through to a handler, and the handler.
pub(crate) enum Gate {
    /// Whoever has a credential of the project in the path, and the permission for this action.
    Project { action: &'static str, handle: fn(Call<'_>) -> Result<Reply, Refusal> },
    /// Whoever has a credential.
    Identity(fn(Call<'_>, &Caller) -> Result<Reply, Refusal>),
    /// Everyone.
    Open(fn(Call<'_>) -> Result<Reply, Refusal>),
}

/// What answers a method and a path at the hosts of a service.
pub(crate) struct Route {
    pub(crate) service: Service,
    pub(crate) method: Method,
    /// Parameters in braces.
    pub(crate) path: &'static str,
    pub(crate) project: Option<Rule>,
    fields: &'static [Field],
    pub(crate) gate: Gate,
}

impl Route {
    /// The route of an operation of the catalogue that acts in a project.
    pub(crate) const fn of<O: Operation>(
        action: &'static str,
        handle: fn(Call<'_>) -> Result<Reply, Refusal>,
    ) -> Self {
        Self::gated::<O>(Gate::Project { action, handle })
    }

    /// The route of an operation of the catalogue, behind its gate.
    pub(crate) const fn gated<O: Operation>(gate: Gate) -> Self {
        let Declaration { service, method, path, project, .. } = *O::DECLARATION;
        Self { service, method, path, project, fields: <O as Input>::FIELDS, gate }
    }

    /// The route of an operation that the console does not offer.
    pub(crate) const fn neighbour(service: Service, method: Method, path: &'static str, gate: Gate) -> Self {
        Self { service, method, path, project: Some(Rule::any_id()), fields: &[], gate }
    }

    /// The parameters of a path that is this route's.
    pub(crate) fn parameters(&self, path: &str) -> Option<Vec<(&'static str, String)>> {
        let mut parameters = Vec::new();
        let (mut expected, mut found) = (self.path.split('/'), path.split('/'));
        loop {
            match (expected.next(), found.next()) {
                (None, None) => return Some(parameters),
                (Some(expected), Some(found)) => match parameter_name(expected) {
                    Some(name) => parameters.push((name, found.to_owned())),
                    None if expected == found => {}
                    None => return None,
                },
                _ => return None,
            }
        }
    }

    /// Holds what stands in the path against the rules of the operation.
    pub(crate) fn check(&self, parameters: &[(&'static str, String)]) -> Result<(), Refusal> {
        for (name, text) in parameters {
            self.rule(name).check(text).map_err(|_| Refusal::bad_id(self.service, name))?;
        }
        Ok(())
    }

    fn rule(&self, parameter: &str) -> Rule {
        if parameter == PROJECT {
            return self.project.unwrap_or(Rule::any_id());
        }
        let mut fields = self.fields.iter().filter(|field| field.place == Place::Path);
        fields.find(|field| field.name == parameter).map_or(Rule::any_id(), |field| field.rule)
    }
}

fn parameter_name(segment: &'static str) -> Option<&'static str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

impl Call<'_> {
    /// A parameter of the path.
    pub(crate) fn parameter(&self, name: &str) -> String {
        let mut parameters = self.parameters.iter();
        parameters.find(|(other, _)| *other == name).map(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// A value of the query, if one is given.
    pub(crate) fn query(&self, name: &str) -> Option<String> {
        self.request.query_value(name).filter(|value| !value.is_empty())
    }

    /// The body as a JSON object.
    pub(crate) fn object(&self) -> Result<Map<String, Json>, Refusal> {
        let json = serde_json::from_slice(&self.request.body);
        let object = json.ok().and_then(|json: Json| json.as_object().cloned());
        object.ok_or_else(|| self.bad_parameter("the body is not a JSON object"))
    }

    /// A backup that is there, and not about to go.
    pub(crate) fn standing_backup(&self, id: &str) -> Option<Backup> {
        let backup = self.state.backup(self.service, &self.project, id, self.now)?;
        let presence = self.state.presence(self.service, &self.project, &backup, self.now);
        (presence == Presence::There).then_some(backup)
    }

    /// A refusal that names a wrong parameter.
    pub(crate) fn bad_parameter(&self, what: impl std::fmt::Display) -> Refusal {
        Refusal::bad_parameter(self.service, what)
    }
}

impl Reply {
    pub(crate) fn json(status: u16, body: Json) -> Self {
        Self { status, body: Some(body), token: None }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self { status, body: None, token: None }
    }
}
