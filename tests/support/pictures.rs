//! Pictures of the page, in the folder `target/screenshots`.

use std::{env, fs, path::PathBuf};

use serde_json::json;

use crate::{Page, browser::Browser};

/// Takes one of the page as it is.
pub(crate) async fn take<B: Browser>(page: &Page<B>, name: &str) {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/screenshots"));
    let path = folder.join(format!("{name}.png"));
    let taken = match fs::create_dir_all(&folder) {
        Ok(()) => page.browser.screenshot(&path).await.map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    match taken {
        Ok(()) => eprintln!("The page is pictured in target/screenshots/{name}.png."),
        Err(error) => eprintln!("The page could not be pictured: {error}"),
    }
}

impl Page {
    /// Takes pictures of a state of the page, wide and narrow, light and dark, when that was asked for by
    /// `BACKUP_CONSOLE_SCREENSHOTS=1`.
    pub async fn picture(&self, name: &str) {
        if env::var("BACKUP_CONSOLE_SCREENSHOTS").as_deref() != Ok("1") {
            return;
        }
        for (width, height) in [(1366, 900), (390, 844)] {
            self.resize(width, height).await;
            for scheme in ["light", "dark"] {
                self.prefer(scheme).await;
                take(self, &format!("{name}-{width}-{scheme}")).await;
            }
        }
        self.command("Emulation.clearDeviceMetricsOverride", json!({})).await;
        self.command("Emulation.setEmulatedMedia", json!({ "features": [] })).await;
    }

    /// Gives the page a size in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Sets the colour scheme that the system prefers: `light` or `dark`.
    pub async fn prefer(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.command("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }
}
