//! Rows as a note for a ticket: what all have in common above, and a table of what is different.

use backup_model::markdown;

use super::export::Told;
use super::{Cell, Column, Row, Value};

/// A note of the rows named by `order`, in that order, each with what stands beneath it. What is known of none is left
/// out.
pub(super) fn whole_note(label: &str, columns: &[Column], &Told { rows, parts, order }: &Told<'_>) -> String {
    let mut whole = note(label, columns, rows, order);
    for row in order.iter().copied().filter(|row| !parts.of(*row).is_empty()) {
        let name =
            rows.get(row).into_iter().flatten().take(2).map(Cell::reads).collect::<Vec<_>>().join(" · ");
        let beneath = parts.of(row);
        let all: Vec<usize> = (0..beneath.len()).collect();
        whole.push('\n');
        whole.push_str(&note(&name, columns, beneath, &all));
    }
    whole
}

/// The rows alone.
fn note(label: &str, columns: &[Column], rows: &[Row], order: &[usize]) -> String {
    let rows: Vec<&Row> = order.iter().filter_map(|row| rows.get(*row)).collect();
    let Some((first, others)) = rows.split_first() else { return String::new() };
    let mut note = String::new();
    if !others.is_empty() {
        note = format!("**{}: {}**\n\n", markdown::text(label), rows.len());
    }
    let mut different = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        if others.iter().any(|row| row.get(index) != first.get(index)) {
            different.push((index, column));
            continue;
        }
        let told = first.get(index).map(|cell| told(column, cell, markdown::code)).unwrap_or_default();
        if !told.is_empty() {
            note.push_str(&format!("- **{}:** {told}\n", markdown::text(&column.label)));
        }
    }
    if !different.is_empty() {
        note.push('\n');
        push_line(&mut note, different.iter().map(|(_, column)| markdown::text(&column.label)));
        push_line(&mut note, different.iter().map(|_| "---".to_owned()));
        for row in rows {
            let cell = |(index, column): &(usize, &Column)| {
                row.get(*index).map(|cell| told(column, cell, markdown::code_in_cell)).unwrap_or_default()
            };
            push_line(&mut note, different.iter().map(cell));
        }
    }
    note
}

fn push_line(note: &mut String, cells: impl Iterator<Item = String>) {
    for cell in cells {
        note.push_str("| ");
        note.push_str(&cell);
        note.push(' ');
    }
    note.push_str("|\n");
}

/// What a person reads, and behind it the word that stays the same in every language and at any time.
fn told(column: &Column, cell: &Cell, code: fn(&str) -> String) -> String {
    let known = cell.value.text();
    match (&cell.value, cell.shown.as_deref()) {
        (Value::Nothing, _) => String::new(),
        (Value::Time { .. }, _) => code(&known),
        (_, None) if column.code => code(&known),
        (_, None) => markdown::text(&known),
        // A sentence is told; a word that programs know has a colour.
        (Value::Told(_), Some(shown)) if cell.badge.is_none() => markdown::text(shown),
        (_, Some(shown)) if shown == known => markdown::text(shown),
        (_, Some(shown)) => format!("{} {}", markdown::text(shown), code(&known)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Parts;
    use super::*;
    use crate::ui::Tone;

    fn columns() -> [Column; 5] {
        [("time", false), ("outcome", false), ("said", false), ("request_id", true), ("code", true)]
            .map(|(key, code)| Column { key: key.into(), label: key.into(), code, aside: false })
    }

    fn row(time: &'static str, id: &'static str) -> Row {
        let told = |word: &'static str, shown: &'static str, badge| Cell {
            value: Value::Told(word.into()),
            shown: Some(shown.into()),
            badge,
        };
        vec![
            Cell {
                value: Value::Time { millis: 0, written: time.into() },
                shown: Some("soon".into()),
                badge: None,
            },
            told("not-sent", "blocked", Some(Tone::Neutral)),
            told("The service said a|b.", "Gesagt: a|b.", None),
            Cell::text(id),
            Cell::default(),
        ]
    }

    #[test]
    fn one_row_is_a_list_of_what_is_known() {
        assert_eq!(
            note("Calls", &columns(), &[row("2026-11-27T02:30:00.000+08:00", "req`1")], &[0]),
            "- **time:** `2026-11-27T02:30:00.000+08:00`\n\
             - **outcome:** blocked `not-sent`\n\
             - **said:** Gesagt\\: a\\|b.\n\
             - **request\\_id:** ``req`1``\n"
        );
    }

    #[test]
    fn of_several_rows_only_what_is_different_is_in_the_table() {
        let rows = [row("a", "r|1"), row("b", "r|2"), row("c", "r3")];
        assert_eq!(
            note("Calls", &columns(), &rows, &[1, 0]),
            "**Calls: 2**\n\n\
             - **outcome:** blocked `not-sent`\n\
             - **said:** Gesagt\\: a\\|b.\n\n\
             | time | request\\_id |\n\
             | --- | --- |\n\
             | `b` | `r\\|2` |\n\
             | `a` | `r\\|1` |\n"
        );
    }

    #[test]
    fn what_stands_beneath_a_row_has_a_table_of_its_own() {
        let rows = [row("batch", "-"), row("alone", "r3")];
        let parts = Parts { key: "calls", rows: [[row("a", "r1"), row("b", "r2")].into(), [].into()].into() };
        let whole = whole_note("Calls", &columns(), &Told { rows: &rows, parts: &parts, order: &[0, 1] });
        let (above, beneath) = whole.split_once("\n**soon").unwrap();
        assert_eq!(above, note("Calls", &columns(), &rows, &[0, 1]));
        assert_eq!(
            beneath,
            " · blocked: 2**\n\n\
             - **outcome:** blocked `not-sent`\n\
             - **said:** Gesagt\\: a\\|b.\n\n\
             | time | request\\_id |\n\
             | --- | --- |\n\
             | `a` | `r1` |\n\
             | `b` | `r2` |\n"
        );
    }

    #[test]
    fn of_no_rows_there_is_no_note() {
        assert_eq!(note("Calls", &columns(), &[], &[]), "");
    }
}
