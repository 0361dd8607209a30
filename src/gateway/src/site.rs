//! The console's files.

mod answer;
mod folder;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::get;
use bytes::Bytes;
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};

use self::answer::answer;
use self::folder::Folder;
use crate::Origin;

/// What is served, and to whom.
#[derive(Default)]
pub(crate) struct Site {
    pub(crate) folder: Option<PathBuf>,
    pub(crate) more_folders: Vec<(String, PathBuf)>,
    pub(crate) config: Option<Bytes>,
    pub(crate) connect: Vec<Origin>,
    pub(crate) frame_ancestors: Vec<Origin>,
}

impl Site {
    pub(crate) fn router(self) -> Router {
        let policy = self.policy();
        let mut router = Router::new();
        if let Some(config) = self.config {
            let json = [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
            router = router.route("/config.json", get(async move || (json, config)));
        }
        for (prefix, folder) in self.more_folders {
            router = router.nest_service(&prefix, files(folder));
        }
        if let Some(folder) = self.folder {
            router = router.fallback_service(files(folder));
        }
        router.layer(from_fn(move |request, next| dress(policy.clone(), request, next)))
    }

    /// The page's Content-Security-Policy.
    fn policy(&self) -> HeaderValue {
        let list = |origins: &[Origin]| origins.iter().map(Origin::as_str).collect::<Vec<_>>().join(" ");
        let ancestors = match self.frame_ancestors.is_empty() {
            true => "'none'".to_owned(),
            false => list(&self.frame_ancestors),
        };
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
             font-src 'self'; connect-src {}; base-uri 'none'; object-src 'none'; form-action 'none'; \
             frame-ancestors {ancestors}; require-trusted-types-for 'script'; trusted-types 'none'",
            ["'self'", &list(&self.connect)].join(" ").trim_end(),
        );
        HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
    }
}

fn files(folder: PathBuf) -> Router {
    Router::new().fallback(answer).with_state(Arc::new(Folder::new(folder)))
}

async fn dress(policy: HeaderValue, request: Request, next: Next) -> Response {
    let immutable = is_named_by_content(request.uri().path());
    let mut response = next.run(request).await;
    let found = response.status().is_success() || response.status().is_redirection();
    let caching = if immutable && found { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    response
}

/// Whether the file is called `name-0123456789ab.ext`, so that its name changes with its content.
fn is_named_by_content(path: &str) -> bool {
    let hash = path.rsplit_once('-').and_then(|(_, tail)| tail.split_once('.')).map(|(hash, _)| hash);
    hash.is_some_and(|hash| {
        hash.len() == 12 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}
