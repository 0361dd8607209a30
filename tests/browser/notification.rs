//! The end of what goes on: said on every page, and by the system where a person wants it.

use backup_sandbox::seed;
use backup_tests::{
    Page,
    find::{button, main, menu_item, region},
    story,
};
use serde_json::Value;

use crate::sharing::{PARTNER, RECOVERY, meet, open, open_shares, share_with};

/// A system that shows notifications to whoever asks on a press, and one that does not.
fn system(answer: &str) -> String {
    format!(
        "window.shown = []; window.askedFor = 0;
         window.Notification = class extends EventTarget {{
             static permission = 'default';
             static async requestPermission() {{ window.askedFor += 1; return (this.permission = '{answer}'); }}
             constructor(title, options) {{ super(); window.shown.push([title, options.body, options.tag]); }}
         }};"
    )
}

async fn shown(page: &Page) -> Value {
    page.ask("return window.shown", vec![]).await
}

/// Begins a sharing whose first call takes until it is let go on.
async fn begin(page: &Page) {
    meet(page, PARTNER, "held").await;
    share_with(page, seed::VBS_BACKUP, &[PARTNER, RECOVERY]).await;
    page.sees(button("Notify me at the end")).await;
}

async fn go_on(page: &Page) {
    page.until("return Boolean(window.letGo)").await;
    page.ask::<()>("window.letGo()", vec![]).await;
}

#[tokio::test]
async fn whoever_wants_it_is_notified_at_the_end_and_told_on_every_page() {
    story("notified", async |page| {
        page.before_load(&system("granted")).await;
        let _site = open(page).await;
        open_shares(page).await;
        begin(page).await;
        assert_eq!(page.ask::<u32>("return window.askedFor", vec![]).await, 0, "nobody asks unasked");
        page.click(button("Notify me at the end")).await;
        page.sees(button("You are notified at the end")).await;
        page.click(menu_item("Audit backup buckets")).await;
        assert_eq!(shown(page).await, Value::Array(vec![]));
        go_on(page).await;
        page.reads(main(), "2 done").await;
        page.picture("notified").await;
        let shown = shown(page).await;
        assert_eq!(shown, serde_json::json!([["Sharing", "2 done", "Sharing"]]), "no id is in it");
        page.click(button("See what came of it")).await;
        page.reads(region("Sharing"), "Each has its outcome.").await;
        page.misses(button("See what came of it")).await;
    })
    .await;
}

#[tokio::test]
async fn where_the_browser_forbids_it_or_has_none_the_page_says_so_and_goes_on() {
    for (name, before, why) in [
        ("not-notified", system("denied"), "The browser does not let this page notify you."),
        ("no-notifications", "delete window.Notification".to_owned(), "This browser has no notifications."),
    ] {
        story(name, async |page| {
            page.before_load(&before).await;
            let _site = open(page).await;
            open_shares(page).await;
            begin(page).await;
            page.click(button("Notify me at the end")).await;
            page.reads(region("Sharing"), why).await;
            page.click(menu_item("Audit backup buckets")).await;
            go_on(page).await;
            page.reads(main(), "2 done").await;
            page.sees(button("See what came of it")).await;
        })
        .await;
    }
}
