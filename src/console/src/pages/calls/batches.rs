//! A batch of calls as one entry of the record, and its calls beneath it.

use std::rc::Rc;

use backup_model::catalogue::Entry;
use backup_words::{Text, Words, words};
use yew::prelude::*;

use super::{time, tone};
use crate::{
    calls::{BatchOf, Belongs, Fate, Record, counted, tally},
    texts::{self, not_given},
    ui::{
        badge,
        data_table::{Cell, Row, Value},
    },
};

words! {
    mod text {
        deletion: "Deletion of backups";
        sharing: "Sharing of backups";
        links: "Links to files";
        targets(count: Count): one "1 call", other "{count} calls";
        succeeded(count: Count): one "1 succeeded", other "{count} succeeded";
        refused(count: Count): one "1 refused", other "{count} refused";
        failed(count: Count): one "1 failed", other "{count} failed";
        not_sent(count: Count): one "1 not sent", other "{count} not sent";
        unknown(count: Count): one "1 unknown", other "{count} unknown";
        under_way(count: Count): one "1 under way", other "{count} under way";
        with_reads(count: Count): one "and 1 that only read", other "and {count} that only read";
        beneath: "Its calls";
        number: "Number";
        operation: "Operation";
        target: "Target";
        outcome: "Outcome";
        request_id: "Request ID";
    }
}

/// The entry, by the columns of the page: what its calls have in common, and how they ended.
pub(super) fn entry_row(words: Words, batch: Belongs, calls: &[Rc<Record>]) -> Row {
    let Some(first) = calls.first() else { return Row::new() };
    let common = |of: fn(&Record) -> Option<&String>| {
        let same = calls.iter().all(|record| of(record) == of(first));
        of(first).filter(|_| same).map_or_else(not_given, |text| Cell::text(text.clone()))
    };
    let told = tally(calls);
    let worst = told.first().map_or(Fate::Succeeded, |(fate, _)| *fate);
    let count = counted(calls).count();
    let reads = calls.len() - count;
    let targets = |words| {
        let about = text::targets(words, count);
        let beside = (reads > 0).then(|| text::with_reads(words, reads));
        [Some(about), beside].into_iter().flatten().collect::<Vec<String>>().join(", ")
    };
    let sums =
        |words| told.iter().map(|(fate, count)| sum(words, *fate, *count)).collect::<Vec<_>>().join(", ");
    let of_machine = |value: String, shown: String, badge| Cell {
        value: Value::Told(value.into()),
        shown: Some(shown.into()),
        badge,
    };
    let label: Text = match batch.of {
        BatchOf::Deletion => text::deletion,
        BatchOf::Sharing => text::sharing,
        BatchOf::Links => text::links,
    };
    vec![
        time(first),
        Cell { shown: Some(label(words).into()), ..Cell::text(batch.of.as_str()) },
        of_machine(worst.as_str().to_owned(), word(words, &told), Some(tone(worst))),
        of_machine(targets(Words::ENGLISH), targets(words), None),
        of_machine(sums(Words::ENGLISH), sums(words), None),
        not_given(),
        not_given(),
        not_given(),
        common(|record| record.connection.as_ref()),
        common(|record| record.identity.as_ref()),
        common(|record| Some(&record.region)),
        common(|record| Some(&record.project)),
        not_given(),
        not_given(),
        common(|record| record.route.as_ref()),
        not_given(),
        not_given(),
        not_given(),
        Cell { value: Value::Number(batch.first.into()), ..Cell::default() },
    ]
}

/// How most of them, or those that ask for attention, ended.
fn word(words: Words, told: &[(Fate, usize)]) -> String {
    told.first().map(|(fate, count)| sum(words, *fate, *count)).unwrap_or_default()
}

fn sum(words: Words, fate: Fate, count: usize) -> String {
    let told = match fate {
        Fate::Succeeded => text::succeeded,
        Fate::Refused => text::refused,
        Fate::Failed => text::failed,
        Fate::NotSent => text::not_sent,
        Fate::Unknown => text::unknown,
        Fate::Asking | Fate::UnderWay => text::under_way,
    };
    told(words, count)
}

/// The calls of a batch, in the order in which they were made.
pub(super) fn beneath(words: Words, calls: &[Rc<Record>]) -> Html {
    let heading = |label: Text| html! { <th scope="col">{ label(words) }</th> };
    let line = |record: &Rc<Record>| {
        let operation = Entry::find(&record.operation)
            .map_or_else(|| record.operation.clone(), |entry| texts::operation(words, entry));
        let told = record.told(words);
        html! {
            <tr key={record.call}>
                <td>{ words.number(record.call as usize) }</td>
                <td title={told.said}>{ badge(tone(record.fate), told.word.into()) }</td>
                <td>{ operation }</td>
                <td class="code" dir="ltr">{ record.target() }</td>
                <td class="code" dir="ltr">{ record.request_id.clone().unwrap_or_else(|| texts::NOT_GIVEN.to_owned()) }</td>
            </tr>
        }
    };
    let headings: [Text; 5] = [text::number, text::outcome, text::operation, text::target, text::request_id];
    html! {
        <>
            <h4>{ text::beneath(words) }</h4>
            <div class="beneath" tabindex="0" role="group" aria-label={text::beneath(words)}>
                <table class="table" aria-label={text::beneath(words)}>
                    <thead><tr>{ for headings.into_iter().map(heading) }</tr></thead>
                    <tbody>{ for calls.iter().map(line) }</tbody>
                </table>
            </div>
        </>
    }
}
