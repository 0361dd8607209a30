//! The operations against the emulated cloud: asked as the documents ask, answered as they answer.

use std::{fs, path::PathBuf};

use backup_client::{Connection, Error, transport::Cookies};
use backup_model::{
    catalogue::Entry,
    operation::Operation,
    operations::{CATALOGUE, Visitor, each},
    refusal::Cause,
    region,
};
use backup_sandbox::seed;
use serde_json::Value as Json;

use crate::{
    asking::{by_catalogue, connection, end, token, typed},
    in_process::InProcess,
};

#[tokio::test]
async fn each_operation_is_performed_by_its_type() {
    struct Perform;
    impl Visitor for Perform {
        async fn visit<O: Operation>(&mut self) {
            performs::<O>().await;
        }
    }
    each(&mut Perform).await;
}

async fn performs<O: Operation>() {
    let cloud = InProcess::new();
    let entry = Entry::find(O::DECLARATION.id).unwrap();
    let reply = typed::<O>(&cloud, &connection()).await.unwrap();
    let answer = serde_json::to_value(&reply.answer).unwrap();
    assert!(is_like(&document(entry, "response.json"), &answer), "{answer}");
    assert_eq!(reply.unknown, []);
    assert_eq!(reply.response.request_id().map(str::len), Some(32));
    asked_as_documented(entry, &cloud);
}

#[tokio::test]
async fn each_operation_is_performed_by_the_catalogue() {
    for entry in CATALOGUE {
        let cloud = InProcess::new();
        let reading = by_catalogue(entry, &cloud, &connection()).await.unwrap();
        assert_eq!(reading.unknown, []);
        asked_as_documented(entry, &cloud);
    }
}

#[tokio::test]
async fn what_the_cloud_refuses_comes_back_in_its_own_words() {
    let rows = [
        (token(seed::EXPIRED_TOKEN), Cause::Expired),
        (token("MIIAnotherCloud"), Cause::BadToken),
        (token(seed::DISTANT_PROJECT_TOKEN), Cause::BadToken),
        (token(seed::READ_ONLY_TOKEN), Cause::Forbidden),
        (token(seed::DENIED_TOKEN), Cause::Forbidden),
    ];
    for (credential, cause) in rows {
        let connection = Connection { credential, ..connection() };
        // Who is known at all may list the projects.
        for entry in CATALOGUE.iter().filter(|entry| entry.acts_in_a_project()) {
            let cloud = InProcess::new();
            let result = by_catalogue(entry, &cloud, &connection).await;
            let error = result.as_ref().err();
            // Some of them refuse under a status of failure.
            let (Some(refusal), Some(response)) =
                (error.and_then(Error::refusal), error.and_then(Error::response))
            else {
                panic!("{}: {}", entry.id, end(&result));
            };
            assert_eq!(refusal.cause(), cause, "{}: {refusal}", entry.id);
            assert_eq!(refusal.request_id.as_deref(), response.request_id());
            assert_eq!(cloud.received().len(), 1, "a credential that is refused is not tried again");
        }
    }
}

/// One request, with the method, path and body of the document, and no header that is not needed.
fn asked_as_documented(entry: &Entry, cloud: &InProcess) {
    let endpoint = region::endpoint(entry.service, seed::REGION).unwrap();
    let [received] = &cloud.received()[..] else { panic!("{} requests", cloud.received().len()) };
    assert_eq!(received.method, method(entry));
    assert_eq!(received.host, endpoint.host());
    assert_eq!(received.target(), path(entry));

    let [sent] = &cloud.sent()[..] else { panic!("{} calls", cloud.sent().len()) };
    let mut headers = vec![("X-Auth-Token".to_owned(), seed::TOKEN.to_owned())];
    match &sent.body {
        Some(body) => {
            assert!(!body.contains(char::is_whitespace), "{body}");
            assert_eq!(serde_json::from_str::<Json>(body).unwrap(), document(entry, "request.json"));
            headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
        }
        None => assert!(!file(entry, "request.json").exists()),
    }
    assert_eq!(sent.headers, headers);
    assert_eq!(sent.cookies, Cookies::Omit);
    let seconds = if entry.effect.is_write() { 35 } else { 15 };
    assert_eq!(sent.deadline.as_secs(), seconds);
}

fn file(entry: &Entry, name: &str) -> PathBuf {
    let folder = entry.id.replace('/', "-");
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/documents").join(folder).join(name)
}

fn document(entry: &Entry, name: &str) -> Json {
    serde_json::from_str(&fs::read_to_string(file(entry, name)).unwrap()).unwrap()
}

fn method(entry: &Entry) -> String {
    let facts = document(entry, "facts.json");
    facts["uri"].as_str().unwrap().split(' ').next().unwrap().to_owned()
}

/// The path of the document's example, in the project of the connection.
fn path(entry: &Entry) -> String {
    let line = fs::read_to_string(file(entry, "request.txt")).unwrap();
    let url = line.trim().split(' ').next_back().unwrap();
    let path = match url.split_once("://") {
        Some((_, rest)) => &rest[rest.find('/').unwrap()..],
        None => url,
    };
    let facts = document(entry, "facts.json");
    let project = facts["example"]["project_id"].as_str().unwrap_or("{project_id}");
    path.replace("{project_id}", seed::PROJECT).replace(project, seed::PROJECT)
}

/// Whether an answer has the names and the nesting of the document's. What it has nothing for is null.
fn is_like(document: &Json, answer: &Json) -> bool {
    match (document, answer) {
        (Json::Object(fields), Json::Object(answer)) => {
            fields.iter().all(|(name, value)| answer.get(name).is_some_and(|answer| is_like(value, answer)))
        }
        (Json::Array(items), Json::Array(answers)) => {
            let item = items.first().unwrap_or(&Json::Null);
            let are_like =
                answers.iter().all(|answer| is_like(item, answer) || is_like(&without_lists(item), answer));
            // What is under way, only some rows have.
            let is_one = answers.is_empty() || answers.iter().any(|answer| is_like(item, answer));
            answers.is_empty() == items.is_empty() && are_like && is_one
        }
        (Json::Null, _) | (_, Json::Null) => true,
        (document, answer) => {
            !document.is_object() && !document.is_array() && !answer.is_object() && !answer.is_array()
        }
    }
}

/// An item of a list, of which no list is held against anything.
fn without_lists(item: &Json) -> Json {
    let fields = item.as_object().into_iter().flatten();
    fields
        .map(|(name, value)| (name.clone(), if value.is_array() { Json::Null } else { value.clone() }))
        .collect()
}
