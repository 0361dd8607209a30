//! What a page hears of calls, and how it withholds them.

use backup_sandbox::seed;
use backup_tests::{
    Page, Portal,
    find::{alert, button, field, region},
    story,
};
use serde_json::{Value, json};

use crate::{
    made::{heard, heard_names, make, settings_with},
    performing::{Expected, delete_backup, list_buckets, open_downloads, result, share_backup},
};

fn signed_in() -> Value {
    settings_with(json!({ "credential": { "token": seed::TOKEN } }))
}

#[tokio::test]
async fn each_call_is_told_as_an_audit_log_wants_it() {
    story("events-of-calls", async |page| {
        let portal = Portal::start().await;
        make(page, &portal, signed_in(), "{}").await;
        let expected = [list_buckets(page).await, share_backup(page).await, delete_backup(page).await];
        Expected::assert(&expected, &portal.calls());

        let heard = heard(page).await;
        let names: Vec<&str> = heard.iter().map(|(name, _)| name.as_str()).collect();
        // The token that was given is asked for once.
        let call = ["backup-request", "backup-response"];
        assert_eq!(
            names,
            [&["backup-request", "backup-credential", "backup-response"][..], &call, &call].concat()
        );
        assert_eq!(
            heard[1].1,
            json!({ "reason": "first", "region": seed::REGION, "project": seed::PROJECT })
        );

        let (mut asked, mut told) = (heard[3].1.clone(), heard[4].1.clone());
        for known in ["time", "call"] {
            assert_eq!(asked[known], told[known]);
        }
        let time = asked["time"].take();
        assert!(time.as_str().is_some_and(|time| time.len() == 24 && time.ends_with('Z')), "{time}");
        told["time"].take();
        let shared = json!({
            "call": 2, "time": null, "operation": "vbs/share-backup", "service": "vbs", "effect": "grants",
            "method": "POST", "host": format!("vbs.{}.myhuaweicloud.com", seed::REGION),
            "path": format!("/v2/{}/os-vendor-backup-sharing", seed::PROJECT),
            "region": seed::REGION, "project": seed::PROJECT,
            "input": {
                "backup_id": seed::VBS_BACKUP,
                "to_project_ids": [seed::TARGET_PROJECTS[0], "00000000000000000000000000000000"],
            },
        });
        assert_eq!(asked, shared);
        let (duration, request_id) = (told["duration"].take(), told["requestId"].take());
        assert!(duration.as_u64().is_some(), "{duration}");
        assert!(request_id.as_str().is_some_and(|id| id.len() >= 32), "{request_id}");
        let headline = "The answer names 1 of 2 projects. Whether the others were shared is not known.";
        for (name, value) in shared.as_object().expect("it is an object") {
            assert_eq!(told[name], *value, "{name}");
        }
        assert_eq!((&told["outcome"], &told["status"]), (&json!("succeeded"), &json!(200)));
        assert_eq!(told["headline"], headline);
        assert_eq!(heard[6].1["status"], 202);
        assert!(!format!("{heard:?}").contains(&seed::TOKEN[..16]));
    })
    .await;
}

#[tokio::test]
async fn each_other_ending_is_told_with_its_variant() {
    story("events-of-errors", async |page| {
        let portal = Portal::start().await;
        make(page, &portal, signed_in(), "{}").await;
        page.click(backup_tests::find::menu_item("Authorize download")).await;
        page.type_into(field("Backup ID"), "00000000000000000000000000000000br14").await;
        page.click(button("Authorize download")).await;
        page.reads(alert(), "There is no such backup.").await;

        let (name, told) = heard(page).await.pop().expect("something was heard");
        assert_eq!(name, "backup-error");
        assert_eq!((&told["outcome"], &told["variant"]), (&json!("refused"), &json!("Refused")));
        assert!(told["status"].as_u64().is_some_and(|status| status >= 400), "{told}");
        assert!(told["code"].as_str().is_some_and(|code| code.starts_with("DBS.")), "{told}");
        assert!(told["requestId"].is_string() && told["message"].is_string(), "{told}");
        assert_eq!(told["input"], json!({ "backup_id": "00000000000000000000000000000000br14" }));
    })
    .await;
}

async fn withheld(page: &Page, portal: &Portal, functions: &str, says: &str) {
    make(page, portal, signed_in(), functions).await;
    page.click(backup_tests::find::menu_item("Backup download")).await;
    page.pick(backup_tests::find::radio("Open")).await;
    page.click(button("Open downloads")).await;
    page.reads(alert(), says).await;
    page.reads(alert(), "Nothing was sent.").await;
    let (name, told) = heard(page).await.pop().expect("something was heard");
    assert_eq!(name, "backup-error");
    assert_eq!((&told["outcome"], &told["variant"]), (&json!("not-sent"), &json!("Withheld")));
    assert_eq!(told["status"], Value::Null);
    assert!(!heard_names(page).await.contains(&"backup-credential".to_owned()), "nobody needs a credential");
    assert!(portal.calls().is_empty());
}

#[tokio::test]
async fn what_the_page_does_not_let_through_is_not_sent() {
    story("withheld", async |page| {
        let portal = Portal::start().await;
        let (refused, failed) = ("did not let the call through", "failed when it was asked about the call");
        for (functions, says) in [
            ("{ beforeRequest: () => false }", refused),
            ("{ beforeRequest: async () => false }", refused),
            ("{ beforeRequest() { throw new Error('no') } }", failed),
            ("{ beforeRequest: () => Promise.reject(new Error('no')) }", failed),
        ] {
            withheld(page, &portal, functions, says).await;
        }
        // Whoever listens can withhold a call, too.
        let prevent = "(document.addEventListener('backup-request', (event) => event.preventDefault()), {})";
        withheld(page, &portal, prevent, refused).await;
    })
    .await;
}

#[tokio::test]
async fn what_the_page_thinks_about_for_too_long_is_not_sent() {
    story("withheld-too-late", async |page| {
        let portal = Portal::start().await;
        // The half minute that a page has is over at once.
        let hurry = "(() => {
            const wait = window.setTimeout;
            window.setTimeout = (run, time, ...more) => wait(run, time === 30_000 ? 0 : time, ...more);
            return { beforeRequest: () => new Promise(() => {}) };
        })()";
        withheld(page, &portal, hurry, "did not say in time whether the call may go").await;
    })
    .await;
}

#[tokio::test]
async fn the_page_may_take_its_time_to_answer() {
    story("asked-first", async |page| {
        let portal = Portal::start().await;
        let asks = "{ beforeRequest: () => new Promise((answer) => { window.answer = answer }) }";
        make(page, &portal, signed_in(), asks).await;
        page.click(backup_tests::find::menu_item("Audit backup buckets")).await;
        page.click(button("List buckets")).await;
        page.reads(region("Result"), "nothing is sent yet").await;
        page.picture("asked-first").await;
        assert!(portal.calls().is_empty());
        page.ask::<()>("answer(true)", vec![]).await;
        page.reads(result(), "5 buckets can be chosen").await;
        assert_eq!(portal.calls().len(), 1);

        page.click(button("List buckets")).await;
        page.reads(region("Result"), "nothing is sent yet").await;
        page.click(button("Cancel")).await;
        page.reads(alert(), "You cancelled the call.").await;
        page.ask::<()>("answer(true)", vec![]).await;
        assert_eq!(
            heard(page).await.pop().map(|(_, told)| told["variant"].clone()),
            Some(json!("Cancelled"))
        );

        // Who forgets the credential while the page thinks does not see it used afterwards.
        page.click(button("List buckets")).await;
        page.reads(region("Result"), "nothing is sent yet").await;
        page.click(button("Connection")).await;
        page.click(button("Forget")).await;
        page.click(button("Cancel").within(backup_tests::find::dialog("Connection"))).await;
        page.reads(alert(), "You cancelled the call.").await;
        page.ask::<()>("answer(true)", vec![]).await;
        assert_eq!(portal.calls().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_change_of_the_page_leaves_what_is_under_way() {
    story("updated-settings", async |page| {
        let portal = Portal::start().await;
        make(page, &portal, signed_in(), "{}").await;
        page.click(backup_tests::find::menu_item_of("GeminiDB", "Delete a backup")).await;
        page.type_into(field("Backup ID"), seed::GEMINIDB_BACKUP).await;
        page.ask::<()>("element.config = { ...element.config, theme: 'dark' }", vec![]).await;
        page.holds(field("Backup ID"), seed::GEMINIDB_BACKUP).await;
        let expected = [open_downloads(page).await];
        Expected::assert(&expected, &portal.calls());
    })
    .await;
}
