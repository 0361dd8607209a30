use std::rc::Rc;

use backup_words::Words;
use js_sys::Date;
use yew::prelude::*;

use super::PageHead;
use crate::{
    desks::{Call, DesksHandle},
    language::use_words,
    result::{request_id_of, response_of},
    texts::{self, calls as told, ending::explain},
    ui::{
        Card, Tone,
        data_table::{Cell, Column, DataTable, Row},
    },
};

/// The calls of this tab.
#[component]
pub fn CallsPage() -> Html {
    let Some(desks) = use_context::<DesksHandle>() else { return Html::default() };
    let words = use_words();
    let rows = use_memo((desks.calls.clone(), words), |(calls, words)| {
        calls.iter().map(|call| row(*words, call)).collect::<Rc<[Row]>>()
    });
    let columns = use_memo((), |()| {
        told::COLUMNS
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
            <PageHead title={told::TITLE} text={told::INTRODUCTION} />
            <div class="calls">
                <Card id="calls" title={texts::CALLS} flush=true>
                    if desks.calls.is_empty() {
                        <p class="empty">{ told::NONE }</p>
                    } else {
                        <DataTable
                            id="calls-table"
                            label={told::TITLE}
                            columns={(*columns).clone()}
                            rows={(*rows).clone()}
                            file_name={told::FILE}
                        />
                    }
                </Card>
            </div>
        </>
    }
}

fn row(words: Words, call: &Call) -> Row {
    let declaration = call.sent.entry.declaration;
    let (tone, outcome) = match &call.outcome {
        Ok((reading, _)) => (Tone::Success, reading.report.headline.to_string()),
        Err(error) => {
            let explanation = explain(words, error, declaration, None);
            (explanation.tone, explanation.title)
        }
    };
    let status =
        response_of(call).map_or_else(|| "unknown".to_owned(), |response| response.status.to_string());
    vec![
        Cell::text(time(call.sent.at)),
        Cell::text(format!("{} · {}", declaration.service, declaration.menu.to_ascii_lowercase())),
        Cell::badge(tone, status),
        Cell::text(target(call)),
        Cell::text(outcome),
        Cell::text(request_id_of(call).unwrap_or(texts::result::NOT_GIVEN).to_owned()),
        Cell::text(call.sent.scope.region.clone()),
        Cell::text(call.sent.scope.project().to_owned()),
    ]
}

/// What the call was about: the values of its form.
fn target(call: &Call) -> String {
    let values: Vec<&str> = call.sent.draft.iter().map(|(_, text)| text.trim()).collect();
    if values.is_empty() { texts::PROJECT.to_ascii_lowercase() } else { values.join(" ").replace('\n', " ") }
}

fn time(milliseconds: f64) -> String {
    let date = Date::new(&milliseconds.into());
    let two = |number: u32| format!("{number:02}");
    format!("{}:{}:{}", two(date.get_hours()), two(date.get_minutes()), two(date.get_seconds()))
}
