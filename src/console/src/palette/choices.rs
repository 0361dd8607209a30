use backup_model::{
    catalogue::Entry,
    draft::Draft,
    region::{name, regions},
};
use backup_words::{Words, words};
use serde_json::Value as Json;

use crate::{
    calls::{Calls, Record},
    route::{Route, lists_shares},
    session::Session,
    settings::Setting,
    texts::place,
};

words! {
    mod text {
        reference(page: &str): "{page}: reference";
        backups: "Backups";
        shares: "VBS shares";
        calls: "Calls in this tab";
        page: "page";
        region: "region";
        connection: "connection";
    }
}

/// So many are shown at the most: whoever does not see it yet types another letter.
const MOST: usize = 40;
/// So many of the calls before are offered once more.
const MOST_AGAIN: usize = 8;

/// Something to choose.
#[derive(Clone, PartialEq)]
pub struct Choice {
    /// What choosing it does.
    pub leads: Leads,
    /// What it is called.
    pub name: String,
    /// What it belongs to.
    pub about: String,
    /// Whether its name is code.
    pub code: bool,
}

/// What choosing does.
#[derive(Clone, PartialEq)]
pub enum Leads {
    /// Shows a page.
    To(Route),
    /// Fills in what was sent before.
    Again(&'static Entry, Draft),
    /// Goes on at a connection by name.
    At(String),
    /// Goes on in another region.
    Into(&'static str),
}

/// What fits the words of the query: operations, what was sent, pages and, once something is typed, regions and
/// references.
pub fn choices(
    words: Words,
    offered: &[&'static Entry],
    session: &Session,
    calls: &Calls,
    query: &str,
) -> Vec<Choice> {
    let plain = |leads, name: &str, about: &str| Choice {
        leads,
        name: name.to_owned(),
        about: about.to_owned(),
        code: false,
    };
    let operation = |entry: &&'static Entry| {
        plain(Leads::To(Route::Operation(entry)), (entry.title)(words), entry.service.name())
    };
    let reference = |entry: &&'static Entry| {
        let name = text::reference(words, (entry.title)(words));
        plain(Leads::To(Route::Reference(entry)), &name, entry.service.name())
    };
    let mut all: Vec<Choice> = offered.iter().map(operation).collect();
    all.extend(session.connections().map(|named| {
        let about = [text::connection(words), &place(named)].join(" · ");
        plain(Leads::At(named.name.as_str().to_owned()), named.name.as_str(), &about)
    }));
    all.extend(again(words, offered, calls));
    if offered.iter().any(|entry| entry.lists_backups()) {
        all.push(plain(Leads::To(Route::Backups), text::backups(words), text::page(words)));
    }
    if lists_shares(offered) {
        all.push(plain(Leads::To(Route::Shares), text::shares(words), text::page(words)));
    }
    all.push(plain(Leads::To(Route::Calls), text::calls(words), text::page(words)));
    if !query.trim().is_empty() {
        all.extend(offered.iter().map(reference));
        all.extend(regions_of(words, session));
    }
    all.retain(|choice| {
        query.split_whitespace().all(|word| contains(&choice.name, word) || contains(&choice.about, word))
    });
    all.truncate(MOST);
    all
}

fn regions_of(words: Words, session: &Session) -> Vec<Choice> {
    let may = |code: &str| match session.offered_regions() {
        Some(offered) => offered.iter().any(|region| region.as_str() == code),
        None => !session.pins(Setting::Region),
    };
    let choice = |code: &'static str| Choice {
        leads: Leads::Into(code),
        name: code.to_owned(),
        about: [text::region(words), name(code).unwrap_or_default()].join(" "),
        code: true,
    };
    regions().into_iter().filter(|code| may(code)).map(choice).collect()
}

/// What was sent before, each once, the newest first.
fn again(words: Words, offered: &[&'static Entry], calls: &Calls) -> Vec<Choice> {
    let mut found: Vec<Choice> = Vec::new();
    for record in &calls.records {
        let entry = offered.iter().find(|entry| entry.id == record.operation);
        let Some((entry, draft)) = entry.and_then(|entry| Some((*entry, sent(record)?))) else { continue };
        let choice = Choice {
            leads: Leads::Again(entry, draft),
            name: record.target(),
            about: (entry.title)(words).to_owned(),
            code: true,
        };
        if found.len() < MOST_AGAIN && !found.contains(&choice) {
            found.push(choice);
        }
    }
    found
}

/// What was sent, as it is typed; none where nothing was.
fn sent(record: &Record) -> Option<Draft> {
    let one = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let of = |value: &Json| match value {
        Json::Array(items) => items.iter().map(one).collect::<Vec<_>>().join("\n"),
        value => one(value),
    };
    let values = record.input.as_object().filter(|values| !values.is_empty())?;
    Some(values.iter().map(|(name, value)| (name.as_str(), of(value))).collect())
}

fn contains(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}
