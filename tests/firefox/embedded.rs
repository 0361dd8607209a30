//! Two consoles on one page.

use backup_sandbox::seed;
use backup_tests::{
    Portal,
    find::{button, field, heading, menu_item_of, region},
    story_in_firefox,
};

use crate::{
    connecting::set_connection,
    performing::{Expected, authorize_download, list_buckets},
};

#[tokio::test]
async fn two_consoles_work_side_by_side() {
    story_in_firefox("firefox-two-consoles", async |page| {
        let portal = Portal::start().await;
        page.open(&portal.page("pair.html")).await;
        page.look_into(region("Second"));
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        page.click(menu_item_of("GeminiDB", "Delete a backup")).await;
        page.type_into(field("Backup ID"), "of the second").await;

        page.look_into(region("First"));
        page.sees(heading("Authorize backup download")).await;
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        let authorized = authorize_download(page).await;

        page.look_into(region("Second"));
        page.holds(field("Backup ID"), "of the second").await;
        page.misses(region("Result")).await;
        let listed = list_buckets(page).await;
        page.sees(button("Connection")).await;
        Expected::assert(&[authorized, listed], &portal.calls());
    })
    .await;
}
