//! One harmless request after the other.

use std::time::Duration;

use backup_model::{
    request::{Method, Request, Response},
    service::Service,
};
use zeroize::Zeroizing;

use super::{Finding, answer};
use crate::{
    cancel::Cancel,
    connection::Place,
    error::Error,
    proxy::Target,
    transport::{Call, Glimpse, Look, Lost, Reason},
};

/// No service has anything here. The query shows whether it arrives whole.
const PATH: &str = "/backup-console-route-check";
const QUERY: [(&str, &str); 2] = [("one", "1"), ("two", "2")];
const DEADLINE: Duration = Duration::from_secs(10);

/// Name and value.
pub(super) type Header = (String, String);

/// The test was cancelled.
pub(super) struct Cancelled;

/// Why there is no answer to read.
pub(super) enum NoAnswer {
    /// The browser does not tell.
    Unread,
    /// It is known.
    Known(Finding),
}

/// Sends requests along a route.
pub(super) struct Probe<'a, T> {
    transport: &'a T,
    place: &'a Place,
    service: Service,
    request: Request,
    cancel: &'a mut Cancel,
}

impl<'a, T: Look> Probe<'a, T> {
    pub(super) fn new(
        transport: &'a T,
        place: &'a Place,
        service: Service,
        cancel: &'a mut Cancel,
    ) -> Result<Self, Error> {
        let request = Request {
            method: Method::Get,
            endpoint: place.endpoint(service)?,
            path: PATH.to_owned(),
            query: QUERY.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
            headers: Vec::new(),
            body: None,
        };
        Ok(Self { transport, place, service, request, cancel })
    }

    /// The headers for the proxy itself.
    pub(super) fn proxy_headers(&self) -> Vec<Header> {
        self.place.route.headers(&self.request, self.target())
    }

    pub(super) async fn send(
        &mut self,
        method: Method,
        headers: &[Header],
    ) -> Result<Result<Response, NoAnswer>, Cancelled> {
        let sent = self.transport.send(self.call(method, headers), self.cancel).await;
        self.go_on()?;
        Ok(sent.map_err(|lost| no_answer(&lost)))
    }

    /// Which of some headers may not be sent, each tried beside those that may.
    pub(super) async fn refused(
        &mut self,
        accepted: &[Header],
        tried: &[Header],
    ) -> Result<Vec<String>, Cancelled> {
        let mut refused = Vec::new();
        for header in tried {
            let headers = [accepted, std::slice::from_ref(header)].concat();
            if let Err(NoAnswer::Unread) = self.send(Method::Get, &headers).await? {
                refused.push(header.0.clone());
            }
        }
        Ok(refused)
    }

    /// Finds out why no answer can be read at all.
    pub(super) async fn look(&mut self, headers: &[Header]) -> Result<Finding, Cancelled> {
        let seen = self.transport.look(&self.call(Method::Get, headers), self.cancel).await;
        self.go_on()?;
        Ok(match seen {
            Ok(Glimpse::Answers) => Finding::OriginRefused,
            Ok(Glimpse::Redirects) => Finding::Redirected,
            Ok(Glimpse::Nothing) => Finding::Silent,
            Ok(Glimpse::Blocked) => Finding::Blocked,
            Ok(Glimpse::Offline) => Finding::Offline,
            Err(lost) => match no_answer(&lost) {
                NoAnswer::Known(finding) => finding,
                NoAnswer::Unread => Finding::Silent,
            },
        })
    }

    /// Whether an answer is the cloud's.
    pub(super) fn judge(&self, response: &Response, method: Method) -> Result<(), Finding> {
        answer::judge(response, &self.request.url(), method)
    }

    /// Whether a later request came as far as the first.
    pub(super) fn compare(
        &self,
        sent: Result<Response, NoAnswer>,
        method: Method,
        to_cloud: bool,
    ) -> Result<(), Finding> {
        match sent {
            Ok(response) if to_cloud => self.judge(&response, method),
            Ok(_) => Ok(()),
            Err(NoAnswer::Known(finding)) => Err(finding),
            Err(NoAnswer::Unread) => Err(Finding::MethodRefused(method)),
        }
    }

    fn call(&self, method: Method, headers: &[Header]) -> Call {
        let headers = headers.iter().map(|(name, value)| (name.clone(), Zeroizing::new(value.clone())));
        Call {
            method,
            url: self.place.route.url(&self.request, self.target()),
            headers: headers.collect(),
            body: None,
            cookies: self.place.route.cookies(),
            deadline: DEADLINE,
        }
    }

    fn target(&self) -> Target<'a> {
        self.place.target(self.service)
    }

    fn go_on(&mut self) -> Result<(), Cancelled> {
        if self.cancel.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }
}

fn no_answer(lost: &Lost) -> NoAnswer {
    match lost.reason {
        Reason::Network | Reason::Cancelled => NoAnswer::Unread,
        Reason::Deadline => NoAnswer::Known(Finding::Late(DEADLINE)),
        Reason::TooLarge => NoAnswer::Known(Finding::TooLarge),
        Reason::Unsendable => NoAnswer::Known(Finding::Unsendable),
        Reason::Offline => NoAnswer::Known(Finding::Offline),
        Reason::Blocked => NoAnswer::Known(Finding::Blocked),
    }
}
