//! What bars people from a page that embeds the console, looked for by axe-core.

use backup_tests::{
    Audit, Site,
    find::{button, by_role},
    story,
};

use crate::performing::{list_buckets, share_backup};

#[tokio::test]
async fn nothing_bars_anybody_from_a_portal() {
    story("accessible-portal", async |page| {
        let Some(mut audit) = Audit::of(page) else { return };
        let site = Site::start().await;
        page.open(&format!("{}examples/portal/", site.address())).await;
        page.sees(button("Connection")).await;
        audit.look("portal").await;
        list_buckets(page).await;
        audit.look("portal, buckets").await;
        share_backup(page).await;
        audit.look("portal, shares").await;
        let count =
            "return [...everything(document)].filter((element) => element.matches(arguments[0])).length";
        for single in ["main", "h1"] {
            let found: usize = page.ask(count, vec![single.into()]).await;
            assert!(found <= 1, "{found} of {single}");
        }
        page.sees(by_role("main", "")).await;
        audit.end();
    })
    .await;
}
