//! Credentials that the page supplies: asked for when they are needed, and again when they have ended.

use backup_sandbox::seed;
use backup_tests::{
    Page, Portal,
    find::{alert, banner, button, by_role, dialog, menu_item, radio},
    story,
};
use serde_json::{Value, json};

use crate::{
    made::{make, settings, settings_with},
    performing::{Expected, list_buckets, open_downloads, result},
};

/// Gives these tokens one after the other, and writes down why it was asked.
fn giving(tokens: &[&str]) -> String {
    let tokens = json!(tokens);
    format!(
        "(() => {{
            const tokens = {tokens};
            window.asked = [];
            return {{ credential: async (wanted) => (asked.push(wanted), {{ token: tokens.shift() }}) }};
        }})()"
    )
}

async fn asked(page: &Page) -> Vec<String> {
    let asked: Vec<Value> = page.ask("return asked", vec![]).await;
    let reason = |wanted: &Value| {
        assert_eq!((&wanted["region"], &wanted["project"]), (&json!(seed::REGION), &json!(seed::PROJECT)));
        wanted["reason"].as_str().expect("there is a reason").to_owned()
    };
    asked.iter().map(reason).collect()
}

#[tokio::test]
async fn the_page_is_asked_once_and_not_before_the_first_call() {
    story("supplied", async |page| {
        let portal = Portal::start().await;
        make(page, &portal, settings(), &giving(&[seed::TOKEN])).await;
        page.reads(banner(), "no token").await;
        assert!(asked(page).await.is_empty());
        let expected = [list_buckets(page).await, open_downloads(page).await];
        Expected::assert(&expected, &portal.calls());
        assert_eq!(asked(page).await, ["first"]);

        page.click(button("Connection")).await;
        page.reads(dialog("Connection"), "The page around this console has signed you in.").await;
        page.misses(by_role("tab", "Password")).await;
        page.picture("supplied").await;
    })
    .await;
}

/// The page around knows whose token it is; nobody has asked the cloud, and the record says so.
#[tokio::test]
async fn the_user_of_a_token_is_shown_and_recorded_as_the_page_says() {
    story("supplied-user", async |page| {
        let portal = Portal::start().await;
        let gives = format!("{{ credential: () => ({{ token: '{}', user: ' Anna Lee ' }}) }}", seed::TOKEN);
        make(page, &portal, settings(), &gives).await;
        page.reads(banner(), "no token").await;
        list_buckets(page).await;
        page.reads(banner(), "Anna Lee, as the page around says").await;
        page.picture("supplied-user").await;
        page.click(menu_item("Calls")).await;
        let saved = page.exported().await;
        assert_eq!(saved[0]["identity"], "Anna Lee, as the page around says");
    })
    .await;
}

#[tokio::test]
async fn a_read_whose_credential_was_refused_is_sent_again_with_another() {
    story("renewed", async |page| {
        let portal = Portal::start().await;
        make(page, &portal, settings(), &giving(&[seed::EXPIRED_TOKEN, seed::TOKEN])).await;
        page.click(menu_item("Audit backup buckets")).await;
        page.click(button("List buckets")).await;
        page.reads(result(), "5 buckets can be chosen").await;
        assert_eq!(asked(page).await, ["first", "refused"]);
        assert_eq!(portal.calls().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_write_whose_credential_was_refused_waits_for_the_person() {
    story("renewed-by-hand", async |page| {
        let portal = Portal::start().await;
        make(page, &portal, settings(), &giving(&[seed::EXPIRED_TOKEN, seed::TOKEN])).await;
        page.click(menu_item("Backup download")).await;
        page.pick(radio("Open")).await;
        page.click(button("Open downloads")).await;
        page.reads(alert(), "The token has expired.").await;
        assert_eq!(asked(page).await, ["first"]);
        assert_eq!(portal.calls().len(), 1);
        page.click(button("Open downloads")).await;
        page.reads(result(), "Downloads are open").await;
        assert_eq!(asked(page).await, ["first", "refused"]);
        assert_eq!(portal.calls().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_credential_that_has_ended_is_asked_for_before_the_call() {
    story("ended", async |page| {
        let portal = Portal::start().await;
        let ended = format!("{{ token: '{}', expiresAt: 1000 }}", seed::EXPIRED_TOKEN);
        let good = format!("{{ token: '{}', expiresAt: Date.now() + 3_600_000 }}", seed::TOKEN);
        let gives = format!(
            "(window.asked = [], {{ credential: (wanted) => (asked.push(wanted), asked.length === 1 ? {ended} : {good}) }})"
        );
        make(page, &portal, settings(), &gives).await;
        open_downloads(page).await;
        assert_eq!(asked(page).await, ["first", "expired"]);
        assert_eq!(portal.calls().len(), 1, "a write, and it was sent once");
        page.reads(banner(), "59 min").await;
    })
    .await;
}

#[tokio::test]
async fn without_a_credential_nothing_is_sent_and_the_page_is_named() {
    story("no-credential", async |page| {
        let portal = Portal::start().await;
        for (credential, says) in [
            ("() => null", "gave no credential"),
            ("async () => undefined", "gave no credential"),
            ("() => { throw new Error('secret') }", "failed to give a credential"),
            ("() => Promise.reject(new Error('secret'))", "failed to give a credential"),
            ("() => ({ token: 'with a space' })", "is no credential"),
            ("() => ({ tokn: 'x' })", "is no credential"),
            ("() => 'MIICanary'", "is no credential"),
            ("() => ({ token: 'x', access: 'y' })", "is no credential"),
            ("() => ({ access: 'AK', secret: 'SK', user: 'anna' })", "is no credential"),
            ("() => ({ token: 'x', user: 'a'.repeat(65) })", "is no credential"),
        ] {
            make(page, &portal, settings(), &format!("{{ credential: {credential} }}")).await;
            page.click(menu_item("Audit backup buckets")).await;
            page.click(button("List buckets")).await;
            page.reads(alert(), says).await;
            page.reads(alert(), "Nothing was sent.").await;
        }
        assert!(portal.calls().is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_access_key_can_be_supplied_too() {
    story("supplied-key", async |page| {
        let portal = Portal::start().await;
        let key = json!({ "access": seed::ACCESS_KEY, "secret": seed::SECRET_KEY });
        make(page, &portal, settings_with(json!({ "credential": key })), "{}").await;
        let expected = [list_buckets(page).await];
        Expected::assert(&expected, &portal.calls());
        page.click(button("Connection")).await;
        page.reads(dialog("Connection"), "The page around this console has signed you in.").await;
    })
    .await;
}

#[tokio::test]
async fn another_credential_takes_the_place_of_the_one_before() {
    story("replaced", async |page| {
        let portal = Portal::start().await;
        let given = |token: &str| json!({ "credential": { "token": token } });
        make(page, &portal, settings_with(given(seed::READ_ONLY_TOKEN)), "{}").await;
        page.click(menu_item("Backup download")).await;
        page.pick(radio("Open")).await;
        page.click(button("Open downloads")).await;
        page.reads(alert(), "You lack the permission").await;
        let replace = "element.config = arguments[0]";
        page.ask::<()>(replace, vec![settings_with(given(seed::TOKEN))]).await;
        page.click(button("Open downloads")).await;
        page.reads(result(), "Downloads are open").await;
    })
    .await;
}

#[tokio::test]
async fn a_person_may_sign_in_as_well_where_the_page_says_so() {
    story("either-way", async |page| {
        let portal = Portal::start().await;
        let both = settings_with(json!({ "signIn": ["password", "key"] }));
        make(page, &portal, both, &giving(&[seed::TOKEN])).await;
        page.click(button("Connection")).await;
        page.reads(dialog("Connection"), "unless you do it here").await;
        page.sees(by_role("tab", "Password")).await;
        page.sees(by_role("tab", "Access key")).await;
        page.misses(by_role("tab", "Token")).await;
    })
    .await;
}
