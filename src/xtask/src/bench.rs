//! `cargo xtask bench`: prepares the page and those that it is compared with, and measures them by turns.

use crate::browser::Browser;
use crate::compress;
use crate::error::Error;
use crate::packages;
use crate::process::{self, output, step};
use crate::project;
use crate::rust::WASM;
use crate::site;
use crate::tools::Tools;
use crate::wasm::Module;
use crate::wasm_opt;
use crate::workspace::Workspace;
use backup_model::operations::CATALOGUE;
use backup_words::Words;
use flate2::read::GzDecoder;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tar::Archive;

/// A documentation page that can send requests: its folder among the pages, its package of npm, and the files of it
/// that the page loads.
struct Peer {
    name: &'static str,
    package: &'static str,
    files: &'static [&'static str],
}

const PEERS: [Peer; 3] = [
    Peer { name: "rapidoc", package: "rapidoc@9.3.8", files: &["dist/rapidoc-min.js"] },
    Peer {
        name: "swagger-ui",
        package: "swagger-ui-dist@5.35.0",
        files: &["swagger-ui.css", "swagger-ui-bundle.js"],
    },
    Peer { name: "scalar", package: "@scalar/api-reference@1.72.1", files: &["dist/browser/standalone.js"] },
];

const HAND_WRITTEN: &str = "hand-written";

/// The form that Yew alone would make: an example of the console's crate.
const YEW: &str = "yew";
const YEW_FORM: &str = "bare_form";

/// Measures our page, and unless it has to be quick the others too.
pub(crate) fn run(quick: bool) -> Result<(), Error> {
    let browser = Browser::set_up()?;
    site::build()?;
    let folder = project::root().join("target").join("bench");
    clear(&folder)?;
    if !quick {
        step("Preparing the pages to compare with", || prepare(&folder.join("pages")))?;
    }
    let mut bench = project::command("cargo");
    bench.args(["run", "--package", "backup-tests", "--bin", "bench"]).envs(browser.variables());
    process::run(bench.env("BACKUP_CONSOLE_SITE", project::dist()).env("BACKUP_CONSOLE_BENCH", folder))
}

fn clear(folder: &Path) -> Result<(), Error> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Error::file(folder))?;
    }
    fs::create_dir_all(folder).map_err(Error::file(folder))
}

fn prepare(pages: &Path) -> Result<(), Error> {
    copy_page(HAND_WRITTEN, pages)?;
    let yew = copy_page(YEW, pages)?;
    build_yew_form(&yew)?;
    for peer in PEERS {
        let page = copy_page(peer.name, pages)?;
        fetch(&peer, &page)?;
        let file = page.join("openapi.json");
        fs::write(&file, openapi().to_string()).map_err(Error::file(file))?;
    }
    compress::folder(pages).map(|_| ())
}

/// Copies what is ours of a page; answers its folder.
fn copy_page(name: &str, pages: &Path) -> Result<PathBuf, Error> {
    let (from, to) = (project::root().join("tests").join("bench").join("pages").join(name), pages.join(name));
    fs::create_dir_all(&to).map_err(Error::file(&to))?;
    for file in compress::files_below(&from)? {
        let copy = to.join(file.strip_prefix(&from).unwrap_or(&file));
        fs::copy(&file, copy).map_err(Error::file(file))?;
    }
    Ok(to)
}

fn build_yew_form(page: &Path) -> Result<(), Error> {
    let mut build = project::command("cargo");
    build.args([
        "build",
        "--release",
        "--package",
        "backup-console",
        "--example",
        YEW_FORM,
        "--target",
        WASM,
    ]);
    process::run(build.envs([site::flags()]))?;
    let built = Workspace::read()?.target_folder().join(WASM).join("release").join("examples");
    let mut bindgen = project::command(Tools::set_up()?.wasm_bindgen);
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(page);
    process::run(bindgen.arg(built.join(YEW_FORM).with_extension("wasm")))?;
    match wasm_opt::find() {
        Some(program) => {
            let module = page.join(format!("{YEW_FORM}_bg.wasm"));
            wasm_opt::optimise(&program, &module)?;
            without_names(&module)
        }
        None => Ok(()),
    }
}

fn without_names(path: &Path) -> Result<(), Error> {
    let bytes = fs::read(path).map_err(Error::file(path))?;
    let module = Module::read(&bytes).ok_or_else(|| Error::Module { path: path.to_owned() })?;
    fs::write(path, module.without_names()).map_err(Error::file(path))
}

/// Takes the files that a page loads from its package, which npm fetches in just this version.
fn fetch(peer: &Peer, page: &Path) -> Result<(), Error> {
    if !packages::has_npm() {
        let remedy = "put Node.js with npm on PATH, or use --quick".to_owned();
        return Err(Error::Missing { what: "npm, which fetches the pages to compare with", remedy });
    }
    let folder = project::tools().join("peers").join(peer.name);
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let pack = ["pack", "--silent", peer.package, "--pack-destination"];
    let name = output(project::command("npm").args(pack).arg(&folder))?;
    let path = folder.join(String::from_utf8_lossy(&name).trim());
    let file = fs::File::open(&path).map_err(Error::file(&path))?;
    let mut archive = Archive::new(GzDecoder::new(file));
    for entry in archive.entries().map_err(Error::file(&path))? {
        let mut entry = entry.map_err(Error::file(&path))?;
        let within = entry.path().map_err(Error::file(&path))?.into_owned();
        let wanted = |file: &&&str| within == Path::new("package").join(file);
        if let Some(name) = peer.files.iter().find(wanted).and_then(|file| Path::new(file).file_name()) {
            entry.unpack(page.join(name)).map_err(Error::file(&path))?;
        }
    }
    Ok(())
}

/// The catalogue as the others read it.
fn openapi() -> Value {
    let mut paths = Map::new();
    for entry in CATALOGUE {
        let declaration = entry.declaration();
        let parameters = declaration.path.split(['{', '}']).skip(1).step_by(2).map(
            |name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }),
        );
        let operation = json!({
            "operationId": declaration.id,
            "tags": [declaration.service.name()],
            "summary": (declaration.title)(Words::ENGLISH),
            "description": (declaration.summary)(Words::ENGLISH),
            "parameters": Value::from_iter(parameters),
            "responses": { "default": { "description": "The answer of the service" } },
        });
        // Services share paths: one whose place is taken has its id behind it.
        let method = declaration.method.to_string().to_lowercase();
        let is_taken = paths.get(declaration.path).is_some_and(|methods| methods.get(&method).is_some());
        let path = if is_taken {
            format!("{}#{}", declaration.path, declaration.id)
        } else {
            declaration.path.to_owned()
        };
        paths.entry(path).or_insert_with(|| json!({}))[method] = operation;
    }
    json!({ "openapi": "3.0.3", "info": { "title": "Backups", "version": "1" }, "paths": paths })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_others_are_given_every_operation() {
        let openapi = openapi();
        let methods =
            openapi["paths"].as_object().unwrap().values().map(|path| path.as_object().unwrap().len());
        assert_eq!(methods.sum::<usize>(), CATALOGUE.len());
    }
}
