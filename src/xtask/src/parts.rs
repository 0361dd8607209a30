//! Splits the module: what the first view does without goes into parts, each a file, which the glue fetches.
//!
//! `wasm-split-cli` works on what the linker wrote and has to come before wasm-bindgen, which trunk has run by now on
//! the whole module: what it wrote is replaced. Where to split, the code says by `#[wasm_split]`.

use crate::error::Error;
use crate::process::run;
use crate::project;
use crate::tools::Tools;
use crate::wasm::Module;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What the module imports from the script that `wasm-split-cli` writes.
pub(crate) const SCRIPT: &str = "./__wasm_split.js";

/// How the functions are named there that load a part, up to its name.
const LOADER: &str = "__wasm_split_load_";

/// How the glue fetches parts and tells the module that they are there.
const RUNTIME: &str = include_str!("parts.js");

/// What stands in it for what parts share with the module.
const SHARED: &str = "SHARED";

/// The name of what the parts share beside the module.
const OF_SEVERAL: &str = "shared";

/// A part, by the name of its file without an extension, and the others that it needs.
#[derive(Debug, PartialEq)]
struct Part {
    file: String,
    needed: Vec<String>,
}

/// Replaces the module and its glue by those of the split module, and puts the parts beside them.
pub(crate) fn split(folder: &Path, module: &str, glue: &str) -> Result<(), Error> {
    let tools = Tools::set_up()?;
    let raw = project::target().join("parts");
    if raw.exists() {
        fs::remove_dir_all(&raw).map_err(Error::file(&raw))?;
    }
    fs::create_dir_all(&raw).map_err(Error::file(&raw))?;
    let name = glue.strip_suffix(".js").unwrap_or(glue);
    let whole = project::target().join("wasm32-unknown-unknown").join("release").join("console.wasm");
    run(Command::new(Tools::wasm_split()?)
        .args([&whole, &raw])
        .args(["--target", "web", "--out-name", name])
        .env("RUST_LOG", "warn"))?;
    run(Command::new(&tools.wasm_bindgen)
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", name, "--out-dir"])
        .arg(folder)
        .arg(raw.join(name).with_extension("wasm")))?;

    let script = raw.join("__wasm_split.js");
    let not_understood = |text: &str| {
        let text = text.to_owned();
        Error::Placeholder { path: script.clone(), text, times: 0 }
    };
    let told = read(&script)?;
    let shares = shares(&told).ok_or_else(|| not_understood("initSync"))?;
    let parts = parts(&told).ok_or_else(|| not_understood("makeLoad"))?;
    for Part { file, .. } in &parts {
        let (from, to) = (raw.join(file).with_extension("wasm"), folder.join(plain(named(file))));
        fs::copy(&from, &to).map_err(Error::file(from))?;
    }
    let imports = imports(&folder.join(module))?;
    let path = folder.join(glue);
    let joined = joined(&read(&path)?, &imports, &shares, &parts);
    fs::write(&path, joined).map_err(Error::file(path))
}

/// The parts that lie in a folder beside the module, by their names.
pub(crate) fn beside(folder: &Path, module: &str) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let name = entry.map_err(Error::file(folder))?.file_name().into_string().unwrap_or_default();
        names.extend(name.strip_suffix(".wasm").filter(|_| name != module).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

/// The placeholder for a part's integrity.
pub(crate) fn integrity(part: &str) -> String {
    format!("sha384-{}", part.to_uppercase())
}

/// The name of a part's file before it is named by its content.
pub(crate) fn plain(part: &str) -> String {
    format!("{part}.wasm")
}

/// `split_later` is the part `later`, `chunk_3` is what parts share.
fn named(file: &str) -> &str {
    file.strip_prefix("split_").unwrap_or(OF_SEVERAL)
}

/// The loaders that the module imports.
fn imports(module: &Path) -> Result<Vec<String>, Error> {
    let bytes = fs::read(module).map_err(Error::file(module))?;
    let names = Module::read(&bytes).and_then(|module| {
        let loaders = module.imports()?.into_iter().filter(|name| name.starts_with(LOADER));
        Some(loaders.map(str::to_owned).collect())
    });
    names.ok_or_else(|| Error::Module { path: module.to_owned() })
}

/// What the module exports for its parts.
fn shares(script: &str) -> Option<Vec<String>> {
    let (before, _) = script.split_once("} = initSync(")?;
    let (_, names) = before.rsplit_once('{')?;
    Some(names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

/// The parts in the order in which the script declares them: what is needed comes first.
fn parts(script: &str) -> Option<Vec<Part>> {
    let mut variables: Vec<(String, String)> = Vec::new();
    let mut parts = Vec::new();
    for declared in script.split("const __").skip(1).filter(|text| text.contains("makeLoad(() =>")) {
        let (variable, rest) = declared.split_once(" = ")?;
        let (_, rest) = rest.split_once("new URL(\"./")?;
        let (file, rest) = rest.split_once(".wasm\"")?;
        let (_, rest) = rest.split_once(", [")?;
        let (needed, _) = rest.split_once(']')?;
        let needed = needed.split(", ").filter(|name| !name.is_empty()).map(|name| {
            let known = variables.iter().find(|(known, _)| name.strip_prefix("__") == Some(known));
            known.map(|(_, file)| file.clone())
        });
        parts.push(Part { file: file.to_owned(), needed: needed.collect::<Option<_>>()? });
        variables.push((variable.to_owned(), file.to_owned()));
    }
    (!parts.is_empty()).then_some(parts)
}

/// The glue with what loads the parts, in the place of what it imports from the script.
fn joined(glue: &str, loaders: &[String], shares: &[String], parts: &[Part]) -> String {
    let foreign = |line: &str| line.contains(&format!("\"{SCRIPT}\""));
    let own: String = glue.lines().filter(|line| !foreign(line)).map(|line| format!("{line}\n")).collect();
    let entries: String = loaders
        .iter()
        .map(|name| format!("        {name}: loads(part_{}),\n", name.trim_start_matches(LOADER)))
        .collect();
    let own = own.replacen("const import0 = {\n", &format!("const import0 = {{\n{entries}"), 1);
    let shared: Vec<_> = shares.iter().map(|name| format!("{name}: wasm.{name}")).collect();
    let runtime = RUNTIME.replace(SHARED, &shared.join(", "));
    let declared: String = parts.iter().map(|part| format!("{}\n", declaration(part))).collect();
    format!("{own}\n{runtime}{declared}")
}

fn declaration(Part { file, needed }: &Part) -> String {
    let name = named(file);
    let needed: String = needed.iter().map(|file| format!(", part_{}", named(file))).collect();
    let (file, integrity) = (plain(name), integrity(name));
    format!("const part_{name} = part(new URL(\"./{file}\", import.meta.url), \"{integrity}\"{needed});")
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(Error::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str = r#"import { initSync } from "./glue.js";
        const { __table, memory,  } = initSync(undefined, undefined);
function makeLoad(fetcher, deps) { const loader = 1; }
/* door, later */
const __chunk_3 = makeLoad(() => {
    const src = fetch(new URL("./chunk_3.wasm", import.meta.url));
}
, []);
export const __wasm_split_load_later = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_later.wasm", import.meta.url));
}
, [__chunk_3]));
"#;

    fn part(file: &str, needed: &[&str]) -> Part {
        Part { file: file.to_owned(), needed: needed.iter().map(|name| (*name).to_owned()).collect() }
    }

    #[test]
    fn parts_and_what_they_need_are_read() {
        assert_eq!(shares(WRITTEN).unwrap(), ["__table", "memory"]);
        let expected = [part("chunk_3", &[]), part("split_later", &["chunk_3"])];
        assert_eq!(parts(WRITTEN).unwrap(), expected);
        assert_eq!(parts("const __later = makeLoad(() => 1, []);"), None);
    }

    #[test]
    fn the_glue_loads_the_parts_itself() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\n\
                    const import0 = {\n        now: 1,\n};\nreturn {\n    \"./glue.js\": import0,\n    \"./__wasm_split.js\": import1,\n};\n";
        let loaders = ["__wasm_split_load_later".to_owned()];
        let shares = ["memory".to_owned()];
        let parts = [part("chunk_3", &[]), part("split_later", &["chunk_3"])];
        let joined = joined(glue, &loaders, &shares, &parts);
        assert!(!joined.contains(SCRIPT), "{joined}");
        assert!(
            joined.contains("{\n        __wasm_split_load_later: loads(part_later),\n        now: 1,\n}")
        );
        assert!(joined.contains("__wasm_split: { memory: wasm.memory }"));
        assert!(joined.ends_with(
            "const part_shared = part(new URL(\"./shared.wasm\", import.meta.url), \"sha384-SHARED\");\n\
             const part_later = part(new URL(\"./later.wasm\", import.meta.url), \"sha384-LATER\", part_shared);\n"
        ));
    }
}
