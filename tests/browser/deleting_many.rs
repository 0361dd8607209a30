//! Several backups are deleted: each is read again just before, deleted at most once, and has its fate in the end.

use std::{collections::BTreeMap, time::Duration};

use backup_sandbox::{Emulator, seed};
use backup_tests::{
    Key, Page, Witness,
    find::{Find, button, by_role, field, menu_item, region, searchbox},
    story,
};
use http::Method;
use serde_json::Value;

use crate::{
    connecting::{connect, set_connection},
    signing_in::leave_and_return,
};

/// Lets a story decide what meets a backup, by its ID: `gone` and `changed` when it is read again, `lost` when the
/// answer to its deletion does not arrive, `never` when the deletion itself does not, `refused` when it is refused.
const FATES: &str = r#"
    window.fates = {};
    const fetched = window.fetch;
    const json = (status, body) => new Response(JSON.stringify(body), {
        status, headers: { 'content-type': 'application/json', 'x-request-id': 'a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0' },
    });
    window.fetch = async (request, ...rest) => {
        const address = decodeURIComponent(request.url ?? request);
        const fate = Object.entries(window.fates).find(([id]) => address.includes(id))?.[1];
        const deletes = (request.method ?? rest[0]?.method) === 'DELETE';
        if (deletes && fate === 'never') throw new TypeError('Failed to fetch');
        if (deletes && fate === 'refused') return json(403, { error_code: 'DBS.201015', error_msg: 'Busy.' });
        if (!deletes && fate === 'gone') return json(200, { backups: [], total_count: 0 });
        const response = await fetched.call(window, request, ...rest);
        if (deletes && fate === 'lost') throw new TypeError('Failed to fetch');
        if (deletes || fate !== 'changed') return response;
        const body = await response.json();
        body.backups[0].status = 'FAILED';
        return json(200, body);
    };
"#;

/// The filter has done its work.
const FEW: &str = "return Number(everything(document).find((element) => element.id === 'backups-table').getAttribute('aria-rowcount')) < 200";
/// What the filter leaves of them: manual ones of every instance.
const RELEASES: &str = "release-202";
/// Nothing is under way any more in the report.
const NONE_UNDER_WAY: &str = "return !everything(document).find((element) => element.matches('.report-head .sum')).textContent.includes('under way')";
const DOWN: &str = "\u{e015}";

fn card() -> Find {
    region("Deletion")
}

/// Opens the page of all backups, of a cloud whose time runs quickly.
async fn open(page: &Page) -> Witness {
    let site = Witness::start().await;
    hurry(site.cloud().clone());
    connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
    page.ask::<()>(FATES, vec![]).await;
    page.click(menu_item("Backups")).await;
    page.reads(region("Lists"), "All lists are read").await;
    site
}

/// Has the time of a cloud run eleven times as fast, as long as the story lasts.
fn hurry(cloud: Emulator) {
    tokio::spawn(async move {
        let mut second = tokio::time::interval(Duration::from_millis(100));
        loop {
            second.tick().await;
            cloud.advance(Duration::from_secs(1));
        }
    });
}

/// What a table saves as JSON, by that part of its menu.
async fn saved(page: &Page, table: &str, part: &str) -> Vec<Value> {
    serde_json::from_value(page.saved(table, part).await).expect("rows are saved")
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap_or_default()
}

/// Chooses the first rows that the filter leaves by keys, and tells them.
async fn choose(page: &Page, count: usize) -> Vec<Value> {
    page.type_into(searchbox("Filter: Backups"), RELEASES).await;
    page.until(FEW).await;
    let first =
        "[...everything(document)].find((element) => element.matches('tbody .pick[tabindex=\"0\"]')).focus()";
    page.ask::<()>(first, vec![]).await;
    page.press(" ").await;
    for row in 1..count {
        page.press_with(Key::Shift, DOWN).await;
        // The row that the focus goes to may have to be drawn first.
        let there = format!(
            "return document.querySelector('backup-console').shadowRoot.activeElement?.closest('tr')?.ariaRowIndex === '{}'",
            row + 2
        );
        page.until(&there).await;
    }
    page.reads(by_role("group", "Chosen"), &format!("Chosen: {count} backups")).await;
    saved(page, "backups-table", &format!("Save {count} chosen as JSON")).await
}

/// Types what is asked for, and confirms.
async fn confirm(page: &Page, count: usize) {
    page.click(button(format!("Delete {count} of them…"))).await;
    let confirmed = button(format!("Delete {count} backups"));
    page.type_into(field("Type “delete").starting(), &format!("delete {count}")).await;
    page.can_use(confirmed.clone()).await;
    page.picture("deletion-question").await;
    page.click(confirmed).await;
    page.sees(card()).await;
}

/// How often the cloud was asked to delete each backup.
fn deletions(site: &Witness) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for arrived in site.arrived().iter().filter(|arrived| arrived.method == Method::DELETE) {
        let id = arrived.target.rsplit('/').next().unwrap_or_default().to_owned();
        *counted.entry(id).or_default() += 1;
    }
    counted
}

/// What became of each in the end, by its ID.
async fn fates(page: &Page, count: usize) -> BTreeMap<String, String> {
    page.reads(card(), "Every backup has its fate.").await;
    let part =
        if count == 1 { "Save the one row as JSON".to_owned() } else { format!("Save all {count} as JSON") };
    let report = saved(page, "deletion-table", &part).await;
    report.iter().map(|row| (text(row, "backup_id").to_owned(), text(row, "fate").to_owned())).collect()
}

fn gone(fates: &BTreeMap<String, String>) -> usize {
    fates.values().filter(|fate| fate.starts_with("gone")).count()
}

#[tokio::test]
async fn thirty_backups_are_deleted_once_each_and_every_fate_is_told() {
    story("deletion-fates", async |page| {
        let site = open(page).await;
        let chosen = choose(page, 36).await;
        // None of an instance on which a restore runs can be deleted; the jobs of another one fail.
        let deletable: Vec<&Value> =
            chosen.iter().filter(|row| text(row, "holder") != "restored-catalogue").collect();
        assert!((30..36).contains(&deletable.len()), "{}", deletable.len());
        let ids = |stubborn: bool| {
            let of = move |row: &&&Value| (text(row, "holder") == "sandbox") == stubborn;
            deletable.iter().filter(of).map(|row| text(row, "backup_id").to_owned()).collect::<Vec<_>>()
        };
        let mut expected: BTreeMap<String, String> = BTreeMap::new();
        for (id, met) in ids(false).iter().zip(["lost", "never", "gone", "changed", "refused"]) {
            page.ask::<()>("window.fates[arguments[0]] = arguments[1]", vec![id.as_str().into(), met.into()])
                .await;
            let fate = match met {
                "lost" => "gone",
                "never" => "unknown",
                "gone" => "gone-before",
                "changed" => "set-aside",
                met => met,
            };
            expected.insert(id.clone(), fate.to_owned());
        }
        expected.extend(ids(true).into_iter().map(|id| (id, "failed".to_owned())));
        for id in ids(false) {
            expected.entry(id).or_insert_with(|| "gone".to_owned());
        }
        let count = deletable.len();
        confirm(page, count).await;
        page.picture("deletion-going").await;
        assert_eq!(fates(page, count).await, expected);
        page.picture("deletion-ended").await;
        // What is gone is not in the table any more.
        page.reads(
            by_role("group", "Chosen"),
            &format!("Chosen: {} backups", chosen.len() - gone(&expected)),
        )
        .await;
        // One each, and none of those of which nothing was to be sent or did not leave the browser.
        let arrived = deletions(&site);
        assert!(arrived.values().all(|count| *count == 1), "{arrived:?}");
        let sent = |fate: &str| matches!(fate, "gone" | "failed");
        let sent = expected.iter().filter(|(_, fate)| sent(fate)).map(|(id, _)| id);
        assert_eq!(arrived.keys().collect::<Vec<_>>(), sent.collect::<Vec<_>>());
        // What is not known is looked for again, and is gone by then.
        let unknown = expected
            .iter()
            .find(|(_, fate)| *fate == "unknown")
            .map(|(id, _)| id.clone())
            .unwrap_or_default();
        page.ask::<()>("window.fates[arguments[0]] = 'gone'", vec![unknown.as_str().into()]).await;
        page.click(button("Look again").within(card())).await;
        expected.insert(unknown, "gone".to_owned());
        assert_eq!(fates(page, count).await, expected);
        assert_eq!(deletions(&site), arrived, "looking sends no deletion");
    })
    .await;
}

#[tokio::test]
async fn a_deletion_is_paused_goes_on_and_is_stopped() {
    story("deletion-stopped", async |page| {
        let site = open(page).await;
        let chosen = choose(page, 20).await;
        let count = chosen.iter().filter(|row| text(row, "holder") != "restored-catalogue").count();
        confirm(page, count).await;
        page.reads(card(), "gone").await;
        page.click(button("Pause").within(card())).await;
        page.reads(card(), "Paused: nothing new is begun").await;
        // What was sent is followed to its end, and nothing else is begun.
        page.until(NONE_UNDER_WAY).await;
        let paused = deletions(&site);
        assert!(paused.len() < count);
        page.picture("deletion-paused").await;
        page.click(button("Go on").within(card())).await;
        page.sees(button("Pause").within(card())).await;
        page.click(button("Stop").within(card())).await;
        let fates = fates(page, count).await;
        let left = fates.values().filter(|fate| *fate == "left").count();
        let arrived = deletions(&site);
        assert!(left > 0 && arrived.values().all(|times| *times == 1), "{fates:?} {arrived:?}");
        assert!(arrived.len() + left <= count && arrived.len() >= paused.len());
    })
    .await;
}

#[tokio::test]
async fn whoever_is_signed_out_deletes_nothing_more_until_signed_in_again() {
    story("deletion-signed-out", async |page| {
        let site = open(page).await;
        let chosen = choose(page, 12).await;
        let count = chosen.iter().filter(|row| text(row, "holder") != "restored-catalogue").count();
        confirm(page, count).await;
        page.reads(card(), "gone").await;
        leave_and_return(page).await;
        page.reads(card(), "Paused: the sign-in is over or refused.").await;
        page.until(NONE_UNDER_WAY).await;
        let paused = deletions(&site);
        assert!(paused.len() < count);
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        page.ask::<()>(FATES, vec![]).await;
        page.click(button("Go on").within(card())).await;
        let fates = fates(page, count).await;
        assert!(
            fates.values().all(|fate| matches!(fate.as_str(), "gone" | "unseen" | "failed")),
            "{fates:?}"
        );
        assert_eq!(deletions(&site).len(), count);
        assert!(deletions(&site).values().all(|times| *times == 1));
        page.picture("deletion-after-signing-in").await;
    })
    .await;
}

#[tokio::test]
async fn the_report_outlives_a_reload_and_what_was_on_its_way_is_looked_for() {
    story("deletion-reloaded", async |page| {
        let site = open(page).await;
        let chosen = choose(page, 24).await;
        let count = chosen.iter().filter(|row| text(row, "holder") != "restored-catalogue").count();
        confirm(page, count).await;
        page.reads(card(), "gone").await;
        page.ask::<()>("window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)", vec![])
            .await;
        page.reload().await;
        page.reads(card(), "left as they were").await;
        let sent = deletions(&site);
        let kept: String = page.ask("return JSON.stringify(sessionStorage)", vec![]).await;
        assert!(!kept.contains(seed::TOKEN));
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        page.until("return !everything(document).find((element) => element.matches('.report-head .sum')).textContent.includes('not known')").await;
        let fates = fates(page, count).await;
        let left = fates.values().filter(|fate| *fate == "left").count();
        assert!(left > 0 && left + sent.len() <= count, "{fates:?}");
        assert!(fates.values().all(|fate| matches!(fate.as_str(), "gone" | "left" | "failed")), "{fates:?}");
        assert_eq!(deletions(&site), sent, "a reload deletes nothing more");
    })
    .await;
}

/// Has the seconds between looks pass at once, counts them, and lets a story say whether anybody sees the page.
const UNSEEN: &str = "
    window.waits = 0;
    window.away = false;
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => window.away });
    const later = setTimeout;
    setTimeout = (act, wait, ...rest) => {
        const passes = wait >= 1000 && wait <= 5000;
        window.waits += passes ? 1 : 0;
        return later(act, passes ? 5 : wait, ...rest);
    };
";

#[tokio::test]
async fn while_nobody_sees_the_page_it_is_not_looked_whether_the_last_is_gone() {
    story("deletion-unseen", async |page| {
        page.before_load(UNSEEN).await;
        let site = Witness::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(menu_item("Backups")).await;
        page.reads(region("Lists"), "All lists are read").await;
        let id = seed::GEMINIDB_MANUAL_BACKUPS[0];
        page.type_into(searchbox("Filter: Backups"), id).await;
        page.until("return everything(document).find((element) => element.id === 'backups-table').getAttribute('aria-rowcount') === '2'").await;
        page.ask::<()>("everything(document).find((element) => element.matches('tbody .pick')).click()", vec![]).await;
        page.click(button("Delete one of them…")).await;
        page.type_into(field("Type or paste the ID of the backup to confirm"), id).await;
        let confirm = button("Delete the backup");
        page.can_use(confirm.clone()).await;
        page.ask::<()>("window.away = true", vec![]).await;
        page.click(confirm).await;
        page.reads(card(), "accepted").await;
        let waited: u32 = page.ask("return window.waits", vec![]).await;
        page.until(&format!("return window.waits > {}", waited + 60)).await;
        let asked = || site.arrived().iter().filter(|call| call.target.contains(id)).count();
        assert_eq!(asked(), 2, "read again before, and deleted");
        // Somebody comes back, and it is looked at once.
        hurry(site.cloud().clone());
        page.ask::<()>("window.away = false", vec![]).await;
        assert_eq!(fates(page, 1).await, BTreeMap::from([(id.to_owned(), "gone".to_owned())]));
        assert!(asked() > 2);
    })
    .await;
}
