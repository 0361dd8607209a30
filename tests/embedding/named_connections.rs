//! Connections that a page gives by name, and lets nobody leave.

use backup_sandbox::seed;
use backup_tests::{
    Portal,
    find::{banner, button, combobox, dialog, field, summary},
    story,
};
use serde_json::{Value, json};

use crate::made::{make, settings_with};

/// A project elsewhere.
const OTHER: &str = "22222222222222222222222222222222";

fn given() -> Value {
    json!([
        { "name": "prod", "region": seed::REGION, "project": seed::PROJECT, "production": true },
        { "name": "test", "region": "eu-west-101", "project": OTHER, "color": "blue", "proxy": "/proxy/{url}" },
    ])
}

#[tokio::test]
async fn only_the_connections_of_the_page_can_be_used() {
    story("named-pinned", async |page| {
        let portal = Portal::start().await;
        let pinned =
            json!({ "connections": given(), "pinned": ["connection"], "storageKey": "portal.console" });
        make(page, &portal, settings_with(pinned), "{}").await;
        page.reads(banner(), "prod").await;
        page.click(button("Connection")).await;
        page.reads(dialog("Connection"), "Connection by name pinned by this page").await;
        page.misses(summary("Keep this connection under a name")).await;
        for pinned in ["Project", "Region"] {
            assert_eq!(page.property(field(pinned), "readOnly").await, true, "{pinned}");
        }
        page.choose(combobox("Connection by name"), "test").await;
        page.holds(field("Region"), "eu-west-101").await;
        page.holds(field("Project"), OTHER).await;
        page.picture("named-pinned").await;
        page.type_into(field("Token"), seed::TOKEN).await;
        page.click(button("Use this connection")).await;
        page.misses(dialog("Connection")).await;
        page.reads(banner(), "test").await;
        // It begins where it was left, and with another where the page says so and nobody chose.
        make(page, &portal, settings_with(json!({ "connections": given(), "connection": "test" })), "{}")
            .await;
        page.reads(banner(), "test").await;
        page.ask::<()>("element.setAttribute('connection', 'prod')", vec![]).await;
        page.reads(banner(), "prod").await;
    })
    .await;
}
