//! The page survives what happens to pages: nothing is lost that a person typed, nothing is sent twice, and what
//! happened is told in words.

use backup_sandbox::seed;
use backup_tests::{
    Damage, Page, Recorder, Served, Site, Witness,
    find::{alert, banner, button, dialog, field, link, main, menu_item, menu_item_of, region, table},
    story,
};
use serde_json::json;

use crate::{
    connecting::{connect, connect_emulated, misbehave},
    performing::{authorize_download, list_buckets, result},
    signing_in::{MANUAL_CLOCK, keep_a_sign_in},
};

const STOPPED: &str = "Backup Console has stopped after an internal error.";

/// Makes the module trap as a panic does: what it exports is called with what nobody would pass.
const TRAP: &str = "
    const done = arguments[0];
    const glue = document.querySelector('link[rel=modulepreload][href*=console]')?.href
        ?? performance.getEntriesByType('resource').find(({ name }) => /console-[^/]*\\.js$/.test(name)).name;
    import(glue).then(({ default: start }) => start()).then((wasm) => {
        for (const call of Object.values(wasm)) {
            if (typeof call !== 'function') continue;
            try {
                call(-8, -8, -8, -8);
            } catch (error) {
                if (!(error instanceof WebAssembly.RuntimeError)) continue;
                dispatchEvent(new ErrorEvent('error', { error }));
                return done(true);
            }
        }
        done(false);
    }, (error) => done(String(error)));";

/// The record's rows, the newest first: whether each outcome is this one.
async fn outcomes(page: &Page) -> Vec<String> {
    page.click(link("Calls").starting()).await;
    let rows = page.rows(table("Calls in this tab")).await;
    rows.into_iter().map(|mut row| row.remove("Outcome").expect("there is such a column")).collect()
}

#[tokio::test]
async fn a_panic_is_told_and_loses_neither_what_was_typed_nor_what_was_sent() {
    story("panic", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.click(menu_item("Share a backup")).await;
        page.type_into(field("Share with projects"), "half an\n").await;
        page.click(menu_item("Authorize download")).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        misbehave(page, "stalled").await;
        page.click(button("Authorize download")).await;
        page.reads(result(), "Waiting for the answer").await;
        let kept: String =
            page.ask("return JSON.stringify({ ...sessionStorage, ...localStorage })", vec![]).await;
        assert!(!kept.contains(&seed::TOKEN[..16]), "{kept}");

        assert_eq!(page.ask_later::<serde_json::Value>(TRAP).await, true);
        page.reads(alert(), STOPPED).await;
        page.reads(alert(), "A call that was under way may have reached the cloud.").await;
        page.picture("stopped").await;
        page.click(button("Reload")).await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(menu_item("Share a backup")).await;
        page.holds(field("Share with projects"), "half an\n").await;
        assert_eq!(outcomes(page).await, ["page left"]);
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

/// What a link filled in is the link's still, until somebody confirms it.
#[tokio::test]
async fn a_reload_keeps_drafts_and_whose_they_are_but_no_token() {
    story("drafts-kept", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.open(&format!("{}#/geminidb/delete-backup?backup_id={}", site.address(), seed::GEMINIDB_BACKUP))
            .await;
        page.sees(button("I have checked these values")).await;
        page.click(menu_item("Authorize download")).await;
        // What is pasted into the wrong field is not kept.
        page.type_into(field("Backup ID"), &"MII".repeat(40)).await;
        page.click(menu_item("Share a backup")).await;
        page.type_into(field("Backup ID"), "typed").await;
        page.type_into(field("Share with projects"), &format!("a {}", seed::TOKEN)).await;
        page.reload().await;
        page.holds(field("Backup ID"), "typed").await;
        page.holds(field("Share with projects"), "").await;
        page.misses(button("I have checked these values")).await;
        page.click(menu_item_of("GeminiDB", "Delete a backup")).await;
        page.holds(field("Backup ID"), seed::GEMINIDB_BACKUP).await;
        page.sees(button("I have checked these values")).await;
        page.click(menu_item("Authorize download")).await;
        page.holds(field("Backup ID"), "").await;
        assert!(site.calls().is_empty());
    })
    .await;
}

#[tokio::test]
async fn enter_held_down_sends_once() {
    story("enter-held", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.hold_enter(100).await;
        page.reads(result(), "The backup can be downloaded").await;
        page.has_focus(field("Backup ID")).await;
        assert_eq!(site.calls().len(), 1);

        // The button that sends it again asks, and the question is not answered by a finger that stays.
        misbehave(page, "lost").await;
        page.click(field("Backup ID")).await;
        page.hold_enter(30).await;
        page.sees(button("Authorize download again…")).await;
        page.click(field("Backup ID")).await;
        page.hold_enter(300).await;
        page.can_use(button("Authorize download").within(dialog("Send this again?"))).await;
        assert_eq!(site.calls().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn going_elsewhere_in_the_middle_of_a_write_loses_neither() {
    story("left-in-the-middle", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        misbehave(page, "slow").await;
        page.click(button("Authorize download")).await;
        page.reads(result(), "Waiting for the answer").await;
        page.click(menu_item("Share a backup")).await;
        page.go_back().await;
        page.reads(result(), "The backup can be downloaded").await;
        assert_eq!(site.calls().len(), 1);

        misbehave(page, "stalled").await;
        page.click(button("Authorize download")).await;
        page.reads(result(), "Waiting for the answer").await;
        page.reload().await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        assert_eq!(outcomes(page).await, ["page left", "succeeded"]);
        assert_eq!(site.calls().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn two_tabs_keep_to_themselves() {
    story("two-tabs", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        // It begins with a copy of what this tab keeps.
        page.open_tab(&site.address()).await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.reads(banner(), "no token").await;
        connect(page, &site.address(), seed::SECOND_PROJECT, seed::SECOND_PROJECT_TOKEN).await;
        page.click(menu_item("Audit backup buckets")).await;
        page.click(button("List buckets")).await;
        page.reads(result(), "Result 200").await;
        page.click(menu_item("Authorize download")).await;
        page.type_into(field("Backup ID"), "another").await;

        page.to_tab(0).await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(button("Authorize download")).await;
        page.reads(result(), "The backup can be downloaded").await;
        assert_eq!(outcomes(page).await, ["succeeded"]);
        let [listed, authorized] = &site.calls()[..] else { panic!("one call of each tab") };
        assert!(listed.path.contains(seed::SECOND_PROJECT), "{}", listed.path);
        assert!(authorized.path.contains(seed::PROJECT), "{}", authorized.path);
        page.reload().await;
        page.click(menu_item("Authorize download")).await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.to_tab(1).await;
        page.holds(field("Backup ID"), "another").await;
        assert_eq!(outcomes(page).await, ["succeeded"]);
    })
    .await;
}

/// Leaves no room for another character.
const FILL_STORAGE: &str = "
    for (const storage of [localStorage, sessionStorage]) {
        for (let [size, count] = [1 << 22, 0]; size >= 1; count++) {
            try { storage.setItem(`full-${count}`, 'x'.repeat(size)); } catch { size >>= 1; }
        }
    }";

#[tokio::test]
async fn a_full_storage_takes_nothing_from_the_page() {
    story("full-storage", async |page| {
        page.before_load(FILL_STORAGE).await;
        let site = Witness::start().await;
        keep_a_sign_in(page, &site).await;
        page.reads(main(), "The browser keeps no sign-in here.").await;
        authorize_download(page).await;
        list_buckets(page).await;
        page.click(menu_item("Authorize download")).await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        assert_eq!(outcomes(page).await, ["succeeded", "succeeded"]);
        assert_eq!(site.calls().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_module_that_is_missing_or_broken_is_told_and_a_reload_mends_it() {
    for name in ["console-*.wasm", "console-*.js"] {
        for damage in [Damage::Gone, Damage::Changed] {
            story("damaged", async |page| {
                for text in ["integrity", "Failed to load", "MIME"] {
                    page.expect_complaint(text);
                }
                let (site, mend) = Site::with_damaged(name, damage).await;
                page.open(&site.address()).await;
                page.reads(alert(), "Backup Console could not be loaded.").await;
                mend();
                page.click(button("Reload")).await;
                page.sees(button("Connection")).await;
            })
            .await;
        }
    }
}

#[tokio::test]
async fn a_configuration_that_does_not_arrive_is_told_and_a_reload_mends_it() {
    story("no-configuration", async |page| {
        let site = Site::start().await;
        page.command("Network.enable", json!({})).await;
        page.command("Network.setBlockedURLs", json!({ "urls": ["*config.json"] })).await;
        page.open(&site.address()).await;
        page.reads(alert(), "Backup Console cannot start. config.json could not be read").await;
        page.command("Network.setBlockedURLs", json!({ "urls": [] })).await;
        page.click(button("Reload")).await;
        page.sees(button("Connection")).await;
    })
    .await;
}

#[tokio::test]
async fn a_configuration_that_cannot_be_right_is_told_by_its_name() {
    story("wrong-configuration", async |page| {
        let cases = [
            (json!([]), "could not be read as a JSON object."),
            (json!("text"), "could not be read as a JSON object."),
            (json!(null), "could not be read as a JSON object."),
            (json!({ "colour": "red" }), "There is no setting \"colour\"."),
            (json!({ "theme": {} }), "The setting \"theme\""),
            (json!({ "proxy": "https://{nope}" }), "There is no placeholder {nope}."),
            (json!({ "credential": { "token": "canary" } }), "holds a credential, which belongs in no file."),
        ];
        let recorder = Recorder::answering("{}");
        let elsewhere = Served::start(|_| recorder.router()).await;
        for (config, told) in cases {
            let site = Served::page(&config, &elsewhere, &recorder).await;
            page.open(&site.address()).await;
            page.reads(alert(), told).await;
            page.sees(button("Reload")).await;
        }
        assert!(recorder.take().is_empty());
    })
    .await;
}

/// Deadlines, too, are over when an hour has gone by.
const SLEEPY_DEADLINES: &str = "
    const later = setTimeout;
    const deadlines = [];
    setTimeout = (act, wait) => wait < 10_000 ? later(act, wait) : deadlines.push(act);
    window.sleep = () => {
        advance(60);
        deadlines.forEach((act) => act());
    };";

#[tokio::test]
async fn a_tab_that_slept_for_an_hour_tells_of_its_write_and_sends_nothing() {
    story("asleep", async |page| {
        page.before_load(&format!("{{ {MANUAL_CLOCK} {SLEEPY_DEADLINES} }}")).await;
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        misbehave(page, "stalled").await;
        page.click(button("Authorize download")).await;
        page.reads(result(), "Waiting for the answer").await;
        page.ask::<()>("sleep()", vec![]).await;
        page.reads(main(), "The console is locked.").await;
        page.reads(alert(), "Whether this took effect is not known.").await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(button("Authorize download")).await;
        page.reads(dialog("Connection"), "Sign in first: there is no token.").await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

/// A translator that heeds no mark: every text of a console goes into nested elements, or another comes in its place.
const TRANSLATE: &str = "
    const moves = arguments[0];
    const root = [...everything(document)].find((element) => element.shadowRoot).shadowRoot;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts.filter((text) => text.data.trim() && text.parentElement.localName !== 'textarea')) {
        const [outer, inner] = [0, 1].map(() => document.createElement('font'));
        outer.append(inner);
        text.replaceWith(outer);
        inner.append(moves ? text : `${text.data} übersetzt`);
    }
    return texts.length > 10;";

#[tokio::test]
async fn a_translator_that_heeds_no_mark_stops_nothing() {
    for moves in [true, false] {
        story("translated", async |page| {
            let site = Site::start().await;
            let translate = async || assert!(page.ask::<bool>(TRANSLATE, vec![moves.into()]).await);
            connect_emulated(page, &site.address()).await;
            translate().await;
            page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
            page.click(button("Authorize download")).await;
            translate().await;
            page.reads(result(), "The backup can be downloaded").await;
            translate().await;
            page.click(menu_item("Share a backup")).await;
            translate().await;
            page.type_into(field("Share with projects"), "half").await;
            page.click(button("Share backup")).await;
            page.reads(region("Form"), "Backup ID is missing.").await;
            translate().await;
            page.click(button("Connection")).await;
            page.sees(dialog("Connection")).await;
            translate().await;
            page.click(button("Cancel")).await;
            page.misses(dialog("Connection")).await;
            page.holds(field("Share with projects"), "half").await;
            page.click(menu_item("Authorize download")).await;
            page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
            assert_eq!(outcomes(page).await, ["succeeded"]);
            assert_eq!(site.calls().len(), 1);
        })
        .await;
    }
}
