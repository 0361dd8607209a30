//! Whatever a service sends or somebody types is shown as text, and never becomes part of the page.

use backup_sandbox::seed;
use backup_tests::{
    Page, Site,
    find::{alert, button, field, link, region, tab, tab_panel},
    story,
};

use crate::{
    connecting::{connect, connect_emulated, misbehave},
    performing::result,
};

const MARKUP: &str = "<img src=x onerror=window.__pwn=1>";

/// No element came of it, and nothing ran.
async fn is_harmless(page: &Page) {
    let found: (bool, usize) = page
        .ask(
            "const made = 'img, iframe, script:not([src]), [onerror], a[href^=javascript]';
             return ['__pwn' in window, [...everything(document)].filter((element) => element.matches(made)).length]",
            vec![],
        )
        .await;
    assert_eq!(found, (false, 0));
}

#[tokio::test]
async fn answers_are_text() {
    story("markup", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        misbehave(page, "markup").await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(button("Authorize download")).await;
        page.reads(result(), &format!("Add {MARKUP} as an external bucket.")).await;
        is_harmless(page).await;
        page.picture("markup").await;
        page.click(tab("Response")).await;
        page.reads(tab_panel(), MARKUP).await;
        page.click(tab("Headers")).await;
        is_harmless(page).await;

        page.click(link("Audit backup buckets").starting()).await;
        page.click(button("List buckets")).await;
        page.reads(result(), MARKUP).await;
        is_harmless(page).await;

        page.click(link("Share a backup").starting()).await;
        page.type_into(field("Backup ID"), seed::VBS_BACKUP).await;
        page.type_into(field("Share with projects"), seed::TARGET_PROJECTS[0]).await;
        page.click(button("Share with 1 project")).await;
        page.reads(result(), MARKUP).await;
        is_harmless(page).await;

        page.click(link("Calls").starting()).await;
        page.sees(link("Calls 3")).await;
        is_harmless(page).await;
    })
    .await;
}

#[tokio::test]
async fn refusals_are_text() {
    story("markup-refusal", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        misbehave(page, "markuprefusal").await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(button("Authorize download")).await;
        page.sees(alert()).await;
        page.reads(result(), MARKUP).await;
        is_harmless(page).await;

        misbehave(page, "login").await;
        page.click(button("Authorize download")).await;
        page.sees(link("Calls 2")).await;
        page.click(tab("Response")).await;
        page.reads(tab_panel(), "<form action=\"/login\" method=\"post\">").await;
        is_harmless(page).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_or_linked_is_text() {
    story("markup-typed", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.type_into(field("Backup ID"), MARKUP).await;
        page.click(button("Authorize download")).await;
        page.reads(region("Form"), "Backup ID").await;
        is_harmless(page).await;

        let link = format!(
            "{}#/vbs/share-backup?region={MARKUP}&project={MARKUP}&backup_id={MARKUP}",
            site.address()
        );
        page.open(&link).await;
        page.holds(field("Backup ID"), MARKUP).await;
        page.reads(region("Form"), MARKUP).await;
        is_harmless(page).await;
        assert!(site.calls().is_empty());
    })
    .await;
}
