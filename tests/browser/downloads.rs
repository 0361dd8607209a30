//! The downloads of DDS backups: what is so now, the change of it, and that nobody forgets them open.

use backup_sandbox::{Recorded, seed};
use backup_tests::{
    Page, Witness,
    find::{Find, button, combobox, dialog, field, main, menu_item, region},
    story,
};

use crate::{
    connecting::{connect, set_connection},
    named_connections::keep,
    signing_in::{MANUAL_CLOCK, advance},
};

const BANNER: &str = "DDS backups of this project in ap-southeast-1 can be downloaded from the Internet.";

fn card() -> Find {
    region("DDS downloads")
}

async fn open(page: &Page, project: &str, token: &str) -> Witness {
    let site = Witness::start().await;
    connect(page, &site.address(), project, token).await;
    page.click(menu_item("Backups")).await;
    page.reads(region("Lists"), "All lists are read").await;
    page.can_use(button("Open downloads…").within(card())).await;
    site
}

/// Confirms what is asked.
async fn confirm(page: &Page, question: &str, answer: &str) {
    page.sees(dialog(question)).await;
    let answer = button(answer).within(dialog(question));
    page.can_use(answer.clone()).await;
    page.picture("downloads-question").await;
    page.click(answer).await;
}

/// The changes that the cloud was asked for: method and body.
fn changes(site: &Witness) -> Vec<(String, String)> {
    let is_change = |call: &&Recorded| call.path.ends_with("/download-policy") && call.method != "GET";
    let told = |call: &Recorded| (call.method.clone(), String::from_utf8_lossy(&call.body).into_owned());
    site.calls().iter().filter(is_change).map(told).collect()
}

#[tokio::test]
async fn downloads_are_opened_and_closed_as_the_service_needs_it_and_said_on_every_page() {
    story("downloads", async |page| {
        let site = open(page, seed::PROJECT, seed::TOKEN).await;
        page.reads(card(), "closed").await;
        page.reads(card(), "cannot be downloaded from the Internet.").await;
        page.click(button("Open downloads…").within(card())).await;
        confirm(page, "Open the downloads of DDS backups?", "Open downloads").await;
        page.reads(card(), "can be downloaded from the Internet.").await;
        page.sees(button("Close downloads…").within(card())).await;
        page.picture("downloads-open").await;
        page.click(menu_item("Audit backup buckets")).await;
        page.reads(main(), BANNER).await;
        page.reads(main(), "They stay open until somebody closes them.").await;
        page.click(button("Close them…")).await;
        confirm(page, "Close the downloads of DDS backups?", "Close downloads").await;
        page.misses(button("Close them…")).await;
        let sent = changes(&site);
        // There is a policy already: it is changed, by its ID.
        let by_id = |switch: &str| format!("{{\"id\":\"{}\",\"action\":\"{switch}\"}}", seed::DDS_POLICY);
        let expected = ["open", "close"].map(|switch| ("PUT".to_owned(), by_id(switch)));
        assert_eq!(sent, expected);
    })
    .await;
}

#[tokio::test]
async fn the_first_policy_is_created_and_nothing_is_sent_where_it_is_so_already() {
    story("downloads-first", async |page| {
        let site = open(page, seed::SECOND_PROJECT, seed::SECOND_PROJECT_TOKEN).await;
        page.reads(card(), "No download policy was ever set in this project").await;
        page.click(button("Open downloads…").within(card())).await;
        confirm(page, "Open the downloads of DDS backups?", "Open downloads").await;
        page.sees(button("Close downloads…").within(card())).await;
        assert_eq!(changes(&site), [("POST".to_owned(), "{\"action\":\"open\"}".to_owned())]);
        // Somebody else closes them meanwhile.
        let close = "const answer = await fetch(arguments[0], { method: 'GET', headers: { 'x-auth-token': arguments[2] } });
            const { id } = await answer.json();
            await fetch(arguments[0], { method: 'PUT', headers: { 'x-auth-token': arguments[2], 'content-type': 'application/json' },
                body: JSON.stringify({ id, action: 'close' }) });
            arguments[arguments.length - 1]();";
        let address = format!(
            "./proxy/dds.{}.myhuaweicloud.com/v3/{}/backups/download-policy",
            seed::REGION,
            seed::SECOND_PROJECT
        );
        let script = format!("(async (...arguments) => {{ {close} }})(...arguments)");
        page.ask_later_of::<Option<()>>(&script, vec![address.into(), "".into(), seed::SECOND_PROJECT_TOKEN.into()]).await;
        page.click(button("Close downloads…").within(card())).await;
        confirm(page, "Close the downloads of DDS backups?", "Close downloads").await;
        page.reads(card(), "They were closed already; nothing was sent.").await;
        assert_eq!(changes(&site).len(), 2, "ours and that of somebody else");
    })
    .await;
}

#[tokio::test]
async fn what_was_opened_for_a_time_is_closed_by_the_page_once() {
    story("downloads-for-a-time", async |page| {
        page.before_load(MANUAL_CLOCK).await;
        let site = open(page, seed::PROJECT, seed::TOKEN).await;
        page.click(button("Open downloads…").within(card())).await;
        let question = dialog("Open the downloads of DDS backups?");
        page.choose(combobox("Close again"), "after 15 minutes").await;
        page.reads(question, "it must be open and signed in by then").await;
        confirm(page, "Open the downloads of DDS backups?", "Open downloads").await;
        page.reads(main(), "They are closed in 15 minutes").await;
        advance(page, 16).await;
        page.reads(card(), "They are closed now.").await;
        assert_eq!(changes(&site).len(), 2);
        advance(page, 10).await;
        page.reads(card(), "cannot be downloaded").await;
        assert_eq!(changes(&site).len(), 2, "it is closed once");
    })
    .await;
}

#[tokio::test]
async fn production_is_opened_by_its_name_and_a_form_tells_of_its_change() {
    story("downloads-production", async |page| {
        let site = open(page, seed::PROJECT, seed::TOKEN).await;
        keep(page, "prod", "Red", true).await;
        page.click(button("Open downloads…").within(card())).await;
        page.reads(dialog("Open the downloads of DDS backups?"), "prod is marked as production.").await;
        page.type_into(field("Type the name of the connection to confirm"), "prod").await;
        confirm(page, "Open the downloads of DDS backups?", "Open downloads").await;
        page.reads(main(), BANNER).await;
        // Elsewhere nothing is said of it.
        set_connection(page, seed::SECOND_PROJECT, seed::SECOND_PROJECT_TOKEN).await;
        page.misses(button("Close them…")).await;
        assert_eq!(changes(&site).len(), 1);
    })
    .await;
}
