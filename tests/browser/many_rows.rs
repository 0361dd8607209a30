//! Ten thousand buckets: all of them there, in order, and within reach.

use backup_sandbox::seed;
use backup_tests::{
    Key, Page, Recorder, Served, Site,
    find::{button, by_role, column, link, region, searchbox, table},
    story,
};
use serde_json::json;

use crate::{
    connecting::{connect, connect_emulated, misbehave},
    performing::share_backup,
};

async fn list(page: &Page, site: &Site) {
    connect_emulated(page, &site.address()).await;
    misbehave(page, "many").await;
    page.click(link("Audit backup buckets").starting()).await;
    page.click(button("List buckets")).await;
    page.reads(region("Result"), "10,000 buckets can be chosen for backup or risk export.").await;
}

async fn first_bucket(page: &Page) -> String {
    page.rows(table("buckets")).await[0]["Bucket"].clone()
}

#[tokio::test]
async fn all_rows_are_counted_and_reached_by_keyboard() {
    story("many-rows", async |page| {
        let site = Site::start().await;
        list(page, &site).await;
        assert_eq!(page.attribute(table("buckets"), "aria-rowcount").await.as_deref(), Some("10001"));
        assert_eq!(first_bucket(page).await, "audit-archive-00001");
        page.picture("many-rows").await;

        page.tab_to(button("Copy audit-archive-00001")).await;
        for (key, focused) in [
            (Key::Down, "Copy audit-archive-00002"),
            (Key::End, "Copy audit-archive-10000"),
            (Key::Up, "Copy audit-archive-09999"),
            (Key::PageDown, "Copy audit-archive-10000"),
            (Key::Home, "Copy audit-archive-00001"),
        ] {
            page.press(key).await;
            page.has_focus(button(focused)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn the_first_rows_are_shown_while_the_rest_is_read() {
    story("first-rows", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        misbehave(page, "many").await;
        page.click(link("Audit backup buckets").starting()).await;
        page.ask::<()>(WATCH_TITLES, vec![]).await;
        page.click(button("List buckets")).await;
        page.reads(region("Result"), "10,000 buckets can be chosen for backup or risk export.").await;
        let titles: Vec<String> = page.ask("return window.titles", vec![]).await;
        let [first, all] = &titles[..] else { panic!("{titles:?}") };
        assert!(first.ends_with("rows, while the rest is read."), "{first}");
        assert!(all.starts_with("10,000 buckets"), "{all}");
    })
    .await;
}

/// Keeps each title of a result as the page is drawn.
const WATCH_TITLES: &str = "
    window.titles = [];
    const look = () => {
        const title = [...everything(document)].find((element) => element.matches('#result .notice-title'))?.textContent;
        if (title && title !== window.titles.at(-1)) window.titles.push(title);
    };
    const root = document.querySelector('backup-console').shadowRoot;
    new MutationObserver(look).observe(root, { childList: true, subtree: true, characterData: true });";

#[tokio::test]
async fn rows_are_sorted_and_filtered_as_a_whole() {
    story("sorted-rows", async |page| {
        let site = Site::start().await;
        list(page, &site).await;
        let sort = |name: &str| button(name).within(column(name));
        page.click(sort("Bucket")).await;
        assert_eq!(page.attribute(column("Bucket"), "aria-sort").await.as_deref(), Some("ascending"));
        page.click(sort("Bucket")).await;
        page.sees(button("Copy audit-archive-10000")).await;
        assert_eq!(page.attribute(column("Bucket"), "aria-sort").await.as_deref(), Some("descending"));
        assert_eq!(first_bucket(page).await, "audit-archive-10000");

        page.type_into(searchbox("Filter: buckets"), "09999").await;
        page.reads(region("Result"), "1 of 10,000 rows").await;
        assert_eq!(first_bucket(page).await, "audit-archive-09999");
        page.type_into(searchbox("Filter: buckets"), "no such bucket").await;
        page.reads(region("Result"), "Nothing matches the filter.").await;
        page.reads(region("Result"), "0 of 10,000 rows").await;
    })
    .await;
}

#[tokio::test]
async fn what_is_saved_is_what_its_button_says() {
    story("saved-rows", async |page| {
        let site = Site::start().await;
        list(page, &site).await;
        page.reads(region("Result"), "10,000 rows").await;
        page.type_into(searchbox("Filter: buckets"), "0999").await;
        page.reads(region("Result"), "11 of 10,000 rows").await;
        for (part, count) in [("Save 11 shown as JSON", 11), ("Save all 10,000 as JSON", 10_000)] {
            let saved = page.saved("result-table", part).await;
            assert_eq!(saved.as_array().map(Vec::len), Some(count), "{part}");
        }
        page.type_into(searchbox("Filter: buckets"), "no such bucket").await;
        page.reads(region("Result"), "0 of 10,000 rows").await;
        let saved = page.saved("result-table", "Save all 10,000 as JSON").await;
        assert_eq!(saved.as_array().map(Vec::len), Some(10_000));
    })
    .await;
}

/// A badge is the look of a value.
#[tokio::test]
async fn what_a_badge_says_is_saved() {
    story("saved-badges", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        share_backup(page).await;
        let saved = page.saved("result-table", "Save all 2 as JSON").await;
        let states: Vec<_> = [0, 1].iter().map(|row| saved[row]["state"].as_str()).collect();
        assert_eq!(states, [Some("shared"), Some("not-in-answer")], "{saved}");
    })
    .await;
}

#[tokio::test]
async fn nothing_is_cut_from_what_is_copied() {
    story("copied-rows", async |page| {
        let site = Site::start().await;
        list(page, &site).await;
        page.click(button("Export")).await;
        page.click(button("Copy all 10,000 as CSV")).await;
        page.reads(region("Result"), "Copied").await;
        let copied = page.clipboard().await;
        let lines: Vec<&str> = copied.lines().collect();
        assert_eq!(lines.len(), 10_001);
        assert!(lines[10_000].starts_with("audit-archive-10000,"), "{}", lines[10_000]);
    })
    .await;
}

#[tokio::test]
async fn the_tab_key_leaves_a_scrolled_table_forward() {
    story("left-table", async |page| {
        let site = Site::start().await;
        list(page, &site).await;
        page.tab_to(by_role("group", "buckets")).await;
        page.press(Key::End).await;
        page.reads(table("buckets"), "audit-archive-10000").await;
        let shown = "return find([['group', 'buckets', false]])[0].scrollTop";
        let bottom: f64 = page.ask(shown, vec![]).await;
        for heading in ["Bucket", "Region", "Note"] {
            page.press(Key::Tab).await;
            page.has_focus(button(heading).within(column(heading))).await;
        }
        page.press(Key::Tab).await;
        let row: String = page.ask("return name(focused())", vec![]).await;
        assert!(row.starts_with("Copy audit-archive-0999") || row.ends_with("10000"), "{row}");
        assert!(page.ask::<f64>(shown, vec![]).await > bottom - 400.0, "the rows in sight stay in sight");
        page.press(Key::Tab).await;
        let left = "return !focused()?.closest('.data-table')";
        assert!(page.ask::<bool>(left, vec![]).await, "the table is left");
    })
    .await;
}

/// Told for whoever makes it faster, and never asserted: `cargo test … -- times_are_told --nocapture`.
#[tokio::test]
async fn times_are_told() {
    story("row-times", async |page| {
        for (rows, told) in [(2, "2 buckets"), (10_000, "10,000 buckets")] {
            let answering = Answering::start((1..=rows).map(bucket)).await;
            if rows == 2 {
                page.before_load(FIRST_ROWS).await;
            }
            connect(page, &answering.site.address(), seed::PROJECT, seed::TOKEN).await;
            page.click(link("Audit backup buckets").starting()).await;
            page.click(button("List buckets")).await;
            page.reads(region("Result"), told).await;
            let shown: Vec<(String, f64)> = page.ask("return window.rowsShown()", vec![]).await;
            for (what, time) in shown {
                println!("{told}: {what} {time:.1} ms after the click");
            }
        }
        let times: Vec<(String, f64)> = page.ask_later(TIMES).await;
        for (what, time) in times {
            println!("{what}: {time:.1} ms");
        }
    })
    .await;
}

/// A page whose cloud answers at once with these buckets, ready beforehand.
struct Answering {
    site: Served,
    _proxy: Served,
}

impl Answering {
    async fn start(buckets: impl Iterator<Item = String>) -> Self {
        let answer = format!(r#"{{"obs_list":[{}]}}"#, buckets.collect::<Vec<_>>().join(","));
        let recorder = Recorder::answering(Box::leak(answer.into_boxed_str()));
        let proxy = Served::start(|_| recorder.router()).await;
        let site = Served::page(&json!({ "proxy": proxy.address() }), &proxy, &recorder).await;
        Self { site, _proxy: proxy }
    }
}

fn bucket(number: usize) -> String {
    format!(r#"{{"bucket_name":"audit-archive-{number:06}","location":"ap-southeast-1"}}"#)
}

/// From the click to the end of the answer, and to each frame that has other rows than the one before.
const FIRST_ROWS: &str = "
    let clicked = 0;
    let shown = [];
    let last = null;
    const tell = (what) => shown.push([what, performance.now() - clicked]);
    const read = ReadableStreamDefaultReader.prototype.read;
    ReadableStreamDefaultReader.prototype.read = async function () {
        const part = await read.call(this);
        if (part.done) tell('answered');
        return part;
    };
    addEventListener('click', () => { clicked = performance.now(); shown = []; }, { capture: true });
    (function look() {
        const table = document.querySelector('backup-console')?.shadowRoot?.querySelector('#result-table');
        const count = table?.getAttribute('aria-rowcount') ?? null;
        if (count !== null && count !== last) tell(`${count - 1} rows`);
        last = count;
        requestAnimationFrame(look);
    })();
    window.rowsShown = () => shown;";

/// Sorting, filtering and scrolling, each with what it has the browser lay out.
const TIMES: &str = "
    const done = arguments[arguments.length - 1];
    const area = [...everything(document)].find((element) => element.matches('.table-scroll'));
    const [heading] = find([['columnheader', 'Bucket', false]]);
    const [filter] = find([['searchbox', 'Filter: buckets', false]]);
    const settled = () => new Promise((resolve) => setTimeout(resolve));
    const frame = () => new Promise(requestAnimationFrame);
    const time = async (act) => {
        await frame();
        await settled();
        const start = performance.now();
        act();
        await Promise.resolve();
        await settled();
        area.getBoundingClientRect();
        return performance.now() - start;
    };
    const type = (text) => () => {
        filter.value = text;
        filter.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    };
    (async () => {
        const told = [];
        told.push(['sort', await time(() => heading.querySelector('button').click())]);
        told.push(['sort downwards', await time(() => heading.querySelector('button').click())]);
        told.push(['filter by 9', await time(type('9'))]);
        told.push(['filter by 999', await time(type('999'))]);
        told.push(['no filter', await time(type(''))]);
        let longest = 0;
        for (let step = 1; step <= 200; step += 1) {
            await frame();
            const start = performance.now();
            area.scrollTop = step * 400;
            area.dispatchEvent(new Event('scroll'));
            await Promise.resolve();
            area.getBoundingClientRect();
            longest = Math.max(longest, performance.now() - start);
        }
        done([...told, ['longest of 200 frames of 400 pixels', longest]]);
    })();";

/// As above: how long a person's input waits while an answer of 8 MiB arrives, is read and is shown.
#[tokio::test]
async fn times_of_the_largest_answer_are_told() {
    story("large-answer-times", async |page| {
        let rows = (8 * 1024 * 1024 - 32) / (bucket(0).len() + 1);
        let answering = Answering::start((1..=rows).map(bucket)).await;
        connect(page, &answering.site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(link("Audit backup buckets").starting()).await;
        page.ask::<()>(LONGEST_WAIT, vec![]).await;
        page.click(button("List buckets")).await;
        page.reads(region("Result"), "buckets can be chosen for backup or risk export.").await;
        let (longest, whole): (f64, Vec<f64>) = page.ask("return window.waits()", vec![]).await;
        println!("8 MiB: input waited at most {longest:.0} ms; tasks of more than 50 ms: {whole:.0?}");
    })
    .await;
}

/// A message stands for an input: the longest time that one waited for its turn.
const LONGEST_WAIT: &str = "
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
    const { port1, port2 } = new MessageChannel();
    let longest = 0;
    let sent = performance.now();
    port2.onmessage = () => {
        longest = Math.max(longest, performance.now() - sent);
        setTimeout(() => { sent = performance.now(); port1.postMessage(0); }, 1);
    };
    port1.postMessage(0);
    window.waits = () => [longest, tasks];";
