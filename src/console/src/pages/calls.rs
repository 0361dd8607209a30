use std::rc::Rc;

use backup_model::catalogue::Entry;
use yew::prelude::*;

use super::PageHead;
use crate::{
    calls::{CallsHandle, Fate, Record},
    texts::{self, calls as words},
    ui::{
        Card, Tone,
        data_table::{Cell, Column, DataTable, Row, Value},
    },
};

/// The key in exports, which does not change with the language; the heading, whether it is code, and whether it stands
/// in the details only.
const COLUMNS: [(&str, &str, bool, bool); 16] = [
    ("time", words::TIME, false, false),
    ("operation", words::OPERATION, false, false),
    ("outcome", words::OUTCOME, false, false),
    ("target", words::TARGET, true, false),
    ("said", words::SAID, false, false),
    ("status", words::STATUS, false, true),
    ("code", words::CODE, true, true),
    ("request_id", words::REQUEST_ID, true, true),
    ("identity", words::IDENTITY, false, true),
    ("region", texts::REGION, false, true),
    ("project", texts::PROJECT, true, true),
    ("request", words::REQUEST, true, true),
    ("host", words::HOST, true, true),
    ("route", words::ROUTE, false, true),
    ("duration_ms", words::DURATION, false, true),
    ("input", words::INPUT, true, true),
];

/// The calls of this tab.
#[component]
pub fn CallsPage() -> Html {
    let Some(calls) = use_context::<CallsHandle>() else { return Html::default() };
    let rows = use_memo(calls.records.clone(), |records| {
        records.iter().map(|record| row(record)).collect::<Rc<[Row]>>()
    });
    let columns = use_memo((), |()| {
        COLUMNS
            .iter()
            .map(|(key, label, code, aside)| Column {
                key: (*key).into(),
                label: (*label).into(),
                code: *code,
                aside: *aside,
            })
            .collect::<Rc<[Column]>>()
    });
    html! {
        <>
            <PageHead title={words::TITLE} text={words::INTRODUCTION} />
            <div class="calls">
                <Card id="calls" title={texts::CALLS} flush=true>
                    if calls.records.is_empty() {
                        <p class="empty">{ words::NONE }</p>
                    } else {
                        <DataTable
                            id="calls-table"
                            label={words::TITLE}
                            columns={(*columns).clone()}
                            rows={(*rows).clone()}
                            file_name={words::FILE}
                        />
                    }
                </Card>
            </div>
        </>
    }
}

fn row(record: &Record) -> Row {
    let text = |text: &str| Cell::text(text.to_owned());
    let given = |text: &Option<String>| text.clone().map_or_else(nothing, Cell::text);
    let number = |number: Option<u64>| {
        let known = number.and_then(|number| i64::try_from(number).ok()).map(Value::Number);
        known.map_or_else(nothing, |value| Cell { value, ..Cell::default() })
    };
    let shown = |value: &str, shown: String| Cell { shown: Some(shown.into()), ..text(value) };
    let operation = Entry::find(&record.operation).map_or_else(|| record.operation.clone(), texts::operation);
    vec![
        shown(&record.time, record.shown_time()),
        shown(&record.operation, operation),
        Cell { badge: Some(tone(record.fate)), ..shown(record.fate.as_str(), record.word.clone()) },
        Cell::text(record.target_or(&record.project)),
        text(&record.said),
        number(record.status.map(u64::from)),
        given(&record.code),
        given(&record.request_id),
        given(&record.identity),
        text(&record.region),
        text(&record.project),
        text(&format!("{} {}", record.method, record.path)),
        text(&record.host),
        given(&record.route),
        number(record.duration),
        text(&record.input.to_string()),
    ]
}

fn nothing() -> Cell {
    Cell { shown: Some(texts::result::NOT_GIVEN.into()), ..Cell::default() }
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
