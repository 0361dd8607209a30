//! The address belongs to the page around, which may lend the console's pages some.

use backup_sandbox::seed;
use backup_tests::{
    Portal, Site,
    find::{button, field, menu_item, menu_item_of, region},
    story,
};
use serde_json::{Value, json};

use crate::made::{make, settings, settings_with};

const LINKS: &str = "{ linkTo: (page) => `https://portal.example/desk?at=${encodeURIComponent(page)}` }";
const CONFIRM: &str = "I have checked these values";

#[tokio::test]
async fn a_page_around_names_the_page_and_gives_its_links() {
    story("lent-addresses", async |page| {
        let portal = Portal::start().await;
        // Without a word of the page around there is no link, for its address is not the console's.
        make(page, &portal, settings(), LINKS).await;
        page.sees(button("Copy link")).await;
        make(page, &portal, settings(), "{}").await;
        page.sees(menu_item("Calls")).await;
        page.misses(button("Copy link")).await;

        let arrived = format!("geminidb/delete-backup?backup_id={}", seed::GEMINIDB_BACKUP);
        make(page, &portal, settings_with(json!({ "page": arrived })), LINKS).await;
        page.holds(field("Backup ID"), seed::GEMINIDB_BACKUP).await;
        page.reads(region("Form"), "A link filled in some of this.").await;
        let focused: bool = page.ask("return document.activeElement === document.body", vec![]).await;
        assert!(focused, "who arrives is where the page around has them");
        page.click(button("Delete backup")).await;
        page.has_focus(button(CONFIRM)).await;
        page.click(button(CONFIRM)).await;
        page.click(button("Copy link")).await;
        page.sees(button("Copied")).await;
        let copied = page.clipboard().await;
        let (address, at) = copied.split_once("?at=").expect("it is the portal's");
        assert_eq!(address, "https://portal.example/desk");
        let place = format!("region={}&project={}", seed::REGION, seed::PROJECT);
        let whole: String = page.ask("return decodeURIComponent(arguments[0])", vec![at.into()]).await;
        assert_eq!(whole, arrived.replace('?', &format!("?{place}&")));

        // What is shown is told, and what is named is shown.
        page.ask::<()>(
            "window.pages = []; element.addEventListener('backup-page', ({ detail }) => pages.push(detail.page))",
            vec![],
        )
        .await;
        page.click(menu_item("Calls")).await;
        page.reads(region("Calls"), "Nothing has been sent yet.").await;
        page.ask::<()>("element.config = { ...element.config, page: 'dds/list-backups' }", vec![]).await;
        page.sees(button("List backups")).await;
        page.ask::<()>("element.config = { ...element.config, theme: 'dark' }", vec![]).await;
        page.click(menu_item_of("GeminiDB", "Delete a backup")).await;
        page.holds(field("Backup ID"), seed::GEMINIDB_BACKUP).await;
        let told: Value = page.ask("return pages", vec![]).await;
        assert_eq!(told, json!(["calls", "dds/list-backups", "geminidb/delete-backup"]));
        page.ask::<()>("element.config = { ...element.config, page: 'no/page' }", vec![]).await;
        let told = "return [...everything(document)].some((one) => one.matches('.page-notice') && one.textContent.includes('There is no page \"no/page\" here.'))";
        page.until(told).await;
        assert_eq!(page.address().await, portal.page("bare.html"));
        assert!(portal.calls().is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_portals_addresses_go_back_and_forth_and_fill_in_once() {
    story("portal-addresses", async |page| {
        let site = Site::start().await;
        let portal = format!("{}examples/portal/", site.address());
        page.open(&format!("{portal}#vbs/share-backup?backup_id={}", seed::VBS_BACKUP)).await;
        page.holds(field("Backup ID"), seed::VBS_BACKUP).await;
        assert_eq!(page.address().await, format!("{portal}#vbs/share-backup"));
        page.click(button(CONFIRM)).await;
        page.type_into(field("Backup ID"), "typed since").await;
        page.click(menu_item("Backup download")).await;
        page.sees(button("Set backup download")).await;
        assert_eq!(page.address().await, format!("{portal}#dds/set-download-policy"));
        page.go_back().await;
        page.holds(field("Backup ID"), "typed since").await;
        page.click(button("Copy link")).await;
        page.sees(button("Copied")).await;
        let copied = page.clipboard().await;
        assert!(copied.starts_with(&format!("{portal}#vbs/share-backup?region=")), "{copied}");
        assert!(site.calls().is_empty());
    })
    .await;
}
