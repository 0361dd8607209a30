//! What a page sets: refused by name where it is wrong, and what beats what.

use backup_sandbox::seed;
use backup_tests::{
    Page, Portal, Recorder, Served,
    find::{Find, button, by_role, dialog, field, menu_item, menu_item_of, region, summary},
    story,
};
use serde_json::{Value, json};

use crate::made::{make, settings, settings_with};

/// The form of the first operation, which shows where it acts.
fn form() -> Find {
    region("Form")
}

/// What `mount` says of settings. `settings` is JavaScript.
async fn refusal(page: &Page, settings: &str) -> Value {
    page.ask_later(&format!(
        "const done = arguments[0];
        import('/backup-console.js')
            .then(({{ mount }}) => mount(document.querySelector('main'), {settings}))
            .then(() => done(null), ({{ name, variant, key, message }}) => done({{ name, variant, key, message }}));"
    ))
    .await
}

#[tokio::test]
async fn settings_that_cannot_be_right_are_refused_by_name() {
    story("refused-settings", async |page| {
        let portal = Portal::start().await;
        page.open(&portal.page("bare.html")).await;
        let unknown = "UnknownKey";
        let (kind, value) = ("WrongKind", "WrongValue");
        for (settings, variant, key, says) in [
            ("[]", "NotAnObject", None, "plain object"),
            ("'region'", "NotAnObject", None, "plain object"),
            ("{ regoin: 'x' }", unknown, Some("regoin"), "There is no setting"),
            ("{ Region: 'x' }", unknown, Some("Region"), "There is no setting"),
            ("{ region: 1 }", kind, Some("region"), "a string"),
            ("{ region: 'a b' }", value, Some("region"), "Character 2 is a space"),
            ("{ region: '../..' }", value, Some("region"), "Character 1 is '.'"),
            ("{ project: 'a/b' }", value, Some("project"), "Character 2 is '/'"),
            ("{ proxy: 'ftp://px/' }", value, Some("proxy"), "begins with https://"),
            ("{ proxy: 'https://px/{hots}' }", value, Some("proxy"), "{hots}"),
            ("{ proxyCredentials: 'include' }", kind, Some("proxyCredentials"), "same-origin"),
            ("{ proxyHeaders: { Cookie: 'a' } }", value, Some("proxyHeaders"), "Cookie"),
            ("{ proxyHeaders: ['a'] }", kind, Some("proxyHeaders"), "an object of strings"),
            ("{ endpoints: { ddss: 'https://dds.example' } }", unknown, Some("endpoints.ddss"), "no setting"),
            ("{ endpoints: { dds: 'dds.example' } }", value, Some("endpoints.dds"), "begins with https://"),
            ("{ regions: 'ap-southeast-1' }", kind, Some("regions"), "a list"),
            ("{ operations: ['dds/open'] }", value, Some("operations"), "no operation \"dds/open\""),
            ("{ pinned: ['theme'] }", kind, Some("pinned"), "\"region\""),
            ("{ pinned: ['region'] }", value, Some("pinned"), "\"region\", which is not set"),
            ("{ pinned: ['connection'] }", value, Some("pinned"), "\"connections\", which is not set"),
            ("{ connections: {} }", kind, Some("connections"), "a list of objects"),
            ("{ connections: ['prod'] }", kind, Some("connections[0]"), "a name and a region"),
            (
                "{ connections: [{ name: 'a', token: 'MIICanary' }] }",
                unknown,
                Some("connections[0].token"),
                "no setting",
            ),
            ("{ connections: [{ region: 'r' }] }", value, Some("connections[0].name"), "Give it a name"),
            ("{ connections: [{ name: 'a' }] }", value, Some("connections[0].region"), ""),
            (
                "{ connections: [{ name: 'a', region: 'r', color: 'pink' }] }",
                kind,
                Some("connections[0].color"),
                "\"amber\"",
            ),
            (
                "{ connections: [{ name: 'a', region: 'r', proxy: 'ftp://px/' }] }",
                value,
                Some("connections[0].proxy"),
                "https://",
            ),
            (
                "{ connections: [{ name: 'a', region: 'r', endpoints: { dds: 'x' } }] }",
                value,
                Some("connections[0].endpoints.dds"),
                "https://",
            ),
            (
                "{ connections: [{ name: 'a', region: 'r' }, { name: 'a', region: 's' }] }",
                value,
                Some("connections"),
                "Two connections",
            ),
            (
                "{ connections: [{ name: 'a', region: 'r' }], regions: ['s'] }",
                value,
                Some("connections[0].region"),
                "offered",
            ),
            (
                "{ connections: [{ name: 'a', region: 'r' }], region: 's', pinned: ['region'] }",
                value,
                Some("connections[0].region"),
                "is pinned",
            ),
            ("{ connection: 'prod' }", value, Some("connection"), "No connection"),
            ("{ signIn: ['cookie'] }", kind, Some("signIn"), "\"password\""),
            ("{ theme: 'blue' }", kind, Some("theme"), "\"dark\""),
            ("{ idleLock: 1.5 }", kind, Some("idleLock"), "a whole number"),
            ("{ idleLock: -1 }", kind, Some("idleLock"), "a whole number"),
            ("{ idleLock: '30' }", kind, Some("idleLock"), "a whole number"),
            ("{ storageKey: true }", kind, Some("storageKey"), "a string"),
            ("{ beforeRequest: true }", kind, Some("beforeRequest"), "a function"),
            ("{ credential: 'MIICanary' }", kind, Some("credential"), "a function, or an object"),
            ("{ credential: { tokne: 'MIICanary' } }", unknown, Some("credential.tokne"), "no setting"),
            ("{ credential: { token: 'MII Canary' } }", value, Some("credential"), "character 4"),
            ("{ credential: { token: 5 } }", kind, Some("credential.token"), "a string"),
            ("{ credential: { access: 'AK' } }", value, Some("credential"), "secret key"),
            ("{ credential: { token: 'a', access: 'b' } }", value, Some("credential"), "both"),
            ("{ credential: { token: 'a', expiresAt: -1 } }", value, Some("credential"), "expiresAt"),
        ] {
            let refusal = refusal(page, settings).await;
            assert_eq!(
                (&refusal["name"], &refusal["variant"]),
                (&json!("SettingsError"), &json!(variant)),
                "{settings}"
            );
            assert_eq!(refusal["key"].as_str(), key, "{settings}");
            let message = refusal["message"].as_str().expect("there is a message");
            assert!(message.contains(says), "{settings}: {message}");
            assert!(!message.contains("Canary"), "{message}");
        }
        assert_eq!(refusal(page, "{ region: '', theme: null, project: undefined }").await, Value::Null);
    })
    .await;
}

#[tokio::test]
async fn attributes_set_simple_settings_and_win() {
    story("attributes", async |page| {
        let portal = Portal::start().await;
        make(page, &portal, settings_with(json!({ "operations": ["vbs/share-backup"] })), "{}").await;
        page.sees(menu_item("Share a backup")).await;
        page.misses(menu_item_of("GeminiDB", "Delete a backup")).await;
        let set = "element.setAttribute('operations', 'geminidb/delete-backup, dbss/list-buckets');
            element.setAttribute('pinned', 'region project');
            element.setAttribute('proxy-credentials', 'same-origin');
            element.setAttribute('idle-lock', '5');
            element.setAttribute('sign-in', 'key');";
        page.ask::<()>(set, vec![]).await;
        page.sees(menu_item_of("GeminiDB", "Delete a backup")).await;
        page.sees(menu_item("Audit backup buckets")).await;
        page.misses(menu_item("Share a backup")).await;
        page.click(button("Connection")).await;
        page.reads(dialog("Connection"), "pinned by this page").await;
        page.sees(field("Secret access key (SK)")).await;
        page.misses(by_role("tab", "Password")).await;
    })
    .await;
}

#[tokio::test]
async fn only_what_is_offered_can_be_used() {
    story("offered", async |page| {
        let portal = Portal::start().await;
        let offered = json!({ "regions": ["eu-west-101", "ap-southeast-1"], "operations": ["dds/set-download-policy"] });
        make(page, &portal, settings_with(offered), "{}").await;
        page.sees(button("Set backup download")).await;
        page.click(button("Connection")).await;
        let entries: Vec<String> = page
            .ask("const region = reachable().find((element) => element.tagName === 'SELECT');
                return [...region.options].slice(1).map((entry) => entry.label)", vec![])
            .await;
        assert_eq!(entries, ["eu-west-101 · EU-Dublin", "ap-southeast-1 · CN-Hong Kong"]);
    })
    .await;
}

const KEPT: &str =
    "return [{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, document.title]";

#[tokio::test]
async fn an_embedded_console_keeps_nothing_unless_told() {
    story("keeps-nothing", async |page| {
        let portal = Portal::start().await;
        for (key, kept) in [
            (None, json!({})),
            (
                Some("portal.console"),
                json!({ "portal.console": json!({ "project": "another" }).to_string() }),
            ),
        ] {
            make(page, &portal, settings_with(json!({ "storageKey": key })), "{}").await;
            page.click(button("Connection")).await;
            page.type_into(field("Project"), "another").await;
            page.type_into(field("Token"), seed::TOKEN).await;
            page.click(button("Use this connection")).await;
            page.misses(dialog("Connection")).await;
            page.reads(form(), "another").await;
            let [local, session, cookie, address, title]: [Value; 5] = page.ask(KEPT, vec![]).await;
            assert_eq!((local, session, cookie), (kept, json!({}), json!("")));
            assert_eq!(address, portal.page("bare.html"));
            assert_eq!(title, "A page whose script makes consoles");
        }
        // And takes up what it has kept.
        make(page, &portal, settings_with(json!({ "storageKey": "portal.console" })), "{}").await;
        page.reads(form(), "another").await;
        page.click(button("Connection")).await;
        page.reads(dialog("Connection"), "Project set by you").await;
        page.reads(dialog("Connection"), "Region from the configuration").await;
    })
    .await;
}

/// The standalone page with this configuration.
async fn standalone(config: Value) -> Served {
    let recorder = Recorder::answering("{}");
    let nowhere = Served::start(|_| recorder.router()).await;
    Served::page(&config, &nowhere, &recorder).await
}

async fn project_in_panel(page: &Page, says: &str, project: &str) {
    page.click(button("Connection")).await;
    page.reads(dialog("Connection"), says).await;
    page.holds(field("Project"), project).await;
    page.click(button("Cancel")).await;
    page.misses(dialog("Connection")).await;
}

#[tokio::test]
async fn pinned_beats_link_beats_person_beats_configuration() {
    story("precedence", async |page| {
        let of_page = "11111111111111111111111111111111";
        let of_person = "22222222222222222222222222222222";
        let of_link = "33333333333333333333333333333333";
        let site = standalone(settings_with(json!({ "project": of_page }))).await;
        let link = |project: &str| format!("{}#/dbss/list-buckets?project={project}", site.address());

        page.open(&site.address()).await;
        project_in_panel(page, "Project from the configuration", of_page).await;
        page.click(button("Connection")).await;
        page.type_into(field("Project"), of_person).await;
        page.reads(dialog("Connection"), "Project set by you").await;
        page.type_into(field("Token"), seed::TOKEN).await;
        page.click(button("Use this connection")).await;
        page.misses(dialog("Connection")).await;
        page.reload().await;
        project_in_panel(page, "Project set by you", of_person).await;

        page.open(&link(of_link)).await;
        project_in_panel(page, "Project from a link", of_link).await;
        // What a link brought is not kept.
        page.open(&site.address()).await;
        page.reload().await;
        project_in_panel(page, "Project set by you", of_person).await;

        let pinning =
            standalone(settings_with(json!({ "project": of_page, "pinned": ["project", "region"] }))).await;
        page.open(&format!("{}#/dbss/list-buckets?project={of_link}&region=eu-west-101", pinning.address()))
            .await;
        page.reads(region("Form"), of_page).await;
        project_in_panel(page, "Project pinned by this page", of_page).await;
        page.click(button("Connection")).await;
        for pinned in ["Project", "Region"] {
            assert_eq!(page.property(field(pinned), "readOnly").await, true, "{pinned}");
        }
        page.holds(field("Region"), seed::REGION).await;
        page.click(summary("Advanced")).await;
        page.picture("pinned").await;
    })
    .await;
}

#[tokio::test]
async fn other_settings_reach_what_nobody_has_changed() {
    story("followed-settings", async |page| {
        let portal = Portal::start().await;
        make(page, &portal, settings(), "{}").await;
        page.reads(form(), seed::PROJECT).await;
        let other = "44444444444444444444444444444444";
        let set = "element.config = arguments[0]";
        page.ask::<()>(set, vec![settings_with(json!({ "project": other }))]).await;
        page.reads(form(), other).await;

        let own = "55555555555555555555555555555555";
        page.click(button("Connection")).await;
        page.type_into(field("Project"), own).await;
        page.type_into(field("Token"), seed::TOKEN).await;
        page.click(button("Use this connection")).await;
        page.misses(dialog("Connection")).await;
        page.ask::<()>(set, vec![settings()]).await;
        page.reads(form(), own).await;
        page.ask::<()>(set, vec![settings_with(json!({ "pinned": ["project"] }))]).await;
        page.reads(form(), seed::PROJECT).await;
    })
    .await;
}

/// A console on a bare page with these attributes.
async fn written(page: &Page, portal: &Portal, attributes: &[(&str, &str)]) {
    page.open(&portal.page("bare.html")).await;
    let write = "const element = document.createElement('backup-console');
        for (const [name, value] of arguments) element.setAttribute(name, value);
        document.querySelector('main').append(element);";
    page.ask::<()>(write, attributes.iter().map(|attribute| json!(attribute)).collect()).await;
}

#[tokio::test]
async fn an_attribute_that_lost_its_value_keeps_the_console_from_starting() {
    story("lost-attributes", async |page| {
        let portal = Portal::start().await;
        let object = "[object Object]";
        for (name, value, says) in [
            ("config", object, "There is no setting \"config\"."),
            ("before-request", object, "The setting \"beforeRequest\" must be a function."),
            ("beforerequest", "(call) => false", "The setting \"beforeRequest\" must be a function."),
            ("pinned", object, "The setting \"pinned\" must be a list"),
            ("pinned", "regoin", "The setting \"pinned\" must be a list"),
            ("storage-key", object, "The setting \"storageKey\" must be a string."),
            ("proxy-headers", object, "The setting \"proxyHeaders\""),
            ("idlelock", "soon", "The setting \"idleLock\" must be a whole number"),
        ] {
            written(page, &portal, &[(name, value)]).await;
            page.reads(by_role("alert", ""), says).await;
        }
        let foreign = ["id", "class", "data-x", "aria-label", "_ngcontent-abc", "v-cloak", "x-data"];
        written(page, &portal, &foreign.map(|name| (name, "a"))).await;
        page.sees(form()).await;
    })
    .await;
}

#[tokio::test]
async fn settings_of_another_frame_are_as_good() {
    story("other-frame", async |page| {
        let portal = Portal::start().await;
        page.open(&portal.page("bare.html")).await;
        let script = "
            const frame = document.createElement('iframe');
            document.body.append(frame);
            const other = frame.contentWindow;
            const settings = other.JSON.parse(JSON.stringify(arguments[0]));
            settings.beforeRequest = other.Boolean;
            settings.endpoints = other.JSON.parse('{}');
            window.element = document.createElement('backup-console');
            element.config = settings;
            document.querySelector('main').append(element);";
        page.ask::<()>(script, vec![settings_with(json!({ "pinned": ["region"] }))]).await;
        page.sees(form()).await;
        page.reads(form(), seed::PROJECT).await;
    })
    .await;
}
