//! From the address to the result, for each operation.

use backup_sandbox::seed;
use backup_tests::{Portal, Site, story_in_firefox};

use crate::{
    connecting::{connect, set_connection},
    performing::{Expected, every_operation},
};

#[tokio::test]
async fn every_operation_passes() {
    story_in_firefox("firefox-operations", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        Expected::assert(&every_operation(page).await, &site.calls());
    })
    .await;
}

/// The page that embeds the console writes down what breaks its policy.
#[tokio::test]
async fn every_operation_passes_on_a_strict_page() {
    story_in_firefox("firefox-strict-page", async |page| {
        let portal = Portal::start().await;
        page.open(&portal.page("alone.html")).await;
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        Expected::assert(&every_operation(page).await, &portal.calls());
    })
    .await;
}

#[tokio::test]
#[should_panic(expected = "violation")]
async fn a_violation_of_the_policy_fails_a_story() {
    story_in_firefox("firefox-violation", async |page| {
        let portal = Portal::start().await;
        page.open(&portal.page("alone.html")).await;
        let script = "document.body.setAttribute('style', 'color: red'); return null";
        let _: Option<()> = page.ask(script, vec![]).await;
    })
    .await;
}
