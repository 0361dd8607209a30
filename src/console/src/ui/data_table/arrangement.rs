use std::cmp::Ordering;

use super::Row;

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

/// The indexes of the rows that hold the query in any cell, in order. Letters match in either case.
pub(super) fn arrange(rows: &[Row], query: &str, sorting: Option<Sorting>) -> Vec<usize> {
    let query = query.trim();
    let mut order: Vec<usize> =
        rows.iter().enumerate().filter(|(_, row)| passes(row, query)).map(|(index, _)| index).collect();
    if let Some(Sorting { column, direction }) = sorting {
        order.sort_by(|&left, &right| {
            let ordering = compare(&rows[left], &rows[right], column);
            if direction == Direction::Descending { ordering.reverse() } else { ordering }
        });
    }
    order
}

fn passes(row: &Row, query: &str) -> bool {
    query.is_empty() || row.iter().any(|cell| contains(&cell.text, query))
}

fn contains(text: &str, query: &str) -> bool {
    text.as_bytes().windows(query.len()).any(|part| part.eq_ignore_ascii_case(query.as_bytes()))
}

fn compare(left: &Row, right: &Row, column: usize) -> Ordering {
    let text = |row: &Row| row.get(column).map(|cell| cell.text.clone());
    text(left).as_deref().cmp(&text(right).as_deref())
}

#[cfg(test)]
mod tests {
    use super::super::Cell;
    use super::*;

    fn rows() -> Vec<Row> {
        [["beta", "cn-north-4"], ["Alpha", "ap-southeast-1"], ["beta", "ap-southeast-1"]]
            .map(|row| row.map(|text| Cell { text: text.into(), badge: None }).to_vec())
            .to_vec()
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
    fn sorts_both_ways_and_keeps_equals_in_their_order() {
        let upwards = Sorting::next(None, 0);
        assert_eq!(arrange(&rows(), "", Some(upwards)), [1, 0, 2]);
        let downwards = Sorting::next(Some(upwards), 0);
        assert_eq!(arrange(&rows(), "", Some(downwards)), [0, 2, 1]);
        assert_eq!(Sorting::next(Some(downwards), 0), upwards);
    }
}
