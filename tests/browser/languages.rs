//! Languages beside English, shown by one that nobody speaks.

mod look;

use backup_model::operations::CATALOGUE;
use backup_sandbox::{SENTINELS, seed};
use backup_tests::{
    Page, Site,
    find::{alert, button, checkbox, combobox, dialog, field, link, main, region, searchbox, tab},
    story,
};
use serde_json::json;

use self::look::{Looks, site};
use crate::{
    connecting::{misbehave, open_first_form},
    performing::{authorize_download, result, share_backup},
};

/// Shows a page of the console.
async fn go(page: &Page, route: &str) {
    page.ask::<()>("location.hash = `#/${arguments[0]}`", vec![route.into()]).await;
    page.until(&format!("return location.hash === '#/{route}'")).await;
}

/// Takes the sign-in data that the emulated cloud offers.
async fn connect(page: &Page) {
    page.click(button("Connection")).await;
    page.click(button("Use the emulated sign-in")).await;
    page.misses(dialog("Connection")).await;
}

/// Presses the button that sends the form.
async fn send(page: &Page) {
    let press = "[...everything(document)].find((element) => element.id === 'send').click()";
    page.ask::<()>(press, vec![]).await;
}

#[tokio::test]
async fn forms_and_what_is_known_of_operations_are_told_in_the_language_of_the_page() {
    story("pseudo-forms", async |page| {
        let _site = site(page).await;
        let mut looks = Looks::default();
        looks.look(page, "first visit").await;
        connect(page).await;
        for entry in CATALOGUE {
            let id = entry.id;
            go(page, id).await;
            looks.look(page, &format!("form of {id}")).await;
            if entry.fields.iter().any(|field| field.required) {
                send(page).await;
                page.until(
                    "return [...everything(document)].some((element) => element.matches('.field.invalid'))",
                )
                .await;
                looks.look(page, &format!("errors of {id}")).await;
            }
            go(page, &format!("reference/{id}")).await;
            looks.look(page, &format!("reference of {id}")).await;
        }
        looks.assert();
    })
    .await;
}

#[tokio::test]
async fn the_page_is_told_in_chinese() {
    story("chinese", async |page| {
        let site = Site::start().await;
        open_first_form(page, &site.address()).await;
        page.speak("en").await;
        let mut looks = Looks::of("zh-Hans");
        looks.look(page, "first visit").await;
        connect(page).await;
        for entry in CATALOGUE {
            let id = entry.id;
            go(page, id).await;
            if entry.fields.iter().any(|field| field.required) {
                send(page).await;
                page.until(
                    "return [...everything(document)].some((element) => element.matches('.field.invalid'))",
                )
                .await;
            }
            looks.look(page, &format!("form of {id}")).await;
            go(page, &format!("reference/{id}")).await;
            looks.look(page, &format!("reference of {id}")).await;
        }
        go(page, "vbs/share-backup").await;
        page.click(button("Fill in an example")).await;
        send(page).await;
        page.sees(tab("Summary")).await;
        looks.look(page, "result").await;
        go(page, "calls").await;
        looks.look(page, "calls").await;
        page.click(button("Connection")).await;
        unfold(page).await;
        looks.look(page, "connection").await;
        looks.assert();
    })
    .await;
}

/// That the page of the site declares a language.
async fn declares(page: &Page, tag: &str) {
    page.until(&format!("return document.documentElement.lang === '{tag}'")).await;
}

#[tokio::test]
async fn the_language_is_that_of_the_browser_until_another_is_chosen() {
    story("language-chosen", async |page| {
        let site = Site::start().await;
        open_first_form(page, &site.address()).await;
        page.sees(button("Connection")).await;
        declares(page, "en").await;

        let agent: String = page.ask("return navigator.userAgent", vec![]).await;
        let spoken = json!({ "userAgent": agent, "acceptLanguage": "zh-CN,en" });
        page.command("Emulation.setUserAgentOverride", spoken).await;
        page.reload().await;
        page.sees(button("连接设置")).await;
        declares(page, "zh-Hans").await;
        page.picture("chinese").await;

        // By its own name, for whoever does not read the other; what was begun stays.
        page.type_into(field("备份ID"), "e28d").await;
        page.click(button("English")).await;
        page.sees(button("Connection")).await;
        page.holds(field("Backup ID"), "e28d").await;
        declares(page, "en").await;

        page.reload().await;
        page.sees(button("Connection")).await;
        page.click(button("简体中文")).await;
        page.sees(button("连接设置")).await;
        declares(page, "zh-Hans").await;
    })
    .await;
}

#[tokio::test]
async fn results_are_told_in_the_language_of_the_page() {
    story("pseudo-results", async |page| {
        let _site = site(page).await;
        let mut looks = Looks::default();
        connect(page).await;
        for entry in CATALOGUE {
            let id = entry.id;
            go(page, id).await;
            if !entry.fields.is_empty() {
                page.click(button("Fill in an example")).await;
            }
            looks.look(page, &format!("filled form of {id}")).await;
            send(page).await;
            if entry.declaration().confirm.is_some() {
                page.sees(button("Keep it")).await;
                looks.look(page, &format!("confirmation of {id}")).await;
                let label = entry.fields.first().map_or("", |field| field.example);
                page.type_into(field("Type or paste the Backup ID to confirm"), label).await;
                let usable = "({ id, disabled }) => id === 'confirmation-confirm' && !disabled";
                page.until(&format!("return [...everything(document)].some({usable})")).await;
                page.press(backup_tests::Key::Enter).await;
            }
            page.sees(tab("Summary")).await;
            looks.look(page, &format!("result of {id}")).await;
            for name in ["Response", "Headers"] {
                page.click(tab(name)).await;
                looks.look(page, &format!("{name} of {id}")).await;
            }
        }
        go(page, "calls").await;
        page.sees(region("Calls")).await;
        looks.look(page, "calls").await;
        let open =
            "[...everything(document)].find((element) => element.matches('.row-actions button')).click()";
        page.ask::<()>(open, vec![]).await;
        page.sees(region("Details")).await;
        looks.look(page, "details of a call").await;
        looks.assert();
    })
    .await;
}

#[tokio::test]
async fn the_backups_of_all_services_are_told_in_the_language_of_the_page() {
    story("pseudo-backups", async |page| {
        let _site = site(page).await;
        let mut looks = Looks::default();
        connect(page).await;
        go(page, "backups").await;
        page.reads(region("Lists"), "All lists are read").await;
        page.type_into(searchbox("Filter: Backups"), "release-2026-09").await;
        page.until("return everything(document).find((element) => element.id === 'backups-table').getAttribute('aria-rowcount') === '4'").await;
        looks.look(page, "all backups").await;
        page.click(checkbox("Choose all that are shown")).await;
        looks.look(page, "chosen backups").await;
        page.click(button("Delete 3 of them…")).await;
        page.can_use(button("Keep them")).await;
        looks.look(page, "the question about three").await;
        page.type_into(field("Type “delete").starting(), "delete 3").await;
        page.can_use(button("Delete 3 backups")).await;
        page.click(button("Delete 3 backups")).await;
        page.reads(region("Deletion"), "under way").await;
        looks.look(page, "three being deleted").await;
        page.reads(region("Deletion"), "Every backup has its fate.").await;
        looks.look(page, "three deleted").await;
        page.click(button("Open downloads…")).await;
        let opens = button("Open downloads").within(dialog("Open the downloads of DDS backups?"));
        page.can_use(opens.clone()).await;
        looks.look(page, "the question about downloads").await;
        page.click(opens).await;
        page.reads(main(), "They stay open until somebody closes them.").await;
        looks.look(page, "downloads open").await;
        looks.assert();
    })
    .await;
}

#[tokio::test]
async fn the_shares_are_told_in_the_language_of_the_page() {
    story("pseudo-shares", async |page| {
        let _site = site(page).await;
        let mut looks = Looks::default();
        connect(page).await;
        go(page, "shares").await;
        page.can_use(button("Read again")).await;
        page.type_into(field("Backup ID"), seed::VBS_BACKUP).await;
        let [partner, recovery] = seed::TARGET_PROJECTS;
        let typed = format!("{partner} {recovery} {partner} {} hello", seed::PROJECT);
        page.type_into(field("Share with"), &typed).await;
        page.reads(main(), "3 are set aside").await;
        looks.look(page, "what is to be shared").await;
        page.click(button("Share with 2 projects…")).await;
        let share = button("Share with 2 projects");
        page.can_use(share.clone()).await;
        looks.look(page, "the question about two projects").await;
        page.click(share).await;
        page.reads(region("Sharing"), "Each has its outcome.").await;
        page.click(button("only of the backup above").starting()).await;
        looks.look(page, "shared with two projects").await;
        let row = button(crate::sharing::ROW);
        page.click(row.clone()).await;
        page.click(button("Name its project…")).await;
        looks.look(page, "a name for a project").await;
        page.click(button("Cancel").within(dialog("Name this project"))).await;
        page.click(row).await;
        page.click(button("Cancel all shares of its backup…")).await;
        page.can_use(button("Keep sharing")).await;
        looks.look(page, "the question about all shares").await;
        page.click(button("Keep sharing")).await;
        go(page, "calls").await;
        page.reads(region("Calls"), "Sharing of backups").await;
        let open =
            "[...everything(document)].find((element) => element.matches('.row-actions button')).click()";
        page.ask::<()>(open, vec![]).await;
        page.reads(region("Details"), "Its calls").await;
        looks.look(page, "a batch of calls").await;
        looks.assert();
    })
    .await;
}

#[tokio::test]
async fn calls_that_do_not_end_well_are_told_in_the_language_of_the_page() {
    story("pseudo-endings", async |page| {
        let _site = site(page).await;
        let mut looks = Looks::default();
        connect(page).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        for sentinel in SENTINELS.iter().filter(|sentinel| {
            !matches!(sentinel.name, "slow" | "flaky" | "many" | "markup" | "markuprefusal")
        }) {
            let name = sentinel.name;
            for id in ["gaussdb/authorize-download", "dbss/list-buckets"] {
                go(page, id).await;
                misbehave(page, name).await;
                send(page).await;
                if name == "stalled" {
                    page.reads(result(), "Waiting for the answer").await;
                    looks.look(page, "waiting").await;
                    page.click(button("Cancel")).await;
                }
                page.sees(alert()).await;
                looks.look(page, &format!("{name} of {id}")).await;
            }
        }
        go(page, "calls").await;
        looks.look(page, "calls").await;
        page.speak("en-XA").await;
        page.reload().await;
        page.until(
            "return [...everything(document)].some((element) => element.matches('.console[lang=\"en-XA\"]'))",
        )
        .await;
        looks.look(page, "calls after a reload").await;
        looks.assert();
    })
    .await;
}

/// Opens what stands folded.
async fn unfold(page: &Page) {
    let open =
        "for (const details of everything(document)) if (details.matches('details')) details.open = true";
    page.ask::<()>(open, vec![]).await;
}

#[tokio::test]
async fn the_connection_and_what_keeps_it_from_being_used_are_told_in_the_language_of_the_page() {
    story("pseudo-connection", async |page| {
        let _site = site(page).await;
        let mut looks = Looks::default();
        page.click(button("Connection")).await;
        unfold(page).await;
        looks.look(page, "connection").await;
        page.type_into(field("CORS proxy"), "https://{nope}").await;
        page.type_into(field("DDS endpoint"), "nowhere").await;
        for way in ["Token", "Access key", "Password"] {
            page.click(tab(way)).await;
            page.click(button("Use this connection")).await;
            page.sees(dialog("Connection")).await;
            looks.look(page, &format!("nothing given of {way}")).await;
        }
        page.click(tab("Token")).await;
        page.type_into(field("Token"), "to\u{200b}ken").await;
        page.click(button("Use this connection")).await;
        looks.look(page, "a token that cannot be sent").await;
        page.type_into(field("CORS proxy"), "").await;
        page.type_into(field("DDS endpoint"), "").await;
        page.press(backup_tests::Key::Escape).await;
        page.sees(button("Drop it")).await;
        looks.look(page, "what was typed may be dropped").await;
        looks.assert();
    })
    .await;
}

#[tokio::test]
async fn whatever_comes_of_a_sign_in_is_told_in_the_language_of_the_page() {
    story("pseudo-sign-in", async |page| {
        let site = site(page).await;
        let mut looks = Looks::default();
        for user in [seed::USER, "guarded", "reader", "denied", "locked", "console-only"] {
            page.open(&site.address()).await;
            page.speak("en").await;
            page.click(button("Connection")).await;
            page.choose(combobox("Region"), seed::REGION).await;
            page.click(tab("Password")).await;
            page.type_into(field("Account"), seed::ACCOUNT).await;
            page.type_into(field("IAM user"), user).await;
            page.type_into(field("Password"), seed::PASSWORD).await;
            page.click(button("List projects")).await;
            page.sees(alert()).await;
            looks.look(page, &format!("sign-in of {user}")).await;
        }
        page.type_into(field("Password"), "wrong").await;
        page.click(button("List projects")).await;
        page.sees(alert()).await;
        looks.look(page, "a wrong password").await;
        looks.assert();
    })
    .await;
}

#[tokio::test]
async fn what_keeps_the_console_from_starting_is_told_in_the_language_of_the_page() {
    story("pseudo-recovery", async |page| {
        let site = Site::in_pseudo_language(true).await;
        open_first_form(page, &site.address()).await;
        for (config, told) in [
            ("{ theme: 'pink' }", "Ţĥé šéţţîñĝ \"theme\""),
            ("{ colour: 'pink' }", "Ţĥéŕé îš ñö šéţţîñĝ \"colour\"."),
            ("{ proxy: 'https://{nope}' }", "Ţĥéŕé îš ñö þļàçéĥöļðéŕ {nope}."),
        ] {
            let other = format!(
                "document.querySelector('backup-console').remove();
                 const other = document.createElement('backup-console');
                 other.config = {config};
                 document.body.append(other);"
            );
            page.ask::<()>(&other, vec![]).await;
            page.reads(alert(), told).await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_shown_is_told_anew_when_the_language_changes() {
    story("language-switched", async |page| {
        let _site = site(page).await;
        connect(page).await;
        authorize_download(page).await;
        misbehave(page, "lost").await;
        page.click(button("Authorize download")).await;
        page.reads(alert(), "Whether this took effect is not known.").await;
        page.speak("en-XA").await;
        page.reads(alert(), "Ŵĥéţĥéŕ ţĥîš ţööķ éƒƒéçţ îš ñöţ ķñöŵñ.").await;
        page.speak("en").await;
        page.reads(alert(), "Whether this took effect is not known.").await;

        // An earlier call, of which the record alone is left.
        page.click(link("Calls").starting()).await;
        page.reads(main(), "succeeded").await;
        page.reads(main(), "unknown").await;
        page.speak("en-XA").await;
        page.reads(main(), "šüççééðéð").await;
        page.reads(main(), "üñķñöŵñ").await;
        page.reads(main(), "Ŵĥéţĥéŕ ţĥîš ţööķ éƒƒéçţ îš ñöţ ķñöŵñ.").await;
    })
    .await;
}

#[tokio::test]
async fn what_is_exported_does_not_depend_on_the_language() {
    story("language-of-exports", async |page| {
        let _site = site(page).await;
        connect(page).await;
        share_backup(page).await;
        let shares = page.exported().await;
        page.click(link("Calls").starting()).await;
        let calls = page.exported().await;
        page.speak("en-XA").await;
        assert_eq!(page.exported().await, calls);
        assert_eq!(
            calls[0]["said"],
            "The answer names 1 of 2 projects. Whether the others were shared is not known."
        );
        go(page, "vbs/share-backup").await;
        page.until("return [...everything(document)].some((element) => element.id === 'result-table')").await;
        assert_eq!(page.exported().await, shares);
    })
    .await;
}

#[tokio::test]
async fn words_that_do_not_arrive_leave_english_and_say_so() {
    story("words-missing", async |page| {
        let site = Site::in_pseudo_language(false).await;
        open_first_form(page, &site.address()).await;
        page.reads(main(), "The language that was asked for could not be loaded.").await;
        page.sees(button("Connection")).await;
        page.expect_complaint("words-pseudo.txt");
    })
    .await;
}
