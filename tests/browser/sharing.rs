//! A volume backup is shared with many: planned, asked about, sent once each, with an outcome for each project; and
//! shares are cancelled.

use std::collections::BTreeMap;

use backup_sandbox::seed;
use backup_tests::{
    Page, Witness,
    find::{Find, button, combobox, dialog, field, heading, link, main, menu_item, region, searchbox, table},
    story,
};
use http::Method;
use serde_json::Value;

use crate::connecting::{connect, set_connection};

/// Lets a story decide what meets a call that names a project or a share: `lost` when its answer does not arrive, `never`
/// when the call itself does not, `held` when it takes until it is let go on; and whether the service is there at all.
const FATES: &str = r#"
    window.fates = {};
    const fetched = window.fetch;
    window.fetch = async (request, ...rest) => {
        const address = decodeURIComponent(request.url ?? request);
        if (window.absent && address.includes('/vbs.')) {
            const body = JSON.stringify({ error_code: 'APIGW.0101', error_msg: 'The API does not exist', request_id: 'a0' });
            return new Response(body, { status: 404, headers: { 'content-type': 'application/json' } });
        }
        const method = request.method ?? rest[0]?.method;
        const body = method === 'POST' ? String(rest[0]?.body ?? await request.clone().text()) : '';
        const writes = method === 'POST' || method === 'DELETE';
        const told = Object.entries(window.fates).find(([id]) => (address + body).includes(id));
        const fate = writes && told?.[1];
        if (fate === 'never') throw new TypeError('Failed to fetch');
        if (fate === 'held') await new Promise((go) => { window.letGo = go; });
        const response = await fetched.call(window, request, ...rest);
        if (fate === 'lost') throw new TypeError('Failed to fetch');
        return response;
    };
"#;

const NOBODY: &str = "ffffffffffffffffffffffffffffffff";
const UNHEARD: &str = "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";
pub const PARTNER: &str = seed::TARGET_PROJECTS[0];
pub const RECOVERY: &str = seed::TARGET_PROJECTS[1];
/// The row of the share of the first backup with the partner.
pub const ROW: &str = "Actions 066b1e37…c71d → 722513ed…48c9";
/// Of the seed's backups, the one that has a share already.
const SHARED_WITH: &str = "722513ed0a324dadaabe5b2d0fe848b9";

fn report() -> Find {
    region("Sharing")
}

fn planner() -> Find {
    region("Share a backup with many projects")
}

pub async fn open(page: &Page) -> Witness {
    let site = Witness::start().await;
    connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
    page.ask::<()>(FATES, vec![]).await;
    site
}

/// Goes to the page of shares, and waits until all is read.
pub async fn open_shares(page: &Page) {
    page.click(menu_item("VBS shares")).await;
    page.sees(heading("VBS shares")).await;
    page.can_use(button("Read again")).await;
    page.until("return !everything(document).some((element) => element.matches('[aria-busy=true]'))").await;
}

pub async fn meet(page: &Page, id: &str, fate: &str) {
    page.ask::<()>("window.fates[arguments[0]] = arguments[1]", vec![id.into(), fate.into()]).await;
}

/// Shares a backup with these projects, through plan and question.
pub async fn share_with(page: &Page, backup: &str, projects: &[&str]) {
    page.type_into(field("Backup ID"), backup).await;
    page.type_into(field("Share with"), &projects.join(" ")).await;
    let count = projects.len();
    page.click(button(format!("Share with {count} projects…"))).await;
    confirm(
        page,
        &format!("Share this backup with {count} projects?"),
        &format!("Share with {count} projects"),
    )
    .await;
}

/// What a table saves as JSON.
async fn saved(page: &Page, table: &str, part: &str) -> Vec<Value> {
    serde_json::from_value(page.saved(table, part).await).expect("rows are saved")
}

/// What became of each in the end, by its project.
async fn outcomes(page: &Page, count: usize) -> BTreeMap<String, String> {
    page.reads(report(), "Each has its outcome.").await;
    let rows = saved(page, "sharing-table", &format!("Save all {count} as JSON")).await;
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    rows.iter().map(|row| (text(row, "project_id"), text(row, "outcome"))).collect()
}

/// With which projects the cloud was asked to share, and how often.
fn shared(site: &Witness) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for call in site.calls().iter().filter(|call| call.method == "POST" && call.path.ends_with("-sharing")) {
        let body: Value = serde_json::from_slice(&call.body).expect("a body");
        let targets = body["shared"]["to_project_ids"].as_array().expect("targets").clone();
        assert_eq!(targets.len(), 1, "one call for each");
        *counted.entry(targets[0].as_str().unwrap_or_default().to_owned()).or_default() += 1;
    }
    counted
}

/// What the cloud was asked to cancel.
fn cancelled(site: &Witness) -> Vec<String> {
    let arrived = site.arrived();
    let deletions = arrived.iter().filter(|arrived| arrived.method == Method::DELETE);
    deletions.map(|arrived| arrived.target.rsplit('/').next().unwrap_or_default().to_owned()).collect()
}

fn told(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(id, outcome)| ((*id).to_owned(), (*outcome).to_owned())).collect()
}

/// Confirms what is asked.
async fn confirm(page: &Page, question: &str, answer: &str) {
    let answer = button(answer).within(dialog(question));
    page.can_use(answer.clone()).await;
    page.click(answer).await;
    page.sees(report()).await;
}

#[tokio::test]
async fn a_backup_is_shared_with_many_once_each_from_its_row_to_the_proof() {
    story("sharing", async |page| {
        let site = open(page).await;
        page.click(menu_item("Backups")).await;
        page.reads(region("Lists"), "All lists are read").await;
        page.type_into(searchbox("Filter: Backups"), seed::VBS_BACKUP).await;
        page.until("return everything(document).find((element) => element.id === 'backups-table').getAttribute('aria-rowcount') === '2'").await;
        page.click(button("Actions db-01-data-before-patch")).await;
        page.click(button("Its shares…")).await;
        page.sees(heading("VBS shares")).await;
        page.holds(field("Backup ID"), seed::VBS_BACKUP).await;
        page.reads(planner(), "db-01-data-before-patch").await;
        page.reads(region("Shares"), "There are no such shares.").await;
        for (id, fate) in [(RECOVERY, "lost"), (UNHEARD, "never")] {
            meet(page, id, fate).await;
        }
        // Whatever stands between them parts them, and a project of the account may go by its name.
        let typed = format!(
            "{PARTNER};{RECOVERY}, ap-southeast-1_archive | \"{NOBODY}\" [{UNHEARD}] {PARTNER} {} hello",
            seed::PROJECT
        );
        page.type_into(field("Share with"), &typed).await;
        page.reads(planner(), "It is this project itself, which has the backup already.").await;
        page.reads(planner(), "It is named twice.").await;
        page.reads(planner(), "It does not look like the ID of a project").await;
        page.reads(planner(), "3 are set aside").await;
        page.picture("sharing-planned").await;
        page.click(button("Share with 5 projects…")).await;
        let question = "Share this backup with 5 projects?";
        page.reads(dialog(question), "4 of them are no projects of this account.").await;
        page.picture("sharing-question").await;
        confirm(page, question, "Share with 5 projects").await;

        let mut expected = told(&[
            (PARTNER, "done"),
            (RECOVERY, "unknown"),
            (seed::SECOND_PROJECT, "done"),
            (NOBODY, "refused"),
            (UNHEARD, "unknown"),
        ]);
        assert_eq!(outcomes(page, 5).await, expected);
        page.picture("sharing-ended").await;
        let arrived = shared(&site);
        let sent = [PARTNER, RECOVERY, seed::SECOND_PROJECT, NOBODY].map(|id| (id.to_owned(), 1));
        assert_eq!(arrived, BTreeMap::from(sent));

        // Looking again finds the share whose answer was lost; of the other there is still nothing.
        page.click(button("Look again").within(report())).await;
        expected.insert(RECOVERY.to_owned(), "done".to_owned());
        page.reads(report(), "3 done").await;
        assert_eq!(outcomes(page, 5).await, expected);
        assert_eq!(shared(&site), arrived, "looking shares nothing");
        // What is there is in the table; what was refused can be planned again.
        page.click(button("Plan the one not done again")).await;
        page.holds(field("Share with"), NOBODY).await;
        page.click(link("Calls").starting()).await;
        page.click(button("Batches as one entry")).await;
        let calls = page.rows(table("Calls in this tab")).await;
        let sharing = calls.iter().filter(|row| row["Operation"].contains("Share a backup")).count();
        assert_eq!(sharing, 5);
    })
    .await;
}

#[tokio::test]
async fn what_is_shared_already_is_set_aside_before_and_at_its_turn() {
    story("sharing-shared", async |page| {
        let site = open(page).await;
        open_shares(page).await;
        page.type_into(field("Backup ID"), seed::VBS_SECOND_BACKUP).await;
        page.type_into(field("Share with"), &format!("{SHARED_WITH} {PARTNER} {RECOVERY}")).await;
        page.reads(planner(), "The backup is shared with it already.").await;
        // Somebody else shares it meanwhile.
        let share = "(async (...arguments) => {
            await fetch(arguments[0], { method: 'POST', headers: { 'x-auth-token': arguments[1], 'content-type': 'application/json' }, body: arguments[2] });
            arguments[arguments.length - 1]();
        })(...arguments)";
        let address = format!("./proxy/vbs.{}.myhuaweicloud.com/v2/{}/os-vendor-backup-sharing", seed::REGION, seed::PROJECT);
        let body = format!(r#"{{"shared":{{"backup_id":"{}","to_project_ids":["{PARTNER}"]}}}}"#, seed::VBS_SECOND_BACKUP);
        page.ask_later_of::<Option<()>>(share, vec![address.into(), seed::TOKEN.into(), body.into()]).await;
        page.click(button("Share with 2 projects…")).await;
        confirm(page, "Share this backup with 2 projects?", "Share with 2 projects").await;
        assert_eq!(outcomes(page, 2).await, told(&[(PARTNER, "set-aside"), (RECOVERY, "done")]));
        let once = [PARTNER, RECOVERY].map(|id| (id.to_owned(), 1));
        assert_eq!(shared(&site), BTreeMap::from(once), "one of ours, one of somebody else");
    })
    .await;
}

#[tokio::test]
async fn one_share_or_all_of_a_backup_are_cancelled_each_by_its_own_question() {
    story("sharing-cancelled", async |page| {
        let site = open(page).await;
        open_shares(page).await;
        page.type_into(field("Backup ID"), seed::VBS_BACKUP).await;
        page.type_into(field("Share with"), &format!("{PARTNER} {RECOVERY} ap-southeast-1_archive")).await;
        page.click(button("Share with 3 projects…")).await;
        confirm(page, "Share this backup with 3 projects?", "Share with 3 projects").await;
        page.reads(report(), "3 done").await;
        page.click(button("only of the backup above").starting()).await;
        page.reads(table("Shares"), "stranger").await;
        // The answer to its cancellation is lost: the list tells that it is gone.
        meet(page, "os-vendor-backup-sharing/", "lost").await;
        page.click(button("Actions 066b1e37…c71d → 722513ed…4919")).await;
        page.click(button("Cancel this share…")).await;
        page.picture("sharing-cancel-one").await;
        confirm(page, "Cancel this share?", "Cancel the share").await;
        page.reads(report(), "1 not known").await;
        page.click(button("Look again").within(report())).await;
        page.reads(report(), "4 done").await;
        meet(page, "os-vendor-backup-sharing/", "as it is").await;
        page.click(button(ROW)).await;
        page.click(button("Cancel all shares of its backup…")).await;
        let question = "Cancel all shares of this backup?";
        page.reads(dialog(question), "All 2 projects that this backup is shared with lose it").await;
        page.type_into(field("Type or paste the ID of the backup to confirm"), seed::VBS_BACKUP).await;
        page.picture("sharing-cancel-all").await;
        confirm(page, question, "Cancel all its shares").await;
        page.reads(report(), "5 done").await;
        page.reads(region("Shares"), "There are no such shares.").await;
        let cancelled = cancelled(&site);
        assert_eq!(cancelled.len(), 2, "{cancelled:?}");
        assert_eq!(cancelled[1], format!("{}?is_backup_id=true", seed::VBS_BACKUP));
    })
    .await;
}

#[tokio::test]
async fn a_stranger_is_marked_and_goes_by_the_name_that_a_person_gave_it() {
    story("sharing-names", async |page| {
        let _site = open(page).await;
        open_shares(page).await;
        page.type_into(searchbox("Filter: Shares"), SHARED_WITH).await;
        page.until("return everything(document).find((element) => element.id === 'shares-table').getAttribute('aria-rowcount') === '2'").await;
        page.reads(table("Shares"), "stranger").await;
        page.click(button("Actions").starting().within(table("Shares"))).await;
        page.click(button("Name its project…")).await;
        let question = dialog("Name this project");
        page.type_into(field("Name of the project"), &format!("x {}", seed::TOKEN)).await;
        page.click(button("Keep the name").within(question.clone())).await;
        page.reads(question.clone(), "A name has at most 32 characters").await;
        page.type_into(field("Name of the project"), "auditors").await;
        page.picture("sharing-name").await;
        page.click(button("Keep the name").within(question.clone())).await;
        page.misses(question).await;
        page.reads(table("Shares"), "auditors").await;
        let kept: String = page.ask("return JSON.stringify({ ...localStorage })", vec![]).await;
        assert!(kept.contains("auditors") && !kept.contains(&seed::TOKEN[..20]), "{kept}");
        page.reload().await;
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        page.type_into(searchbox("Filter: Shares"), "auditors").await;
        page.reads(table("Shares"), "auditors").await;
        // By its name it is found among what can be added, and typed.
        page.type_into(field("Share with"), "AUDITORS").await;
        page.reads(button("Share with 1 project…"), "Share with 1 project…").await;
        page.type_into(field("Share with"), "").await;
        page.choose(combobox("Add a known project"), "auditors").await;
        page.holds(field("Share with"), SHARED_WITH).await;
    })
    .await;
}

#[tokio::test]
async fn what_was_done_and_typed_outlives_a_reload() {
    story("sharing-reloaded", async |page| {
        let site = open(page).await;
        open_shares(page).await;
        meet(page, RECOVERY, "lost").await;
        page.type_into(field("Backup ID"), seed::VBS_BACKUP).await;
        page.type_into(field("Share with"), &format!("{PARTNER} {RECOVERY}")).await;
        page.click(button("Share with 2 projects…")).await;
        confirm(page, "Share this backup with 2 projects?", "Share with 2 projects").await;
        page.reads(report(), "1 not known").await;
        page.type_into(field("Share with"), NOBODY).await;
        page.until(&format!("return sessionStorage.getItem('backup-console-shares').includes('{NOBODY}')"))
            .await;
        page.reload().await;
        page.reads(report(), "1 done").await;
        page.reads(report(), "1 not known").await;
        let kept: String = page.ask("return JSON.stringify(sessionStorage)", vec![]).await;
        assert!(!kept.contains(seed::TOKEN));
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        page.holds(field("Share with"), NOBODY).await;
        page.holds(field("Backup ID"), seed::VBS_BACKUP).await;
        page.click(button("Look again").within(report())).await;
        page.reads(report(), "2 done").await;
        assert_eq!(shared(&site).values().sum::<usize>(), 2, "a reload shares nothing more");
    })
    .await;
}

#[tokio::test]
async fn where_vbs_is_not_offered_the_page_says_what_is_known() {
    story("sharing-not-offered", async |page| {
        let _site = open(page).await;
        page.ask::<()>("window.absent = true", vec![]).await;
        page.click(menu_item("VBS shares")).await;
        page.reads(main(), "VBS is not offered here.").await;
        page.reads(main(), "CBR shares backups of servers only.").await;
        page.sees(link("About the move from VBS to CBR")).await;
        page.misses(planner()).await;
        page.picture("sharing-not-offered").await;
        page.click(button("Another region…")).await;
        page.sees(dialog("Connection")).await;
        page.press(backup_tests::Key::Escape).await;
        page.ask::<()>("window.absent = false", vec![]).await;
        page.click(button("Read again")).await;
        page.sees(planner()).await;
        page.sees(table("Shares")).await;
    })
    .await;
}
