//! Whatever an upstream answers: the page tells the right outcome, keeps what was typed, and goes on. A write arrives
//! once.

use backup_sandbox::seed;
use backup_tests::{
    Page,
    find::{alert, button, combobox, dialog, field, link, menu_item, region, summary},
    scripted::Scripted,
    story,
};
use serde_json::Value;

use crate::{
    connecting::{open_first_form, use_connection},
    wild::{Case, broken_answers, odd_answers, whole_answers},
};

const UNKNOWN: &str = "Whether this took effect is not known.";

/// Opens the page before an upstream, and signs in.
async fn connect(page: &Page, address: &str, upstream: &Scripted) {
    open_first_form(page, address).await;
    page.click(button("Connection")).await;
    page.choose(combobox("Region"), seed::REGION).await;
    page.type_into(field("Project"), seed::PROJECT).await;
    page.type_into(field("Token"), seed::TOKEN).await;
    page.click(summary("Advanced")).await;
    page.type_into(field("CORS proxy"), &format!("{}/now/{{host}}{{path}}{{query}}", upstream.origin()))
        .await;
    use_connection(page).await;
    page.ask::<()>(
        "const told = window.told = [];
         const console = document.querySelector('backup-console');
         console.addEventListener('backup-response', () => told.push('answer'));
         console.addEventListener('backup-error', (event) => {
             told.push(`${event.detail.variant} ${event.detail.outcome}`);
         });",
        vec![],
    )
    .await;
}

/// How the calls so far ended, by the page's events.
async fn told(page: &Page) -> Vec<String> {
    let told: Value = page.ask("return window.told", vec![]).await;
    serde_json::from_value(told).unwrap()
}

/// Waits for the end of the call of this number, and asserts how it ended.
async fn ends(page: &Page, number: usize, what: &str, expected: &str) {
    page.sees(link(format!("Calls {number}"))).await;
    page.until(&format!("return window.told.length === {number}")).await;
    assert_eq!(told(page).await.last().map(String::as_str), Some(expected), "{what}");
    match expected {
        "answer" => page.misses(alert()).await,
        "ProxyAnswered unknown" => page.reads(alert(), "To be sure:").await,
        _ if expected.ends_with("unknown") => page.reads(alert(), UNKNOWN).await,
        _ => page.sees(alert()).await,
    }
}

async fn check(page: &Page, cases: Vec<Case>) {
    let upstream = Scripted::start(cases.iter().map(|case| case.script.clone()).collect()).await;
    let site = upstream.page().await;
    connect(page, &site.address(), &upstream).await;
    let target = seed::TARGET_PROJECTS[0];
    page.click(menu_item("Share a backup")).await;
    page.type_into(field("Share with projects"), target).await;
    for (number, Case { what, read, write, .. }) in cases.iter().enumerate() {
        upstream.turn_to(number);
        let backup = format!("backup-{number}");
        page.click(menu_item("Share a backup")).await;
        page.type_into(field("Backup ID"), &backup).await;
        page.click(button("Share with 1 project")).await;
        ends(page, 2 * number + 1, what, write).await;
        page.holds(field("Backup ID"), &backup).await;
        page.holds(field("Share with projects"), target).await;
        assert_eq!(upstream.arrived(number, "POST"), 1, "{what}");

        page.click(menu_item("Audit backup buckets")).await;
        page.click(button("List buckets")).await;
        ends(page, 2 * number + 2, what, read).await;
        assert!((1..=3).contains(&upstream.arrived(number, "GET")), "{what}");
    }
    // After all of that, everything is where it was.
    page.click(menu_item("Share a backup")).await;
    page.holds(field("Share with projects"), target).await;
    page.sees(region("Result")).await;
    page.misses(dialog("Connection")).await;
}

#[tokio::test]
async fn whole_answers_end_as_they_should() {
    story("scripted-whole", async |page| check(page, whole_answers()).await).await;
}

#[tokio::test]
async fn broken_answers_end_as_they_should() {
    story("scripted-broken", async |page| check(page, broken_answers()).await).await;
}

#[tokio::test]
async fn odd_answers_end_as_they_should() {
    story("scripted-odd", async |page| check(page, odd_answers()).await).await;
}
