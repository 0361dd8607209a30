//! Looks at a page in the language that nobody speaks.

use std::collections::BTreeSet;

use backup_sandbox::seed;
use backup_tests::{
    Page, Site,
    literals::{NOT_YET, literals},
};
use serde::Deserialize;

const PSEUDO: &str = "en-XA";

const LOOK: &str = include_str!("look.js");

/// What is no word of the page: what the emulated cloud holds, and what the stories type.
const GIVEN: [&str; 8] = [
    seed::ACCOUNT,
    seed::USER,
    seed::REGION,
    seed::OTHER_REGION,
    "bucketname",
    "aosblueprints",
    "audit-archive-singapore",
    "risk-reports",
];

/// Words of the model that stand alone, and are told in English alone yet.
const WORDS_NOT_YET: [&str; 22] = [
    "action",
    "API Explorer",
    "body",
    "buckets",
    "ID",
    "Job ID",
    "links",
    "object",
    "paths",
    "read",
    "shared",
    "shares",
    "text",
    "write",
    "instance-level",
    "table-level",
    "every DDS backup of project",
    "needs",
    "close or open",
    "enabled",
    "name",
    "self",
];

/// What the sources tell in English alone, in parts between what is filled in; the longest first. It goes when the last
/// of them is declared.
fn not_yet() -> Vec<String> {
    let left = literals().into_iter().filter(|(file, _)| NOT_YET.iter().any(|yet| file.starts_with(yet)));
    let parts = left.flat_map(|(_, text)| {
        let outside: Vec<String> =
            text.split('{').map(|part| part.rsplit('}').next().unwrap_or(part).trim().to_owned()).collect();
        outside
    });
    let alone = WORDS_NOT_YET.map(str::to_owned);
    let mut parts: Vec<String> = parts.filter(|part| part.len() > 1).chain(alone).collect();
    parts.sort_unstable_by_key(|part| std::cmp::Reverse(part.len()));
    parts.dedup();
    parts
}

/// What was seen in all states of a page, told at the end.
#[derive(Default)]
pub(super) struct Looks(BTreeSet<String>);

#[derive(Deserialize)]
struct Seen {
    english: Vec<String>,
    cut: Vec<String>,
}

/// A site whose page can be told in the language that nobody speaks; it is told in English between the looks, so that
/// things can be found.
pub(super) async fn site(page: &Page) -> Site {
    let site = Site::in_pseudo_language(true).await;
    page.open(&site.address()).await;
    speak(page, "en").await;
    site
}

/// Sets the language of the element, and waits until the page tells in it.
pub(super) async fn speak(page: &Page, tag: &str) {
    page.ask::<()>("document.querySelector('backup-console').lang = arguments[0]", vec![tag.into()]).await;
    page.until(&format!(
        "return [...everything(document)].some((element) => element.matches('.console[lang=\"{tag}\"]'))"
    ))
    .await;
}

impl Looks {
    /// Looks at a state in the other language, wide and narrow: nothing is told in English, nothing is cut, and nothing
    /// is wider than the page.
    pub(super) async fn look(&mut self, page: &Page, state: &str) {
        speak(page, PSEUDO).await;
        for width in [1366, 390] {
            page.resize(width, 844).await;
            let seen: Seen = page.ask(LOOK, vec![PSEUDO.into(), GIVEN.into(), not_yet().into()]).await;
            self.0.extend(seen.english.iter().map(|text| format!("English, {state}: {text}")));
            self.0.extend(seen.cut.iter().map(|text| format!("cut at {width}, {state}: {text}")));
        }
        page.resize(1366, 844).await;
        speak(page, "en").await;
    }

    /// That all was told in the other language, and whole.
    pub(super) fn assert(self) {
        let seen: Vec<String> = self.0.into_iter().collect();
        assert!(seen.is_empty(), "{}", seen.join("\n"));
    }
}
