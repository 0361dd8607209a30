//! Each way to load the console, under exactly the policy that it needs.

use std::process::Command;

use backup_sandbox::seed;
use backup_tests::{
    Page,
    find::{button, by_role, dialog, region},
    story,
};

use crate::{
    node,
    portal::{Portal, import_map_hash},
};

const SCRIPT: &str = include_str!("../fixtures/portal/pages/script.html");
const IMPORT_MAP: &str = include_str!("../fixtures/portal/pages/import-map.html");

/// A portal's policy: strict, but for the sources of scripts and the places to connect to.
fn policy(scripts: &str, places: &str) -> String {
    format!(
        "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval'; connect-src {places}; base-uri 'none'; \
         object-src 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
         trusted-types 'none'"
    )
}

/// The page shows buckets by the client; a person signs in to the emulated cloud and lists them in the console.
async fn works(page: &Page, portal: &Portal) {
    page.open(&portal.address()).await;
    page.sees(button("Connection")).await;
    page.click(button("Show buckets")).await;
    let host = format!("dbss.{}.myhuaweicloud.com", seed::REGION);
    page.reads(by_role("status", "Buckets"), &format!("5 at {host}")).await;

    page.click(button("Connection")).await;
    page.click(button("Use the emulated sign-in")).await;
    page.misses(dialog("Connection")).await;
    let menu = by_role("navigation", "Operations");
    page.click(button("Audit backup buckets").starting().within(menu)).await;
    page.click(button("List buckets")).await;
    page.reads(region("Result"), "5 buckets can be chosen for backup or risk export.").await;
    let lists = portal.calls().into_iter().filter(|call| call.path.ends_with("/audit/backup/obs-buckets"));
    assert_eq!(lists.count(), 2);
}

#[tokio::test]
async fn by_a_script_element() {
    story("package-script", async |page| {
        let portal = Portal::with_package(SCRIPT, &policy("'self'", "'self'")).await;
        works(page, &portal).await;
    })
    .await;
}

#[tokio::test]
async fn by_an_import_map() {
    story("package-import-map", async |page| {
        let hash = import_map_hash(IMPORT_MAP, "./vendor/backup-console.js");
        let portal = Portal::with_package(IMPORT_MAP, &policy(&format!("'self' {hash}"), "'self'")).await;
        works(page, &portal).await;
    })
    .await;
}

#[tokio::test]
async fn an_import_map_whose_hash_is_not_listed_is_refused() {
    story("package-import-map-refused", async |page| {
        page.expect_complaint("script-src");
        page.expect_complaint("Failed to resolve module specifier");
        let portal = Portal::with_package(IMPORT_MAP, &policy("'self'", "'self'")).await;
        page.open(&portal.address()).await;
        assert!(!defines_the_element(page).await);
    })
    .await;
}

#[tokio::test]
async fn by_a_build_with_vite() {
    let Some(project) = node::project("the build by Vite") else { return };
    node::run(project, "vite/bin/vite.js", &["build", "--logLevel", "warn"]);
    story("package-vite", async |page| {
        let portal = Portal::built(&project.join("dist"), &policy("'self'", "'self'")).await;
        works(page, &portal).await;
    })
    .await;
}

#[tokio::test]
async fn from_another_origin_that_lets_the_portal_in() {
    story("package-elsewhere", async |page| {
        let policy = |console: &str| policy(&format!("'self' {console}"), &format!("'self' {console}"));
        let portal = Portal::with_console_elsewhere(SCRIPT, true, policy).await;
        works(page, &portal).await;
    })
    .await;
}

#[tokio::test]
async fn not_from_another_origin_that_does_not() {
    story("package-elsewhere-refused", async |page| {
        page.expect_complaint("blocked by CORS policy");
        page.expect_complaint("Failed to fetch dynamically imported module");
        let policy = |console: &str| policy(&format!("'self' {console}"), &format!("'self' {console}"));
        let portal = Portal::with_console_elsewhere(SCRIPT, false, policy).await;
        page.open(&portal.address()).await;
        assert!(!defines_the_element(page).await);
    })
    .await;
}

/// Whether the page, with all its scripts run, knows the element.
async fn defines_the_element(page: &Page) -> bool {
    page.ask("return customElements.get('backup-console') !== undefined", vec![]).await
}

/// A framework that renders on the server imports what the page imports.
#[tokio::test]
async fn an_import_without_a_page_does_nothing() {
    let Some(project) = node::project("importing without a page") else { return };
    node::succeed(
        Command::new("node").args(["--input-type=module", "--eval", WITHOUT_PAGE]).current_dir(project),
    );
}

/// What is there may reject when it is used; nothing else happens, and nothing keeps the process.
const WITHOUT_PAGE: &str = "
    const before = Reflect.ownKeys(globalThis).filter((key) => typeof key === 'string');
    const { BackupClient, mount } = await import('backup-console');
    const rejects = (promise) => promise.then(() => { throw new Error('it did not reject'); }, () => {});
    await rejects(mount({}, {}));
    await rejects(new BackupClient({ region: 'ap-southeast-1' }).call('dbss/list-buckets'));
    const after = Reflect.ownKeys(globalThis).filter((key) => typeof key === 'string');
    if (String(before) !== String(after)) throw new Error('it left something behind');
";
