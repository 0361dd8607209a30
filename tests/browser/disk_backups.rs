//! Backups of disks, in vaults of CBR and still in VBS; and services that a region does not have.

use backup_sandbox::seed;
use backup_tests::{
    Page, Witness,
    find::{Find, button, by_role, combobox, main, menu_item, region, table},
    story,
};

use crate::{
    backups::GATES,
    connecting::{connect, use_connection},
};

/// Nothing answers at the host of VBS.
const WITHOUT_VBS: &str = r#"
    const reached = window.fetch;
    window.fetch = async (request, ...rest) => {
        if (!decodeURIComponent(request.url ?? request).includes('/vbs.')) return reached.call(window, request, ...rest);
        const body = JSON.stringify({ error_code: 'APIGW.0101', error_msg: 'The API does not exist', request_id: 'a0' });
        return new Response(body, { status: 404, headers: { 'content-type': 'application/json' } });
    };
"#;
const CBR: &str = "/cbr.";
const VBS: &str = "/vbs.";

fn line(service: &str) -> Find {
    by_role("listitem", service)
}

async fn open(page: &Page, site: &Witness, scripts: &[&str]) {
    connect(page, &site.address(), seed::PROJECT, seed::TOKEN).await;
    for script in scripts {
        page.ask::<()>(script, vec![]).await;
    }
    page.click(menu_item("Backups")).await;
    page.sees(region("Lists")).await;
}

async fn count(page: &Page) -> usize {
    let rows = page.attribute(table("Backups"), "aria-rowcount").await;
    rows.and_then(|rows| rows.parse::<usize>().ok()).expect("the rows are counted") - 1
}

#[tokio::test]
async fn backups_of_disks_stand_in_the_table_with_their_vault_and_what_cannot_be_done() {
    story("backups-of-vaults", async |page| {
        let site = Witness::start().await;
        open(page, &site, &[]).await;
        page.reads(region("Lists"), "All lists are read").await;
        page.reads(line("CBR"), " backups").await;
        page.click(button("CBR").starting().within(by_role("group", "Service"))).await;
        assert!(count(page).await > 100);
        let rows = page.rows(table("Backups")).await;
        for row in &rows {
            assert_eq!(row["Service"], "CBR", "{row:?}");
            assert!(["automatic", "manual"].contains(&row["Type"].as_str()), "{row:?}");
            assert!(!row["Instance or disk"].is_empty() && row["Size"].starts_with("disk of "), "{row:?}");
        }
        // The size is the disk's, and is not summed up as that of backups.
        page.reads(main(), "disks of ").await;
        page.click(button(format!("Details {}", rows[0]["Backup"]))).await;
        let details = region("Details");
        page.reads(details.clone(), "Kept in").await;
        page.reads(details.clone(), "What cannot be done with it").await;
        for why in ["It cannot be downloaded", "It cannot be shared", "It is not deleted from here"] {
            page.reads(details.clone(), why).await;
        }
        page.bring(details).await;
        page.picture("backups-of-vaults").await;
        // Backups of servers are in the same list, and were not asked for.
        let asked = site.calls().into_iter().filter(|call| call.host.starts_with("cbr."));
        let asked: Vec<String> = asked.map(|call| call.target()).collect();
        assert!(!asked.is_empty());
        assert!(
            asked.iter().all(|target| target.contains("resource_type=OS%3A%3ACinder%3A%3AVolume")),
            "{asked:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn vaults_that_cannot_be_read_leave_the_rest() {
    story("backups-vaults-fail", async |page| {
        let site = Witness::start().await;
        open(page, &site, &[GATES, &format!("hold('{CBR}', true); letGo('{CBR}')")]).await;
        page.reads(line("CBR"), "You lack the permission").await;
        assert!(!page.text(line("CBR")).await.contains("not offered"), "the table knows the host");
        page.reads(region("Lists"), "not every list is read to its end").await;
        page.reads(line("VBS"), " backups").await;
        let before = count(page).await;
        assert!(before > 100);
        page.ask::<()>(&format!("mend('{CBR}')"), vec![]).await;
        page.click(button("Try again").within(line("CBR"))).await;
        page.reads(region("Lists"), "All lists are read").await;
        assert!(count(page).await > before);
    })
    .await;
}

#[tokio::test]
async fn a_service_that_the_region_does_not_have_is_no_failure() {
    story("backups-not-offered", async |page| {
        let site = Witness::start().await;
        open(page, &site, &[WITHOUT_VBS]).await;
        page.reads(line("VBS"), "not offered here VBS does not answer in this region.").await;
        page.reads(line("VBS"), "What it did went over to CBR.").await;
        page.reads(region("Lists"), "All lists are read").await;
        page.misses(button("Try again").within(region("Lists"))).await;
        page.picture("backups-not-offered").await;
        // The table of regions knows neither there, and asks nobody.
        page.click(button("Connection")).await;
        page.choose(combobox("Region"), "eu-west-101").await;
        use_connection(page).await;
        for service in ["CBR", "VBS"] {
            page.reads(line(service), "not offered here").await;
        }
        assert!(!site.calls().iter().any(|call| call.host.contains("cbr.eu-west")));
    })
    .await;
}

#[tokio::test]
async fn where_vbs_refuses_it_may_not_be_offered() {
    story("backups-perhaps-not-offered", async |page| {
        let site = Witness::start().await;
        open(page, &site, &[GATES, &format!("hold('{VBS}', true); letGo('{VBS}')")]).await;
        page.reads(line("VBS"), "You lack the permission").await;
        page.reads(line("VBS"), "Perhaps VBS is not offered in this region.").await;
        page.reads(line("VBS"), "What it did went over to CBR.").await;
        page.sees(button("Try again").within(line("VBS"))).await;
    })
    .await;
}
