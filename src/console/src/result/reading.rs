mod actions;
mod links;

use std::rc::Rc;

use backup_client::Ready;
use backup_model::{
    catalogue::Reading,
    report::{Cell as Known, Fact, FollowUp, Kind, Report, Stated, Table, Tone as Taken},
};
use backup_words::{Words, words};
use yew::prelude::*;

pub use self::actions::told_actions;
use self::{
    actions::{Chosen, chosen, has_actions, row_actions},
    links::use_links,
};
use crate::{
    language::use_words,
    session::SessionHandle,
    texts,
    ui::{
        Button, Detail, Notice, Tone,
        data_table::{Cell, Column, DataTable, Row, Value},
        details,
    },
};

words! {
    mod text {
        first(count: Count): one "The first row, while the rest is read.", other "The first {count} rows, while the rest is read.";
        next: "What to do next";
        beyond: "Beyond the document";
        yes: "yes";
        no: "no";
    }
}

/// How many columns stand in the rows: the others are told of the row that is chosen.
const MOST_BESIDE: usize = 3;

/// What a reading takes.
#[derive(PartialEq, Properties)]
pub struct ReadingViewProperties {
    /// The answer.
    pub reading: Rc<Reading>,
    /// Whether it is the beginning of an answer whose rest is still being read.
    pub partly: bool,
    /// What was asked for.
    pub ready: Rc<Ready>,
    /// Begins the names of saved files.
    pub name: AttrValue,
    /// Leads to the operation that follows.
    pub onfollow: Callback<FollowUp>,
}

/// An answer in words.
#[component]
pub fn ReadingView(properties: &ReadingViewProperties) -> Html {
    let ReadingViewProperties { reading, partly, ready, name, onfollow } = properties;
    let words = use_words();
    let report = &reading.report;
    let session = use_context::<SessionHandle>();
    let table = use_memo((reading.clone(), words), |(reading, words)| {
        reading.report.table.as_ref().map(|table| rows(*words, table))
    });
    let actions = use_memo((reading.clone(), session, words), |(reading, session, words)| {
        let table = reading.report.table.as_ref();
        table.zip(session.as_ref()).map(|(table, session)| row_actions(*words, session, table))
    });
    let (used, onuse) = use_links(ready);
    let onact =
        use_callback((reading.clone(), onfollow.clone(), onuse), |place, (reading, onfollow, onuse)| {
            match chosen(reading.report.table.as_ref(), place) {
                Some(Chosen::Follow(follow_up)) => onfollow.emit(follow_up),
                Some(Chosen::Link(wanted)) => onuse.emit(wanted),
                None => {}
            }
        });
    html! {
        <>
            { headline(words, properties) }
            if !report.facts.is_empty() {
                { details(report.facts.iter().map(|fact| detail(words, fact))) }
            }
            { used }
            if let (Some(declared), Some((columns, rows))) = (&report.table, &*table) {
                <DataTable
                    id="result-table"
                    label={declared.noun.told(words)}
                    columns={columns.clone()}
                    rows={rows.clone()}
                    actions={(*actions).clone().unwrap_or_default()}
                    {onact}
                    file_name={name.clone()}
                    bare={*partly || rows.len() < 2}
                />
            }
            if !report.steps.is_empty() {
                <section>
                    <h3>{ text::next(words) }</h3>
                    <ol>{ for report.steps.iter().map(|step| html! { <li>{ step.told(words) }</li> }) }</ol>
                </section>
            }
            if let Some(follow_up) = report.follow_up.clone() {
                <p>
                    <Button onclick={onfollow.reform(move |_| follow_up.clone())}>
                        { report.follow_up.as_ref().map_or("", |follow_up| follow_up.label.told(words)) }
                    </Button>
                </p>
            }
            if !reading.unknown.is_empty() {
                <section>
                    <h3>{ text::beyond(words) }</h3>
                    { details(beyond(reading)) }
                </section>
            }
        </>
    }
}

/// The outcome in a sentence. What is told of an answer is true of the whole of it.
fn headline(words: Words, properties: &ReadingViewProperties) -> Html {
    let Report { headline, tone: taken, table, .. } = &properties.reading.report;
    if properties.partly {
        let rows = table.as_ref().map_or(0, |table| table.rows.len());
        return html! { <Notice tone={Tone::Accent} title={text::first(words, rows)} /> };
    }
    // The page announces it, where a region for that stood before.
    html! { <Notice tone={tone(*taken)} title={headline.told(words)} /> }
}

fn detail(words: Words, fact: &Fact) -> Detail {
    let (value, copy) = match &fact.value {
        None => (html! { <span class="muted">{ texts::NOT_GIVEN }</span> }, None),
        Some(Stated::Told(sentence)) => (html! { sentence.told(words) }, None),
        Some(Stated::Code(code)) => (html! { <code>{ code }</code> }, Some(code.clone().into())),
    };
    Detail { label: fact.label.told(words).into(), value, copy }
}

fn beyond(reading: &Reading) -> Vec<Detail> {
    let row = |unknown: &backup_model::answer::Unknown| Detail {
        label: unknown.path.clone().into(),
        value: html! { <code>{ &unknown.value }</code> },
        copy: None,
    };
    reading.unknown.iter().map(row).collect()
}

fn rows(words: Words, table: &Table) -> (Rc<[Column]>, Rc<[Row]>) {
    // A second button beside each row takes the room of a column.
    let acts = table.rows.iter().any(has_actions);
    let most = if acts { MOST_BESIDE - 1 } else { MOST_BESIDE };
    let column = |(index, column): (usize, &backup_model::report::Column)| Column {
        key: column.key.into(),
        label: column.title.told(words).into(),
        code: column.kind == Kind::Code,
        aside: index >= most,
    };
    let row = |row: &backup_model::report::Row| row.cells.iter().map(|known| cell(words, known)).collect();
    (table.columns.iter().enumerate().map(column).collect(), table.rows.iter().map(row).collect())
}

/// A badge is the look of a state; what a machine wrote is read as a person writes it.
fn cell(words: Words, cell: &Known) -> Cell {
    let (value, shown) = match cell {
        Known::Nothing => (Value::Nothing, Some(texts::NOT_GIVEN.into())),
        Known::Text(text) => (Value::Text(text.clone().into()), None),
        Known::Number(number) => (Value::Written(number.as_str().to_owned().into()), None),
        Known::Flag(flag) => {
            (Value::Flag(*flag), Some(if *flag { text::yes(words) } else { text::no(words) }.into()))
        }
        Known::Size(size) => {
            (i64::try_from(size.0).map_or(Value::Nothing, Value::Number), Some(size.to_string().into()))
        }
        Known::Time { at, written } => (
            Value::Time { millis: at.millis(), written: written.clone().into() },
            Some(at.to_string().into()),
        ),
        Known::State(state) => {
            let shown = state.told.map(|told| told.told(words).into());
            let badge = Some(state.tone.map_or(Tone::Neutral, tone));
            return Cell { value: Value::Told(state.word.to_string().into()), shown, badge };
        }
    };
    Cell { value, shown, badge: None }
}

const fn tone(taken: Taken) -> Tone {
    match taken {
        Taken::Done => Tone::Success,
        Taken::Accepted => Tone::Accent,
        Taken::Look => Tone::Warning,
    }
}
