mod batches;

use std::rc::Rc;

use backup_model::{catalogue::Entry, moment::Moment};
use backup_words::{Text, Words, words};
use gloo_events::EventListener;
use yew::prelude::*;

use self::batches::{beneath, entry_row};
use super::PageHead;
use crate::{
    calls::{CallsHandle, Fate, Listed, Record, Told, listed},
    language::use_words,
    texts::{self, not_given},
    ui::{
        Card, Tone,
        data_table::{Cell, DataTable, Parts, Row, Value, columns},
    },
};

words! {
    mod text {
        title: "Calls in this tab";
        introduction: "What was sent from this tab, the newest first. The list ends with the tab; save it to keep it.";
        none: "Nothing has been sent yet.";
        calls: "Calls";
        time: "Time";
        operation: "Operation";
        outcome: "Outcome";
        target: "Target";
        said: "What came of it";
        status: "Status";
        code: "Code";
        request_id: "Request ID";
        connection: "Connection";
        identity: "Identity";
        request: "Request";
        host: "Host";
        route: "Proxy";
        duration: "Duration, ms";
        input: "Sent values";
        call: "Number";
        batch: "Batch";
        one_entry: "Batches as one entry";
        is_gathered: "What belongs together is one entry, with its calls beneath it.";
    }
}

/// The name of saved files.
const FILE: &str = "backup-console-calls";

/// The key in exports, which does not change with the language; the heading, whether it is code, and whether it stands
/// in the details only.
const COLUMNS: [(&str, Text, bool, bool); 19] = [
    ("time", text::time, false, false),
    ("operation", text::operation, false, false),
    ("outcome", text::outcome, false, false),
    ("target", text::target, true, false),
    ("said", text::said, false, false),
    ("status", text::status, false, true),
    ("code", text::code, true, true),
    ("request_id", text::request_id, true, true),
    ("connection", text::connection, false, true),
    ("identity", text::identity, false, true),
    ("region", texts::region, false, true),
    ("project", texts::project, true, true),
    ("request", text::request, true, true),
    ("host", text::host, true, true),
    ("route", text::route, false, true),
    ("duration_ms", text::duration, false, true),
    ("input", text::input, true, true),
    ("call", text::call, false, true),
    ("batch", text::batch, false, true),
];

/// What stands in the details on a screen, where a row is opened, and in the row on paper.
const ON_PAPER: [&str; 5] = ["status", "request_id", "connection", "identity", "project"];

/// Whether the page is being printed.
#[hook]
fn use_printing() -> bool {
    let printing = use_state_eq(|| false);
    use_effect_with(printing.setter(), |setter| {
        let listeners = web_sys::window().map(|window| {
            [("beforeprint", true), ("afterprint", false)].map(|(event, prints)| {
                let setter = setter.clone();
                EventListener::new(&window, event, move |_| setter.set(prints))
            })
        });
        move || drop(listeners)
    });
    *printing
}

/// The calls of this tab.
#[component]
pub fn CallsPage() -> Html {
    let Some(calls) = use_context::<CallsHandle>() else { return Html::default() };
    let words = use_words();
    let gathers = use_state_eq(|| true);
    let listed = use_memo((calls.records.clone(), *gathers), |(records, gathers)| entries(records, *gathers));
    let rows = use_memo((listed.clone(), words), |(listed, words)| {
        listed.iter().map(|one| row_of(*words, one)).collect::<Rc<[Row]>>()
    });
    let parts = use_memo((listed.clone(), words), |(listed, words)| parts(*words, listed));
    let printing = use_printing();
    let columns = use_memo((words, printing), |(words, printing)| {
        let is_aside = |key| !(*printing && ON_PAPER.contains(&key));
        columns(*words, &COLUMNS.map(|(key, label, code, aside)| (key, label, code, aside && is_aside(key))))
    });
    let beneath = {
        let listed = listed.clone();
        Callback::from(move |row: usize| match listed.get(row) {
            Some(Listed::Batch(_, calls)) => beneath(words, calls),
            Some(Listed::One(_)) | None => Html::default(),
        })
    };
    html! {
        <>
            <PageHead title={text::title(words)} text={text::introduction(words)} />
            <div class="calls">
                <Card id="calls" title={text::calls(words)} flush=true>
                    if calls.records.is_empty() {
                        <p class="empty">{ text::none(words) }</p>
                    } else {
                        { gathering(words, &calls.records, &gathers) }
                        <DataTable
                            id="calls-table"
                            label={text::title(words)}
                            columns={(*columns).clone()}
                            rows={(*rows).clone()}
                            parts={(*parts).clone()}
                            {beneath}
                            file_name={FILE}
                        />
                    }
                </Card>
            </div>
        </>
    }
}

/// The records as entries; one by one where nothing is gathered. A batch of a single call is that call.
fn entries(records: &[Rc<Record>], gathers: bool) -> Vec<Listed> {
    let alone = |one: Listed| match one {
        Listed::Batch(_, calls) if calls.len() < 2 => calls.into_iter().map(Listed::One).collect(),
        one => vec![one],
    };
    if gathers {
        listed(records).into_iter().flat_map(alone).collect()
    } else {
        records.iter().cloned().map(Listed::One).collect()
    }
}

fn row_of(words: Words, one: &Listed) -> Row {
    match one {
        Listed::One(record) => row(words, record),
        Listed::Batch(batch, calls) => entry_row(words, *batch, calls),
    }
}

fn parts(words: Words, listed: &[Listed]) -> Parts {
    let of = |one: &Listed| match one {
        Listed::One(_) => Rc::from([]),
        Listed::Batch(_, calls) => calls.iter().map(|record| row(words, record)).collect::<Rc<[Row]>>(),
    };
    Parts { key: "calls", rows: listed.iter().map(of).collect() }
}

/// What gathers batches, where there are any.
fn gathering(words: Words, records: &[Rc<Record>], gathers: &UseStateHandle<bool>) -> Html {
    if records.iter().all(|record| record.batch.is_none()) {
        return Html::default();
    }
    let onclick = {
        let gathers = gathers.clone();
        Callback::from(move |_: MouseEvent| gathers.set(!*gathers))
    };
    html! {
        <div class="marks">
            <button type="button" class="mark" aria-pressed={if **gathers { "true" } else { "false" }} {onclick}>
                { text::one_entry(words) }
            </button>
            if **gathers {
                <span class="muted">{ text::is_gathered(words) }</span>
            }
        </div>
    }
}

fn row(words: Words, record: &Record) -> Row {
    let plain = |text: &str| Cell::text(text.to_owned());
    let given_or_not = |text: String| if text.is_empty() { not_given() } else { Cell::text(text) };
    let given = |text: &Option<String>| text.clone().map_or_else(not_given, Cell::text);
    let number = |number: Option<u64>| {
        let known = number.and_then(|number| i64::try_from(number).ok()).map(Value::Number);
        known.map_or_else(not_given, |value| Cell { value, ..Cell::default() })
    };
    let shown = |value: &str, shown: String| Cell { shown: Some(shown.into()), ..plain(value) };
    let operation = Entry::find(&record.operation)
        .map_or_else(|| record.operation.clone(), |entry| texts::operation(words, entry));
    let Told { word, said } = record.told(words);
    let told = |value: &str, shown: String| Cell {
        value: Value::Told(value.to_owned().into()),
        shown: Some(shown.into()),
        ..Cell::default()
    };
    vec![
        time(record),
        shown(&record.operation, operation),
        Cell { badge: Some(tone(record.fate)), ..told(record.fate.as_str(), word) },
        given_or_not(record.target_or(&record.project)),
        told(&record.said, said),
        number(record.status.map(u64::from)),
        given(&record.code),
        given(&record.request_id),
        given(&record.connection),
        given(&record.identity),
        plain(&record.region),
        given_or_not(record.project.clone()),
        plain(&format!("{} {}", record.method, record.path)),
        plain(&record.host),
        given(&record.route),
        number(record.duration),
        plain(&record.input.to_string()),
        Cell { value: Value::Number(record.call.into()), ..Cell::default() },
        number(record.batch.map(|batch| batch.first.into())),
    ]
}

/// When it was sent, as it was written down, with its offset.
fn time(record: &Record) -> Cell {
    let written = record.time.clone();
    let value = match Moment::read(&written) {
        Some(moment) => Value::Time { millis: moment.millis(), written: written.into() },
        None => Value::Text(written.into()),
    };
    Cell { value, shown: Some(record.shown_time().into()), badge: None }
}

const fn tone(fate: Fate) -> Tone {
    match fate {
        Fate::Asking | Fate::UnderWay => Tone::Accent,
        Fate::Succeeded => Tone::Success,
        Fate::NotSent => Tone::Neutral,
        Fate::Unknown => Tone::Warning,
        Fate::Refused | Fate::Failed => Tone::Danger,
    }
}
