//! Rows that lead on: in the row, by keys, and with the reason where they do not.

use backup_sandbox::seed;
use backup_tests::{
    Key, Page, Site, Witness,
    find::{button, by_role, column, field, heading, menu_item, region, table},
    story,
};

use crate::{
    connecting::{connect, connect_emulated, use_connection},
    signing_in::{open_sign_in, type_key},
};

/// The row's own words for what it leads to.
const POLICY: &str = "Show its DDS download policy…";
const OTHER_REGION: &str = "It belongs to another region: choose that one first.";

async fn list(page: &Page) {
    page.click(menu_item("List projects")).await;
    page.click(button("List projects")).await;
    page.sees(table("projects")).await;
}

/// The button of a project, by its ID as the details tell it apart.
async fn name_of(page: &Page, id: &str) -> String {
    let rows = page.rows(table("projects")).await;
    rows.iter().find(|row| row["Project ID"] == id).expect("the project is listed")["Project"].clone()
}

#[tokio::test]
async fn a_row_opens_another_form_in_its_project() {
    story("row-leads-on", async |page| {
        let site = Witness::start().await;
        open_sign_in(page, &site.address(), "Access key").await;
        page.type_into(field("Project"), seed::PROJECT).await;
        type_key(page, seed::ACCESS_KEY, seed::SECRET_KEY).await;
        use_connection(page).await;
        list(page).await;
        let archive = name_of(page, seed::SECOND_PROJECT).await;
        page.click(button(format!("Actions {archive}"))).await;
        page.picture("row-actions").await;
        page.click(button(POLICY)).await;
        page.sees(heading("Show the backup download policy")).await;
        page.click(button("Show policy")).await;
        page.reads(region("Result"), "No download policy was ever set in this project.").await;
        let calls = site.calls();
        let path = format!("/v3/{}/backups/download-policy", seed::SECOND_PROJECT);
        assert_eq!(calls.last().map(|call| call.path.as_str()), Some(path.as_str()));
    })
    .await;
}

#[tokio::test]
async fn a_reason_is_read_by_keys_and_leads_nowhere() {
    story("row-hindered", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        list(page).await;
        let distant = name_of(page, seed::DISTANT_PROJECT).await;
        let rows = page.rows(table("projects")).await;
        let place = rows.iter().position(|row| row["Project"] == distant).unwrap();
        page.tab_to(button(format!("Actions {}", rows[0]["Project"]))).await;
        // The arrow keys keep to the buttons of one kind.
        for _ in 0..place {
            page.press(Key::Down).await;
        }
        page.has_focus(button(format!("Actions {distant}"))).await;
        page.press(Key::Enter).await;
        let menu = by_role("group", format!("Actions {distant}"));
        page.reads(menu.clone(), OTHER_REGION).await;
        let action = button(format!("{POLICY} {OTHER_REGION}"));
        page.tab_to(action.clone()).await;
        assert_eq!(page.attribute(action, "aria-disabled").await.as_deref(), Some("true"));
        page.press(Key::Enter).await;
        page.sees(menu.clone()).await;
        page.press(Key::Escape).await;
        page.misses(menu).await;
        page.has_focus(button(format!("Actions {distant}"))).await;
        page.sees(heading("List projects")).await;
        assert!(site.calls().is_empty(), "no action sends anything");
    })
    .await;
}

#[tokio::test]
async fn a_token_for_one_project_leads_to_no_other() {
    story("row-of-another-token", async |page| {
        let site = Witness::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        list(page).await;
        let archive = name_of(page, seed::SECOND_PROJECT).await;
        page.click(button(format!("Actions {archive}"))).await;
        let menu = by_role("group", format!("Actions {archive}"));
        page.reads(menu, "The credential is good for another project: sign in for this one.").await;
    })
    .await;
}

#[tokio::test]
async fn actions_stay_with_their_rows_and_out_of_what_is_exported() {
    story("row-actions-exported", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        list(page).await;
        let archive = name_of(page, seed::SECOND_PROJECT).await;
        for _ in 0..2 {
            page.click(button("Project").within(column("Project"))).await;
            page.click(button(format!("Actions {archive}"))).await;
            page.sees(button(POLICY)).await;
            page.press(Key::Escape).await;
        }
        page.click(button("Export")).await;
        page.click(button(format!("Copy all {} as CSV", page.rows(table("projects")).await.len()))).await;
        page.reads(region("Result"), "Copied").await;
        let copied = page.clipboard().await;
        assert!(copied.contains(seed::SECOND_PROJECT), "{copied}");
        assert!(!copied.contains("Actions") && !copied.contains(POLICY), "{copied}");
    })
    .await;
}
