//! The cURL command that the page copies, run by a shell.

use std::process::Command;

use backup_sandbox::seed;
use backup_tests::{
    Arrived, Key, Page, Recorder, Served, Site,
    find::{button, by_role, field, link, menu_item_of, radio},
    story,
};

use crate::{connecting::connect, performing::copy_as};

const SECRET: &str = "a token with $signs, 'quotes' and \"more\"";

/// Copies the command, and runs it with the cloud's host replaced by the recorder.
async fn run(page: &Page, recorder: &Recorder, service: &str) -> Arrived {
    copy_as(page, "cURL").await;
    page.sees(button("Copied")).await;
    let copied = page.clipboard().await;
    page.sees(button("Copy as")).await;

    let stub = Served::start(|_| recorder.router()).await;
    let host = format!("https://{service}.{}.myhuaweicloud.com/", seed::REGION);
    assert_eq!(copied.matches(&host).count(), 1, "{copied}");
    let command = copied.replace(&host, &stub.address());
    let shell = move || {
        Command::new("sh")
            .args(["-c", &command])
            .env("HUAWEICLOUD_TOKEN", SECRET)
            .env("no_proxy", "*")
            .output()
    };
    let output = tokio::task::spawn_blocking(shell).await.expect("it ends").expect("there is a shell");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the command needs curl on PATH: {error}");
    let mut arrived = recorder.take();
    assert_eq!(arrived.len(), 1, "{error}");
    arrived.remove(0)
}

#[tokio::test]
async fn the_command_sends_what_the_page_would_send() {
    story("copied-command", async |page| {
        let site = Site::start().await;
        let recorder = Recorder::answering("{}");
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;

        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        let sent = run(page, &recorder, "gaussdb-opengauss").await;
        let path = format!("/v3/{}/backups/{}/download/authorization", seed::PROJECT, seed::GAUSSDB_BACKUP);
        assert_eq!((sent.method.as_str(), sent.target.as_str()), ("POST", path.as_str()));
        assert_eq!((sent.header("content-type"), sent.body.as_slice()), (None, &[][..]));
        assert_eq!(sent.header("x-auth-token"), Some(SECRET));

        page.click(link("Audit backup buckets").starting()).await;
        let sent = run(page, &recorder, "dbss").await;
        assert_eq!((sent.method.as_str(), sent.body.as_slice()), ("GET", &[][..]));
        assert_eq!(sent.target, format!("/v2/{}/audit/backup/obs-buckets", seed::PROJECT));

        page.click(link("Share a backup").starting()).await;
        page.type_into(field("Backup ID"), seed::VBS_BACKUP).await;
        page.type_into(field("Share with projects"), &seed::TARGET_PROJECTS.join(" ")).await;
        let sent = run(page, &recorder, "vbs").await;
        assert_eq!(sent.method, "POST");
        assert_eq!(sent.target, format!("/v2/{}/os-vendor-backup-sharing", seed::PROJECT));
        assert_eq!(sent.header("content-type"), Some("application/json"));
        let [first, second] = seed::TARGET_PROJECTS;
        let body = format!(
            r#"{{"shared":{{"backup_id":"{}","to_project_ids":["{first}","{second}"]}}}}"#,
            seed::VBS_BACKUP
        );
        assert_eq!(String::from_utf8(sent.body).as_deref(), Ok(body.as_str()));

        page.click(link("Backup download").starting()).await;
        page.pick(radio("Close")).await;
        let sent = run(page, &recorder, "dds").await;
        assert_eq!(
            (sent.method.as_str(), sent.body.as_slice()),
            ("POST", br#"{"action":"close"}"#.as_slice())
        );

        page.click(menu_item_of("GeminiDB", "Delete a backup")).await;
        page.type_into(field("Backup ID"), seed::GEMINIDB_BACKUP).await;
        let sent = run(page, &recorder, "gaussdb-nosql").await;
        assert_eq!((sent.method.as_str(), sent.body.as_slice()), ("DELETE", &[][..]));
        assert_eq!(sent.target, format!("/v3/{}/backups/{}", seed::PROJECT, seed::GEMINIDB_BACKUP));

        // By the vendor's own tools, which know the operation by other names.
        let copied = async |form: &str| {
            copy_as(page, form).await;
            page.sees(button("Copied")).await;
            let copied = page.clipboard().await;
            page.sees(button("Copy as")).await;
            copied
        };
        let koocli = copied("KooCLI").await;
        let (region, project) = (seed::REGION, seed::PROJECT);
        assert!(koocli.starts_with("hcloud GaussDBforNoSQL DeleteBackup "), "{koocli}");
        for parameter in [
            format!("--cli-region={region}"),
            format!("--project_id={project}"),
            format!("--backup_id={}", seed::GEMINIDB_BACKUP),
        ] {
            assert!(koocli.contains(&parameter), "{koocli}");
        }
        let python = copied("Python, by the vendor's SDK").await;
        assert!(python.contains("client.delete_backup(request)"), "{python}");
        assert!(python.contains("os.environ[\"HUAWEICLOUD_SDK_SK\"]"), "{python}");
        for text in [koocli, python] {
            assert!(!text.contains(seed::TOKEN) && !text.contains("proxy"), "{text}");
        }

        // What a tool does not have is said.
        page.click(link("Share a backup").starting()).await;
        page.click(button("Copy as")).await;
        page.reads(by_role("group", "Copy as"), "KooCLI does not have this operation.").await;
        page.picture("copies").await;
        page.press(Key::Escape).await;
        page.has_focus(button("Copy as")).await;

        assert!(site.calls().is_empty(), "copying sends nothing");
    })
    .await;
}
