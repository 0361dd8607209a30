//! Connections by name: kept without a sign-in, first in bar and title, and asked for before production changes.

use backup_sandbox::seed;
use backup_tests::{
    Key, Page, Site,
    find::{
        Find, alert, banner, button, by_role, checkbox, combobox, dialog, field, main, menu_item, radio,
        region, summary,
    },
    story,
};

use crate::{
    connecting::{connect_emulated, open_first_form, use_connection},
    performing::{ask_to_delete, list_projects},
};

/// A project elsewhere.
const OTHER: &str = "22222222222222222222222222222222";

/// Fills in the form that opens the downloads.
async fn open_downloads_form(page: &Page) {
    page.click(menu_item("Backup download")).await;
    page.pick(radio("Open")).await;
}

fn panel() -> Find {
    dialog("Connection")
}

fn question() -> Find {
    dialog("Do this in production?")
}

/// Keeps what the connection panel shows under a name.
pub async fn keep(page: &Page, name: &str, color: &str, production: bool) {
    page.click(button("Connection")).await;
    page.click(summary("Keep this connection under a name")).await;
    page.type_into(field("Name"), name).await;
    page.pick(radio(color)).await;
    if production {
        page.click(checkbox("This is production").starting()).await;
    }
    page.click(button("Keep it")).await;
    page.reads(panel(), &format!("{name} is kept.")).await;
    use_connection(page).await;
}

async fn titled(page: &Page, title: &str) {
    let title = serde_json::to_string(title).expect("it is a text");
    page.until(&format!("return document.title === {title}")).await;
}

#[tokio::test]
async fn a_connection_has_a_name_that_leads_back_to_it() {
    story("named", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        keep(page, "prod", "Red", true).await;
        page.reads(banner(), "prod").await;
        let place = format!("{} · 0483b6b1…e663 – Backup Console", seed::REGION);
        titled(page, &format!("prod · Authorize backup download · {place}")).await;

        // Elsewhere its name does not stand.
        let other = OTHER;
        page.click(button("Connection")).await;
        page.type_into(field("Project"), other).await;
        page.holds(combobox("Connection by name"), "").await;
        page.click(summary("Keep this connection under a name")).await;
        page.type_into(field("Name"), "  test ").await;
        page.pick(radio("Blue")).await;
        // What was said of one place is not said of another.
        let production = checkbox("This is production").starting();
        assert_eq!(page.property(production, "checked").await, false);
        page.picture("named-panel").await;
        page.click(button("Keep it")).await;
        page.reads(panel(), "test is kept.").await;
        page.holds(combobox("Connection by name"), "test").await;
        use_connection(page).await;
        page.reads(banner(), "test").await;
        assert!(!page.text(banner()).await.contains("prod"));

        // By the palette, and by the panel.
        page.press_with(Key::Control, "k").await;
        page.press("prod").await;
        page.press(Key::Enter).await;
        page.reads(banner(), "prod").await;
        titled(page, &format!("prod · Authorize backup download · {place}")).await;
        page.click(button("Connection")).await;
        page.choose(combobox("Connection by name"), "test").await;
        page.holds(field("Project"), other).await;
        use_connection(page).await;
        page.reads(banner(), "test").await;

        // What is sent tells by which, to the page around and in the record.
        page.ask::<()>(
            "window.told = []; addEventListener('backup-response', (event) => told.push(event.detail.connection))",
            vec![],
        )
        .await;
        list_projects(page).await;
        assert_eq!(page.ask::<Vec<String>>("return told", vec![]).await, ["test"]);
        let calls: String = page.ask("return sessionStorage['backup-console-calls']", vec![]).await;
        assert!(calls.contains("\"connection\":\"test\""), "{calls}");

        // A reload and another tab know both, and no secret is kept with them.
        page.reload().await;
        page.reads(banner(), "test").await;
        let kept: String = page.ask("return localStorage['backup-console-connections']", vec![]).await;
        assert!(
            kept.contains("\"test\"") && kept.contains("\"prod\"") && !kept.contains(seed::TOKEN),
            "{kept}"
        );

        page.click(button("Connection")).await;
        page.click(summary("Keep this connection under a name")).await;
        page.click(button("Drop test")).await;
        page.reads(panel(), "test is dropped.").await;
        page.has_focus(field("Name")).await;
        page.click(button("Keep it")).await;
        page.has_focus(field("Name")).await;
        page.reads(panel(), "Give it a name, such as prod or test.").await;
        page.type_into(field("Name"), "a name that is longer than any name may be").await;
        page.click(button("Keep it")).await;
        page.reads(panel(), "A name has at most 32 characters; this has 42.").await;
        page.misses(alert()).await;
    })
    .await;
}

#[tokio::test]
async fn what_another_tab_names_is_known_at_once() {
    story("named-elsewhere", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.open_tab(&site.address()).await;
        connect_emulated(page, &site.address()).await;
        keep(page, "prod", "Red", true).await;
        page.to_tab(0).await;
        page.reads(banner(), "prod").await;
    })
    .await;
}

#[tokio::test]
async fn production_asks_for_its_name_before_each_change() {
    story("production", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        keep(page, "prod", "Red", true).await;

        // What only reads asks nothing; what changes anything asks for the name.
        open_downloads_form(page).await;
        page.click(button("Open downloads")).await;
        page.reads(question(), "prod is marked as production.").await;
        page.reads(question(), seed::REGION).await;
        let confirm = || button("Open downloads").within(question());
        page.has_focus(field("Type the name of the connection to confirm")).await;
        assert_eq!(page.property(confirm(), "disabled").await, true);
        page.reads(question(), "Waits for the name of the connection.").await;
        page.press("prot").await;
        page.press(Key::Enter).await;
        page.reads(question(), "Character 4 is another one.").await;
        page.picture("production").await;
        assert!(site.calls().is_empty());
        page.click(button("Cancel")).await;
        page.misses(question()).await;
        page.click(button("Open downloads")).await;
        page.press("prod").await;
        page.can_use(confirm()).await;
        page.click(confirm()).await;
        page.misses(question()).await;
        page.sees(region("Result")).await;
        assert_eq!(site.calls().len(), 1);

        // A deletion asks for both.
        let dialog = ask_to_delete(page).await;
        page.reads(dialog.clone(), "prod is marked as production.").await;
        page.press(seed::GEMINIDB_BACKUP).await;
        page.reads(dialog.clone(), "Waits for the name of the connection.").await;
        page.type_into(field("Type the name of the connection to confirm"), "prod").await;
        page.can_use(button("Delete backup").within(dialog)).await;
        page.picture("production-deletion").await;
        page.click(button("Keep it")).await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn production_is_a_place_and_no_choice() {
    story("production-by-hand", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        keep(page, "prod", "Red", true).await;
        page.click(button("Connection")).await;
        page.type_into(field("Project"), OTHER).await;
        use_connection(page).await;
        page.sees(main()).await;
        assert!(!page.text(banner()).await.contains("prod"));
        // Whoever types the same project is in production all the same.
        page.click(button("Connection")).await;
        page.type_into(field("Project"), seed::PROJECT).await;
        use_connection(page).await;
        page.reads(banner(), "prod").await;
        open_downloads_form(page).await;
        page.click(button("Open downloads")).await;
        page.sees(question()).await;
        page.press(Key::Escape).await;
        page.misses(question()).await;
        assert!(site.calls().is_empty());
        page.misses(by_role("dialog", "Connection")).await;
        open_first_form(page, &site.address()).await;
    })
    .await;
}
