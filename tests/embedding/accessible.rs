//! What bars people from a page that embeds the console, looked for by axe-core.

use backup_sandbox::seed;
use backup_tests::{
    Audit, Key, Portal, Site,
    find::{button, by_role, dialog},
    story,
};

use serde_json::json;

use crate::{
    made::{make, settings_with},
    performing::{list_buckets, share_backup},
};

#[tokio::test]
async fn nothing_bars_anybody_from_a_portal() {
    story("accessible-portal", async |page| {
        let Some(mut audit) = Audit::of(page) else { return };
        let site = Site::start().await;
        page.open(&format!("{}examples/portal/", site.address())).await;
        page.sees(button("Connection")).await;
        audit.look("portal").await;
        list_buckets(page).await;
        audit.look("portal, buckets").await;
        share_backup(page).await;
        audit.look("portal, shares").await;
        page.click(button("Connection")).await;
        audit.look("portal, connection").await;
        page.press(Key::Escape).await;
        let count =
            "return [...everything(document)].filter((element) => element.matches(arguments[0])).length";
        for single in ["main", "h1"] {
            let found: usize = page.ask(count, vec![single.into()]).await;
            assert!(found <= 1, "{found} of {single}");
        }
        page.sees(by_role("main", "")).await;
        audit.end();
    })
    .await;
}

#[tokio::test]
async fn nothing_bars_anybody_from_what_is_pinned() {
    story("accessible-pinned", async |page| {
        let Some(mut audit) = Audit::of(page) else { return };
        let portal = Portal::start().await;
        let settings =
            json!({ "project": seed::PROJECT, "pinned": ["region", "project", "proxy", "endpoints"] });
        make(page, &portal, settings_with(settings), "{}").await;
        page.click(button("Connection")).await;
        page.reads(dialog("Connection"), "pinned by this page").await;
        audit.look("all pinned").await;
        let connections =
            json!([{ "name": "prod", "region": seed::REGION, "project": seed::PROJECT, "production": true }]);
        let settings = json!({ "connections": connections, "pinned": ["connection"] });
        make(page, &portal, settings_with(settings), "{}").await;
        page.click(button("Connection")).await;
        page.reads(dialog("Connection"), "Connection by name pinned by this page").await;
        audit.look("connections pinned").await;
        audit.end();
    })
    .await;
}
