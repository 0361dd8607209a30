//! What cargo knows about the crates of the workspace.

use crate::error::Error;
use crate::process::output;
use crate::project;
use serde_json::Value;
use std::path::PathBuf;

/// The answer of `cargo metadata`.
pub(crate) struct Workspace(Value);

impl Workspace {
    /// Asks cargo.
    pub(crate) fn read() -> Result<Self, Error> {
        let mut question = project::command("cargo");
        question.args(["metadata", "--no-deps", "--format-version", "1"]);
        serde_json::from_slice(&output(&mut question)?).map(Self).map_err(Error::Metadata)
    }

    /// The test targets of all packages.
    pub(crate) fn tests(&self) -> Vec<String> {
        let targets = self.packages().flat_map(|package| items(&package["targets"]));
        targets.filter(|target| target["kind"][0] == "test").filter_map(name).collect()
    }

    /// Where cargo puts what it builds.
    pub(crate) fn target_folder(&self) -> PathBuf {
        self.0["target_directory"].as_str().map_or_else(|| project::root().join("target"), PathBuf::from)
    }

    /// The packages that depend on another directly, be it only for their tests.
    pub(crate) fn using(&self, dependency: &str) -> Vec<String> {
        let users = self.packages().filter(|package| {
            items(&package["dependencies"]).any(|candidate| candidate["name"] == dependency)
        });
        users.filter_map(name).collect()
    }

    fn packages(&self) -> impl Iterator<Item = &Value> {
        items(&self.0["packages"])
    }
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn name(thing: &Value) -> Option<String> {
    thing["name"].as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn tests_and_users_by_name() {
        let workspace = Workspace(json!({ "packages": [
            { "name": "a", "dependencies": [{ "name": "wasm-bindgen-test", "kind": "dev" }], "targets": [] },
            { "name": "b", "dependencies": [], "targets": [
                { "name": "b", "kind": ["lib"] },
                { "name": "browser", "kind": ["test"] },
            ] },
        ] }));
        assert_eq!(workspace.tests(), ["browser"]);
        assert_eq!(workspace.using("wasm-bindgen-test"), ["a"]);
    }
}
