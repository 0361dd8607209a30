//! `openapi.json`: every operation as OpenAPI 3.1 has it, for programs that are no console. All of it comes from the
//! catalogue and what the documents say; the page does not carry it.

mod schema;

use crate::names::{camel, type_name};
use backup_model::description::Description;
use backup_model::document::Status;
use backup_model::job::Job;
use backup_model::operation::{Declaration, Field, PROJECT, Place};
use backup_model::operations::DESCRIPTIONS;
use backup_model::region;
use backup_model::service::Service;
use backup_words::Words;
use serde_json::{Map, Value, json};

/// Its name, in the site and in the package.
pub(crate) const NAME: &str = "openapi.json";

const JSON: &str = "application/json";

/// The file.
pub(crate) fn file() -> String {
    document(DESCRIPTIONS).to_string()
}

fn document(operations: &[Description]) -> Value {
    let services = Service::ALL
        .into_iter()
        .filter(|service| operations.iter().any(|operation| operation.entry.service == *service));
    let tags: Vec<_> = services.map(|service| json!({ "name": service.name() })).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Backup operations of Huawei Cloud",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "What Backup Console performs, as the vendor's documents describe it.",
        },
        "tags": tags,
        "paths": paths(operations),
        "security": [{ "token": [] }, { "signature": [] }],
        "components": {
            "schemas": { "Refusal": schema::refusal() },
            "securitySchemes": {
                "token": {
                    "type": "apiKey", "in": "header", "name": "X-Auth-Token",
                    "description": "A token of IAM.",
                },
                "signature": {
                    "type": "apiKey", "in": "header", "name": "Authorization",
                    "description": "A signature by an access key, SDK-HMAC-SHA256.",
                },
            },
        },
    })
}

/// The operations by path and method. Services share paths, which here stand once: an operation whose place is taken
/// has its ID behind the path, as a fragment, which no client sends.
fn paths(operations: &[Description]) -> Map<String, Value> {
    let mut paths: Map<String, Value> = Map::new();
    for operation in operations {
        let Declaration { id, service, method, path, .. } = *operation.entry.declaration();
        let method = method.as_str().to_ascii_lowercase();
        let same = paths.iter_mut().find(|(other, _)| template(other) == template(path));
        let servers = json!(servers(service));
        match same {
            None => {
                paths.insert(path.to_owned(), json!({ "servers": servers, method: told(operation) }));
            }
            Some((spelled, item))
                if spelled == path && item["servers"] == servers && item.get(&method).is_none() =>
            {
                item[method] = told(operation);
            }
            Some(_) => {
                let item = json!({ "servers": servers, method: told(operation) });
                paths.insert(format!("{path}#{id}"), item);
            }
        }
    }
    paths
}

/// A path whose parameters have no names: paths that differ in them only are the same.
fn template(path: &str) -> Vec<&str> {
    path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect()
}

/// Where a service answers, by region.
fn servers(service: Service) -> Vec<Value> {
    let known = region::regions().into_iter().filter_map(|region| {
        let endpoint = region::endpoint(service, region)?;
        Some(json!({ "url": endpoint.to_string(), "description": region }))
    });
    known.collect()
}

fn told(operation: &Description) -> Value {
    let Description { entry, document, .. } = operation;
    let declaration = entry.declaration();
    let mut told = json!({
        "operationId": operation_id(declaration.id),
        "tags": [declaration.service.name()],
        "summary": (declaration.title)(Words::ENGLISH),
        "description": about(operation),
        "externalDocs": { "url": document.source.url, "description": document.source.title },
        "parameters": parameters(operation),
        "responses": responses(operation),
        "x-id": declaration.id,
        "x-effect": declaration.effect.as_str(),
    });
    if let Some(body) = body(operation) {
        told["requestBody"] = body;
    }
    if let Some(permission) = declaration.permission {
        told["x-permission"] = json!(permission);
    }
    told
}

/// What it does, to what, and where its document contradicts itself.
fn about(operation: &Description) -> String {
    let summary = (operation.entry.summary)(Words::ENGLISH).to_owned();
    let limits = operation.document.limits.iter().map(|limit| format!("{}: {}.", limit.subject, limit.text));
    let remarks = operation.document.remarks.iter().map(|remark| (*remark).to_owned());
    [summary].into_iter().chain(limits).chain(remarks).collect::<Vec<_>>().join("\n\n")
}

fn parameters(operation: &Description) -> Vec<Value> {
    let Description { entry, document, .. } = operation;
    let project = entry.project.map(|rule| {
        let mut project = json!({
            "name": PROJECT, "in": "path", "required": true,
            "description": "ID of the project.",
            "schema": schema::rule(&rule),
        });
        if let Some(example) = document.example.project {
            project["example"] = json!(example);
        }
        project
    });
    let of_fields = entry.fields.iter().filter_map(|field| {
        let place = match field.place {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
            Place::Body => return None,
        };
        let mut parameter = json!({
            "name": field.name, "in": place, "required": field.required,
            "description": (field.help)(Words::ENGLISH),
            "schema": schema::rule(&field.rule),
        });
        if let Some(example) = schema::example(field) {
            parameter["example"] = example;
        }
        Some(parameter)
    });
    project.into_iter().chain(of_fields).collect()
}

fn body(operation: &Description) -> Option<Value> {
    let entry = &operation.entry;
    let fields: Vec<&Field> = entry.fields.iter().filter(|field| field.place == Place::Body).collect();
    if fields.is_empty() {
        return None;
    }
    let mut schema = schema::input(&fields);
    if let Some(envelope) = entry.declaration().envelope {
        schema = json!({ "type": "object", "properties": { envelope: schema }, "required": [envelope] });
    }
    schema["title"] = json!(format!("{}Input", type_name(entry.declaration())));
    let mut content = json!({ "schema": schema });
    if let Some(example) = example(operation) {
        content["example"] = example;
    }
    Some(json!({ "required": fields.iter().any(|field| field.required), "content": { JSON: content } }))
}

/// The body of the document's own request.
fn example(operation: &Description) -> Option<Value> {
    let Description { entry, document, .. } = operation;
    let endpoint = servers(entry.service).first()?["url"].as_str()?.parse().ok()?;
    // Any project will do for a body, where the document names none.
    let project = document.example.project.unwrap_or("0123456789abcdef0123456789abcdef");
    let plan = entry.plan(&entry.example(), project, endpoint).ok()?;
    serde_json::from_str(&plan.request.body?).ok()
}

fn responses(operation: &Description) -> Map<String, Value> {
    let Description { entry, document, .. } = operation;
    let mut responses = Map::new();
    for Status { code, name, meaning } in document.statuses {
        let description = if name.is_empty() { (*meaning).to_owned() } else { format!("{name}. {meaning}") };
        responses.insert(code.to_string(), json!({ "description": description }));
    }
    let success = entry.declaration().success.map_or_else(|| "2XX".to_owned(), |code| code.to_string());
    let success = responses.entry(success).or_insert_with(|| json!({ "description": "Success." }));
    if !entry.answer().is_empty() {
        success["content"] = json!({ JSON: answer(operation) });
    }
    if let Some(job) = entry.declaration().job {
        success["links"] = json!({ "job": look(&job) });
    }
    let refusal = json!({ "schema": { "$ref": "#/components/schemas/Refusal" } });
    let refused = json!({ "description": "The service refuses.", "content": { JSON: refusal } });
    responses.insert("default".to_owned(), refused);
    responses
}

/// How the job is looked at that the answer names.
fn look(job: &Job) -> Value {
    let Job { id, operation, parameter, .. } = job;
    json!({
        "operationId": operation_id(operation),
        "parameters": {
            "path.project_id": "$request.path.project_id",
            (*parameter): format!("$response.body#/{id}"),
        },
        "description": "Tells how far the job is that was started.",
    })
}

fn operation_id(id: &str) -> String {
    camel(&id.replace('/', "-"))
}

fn answer(operation: &Description) -> Value {
    let declaration = operation.entry.declaration();
    let mut schema = schema::answer(&operation.answer());
    schema["title"] = json!(format!("{}Answer", type_name(declaration)));
    let mut content = json!({ "schema": schema });
    if let Ok(example) = serde_json::from_str(operation.document.example.answer) {
        content["example"] = example;
    }
    content
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operations(document: &Value) -> Vec<(&String, &Value)> {
        let items = document["paths"].as_object().unwrap().iter();
        let methods = items.flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().iter().filter(|(name, _)| *name != "servers");
            methods.map(move |(_, operation)| (path, operation))
        });
        methods.collect()
    }

    #[test]
    fn every_operation_is_told_with_what_its_document_says() {
        let document = document(DESCRIPTIONS);
        let all = operations(&document);
        assert_eq!(all.len(), DESCRIPTIONS.len());
        for Description { entry, document, .. } in DESCRIPTIONS {
            let id = entry.id;
            let (path, told) = all.iter().find(|(_, told)| told["x-id"] == id).expect(id);
            assert_eq!(path.split('#').next(), Some(entry.declaration().path));
            assert_eq!(told["externalDocs"]["url"], document.source.url, "{id}");
            for status in document.statuses {
                assert!(told["responses"][status.code.to_string()].is_object(), "{id} {}", status.code);
            }
            let has_body = entry.fields.iter().any(|field| field.place == Place::Body);
            assert_eq!(told["requestBody"]["content"][JSON]["example"].is_object(), has_body, "{id}");
        }
    }

    #[test]
    fn a_job_that_is_started_links_to_what_tells_of_it() {
        let document = document(DESCRIPTIONS);
        let all = operations(&document);
        let started = DESCRIPTIONS.iter().filter_map(|it| Some((it, it.entry.declaration().job?)));
        for (Description { entry, .. }, job) in started {
            let (_, told) = all.iter().find(|(_, told)| told["x-id"] == entry.id).unwrap();
            let success = entry.declaration().success.unwrap().to_string();
            let link = &told["responses"][success]["links"]["job"];
            let (_, tells) = all.iter().find(|(_, told)| told["x-id"] == job.operation).unwrap();
            assert_eq!(link["operationId"], tells["operationId"]);
            assert_eq!(link["parameters"][job.parameter], format!("$response.body#/{}", job.id));
        }
    }

    #[test]
    fn a_place_that_is_taken_is_told_apart() {
        let twice = [DESCRIPTIONS[0], DESCRIPTIONS[0]];
        let Declaration { id, path, .. } = *DESCRIPTIONS[0].entry.declaration();
        let document = document(&twice);
        let paths: Vec<_> = operations(&document).into_iter().map(|(path, _)| path.clone()).collect();
        assert_eq!(paths, [path.to_owned(), format!("{path}#{id}")]);
        assert_eq!(template("/v3/{project_id}/backups/{id}"), template("/v3/{a}/backups/{b}"));
        assert_ne!(template("/v3/{project_id}/backups/{id}"), template("/v3/{a}/backups/download-policy"));
    }
}
