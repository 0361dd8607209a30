//! What the page tells without being asked, and asks nothing for: where one is, and that the network went.

use backup_sandbox::seed;
use backup_tests::{
    Key, Page, Site,
    find::{alert, button, by_role, dialog, field, heading, link, main, menu_item, region, summary},
    story,
};
use serde_json::json;

use crate::{
    connecting::{connect_emulated, misbehave, open_first_form, set_connection},
    performing::{ask_to_delete, copy_as},
};

#[tokio::test]
async fn the_network_is_told_of_when_it_goes_and_when_it_is_back() {
    story("network", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.network(false).await;
        page.reads(main(), "This browser is offline. What is filled in stays.").await;
        page.has_focus(field("Backup ID")).await;
        page.picture("offline-notice").await;
        page.network(true).await;
        page.reads(main(), "This browser is online again.").await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        assert!(site.calls().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_new_version_of_the_site_is_told_of() {
    story("new-version", async |page| {
        let site = Site::start().await;
        open_first_form(page, &site.address()).await;
        page.sees(button("Connection")).await;
        look_for_a_version(page).await;
        assert!(!page.text(main()).await.contains("new version"));

        page.reload().await;
        page.sees(button("Connection")).await;
        // The site has gone on since this page was loaded.
        page.ask::<()>(
            "document.querySelector('link[rel=modulepreload]').setAttribute('href', './console-before.js')",
            vec![],
        )
        .await;
        look_for_a_version(page).await;
        page.reads(main(), "There is a new version of this page.").await;
        page.picture("new-version").await;
    })
    .await;
}

/// Somebody comes back to the page, and the site has answered what it asks then.
async fn look_for_a_version(page: &Page) {
    page.ask::<()>("document.dispatchEvent(new Event('visibilitychange'))", vec![]).await;
    page.until(
        "return performance.getEntriesByType('resource')
            .some((entry) => entry.initiatorType === 'fetch' && entry.name === location.origin + location.pathname && entry.responseEnd > 0)",
    )
    .await;
}

#[tokio::test]
async fn the_title_names_the_page_and_what_is_connected() {
    story("title", async |page| {
        let site = Site::start().await;
        open_first_form(page, &site.address()).await;
        titled(page, "Authorize backup download – Backup Console").await;
        connect_emulated(page, &site.address()).await;
        let place = format!("{} · 0483b6b1…e663 – Backup Console", seed::REGION);
        titled(page, &format!("Authorize backup download · {place}")).await;
        page.click(menu_item("Share a backup")).await;
        titled(page, &format!("Share a backup · {place}")).await;
        page.click(link("Calls").starting()).await;
        titled(page, &format!("Calls · {place}")).await;
        page.go_back().await;
        titled(page, &format!("Share a backup · {place}")).await;
    })
    .await;
}

async fn titled(page: &Page, title: &str) {
    page.until(&format!("return document.title === {}", json!(title))).await;
}

#[tokio::test]
async fn a_deletion_says_what_its_button_waits_for() {
    story("deletion-waits", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        let question = ask_to_delete(page).await;
        let typed = field("Type or paste the Backup ID to confirm");
        let (id, last) = seed::GEMINIDB_BACKUP.split_at(seed::GEMINIDB_BACKUP.len() - 1);
        page.reads(question.clone(), "Waits for the Backup ID.").await;
        page.type_into(typed.clone(), &id[..id.len() - 1]).await;
        page.reads(question.clone(), "2 characters are missing.").await;
        let confirm = button("Delete backup").within(question.clone());
        let why = page.attribute(confirm, "aria-describedby").await.unwrap_or_default();
        let why: String = page
            .ask(
                "return [...everything(document)].find((one) => one.id === arguments[0]).textContent",
                vec![why.into()],
            )
            .await;
        assert_eq!(why, "2 characters are missing.");
        page.picture("deletion-waits").await;
        page.type_into(typed.clone(), &format!("x{}", &seed::GEMINIDB_BACKUP[1..])).await;
        page.reads(question.clone(), "Character 1 is another one.").await;
        page.type_into(typed.clone(), &format!("{id}{last}0")).await;
        page.reads(question.clone(), "This is longer than it.").await;
        page.press(Key::Enter).await;
        assert!(site.calls().is_empty());
        page.type_into(typed, &format!("{id}{last}")).await;
        page.press(Key::Enter).await;
        page.misses(question).await;
    })
    .await;
}

#[tokio::test]
async fn the_focus_outlives_the_button_that_led_to_the_sign_in() {
    story("focus-after-sign-in", async |page| {
        let site = Site::start().await;
        open_first_form(page, &site.address()).await;
        page.click(button("Connect").within(by_role("region", "You are not connected."))).await;
        page.click(button("Use the emulated sign-in")).await;
        page.misses(dialog("Connection")).await;
        page.has_focus(heading("Authorize backup download")).await;
    })
    .await;
}

/// Writes down what is announced: the text of each live region whenever it is another. A status that comes with its
/// text is heard by few readers; an alert is by all.
const LISTEN: &str = "
    window.announced = [];
    const last = new WeakMap();
    const root = document.querySelector('backup-console').shadowRoot;
    const look = () => {
        for (const region of root.querySelectorAll('[role=status], [role=alert]')) {
            const text = region.textContent.trim();
            const isNew = !last.has(region) && region.role === 'status';
            if (text && last.get(region) !== text) announced.push(isNew ? `not heard: ${text}` : text);
            last.set(region, text);
        }
    };
    for (const region of root.querySelectorAll('[role=status], [role=alert]')) last.set(region, region.textContent.trim());
    new MutationObserver(look).observe(root, { subtree: true, childList: true, characterData: true });
";

/// What was announced since the last time.
async fn announced(page: &Page) -> Vec<String> {
    page.ask("return announced.splice(0)", vec![]).await
}

#[tokio::test]
async fn each_thing_that_happens_is_announced_once() {
    story("announced-once", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.ask::<()>(LISTEN, vec![]).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(button("Authorize download")).await;
        page.reads(region("Result"), "Result 200").await;
        let told = announced(page).await;
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!(told, ["Waiting for the answer", "The backup can be downloaded with OBS Browser+."]);
        copy_as(page, "cURL").await;
        page.until("return announced.length > 0").await;
        let told = announced(page).await;
        assert_eq!(told.len(), 1, "{told:?}");
        misbehave(page, "throttled").await;
        let told = announced(page).await;
        assert!(told.len() <= 1, "{told:?}");
        page.click(button("Authorize download")).await;
        page.sees(alert()).await;
        let told = announced(page).await;
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[1].starts_with("Too many calls."), "{told:?}");

        misbehave(page, "lost").await;
        announced(page).await;
        page.click(button("Authorize download")).await;
        page.reads(alert(), "Whether this took effect is not known.").await;
        let told = announced(page).await;
        assert_eq!(told.len(), 2, "{told:?}");

        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        announced(page).await;
        page.click(menu_item("Audit backup buckets")).await;
        page.click(button("List buckets")).await;
        page.reads(region("Result"), "Result 200").await;
        let told = announced(page).await;
        let buckets = "5 buckets can be chosen for backup or risk export.";
        assert_eq!(told, ["Waiting for the answer", buckets]);
        page.click(button("Export").within(region("Result"))).await;
        page.click(button("Save all 5 as CSV")).await;
        page.until("return announced.length > 0").await;
        assert_eq!(announced(page).await, ["Saved"]);

        set_connection(page, seed::SECOND_PROJECT, seed::SECOND_PROJECT_TOKEN).await;
        let told = announced(page).await;
        let goes = told.iter().filter(|told| told.starts_with("Calls go to"));
        assert_eq!(goes.collect::<Vec<_>>(), ["Calls go to ap-southeast-1 · 054e292c…a468 now."], "{told:?}");
        page.click(button("Connection")).await;
        page.click(summary("Advanced")).await;
        announced(page).await;
        page.click(button("Test route")).await;
        page.reads(dialog("Connection"), "The route carries all that the console sends.").await;
        let told = announced(page).await;
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told.iter().all(|told| !told.starts_with("not heard")), "{told:?}");
    })
    .await;
}
