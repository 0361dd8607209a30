//! Languages beside English: the files that the loader fetches when one is asked for.

use crate::error::Error;
use crate::project;
use backup_model::description::retold;
use backup_words::table::{Fault, Table};
use backup_words::{Language, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Where translations of the declared texts lie, a file each by the language's tag.
const TRANSLATIONS: &str = "src/words/languages";

/// Where translations of what documents say lie: each text in English, with the translation.
const DOCUMENTS: &str = "src/words/documents";

/// A language, as the loader fetches it.
pub(crate) struct Translated {
    pub(crate) tag: String,
    /// What it calls itself.
    pub(crate) name: String,
    /// The declared texts.
    pub(crate) words: String,
    /// The operations as data, with what documents say.
    pub(crate) documents: String,
}

/// The languages, by their tags; each translation is whole, or the build ends.
pub(crate) fn all() -> Result<Vec<Translated>, Error> {
    let folder = project::root().join(TRANSLATIONS);
    let table = Table::of_workspace(&project::root()).map_err(Error::Words)?;
    let mut languages = Vec::new();
    for entry in fs::read_dir(&folder).map_err(Error::file(&folder))? {
        languages.push(translated(&table, &entry.map_err(Error::file(&folder))?.path())?);
    }
    languages.sort_by(|one, other| one.tag.cmp(&other.tag));
    Ok(languages)
}

fn translated(table: &Table, path: &Path) -> Result<Translated, Error> {
    let tag = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let translation = fs::read_to_string(path).map_err(Error::file(path))?;
    let words = table.translated(&tag, &translation).map_err(Error::Words)?;
    let path = project::root().join(DOCUMENTS).join(format!("{tag}.json"));
    let translation = fs::read_to_string(&path).map_err(Error::file(&path))?;
    let documents = documents(&words, &translation)?;
    let name = spoken(&words)?.name().to_owned();
    Ok(Translated { tag, name, words, documents })
}

/// The words of a language's file. The program ends before long.
fn spoken(words: &str) -> Result<Words, Error> {
    let language = Language::read(words).map_err(|_| Error::Words(Fault::Missing(Vec::new())))?;
    Ok(Words::of(Box::leak(Box::new(language))))
}

fn documents(words: &str, translation: &str) -> Result<String, Error> {
    let texts: BTreeMap<String, String> = serde_json::from_str(translation).map_err(Error::Described)?;
    let mut unused: BTreeSet<&str> = texts.keys().map(String::as_str).collect();
    let mut missing = BTreeSet::new();
    let told = retold(spoken(words)?, &mut |english| {
        unused.remove(english);
        texts.get(english).cloned().unwrap_or_else(|| {
            missing.insert(english.to_owned());
            String::new()
        })
    });
    if !missing.is_empty() {
        return Err(Error::Words(Fault::Missing(missing.into_iter().collect())));
    }
    if !unused.is_empty() {
        return Err(Error::Words(Fault::Surplus(unused.into_iter().map(str::to_owned).collect())));
    }
    Ok(told.map_err(Error::Described)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_tells_every_operation() {
        for Translated { tag, name, words, documents } in all().unwrap() {
            assert_eq!(words.lines().next(), Some(tag.as_str()));
            assert!(!name.is_empty() && !name.contains('\''), "{name} stands in quotes in the loader");
            let documents: serde_json::Value = serde_json::from_str(&documents).unwrap();
            assert!(documents[0]["statuses"][0]["meaning"].is_string(), "{documents}");
        }
    }

    #[test]
    fn what_documents_say_is_translated_whole_and_nothing_else_is() {
        let [Translated { words, .. }] = &all().unwrap()[..] else { panic!("one language") };
        let path = project::root().join(DOCUMENTS).join("zh-Hans.json");
        let whole: BTreeMap<String, String> =
            serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let fault = |texts: &BTreeMap<String, String>| {
            documents(words, &serde_json::to_string(texts).unwrap()).unwrap_err()
        };
        let mut less = whole.clone();
        let (lost, _) = less.pop_first().unwrap();
        assert!(matches!(fault(&less), Error::Words(Fault::Missing(texts)) if texts == [lost]));
        let mut more = whole;
        more.insert("Nobody says so.".to_owned(), "无".to_owned());
        assert!(matches!(fault(&more), Error::Words(Fault::Surplus(texts)) if texts == ["Nobody says so."]));
    }
}
