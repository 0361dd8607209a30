//! What belongs together is one entry of the record: on the page, saved, noted for a ticket, and after a reload.

use backup_sandbox::seed;
use backup_tests::{
    Page,
    find::{button, link, region, table},
    story,
};
use serde_json::Value;

use crate::sharing::{PARTNER, RECOVERY, meet, open, open_shares, share_with};

const NOBODY: &str = "ffffffffffffffffffffffffffffffff";

async fn open_calls(page: &Page) {
    page.click(link("Calls").starting()).await;
    page.sees(table("Calls in this tab")).await;
}

/// The entries of a table of this many rows, as JSON.
async fn entries(page: &Page) -> Vec<Value> {
    let rows = page.attribute(table("Calls in this tab"), "aria-rowcount").await;
    let count = rows.and_then(|rows| rows.parse::<usize>().ok()).expect("a number of rows") - 1;
    let part = format!("Save all {count} as JSON");
    serde_json::from_value(page.saved("calls-table", &part).await).expect("entries are saved")
}

fn batch(entries: &[Value]) -> &Value {
    let is_batch = |entry: &&Value| entry["operation"] == "sharing";
    entries.iter().find(is_batch).expect("there is a batch")
}

#[tokio::test]
async fn a_batch_is_one_entry_with_its_calls_beneath_it() {
    story("batches", async |page| {
        let _site = open(page).await;
        open_shares(page).await;
        meet(page, RECOVERY, "lost").await;
        share_with(page, seed::VBS_BACKUP, &[PARTNER, RECOVERY, NOBODY]).await;
        open_calls(page).await;
        let shown = page.rows(table("Calls in this tab")).await;
        let of_batch = shown.iter().filter(|row| row["Operation"] == "Sharing of backups").count();
        assert_eq!(of_batch, 1);
        assert!(shown.iter().all(|row| !row["Operation"].contains("Share a backup")), "{shown:?}");
        let before = entries(page).await;
        let one = batch(&before);
        assert_eq!(one["outcome"], "unknown");
        assert_eq!(one["said"], "1 unknown, 1 refused, 1 succeeded");
        // One read before, then each once, in their order.
        let calls = one["calls"].as_array().expect("calls").clone();
        let outcomes: Vec<_> =
            calls.iter().map(|call| call["outcome"].as_str().unwrap_or_default()).collect();
        assert_eq!(outcomes, ["succeeded", "succeeded", "unknown", "refused"]);
        assert!(calls.iter().all(|call| call["batch"] == one["batch"]), "{calls:?}");

        page.click(button(format!("Details {}", time(&shown)))).await;
        page.reads(table("Its calls"), NOBODY).await;
        page.picture("batch").await;
        page.click(button("Copy as Markdown")).await;
        page.sees(button("Copied")).await;
        let note = page.clipboard().await;
        assert!(note.contains("- **Operation:** Sharing of backups `sharing`\n"), "{note}");
        let beneath = note.lines().filter(|line| line.starts_with("| `20")).count();
        assert_eq!(beneath, 4, "{note}");
        page.click(button("Close").within(region("Details"))).await;

        page.reload().await;
        open_calls(page).await;
        assert_eq!(batch(&entries(page).await), one);
        // Each by itself, for whoever wants it.
        page.click(button("Batches as one entry")).await;
        let alone = page.rows(table("Calls in this tab")).await;
        assert_eq!(alone.iter().filter(|row| row["Operation"].contains("Share a backup")).count(), 3);
    })
    .await;
}

/// When the batch began, as it names its row.
fn time(shown: &[std::collections::HashMap<String, String>]) -> String {
    let is_batch =
        |row: &&std::collections::HashMap<String, String>| row["Operation"] == "Sharing of backups";
    shown.iter().find(is_batch).expect("there is a batch")["Time"].clone()
}
