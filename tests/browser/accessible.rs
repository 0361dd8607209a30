//! What bars people from the page, looked for by axe-core in every state that a person can bring it to.

use backup_model::{catalogue::Entry, operation::Effect, operations::CATALOGUE};
use backup_sandbox::seed;
use backup_tests::{
    Audit, Key, Page, Site,
    find::{
        alert, banner, button, by_role, checkbox, combobox, dialog, field, heading, link, main, menu_item,
        menu_item_of, radio, region, searchbox, summary, tab,
    },
    story,
};
use backup_words::Words;

use crate::{
    backups::GATES,
    connecting::{connect_emulated, misbehave, set_connection, use_connection},
    performing::result,
    sharing,
};

async fn choose(page: &Page, entry: &Entry) {
    let declaration = entry.declaration();
    page.click(menu_item_of(declaration.service.name(), (declaration.menu)(Words::ENGLISH))).await;
    page.sees(heading((declaration.title)(Words::ENGLISH))).await;
    page.sees(button((entry.action)(Words::ENGLISH))).await;
}

/// Sends what is in the form, and confirms it where that is asked.
async fn send(page: &Page, entry: &Entry) {
    page.ask::<()>("everything(document).find((element) => element.id === 'send').click()", vec![]).await;
    if let Some(name) = entry.declaration().confirm {
        let asked = by_role("dialog", "").starting();
        page.sees(asked.clone()).await;
        let id = entry.example().get(name).to_owned();
        page.type_into(by_role("textbox", "Type").starting(), &id).await;
        let confirm = button((entry.action)(Words::ENGLISH)).within(asked);
        page.can_use(confirm.clone()).await;
        page.click(confirm).await;
    }
    page.sees(region("Result")).await;
}

#[tokio::test]
async fn nothing_bars_anybody_before_and_while_connecting() {
    story("accessible-connection", async |page| {
        let Some(mut audit) = Audit::of(page) else { return };
        let site = Site::start().await;
        page.open(&site.address()).await;
        page.sees(button("Connection")).await;
        audit.look("first visit").await;
        page.press_with(Key::Control, "k").await;
        page.sees(dialog("Find")).await;
        audit.look("finding").await;
        page.press("no such thing").await;
        page.reads(dialog("Find"), "Nothing here is called so.").await;
        audit.look("nothing found").await;
        page.press(Key::Escape).await;
        page.misses(dialog("Find")).await;
        page.press("?").await;
        page.sees(dialog("Find")).await;
        audit.look("keys").await;
        page.press(Key::Escape).await;
        page.misses(dialog("Find")).await;
        page.resize(390, 844).await;
        page.click(button("Menu")).await;
        audit.look("menu").await;
        page.click(button("Connection")).await;
        audit.look("connection").await;
        page.click(button("Use this connection")).await;
        audit.look("connection, nothing filled in").await;
        page.click(summary("Advanced")).await;
        audit.look("connection, advanced").await;
        for way in ["Password", "Access key"] {
            page.click(tab(way)).await;
            audit.look(&format!("connection by {way}")).await;
        }
        page.type_into(field("CORS proxy"), "https://{nope}").await;
        audit.look("connection, a proxy that cannot be").await;
        page.press(Key::Escape).await;
        page.sees(button("Drop it")).await;
        audit.look("what was typed may be dropped").await;
        page.click(button("Drop it")).await;
        page.misses(dialog("Connection")).await;

        page.click(button("Connection")).await;
        page.choose(combobox("Region"), seed::REGION).await;
        page.click(summary("Advanced")).await;
        page.click(button("Test route")).await;
        page.reads(dialog("Connection"), "The route carries all").await;
        audit.look("connection, route tested").await;
        page.click(tab("Password")).await;
        page.type_into(field("Account"), seed::ACCOUNT).await;
        page.type_into(field("Password"), seed::PASSWORD).await;
        for user in ["denied", "locked", "guarded"] {
            page.type_into(field("IAM user"), user).await;
            page.click(button("List projects")).await;
            page.sees(alert()).await;
            audit.look(&format!("sign-in of {user}")).await;
        }
        audit.end();
    })
    .await;
}

#[tokio::test]
async fn nothing_bars_anybody_from_any_operation() {
    story("accessible-operations", async |page| {
        let Some(mut audit) = Audit::of(page) else { return };
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.click(link("Calls").starting()).await;
        audit.look("no calls").await;
        for entry in CATALOGUE {
            let id = entry.id;
            choose(page, entry).await;
            audit.look(&format!("{id}, empty")).await;
            if entry.fields.iter().any(|field| field.required) {
                page.click(button((entry.action)(Words::ENGLISH))).await;
                audit.look(&format!("{id}, missing")).await;
                page.click(button("Fill in an example")).await;
            }
            // Rows lead on from here.
            if id == "iam/list-projects" {
                send(page, entry).await;
                page.ask::<()>("everything(document).find((element) => element.matches('[popovertarget$=-actions]')).click()", vec![]).await;
                audit.look("what a row leads on to").await;
                page.press(Key::Escape).await;
            }
            if entry.effect == Effect::Destroys {
                page.click(button((entry.action)(Words::ENGLISH))).await;
                audit.look(&format!("{id}, asked")).await;
                page.click(button("Keep it")).await;
            }
            send(page, entry).await;
            for view in ["Summary", "Response", "Headers"] {
                page.click(tab(view)).await;
                audit.look(&format!("{id}, {view}")).await;
            }
            page.click(button("Reference").within(by_role("main", ""))).await;
            audit.look(&format!("{id}, reference")).await;
        }
        page.click(link("Calls").starting()).await;
        audit.look("calls").await;
        page.click(button("Export")).await;
        audit.look("calls, exports").await;
        page.press(Key::Escape).await;
        page.ask::<()>(
            "everything(document).find((element) => element.matches('.row-actions button')).click()",
            vec![],
        )
        .await;
        page.sees(region("Details")).await;
        audit.look("calls, details").await;
        audit.end();
    })
    .await;
}

#[tokio::test]
async fn nothing_bars_anybody_from_the_shares() {
    story("accessible-shares", async |page| {
        let Some(mut audit) = Audit::of(page) else { return };
        let _site = sharing::open(page).await;
        sharing::open_shares(page).await;
        audit.look("shares").await;
        page.type_into(field("Backup ID"), seed::VBS_BACKUP).await;
        page.type_into(field("Share with"), &format!("{} {} hello", sharing::PARTNER, sharing::RECOVERY))
            .await;
        page.reads(main(), "1 is set aside").await;
        audit.look("shares planned").await;
        page.resize(390, 844).await;
        audit.look("shares planned, narrow").await;
        page.resize(1366, 900).await;
        page.click(button("Share with 2 projects…")).await;
        let share = button("Share with 2 projects");
        page.can_use(share.clone()).await;
        audit.look("asked before it is shared").await;
        page.click(share).await;
        page.reads(region("Sharing"), "2 done").await;
        audit.look("shared").await;
        page.click(button("only of the backup above").starting()).await;
        let row = button(sharing::ROW);
        page.click(row.clone()).await;
        audit.look("what can be done with a share").await;
        page.click(button("Name its project…")).await;
        audit.look("a name for a project").await;
        page.click(button("Cancel").within(dialog("Name this project"))).await;
        page.click(row).await;
        page.click(button("Cancel all shares of its backup…")).await;
        audit.look("asked before all are cancelled").await;
        page.press(Key::Escape).await;
        page.click(link("Calls").starting()).await;
        page.ask::<()>(
            "everything(document).find((element) => element.matches('.row-actions button')).click()",
            vec![],
        )
        .await;
        page.reads(region("Details"), "Its calls").await;
        audit.look("a batch of calls").await;
        page.click(menu_item("VBS shares")).await;
        page.ask::<()>("window.absent = true", vec![]).await;
        page.click(button("Read again")).await;
        page.reads(main(), "VBS is not offered here.").await;
        audit.look("VBS is not offered").await;
        audit.end();
    })
    .await;
}

#[tokio::test]
async fn nothing_bars_anybody_from_what_goes_wrong() {
    story("accessible-failures", async |page| {
        let Some(mut audit) = Audit::of(page) else { return };
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        for name in [
            "throttled",
            "internalerror",
            "badgateway",
            "htmltimeout",
            "cutjson",
            "login",
            "redirect",
            "markup",
            "markuprefusal",
        ] {
            misbehave(page, name).await;
            page.click(button("Authorize download")).await;
            page.sees(result()).await;
            page.sees(tab("Summary")).await;
            audit.look(name).await;
        }
        set_connection(page, seed::PROJECT, seed::EXPIRED_TOKEN).await;
        page.click(button("Authorize download")).await;
        page.sees(button("Sign in again")).await;
        audit.look("a token that has ended").await;
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        page.reads(result(), "Before you signed in again").await;
        audit.look("signed in since").await;
        misbehave(page, "stalled").await;
        page.click(button("Authorize download")).await;
        page.reads(result(), "Waiting for the answer").await;
        audit.look("waiting").await;
        page.click(button("Cancel")).await;
        page.sees(alert()).await;
        audit.look("cancelled").await;
        page.click(button("Authorize download again…")).await;
        page.sees(dialog("Send this again?")).await;
        audit.look("asked before it is sent again").await;
        page.press(Key::Escape).await;
        page.type_into(field("Backup ID"), "").await;
        page.reads(result(), "Of an earlier request").await;
        audit.look("of an earlier request").await;
        page.network(false).await;
        page.reads(main(), "This browser is offline.").await;
        audit.look("offline").await;
        page.network(true).await;
        page.reads(main(), "This browser is online again.").await;
        audit.look("online again").await;
        misbehave(page, "many").await;
        page.click(menu_item("Audit backup buckets")).await;
        page.click(button("List buckets")).await;
        page.reads(result(), "10,000").await;
        audit.look("ten thousand rows").await;
        page.type_into(searchbox("Filter: buckets"), "no such bucket").await;
        audit.look("nothing matches").await;
        audit.end();
    })
    .await;
}

#[tokio::test]
async fn nothing_bars_anybody_who_comes_by_a_link_or_cannot_copy() {
    story("accessible-link", async |page| {
        let Some(mut audit) = Audit::of(page) else { return };
        let site = Site::start().await;
        page.before_load(
            "Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false",
        )
        .await;
        page.open(&format!("{}#/vbs/share-backup?backup_id={}", site.address(), seed::VBS_BACKUP)).await;
        page.holds(field("Backup ID"), seed::VBS_BACKUP).await;
        audit.look("link").await;
        page.click(button("Copy link")).await;
        let by_hand = by_role("textbox", "The browser does not let this page copy.").starting();
        page.has_focus(by_hand.clone()).await;
        let selected = "const area = focused(); return area.value.slice(area.selectionStart, area.selectionEnd)";
        assert!(page.ask::<String>(selected, vec![]).await.contains("#/vbs/share-backup?"));
        audit.look("copied by hand").await;
        page.misses(dialog("Connection")).await;
        audit.end();
    })
    .await;
}

#[tokio::test]
async fn nothing_bars_anybody_from_names_notices_and_backups() {
    story("accessible-names", async |page| {
        let Some(mut audit) = Audit::of(page) else { return };
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.click(button("Connection")).await;
        page.click(summary("Keep this connection under a name")).await;
        page.click(button("Keep it")).await;
        page.reads(dialog("Connection"), "Give it a name").await;
        audit.look("a connection without a name").await;
        page.type_into(field("Name"), "prod").await;
        page.click(checkbox("This is production").starting()).await;
        page.click(button("Keep it")).await;
        page.reads(dialog("Connection"), "prod is kept.").await;
        audit.look("a connection that is kept").await;
        use_connection(page).await;
        page.reads(banner(), "prod").await;
        audit.look("in production").await;
        page.click(menu_item("Backup download")).await;
        page.pick(radio("Open")).await;
        page.click(button("Open downloads")).await;
        page.sees(dialog("Do this in production?")).await;
        audit.look("asked before a change in production").await;
        page.press(Key::Escape).await;
        page.misses(dialog("Do this in production?")).await;

        page.ask::<()>(
            "document.querySelector('link[rel=modulepreload]').setAttribute('href', './console-before.js');
            document.dispatchEvent(new Event('visibilitychange'))",
            vec![],
        )
        .await;
        page.reads(main(), "There is a new version of this page.").await;
        audit.look("a new version").await;

        audit.end();
    })
    .await;
}

/// Looks at the deletion of two backups, from the question to its end.
async fn delete_two(page: &Page, audit: &mut Audit<'_>) {
    page.type_into(searchbox("Filter: Backups"), "release-202").await;
    let boxes =
        "const boxes = () => [...everything(document)].filter((element) => element.matches('tbody .pick'));
        if (boxes().length > 1) boxes().slice(0, 2).forEach((box) => box.click());
        return boxes().length > 1";
    page.until(boxes).await;
    page.click(button("Delete 2 of them…")).await;
    page.can_use(button("Keep them")).await;
    audit.look("backups, the question about two").await;
    page.type_into(field("Type “delete").starting(), "delete 2").await;
    page.can_use(button("Delete 2 backups")).await;
    page.click(button("Delete 2 backups")).await;
    page.reads(region("Deletion"), "under way").await;
    audit.look("backups, two being deleted").await;
    page.reads(region("Deletion"), "Every backup has its fate.").await;
    audit.look("backups, two deleted").await;
}

/// Looks at the downloads of DDS, from the question to what is said while they are open.
async fn open_downloads(page: &Page, audit: &mut Audit<'_>) {
    page.click(button("Open downloads…")).await;
    let opens = button("Open downloads").within(dialog("Open the downloads of DDS backups?"));
    page.can_use(opens.clone()).await;
    audit.look("backups, the question about downloads").await;
    page.click(opens).await;
    page.reads(main(), "can be downloaded from the Internet").await;
    audit.look("backups, downloads open").await;
}

#[tokio::test]
async fn nothing_bars_anybody_from_all_backups() {
    story("accessible-backups", async |page| {
        let Some(mut audit) = Audit::of(page) else { return };
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.ask::<()>(GATES, vec![]).await;
        page.ask::<()>("hold('/gaussdb-nosql.', true)", vec![]).await;
        page.click(menu_item("Backups")).await;
        page.reads(region("Lists"), "still reading").await;
        audit.look("backups, still reading").await;
        page.ask::<()>("letGo('/gaussdb-nosql.')", vec![]).await;
        page.reads(region("Lists"), "not every list is read to its end").await;
        audit.look("backups, a list refused").await;
        page.ask::<()>("mend('/gaussdb-nosql.')", vec![]).await;
        page.click(button("Try again").within(by_role("listitem", "GeminiDB"))).await;
        page.reads(region("Lists"), "All lists are read").await;
        audit.look("backups, all read").await;
        page.click(button("GaussDB").starting().within(by_role("group", "Service"))).await;
        page.click(checkbox("Choose all that are shown")).await;
        audit.look("backups, narrowed down and chosen").await;
        page.click(button("Choose none")).await;
        page.ask::<()>(
            "everything(document).find((element) => element.matches('.row-actions button')).click()",
            vec![],
        )
        .await;
        page.sees(region("Details")).await;
        audit.look("backups, all of one").await;
        page.type_into(searchbox("Filter: Backups"), "no such backup").await;
        page.until("return everything(document).find((element) => element.id === 'backups-table').getAttribute('aria-rowcount') === '1'").await;
        audit.look("backups, none matches").await;
        delete_two(page, &mut audit).await;
        open_downloads(page, &mut audit).await;
        audit.end();
    })
    .await;
}
