//! Every operation has a handler, which answers the document's example as the document does.

use std::{collections::BTreeSet, fs, path::PathBuf};

use backup_model::{catalogue::Entry, operation::Scope, operations::CATALOGUE};
use backup_sandbox::{Cloud, handles, seed};
use serde_json::Value as Json;

use crate::asking::{AUTHORIZE, BUCKETS, DELETE, NOW, POLICY, SHARE, by_id, example, read, request};

fn fixture(entry: &Entry, file: &str) -> Option<String> {
    let folder = entry.id.replace('/', "-");
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/documents").join(folder).join(file);
    fs::read_to_string(path).ok()
}

/// Every operation of the catalogue costs one handler, and has it.
#[test]
fn every_operation_has_a_handler() {
    for entry in CATALOGUE {
        let file = entry.id.replace('-', "_");
        assert!(handles(entry), "write src/sandbox/src/operations/{file}.rs and its route in operations.rs");
    }
}

#[test]
fn one_token_does_the_examples_of_all_documents() {
    let mut cloud = Cloud::new();
    for entry in CATALOGUE {
        let answer = cloud.answer(&example(entry, seed::PROJECT, Some(seed::TOKEN)), NOW);
        let (status, body) = read(&answer);
        let expected: Json = serde_json::from_str(&fixture(entry, "response.json").unwrap()).unwrap();
        assert!(answer.response.is_success(), "{}: {status} {body}", entry.id);
        assert!(like(&expected, &body), "{}: {body} is not like {expected}", entry.id);
        let scope = Scope { region: seed::REGION.to_owned(), project: seed::PROJECT.parse().ok() };
        let read = entry.read(&entry.example(), &scope, &answer.response.body).unwrap();
        assert_eq!(read.unknown, [], "{}: no document names this", entry.id);
    }
}

/// The request lines, hosts and bodies are the document's own, not the model's.
#[test]
fn the_documents_own_requests_are_taken() {
    for entry in CATALOGUE {
        let line = fixture(entry, "request.txt").unwrap();
        let facts: Json = serde_json::from_str(&fixture(entry, "facts.json").unwrap()).unwrap();
        let project = facts["example"]["project_id"].as_str().unwrap_or("{project_id}");
        let line = line.trim().replace("{project_id}", seed::PROJECT).replace(project, seed::PROJECT);
        let line = line.split_once("https://").map_or(line.clone(), |(method, url)| {
            format!("{method}{}", url.find('/').map_or("", |slash| &url[slash..]))
        });
        let line = if line.starts_with('/') { format!("GET {line}") } else { line };
        let host = backup_model::region::endpoint(entry.service, seed::REGION).unwrap();
        let body = fixture(entry, "request.json").unwrap_or_default();
        let answer = Cloud::new().answer(&request(&line, host.host(), Some(seed::TOKEN), &body), NOW);
        assert!(answer.response.is_success(), "{line}: {}", answer.response.text());
    }
}

#[test]
fn documented_statuses_and_values_are_given_where_the_document_fixes_them() {
    let mut cloud = Cloud::new();
    let mut answer = |id| read(&cloud.answer(&example(by_id(id), seed::PROJECT, Some(seed::TOKEN)), NOW));
    let (status, authorization) = answer(AUTHORIZE);
    assert_eq!((status, &authorization["bucket"]), (200, &Json::from("bucketname")));
    assert_eq!(
        authorization["file_paths"][0],
        "83dd054bbf784267a1dc1751bd09fec4_1de27464abdf48519f8574c97a8f0625in14/Db/1708145548040"
    );
    let (_, buckets) = answer(BUCKETS);
    assert_eq!(buckets["obs_list"][0]["bucket_name"], "1202");
    assert_eq!(buckets["obs_list"][0]["location"], "cn-north-7");
    let (_, sharing) = answer(SHARE);
    assert_eq!(sharing["shared"].as_array().unwrap().len(), 2);
    assert_eq!(answer(POLICY), (200, serde_json::json!({})));
    assert_eq!(answer(DELETE).0, 202);
}

#[test]
fn every_answer_has_an_id_of_its_own_and_the_date() {
    let mut cloud = Cloud::new();
    let request = example(by_id(AUTHORIZE), seed::PROJECT, None);
    let first = cloud.answer(&request, NOW).response;
    let second = cloud.answer(&request, NOW).response;
    assert_eq!(first.header("date"), Some("Sat, 22 Nov 2025 06:00:00 GMT"));
    let id = first.request_id().unwrap();
    assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_ne!(first.request_id(), second.request_id());
    assert_eq!(read(&second.clone().into()).1["request_id"], second.request_id().unwrap());
    assert_eq!(Cloud::new().answer(&request, NOW).response, first, "the same calls get the same ids");
}

/// The same names, with values of the same kind; nulls of the document may have been filled. Of a list the first item
/// has every value; what others have nothing for they may leave out.
fn like(expected: &Json, found: &Json) -> bool {
    match (expected, found) {
        (Json::Object(expected), Json::Object(found)) => {
            let same = |(name, value): (&String, _)| found.get(name).is_some_and(|found| like(value, found));
            // A link to the next page is there where there is one.
            expected.iter().filter(|(name, _)| !name.ends_with("_links")).all(same)
        }
        (Json::Array(expected), Json::Array(found)) => expected.first().is_none_or(|expected| {
            found.iter().any(|item| has_names(expected, item))
                && found.iter().all(|item| same_kind(expected, item))
        }),
        (Json::Null, found) => !found.is_object() && !found.is_array(),
        (Json::String(expected), Json::String(found)) => {
            let is_uuid = |text: &str| text.len() == 36 && text.split('-').count() == 5;
            !is_uuid(expected) || is_uuid(found)
        }
        (Json::Bool(_), Json::Bool(_)) | (Json::Number(_), Json::Number(_)) => true,
        // The documents print some versions as numbers.
        (Json::Number(_), Json::String(_)) => true,
        _ => false,
    }
}

fn has_names(expected: &Json, found: &Json) -> bool {
    let names = |json: &Json| json.as_object().map(|object| object.keys().cloned().collect::<BTreeSet<_>>());
    names(expected).unwrap_or_default().is_subset(&names(found).unwrap_or_default())
}

/// Nothing, or what is like it.
fn same_kind(expected: &Json, found: &Json) -> bool {
    match (expected, found) {
        (_, Json::Null) => true,
        (Json::Array(_), Json::Array(found)) if found.is_empty() => true,
        // The only one, in place of a list.
        (Json::Array(expected), Json::Object(_)) => like(&expected[0], found),
        (Json::Object(expected), Json::Object(found)) => {
            expected.iter().all(|(name, value)| found.get(name).is_none_or(|found| same_kind(value, found)))
        }
        (expected, found) => like(expected, found),
    }
}
