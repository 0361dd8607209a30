//! A translation, as people write it, held against the table.

use std::collections::BTreeMap;

use super::{Fault, Section, Table, Text};
use crate::{filled, grammar};

impl Table {
    /// The file of a language from its translation: a line `[path::of::section]`, then `key = text` for each of its texts;
    /// `key.one = text` and so on where the English text has forms and the language has more than one. Lines that begin
    /// with `#` are remarks.
    ///
    /// # Errors
    /// The first kind of fault that is found, with all that have it.
    pub fn translated(&self, tag: &str, translation: &str) -> Result<String, Fault> {
        let mut given = lines(tag, translation)?;
        let mut missing = Vec::new();
        let mut texts = BTreeMap::new();
        for section in &self.0 {
            for text in &section.texts {
                let name = format!("{}::{}", section.path, text.key);
                let mut forms = Vec::new();
                for key in keys(tag, &name, text) {
                    match given.remove(&key) {
                        Some(form) => forms.push(form),
                        None => missing.push(key),
                    }
                }
                if !missing.is_empty() {
                    continue;
                }
                check(&name, text, &forms)?;
                texts.insert(name, forms);
            }
        }
        if !missing.is_empty() {
            return Err(Fault::Missing(missing));
        }
        if !given.is_empty() {
            return Err(Fault::Surplus(given.into_keys().collect()));
        }
        let told = |section: &Section, text: &Text| {
            texts.get(&format!("{}::{}", section.path, text.key)).cloned().unwrap_or_default()
        };
        Ok(self.file(tag, &told))
    }
}

/// The texts of a translation by the whole names of their keys.
fn lines(tag: &str, translation: &str) -> Result<BTreeMap<String, String>, Fault> {
    let mut section = "";
    let mut given = BTreeMap::new();
    for (index, line) in translation.lines().enumerate() {
        let fault = |expected| Fault::Malformed { at: tag.to_owned(), line: index + 1, expected };
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(path) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = path;
            continue;
        }
        let (key, text) = line.split_once('=').ok_or_else(|| fault("a key and a text"))?;
        if text.contains(grammar::JOINT) {
            return Err(fault("no tab"));
        }
        if given.insert(format!("{section}::{}", key.trim()), text.trim().to_owned()).is_some() {
            return Err(fault("a key that is not there yet"));
        }
    }
    Ok(given)
}

/// The keys that a translation gives for a text.
fn keys(tag: &str, name: &str, text: &Text) -> Vec<String> {
    match grammar::forms(tag) {
        forms if text.english.len() > 1 && forms.len() > 1 => {
            forms.iter().map(|form| format!("{name}.{form}")).collect()
        }
        _ => vec![name.to_owned()],
    }
}

/// Each form holds no other placeholders than the parameters, and the last one all of them.
fn check(name: &str, text: &Text, forms: &[String]) -> Result<(), Fault> {
    if text.parameters.is_empty() {
        return Ok(());
    }
    for (index, form) in forms.iter().enumerate() {
        let mut found: Vec<&str> = Vec::new();
        let mut rest = form.as_str();
        while let Some((_, name, after)) = filled::split(rest) {
            found.push(name);
            rest = after;
        }
        let known = found.iter().all(|name| text.parameters.iter().any(|parameter| parameter == name));
        let whole = text.parameters.iter().all(|parameter| found.contains(&parameter.as_str()));
        if !known || (index + 1 == forms.len() && !whole) {
            return Err(Fault::Placeholders(name.to_owned()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::sections;
    use super::*;
    use crate::{Language, Words, words};

    words! {
        mod text {
            heading: "Calls";
            refused_by(host: &str): "{host} refused it";
            sent(count: Count): one "One call", other "{count} calls";
        }
    }

    fn table() -> Table {
        let source = r#"words! {
    mod text {
        heading: "Calls";
        refused_by(host: &str): "{host} refused it";
        sent(count: Count): one "One call", other "{count} calls";
    }
}"#;
        Table::new(sections("backup_words::table::translation::tests", source).unwrap()).unwrap()
    }

    fn words(file: &str) -> Words {
        Words::of(Box::leak(Box::new(Language::read(file).unwrap())))
    }

    const HEAD: &str = "[backup_words::table::translation::tests::text]\n";

    #[test]
    fn a_translation_is_told_by_the_same_functions() {
        let lines = "# a remark\nheading = 调用\nrefused_by = 被{host}拒绝\nsent = {count} 次调用\n";
        let words = words(&table().translated("zh-Hans", &format!("{HEAD}{lines}")).unwrap());
        assert_eq!(words.tag(), "zh-Hans");
        assert_eq!(text::heading(words), "调用");
        assert_eq!(text::refused_by(words, "a.b"), "被a.b拒绝");
        assert_eq!(text::sent(words, 1), "1 次调用");
        assert_eq!(text::sent(words, 1000), "1,000 次调用");
    }

    #[test]
    fn a_language_with_forms_chooses_among_them() {
        let lines = "heading = Rufe\nrefused_by = {host}\nsent.one = Ein Ruf\nsent.other = {count} Rufe\n";
        let words = words(&table().translated("de", &format!("{HEAD}{lines}")).unwrap());
        assert_eq!(text::sent(words, 1), "Ein Ruf");
        assert_eq!(text::sent(words, 0), "0 Rufe");
    }

    #[test]
    fn what_is_missing_surplus_or_wrong_is_named() {
        let name = |key: &str| format!("backup_words::table::translation::tests::text::{key}");
        for (lines, fault) in [
            ("heading = a\nrefused_by = {host}", Fault::Missing(vec![name("sent")])),
            ("heading = a\nrefused_by = {host}\nsent = {count}\nold = a", Fault::Surplus(vec![name("old")])),
            ("heading = a\nrefused_by = {server}\nsent = {count}", Fault::Placeholders(name("refused_by"))),
            ("heading = a\nrefused_by = {host}\nsent = many", Fault::Placeholders(name("sent"))),
        ] {
            assert_eq!(table().translated("zh", &format!("{HEAD}{lines}")), Err(fault));
        }
    }

    #[test]
    fn the_pseudo_language_tells_all_of_it_longer() {
        let words = words(&table().pseudo());
        let heading = text::heading(words);
        assert!(heading.starts_with("Çàļļš") && heading.chars().count() >= 7, "{heading}");
        assert!(text::refused_by(words, "a.b").starts_with("a.b ŕéƒüšéð"));
        assert!(text::sent(words, 1).starts_with("Öñé çàļļ"));
        assert!(text::sent(words, 2).starts_with("2 çàļļš"));
    }

    #[test]
    fn half_a_file_is_refused() {
        let file = table().pseudo();
        let half = file.trim_end().rsplit_once('\n').unwrap().0;
        assert!(Language::read(half).is_err());
        assert!(Language::read("").is_err());
        assert!(Language::read("<!doctype html>\n<html>").is_err());
    }
}
