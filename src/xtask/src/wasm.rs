//! What the build reads and changes in a WebAssembly module: names of imports and exports, and functions with their
//! names and sizes.

use std::collections::BTreeMap;

const HEADER: &[u8] = b"\0asm\x01\0\0\0";

const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const CODE: u8 = 10;

/// Functions are the only things that our modules import.
const FUNCTION: u8 = 0;

/// In the custom section `name`: the names of functions.
const FUNCTION_NAMES: u8 = 1;

/// New names by the old ones.
pub(crate) type Names = BTreeMap<String, String>;

/// A module by its sections.
pub(crate) struct Module<'a> {
    sections: Vec<(u8, &'a [u8])>,
}

/// A function and the bytes of its body.
#[derive(Debug, PartialEq)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) bytes: usize,
}

/// An import: the names of its module and of itself, and the index of its type.
struct Import<'a> {
    from: &'a str,
    name: &'a str,
    kind: usize,
}

impl<'a> Module<'a> {
    /// Nothing where the bytes are no module.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut rest = Reader(bytes.strip_prefix(HEADER)?);
        let mut sections = Vec::new();
        while !rest.0.is_empty() {
            sections.push((rest.byte()?, rest.sized()?));
        }
        Some(Self { sections })
    }

    /// The names of what is imported, in their order.
    pub(crate) fn imports(&self) -> Option<Vec<&'a str>> {
        Some(self.all_imports()?.into_iter().map(|import| import.name).collect())
    }

    /// The name of the module that all is imported from, but for what is imported from `other`.
    pub(crate) fn imported_from(&self, other: &str) -> Option<&'a str> {
        let imports = self.all_imports()?;
        let mut from = imports.iter().map(|import| import.from).filter(|from| *from != other);
        let first = from.next()?;
        from.all(|from| from == first).then_some(first)
    }

    /// The names of what is exported, in their order.
    pub(crate) fn exports(&self) -> Option<Vec<&'a str>> {
        Some(self.all_exports()?.into_iter().map(|(name, ..)| name).collect())
    }

    /// The module with other names; all that it imports is imported from `from` then.
    pub(crate) fn renamed(&self, from: &str, imports: &Names, exports: &Names) -> Option<Vec<u8>> {
        let mut imported = Vec::new();
        let all_imports = self.all_imports()?;
        push_number(&mut imported, all_imports.len());
        for Import { name, kind, .. } in all_imports {
            push_text(&mut imported, from);
            push_text(&mut imported, imports.get(name).map_or(name, String::as_str));
            imported.push(FUNCTION);
            push_number(&mut imported, kind);
        }
        let mut exported = Vec::new();
        let all_exports = self.all_exports()?;
        push_number(&mut exported, all_exports.len());
        for (name, kind, index) in all_exports {
            push_text(&mut exported, exports.get(name).map_or(name, String::as_str));
            exported.push(kind);
            push_number(&mut exported, index);
        }
        let sections = self.sections.iter().map(|(id, content)| match *id {
            IMPORTS => (IMPORTS, imported.as_slice()),
            EXPORTS => (EXPORTS, exported.as_slice()),
            id => (id, *content),
        });
        Some(written(sections))
    }

    /// The module without what only tools and debuggers read.
    pub(crate) fn without_names(&self) -> Vec<u8> {
        written(self.sections.iter().copied().filter(|(id, _)| *id != CUSTOM))
    }

    /// The functions in the order of their bodies, by their number where they have no name.
    pub(crate) fn functions(&self) -> Option<Vec<Function>> {
        let imported = self.all_imports()?.len();
        let mut names = self.function_names().unwrap_or_default();
        let mut bodies = Reader(self.section(CODE)?);
        (0..bodies.number()?)
            .map(|at| {
                let name = names.remove(&(imported + at)).unwrap_or_else(|| format!("function {at}"));
                Some(Function { name, bytes: bodies.sized()?.len() })
            })
            .collect()
    }

    fn section(&self, wanted: u8) -> Option<&'a [u8]> {
        self.sections.iter().find(|(id, _)| *id == wanted).map(|(_, content)| *content)
    }

    fn all_imports(&self) -> Option<Vec<Import<'a>>> {
        let Some(section) = self.section(IMPORTS) else { return Some(Vec::new()) };
        let mut section = Reader(section);
        (0..section.number()?)
            .map(|_| {
                let (from, name) = (section.text()?, section.text()?);
                let is_function = section.byte()? == FUNCTION;
                is_function.then_some(Import { from, name, kind: section.number()? })
            })
            .collect()
    }

    fn all_exports(&self) -> Option<Vec<(&'a str, u8, usize)>> {
        let Some(section) = self.section(EXPORTS) else { return Some(Vec::new()) };
        let mut section = Reader(section);
        (0..section.number()?).map(|_| Some((section.text()?, section.byte()?, section.number()?))).collect()
    }

    fn function_names(&self) -> Option<BTreeMap<usize, String>> {
        let custom = self.sections.iter().filter(|(id, _)| *id == CUSTOM);
        let mut parts = custom
            .map(|(_, content)| Reader(content))
            .find_map(|mut content| (content.text()? == "name").then_some(content))?;
        while parts.byte()? != FUNCTION_NAMES {
            parts.sized()?;
        }
        let mut names = Reader(parts.sized()?);
        (0..names.number()?).map(|_| Some((names.number()?, names.text()?.to_owned()))).collect()
    }
}

/// Short names for these, each different.
pub(crate) fn short_names(names: &[&str]) -> Names {
    names.iter().enumerate().map(|(at, name)| ((*name).to_owned(), short_name(at))).collect()
}

/// `a` to `z`, `aa` and so on.
fn short_name(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + (number % 26) as u8));
        if number < 26 {
            return letters.into_iter().rev().collect();
        }
        number = number / 26 - 1;
    }
}

fn written<'s>(sections: impl Iterator<Item = (u8, &'s [u8])>) -> Vec<u8> {
    let mut module = HEADER.to_vec();
    for (id, content) in sections {
        module.push(id);
        push_number(&mut module, content.len());
        module.extend_from_slice(content);
    }
    module
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_number(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

/// As LEB128 has it: seven bits a byte, the lowest first.
fn push_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The rest of what is read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn sized(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        let (first, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(first)
    }

    fn text(&mut self) -> Option<&'a str> {
        str::from_utf8(self.sized()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(import "./glue" "__wbg_now" (func)) (func (export "run")) (func $tail nop)`, with names.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\
        \x02\x14\x01\x06./glue\x09__wbg_now\0\0\
        \x03\x03\x02\0\0\x07\x07\x01\x03run\0\x01\
        \x0a\x08\x02\x02\0\x0b\x03\0\x01\x0b\
        \0\x0e\x04name\x01\x07\x01\x02\x04tail";

    #[test]
    fn functions_have_names_and_sizes() {
        let functions = Module::read(MODULE).unwrap().functions().unwrap();
        let expected = [("function 0", 2), ("tail", 3)];
        assert_eq!(functions, expected.map(|(name, bytes)| Function { name: name.to_owned(), bytes }));
    }

    #[test]
    fn imports_and_exports_get_other_names() {
        let module = Module::read(MODULE).unwrap();
        let imports = short_names(&module.imports().unwrap());
        let renamed = module.renamed("b", &imports, &Names::new()).unwrap();
        let renamed = Module::read(&renamed).unwrap();
        assert_eq!((renamed.imports().unwrap(), renamed.exports().unwrap()), (vec!["a"], vec!["run"]));
        assert_eq!(renamed.functions(), module.functions());
    }

    #[test]
    fn names_of_functions_go() {
        let plain = Module::read(MODULE).unwrap().without_names();
        assert!(MODULE.starts_with(&plain));
        assert_eq!(MODULE.len() - plain.len(), 16);
    }

    #[test]
    fn short_names_differ() {
        let names = [0, 25, 26, 51, 701, 702].map(short_name);
        assert_eq!(names, ["a", "z", "aa", "az", "zz", "aaa"]);
    }

    #[test]
    fn what_is_no_module_is_not_read() {
        for cut in [b"".as_slice(), b"\0asm", &MODULE[..MODULE.len() - 1]] {
            assert!(Module::read(cut).is_none());
        }
    }
}
