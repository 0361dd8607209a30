use std::rc::Rc;

use backup_model::{
    catalogue::Reading,
    report::{Fact, FollowUp, Kind, Table, Tone as Taken},
};
use yew::prelude::*;

use crate::{
    texts,
    ui::{
        Announce, Button, Detail, Notice, Tone,
        data_table::{Cell, Column, DataTable, Row, Value},
        details,
    },
};

/// How many columns stand in the rows: the others are told of the row that is chosen.
const MOST_BESIDE: usize = 3;

/// What a reading takes.
#[derive(PartialEq, Properties)]
pub struct ReadingViewProperties {
    /// The answer.
    pub reading: Reading,
    /// Begins the names of saved files.
    pub name: AttrValue,
    /// Leads to the operation that follows.
    pub onfollow: Callback<FollowUp>,
}

/// An answer in words.
#[component]
pub fn ReadingView(properties: &ReadingViewProperties) -> Html {
    let ReadingViewProperties { reading, name, onfollow } = properties;
    let report = &reading.report;
    let tone = match report.tone {
        Taken::Done => Tone::Success,
        Taken::Accepted => Tone::Accent,
        Taken::Look => Tone::Warning,
    };
    let table = use_memo(report.table.clone(), |table| table.as_ref().map(rows));
    html! {
        <>
            <Notice {tone} announce={Announce::Politely} title={report.headline.to_string()} />
            if !report.facts.is_empty() {
                { details(report.facts.iter().map(detail)) }
            }
            if let (Some(declared), Some((columns, rows))) = (&report.table, &*table) {
                <DataTable
                    id="result-table"
                    label={declared.noun}
                    columns={columns.clone()}
                    rows={rows.clone()}
                    file_name={name.clone()}
                    bare={rows.len() < 2}
                />
            }
            if !report.steps.is_empty() {
                <section>
                    <h3>{ texts::result::NEXT }</h3>
                    <ol>{ for report.steps.iter().map(|step| html! { <li>{ step.to_string() }</li> }) }</ol>
                </section>
            }
            if let Some(follow_up) = report.follow_up.clone() {
                <p>
                    <Button onclick={onfollow.reform(move |_| follow_up.clone())}>
                        { report.follow_up.as_ref().map_or("", |follow_up| follow_up.label) }
                    </Button>
                </p>
            }
            if !reading.unknown.is_empty() {
                <section>
                    <h3>{ texts::result::BEYOND }</h3>
                    { details(beyond(reading)) }
                </section>
            }
        </>
    }
}

fn detail(fact: &Fact) -> Detail {
    let value = match (&fact.value, fact.kind) {
        (None, _) => html! { <span class="muted">{ texts::result::NOT_GIVEN }</span> },
        (Some(value), Kind::Prose) => html! { value.clone() },
        (Some(value), Kind::Code) => html! { <code>{ value }</code> },
    };
    let copy = if fact.kind == Kind::Code { fact.value.clone().map(AttrValue::from) } else { None };
    Detail { label: fact.label.into(), value, copy }
}

fn beyond(reading: &Reading) -> Vec<Detail> {
    let row = |unknown: &backup_model::answer::Unknown| Detail {
        label: unknown.path.clone().into(),
        value: html! { <code>{ &unknown.value }</code> },
        copy: None,
    };
    reading.unknown.iter().map(row).collect()
}

fn rows(table: &Table) -> (Rc<[Column]>, Rc<[Row]>) {
    let column = |(index, column): (usize, &backup_model::report::Column)| Column {
        key: column.title.to_ascii_lowercase().replace(' ', "_").into(),
        label: column.title.into(),
        code: column.kind == Kind::Code,
        aside: index >= MOST_BESIDE,
    };
    let row = |row: &Vec<backup_model::report::Cell>| {
        row.iter().zip(table.columns).map(|(cell, column)| self::cell(cell, column.kind)).collect()
    };
    (table.columns.iter().enumerate().map(column).collect(), table.rows.iter().map(row).collect())
}

/// A mark is a look of what it says.
fn cell(cell: &backup_model::report::Cell, kind: Kind) -> Cell {
    let tone = cell.mark.map(|mark| if mark.good { Tone::Success } else { Tone::Warning });
    let value = match (&cell.text, cell.mark) {
        (Some(text), _) => Value::Text(text.clone().into()),
        (None, Some(mark)) => Value::Text(mark.text.into()),
        (None, None) => Value::Nothing,
    };
    let shown = match &cell.text {
        Some(text) if kind == Kind::Prose => readable(text).map(AttrValue::from),
        None if tone.is_none() => Some(texts::result::NOT_GIVEN.into()),
        _ => None,
    };
    Cell { value, shown, badge: tone }
}

/// A machine's word as a person reads it: a time without its fractions, and yes or no.
fn readable(text: &str) -> Option<String> {
    match text {
        "true" | "True" => return Some(texts::result::YES.to_owned()),
        "false" | "False" => return Some(texts::result::NO.to_owned()),
        _ => {}
    }
    let (day, time) = text.split_once('T').filter(|(day, _)| day.len() == 10 && day.starts_with("20"))?;
    let (seconds, behind) = time.split_at_checked(8).filter(|(seconds, _)| seconds.contains(':'))?;
    let zone = behind.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    Some(format!("{day} {seconds} {zone}").trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn times_lose_their_fractions_and_keep_their_zone() {
        assert_eq!(readable("2026-11-25T20:53:27.000000").as_deref(), Some("2026-11-25 20:53:27"));
        assert_eq!(readable("2026-11-25T20:53:27+08:00").as_deref(), Some("2026-11-25 20:53:27 +08:00"));
        assert_eq!(readable("20 T").as_deref(), None);
        assert_eq!(readable("false").as_deref(), Some("no"));
    }
}
