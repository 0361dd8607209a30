//! Lists that change while their pages are read.

use std::{collections::BTreeSet, ops::Range};

use backup_model::listing::{End, Listing, Paging, Walk};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

/// What happens to a list between two pages: rows come before all others, fewer than a page holds, and some of the others
/// go.
#[derive(Clone, Debug)]
struct Shift {
    come: u32,
    go: Vec<usize>,
}

fn shifts() -> impl Strategy<Value = Vec<Shift>> {
    let go = prop::collection::vec(any::<usize>(), 0..4);
    let shift = (0..4_u32, go).prop_map(|(come, go)| Shift { come, go });
    prop::collection::vec(shift, 0..12)
}

/// A cloud's list, the newest row first.
struct List {
    rows: Vec<u32>,
    next: u32,
}

impl List {
    fn change(&mut self, shift: &Shift) {
        for index in &shift.go {
            if !self.rows.is_empty() {
                self.rows.remove(index % self.rows.len());
            }
        }
        for _ in 0..shift.come {
            self.rows.insert(0, self.next);
            self.next += 1;
        }
    }

    fn page(&self, range: Range<usize>, total: bool) -> Json {
        let rows: Vec<Json> =
            self.rows.iter().skip(range.start).take(range.len()).map(|id| json!({ "id": id })).collect();
        json!({ "rows": rows, "total": total.then_some(self.rows.len()) })
    }
}

/// Reads a list that shifts, and holds that each row that stayed was told, and none twice.
fn holds(paging: Paging, length: u32, shifts: &[Shift], total: bool) -> Result<(), TestCaseError> {
    let mut list = List { rows: (0..length).rev().collect(), next: length };
    let mut walk = Walk::new(Listing { rows: "rows", key: "id", total: Some("total"), paging });
    let mut told = Vec::new();
    let mut shifts = shifts.iter();
    while let Ok(parameters) = walk.parameters() {
        let value =
            |name| parameters.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str());
        let number = |name| value(name).and_then(|text| text.parse::<usize>().ok());
        let limit = number("limit").or(number("size")).unwrap_or(usize::MAX);
        let at = match paging {
            Paging::Rows { .. } => number("offset").unwrap_or(0),
            Paging::Pages { .. } => (number("offset").unwrap_or(1) - 1) * limit,
            Paging::PageAndSize { .. } => (number("page").unwrap_or(1) - 1) * limit,
            _ => 0,
        };
        let page = list.page(at..at.saturating_add(limit), total);
        let fresh = walk.take(&page);
        told.extend(
            fresh.places().iter().map(|place| page["rows"][*place]["id"].as_u64().unwrap_or_default()),
        );
        if let Some(shift) = shifts.next() {
            list.change(shift);
        }
    }
    prop_assert_eq!(walk.end(), Some(End::Whole));
    let distinct: BTreeSet<u64> = told.iter().copied().collect();
    prop_assert_eq!(distinct.len(), told.len(), "told twice: {:?}", told);
    let lost: Vec<u32> = list
        .rows
        .iter()
        .copied()
        .filter(|row| *row < length && !distinct.contains(&u64::from(*row)))
        .collect();
    prop_assert_eq!(lost, Vec::<u32>::new());
    Ok(())
}

#[test]
fn a_list_that_shrinks_at_every_page_is_read_to_its_end() {
    let shift = |(come, go): (u32, usize)| Shift { come, go: vec![0; go] };
    let shifts: Vec<Shift> =
        [(1, 0), (1, 0), (3, 0), (0, 1), (0, 1), (2, 0), (2, 0), (0, 1), (0, 1), (0, 1)].map(shift).into();
    holds(Paging::Pages { limit: 15 }, 64, &shifts, true).unwrap();
}

proptest! {
    #[test]
    fn where_rows_are_counted_none_is_lost_or_doubled(
        limit in 5..40_u32, length in 0..150_u32, shifts in shifts(), total in any::<bool>(),
    ) {
        holds(Paging::Rows { limit }, length, &shifts, total)?;
    }

    #[test]
    fn where_pages_are_counted_none_is_lost_or_doubled_as_long_as_there_is_a_total(
        limit in 5..40_u32, length in 0..150_u32, shifts in shifts(), sized in any::<bool>(),
    ) {
        let paging = if sized { Paging::PageAndSize { limit } } else { Paging::Pages { limit } };
        holds(paging, length, &shifts, true)?;
    }
}
