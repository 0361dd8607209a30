//! What no rule of axe tells: edges, targets, wide letters, the system's own colours, and pages written from right to
//! left.

use backup_sandbox::seed;
use backup_tests::{
    Page, Site,
    find::{banner, button, by_role, dialog, field, menu_item, menu_item_of, radio, table},
    story,
};
use serde_json::json;

use crate::{
    connecting::{connect, connect_emulated},
    performing::{result, share_backup},
};

const CONTRAST: &str = "
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const linear = (value) => value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    const luminance = (colour) => {
        const [red, green, blue] = numbers(colour).map(linear);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = (element) => {
        const colour = getComputedStyle(element).backgroundColor;
        return numbers(colour)[3] === 0 ? ground(element.parentElement) : colour;
    };
    const contrast = (one, other) => {
        const [less, more] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (more + 0.05) / (less + 0.05);
    };
    const shown = [...everything(document)].filter((element) => element.checkVisibility());";

#[tokio::test]
async fn edges_of_controls_stand_out_in_either_scheme() {
    story("edges", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.click(menu_item("Backup download")).await;
        page.sees(radio("Open")).await;
        for scheme in ["light", "dark"] {
            page.prefer(scheme).await;
            let script = format!(
                "{CONTRAST}
                const edged = shown.filter((element) => element.matches('.control, .choice, .button.plain'));
                return edged.map((element) => [
                    element.className,
                    contrast(getComputedStyle(element).borderTopColor, ground(element.parentElement)),
                ]);"
            );
            let edges: Vec<(String, f64)> = page.ask(&script, vec![]).await;
            assert!(edges.len() > 3, "{edges:?}");
            let faint: Vec<_> = edges.iter().filter(|(_, contrast)| *contrast < 3.0).collect();
            assert!(faint.is_empty(), "{scheme}: {faint:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_pressed_is_large_enough_for_a_finger() {
    story("targets", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        share_backup(page).await;
        assert_targets(page, "result").await;
        page.click(button("Connection")).await;
        page.sees(dialog("Connection")).await;
        assert_targets(page, "connection").await;
        page.press(backup_tests::Key::Escape).await;
        page.click(menu_item("Calls")).await;
        page.sees(button("Export")).await;
        assert_targets(page, "calls").await;
    })
    .await;
}

async fn assert_targets(page: &Page, state: &str) {
    let script = "
        const pressed = reachable().filter((element) => element.matches('button, input, select, textarea, summary'));
        const sized = pressed.filter((element) => !element.matches('[type=checkbox], [type=radio], .skip'));
        return sized.map((element) => [name(element), element.getBoundingClientRect()])
            .filter(([, { width, height }]) => width < 24 || height < 24)
            .map(([named, { width, height }]) => `${named} ${width} × ${height}`);";
    let small: Vec<String> = page.ask(script, vec![]).await;
    assert!(small.is_empty(), "{state}: {small:?}");
}

/// WCAG 1.4.12 names these distances.
#[tokio::test]
async fn wide_letters_and_lines_cover_nothing() {
    story("text-spacing", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.sees(button("Connection")).await;
        let script = "
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
                p { margin-bottom: 2em !important; }`);
            const root = [...everything(document)].find((element) => element.shadowRoot).shadowRoot;
            root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
            const box = (selector) => root.querySelector(selector).getBoundingClientRect();
            return [
                box('.brand').right <= box('.chips').left,
                [...root.querySelectorAll('.chips > *')].every((chip) => chip.scrollHeight <= chip.clientHeight + 2),
                document.documentElement.scrollWidth <= innerWidth,
            ];";
        let fits: Vec<bool> = page.ask(script, vec![]).await;
        assert_eq!(fits, [true; 3], "brand and chips, text in chips, page and window");
    })
    .await;
}

/// What is connected shrinks with the page, and never goes.
#[tokio::test]
async fn what_is_connected_is_in_the_bar_at_every_width() {
    story("bar-widths", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.reads(banner(), "operator of emulated-company").await;
        let identity = "operator of emulated-company … days";
        let apart = "
            const root = [...everything(document)].find((element) => element.shadowRoot).shadowRoot;
            const box = (selector) => root.querySelector(selector).getBoundingClientRect();
            const [brand, chips] = [box('.brand'), box('.chips')];
            return brand.right <= chips.left || brand.bottom <= chips.top";
        for width in [360, 390, 761, 961, 1081, 1100, 1205, 1366, 3840] {
            page.resize(width, 844).await;
            assert!(page.ask::<bool>(apart, vec![]).await, "{width}: brand and chips");
            let seen: Vec<String> = page
                .ask(
                    "const root = [...everything(document)].find((element) => element.shadowRoot).shadowRoot;
                     const bar = root.querySelector('.bar').getBoundingClientRect();
                     return [...root.querySelectorAll('.chip')].filter((chip) => {
                         const box = chip.getBoundingClientRect();
                         return chip.checkVisibility() && box.width > 24 && box.height > 12
                             && box.left >= bar.left && box.right <= bar.right && box.bottom <= bar.bottom;
                     }).map((chip) => tidy(chip.textContent).replace(/[0-9,]+ days/, '… days'));",
                    vec![],
                )
                .await;
            let told =
                ["Emulated cloud", "region ap-southeast-1", "project 0483b6b1…e663", identity, "via ./proxy"];
            assert_eq!(seen, told, "{width}");
            page.picture(&format!("bar-{width}")).await;
        }
    })
    .await;
}

#[tokio::test]
async fn the_systems_colours_still_show_what_is_chosen_and_what_destroys() {
    story("forced-colours", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        let forced = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
        page.command("Emulation.setEmulatedMedia", forced).await;
        page.click(menu_item("Backup download")).await;
        page.pick(radio("Open")).await;
        assert_ne!(look(page, ".choice.chosen").await, look(page, ".choice:not(.chosen)").await);
        page.click(button("Open downloads")).await;
        page.sees(by_role("tab", "Summary")).await;
        assert_ne!(look(page, "[aria-selected=true]").await, look(page, "[aria-selected=false]").await);
        assert_ne!(look(page, ".button.primary").await, look(page, ".button.plain").await);
        assert_ne!(
            look(page, ".nav-item[aria-current]").await,
            look(page, ".nav-item:not([aria-current])").await
        );
        page.click(menu_item_of("GeminiDB", "Delete a backup")).await;
        page.sees(field("Backup ID")).await;
        assert_ne!(look(page, ".button.filled-danger").await, look(page, ".button.plain").await);
    })
    .await;
}

/// Ground and edge of the first thing that fits.
async fn look(page: &Page, selector: &str) -> Vec<String> {
    let script = "
        const style = getComputedStyle([...everything(document)].find((element) => element.matches(arguments[0])));
        return [style.backgroundColor, style.borderTopStyle, style.borderTopWidth, style.outlineWidth];";
    page.ask(script, vec![selector.into()]).await
}

#[tokio::test]
async fn code_reads_from_left_to_right_on_any_page() {
    story("right-to-left", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.ask::<()>("document.documentElement.dir = 'rtl'", vec![]).await;
        share_backup(page).await;
        page.sees(result()).await;
        let script = "
            const code = [...everything(document)].filter((element) => element.matches('code, .code, .code-block, .control'));
            return code.filter((element) => getComputedStyle(element).direction !== 'ltr').map((element) => element.outerHTML.slice(0, 80));";
        let turned: Vec<String> = page.ask(script, vec![]).await;
        assert!(turned.is_empty(), "{turned:?}");
        let order = "
            const badge = [...everything(document)].find((element) => element.matches('.result .badge'));
            const [first, last] = [[0, 3], [4, 6]].map(([from, to]) => {
                const range = document.createRange();
                const walker = document.createTreeWalker(badge, NodeFilter.SHOW_TEXT);
                const text = walker.nextNode();
                range.setStart(text, from);
                range.setEnd(text, to);
                return range.getBoundingClientRect();
            });
            return [badge.textContent, first.right <= last.left];";
        assert_eq!(page.ask::<(String, bool)>(order, vec![]).await, ("200 OK".to_owned(), true));
        let wide = "return document.documentElement.scrollWidth <= innerWidth";
        assert!(page.ask::<bool>(wide, vec![]).await, "nothing sticks out");
    })
    .await;
}

#[tokio::test]
async fn on_paper_stands_the_record_alone_and_whole() {
    story("print", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        share_backup(page).await;
        page.resize(794, 1123).await;
        page.command("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        page.misses(button("Connection")).await;
        page.misses(button("Share with 2 projects")).await;
        page.reads(result(), &format!("operator of emulated-company · {} · through ./proxy", seed::PROJECT))
            .await;
        let whole = "
            const id = [...everything(document)].find((element) => element.matches('.shortened'));
            return [id.dataset.whole, getComputedStyle(id, '::after').content];";
        let (id, printed): (String, String) = page.ask(whole, vec![]).await;
        assert!(id.len() > 20 && printed.contains(&id), "{id} {printed}");
        page.picture("printed-result").await;

        page.command("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
        page.resize(1366, 844).await;
        page.click(menu_item("Calls")).await;
        page.sees(button("Export")).await;
        page.command("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        page.ask::<()>("dispatchEvent(new Event('beforeprint'))", vec![]).await;
        page.reads(table("Calls in this tab"), &id).await;
        page.reads(table("Calls in this tab"), "operator of emulated-company").await;
        page.picture("printed-calls").await;
        page.ask::<()>("dispatchEvent(new Event('afterprint'))", vec![]).await;
        page.command("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
        page.sees(button("Export")).await;
        assert!(!page.text(table("Calls in this tab")).await.contains(&id));
    })
    .await;
}
