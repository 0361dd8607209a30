//! What servers and the boxes before them really send, read by the typed client in a browser.

use backup_sandbox::seed;
use backup_tests::{Page, scripted::Scripted, story};
use serde_json::{Value, json};

use crate::wild::{Case, ID, JSON, broken_answers, odd_answers, whole, whole_answers};

const TOKEN: &str = "MIIabc0123456789+/xyz==";

/// Performs a read and a write against a script, and tells how both ended.
async fn perform(page: &Page, origin: &str, script: usize) -> Value {
    let settings = json!({
        "region": seed::REGION,
        "project": seed::PROJECT,
        "proxy": format!("{origin}/{script}/{{host}}{{path}}{{query}}"),
        "credential": { "token": TOKEN },
    });
    let share = json!({ "backup_id": seed::VBS_BACKUP, "to_project_ids": seed::TARGET_PROJECTS });
    page.ask_later(&format!(
        "const done = arguments[0];
         const client = new BackupClient({settings});
         const end = (promise) => promise.then(
             () => ({{ end: 'answer' }}),
             (error) => ({{ ...error, end: `${{error.variant}} ${{error.outcome}}`, message: error.message }}));
         Promise.all([end(client.dbss.listBuckets()), end(client.vbs.shareBackup({share}))]).then(done);"
    ))
    .await
}

async fn check(page: &Page, cases: Vec<Case>) {
    let upstream = Scripted::start(cases.iter().map(|case| case.script.clone()).collect()).await;
    let site = upstream.page().await;
    page.open(&format!("{}hosts/blank.html", site.address())).await;
    for (number, Case { what, read, write, code, id, .. }) in cases.iter().enumerate() {
        let told = perform(page, &upstream.origin(), number).await;
        assert_eq!((&told[0]["end"], &told[1]["end"]), (&json!(read), &json!(write)), "{what}: {told}");
        for error in [&told[0], &told[1]].into_iter().filter(|told| told["end"] != "answer") {
            assert_eq!((error["code"].as_str(), error["requestId"].as_str()), (*code, *id), "{what}: {told}");
        }
        assert!((1..=3).contains(&upstream.arrived(number, "GET")), "{what}");
        assert_eq!(upstream.arrived(number, "POST"), 1, "{what}");
    }
}

#[tokio::test]
async fn whole_answers_are_understood_whatever_they_are_called() {
    story("wild-answers", async |page| check(page, whole_answers()).await).await;
}

#[tokio::test]
async fn broken_answers_end_as_they_should() {
    story("broken-answers", async |page| check(page, broken_answers()).await).await;
}

#[tokio::test]
async fn odd_answers_end_as_they_should() {
    story("odd-answers", async |page| check(page, odd_answers()).await).await;
}

#[tokio::test]
async fn an_echoed_token_cannot_be_read_from_an_error() {
    story("echoed-token", async |page| {
        let bodies = [
            r#"{"error_code":"APIGW.0301","error_msg":"bad token MIIabc0123456789+\/xyz\u003d\u003d"}"#,
            r#"{"error_code":"X.1","error_msg":"bad header x-auth-token=MIIabc0123456789%2B%2Fxyz%3D%3D"}"#,
            r#"{"error_code":"X.1","error_msg":"bad header TUlJYWJjMDEyMzQ1Njc4OSsveHl6PT0="}"#,
        ];
        let scripts = bodies.iter().map(|body| whole(400, &[JSON, ID], body));
        let upstream = Scripted::start(scripts.collect()).await;
        let site = upstream.page().await;
        page.open(&format!("{}hosts/blank.html", site.address())).await;
        for number in 0..bodies.len() {
            let told = perform(page, &upstream.origin(), number).await.to_string();
            assert!(told.contains("***"), "{told}");
            assert!(!told.contains("0123456789") && !told.contains("Njc4OSsveHl6"), "{told}");
        }
    })
    .await;
}
