//! What becomes of many things that are done one after the other: counted, shown and kept alike, whatever is done.

use std::rc::Rc;

use backup_words::{Words, words};
use serde::{Deserialize, Serialize};
use yew::prelude::*;

use crate::{
    calls::Call,
    texts::not_given,
    ui::{
        Card, Tone,
        data_table::{Cell, Column, DataTable, Row, Value},
    },
};

words! {
    pub mod text {
        waiting: "waiting";
        sending: "being sent";
        unknown: "unknown";
        page_left: "The page was left before an answer came.";
        left: "left alone";
        left_said: "Stopped before its turn; nothing was sent.";
        count_to_come(count: Count): one "1 to come", other "{count} to come";
        count_under_way(count: Count): one "1 under way", other "{count} under way";
        count_aside(count: Count): one "1 left as it was", other "{count} left as they were";
        count_not_done(count: Count): one "1 not done", other "{count} not done";
        count_unknown(count: Count): one "1 not known", other "{count} not known";
        stop: "Stop";
        again: "Look again";
        said: "What is known";
        time: "Sent";
        call: "Number in the record";
        request_id: "Request ID";
    }
}

/// What fates have in common, to be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It waits for its turn.
    ToCome,
    /// It has begun.
    UnderWay,
    /// It is known to be done.
    Done,
    /// Nothing was sent for it.
    SetAside,
    /// It is known not to be done, though it was to be.
    NotDone,
    /// Too little is known.
    Unknown,
}

impl Kind {
    /// How it is to be taken.
    pub const fn tone(self) -> Tone {
        match self {
            Self::ToCome | Self::SetAside => Tone::Neutral,
            Self::UnderWay => Tone::Accent,
            Self::Done => Tone::Success,
            Self::NotDone => Tone::Danger,
            Self::Unknown => Tone::Warning,
        }
    }
}

/// A fate as it was told before the page was loaded again.
#[derive(Clone, Debug)]
pub struct Told {
    /// The word that a program branches on.
    pub key: &'static str,
    /// What it is counted as.
    pub kind: Kind,
    /// In a word or two.
    pub word: String,
    /// In a sentence.
    pub said: String,
}

impl Told {
    /// That of what was on its way when the page was left.
    pub fn cut_off(words: Words) -> Self {
        let (word, said) = (text::unknown(words).to_owned(), text::page_left(words).to_owned());
        Self { key: "unknown", kind: Kind::Unknown, word, said }
    }
}

/// What is known of the call that did something.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sent {
    /// When: date, time and offset.
    pub time: String,
    /// Its number in the record.
    pub call: u32,
    /// The request id.
    pub request_id: Option<String>,
    /// The job that the service began for it, where it began one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
}

impl Sent {
    /// What is known of a call, but for its job.
    pub fn of(call: &Call) -> Self {
        Self {
            time: call.at.local(),
            call: call.number,
            request_id: call.end().and_then(|end| end.request_id()).map(str::to_owned),
            job: None,
        }
    }

    /// When it was sent, its number in the record and its request id, as cells.
    pub fn cells(sent: Option<&Self>) -> [Cell; 3] {
        let number = |call: u32| Cell { value: Value::Number(call.into()), ..Cell::default() };
        [
            given(sent.map(|sent| &sent.time)),
            sent.map_or_else(not_given, |sent| number(sent.call)),
            given(sent.and_then(|sent| sent.request_id.as_ref())),
        ]
    }
}

/// A text as a cell, where there is one.
pub fn given(text: Option<&String>) -> Cell {
    text.map_or_else(not_given, |text| Cell::text(text.clone()))
}

/// Tells how many of something there are.
pub type Counted = fn(Words, usize) -> String;

/// How many there are of each kind. `done` tells those that are done.
pub fn sum(words: Words, kinds: &[Kind], done: Counted) -> String {
    let told: [(Kind, Counted); 6] = [
        (Kind::Done, done),
        (Kind::NotDone, text::count_not_done),
        (Kind::Unknown, text::count_unknown),
        (Kind::SetAside, text::count_aside),
        (Kind::UnderWay, text::count_under_way),
        (Kind::ToCome, text::count_to_come),
    ];
    let count = |kind| kinds.iter().filter(|other| **other == kind).count();
    let told = told.into_iter().map(|(kind, told)| (count(kind), told)).filter(|(count, _)| *count > 0);
    told.map(|(count, told)| told(words, count)).collect::<Vec<_>>().join(" · ")
}

/// How far many things are, and what became of each: a report to keep.
pub struct Report<'a> {
    /// The id of its card; that of its table begins so.
    pub id: &'static str,
    /// What a person calls it.
    pub title: &'static str,
    /// The name of saved files.
    pub file: &'static str,
    /// What became of each.
    pub kinds: &'a [Kind],
    /// Tells how many are done.
    pub done: Counted,
    /// What can be done about it.
    pub buttons: Html,
    /// What is announced.
    pub stands: Html,
    /// The columns of its table.
    pub columns: Rc<[Column]>,
    /// The rows of its table.
    pub rows: Rc<[Row]>,
}

/// The card of a report.
pub fn card(words: Words, report: Report<'_>) -> Html {
    let Report { id, title, file, kinds, done, buttons, stands, columns, rows } = report;
    let settled = kinds.iter().filter(|kind| !matches!(kind, Kind::ToCome | Kind::UnderWay)).count();
    html! {
        <div class="calls">
            <Card {id} {title} flush=true>
                <div class="report-head">
                    <progress max={kinds.len().to_string()} value={settled.to_string()} aria-label={title}></progress>
                    <p class="sum">{ sum(words, kinds, done) }</p>
                    { buttons }
                </div>
                <div role="status">{ stands }</div>
                <DataTable id={format!("{id}-table")} label={title} {columns} {rows} file_name={file} />
            </Card>
        </div>
    }
}
