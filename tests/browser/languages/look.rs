//! Looks at a page in the language that nobody speaks.

use std::collections::BTreeSet;

use crate::connecting::open_first_form;
use backup_model::{
    answer::{AnswerField, Shape},
    operations::{CATALOGUE, DESCRIPTIONS},
    region::{name, regions},
    rule::Rule,
};
use backup_sandbox::seed;
use backup_tests::{Page, Site};
use serde::Deserialize;

const PSEUDO: &str = "en-XA";

const LOOK: &str = include_str!("look.js");

/// What is no word of the page: what the emulated cloud holds, and what the stories type.
const GIVEN: [&str; 40] = [
    "denied",
    "reader",
    seed::ACCOUNT,
    seed::USER,
    seed::REGION,
    seed::OTHER_REGION,
    "bucketname",
    "aosblueprints",
    "audit-archive-singapore",
    "risk-reports",
    "before-upgrade",
    "audit-core",
    "audit-shop",
    "audit-test",
    "release-2026-09",
    "catalogue",
    "telemetry",
    "orders",
    "ledger",
    "reporting",
    "crm-test",
    "sessions",
    "audit-trail",
    "restored-catalogue",
    "sandbox",
    "profiles",
    "metrics",
    "cache",
    "sensor-archive",
    "trial",
    "autobk",
    "manualbk",
    "web-01-system",
    "web-02-system",
    "git-data",
    "erp-data",
    "wiki-data",
    "render-scratch",
    "BackupInstance",
    "DeleteBackup",
];

/// What a Chinese reader knows by these names alone.
const GIVEN_IN_CHINESE: [&str; 8] =
    ["Backup Console", "Ctrl", "Token", "Explorer", "Cassandra", "Mongo", "Influx", "Redis"];

/// That, and the names on the wire.
fn given(tag: &str) -> Vec<&'static str> {
    let fields = CATALOGUE.iter().flat_map(|entry| entry.fields).map(|field| field.name);
    let choices = CATALOGUE.iter().flat_map(|entry| entry.fields).flat_map(|field| match field.rule {
        Rule::OneOf(choices) => choices,
        _ => &[],
    });
    let chosen = choices.map(|choice| choice.value);
    let mut names: Vec<&str> = GIVEN.into_iter().chain(fields).chain(chosen).collect();
    // What programs call a batch of calls.
    names.extend(["deletion", "sharing", "links"]);
    names.extend(regions().into_iter().filter_map(name));
    CATALOGUE.iter().for_each(|entry| answered(entry.answer(), &mut names));
    if tag != PSEUDO {
        names.extend(GIVEN_IN_CHINESE);
        names.extend(DESCRIPTIONS.iter().flat_map(|one| one.document.statuses).map(|status| status.name));
    }
    names.sort_unstable_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

fn answered(fields: &[AnswerField], names: &mut Vec<&'static str>) {
    for field in fields {
        names.push(field.name);
        let mut shape = &field.shape;
        while let Shape::List(item) | Shape::OneOrMore(item) = shape {
            shape = item;
        }
        if let Shape::Object(fields) = shape {
            answered(fields, names);
        }
    }
}

/// What was seen in all states of a page, told at the end.
pub(super) struct Looks {
    tag: &'static str,
    seen: BTreeSet<String>,
}

impl Default for Looks {
    fn default() -> Self {
        Self::of(PSEUDO)
    }
}

#[derive(Deserialize)]
struct Seen {
    english: Vec<String>,
    cut: Vec<String>,
}

/// A site whose page can be told in the language that nobody speaks; it is told in English between the looks, so that
/// things can be found.
pub(super) async fn site(page: &Page) -> Site {
    let site = Site::in_pseudo_language(true).await;
    open_first_form(page, &site.address()).await;
    page.speak("en").await;
    site
}

impl Looks {
    /// In another language.
    pub(super) const fn of(tag: &'static str) -> Self {
        Self { tag, seen: BTreeSet::new() }
    }

    /// Looks at a state in the other language, wide and narrow: nothing is told in English, nothing is cut, and nothing
    /// is wider than the page.
    pub(super) async fn look(&mut self, page: &Page, state: &str) {
        page.speak(self.tag).await;
        for width in [1366, 390] {
            page.resize(width, 844).await;
            let seen: Seen = page.ask(LOOK, vec![self.tag.into(), given(self.tag).into()]).await;
            self.seen.extend(seen.english.iter().map(|text| format!("English, {state}: {text}")));
            self.seen.extend(seen.cut.iter().map(|text| format!("cut at {width}, {state}: {text}")));
        }
        page.resize(1366, 844).await;
        page.speak("en").await;
    }

    /// That all was told in the other language, and whole.
    pub(super) fn assert(self) {
        let seen: Vec<String> = self.seen.into_iter().collect();
        assert!(seen.is_empty(), "{}", seen.join("\n"));
    }
}
