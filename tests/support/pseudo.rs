//! The built site in a language that nobody speaks.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use backup_model::description::retold;
use backup_words::{
    Language, Words,
    table::{self, Table},
};

const TAG: &str = "en-XA";
const WORDS: &str = "words-pseudo.txt";
const DOCUMENTS: &str = "documents-pseudo.json";

/// A copy of a site whose page is in the pseudo-language; its words are there if they are to arrive.
pub(crate) fn site(built: &str, arrives: bool) -> PathBuf {
    let copy = copy(built);
    let entry = format!(
        "\"{TAG}\":{{\"url\":\"./{WORDS}\",\"integrity\":\"\",\
         \"documents\":{{\"url\":\"./{DOCUMENTS}\",\"integrity\":\"\"}}}},"
    );
    insert_before_languages(&copy.join("backup-console.js"), &entry);
    replace(&copy.join("index.html"), "<html lang=\"en\">", &format!("<html lang=\"{TAG}\">"));
    if arrives {
        fs::write(copy.join(WORDS), table().pseudo()).expect("it can be written");
        fs::write(copy.join(DOCUMENTS), documents()).expect("it can be written");
    }
    copy
}

/// A copy of a site, without what was compressed beforehand: it is to be changed.
pub(crate) fn copy(built: &str) -> PathBuf {
    static COPIES: AtomicUsize = AtomicUsize::new(0);
    let number = COPIES.fetch_add(1, Ordering::Relaxed);
    let copy = env::temp_dir().join(format!("backup-console-{}-{number}", std::process::id()));
    fs::create_dir_all(&copy).expect("a folder for the copy");
    for entry in fs::read_dir(built).expect("the site is built") {
        let path = entry.expect("the site can be read").path();
        // What was compressed beforehand is of the files as they were.
        if path.is_file() && !path.extension().is_some_and(|extension| extension == "br" || extension == "gz")
        {
            fs::copy(&path, copy.join(path.file_name().expect("a file has a name")))
                .expect("it can be copied");
        }
    }
    copy
}

/// Every text that is declared, in English.
pub fn declared() -> Vec<String> {
    let sections = table().sections().to_vec();
    sections.into_iter().flat_map(|section| section.texts).flat_map(|text| text.english).collect()
}

/// The words of the pseudo-language.
pub fn pseudo() -> Words {
    Words::of(Box::leak(Box::new(Language::read(&table().pseudo()).expect("the build writes what is read"))))
}

/// What documents say, in the pseudo-language.
fn documents() -> String {
    retold(pseudo(), &mut table::pseudo).expect("it is written as JSON").to_string()
}

fn table() -> Table {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace is around");
    Table::of_workspace(root).unwrap_or_else(|fault| panic!("{fault}"))
}

/// Puts a language before the others, whatever quotes the build gives these.
fn insert_before_languages(loader: &Path, entry: &str) {
    let text = fs::read_to_string(loader).expect("it is there");
    let first = ["{'zh-Hans':", "{\"zh-Hans\":"].into_iter().find_map(|first| text.find(first));
    let (before, after) = text.split_at(first.expect("the loader names the languages") + 1);
    fs::write(loader, format!("{before}{entry}{after}")).expect("it can be written");
}

fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("it is there");
    assert_eq!(text.matches(from).count(), 1, "{from}");
    fs::write(path, text.replace(from, to)).expect("it can be written");
}
