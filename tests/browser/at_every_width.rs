//! The page from a phone to the widest screen: nothing is cut without a word, nothing lies on anything else, and
//! nothing is said twice.

use backup_model::operations::CATALOGUE;
use backup_tests::{
    Page, Site,
    find::{button, heading, main, menu_item, region, tab, table},
    story,
};
use backup_words::Words;
use serde_json::json;

use crate::{
    connecting::connect_emulated,
    performing::{
        ask_to_delete, authorize_download, list_backup_files, list_buckets, list_projects, share_backup,
    },
};

/// Cells that lie below the buttons at the end of their rows, or that are cut where no title tells the rest.
const HIDDEN: &str = "
    const rows = shown('.table tbody tr').filter((row) => row.querySelector('.row-actions'));
    const hidden = rows.flatMap((row) => {
        const buttons = row.querySelector('.row-actions').getBoundingClientRect();
        return [...row.cells].slice(0, -1).filter((cell) => cell.checkVisibility()).filter((cell) => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            const style = getComputedStyle(cell);
            const ends = style.textOverflow === 'ellipsis' && style.whiteSpace === 'nowrap' && cell.title;
            const box = ends ? cell.getBoundingClientRect() : range.getBoundingClientRect();
            return box.right > buttons.left + 1 || (!ends && box.right > cell.getBoundingClientRect().right + 1);
        }).map((cell) => cell.textContent);
    });
    return rows.length === 0 ? ['there are no rows'] : hidden;";

/// What of the page a selector finds, as far as it is seen.
const SHOWN: &str = "
    const shown = (selector) => [...everything(document)]
        .filter((element) => element.matches(selector) && element.checkVisibility());";

async fn ask<T: serde::de::DeserializeOwned>(page: &Page, script: &str) -> T {
    page.ask(&format!("{SHOWN}{script}"), vec![]).await
}

#[tokio::test]
async fn nothing_in_a_table_is_cut_without_a_word() {
    story("tables-whole", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        list_buckets(page).await;
        for width in [1366, 1920, 3840] {
            page.resize(width, 900).await;
            assert_eq!(ask::<Vec<String>>(page, HIDDEN).await, [""; 0], "buckets, {width}");
        }
        page.resize(1366, 900).await;
        share_backup(page).await;
        authorize_download(page).await;
        list_projects(page).await;
        for width in [360, 390, 1366] {
            page.resize(width, 900).await;
            assert_eq!(ask::<Vec<String>>(page, HIDDEN).await, [""; 0], "projects, {width}");
        }
        page.click(menu_item("Calls")).await;
        page.sees(button("Export")).await;
        for width in [360, 390, 1366, 1920, 3840] {
            page.resize(width, 900).await;
            assert_eq!(ask::<Vec<String>>(page, HIDDEN).await, [""; 0], "calls, {width}");
            page.picture(&format!("calls-{width}")).await;
        }
        page.resize(1366, 900).await;
        ask::<()>(page, "shown('.row-actions button')[0].click()").await;
        page.reads(region("Details"), "IAM · List projects").await;
        assert_eq!(ask::<Vec<String>>(page, HIDDEN).await, [""; 0], "beside the details");
        // Nothing was sent but the question itself: what there is not cannot be copied.
        let copied = "return shown('.row-details dd').filter((line) => line.querySelector('button'))
            .filter((line) => line.firstChild.textContent === '–').length";
        assert_eq!(ask::<usize>(page, copied).await, 0);
        // What a machine wrote is read as a person writes it.
        page.resize(1366, 900).await;
        share_backup(page).await;
        assert_eq!(ask::<Vec<String>>(page, HIDDEN).await, [""; 0], "shares");
        let rows = page.rows(table("shares")).await;
        let raw = |text: &str| text.contains(".000000") || text == "false";
        assert!(
            !rows.is_empty() && !rows.iter().flat_map(|row| row.values()).any(|text| raw(text)),
            "{rows:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn no_name_lies_on_what_is_said_of_it() {
    story("names-apart", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        for entry in CATALOGUE {
            let id = entry.id;
            page.ask::<()>("location.hash = `#/reference/${arguments[0]}`", vec![id.into()]).await;
            page.sees(region("Answer")).await;
            let current = "return shown('[aria-current]').map((item) => item.textContent)";
            assert_eq!(ask::<Vec<String>>(page, current).await.len(), 1, "{id}");
            for width in [360, 1366, 3840] {
                page.resize(width, 900).await;
                let wide =
                    "return shown('.details dt').filter((name) => name.scrollWidth > name.clientWidth + 1)
                    .map((name) => name.textContent)";
                assert_eq!(ask::<Vec<String>>(page, wide).await, [""; 0], "{id}, {width}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_said_stands_near_its_name_and_apart_from_its_button() {
    story("details-near", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        authorize_download(page).await;
        page.resize(1366, 900).await;
        let gaps = "
            return shown('#result .details > div').map((line) => {
                const range = document.createRange();
                range.selectNodeContents(line.querySelector('dd code'));
                const [name, said, copy] = [line.querySelector('dt'), range, line.querySelector('button')]
                    .map((part) => part.getBoundingClientRect());
                return [said.left - name.left, copy.left - said.right];
            });";
        let gaps: Vec<[f64; 2]> = ask(page, gaps).await;
        assert!(!gaps.is_empty());
        let is_near = |[said, copy]: &[f64; 2]| *said <= 150.0 && (4.0..=32.0).contains(copy);
        assert!(gaps.iter().all(is_near), "{gaps:?}");
    })
    .await;
}

#[tokio::test]
async fn a_page_says_once_what_it_is_about() {
    story("titles-once", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        for entry in CATALOGUE {
            let declaration = entry.declaration();
            page.ask::<()>("location.hash = `#/${arguments[0]}`", vec![declaration.id.into()]).await;
            let title = (declaration.title)(Words::ENGLISH);
            page.sees(heading(title)).await;
            page.reads(main(), declaration.service.name()).await;
            // What has no field has no example to fill in.
            if entry.fields.is_empty() {
                page.misses(button("Fill in an example")).await;
            } else {
                page.sees(button("Fill in an example")).await;
            }
            let headings: Vec<String> =
                ask(page, "return shown('.work :is(h1, h2, h3)').map((heading) => heading.textContent)")
                    .await;
            let named = [title, (declaration.menu)(Words::ENGLISH)];
            let again = headings.iter().filter(|heading| named.iter().any(|name| heading.contains(name)));
            assert_eq!(again.count(), 1, "{headings:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_very_wide_screen_is_used_and_read_from_afar() {
    story("widest", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        // As long as nothing came of it the request has the room beside the form.
        page.resize(1920, 900).await;
        let left = "return shown('.columns')[0].getBoundingClientRect().right - shown('#request')[0].getBoundingClientRect().right";
        assert!(ask::<f64>(page, left).await < 2.0);
        page.resize(1366, 900).await;
        share_backup(page).await;
        let seen = "
            const box = (selector) => shown(selector)[0].getBoundingClientRect();
            return [box('.result').right / innerWidth, box('.nav').bottom - innerHeight, box('.label').height];";
        let [_, _, letters]: [f64; 3] = ask(page, seen).await;
        page.resize(3840, 2160).await;
        let [right, below, large]: [f64; 3] = ask(page, seen).await;
        assert!(right > 0.9, "{right}");
        assert!(below.abs() < 2.0, "the menu ends where the screen does: {below}");
        assert!(large > letters * 1.2, "{letters} {large}");
        page.click(button("Connection")).await;
        page.sees(button("Use this connection")).await;
        let dialog: f64 = ask(page, "return shown('dialog')[0].getBoundingClientRect().bottom / innerHeight").await;
        assert!(dialog < 1.0, "{dialog}");
    })
    .await;
}

/// Rows are told by how far the table is scrolled, which is another thing where all is larger.
#[tokio::test]
async fn a_long_table_shows_its_rows_on_a_very_wide_screen() {
    story("widest-rows", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        crate::connecting::misbehave(page, "many").await;
        page.resize(3840, 2160).await;
        page.click(menu_item("Audit backup buckets")).await;
        page.click(button("List buckets")).await;
        page.sees(table("buckets")).await;
        for part in [0.3, 0.99] {
            let scroll = format!(
                "const area = shown('.table-scroll')[0];
                area.scrollTop = (area.scrollHeight - area.clientHeight) * {part}"
            );
            ask::<()>(page, &scroll).await;
            let filled = "
                const area = shown('.table-scroll')[0].getBoundingClientRect();
                const rows = shown('.table tbody tr[aria-rowindex]').map((row) => row.getBoundingClientRect());
                return rows[0].top <= area.top + 60 && rows.at(-1).bottom >= area.bottom - 60;";
            page.until(&format!("{SHOWN}{filled}")).await;
        }
    })
    .await;
}

#[tokio::test]
async fn paper_has_nothing_to_drag() {
    story("print-plain", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        share_backup(page).await;
        page.sees(tab("Summary")).await;
        page.command("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        let dragged = "return shown('textarea').map((area) => getComputedStyle(area).resize)";
        assert_eq!(ask::<Vec<String>>(page, dragged).await, ["none"]);
    })
    .await;
}

#[tokio::test]
async fn no_name_in_code_is_torn() {
    story("names-whole", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        share_backup(page).await;
        authorize_download(page).await;
        for width in [360, 390, 1366, 3840] {
            page.resize(width, 844).await;
            let torn = "
                const texts = shown('.preview .unbroken').flatMap((part) => [...part.childNodes]);
                const found = texts.filter((text) => text.data.includes('ap-southeast-1')).map((text) => {
                    const range = document.createRange();
                    range.setStart(text, text.data.indexOf('ap-southeast-1'));
                    range.setEnd(text, range.startOffset + 'ap-southeast-1'.length);
                    return range.getClientRects().length;
                });
                return found;";
            let lines: Vec<usize> = ask(page, torn).await;
            assert_eq!(lines, [1], "the request's region, at {width}");
        }
        // On a phone the name of a file has what room there is, and breaks between its parts.
        page.resize(1366, 844).await;
        list_backup_files(page).await;
        page.resize(390, 844).await;
        let parts = "
            const cell = shown('#result-table td.code')[0];
            return [...cell.childNodes].filter((part) => part.data).map((part) => {
                const range = document.createRange();
                range.selectNodeContents(part);
                return [part.data, range.getClientRects().length];
            });";
        let parts: Vec<(String, usize)> = ask(page, parts).await;
        assert_eq!(parts.iter().map(|(part, _)| part.as_str()).collect::<String>(), "roach_master_updated.metadata");
        assert!(parts.iter().all(|(_, lines)| *lines == 1), "{parts:?}");
        page.picture("file-names").await;
        page.resize(1366, 844).await;
        ask_to_delete(page).await;
        page.resize(390, 844).await;
        let host = "return shown('dialog .unbroken').map((part) => [part.textContent, part.getClientRects().length])";
        let host: Vec<(String, usize)> = ask(page, host).await;
        assert!(host.contains(&("ap-southeast-1.".to_owned(), 1)), "{host:?}");
    })
    .await;
}
