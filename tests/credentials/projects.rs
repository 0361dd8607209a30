use backup_client::{
    Client, Credential, Error, cancel::Cancel, credential::Keys, iam::ProjectsError, project::Project,
};
use backup_sandbox::seed;

use crate::{
    calls::{connection, keys, list, token},
    wire::{Wire, json},
};

async fn projects(wire: &Wire, credential: Credential) -> Result<Vec<Project>, ProjectsError> {
    let connection = connection(credential);
    Client::new(wire).projects(&connection.place, &connection.credential, &mut Cancel::never()).await
}

#[tokio::test]
async fn a_token_and_a_key_list_the_same_projects_by_their_own_paths() {
    let cases = [(token(seed::TOKEN), "/v3/auth/projects"), (keys(), "/v3/projects")];
    for (credential, path) in cases {
        let wire = Wire::cloud();
        let listed = projects(&wire, credential).await.unwrap();
        let rows: Vec<(&str, &str, &str)> = listed
            .iter()
            .map(|project| {
                (project.id.as_str(), project.name.as_str(), project.region.as_ref().unwrap().as_str())
            })
            .collect();
        let expected = [
            (seed::PROJECT, "ap-southeast-1", seed::REGION),
            (seed::SECOND_PROJECT, "ap-southeast-1_archive", seed::REGION),
            (seed::DISTANT_PROJECT, "cn-north-4", seed::OTHER_REGION),
        ];
        assert_eq!(rows, expected);
        let sent = wire.only();
        assert_eq!(sent.method, "GET");
        assert_eq!(sent.url, format!("https://iam.ap-southeast-1.myhuaweicloud.com{path}"));
        assert_eq!(sent.header("X-Project-Id"), None);
    }
}

#[tokio::test]
async fn an_identity_that_may_not_list_is_an_end_of_its_own() {
    let wire = Wire::cloud();
    let keys = Keys::parse(seed::READ_ONLY_ACCESS_KEY, seed::READ_ONLY_SECRET_KEY, "").unwrap();
    let end = projects(&wire, Credential::Keys(keys)).await;
    let Err(ProjectsError::NotAllowed(refusal)) = end else { panic!("another end") };
    assert_eq!(refusal.status, 403);
}

#[tokio::test]
async fn every_other_end_is_that_of_a_call() {
    let wire = Wire::cloud();
    let end = projects(&wire, token("no-token-of-the-cloud")).await;
    assert!(matches!(end, Err(ProjectsError::Call(Error::Refused(..)))));
    let end = projects(&Wire::dead(), token(seed::TOKEN)).await;
    assert_eq!(end, Err(ProjectsError::Call(Error::Unreachable)));
    let end = projects(&Wire::always(json(200, r#"{"servers":[]}"#)), token(seed::TOKEN)).await;
    assert!(matches!(end, Err(ProjectsError::Call(Error::Unexpected(..)))));
}

#[tokio::test]
async fn what_holds_no_backups_is_left_out() {
    let body = r#"{"projects":[
        {"id":"a1","name":"MOS","enabled":true},
        {"id":"a2","name":"cn-north-4","enabled":false},
        {"id":"a3","name":"company","enabled":true,"is_domain":true},
        {"id":"a4","name":"cn-north-1","enabled":true,"is_domain":false},
        {"id":"no id/","name":"cn-north-9","enabled":true},
        {"id":"a5","name":"MOSAIC"},
        "nonsense"
    ]}"#;
    let listed = projects(&Wire::always(json(200, body)), token(seed::TOKEN)).await.unwrap();
    let names: Vec<&str> = listed.iter().map(|project| project.name.as_str()).collect();
    assert_eq!(names, ["MOSAIC", "cn-north-1"]);
}

#[test]
fn a_region_is_told_by_the_projects_name() {
    let cases = [
        ("cn-north-4", Some("cn-north-4")),
        ("ap-southeast-1_archive", Some("ap-southeast-1")),
        ("eu-west-101_a_b", Some("eu-west-101")),
        ("my-kualalumpur-1", Some("my-kualalumpur-1")),
        ("xx-newland-7_x", Some("xx-newland-7")),
        ("MOS", None),
        ("company", None),
        ("my-project", None),
        ("team-7", None),
        ("cn-north-", None),
        ("_cn-north-4", None),
        ("cn north-x-4", None),
        ("", None),
    ];
    for (name, region) in cases {
        let project = Project::new(seed::PROJECT.parse().unwrap(), name.to_owned());
        assert_eq!(project.region.as_ref().map(|region| region.as_str()), region, "{name}");
    }
}

#[tokio::test]
async fn a_listed_project_can_be_worked_on_with_a_key() {
    let wire = Wire::cloud();
    let listed = projects(&wire, keys()).await.unwrap();
    let chosen = &listed[1];
    let mut connection = connection(keys());
    connection.project = chosen.id.clone();
    connection.place.region = chosen.region.clone().unwrap();
    assert_eq!(list(&wire, &connection).await, Ok(1));
}
