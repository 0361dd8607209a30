//! What documents say beyond what a call needs: a file that arrives when it is asked for, or does not.

use backup_tests::{
    Page, Site,
    find::{button, by_role, link, main, region},
    story,
};

use crate::performing::result;

const MISSING: &str = "What the document says could not be loaded.";
const MEANING: &str = "A job was started that deletes the backup.";

async fn open(page: &Page, site: &Site) {
    page.open(&format!("{}#/reference/geminidb/delete-backup", site.address())).await;
}

#[tokio::test]
async fn the_reference_and_the_facts_below_a_form_tell_what_documents_say() {
    story("documents", async |page| {
        let site = Site::start().await;
        open(page, &site).await;
        page.reads(region("Status codes"), &format!("202 Accepted {MEANING}")).await;
        page.reads(region("Answer"), "job_id Task ID. text").await;
        page.click(button("Open the form")).await;
        page.sees(link("Deleting a Manual Backup").starting()).await;
        page.reads(main(), "Engines GeminiDB Cassandra, GeminiDB Mongo").await;
    })
    .await;
}

#[tokio::test]
async fn what_arrives_late_in_another_language_is_let_go() {
    story("documents-late", async |page| {
        let site = Site::start().await;
        page.before_load("window.held = []; window.requestIdleCallback = (go) => held.push(go)").await;
        page.open(&site.address()).await;
        page.until("return held.length === 1").await;
        page.speak("zh-Hans").await;
        page.until("return held.length === 2").await;
        page.ask::<()>("held[1]()", vec![]).await;
        page.reads(main(), "实例级和表级").await;
        page.ask::<()>("held[0]()", vec![]).await;
        let both = "return performance.getEntriesByType('resource').filter(({ name, responseEnd }) =>
            /(documents|words-zh-Hans)-\\w+\\.json$/.test(name) && responseEnd > 0).length === 2";
        page.until(both).await;
        page.until("return (window.drawn = (window.drawn ?? 0) + 1) > 3").await;
        assert!(page.text(main()).await.contains("实例级和表级"), "the page stays in its language");
    })
    .await;
}

#[tokio::test]
async fn what_does_not_arrive_is_said_and_can_be_tried_again() {
    story("documents-damaged", async |page| {
        let (site, mend) = Site::with_damaged_documents().await;
        page.expect_complaint("documents-");
        open(page, &site).await;
        page.reads(main(), MISSING).await;
        // What a call needs is there all the same.
        page.reads(region("Parameters"), "ID of the backup file").await;
        page.click(button("Open the form")).await;
        page.reads(main(), MISSING).await;
        page.sees(button("Delete backup")).await;
        mend();
        page.click(button("Try again")).await;
        page.sees(link("Deleting a Manual Backup").starting()).await;
        page.click(button("Reference").within(by_role("main", ""))).await;
        page.reads(region("Status codes"), MEANING).await;
        page.misses(result()).await;
    })
    .await;
}

/// Holds the English file back until it is let go, and sees whether it is ever told on a Chinese page.
const HELD: &str = "
    const real = window.fetch;
    let release;
    const released = new Promise((resolve) => { release = resolve; });
    window.release = () => release();
    window.asked = false;
    window.mixed = false;
    window.fetch = async (address, ...rest) => {
        if (!String(address).includes('/documents-')) return real(address, ...rest);
        window.asked = true;
        await released;
        const response = await real(address, ...rest);
        response.clone().text().then(() => setTimeout(() => { window.arrived = true; }));
        return response;
    };
    const look = (root) => {
        const told = root.querySelector('.console');
        window.mixed ||= told?.lang === 'zh-Hans' && told.textContent.includes('A job was started');
    };
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (options) {
        const root = attach.call(this, options);
        new MutationObserver(() => look(root)).observe(root, { subtree: true, childList: true, characterData: true });
        return root;
    };
";

#[tokio::test]
async fn what_arrives_late_does_not_tell_in_a_language_that_was_left() {
    story("documents-mixed", async |page| {
        let site = Site::start().await;
        page.before_load(HELD).await;
        open(page, &site).await;
        page.until("return window.asked").await;
        page.click(button("简体中文")).await;
        page.reads(main(), "已启动删除该备份的任务。").await;
        page.ask::<()>("window.release()", vec![]).await;
        page.until("return window.arrived").await;
        page.click(button("English")).await;
        page.reads(main(), MEANING).await;
        assert!(!page.ask::<bool>("return window.mixed", vec![]).await);
    })
    .await;
}
