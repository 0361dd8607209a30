//! The typed client for JavaScript: operations without the page.

mod failure;
mod following;
mod pages;
mod purse;
mod request;

use std::{borrow::Cow, rc::Rc};

use backup_client::{Error, Ready, Whole, cancel::Cancel, command, fetch::Fetch};
use backup_model::{
    answer::Unknown,
    catalogue::{Entry, Plan, Reading},
    request::Response,
};
use backup_words::{Words, words};
use js_sys::Promise;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::Url;

use self::{
    failure::Failure,
    following::Followed,
    pages::Listed,
    purse::{Program, Purses},
    request::{Request, watch},
};
use crate::{
    later::NotArrived,
    portal::json,
    settings::{ConnectionSettings, SettingsError, expected},
};

/// Performs operations. The loader's class of the same name is what a page sees.
#[wasm_bindgen]
pub struct BackupClient(Rc<dyn Programs>);

/// What programs ask for. It is in a part of the module of its own, with all that it takes.
trait Programs {
    fn call(self: Rc<Self>, asked: [JsValue; 3]) -> Promise;
    fn pages(&self, asked: &[JsValue; 3]) -> Result<Rc<dyn Series>, JsValue>;
    fn follow(&self, asked: &[JsValue; 3]) -> Result<Rc<dyn Series>, JsValue>;
    fn preview(&self, asked: &[JsValue; 3]) -> Answer;
}

/// What programs ask for one after the other, in the same part: the pages of a list, looks at a job.
trait Series {
    fn next(self: Rc<Self>) -> Promise;
}

type Answer = Result<JsValue, JsValue>;

/// Opens a client by the settings of a connection.
type Open = fn(&JsValue) -> Result<Rc<dyn Programs>, JsValue>;

/// A client by the settings of a connection, once the part of the module is there that it takes.
///
/// # Errors
/// Refuses settings that cannot be right (a `SettingsError`); the part did not arrive.
#[wasm_bindgen]
pub async fn open(settings: JsValue) -> Result<BackupClient, JsValue> {
    super::keep_panics_quiet();
    let open = door().await.map_err(|NotArrived| js_sys::Error::new(text::not_arrived(Words::ENGLISH)))?;
    open(&settings).map(BackupClient)
}

words! {
    mod text {
        not_arrived: "A part of Backup Console could not be loaded. Nothing was sent. Try again.";
    }
}

#[cfg(backup_parts)]
#[allow(unsafe_code, reason = "the macro declares what the build links")]
#[wasm_split_helpers::wasm_split(door, fallible)]
fn door() -> Result<Open, NotArrived> {
    Ok(Client::open)
}

#[cfg(not(backup_parts))]
async fn door() -> Result<Open, NotArrived> {
    Ok(Client::open)
}

#[wasm_bindgen]
impl BackupClient {
    /// Performs an operation. `input` and `options` are plain objects that nobody changes any more.
    ///
    /// # Errors
    /// Every other end (a `BackupError`).
    pub fn call(&self, operation: JsValue, input: JsValue, options: JsValue) -> Promise {
        self.0.clone().call([operation, input, options])
    }

    /// The pages of the list that an operation reads, to be asked for one after the other.
    ///
    /// # Errors
    /// Why nothing would be asked for (a `BackupError`).
    pub fn pages(&self, operation: JsValue, input: JsValue, options: JsValue) -> Result<Steps, JsValue> {
        self.0.pages(&[operation, input, options]).map(Steps)
    }

    /// Looks at the job that an operation has started, by its answer.
    ///
    /// # Errors
    /// Why nothing would be looked at (a `BackupError`).
    pub fn follow(&self, operation: JsValue, answer: JsValue, options: JsValue) -> Result<Steps, JsValue> {
        self.0.follow(&[operation, answer, options]).map(Steps)
    }

    /// The request as it would leave.
    ///
    /// # Errors
    /// Why it would not (a `BackupError`).
    pub fn preview(&self, operation: JsValue, input: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
        self.0.preview(&[operation, input, options])
    }
}

/// The pages of a list, or looks at a job. The loader's generator asks for one after the other.
#[wasm_bindgen]
pub struct Steps(Rc<dyn Series>);

#[wasm_bindgen]
impl Steps {
    /// The next one; nothing behind the last.
    ///
    /// # Errors
    /// Every other end (a `BackupError`). The same one can be asked for again.
    pub fn next(&self) -> Promise {
        self.0.clone().next()
    }
}

struct Client {
    settings: ConnectionSettings,
    purses: Purses,
}

impl Programs for Client {
    fn call(self: Rc<Self>, asked: [JsValue; 3]) -> Promise {
        future_to_promise(async move {
            let request = Request::read(&self.settings, &asked)?;
            let (mut cancel, _listener) = watch(request.signal.as_ref());
            let effect = request.ready.plan.effect;
            let reply = self.perform(&request, &mut cancel).await;
            reply.map_err(|error| Failure::Ended(Box::new(error), effect).into())
        })
    }

    fn pages(&self, asked: &[JsValue; 3]) -> Result<Rc<dyn Series>, JsValue> {
        let request = Request::read(&self.settings, asked)?;
        let purse = self.purses.of(&request.ready.scope());
        Ok(Rc::new(Listed::new(request, purse)?))
    }

    fn follow(&self, asked: &[JsValue; 3]) -> Result<Rc<dyn Series>, JsValue> {
        Ok(Rc::new(Followed::new(&self.settings, &self.purses, asked)?))
    }

    fn preview(&self, asked: &[JsValue; 3]) -> Answer {
        let wanted = Request::read(&self.settings, asked)?;
        let Ready { plan: Plan { request, .. }, place, entry, .. } = &wanted.ready;
        let secret =
            self.purses.header_names(&wanted.ready.scope()).iter().map(|&name| Header::new(name, None));
        let content_type =
            request.content_type().map(|kind| Header::new("Content-Type", Some(kind.to_owned())));
        let of_proxy = place.route.previewed_headers(request, place.target(entry.service));
        let of_proxy = of_proxy.into_iter().map(|(name, value)| Header::new(name, value));
        let own = request.headers.iter().map(|(name, value)| Header::new(name, Some(value.clone())));
        Ok(json(&Preview {
            method: request.method.as_str(),
            url: request.url(),
            route: on_this_page(wanted.ready.url()),
            headers: secret.chain(own).chain(content_type).chain(of_proxy).collect(),
            body: request.body.as_deref(),
            curl: command::curl(request),
        }))
    }
}

impl Client {
    fn open(settings: &JsValue) -> Result<Rc<dyn Programs>, JsValue> {
        let settings = ConnectionSettings::decode(settings)?;
        if settings.region.is_none() {
            return Err(SettingsError::kind("region", expected::string).into());
        }
        let purses = Purses::new(settings.credential.clone());
        Ok(Rc::new(Self { settings, purses }))
    }

    async fn perform(&self, request: &Request, cancel: &mut Cancel) -> Result<JsValue, Error> {
        let program = Program::new(self.purses.of(&request.ready.scope()));
        let Whole { reading, response, linked } =
            backup_client::Client::new(Fetch).perform_whole(&program, &request.ready, cancel).await?;
        let entry = request.ready.entry;
        // What could be read is JSON. A program that asks for links gets them in their values, and nowhere else.
        let body = linked.as_deref().unwrap_or(&response.body);
        let answer = entry.answer_of(body).unwrap_or_default();
        Ok(json(&Reply::of(entry, answer, &reading, &response)))
    }
}

/// A relative address as the browser resolves it.
fn on_this_page(address: String) -> String {
    let base = web_sys::window().and_then(|window| window.document()?.base_uri().ok()?);
    let url = base.and_then(|base| Url::new_with_base(&address, &base).ok());
    url.map_or(address, |url| url.href())
}

#[derive(Serialize)]
struct Reply<'a> {
    operation: &'static str,
    answer: serde_json::Value,
    headline: Cow<'static, str>,
    unknown: &'a [Unknown],
    status: u16,
    #[serde(rename = "requestId")]
    request_id: Option<&'a str>,
}

impl<'a> Reply<'a> {
    fn of(entry: &Entry, answer: serde_json::Value, reading: &'a Reading, response: &'a Response) -> Self {
        Self {
            operation: entry.id,
            answer,
            headline: reading.report.headline.told(Words::ENGLISH),
            unknown: &reading.unknown,
            status: response.status,
            request_id: response.request_id(),
        }
    }
}

#[derive(Serialize)]
struct Preview<'a> {
    method: &'static str,
    url: String,
    route: String,
    headers: Vec<Header>,
    body: Option<&'a str>,
    curl: String,
}

#[derive(Serialize)]
struct Header {
    name: String,
    value: Option<String>,
}

impl Header {
    fn new(name: impl Into<String>, value: Option<String>) -> Self {
        Self { name: name.into(), value }
    }
}
