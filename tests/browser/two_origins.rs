//! The page on one origin, the proxy on another.

use std::collections::BTreeSet;

use backup_sandbox::seed;
use backup_tests::{
    TwoOrigins,
    find::{alert, button, field, link},
    story,
};
use http::Method;

use crate::{
    connecting::connect,
    performing::{Expected, every_operation},
};

#[tokio::test]
async fn every_operation_passes_after_real_preflights() {
    story("two-origins", async |page| {
        let site = TwoOrigins::start(str::to_owned).await;
        connect(page, &site.page.address(), seed::PROJECT, seed::TOKEN).await;
        let expected = every_operation(page).await;
        Expected::assert(&expected, &site.calls());

        let methods = site.methods();
        let (preflights, calls): (Vec<_>, Vec<_>) =
            methods.iter().partition(|method| **method == Method::OPTIONS);
        let kinds: BTreeSet<_> = site
            .calls()
            .into_iter()
            .map(|call| (call.method.clone(), call.host.clone(), call.target()))
            .collect();
        assert_eq!(
            preflights.len(),
            kinds.len(),
            "each method at each address is asked for before it is called"
        );
        assert_eq!(methods[0], Method::OPTIONS);
        assert_eq!(calls.len(), expected.len());
    })
    .await;
}

#[tokio::test]
async fn an_origin_that_is_not_allowed_is_refused_before_anything_is_dialled() {
    story("foreign-origin", async |page| {
        let site = TwoOrigins::start(|_| "https://portal.example".to_owned()).await;
        page.expect_complaint("blocked by CORS policy");
        connect(page, &site.page.address(), seed::PROJECT, seed::TOKEN).await;
        page.type_into(field("Backup ID"), seed::GAUSSDB_BACKUP).await;
        page.click(button("Authorize download")).await;
        page.reads(alert(), "Whether this took effect is not known.").await;

        page.click(link("Audit backup buckets").starting()).await;
        page.click(button("List buckets")).await;
        page.reads(alert(), "No answer came back.").await;
        page.reads(alert(), "allows this page's origin").await;

        assert!(site.calls().is_empty());
        assert!(!site.methods().is_empty());
        assert!(site.methods().iter().all(|method| *method == Method::OPTIONS));
    })
    .await;
}
