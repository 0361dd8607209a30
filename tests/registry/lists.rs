//! Lists as they are typed and pasted.

use backup_model::{rule::Violation, rule::split_list};
use serde_json::{Value as Json, json};

use crate::fixture::{self, draft};

const FIRST: &str = "722513ed0a324dadaabe5b2d0fe848c9";
const SECOND: &str = "722513ed0a324dadaabe5b2d0fe84919";

/// The projects that a sharing is sent with, or what is wrong with the list.
fn targets(text: &str) -> Result<Json, Violation> {
    let fields = draft([("backup_id", "b"), ("to_project_ids", text)]);
    let plan = fixture::entry("vbs/share-backup").plan(&fields, fixture::PROJECT, fixture::endpoint());
    let body: Json = match plan {
        Ok(plan) => serde_json::from_str(&plan.request.body.unwrap()).unwrap(),
        Err(mut invalid) => return Err(invalid.remove(0).violation),
    };
    Ok(body["shared"]["to_project_ids"].clone())
}

#[test]
fn items_are_separated_by_lines_commas_semicolons_or_spaces() {
    for separator in ["\n", "\r\n", ",", ", ", ";", " ", "\t", "\n\n\n", " ,\n; "] {
        let text = format!("{separator}{FIRST}{separator}{SECOND}{separator}");
        assert_eq!(targets(&text), Ok(json!([FIRST, SECOND])), "{separator:?}");
    }
}

#[test]
fn an_item_that_is_given_twice_is_sent_once() {
    assert_eq!(targets(&format!("{FIRST}\n{SECOND}\n{FIRST}")), Ok(json!([FIRST, SECOND])));
    assert_eq!(split_list("b a b c a"), ["b", "a", "c"]);
}

#[test]
fn a_wrong_item_is_named_by_its_place() {
    let violation = targets(&format!("{FIRST}\na/b")).unwrap_err();
    assert_eq!(violation.to_string(), "Item 2: Character 2 is '/'.");
    let violation = targets(&"a".repeat(65)).unwrap_err();
    assert_eq!(violation.to_string(), "Item 1: This has 65 characters.");
}

#[test]
fn a_list_has_an_end() {
    let items = |count: usize| (0..count).map(|i| format!("p{i}")).collect::<Vec<_>>().join("\n");
    assert_eq!(targets(&items(100)).unwrap().as_array().unwrap().len(), 100);
    assert_eq!(targets(&items(101)), Err(Violation::TooMany(101)));
}

/// Looking each item up in all the others would take minutes here.
#[test]
fn a_pasted_megabyte_of_items_is_refused() {
    let count = 150_000;
    let pasted: String = (0..count).map(|i| format!("{i}\n")).collect();
    assert!(pasted.len() > 900_000);
    assert_eq!(targets(&pasted), Err(Violation::TooMany(count)));
    let one = "a".repeat(1 << 20);
    let too_long = Violation::Item { position: 1, cause: Box::new(Violation::Length(1 << 20)) };
    assert_eq!(targets(&one), Err(too_long));
}
