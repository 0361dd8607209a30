//! What is seen before the console is there, and what is asked for until it is.

use std::collections::BTreeMap;

use crate::parts::{goes_on_typing, run};
use backup_tests::{
    Page, Site,
    find::{alert, button, dialog, heading, region},
    story,
};

/// The picture of the front that the page has until the console is there.
const STILL: &str = "document.querySelector('backup-console').shadowRoot.querySelector('.still')";

/// Keeps the module back until `release()`. Then `arrived` tells that it is there.
const KEPT_BACK: &str = "
    const start = WebAssembly.instantiateStreaming;
    const released = new Promise((resolve) => (globalThis.release = resolve));
    WebAssembly.instantiateStreaming = async (...given) => {
        await released;
        const module = await start(...given);
        setTimeout(() => (globalThis.arrived = true));
        return module;
    };";

/// Where things are, in whole pixels: those of the picture as the page has it, and ours.
const PLACES: &str = "
    const root = document.querySelector('backup-console').shadowRoot;
    const place = (element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return [left, top, width, height].map(Math.round);
    };
    const known = '.bar, .brand svg, #open-connection, .nav, .nav-item, h1, .page-head p, .welcome, #form, .field, .field input, #send';
    const places = (within) => JSON.stringify([...within.querySelectorAll(known)].map((element) => [element.textContent, ...place(element)])
        .map(([text, ...place]) => [text.length, ...place]));
    const [console, ours] = [root.querySelector('.console'), places(root.querySelector('.console'))];
    console.parentElement.replaceWith(window.still);
    const theirs = places(window.still);
    window.still.replaceWith(console.parentElement);
    return { ours, theirs };";

/// Keeps the picture when it goes.
const KEEP: &str = "
    const { remove } = Element.prototype;
    Element.prototype.remove = function () {
        if (this.className.includes?.('still')) window.still = this;
        remove.call(this);
    };";

/// Opens the page, of which the picture alone is there.
async fn open_still(page: &Page, site: &Site, hash: &str) {
    page.before_load(KEPT_BACK).await;
    page.open(&format!("{}{hash}", site.address())).await;
    // The loader has seen it.
    page.until(&format!("return customElements.get('backup-console') && {STILL}")).await;
}

#[tokio::test]
async fn bar_navigation_title_and_form_are_there_before_the_console() {
    story("first-paint", async |page| {
        let site = Site::start().await;
        open_still(page, &site, "").await;
        let controls: usize =
            page.ask(&format!("return {STILL}.querySelectorAll('form input').length"), vec![]).await;
        assert_eq!(controls, 1);
        page.picture("first-paint").await;
    })
    .await;
    story("first-paint-elsewhere", async |page| {
        let site = Site::start().await;
        open_still(page, &site, "#/dds/set-download-policy").await;
        let title = format!("return {STILL}.querySelector('h1').textContent");
        assert_eq!(page.ask::<String>(&title, vec![]).await, "Open or close backup download");
        let shown = format!("return {STILL}.querySelector('form').checkVisibility()");
        assert!(!page.ask::<bool>(&shown, vec![]).await);
        run(page, &format!("{STILL}.querySelector('a[href=\"#/vbs/share-backup\"]').click()")).await;
        page.until(&format!("{title} === 'Share a backup'")).await;
        run(page, "release()").await;
        page.sees(heading("Share a backup")).await;
    })
    .await;
}

#[tokio::test]
async fn whoever_reads_another_language_is_shown_no_english() {
    story("first-paint-wordless", async |page| {
        let site = Site::start().await;
        page.before_load("Object.defineProperty(navigator, 'languages', { value: ['zh-CN'] })").await;
        open_still(page, &site, "").await;
        let visible = format!(
            "const [first, ...others] = ['.nav', 'h1', '.nav-item', '#send', '#open-connection'].map((one) => \
             {STILL}.querySelector(one).checkVisibility({{ visibilityProperty: true }})); \
             return first && !others.some(Boolean)"
        );
        page.until(&visible).await;
        run(page, "release()").await;
        page.sees(heading("授权下载备份")).await;
    })
    .await;
}

#[tokio::test]
async fn nothing_jumps_when_the_console_takes_over() {
    story("nothing-jumps", async |page| {
        let site = Site::start().await;
        page.before_load(&format!("{KEEP}{HELD}")).await;
        page.open(&site.address()).await;
        page.until("return window.still && document.querySelector('backup-console').shadowRoot.querySelector('.console')").await;
        let places: BTreeMap<String, String> = page.ask(PLACES, vec![]).await;
        assert_eq!(places["theirs"], places["ours"]);
    })
    .await;
}

/// Keeps the whole console back: its front is what the picture is of. Nor is the cloud the emulated one, which the
/// picture cannot know of.
const HELD: &str = "
    const sent = globalThis.fetch;
    globalThis.fetch = (...given) => {
        if (String(given[0]).includes('/later-')) return new Promise(() => {});
        if (String(given[0]).includes('config.json')) return Promise.resolve(Response.json({ proxy: './proxy/{host}{path}{query}' }));
        return sent(...given);
    };";

#[tokio::test]
async fn what_was_typed_before_the_console_is_there_stays_with_its_caret() {
    story("still-typed", async |page| {
        let site = Site::start().await;
        open_still(page, &site, "").await;
        goes_on_typing(page, &site, STILL).await;
    })
    .await;
}

#[tokio::test]
async fn a_text_that_is_being_composed_is_not_broken_off() {
    story("still-composing", async |page| {
        let site = Site::start().await;
        open_still(page, &site, "").await;
        let compose = |what: &str| {
            format!("{STILL}.querySelector('#field-backup_id').dispatchEvent(new CompositionEvent('composition{what}', {{ bubbles: true }}))")
        };
        run(page, &compose("start")).await;
        run(page, "release()").await;
        page.until("return globalThis.arrived").await;
        assert!(page.ask::<bool>(&format!("return Boolean({STILL})"), vec![]).await);
        run(page, &compose("end")).await;
        page.sees(button("Connection")).await;
    })
    .await;
}

#[tokio::test]
async fn what_was_pressed_before_the_console_is_there_is_done_by_it() {
    const REFERENCE: &str = ".button-group .button";
    for (name, pressed) in [("connection", "#open-connection"), ("reference", REFERENCE), ("send", "#send")] {
        story(&format!("still-pressed-{name}"), async |page| {
            let site = Site::start().await;
            open_still(page, &site, "").await;
            run(page, &format!("{STILL}.querySelector('{pressed}').click()")).await;
            run(page, "release()").await;
            match pressed {
                REFERENCE => page.sees(region("Status codes")).await,
                // Whoever is not connected is led there.
                _ => page.sees(dialog("Connection")).await,
            }
            assert!(site.calls().is_empty());
        })
        .await;
    }
}

#[tokio::test]
async fn nothing_is_asked_for_twice() {
    story("asked-once", async |page| {
        let site = Site::start().await;
        page.open(&site.address()).await;
        page.sees(button("Connection")).await;
        let asked: Vec<String> =
            page.ask("return performance.getEntriesByType('resource').map(({ name }) => name)", vec![]).await;
        let mut once = asked.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), asked.len(), "{asked:?}");
        // What comes once the form is there comes when it comes.
        let is_later =
            |name: &&String| ["/later-", "/shared-", "/documents-"].iter().any(|kind| name.contains(kind));
        let first = asked.iter().filter(|name| !is_later(name)).count();
        assert!(first <= 7, "{asked:?}");
    })
    .await;
}

#[tokio::test]
async fn a_browser_without_webassembly_is_told_so() {
    story("no-webassembly", async |page| {
        let site = Site::start().await;
        page.before_load("delete globalThis.WebAssembly").await;
        page.open(&site.address()).await;
        page.reads(alert(), "Backup Console needs WebAssembly, which is switched off in this browser.").await;
        page.sees(button("Reload")).await;
    })
    .await;
}
