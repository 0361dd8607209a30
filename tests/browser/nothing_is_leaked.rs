//! The token is in the browser's memory and in one header of each call, and nowhere else.

use backup_sandbox::seed;
use backup_tests::{
    Page, Recorder, Served, Site,
    find::{alert, button, field, link, region},
    story,
};
use serde_json::json;

use crate::{
    connecting::{connect, of_forms, set_connection},
    performing::{copy_as, every_operation},
};

/// Everything a script of the page can read: markup and properties through shadow roots, storage, addresses.
const READABLE: &str = "
    const done = arguments[0];
    const markup = [...everything(document)].map((element) =>
        [element.tagName, ...[...element.attributes].map((attribute) => attribute.value), element.value ?? '']);
    const texts = [document, ...[...everything(document)].map((element) => element.shadowRoot).filter(Boolean)]
        .map((root) => (root.body ?? root).textContent);
    const addresses = [location.href, document.referrer, ...performance.getEntries().map((entry) => entry.name)];
    const stored = [{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state, window.name];
    Promise.all([indexedDB.databases(), caches.keys()])
        .then((more) => done(JSON.stringify([markup, texts, addresses, stored, more])));
";

async fn holds_no(page: &Page, secret: &str) {
    let readable: String = page.ask_later(READABLE).await;
    assert!(readable.contains("backup-console"), "something was read");
    assert!(!readable.contains(secret), "{secret} can be read in the page");
    let console = page.console().await.join("\n");
    assert!(!console.contains(secret), "{secret} stands in the console");
}

#[tokio::test]
async fn the_token_is_nowhere_in_the_page() {
    story("token-in-page", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        every_operation(page).await;
        holds_no(page, seed::TOKEN).await;

        set_connection(page, seed::PROJECT, seed::EXPIRED_TOKEN).await;
        page.click(link("Audit backup buckets").starting()).await;
        page.click(button("List buckets")).await;
        page.reads(alert(), "The token has expired.").await;
        holds_no(page, seed::EXPIRED_TOKEN).await;

        page.click(link("Share a backup").starting()).await;
        copy_as(page, "cURL").await;
        page.sees(button("Copied")).await;
        let copied = page.clipboard().await;
        assert!(copied.contains("$HUAWEICLOUD_TOKEN") && !copied.contains("MIIEmulated"), "{copied}");

        page.reload().await;
        page.sees(button("Connection")).await;
        holds_no(page, seed::TOKEN).await;
        holds_no(page, seed::EXPIRED_TOKEN).await;
        page.click(button("Connection")).await;
        page.holds(field("Project"), seed::PROJECT).await;
        page.holds(field("Token"), "").await;
    })
    .await;
}

#[tokio::test]
async fn the_token_travels_in_one_header() {
    story("token-on-the-way", async |page| {
        let recorder = Recorder::answering(r#"{"obs_list":[]}"#);
        let proxy = Served::start(|_| recorder.router()).await;
        let site = Served::page(&json!({ "proxy": proxy.address() }), &proxy, &recorder).await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(link("Audit backup buckets").starting()).await;
        page.click(button("List buckets")).await;
        page.reads(region("Result"), "There is no bucket to choose in this project.").await;
        let [call] = &of_forms(recorder.take())[..] else { panic!("one request") };
        let holding = call.headers.iter().filter(|(_, value)| {
            value.as_bytes().windows(8).any(|part| part == &seed::TOKEN.as_bytes()[..8])
        });
        let names: Vec<&str> = holding.map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["x-auth-token"]);
        assert!(!call.target.contains(&seed::TOKEN[..8]));
        assert_eq!(call.header("referer"), None);
        assert_eq!(call.header("cookie"), None);
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_token_is_not_used_again() {
    story("forgotten-token", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(button("Connection")).await;
        page.click(button("Forget")).await;
        page.click(button("Cancel")).await;
        page.click(link("Audit backup buckets").starting()).await;
        page.click(button("List buckets")).await;
        page.reads(alert(), "Sign in first: there is no token.").await;
        assert!(site.calls().is_empty());
    })
    .await;
}
