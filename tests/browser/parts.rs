//! A part of the module that comes after the first view: it does not arrive, or is not what was built.

use backup_tests::{
    Damage, Page, Site,
    find::{alert, button, by_role, dialog, link, region},
    story,
};

use crate::performing::result;

const MISSING: &str = "A part of the console could not be loaded.";

/// What is on the page before the part is there: the form, usable, and that something is missing.
async fn open(page: &Page, site: &Site) {
    page.expect_complaint("later-");
    page.open(&site.address()).await;
    page.reads(alert(), MISSING).await;
    page.click(button("Sign in to the emulated cloud")).await;
    page.click(button("Fill in an example")).await;
}

#[tokio::test]
async fn a_press_on_send_without_the_part_sends_nothing_and_one_with_it_sends_once() {
    story("part-gone", async |page| {
        let (site, mend) = Site::with_damaged_part(Damage::Gone).await;
        open(page, &site).await;
        for _ in 0..2 {
            page.click(button("Authorize download")).await;
            page.reads(alert(), MISSING).await;
            page.sees(button("Authorize download")).await;
        }
        assert!(site.calls().is_empty(), "{:?}", site.calls());
        mend();
        page.click(button("Authorize download")).await;
        page.reads(result(), "Result 200").await;
        page.misses(alert()).await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_as_it_was_built_is_not_run_and_can_be_tried_again() {
    story("part-damaged", async |page| {
        let (site, mend) = Site::with_damaged_part(Damage::Changed).await;
        open(page, &site).await;
        page.click(link("Reference").starting()).await;
        page.reads(alert(), MISSING).await;
        mend();
        page.click(button("Try again").within(by_role("main", ""))).await;
        page.sees(region("Status codes")).await;
        page.misses(alert()).await;
        page.click(button("Connection")).await;
        page.sees(dialog("Connection")).await;
        assert!(site.calls().is_empty());
    })
    .await;
}
