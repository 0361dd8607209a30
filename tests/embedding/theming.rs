//! What a page styles from outside: the documented custom properties and parts, and the colour scheme.

use std::collections::BTreeSet;

use backup_sandbox::seed;
use backup_tests::{
    Page, Portal,
    find::{button, field, menu_item, radio},
    story,
};
use serde_json::{Value, json};

use crate::{
    connecting::set_connection,
    performing::{ask_to_delete, authorize_download},
};

const README: &str = include_str!("../../README.md");

/// Gives the page around one more style sheet.
const STYLE: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(arguments[0]);
    document.adoptedStyleSheets = [sheet];";

/// Computed styles of the first elements in the console that fit selectors.
const COMPUTED: &str = "
    const root = document.querySelector('backup-console').shadowRoot;
    return arguments[0].map(([selector, property]) =>
        getComputedStyle(root.querySelector(selector)).getPropertyValue(property));";

/// A custom property, its value, and where that is seen: a selector, a property, and the value computed.
const PROPERTIES: [[&str; 5]; 22] = [
    ["background", "#010101", ".console", "background-color", "rgb(1, 1, 1)"],
    ["surface", "#010102", ".bar", "background-color", "rgb(1, 1, 2)"],
    ["raised", "#010103", ".control", "background-color", "rgb(1, 1, 3)"],
    ["sunken", "#010104", ".fixed", "background-color", "rgb(1, 1, 4)"],
    ["line", "#010105", ".card", "border-top-color", "rgb(1, 1, 5)"],
    ["line-strong", "#010106", ".button.plain", "border-top-color", "rgb(1, 1, 6)"],
    ["text", "#010107", ".console", "color", "rgb(1, 1, 7)"],
    ["muted", "#010108", ".nav-group", "color", "rgb(1, 1, 8)"],
    ["font", "Georgia, serif", ".console", "font-family", "Georgia, serif"],
    ["code-font", "Courier, monospace", ".nav-item small", "font-family", "Courier, monospace"],
    ["accent", "#010109", ".button.primary", "background-color", "rgb(1, 1, 9)"],
    ["accent-soft", "#01010a", ".nav-item[aria-current]", "background-color", "rgb(1, 1, 10)"],
    ["on-accent", "#01010b", ".button.primary", "color", "rgb(1, 1, 11)"],
    ["danger", "#01010c", ".error", "color", "rgb(1, 1, 12)"],
    ["warning", "#01010d", ".warning", "color", "rgb(1, 1, 13)"],
    ["success", "#01010e", ".success", "color", "rgb(1, 1, 14)"],
    ["radius", "11px", ".control", "border-top-left-radius", "11px"],
    ["radius", "11px", ".button", "border-top-left-radius", "11px"],
    ["min-height", "1234px", ".body", "min-height", "1234px"],
    ["top", "56px", ".bar", "top", "56px"],
    ["top", "56px", ".nav", "top", "104px"],
    ["font", "Georgia, serif", ".button", "font-family", "Georgia, serif"],
];

#[tokio::test]
async fn custom_properties_set_what_they_are_named_for() {
    story("theming-properties", async |page| {
        let _portal = used(page).await;
        // One call was right, and what is typed now is wrong.
        page.type_into(field("Backup ID"), "/").await;
        page.click(button("Authorize download")).await;
        page.has_focus(field("Backup ID")).await;
        let sights: Value =
            PROPERTIES.map(|[_, _, selector, property, _]| [selector, property]).as_slice().into();
        let computed = async || page.ask::<Vec<String>>(COMPUTED, vec![sights.clone()]).await;
        let before = computed().await;
        // The console's own names are its own.
        let private = PROPERTIES.map(|[name, value, ..]| format!("--{name}: {value} !important;")).join(" ");
        page.ask::<()>(STYLE, vec![format!("backup-console {{ {private} }}").into()]).await;
        assert_eq!(computed().await, before);
        let set = PROPERTIES.map(|[name, value, ..]| format!("--backup-console-{name}: {value};")).join(" ");
        page.ask::<()>(STYLE, vec![format!("backup-console {{ {set} }}").into()]).await;
        for ((wanted, found), before) in PROPERTIES.iter().zip(computed().await).zip(before) {
            assert_eq!(found, wanted[4], "{wanted:?}");
            assert_ne!(found, before, "{wanted:?}");
        }
    })
    .await;
}

/// The parts that a rule of the page reaches and that are shown, and all that are shown.
const PARTS: &str = "
    const root = document.querySelector('backup-console').shadowRoot;
    const shown = [...root.querySelectorAll('[part]')].filter((element) => element.checkVisibility());
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [sheet];
    const reached = arguments[0].filter((part) => {
        sheet.replaceSync(`backup-console::part(${part}) { outline-color: rgb(1, 2, 3) }`);
        return shown.some((element) => getComputedStyle(element).outlineColor === 'rgb(1, 2, 3)');
    });
    document.adoptedStyleSheets = [];
    return [reached, shown.flatMap((element) => [...element.part])];";

#[tokio::test]
async fn every_documented_part_can_be_reached_and_no_other_is_there() {
    story("theming-parts", async |page| {
        let (_, told) = README.split_once("\nParts: ").expect("the README tells the parts");
        let told = told.split("\n\n").next().expect("a paragraph ends");
        let told: BTreeSet<String> = told.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        let (mut reached, mut shown) = (BTreeSet::new(), BTreeSet::new());
        let mut look = async || {
            let [parts, all]: [Vec<String>; 2] = page.ask(PARTS, vec![json!(told)]).await;
            reached.extend(parts);
            shown.extend(all);
        };
        let _portal = used(page).await;
        look().await;
        page.click(menu_item("Backup download")).await;
        page.pick(radio("Open")).await;
        let confirmation = ask_to_delete(page).await;
        page.sees(confirmation).await;
        look().await;
        assert_eq!(reached, told);
        assert_eq!(shown, told);
    })
    .await;
}

#[tokio::test]
async fn the_colour_scheme_is_the_hosts_unless_the_theme_says_otherwise() {
    story("theming-schemes", async |page| {
        let portal = Portal::start().await;
        page.open(&portal.page("alone.html")).await;
        page.sees(button("Connection")).await;
        let dark_box = ":root { color-scheme: light } section { color-scheme: dark }";
        let dark_element = ":root { color-scheme: light } backup-console { color-scheme: dark }";
        for (prefers, style, theme, wanted) in [
            ("light", "", "auto", LIGHT),
            // A page that knows no dark scheme stays light, and the console in it.
            ("dark", "", "auto", LIGHT),
            ("dark", ":root { color-scheme: light dark }", "auto", DARK),
            ("light", ":root { color-scheme: light dark }", "auto", LIGHT),
            ("dark", ":root { color-scheme: light }", "auto", LIGHT),
            ("light", ":root { color-scheme: dark }", "auto", DARK),
            ("light", dark_box, "auto", DARK),
            ("light", dark_element, "auto", DARK),
            ("dark", dark_box, "light", LIGHT),
            ("dark", ":root { color-scheme: dark }", "light", LIGHT),
            ("light", ":root { color-scheme: light }", "dark", DARK),
            ("light", ":root { color-scheme: light }", "auto", LIGHT),
        ] {
            page.prefer(prefers).await;
            page.ask::<()>(STYLE, vec![style.into()]).await;
            let set = "document.querySelector('backup-console').setAttribute('theme', arguments[0])";
            page.ask::<()>(set, vec![theme.into()]).await;
            page.until(&format!(
                "const console = document.querySelector('backup-console').shadowRoot.querySelector('.console');
                return getComputedStyle(console).backgroundColor === '{wanted}'"
            ))
            .await;
        }
    })
    .await;
}

/// The console's backgrounds.
const LIGHT: &str = "rgb(246, 247, 249)";
const DARK: &str = "rgb(16, 19, 24)";

/// A page whose console has a result.
async fn used(page: &Page) -> Portal {
    let portal = Portal::start().await;
    page.open(&portal.page("alone.html")).await;
    set_connection(page, seed::PROJECT, seed::TOKEN).await;
    authorize_download(page).await;
    portal
}
