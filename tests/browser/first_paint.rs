//! What is seen before the console is there, and what is asked for until it is.

use std::collections::BTreeMap;

use backup_tests::{
    Page, Site,
    find::{alert, button},
    story,
};

/// Where bar, navigation and title are, in whole pixels: those of the skeleton as the page has it, and ours.
const PLACES: &str = "
    const { skeleton } = window;
    const root = document.querySelector('backup-console').shadowRoot;
    const place = (element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return [left, top, width, height].map(Math.round);
    };
    const inner = (element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const { left, top } = range.getBoundingClientRect();
        return [left, top].map(Math.round);
    };
    const title = root.querySelector('h1').textContent;
    const console = [...root.querySelectorAll('.nav-item')].slice(0, skeleton.querySelectorAll('a').length);
    const ours = {
        bar: place(root.querySelector('.bar')),
        icon: place(root.querySelector('.brand svg')),
        links: console.map(place),
        title: inner(root.querySelector('h1')),
    };
    document.querySelector('backup-console').style.display = 'none';
    document.body.prepend(skeleton);
    skeleton.querySelector('h1').textContent = title;
    const theirs = {
        bar: place(skeleton.querySelector('header')),
        icon: place(skeleton.querySelector('svg')),
        links: [...skeleton.querySelectorAll('a')].map(place),
        title: inner(skeleton.querySelector('h1')),
    };
    skeleton.remove();
    document.querySelector('backup-console').style.display = '';
    return { ours: JSON.stringify(ours), theirs: JSON.stringify(theirs) };";

/// Keeps the skeleton when it goes.
const KEEP: &str = "
    new MutationObserver((records) => {
        for (const node of records.flatMap(({ removedNodes }) => [...removedNodes])) {
            if (node.className === 'skeleton') window.skeleton = node;
        }
    }).observe(document, { childList: true, subtree: true });";

async fn nothing_jumps(page: &Page) {
    let places: BTreeMap<String, String> = page.ask(PLACES, vec![]).await;
    assert_eq!(places["theirs"], places["ours"]);
}

#[tokio::test]
async fn bar_navigation_and_title_are_there_before_the_console_and_stay_in_their_places() {
    story("first-paint", async |page| {
        let site = Site::start().await;
        // The module never arrives: what is seen is the page's own.
        page.before_load("globalThis.WebAssembly.instantiateStreaming = () => new Promise(() => {});").await;
        page.open(&format!("{}#/dds/set-download-policy", site.address())).await;
        page.until("return document.querySelector('.skeleton h1').textContent").await;
        let title: String =
            page.ask("return document.querySelector('.skeleton h1').textContent", vec![]).await;
        assert_eq!(title, "Open or close backup download");
        page.picture("first-paint").await;
    })
    .await;
    story("nothing-jumps", async |page| {
        let site = Site::start().await;
        page.before_load(KEEP).await;
        page.open(&site.address()).await;
        page.sees(button("Connection")).await;
        assert!(!page.ask::<bool>("return Boolean(document.querySelector('.skeleton'))", vec![]).await);
        nothing_jumps(page).await;
    })
    .await;
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
        assert!(first <= 6, "{asked:?}");
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
