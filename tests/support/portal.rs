//! Pages that embed the console, as portals do.

use axum::Router;
use backup_gateway::Gateway;
use backup_sandbox::{Emulator, Recorded};

use crate::{
    Served,
    site::{self, calls},
};

/// The pages in `tests/fixtures/hosts`, the built console and the emulated cloud, on one origin and under the strict
/// policy of the site.
pub struct Portal {
    cloud: Emulator,
    served: Served,
}

impl Portal {
    /// Starts it.
    pub async fn start() -> Self {
        Self::start_with(|gateway| gateway, |router| router).await
    }

    /// Starts it with more folders, and with more routes.
    pub async fn start_with(
        gateway: impl FnOnce(Gateway) -> Gateway,
        router: impl FnOnce(Router) -> Router,
    ) -> Self {
        let cloud = Emulator::default();
        let served =
            Served::start(|address| router(gateway(site::gateway(address)).router(cloud.clone()))).await;
        Self { cloud, served }
    }

    /// The address of a page in `tests/fixtures/hosts`.
    pub fn page(&self, path: &str) -> String {
        format!("{}/hosts/{path}", self.served.origin())
    }

    /// The address of the standalone page.
    pub fn site(&self) -> String {
        self.served.address()
    }

    /// The requests that the cloud's services received, oldest first, but for those to IAM.
    pub fn calls(&self) -> Vec<Recorded> {
        calls(&self.cloud)
    }
}
