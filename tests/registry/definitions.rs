//! The vendor's API Explorer as a third party transcribed it, reduced to facts.

use std::collections::BTreeSet;

use backup_model::{
    catalogue::Entry,
    operation::PROJECT,
    operations::CATALOGUE,
    refusal::Refusal,
    region,
    request::Response,
    rule::{Origin, Rule},
};
use serde::Deserialize;
use serde_json::{Value as Json, json};

use crate::{fields, fixture};

const LISTED: &str = "the document lists the words";

const NETWORK: &str = "which network an instance is in says nothing of its backups";

const ENTERPRISE: &str = "all those that may be seen are listed";

const SHARED: &str = "backups of servers only are shared";

const TAGS: &str = "how key and value are joined is not documented";

const DIGITS: &str = "in a query a number is a text of digits";

/// What we do otherwise, and why. A difference that is gone must go from here too.
const KNOWN: &[(&str, &str, &str)] = &[
    ("dbss/list-instances", "offset is of type integer, there string", DIGITS),
    ("dbss/list-instances", "limit is of type integer, there string", DIGITS),
    (
        "gaussdb/authorize-download",
        "header X-Language is not sent",
        "it is optional and only chooses the language of messages",
    ),
    (
        "gaussdb/authorize-download",
        "project_id is 32 to 32 long, there of any length",
        "the document gives the length",
    ),
    (
        "gaussdb/authorize-download",
        "backup_id is 36 to 36 long, there of any length",
        "the document gives the length",
    ),
    (
        "dds/set-download-policy",
        "action takes close, open, there any text",
        "the document lists the two words",
    ),
    (
        "dds/set-download-policy",
        "the answer is nothing, there string",
        "the document shows an empty object; a text is taken too",
    ),
    (
        "gaussdb/list-backups",
        "header X-Language is not sent",
        "it is optional and only chooses the language of messages",
    ),
    (
        "gaussdb/list-backups",
        "project_id is 32 to 32 long, there of any length",
        "the document gives the length",
    ),
    (
        "gaussdb/list-backup-files",
        "header X-Language is not sent",
        "it is optional and only chooses the language of messages",
    ),
    (
        "gaussdb/list-backup-files",
        "header x-auth-token is not sent",
        "it is sent, although the definition calls it optional",
    ),
    (
        "gaussdb/list-backup-files",
        "project_id is 32 to 32 long, there of any length",
        "the document gives the length",
    ),
    (
        "gaussdb/list-backup-files",
        "backup_id is 36 to 36 long, there of any length",
        "the document gives the length of the same ID elsewhere",
    ),
    (
        "gaussdb/delete-backup",
        "header X-Language is not sent",
        "it is optional and only chooses the language of messages",
    ),
    (
        "gaussdb/delete-backup",
        "header X-Auth-Token is not sent",
        "it is sent, although the definition calls it optional",
    ),
    (
        "gaussdb/delete-backup",
        "project_id is 32 to 32 long, there of any length",
        "the document gives the length",
    ),
    (
        "gaussdb/delete-backup",
        "backup_id is 36 to 36 long, there of any length",
        "the document gives the length of the same ID elsewhere",
    ),
    (
        "dds/list-backups",
        "order_field takes name, instanceName, type, datastoreType, beginTime, status, there any text",
        LISTED,
    ),
    ("dds/list-backups", "order_rule takes asc, desc, there any text", LISTED),
    ("dds/list-backups", "backup_status takes COMPLETED, BUILDING, FAILED, there any text", LISTED),
    (
        "geminidb/list-backups",
        "datastore_type takes cassandra, redis, mongodb, influxdb, there any text",
        LISTED,
    ),
    ("geminidb/list-jobs", "status takes Running, Completed, Failed, there any text", LISTED),
    (
        "geminidb/list-jobs",
        "limit is of type string, there integer",
        "the document allows three numbers, which are chosen",
    ),
    ("geminidb/list-backups", "backup_type takes Auto, Manual, there any text", LISTED),
    (
        "gaussdb/list-instances",
        "header X-Language is not sent",
        "it is optional and only chooses the language of messages",
    ),
    (
        "gaussdb/list-instances",
        "project_id is 32 to 32 long, there of any length",
        "the document gives the length",
    ),
    ("gaussdb/list-instances", "type is not here", "document and definition have different words for it"),
    ("gaussdb/list-instances", "datastore_type is not here", "it has one word"),
    ("gaussdb/list-instances", "vpc_id is not here", NETWORK),
    ("gaussdb/list-instances", "subnet_id is not here", NETWORK),
    ("gaussdb/list-instances", "tags is not here", TAGS),
    (
        "gaussdb/list-instances",
        "charge_mode is not here",
        "how an instance is paid for says nothing of its backups",
    ),
    ("dds/list-instances", "datastore_type is not here", "all instances have one of two kinds of one engine"),
    ("dds/list-instances", "vpc_id is not here", NETWORK),
    ("dds/list-instances", "subnet_id is not here", NETWORK),
    ("dds/list-instances", "tags is not here", TAGS),
    ("geminidb/list-instances", "mode is not here", "it is ignored where no engine is given"),
    ("geminidb/list-instances", "vpc_id is not here", NETWORK),
    ("geminidb/list-instances", "subnet_id is not here", NETWORK),
    (
        "geminidb/list-instances",
        "datastore_type takes cassandra, redis, mongodb, influxdb, there any text",
        LISTED,
    ),
    ("cbr/list-backups", "dec is not here", "it is for dedicated clouds"),
    ("cbr/list-backups", "enterprise_project_id is not here", ENTERPRISE),
    ("cbr/list-backups", "existed_quantity_based_retention_backups is not here", "the document has it not"),
    ("cbr/list-backups", "image_type is not here", "each row tells it"),
    ("cbr/list-backups", "incremental is not here", "each row tells it"),
    ("cbr/list-backups", "marker is not here", "pages are asked for by their offset"),
    ("cbr/list-backups", "member_status is not here", SHARED),
    ("cbr/list-backups", "own_type is not here", SHARED),
    ("cbr/list-backups", "parent_id is not here", "a disk's backup has none"),
    ("cbr/list-backups", "resource_name is not here", "the resource is named by its ID"),
    ("cbr/list-backups", "show_replication is not here", "copies in other regions are in the lists there"),
    ("cbr/list-backups", "sort is not here", "how it is written has characters that no other filter has"),
    ("cbr/list-backups", "used_percent is not here", "how full a vault is says nothing of its backups"),
    (
        "cbr/list-backups",
        "backups.extend_info.architecture text, backups.extend_info.progress number is answered, there ",
        "the sample has them",
    ),
    ("geminidb/list-backups", "type takes Instance, DatabaseTable, there any text", LISTED),
];

/// Operations that no definition is published of. One that appears must go from here.
const UNDEFINED: &[&str] = &[
    "dbss/show-backup-settings",
    "vbs/list-backups",
    "vbs/share-backup",
    "vbs/list-shares",
    "vbs/cancel-share",
    "dds/change-download-policy",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    #[serde(rename = "crate")]
    source: String,
    version: String,
    licence: String,
    operation: String,
    host: String,
    method: String,
    path: String,
    parameters: Vec<Parameter>,
    responses: Vec<Answer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameter {
    name: String,
    r#in: String,
    r#type: String,
    required: bool,
    min_length: Option<usize>,
    max_length: Option<usize>,
    #[serde(default)]
    r#enum: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    status: String,
    r#type: String,
    fields: Vec<Field>,
}

/// A field of an answer; that it is required says nothing here, where every field may be missing.
#[derive(Deserialize)]
struct Field {
    name: String,
    r#type: String,
}

fn definitions() -> impl Iterator<Item = (&'static Entry, Definition)> {
    let defined = CATALOGUE.iter().filter(|entry| !UNDEFINED.contains(&entry.id));
    defined.map(|entry| (entry, fixture::json(&format!("definitions/{}.json", fixture::file_name(entry)))))
}

#[test]
fn every_definition_names_its_source() {
    let expected: BTreeSet<_> = definitions().map(|(entry, _)| fixture::file_name(entry)).collect();
    assert_eq!(fixture::names("definitions"), expected);
    for (entry, definition) in definitions() {
        assert!(definition.source.starts_with("huawei-cloud-api-definitions-"));
        assert!(definition.version.starts_with("0.1.2026"));
        assert_eq!(definition.licence, "MIT");
        assert_eq!(fixture::described(entry).document.api_name, Some(definition.operation.as_str()));
    }
}

#[test]
fn method_path_and_host_are_the_same() {
    for (entry, definition) in definitions() {
        let declaration = entry.declaration();
        assert_eq!(declaration.method.as_str(), definition.method);
        assert_eq!(declaration.path, definition.path);
        // The definitions name the host of one region.
        let endpoint = region::endpoint(declaration.service, "cn-north-4").unwrap();
        assert_eq!(endpoint.host(), definition.host);
    }
}

#[test]
fn parameters_and_answers_differ_only_as_known() {
    let found: BTreeSet<(&str, String)> = definitions()
        .flat_map(|(entry, definition)| {
            differences(entry, &definition).into_iter().map(|text| (entry.id, text))
        })
        .collect();
    let known = KNOWN.iter().map(|(operation, text, _)| (*operation, (*text).to_owned())).collect();
    assert_eq!(found, known);
}

fn differences(entry: &Entry, definition: &Definition) -> Vec<String> {
    let mut found: Vec<String> =
        definition.parameters.iter().filter_map(|parameter| difference(entry, parameter)).collect();
    let defined = |name: &str| definition.parameters.iter().any(|parameter| parameter.name == name);
    let project = entry.project.map(|_| PROJECT);
    let ours = entry.fields.iter().map(|field| field.name).chain(project);
    found.extend(ours.filter(|name| !defined(name)).map(|name| format!("{name} is not there")));
    found.extend(status_difference(entry, definition));
    found.extend(answer_difference(entry, definition));
    found
}

fn difference(entry: &Entry, parameter: &Parameter) -> Option<String> {
    let Parameter { name, r#in: place, .. } = parameter;
    if place == "header" {
        // The credential is the client's; names of headers have no case.
        let sent = name.eq_ignore_ascii_case("X-Auth-Token") && parameter.required;
        return (!sent).then(|| format!("header {name} is not sent"));
    }
    if name == PROJECT && place == "path" {
        return rule_difference(name, &entry.project?, parameter);
    }
    let Some(field) = entry.fields.iter().find(|field| field.name == name) else {
        return Some(format!("{name} is not here"));
    };
    if fields::place(field) != place || field.required != parameter.required {
        return Some(format!("{name} stands elsewhere or need not be given"));
    }
    rule_difference(name, &field.rule, parameter)
}

fn rule_difference(name: &str, rule: &Rule, parameter: &Parameter) -> Option<String> {
    let kind = match rule {
        Rule::Whole { .. } | Rule::Size(_) => "integer",
        Rule::Decimal => "number",
        Rule::Switch => "boolean",
        Rule::List { .. } => "array of string",
        Rule::Text { .. } | Rule::OneOf(_) | Rule::Time(_) => "string",
    };
    if parameter.r#type != kind {
        return Some(format!("{name} is of type {kind}, there {}", parameter.r#type));
    }
    match rule {
        Rule::Text { origin: Origin::Ours, .. } => None,
        Rule::Text { min, max, .. }
            if (Some(*min), Some(*max)) == (parameter.min_length, parameter.max_length) =>
        {
            None
        }
        Rule::Text { min, max, .. } => match (parameter.min_length, parameter.max_length) {
            (None, None) => Some(format!("{name} is {min} to {max} long, there of any length")),
            there => Some(format!("{name} is {min} to {max} long, there {there:?}")),
        },
        Rule::OneOf(choices) => {
            let ours: BTreeSet<&str> = choices.iter().map(|choice| choice.value).collect();
            let theirs: BTreeSet<&str> = parameter.r#enum.iter().map(String::as_str).collect();
            (ours != theirs).then(|| match theirs.len() {
                0 => {
                    let ours: Vec<_> = choices.iter().map(|choice| choice.value).collect();
                    format!("{name} takes {}, there any text", ours.join(", "))
                }
                _ => format!("{name} takes {ours:?}, there {theirs:?}"),
            })
        }
        Rule::Time(_)
        | Rule::Whole { .. }
        | Rule::Decimal
        | Rule::Switch
        | Rule::Size(_)
        | Rule::List { .. } => None,
    }
}

fn status_difference(entry: &Entry, definition: &Definition) -> Option<String> {
    let ours: BTreeSet<u16> =
        fixture::described(entry).document.statuses.iter().map(|status| status.code).collect();
    let theirs = definition.responses.iter().filter_map(|it| it.status.parse().ok()).collect();
    (ours != theirs).then(|| format!("statuses are {ours:?}, there {theirs:?}"))
}

fn answer_difference(entry: &Entry, definition: &Definition) -> Option<String> {
    let success = definition.responses.iter().find(|it| it.status.starts_with('2')).unwrap();
    if entry.answer().is_empty() {
        return Some(format!("the answer is nothing, there {}", success.r#type));
    }
    let ours: BTreeSet<_> = fields::answered(entry).into_iter().map(|it| (it.name, it.kind)).collect();
    let declared = |it: &Field| {
        let kind = kind(&it.r#type);
        let same = ours.iter().find(|(name, _)| *name == it.name);
        same.map_or(kind, |(_, ours)| fields::as_declared(ours, kind))
    };
    let theirs: BTreeSet<_> = success.fields.iter().map(|it| (it.name.clone(), declared(it))).collect();
    let only = |these: &BTreeSet<(String, &str)>, those: &BTreeSet<_>| {
        these.difference(those).map(|(name, kind)| format!("{name} {kind}")).collect::<Vec<_>>().join(", ")
    };
    (ours != theirs).then(|| format!("{} is answered, there {}", only(&ours, &theirs), only(&theirs, &ours)))
}

fn kind(defined: &str) -> &'static str {
    match defined {
        "string" => "text",
        "integer" | "number" => "number",
        "array of string" => "list of text",
        "array of object" => "list of objects",
        "boolean" => "flag",
        "object" => "object",
        other => panic!("no definition has the type {other}"),
    }
}

#[test]
fn a_policy_may_answer_the_defined_text() {
    let entry = fixture::entry("dds/set-download-policy");
    let read = entry.read(&entry.example(), &fixture::scope(), br#""Success.""#);
    assert_eq!(read.unwrap().unknown, []);
}

#[test]
fn every_defined_error_is_read_whole() {
    for (entry, definition) in definitions() {
        // Some definitions name a status and nothing of its body.
        let told = |it: &&Answer| !it.status.starts_with('2') && !it.fields.is_empty();
        for error in definition.responses.iter().filter(told) {
            let body = error_body(&error.fields).to_string();
            // The other definitions say "default" and no number.
            let status = error.status.parse().unwrap_or(400);
            let response = Response { status, body: body.into_bytes(), ..Response::default() };
            let refusal = format!("{:?}", Refusal::read(&response).unwrap());
            for field in error.fields.iter().filter(|field| field.r#type == "string") {
                let marker = format!("\"a {}\"", field.name);
                assert!(refusal.contains(&marker), "{}: {} is lost", entry.id, field.name);
            }
        }
    }
}

/// An error in which every text says which field it is.
fn error_body(fields: &[Field]) -> Json {
    let mut body = json!({});
    for field in fields {
        let text = json!(format!("a {}", field.name));
        match (field.r#type.as_str(), field.name.split_once('.')) {
            ("array of object", _) => body[&field.name] = json!([{}]),
            (_, Some((list, name))) => body[list][0][name] = text,
            (_, None) => body[&field.name] = text,
        }
    }
    body
}
