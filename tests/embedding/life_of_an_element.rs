//! From the script's arrival to the element's removal.

use backup_sandbox::seed;
use backup_tests::{
    Page, Portal,
    find::{button, by_role, dialog, field, heading, menu_item, menu_item_of, region},
    story,
};
use serde_json::{Value, json};

use crate::{
    connecting::set_connection,
    performing::{authorize_download, result},
};

const PROXY: &str = "/proxy/{host}{path}{query}";

fn settings(project: &str) -> Value {
    json!({ "region": seed::REGION, "project": project, "proxy": PROXY })
}

/// Runs a script of the page around.
async fn run(page: &Page, script: &str, arguments: Vec<Value>) {
    let _: Option<()> = page.ask(&format!("{script}; return null"), arguments).await;
}

/// A page whose console has a draft, a result and a credential.
async fn used(page: &Page) -> Portal {
    let portal = Portal::start().await;
    page.open(&portal.page("alone.html")).await;
    set_connection(page, seed::PROJECT, seed::TOKEN).await;
    authorize_download(page).await;
    portal
}

/// Draft, result and credential are there; the latter is used.
async fn has_everything(page: &Page, portal: &Portal) {
    page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
    page.reads(result(), "The backup can be downloaded with OBS Browser+.").await;
    let before = portal.calls().len();
    page.click(menu_item("Audit backup buckets")).await;
    page.click(button("List buckets")).await;
    page.reads(result(), "5 buckets can be chosen").await;
    assert_eq!(portal.calls().len(), before + 1);
    page.click(menu_item("Authorize download")).await;
}

/// It is as on the first day, and signed out.
async fn has_nothing(page: &Page, portal: &Portal) {
    page.holds(field("Backup ID"), "").await;
    page.misses(region("Result")).await;
    let before = portal.calls().len();
    page.click(menu_item("Audit backup buckets")).await;
    page.click(button("List buckets")).await;
    page.sees(dialog("Connection")).await;
    page.click(button("Cancel")).await;
    assert_eq!(portal.calls().len(), before);
}

#[tokio::test]
async fn a_move_keeps_draft_result_and_credential() {
    story("element-moved", async |page| {
        let portal = used(page).await;
        for script in [
            "document.body.prepend(document.createElement('header'), document.querySelector('backup-console'))",
            "const there = document.querySelector('backup-console'); there.remove(); document.body.append(there)",
            "document.querySelector('section').moveBefore(document.querySelector('backup-console'), null)",
        ] {
            run(page, script, vec![]).await;
            has_everything(page, &portal).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_removal_wipes_and_an_element_that_comes_back_starts_afresh() {
    story("element-removed", async |page| {
        let portal = used(page).await;
        run(page, "window.taken = document.querySelector('backup-console'); taken.remove()", vec![]).await;
        page.misses(button("Connection")).await;
        run(page, "document.body.append(taken)", vec![]).await;
        page.sees(button("Connection")).await;
        has_nothing(page, &portal).await;
    })
    .await;
}

#[tokio::test]
async fn settings_may_be_there_before_the_script() {
    story("element-upgraded", async |page| {
        let portal = Portal::start().await;
        page.open(&portal.page("late.html")).await;
        page.misses(button("Connection")).await;
        run(page, "import('/backup-console.js')", vec![]).await;
        page.sees(button("Connection")).await;
        page.until(&themed("backup-console", "dark")).await;
        page.reads(main_form(), seed::PROJECT).await;
    })
    .await;
}

fn main_form() -> backup_tests::find::Find {
    region("Form")
}

#[tokio::test]
async fn an_element_made_by_script_takes_settings_at_any_time() {
    story("element-made", async |page| {
        let portal = Portal::start().await;
        page.open(&portal.page("bare.html")).await;
        let make = "const made = document.createElement('backup-console');
            made.config = arguments[0];
            document.querySelector('main').append(made)";
        run(page, make, vec![settings(seed::PROJECT)]).await;
        page.reads(main_form(), seed::PROJECT).await;
        page.type_into(field("Backup ID"), "a draft").await;

        // Neither a property nor an attribute costs what was typed.
        let configure = "document.querySelector('backup-console').config = arguments[0]";
        run(page, configure, vec![json!({ "proxy": PROXY, "theme": "light" })]).await;
        page.until(&themed("backup-console", "light")).await;
        let attribute = "document.querySelector('backup-console').setAttribute('theme', 'dark')";
        run(page, attribute, vec![]).await;
        page.until(&themed("backup-console", "dark")).await;
        page.holds(field("Backup ID"), "a draft").await;
    })
    .await;
}

#[tokio::test]
async fn a_console_is_mounted_updated_and_taken_away_by_a_script() {
    story("mounted", async |page| {
        let portal = Portal::start().await;
        page.open(&portal.page("bare.html")).await;
        let mount = "const { mount } = await import('/backup-console.js');
            const place = document.createElement('div');
            document.querySelector('main').append(place);
            window.handle = await mount(place, settings);";
        later(page, mount, settings(seed::PROJECT)).await;
        page.reads(main_form(), seed::PROJECT).await;
        page.type_into(field("Backup ID"), "a draft").await;

        let dark = json!({ "proxy": PROXY, "theme": "dark" });
        later(page, "handle.update(settings);", dark).await;
        page.until(&themed("main > div", "dark")).await;
        page.holds(field("Backup ID"), "a draft").await;

        later(page, "handle.unmount(); handle.unmount(); handle.update(settings);", json!({})).await;
        page.misses(button("Connection")).await;
    })
    .await;
}

#[tokio::test]
async fn a_script_that_is_loaded_more_than_once_is_loaded_once() {
    story("script-loaded-twice", async |page| {
        let portal = Portal::start().await;
        page.before_load(
            "window.instances = 0;
            const original = WebAssembly.instantiateStreaming;
            WebAssembly.instantiateStreaming = (...how) => { window.instances += 1; return original.apply(WebAssembly, how); };",
        )
        .await;
        page.open(&portal.page("twice.html")).await;
        // Both copies of the script start at the same time.
        let mount = "const { mount } = await import('/backup-console.js?again');
            const place = document.createElement('section');
            place.ariaLabel = 'Mounted';
            document.body.append(place);
            await mount(place, settings);";
        later(page, mount, settings(seed::SECOND_PROJECT)).await;
        for (scope, project) in [("First", seed::PROJECT), ("Mounted", seed::SECOND_PROJECT)] {
            page.look_into(by_role("region", scope));
            page.reads(main_form(), project).await;
            page.click(menu_item_of("GeminiDB", "Delete a backup")).await;
            page.sees(heading("Delete a manual backup")).await;
        }
        let instances: u32 = page.ask("return window.instances", vec![]).await;
        assert_eq!(instances, 1);
    })
    .await;
}

#[tokio::test]
async fn settings_that_cannot_be_right_are_refused_by_name() {
    story("element-refused", async |page| {
        let portal = Portal::start().await;
        page.open(&portal.page("bare.html")).await;
        let make = "const made = document.createElement('backup-console');
            made.config = { regoin: 'ap-southeast-1' };
            document.querySelector('main').append(made)";
        run(page, make, vec![]).await;
        page.reads(backup_tests::find::alert(), "There is no setting \"regoin\".").await;
        let mend = "document.querySelector('backup-console').config = { region: 'ap-southeast-1' }";
        run(page, mend, vec![]).await;
        page.sees(button("Connection")).await;
    })
    .await;
}

/// Whether the console in an element has this colour scheme.
fn themed(element: &str, scheme: &str) -> String {
    format!(
        "const console = document.querySelector('{element}').shadowRoot.querySelector('.console');
        return getComputedStyle(console).colorScheme === '{scheme}'"
    )
}

/// Runs a script that may wait, with `settings`.
async fn later(page: &Page, script: &str, settings: Value) {
    let script = format!(
        "const done = arguments[0], settings = {settings};
        (async () => {{ {script} }})().then(() => done(null), (error) => done(String(error)))"
    );
    let failed: Option<String> = page.ask_later(&script).await;
    assert_eq!(failed, None);
}
