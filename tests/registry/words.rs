//! What people are told is declared, as the build reads it, and each translation is whole.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use backup_model::description::retold;
use backup_words::{Words, table::Table};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn table() -> Table {
    Table::of_workspace(root()).unwrap_or_else(|fault| panic!("{fault}"))
}

#[test]
fn every_declaration_is_read_by_the_build() {
    let table = table();
    let menu = table.section("console::shell::menu::text").expect("the menu's texts");
    assert!(menu.texts.iter().any(|text| text.key == "calls" && text.english == ["Calls"]));
}

#[test]
fn no_text_is_empty_or_has_blanks_at_its_ends() {
    for section in table().sections() {
        for text in &section.texts {
            for form in &text.english {
                assert!(!form.is_empty() && form.trim() == form, "{}::{}: {form:?}", section.path, text.key);
            }
        }
    }
}

#[test]
fn translations_are_whole() {
    let table = table();
    for entry in fs::read_dir(root().join("src/words/languages")).unwrap() {
        let path = entry.unwrap().path();
        let tag = path.file_stem().unwrap().to_str().unwrap();
        let file = table.translated(tag, &fs::read_to_string(&path).unwrap());
        assert!(file.is_ok(), "{tag}: {}", file.unwrap_err());
    }
}

#[test]
fn translations_of_what_documents_say_are_whole() {
    let mut said = BTreeSet::new();
    let mut collect = |text: &str| {
        said.insert(text.to_owned());
        text.to_owned()
    };
    retold(Words::ENGLISH, &mut collect).unwrap();
    for entry in fs::read_dir(root().join("src/words/documents")).unwrap() {
        let translation = fs::read_to_string(entry.unwrap().path()).unwrap();
        let texts: BTreeMap<String, String> = serde_json::from_str(&translation).unwrap();
        let translated: BTreeSet<_> = texts.into_keys().collect();
        let different: Vec<_> = translated.symmetric_difference(&said).collect();
        assert!(different.is_empty(), "{different:#?}");
    }
}
