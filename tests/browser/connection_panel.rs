//! The connection panel answers for what is typed into it, and for what it does with that.

use backup_sandbox::seed;
use backup_tests::{
    Key, Page, Site, Witness,
    find::{Find, alert, banner, button, combobox, dialog, field, main, summary, tab},
    story,
};

use crate::{
    connecting::{connect, open_first_form, use_connection},
    performing::list_buckets,
    signing_in::{open_sign_in, sign_in, type_key},
};

fn panel() -> Find {
    dialog("Connection")
}

async fn is_wrong(page: &Page, find: Find) -> bool {
    page.attribute(find, "aria-invalid").await.as_deref() == Some("true")
}

#[tokio::test]
async fn a_reopened_panel_shows_the_credential_in_use() {
    story("panel-reopened", async |page| {
        let site = Site::start().await;
        open_sign_in(page, &site.address(), "Access key").await;
        type_key(page, seed::ACCESS_KEY, seed::SECRET_KEY).await;
        page.type_into(field("Project"), seed::PROJECT).await;
        use_connection(page).await;
        page.click(button("Connection")).await;
        assert_eq!(page.attribute(tab("Access key"), "aria-selected").await.as_deref(), Some("true"));
        page.reads(panel(), "The access key EMULATED…0001 is in use. It stays unless you sign in anew.")
            .await;
        assert!(!page.text(panel()).await.contains("A token is"));
        use_connection(page).await;
        page.reads(banner(), "EMULATED…0001").await;

        page.click(button("Connection")).await;
        page.click(tab("Token")).await;
        page.type_into(field("Token"), seed::TOKEN).await;
        use_connection(page).await;
        page.reads(banner(), "operator of emulated-company").await;
        page.click(button("Connection")).await;
        page.reads(panel(), "Signed in as operator of emulated-company, unless you sign in anew.").await;
        page.sees(field("Token")).await;
        page.click(button("Forget")).await;
        page.has_focus(field("Token")).await;
        page.click(button("Cancel")).await;
        page.reads(banner(), "no token").await;
    })
    .await;
}

#[tokio::test]
async fn an_empty_panel_is_answered_at_its_first_field() {
    story("panel-empty", async |page| {
        let site = Site::start().await;
        open_first_form(page, &site.address()).await;
        page.click(button("Connection")).await;
        page.click(summary("Advanced")).await;
        let text = page.text(panel()).await;
        assert_eq!(
            text.matches("The endpoints follow from the region, unless they are set here.").count(),
            1
        );
        assert!(!text.contains("vendor's table"), "{text}");

        page.click(button("Use this connection")).await;
        page.has_focus(combobox("Region")).await;
        page.reads(panel(), "Choose a region.").await;
        assert!(!page.text(panel()).await.contains("nothing is given"));
        for find in [combobox("Region"), field("Token"), field("Project")] {
            assert!(is_wrong(page, find).await);
        }
        // Each message goes when it is mended.
        page.choose(combobox("Region"), seed::REGION).await;
        assert!(!is_wrong(page, combobox("Region")).await);
        page.click(button("Use this connection")).await;
        page.has_focus(field("Token")).await;
        page.press("a").await;
        assert!(!is_wrong(page, field("Token")).await && is_wrong(page, field("Project")).await);
        page.type_into(field("Project"), seed::PROJECT).await;
        assert!(!is_wrong(page, field("Project")).await);
        page.picture("connection").await;
        assert!(site.calls().is_empty());
    })
    .await;
}

#[tokio::test]
async fn regions_have_their_names() {
    story("panel-regions", async |page| {
        let site = Site::start().await;
        open_first_form(page, &site.address()).await;
        page.click(button("Connection")).await;
        let shown: String = page
            .ask(
                "return [...everything(document)].find((e) => e.value === arguments[0]).label",
                vec![seed::REGION.into()],
            )
            .await;
        assert_eq!(shown, "ap-southeast-1 · CN-Hong Kong");
    })
    .await;
}

#[tokio::test]
async fn the_list_of_a_key_chooses_the_project_of_the_region() {
    story("panel-own-project", async |page| {
        let site = Site::start().await;
        open_sign_in(page, &site.address(), "Access key").await;
        type_key(page, seed::ACCESS_KEY, seed::SECRET_KEY).await;
        page.click(button("List projects")).await;
        page.holds(combobox("Project"), seed::PROJECT).await;
        use_connection(page).await;
        list_buckets(page).await;
        // Who is signed in lists again without signing in again.
        page.click(button("Connection")).await;
        page.click(button("List projects")).await;
        page.reads(alert(), "3 projects can be reached.").await;
        page.holds(combobox("Project"), seed::PROJECT).await;
    })
    .await;
}

#[tokio::test]
async fn login_protection_leads_to_what_it_asks_for() {
    story("panel-protection", async |page| {
        let site = Witness::start().await;
        open_sign_in(page, &site.address(), "Password").await;
        sign_in(page, seed::USER, "not-the-password").await;
        page.has_focus(field("Password")).await;
        page.reads(alert(), "Account, user or password is wrong.").await;
        sign_in(page, seed::MFA_USER, seed::PASSWORD).await;
        page.has_focus(field("User ID")).await;
        page.reads(alert(), "This user has login protection.").await;
        page.press(seed::MFA_USER_ID).await;
        page.type_into(field("Passcode"), "000000").await;
        page.misses(alert()).await;
        page.click(button("Use this connection")).await;
        page.has_focus(field("Passcode")).await;
        page.reads(alert(), "The passcode or the user ID is wrong.").await;
        page.picture("passcode").await;
    })
    .await;
}

#[tokio::test]
async fn whoever_is_sent_here_begins_where_something_is_missing() {
    story("panel-sent", async |page| {
        let site = Site::start().await;
        page.open(&format!(
            "{}#/gaussdb/authorize-download?region={}&project={}",
            site.address(),
            seed::REGION,
            seed::PROJECT
        ))
        .await;
        page.click(button("I have checked these values")).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(button("Authorize download")).await;
        page.reads(panel(), "Sign in first: there is no token.").await;
        page.has_focus(field("Token")).await;
        page.press(Key::Escape).await;
        page.misses(panel()).await;
        page.click(button("Connection")).await;
        page.has_focus(field("Token")).await;
    })
    .await;
}

#[tokio::test]
async fn escape_asks_before_it_drops_what_was_typed() {
    story("panel-escape", async |page| {
        let site = Site::start().await;
        open_first_form(page, &site.address()).await;
        page.click(button("Connection")).await;
        page.press(Key::Escape).await;
        page.misses(panel()).await;
        for (typed, text) in [(field("Token"), "half-a-token"), (field("Project"), "half-a-project")] {
            page.click(button("Connection")).await;
            page.type_into(typed.clone(), text).await;
            for _ in 0..3 {
                page.press(Key::Escape).await;
                page.reads(alert(), "Drop what you typed?").await;
                page.has_focus(button("Go on")).await;
            }
            page.press(Key::Enter).await;
            page.misses(button("Drop it")).await;
            page.holds(typed, text).await;
            page.press(Key::Escape).await;
            page.click(button("Drop it")).await;
            page.misses(panel()).await;
            page.reads(main(), "Project").await;
            page.has_focus(button("Connection")).await;
        }
    })
    .await;
}

#[tokio::test]
async fn one_button_signs_in() {
    story("panel-one-button", async |page| {
        let site = Witness::start().await;
        open_sign_in(page, &site.address(), "Password").await;
        page.type_into(field("Account"), &format!("{}\u{200b}", seed::ACCOUNT)).await;
        page.type_into(field("IAM user"), &format!("\u{feff}\u{a0}{}", seed::USER)).await;
        page.type_into(field("Password"), seed::PASSWORD).await;
        assert!(!page.text(panel()).await.contains("Sign in and"));
        use_connection(page).await;
        page.reads(banner(), "operator of emulated-company").await;
        assert_eq!(site.cloud().calls().len(), 1, "the region's own project comes with the sign-in");
        list_buckets(page).await;
    })
    .await;
}

#[tokio::test]
async fn a_greyed_test_says_why() {
    story("panel-greyed", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(button("Connection")).await;
        page.click(summary("Advanced")).await;
        page.type_into(field("CORS proxy"), "https://px/{nonsense}").await;
        page.reads(panel(), "Mend the proxy setting first.").await;
        let why = page.attribute(button("Test route"), "aria-describedby").await;
        assert_eq!(why.as_deref(), Some("route-check-reason"));
    })
    .await;
}

/// Puts texts into fields as a password manager does: without a word to the page.
const FILL: &str = "
    for (const [label, text] of arguments) find([['textbox', label, false]])[0].value = text;";

#[tokio::test]
async fn what_is_filled_in_silence_is_taken_as_shown() {
    story("panel-filled", async |page| {
        let site = Witness::start().await;
        open_sign_in(page, &site.address(), "Password").await;
        let pairs = [("Account", seed::ACCOUNT), ("IAM user", seed::USER), ("Password", seed::PASSWORD)];
        page.ask::<()>(FILL, pairs.iter().map(|pair| serde_json::json!(pair)).collect()).await;
        use_connection(page).await;
        page.reads(banner(), "operator of emulated-company").await;
        page.ask::<()>(FILL, vec![serde_json::json!(("Backup ID", seed::GAUSSDB_BACKUP))]).await;
        page.click(button("Authorize download")).await;
        page.reads(crate::performing::result(), "The backup can be downloaded").await;
    })
    .await;
}

#[tokio::test]
async fn a_token_comes_with_what_stood_around_it() {
    story("panel-wrapped-token", async |page| {
        let site = Site::start().await;
        for (before, after) in [
            ("\"", "\","),
            ("X-Subject-Token: ", ""),
            ("X-Auth-Token=", ""),
            ("Bearer ", ""),
            ("\u{feff}", "\u{200b}"),
        ] {
            connect(page, &site.address(), seed::PROJECT, &format!("{before}{}{after}", seed::TOKEN)).await;
            page.reads(banner(), "operator of emulated-company").await;
            list_buckets(page).await;
        }
        page.click(button("Connection")).await;
        page.type_into(field("Token"), "MII\u{200b}abc").await;
        page.click(button("Use this connection")).await;
        page.reads(panel(), "The token cannot be sent: character 4 is U+200B (zero-width space). Remove it.")
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_tab_stays_in_the_project_that_was_chosen_in_it() {
    story("tab-keeps", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.reads(banner(), "project 0483b6b1…e663").await;
        // Another tab chooses another project.
        let other = "localStorage.setItem('backup-console', JSON.stringify({
            ...JSON.parse(localStorage.getItem('backup-console')), project: arguments[0] }))";
        page.ask::<()>(other, vec![seed::SECOND_PROJECT.into()]).await;
        page.reload().await;
        page.reads(banner(), "project 0483b6b1…e663").await;

        page.ask::<()>(other, vec![seed::SECOND_PROJECT.into()]).await;
        // A new tab has nothing of its own.
        page.ask::<()>("sessionStorage.clear()", vec![]).await;
        page.reload().await;
        page.reads(banner(), &format!("project {}", &seed::SECOND_PROJECT[..8])).await;
    })
    .await;
}
