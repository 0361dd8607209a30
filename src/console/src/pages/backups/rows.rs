//! Backups as rows of a table.

use std::rc::Rc;

use backup_model::{
    moment::Moment,
    overview::{Backup, Counted, Marks, Seen},
    report::{Action, FollowUp, Tone as Taken},
    size::Size,
};
use backup_words::{Text, Words, words};
use yew::AttrValue;

use crate::{
    deletion,
    overview::{Overview, Shelved, age},
    result::told_actions,
    session::SessionHandle,
    texts::not_given,
    ui::{
        Tone,
        data_table::{Cell, Row, RowAction, Value},
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
        kept_in: "Kept in";
        count(count: Count): one "1 backup", other "{count} backups";
        disk(size: &str): "disk of {size}";
        disks(size: &str): "disks of {size}";
    }
}

/// The key in exports, which does not change with the language; the heading, whether it is code, and whether it stands
/// in the details only.
pub(super) const COLUMNS: [(&str, Text, bool, bool); 11] = [
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
    ("kept_in", text::kept_in, true, true),
];

/// The column of the age, by which the table is sorted at first.
pub(super) const AGE: usize = 5;

/// What of the backups is in the table, in the order in which they came: more of them change no place.
#[derive(Default)]
pub(super) struct Shelf {
    pub(super) backups: Vec<Rc<Shelved>>,
    pub(super) rows: Rc<[Row]>,
    pub(super) actions: Rc<[Vec<RowAction>]>,
    pub(super) candidates: Vec<Candidate>,
    /// How many backups each mark would leave.
    pub(super) counted: Vec<Counted>,
}

/// What of a backup says whether it may be cleaned away.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub(super) is_orphaned: bool,
    /// Whether it can be deleted from here.
    pub(super) can_go: bool,
}

/// What is made of a backup once.
struct Line {
    row: Row,
    actions: Vec<RowAction>,
    can_go: bool,
}

/// Rows of a reading that were made before: each page that comes adds to them.
#[derive(Default)]
pub(super) struct Made {
    of: Option<((u32, u32), u32, &'static str, SessionHandle)>,
    rows: Vec<Line>,
}

impl Made {
    /// Makes what is missing of these.
    fn make(&mut self, words: Words, session: &SessionHandle, overview: &Overview, now: Moment) {
        let of = Some((overview.growth(), overview.known_instances(), words.tag(), session.clone()));
        if self.of != of {
            *self = Self { of, rows: Vec::new() };
        }
        let new = overview.backups.iter().skip(self.rows.len());
        self.rows.extend(new.map(|shelved| {
            let holders = overview.holders(shelved.entry.service);
            let holder = holders.and_then(|holders| holders.name(&shelved.backup));
            Line {
                row: row(words, shelved, holder, now),
                actions: told_actions(words, session, &shelved.actions),
                can_go: deletion::check(session, shelved).is_ok(),
            }
        }));
    }
}

impl Shelf {
    /// The backups that have the marks.
    pub(super) fn of(
        words: Words,
        session: &SessionHandle,
        overview: &Overview,
        marks: &Marks,
        made: &mut Made,
    ) -> Self {
        let now = Moment::from_millis(js_sys::Date::now() as i64);
        made.make(words, session, overview, now);
        // Looked up once, and asked for by every mark.
        let seen: Vec<Seen<'_>> = overview.backups.iter().map(|shelved| overview.seen(shelved)).collect();
        let all = overview.backups.iter().zip(&seen).zip(&made.rows);
        let fit = || all.clone().filter(|((_, seen), _)| marks.fit(**seen, now));
        let candidate =
            |seen: &Seen<'_>, line: &Line| Candidate { is_orphaned: seen.is_orphaned, can_go: line.can_go };
        Self {
            backups: fit().map(|((shelved, _), _)| shelved.clone()).collect(),
            rows: fit().map(|(_, line)| line.row.clone()).collect(),
            actions: fit().map(|(_, line)| line.actions.clone()).collect(),
            candidates: fit().map(|((_, seen), line)| candidate(seen, line)).collect(),
            counted: marks.count(seen.iter().copied(), now),
        }
    }

    /// Where an action of a row leads.
    pub(super) fn leads(&self, (row, action): (usize, usize)) -> Option<FollowUp> {
        match self.backups.get(row)?.actions.get(action)? {
            Action::Leads(follow_up) => Some(follow_up.clone()),
            Action::Hindered { .. } => None,
        }
    }

    /// How many of these rows there are, and what they take.
    pub(super) fn sum(&self, words: Words, rows: impl Iterator<Item = usize>) -> String {
        let (mut count, mut held, mut disks) = (0, 0, 0);
        for backup in rows.filter_map(|row| self.backups.get(row)).map(|shelved| &shelved.backup) {
            count += 1;
            let size = backup.size.map_or(0, |size| size.0);
            *(if backup.is_of_disk { &mut disks } else { &mut held }) += size;
        }
        let told = |bytes: u64| Size(bytes).to_string();
        let parts = [
            Some(text::count(words, count)),
            (held > 0).then(|| told(held)),
            (disks > 0).then(|| text::disks(words, &told(disks))),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// A row; the name of the instance may be known by another list.
fn row(words: Words, shelved: &Shelved, known: Option<&str>, now: Moment) -> Row {
    let Backup {
        id,
        name,
        standing,
        state,
        origin,
        kind,
        size,
        made,
        written,
        holder,
        holder_id,
        kept_in,
        is_of_disk,
    } = &shelved.backup;
    let told_size = |size: Size| match is_of_disk {
        true => text::disk(words, &size.to_string()),
        false => size.to_string(),
    };
    // Told as an age, and sorted by the time, which is one hover away.
    let made_ago = made.map_or_else(not_given, |made| Cell {
        shown: Some(age(words, made, now).into()),
        ..Cell::text(made.to_string())
    });
    vec![
        text(name.as_ref().or(id.as_ref())),
        Cell::text(shelved.entry.service.name()),
        Cell {
            badge: Some(standing.map_or(Tone::Neutral, |standing| tone(standing.tone()))),
            ..word(state.as_ref(), standing.map(|standing| standing.told(words)))
        },
        word(kind.as_ref(), origin.map(|origin| origin.told(words))),
        number(size.and_then(|size| i64::try_from(size.0).ok()), size.map(told_size)),
        made_ago,
        match (holder, known) {
            (None, Some(known)) => Cell::text(known.to_owned()),
            (holder, _) => text(holder.as_ref().or(holder_id.as_ref())),
        },
        Cell { shown: made.map(|made| made.to_string().into()), ..text(written.as_ref()) },
        text(id.as_ref()),
        text(holder_id.as_ref()),
        text(kept_in.as_ref()),
    ]
}

fn text(text: Option<&String>) -> Cell {
    text.map_or_else(not_given, |text| Cell::text(text.clone()))
}

/// The service's own word, as a person is told; an unknown one as it is.
fn word(word: Option<&String>, told: Option<&'static str>) -> Cell {
    match (word, told) {
        (Some(word), told) => Cell { shown: told.map(AttrValue::from), ..Cell::text(word.clone()) },
        (None, Some(told)) => Cell::text(told),
        (None, None) => not_given(),
    }
}

fn number(number: Option<i64>, shown: Option<String>) -> Cell {
    let Some(number) = number else { return not_given() };
    Cell { value: Value::Number(number), shown: shown.map(AttrValue::from), badge: None }
}

const fn tone(taken: Taken) -> Tone {
    match taken {
        Taken::Done => Tone::Success,
        Taken::Accepted => Tone::Accent,
        Taken::Look => Tone::Warning,
    }
}
