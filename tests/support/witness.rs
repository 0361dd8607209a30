//! The built page before the emulated cloud, where everything that arrives is written down.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use backup_sandbox::{Emulator, Recorded};
use serde_json::{Value, json};

use crate::{
    Arrived, Served,
    site::{calls, gateway},
};

type Notes = Arc<Mutex<Vec<Arrived>>>;

/// The built page before the emulated cloud, on one origin. Every request is written down as it arrives, headers
/// and all. The page is not told that its cloud is emulated.
pub struct Witness {
    cloud: Emulator,
    notes: Notes,
    served: Served,
}

impl Witness {
    /// Starts it.
    pub async fn start() -> Self {
        Self::start_with(json!({})).await
    }

    /// Starts it with more settings of the page.
    pub async fn start_with(mut config: Value) -> Self {
        config["proxy"] = "./proxy/{host}{path}{query}".into();
        let (cloud, notes) = (Emulator::default(), Notes::default());
        let (upstream, witness) = (cloud.clone(), notes.clone());
        let served = Served::start(|address| {
            gateway(address)
                .config(config.to_string())
                .router(upstream)
                .layer(from_fn_with_state(witness, write_down))
        })
        .await;
        Self { cloud, notes, served }
    }

    /// The page's address.
    pub fn address(&self) -> String {
        self.served.address()
    }

    /// The cloud behind it.
    pub fn cloud(&self) -> &Emulator {
        &self.cloud
    }

    /// The requests that the cloud's services received, oldest first, but for those to IAM.
    pub fn calls(&self) -> Vec<Recorded> {
        calls(&self.cloud)
    }

    /// Every request that arrived, oldest first.
    pub fn arrived(&self) -> Vec<Arrived> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn write_down(State(notes): State<Notes>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    notes.lock().unwrap_or_else(PoisonError::into_inner).push(Arrived {
        method: parts.method.clone(),
        target: parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
        headers: parts.headers.clone(),
        body: body.to_vec(),
    });
    next.run(Request::from_parts(parts, Body::from(body))).await
}
