//! Files transcribed from the outside, and the operations that they are about.

use std::{collections::BTreeSet, fs, path::PathBuf};

use backup_model::{
    catalogue::Entry, description::Description, draft::Draft, endpoint::Endpoint, operation::Scope,
};
use serde::de::DeserializeOwned;

/// A project that every operation takes.
pub const PROJECT: &str = "0483b6b16e954cb88930a360d2c4e663";

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

pub fn exists(name: &str) -> bool {
    path(name).exists()
}

pub fn text(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("write tests/fixtures/{name}: {error}"))
}

pub fn json<T: DeserializeOwned>(name: &str) -> T {
    serde_json::from_str(&text(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The names in a folder, up to their first dot.
pub fn names(folder: &str) -> BTreeSet<String> {
    fs::read_dir(path(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| name.split('.').next().unwrap().to_owned())
        .collect()
}

/// The name of an operation in a file's name.
pub fn file_name(entry: &Entry) -> String {
    entry.id.replace('/', "-")
}

pub fn entry(id: &str) -> &'static Entry {
    Entry::find(id).unwrap_or_else(|| panic!("there is no operation {id}"))
}

/// All that is said of an operation.
pub fn described(entry: &Entry) -> &'static Description {
    Description::find(entry.id).unwrap_or_else(|| panic!("no description of {}", entry.id))
}

pub fn draft<const N: usize>(fields: [(&str, &str); N]) -> Draft {
    fields.into_iter().collect()
}

pub fn endpoint() -> Endpoint {
    "https://cloud.example".parse().unwrap()
}

pub fn scope() -> Scope {
    Scope { region: "ap-southeast-1".to_owned(), project: Some(PROJECT.parse().unwrap()) }
}
