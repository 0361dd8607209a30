//! The corpora of the fuzz targets, and many inputs made of them. `BACKUP_CASES=1000000` tries as many of each.

#[path = "../fuzz/oracles.rs"]
mod oracles;

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
};

use backup_tests::tried;
use proptest::{
    prelude::*,
    sample::{Index, select},
    test_runner::{Config, TestRunner},
};

/// What is put into the middle of others: what formats are made of, and what programs trip over.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "null",
    "true",
    "-0",
    "1e999",
    "18446744073709551616",
    "\\u0000",
    "\\ud800",
    "{\"error_code\":\"X.1\",\"error_msg\":\"m\"}",
    "\"job_id\":",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "%",
    "%2F",
    "%2e%2e",
    "%00",
    "%FF",
    "&amp;",
    "#",
    "?",
    "=",
    "&",
    "//",
    "\\",
    "@",
    "..",
    ".1",
    "0x7f",
    "xn--",
    "localhost",
    ":443",
    "https://",
    "{url}",
    "{host}",
    "{encoded}",
    "{path}",
    " ",
    "\t",
    "\r\n",
    "\n",
    "\0",
    "é",
    "中",
    "token=",
    "listen = ",
    "host = ",
];

/// The files of a corpus.
fn corpus(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpora").join(name);
    let paths = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths.map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    files.sort();
    files
}

#[test]
fn each_input_of_a_corpus_gets_what_it_must() {
    let mut inputs = 0;
    for (name, oracle) in oracles::ALL {
        let files = corpus(name);
        assert!(files.len() >= 5, "the corpus {name} is there");
        for (path, bytes) in files {
            let held = catch_unwind(AssertUnwindSafe(|| oracle(&bytes)));
            assert!(held.is_ok(), "{}", path.display());
            inputs += 1;
        }
    }
    tried("corpora", inputs);
}

/// A change of an input, at a place of it.
#[derive(Clone, Debug)]
enum Edit {
    Insert(Index, &'static str),
    Put(Index, u8),
    Remove(Index, usize),
    Double(Index, usize),
    Splice(Index, Index, Index),
}

fn edits() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (any::<Index>(), select(PIECES)).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        2 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Edit::Put(at, byte)),
        2 => (any::<Index>(), 1..8_usize).prop_map(|(at, count)| Edit::Remove(at, count)),
        1 => (any::<Index>(), 1..16_usize).prop_map(|(at, count)| Edit::Double(at, count)),
        1 => any::<(Index, Index, Index)>().prop_map(|(at, other, from)| Edit::Splice(at, other, from)),
    ]
}

fn edited(corpus: &[Vec<u8>], bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for edit in edits {
        let place = |at: &Index| at.index(bytes.len() + 1);
        match edit {
            Edit::Insert(at, piece) => {
                let at = place(at);
                bytes.splice(at..at, piece.bytes());
            }
            Edit::Put(at, byte) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Edit::Put(..) => {}
            Edit::Remove(at, count) => {
                let at = place(at);
                let end = (at + count).min(bytes.len());
                bytes.drain(at..end);
            }
            Edit::Double(at, count) => {
                let at = place(at);
                let again = bytes[at..(at + count).min(bytes.len())].to_vec();
                bytes.splice(at..at, again);
            }
            Edit::Splice(at, other, from) => {
                let (at, other) = (place(at), &corpus[other.index(corpus.len())]);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from.index(other.len() + 1)..]);
            }
        }
    }
    bytes
}

/// Tries inputs made of a corpus by a few edits each.
fn try_many(name: &'static str) {
    let (_, oracle) = oracles::ALL.into_iter().find(|(known, _)| *known == name).unwrap();
    let corpus: Vec<_> = corpus(name).into_iter().map(|(_, bytes)| bytes).collect();
    let cases = backup_tests::cases(2_000);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() };
    let strategy = (any::<Index>(), prop::collection::vec(edits(), 0..8));
    let end = TestRunner::new(config).run(&strategy, |(first, edits)| {
        oracle(&edited(&corpus, &corpus[first.index(corpus.len())], &edits));
        Ok(())
    });
    if let Err(error) = end {
        panic!("{name}: {error}");
    }
    tried("made-inputs", cases as usize);
}

macro_rules! many {
    ($($name:ident)*) => { $( #[test] fn $name() { try_many(stringify!($name)) } )* };
}

many! { answers refusals hosts templates signatures links settings }
