//! A film of a first visit with the slow profile: what is to be seen after so many milliseconds.

use std::{error::Error, fs, path::Path, time::Duration};

use backup_tests::Chromium;
use serde_json::json;
use tokio::time::{Instant, sleep_until};

use crate::{
    pages::Page,
    visit::{self, Profile},
};

const MOMENTS: [u64; 5] = [500, 1000, 1500, 2000, 3000];

/// Takes the pictures, and tells when each was there: a slow processor takes pictures late.
pub async fn take(page: &Page, address: &str, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let (_driver, browser) = Chromium::open_without_waiting().await;
    visit::prepare(&browser, Profile::Slow, page).await?;
    browser.goto("about:blank").await?;
    let begin = Instant::now();
    visit::command(&browser, "Page.navigate", json!({ "url": format!("{address}/{}/", page.name) })).await?;
    for moment in MOMENTS {
        sleep_until(begin + Duration::from_millis(moment)).await;
        let picture = folder.join(format!("film-{moment}.png"));
        // The browser pictures nothing while one page gives way to the next.
        match browser.screenshot(&picture).await {
            Ok(()) => println!("{}: as of {} ms", picture.display(), begin.elapsed().as_millis()),
            Err(_) => println!("at {moment} ms the page has not begun to arrive"),
        }
    }
    browser.quit().await?;
    Ok(())
}
