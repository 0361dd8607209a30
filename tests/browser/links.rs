//! Links that sign: asked for anew at each click, handed out, and to be read nowhere afterwards.

use backup_sandbox::seed;
use backup_tests::{
    Page, Witness,
    find::{button, by_role, field, heading, link, menu_item_of, region, tab, table},
    story,
};

use serde_json::json;

use crate::{
    connecting::connect,
    secrets_stay_secret::{holds_none, watch},
};

/// Opens the actions of a file and takes one.
async fn act(page: &Page, file: &str, action: &str) {
    page.click(button(format!("Actions {file}"))).await;
    page.click(button(action).within(by_role("group", format!("Actions {file}")))).await;
}

/// Lets the page write to the clipboard, as browsers do where a person is, and the story read it.
async fn let_copy(page: &Page) {
    let permissions = json!(["clipboardReadWrite", "clipboardSanitizedWrite"]);
    page.of_profile("Browser.grantPermissions", json!({ "permissions": permissions })).await;
}

async fn clipboard(page: &Page) -> String {
    page.ask_later("navigator.clipboard.readText().then(arguments[0])").await
}

/// What stands in the clipboard, which is a link.
async fn copied(page: &Page) -> String {
    let link = clipboard(page).await;
    assert!(link.starts_with("https://obs.") && link.contains("&Signature="), "{link}");
    link
}

fn signature(link: &str) -> &str {
    link.rsplit("Signature=").next().unwrap_or_default()
}

#[tokio::test]
async fn each_click_gets_a_link_of_its_own_that_can_be_read_nowhere() {
    story("links-of-gaussdb", async |page| {
        let site = Witness::start().await;
        watch(page).await;
        let_copy(page).await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(menu_item_of("GaussDB", "Files of a backup")).await;
        page.sees(heading("List the files of a backup")).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(button("List files")).await;
        let result = || region("Result");
        page.reads(result(), "Whoever has a link can download the file").await;
        let rows = page.rows(table("files")).await;
        assert!(rows.len() > 3, "{rows:?}");
        let (first, last) = (rows[0]["File"].clone(), rows[rows.len() - 1]["File"].clone());

        act(page, &first, "Copy download link").await;
        page.reads(result(), "The link to data_0.rch is copied.").await;
        page.reads(result(), "It is good for 14:").await;
        page.has_focus(button(format!("Actions {first}"))).await;
        page.picture("link-copied").await;
        let one = copied(page).await;
        act(page, &last, "Copy download link").await;
        page.reads(result(), "The link to roach_master_updated.metadata is copied.").await;
        page.reads(result(), "By this computer's clock it has ended. Ask for another one.").await;
        act(page, &first, "Copy download link").await;
        page.reads(result(), "The link to data_0.rch is copied.").await;
        let other = copied(page).await;
        assert_ne!(one, other, "a link is made anew");
        assert_eq!(site.calls().len(), 4, "once for the list, and once for each click");

        let secrets = [signature(&one), signature(&other), seed::LINK_KEY];
        page.click(button("Export")).await;
        page.click(button(format!("Copy all {} as JSON", rows.len()))).await;
        page.reads(result(), "Copied").await;
        let exported = clipboard(page).await;
        assert!(exported.contains(&first) && !exported.contains(seed::LINK_KEY), "{exported}");
        holds_none(page, &secrets).await;
        page.click(tab("Response")).await;
        page.reads(result(), r#""download_link": "***""#).await;
        holds_none(page, &secrets).await;
        page.click(link("Calls").starting()).await;
        page.sees(heading("Calls")).await;
        holds_none(page, &secrets).await;
        page.reload().await;
        page.sees(button("Connection")).await;
        holds_none(page, &secrets).await;
    })
    .await;
}

#[tokio::test]
async fn a_time_that_no_calendar_has_loses_nobody_the_link() {
    story("links-of-dds", async |page| {
        let site = Witness::start().await;
        let_copy(page).await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(menu_item_of("DDS", "List backups")).await;
        page.click(button("List backups")).await;
        page.sees(table("backups")).await;
        let rows = page.rows(table("backups")).await;
        let mut names = rows.iter().filter(|row| row["State"] == "complete").map(|row| &row["Backup"]);
        let backup = names.find(|name| name.starts_with("sessions-")).expect("a cluster has some").clone();
        act(page, &backup, "List its files…").await;
        page.reads(region("Form"), "It is not documented whether links work while downloads are closed.")
            .await;
        page.click(button("List files")).await;
        page.reads(region("Result"), "The backup is 3 files.").await;
        let files = page.rows(table("files")).await;
        act(page, &files[1]["File"], "Copy download link").await;
        page.reads(region("Result"), "The time of its end cannot be read.").await;
        let link = copied(page).await;
        assert!(link.contains("_shard_1.tar.gz?"), "{link}");

        act(page, &files[2]["File"], "Open").await;
        page.reads(region("Result"), "was opened in another tab.").await;
        page.to_tab(1).await;
        let address = page.address().await;
        assert!(address.contains("_shard_2.tar.gz?") || address.starts_with("chrome-error:"), "{address}");
        let opener: bool = page.ask("return window.opener === null", vec![]).await;
        assert!(opener, "the other tab does not know this one");
    })
    .await;
}
