//! What finds whatever the console leads to, and the keys that open it.

use backup_sandbox::seed;
use backup_tests::{
    Key, Page, Site,
    find::{Find, banner, button, by_role, checkbox, combobox, dialog, field, heading, menu_item},
    story,
};

use crate::{connecting::connect_emulated, performing::authorize_download};

fn palette() -> Find {
    dialog("Find")
}

fn option(name: &str) -> Find {
    by_role("option", name).within(palette())
}

fn query() -> Find {
    combobox("Find").starting().within(palette())
}

async fn find(page: &Page) {
    page.press_with(Key::Control, "k").await;
    page.has_focus(query()).await;
}

#[tokio::test]
async fn a_few_letters_lead_to_an_operation_and_to_a_page() {
    story("palette", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        find(page).await;
        page.sees(option("Authorize backup download GaussDB")).await;
        page.picture("palette").await;
        page.press("SHARE vbs").await;
        page.misses(option("Authorize backup download GaussDB")).await;
        page.press(Key::Enter).await;
        page.misses(palette()).await;
        page.has_focus(heading("Share a backup")).await;

        find(page).await;
        page.press("calls").await;
        page.press(Key::Enter).await;
        page.has_focus(heading("Calls in this tab")).await;

        find(page).await;
        page.press("show policy").await;
        page.sees(option("Show the backup download policy: reference DDS")).await;
        page.press(Key::Down).await;
        page.press(Key::Enter).await;
        page.has_focus(heading("Show the backup download policy")).await;
        assert!(page.address().await.ends_with("#/reference/dds/show-download-policy"));

        page.click(button("Find").starting()).await;
        page.has_focus(query()).await;
        page.press("nothing of this name").await;
        page.reads(palette(), "Nothing here is called so.").await;
        page.press(Key::Enter).await;
        page.press(Key::Escape).await;
        page.has_focus(button("Find").starting()).await;
        assert!(site.calls().is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_id_that_was_sent_fills_its_form_again() {
    story("palette-again", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        authorize_download(page).await;
        page.type_into(field("Backup ID"), "something else").await;
        page.click(menu_item("Share a backup")).await;
        find(page).await;
        page.press(&seed::GAUSSDB_BACKUP[..8]).await;
        page.click(option(&format!("{} Authorize backup download", seed::GAUSSDB_BACKUP))).await;
        page.has_focus(heading("Authorize backup download")).await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        assert_eq!(site.calls().len(), 1, "it sends nothing");
    })
    .await;
}

#[tokio::test]
async fn another_region_asks_for_a_project_of_its_own() {
    story("palette-region", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        find(page).await;
        page.press("ap-southeast-3").await;
        page.press(Key::Enter).await;
        page.reads(dialog("Connection"), "Give the ID of a project, or choose one of the list.").await;
        page.has_focus(field("Project")).await;
        page.press(Key::Escape).await;
        page.misses(dialog("Connection")).await;
        page.reads(banner(), "region ap-southeast-3 project no project").await;
        let lost: bool = page.ask("return focused() === document.body", vec![]).await;
        assert!(!lost);
    })
    .await;
}

#[tokio::test]
async fn no_key_acts_while_somebody_types() {
    story("palette-keys", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.press("?").await;
        page.reads(palette(), "Ctrl+K Find whatever the console leads to.").await;
        page.picture("keys").await;
        page.click(checkbox("Let ? alone").starting()).await;
        page.press(Key::Escape).await;
        page.misses(palette()).await;
        page.press("?").await;
        page.click(field("Backup ID")).await;
        page.press("?").await;
        page.press_with(Key::Control, "k").await;
        page.holds(field("Backup ID"), "?").await;
        page.misses(palette()).await;

        page.click(button("Connection")).await;
        page.tab_to(button("Cancel")).await;
        page.press_with(Key::Control, "k").await;
        page.press(Key::Enter).await;
        page.misses(dialog("Connection")).await;
        page.misses(palette()).await;
        find(page).await;
    })
    .await;
}
