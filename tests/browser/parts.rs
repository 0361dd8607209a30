//! A part of the module that comes after the first view: it does not arrive, or is not what was built.

use backup_tests::{
    Damage, Page, Site,
    find::{alert, banner, button, by_role, dialog, field, heading, link, region},
    story,
};
use thirtyfour::Key;

use crate::{connecting::connect_emulated, named_connections::keep, performing::result};

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

/// Keeps the part back until `release()`.
const KEPT_BACK: &str = "
    const sent = globalThis.fetch;
    const released = new Promise((resolve) => (globalThis.release = resolve));
    globalThis.fetch = async (...given) => {
        if (String(given[0]).includes('/later-')) await released;
        return sent(...given);
    };
    globalThis.front = () => document.querySelector('backup-console')?.shadowRoot?.querySelector('div:not(.still) > .coming');";

/// Opens the page, of which the front alone is there.
async fn open_front(page: &Page, site: &Site, hash: &str) {
    page.before_load(KEPT_BACK).await;
    page.open(&format!("{}{hash}", site.address())).await;
    page.until("return front()?.querySelector('#send')").await;
}

/// Types into what is there until `release()`, and goes on in what comes in its place, where the caret stood.
pub(crate) async fn goes_on_typing(page: &Page, site: &Site, there: &str) {
    run(page, &format!("{there}.querySelector('#field-backup_id').focus()")).await;
    page.press("2930dded").await;
    page.press(Key::Left + Key::Left).await;
    run(page, "release()").await;
    page.holds(field("Backup ID"), "2930dded").await;
    page.has_focus(field("Backup ID")).await;
    page.press("71b").await;
    page.holds(field("Backup ID"), "2930dd71bed").await;
    assert!(site.calls().is_empty());
}

pub(crate) async fn run(page: &Page, script: &str) {
    let _: Option<()> = page.ask(&format!("{script}; return null"), vec![]).await;
}

#[tokio::test]
async fn what_was_typed_stays_with_its_caret_when_the_part_arrives() {
    story("part-while-typing", async |page| {
        let site = Site::start().await;
        open_front(page, &site, "#/geminidb/delete-backup").await;
        goes_on_typing(page, &site, "front()").await;
    })
    .await;
}

#[tokio::test]
async fn what_was_pressed_before_the_part_arrives_is_done_once() {
    story("part-pressed", async |page| {
        let site = Site::start().await;
        open_front(page, &site, "").await;
        let press = |name: &str| {
            format!(
                "[...front().querySelectorAll('button')].find((one) => one.textContent === '{name}').click()"
            )
        };
        run(page, &press("Sign in to the emulated cloud")).await;
        page.until("return !front().querySelector('.welcome')").await;
        run(page, &press("Fill in an example")).await;
        page.until("return front().querySelector('#field-backup_id').value").await;
        run(page, &press("Authorize download")).await;
        run(page, &press("Authorize download")).await;
        page.until("return front().querySelector('#send[aria-busy=true]')").await;
        assert!(site.calls().is_empty());
        run(page, "release()").await;
        page.reads(result(), "Result 200").await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
    story("part-pressed-connection", async |page| {
        let site = Site::start().await;
        open_front(page, &site, "#/dds/set-download-policy").await;
        run(page, "front().querySelector('#open-connection').click()").await;
        run(page, "release()").await;
        page.sees(dialog("Connection")).await;
        page.press(Key::Escape).await;
        page.sees(heading("Open or close backup download")).await;
    })
    .await;
}

#[tokio::test]
async fn settings_that_cannot_be_right_are_told_when_the_part_arrives() {
    story("part-refuses", async |page| {
        page.expect_complaint("SettingsError");
        let site = Site::start().await;
        page.before_load(KEPT_BACK).await;
        page.open(&site.address()).await;
        page.until("return front()").await;
        run(page, "document.querySelector('backup-console').setAttribute('theme', 'blue')").await;
        page.until("return front()").await;
        run(page, "release()").await;
        page.reads(alert(), "Backup Console cannot start. The setting \"theme\" must be").await;
        run(page, "document.querySelector('backup-console').setAttribute('theme', 'dark')").await;
        page.sees(button("Connection")).await;
        page.misses(alert()).await;
    })
    .await;
}

#[tokio::test]
async fn the_front_says_what_the_connection_is_called() {
    story("part-named", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        keep(page, "prod", "Amber", true).await;
        page.reads(banner(), "prod").await;
        page.before_load(KEPT_BACK).await;
        page.reload().await;
        page.until("return front()?.querySelector('.chips')?.textContent.startsWith('prod')").await;
        let color: String = page.ask("return front().querySelector('.chips > *').className", vec![]).await;
        run(page, "release()").await;
        page.until("return document.querySelector('backup-console').shadowRoot.querySelector('.console') && !front()").await;
        page.reads(banner(), "prod").await;
        let script = "return document.querySelector('backup-console').shadowRoot.querySelector('.chips > *').className";
        assert_eq!(page.ask::<String>(script, vec![]).await, color);
    })
    .await;
}
