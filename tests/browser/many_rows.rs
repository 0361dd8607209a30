//! Ten thousand buckets: all of them there, in order, and within reach.

use backup_tests::{
    Key, Page, Site,
    find::{button, by_role, column, link, region, searchbox, table},
    story,
};

use crate::connecting::{connect_emulated, misbehave};

async fn list(page: &Page, site: &Site) {
    connect_emulated(page, &site.address()).await;
    misbehave(page, "many").await;
    page.click(link("Audit backup buckets").starting()).await;
    page.click(button("List buckets")).await;
    page.reads(region("Result"), "10000 buckets can be chosen for backup or risk export.").await;
}

async fn first_bucket(page: &Page) -> String {
    page.rows(table("buckets")).await[0]["Bucket"].clone()
}

#[tokio::test]
async fn all_rows_are_counted_and_reached_by_keyboard() {
    story("many-rows", async |page| {
        let site = Site::start().await;
        list(page, &site).await;
        assert_eq!(page.attribute(table("buckets"), "aria-rowcount").await.as_deref(), Some("10001"));
        assert_eq!(first_bucket(page).await, "audit-archive-00001");
        page.picture("many-rows").await;

        page.tab_to(button("Copy audit-archive-00001")).await;
        for (key, focused) in [
            (Key::Down, "Copy audit-archive-00002"),
            (Key::End, "Copy audit-archive-10000"),
            (Key::Up, "Copy audit-archive-09999"),
            (Key::PageDown, "Copy audit-archive-10000"),
            (Key::Home, "Copy audit-archive-00001"),
        ] {
            page.press(key).await;
            page.has_focus(button(focused)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn rows_are_sorted_and_filtered_as_a_whole() {
    story("sorted-rows", async |page| {
        let site = Site::start().await;
        list(page, &site).await;
        let sort = |name: &str| button(name).within(column(name));
        page.click(sort("Bucket")).await;
        assert_eq!(page.attribute(column("Bucket"), "aria-sort").await.as_deref(), Some("ascending"));
        page.click(sort("Bucket")).await;
        page.sees(button("Copy audit-archive-10000")).await;
        assert_eq!(page.attribute(column("Bucket"), "aria-sort").await.as_deref(), Some("descending"));
        assert_eq!(first_bucket(page).await, "audit-archive-10000");

        page.type_into(searchbox("Filter: buckets"), "09999").await;
        page.reads(region("Result"), "1 of 10,000").await;
        assert_eq!(first_bucket(page).await, "audit-archive-09999");
        page.type_into(searchbox("Filter: buckets"), "no such bucket").await;
        page.reads(region("Result"), "Nothing matches the filter.").await;
        page.reads(region("Result"), "0 of 10,000").await;
    })
    .await;
}

#[tokio::test]
async fn nothing_is_cut_from_what_is_copied() {
    story("copied-rows", async |page| {
        let site = Site::start().await;
        list(page, &site).await;
        page.click(button("Export")).await;
        page.click(button("Copy all 10,000 as CSV")).await;
        page.reads(region("Result"), "Copied").await;
        let copied = page.clipboard().await;
        let lines: Vec<&str> = copied.lines().collect();
        assert_eq!(lines.len(), 10_001);
        assert!(lines[10_000].starts_with("audit-archive-10000,"), "{}", lines[10_000]);
    })
    .await;
}

#[tokio::test]
async fn the_tab_key_leaves_a_scrolled_table_forward() {
    story("left-table", async |page| {
        let site = Site::start().await;
        list(page, &site).await;
        page.tab_to(by_role("group", "buckets")).await;
        page.press(Key::End).await;
        page.reads(table("buckets"), "audit-archive-10000").await;
        let shown = "return find([['group', 'buckets', false]])[0].scrollTop";
        let bottom: f64 = page.ask(shown, vec![]).await;
        for heading in ["Bucket", "Region", "Note"] {
            page.press(Key::Tab).await;
            page.has_focus(button(heading).within(column(heading))).await;
        }
        page.press(Key::Tab).await;
        let row: String = page.ask("return name(focused())", vec![]).await;
        assert!(row.starts_with("Copy audit-archive-0999") || row.ends_with("10000"), "{row}");
        assert!(page.ask::<f64>(shown, vec![]).await > bottom - 400.0, "the rows in sight stay in sight");
        page.press(Key::Tab).await;
        let left = "return !focused()?.closest('.data-table')";
        assert!(page.ask::<bool>(left, vec![]).await, "the table is left");
    })
    .await;
}
