//! Signing in by token, password and access key, and what becomes of a credential.

use backup_sandbox::seed;
use backup_tests::{
    Arrived, Key, Page, Site, Witness,
    find::{alert, banner, button, by_role, combobox, dialog, field, link, main, tab},
    story,
};
use serde_json::json;

use crate::{
    connecting::{connect, open_first_form, set_connection, use_connection},
    performing::{ask_to_delete, list_buckets, result},
};

/// Opens the connection panel at one of its ways to sign in.
pub async fn open_sign_in(page: &Page, address: &str, way: &str) {
    open_first_form(page, address).await;
    page.click(button("Connection")).await;
    page.choose(combobox("Region"), seed::REGION).await;
    page.click(tab(way)).await;
}

/// Types a user's password, and asks IAM.
pub async fn sign_in(page: &Page, user: &str, password: &str) {
    page.type_into(field("Account"), seed::ACCOUNT).await;
    page.type_into(field("IAM user"), user).await;
    page.type_into(field("Password"), password).await;
    page.click(button("List projects")).await;
}

/// Types an access key.
pub async fn type_key(page: &Page, access: &str, secret: &str) {
    page.type_into(field("Access key ID (AK)"), access).await;
    page.type_into(field("Secret access key (SK)"), secret).await;
}

#[tokio::test]
async fn a_password_lists_the_projects_and_the_chosen_one_is_used() {
    story("password", async |page| {
        let site = Witness::start().await;
        open_sign_in(page, &site.address(), "Password").await;
        sign_in(page, seed::USER, seed::PASSWORD).await;
        page.reads(alert(), "Signed in as operator of emulated-company.").await;
        page.reads(alert(), "3 projects can be reached. Choose one below.").await;
        // The region's own project came with the sign-in.
        page.holds(combobox("Project"), seed::PROJECT).await;
        page.picture("signed-in").await;
        page.choose(combobox("Project"), "ap-southeast-1_archive · 054e292c…a468").await;
        use_connection(page).await;

        page.reads(banner(), "operator of emulated-company 2").await;
        let bar = page.text(banner()).await;
        assert!(["24 h 0 min", "23 h 59 min"].iter().any(|lifetime| bar.contains(lifetime)), "{bar}");
        page.click(link("Audit backup buckets").starting()).await;
        page.click(button("List buckets")).await;
        page.reads(result(), "Result 200").await;
        let [call] = &site.calls()[..] else { panic!("one call") };
        assert_eq!(call.path, format!("/v2/{}/audit/backup/obs-buckets", seed::SECOND_PROJECT));
    })
    .await;
}

#[tokio::test]
async fn a_refused_sign_in_is_explained_and_what_was_typed_stays() {
    story("refused-sign-in", async |page| {
        let site = Witness::start().await;
        open_sign_in(page, &site.address(), "Password").await;
        for (user, password, title) in [
            (seed::USER, "not-the-password", "Account, user or password is wrong."),
            (seed::LOCKED_USER, seed::PASSWORD, "The user is locked."),
            (seed::CONSOLE_ONLY_USER, seed::PASSWORD, "This user may sign in at the vendor's console only."),
        ] {
            sign_in(page, user, password).await;
            page.reads(alert(), title).await;
            page.holds(field("Account"), seed::ACCOUNT).await;
            page.holds(field("IAM user"), user).await;
            page.holds(field("Password"), password).await;
        }
        page.click(button("Cancel")).await;
        page.reads(banner(), "no token").await;
        assert_eq!(site.cloud().calls().len(), 3, "each click asks once");
    })
    .await;
}

#[tokio::test]
async fn login_protection_asks_for_user_id_and_passcode() {
    story("passcode", async |page| {
        let site = Witness::start().await;
        open_sign_in(page, &site.address(), "Password").await;
        page.misses(field("Passcode")).await;
        sign_in(page, seed::MFA_USER, seed::PASSWORD).await;
        page.reads(alert(), "This user has login protection.").await;
        page.holds(field("Password"), seed::PASSWORD).await;
        page.type_into(field("User ID"), seed::MFA_USER_ID).await;
        page.type_into(field("Passcode"), "000000").await;
        page.click(button("List projects")).await;
        page.reads(alert(), "The passcode or the user ID is wrong.").await;
        page.type_into(field("Passcode"), seed::PASSCODE).await;
        page.click(button("List projects")).await;
        page.reads(alert(), "Signed in as guarded of emulated-company.").await;
        use_connection(page).await;
        page.reads(banner(), "guarded of emulated-company").await;
        list_buckets(page).await;
    })
    .await;
}

#[tokio::test]
async fn an_access_key_lists_the_projects_and_signs_each_request() {
    story("access-key", async |page| {
        let site = Witness::start().await;
        open_sign_in(page, &site.address(), "Access key").await;
        type_key(page, seed::ACCESS_KEY, seed::SECRET_KEY).await;
        page.click(button("List projects")).await;
        page.reads(alert(), "3 projects can be reached. Choose one below.").await;
        page.choose(combobox("Project"), "ap-southeast-1 · 0483b6b1…e663").await;
        use_connection(page).await;
        page.reads(banner(), "EMULATED…0001").await;
        page.reads(main(), "Authorization: ••••••••").await;
        list_buckets(page).await;

        let arrived = site.arrived();
        let sent: Vec<&Arrived> = arrived.iter().filter(|call| call.target.starts_with("/proxy/")).collect();
        let [listing, call] = &sent[..] else { panic!("two requests") };
        assert!(listing.target.ends_with("/v3/projects"), "{}", listing.target);
        for call in [listing, call] {
            assert!(call.header("authorization").is_some_and(|value| value.starts_with("SDK-HMAC-SHA256 ")));
            assert_eq!(call.header("x-auth-token"), None);
        }
    })
    .await;
}

#[tokio::test]
async fn where_projects_cannot_be_listed_one_is_typed() {
    story("projects-not-listed", async |page| {
        let site = Witness::start().await;
        open_sign_in(page, &site.address(), "Access key").await;
        type_key(page, seed::READ_ONLY_ACCESS_KEY, seed::READ_ONLY_SECRET_KEY).await;
        page.click(button("List projects")).await;
        page.reads(alert(), "This identity may not list projects.").await;
        page.type_into(field("Project"), seed::PROJECT).await;
        use_connection(page).await;
        page.click(link("Audit backup buckets").starting()).await;
        page.click(button("List buckets")).await;
        page.reads(alert(), "You lack the permission for this operation.").await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_token_of_another_project_is_noticed_before_anything_is_sent() {
    story("other-project", async |page| {
        let site = Witness::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::SECOND_PROJECT_TOKEN).await;
        page.reads(banner(), "operator of emulated-company").await;
        page.click(link("Audit backup buckets").starting()).await;
        page.click(button("List buckets")).await;
        let title = format!("The token is for project {}, not for {}.", seed::SECOND_PROJECT, seed::PROJECT);
        page.reads(alert(), &title).await;
        page.reads(alert(), "Nothing was sent.").await;
        page.sees(button("Sign in again")).await;
        assert!(site.calls().is_empty());
    })
    .await;
}

#[tokio::test]
async fn after_an_expired_token_the_person_signs_in_and_sends_again() {
    story("expired-token", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::EXPIRED_TOKEN).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(button("Authorize download")).await;
        page.reads(alert(), "The token has expired.").await;

        page.click(button("Sign in again")).await;
        page.type_into(field("Token"), seed::TOKEN).await;
        use_connection(page).await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.reads(result(), "Before you signed in again").await;
        page.reads(result(), "You have signed in since.").await;
        page.misses(alert()).await;
        page.misses(button("Sign in again")).await;
        assert_eq!(site.calls().len(), 1, "signing in sends nothing again");

        page.click(button("Send again")).await;
        page.reads(result(), "The backup can be downloaded with OBS Browser+.").await;
        assert_eq!(site.calls().len(), 2);
    })
    .await;
}

/// Gives the page a clock that goes ahead at will, and does at once what it would do every ten seconds.
pub const MANUAL_CLOCK: &str = "
    const [now, repeat, end] = [Date.now, setInterval, clearInterval];
    const slow = new Map();
    let [ahead, last] = [0, 1_000_000];
    Date.now = () => now() + ahead;
    setInterval = (act, period) => {
        if (period < 10_000) return repeat(act, period);
        slow.set(++last, act);
        return last;
    };
    clearInterval = (id) => slow.delete(id) || end(id);
    window.advance = (minutes) => {
        ahead += minutes * 60_000;
        slow.forEach((act) => act());
    };
";

pub async fn advance(page: &Page, minutes: u32) {
    page.ask::<()>("advance(arguments[0])", vec![minutes.into()]).await;
}

/// Signs in as the user that may do everything, and uses the region's own project.
async fn sign_in_to_project(page: &Page, site: &Witness) {
    open_sign_in(page, &site.address(), "Password").await;
    sign_in(page, seed::USER, seed::PASSWORD).await;
    page.reads(alert(), "Signed in as operator of emulated-company.").await;
    use_connection(page).await;
}

#[tokio::test]
async fn the_console_locks_itself_when_nobody_uses_it() {
    story("idle-lock", async |page| {
        page.before_load(MANUAL_CLOCK).await;
        let site = Witness::start_with(json!({ "idleLock": 5 })).await;
        sign_in_to_project(page, &site).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        advance(page, 4).await;
        page.click(button("Authorize download")).await;
        page.reads(result(), "Result 200").await;
        advance(page, 4).await;
        page.reads(banner(), "operator of emulated-company 23 h 5").await;

        advance(page, 1).await;
        is_locked(page, &site).await;
        page.picture("locked").await;
    })
    .await;
}

/// Whoever destroys something wants to see what came of it.
#[tokio::test]
async fn nothing_is_deleted_in_the_last_minute_of_a_sign_in() {
    story("ending-confirmation", async |page| {
        page.before_load(MANUAL_CLOCK).await;
        let site = Witness::start_with(json!({ "idleLock": 0 })).await;
        sign_in_to_project(page, &site).await;
        let confirmation = ask_to_delete(page).await;
        page.type_into(field("Type or paste the Backup ID to confirm"), seed::GEMINIDB_BACKUP).await;
        let confirm = button("Delete backup").within(confirmation.clone());
        page.can_use(confirm.clone()).await;
        page.ask::<()>("advance(24 * 60 - 0.5)", vec![]).await;
        page.reads(confirmation.clone(), "The sign-in ends within a minute").await;
        assert_eq!(page.property(confirm, "disabled").await, true);
        page.press(Key::Enter).await;
        page.sees(confirmation).await;
        assert!(site.calls().is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_end_of_a_sign_in_is_announced() {
    story("ending-soon", async |page| {
        page.before_load(MANUAL_CLOCK).await;
        let site = Witness::start_with(json!({ "idleLock": 0 })).await;
        sign_in_to_project(page, &site).await;
        advance(page, 23 * 60 + 29).await;
        page.reads(banner(), "operator of emulated-company 3").await;
        page.misses(button("Sign in again")).await;
        advance(page, 20).await;
        page.reads(main(), "The sign-in ends soon.").await;
        page.sees(button("Sign in again")).await;

        advance(page, 12).await;
        page.click(link("Audit backup buckets").starting()).await;
        page.click(button("List buckets")).await;
        page.reads(alert(), "The credential has expired.").await;
        page.reads(alert(), "Nothing was sent.").await;
        assert!(site.calls().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_page_that_the_browser_brings_back_is_locked() {
    story("brought-back", async |page| {
        let site = Witness::start().await;
        sign_in_to_project(page, &site).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        let remember = "addEventListener('pageshow', (event) => { window.broughtBack = event.persisted; })";
        page.ask::<()>(remember, vec![]).await;
        leave_and_return(page).await;
        assert!(page.ask::<bool>("return window.broughtBack === true", vec![]).await, "the page was kept");
        is_locked(page, &site).await;
    })
    .await;
}

pub async fn leave_and_return(page: &Page) {
    page.open("about:blank").await;
    page.go_back().await;
    page.reads(main(), "The console is locked.").await;
}

#[tokio::test]
async fn a_lock_closes_the_dialogs_that_hold_a_secret() {
    story("lock-closes-dialogs", async |page| {
        let site = Witness::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        let confirmation = ask_to_delete(page).await;
        page.sees(confirmation).await;
        leave_and_return(page).await;
        page.holds(field("Backup ID"), seed::GEMINIDB_BACKUP).await;

        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        page.misses(button("Sign in again")).await;
        page.click(button("Connection")).await;
        page.click(tab("Password")).await;
        page.type_into(field("Password"), seed::PASSWORD).await;
        leave_and_return(page).await;
        page.misses(dialog("Connection")).await;
        assert!(site.calls().is_empty());
    })
    .await;
}

async fn is_locked(page: &Page, site: &Witness) {
    page.reads(main(), "The console is locked.").await;
    page.reads(banner(), "no token").await;
    page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
    let calls = site.calls().len();
    page.click(button("Authorize download")).await;
    page.reads(dialog("Connection"), "Sign in first: there is no token.").await;
    assert_eq!(site.calls().len(), calls);
}

pub async fn keep_a_sign_in(page: &Page, site: &Witness) {
    open_sign_in(page, &site.address(), "Token").await;
    page.type_into(field("Token"), seed::TOKEN).await;
    page.type_into(field("Project"), seed::PROJECT).await;
    page.click(by_role("checkbox", "Keep me signed in while this tab is open").starting()).await;
    use_connection(page).await;
    page.reads(banner(), "operator of emulated-company").await;
}

/// Makes what is kept older, or what it was kept for another.
const CHANGE_KEPT: &str = "
    const [key, item] = Object.entries(sessionStorage).find(([key]) => key.startsWith('credential '));
    const kept = JSON.parse(item);
    sessionStorage.setItem(key, JSON.stringify({ ...kept, ...arguments[0](kept) }));";

const NONE_KEPT: &str = "return !Object.keys(sessionStorage).some((key) => key.startsWith('credential '))";

async fn change_kept(page: &Page, change: &str) {
    page.ask::<()>(&CHANGE_KEPT.replace("arguments[0]", change), vec![]).await;
}

#[tokio::test]
async fn a_kept_sign_in_ends_with_the_idle_lock_over_a_reload() {
    story("kept-idle", async |page| {
        let site = Witness::start_with(json!({ "idleLock": 5 })).await;
        keep_a_sign_in(page, &site).await;
        change_kept(page, "(({ used }) => ({ used: used - 4 * 60000 }))").await;
        page.reload().await;
        page.reads(banner(), "operator of emulated-company").await;
        change_kept(page, "(({ used }) => ({ used: used - 6 * 60000 }))").await;
        page.reload().await;
        page.reads(main(), "The console is locked.").await;
        page.reads(banner(), "no token").await;
        assert!(page.ask::<bool>(NONE_KEPT, vec![]).await);
    })
    .await;
}

#[tokio::test]
async fn a_kept_sign_in_is_for_the_route_that_it_was_kept_for() {
    story("kept-route", async |page| {
        let site = Witness::start().await;
        keep_a_sign_in(page, &site).await;
        change_kept(page, "(() => ({ for: 'https://other.example/ ' }))").await;
        page.reload().await;
        page.reads(banner(), "no token").await;
        assert!(page.ask::<bool>(NONE_KEPT, vec![]).await);
    })
    .await;
}

#[tokio::test]
async fn a_kept_sign_in_goes_when_the_cloud_refuses_it() {
    story("kept-refused", async |page| {
        let site = Witness::start().await;
        open_sign_in(page, &site.address(), "Token").await;
        page.type_into(field("Token"), seed::EXPIRED_TOKEN).await;
        page.type_into(field("Project"), seed::PROJECT).await;
        page.click(by_role("checkbox", "Keep me signed in while this tab is open").starting()).await;
        use_connection(page).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(button("Authorize download")).await;
        page.reads(alert(), "The token has expired.").await;
        page.until(NONE_KEPT).await;
        page.reload().await;
        page.reads(banner(), "no token").await;
    })
    .await;
}

#[tokio::test]
async fn a_computer_that_slept_is_locked_before_it_is_used() {
    story("slept", async |page| {
        let asleep = MANUAL_CLOCK.replace("slow.forEach((act) => act());", "");
        page.before_load(&asleep).await;
        let site = Witness::start_with(json!({ "idleLock": 5 })).await;
        sign_in_to_project(page, &site).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        advance(page, 60).await;
        page.click(link("Audit backup buckets").starting()).await;
        page.reads(main(), "The console is locked.").await;
        page.reads(banner(), "no token").await;
        assert!(site.calls().is_empty());
    })
    .await;
}

const NO_STORAGE: &str = "
    for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, { get() { throw new DOMException('forbidden', 'SecurityError'); } });
    }";

#[tokio::test]
async fn storage_that_throws_is_told_when_something_was_to_be_kept() {
    story("no-storage", async |page| {
        page.before_load(NO_STORAGE).await;
        let site = Witness::start().await;
        keep_a_sign_in(page, &site).await;
        page.reads(main(), "The browser keeps no sign-in here.").await;
        list_buckets(page).await;
        page.reload().await;
        page.reads(banner(), "no token").await;
        assert!(!page.text(main()).await.contains("The browser keeps no sign-in"));
    })
    .await;
}

#[tokio::test]
async fn the_page_asks_translators_to_leave_it_alone() {
    story("translator", async |page| {
        let site = Witness::start().await;
        open_first_form(page, &site.address()).await;
        page.sees(button("Connection")).await;
        let left: bool = page
            .ask("return [...everything(document)].find((e) => e.matches('.console')).translate", vec![])
            .await;
        assert!(!left);
    })
    .await;
}
