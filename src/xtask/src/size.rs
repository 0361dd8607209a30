//! `cargo xtask size`: what the site weighs and where it comes from, beside the figures that the repository keeps.

use crate::compress::{self, File};
use crate::error::Error;
use crate::first_part;
use crate::project;
use crate::wasm::{Function, Module};
use crate::wasm_opt;
use serde_json::{Map, Value, json};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

/// What a browser asks for until the form can be used.
const FIRST_VIEW: [&str; 8] = [
    "backup-console.js",
    "config.json",
    "console.js",
    "console.wasm",
    "front.css",
    "icon.svg",
    "index.html",
    "page.css",
];

const MODULE: &str = "console.wasm";

/// What comes with the compiler: a function counts for it only if its name holds nothing else.
const STANDARD: [&str; 7] =
    ["alloc", "core", "std", "hashbrown", "dlmalloc", "compiler_builtins", "rustc_demangle"];

const FUNCTIONS_SHOWN: usize = 20;
const NAME_SHOWN: usize = 160;

/// The budget of the first view, and the figures of the last change that was recorded.
struct Recorded {
    path: PathBuf,
    budget: usize,
    files: BTreeMap<String, usize>,
}

/// Tells the sizes; fails where the first view is past its budget.
pub(crate) fn run(record: bool) -> Result<(), Error> {
    let recorded = Recorded::read()?;
    let files: Vec<_> = compress::sizes(&project::dist())?.into_iter().map(plainly_named).collect();
    let first_view = first_view(&files);
    print!("\n{}", beside(&files, &recorded.files));
    println!("\nfirst view: {first_view} bytes as brotli, of at most {}", recorded.budget);
    if let Some(functions) = functions()? {
        print!("\n{}\n{}", by_crate(&functions), largest(&functions));
        let misplaced = first_part::misplaced(&functions);
        if !misplaced.is_empty() {
            return Err(Error::InFirstPart(misplaced));
        }
    }
    if record {
        recorded.write(&files)?;
    }
    if first_view <= recorded.budget {
        Ok(())
    } else if wasm_opt::find().is_none() {
        eprintln!("{}", wasm_opt::WARNING);
        Ok(())
    } else {
        Err(Error::OverBudget { bytes: first_view, budget: recorded.budget })
    }
}

impl Recorded {
    fn read() -> Result<Self, Error> {
        let path = project::root().join("src").join("xtask").join("size.json");
        let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
        let value: Value =
            serde_json::from_str(&text).map_err(|cause| Error::Recorded { path: path.clone(), cause })?;
        let number = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
        let files = value["brotli"].as_object().into_iter().flatten();
        let files = files.filter_map(|(name, size)| Some((name.clone(), number(size)?))).collect();
        Ok(Self { path, budget: number(&value["budget"]).unwrap_or_default(), files })
    }

    fn write(&self, files: &[File]) -> Result<(), Error> {
        let sizes: Map<_, _> = files.iter().map(|file| (file.name.clone(), json!(file.brotli))).collect();
        let value = json!({ "budget": self.budget, "first view": first_view(files), "brotli": sizes });
        fs::write(&self.path, format!("{value:#}\n")).map_err(Error::file(&self.path))
    }
}

/// A file by the name that it has without a digest.
fn plainly_named(file: File) -> File {
    let is_digest = |text: &str| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts = file.name.rsplit_once('-').and_then(|(name, rest)| Some((name, rest.split_once('.')?)));
    let name = match parts {
        Some((name, (digest, extension))) if is_digest(digest) => format!("{name}.{extension}"),
        _ => return file,
    };
    File { name, ..file }
}

fn first_view(files: &[File]) -> usize {
    let shown = files.iter().filter(|file| FIRST_VIEW.contains(&file.name.as_str()));
    shown.map(|file| file.brotli).sum()
}

/// The sizes, and how the brotli has changed.
fn beside(files: &[File], recorded: &BTreeMap<String, usize>) -> String {
    let table = compress::table(files);
    let mut lines = table.lines();
    let head = lines.next().unwrap_or_default();
    let mut text = format!("{head}  {:>9}\n", "change");
    let total = [("total", recorded.values().sum())];
    let before =
        files.iter().map(|file| (file.name.as_str(), recorded.get(&file.name).copied().unwrap_or(0)));
    let now = files.iter().map(|file| file.brotli).chain([files.iter().map(|file| file.brotli).sum()]);
    for ((line, (_, before)), now) in lines.zip(before.chain(total)).zip(now) {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{line}  {:>9}", change(before, now));
    }
    text
}

fn change(before: usize, now: usize) -> String {
    match now.checked_sub(before) {
        Some(0) => "–".to_owned(),
        Some(more) => format!("+{more}"),
        None => format!("-{}", before - now),
    }
}

/// The functions of the site's module, by the names that were kept when it was built; nothing where those are of
/// another build.
fn functions() -> Result<Option<Vec<Function>>, Error> {
    let read = |path: PathBuf| fs::read(&path).map_err(Error::file(path));
    let Ok(named) = read(project::named_module()) else { return Ok(None) };
    let Some(mut functions) = Module::read(&named).and_then(|module| module.functions()) else {
        return Err(Error::Module { path: project::named_module() });
    };
    for function in &mut functions {
        function.name = without_digests(&function.name);
    }
    let site = compress::files_below(&project::dist())?;
    let module = site.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "wasm"));
    let module = module.map(read).transpose()?.unwrap_or_default();
    let built = Module::read(&module).and_then(|module| module.functions()).unwrap_or_default();
    let same =
        built.iter().map(|function| function.bytes).eq(functions.iter().map(|function| function.bytes));
    Ok(same.then_some(functions))
}

/// A name without the `[0a1b2c3d4e5f6071]` behind each crate in it.
fn without_digests(name: &str) -> String {
    let mut parts = name.split('[');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digest = part.find(|c: char| !c.is_ascii_hexdigit()).filter(|end| *end > "u128".len());
        match digest.and_then(|end| part[end..].strip_prefix(']')) {
            Some(rest) => text.push_str(rest),
            None => text.extend(["[", part]),
        }
    }
    text
}

fn by_crate(functions: &[Function]) -> String {
    let mut sums = BTreeMap::<&str, usize>::new();
    for function in functions {
        *sums.entry(crate_of(&function.name)).or_default() += function.bytes;
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(_, bytes)| Reverse(*bytes));
    let lines = sums.iter().map(|(name, bytes)| format!("{bytes:>9}  {name}\n"));
    format!("{MODULE}, code by crate\n{}", lines.collect::<String>())
}

fn largest(functions: &[Function]) -> String {
    let mut functions: Vec<_> = functions.iter().collect();
    functions.sort_by_key(|function| Reverse(function.bytes));
    functions.truncate(FUNCTIONS_SHOWN);
    let name = |function: &&Function| function.name.chars().take(NAME_SHOWN).collect::<String>();
    let lines = functions.iter().map(|function| format!("{:>9}  {}\n", function.bytes, name(function)));
    format!("{MODULE}, largest functions\n{}", lines.collect::<String>())
}

/// Whose a function is: ours, if its name holds anything of ours; else of the first crate in it that is not standard.
fn crate_of(name: &str) -> &str {
    let crates: Vec<_> = crates_in(name).collect();
    let ours = crates.iter().find(|name| **name == "console" || name.starts_with("backup_"));
    let foreign = crates.iter().find(|name| !STANDARD.contains(name));
    ours.or(foreign).or(crates.first()).copied().unwrap_or("without a crate")
}

/// The names at the beginning of each path within a name.
fn crates_in(name: &str) -> impl Iterator<Item = &str> {
    let in_path = |character: char| character.is_alphanumeric() || character == '_' || character == ':';
    let paths = name.split(move |character| !in_path(character));
    let paths = paths.filter(|path| !path.starts_with(':'));
    paths.filter_map(|path| path.split_once("::")).map(|(first, _)| first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_ours_if_its_name_holds_anything_of_ours() {
        for (name, whose) in [
            ("console::app::use_focus_on_page", "console"),
            (
                "<yew::functional::FunctionComponent<console::app::App> as yew::html::BaseComponent>::view",
                "console",
            ),
            ("core::ptr::drop_in_place::<yew::virtual_dom::vnode::VNode>", "yew"),
            ("<alloc::vec::Vec<u8> as core::clone::Clone>::clone", "alloc"),
            ("__wbindgen_malloc", "without a crate"),
        ] {
            assert_eq!(crate_of(name), whose, "{name}");
        }
    }

    #[test]
    fn names_tell_crates_without_digests() {
        let name = "<[u8; 12] as core[e25a27700634d609]::Eq>::of::<[u8], std[ca501edff3f0c7c]::A>";
        assert_eq!(without_digests(name), "<[u8; 12] as core::Eq>::of::<[u8], std::A>");
    }

    #[test]
    fn files_are_known_without_their_digests() {
        let named =
            |name: &str| plainly_named(File { name: name.to_owned(), raw: 1, gzip: 1, brotli: 1 }).name;
        assert_eq!(named("console-0123456789ab.wasm"), "console.wasm");
        assert_eq!(named("backup-console.js"), "backup-console.js");
    }

    #[test]
    fn changes_are_told_beside_the_sizes() {
        let files = [File { name: "a.js".to_owned(), raw: 30, gzip: 20, brotli: 10 }];
        let table = beside(&files, &BTreeMap::from([("a.js".to_owned(), 12)]));
        let columns: Vec<Vec<_>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(columns[1], ["a.js", "30", "20", "10", "-2"]);
        assert_eq!(columns[2], ["total", "30", "20", "10", "-2"]);
    }
}
