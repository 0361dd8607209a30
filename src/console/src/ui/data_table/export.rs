use std::borrow::Cow;

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, Element, HtmlAnchorElement, Url};

use super::markdown::note;
use super::value::quoted;
use super::{Column, Row, Value};

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

    /// The rows named by `order`, in that order. `label` says what they are.
    pub(super) fn write(self, label: &str, columns: &[Column], rows: &[Row], order: &[usize]) -> String {
        match self {
            Self::Csv => csv(columns, rows, order),
            Self::Json => json(columns, rows, order),
            Self::Markdown => note(label, columns, rows, order),
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

/// RFC 4180, with a heading line.
fn csv(columns: &[Column], rows: &[Row], order: &[usize]) -> String {
    let mut text = String::new();
    push_line(&mut text, columns.iter().map(|column| (column.key.as_str().into(), false)));
    for &row in order {
        let is_number = |value: &Value| matches!(value, Value::Number(_) | Value::Written(_));
        push_line(&mut text, rows[row].iter().map(|cell| (cell.value.text(), is_number(&cell.value))));
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

/// A list of objects, one a line.
fn json(columns: &[Column], rows: &[Row], order: &[usize]) -> String {
    let keys: Vec<String> = columns.iter().map(|column| quoted(&column.key)).collect();
    let object = |&row: &usize| {
        let members: Vec<String> =
            keys.iter().zip(&rows[row]).map(|(key, cell)| format!("{key}: {}", cell.value.json())).collect();
        format!("  {{{}}}", members.join(", "))
    };
    let objects: Vec<String> = order.iter().map(object).collect();
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

    #[test]
    fn csv_quotes_what_would_break_a_line_or_run_as_a_formula() {
        let rows = [["plain", "a,b"], ["=1+1", "say \"so\""], ["skipped", ""]]
            .map(|row| row.map(Cell::text).to_vec());
        assert_eq!(
            csv(&columns(), &rows, &[1, 0]),
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
            csv(&columns(), &rows, &[0, 1, 2]),
            "bucket,note\r\nshared,false\r\n-404,-1.50\r\n\"'-1.50\",\r\n"
        );
    }
}
