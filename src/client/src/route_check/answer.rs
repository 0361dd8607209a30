//! Whose answer it is.

use backup_model::{
    refusal::Refusal,
    request::{Method, Response},
};

use super::{Finding, Stranger};
use crate::judge::{GATEWAY_MARK, is_html};

/// By which cors-anywhere tells what it asked for. Version 0.4.4 lets pages read the second only, which is where it
/// came after redirects.
const REQUESTED: [&str; 2] = ["x-request-url", "x-final-url"];
/// So many characters of a stranger's words are kept.
const MOST_WORDS: usize = 160;

/// Whether the cloud itself answered a request to this URL, at which it has nothing: then it refused in words.
pub(super) fn judge(response: &Response, url: &str, method: Method) -> Result<(), Finding> {
    let refusal = Refusal::read(response);
    if response.header(GATEWAY_MARK).is_some() {
        let words = Refusal::heard(response).and_then(|refusal| refusal.message).unwrap_or_default();
        return Err(Finding::GatewayRefused(words));
    }
    let mut requested = REQUESTED.into_iter().filter_map(|name| response.header(name));
    if let Some(requested) = requested.find(|requested| !is_same(requested, url)) {
        return Err(Finding::Mangled(requested.to_owned()));
    }
    let has_id = response.request_id().is_some();
    let is_cloud = response.status >= 400
        && !is_html(response)
        && refusal.is_some_and(|refusal| refusal.has_words() || has_id)
        && (has_id || !is_of_proxies(response.status));
    if is_cloud {
        return Ok(());
    }
    let stranger = Stranger { status: response.status, said: said(response) };
    Err(match response.status {
        405 if method != Method::Get => Finding::MethodRefused(method),
        status if is_of_proxies(status) => Finding::CloudUnreached(stranger),
        _ if is_html(response) => Finding::WebPage(stranger),
        _ => Finding::ProxyAnswered(stranger),
    })
}

/// Proxies may write the port that https has anyway.
fn is_same(requested: &str, url: &str) -> bool {
    requested == url || (requested.starts_with("https://") && requested.replacen(":443/", "/", 1) == url)
}

/// A proxy answers so when it could not reach what is behind it.
const fn is_of_proxies(status: u16) -> bool {
    matches!(status, 502..=504)
}

/// The title of a web page, else the first line of a text.
fn said(response: &Response) -> String {
    let text = response.text();
    let title = || {
        let (_, rest) = text.split_once("<title>")?;
        rest.split('<').next()
    };
    let words = if is_html(response) { title() } else { text.lines().find(|line| !line.trim().is_empty()) };
    words.unwrap_or_default().trim().chars().take(MOST_WORDS).collect()
}
