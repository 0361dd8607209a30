//! What the README tells portals is what there is.

mod in_chinese;

use std::collections::BTreeSet;

const README: &str = include_str!("../../README.md");
const DECLARATIONS: &str = include_str!("../../www/backup-console.d.ts");
const STYLE: &str = include_str!("../../src/console/src/front.css");

/// The part of the README below a heading.
fn section(heading: &str) -> &'static str {
    let (_, rest) = README.split_once(&format!("\n{heading}\n")).unwrap();
    let depth = heading.split(' ').next().unwrap();
    rest.split(&format!("\n{depth} ")).next().unwrap()
}

/// What stands between backticks.
fn quoted(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The names that an interface declares.
fn declared(interface: &str, mark: &str) -> Vec<&'static str> {
    let (_, rest) = DECLARATIONS.split_once(&format!("export interface {interface} ")).unwrap();
    let body = rest.split("\n}").next().unwrap();
    body.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(mark)).map(|(name, _)| name).collect()
}

#[test]
fn every_setting_and_every_event_is_told() {
    let told = quoted(section("## Embed"));
    let settings = declared("ConnectionSettings", "?:")
        .into_iter()
        .chain(declared("ConsoleSettings extends ConnectionSettings", "?:"));
    // What the build and the emulated cloud set is nobody else's.
    for setting in settings.filter(|name| !["emulated", "standalone"].contains(name)) {
        assert!(told.contains(setting), "{setting}");
    }
    for event in declared("BackupConsoleEventMap", "':") {
        assert!(told.contains(event.trim_start_matches('\'')), "{event}");
    }
}

#[test]
fn every_custom_property_is_told_and_none_that_is_not_there() {
    const PREFIX: &str = "--backup-console-";
    let is_name = |c: char| c.is_ascii_lowercase() || c == '-';
    let names = STYLE.split(PREFIX).skip(1).map(|rest| rest.split(|c| !is_name(c)).next().unwrap());
    let there: BTreeSet<&str> = names.filter(|name| !name.is_empty()).collect();
    let table = section("### Style").split("|---|---|").nth(1).unwrap().split("\n\n").next().unwrap();
    assert_eq!(quoted(table), there);
}

/// The keys of operations, fields, lists and jobs, and the words for kinds and places, as the description has them.
#[test]
fn a_description_is_declared_for_typescript() {
    for description in backup_model::operations::DESCRIPTIONS {
        let json = serde_json::to_value(description).unwrap();
        keys_are_declared(&json, "OperationDescription");
        json["fields"]
            .as_array()
            .unwrap()
            .iter()
            .for_each(|field| keys_are_declared(field, "FieldDescription"));
        json["answer"].as_array().unwrap().iter().for_each(|field| keys_are_declared(field, "AnswerField"));
        keys_are_declared(&json["list"], "ListDescription");
        keys_are_declared(&json["job"], "JobDescription");
        let mut words = BTreeSet::new();
        collect_words(&json, &mut words);
        for word in words {
            assert!(DECLARATIONS.contains(&format!("'{word}'")), "{word}");
        }
    }
}

fn keys_are_declared(json: &serde_json::Value, interface: &str) {
    let declared = declared(interface, ": ");
    for name in json.as_object().into_iter().flat_map(|object| object.keys()) {
        assert!(declared.contains(&name.as_str()), "{interface} lacks {name}");
    }
}

fn collect_words(json: &serde_json::Value, words: &mut BTreeSet<String>) {
    for name in ["kind", "place", "style"] {
        words.extend(json.get(name).and_then(|word| word.as_str()).map(str::to_owned));
    }
    let inner = json.as_object().into_iter().flat_map(|object| object.values());
    inner.chain(json.as_array().into_iter().flatten()).for_each(|value| collect_words(value, words));
}
