//! Each style of proxy that the setting can describe, up to the proxy's own door.

use std::collections::BTreeSet;

use backup_sandbox::seed;
use backup_tests::{
    Arrived, Page, Recorder, Served, Site,
    find::{button, dialog, field, link, main, radio, region, summary},
    story,
};
use http::Method;
use serde_json::{Value, json};

use crate::connecting::{connect, of_forms, open_first_form, set_connection, use_connection};

const URL: &str = "https://dds.ap-southeast-1.myhuaweicloud.com/v3/0483b6b16e954cb88930a360d2c4e663/backups/download-policy";
const ENCODED: &str = "https%3A%2F%2Fdds.ap-southeast-1.myhuaweicloud.com%2Fv3%2F0483b6b16e954cb88930a360d2c4e663%2Fbackups%2Fdownload-policy";
const HOST: &str = "dds.ap-southeast-1.myhuaweicloud.com";
const PATH: &str = "/v3/0483b6b16e954cb88930a360d2c4e663/backups/download-policy";

/// Sets the proxy in the connection panel.
async fn set_proxy(page: &Page, template: &str) {
    page.click(button("Connection")).await;
    page.click(summary("Advanced")).await;
    page.type_into(field("CORS proxy"), template).await;
    use_connection(page).await;
}

async fn open_downloads(page: &Page, earlier: usize) {
    page.click(button("Open downloads")).await;
    page.sees(link(format!("Calls {}", earlier + 1))).await;
    page.reads(region("Result"), "Downloads are open").await;
}

/// Everything but the target is the same, whatever the proxy.
fn is_intact(arrived: &[Arrived], target: &str, more_headers: &[&str]) {
    let [call] = arrived else { panic!("one request, not {}", arrived.len()) };
    assert_eq!(call.method, Method::POST);
    assert_eq!(call.target, target);
    assert_eq!(call.body, br#"{"action":"open"}"#);
    assert_eq!(call.header("x-auth-token"), Some(seed::TOKEN));
    assert_eq!(call.header("content-type"), Some("application/json"));
    let browsers_own = |name: &str| {
        name.starts_with("sec-")
            || [
                "accept",
                "accept-encoding",
                "accept-language",
                "cache-control",
                "connection",
                "content-length",
            ]
            .contains(&name)
            || ["host", "origin", "pragma", "user-agent"].contains(&name)
    };
    let names: BTreeSet<&str> =
        call.headers.keys().map(http::HeaderName::as_str).filter(|name| !browsers_own(name)).collect();
    assert_eq!(names, ["x-auth-token", "content-type"].iter().chain(more_headers).copied().collect());
}

/// The form shows the request once, as the cloud gets it; by which way it goes stands beside the button.
async fn is_named_once(page: &Page) {
    page.reads(main(), URL).await;
    assert_eq!(page.text(main()).await.matches(PATH).count(), 1);
}

#[tokio::test]
async fn each_style_reaches_the_proxy_with_everything_intact() {
    story("proxy-styles", async |page| {
        let recorder = Recorder::answering("{}");
        let proxy = Served::start(|_| recorder.router()).await;
        let site = Served::page(&json!({ "proxy": proxy.address() }), &proxy, &recorder).await;
        let px = proxy.origin();
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(link("Backup download").starting()).await;
        page.pick(radio("Open")).await;

        let styles = [
            (format!("{px}/"), format!("/{URL}")),
            (format!("{px}/{{url}}"), format!("/{URL}")),
            (format!("{px}/cors"), format!("/cors/{URL}")),
            (format!("{px}/{{host}}{{path}}{{query}}"), format!("/{HOST}{PATH}")),
            (format!("{px}/{{host}}:443{{path}}"), format!("/{HOST}:443{PATH}")),
            (format!("{px}/?url={{encoded}}"), format!("/?url={ENCODED}")),
            (format!("{px}/?scalar_url="), format!("/?scalar_url={ENCODED}")),
            (format!("{px}/raw?key=k&url={{encoded}}"), format!("/raw?key=k&url={ENCODED}")),
            (format!("{px}/?{{url}}"), format!("/?{URL}")),
            (format!("{px}/?"), format!("/?{URL}")),
            (format!("{px}/hw/{{host}}{{path}}{{query}}"), format!("/hw/{HOST}{PATH}")),
            (
                format!("{px}/hw/{{service}}/{{region}}{{path}}{{query}}"),
                format!("/hw/dds/ap-southeast-1{PATH}"),
            ),
            (format!("{px}/proxy{{path}}{{query}}"), format!("/proxy{PATH}")),
        ];
        for (earlier, (template, target)) in styles.iter().enumerate() {
            set_proxy(page, template).await;
            is_named_once(page).await;
            open_downloads(page, earlier).await;
            is_intact(&of_forms(recorder.take()), target, &[]);
        }

        // On the page's own origin a write carries its id.
        let relative = [
            ("/relay/{url}", format!("/relay/{URL}")),
            ("./relay/?url={encoded}", format!("/relay/?url={ENCODED}")),
        ];
        for (more, (template, target)) in relative.iter().enumerate() {
            set_proxy(page, template).await;
            open_downloads(page, styles.len() + more).await;
            is_intact(&of_forms(recorder.take()), target, &["x-backup-call"]);
        }
    })
    .await;
}

#[tokio::test]
async fn a_header_can_name_the_target() {
    story("proxy-header", async |page| {
        let recorder = Recorder::answering("{}");
        let proxy = Served::start(|_| recorder.router()).await;
        let config = json!({ "proxy": proxy.address(), "proxyHeaders": { "X-Target-URL": "{url}", "X-Key": "open sesame" } });
        let site = Served::page(&config, &proxy, &recorder).await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(link("Backup download").starting()).await;
        page.pick(radio("Open")).await;
        open_downloads(page, 0).await;
        let arrived = of_forms(recorder.take());
        is_intact(&arrived, "/", &["x-target-url", "x-key"]);
        assert_eq!(arrived[0].header("x-target-url"), Some(URL));
        assert_eq!(arrived[0].header("x-key"), Some("open sesame"));
    })
    .await;
}

#[tokio::test]
async fn without_a_proxy_the_endpoint_itself_is_called() {
    story("direct", async |page| {
        let recorder = Recorder::answering("{}");
        let cloud = Served::start(|_| recorder.router()).await;
        let site = Served::page(&json!({}), &cloud, &recorder).await;
        // Asked in passing what the token is good for, IAM itself cannot be reached from this page.
        page.expect_complaint("https://iam.ap-southeast-1.myhuaweicloud.com/");
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(link("Backup download").starting()).await;
        page.pick(radio("Open")).await;
        page.reads(main(), "straight to the cloud").await;
        page.reads(main(), &format!("POST {URL}")).await;

        page.click(button("Connection")).await;
        page.click(summary("Advanced")).await;
        page.type_into(field("DDS endpoint"), &cloud.origin()).await;
        use_connection(page).await;
        page.reads(main(), &format!("POST {}{PATH}", cloud.origin())).await;
        open_downloads(page, 0).await;
        is_intact(&of_forms(recorder.take()), PATH, &[]);
    })
    .await;
}

#[tokio::test]
async fn calls_without_a_body_carry_no_content_type() {
    story("proxy-read", async |page| {
        let recorder = Recorder::answering(r#"{"obs_list":[]}"#);
        let proxy = Served::start(|_| recorder.router()).await;
        let site = Served::page(&json!({ "proxy": proxy.address() }), &proxy, &recorder).await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(link("Audit backup buckets").starting()).await;
        page.click(button("List buckets")).await;
        page.reads(region("Result"), "There is no bucket to choose in this project.").await;
        let [call] = &of_forms(recorder.take())[..] else { panic!("one request") };
        assert_eq!(call.method, Method::GET);
        assert_eq!(call.header("content-type"), None);
        assert!(call.body.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_resulting_url_is_shown_live_and_an_unusable_template_is_refused() {
    story("proxy-panel", async |page| {
        let site = Site::start().await;
        open_first_form(page, &site.address()).await;
        page.click(button("Connection")).await;
        page.choose(backup_tests::find::combobox("Region"), seed::REGION).await;
        page.type_into(field("Project"), seed::PROJECT).await;
        page.click(summary("Advanced")).await;
        let panel = || dialog("Connection");
        let example = format!(
            "https://gaussdb-opengauss.ap-southeast-1.myhuaweicloud.com/v3/{}/backups/{}/download/authorization",
            seed::PROJECT,
            seed::GAUSSDB_BACKUP
        );
        for (template, url) in [("https://px.example/", format!("https://px.example/{example}")), ("", example.clone())] {
            page.type_into(field("CORS proxy"), template).await;
            page.reads(panel(), &format!("Calls go to {url}")).await;
        }
        page.picture("proxy").await;
        for (template, reason) in [
            ("ftp://px.example/", "The template begins with https://, http://, /, ./ or ../."),
            ("//px.example/", "The template begins with https://, http://, /, ./ or ../."),
            ("https://", "The template needs a host after the scheme."),
            ("https://px.example/{nope}", "There is no placeholder {nope}."),
            ("https://px.example/{url", "A brace is not closed, or not opened."),
            ("https://me:secret@px.example/", "Browsers refuse a user name or password in a URL"),
            ("https://px.example/#{url}", "What follows # is never sent."),
            ("https://px.example/ {url}", "The template cannot hold this: character 20 is a space. Remove it."),
            ("https://px.example/?url={url}", "Use {encoded} there."),
            ("https://px.example/{host}", "Nothing tells the proxy which path is meant"),
        ] {
            page.type_into(field("CORS proxy"), template).await;
            page.reads(panel(), reason).await;
            page.click(button("Use this connection")).await;
            page.reads(panel(), reason).await;
            assert_eq!(page.attribute(field("CORS proxy"), "aria-invalid").await.as_deref(), Some("true"));
        }
        page.click(button("Cancel")).await;
        let kept: Option<Value> = page.ask("return JSON.parse(localStorage.getItem('backup-console'))", vec![]).await;
        assert!(!kept.unwrap_or_default().to_string().contains("px.example"));
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
    })
    .await;
}
