//! The bills of materials tell what the lock file and cargo say of what is shipped.

use std::{collections::BTreeSet, fs, process::Command};

use serde_json::Value;

use crate::packed;

const LOCK: &str = include_str!("../../Cargo.lock");

/// What is shipped, and for what it is compiled.
const SHIPPED: [(&str, &str); 2] =
    [("backup-console", "wasm32-unknown-unknown"), ("backup-gateway", "x86_64-unknown-linux-gnu")];

fn bill(package: &str) -> Value {
    let path = match package {
        "backup-gateway" => packed::gateway_bill(),
        _ => packed::folder().join("sbom.cdx.json"),
    };
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The product itself, and all that is in it.
fn components(bill: &Value) -> impl Iterator<Item = &Value> {
    [&bill["metadata"]["component"]].into_iter().chain(bill["components"].as_array().unwrap())
}

/// Name and version of each crate that cargo would compile into it.
fn compiled(package: &str, target: &str) -> BTreeSet<String> {
    let mut tree = Command::new("cargo");
    tree.args(["tree", "--locked", "--edges", "normal,no-proc-macro", "--prefix", "none", "--no-dedupe"]);
    let told = tree.args(["--format", "{p}", "--package", package, "--target", target]).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let text = String::from_utf8(told.stdout).unwrap();
    text.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn each_crate_that_is_compiled_in_is_listed_and_no_other() {
    for (package, target) in SHIPPED {
        let bill = bill(package);
        assert_eq!(bill["metadata"]["component"]["name"], package);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let listed: Vec<_> = components(&bill)
            .map(|one| format!("{} v{}", text(&one["name"]), text(&one["version"])))
            .collect();
        let compiled = compiled(package, target);
        assert!(compiled.len() > 50, "cargo names what is in {package}");
        assert_eq!(listed.iter().cloned().collect::<BTreeSet<_>>(), compiled);
        assert_eq!(listed.len(), compiled.len(), "nothing twice");
    }
}

#[test]
fn versions_and_digests_are_those_of_the_lock_file() {
    for (package, _) in SHIPPED {
        for component in components(&bill(package)) {
            let (name, version) = (&component["name"], &component["version"]);
            let mut lines = format!("name = {name}\nversion = {version}\n");
            if !name.as_str().unwrap().starts_with("backup-") {
                let digest = &component["hashes"][0];
                assert_eq!(digest["alg"], "SHA-256", "{name}");
                let locked = LOCK.split("[[package]]").find(|one| one.contains(&lines)).unwrap();
                assert!(locked.contains(&format!("checksum = {}", digest["content"])), "{name} {version}");
                lines.push_str("source = \"registry+");
            }
            assert!(LOCK.contains(&lines), "{name} {version}");
        }
    }
}

#[test]
fn each_has_a_licence_and_what_it_needs_is_listed() {
    for (package, _) in SHIPPED {
        let bill = bill(package);
        let known: BTreeSet<_> = components(&bill).map(|one| one["bom-ref"].as_str().unwrap()).collect();
        for component in components(&bill) {
            let licence = component["licenses"][0]["expression"].as_str().unwrap();
            assert!(!licence.is_empty() && !licence.contains('/'), "{component}");
        }
        let dependencies = bill["dependencies"].as_array().unwrap();
        assert_eq!(dependencies.len(), known.len());
        for one in dependencies {
            assert!(known.contains(one["ref"].as_str().unwrap()), "{one}");
            assert!(
                one["dependsOn"].as_array().unwrap().iter().all(|id| known.contains(id.as_str().unwrap()))
            );
        }
    }
}

/// No time, no serial number, no folder: two machines write the same.
#[test]
fn nothing_in_them_tells_when_or_where_they_were_made() {
    for (package, _) in SHIPPED {
        let bill = bill(package);
        assert_eq!(bill.get("serialNumber"), None);
        assert_eq!(bill["metadata"].as_object().unwrap().keys().collect::<Vec<_>>(), ["component"]);
        assert!(!bill.to_string().contains(env!("CARGO_MANIFEST_DIR")));
    }
}
