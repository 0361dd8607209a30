use std::fs;

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use sha2::{Digest, Sha384};

use crate::{node, packed};

const FILES: [&str; 18] = [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "backup-console.d.ts",
    "backup-console.js",
    "console.js",
    "console_bg.wasm",
    "documents.json",
    "door.wasm",
    "front.txt",
    "later.wasm",
    "openapi.json",
    "operations.d.ts",
    "package.json",
    "sbom.cdx.json",
    "shared.wasm",
    "words-zh-Hans.json",
    "words-zh-Hans.txt",
];

/// The site's, by the names that they have without a digest.
const SITE: [&str; 15] = [
    "backup-console.js",
    "config.json",
    "console.js",
    "console.wasm",
    "documents.json",
    "door.wasm",
    "front.css",
    "icon.svg",
    "index.html",
    "later.wasm",
    "openapi.json",
    "page.css",
    "shared.wasm",
    "words-zh-Hans.json",
    "words-zh-Hans.txt",
];

fn text(name: &str) -> String {
    fs::read_to_string(packed::folder().join(name)).unwrap()
}

/// The file of the site that is named by its content.
fn named_by_content(extension: &str) -> Vec<u8> {
    let files = packed::files(&packed::site());
    let fits = |name: &str| name.starts_with("console-") && name.ends_with(extension);
    files.into_iter().find(|(name, _)| fits(name)).expect("it is in the site").1
}

#[test]
fn the_package_holds_what_it_needs_and_no_more() {
    let names: Vec<_> = packed::files(&packed::folder()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, FILES);
}

#[test]
fn the_archive_for_npm_is_the_folder() {
    let files = packed::files(&packed::folder());
    let expected: Vec<_> =
        files.into_iter().map(|(name, content)| (format!("package/{name}"), content)).collect();
    assert!(packed::unpack(&packed::package()) == expected, "the archive differs from the folder");
}

#[test]
fn npm_installs_the_folder() {
    let Some(project) = node::project("the installation") else { return };
    assert!(packed::files(&node::installed(project)) == packed::files(&packed::folder()));
}

#[test]
fn the_archive_of_the_site_is_the_site() {
    let files = packed::files(&packed::site());
    let folder = format!("backup-console-site-{}", packed::version());
    let expected: Vec<_> =
        files.into_iter().map(|(name, content)| (format!("{folder}/{name}"), content)).collect();
    assert!(packed::unpack(&packed::site_archive()) == expected, "the archive differs from dist/");
}

#[test]
fn the_site_holds_what_it_needs_and_no_more() {
    let names = packed::files(&packed::site()).into_iter().map(|(name, _)| name);
    let plain = names.filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"));
    let mut names: Vec<_> = plain
        .map(|name| {
            let by_content = ["console", "documents", "door", "front", "later", "shared", "words-zh-Hans"]
                .into_iter()
                .find_map(|kind| {
                    let (digest, extension) = name.strip_prefix(kind)?.strip_prefix('-')?.split_once('.')?;
                    Some((kind, digest, extension))
                });
            let Some((kind, digest, extension)) = by_content else { return name };
            assert_eq!(digest.len(), 12, "{name} is named by its content");
            format!("{kind}.{extension}")
        })
        .collect();
    names.sort();
    assert_eq!(names, SITE);
}

#[test]
fn nothing_runs_when_it_is_installed() {
    let manifest = packed::manifest();
    for key in
        ["scripts", "bin", "dependencies", "optionalDependencies", "peerDependencies", "gypfile", "private"]
    {
        assert_eq!(manifest.get(key), None, "{key}");
    }
    assert_eq!(manifest["name"], "backup-console");
    assert_eq!(manifest["version"], packed::version());
    assert_eq!(manifest["type"], "module");
    assert_eq!(manifest["license"], "MIT OR Apache-2.0");
}

#[test]
fn all_that_the_manifest_names_is_there() {
    let manifest = packed::manifest();
    let exports = &manifest["exports"];
    let listed = manifest["files"].as_array().unwrap();
    let effects = manifest["sideEffects"].as_array().unwrap();
    let named = [
        &exports["."]["types"],
        &exports["."]["default"],
        &exports["./openapi.json"],
        &exports["./package.json"],
        &manifest["types"],
    ];
    for name in listed.iter().chain(effects).chain(named) {
        let path = packed::folder().join(name.as_str().expect("it is a path"));
        assert!(path.is_file(), "{name}");
    }
    // npm packs these without being told.
    let untold = ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "package.json"];
    let told: Vec<_> = FILES.into_iter().filter(|name| !untold.contains(name)).collect();
    assert_eq!(manifest["files"], json!(told));
}

#[test]
fn package_and_site_come_from_one_build() {
    let site = packed::files(&packed::site());
    let mut glue = String::from_utf8(named_by_content(".js")).unwrap();
    let modules: Vec<_> = site.iter().filter(|(name, _)| name.ends_with(".wasm")).collect();
    assert_eq!(modules.len(), 4);
    for (name, content) in modules {
        let (kind, _) = name.split_once('-').unwrap();
        let plain = if kind == "console" { "console_bg.wasm".to_owned() } else { format!("{kind}.wasm") };
        assert!(fs::read(packed::folder().join(&plain)).unwrap() == *content, "{plain}");
        glue = glue.replace(name, &plain);
    }
    assert_eq!(text("console.js"), glue);
}

#[test]
fn the_module_carries_nothing_that_only_documents_say() {
    let module = fs::read(packed::folder().join("console_bg.wasm")).unwrap();
    let module = String::from_utf8_lossy(&module);
    let documents: Value = serde_json::from_str(&text("documents.json")).unwrap();
    let mut said = Vec::new();
    for operation in documents.as_array().unwrap() {
        for part in ["limits", "statuses", "remarks", "document", "answer"] {
            // Shorter ones may be said by the program, too.
            texts(&operation[part], &mut |text| {
                said.extend(Some(text.to_owned()).filter(|it| it.len() > 40))
            });
        }
    }
    assert!(said.len() > 50, "{}", said.len());
    let carried: Vec<_> = said.iter().filter(|text| module.contains(text.as_str())).collect();
    assert!(carried.is_empty(), "{carried:#?}");
}

/// Every text in JSON.
fn texts(json: &Value, told: &mut impl FnMut(&str)) {
    match json {
        Value::String(text) => told(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, told)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, told)),
        _ => {}
    }
}

#[test]
fn the_loader_names_files_as_bundlers_need_it_and_checks_the_module() {
    // Whatever quotes a literal, bundlers find it.
    let loader = text("backup-console.js").replace(['`', '"'], "'");
    assert!(loader.contains("import('./console.js')"));
    assert!(loader.contains("new URL('./console_bg.wasm',import.meta.url)"));
    let module = fs::read(packed::folder().join("console_bg.wasm")).unwrap();
    let integrity = format!("'sha384-{}'", BASE64_STANDARD.encode(Sha384::digest(module)));
    assert!(loader.contains(&integrity), "the module's own integrity is in the loader");
    assert!(
        loader.contains("'sha384-GLUE'"),
        "bundlers rewrite the glue, so that nothing is said of its bytes"
    );
}

#[test]
fn the_first_script_stays_small() {
    let mut compressed = Vec::new();
    let quality = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut text("backup-console.js").as_bytes(), &mut compressed, &quality).unwrap();
    let size = compressed.len();
    assert!(size <= 5 * 1024, "{size} bytes as brotli");
}

#[test]
fn the_package_tells_nothing_of_where_it_was_made() {
    let home = env!("CARGO_MANIFEST_DIR");
    for (name, content) in packed::files(&packed::folder()) {
        let content = String::from_utf8_lossy(&content);
        assert!(!content.contains(home), "{name}");
    }
}
