use std::borrow::Cow;

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, Element, HtmlAnchorElement, Url};

use super::markdown::whole_note;
use super::value::quoted;
use super::{Column, Parts, Row, Value};

/// How rows leave the page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Format {
    Csv,
    Json,
    /// A note for a ticket, which is copied and never saved.
    Markdown,
}

impl Format {
    pub(super) const COPIED: [Self; 3] = [Self::Csv, Self::Json, Self::Markdown];
    pub(super) const SAVED: [Self; 2] = [Self::Csv, Self::Json];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Markdown => "Markdown",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Markdown => "md",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Json => "application/json",
            Self::Markdown => "text/markdown",
        }
    }

    /// The rows as they are told. `label` says what they are.
    pub(super) fn write(self, label: &str, columns: &[Column], told: &Told<'_>) -> String {
        match self {
            Self::Csv => csv(columns, told),
            Self::Json => json(columns, told),
            Self::Markdown => whole_note(label, columns, told),
        }
    }

    /// Has the browser save a file of this format.
    pub(super) fn save(self, near: &Element, name: &str, text: &str) -> Option<()> {
        let options = BlobPropertyBag::new();
        options.set_type(self.media_type());
        let parts = Array::of1(&text.into());
        let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
        let url = Url::create_object_url_with_blob(&blob).ok()?;
        let link = near.owner_document()?.create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok()?;
        link.set_href(&url);
        link.set_download(&format!("{name}.{}", self.ending()));
        link.click();
        Url::revoke_object_url(&url).ok()
    }
}

/// The rows named by `order`, in that order, each with what stands beneath it.
pub(super) struct Told<'a> {
    pub(super) rows: &'a [Row],
    pub(super) parts: &'a Parts,
    pub(super) order: &'a [usize],
}

impl<'a> Told<'a> {
    fn rows(&self) -> impl Iterator<Item = (&'a Row, &'a [Row])> {
        self.order.iter().map(|&row| (&self.rows[row], self.parts.of(row)))
    }
}

/// RFC 4180, with a heading line. What stands beneath a row follows it.
fn csv(columns: &[Column], told: &Told<'_>) -> String {
    let mut text = String::new();
    push_line(&mut text, columns.iter().map(|column| (column.key.as_str().into(), false)));
    let is_number = |value: &Value| matches!(value, Value::Number(_) | Value::Written(_));
    for row in told.rows().flat_map(|(row, parts)| std::iter::once(row).chain(parts)) {
        push_line(&mut text, row.iter().map(|cell| (cell.value.text(), is_number(&cell.value))));
    }
    text
}

/// Values, and whether they are numbers.
fn push_line<'a>(text: &mut String, values: impl Iterator<Item = (Cow<'a, str>, bool)>) {
    for (index, (value, is_number)) in values.enumerate() {
        if index > 0 {
            text.push(',');
        }
        if is_number {
            text.push_str(&value);
        } else {
            push_value(text, &value);
        }
    }
    text.push_str("\r\n");
}

fn push_value(text: &mut String, value: &str) {
    // A spreadsheet would run these as formulas; the apostrophe makes them text.
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !formula && !value.contains(['"', ',', '\n', '\r']) {
        text.push_str(value);
        return;
    }
    text.push('"');
    if formula {
        text.push('\'');
    }
    text.push_str(&value.replace('"', "\"\""));
    text.push('"');
}

/// A list of objects, one a line, each with a list of what stands beneath it.
fn json(columns: &[Column], told: &Told<'_>) -> String {
    let keys: Vec<String> = columns.iter().map(|column| quoted(&column.key)).collect();
    let members = |row: &Row| -> Vec<String> {
        keys.iter().zip(row).map(|(key, cell)| format!("{key}: {}", cell.value.json())).collect()
    };
    let object = |(row, parts): (&Row, &[Row])| {
        let mut members_of = members(row);
        if !parts.is_empty() {
            let objects: Vec<String> =
                parts.iter().map(|part| format!("    {{{}}}", members(part).join(", "))).collect();
            members_of.push(format!("{}: [\n{}\n  ]", quoted(told.parts.key), objects.join(",\n")));
        }
        format!("  {{{}}}", members_of.join(", "))
    };
    let objects: Vec<String> = told.rows().map(object).collect();
    format!("[\n{}\n]\n", objects.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::super::Cell;
    use super::*;
    use crate::ui::Tone;

    fn columns() -> [Column; 2] {
        ["bucket", "note"].map(|key| Column { key: key.into(), label: key.into(), code: false, aside: false })
    }

    fn told<'a>(rows: &'a [Row], parts: &'a Parts, order: &'a [usize]) -> Told<'a> {
        Told { rows, parts, order }
    }

    #[test]
    fn what_stands_beneath_a_row_follows_it() {
        let rows = [["batch", "two"], ["call", "alone"]].map(|row| row.map(Cell::text).to_vec());
        let beneath = [["first", "a"], ["second", "b"]].map(|row| row.map(Cell::text).to_vec());
        let parts = Parts { key: "calls", rows: [beneath.into(), [].into()].into() };
        assert_eq!(
            csv(&columns(), &told(&rows, &parts, &[1, 0])),
            "bucket,note\r\ncall,alone\r\nbatch,two\r\nfirst,a\r\nsecond,b\r\n"
        );
    }

    #[test]
    fn csv_quotes_what_would_break_a_line_or_run_as_a_formula() {
        let rows = [["plain", "a,b"], ["=1+1", "say \"so\""], ["skipped", ""]]
            .map(|row| row.map(Cell::text).to_vec());
        assert_eq!(
            csv(&columns(), &told(&rows, &Parts::default(), &[1, 0])),
            "bucket,note\r\n\"'=1+1\",\"say \"\"so\"\"\"\r\nplain,\"a,b\"\r\n"
        );
    }

    #[test]
    fn what_is_shown_otherwise_leaves_as_what_it_is() {
        let flag = Cell { value: Value::Flag(false), shown: Some("no".into()), badge: Some(Tone::Neutral) };
        let number = |value| Cell { value, ..Cell::default() };
        let rows = [
            vec![Cell::badge(Tone::Success, "shared"), flag],
            vec![number(Value::Number(-404)), number(Value::Written("-1.50".into()))],
            vec![Cell::text("-1.50"), Cell::default()],
        ];
        assert_eq!(
            csv(&columns(), &told(&rows, &Parts::default(), &[0, 1, 2])),
            "bucket,note\r\nshared,false\r\n-404,-1.50\r\n\"'-1.50\",\r\n"
        );
    }
}
