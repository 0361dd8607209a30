//! Where a call goes, and what is never sent.

use backup_client::{Connection, Error, Place};
use backup_model::{
    operation::PROJECT,
    operations::{
        CATALOGUE, dbss::list_buckets::ListBuckets, dds::set_download_policy::SetDownloadPolicy,
        gaussdb::authorize_download::AuthorizeDownload, geminidb::delete_backup::DeleteBackup,
        vbs::share_backup::ShareBackup,
    },
    rule::Violation,
    service::Service,
};
use backup_sandbox::seed;

use crate::{
    asking::{by_catalogue, connection, end, invalid, token, typed},
    in_process::InProcess,
    scripted::{Scripted, Step, answer},
};

fn accepting() -> Scripted {
    Scripted::new([Step::Answer(answer(200, "application/json", "{}"))])
}

fn to_nowhere() -> Connection {
    Connection { place: Place::of("moon-north-1".parse().unwrap()), ..connection() }
}

#[tokio::test]
async fn a_call_goes_to_the_service_of_its_region() {
    let connection = Connection {
        place: Place::of(seed::OTHER_REGION.parse().unwrap()),
        project: seed::DISTANT_PROJECT.parse().unwrap(),
        credential: token(seed::DISTANT_PROJECT_TOKEN),
    };
    let cloud = InProcess::new();
    typed::<SetDownloadPolicy>(&cloud, &connection).await.unwrap();
    assert_eq!(cloud.received()[0].host, "dds.cn-north-4.myhuaweicloud.com");
}

#[tokio::test]
async fn an_endpoint_of_ones_own_takes_the_place_of_the_tables() {
    let mut connection = connection();
    connection.place.endpoints.set(Service::Dds, "https://wrong.example".parse().unwrap());
    connection.place.endpoints.set(Service::Dds, "http://127.0.0.1:9000".parse().unwrap());
    let scripted = accepting();
    typed::<SetDownloadPolicy>(&scripted, &connection).await.unwrap();
    typed::<ListBuckets>(&scripted, &connection).await.unwrap();
    let urls: Vec<String> = scripted.sent().into_iter().map(|sent| sent.url).collect();
    assert_eq!(
        urls,
        [
            "http://127.0.0.1:9000/v3/0483b6b16e954cb88930a360d2c4e663/backups/download-policy",
            "https://dbss.ap-southeast-1.myhuaweicloud.com/v2/0483b6b16e954cb88930a360d2c4e663/audit/backup/obs-buckets",
        ]
    );
}

#[tokio::test]
async fn a_region_that_no_table_knows_needs_an_endpoint() {
    let scripted = accepting();
    // IAM answers for all regions.
    for entry in CATALOGUE.iter().filter(|entry| entry.service != Service::Iam) {
        let result = by_catalogue(entry, &scripted, &to_nowhere()).await;
        assert_eq!(result, Err(Error::NoEndpoint(entry.service)));
    }
    let connection = to_nowhere();
    assert_eq!(end(&typed::<AuthorizeDownload>(&scripted, &connection).await), "NoEndpoint");
    assert_eq!(end(&typed::<ListBuckets>(&scripted, &connection).await), "NoEndpoint");
    assert_eq!(end(&typed::<ShareBackup>(&scripted, &connection).await), "NoEndpoint");
    assert_eq!(end(&typed::<SetDownloadPolicy>(&scripted, &connection).await), "NoEndpoint");
    assert_eq!(end(&typed::<DeleteBackup>(&scripted, &connection).await), "NoEndpoint");
    assert_eq!(scripted.sent(), []);
}

#[tokio::test]
async fn a_region_that_no_table_knows_works_with_an_endpoint() {
    let mut connection = to_nowhere();
    connection.place.endpoints.set(Service::Dds, "https://dds.moon.example:8443".parse().unwrap());
    let scripted = accepting();
    typed::<SetDownloadPolicy>(&scripted, &connection).await.unwrap();
    assert!(scripted.sent()[0].url.starts_with("https://dds.moon.example:8443/v3/"));
    assert_eq!(end(&typed::<DeleteBackup>(&scripted, &connection).await), "NoEndpoint");
}

#[tokio::test]
async fn a_project_that_the_operation_does_not_take_is_not_sent() {
    let of = |project: &str| Connection { project: project.parse().unwrap(), ..connection() };
    let scripted = accepting();
    let refused = [
        invalid(typed::<AuthorizeDownload>(&scripted, &of(&"a".repeat(31))).await),
        invalid(typed::<AuthorizeDownload>(&scripted, &of(&"a".repeat(33))).await),
        invalid(typed::<ListBuckets>(&scripted, &of(&"a".repeat(31))).await),
    ];
    assert!(refused.iter().all(|invalid| invalid.field == PROJECT));
    assert_eq!(refused.map(|invalid| invalid.violation), [31, 33, 31].map(Violation::Length));
    assert_eq!(scripted.sent(), []);

    typed::<SetDownloadPolicy>(&scripted, &of("eu-de_project-1")).await.unwrap();
    assert_eq!(scripted.sent().len(), 1, "another operation takes what these refuse");
}
