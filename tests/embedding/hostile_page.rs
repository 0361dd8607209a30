//! A page that styles everything, takes the console's names, and meddles with events: Bootstrap and worse.

use std::{env, slice, sync::Arc};

use axum::{
    Router,
    extract::Request,
    middleware::{Next, from_fn},
};
use backup_sandbox::seed;
use backup_tests::{
    Key, Page, Portal,
    find::{Find, button, dialog, field, menu_item, radio, region, table},
    story,
};
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use crate::{
    connecting::set_connection,
    performing::{authorize_download, copy_as, delete_backup, list_buckets, result},
};

/// Loads the script of the console, which the page does not name.
const LOAD: &str = "const done = arguments[0];
    import('/backup-console.js').then(() => done(true), (error) => done(String(error)))";

/// Every computed style of everything in a console, and of its pseudo-elements what pages usually set, one list for
/// each. Custom properties are inherited through everything, but only those that the console itself sets are used in
/// it. How long a call took differs, and with it the room that the text takes.
const STYLES: &str = "
    const path = (element) => [...element.classList].reduce((path, word) => `${path}.${word}`, element.localName);
    const styles = (element, pseudo) => {
        const computed = getComputedStyle(element, pseudo);
        const properties = pseudo
            ? ['background-color', 'color', 'content', 'display', 'font', 'outline', 'text-shadow']
            : [...computed].filter((property) => !property.startsWith('--'));
        return properties.map((property) => `${property}: ${computed.getPropertyValue(property)}`);
    };
    const root = document.querySelector('backup-console').shadowRoot;
    const pseudos = [null, '::before', '::after', '::placeholder', '::backdrop', '::selection'];
    const timed = '.result .actions, .result .actions *';
    return [...root.querySelectorAll(`.console, .console *:not(${timed})`)].flatMap((element) =>
        pseudos.map((pseudo) => [`${path(element)}${pseudo ?? ''}`, styles(element, pseudo)]));";

/// What a page can see of itself, but for what follows from a console's size.
const SELF: &str = "
    const sizes = ['width', 'height', 'inline-size', 'block-size', 'perspective-origin', 'transform-origin'];
    const attributes = (element) => [...element.attributes].map(({ name, value }) => `${name}=${value}`);
    const styles = (element) => {
        const computed = getComputedStyle(element);
        const others = [...computed].filter((property) => !sizes.includes(property));
        return others.map((property) => `${property}: ${computed.getPropertyValue(property)}`).join('; ');
    };
    const visible = [...document.querySelectorAll('*')].filter((element) => element.localName !== 'backup-console');
    const elements = visible.map((element) => [element.localName, ...attributes(element), styles(element)].join(' '));
    return {
        elements,
        sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
        title: document.title,
        address: [location.href, history.length, JSON.stringify(history.state)].join(' '),
        stored: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, window.name]),
        // The driver of the browser leaves one of its own.
        globals: Object.getOwnPropertyNames(window).filter((name) => !name.startsWith('se_')),
        focus: document.activeElement.localName,
    };";

/// Ids that are there twice, and references that lead nowhere, in each console.
const BROKEN_IDS: &str = "
    const references = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'list', 'form'];
    return [...document.querySelectorAll('backup-console')].flatMap(({ shadowRoot }) => {
        const elements = [...shadowRoot.querySelectorAll('*')];
        const ids = elements.map(({ id }) => id).filter(Boolean);
        const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
        const missing = elements.flatMap((element) =>
            references.flatMap((name) => (element.getAttribute(name) ?? '').split(' ')).filter((id) => id && !ids.includes(id)));
        return [...twice, ...missing];
    });";

async fn open(page: &Page) -> Option<Portal> {
    open_with(page, |router| router).await
}

/// Opens the page before the script of the console. Without Bootstrap the test is skipped, save under CI.
async fn open_with(page: &Page, router: impl FnOnce(Router) -> Router) -> Option<Portal> {
    let Some(bootstrap) = env::var_os("BACKUP_CONSOLE_BOOTSTRAP") else {
        assert!(env::var_os("CI").is_none(), "BACKUP_CONSOLE_BOOTSTRAP is not set: Bootstrap needs npm");
        eprintln!("SKIPPED: there is no Bootstrap, which needs npm");
        return None;
    };
    let portal = Portal::start_with(|gateway| gateway.folder("/bootstrap", bootstrap), router).await;
    page.open(&portal.page("hostile.html")).await;
    let styled: bool = page.ask("return document.styleSheets[0].cssRules.length > 1000", vec![]).await;
    assert!(styled, "Bootstrap is there");
    Some(portal)
}

async fn load(page: &Page) {
    let loaded: Value = page.ask_later(LOAD).await;
    assert_eq!(loaded, true);
    for scope in [first(), second()] {
        // A console starts when it nears what can be seen, and the page's styles have put it far away.
        page.bring(scope.clone()).await;
        page.sees(button("Connection").within(scope)).await;
    }
}

fn first() -> Find {
    region("First")
}

fn second() -> Find {
    region("Second")
}

type Styles = Vec<(String, Vec<String>)>;

/// The styles of a fresh console, of one with errors and of one with a dialog.
async fn styles(page: &Page) -> [Styles; 4] {
    page.look_into(first());
    // As wide on both pages.
    let widen = "document.querySelector('section').style.setProperty('width', '1200px', 'important')";
    page.ask::<()>(widen, vec![]).await;
    page.click(menu_item("Backup download")).await;
    page.sees(radio("Open")).await;
    let choice = looks(page).await;
    // Whoever is not connected hears of that, and of no rule.
    set_connection(page, seed::PROJECT, seed::TOKEN).await;
    page.click(menu_item("Share a backup")).await;
    page.click(button("Share backup")).await;
    page.has_focus(field("Backup ID")).await;
    let errors = looks(page).await;
    page.click(button("Connection")).await;
    page.sees(dialog("Connection")).await;
    let asking = looks(page).await;
    page.click(button("Cancel")).await;
    page.click(menu_item("Audit backup buckets")).await;
    page.click(button("List buckets")).await;
    page.sees(table("buckets")).await;
    let answered = looks(page).await;
    page.look_everywhere();
    [choice, errors, asking, answered]
}

/// The styles as they are; what lies under the pointer looks otherwise.
async fn looks(page: &Page) -> Styles {
    page.command("Input.dispatchMouseEvent", json!({ "type": "mouseMoved", "x": 0, "y": 0 })).await;
    page.ask(STYLES, vec![]).await
}

#[tokio::test]
async fn styles_inside_are_those_on_an_unspoiled_page() {
    story("hostile-styles", async |page| {
        let Some(portal) = open(page).await else { return };
        page.open(&portal.page("alone.html")).await;
        let wanted = styles(page).await;
        page.open(&portal.page("hostile.html")).await;
        load(page).await;
        let found = styles(page).await;
        page.picture("hostile-page").await;
        for (wanted, found) in wanted.iter().zip(&found) {
            assert!(wanted.len() > 300, "there is something to compare");
            assert_eq!(wanted.len(), found.len());
            for ((name, wanted), (_, found)) in wanted.iter().zip(found) {
                let differences: Vec<_> =
                    wanted.iter().zip(found).filter(|(wanted, found)| wanted != found).collect();
                assert!(differences.is_empty(), "{name}, unspoiled and spoiled: {differences:#?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_page_stays_as_it_was() {
    story("hostile-untouched", async |page| {
        let Some(_portal) = open(page).await else { return };
        let before: Value = page.ask(SELF, vec![]).await;
        load(page).await;
        page.look_into(first());
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        list_buckets(page).await;
        copy_as(page, "cURL").await;
        page.sees(button("Copied")).await;
        delete_backup(page).await;
        // What follows is about the page with its consoles, of which one has the focus.
        let blur = "document.activeElement.shadowRoot.activeElement.blur(); scrollTo(0, 0); return null";
        let _: Option<()> = page.ask(blur, vec![]).await;
        let after: Value = page.ask(SELF, vec![]).await;
        for (name, before) in before.as_object().expect("it is an object") {
            let (before, after) = (listed(before), listed(&after[name]));
            let gone: Vec<_> = before.iter().filter(|text| !after.contains(text)).collect();
            let new: Vec<_> = after.iter().filter(|text| !before.contains(text)).collect();
            assert!(gone.is_empty() && new.is_empty(), "{name}: gone {gone:#?}, new {new:#?}");
            assert_eq!(before.len(), after.len(), "{name}");
        }
    })
    .await;
}

fn listed(value: &Value) -> &[Value] {
    value.as_array().map_or(slice::from_ref(value), Vec::as_slice)
}

#[tokio::test]
async fn two_consoles_work_at_once_and_mix_nothing() {
    story("hostile-two-consoles", async |page| {
        let gate = Arc::new(Semaphore::new(0));
        let Some(portal) = open_with(page, |router| hold_lists(router, gate.clone())).await else { return };
        load(page).await;
        page.look_into(first());
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        page.type_into(field("Backup ID"), "of the first").await;
        page.click(menu_item("Audit backup buckets")).await;
        page.click(button("List buckets")).await;
        page.sees(button("Cancel")).await;

        // While the call of the first is under way, the second does its work for another project and token.
        page.look_into(second());
        page.holds(field("Backup ID"), "").await;
        set_connection(page, seed::SECOND_PROJECT, seed::SECOND_PROJECT_TOKEN).await;
        authorize_download(page).await;
        page.sees(menu_item("Calls 1")).await;
        page.look_into(first());
        page.sees(button("Cancel")).await;
        page.sees(menu_item("Calls 1")).await;
        gate.close();
        page.reads(result(), "5 buckets can be chosen").await;
        page.sees(menu_item("Calls 1")).await;
        page.click(menu_item("Authorize download")).await;
        page.holds(field("Backup ID"), "of the first").await;
        page.misses(result()).await;
        page.look_into(second());
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.reads(result(), "The backup can be downloaded").await;

        // What one forgets the other keeps.
        page.look_into(first());
        page.click(button("Connection")).await;
        page.click(button("Forget")).await;
        page.click(button("Cancel")).await;
        page.click(menu_item("Audit backup buckets")).await;
        page.click(button("List buckets")).await;
        page.sees(dialog("Connection")).await;
        page.click(button("Cancel")).await;
        page.look_into(second());
        authorize_download(page).await;
        page.sees(menu_item("Calls 2")).await;
        let calls = portal.calls();
        let of = |project: &str| calls.iter().filter(|call| call.path.contains(project)).count();
        assert_eq!((calls.len(), of(seed::PROJECT), of(seed::SECOND_PROJECT)), (3, 1, 2));
    })
    .await;
}

/// Answers lists of buckets only once the gate is closed.
fn hold_lists(router: Router, gate: Arc<Semaphore>) -> Router {
    router.layer(from_fn(move |request: Request, next: Next| {
        let gate = gate.clone();
        async move {
            if request.uri().path().ends_with("/obs-buckets") {
                // Nobody ever gets a permit: the wait ends when the gate is closed.
                let _ = gate.acquire().await;
            }
            next.run(request).await
        }
    }))
}

#[tokio::test]
async fn ids_are_unique_and_labels_lead_to_their_fields() {
    story("hostile-ids", async |page| {
        let Some(_portal) = open(page).await else { return };
        load(page).await;
        page.look_into(first());
        for entry in ["Reference", "Audit backup buckets", "Share a backup", "Backup download", "List shares"]
        {
            page.click(menu_item(entry)).await;
            let broken: Vec<String> = page.ask(BROKEN_IDS, vec![]).await;
            assert!(broken.is_empty(), "{entry}: {broken:?}");
        }
        page.names_are_the_browsers().await;
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        authorize_download(page).await;
        page.click(button("Connection")).await;
        page.sees(dialog("Connection")).await;
        let broken: Vec<String> = page.ask(BROKEN_IDS, vec![]).await;
        assert!(broken.is_empty(), "{broken:?}");
        page.names_are_the_browsers().await;
    })
    .await;
}

#[tokio::test]
async fn the_focus_goes_in_and_out_and_comes_back_from_a_dialog() {
    story("hostile-focus", async |page| {
        let Some(_portal) = open(page).await else { return };
        load(page).await;
        let _: Option<()> = page.ask("document.querySelector('#before').focus(); return null", vec![]).await;
        page.press(Key::Tab).await;
        page.has_focus(button("Skip to the form").within(first())).await;
        page.press(Key::Tab).await;
        page.has_focus(button("Connection").within(first())).await;
        page.press(Key::Enter).await;
        page.sees(dialog("Connection")).await;
        let inside: bool = page.ask("return focused().closest('dialog') !== null", vec![]).await;
        assert!(inside, "the dialog has the focus");
        page.press(Key::Escape).await;
        page.misses(dialog("Connection")).await;
        page.has_focus(button("Connection").within(first())).await;

        page.tab_to(button("Between")).await;
        page.press(Key::Tab).await;
        page.has_focus(button("Skip to the form").within(second())).await;
        page.tab_back().await;
        page.has_focus(button("Between")).await;
        page.tab_to(button("After")).await;
    })
    .await;
}

#[tokio::test]
async fn typing_is_no_shortcut_of_the_page() {
    story("hostile-typing", async |page| {
        let Some(_portal) = open(page).await else { return };
        load(page).await;
        page.look_into(second());
        page.type_into(field("Backup ID"), "typed / in full").await;
        page.holds(field("Backup ID"), "typed / in full").await;
        page.press(Key::Backspace + Key::Home + Key::Delete).await;
        page.holds(field("Backup ID"), "yped / in ful").await;
    })
    .await;
}

#[tokio::test]
async fn copying_works_where_there_is_no_clipboard_to_ask() {
    story("hostile-copying", async |page| {
        // As on a page that is served over plain http.
        page.before_load("delete Navigator.prototype.clipboard").await;
        let Some(_portal) = open(page).await else { return };
        load(page).await;
        page.look_into(second());
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        copy_as(page, "cURL").await;
        page.sees(button("Copied")).await;
        page.has_focus(button("Copied")).await;

        page.click(menu_item("Share a backup")).await;
        page.click(field("Share with projects")).await;
        page.paste().await;
        let pasted = page.property(field("Share with projects"), "value").await;
        assert!(pasted.as_str().is_some_and(|text| text.starts_with("curl ")), "{pasted}");
    })
    .await;
}
