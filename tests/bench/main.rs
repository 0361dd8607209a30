//! Measures pages side by side in headless Chromium: `cargo xtask bench` prepares them and calls this.
//!
//! Every page is visited once per round and profile, each time by a browser with a fresh profile, one page after the
//! other, so that a machine that slows down meanwhile slows all of them.

mod figures;
mod film;
mod pages;
mod server;
mod visit;

use std::{env, error::Error, fs, path::PathBuf};

use backup_tests::{Chromium, variable};
use figures::Figures;
use pages::Page;
use visit::{Profile, Visit};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let rounds = env::var("BACKUP_CONSOLE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(3);
    let folder = PathBuf::from(variable("BACKUP_CONSOLE_BENCH"));
    let pages = pages::all(variable("BACKUP_CONSOLE_SITE").as_ref(), &folder.join("pages"));
    let address = server::start(&pages).await?;
    let mut figures = Figures::default();
    for round in 1..=rounds {
        eprintln!("round {round} of {rounds}");
        for profile in [Profile::Fast, Profile::Slow] {
            for page in &pages {
                for (visit, measured) in visits(page, profile, &address).await? {
                    figures.add(page.name, profile, visit, &measured);
                }
            }
        }
    }
    println!("{}\n{}", figures.table(), figures.goals());
    let pictures = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/screenshots");
    film::take(&pages[0], &address, pictures.as_ref()).await?;
    let file = folder.join("bench.json");
    fs::write(&file, figures.json())?;
    println!("all figures: {}", file.display());
    Ok(())
}

/// The first visit of a page, and one right after it.
async fn visits(
    page: &Page,
    profile: Profile,
    address: &str,
) -> Result<[(Visit, visit::Measured); 2], Box<dyn Error>> {
    let (_driver, browser) = Chromium::open_alone().await;
    let address = format!("{address}/{}/", page.name);
    visit::prepare(&browser, profile, page).await?;
    let first = visit::measure(&browser, &address).await?;
    let second = visit::measure(&browser, &address).await?;
    browser.quit().await?;
    Ok([(Visit::First, first), (Visit::Second, second)])
}
