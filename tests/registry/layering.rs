//! The crates depend on each other only downwards, the rooms of the console likewise, and an operation is one file.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use backup_model::operations::CATALOGUE;
use serde_json::Value as Json;

/// What each crate may depend on, for building and for its own tests alike. `None`: on anything.
const ARROWS: &[(&str, Option<&[&str]>)] = &[
    ("backup-words", Some(&[])),
    ("backup-model", Some(&["backup-words"])),
    ("backup-signer", Some(&["backup-words"])),
    ("backup-gateway", Some(&[])),
    ("backup-client", Some(&["backup-model", "backup-signer", "backup-words"])),
    ("backup-console", Some(&["backup-client", "backup-model", "backup-signer", "backup-words"])),
    ("backup-sandbox", Some(&["backup-gateway", "backup-model", "backup-signer", "backup-words"])),
    ("backup-tests", None),
    ("xtask", None),
];

/// The rooms of the console, each with its folder: one may use those before it and no other.
const ROOMS: &[&str] = &[
    "language",
    "ui",
    "network",
    "version",
    "documents",
    "storage",
    "settings",
    "portal",
    "session",
    "route",
    "navigation",
    "texts",
    "calls",
    "fates",
    "overview",
    "desks",
    "life",
    "notification",
    "form",
    "preview",
    "confirmation",
    "deletion",
    "downloads",
    "shares",
    "result",
    "connection_panel",
    "welcome",
    "palette",
    "pages",
    "shell",
    "front",
    "app",
    "later",
    "door",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every crate of the workspace, with those of the workspace that it depends on.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Json = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let name = |json: &Json| json["name"].as_str().unwrap().to_owned();
    let ours: BTreeSet<String> = packages.iter().map(name).collect();
    let depends = |package: &Json| {
        let all = package["dependencies"].as_array().unwrap().iter().map(name);
        all.filter(|dependency| ours.contains(dependency)).collect()
    };
    packages.iter().map(|package| (name(package), depends(package))).collect()
}

#[test]
fn arrows_point_downwards() {
    let found = dependencies();
    let known: BTreeSet<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    assert_eq!(found.keys().map(String::as_str).collect::<BTreeSet<_>>(), known);
    for (name, allowed) in ARROWS {
        let Some(allowed) = allowed else { continue };
        for dependency in &found[*name] {
            assert!(allowed.contains(&dependency.as_str()), "{name} must not depend on {dependency}");
        }
    }
}

/// The rooms that a source uses: what stands behind `crate::`, alone or first in a group's lines.
fn rooms_used(source: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for rest in source.split("crate::").skip(1) {
        let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let Some(group) = rest.strip_prefix('{') else {
            used.insert(name(rest));
            continue;
        };
        let mut depth = 0_usize;
        let mut starts = true;
        for (index, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => starts = true,
                c if starts && c.is_alphabetic() => {
                    used.insert(name(&group[index..]));
                    starts = false;
                }
                _ => {}
            }
        }
    }
    used
}

#[test]
fn a_room_of_the_console_uses_only_those_before_it() {
    let folder = root().join("src/console/src");
    let place = |room: &str| ROOMS.iter().position(|known| *known == room);
    for path in rust_files(&folder) {
        let room = path.split(['/', '.']).next().unwrap();
        if room == "lib" {
            continue;
        }
        let own = place(room).unwrap_or_else(|| panic!("{path}: where among the rooms is {room}?"));
        let source = fs::read_to_string(folder.join(&path)).unwrap();
        // By so many steps upwards a file would leave its room unseen.
        let out = "super::".repeat(path.split('/').count());
        let (product, _) = source.split_once("#[cfg(test)]").unwrap_or((&source, ""));
        assert!(!product.contains(&out), "{path} leaves {room} by {out}: write crate::");
        for used in rooms_used(&source) {
            let other = place(&used).unwrap_or_else(|| panic!("{path}: where among the rooms is {used}?"));
            assert!(other <= own, "{path}: {room} must not use {used}, which comes after it");
        }
    }
}

#[test]
fn the_layout_that_is_told_is_that_of_the_rooms() {
    let told = fs::read_to_string(root().join("README.md")).unwrap();
    let words: Vec<&str> = told.split([' ', '\n', ':']).filter(|word| !word.is_empty()).collect();
    let listed = ROOMS.join(" · ");
    assert!(words.join(" ").contains(&listed), "README.md lists the rooms as: {listed}");
}

#[test]
fn every_use_of_a_room_is_seen() {
    let source = "use crate::{\n    calls::{Call, End},\n    ui,\n};\nfn f() { crate::texts::short(\"\") }";
    assert_eq!(rooms_used(source), ["calls", "texts", "ui"].map(str::to_owned).into());
}

/// Every Rust file below a folder, by its path from there.
fn rust_files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(current).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let path = path.strip_prefix(folder).unwrap();
                found.insert(path.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found
}

#[test]
fn an_operation_is_one_file_named_by_its_id() {
    let folder = root().join("src/model/src/operations");
    let mut expected = BTreeSet::new();
    for entry in CATALOGUE {
        let (service, verb) = entry.id.split_once('/').unwrap();
        assert_eq!(service, entry.service.key());
        expected.insert(format!("{service}.rs"));
        expected.insert(format!("{service}/{}.rs", verb.replace('-', "_")));
    }
    assert_eq!(rust_files(&folder), expected);
}

#[test]
fn an_operation_opens_with_its_request_line() {
    for entry in CATALOGUE {
        let name = entry.id.replace('-', "_");
        let source = fs::read_to_string(root().join(format!("src/model/src/operations/{name}.rs"))).unwrap();
        let line = format!("//! `{} {}`", entry.declaration().method, entry.declaration().path);
        assert_eq!(source.lines().next(), Some(line.as_str()));
    }
}

#[test]
fn modules_are_named_by_their_files() {
    let named_mod = |path: &String| path.ends_with("/mod.rs") || path == "mod.rs";
    for folder in ["src", "tests"] {
        let files = rust_files(&root().join(folder));
        let found: Vec<_> = files.iter().filter(|path| named_mod(path)).collect();
        assert!(found.is_empty(), "{found:?}");
    }
}

#[test]
fn every_id_is_used_once() {
    let ids: BTreeSet<&str> = CATALOGUE.iter().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), CATALOGUE.len());
}
