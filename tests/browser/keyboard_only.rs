//! Without a mouse, and on a narrow screen.

use backup_model::{catalogue::Entry, operation::Scope, operations::CATALOGUE};
use backup_sandbox::seed;
use backup_tests::{
    Key, Page, Site,
    find::{
        Find, button, combobox, dialog, field, heading, link, main, menu_item_of, radio, region, summary,
        tab, tab_panel,
    },
    story,
};
use backup_words::Words;

use crate::{
    connecting::{connect, open_first_form},
    performing::result,
};

async fn connect_by_keys(page: &Page) {
    page.tab_to(button("Change")).await;
    page.press(Key::Enter).await;
    page.has_focus(combobox("Region")).await;
    page.press(seed::REGION).await;
    page.tab_to(field("Project")).await;
    page.press(seed::PROJECT).await;
    page.tab_to(field("Token")).await;
    page.press(seed::TOKEN).await;
    page.press(Key::Enter).await;
    page.misses(dialog("Connection")).await;
    page.has_focus(button("Change")).await;
}

#[tokio::test]
async fn an_operation_is_performed_by_keys_alone() {
    story("keyboard", async |page| {
        let site = Site::start().await;
        open_first_form(page, &site.address()).await;
        page.sees(heading("Authorize backup download")).await;
        page.tab_to(button("Skip to the form")).await;
        page.press(Key::Enter).await;
        page.has_focus(heading("Authorize backup download")).await;
        // The ring does not touch the letters.
        let ring = "const { outlineStyle, outlineOffset } = getComputedStyle(focused()); return [outlineStyle, outlineOffset]";
        assert_eq!(page.ask::<[String; 2]>(ring, vec![]).await, ["solid", "4px"]);

        connect_by_keys(page).await;
        page.tab_to(field("Backup ID")).await;
        page.press(seed::GAUSSDB_BACKUP).await;
        page.press(Key::Enter).await;
        page.reads(result(), "The backup can be downloaded with OBS Browser+.").await;

        page.tab_to(tab("Summary")).await;
        page.press(Key::Right).await;
        page.has_focus(tab("Response")).await;
        page.reads(tab_panel_of("Response"), "\"bucket\"").await;
        page.press(Key::End).await;
        page.has_focus(tab("Headers")).await;
        page.reads(tab_panel_of("Headers"), "x-request-id").await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

fn tab_panel_of(tab: &str) -> Find {
    backup_tests::find::by_role("tabpanel", tab)
}

#[tokio::test]
async fn pages_and_dialogs_hand_the_focus_on() {
    story("focus", async |page| {
        let site = Site::start().await;
        open_first_form(page, &site.address()).await;
        page.sees(heading("Authorize backup download")).await;
        connect_by_keys(page).await;

        let before = button("Connection");
        page.click(before.clone()).await;
        page.has_focus(combobox("Region")).await;
        page.press(Key::Escape).await;
        page.misses(dialog("Connection")).await;
        page.has_focus(before).await;

        page.tab_to(menu_item_of("GeminiDB", "Delete a backup")).await;
        page.press(Key::Enter).await;
        page.has_focus(heading("Delete a manual backup")).await;
        page.tab_to(field("Backup ID")).await;
        page.press(seed::GEMINIDB_BACKUP).await;
        page.tab_to(button("Delete backup")).await;
        page.press(Key::Enter).await;
        page.has_focus(field("Type or paste the Backup ID to confirm")).await;
        page.press(Key::Escape).await;
        page.has_focus(button("Delete backup")).await;
        assert!(site.calls().is_empty());

        page.press(Key::Enter).await;
        page.press(seed::GEMINIDB_BACKUP).await;
        page.can_use(button("Delete backup").within(dialog("Delete this backup?"))).await;
        page.press(Key::Enter).await;
        page.reads(result(), "Accepted, not yet deleted").await;
        page.has_focus(button("Delete backup")).await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_alternative_is_picked_by_arrow_keys() {
    story("arrow-keys", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(link("Backup download").starting()).await;
        page.tab_to(radio("Close")).await;
        assert_eq!(page.property(radio("Close"), "checked").await, false);
        page.press(" ").await;
        page.sees(button("Close downloads")).await;
        page.has_focus(radio("Close")).await;
        page.press(Key::Down).await;
        page.has_focus(radio("Open")).await;
        page.press(Key::Enter).await;
        page.reads(result(), "Downloads are open").await;
        assert_eq!(site.calls()[0].body, br#"{"action":"open"}"#);
    })
    .await;
}

#[tokio::test]
async fn a_caution_that_appears_leaves_the_focus_where_it_is() {
    story("caution", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.type_into(field("Backup ID"), seed::GEMINIDB_BACKUP).await;
        page.reads(main(), "This ID ends like those of GeminiDB backups.").await;
        page.has_focus(field("Backup ID")).await;
        page.press("x").await;
        page.holds(field("Backup ID"), &format!("{}x", seed::GEMINIDB_BACKUP)).await;
    })
    .await;
}

#[tokio::test]
async fn the_focus_is_never_hidden_behind_the_foot_of_a_dialog() {
    story("hidden-focus", async |page| {
        let site = Site::start().await;
        page.resize(390, 640).await;
        open_first_form(page, &site.address()).await;
        page.click(button("Connection")).await;
        page.click(summary("Advanced")).await;
        page.sees(field("CORS proxy")).await;
        page.tab_to(field("GeminiDB endpoint")).await;
    })
    .await;
}

/// No page, nor a dialog, is wider than the screen.
async fn fits(page: &Page, what: &str) {
    for scheme in ["light", "dark"] {
        page.prefer(scheme).await;
        let wide: Vec<String> = page
            .ask(
                "const parts = [document.documentElement, ...[...everything(document)].filter((element) => element.matches('dialog'))];
                 return parts.filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.tagName)",
                vec![],
            )
            .await;
        assert!(wide.is_empty(), "{what}, {scheme}: {wide:?}");
    }
}

#[tokio::test]
async fn no_page_scrolls_sideways_at_360_pixels() {
    story("narrow", async |page| {
        let site = Site::start().await;
        page.resize(360, 740).await;
        open_first_form(page, &site.address()).await;
        page.sees(heading("Authorize backup download")).await;
        for entry in CATALOGUE {
            let operation = entry.id;
            page.open(&format!("{}#/{operation}", site.address())).await;
            fits(page, operation).await;
            if !entry.fields.is_empty() {
                page.click(button("Fill in an example")).await;
            }
            fits(page, operation).await;
            page.click(button(action(entry))).await;
            if entry.declaration().confirm.is_some() {
                let example = entry.example();
                for declared in entry.fields {
                    let again = format!("Type or paste the {} to confirm", (declared.label)(Words::ENGLISH));
                    page.type_into(field(again), example.get(declared.name)).await;
                }
                fits(page, "the confirmation").await;
                page.can_use(button(action(entry)).within(dialog("Delete this backup?"))).await;
                page.press(Key::Enter).await;
            }
            page.sees(button("Copy request id")).await;
            fits(page, operation).await;
            for view in ["Response", "Headers"] {
                page.click(tab(view)).await;
                page.sees(tab_panel()).await;
                fits(page, view).await;
            }
            page.open(&format!("{}#/reference/{operation}", site.address())).await;
            page.sees(button("Open the form")).await;
            fits(page, &format!("the reference of {operation}")).await;
        }
        page.open(&format!("{}#/calls", site.address())).await;
        page.sees(heading("Calls in this tab")).await;
        fits(page, "the calls").await;

        page.click(button("Menu")).await;
        page.sees(link("Share a backup").starting()).await;
        fits(page, "the menu").await;
        page.click(link("Share a backup").starting()).await;
        page.click(button("Connection")).await;
        page.click(summary("Advanced")).await;
        page.sees(field("CORS proxy")).await;
        fits(page, "the connection").await;
    })
    .await;
}

/// What the button says once the example is filled in.
fn action(entry: &Entry) -> String {
    let scope = Scope { region: seed::REGION.to_owned(), project: seed::PROJECT.parse().ok() };
    entry.said(&entry.example(), &scope, Words::ENGLISH).action
}

/// What the stories call things is what the browser tells assistive technology.
#[tokio::test]
async fn names_are_those_of_the_browser() {
    story("names", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.sees(region("Form")).await;
        page.names_are_the_browsers().await;
        page.click(link("Backup download").starting()).await;
        page.sees(radio("Open")).await;
        page.names_are_the_browsers().await;
        page.click(button("Connection")).await;
        page.click(summary("Advanced")).await;
        page.sees(field("CORS proxy")).await;
        page.names_are_the_browsers().await;
        page.press(Key::Escape).await;
        page.click(link("Audit backup buckets").starting()).await;
        page.click(button("List buckets")).await;
        page.reads(result(), "buckets can be chosen").await;
        page.names_are_the_browsers().await;
        page.sees(main()).await;
    })
    .await;
}
