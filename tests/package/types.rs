use std::fs;

use crate::node;

const REFUSED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/portal/types/refused");

/// Every line under `types/refused` that must not compile is marked, and a mark over a line that compiles is an error.
#[test]
fn right_uses_compile_and_wrong_ones_do_not() {
    let Some(project) = node::project("the types") else { return };
    node::run(project, "typescript/bin/tsc", &["--project", "."]);
    // As Node.js itself and older bundlers look for modules.
    node::run(
        project,
        "typescript/bin/tsc",
        &["--project", ".", "--module", "nodenext", "--moduleResolution", "nodenext"],
    );
}

#[test]
fn each_mark_says_what_is_wrong() {
    let files =
        fs::read_dir(REFUSED).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let texts: Vec<_> = files.collect();
    let marks =
        texts.iter().flat_map(|text| text.lines()).filter_map(|line| line.split_once("@ts-expect-error"));
    let mut count = 0;
    for (_, reason) in marks {
        assert!(reason.trim().ends_with('.'), "{reason}");
        count += 1;
    }
    assert!(count > 40, "{count}");
}
