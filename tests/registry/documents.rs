//! The examples and tables of the documents, transcribed by hand.

use std::collections::BTreeSet;

use backup_model::{
    answer::{self, Answer},
    catalogue::{Entry, Plan},
    draft::Draft,
    operation::{Operation, PROJECT},
    operations::{CATALOGUE, Visitor, each},
    region,
    report::{Cell, Report, Stated},
    size::{Size, Unit},
};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::{fields, fixture};

/// What a document says in tables.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    /// Method and path.
    uri: String,
    parameters: Vec<Parameter>,
    answer: Vec<Answered>,
    statuses: Vec<u16>,
    example: Example,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameter {
    name: String,
    r#in: String,
    mandatory: bool,
    r#type: Option<String>,
    #[serde(default)]
    range: Vec<String>,
    /// Whether no form has it.
    #[serde(default)]
    left_out: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answered {
    name: String,
    r#type: String,
}

/// What the example request is made of.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    project_id: Option<String>,
    region: Option<String>,
    fields: std::collections::BTreeMap<String, String>,
}

struct Document {
    entry: &'static Entry,
    folder: String,
    facts: Facts,
}

impl Document {
    fn draft(&self) -> Draft {
        self.facts.example.fields.iter().map(|(name, text)| (name.clone(), text.clone())).collect()
    }

    fn project(&self) -> &str {
        self.facts.example.project_id.as_deref().unwrap_or(fixture::PROJECT)
    }

    fn plan(&self) -> Plan {
        let service = self.entry.service;
        let endpoint = match &self.facts.example.region {
            Some(region) => region::endpoint(service, region).unwrap(),
            None => fixture::endpoint(),
        };
        self.entry.plan(&self.draft(), self.project(), endpoint).unwrap()
    }

    fn response(&self) -> String {
        fixture::text(&format!("{}/response.json", self.folder))
    }
}

fn documents() -> impl Iterator<Item = Document> {
    CATALOGUE.iter().map(|entry| {
        let folder = format!("documents/{}", fixture::file_name(entry));
        let facts = fixture::json(&format!("{folder}/facts.json"));
        Document { entry, folder, facts }
    })
}

#[test]
fn every_operation_has_a_document_and_every_document_an_operation() {
    let mut expected: BTreeSet<String> = CATALOGUE.iter().map(fixture::file_name).collect();
    expected.insert("checklist".to_owned());
    assert_eq!(fixture::names("documents"), expected);
}

#[test]
fn method_and_path_are_the_documents() {
    for Document { entry, facts, .. } in documents() {
        let declaration = entry.declaration();
        assert_eq!(format!("{} {}", declaration.method, declaration.path), facts.uri);
    }
}

#[test]
fn the_example_request_is_sent_as_printed() {
    for document in documents() {
        let request = document.plan().request;
        let printed = fixture::text(&format!("{}/request.txt", document.folder));
        let printed = printed
            .trim_end()
            .replace("{endpoint}", &request.endpoint.authority())
            .replace("{project_id}", document.project());
        // One document prints method and path, one the path alone.
        let ours = match printed.as_str() {
            path if path.starts_with('/') => request.path.clone(),
            line if line.contains("://") => format!("{} {}", request.method, request.url()),
            _ => format!("{} {}", request.method, request.path),
        };
        assert_eq!(ours, printed, "{}", document.folder);
    }
}

#[test]
fn a_body_is_sent_compact_and_only_where_the_document_has_one() {
    for document in documents() {
        let request = document.plan().request;
        let name = format!("{}/request.json", document.folder);
        assert_eq!(request.body.is_some(), fixture::exists(&name), "{name}");
        assert_eq!(request.content_type().is_some(), request.body.is_some(), "{name}");
        let Some(body) = request.body else { continue };
        let sent: Json = serde_json::from_str(&body).unwrap();
        assert_eq!(sent, fixture::json::<Json>(&name));
        assert_eq!(body.len(), sent.to_string().len(), "{body} is not compact");
    }
}

#[test]
fn an_example_has_a_query_only_where_one_is_mandatory() {
    for document in documents() {
        let mut fields = document.entry.fields.iter();
        let wants_one = fields.any(|field| field.required && fields::place(field) == "query");
        assert_eq!(document.plan().request.query_string().is_empty(), !wants_one, "{}", document.folder);
    }
}

#[test]
fn the_declared_examples_are_the_documents() {
    for document in documents() {
        let declared = fixture::described(document.entry).document;
        let endpoint = document.plan().request.endpoint;
        let ours = document.entry.plan(&document.entry.example(), document.project(), endpoint).unwrap();
        assert_eq!(ours, document.plan());
        if let Some(project) = &document.facts.example.project_id {
            assert_eq!(declared.example.project, Some(project.as_str()));
        }
        let shown: Json = serde_json::from_str(declared.example.answer).unwrap();
        assert_eq!(shown, serde_json::from_str::<Json>(&document.response()).unwrap());
    }
}

#[test]
fn every_parameter_is_declared_with_its_place_and_type() {
    for Document { entry, facts, folder } in documents() {
        let envelope = entry.declaration().envelope;
        for Parameter { name, r#in, mandatory, r#type, range, left_out } in &facts.parameters {
            if *left_out {
                let is_declared = entry.fields.iter().any(|field| field.name == name);
                assert!(!is_declared && !mandatory, "{folder}: {name} is left out");
                continue;
            }
            // The project belongs to the connection, the token to the credential, the object to the body.
            if name == PROJECT || r#in == "header" || envelope == Some(name) {
                continue;
            }
            let name = envelope.map_or(name.as_str(), |object| name.strip_prefix(object).unwrap());
            let name = name.trim_start_matches('.');
            let field = entry.fields.iter().find(|field| field.name == name);
            let field = field.unwrap_or_else(|| panic!("{folder}: {name} is not declared"));
            assert_eq!(fields::place(field), r#in, "{folder}: {name}");
            assert_eq!(field.required, *mandatory, "{folder}: {name}");
            assert_eq!(fields::taken(field), kind(r#type.as_deref().unwrap()), "{folder}: {name}");
            for word in range {
                assert_eq!(field.rule.check(word), Ok(()), "{folder}: {name}");
            }
        }
        let declared = entry.fields.len() + usize::from(envelope.is_some());
        let is_field = |p: &&Parameter| p.name != PROJECT && p.r#in != "header" && !p.left_out;
        let documented = facts.parameters.iter().filter(is_field);
        assert_eq!(documented.count(), declared, "{folder}: a field is declared that the document has not");
    }
}

#[test]
fn every_status_is_declared() {
    for Document { entry, facts, folder } in documents() {
        let declared: Vec<u16> =
            fixture::described(entry).document.statuses.iter().map(|status| status.code).collect();
        match facts.statuses.as_slice() {
            // The document says "normal" and no number.
            [] => assert_eq!(declared, [200], "{folder}"),
            documented => assert_eq!(declared, documented, "{folder}"),
        }
        let success = declared.into_iter().find(|code| *code < 300);
        assert_eq!(entry.declaration().success, success, "{folder}: the success of a call");
    }
}

#[test]
fn every_field_of_the_answer_is_declared_with_its_type() {
    for Document { entry, facts, folder } in documents() {
        let declared: Vec<_> = fields::answered(entry).into_iter().map(|f| (f.name, f.kind)).collect();
        let documented: Vec<_> = facts
            .answer
            .iter()
            .map(|field| {
                let kind = match field.r#type.as_str() {
                    // The table says dict, the example shows a list.
                    "dict" => "object, or list of objects",
                    "Float" => "number",
                    other => kind(other),
                };
                let ours = declared.iter().find(|(name, _)| *name == field.name);
                (field.name.clone(), ours.map_or(kind, |(_, ours)| fields::as_declared(ours, kind)))
            })
            .collect();
        assert_eq!(declared, documented, "{folder}");
    }
}

/// A type as the documents spell it, in our words.
fn kind(documented: &str) -> &'static str {
    match documented {
        "String" | "string" => "text",
        "Array of Strings" | "list<string>" => "list of text",
        "Array of ObsBucketObject objects" | "Array of objects" => "list of objects",
        "Boolean" => "flag",
        // In a query a number is a text of digits.
        "Integer" | "String of digits" => "number",
        // What may be one of a few numbers is chosen among words.
        "Integer, one of a few" => "text",
        "Object" => "object",
        other => panic!("no document has the type {other}"),
    }
}

#[test]
fn the_example_response_is_told_whole() {
    for document in documents() {
        let response = document.response();
        let reading = document.entry.read(&document.draft(), &fixture::scope(), response.as_bytes()).unwrap();
        assert_eq!(reading.unknown, [], "{}", document.folder);
        let mut shown = shown(&reading.report);
        // A link that signs is no row's cell: it is handed out where it is asked for.
        let rows = reading.report.table.iter().flat_map(|table| &table.rows);
        let links = rows.filter_map(|row| Some(row.link.as_ref()?.link.reveal().to_owned()));
        let links: Vec<String> = links.collect();
        assert!(links.iter().all(|link| !shown.contains(link)), "{}", document.folder);
        shown.extend(links);
        for value in scalars(&serde_json::from_str(&response).unwrap()) {
            let is_shown =
                shown.iter().any(|text| text.split(' ').any(|part| part == value) || *text == value)
                    || sizes(&reading.report).any(|size| is_written(size, &value));
            assert!(is_shown, "{}: {value} is not shown", document.folder);
        }
    }
}

#[tokio::test]
async fn the_example_response_is_decoded_whole() {
    struct Decode;
    impl Visitor for Decode {
        async fn visit<O: Operation>(&mut self) {
            decodes_whole::<O::Answer>(&fixture::file_name(fixture::entry(O::DECLARATION.id)));
        }
    }
    each(&mut Decode).await;
}

fn decodes_whole<A: Answer + Serialize>(folder: &str) {
    let response = fixture::text(&format!("documents/{folder}/response.json"));
    let (answer, unknown) = answer::read::<A>(response.as_bytes()).unwrap();
    assert_eq!(unknown, [], "{folder}");
    assert_eq!(
        plain(&serde_json::to_value(answer).unwrap()),
        plain(&serde_json::from_str(&response).unwrap()),
        "{folder}"
    );
}

/// What is said, whether a number is written as one or as a text, and whether what is missing is told to be null.
fn plain(json: &Json) -> Json {
    match json {
        Json::Number(number) => number.to_string().into(),
        Json::Array(items) => items.iter().map(plain).collect(),
        Json::Object(object) => {
            let given = object.iter().filter(|(_, value)| !value.is_null());
            Json::Object(given.map(|(name, value)| (name.clone(), plain(value))).collect())
        }
        other => other.clone(),
    }
}

/// Every value that a report shows by itself.
fn shown(report: &Report) -> Vec<String> {
    let facts = report.facts.iter().filter_map(|fact| match fact.value.as_ref()? {
        Stated::Told(_) => None,
        Stated::Code(code) => Some(code.clone()),
    });
    let rows = report.table.iter().flat_map(|table| &table.rows);
    facts.chain(rows.flat_map(|row| &row.cells).filter_map(written)).collect()
}

fn scalars(json: &Json) -> Vec<String> {
    match json {
        Json::Array(items) => items.iter().flat_map(scalars).collect(),
        // Addresses of the resources themselves are for programs.
        Json::Object(object) => object
            .iter()
            .filter(|(name, _)| !name.ends_with("links"))
            .flat_map(|(_, value)| scalars(value))
            .collect(),
        Json::String(text) => Some(text.clone()).filter(|text| !text.is_empty()).into_iter().collect(),
        // Yes and no are told by a mark, or by there being none.
        Json::Null | Json::Bool(_) => Vec::new(),
        other => vec![other.to_string()],
    }
}

/// What a service wrote of what stands in a cell.
fn written(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(text) => Some(text.to_string()),
        Cell::Time { written, .. } => Some(written.clone()),
        Cell::Number(number) => Some(number.as_str().to_owned()),
        Cell::State(state) => Some(state.word.to_string()),
        _ => None,
    }
}

fn sizes(report: &Report) -> impl Iterator<Item = Size> {
    let rows = report.table.iter().flat_map(|table| &table.rows);
    rows.flat_map(|row| &row.cells).filter_map(|cell| match cell {
        Cell::Size(size) => Some(*size),
        _ => None,
    })
}

/// Whether a size is this number of some unit, or the name of one.
fn is_written(size: Size, text: &str) -> bool {
    Unit::named(text).is_some() || Unit::ALL.into_iter().any(|unit| Size::read(text, unit) == Some(size))
}
