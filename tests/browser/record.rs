//! The record of calls, and a result that is about something.

use backup_sandbox::seed;
use backup_tests::{
    Page, Site,
    find::{alert, button, dialog, field, link, menu_item, menu_item_of, radio, region, table},
    story,
};
use serde_json::json;

use crate::{
    connecting::{connect_emulated, misbehave, through},
    performing::{authorize_download, delete_backup, open_downloads, result},
};

const KEPT: &str = "return sessionStorage.getItem('backup-console-calls')";
const WARNS: &str = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";

/// The tools of the table say that something was copied.
const NOTED: &str = "return [...everything(document)].find((one) => one.matches('.table-tools .note'))?.textContent === 'Copied'";

/// The newest row of the list.
async fn newest(page: &Page) -> std::collections::HashMap<String, String> {
    page.click(link("Calls").starting()).await;
    page.rows(table("Calls in this tab")).await.remove(0)
}

#[tokio::test]
async fn the_record_outlives_a_reload_without_a_secret() {
    story("record-kept", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        authorize_download(page).await;
        let before = newest(page).await;
        page.reload().await;
        let after = newest(page).await;
        assert_eq!(before, after);

        assert_eq!(after["Outcome"], "succeeded");
        assert_eq!(after["Target"], seed::GAUSSDB_BACKUP);
        let (date, offset) = after["Time"].split_at(after["Time"].len() - 6);
        assert!(date.starts_with("20") && offset.starts_with(['+', '-']), "{after:?}");
        let kept: String = page.ask(KEPT, Vec::new()).await;
        assert!(kept.contains(seed::GAUSSDB_BACKUP) && !kept.contains(&seed::TOKEN[..16]), "{kept}");
    })
    .await;
}

#[tokio::test]
async fn a_row_stands_from_the_moment_of_sending() {
    story("record-under-way", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        misbehave(page, "stalled").await;
        assert!(!page.ask::<bool>(WARNS, Vec::new()).await);
        page.click(button("Authorize download")).await;
        page.reads(result(), "Waiting for the answer").await;
        assert_eq!(newest(page).await["Outcome"], "under way");
        assert!(page.ask::<bool>(WARNS, Vec::new()).await, "a write would be lost");

        page.click(menu_item("Authorize download")).await;
        page.click(button("Cancel")).await;
        page.reads(alert(), "Whether this took effect is not known.").await;
        page.has_focus(button("Authorize download again…")).await;
        assert_eq!(newest(page).await["Outcome"], "unknown");
        assert!(!page.ask::<bool>(WARNS, Vec::new()).await);
    })
    .await;
}

#[tokio::test]
async fn what_may_have_taken_effect_is_sent_again_only_after_a_question() {
    story("send-again", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        misbehave(page, "lost").await;
        page.click(button("Authorize download")).await;
        page.click(button("Authorize download again…")).await;
        let question = dialog("Send this again?");
        page.reads(question.clone(), "whether it took effect is not known").await;
        page.click(button("Cancel").within(question.clone())).await;
        page.misses(question.clone()).await;
        assert_eq!(site.calls().len(), 1);
        page.click(button("Authorize download again…")).await;
        let confirm = button("Authorize download").within(question);
        page.can_use(confirm.clone()).await;
        page.click(confirm).await;
        page.sees(link("Calls 2")).await;
        assert_eq!(site.calls().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_result_says_what_it_is_about() {
    story("result-about", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        authorize_download(page).await;
        page.reads(result(), &format!("{} · {} · 20", seed::GAUSSDB_BACKUP, seed::REGION)).await;
        page.type_into(field("Backup ID"), "00000000000000000000000000000000in14").await;
        page.reads(result(), &format!("Of an earlier request · {}", seed::GAUSSDB_BACKUP)).await;
        page.picture("earlier-result").await;
    })
    .await;
}

#[tokio::test]
async fn after_a_deletion_the_form_is_empty() {
    story("form-cleared", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        delete_backup(page).await;
        page.holds(field("Backup ID"), "").await;
    })
    .await;
}

#[tokio::test]
async fn what_follows_waits_under_the_focus() {
    story("follow-up", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        open_downloads(page).await;
        page.click(button("Close downloads…")).await;
        page.has_focus(button("Close downloads")).await;
        page.sees(radio("Close")).await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn on_a_narrow_page_the_result_comes_into_sight() {
    story("narrow-result", async |page| {
        let site = Site::start().await;
        for (width, height) in [(390, 844), (768, 1024)] {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            page.command("Emulation.setDeviceMetricsOverride", size).await;
            connect_emulated(page, &site.address()).await;
            page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
            page.click(button("Authorize download")).await;
            page.reads(result(), "The backup can be downloaded").await;
            page.sees(region("Result")).await;
            let top = page.property(region("Result"), "offsetTop").await.as_f64().expect("it is a number");
            let scrolled: f64 = page.ask("return scrollY + innerHeight", Vec::new()).await;
            assert!(
                top + 200.0 < scrolled,
                "{width}: the result begins at {top}, the window ends at {scrolled}"
            );
            page.picture(&format!("narrow-result-{width}")).await;
        }
    })
    .await;
}

#[tokio::test]
async fn beside_a_long_form_the_result_is_in_sight_where_the_button_is() {
    story("long-form-result", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.resize(1366, 768).await;
        page.click(menu_item_of("DDS", "List backups")).await;
        // Nothing is an example where nothing need be given.
        page.sees(field("Instance ID")).await;
        assert_eq!(page.attribute(field("Instance ID"), "placeholder").await, None);
        page.click(button("List backups")).await;
        page.reads(result(), "backups are listed.").await;
        let seen = "const top = (selector) => [...everything(document)].find((one) => one.matches(selector)).getBoundingClientRect().top;
            return [top('.result'), top('#send')].every((top) => top > 40 && top < innerHeight - 40)";
        page.until(seen).await;
        page.picture("long-form-result").await;
    })
    .await;
}

#[tokio::test]
async fn a_result_names_the_route_that_its_call_took() {
    story("route-of-a-result", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        misbehave(page, "login").await;
        page.click(button("Authorize download")).await;
        page.reads(alert(), "./proxy answered with status 200, not the cloud.").await;
        page.click(button("Connection")).await;
        page.click(backup_tests::find::summary("Advanced")).await;
        page.type_into(field("CORS proxy"), "https://other.example/").await;
        page.click(button("Use this connection")).await;
        page.misses(dialog("Connection")).await;
        page.reads(alert(), "./proxy answered with status 200, not the cloud.").await;
    })
    .await;
}

#[tokio::test]
async fn each_ending_has_its_own_word_in_the_list_and_where_it_is_saved() {
    story("record-fates", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        authorize_download(page).await;
        misbehave(page, "lost").await;
        page.click(button("Authorize download")).await;
        page.reads(alert(), "Whether this took effect is not known.").await;

        // What reads changes nothing, however it ends.
        page.click(menu_item("Audit backup buckets")).await;
        page.expect_complaint("proxy.invalid");
        through(page, "https://proxy.invalid/").await;
        page.click(button("List buckets")).await;
        page.reads(alert(), "Nothing was sent.").await;
        through(page, "./proxy/{host}{path}{query}").await;
        misbehave(page, "stalled").await;
        page.click(button("List buckets")).await;
        page.reads(result(), "Waiting for the answer").await;
        page.click(button("Cancel")).await;
        page.sees(alert()).await;
        misbehave(page, "throttled").await;
        page.click(button("List buckets")).await;
        page.sees(alert()).await;

        page.click(link("Calls").starting()).await;
        let shown = page.rows(table("Calls in this tab")).await;
        let shown: Vec<_> = shown.iter().map(|row| row["Outcome"].as_str()).collect();
        assert_eq!(shown, ["refused", "cancelled", "blocked", "unknown", "succeeded"]);
        let saved = page.exported().await;
        let saved = saved.as_array().expect("rows");
        let words: Vec<_> = saved.iter().map(|row| &row["outcome"]).collect();
        assert_eq!(words, ["refused", "failed", "not-sent", "unknown", "succeeded"]);
        // The last reached the cloud, and is told as an auditor asks for it.
        let first = &saved[4];
        assert_eq!(first["operation"], "gaussdb/authorize-download");
        assert_eq!(first["target"], seed::GAUSSDB_BACKUP);
        assert_eq!(first["input"], json!({ "backup_id": seed::GAUSSDB_BACKUP }).to_string());
        assert_eq!(first["host"], format!("gaussdb-opengauss.{}.myhuaweicloud.com", seed::REGION));
        assert_eq!((&first["identity"], &first["status"]), (&json!("token set"), &json!(200)));
        assert_eq!((&first["region"], &first["project"]), (&json!(seed::REGION), &json!(seed::PROJECT)));
        assert!(first["duration_ms"].is_u64() && first["request_id"].is_string(), "{first}");
        let request = first["request"].as_str().unwrap_or_default();
        assert!(
            request.starts_with("POST /v3/") && request.ends_with("/download/authorization"),
            "{request}"
        );
        assert_eq!(saved[0]["status"], 429);
        for row in saved {
            let time = row["time"].as_str().unwrap_or_default();
            let (date, offset) = time.split_at(time.len() - 6);
            assert!(date.starts_with("20") && date.contains('T') && offset.starts_with(['+', '-']), "{time}");
        }
    })
    .await;
}

/// Two calls of one second are told apart by those who hear their buttons alone.
#[tokio::test]
async fn calls_of_one_second_have_buttons_of_their_own() {
    story("record-alike", async |page| {
        let site = Site::start().await;
        page.before_load("Date.now = () => 1_764_288_000_000").await;
        connect_emulated(page, &site.address()).await;
        open_downloads(page).await;
        authorize_download(page).await;
        let time = newest(page).await["Time"].clone();
        page.click(button(format!("Details {time}"))).await;
        page.reads(region("Details"), seed::GAUSSDB_BACKUP).await;
        page.click(button(format!("Details {time} (2)"))).await;
        page.reads(region("Details"), "dds/set-download-policy").await;
    })
    .await;
}

#[tokio::test]
async fn calls_are_noted_for_a_ticket() {
    story("record-note", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        authorize_download(page).await;
        page.click(link("Calls").starting()).await;
        let calls = page.rows(table("Calls in this tab")).await;

        // One, from its details.
        page.click(button(format!("Details {}", calls[0]["Time"]))).await;
        page.click(button("Copy as Markdown")).await;
        page.sees(button("Copied")).await;
        let note = page.clipboard().await;
        let (day, rest) = calls[0]["Time"].split_once(' ').expect("a day and a time");
        let (clock, offset) = rest.split_once(' ').expect("a time and its offset");
        let path = format!("/v3/{}/backups/{}/download/authorization", seed::PROJECT, seed::GAUSSDB_BACKUP);
        for line in [
            format!("- **Time:** `{day}T{clock}"),
            format!(
                "{offset}`\n- **Operation:** GaussDB · Authorize download `gaussdb/authorize-download`\n"
            ),
            "- **Outcome:** succeeded\n".to_owned(),
            "- **Status:** 200\n- **Request ID:** `".to_owned(),
            "- **Identity:** token set\n".to_owned(),
            format!("- **Project:** `{}`\n- **Request:** `POST {path}`\n", seed::PROJECT),
        ] {
            assert!(note.contains(&line), "{line} in {note}");
        }
        page.picture("note-of-a-call").await;
        page.click(button("Close")).await;
        page.click(link("Authorize download")).await;
        misbehave(page, "lost").await;
        page.click(button("Authorize download")).await;
        page.reads(alert(), "Whether this took effect is not known.").await;
        page.click(link("Calls").starting()).await;

        // All that are shown: what they have in common stands above, what is different in a table.
        page.click(button("Export")).await;
        page.click(button("Copy all 2 as Markdown")).await;
        page.until(NOTED).await;
        let note = page.clipboard().await;
        assert!(
            note.starts_with("**Calls in this tab: 2**\n\n- **Operation:** GaussDB · Authorize download `"),
            "{note}"
        );
        let rows: Vec<&str> = note.lines().filter(|line| line.starts_with('|')).collect();
        assert!(rows[0].starts_with("| Time | Outcome | What came of it |"), "{note}");
        assert!(rows[2].contains("| unknown |") && rows[3].contains("| succeeded |"), "{note}");
        assert_eq!(rows.len(), 4, "{note}");
    })
    .await;
}
