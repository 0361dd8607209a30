//! `operations.d.ts`: what each operation takes and answers, as TypeScript has it. All of it comes from the catalogue.

use crate::names::{camel, pascal, type_name, verb};
use backup_model::answer::Shape;
use backup_model::catalogue::Entry;
use backup_model::description::{Answered, Description};
use backup_model::document::Document;
use backup_model::operation::{Declaration, Field};
use backup_model::operations::{CATALOGUE, DESCRIPTIONS};
use backup_model::rule::Rule;
use backup_model::service::Service;
use backup_model::size::Unit;
use backup_words::Words;
use std::iter;

/// Bytes of a line, where words allow.
const WIDTH: usize = 110;

/// An input without a field. TypeScript would take any object for an empty interface.
const NO_INPUT: &str = "Record<string, never>";

/// An answer without a field: one of `Record<string, never>` would let every field of it be read.
const NO_ANSWER: &str = "object";

const HEAD: &str = "\
// Made from the catalogue of operations by `cargo xtask package`.

import type { CallOptions, Reply, WrittenNumber, WrittenSize, WrittenTime } from './backup-console.js';

/** What an operation takes. */
export type Input<N extends OperationName> = Operations[N]['input'];

/** What an operation answers. What the service left out is missing. */
export type Answer<N extends OperationName> = Operations[N]['answer'];
";

/// The declarations of all operations.
pub(crate) fn declarations() -> String {
    let names = CATALOGUE.iter().map(|entry| quoted(entry.id));
    let effects = effects().into_iter().map(quoted);
    let services = services().map(|service| quoted(service.key()));
    let with_jobs = CATALOGUE.iter().filter(|entry| entry.declaration().job.is_some());
    let starters = with_jobs.map(|entry| quoted(entry.id));
    let parts = [
        HEAD.to_owned(),
        union("OperationName", "An operation, by service and verb.", names),
        union("JobStarter", "An operation that starts a job.", starters),
        union("Service", "A service that has operations.", services),
        union("Effect", "What an operation does to backups.", effects),
        lookup(),
        methods(),
    ];
    parts.into_iter().chain(DESCRIPTIONS.iter().flat_map(types)).collect::<Vec<_>>().join("\n")
}

/// Those with operations, in the order of the menu.
fn services() -> impl Iterator<Item = Service> {
    let has_operations = |service: &Service| CATALOGUE.iter().any(|entry| entry.service == *service);
    Service::ALL.into_iter().filter(has_operations)
}

/// Those that operations have, each once.
fn effects() -> Vec<&'static str> {
    let mut effects = Vec::new();
    for entry in CATALOGUE {
        let effect = entry.effect.as_str();
        if !effects.contains(&effect) {
            effects.push(effect);
        }
    }
    effects
}

fn union(name: &str, about: &str, members: impl Iterator<Item = String>) -> String {
    let members: String = members.map(|member| format!("\n  | {member}")).collect();
    format!("{}export type {name} ={members};\n", doc("", [about.to_owned()]))
}

fn lookup() -> String {
    let line = |entry: &Entry| {
        let (id, name) = (entry.id, type_name(entry.declaration()));
        format!("  '{id}': {{ input: {name}Input; answer: {name}Answer }};\n")
    };
    let lines: String = CATALOGUE.iter().map(line).collect();
    format!(
        "{}export interface Operations {{\n{lines}}}\n",
        doc("", ["Input and answer of each operation.".to_owned()])
    )
}

fn methods() -> String {
    let of_service = |service: Service| {
        let described = DESCRIPTIONS.iter().filter(move |it| it.entry.service == service);
        let methods: String = described.map(method).collect();
        format!(
            "{}  readonly {}: {{\n{methods}  }};\n",
            doc("  ", [service.name().to_owned()]),
            service.key()
        )
    };
    let all: String = services().map(of_service).collect();
    format!(
        "{}export interface OperationMethods {{\n{all}}}\n",
        doc("", ["A method for each operation, by service.".to_owned()])
    )
}

fn method(description: &Description) -> String {
    let entry = &description.entry;
    let declaration = entry.declaration();
    let (name, types, id) = (camel(verb(declaration)), type_name(declaration), declaration.id);
    // What may be left out as a whole: an input that asks for nothing.
    let optional = if entry.fields.iter().any(|field| field.required) { "" } else { "?" };
    format!(
        "{}    {name}(input{optional}: {types}Input, options?: CallOptions): Promise<Reply<'{id}'>>;\n",
        doc("    ", about(description))
    )
}

/// The types of one operation: its input, its answer, and the parts of its answer.
fn types(description: &Description) -> Vec<String> {
    let entry = &description.entry;
    let declaration = entry.declaration();
    let name = type_name(declaration);
    let takes = format!("What `{}` takes. {}", declaration.id, (declaration.summary)(Words::ENGLISH));
    let fields = entry.fields.iter().map(input_field);
    let mut types = vec![object(&format!("{name}Input"), &takes, fields.collect(), NO_INPUT)];
    answer(
        &format!("{name}Answer"),
        &format!("What `{}` answers.", declaration.id),
        &description.answer(),
        &mut types,
    );
    types
}

fn object(name: &str, about: &str, fields: String, without_fields: &str) -> String {
    let about = doc("", [about.to_owned()]);
    match fields.is_empty() {
        true => format!("{about}export type {name} = {without_fields};\n"),
        false => format!("{about}export interface {name} {{\n{fields}}}\n"),
    }
}

fn input_field(field: &Field) -> String {
    let Field { name, label, help, rule, required, .. } = field;
    let optional = if *required { "" } else { "?" };
    let (label, help) = (label(Words::ENGLISH), help(Words::ENGLISH));
    let said = [format!("{label}: {help}"), rule.to_string()].into_iter().chain(meanings(rule));
    format!("{}  {}{optional}: {};\n", doc("  ", said), property(name), input_type(rule))
}

/// What each word of a choice means, as one list.
fn meanings(rule: &Rule) -> Vec<String> {
    match rule {
        Rule::OneOf(choices) => choices
            .iter()
            .map(|choice| format!("- `{}`: {}", choice.value, choice.told(Words::ENGLISH)))
            .collect(),
        Rule::List { item, .. } => meanings(item),
        Rule::Text { .. }
        | Rule::Whole { .. }
        | Rule::Decimal
        | Rule::Switch
        | Rule::Time(_)
        | Rule::Size(_) => Vec::new(),
    }
}

fn input_type(rule: &Rule) -> String {
    match rule {
        Rule::Text { .. } | Rule::Time(_) => "string".to_owned(),
        // What a program's numbers cannot hold is given as a text.
        Rule::Whole { .. } | Rule::Decimal => "number | string".to_owned(),
        Rule::Switch => "boolean".to_owned(),
        Rule::Size(_) => {
            let units = Unit::ALL.map(|unit| quoted(unit.sign())).join(" | ");
            format!("`${{number}} ${{{units}}}`")
        }
        Rule::OneOf(choices) => {
            choices.iter().map(|choice| quoted(choice.value)).collect::<Vec<_>>().join(" | ")
        }
        // One at least.
        Rule::List { item, .. } => {
            let item = input_type(item);
            format!("readonly [{item}, ...Array<{item}>]")
        }
    }
}

/// Adds an object of an answer to the types, after the objects that lie in it.
fn answer(name: &str, about: &str, fields: &[Answered], types: &mut Vec<String>) {
    let field = |field: &Answered| {
        let inner = free(format!("{name}{}", pascal(field.name, '_')), types);
        let kind = answer_type(&field.shape, &inner, field, types);
        format!("{}  {}?: {kind};\n", doc("  ", [field.meaning.to_owned()]), property(field.name))
    };
    let fields = fields.iter().map(field).collect();
    types.push(object(name, about, fields, NO_ANSWER));
}

/// A property's name, in quotes where it is no word.
fn property(name: &str) -> String {
    let is_word = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_word { name.to_owned() } else { format!("'{name}'") }
}

/// A name that no type has yet: `backups_links` and the `links` of `backups` would share one.
fn free(name: String, types: &[String]) -> String {
    let declared = format!("interface {name} ");
    if types.iter().any(|known| known.contains(&declared)) {
        free(format!("{name}Outer"), types)
    } else {
        name
    }
}

fn answer_type(shape: &Shape, name: &str, field: &Answered, types: &mut Vec<String>) -> String {
    match shape {
        Shape::Text | Shape::Link => "string".to_owned(),
        Shape::Number => "WrittenNumber".to_owned(),
        Shape::Time => "WrittenTime".to_owned(),
        Shape::Size(unit) => format!("WrittenSize<{}>", quoted(unit.sign())),
        Shape::Flag => "boolean".to_owned(),
        Shape::List(item) | Shape::OneOrMore(item) => {
            format!("{}[]", answer_type(item, name, field, types))
        }
        Shape::Object(_) => {
            answer(name, field.meaning, &field.inside(), types);
            name.to_owned()
        }
        Shape::Nothing => NO_ANSWER.to_owned(),
    }
}

/// What an operation does, what it sends, its limits, and where that is written.
fn about(description: &Description) -> impl Iterator<Item = String> {
    let Declaration { method, path, summary, permission, .. } = description.entry.declaration();
    let Document { limits, source, .. } = description.document;
    let limits = limits.iter().map(|limit| format!("- {}: {}", limit.subject, limit.text));
    let permission = permission.map(|permission| format!("- Permission: `{}`", permission.action));
    iter::once(summary(Words::ENGLISH).to_owned())
        .chain([format!("`{method} {path}`")])
        .chain(limits)
        .chain(permission)
        .chain([format!("@see [{}]({})", source.title, source.url)])
}

/// A doc comment, wrapped by words, its tags aside; a blank line before what begins a paragraph, a list or a tag.
fn doc(indent: &str, paragraphs: impl IntoIterator<Item = String>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in paragraphs {
        let in_list = paragraph.starts_with("- ") && lines.last().is_some_and(|line| line.starts_with("- "));
        if !lines.is_empty() && !in_list {
            lines.push(String::new());
        }
        let paragraph = paragraph.replace("*/", "*\\/");
        match paragraph.starts_with('@') {
            true => lines.push(paragraph),
            false => lines.extend(wrap(&paragraph, WIDTH - indent.len() - " * ".len())),
        }
    }
    match lines.as_slice() {
        [line] if indent.len() + line.len() + "/**  */".len() <= WIDTH => format!("{indent}/** {line} */\n"),
        lines => {
            let lines: String =
                lines.iter().map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n").collect();
            format!("{indent}/**\n{lines}{indent} */\n")
        }
    }
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.len() + 1 + word.len() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn quoted(word: &str) -> String {
    format!("'{word}'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use backup_model::answer::{AnswerField, Meaning};
    use backup_model::rule::Choice;

    #[test]
    fn every_operation_has_its_types_and_its_method() {
        let text = declarations();
        for description in DESCRIPTIONS {
            let Description { entry, document, .. } = description;
            let id = entry.id;
            let (name, method) = (type_name(entry.declaration()), camel(verb(entry.declaration())));
            for wanted in [
                format!("  | '{id}'"),
                format!("  '{id}': {{ input: {name}Input; answer: {name}Answer }};"),
                format!(" {name}Input "),
                format!(" {name}Answer "),
                format!("    {method}(input"),
                format!("Promise<Reply<'{id}'>>"),
                document.source.url.to_owned(),
            ] {
                assert!(text.contains(&wanted), "{wanted}");
            }
        }
    }

    #[test]
    fn no_type_is_declared_twice() {
        let text = declarations();
        let declared = text.lines().filter_map(|line| line.strip_prefix("export "));
        let mut names: Vec<_> =
            declared.map(|line| line.split([' ', '<']).nth(1).unwrap_or_default()).collect();
        names.sort_unstable();
        let twice: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn a_rule_becomes_the_narrowest_type() {
        const WORD: Choice = Choice { value: "open", label: |_| "Open", meaning: Some(|_| "It is open.") };
        const CHOICE: Rule = Rule::OneOf(&[WORD, Choice { value: "close", ..WORD }]);
        assert_eq!(input_type(&Rule::any_id()), "string");
        assert_eq!(input_type(&CHOICE), "'open' | 'close'");
        assert_eq!(
            input_type(&Rule::Size(Unit::Gigabytes)),
            "`${number} ${'B' | 'KB' | 'MB' | 'GB' | 'TB'}`"
        );
        assert_eq!(
            input_type(&Rule::List { item: &CHOICE, max: 3 }),
            "readonly ['open' | 'close', ...Array<'open' | 'close'>]"
        );
    }

    #[test]
    fn an_object_in_an_answer_is_a_type_of_its_own() {
        const FIELDS: &[AnswerField] = &[AnswerField { name: "id", shape: Shape::Text }];
        const OUTER: &[AnswerField] =
            &[AnswerField { name: "file_list", shape: Shape::OneOrMore(&Shape::Object(FIELDS)) }];
        const MEANINGS: &[Meaning] =
            &[Meaning { text: "The files.", inside: &[Meaning { text: "Its ID.", inside: &[] }] }];
        let mut types = Vec::new();
        answer("XAnswer", "All.", &Answered::all(OUTER, MEANINGS), &mut types);
        let inner =
            "/** The files. */\nexport interface XAnswerFileList {\n  /** Its ID. */\n  id?: string;\n}\n";
        let outer = "/** All. */\nexport interface XAnswer {\n  /** The files. */\n  file_list?: XAnswerFileList[];\n}\n";
        assert_eq!(types, [inner, outer]);
    }

    #[test]
    fn a_comment_cannot_be_ended_by_what_it_says() {
        assert_eq!(doc("", ["a */ b".to_owned()]), "/** a *\\/ b */\n");
    }

    #[test]
    fn long_comments_are_wrapped_and_lists_stay_together() {
        let long = "word ".repeat(40);
        let text = doc("  ", [long, "- one".to_owned(), "- two".to_owned()]);
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
        assert!(text.ends_with("   *\n   * - one\n   * - two\n   */\n"), "{text}");
    }
}
