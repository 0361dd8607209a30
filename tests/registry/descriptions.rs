//! Operations and their answers as JSON.

use std::collections::BTreeSet;

use backup_model::{
    answer::{self, Answer},
    operation::Operation,
    operations::{
        CATALOGUE, Visitor, dbss::list_buckets::ListBuckets, dds::set_download_policy::SetDownloadPolicy,
        each, geminidb::delete_backup::DeleteBackup, vbs::share_backup::ShareBackup,
    },
};
use backup_words::Words;
use serde_json::{Value as Json, json};

use crate::fixture;

fn described(id: &str) -> Json {
    serde_json::to_value(fixture::described(fixture::entry(id))).unwrap()
}

#[test]
fn a_description_holds_what_the_catalogue_does() {
    for entry in CATALOGUE {
        let (json, declaration) = (described(entry.id), entry.declaration());
        let document = fixture::described(entry).document;
        assert_eq!(json["service"], declaration.service.key());
        assert_eq!(json["effect"], declaration.effect.as_str());
        assert_eq!(json["method"], declaration.method.as_str());
        assert_eq!(json["path"], declaration.path);
        assert_eq!(json["title"], (declaration.title)(Words::ENGLISH));
        assert_eq!(json["summary"], (declaration.summary)(Words::ENGLISH));
        assert_eq!(json["findOut"], (declaration.find_out)(Words::ENGLISH));
        assert_eq!(json["remarks"], json!(document.remarks));
        assert_eq!(json["document"]["url"], document.source.url);
        assert_eq!(json["statuses"].as_array().unwrap().len(), document.statuses.len());
        assert_eq!(json["permission"].is_null(), declaration.permission.is_none());
        let names = |list: &Json| -> Vec<String> {
            list.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names(&json["fields"]), entry.fields.iter().map(|it| it.name).collect::<Vec<_>>());
        assert_eq!(names(&json["answer"]), entry.answer().iter().map(|it| it.name).collect::<Vec<_>>());
        for (json, field) in json["fields"].as_array().unwrap().iter().zip(entry.fields) {
            assert_eq!(json["rule"]["words"], field.rule.to_string());
            assert_eq!(json["required"], field.required);
        }
    }
}

#[test]
fn rules_are_told_as_data() {
    let rule = |id: &str, field: usize| {
        let mut rule = described(id)["fields"][field]["rule"].take();
        rule.as_object_mut().unwrap().remove("words");
        rule
    };
    let exactly = json!({ "kind": "text", "pattern": "[A-Za-z0-9]{36,36}", "min": 36, "max": 36 });
    assert_eq!(rule("gaussdb/authorize-download", 0), exactly);
    let any = json!({ "kind": "text", "pattern": r"[A-Za-z0-9_\-]{1,64}", "min": 1, "max": 64 });
    assert_eq!(rule("geminidb/delete-backup", 0), any);
    let mut list = rule("vbs/share-backup", 1);
    list["item"].as_object_mut().unwrap().remove("words");
    assert_eq!(list, json!({ "kind": "list", "min": 1, "max": 100, "item": any }));
    let choice = rule("dds/set-download-policy", 0);
    assert_eq!(choice["kind"], "choice");
    assert_eq!(choice["choices"][0]["value"], "close");
}

#[test]
fn shapes_are_told_as_data() {
    let shape = |id: &str| described(id)["answer"][0]["shape"].take();
    let paths = described("gaussdb/authorize-download")["answer"][1]["shape"].take();
    assert_eq!(paths, json!({ "kind": "list", "item": { "kind": "text" } }));
    let shares = shape("vbs/share-backup");
    assert_eq!((&shares["kind"], &shares["item"]["kind"]), (&json!("list"), &json!("object")));
    assert_eq!(shares["item"]["fields"].as_array().unwrap().len(), 8);
    assert_eq!(described("dds/set-download-policy")["answer"], json!([]));
}

#[test]
fn examples_are_inputs() {
    let example = described("vbs/share-backup")["example"]["input"].take();
    let targets = ["722513ed0a324dadaabe5b2d0fe848c9", "722513ed0a324dadaabe5b2d0fe84919"];
    let expected = json!({ "backup_id": "066b1e37-9305-4057-97e5-2e99b21fc71d", "to_project_ids": targets });
    assert_eq!(example, expected);
}

/// An answer as JSON, which must be the typed answer with what is missing left out.
fn plain<O: Operation<Answer: Answer + serde::Serialize>>(body: &str) -> Json {
    let plain = fixture::entry(O::DECLARATION.id).answer_of(body.as_bytes()).unwrap();
    let (typed, _) = answer::read::<O::Answer>(body.as_bytes()).unwrap();
    assert_eq!(plain, without_nulls(serde_json::to_value(typed).unwrap()));
    plain
}

fn without_nulls(json: Json) -> Json {
    match json {
        Json::Object(fields) => {
            let given = fields.into_iter().filter(|(_, value)| !value.is_null());
            given.map(|(name, value)| (name, without_nulls(value))).collect()
        }
        Json::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

#[tokio::test]
async fn an_answer_as_json_is_the_typed_answer() {
    struct Example;
    impl Visitor for Example {
        async fn visit<O: Operation>(&mut self) {
            let example = plain::<O>(O::DOCUMENT.example.answer);
            let given: Json = serde_json::from_str(O::DOCUMENT.example.answer).unwrap();
            let names = |json: &Json| -> BTreeSet<String> {
                let given = json.as_object().unwrap().iter().filter(|(_, value)| !value.is_null());
                given.map(|(name, _)| name.clone()).collect()
            };
            assert_eq!(names(&example), names(&given), "{}", O::DECLARATION.id);
        }
    }
    each(&mut Example).await;
}

#[test]
fn an_answer_as_json_keeps_its_types_however_it_came() {
    let shares = plain::<ShareBackup>(r#"{"shared":{"id":7,"deleted":false,"owner":"x","created_at":null}}"#);
    assert_eq!(shares, json!({ "shared": [{ "id": "7", "deleted": "false" }] }));
    for body in ["", " \n", "{}", r#""""#, "null"] {
        assert_eq!(plain::<SetDownloadPolicy>(body), json!({}), "{body}");
    }
    assert_eq!(plain::<DeleteBackup>(""), json!({}));
    assert_eq!(plain::<ListBuckets>(r#"{"obs_list":null}"#), json!({}));
}
