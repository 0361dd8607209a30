//! A page built with Yew, as the console is.

use std::env;

use backup_sandbox::seed;
use backup_tests::{
    Page, Portal,
    find::{button, dialog, heading, menu_item_of},
    story,
};

use crate::{
    connecting::set_connection,
    performing::{Expected, list_buckets},
};

#[tokio::test]
async fn the_page_does_not_hear_what_happens_in_the_console() {
    story("yew-page", async |page| {
        let built = env::var_os("BACKUP_CONSOLE_YEW_PORTAL")
            .expect("BACKUP_CONSOLE_YEW_PORTAL is not set: type `cargo xtask test --only embedding`");
        let portal = Portal::start_with(|gateway| gateway.folder("/yew", built), |router| router).await;
        page.open(&portal.page("yew.html")).await;
        page.sees(button("Connection")).await;

        set_connection(page, seed::PROJECT, seed::TOKEN).await;
        let expected = list_buckets(page).await;
        Expected::assert(&[expected], &portal.calls());
        assert_eq!(heard(page).await, "0 clicks on the portal");

        // The page's own handlers work as ever, also while the console is there.
        page.click(button("Change the theme")).await;
        assert_eq!(heard(page).await, "1 clicks on the portal");
        page.click(menu_item_of("GeminiDB", "Delete a backup")).await;
        page.sees(heading("Delete a manual backup")).await;
        page.click(button("Close the console")).await;
        page.misses(button("Connection")).await;
        page.click(button("Open the console")).await;
        page.click(button("Connection")).await;
        page.sees(dialog("Connection")).await;
        page.click(button("Cancel")).await;
        page.misses(dialog("Connection")).await;
        assert_eq!(heard(page).await, "3 clicks on the portal");
    })
    .await;
}

/// What the page has counted.
async fn heard(page: &Page) -> String {
    page.ask("return document.querySelector('p').textContent", vec![]).await
}
