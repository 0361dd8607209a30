//! From the address to the result, for each operation, on one origin.

use backup_model::operations::CATALOGUE;
use backup_sandbox::seed;
use backup_tests::{
    Key, Site,
    find::{button, dialog, field, link},
    story,
};

use crate::{
    connecting::connect,
    performing::{Expected, perform, result},
};

#[tokio::test]
async fn each_operation_is_performed_and_arrives_once() {
    for entry in CATALOGUE {
        let name = entry.declaration.id.replace('/', "-");
        story(&name, async |page| {
            let site = Site::start().await;
            connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
            let expected = perform(page, entry).await;
            Expected::assert(&Vec::from_iter(expected), &site.calls());
            page.picture(&name).await;
        })
        .await;
    }
}

#[tokio::test]
async fn nothing_is_deleted_before_the_id_is_typed_again() {
    story("confirmation", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(link("Delete a backup").starting()).await;
        page.type_into(field("Backup ID"), seed::GEMINIDB_BACKUP).await;
        page.click(button("Delete backup")).await;

        let confirmation = dialog("Delete this backup?");
        let again = field("Type or paste the Backup ID to confirm");
        for text in ["GeminiDB", seed::REGION, seed::PROJECT, seed::GEMINIDB_BACKUP] {
            page.reads(confirmation.clone(), text).await;
        }
        page.has_focus(again.clone()).await;
        page.picture("confirmation").await;
        for wrong in ["", &seed::GEMINIDB_BACKUP[1..], seed::GEMINIDB_MANUAL_BACKUPS[0]] {
            page.type_into(again.clone(), wrong).await;
            page.press(Key::Enter).await;
            page.sees(confirmation.clone()).await;
            let confirm = button("Delete backup").within(confirmation.clone());
            assert_eq!(page.property(confirm, "disabled").await, true);
        }
        page.click(button("Keep it")).await;
        page.misses(confirmation.clone()).await;
        page.has_focus(button("Delete backup")).await;
        assert!(site.calls().is_empty());

        // The id in the form is copied and pasted with the keys for it.
        page.click(field("Backup ID")).await;
        page.select_all().await;
        page.copy().await;
        page.click(button("Delete backup")).await;
        page.has_focus(again.clone()).await;
        page.paste().await;
        page.holds(again, seed::GEMINIDB_BACKUP).await;
        page.press(Key::Enter).await;
        page.reads(result(), "Accepted, not yet deleted").await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_confirmation_is_bound_to_what_was_submitted() {
    story("confirmation-snapshot", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(link("Delete a backup").starting()).await;
        page.type_into(field("Backup ID"), seed::GEMINIDB_BACKUP).await;
        page.click(button("Delete backup")).await;
        let confirmation = dialog("Delete this backup?");
        page.sees(confirmation.clone()).await;

        let other = seed::GEMINIDB_MANUAL_BACKUPS[0];
        page.open(&format!("{}#/geminidb/delete-backup?backup_id={other}", site.address())).await;
        page.reads(confirmation.clone(), seed::GEMINIDB_BACKUP).await;
        page.type_into(field("Type or paste the Backup ID to confirm"), seed::GEMINIDB_BACKUP).await;
        page.press(Key::Enter).await;
        page.reads(result(), "Accepted, not yet deleted").await;
        let [call] = &site.calls()[..] else { panic!("one call") };
        assert!(call.path.ends_with(seed::GEMINIDB_BACKUP), "{}", call.path);
    })
    .await;
}
