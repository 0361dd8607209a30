use std::cmp::Reverse;

use super::{Cell, Parts, Row, Value};

/// By which column the rows are sorted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Sorting {
    /// The column's index.
    pub column: usize,
    /// Upwards or downwards.
    pub direction: Direction,
}

/// Upwards or downwards.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Direction {
    /// The smallest first.
    Ascending,
    /// The greatest first.
    Descending,
}

impl Sorting {
    /// What a press on a column's heading leads to: upwards first, then the other way each time.
    #[must_use]
    pub fn next(current: Option<Self>, column: usize) -> Self {
        let upwards = Self { column, direction: Direction::Ascending };
        if current == Some(upwards) { Self { column, direction: Direction::Descending } } else { upwards }
    }
}

/// The indexes of the rows that hold the query in any cell, or in one of what stands beneath them, in order. Letters match in either case.
pub(super) fn arrange(rows: &[Row], parts: &Parts, query: &str, sorting: Option<Sorting>) -> Vec<usize> {
    let query = query.trim();
    let mut order: Vec<usize> = (0..rows.len())
        .filter(|row| passes(&rows[*row], query) || parts.of(*row).iter().any(|part| passes(part, query)))
        .collect();
    let Some(Sorting { column, direction }) = sorting else { return order };
    let key = |row: &usize| rows[*row].get(column).and_then(Key::of);
    // Where nothing is known comes last, whichever way the rest is sorted.
    match direction {
        Direction::Ascending => order.sort_by_cached_key(|row| Last::of(key(row))),
        Direction::Descending => order.sort_by_cached_key(|row| Last::of(key(row).map(Reverse))),
    }
    order
}

fn passes(row: &Row, query: &str) -> bool {
    query.is_empty()
        || row.iter().any(|cell| {
            contains(&cell.value.text(), query)
                || cell.shown.as_deref().is_some_and(|shown| contains(shown, query))
        })
}

fn contains(text: &str, query: &str) -> bool {
    text.as_bytes().windows(query.len()).any(|part| part.eq_ignore_ascii_case(query.as_bytes()))
}

/// What a row is sorted by, made once for each row.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
enum Key {
    Flag(bool),
    /// The greatest whole number that is not above it, and what there is beyond that.
    Number(i64, Vec<u8>),
    Text(Vec<u8>),
}

impl Key {
    fn of(cell: &Cell) -> Option<Self> {
        match &cell.value {
            Value::Nothing => None,
            Value::Flag(flag) => Some(Self::Flag(*flag)),
            Value::Number(number) | Value::Time { millis: number, .. } => {
                Some(Self::Number(*number, Vec::new()))
            }
            Value::Written(number) => Some(Self::number(number)),
            Value::Text(text) | Value::Told(text) => Some(Self::Text(natural(text))),
        }
    }
}

impl Key {
    /// A number as it was written: one that is too large for the machine is sorted among its like.
    fn number(written: &str) -> Self {
        let (whole, decimals) = written.split_once('.').unwrap_or((written, ""));
        let decimals = decimals.trim_end_matches('0').as_bytes();
        let digits = whole.trim_start_matches('-');
        let is_below_zero = digits.len() < whole.len();
        let Ok(number) = whole.parse::<i64>() else {
            let mut beyond = vec![u8::try_from(digits.len()).unwrap_or(u8::MAX)];
            beyond.extend(digits.bytes().chain(decimals.iter().copied()));
            return match is_below_zero {
                true => Self::Number(i64::MIN, complement(&beyond)),
                false => Self::Number(i64::MAX, beyond),
            };
        };
        match is_below_zero && !decimals.is_empty() {
            true => Self::Number(number.saturating_sub(1), complement(decimals)),
            false => Self::Number(number, decimals.to_vec()),
        }
    }
}

/// What is sorted the other way, the shorter behind the longer.
fn complement(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| !byte).chain([u8::MAX]).collect()
}

/// What is known, and behind it what is not.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
enum Last<T> {
    Known(T),
    Nothing,
}

impl<T> Last<T> {
    fn of(known: Option<T>) -> Self {
        known.map_or(Self::Nothing, Self::Known)
    }
}

/// A text whose bytes are in a person's order: letters of either case together, and 9 before 10, since before the
/// digits of a number stands how many they are.
fn natural(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() + 2);
    let mut rest = text.as_bytes();
    while let Some(first) = rest.first() {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            key.push(first.to_ascii_lowercase());
            rest = &rest[1..];
            continue;
        }
        let (number, behind) = rest.split_at(digits);
        let zeros = number.iter().take_while(|byte| **byte == b'0').count();
        key.extend([b'0', u8::try_from(digits - zeros).unwrap_or(u8::MAX)]);
        key.extend(&number[zeros..]);
        rest = behind;
    }
    key
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;

    fn arrange(rows: &[Row], query: &str, sorting: Option<Sorting>) -> Vec<usize> {
        super::arrange(rows, &Parts::default(), query, sorting)
    }

    fn rows() -> Vec<Row> {
        [["beta", "cn-north-4"], ["Alpha", "ap-southeast-1"], ["beta", "ap-southeast-1"]]
            .map(|row| row.map(Cell::text).to_vec())
            .to_vec()
    }

    fn column(cells: impl IntoIterator<Item = Cell>) -> Vec<Row> {
        cells.into_iter().map(|cell| vec![cell]).collect()
    }

    #[test]
    fn keeps_the_given_order_until_sorted() {
        assert_eq!(arrange(&rows(), "", None), [0, 1, 2]);
    }

    #[test]
    fn filters_by_any_cell_in_either_case() {
        assert_eq!(arrange(&rows(), " alPHA ", None), [1]);
        assert_eq!(arrange(&rows(), "north", None), [0]);
        assert!(arrange(&rows(), "nothing like this", None).is_empty());
    }

    #[test]
    fn filters_by_what_stands_beneath() {
        let beneath: Rc<[Row]> = column([Cell::text("request-1"), Cell::text("request-2")]).into();
        let parts = Parts { key: "calls", rows: [Rc::from([]), beneath].into() };
        assert_eq!(super::arrange(&rows(), &parts, "request-2", None), [1]);
        assert_eq!(super::arrange(&rows(), &parts, "beta", None), [0, 2]);
    }

    #[test]
    fn filters_by_what_a_badge_says_by_numbers_and_by_what_is_read() {
        let shown = Cell { shown: Some("no".into()), value: Value::Flag(false), badge: None };
        let number = Cell { value: Value::Number(404), ..Cell::default() };
        let rows = column([Cell::badge(crate::ui::Tone::Success, "shared"), shown, number]);
        for (query, found) in [("shared", 0), ("no", 1), ("fals", 1), ("404", 2)] {
            assert_eq!(arrange(&rows, query, None), [found], "{query}");
        }
    }

    #[test]
    fn sorts_both_ways_and_keeps_equals_in_their_order() {
        let upwards = Sorting::next(None, 0);
        assert_eq!(arrange(&rows(), "", Some(upwards)), [1, 0, 2]);
        let downwards = Sorting::next(Some(upwards), 0);
        assert_eq!(arrange(&rows(), "", Some(downwards)), [0, 2, 1]);
        assert_eq!(Sorting::next(Some(downwards), 0), upwards);
    }

    #[test]
    fn numbers_are_sorted_by_size_and_nothing_comes_last() {
        let number = |number| Cell { value: Value::Number(number), ..Cell::default() };
        let rows = column([Cell::default(), number(10), number(-3), number(9)]);
        let upwards = Sorting::next(None, 0);
        assert_eq!(arrange(&rows, "", Some(upwards)), [2, 3, 1, 0]);
        assert_eq!(arrange(&rows, "", Some(Sorting::next(Some(upwards), 0))), [1, 3, 2, 0]);
    }

    #[test]
    fn numbers_are_sorted_by_size_however_they_are_written() {
        let ordered = [
            "-99999999999999999999",
            "-9999999999999999999",
            "-2",
            "-1.5",
            "-1.25",
            "-1.2",
            "-1",
            "-0.5",
            "0",
            "0.5",
            "1.25",
            "1.250001",
            "1.5",
            "9",
            "10.0",
            "9223372036854775808",
            "18446744073709551616",
            "18446744073709551616.5",
        ];
        let written = |text: &'static str| Cell { value: Value::Written(text.into()), ..Cell::default() };
        let rows = column(ordered.into_iter().rev().map(written));
        let reversed: Vec<usize> = (0..ordered.len()).rev().collect();
        assert_eq!(arrange(&rows, "", Some(Sorting::next(None, 0))), reversed);
    }

    #[test]
    fn times_are_sorted_by_when_they_are_whatever_their_zone() {
        let time = |millis, written: &'static str| Cell {
            value: Value::Time { millis, written: written.into() },
            ..Cell::default()
        };
        let rows = column([
            time(7_200_000, "1970-01-01T03:00:00+01:00"),
            time(3_600_000, "1970-01-01T10:00:00+09:00"),
        ]);
        assert_eq!(arrange(&rows, "", Some(Sorting::next(None, 0))), [1, 0]);
    }

    #[test]
    fn numbers_within_texts_are_sorted_by_size() {
        let texts = ["disk-10", "disk-9", "disk-009b", "Disk-1", "disk-99999999999999999999", "disk"];
        let rows = column(texts.map(Cell::text));
        assert_eq!(arrange(&rows, "", Some(Sorting::next(None, 0))), [5, 3, 1, 2, 0, 4]);
    }
}
