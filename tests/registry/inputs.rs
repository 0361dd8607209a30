//! What a person may type, and what must come of it before any request.

use backup_model::{
    catalogue::Plan,
    draft::Draft,
    operation::{Invalid, PROJECT},
    operations::CATALOGUE,
    rule::{Origin, Rule, Violation},
    value::Widget,
};
use backup_tests::{cases, tried};
use proptest::prelude::*;

use crate::fixture::{self, draft};

const AUTHORIZE: &str = "gaussdb/authorize-download";
const BUCKETS: &str = "dbss/list-buckets";
const SHARE: &str = "vbs/share-backup";
const POLICY: &str = "dds/set-download-policy";
const DELETE: &str = "geminidb/delete-backup";

/// What no path may be changed by: separators, dots, escapes, and all that a URL or a terminal reads.
const HOSTILE: &[&str] = &[
    ".",
    "..",
    "../../v3/other/backups/x",
    "a/b",
    "a\\b",
    "a?b",
    "a#b",
    "a%b",
    "%2e%2e%2f",
    "a;b",
    "a b",
    "a:b@c",
    "a\nb",
    "a\0b",
    "é",
    "１２",
    "<img src=x onerror=alert(1)>",
    "$(id)",
    "\u{202e}gpj.exe",
    "0483b6b1\u{200b}6e954cb88930a360d2c4e663",
    "0483b6b1\u{feff}6e954cb88930a360d2c4e663",
];

fn plan(id: &str, fields: &Draft, project: &str) -> Result<Plan, Vec<Invalid>> {
    fixture::entry(id).plan(fields, project, fixture::endpoint())
}

/// The one thing that is wrong with a project.
fn wrong_project(id: &str, project: &str) -> Violation {
    let fields = fixture::entry(id).example();
    let mut invalid = plan(id, &fields, project).unwrap_err();
    assert_eq!(invalid.len(), 1);
    assert_eq!(invalid[0].field, PROJECT);
    invalid.remove(0).violation
}

/// The one thing that is wrong with a field.
fn wrong_field(id: &str, field: &str, text: &str) -> Invalid {
    let mut fields = fixture::entry(id).example();
    fields.set(field, text);
    let mut invalid = plan(id, &fields, fixture::PROJECT).unwrap_err();
    assert_eq!(invalid.len(), 1);
    assert_eq!(invalid[0].field, field);
    invalid.remove(0)
}

fn takes_project(id: &str, project: &str) {
    let fields = fixture::entry(id).example();
    assert_eq!(plan(id, &fields, project).unwrap().project.unwrap().as_str(), project);
}

#[test]
fn white_space_alone_is_nothing() {
    for entry in CATALOGUE {
        for nothing in ["", "   ", "\t\r\n", "\u{a0}\u{3000}"] {
            if entry.acts_in_a_project() {
                assert_eq!(wrong_project(entry.id, nothing), Violation::Missing);
            }
            for field in entry.fields.iter().filter(|field| field.required) {
                let invalid = wrong_field(entry.id, field.name, nothing);
                assert_eq!(invalid.violation, Violation::Missing);
            }
            for field in entry.fields.iter().filter(|field| !field.required) {
                let mut fields = entry.example();
                fields.set(field.name, nothing);
                let request = plan(entry.id, &fields, fixture::PROJECT).unwrap().request;
                assert!(!request.url().contains(&format!("{}=", field.name)), "{}", request.url());
            }
        }
    }
}

#[test]
fn white_space_around_a_value_is_dropped() {
    for entry in CATALOGUE {
        let padded: Draft =
            entry.example().iter().map(|(name, text)| (name.to_owned(), format!(" \t{text}\r\n"))).collect();
        let project = format!("\u{a0}{}\n", fixture::PROJECT);
        let clean = plan(entry.id, &entry.example(), fixture::PROJECT);
        assert_eq!(plan(entry.id, &padded, &project), clean);
    }
}

#[test]
fn everything_wrong_is_told_at_once_the_project_first() {
    let fields = draft([("backup_id", "a/b"), ("to_project_ids", " , ;\n")]);
    let invalid = plan(SHARE, &fields, "..").unwrap_err();
    let names: Vec<&str> = invalid.iter().map(|it| it.field).collect();
    assert_eq!(names, [PROJECT, "backup_id", "to_project_ids"]);
    let said: Vec<String> = invalid.iter().map(ToString::to_string).collect();
    assert!(said[0].starts_with("Character 1 is '.'."), "{said:?}");
    assert!(said[1].starts_with("Character 2 is '/'."), "{said:?}");
    assert!(said[2].starts_with("Nothing is given. 1 to 100 items."), "{said:?}");
}

#[test]
fn an_authorization_takes_projects_of_32_letters_and_digits() {
    assert_eq!(wrong_project(AUTHORIZE, "0483b6b16e954cb88930a360d2c4e66"), Violation::Length(31));
    assert_eq!(wrong_project(AUTHORIZE, "0483b6b16e954cb88930a360d2c4e663a"), Violation::Length(33));
    let hyphen = Violation::Character { found: '-', position: 9 };
    assert_eq!(wrong_project(AUTHORIZE, "0483b6b1-e954cb88930a360d2c4e663"), hyphen);
    takes_project(AUTHORIZE, "0483b6b16e954cb88930a360d2c4e663");
    takes_project(AUTHORIZE, "0483B6B16E954CB88930A360D2C4E66z");
}

#[test]
fn buckets_are_listed_for_projects_of_32_to_64_characters() {
    assert_eq!(wrong_project(BUCKETS, &"a".repeat(31)), Violation::Length(31));
    assert_eq!(wrong_project(BUCKETS, &"a".repeat(65)), Violation::Length(65));
    for length in [32, 33, 63, 64] {
        takes_project(BUCKETS, &"a".repeat(length));
    }
}

#[test]
fn other_projects_are_of_1_to_64_characters_by_our_own_rule() {
    for id in [SHARE, POLICY, DELETE] {
        assert_eq!(wrong_project(id, &"a".repeat(65)), Violation::Length(65));
        for project in ["a", "eu-de_project-1", &"a".repeat(64)] {
            takes_project(id, project);
        }
        let rule = fixture::entry(id).project.unwrap();
        assert!(matches!(rule, Rule::Text { origin: Origin::Ours, .. }), "{rule}");
        // Who made a rule is nothing to the person who fills in a form.
        assert_eq!(rule.to_string(), "1 to 64 letters, digits, - and _.");
    }
}

#[test]
fn a_hyphenated_uuid_is_no_backup_of_an_authorization() {
    let invalid = wrong_field(AUTHORIZE, "backup_id", "066b1e37-9305-4057-97e5-2e99b21fc71d");
    assert_eq!(invalid.violation, Violation::Character { found: '-', position: 9 });
    assert_eq!(invalid.to_string(), "Character 9 is '-'. Exactly 36 letters and digits.");
    for length in [32, 35, 37] {
        let invalid = wrong_field(AUTHORIZE, "backup_id", &"a".repeat(length));
        assert_eq!(invalid.violation, Violation::Length(length));
    }
    let fields = draft([("backup_id", "e28d08754b1a490fb2b3540ed013a7fbbr14")]);
    assert!(plan(AUTHORIZE, &fields, fixture::PROJECT).is_ok());
}

#[test]
fn a_hyphenated_uuid_is_a_backup_of_the_others() {
    for id in [SHARE, DELETE] {
        let mut fields = fixture::entry(id).example();
        fields.set("backup_id", "066b1e37-9305-4057-97e5-2e99b21fc71d");
        assert!(plan(id, &fields, fixture::PROJECT).is_ok());
    }
}

#[test]
fn a_switch_takes_its_two_words_as_they_are_spelled() {
    for word in ["Open", "CLOSE", "true", "open,close"] {
        let invalid = wrong_field(POLICY, "action", word);
        assert_eq!(invalid.violation, Violation::NotListed);
        assert_eq!(invalid.to_string(), "This is none of the choices. One of these: close, open.");
    }
}

#[test]
fn what_could_change_a_path_is_refused_everywhere() {
    for entry in CATALOGUE {
        for hostile in HOSTILE {
            if entry.acts_in_a_project() {
                let violation = wrong_project(entry.id, hostile);
                assert!(matches!(violation, Violation::Character { .. }), "{hostile:?}: {violation:?}");
            }
            // A list is split at some of these, and stands in no path.
            for field in entry.fields.iter().filter(|field| field.widget != Widget::Lines) {
                let violation = wrong_field(entry.id, field.name, hostile).violation;
                let refused = matches!(
                    violation,
                    Violation::Character { .. }
                        | Violation::NotListed
                        | Violation::NoNumber
                        | Violation::NoTime
                );
                assert!(refused, "{hostile:?}: {violation:?}");
            }
        }
    }
}

#[test]
fn characters_that_hide_or_reorder_are_named_and_not_shown() {
    for (hidden, name) in
        [('\u{200b}', "U+200B"), ('\u{202e}', "U+202E"), ('\u{feff}', "U+FEFF"), ('\0', "U+0000")]
    {
        let said = wrong_field(DELETE, "backup_id", &format!("a{hidden}b")).to_string();
        assert!(said.contains(&format!("Character 2 is {name}")), "{said}");
        assert!(!said.contains(hidden));
    }
}

#[test]
fn a_pasted_megabyte_is_refused_by_its_length() {
    let megabyte = "a".repeat(1 << 20);
    for entry in CATALOGUE {
        let id = entry.id;
        if entry.acts_in_a_project() {
            assert_eq!(wrong_project(id, &megabyte), Violation::Length(1 << 20));
        }
        for field in entry.fields.iter().filter(|field| field.name == "backup_id") {
            assert_eq!(wrong_field(id, field.name, &megabyte).violation, Violation::Length(1 << 20));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(256), failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is typed is refused, or stays between the separators of the path.
    #[test]
    fn no_text_changes_a_path(text in texts(), project in texts()) {
        for entry in CATALOGUE {
            let fields: Draft = entry.fields.iter().map(|field| (field.name, text.clone())).collect();
            let preview = entry.preview_path(&fields, &project);
            prop_assert!(keeps_to(entry.declaration().path, &preview, "{}"), "{preview}");
            if let Ok(plan) = plan(entry.id, &fields, &project) {
                let path = plan.request.path;
                prop_assert!(keeps_to(entry.declaration().path, &path, ""), "{path}");
                prop_assert_eq!(path, preview);
            }
        }
        tried("inputs", CATALOGUE.len());
    }

    /// The same with one field arbitrary and the rest right, so that more of it is taken.
    #[test]
    fn no_backup_changes_a_path(text in texts()) {
        for id in [AUTHORIZE, DELETE] {
            let path = fixture::entry(id).declaration().path;
            if let Ok(plan) = plan(id, &draft([("backup_id", text.as_str())]), fixture::PROJECT) {
                prop_assert!(keeps_to(path, &plan.request.path, ""), "{}", plan.request.path);
                prop_assert!(plan.request.path.contains(text.trim()));
            }
        }
    }
}

/// Any text, and often one that is nearly right.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,70}",
        "[a-zA-Z0-9_-]{1,64}",
        "[a-z0-9]{32}",
        "[a-z0-9]{36}",
        "[a-z0-9./%?#]{32}"
    ]
}

/// Whether a path has the separators of its template and otherwise only what an id may hold.
fn keeps_to(template: &str, path: &str, also: &str) -> bool {
    let separators = |path: &str| path.matches('/').count();
    let allowed = |c: char| c.is_ascii_alphanumeric() || "/-_".contains(c) || also.contains(c);
    // A version may have a dot: `v3.2`.
    let own = template.split('/').find(|part| part.contains('.')).unwrap_or_default();
    let rest = path.strip_prefix('/').and_then(|path| path.strip_prefix(own)).unwrap_or(path);
    separators(template) == separators(path) && rest.chars().all(allowed)
}
