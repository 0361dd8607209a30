//! The example of a portal, as `cargo xtask run` serves it.

use backup_sandbox::seed;
use backup_tests::{
    Key, Page, Site,
    find::{Find, banner, button, by_role, checkbox, dialog, field, heading, menu_item, radio, region},
    story,
};
use serde_json::json;

use crate::performing::{Expected, delete_backup, list_buckets, result, share_backup};

async fn open(page: &Page) -> Site {
    let site = Site::start().await;
    page.open(&format!("{}examples/portal/", site.address())).await;
    site
}

fn audit() -> Find {
    region("Audit list")
}

#[tokio::test]
async fn the_portal_signs_in_pins_the_region_and_keeps_an_audit_list() {
    story("portal-example", async |page| {
        let site = open(page).await;
        page.reads(audit(), "No call yet.").await;
        let expected = [list_buckets(page).await, share_backup(page).await, delete_backup(page).await];
        Expected::assert(&expected, &site.calls());
        for text in [
            "dbss/list-buckets succeeded",
            "Token fetched (first).",
            "vbs/share-backup succeeded",
            seed::VBS_BACKUP,
            seed::TARGET_PROJECTS[0],
            "geminidb/delete-backup succeeded",
            "Accepted, not yet deleted",
            "202",
        ] {
            page.reads(audit(), text).await;
        }
        page.picture("portal-example").await;
        // However tall the work is, the menu ends where the console does.
        let below = "
            const element = document.querySelector('backup-console');
            element.scrollIntoView({ block: 'end' });
            const bottom = (selector) => element.shadowRoot.querySelector(selector).getBoundingClientRect().bottom;
            return [bottom('.nav') - bottom('.body'), bottom('.body') - element.getBoundingClientRect().bottom];";
        let below: [f64; 2] = page.ask(below, vec![]).await;
        assert!(below.iter().all(|below| below.abs() < 2.0), "{below:?}");
        let bar = "return document.querySelector('backup-console').shadowRoot.querySelector('.bar').textContent";
        let bar: String = page.ask(bar, vec![]).await;
        assert!(bar.contains("M. Okafor, as the page around says"), "{bar}");

        page.click(button("Connection")).await;
        page.reads(dialog("Connection"), "Region pinned by this page").await;
        page.reads(dialog("Connection"), "The page around this console has signed you in.").await;
        page.holds(field("Region"), seed::REGION).await;
    })
    .await;
}

#[tokio::test]
async fn the_portal_and_its_console_speak_the_language_of_the_browser() {
    story("portal-chinese", async |page| {
        let agent: String = page.ask("return navigator.userAgent", vec![]).await;
        let spoken = json!({ "userAgent": agent, "acceptLanguage": "zh-CN,en" });
        page.command("Emulation.setUserAgentOverride", spoken).await;
        let site = open(page).await;
        page.sees(heading("备份")).await;
        page.sees(button("连接设置")).await;
        page.click(checkbox("每次更改之前请第二个人确认")).await;
        page.click(button("备份下载")).await;
        page.pick(radio("开启")).await;
        page.click(button("开启备份下载")).await;
        let approval = dialog("请第二个人确认");
        page.reads(approval.clone(), "action open").await;
        page.click(button("拒绝").within(approval)).await;
        page.reads(region("审计列表"), "dds/set-download-policy 未发送").await;
        page.picture("portal-chinese").await;
        assert!(site.calls().is_empty());
        // What the page itself says in English is but the record's own sentence.
        let english = "
            return [...document.querySelectorAll('body :not([lang=en], [lang=en] *)')]
                .filter((part) => part.checkVisibility() && !part.matches('backup-console, .house'))
                .flatMap((part) => [...part.childNodes].filter((node) => node.nodeType === 3))
                .map((node) => node.textContent.trim().replace(/dds.set-download-policy|Token|M. Okafor|action open|POST [a-z0-9.-]+/g, ''))
                .filter((text) => /[A-Za-z]{3}/.test(text))";
        assert_eq!(page.ask::<Vec<String>>(english, vec![]).await, [""; 0]);

        page.click(button("English").within(banner())).await;
        page.sees(heading("Backups")).await;
        page.sees(button("Connection")).await;
        page.reads(audit(), "dds/set-download-policy not-sent").await;
    })
    .await;
}

#[tokio::test]
async fn a_second_person_can_decline_a_change() {
    story("portal-approval", async |page| {
        let site = open(page).await;
        page.click(checkbox("Ask a second person before each change")).await;
        list_buckets(page).await;
        page.click(menu_item("Backup download")).await;
        page.pick(radio("Open")).await;
        page.click(button("Open downloads")).await;
        let approval = dialog("A second pair of eyes");
        page.reads(approval.clone(), "action open").await;
        page.picture("portal-approval").await;
        page.click(button("Decline").within(approval.clone())).await;
        page.reads(by_role("alert", ""), "did not let the call through").await;
        page.reads(audit(), "dds/set-download-policy not-sent").await;
        assert_eq!(site.calls().len(), 1, "only the list of buckets");

        page.click(button("Open downloads")).await;
        page.click(button("Approve").within(approval)).await;
        page.reads(result(), "Downloads are open").await;
        page.reads(audit(), "dds/set-download-policy succeeded").await;
        assert_eq!(site.calls().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn keys_act_only_where_the_console_has_the_focus() {
    story("portal-keys", async |page| {
        let _site = open(page).await;
        page.reads(audit(), "No call yet.").await;
        let title: String = page.ask("return document.title", vec![]).await;
        page.click(checkbox("Ask a second person before each change")).await;
        page.press_with(Key::Control, "k").await;
        page.press("?").await;
        page.click(menu_item("Share a backup")).await;
        page.has_focus(heading("Share a backup")).await;
        page.misses(dialog("Find")).await;
        page.press_with(Key::Control, "k").await;
        page.press("audit").await;
        page.press(Key::Enter).await;
        page.has_focus(heading("Audit backup buckets")).await;
        assert_eq!(page.ask::<String>("return document.title", vec![]).await, title);
    })
    .await;
}
