//! The backups of all services in one table, whatever order their lists come in.

use backup_sandbox::seed;
use backup_tests::{
    Audit, Key, Page, Witness,
    find::{
        Find, alert, button, by_role, checkbox, dialog, field, heading, main, menu_item, region, searchbox,
        summary, table,
    },
    story,
};
use serde_json::json;

use crate::connecting::{connect, set_connection};

/// Lets a story hold back what a service answers, and have it refuse: `hold(part of the address)`, `let_go(part)`.
pub const GATES: &str = r#"
    const gates = new Map();
    const fetched = window.fetch;
    window.hold = (part, refuses) => {
        const gate = { refuses };
        gate.open = new Promise((resolve) => { gate.letGo = resolve; });
        gates.set(part, gate);
    };
    window.letGo = (part) => { gates.get(part).letGo(); if (!gates.get(part).refuses) gates.delete(part); };
    window.mend = (part) => gates.delete(part);
    window.fetch = async (request, ...rest) => {
        const address = decodeURIComponent(request.url ?? request);
        const gate = [...gates].find(([part]) => address.includes(part))?.[1];
        await gate?.open;
        if (!gate?.refuses) return fetched.call(window, request, ...rest);
        const body = JSON.stringify({ error_code: 'DBS.200022', error_msg: 'No permission: geminidb:backup:list.' });
        return new Response(body, { status: 403, headers: { 'content-type': 'application/json' } });
    };
"#;

/// The filter has done its work.
const ONE_ROW: &str = "const root = document.querySelector('backup-console').shadowRoot;
    return root.querySelector('#backups-table')?.getAttribute('aria-rowcount') === '2'";
const GEMINIDB: &str = "/gaussdb-nosql.";
const DDS: &str = "/dds.";
/// What is told of a service that refuses.
const FORBIDDEN: &str = "permission";

async fn run(page: &Page, script: &str) {
    page.ask::<()>(script, vec![]).await;
}

/// What is told of the list of a service.
fn line(service: &str) -> Find {
    by_role("listitem", service)
}

/// Opens the page of all backups, where gates stand before these services.
async fn open(page: &Page, site: &Witness, gates: &str) {
    connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
    run(page, GATES).await;
    run(page, gates).await;
    page.click(menu_item("Backups")).await;
    page.sees(region("Lists")).await;
}

/// How many backups the table holds.
async fn count(page: &Page) -> usize {
    let rows = page.attribute(table("Backups"), "aria-rowcount").await;
    rows.and_then(|rows| rows.parse::<usize>().ok()).expect("the rows are counted") - 1
}

#[tokio::test]
async fn what_came_stands_while_one_service_is_slow_and_another_fails() {
    for [first, second] in [[GEMINIDB, DDS], [DDS, GEMINIDB]] {
        story("backups-side-by-side", async |page| {
            let site = Witness::start().await;
            open(page, &site, &format!("hold('{DDS}', false); hold('{GEMINIDB}', true);")).await;
            page.reads(line("DDS"), "0, still reading").await;
            page.reads(line("GaussDB"), "backups").await;
            let of_gaussdb = count(page).await;
            assert!(of_gaussdb > 100);
            for (part, service, told) in [first, second].map(|part| {
                if part == DDS { (part, "DDS", "backups") } else { (part, "GeminiDB", FORBIDDEN) }
            }) {
                run(page, &format!("letGo('{part}')")).await;
                page.reads(line(service), told).await;
                assert!(count(page).await >= of_gaussdb);
            }
            page.reads(region("Lists"), "not every list is read to its end").await;
            page.picture("backups-one-fails").await;
            let before = count(page).await;
            run(page, &format!("mend('{GEMINIDB}')")).await;
            page.click(button("Try again").within(line("GeminiDB"))).await;
            page.reads(region("Lists"), "All lists are read").await;
            assert!(count(page).await > before);
            // Each page once.
            let calls = site.calls();
            let mut asked: Vec<(&str, String, &[u8])> =
                calls.iter().map(|call| (call.host.as_str(), call.target(), &call.body[..])).collect();
            asked.sort_unstable();
            let all = asked.len();
            asked.dedup();
            assert_eq!(asked.len(), all);
        })
        .await;
    }
}

#[tokio::test]
async fn a_row_leads_to_the_filled_form_or_says_why_not() {
    story("backups-lead-on", async |page| {
        let site = Witness::start().await;
        open(page, &site, "").await;
        page.reads(region("Lists"), "All lists are read").await;
        page.type_into(searchbox("Filter: Backups"), seed::GAUSSDB_BACKUP).await;
        page.until(ONE_ROW).await;
        let name = page.rows(table("Backups")).await[0]["Backup"].clone();
        page.click(button(format!("Actions {name}"))).await;
        page.picture("backups-actions").await;
        page.click(button("Authorize its download…").within(by_role("group", format!("Actions {name}"))))
            .await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        let before = site.calls().len();
        page.click(menu_item("Backups")).await;
        page.sees(table("Backups")).await;
        assert_eq!(site.calls().len(), before, "what was read is still there");
        page.type_into(searchbox("Filter: Backups"), seed::GEMINIDB_AUTOMATIC_BACKUP).await;
        page.until(ONE_ROW).await;
        let name = page.rows(table("Backups")).await[0]["Backup"].clone();
        page.click(button(format!("Actions {name}"))).await;
        page.reads(by_role("group", format!("Actions {name}")), "It was made by a schedule").await;
    })
    .await;
}

#[tokio::test]
async fn reading_is_stopped_and_goes_on_where_it_stood() {
    story("backups-stopped", async |page| {
        let site = Witness::start().await;
        open(page, &site, "hold('offset=99', false);").await;
        page.reads(line("GaussDB"), "100 of about").await;
        page.reads(line("DDS"), "100 of about").await;
        page.reads(line("GeminiDB"), "100 of about").await;
        page.click(button("Stop reading")).await;
        page.reads(line("DDS"), "stopped").await;
        let before = count(page).await;
        run(page, "letGo('offset=99')").await;
        page.click(button("Go on")).await;
        page.reads(region("Lists"), "All lists are read").await;
        assert!(count(page).await > before);
    })
    .await;
}

#[tokio::test]
async fn whoever_connects_sees_the_backups_unless_a_form_was_begun() {
    story("backups-at-first", async |page| {
        let site = Witness::start().await;
        page.open(&site.address()).await;
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        page.reads(region("Lists"), "All lists are read").await;
        page.reads(main(), "Read at ").await;
        page.has_focus(heading("Backups")).await;
        assert!(page.address().await.ends_with("#/backups"));
    })
    .await;
    story("backups-not-at-first", async |page| {
        let site = Witness::start().await;
        page.open(&site.address()).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.misses(region("Lists")).await;
    })
    .await;
}

/// How many rows of the table are chosen.
async fn chosen(page: &Page) -> String {
    let script = "const root = document.querySelector('backup-console').shadowRoot;
        return root.querySelector('.chosen-bar [role=status]')?.textContent ?? ''";
    page.ask(script, vec![]).await
}

#[tokio::test]
async fn marks_narrow_the_backups_down_and_count_what_they_would_leave() {
    story("backups-marks", async |page| {
        let site = Witness::start().await;
        open(page, &site, "").await;
        page.reads(region("Lists"), "All lists are read").await;
        let all = count(page).await;
        page.click(button("GaussDB").starting().within(by_role("group", "Service"))).await;
        let of_gaussdb = count(page).await;
        assert!(of_gaussdb < all);
        page.reads(by_role("group", "Service"), &format!("GaussDB {of_gaussdb}")).await;
        page.click(button("manual").starting().within(by_role("group", "Type"))).await;
        page.click(button("1 year").starting().within(by_role("group", "Older than"))).await;
        page.picture("backups-marks").await;
        let old = count(page).await;
        assert!(0 < old && old < of_gaussdb);
        for row in page.rows(table("Backups")).await {
            assert_eq!((row["Service"].as_str(), row["Type"].as_str()), ("GaussDB", "manual"));
        }
        // What the button promised.
        page.reads(by_role("group", "Older than"), &format!("1 year {old}")).await;
        page.click(button("Show all again")).await;
        assert_eq!(count(page).await, all);
    })
    .await;
}

/// The lists of instances: of GaussDB and of DDS.
const INSTANCES: [&str; 2] =
    ["/v3.3/", "/dds.ap-southeast-1.myhuaweicloud.com/v3/0483b6b16e954cb88930a360d2c4e663/instances"];

fn gone() -> Find {
    button("gone").starting().within(by_role("group", "Instance"))
}

#[tokio::test]
async fn instances_give_backups_their_names_and_tell_which_outlived_them() {
    story("backups-instances", async |page| {
        let site = Witness::start().await;
        open(page, &site, "").await;
        page.reads(region("Lists"), "All lists are read").await;
        page.reads(line("GaussDB instances"), "106 instances").await;
        page.type_into(searchbox("Filter: Backups"), seed::GAUSSDB_BACKUP).await;
        page.until(ONE_ROW).await;
        let row = page.rows(table("Backups")).await.remove(0);
        assert_eq!(row["Instance or disk"], "orders", "its service tells the ID alone");
        page.click(button(format!("Details {}", row["Backup"]))).await;
        page.reads(region("Details"), seed::GAUSSDB_BACKUP).await;
        assert!(!page.text(region("Details")).await.contains("outlived"));
        page.type_into(searchbox("Filter: Backups"), "").await;
        let all = count(page).await;
        page.click(gone()).await;
        let orphans = count(page).await;
        assert!(0 < orphans && orphans < all);
        page.picture("backups-instance-gone").await;
        let rows = page.rows(table("Backups")).await;
        assert!(
            rows.iter().all(|row| row["Type"] == "manual" && !row["Instance or disk"].contains("orders"))
        );
        page.click(button(format!("Details {}", rows[0]["Backup"]))).await;
        page.reads(region("Details"), "Its instance is in no list any more").await;
        // What the button promised, for each service.
        page.reads(by_role("group", "Instance"), &format!("gone {orphans}")).await;
        page.sees(button("GaussDB").starting().within(by_role("group", "Service"))).await;
        page.click(button("Show all again")).await;
    })
    .await;
}

#[tokio::test]
async fn no_instance_is_called_gone_as_long_as_not_all_of_them_are_known() {
    for [first, second] in [INSTANCES, [INSTANCES[1], INSTANCES[0]]] {
        story("backups-instances-unknown", async |page| {
            let site = Witness::start().await;
            let [refuses, waits] = INSTANCES;
            open(page, &site, &format!("hold('{refuses}', true); hold('{waits}', false);")).await;
            for service in ["GaussDB", "DDS", "GeminiDB", "VBS"] {
                page.reads(line(service), " backups").await;
            }
            let unknown = "Not every instance is known of: ";
            page.reads(main(), &format!("{unknown}GaussDB, DDS.")).await;
            page.reads(by_role("group", "Instance"), "gone").await;
            let counted = async || {
                page.click(gone()).await;
                let rows = count(page).await;
                page.click(gone()).await;
                rows
            };
            let of_geminidb = counted().await;
            assert!(of_geminidb > 0);
            for part in [first, second] {
                run(page, &format!("letGo('{part}')")).await;
                if part == refuses {
                    page.reads(line("GaussDB instances"), FORBIDDEN).await;
                } else {
                    page.reads(line("DDS instances"), "107 instances").await;
                }
            }
            page.reads(main(), &format!("{unknown}GaussDB.")).await;
            page.picture("backups-instances-unknown").await;
            let with_dds = counted().await;
            assert!(with_dds > of_geminidb);
            page.type_into(searchbox("Filter: Backups"), seed::GAUSSDB_BACKUP).await;
            page.until(ONE_ROW).await;
            assert!(
                page.rows(table("Backups")).await[0]["Instance or disk"].ends_with("in14"),
                "the ID alone"
            );
            page.type_into(searchbox("Filter: Backups"), "").await;
            run(page, &format!("mend('{refuses}')")).await;
            page.click(button("Try again").within(line("GaussDB instances"))).await;
            page.reads(line("GaussDB instances"), "106 instances").await;
            page.reads(region("Lists"), "All lists are read").await;
            assert!(!page.text(main()).await.contains(unknown));
            assert!(counted().await > with_dds);
        })
        .await;
    }
}

/// What tells where an instance of database audit is backed up to, and the list of these instances.
const SETTINGS: &str = "/backup/template";
const AUDIT: &str = "/audit/instances";

#[tokio::test]
async fn audit_backups_are_read_of_each_instance_and_their_buckets_are_told() {
    story("backups-audit", async |page| {
        let site = Witness::start().await;
        open(page, &site, "").await;
        page.reads(region("Lists"), "All lists are read").await;
        let core = line("DBSS audit-core");
        page.reads(core.clone(), "366 backups They go to the bucket 1202 in cn-north-7. other region").await;
        page.reads(line("DBSS audit-shop"), "They go to the bucket audit-archive-singapore.").await;
        assert!(!page.text(line("DBSS audit-shop")).await.contains("other region"));
        page.reads(line("DBSS audit-test"), "backups switched off").await;
        // One that was deleted is in the list of its service, which says that it is not to be shown.
        page.reads(line("DBSS instances"), "3 instances").await;
        assert!(!page.text(region("Lists")).await.contains("audit-old"));
        page.bring(core).await;
        page.picture("backups-audit-buckets").await;
        page.click(button("DBSS").starting().within(by_role("group", "Service"))).await;
        assert_eq!(count(page).await, 3 * 366);
        for row in page.rows(table("Backups")).await {
            assert!(row["Instance or disk"].starts_with("audit-"), "{row:?}");
            assert_eq!((row["Service"].as_str(), row["Type"].as_str()), ("DBSS", "automatic"));
        }
        page.click(button("failed").starting().within(by_role("group", "State"))).await;
        let failed = count(page).await;
        assert!(0 < failed && failed < 3 * 366);
        page.picture("backups-audit").await;
        let calls = site.calls();
        let buckets = calls.iter().filter(|call| call.path.ends_with("/obs-buckets")).count();
        assert_eq!(buckets, 1, "they are the same for every instance");
    })
    .await;
}

#[tokio::test]
async fn what_is_not_known_of_audit_backups_is_told_and_the_rest_stands() {
    for [first, second] in [[SETTINGS, AUDIT], [AUDIT, SETTINGS]] {
        story("backups-audit-fails", async |page| {
            let site = Witness::start().await;
            open(page, &site, &format!("hold('{AUDIT}', false); hold('{SETTINGS}', true);")).await;
            page.reads(line("GaussDB"), "backups").await;
            page.reads(line("DBSS instances"), "0, still reading").await;
            for part in [first, second] {
                run(page, &format!("letGo('{part}')")).await;
            }
            let core = line("DBSS audit-core");
            page.reads(core.clone(), "366 backups").await;
            page.reads(core, "To which bucket they go is not known: ").await;
            page.reads(region("Lists"), "All lists are read").await;
            page.picture("backups-audit-fails").await;
        })
        .await;
    }
    story("backups-audit-refused", async |page| {
        let site = Witness::start().await;
        open(page, &site, &format!("hold('{AUDIT}', true); letGo('{AUDIT}');")).await;
        page.reads(line("DBSS instances"), FORBIDDEN).await;
        page.reads(region("Lists"), "not every list is read to its end").await;
        run(page, &format!("mend('{AUDIT}')")).await;
        page.click(button("Try again").within(line("DBSS instances"))).await;
        page.reads(line("DBSS audit-test"), "366 backups").await;
        page.reads(region("Lists"), "All lists are read").await;
    })
    .await;
}

#[tokio::test]
async fn candidates_to_clean_are_chosen_by_chips_which_do_nothing_more() {
    story("backups-candidates", async |page| {
        let site = Witness::start().await;
        open(page, &site, "").await;
        page.reads(region("Lists"), "All lists are read").await;
        let before = site.calls().len();
        let candidates = by_role("group", "Candidates to clean");
        let chip = |name: &str| button(name).starting().within(candidates.clone());
        page.click(chip("instance gone")).await;
        assert_eq!(page.attribute(chip("instance gone"), "aria-pressed").await.as_deref(), Some("true"));
        // The chip says how many it chooses, and what they take.
        let promised = page.text(chip("instance gone")).await.replace("instance gone ", "");
        let (orphans, size) = promised.split_once(" · ").expect("how many, and their size");
        assert_eq!(chosen(page).await, format!("Chosen: {orphans} backups · {size}"));
        page.picture("backups-candidates").await;
        page.click(chip("failed")).await;
        let both = chosen(page).await;
        assert_ne!(both, format!("Chosen: {orphans} backups · {size}"));
        page.click(chip("older than 1 year")).await;
        let with_old = chosen(page).await;
        assert_ne!(with_old, both);
        // An age that is chosen anew chooses nothing by itself.
        let at_one_year = page.text(chip("older than")).await;
        page.choose(by_role("combobox", "Age of candidates"), "90 days").await;
        page.sees(chip("older than 90 days")).await;
        assert_ne!(page.text(chip("older than")).await, at_one_year);
        assert_eq!(chosen(page).await, with_old);
        // What is narrowed away is no candidate.
        page.click(button("DDS").starting().within(by_role("group", "Service"))).await;
        let of_dds = page.text(chip("older than")).await;
        page.click(chip("older than")).await;
        let told = of_dds.replace("older than 90 days ", "");
        let (old, _) = told.split_once(" · ").expect("how many");
        assert!(chosen(page).await.starts_with(&format!("Chosen: {old} backup")), "{}", chosen(page).await);
        let mut audit = Audit::of(page);
        if let Some(audit) = &mut audit {
            audit.look("candidates to clean").await;
        }
        if let Some(audit) = audit {
            audit.end();
        }
        assert_eq!(site.calls().len(), before, "nothing is sent by choosing");
    })
    .await;
}

#[tokio::test]
async fn rows_are_chosen_by_keys_and_from_one_to_another_and_summed_up() {
    story("backups-chosen", async |page| {
        let site = Witness::start().await;
        open(page, &site, "").await;
        page.reads(region("Lists"), "All lists are read").await;
        page.click(button("GaussDB").starting().within(by_role("group", "Service"))).await;
        page.type_into(searchbox("Filter: Backups"), seed::GAUSSDB_BACKUP).await;
        page.until(ONE_ROW).await;
        let name = page.rows(table("Backups")).await[0]["Backup"].clone();
        let box_of_row = checkbox(format!("Choose {name}"));
        page.tab_to(box_of_row.clone()).await;
        page.press(" ").await;
        page.reads(by_role("group", "Chosen"), "Chosen: 1 backup · ").await;
        page.type_into(searchbox("Filter: Backups"), "").await;
        page.until("const root = document.querySelector('backup-console').shadowRoot;
            return root.querySelector('#backups-table').getAttribute('aria-rowcount') !== '2'").await;
        page.click(checkbox("Choose all that are shown")).await;
        let all = count(page).await;
        assert!(chosen(page).await.starts_with(&format!("Chosen: {all} backups · ")), "{}", chosen(page).await);
        page.picture("backups-chosen").await;
        // What is narrowed away is not chosen any more, until it is shown again.
        page.click(button("failed").starting().within(by_role("group", "State"))).await;
        let failed = count(page).await;
        assert!(failed < all);
        assert!(chosen(page).await.starts_with(&format!("Chosen: {failed} backup")), "{}", chosen(page).await);
        page.click(button("Choose none")).await;
        assert_eq!(chosen(page).await, "");
        // With Shift, the keys take along what they pass.
        let first = "[...everything(document)].find((element) => element.matches('tbody .pick[tabindex=\"0\"]')).focus()";
        page.ask::<()>(first, vec![]).await;
        page.press(" ").await;
        page.press_with(Key::Shift, "\u{e015}").await;
        page.reads(by_role("group", "Chosen"), "Chosen: 2 backups").await;
        page.click(button("Export")).await;
        page.click(button("Copy 2 chosen as CSV")).await;
        let copied = page.clipboard().await;
        assert_eq!(copied.lines().count(), 3, "{copied}");
    })
    .await;
}

#[tokio::test]
async fn a_row_tells_all_of_itself_with_what_can_be_done_and_what_it_takes() {
    story("backups-panel", async |page| {
        let site = Witness::start().await;
        open(page, &site, "").await;
        page.reads(region("Lists"), "All lists are read").await;
        page.type_into(searchbox("Filter: Backups"), seed::GEMINIDB_BACKUP).await;
        page.until(ONE_ROW).await;
        let name = page.rows(table("Backups")).await[0]["Backup"].clone();
        page.click(button(format!("Details {name}"))).await;
        let panel = region("Details");
        page.reads(panel.clone(), seed::GEMINIDB_BACKUP).await;
        page.reads(panel.clone(), "Needs gaussdbfornosql:instance:deleteBackup.").await;
        page.click(summary("As its service wrote it")).await;
        page.reads(panel.clone(), "\"datastore\"").await;
        page.picture("backups-panel").await;
        page.click(button("Delete it…").within(panel)).await;
        page.holds(field("Backup ID"), seed::GEMINIDB_BACKUP).await;
    })
    .await;
}

/// The headings that are in the table.
async fn headings(page: &Page) -> Vec<String> {
    let script = "const table = everything(document).find((element) => element.id === 'backups-table');
        return [...table.querySelectorAll('th[data-column]')].map((heading) => heading.textContent)";
    page.ask(script, vec![]).await
}

#[tokio::test]
async fn columns_are_chosen_and_kept_as_long_as_the_tab() {
    story("backups-columns", async |page| {
        let site = Witness::start().await;
        open(page, &site, "").await;
        page.reads(region("Lists"), "All lists are read").await;
        let at_first = ["Backup", "Service", "State", "Type", "Size", "Age", "Instance or disk"];
        assert_eq!(headings(page).await, at_first);
        let menu = by_role("group", "Columns");
        page.click(button("Columns")).await;
        for column in ["Type", "Backup ID"] {
            page.tab_to(checkbox(column).within(menu.clone())).await;
            page.press(" ").await;
        }
        page.picture("backups-columns").await;
        page.press(Key::Escape).await;
        page.has_focus(button("Columns")).await;
        let chosen = ["Backup", "Service", "State", "Size", "Age", "Instance or disk", "Backup ID"];
        assert_eq!(headings(page).await, chosen);
        page.type_into(searchbox("Filter: Backups"), seed::GEMINIDB_BACKUP).await;
        page.until(ONE_ROW).await;
        let row = page.rows(table("Backups")).await.remove(0);
        assert_eq!(row["Backup ID"], seed::GEMINIDB_BACKUP);
        // What is not in the row is in its details.
        page.click(button(format!("Details {}", row["Backup"]))).await;
        page.reads(region("Details"), "Type").await;

        page.reload().await;
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        page.reads(region("Lists"), "All lists are read").await;
        assert_eq!(headings(page).await, chosen);
    })
    .await;
}

/// How many backups are in the days of the sweep, by what is said of it.
async fn swept(page: &Page) -> usize {
    let script = "const root = document.querySelector('backup-console').shadowRoot;
        return root.querySelector('.timeline [role=status]').textContent";
    let told: String = page.ask(script, vec![]).await;
    let (_, told) = told.split_once(": ").expect("days and how many");
    told.replace("one ", "1 ")
        .split_whitespace()
        .next()
        .and_then(|count| count.replace(',', "").parse().ok())
        .expect("a number")
}

/// Presses the pointer at a share of the timeline's width, moves it to another and lets it go.
async fn sweep(page: &Page, from: f64, to: f64) {
    let place =
        "const place = [...everything(document)].find((one) => one.matches('.plot')).getBoundingClientRect();
        return [place.left, place.top, place.width]";
    let [left, top, width]: [f64; 3] = page.ask(place, vec![]).await;
    for (kind, at) in [
        ("mouseMoved", from),
        ("mousePressed", from),
        ("mouseMoved", (from + to) / 2.0),
        ("mouseMoved", to),
        ("mouseReleased", to),
    ] {
        let held = u8::from(kind != "mouseReleased");
        let event = json!({ "type": kind, "x": left + width * at, "y": top + 10.0, "button": "left", "buttons": held, "clickCount": 1 });
        page.command("Input.dispatchMouseEvent", event).await;
    }
}

#[tokio::test]
async fn days_are_swept_by_keys_and_by_a_pointer_and_narrow_the_table_down() {
    story("backups-timeline", async |page| {
        let site = Witness::start().await;
        open(page, &site, "").await;
        page.reads(region("Lists"), "All lists are read").await;
        let all = count(page).await;
        let by_day = region("By day");
        page.reads(by_day.clone(), " are of other days.").await;
        page.picture("timeline").await;

        // By keys: each end by itself.
        let (first, last) = (by_role("slider", "First day shown"), by_role("slider", "Last day shown"));
        page.tab_to(first.clone()).await;
        page.press(Key::PageUp).await;
        page.press(Key::Right).await;
        page.sees(button("Only these days")).await;
        assert_eq!(page.attribute(first.clone(), "aria-valuenow").await.as_deref(), Some("11"));
        let since = page.attribute(first.clone(), "aria-valuetext").await.expect("a day");
        let narrowed = count(page).await;
        assert!(0 < narrowed && narrowed < all);
        assert_eq!(swept(page).await, narrowed);
        page.reads(by_role("group", "Begun"), &format!("{since} to ")).await;
        page.tab_to(last.clone()).await;
        page.press(Key::Home).await;
        page.reads(by_role("group", "Begun"), &since).await;
        assert_eq!(page.attribute(last.clone(), "aria-valuetext").await.as_deref(), Some(since.as_str()));
        page.press(Key::End).await;
        assert_eq!(count(page).await, narrowed);
        let mut audit = Audit::of(page);
        if let Some(audit) = &mut audit {
            audit.look("a swept timeline").await;
        }
        page.press(Key::Escape).await;
        page.misses(button("Only these days")).await;
        assert_eq!(count(page).await, all);

        // By a pointer, which may go either way.
        sweep(page, 0.9, 0.6).await;
        page.sees(button("Only these days")).await;
        let narrowed = count(page).await;
        assert_eq!(swept(page).await, narrowed);
        page.picture("timeline-swept").await;
        page.click(button("Only these days")).await;
        page.misses(button("Only these days")).await;
        assert_eq!(count(page).await, narrowed);
        page.click(button("Show all again")).await;
        assert_eq!(count(page).await, all);

        // All there are, and the same in a table.
        page.click(button("All days")).await;
        page.click(summary("By service")).await;
        let rows = page.rows(table("By service")).await;
        assert_eq!(rows.len(), 6);
        assert!(
            rows.iter().all(|row| row["First day"].starts_with("20") && row["Last day"].starts_with("20"))
        );
        page.reads(by_day, &format!("{} backups since ", grouped(all))).await;
        page.picture("timeline-whole").await;
        if let Some(audit) = &mut audit {
            audit.look("a whole timeline with its table").await;
        }
        if let Some(audit) = audit {
            audit.end();
        }
    })
    .await;
}

/// A number as the page tells it.
fn grouped(number: usize) -> String {
    format!("{},{:03}", number / 1000, number % 1000)
}

/// What is seen of the first row, but for what can be done with it.
async fn seen(page: &Page) -> Vec<String> {
    let script = "
        const row = everything(document).find((element) => element.matches('#backups-table tr:not(.sizer):has(.row-actions)'));
        const cells = [...row.cells].slice(0, -1).filter((cell) => cell.checkVisibility());
        // What covers them at the end of the row leaves the middle of each to be seen.
        const end = row.cells[row.cells.length - 1].getBoundingClientRect().left;
        const open = cells.filter((cell) => { const { left, right } = cell.getBoundingClientRect(); return (left + right) / 2 < end; });
        return open.map((cell) => cell.querySelector('input') ? 'a box' : cell.textContent);";
    page.ask(script, vec![]).await
}

#[tokio::test]
async fn a_row_has_its_name_on_a_phone_and_its_state_beside_its_details() {
    story("backups-widths", async |page| {
        let site = Witness::start().await;
        open(page, &site, "").await;
        page.reads(region("Lists"), "All lists are read").await;
        page.type_into(searchbox("Filter: Backups"), seed::GEMINIDB_BACKUP).await;
        page.until(ONE_ROW).await;
        let name = page.rows(table("Backups")).await[0]["Backup"].clone();
        page.resize(390, 844).await;
        assert_eq!(seen(page).await, ["a box", &name]);
        // The longest of all rows, which none of them shows on a phone, takes no place either.
        page.type_into(searchbox("Filter: Backups"), "").await;
        page.until("return everything(document).find((element) => element.id === 'backups-table').getAttribute('aria-rowcount') > 1000").await;
        assert_eq!(seen(page).await.len(), 2);
        page.type_into(searchbox("Filter: Backups"), seed::GEMINIDB_BACKUP).await;
        page.until(ONE_ROW).await;
        page.resize(1440, 900).await;
        page.click(button(format!("Details {name}"))).await;
        page.sees(region("Details")).await;
        let beside = seen(page).await;
        assert_eq!(beside[..4], ["a box", &name, "GeminiDB", "complete"], "{beside:?}");
        assert_eq!(beside.len(), 6, "size and age as well: {beside:?}");
    })
    .await;
}

#[tokio::test]
async fn a_refused_token_is_told_once_for_all_lists() {
    story("backups-refused", async |page| {
        let site = Witness::start().await;
        connect(page, &site.address(), seed::PROJECT, "MIIAnotherCloud").await;
        page.click(menu_item("Backups")).await;
        page.reads(alert(), "The token is not accepted.").await;
        page.sees(button("Sign in again")).await;
        page.picture("backups-refused").await;
        page.click(button("Sign in again")).await;
        page.sees(dialog("Connection")).await;
    })
    .await;
}
