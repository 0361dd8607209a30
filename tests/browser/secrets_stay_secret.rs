//! Secrets of every kind are planted, everything is done that a person can do, and then everything is searched that
//! the page ever wrote or sent. What the servers log at their most verbose is searched by the suites of the
//! gateway and of the sandbox.

use axum::{Router, body::to_bytes, extract::Request};
use backup_sandbox::{Received, SENTINELS, seed};
use backup_tests::{
    Arrived, Page, Recorder, Served, Witness,
    find::{alert, banner, button, by_role, combobox, field, link, main, tab, table},
    story,
};
use http::{HeaderName, Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    connecting::{connect, misbehave, open_first_form, set_connection, use_connection},
    performing::{
        authorize_download, copy_as, delete_backup, list_buckets, open_downloads, result, share_backup,
    },
    signing_in::{open_sign_in, sign_in, type_key},
};

const REFUSED_TOKEN: &str = "MIICanaryToken-7d0f4b1e92c84a6d";
const REFUSED_PASSWORD: &str = "canary-Password-1c9be07a";
const REFUSED_PASSCODE: &str = "918273645546372819";
const REFUSED_SECRET_KEY: &str = "CanarySecretKey5b8e1d0c7f2a49e3a6d41c77";
const REFUSED_SECURITY_TOKEN: &str = "CanarySecurityToken-e04d9a7c15f84b62";
/// How every token begins that the emulated cloud knows or issues.
const ANY_TOKEN: &str = "MIIEmulatedCloudToken";

/// Keeps what is saved as a file.
const WATCH: &str = "
    const address = URL.createObjectURL;
    window.saved = [];
    URL.createObjectURL = (blob) => { saved.push(blob); return address.call(URL, blob); };
";

/// Everything that can be read in a browser: markup and properties through shadow roots, styles, storage, addresses,
/// and what was saved.
const READABLE: &str = "
    const done = arguments[0];
    const elements = [...everything(document)];
    const roots = [document.documentElement, ...elements.map((element) => element.shadowRoot).filter(Boolean)];
    const markup = [document.documentElement.outerHTML, ...roots.map((root) => root.innerHTML)];
    const values = elements.map((element) => [element.value, element.defaultValue, element.returnValue]);
    const addresses = [location.href, document.referrer, ...performance.getEntries().map((entry) => entry.name)];
    const globals = Object.values(window).filter((value) => typeof value === 'string');
    const {
        'backup-console-calls': record, 'backup-console-drafts': drafts, 'backup-console': connection, ...session
    } = sessionStorage;
    const stored = [{ ...localStorage }, document.cookie, history.state, record, drafts, connection];
    const saved = Promise.all((window.saved ?? []).map((blob) => blob.text()));
    Promise.all([indexedDB.databases(), caches.keys(), saved]).then(([databases, caches, saved]) => done({
        text: JSON.stringify([markup, values, addresses, globals, stored, saved]), session, databases, caches,
    }));
";

pub async fn watch(page: &Page) {
    page.before_load(WATCH).await;
    page.of_profile("Browser.setDownloadBehavior", json!({ "behavior": "deny" })).await;
}

/// Asserts that no secret can be read in the browser.
pub async fn holds_none(page: &Page, secrets: &[&str]) {
    let readable: Value = page.ask_later(READABLE).await;
    for empty in ["session", "databases", "caches"] {
        assert!([json!({}), json!([])].contains(&readable[empty]), "{empty}: {}", readable[empty]);
    }
    let console = page.console().await.join("\n");
    let text = readable["text"].as_str().expect("there is text");
    assert!(text.contains("backup-console"), "something was read");
    has_none(text, secrets);
    has_none(&console, secrets);
}

fn has_none(text: &str, secrets: &[&str]) {
    for secret in secrets {
        assert!(!text.contains(secret), "{secret} can be read");
    }
}

/// Searches, loads the page again, goes back and forward in the history, and searches after each.
async fn holds_none_ever(page: &Page, secrets: &[&str]) {
    holds_none(page, secrets).await;
    page.reload().await;
    page.sees(button("Connection")).await;
    holds_none(page, secrets).await;
    page.go_back().await;
    page.sees(button("Connection")).await;
    holds_none(page, secrets).await;
    page.ask::<()>("history.forward()", vec![]).await;
    page.sees(button("Connection")).await;
    holds_none(page, secrets).await;
}

/// Asserts that a secret travelled in these headers of requests to the proxy only, and in a sign-in's body only where
/// that is allowed; and that it did travel, unless there is no way.
fn travelled_only_in(arrived: &[Arrived], secret: &str, headers: &[&str], in_sign_in: bool) {
    let mut travelled = false;
    for call in arrived {
        assert!(!call.target.contains(secret), "{secret} in {}", call.target);
        let to_proxy = call.target.starts_with("/proxy/");
        let holds = |(_, value): &(&HeaderName, &http::HeaderValue)| {
            String::from_utf8_lossy(value.as_bytes()).contains(secret)
        };
        for (name, _) in call.headers.iter().filter(holds) {
            assert!(to_proxy && headers.contains(&name.as_str()), "{secret} in {name} of {}", call.target);
            travelled = true;
        }
        if String::from_utf8_lossy(&call.body).contains(secret) {
            let is_sign_in =
                to_proxy && call.method == Method::POST && call.target.contains("/v3/auth/tokens");
            assert!(in_sign_in && is_sign_in, "{secret} in the body of {}", call.target);
            travelled = true;
        }
    }
    assert_eq!(travelled, in_sign_in || !headers.is_empty(), "{secret} is sent at all");
}

/// Performs every operation, copies its command and its link, and saves what can be saved. Gives what was copied.
async fn perform_and_copy_everything(page: &Page) -> String {
    let mut copied = String::new();
    authorize_download(page).await;
    copied += &copy_command(page).await;
    list_buckets(page).await;
    copied += &copy_command(page).await;
    for copy in ["Copy all 5 as CSV", "Copy all 5 as JSON"] {
        page.click(button("Export")).await;
        page.click(button(copy)).await;
        copied += &page.clipboard().await;
    }
    for save in ["Save all 5 as CSV", "Save all 5 as JSON"] {
        page.click(button("Export")).await;
        page.click(button(save)).await;
    }
    for view in ["Response", "Headers"] {
        page.click(tab(view)).await;
        copied += &page.text(result()).await;
    }
    share_backup(page).await;
    copied += &copy_command(page).await;
    open_downloads(page).await;
    copied += &copy_command(page).await;
    delete_backup(page).await;
    page.type_into(field("Backup ID"), seed::GEMINIDB_BACKUP).await;
    copied += &copy_command(page).await;
    page.click(link("Calls").starting()).await;
    let count = page.rows(table("Calls in this tab")).await.len();
    page.click(button("Export")).await;
    page.click(button(format!("Save all {count} as JSON"))).await;
    page.click(button("Export")).await;
    page.click(button(format!("Copy all {count} as Markdown"))).await;
    page.reads(main(), "Copied").await;
    let note = page.clipboard().await;
    assert!(note.starts_with("**Calls in this tab"), "{note}");
    copied + note.as_str()
}

async fn copy_command(page: &Page) -> String {
    copy_as(page, "cURL").await;
    page.sees(button("Copied")).await;
    let mut commands = page.clipboard().await;
    assert!(commands.starts_with("curl "), "{commands}");
    page.sees(button("Copy as")).await;
    copy_as(page, "Python, by the vendor's SDK").await;
    page.sees(button("Copied")).await;
    commands += &page.clipboard().await;
    page.click(button("Copy link")).await;
    commands + page.clipboard().await.as_str()
}

#[tokio::test]
async fn a_token_is_in_one_header_only() {
    story("canary-token", async |page| {
        watch(page).await;
        let site = Witness::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        let copied = perform_and_copy_everything(page).await;
        page.click(link("Audit backup buckets").starting()).await;
        for (token, title) in [
            (seed::EXPIRED_TOKEN, "The token has expired."),
            (seed::READ_ONLY_TOKEN, "You lack the permission for this operation."),
            (REFUSED_TOKEN, "The token is not accepted."),
        ] {
            set_connection(page, seed::PROJECT, token).await;
            page.click(button("List buckets")).await;
            page.reads(alert(), title).await;
        }
        let secrets = [ANY_TOKEN, REFUSED_TOKEN];
        has_none(&copied, &secrets);
        holds_none_ever(page, &secrets).await;
        for secret in secrets {
            // What a pasted token is good for is asked with the token itself.
            travelled_only_in(&site.arrived(), secret, &["x-auth-token", "x-subject-token"], false);
        }
    })
    .await;
}

#[tokio::test]
async fn a_password_is_in_the_body_of_the_sign_in_only() {
    story("canary-password", async |page| {
        watch(page).await;
        let site = Witness::start().await;
        open_sign_in(page, &site.address(), "Password").await;
        sign_in(page, seed::USER, REFUSED_PASSWORD).await;
        page.reads(alert(), "Account, user or password is wrong.").await;
        sign_in(page, seed::MFA_USER, seed::PASSWORD).await;
        page.reads(alert(), "This user has login protection.").await;
        page.type_into(field("User ID"), seed::MFA_USER_ID).await;
        page.type_into(field("Passcode"), REFUSED_PASSCODE).await;
        page.click(button("List projects")).await;
        page.reads(alert(), "The passcode or the user ID is wrong.").await;
        page.click(button("Cancel")).await;
        let secrets = [REFUSED_PASSWORD, REFUSED_PASSCODE, seed::PASSWORD, ANY_TOKEN];
        holds_none(page, &secrets).await;

        open_sign_in(page, &site.address(), "Password").await;
        sign_in(page, seed::USER, seed::PASSWORD).await;
        page.reads(alert(), "Signed in as operator of emulated-company.").await;
        use_connection(page).await;
        let copied = perform_and_copy_everything(page).await;
        has_none(&copied, &secrets);
        holds_none_ever(page, &secrets).await;
        for secret in [REFUSED_PASSWORD, REFUSED_PASSCODE, seed::PASSWORD] {
            travelled_only_in(&site.arrived(), secret, &[], true);
        }
        travelled_only_in(&site.arrived(), ANY_TOKEN, &["x-auth-token"], false);
    })
    .await;
}

/// A temporary access key of the user that may do everything.
struct TemporaryKey {
    access: String,
    secret: String,
    security_token: String,
}

fn temporary_key(site: &Witness) -> TemporaryKey {
    let body = json!({ "auth": { "identity": { "methods": ["token"], "token": {} } } });
    let answer = site.cloud().answer(&Received {
        method: "POST".to_owned(),
        host: format!("iam.{}.myhuaweicloud.com", seed::REGION),
        path: "/v3.0/OS-CREDENTIAL/securitytokens".to_owned(),
        query: String::new(),
        headers: vec![("x-auth-token".to_owned(), seed::TOKEN.to_owned())],
        body: body.to_string().into(),
    });
    let answer: Value = serde_json::from_slice(&answer.response.body).expect("the answer is JSON");
    let text = |name: &str| answer["credential"][name].as_str().expect("the key has it").to_owned();
    TemporaryKey { access: text("access"), secret: text("secret"), security_token: text("securitytoken") }
}

#[tokio::test]
async fn the_secret_of_an_access_key_is_sent_nowhere() {
    story("canary-access-key", async |page| {
        watch(page).await;
        let site = Witness::start().await;
        let key = temporary_key(&site);
        open_first_form(page, &site.address()).await;
        page.click(link("Audit backup buckets").starting()).await;
        let mut refused = 0;
        for (access, secret, security_token) in [
            (seed::ACCESS_KEY, REFUSED_SECRET_KEY, ""),
            (&key.access, REFUSED_SECRET_KEY, key.security_token.as_str()),
            (&key.access, &key.secret, REFUSED_SECURITY_TOKEN),
        ] {
            use_key(page, access, secret, security_token).await;
            page.click(button("List buckets")).await;
            refused += 1;
            page.sees(link(format!("Calls {refused}"))).await;
            page.reads(alert(), "The signature does not match.").await;
        }
        use_key(page, &key.access, &key.secret, &key.security_token).await;
        let copied = perform_and_copy_everything(page).await;

        let secrets = [REFUSED_SECRET_KEY, REFUSED_SECURITY_TOKEN, &key.secret, &key.security_token];
        has_none(&copied, &secrets);
        meet_every_fault(page).await;
        holds_none_ever(page, &secrets).await;
        for secret in [REFUSED_SECRET_KEY, &key.secret] {
            travelled_only_in(&site.arrived(), secret, &[], false);
        }
        for secret in [REFUSED_SECURITY_TOKEN, &key.security_token] {
            travelled_only_in(&site.arrived(), secret, &["x-security-token"], false);
        }
    })
    .await;
}

async fn use_key(page: &Page, access: &str, secret: &str, security_token: &str) {
    page.click(button("Connection")).await;
    page.choose(combobox("Region"), seed::REGION).await;
    page.click(tab("Access key")).await;
    type_key(page, access, secret).await;
    page.type_into(field("Security token"), security_token).await;
    page.type_into(field("Project"), seed::PROJECT).await;
    use_connection(page).await;
}

/// Authorizes a download in every project in which the cloud misbehaves, but for those that take long.
async fn meet_every_fault(page: &Page) {
    page.click(link("Calls").starting()).await;
    let mut ended = page.rows(table("Calls in this tab")).await.len();
    page.click(link("Authorize download").starting()).await;
    page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
    let is_quick = |name: &&str| !["slow", "stalled", "many", "oversize"].contains(name);
    for name in SENTINELS.iter().map(|sentinel| sentinel.name).filter(is_quick) {
        misbehave(page, name).await;
        page.click(button("Authorize download")).await;
        ended += 1;
        page.sees(link(format!("Calls {ended}"))).await;
    }
}

#[tokio::test]
async fn what_something_on_the_way_echoes_is_not_shown() {
    story("canary-echo", async |page| {
        watch(page).await;
        let echo = Served::start(|_| Router::new().fallback(echo)).await;
        let recorder = Recorder::answering("{}");
        let template = format!("{}{{path}}{{query}}", echo.address().trim_end_matches('/'));
        let site = Served::page(&json!({ "proxy": template }), &echo, &recorder).await;
        open_sign_in(page, &site.address(), "Password").await;
        sign_in(page, seed::USER, REFUSED_PASSWORD).await;
        page.reads(alert(), "IAM refused the sign-in.").await;
        page.reads(alert(), "You sent").await;
        page.click(button("Cancel")).await;

        set_connection(page, seed::PROJECT, REFUSED_TOKEN).await;
        page.click(link("Audit backup buckets").starting()).await;
        page.click(button("List buckets")).await;
        page.reads(main(), "You sent").await;
        let secrets = [REFUSED_PASSWORD, REFUSED_TOKEN, REFUSED_SECRET_KEY, REFUSED_SECURITY_TOKEN];
        holds_none(page, &secrets).await;

        use_key(page, seed::ACCESS_KEY, REFUSED_SECRET_KEY, REFUSED_SECURITY_TOKEN).await;
        page.click(button("List buckets")).await;
        page.sees(link("Calls 2")).await;
        page.reads(main(), "You sent").await;
        page.click(tab("Response")).await;
        page.click(tab("Headers")).await;
        holds_none_ever(page, &secrets).await;
    })
    .await;
}

/// Refuses in the cloud's envelope, and says all that was sent.
async fn echo(request: Request) -> (StatusCode, [(&'static str, String); 6], String) {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let sent = format!("You sent {:?} {}", parts.headers, String::from_utf8_lossy(&body)).replace('"', "'");
    let status = if parts.method == Method::OPTIONS { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let all = || "*".to_owned();
    let headers = [
        ("access-control-allow-origin", all()),
        ("access-control-allow-methods", all()),
        ("access-control-allow-headers", all()),
        ("access-control-expose-headers", all()),
        ("content-type", "application/json".to_owned()),
        ("x-request-id", sent.clone()),
    ];
    let refusal =
        json!({ "error_code": "ECHO.0001", "error_msg": sent, "error": { "code": 400, "message": sent } });
    (status, headers, refusal.to_string())
}

#[tokio::test]
async fn what_is_kept_by_choice_is_one_entry_and_gone_once_forgotten() {
    story("canary-kept", async |page| {
        watch(page).await;
        let site = Witness::start().await;
        open_sign_in(page, &site.address(), "Password").await;
        sign_in_and_keep(page).await;
        is_kept(page).await;
        page.reload().await;
        page.reads(banner(), "operator of emulated-company").await;
        list_buckets(page).await;
        is_kept(page).await;

        page.click(button("Connection")).await;
        page.click(tab("Password")).await;
        page.type_into(field("Password"), seed::PASSWORD).await;
        page.click(button("Forget")).await;
        page.holds(field("Password"), "").await;
        page.click(button("Cancel")).await;
        holds_none(page, &[ANY_TOKEN, seed::PASSWORD]).await;
        page.reload().await;
        page.reads(banner(), "no token").await;

        // A page that is left is locked, and its entry goes with it.
        page.click(button("Connection")).await;
        page.click(tab("Password")).await;
        sign_in_and_keep(page).await;
        is_kept(page).await;
        page.open("about:blank").await;
        page.go_back().await;
        page.reads(main(), "The console is locked.").await;
        holds_none(page, &[ANY_TOKEN, seed::PASSWORD]).await;
    })
    .await;
}

async fn sign_in_and_keep(page: &Page) {
    page.click(by_role("checkbox", "Keep me signed in while this tab is open").starting()).await;
    sign_in(page, seed::USER, seed::PASSWORD).await;
    page.reads(alert(), "Signed in as operator of emulated-company.").await;
    use_connection(page).await;
    page.reads(banner(), "operator of emulated-company").await;
}

/// Asserts that the token is in exactly one entry of the tab's session storage, and nothing secret elsewhere.
async fn is_kept(page: &Page) {
    let readable: Value = page.ask_later(READABLE).await;
    let session = readable["session"].as_object().expect("session storage is read");
    let entries: Vec<&str> = session.values().filter_map(Value::as_str).collect();
    let [entry] = entries[..] else { panic!("one entry, not {}", entries.len()) };
    assert!(entry.contains(ANY_TOKEN));
    has_none(entry, &[seed::PASSWORD]);
    has_none(readable["text"].as_str().expect("there is text"), &[ANY_TOKEN, seed::PASSWORD]);
}
