//! Backups as rows of a table.

use std::rc::Rc;

use backup_model::{
    overview::Backup,
    report::{Action, FollowUp, Tone as Taken},
};
use backup_words::{Text, Words, words};
use yew::AttrValue;

use crate::{
    overview::Shelved,
    result::told_actions,
    session::Session,
    texts,
    ui::{
        Tone,
        data_table::{Cell, Column, Row, RowAction, Value},
    },
};

words! {
    mod text {
        backup: "Backup";
        service: "Service";
        state: "State";
        kind: "Type";
        size: "Size";
        made: "Begun";
        age: "Age";
        holder: "Instance or disk";
        id: "Backup ID";
        holder_id: "Its ID";
        minutes(count: Count): one "1 minute", other "{count} minutes";
        hours(count: Count): one "1 hour", other "{count} hours";
        days(count: Count): one "1 day", other "{count} days";
    }
}

/// The key in exports, which does not change with the language; the heading, whether it is code, and whether it stands
/// in the details only.
const COLUMNS: [(&str, Text, bool, bool); 10] = [
    ("backup", text::backup, false, false),
    ("service", text::service, false, false),
    ("state", text::state, false, false),
    ("type", text::kind, false, false),
    ("size_bytes", text::size, false, false),
    ("begun_utc", text::age, false, false),
    ("holder", text::holder, false, false),
    ("begun", text::made, false, true),
    ("backup_id", text::id, true, true),
    ("holder_id", text::holder_id, true, true),
];

pub(super) fn columns(words: Words) -> Rc<[Column]> {
    let column = |(key, label, code, aside): &(&'static str, Text, bool, bool)| Column {
        key: (*key).into(),
        label: label(words).into(),
        code: *code,
        aside: *aside,
    };
    COLUMNS.iter().map(column).collect()
}

/// What of the backups is in the table, the newest first.
pub(super) struct Shelf {
    backups: Vec<Rc<Shelved>>,
    pub(super) rows: Rc<[Row]>,
    pub(super) actions: Rc<[Vec<RowAction>]>,
}

impl Shelf {
    pub(super) fn of(words: Words, session: &Session, backups: &[Rc<Shelved>]) -> Self {
        let now = js_sys::Date::now() as i64;
        let mut backups = backups.to_vec();
        backups.sort_by_key(|shelved| std::cmp::Reverse(shelved.backup.made));
        let rows = backups.iter().map(|shelved| row(words, shelved, now)).collect();
        let actions = backups.iter().map(|shelved| told_actions(words, session, &shelved.actions)).collect();
        Self { backups, rows, actions }
    }

    /// Where an action of a row leads.
    pub(super) fn leads(&self, (row, action): (usize, usize)) -> Option<FollowUp> {
        match self.backups.get(row)?.actions.get(action)? {
            Action::Leads(follow_up) => Some(follow_up.clone()),
            Action::Hindered { .. } => None,
        }
    }
}

fn row(words: Words, shelved: &Shelved, now: i64) -> Row {
    let Backup { id, name, standing, state, origin, kind, size, made, written, holder, holder_id } =
        &shelved.backup;
    // Told as an age, and sorted by the time, which is one hover away.
    let age = made.map_or_else(nothing, |made| Cell {
        shown: Some(told_age(words, (now - made.millis()).max(0) / 60_000).into()),
        ..Cell::text(made.to_string())
    });
    vec![
        text(name.as_ref().or(id.as_ref())),
        Cell::text(shelved.entry.declaration.service.name()),
        Cell {
            badge: Some(standing.map_or(Tone::Neutral, |standing| tone(standing.tone()))),
            ..word(state.as_ref(), standing.map(|standing| standing.told(words)))
        },
        word(kind.as_ref(), origin.map(|origin| origin.told(words))),
        number(size.and_then(|size| i64::try_from(size.0).ok()), size.map(|size| size.to_string())),
        age,
        text(holder.as_ref().or(holder_id.as_ref())),
        Cell { shown: made.map(|made| made.to_string().into()), ..text(written.as_ref()) },
        text(id.as_ref()),
        text(holder_id.as_ref()),
    ]
}

fn text(text: Option<&String>) -> Cell {
    text.map_or_else(nothing, |text| Cell::text(text.clone()))
}

/// The service's own word, as a person is told; an unknown one as it is.
fn word(word: Option<&String>, told: Option<&'static str>) -> Cell {
    match (word, told) {
        (Some(word), told) => Cell { shown: told.map(AttrValue::from), ..Cell::text(word.clone()) },
        (None, Some(told)) => Cell::text(told),
        (None, None) => nothing(),
    }
}

fn number(number: Option<i64>, shown: Option<String>) -> Cell {
    let Some(number) = number else { return nothing() };
    Cell { value: Value::Number(number), shown: shown.map(AttrValue::from), badge: None }
}

fn nothing() -> Cell {
    Cell { shown: Some(texts::NOT_GIVEN.into()), ..Cell::default() }
}

fn told_age(words: Words, minutes: i64) -> String {
    let minutes = usize::try_from(minutes).unwrap_or_default();
    match (minutes / 60, minutes / (60 * 24)) {
        (0, _) => text::minutes(words, minutes),
        (hours, 0) => text::hours(words, hours),
        (_, days) => text::days(words, days),
    }
}

const fn tone(taken: Taken) -> Tone {
    match taken {
        Taken::Done => Tone::Success,
        Taken::Accepted => Tone::Accent,
        Taken::Look => Tone::Warning,
    }
}
