//! Languages beside English, shown by one that nobody speaks.

use backup_sandbox::seed;
use backup_tests::{
    Page, Site, declared,
    find::{alert, button, field, link, main, region},
    story,
};

use crate::{
    connecting::{misbehave, use_connection},
    performing::result,
};

const PSEUDO: &str = "en-XA";

/// Sets the language of the element, and waits until the page tells in it.
async fn speak(page: &Page, tag: &str) {
    page.ask::<()>("document.querySelector('backup-console').lang = arguments[0]", vec![tag.into()]).await;
    page.until(&format!(
        "return [...everything(document)].some((element) => element.matches('.console[lang=\"{tag}\"]'))"
    ))
    .await;
}

/// Tells what is shown in the pseudo-language, wide and narrow: nothing that is declared is told in English, and nothing
/// is wider than the page.
async fn look(page: &Page, state: &str) {
    speak(page, PSEUDO).await;
    for width in [1366, 390] {
        page.resize(width, 844).await;
        let plain: Vec<String> = page.ask(PLAIN, vec![declared().into(), DECLARED_WHOLLY.into()]).await;
        assert!(plain.is_empty(), "{state} at {width} tells in English: {plain:#?}");
        let wide: bool = page
            .ask("const page = document.documentElement; return page.scrollWidth > page.clientWidth", vec![])
            .await;
        assert!(!wide, "{state} is wider than {width}");
    }
    page.resize(1366, 844).await;
    speak(page, "en").await;
}

/// The parts of the page whose own texts are all declared; it grows until it is the whole page.
const DECLARED_WHOLLY: &str = ".bar, .nav, .skip";

/// The texts and names in these parts that are declared, and told in English.
const PLAIN: &str = r"
    const escape = (text) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+');
    const declared = new RegExp('^(?:' + arguments[0].map(escape).join('|') + ')$');
    const found = [];
    for (const element of everything(document)) {
        if (!element.checkVisibility() || !element.closest(arguments[1])) continue;
        const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data);
        const names = ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? '');
        for (const text of [...texts, ...names].map(tidy)) if (declared.test(text)) found.push(text);
    }
    return found";

#[tokio::test]
async fn whatever_is_declared_is_told_in_the_language_of_the_page() {
    story("pseudo-language", async |page| {
        let site = Site::in_pseudo_language(true).await;
        page.open(&site.address()).await;
        page.until(
            "return [...everything(document)].some((element) => element.matches('.console[lang=\"en-XA\"]'))",
        )
        .await;
        page.picture("pseudo-language").await;
        speak(page, "en").await;
        look(page, "first visit").await;
        page.click(button("Connection")).await;
        look(page, "connection").await;
        page.click(button("Use this connection")).await;
        look(page, "connection, nothing filled in").await;
        page.click(button("Use the emulated sign-in")).await;
        page.sees(main()).await;
        page.click(button("Authorize download")).await;
        look(page, "a form with errors").await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        for name in ["throttled", "stalled"] {
            misbehave(page, name).await;
            page.click(button("Authorize download")).await;
            page.sees(result()).await;
            if name == "stalled" {
                page.click(button("Cancel")).await;
                page.sees(alert()).await;
            }
            look(page, name).await;
        }
        page.click(button("Connection")).await;
        page.type_into(field("Project"), seed::PROJECT).await;
        use_connection(page).await;
        page.click(button("Authorize download")).await;
        page.sees(region("Result")).await;
        look(page, "a result").await;
        page.click(link("Calls").starting()).await;
        look(page, "calls").await;
        page.click(link("Reference")).await;
        look(page, "reference").await;
    })
    .await;
}

#[tokio::test]
async fn words_that_do_not_arrive_leave_english_and_say_so() {
    story("words-missing", async |page| {
        let site = Site::in_pseudo_language(false).await;
        page.open(&site.address()).await;
        page.reads(main(), "The language that was asked for could not be loaded.").await;
        page.sees(button("Connection")).await;
        page.expect_complaint("words-pseudo.txt");
    })
    .await;
}
