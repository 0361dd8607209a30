//! Every statement of the documents stands in its operation's declaration.

use std::{collections::BTreeSet, path::Path, sync::LazyLock};

use backup_model::{
    catalogue::Entry,
    document::Document,
    operation::{Declaration, Field, PROJECT, Permission, Place},
    operations::DESCRIPTIONS,
    rule::{Choice, Rule},
};
use backup_words::{Words, table::Table};
use serde::Deserialize;

use crate::{fields, fixture};

/// One document, and what it states.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Checked {
    operation: String,
    document: String,
    statements: Vec<Statement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Statement {
    /// In our words.
    says: String,
    /// What one text of the declaration must hold, whatever its case.
    find: Vec<String>,
}

impl Statement {
    fn stands_in(&self, texts: &[String]) -> bool {
        texts.iter().any(|text| {
            let text = text.to_lowercase();
            self.find.iter().all(|words| text.contains(&words.to_lowercase()))
        })
    }
}

fn checklist() -> Vec<Checked> {
    fixture::json("documents/checklist.json")
}

#[test]
fn every_document_is_on_the_list() {
    let listed: BTreeSet<(String, String)> =
        checklist().into_iter().map(|checked| (checked.operation, checked.document)).collect();
    let declared = DESCRIPTIONS.iter().map(|it| (it.entry.id, it.document.source.title));
    let declared = declared.map(|(id, title)| (id.to_owned(), title.to_owned())).collect();
    assert_eq!(listed, declared);
}

#[test]
fn every_statement_is_declared() {
    let mut missing = Vec::new();
    for checked in checklist() {
        let texts = texts(fixture::entry(&checked.operation));
        for statement in checked.statements {
            assert!(!statement.find.is_empty(), "{}: nothing to find", statement.says);
            if !statement.stands_in(&texts) {
                missing.push(format!("{}: {} {:?}", checked.operation, statement.says, statement.find));
            }
        }
    }
    assert!(missing.is_empty(), "not declared:\n{}", missing.join("\n"));
}

#[test]
fn every_declared_status_and_field_is_on_the_list() {
    for checked in checklist() {
        let entry = fixture::entry(&checked.operation);
        let document = fixture::described(entry).document;
        let statuses = document.statuses.iter().map(|status| format!("status {}", status.code));
        let answered = fields::answered(entry).into_iter().map(|field| format!("answers {}", field.name));
        let taken = entry.fields.iter().map(|field| field.name.to_owned());
        // The number of this one is ours: its document only says "normal".
        let expected =
            statuses.filter(|_| document.statuses[0].name != "Normal").chain(answered).chain(taken);
        let sought: Vec<String> = checked.statements.into_iter().flat_map(|it| it.find).collect();
        for name in expected {
            assert!(sought.iter().any(|words| words.contains(&name)), "{}: {name}", checked.operation);
        }
    }
}

/// What the reference says of every operation alike.
fn shared(key: &str) -> String {
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        Table::of_workspace(root).unwrap_or_else(|fault| panic!("{fault}"))
    });
    let section = TABLE.section("console::pages::reference::text").expect("the texts of the reference");
    let text = section.texts.iter().find(|text| text.key == key);
    text.unwrap_or_else(|| panic!("the reference says nothing of {key}")).english.concat()
}

/// All that is declared about an operation, one text for each thing.
fn texts(entry: &Entry) -> Vec<String> {
    let Declaration { method, path, title, summary, project, .. } = *entry.declaration();
    let Document { source, limits, statuses, remarks, example, .. } = *fixture::described(entry).document;
    let mut texts = vec![
        format!("{method} {path}"),
        format!("{}. {}", title(Words::ENGLISH), summary(Words::ENGLISH)),
        shared("token_help"),
        body(entry),
        format!("{}, {}, updated {:?}", source.title, source.url, source.updated),
        shared("codes"),
    ];
    texts.extend(project.iter().flat_map(|rule| {
        [
            format!("takes {PROJECT}, mandatory, text in the path: {} {rule}.", shared("project_help")),
            format!("example of {PROJECT}: {}", example.project.unwrap_or_default()),
        ]
    }));
    texts.extend(source.explorer.map(|url| format!("API Explorer: {url}")));
    texts.extend(source.sdk.map(|url| format!("SDK: {url}")));
    texts.extend(limits.iter().map(|limit| format!("{}: {}", limit.subject, limit.text)));
    texts.extend(remarks.iter().copied().map(str::to_owned));
    texts.extend(entry.declaration().permission.iter().flat_map(permission));
    texts.extend(entry.fields.iter().flat_map(field));
    texts.extend(statuses.iter().map(|it| format!("status {} {}: {}", it.code, it.name, it.meaning)));
    let answered = fields::answered(entry).into_iter();
    texts.extend(answered.map(|it| format!("answers {}: {}. {}", it.name, it.kind, it.meaning)));
    texts
}

fn body(entry: &Entry) -> String {
    match entry.declaration().envelope {
        Some(object) => format!("body wrapped in the object {object}"),
        None if entry.fields.iter().any(|field| field.place == Place::Body) => "body".to_owned(),
        None => "no body".to_owned(),
    }
}

fn permission(permission: &Permission) -> [String; 2] {
    let Permission { action, access, alias } = permission;
    let alias = alias.map_or("no alias".to_owned(), |alias| format!("alias {alias}"));
    [format!("permission {action}, access level {access}, {alias}"), shared("permission_kinds")]
}

fn field(field: &Field) -> Vec<String> {
    let Field { name, label, help, rule, example, .. } = field;
    let (kind, place) = (fields::taken(field), fields::place(field));
    let needed = if field.required { "mandatory" } else { "optional" };
    let choices = match rule {
        Rule::OneOf(choices) => *choices,
        _ => &[],
    };
    let meaning = |choice: &Choice| choice.told(Words::ENGLISH);
    let choices = choices.iter().map(|choice| format!("{name} {}: {}", choice.value, meaning(choice)));
    let (label, help) = (label(Words::ENGLISH), help(Words::ENGLISH));
    let first =
        format!("takes {name}, {needed}, {kind} in the {place}: {label}. {help} {rule}. Example {example}");
    std::iter::once(first).chain(choices).collect()
}
