//! What may be cleaned away: chips that choose backups, and do nothing more.

use std::{collections::HashSet, rc::Rc};

use backup_model::{
    moment::Moment,
    overview::{Mark, Seen, Standing},
    size::Size,
};
use backup_words::{Words, words};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{
    rows::{Candidate, Shelf},
    shown::{Known, known},
};
use crate::overview::{Overview, Shelved};

words! {
    mod text {
        title: "Candidates to clean";
        gone: "instance gone";
        failed: "failed";
        older_than(age: &str): "older than {age}";
        age: "Age of candidates";
        unknown(services: &str): "Not every instance is known of: {services}.";
    }
}

/// The ages to choose among, in days.
const AGES: [u16; 5] = [30, 90, 180, 365, 730];

/// From which age on a backup is a candidate, in days.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Age(u16);

impl Default for Age {
    fn default() -> Self {
        Self(365)
    }
}

/// Why a backup may be cleaned away.
#[derive(Clone, Copy)]
enum Why {
    Orphaned,
    Failed,
    Old(Age),
}

impl Why {
    fn told(self, words: Words) -> String {
        match self {
            Self::Orphaned => text::gone(words).to_owned(),
            Self::Failed => text::failed(words).to_owned(),
            Self::Old(Age(days)) => text::older_than(words, &Mark::OlderThan(days).told(words)),
        }
    }

    fn mark(self) -> Mark {
        match self {
            Self::Orphaned => Mark::Orphaned,
            Self::Failed => Mark::Stands(Standing::Failed),
            Self::Old(Age(days)) => Mark::OlderThan(days),
        }
    }
}

/// A chip for each reason that there is, with how many backups it chooses and what they take: of those that are shown, and
/// that can be deleted from here.
pub(super) fn candidate_bar(
    words: Words,
    overview: &Overview,
    shelf: &Shelf,
    chosen: &HashSet<Known>,
    age: Age,
    (onage, onchoose): (UseStateSetter<Age>, Callback<(Vec<usize>, bool)>),
) -> Html {
    let now = Moment::from_millis(js_sys::Date::now() as i64);
    let chip = |why: Why| {
        let rows = rows(shelf, why.mark(), now);
        if rows.is_empty() && !matches!(why, Why::Old(_)) {
            return Html::default();
        }
        let is_chosen = |row: &usize| shelf.backups.get(*row).is_some_and(|it| chosen.contains(&known(it)));
        let are_chosen = !rows.is_empty() && rows.iter().all(is_chosen);
        let size =
            rows.iter().filter_map(|row| shelf.backups.get(*row)?.backup.size).map(|size| size.0).sum();
        let told = format!("{} · {}", words.number(rows.len()), Size(size));
        let disabled = rows.is_empty();
        let onclick = onchoose.reform(move |_: MouseEvent| (rows.clone(), !are_chosen));
        html! {
            <button type="button" class="mark" aria-pressed={are_chosen.to_string()} {disabled} {onclick}>
                { why.told(words) }{ " " }<small>{ told }</small>
            </button>
        }
    };
    let unknown: Vec<&str> = overview.without_instances().map(|service| service.name()).collect();
    html! {
        <div class="marks" role="group" aria-label={text::title(words)}>
            <div>
                <span class="muted" aria-hidden="true">{ text::title(words) }</span>
                { chip(Why::Orphaned) }
                { chip(Why::Failed) }
                { chip(Why::Old(age)) }
                { ages(words, age, onage) }
            </div>
            if !unknown.is_empty() {
                <span class="note">{ text::unknown(words, &unknown.join(", ")) }</span>
            }
        </div>
    }
}

/// The rows that have a mark and can be deleted.
fn rows(shelf: &Shelf, mark: Mark, now: Moment) -> Vec<usize> {
    let all = shelf.backups.iter().zip(&shelf.candidates).enumerate();
    let is_one = |(_, (shelved, candidate)): &(usize, (&Rc<Shelved>, &Candidate))| {
        let (of, backup) = (shelved.entry.service, &shelved.backup);
        candidate.can_go && mark.holds(Seen { of, backup, is_orphaned: candidate.is_orphaned }, now)
    };
    all.filter(is_one).map(|(row, _)| row).collect()
}

fn ages(words: Words, age: Age, onage: UseStateSetter<Age>) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let select: Option<HtmlSelectElement> = event.target_dyn_into();
        if let Some(days) = select.and_then(|select| select.value().parse().ok()) {
            onage.set(Age(days));
        }
    });
    let option = |days: u16| {
        html! { <option value={days.to_string()} selected={days == age.0}>{ Mark::OlderThan(days).told(words) }</option> }
    };
    html! { <select class="age" aria-label={text::age(words)} {onchange}>{ for AGES.map(option) }</select> }
}
