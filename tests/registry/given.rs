//! Inputs as programs give them.

use backup_model::{
    draft::Draft,
    given::{
        Given::{self, List, Other, Text},
        Values, Wrong,
    },
    operation::PROJECT,
    operations::CATALOGUE,
    rule::{Rule, Violation},
};
use serde_json::json;

use crate::fixture;

const AUTHORIZE: &str = "gaussdb/authorize-download";
const SHARE: &str = "vbs/share-backup";
const POLICY: &str = "dds/set-download-policy";

fn fill<const N: usize>(id: &str, input: [(&str, Given); N], project: &str) -> Result<Draft, Vec<Wrong>> {
    fixture::entry(id).fill(input.map(|(name, given)| (name.to_owned(), given)), project)
}

fn list(items: &[&str]) -> Given {
    List(items.iter().map(|&item| Text(item.to_owned())).collect())
}

/// What is said of each wrong field.
fn said(wrong: &[Wrong]) -> Vec<(&str, String)> {
    wrong.iter().map(|wrong| (wrong.field(), wrong.to_string())).collect()
}

/// What is wrong with the targets of a sharing.
fn wrong_targets(targets: Given) -> Wrong {
    let input = [("backup_id", Text("b".to_owned())), ("to_project_ids", targets)];
    let mut wrong = fill(SHARE, input, fixture::PROJECT).unwrap_err();
    assert_eq!(wrong.len(), 1);
    assert_eq!(wrong[0].field(), "to_project_ids");
    wrong.remove(0)
}

#[test]
fn an_input_makes_the_call_that_its_form_makes() {
    for entry in CATALOGUE {
        let example = entry.example();
        let told = entry.fields.iter().filter(|field| field.required || !example.get(field.name).is_empty());
        let given = told.map(|field| {
            let text = example.get(field.name);
            let given = match field.rule {
                Rule::List { .. } => list(&text.lines().collect::<Vec<_>>()),
                _ => Text(text.to_owned()),
            };
            (field.name.to_owned(), given)
        });
        let filled = entry.fill(given, fixture::PROJECT).unwrap();
        let plan = |draft| entry.plan(draft, fixture::PROJECT, fixture::endpoint());
        assert_eq!(plan(&filled), plan(&example));
        assert!(plan(&filled).is_ok());
    }
}

#[test]
fn an_item_is_one_item_whatever_it_holds() {
    for separator in [",", ";", " ", "\n", "\t", "\u{a0}", "\u{2028}"] {
        let wrong = wrong_targets(list(&["a", &format!("b{separator}c")]));
        let Wrong::Invalid(invalid) = wrong else { panic!("{wrong:?}") };
        let found = separator.chars().next().unwrap();
        let cause = Box::new(Violation::Character { found, position: 2 });
        assert_eq!(invalid.violation, Violation::Item { position: 2, cause });
    }
}

#[test]
fn an_empty_item_is_wrong_and_an_empty_list_is_missing() {
    assert!(wrong_targets(list(&["a", " "])).to_string().starts_with("Item 2: Nothing is given."));
    assert!(wrong_targets(list(&[])).to_string().starts_with("Nothing is given. 1 to 100 items."));
}

#[test]
fn a_list_has_an_end_and_each_item_once() {
    let many = |count: usize| (0..count).map(|i| Text(format!("p{i}"))).collect::<Vec<_>>();
    assert!(wrong_targets(List(many(101))).to_string().starts_with("These are 101, which is too many."));
    let twice = [("backup_id", Text("b".to_owned())), ("to_project_ids", list(&["p", "q", "p"]))];
    let draft = fill(SHARE, twice, fixture::PROJECT).unwrap();
    let values = Values { fields: fixture::entry(SHARE).fields, draft: &draft };
    let expected = json!({ "backup_id": "b", "to_project_ids": ["p", "q"] });
    assert_eq!(serde_json::to_value(values).unwrap(), expected);
}

#[test]
fn values_of_another_kind_are_refused() {
    assert_eq!(wrong_targets(Text("a".to_owned())), Wrong::NoList("to_project_ids"));
    assert_eq!(wrong_targets(Other), Wrong::NoList("to_project_ids"));
    for given in [list(&["open"]), Other] {
        let wrong = fill(POLICY, [("action", given)], fixture::PROJECT).unwrap_err();
        assert_eq!(wrong, [Wrong::NoText("action")]);
    }
}

#[test]
fn everything_wrong_is_told_at_once() {
    let input = [("backup_id", Other), ("force", Text("yes".to_owned()))];
    let wrong = fill(SHARE, input, "..").unwrap_err();
    let said = said(&wrong);
    let fields: Vec<&str> = said.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, ["backup_id", "force", PROJECT, "to_project_ids"]);
    assert_eq!(said[0].1, "This takes a string.");
    assert_eq!(said[1].1, "This is no field of the operation.");
    assert!(said[2].1.starts_with("Character 1 is '.'."), "{said:?}");
    assert!(said[3].1.starts_with("Nothing is given. 1 to 100 items."), "{said:?}");
}

#[test]
fn the_rules_are_those_of_the_form() {
    let hyphens = Text("066b1e37-9305-4057-97e5-2e99b21fc71d".to_owned());
    let wrong = fill(AUTHORIZE, [("backup_id", hyphens)], "x").unwrap_err();
    let mut form = Draft::default();
    form.set("backup_id", "066b1e37-9305-4057-97e5-2e99b21fc71d");
    let of_form = fixture::entry(AUTHORIZE).check(&form, "x");
    assert_eq!(of_form.len(), 2);
    assert_eq!(wrong, of_form.into_iter().map(Wrong::Invalid).collect::<Vec<_>>());
}
