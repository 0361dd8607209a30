//! Tests a route by requests that change nothing, and names what something on it gets wrong.
//!
//! They go to a path that no service knows, with header values that are nobody's, each once and one after the
//! other. First one as plain as the route allows, then one with every header that the console ever sends, and
//! only where that is refused, one for each; then the methods. A page is not told why a browser refused to
//! send: what is wrong follows from which of them came through.

mod answer;
mod probe;

use std::time::Duration;

use backup_model::{
    request::{Method, Response},
    service::Service,
};

use self::probe::{Cancelled, Header, NoAnswer, Probe};
use crate::{cancel::Cancel, connection::Place, error::Error, judge::CALL, transport::Look};

/// Every header that the console sends. A proxy has to let pages send them.
pub const REQUEST_HEADERS: [&str; 7] = [
    "X-Auth-Token",
    "Content-Type",
    "Authorization",
    "X-Sdk-Date",
    "X-Project-Id",
    "X-Security-Token",
    "X-Subject-Token",
];

/// Every header of an answer that the console reads. A proxy has to let pages read them.
pub const RESPONSE_HEADERS: [&str; 5] =
    ["X-Subject-Token", "X-Request-Id", "X-IAM-Trace-Id", "Date", "Retry-After"];

/// What a test asks, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Whether something answers, and a page may read it.
    Reach,
    /// Whether the answer is the cloud's.
    Cloud,
    /// Whether all headers may be sent.
    RequestHeaders,
    /// Whether POST gets through.
    Post,
    /// Whether PUT gets through.
    Put,
    /// Whether DELETE gets through.
    Delete,
    /// Whether the headers may be read that come with every answer of the cloud.
    ResponseHeaders,
    /// Whether the header may be read in which IAM sends a token.
    SubjectToken,
    /// Whether a write arrives once, even if the browser sends it again by itself.
    Once,
}

impl Check {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Reach,
        Self::Cloud,
        Self::RequestHeaders,
        Self::Post,
        Self::Put,
        Self::Delete,
        Self::ResponseHeaders,
        Self::SubjectToken,
        Self::Once,
    ];
}

/// What a check came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Passed,
    /// Something is to be mended.
    Failed(Finding),
    /// No harmless request tells.
    Untold,
    /// Nothing on the route sees to it.
    Unassured,
}

/// What is to be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The browser has no network.
    Offline,
    /// The page's own Content-Security-Policy forbids the address.
    Blocked,
    /// Nothing answers at the address, as far as a browser tells.
    Silent,
    /// No answer came in time.
    Late(Duration),
    /// The browser would not take the address, or a header for the proxy.
    Unsendable,
    /// The answer is larger than anything that is read.
    TooLarge,
    /// The answer is a redirect, which is never followed.
    Redirected,
    /// Something answers, but does not let this page's origin read it.
    OriginRefused,
    /// Our own gateway refused, in these words.
    GatewayRefused(String),
    /// The proxy could not reach the cloud.
    CloudUnreached(Stranger),
    /// A web page came in the cloud's place: a sign-in, or an error.
    WebPage(Stranger),
    /// Something else came in the cloud's place, such as a help text.
    ProxyAnswered(Stranger),
    /// The proxy asked for this address, which is another than the one meant.
    Mangled(String),
    /// No preflight is answered as browsers want it.
    PreflightRefused {
        /// All headers that are to be allowed.
        needed: Vec<String>,
    },
    /// These headers may not be sent.
    HeadersRefused {
        /// Those which are refused.
        refused: Vec<String>,
        /// All that are to be allowed.
        needed: Vec<String>,
    },
    /// This method does not get through.
    MethodRefused(Method),
    /// These headers of an answer cannot be read.
    HeadersHidden(Vec<&'static str>),
}

/// An answer that is not the cloud's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// Its status.
    pub status: u16,
    /// The beginning of what it says; empty where it says nothing.
    pub said: String,
}

/// A check, and what it came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The check.
    pub check: Check,
    /// What it came to.
    pub outcome: Outcome,
}

impl From<Result<(), Finding>> for Outcome {
    fn from(result: Result<(), Finding>) -> Self {
        result.map_or_else(Self::Failed, |()| Self::Passed)
    }
}

/// Tests the route to a service and tells each outcome as soon as it is known. A check that another's outcome makes
/// useless is left out, and so is everything after it was cancelled.
///
/// # Errors
/// No endpoint of the service is known in the place.
pub async fn check_route(
    transport: &impl Look,
    place: &Place,
    service: Service,
    cancel: &mut Cancel,
    mut tell: impl FnMut(Checked),
) -> Result<(), Error> {
    let probe = Probe::new(transport, place, service, cancel)?;
    // Whoever cancelled it knows.
    let _ = run(probe, &mut |check, outcome| tell(Checked { check, outcome })).await;
    Ok(())
}

async fn run(mut probe: Probe<'_, impl Look>, tell: &mut dyn FnMut(Check, Outcome)) -> Result<(), Cancelled> {
    let of_proxy = probe.proxy_headers();
    let (first, mut refused) = match reach(&mut probe, &of_proxy).await? {
        Ok(reached) => reached,
        Err(finding) => {
            tell(Check::Reach, Outcome::Failed(finding));
            return Ok(());
        }
    };
    tell(Check::Reach, Outcome::Passed);
    let whose = probe.judge(&first, Method::Get);
    let is_cloud = whose.is_ok();
    // A proxy that did not get its own headers has a reason to answer itself.
    if is_cloud || refused.is_empty() {
        tell(Check::Cloud, whose.into());
    }
    let accepted: Vec<Header> =
        of_proxy.iter().filter(|(name, _)| !refused.contains(name)).cloned().collect();

    let of_console = console_headers(&of_proxy);
    let all = [accepted.as_slice(), &of_console].concat();
    let with_all = probe.send(Method::Get, &all).await?;
    if let Err(NoAnswer::Unread) = with_all {
        refused.extend(probe.refused(&accepted, &of_console).await?);
    }
    let put = probe.send(Method::Put, &accepted).await?;
    let delete = probe.send(Method::Delete, &accepted).await?;

    let needed = || of_proxy.iter().chain(&of_console).map(|(name, _)| name.clone()).collect();
    let none_passed = of_console.iter().all(|(name, _)| refused.contains(name));
    let only_together = matches!(with_all, Err(NoAnswer::Unread)) && refused.is_empty();
    let none_answered = [&put, &delete].into_iter().all(|sent| matches!(sent, Err(NoAnswer::Unread)));
    let no_preflight = only_together || none_passed && none_answered;
    let headers = if no_preflight {
        Err(Finding::PreflightRefused { needed: needed() })
    } else if !refused.is_empty() {
        Err(Finding::HeadersRefused { refused, needed: needed() })
    } else {
        probe.compare(with_all, Method::Get, is_cloud)
    };
    tell(Check::RequestHeaders, headers.into());

    let post = probe.send(Method::Post, &accepted).await?;
    let lets_through_once = post.as_ref().is_ok_and(|response| response.header(CALL).is_some());
    tell(Check::Post, probe.compare(post, Method::Post, is_cloud).into());
    if !no_preflight {
        tell(Check::Put, probe.compare(put, Method::Put, is_cloud).into());
        tell(Check::Delete, probe.compare(delete, Method::Delete, is_cloud).into());
    }
    if is_cloud {
        tell_readable(&first, tell);
        tell(Check::Once, if lets_through_once { Outcome::Passed } else { Outcome::Unassured });
    }
    Ok(())
}

/// The first answer that can be read, and which of the proxy's own headers were in its way.
async fn reach(
    probe: &mut Probe<'_, impl Look>,
    of_proxy: &[Header],
) -> Result<Result<(Response, Vec<String>), Finding>, Cancelled> {
    match probe.send(Method::Get, of_proxy).await? {
        Ok(response) => return Ok(Ok((response, Vec::new()))),
        Err(NoAnswer::Known(finding)) => return Ok(Err(finding)),
        Err(NoAnswer::Unread) => {}
    }
    if !of_proxy.is_empty()
        && let Ok(response) = probe.send(Method::Get, &[]).await?
    {
        return Ok(Ok((response, probe.refused(&[], of_proxy).await?)));
    }
    Ok(Err(probe.look(of_proxy).await?))
}

/// The console's headers, but for those that the proxy takes for itself.
fn console_headers(of_proxy: &[Header]) -> Vec<Header> {
    let is_free = |name: &str| !of_proxy.iter().any(|(taken, _)| taken.eq_ignore_ascii_case(name));
    let value = |name| if name == "Content-Type" { "application/json" } else { "none" };
    let free = REQUEST_HEADERS.into_iter().filter(|name| is_free(name));
    free.map(|name| (name.to_owned(), value(name).to_owned())).collect()
}

/// Which headers of the cloud's answer a page may read.
fn tell_readable(answer: &Response, tell: &mut dyn FnMut(Check, Outcome)) {
    let mut hidden = Vec::new();
    if answer.request_id().is_none() {
        hidden.push("X-Request-Id");
    }
    if answer.header("date").is_none() {
        hidden.push("Date");
    }
    if !hidden.is_empty() {
        return tell(Check::ResponseHeaders, Outcome::Failed(Finding::HeadersHidden(hidden)));
    }
    tell(Check::ResponseHeaders, Outcome::Passed);
    // IAM sends a token to whoever signs in, and to nobody else. Only the list itself could tell.
    let listed = answer.header("access-control-expose-headers").unwrap_or_default();
    let lists_token = listed
        .split(',')
        .any(|name| matches!(name.trim().to_ascii_lowercase().as_str(), "*" | "x-subject-token"));
    tell(Check::SubjectToken, if lists_token { Outcome::Passed } else { Outcome::Untold });
}
