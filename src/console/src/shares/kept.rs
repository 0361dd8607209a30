//! What was done about shares and what was typed, kept over a reload. It holds ids and what was told, never a secret.

use backup_client::Credential;
use backup_model::value::ProjectId;
use backup_words::Words;
use serde::{Deserialize, Serialize};

use super::{
    Plan, Share, Shares,
    deed::{Deed, Fate, Item},
    driver,
};
use crate::{fates::Sent, overview::Of, storage};

/// An ID or a name is shorter: a longer word may be a token that was pasted into the wrong field.
const LONGEST_WORD: usize = 100;

/// What the tab had kept.
#[derive(Default)]
pub struct Restored {
    pub(super) plan: Plan,
    pub(super) items: Vec<Item>,
}

#[derive(Deserialize, Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
enum Kept {
    Plan { backup: String, targets: String },
    Item(Box<KeptItem>),
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct KeptItem {
    deed: String,
    of_backup: String,
    share: Option<String>,
    to: Option<String>,
    region: String,
    project: String,
    fate: String,
    word: String,
    said: String,
    sent: Option<Sent>,
}

/// Writes down what became of each, as it is told now, and what is typed, but for what could be a secret.
pub(super) fn save(shares: &Shares, credential: Option<&Credential>, words: Words) {
    let may_be_kept = |text: &str| {
        !credential.is_some_and(|credential| credential.is_in(text))
            && text
                .split(|c: char| c.is_whitespace() || c == ',' || c == ';')
                .all(|word| word.len() <= LONGEST_WORD)
    };
    let Plan { backup, targets, .. } = &shares.plan;
    let is_typed = !(backup.is_empty() && targets.is_empty()) && may_be_kept(backup) && may_be_kept(targets);
    let plan = is_typed.then(|| Kept::Plan { backup: backup.clone(), targets: targets.clone() });
    let items = shares.items.iter().map(|item| Kept::Item(Box::new(kept(item, words))));
    let all: Vec<Kept> = plan.into_iter().chain(items).collect();
    storage::save(storage::SHARES, &all);
}

/// What was typed, and what was done at this place before the page was loaded again.
pub(super) fn load(of: &Of, words: Words) -> Restored {
    let mut restored = Restored::default();
    for kept in storage::load::<Kept>(storage::SHARES) {
        match kept {
            Kept::Plan { backup, targets } => restored.plan = Plan { backup, targets, only: false },
            Kept::Item(kept) => restored.items.extend(item(of, *kept, words)),
        }
    }
    restored
}

fn kept(item: &Item, words: Words) -> KeptItem {
    let (word, said) = item.told(words);
    let share = match &item.deed {
        Deed::Cancel { share, .. } => Some(share.clone()),
        Deed::Share { .. } | Deed::CancelAll => None,
    };
    KeptItem {
        deed: item.deed.as_str().to_owned(),
        of_backup: item.backup.clone(),
        share,
        to: item.deed.project().map(str::to_owned),
        region: item.ready.place.region.to_string(),
        project: item.ready.plan.project().to_owned(),
        fate: item.fate.as_str().to_owned(),
        word,
        said,
        sent: item.sent.clone(),
    }
}

fn item(of: &Of, kept: KeptItem, words: Words) -> Option<Item> {
    let KeptItem { deed, of_backup, share, to, region, project, fate, word, said, sent } = kept;
    if region != of.place.region.as_str() || project != of.project {
        return None;
    }
    let item = match deed.as_str() {
        "share" => driver::share(of, &of_backup, to?.parse::<ProjectId>().ok()?),
        "cancel" => driver::cancel(of, &of_backup, Some(&Share { id: share, to, ..Share::default() })),
        "cancel-all" => driver::cancel(of, &of_backup, None),
        _ => None,
    }?;
    Some(Item { fate: Fate::kept(words, &fate, word, said)?, sent, ..item })
}
