//! Calls whose answer is lost, or comes from something in between. A write is never sent again.

use backup_sandbox::seed;
use backup_tests::{
    Page, Site,
    find::{alert, button, field, link, main, tab, tab_panel},
    story,
};

use crate::{
    connecting::{connect_emulated, misbehave, through},
    performing::result,
};

const UNKNOWN: &str = "Whether this took effect is not known.";

/// Authorizes a download in a project where the cloud misbehaves.
async fn write(page: &Page, site: &Site, name: &str) {
    site.cloud().reset();
    misbehave(page, name).await;
    page.click(button("Authorize download")).await;
}

#[tokio::test]
async fn a_write_without_an_answer_is_unknown_and_not_repeated() {
    story("unknown-outcomes", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        let names = ["lost", "half", "cutjson", "htmltimeout", "timeout", "htmlbadgateway", "empty"];
        for (earlier, name) in names.into_iter().enumerate() {
            write(page, &site, name).await;
            page.sees(link(format!("Calls {}", earlier + 1))).await;
            page.reads(alert(), UNKNOWN).await;
            page.reads(alert(), "It is not sent again by itself.").await;
            page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
            assert_eq!(site.calls().len(), 1, "{name}");
        }
        page.picture("unknown-outcome").await;
    })
    .await;
}

#[tokio::test]
async fn a_write_that_is_cancelled_is_unknown() {
    story("cancelled-write", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        write(page, &site, "stalled").await;
        page.reads(result(), "Waiting for the answer").await;
        // While it is under way, a second click sends nothing.
        page.click(button("Authorize download")).await;
        page.click(button("Cancel")).await;
        page.reads(alert(), UNKNOWN).await;
        page.reads(alert(), "You cancelled the wait; the request had left.").await;
        assert_eq!(site.calls().len(), 1);

        page.click(link("Calls").starting()).await;
        page.reads(backup_tests::find::main(), UNKNOWN).await;
    })
    .await;
}

#[tokio::test]
async fn a_read_that_is_cancelled_changed_nothing() {
    story("cancelled-read", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        misbehave(page, "stalled").await;
        page.click(link("Audit backup buckets").starting()).await;
        page.click(button("List buckets")).await;
        page.click(button("Cancel")).await;
        page.reads(alert(), "You cancelled the call. Nothing was changed.").await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

/// What is known not to have left is not called unknown, and the list of calls says the same.
#[tokio::test]
async fn a_write_that_never_left_is_not_unknown() {
    story("never-left", async |page| {
        page.expect_complaint("Content Security Policy");
        page.expect_complaint("connect-src");
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;

        through(page, "http://[::1]:9/").await;
        page.click(button("Authorize download")).await;
        page.reads(alert(), "This page's own security policy forbids the address.").await;
        page.reads(alert(), "Nothing was sent.").await;

        through(page, "https://proxy.invalid/").await;
        page.network(false).await;
        page.click(button("Authorize download")).await;
        page.reads(alert(), "You are offline.").await;
        page.reads(alert(), "Nothing was sent.").await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.picture("offline").await;
        page.click(link("Calls").starting()).await;
        page.reads(main(), "offline").await;
        page.reads(main(), "blocked").await;

        // This computer itself is there without a network, and what becomes of a call is not known before it ends.
        page.network(true).await;
        page.click(link("Authorize download").starting()).await;
        through(page, "./proxy/{host}{path}{query}").await;
        page.click(button("Authorize download")).await;
        page.reads(result(), "The backup can be downloaded").await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_answers_in_the_clouds_place_is_recognised() {
    story("in-between", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        for (name, shown) in [
            ("login", "<h1>Sign in to the company network</h1>"),
            ("proxyhelp", "This proxy adds CORS headers"),
        ] {
            write(page, &site, name).await;
            page.reads(alert(), "./proxy answered with status 200, not the cloud.").await;
            page.click(tab("Response")).await;
            page.reads(tab_panel(), shown).await;
            assert_eq!(site.calls().len(), 1, "{name}");
        }
        write(page, &site, "otherjson").await;
        page.reads(alert(), "Status 200 came with an answer that is not this operation's.").await;
        page.picture("in-between").await;
    })
    .await;
}

#[tokio::test]
async fn a_read_is_tried_again_twice_at_most() {
    story("repeated-reads", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        misbehave(page, "flaky").await;
        page.click(link("Audit backup buckets").starting()).await;
        page.click(button("List buckets")).await;
        page.reads(result(), "5 buckets can be chosen").await;
        assert_eq!(site.calls().len(), 3);

        for (name, title) in [("unavailable", "The service failed."), ("throttled", "Too many calls.")] {
            site.cloud().reset();
            misbehave(page, name).await;
            page.click(button("List buckets")).await;
            page.reads(alert(), title).await;
            assert_eq!(site.calls().len(), 3, "{name}");
        }
        for (earlier, name) in ["lost", "redirect", "oversize"].into_iter().enumerate() {
            misbehave(page, name).await;
            page.click(button("List buckets")).await;
            page.sees(link(format!("Calls {}", earlier + 4))).await;
            page.reads(alert(), "./proxy answered with status 502, not the cloud.").await;
        }
    })
    .await;
}
