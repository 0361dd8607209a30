//! Whatever goes wrong: a clear message, and what was typed is still there.

use backup_sandbox::seed;
use backup_tests::{
    Page, Site,
    find::{Find, alert, button, dialog, field, link, menu_item_of, radio, region},
    story,
};

use crate::{
    connecting::{connect, connect_emulated, misbehave, open_first_form, set_connection, use_connection},
    performing::{authorize_download, result},
};

const FORM: &str = "Form";

#[tokio::test]
async fn a_wrong_token_is_explained_and_can_be_replaced() {
    story("wrong-token", async |page| {
        let site = Site::start().await;
        open_first_form(page, &site.address()).await;
        for (token, title) in [
            ("no-token-of-this-cloud", "The token is not accepted."),
            (seed::EXPIRED_TOKEN, "The token has expired."),
        ] {
            set_connection(page, seed::PROJECT, token).await;
            page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
            page.click(button("Authorize download")).await;
            page.reads(alert(), title).await;
            page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        }
        page.picture("wrong-token").await;
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(button("Authorize download")).await;
        page.reads(result(), "The backup can be downloaded with OBS Browser+.").await;
        assert_eq!(site.calls().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_token_of_another_project_is_explained() {
    story("token-of-another-project", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::SECOND_PROJECT_TOKEN).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(button("Authorize download")).await;
        page.reads(alert(), "The token belongs to another project.").await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn without_a_token_the_connection_is_asked_for() {
    story("no-token", async |page| {
        let site = Site::start().await;
        open_first_form(page, &site.address()).await;
        // A first visitor is told what to do, and an example is no value.
        page.reads(region("You are not connected."), "Sign in to the emulated cloud").await;
        let example = page.attribute(field("Backup ID"), "placeholder").await.unwrap_or_default();
        assert!(example.starts_with("for example ") && example.contains('…'), "{example}");
        page.click(button("Authorize download")).await;
        page.reads(dialog("Connection"), "Sign in first: there is no token.").await;
        page.press(backup_tests::Key::Escape).await;
        assert_ne!(page.attribute(field("Backup ID"), "aria-invalid").await.as_deref(), Some("true"));
        assert!(!page.text(region(FORM)).await.contains("is missing"));
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(button("Authorize download")).await;
        page.reads(dialog("Connection"), "Sign in first: there is no token.").await;
        page.has_focus(field("Token")).await;
        page.press(seed::TOKEN).await;
        page.choose(backup_tests::find::combobox("Region"), seed::REGION).await;
        page.type_into(field("Project"), seed::PROJECT).await;
        use_connection(page).await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        assert!(site.calls().is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_invalid_id_is_refused_beside_its_field_and_nothing_is_sent() {
    story("invalid-id", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        for wrong in [
            "",
            "   ",
            "066b1e37-9305-4057-97e5-2e99b21fc71d",
            "e28d08754b1a490fb2b3540ed013a7fbbr1",
            "e28d08754b1a490fb2b3540ed013a7fbbr144",
            "../../v3/other/backups/e28d08754b1a4",
            "e28d08754b1a490f%2fb3540ed013a7fbbr1",
            "e28d08754b1a490f?b3540ed013a7fbbr14#",
            "e28d0875\u{200b}4b1a490fb2b3540ed013a7fbbr1",
            "\u{202e}28d08754b1a490fb2b3540ed013a7fbbr14",
        ] {
            page.type_into(field("Backup ID"), wrong).await;
            page.click(button("Authorize download")).await;
            page.has_focus(field("Backup ID")).await;
            assert_eq!(
                page.attribute(field("Backup ID"), "aria-invalid").await.as_deref(),
                Some("true"),
                "{wrong}"
            );
            page.holds(field("Backup ID"), wrong).await;
        }
        page.reads(
            region(FORM),
            "This has 35 characters. Identifies the backup; it must be stored in OBS. Exactly 36",
        )
        .await;
        page.picture("invalid-id").await;
        assert!(site.calls().is_empty());

        page.type_into(field("Backup ID"), &format!(" {} ", seed::GAUSSDB_BACKUP)).await;
        page.click(button("Authorize download")).await;
        page.reads(result(), "The backup can be downloaded with OBS Browser+.").await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn all_errors_are_shown_and_the_first_has_the_focus() {
    story("several-errors", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(link("Share a backup").starting()).await;
        let targets = field("Share with projects");
        page.type_into(targets.clone(), &format!("{}\n<b>none</b>", seed::TARGET_PROJECTS[0])).await;
        page.click(button("Share backup")).await;
        page.has_focus(field("Backup ID")).await;
        page.reads(region("Form"), "Backup ID is missing.").await;
        for wrong in [field("Backup ID"), targets.clone()] {
            assert_eq!(page.attribute(wrong, "aria-invalid").await.as_deref(), Some("true"));
        }
        page.type_into(field("Backup ID"), seed::VBS_BACKUP).await;
        page.click(button("Share backup")).await;
        page.has_focus(targets).await;

        page.click(link("Backup download").starting()).await;
        page.click(button("Set backup download")).await;
        page.has_focus(radio("Close")).await;
        assert_eq!(page.property(radio("Close"), "checked").await, false);
        assert_eq!(page.property(radio("Open"), "checked").await, false);
        assert!(site.calls().is_empty());
    })
    .await;
}

/// Some services have no code but the status.
#[tokio::test]
async fn a_code_that_is_the_status_is_said_once() {
    story("status-once", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        let badge = "return [...everything(document)].find((one) => one.matches('#result .badge')).textContent";
        for (code, told) in [("404", "404"), ("DBS.280124", "404 DBS.280124")] {
            page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
            page.ask::<()>(
                "window.fetch = async () => new Response(JSON.stringify({ error_code: arguments[0], error_msg: 'No.' }),
                    { status: 404, headers: { 'content-type': 'application/json' } })",
                vec![code.into()],
            )
            .await;
            page.click(button("Authorize download").starting()).await;
            page.until(&format!("{}?.includes('{code}')", badge.replace(".textContent", "?.textContent"))).await;
            assert_eq!(page.ask::<String>(badge, vec![]).await, told);
            page.type_into(field("Backup ID"), "").await;
        }
        assert!(site.calls().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_project_is_checked_by_each_operations_own_rule() {
    story("project-rules", async |page| {
        let site = Site::start().await;
        let longer = format!("{}a", seed::PROJECT);
        connect_emulated(page, &site.address()).await;
        page.click(button("Change")).await;
        page.type_into(field("Project"), &longer).await;
        use_connection(page).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(button("Authorize download")).await;
        page.has_focus(button("Change")).await;
        page.reads(region(FORM), "Exactly 32 letters and digits.").await;
        assert!(site.calls().is_empty());

        // DBSS takes 32 to 64: the cloud is asked, and knows no such project.
        page.click(link("Audit backup buckets").starting()).await;
        page.click(button("List buckets")).await;
        page.reads(alert(), "The token belongs to another project.").await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

/// The same cause in four statuses, in each service's own words.
#[tokio::test]
async fn a_missing_permission_is_recognised_in_four_statuses() {
    story("missing-permission", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::READ_ONLY_TOKEN).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(button("Authorize download")).await;
        lacks_permission(page, "403", "Ask an administrator of the project").await;
        page.holds(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.picture("missing-permission").await;

        page.click(link("Backup download").starting()).await;
        page.pick(radio("Close")).await;
        page.click(button("Close downloads")).await;
        lacks_permission(page, "400", "dds:backup:createDownloadPolicy").await;

        set_connection(page, seed::PROJECT, seed::DENIED_TOKEN).await;
        page.click(button("Close downloads")).await;
        lacks_permission(page, "401", "dds:backup:createDownloadPolicy").await;
        assert_eq!(page.property(radio("Close"), "checked").await, true);

        page.click(menu_item_of("GeminiDB", "Delete a backup")).await;
        delete(page, seed::GEMINIDB_BACKUP).await;
        // The words explain a status of failure; what was done, they do not decide.
        lacks_permission(page, "500", "It is not sent again by itself.").await;
        page.reads(alert(), "Whether this took effect is not known.").await;
        page.holds(field("Backup ID"), seed::GEMINIDB_BACKUP).await;
    })
    .await;
}

async fn lacks_permission(page: &Page, status: &str, action: &str) {
    page.reads(result(), &format!("Result {status}")).await;
    page.reads(alert(), "You lack the permission for this operation.").await;
    page.reads(alert(), action).await;
    page.reads(result(), "Request ID").await;
}

async fn delete(page: &Page, id: &str) {
    page.type_into(field("Backup ID"), id).await;
    page.click(button("Delete backup")).await;
    page.type_into(field("Type or paste the Backup ID to confirm"), id).await;
    let confirm = button("Delete backup").within(dialog("Delete this backup?"));
    page.can_use(confirm.clone()).await;
    page.click(confirm).await;
    page.misses(dialog("Delete this backup?")).await;
}

#[tokio::test]
async fn refusals_of_the_cloud_say_what_to_do() {
    story("refusals", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        for (id, title) in [
            ("00000000000000000000000000000000br14", "There is no such backup."),
            (seed::GAUSSDB_DISK_BACKUP, "The service refused a parameter."),
            (seed::GAUSSDB_BUILDING_BACKUP, "This cannot be done now."),
        ] {
            page.type_into(field("Backup ID"), id).await;
            page.click(button("Authorize download")).await;
            page.reads(alert(), title).await;
            page.reads(result(), "The service said").await;
            page.holds(field("Backup ID"), id).await;
        }
        page.click(menu_item_of("GeminiDB", "Delete a backup")).await;
        delete(page, seed::GEMINIDB_AUTOMATIC_BACKUP).await;
        page.reads(alert(), "This is no manual backup.").await;
        delete(page, seed::GEMINIDB_RESTORING_BACKUP).await;
        page.reads(alert(), "This cannot be done now.").await;

        page.click(link("Authorize download").starting()).await;
        let mut ended = 5;
        for (name, title) in [
            ("throttled", "Too many calls."),
            ("internalerror", "Whether this took effect is not known."),
            ("unavailable", "Whether this took effect is not known."),
        ] {
            site.cloud().reset();
            misbehave(page, name).await;
            page.click(button("Authorize download")).await;
            ended += 1;
            page.sees(link(format!("Calls {ended}"))).await;
            page.reads(alert(), title).await;
            page.holds(field("Backup ID"), seed::GAUSSDB_BUILDING_BACKUP).await;
            assert_eq!(site.calls().len(), 1, "a write is not sent again after {name}");
        }

        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        authorize_download(page).await;
    })
    .await;
}

#[tokio::test]
async fn the_connection_panel_keeps_what_was_typed_until_all_of_it_is_right() {
    story("panel-errors", async |page| {
        let site = Site::start().await;
        open_first_form(page, &site.address()).await;
        page.click(button("Connection")).await;
        let panel = || dialog("Connection");
        let wrong =
            |find: Find| async move { page.attribute(find, "aria-invalid").await.as_deref() == Some("true") };
        page.type_into(field("Project"), "../../x").await;
        page.type_into(field("Token"), "token with \u{e9}").await;
        page.click(button("Use this connection")).await;
        page.reads(panel(), "Choose a region").await;
        assert!(wrong(field("Project")).await && wrong(field("Token")).await);
        page.holds(field("Project"), "../../x").await;
        page.holds(field("Token"), "token with \u{e9}").await;
        page.picture("connection").await;
        assert!(site.calls().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_share_that_cannot_be_meant_is_not_sent() {
    story("pointless-share", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.click(link("Share a backup")).await;
        page.type_into(field("Backup ID"), "nonsense").await;
        page.type_into(field("Share with projects"), "xx").await;
        let form = region("Form");
        page.reads(form.clone(), "nonsense does not look like the ID of a volume backup").await;
        page.reads(form.clone(), "xx does not look like the ID of a project").await;

        page.type_into(field("Share with projects"), seed::PROJECT).await;
        page.type_into(field("Backup ID"), seed::VBS_BACKUP).await;
        page.reads(form.clone(), "The project itself has the backup already: name another one.").await;
        assert!(!page.text(form.clone()).await.contains("look like"));
        page.picture("pointless-share").await;
        page.click(field("Backup ID")).await;
        page.press(backup_tests::Key::Enter).await;

        let both = format!("{}\n{}", seed::PROJECT, seed::TARGET_PROJECTS[0]);
        page.type_into(field("Share with projects"), &both).await;
        page.reads(form, "The list holds the project itself").await;
        assert!(site.calls().is_empty());
        page.click(button("Share with 2 projects")).await;
        page.sees(result()).await;
    })
    .await;
}
