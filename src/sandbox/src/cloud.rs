//! The emulated cloud as a function from request to answer.

use std::collections::{BTreeMap, VecDeque};

use backup_model::{operation::PROJECT, request::Response, service::Service};

use crate::{
    Sentinel,
    answer::{self, Answer},
    call::{Call, Gate, Reply, Route},
    clock, credential,
    host::Site,
    identity::{Access, Caller},
    operations::ROUTES,
    received::{Received, target},
    refusal::Refusal,
    seed,
    state::State,
};

/// So many received requests are remembered.
const MOST_CALLS: usize = 10_000;

/// The emulated cloud: all hosts of all its services, and what they hold.
pub struct Cloud {
    state: State,
    calls: VecDeque<Recorded>,
    /// How often each sentinel was met, by name.
    met: BTreeMap<&'static str, u64>,
}

/// A request that the emulated cloud received. Headers are not kept: they hold credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The method.
    pub method: String,
    /// The host's name, without the port.
    pub host: String,
    /// The raw path.
    pub path: String,
    /// The raw query, without `?`.
    pub query: String,
    /// The body; nothing for IAM, which is sent passwords.
    pub body: Vec<u8>,
    /// When, in seconds since 1970.
    pub at: u64,
}

impl Recorded {
    /// The path with its query.
    pub fn target(&self) -> String {
        target(&self.path, &self.query)
    }
}

impl Default for Cloud {
    fn default() -> Self {
        Self::new()
    }
}

impl Cloud {
    /// The cloud as it always starts.
    pub fn new() -> Self {
        Self { state: State::new(), calls: VecDeque::new(), met: BTreeMap::new() }
    }

    /// A cloud with at least so many backups in each list.
    pub fn with_backups(fewest: u64) -> Self {
        let mut cloud = Self::new();
        cloud.state.fewest = fewest;
        cloud
    }

    /// A cloud as this one was at its start.
    pub(crate) fn fresh(&self) -> Self {
        Self::with_backups(self.state.fewest)
    }

    /// Answers a request. `now` is in seconds since 1970.
    pub fn answer(&mut self, request: &Received, now: u64) -> Answer {
        self.record(request, now);
        let request_id = self.state.serial.hex();
        let mut answer = self.respond(request, &request_id, now);
        let headers = &mut answer.response.headers;
        if is_iam(request) {
            headers.push(("x-iam-trace-id".to_owned(), request_id.clone()));
        }
        headers.push(("x-request-id".to_owned(), request_id));
        headers.push(("date".to_owned(), clock::header(now)));
        answer
    }

    /// The requests received since the start or the last reset, oldest first.
    pub fn calls(&self) -> Vec<Recorded> {
        self.calls.iter().cloned().collect()
    }

    fn record(&mut self, request: &Received, at: u64) {
        if self.calls.len() == MOST_CALLS {
            self.calls.pop_front();
        }
        let body = if is_iam(request) { Vec::new() } else { request.body.clone() };
        self.calls.push_back(Recorded {
            method: request.method.clone(),
            host: request.host_name(),
            path: request.path.clone(),
            query: request.query.clone(),
            body,
            at,
        });
    }

    fn respond(&mut self, request: &Received, request_id: &str, now: u64) -> Answer {
        let refused = |refusal: Refusal| refusal.into_response(request_id);
        let Some((site, route, parameters)) = find(request) else {
            return refused(Refusal::no_such_api()).into();
        };
        let sentinel = sentinel(&parameters);
        if let Some(response) = sentinel.and_then(|sentinel| self.meet(sentinel, site.service, request_id)) {
            return response.into();
        }
        let outcome = self.perform(request, &site, route, parameters, now).unwrap_or_else(refused);
        match sentinel {
            Some(sentinel) => sentinel.spoil(outcome, request_id),
            None => outcome.into(),
        }
    }

    fn meet(&mut self, sentinel: &'static Sentinel, service: Service, request_id: &str) -> Option<Response> {
        let met = self.met.entry(sentinel.name).or_default();
        let earlier = *met;
        *met += 1;
        sentinel.instead(service, request_id, earlier)
    }

    /// The gates that a call passes, then what it does.
    fn perform(
        &mut self,
        request: &Received,
        site: &Site,
        route: &Route,
        parameters: Parameters,
        now: u64,
    ) -> Result<Response, Refusal> {
        let state = &mut self.state;
        let call = |state, project, parameters| Call {
            state,
            service: site.service,
            project,
            parameters,
            request,
            now,
        };
        let reply = match route.gate {
            Gate::Open(handle) => handle(call(state, String::new(), parameters))?,
            Gate::Identity(handle) => {
                let caller = authenticate(state, request, site, now)?;
                handle(call(state, String::new(), parameters), &caller)?
            }
            Gate::Project { action, handle } => {
                let caller = authenticate(state, request, site, now)?;
                route.check(&parameters)?;
                let project = project(state, site, &caller, &parameters)?;
                if caller.user.access != Access::Full {
                    return Err(Refusal::forbidden(site.service, caller.user.access, action));
                }
                handle(call(state, project, parameters))?
            }
        };
        Ok(respond(reply))
    }
}

fn authenticate(state: &mut State, request: &Received, site: &Site, now: u64) -> Result<Caller, Refusal> {
    credential::authenticate(state, request, site, now).map_err(|unknown| unknown.refusal(site.service))
}

fn respond(reply: Reply) -> Response {
    let mut response = match reply.body {
        Some(body) => answer::json(reply.status, &body),
        None => Response { status: reply.status, ..Response::default() },
    };
    response.headers.extend(reply.token.map(|token| ("x-subject-token".to_owned(), token)));
    response
}

fn is_iam(request: &Received) -> bool {
    Site::of(&request.host_name()).is_some_and(|site| site.service == Service::Iam)
}

type Parameters = Vec<(&'static str, String)>;

/// Who is to answer, if anyone.
fn find(request: &Received) -> Option<(Site, &'static Route, Parameters)> {
    let site = Site::of(&request.host_name())?;
    let path = request.decoded_path();
    let fitting = |route: &&Route| route.service == site.service && route.method.as_str() == request.method;
    let found = ROUTES.iter().filter(fitting).find_map(|route| Some((route, route.parameters(&path)?)));
    found.map(|(route, parameters)| (site, route, parameters))
}

fn in_path(parameters: &Parameters) -> &str {
    let project = parameters.iter().find(|(name, _)| *name == PROJECT);
    project.map_or("", |(_, project)| project.as_str())
}

fn sentinel(parameters: &Parameters) -> Option<&'static Sentinel> {
    Sentinel::of(in_path(parameters))
}

/// The project that is worked on. Those which stand for a fault have no data of their own.
fn project(state: &State, site: &Site, caller: &Caller, parameters: &Parameters) -> Result<String, Refusal> {
    let in_path = in_path(parameters);
    let of_caller = caller.project().unwrap_or_default();
    if sentinel(parameters).is_some() && [seed::PROJECT, in_path].contains(&of_caller) {
        return Ok(seed::PROJECT.to_owned());
    }
    let is_own = state.account_of(of_caller) == Some(caller.user.account);
    let is_here = state.region_of(of_caller) == Some(site.region.as_str());
    if in_path == of_caller && is_own && is_here {
        return Ok(in_path.to_owned());
    }
    Err(Refusal::other_project(site.service, in_path, of_caller))
}
