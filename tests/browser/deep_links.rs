//! Links that name an operation and its values, and drafts that wait for their person.

use backup_sandbox::seed;
use backup_tests::{
    Page, Site,
    find::{alert, button, dialog, field, link, main, menu_item_of, radio, region, summary},
    story,
};

use crate::{connecting::connect, performing::result};

const FORM: &str = "Form";
const CONFIRM: &str = "I have checked these values";

fn share_link(site: &Site) -> String {
    let [first, second] = seed::TARGET_PROJECTS;
    format!(
        "{}#/vbs/share-backup?region={}&project={}&backup_id={}&to_project_ids={first}%0A{second}",
        site.address(),
        seed::REGION,
        seed::PROJECT,
        seed::VBS_BACKUP
    )
}

#[tokio::test]
async fn values_of_a_link_are_marked_and_not_sent_before_they_are_confirmed() {
    story("deep-link", async |page| {
        let site = Site::start().await;
        page.open(&share_link(&site)).await;
        page.holds(field("Backup ID"), seed::VBS_BACKUP).await;
        page.holds(field("Share with projects"), &seed::TARGET_PROJECTS.join("\n")).await;
        page.reads(region(FORM), seed::PROJECT).await;
        page.reads(main(), "A link filled in some of this.").await;
        let text = page.text(region(FORM)).await;
        assert_eq!(text.matches("from a link").count(), 3, "{text}");
        page.picture("deep-link").await;

        page.click(button("Share with 2 projects")).await;
        page.has_focus(button(CONFIRM)).await;
        page.reads(alert(), "Confirm the values from the link first.").await;
        assert!(site.calls().is_empty());

        page.click(button(CONFIRM)).await;
        page.misses(button(CONFIRM)).await;
        page.has_focus(button("Share with 2 projects")).await;
        assert!(!page.text(region(FORM)).await.contains("from a link"));
        page.click(button("Share with 2 projects")).await;
        page.type_into(field("Token"), seed::TOKEN).await;
        page.click(button("Use this connection")).await;
        page.misses(dialog("Connection")).await;
        assert!(site.calls().is_empty());
        page.click(button("Share with 2 projects")).await;
        page.reads(result(), "The backup is shared with 2 projects.").await;
        assert_eq!(site.calls().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_link_sets_neither_proxy_nor_endpoint_nor_token() {
    story("hostile-link", async |page| {
        let site = Site::start().await;
        let hostile = "proxy=https://evil.example/&token=stolen&endpoint=https://evil.example&dds=https://evil.example&proxyHeaders=x";
        page.open(&format!("{}?{hostile}#/dds/set-download-policy?{hostile}&action=open", site.address())).await;
        page.sees(button("Set backup download")).await;
        assert_eq!(page.property(radio("Open"), "checked").await, true);
        assert_eq!(page.address().await, format!("{}#/dds/set-download-policy", site.address()));

        page.click(button("Connection")).await;
        page.click(summary("Advanced")).await;
        page.holds(field("CORS proxy"), "./proxy/{host}{path}{query}").await;
        for endpoint in ["GaussDB endpoint", "DBSS endpoint", "VBS endpoint", "CBR endpoint", "DDS endpoint", "GeminiDB endpoint"] {
            page.holds(field(endpoint), "").await;
        }
        page.holds(field("Token"), "").await;
        page.reads(dialog("Connection"), "Kept in memory only").await;
        let everything: String = page.ask("return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state])", vec![]).await;
        assert!(!everything.contains("evil") && !everything.contains("stolen"), "{everything}");
        assert!(site.calls().is_empty());
    })
    .await;
}

#[tokio::test]
async fn drafts_survive_going_elsewhere_and_back() {
    story("drafts", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        let form = async |page: &Page| page.holds(field("Backup ID"), "half-an-id").await;
        page.type_into(field("Backup ID"), "half-an-id").await;
        page.click(link("Share a backup").starting()).await;
        page.holds(field("Backup ID"), "").await;
        page.type_into(field("Backup ID"), seed::VBS_BACKUP).await;

        page.click(link("Calls").starting()).await;
        page.reads(main(), "Nothing has been sent yet.").await;
        page.click(link("Authorize download").starting()).await;
        form(page).await;
        page.click(link("Reference").starting()).await;
        page.sees(button("Open the form")).await;
        page.go_back().await;
        form(page).await;
        page.go_back().await;
        page.go_back().await;
        page.holds(field("Backup ID"), seed::VBS_BACKUP).await;
        assert!(site.calls().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_copied_link_fills_the_same_form_elsewhere() {
    story("copied-link", async |page| {
        let site = Site::start().await;
        connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
        page.click(menu_item_of("GeminiDB", "Delete a backup")).await;
        page.type_into(field("Backup ID"), seed::GEMINIDB_BACKUP).await;
        page.click(button("Copy link")).await;
        page.sees(button("Copied")).await;
        let copied = page.clipboard().await;
        assert!(!copied.contains(seed::TOKEN) && !copied.contains("proxy"), "{copied}");

        page.open("about:blank").await;
        page.open(&copied).await;
        page.holds(field("Backup ID"), seed::GEMINIDB_BACKUP).await;
        page.sees(button(CONFIRM)).await;
        assert_eq!(page.address().await, format!("{}#/geminidb/delete-backup", site.address()));
        assert!(site.calls().is_empty());
    })
    .await;
}

const VALUES: &str = "region=ap-southeast-1&project=0483b6b16e954cb88930a360d2c4e663&backup_id=066b1e37-9305-4057-97e5-2e99b21fc71d";

#[tokio::test]
async fn a_link_that_was_changed_on_the_way_is_understood_or_told() {
    story("changed-link", async |page| {
        let site = Site::start().await;
        for changed in [
            VALUES.replace('&', "&amp;"),
            VALUES.replace('&', "&#38;"),
            VALUES.replace('=', "%3D").replace('&', "%26"),
        ] {
            for page_of in ["#/vbs/share-backup?", "#/vbs/share-backup%3F"] {
                page.open("about:blank").await;
                page.open(&format!("{}{page_of}{changed}", site.address())).await;
                page.holds(field("Backup ID"), seed::VBS_BACKUP).await;
                page.reads(region(FORM), seed::PROJECT).await;
                assert!(!page.text(main()).await.contains("Not all of the link"));
            }
        }
        page.open("about:blank").await;
        page.open(&format!("{}#/vbs/share-backup?backup=066b1e37", site.address())).await;
        page.reads(main(), "Nothing here is called \"backup\".").await;
        page.sees(region(FORM)).await;
        page.click(button("Close")).await;
        page.misses(button("Close")).await;

        for (link, told) in [
            ("#/nonsense/thing", "There is no page \"nonsense/thing\" here."),
            ("#/dds/set-download-policy?action=destroy", "What it says for \"action\" cannot be taken."),
            ("?region=x#/calls", "Nothing here is called \"region\"."),
        ] {
            page.open("about:blank").await;
            page.open(&format!("{}{link}", site.address())).await;
            page.reads(main(), told).await;
            assert!(!page.text(main()).await.contains("A link filled in"));
        }
        assert!(site.calls().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_token_in_an_address_goes_out_of_it_and_is_told() {
    story("token-in-address", async |page| {
        let site = Site::start().await;
        for (before, after) in
            [("#token=", ""), ("#/calls?x-auth-token=", "&a=b"), ("?access_token=", "#/calls")]
        {
            page.open("about:blank").await;
            page.open(&format!("{}{before}{}{after}", site.address(), seed::TOKEN)).await;
            page.reads(main(), "and no link signs in. It was taken out of the address").await;
            let address = page.address().await;
            assert!(!address.contains(&seed::TOKEN[..8]) && !address.contains("token"), "{address}");
            assert!(!page.text(main()).await.contains(&seed::TOKEN[..8]));
        }
        page.reads(backup_tests::find::banner(), "no token").await;
    })
    .await;
}
