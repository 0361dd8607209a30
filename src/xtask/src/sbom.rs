//! The bills of materials: whose crates are in what is shipped, under which licences, as CycloneDX tells it. The same
//! lock file gives the same bytes.

use crate::error::Error;
use crate::process::output;
use crate::project;
use crate::rust::WASM;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// One thing that is shipped.
pub(crate) struct Product {
    package: &'static str,
    /// What it is compiled for.
    target: &'static str,
}

/// The WebAssembly module.
pub(crate) const MODULE: Product = Product { package: "backup-console", target: WASM };

/// The gateway. Elsewhere it has other crates for the system's own calls.
pub(crate) const GATEWAY: Product = Product { package: "backup-gateway", target: "x86_64-unknown-linux-gnu" };

/// A crate, as `cargo tree` tells it.
#[derive(Debug, PartialEq)]
struct Crate<'a> {
    depth: usize,
    name: &'a str,
    version: &'a str,
    licence: String,
    repository: &'a str,
}

/// The bill of a product. Crates that only build it are not in it.
pub(crate) fn bill(product: &Product) -> Result<String, Error> {
    let mut tree = project::command("cargo");
    tree.args(["tree", "--locked", "--edges", "normal,no-proc-macro", "--prefix", "depth"]);
    tree.args(["--format", "{p}\t{l}\t{r}", "--package", product.package, "--target", product.target]);
    let told = String::from_utf8_lossy(&output(&mut tree)?).into_owned();
    let lock = project::root().join("Cargo.lock");
    let lock = std::fs::read_to_string(&lock).map_err(Error::file(lock))?;
    let crates = told.lines().map(|line| read(line).ok_or_else(|| Error::Tree { line: line.to_owned() }));
    let bill = assemble(&crates.collect::<Result<Vec<_>, _>>()?, &digests(&lock));
    Ok(format!("{bill:#}\n"))
}

/// A line such as `2serde v1.0.229<tab>MIT OR Apache-2.0<tab>https://…`.
fn read(line: &str) -> Option<Crate<'_>> {
    let digits = line.find(|character: char| !character.is_ascii_digit())?;
    let (depth, rest) = line.split_at(digits);
    let mut parts = rest.split('\t');
    let (name, version) = parts.next()?.split_once(" v")?;
    let licence = parts.next()?.replace('/', " OR ");
    let repository = parts.next()?.trim_end_matches(" (*)");
    // Crates of the workspace tell their folder as well.
    let version = version.split(' ').next()?;
    Some(Crate { depth: depth.parse().ok()?, name, version, licence, repository })
}

/// The digests of packages in a lock file, by name and version.
fn digests(lock: &str) -> BTreeMap<(&str, &str), &str> {
    let packages = lock.split("[[package]]").skip(1).filter_map(|package| {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
            line?.strip_suffix('"')
        };
        Some(((value("name")?, value("version")?), value("checksum")?))
    });
    packages.collect()
}

fn assemble(crates: &[Crate<'_>], digests: &BTreeMap<(&str, &str), &str>) -> Value {
    let mut components = BTreeMap::new();
    let mut needs = BTreeMap::<String, BTreeSet<String>>::new();
    let mut above: Vec<String> = Vec::new();
    for one in crates {
        let id = id(one);
        above.truncate(one.depth);
        if let Some(user) = above.last() {
            needs.entry(user.clone()).or_default().insert(id.clone());
        }
        needs.entry(id.clone()).or_default();
        above.push(id.clone());
        components.entry(id).or_insert_with(|| component(one, digests));
    }
    let product = crates.first().map(id).and_then(|id| components.remove(&id));
    let dependencies: Vec<_> =
        needs.iter().map(|(id, needed)| json!({ "ref": id, "dependsOn": needed })).collect();
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": product },
        "components": components.into_values().collect::<Vec<_>>(),
        "dependencies": dependencies,
    })
}

fn id(one: &Crate<'_>) -> String {
    format!("pkg:cargo/{}@{}", one.name, one.version)
}

fn component(one: &Crate<'_>, digests: &BTreeMap<(&str, &str), &str>) -> Value {
    let id = id(one);
    let kind = if one.depth == 0 { "application" } else { "library" };
    let mut component = json!({
        "type": kind, "bom-ref": id, "purl": id, "name": one.name, "version": one.version,
        "licenses": [{ "expression": one.licence }],
    });
    if let Some(digest) = digests.get(&(one.name, one.version)) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": digest }]);
    }
    if !one.repository.is_empty() {
        component["externalReferences"] = json!([{ "type": "vcs", "url": one.repository }]);
    }
    component
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "0shipped v0.1.0 (/here)\tMIT OR Apache-2.0\t\n\
                        1a v1.0.0\tMIT/Apache-2.0\thttps://a.example/\n\
                        2b v2.0.0\tMIT\thttps://b.example/\n\
                        1b v2.0.0\tMIT\thttps://b.example/ (*)\n";
    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"0a\"\n\n\
         [[package]]\nname = \"shipped\"\nversion = \"0.1.0\"\ndependencies = [\n \"a\",\n]\n";

    #[test]
    fn a_tree_becomes_a_bill() {
        let crates: Vec<_> = TREE.lines().map(|line| read(line).unwrap()).collect();
        let bill = assemble(&crates, &digests(LOCK));
        assert_eq!(bill["metadata"]["component"]["name"], "shipped");
        assert_eq!(
            bill["components"][0],
            json!({
                "type": "library", "bom-ref": "pkg:cargo/a@1.0.0", "purl": "pkg:cargo/a@1.0.0",
                "name": "a", "version": "1.0.0", "licenses": [{ "expression": "MIT OR Apache-2.0" }],
                "hashes": [{ "alg": "SHA-256", "content": "0a" }],
                "externalReferences": [{ "type": "vcs", "url": "https://a.example/" }],
            })
        );
        let needed: Vec<_> = bill["dependencies"].as_array().unwrap().iter().collect();
        assert_eq!(needed[0], &json!({ "ref": "pkg:cargo/a@1.0.0", "dependsOn": ["pkg:cargo/b@2.0.0"] }));
        assert_eq!(needed[2]["dependsOn"], json!(["pkg:cargo/a@1.0.0", "pkg:cargo/b@2.0.0"]));
    }

    #[test]
    fn what_is_no_crate_is_refused() {
        for line in ["", "serde v1.0.0\tMIT\t", "1serde\tMIT\t", "1serde v1.0.0"] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
