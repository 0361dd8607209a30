//! Short names for what the module and its glue know each other by: wasm-bindgen's own hold digests, which compress
//! badly, and stand in both.

use crate::error::Error;
use crate::parts;
use crate::wasm::{Module, Names, short_names};
use std::fs;
use std::path::Path;

/// How the glue reaches what the module exports.
const EXPORTS: &str = "wasm.";

/// How the glue is named in the module then.
const FROM: &str = "a";

/// A module and its glue by the short names.
pub(crate) struct Shortened {
    pub(crate) module: Vec<u8>,
    pub(crate) glue: String,
}

/// Reads both and renames alike; drops names from the module that nothing needs.
pub(crate) fn shorten(module_path: &Path, glue_path: &Path) -> Result<Shortened, Error> {
    let bytes = fs::read(module_path).map_err(Error::file(module_path))?;
    let glue = fs::read_to_string(glue_path).map_err(Error::file(glue_path))?;
    let not_understood = || Error::Module { path: module_path.to_owned() };
    let plain = Module::read(&bytes).map(|module| module.without_names()).ok_or_else(not_understood)?;
    let module = Module::read(&plain).ok_or_else(not_understood)?;
    let (imports, exports, from) = names(&module).ok_or_else(not_understood)?;
    let glue = renamed(&glue, &imports, &exports, from).map_err(|(text, times)| Error::Placeholder {
        path: glue_path.to_owned(),
        text,
        times,
    })?;
    let module = module.renamed(FROM, &imports, &exports).ok_or_else(not_understood)?;
    Ok(Shortened { module, glue })
}

fn names<'a>(module: &Module<'a>) -> Option<(Names, Names, &'a str)> {
    Some((
        short_names(&module.imports()?),
        short_names(&module.exports()?),
        module.imported_from(parts::SCRIPT)?,
    ))
}

/// The glue with other names; refused with a name, and how often it is there, if that is not once.
fn renamed(glue: &str, imports: &Names, exports: &Names, from: &str) -> Result<String, (String, usize)> {
    let mut kept = String::with_capacity(glue.len());
    let mut supplied: Vec<&str> = Vec::new();
    let mut rest = glue;
    while let Some(start) = rest.find(in_word) {
        let (before, word_on) = rest.split_at(start);
        kept.push_str(before);
        let (word, after) = word_on.split_at(word_on.find(|c| !in_word(c)).unwrap_or(word_on.len()));
        let import = imports.get(word).filter(|_| after.starts_with(':'));
        let export = exports.get(word).filter(|_| kept.ends_with(EXPORTS));
        kept.push_str(import.or(export).map_or(word, String::as_str));
        supplied.extend(import.map(|_| word));
        rest = after;
    }
    kept.push_str(rest);
    let times = |name: &str| supplied.iter().filter(|supplied| **supplied == name).count();
    if let Some(name) = imports.keys().find(|name| times(name) != 1) {
        return Err((name.clone(), times(name)));
    }
    let from = format!("\"{from}\":");
    match kept.matches(&from).count() {
        1 => Ok(kept.replace(&from, &format!("{FROM}:"))),
        times => Err((from, times)),
    }
}

fn in_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_' || character == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "const import0 = {\n    __wbg_now_0a: () => wasm.run(wasm.running),\n    __wbg_now_0a1: run,\n};\nreturn {\n    \"./glue.js\": import0,\n};";

    fn renamed_glue(glue: &str) -> Result<String, (String, usize)> {
        let imports = short_names(&["__wbg_now_0a", "__wbg_now_0a1"]);
        renamed(glue, &imports, &short_names(&["run"]), "./glue.js")
    }

    #[test]
    fn only_whole_names_in_their_places_change() {
        assert_eq!(
            renamed_glue(GLUE).unwrap(),
            "const import0 = {\n    a: () => wasm.a(wasm.running),\n    b: run,\n};\nreturn {\n    a: import0,\n};"
        );
    }

    #[test]
    fn a_name_that_is_not_there_once_is_refused() {
        let missing = GLUE.replace("__wbg_now_0a1:", "__wbg_other:");
        assert_eq!(renamed_glue(&missing), Err(("__wbg_now_0a1".to_owned(), 0)));
        let unknown = GLUE.replace("./glue.js", "./other.js");
        assert_eq!(renamed_glue(&unknown), Err(("\"./glue.js\":".to_owned(), 0)));
    }
}
