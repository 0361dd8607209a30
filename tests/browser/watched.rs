//! That a story fails when the page breaks its own policy, and when the browser complains.

use crate::connecting::open_first_form;
use backup_tests::{Page, Site, find::button, story};

async fn run(page: &Page, script: &str) {
    let site = Site::start().await;
    open_first_form(page, &site.address()).await;
    page.sees(button("Connection")).await;
    let _: Option<()> = page.ask(script, vec![]).await;
}

#[tokio::test]
#[should_panic(expected = "violates the following Content Security Policy directive")]
async fn a_violation_of_the_policy_fails_a_story() {
    let script = "document.body.setAttribute('style', 'color: red'); return null";
    story("watched-violation", async |page| run(page, script).await).await;
}

#[tokio::test]
#[should_panic(expected = "broken promise")]
async fn a_rejection_that_nobody_handles_fails_a_story() {
    let script = "Promise.reject(new Error('broken promise')); return null";
    story("watched-rejection", async |page| run(page, script).await).await;
}
