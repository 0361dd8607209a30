//! From the address to the result, for each operation, on one origin.

use backup_model::operations::CATALOGUE;
use backup_sandbox::seed;
use backup_tests::{
    Key, Site,
    find::{button, dialog, field, link, menu_item, menu_item_of, region, table},
    story,
};

use crate::{
    connecting::{connect, connect_emulated, misbehave, set_connection},
    performing::{Expected, ask_to_delete, perform, result},
};

#[tokio::test]
async fn each_operation_is_performed_and_arrives_once() {
    for entry in CATALOGUE {
        let name = entry.id.replace('/', "-");
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
        let confirmation = ask_to_delete(page).await;
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
        page.can_use(button("Delete backup").within(confirmation)).await;
        page.press(Key::Enter).await;
        page.reads(result(), "Accepted, not yet deleted").await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

/// More than its ID is told of a backup where a list has told it in this tab: that of its service, or that of all.
#[tokio::test]
async fn a_question_names_the_backup_as_far_as_it_is_known() {
    story("confirmation-names", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        let question = ask_to_delete(page).await;
        page.reads(question.clone(), "Backup no list that was read in this tab has it Backup ID").await;
        page.click(button("Keep it")).await;

        page.click(menu_item_of("GeminiDB", "List backups")).await;
        page.type_into(field("Backup ID"), seed::GEMINIDB_BACKUP).await;
        page.click(button("List backups")).await;
        page.reads(result(), "One backup is listed.").await;
        let rows = page.rows(table("backups")).await;
        let named = ask_to_delete(page).await;
        let told = page.text(named.clone()).await;
        assert!(
            rows.iter().any(|row| told.contains(&format!("Backup {} Instance", row["Backup"]))),
            "{told}"
        );
        assert!(told.contains(" ago Backup ID") && told.contains("Size "), "{told}");
        page.picture("confirmation-names").await;
        page.click(button("Keep it")).await;

        // What another project has by the same ID is another backup.
        set_connection(page, seed::SECOND_PROJECT, seed::SECOND_PROJECT_TOKEN).await;
        let question = ask_to_delete(page).await;
        page.reads(question, "no list that was read in this tab has it").await;
        page.click(button("Keep it")).await;

        // The page of all backups knows instances by their lists, too.
        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        page.reload().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(menu_item("Backups")).await;
        page.reads(region("Lists"), "All lists are read").await;
        let question = ask_to_delete(page).await;
        let told = page.text(question).await;
        assert!(
            told.contains("Backup ") && told.contains(" Instance ") && told.contains(" ago Backup ID"),
            "{told}"
        );
        assert!(!told.contains("no list"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn the_confirmation_is_bound_to_what_was_submitted() {
    story("confirmation-snapshot", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        let confirmation = ask_to_delete(page).await;
        page.sees(confirmation.clone()).await;

        let other = seed::GEMINIDB_MANUAL_BACKUPS[0];
        page.open(&format!("{}#/geminidb/delete-backup?backup_id={other}", site.address())).await;
        page.reads(confirmation.clone(), seed::GEMINIDB_BACKUP).await;
        page.type_into(field("Type or paste the Backup ID to confirm"), seed::GEMINIDB_BACKUP).await;
        page.can_use(button("Delete backup").within(confirmation)).await;
        page.press(Key::Enter).await;
        page.reads(result(), "Accepted, not yet deleted").await;
        let [call] = &site.calls()[..] else { panic!("one call") };
        assert!(call.path.ends_with(seed::GEMINIDB_BACKUP), "{}", call.path);
    })
    .await;
}

/// What a script presses or submits is no person's word, though the browser trusts the submission.
#[tokio::test]
async fn no_script_confirms_a_deletion() {
    story("confirmation-by-hand", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        let confirmation = ask_to_delete(page).await;
        page.type_into(field("Type or paste the Backup ID to confirm"), seed::GEMINIDB_BACKUP).await;
        let confirm = button("Delete backup").within(confirmation.clone());
        page.can_use(confirm.clone()).await;

        let script = "const button = [...everything(document)].find(({ id }) => id === 'confirmation-confirm');
            const key = { key: 'Enter', code: 'Enter', keyCode: 13, bubbles: true, composed: true };
            button.click();
            button.form.requestSubmit(button);
            button.form.requestSubmit();
            button.form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true, submitter: button }));
            button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));
            for (const type of ['keydown', 'keypress', 'keyup']) focused().dispatchEvent(new KeyboardEvent(type, key));
            return true;";
        assert!(page.ask::<bool>(script, vec![]).await);
        page.sees(confirmation.clone()).await;
        page.click(confirm).await;
        page.reads(result(), "Accepted, not yet deleted").await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

/// A press that was meant for what lay there before must not confirm what has just come up.
#[tokio::test]
async fn a_question_is_there_before_it_can_be_confirmed() {
    story("confirmation-moment", async |page| {
        let site = Site::start().await;
        connect_emulated(page, &site.address()).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        misbehave(page, "lost").await;
        page.click(button("Authorize download")).await;
        page.sees(button("Authorize download again…")).await;
        let watch = "const root = [...everything(document)].find((element) => element.shadowRoot).shadowRoot;
            window.asked = [];
            new MutationObserver(() => {
                const button = root.getElementById('confirmation-confirm');
                if (button && window.asked.length === 0) window.asked.push(button.disabled);
            }).observe(root, { childList: true, subtree: true });
            return true;";
        assert!(page.ask::<bool>(watch, vec![]).await);
        page.click(button("Authorize download again…")).await;
        let confirm = button("Authorize download").within(dialog("Send this again?"));
        page.can_use(confirm.clone()).await;
        assert_eq!(page.ask::<Vec<bool>>("return window.asked", vec![]).await, [true]);
        page.click(confirm).await;
        page.sees(link("Calls 2")).await;
    })
    .await;
}
