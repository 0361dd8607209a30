//! The emulated cloud as a function from request to answer.

use std::collections::{BTreeMap, VecDeque};

use backup_model::{operation::PROJECT, request::Response, service::Service};

use crate::{
    Sentinel,
    answer::{self, Answer},
    call::{Call, Route},
    clock,
    host::Site,
    identity::{self, Caller},
    operations::ROUTES,
    received::Received,
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
    /// The body.
    pub body: Vec<u8>,
    /// When, in seconds since 1970.
    pub at: u64,
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

    /// Answers a request. `now` is in seconds since 1970.
    pub fn answer(&mut self, request: &Received, now: u64) -> Answer {
        self.record(request, now);
        let request_id = self.state.serial.hex();
        let mut answer = self.respond(request, &request_id, now);
        let headers = &mut answer.response.headers;
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
        self.calls.push_back(Recorded {
            method: request.method.clone(),
            host: request.host_name(),
            path: request.path.clone(),
            query: request.query.clone(),
            body: request.body.clone(),
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
        let caller = identity::authenticate(&self.state, request, now)?;
        if self.state.region_of(&caller.project) != Some(site.region.as_str()) {
            // The token of another region cannot be read here.
            return Err(Refusal::unauthenticated("decrypt token fail"));
        }
        route.check(&parameters)?;
        let project = project(route, &caller, &parameters)?;
        if caller.access != identity::Access::Full {
            return Err(Refusal::forbidden(site.service, caller.access, route.action));
        }
        let state = &mut self.state;
        let call = Call { state, service: site.service, project, parameters, body: &request.body, now };
        let reply = (route.handle)(call)?;
        Ok(match reply.body {
            Some(body) => answer::json(reply.status, &body),
            None => Response { status: reply.status, ..Response::default() },
        })
    }
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
fn project(route: &Route, caller: &Caller, parameters: &Parameters) -> Result<String, Refusal> {
    let in_path = in_path(parameters);
    if sentinel(parameters).is_some() && caller.project == seed::PROJECT {
        return Ok(caller.project.clone());
    }
    if in_path != caller.project {
        return Err(Refusal::other_project(route.service, in_path, &caller.project));
    }
    Ok(caller.project.clone())
}
