//! What was measured, as a table and as JSON.

use std::{collections::BTreeMap, fmt::Write as _};

use serde_json::{Map, Value, json};

use crate::visit::{Measured, Profile, Visit};

/// A column: its head, whether it has decimals, and what it tells of a visit.
struct Column {
    head: &'static str,
    decimals: usize,
    of: fn(&Measured) -> f64,
}

/// A goal: at most so many times what another page takes, by the head of a column.
struct Goal {
    head: &'static str,
    profile: Profile,
    visit: Visit,
    other: &'static str,
    most: f64,
}

const OURS: &str = "backup-console";

const GOALS: [Goal; 4] = [
    Goal { head: "usable ms", profile: Profile::Fast, visit: Visit::First, other: "yew", most: 2.0 },
    Goal { head: "usable ms", profile: Profile::Fast, visit: Visit::Second, other: "yew", most: 1.2 },
    Goal { head: "usable ms", profile: Profile::Slow, visit: Visit::First, other: "rapidoc", most: 0.55 },
    Goal { head: "paint ms", profile: Profile::Slow, visit: Visit::First, other: "hand-written", most: 1.5 },
];

/// A goal of its own: at most so much, by the head of a column.
struct Bound {
    head: &'static str,
    profile: Profile,
    visit: Visit,
    most: f64,
}

const BOUNDS: [Bound; 6] = [
    Bound { head: "KiB until there", profile: Profile::Fast, visit: Visit::First, most: 118.0 },
    Bound { head: "blocked ms", profile: Profile::Fast, visit: Visit::First, most: 0.0 },
    Bound { head: "blocked ms", profile: Profile::Slow, visit: Visit::First, most: 100.0 },
    Bound { head: "requests", profile: Profile::Fast, visit: Visit::Second, most: 2.0 },
    Bound { head: "heap MiB", profile: Profile::Fast, visit: Visit::First, most: 4.0 },
    Bound { head: "heap MiB", profile: Profile::Fast, visit: Visit::Second, most: 4.0 },
];

const COLUMNS: [Column; 9] = [
    Column { head: "paint ms", decimals: 0, of: |measured| measured.paint },
    Column { head: "usable ms", decimals: 0, of: |measured| measured.usable },
    Column { head: "there ms", decimals: 0, of: |measured| measured.there },
    Column { head: "blocked ms", decimals: 0, of: |measured| measured.blocking },
    Column { head: "blocked, there ms", decimals: 0, of: |measured| measured.held },
    Column { head: "KiB until there", decimals: 1, of: |measured| measured.needed / 1024.0 },
    Column { head: "KiB in all", decimals: 1, of: |measured| measured.bytes / 1024.0 },
    Column { head: "requests", decimals: 0, of: |measured| measured.requests },
    Column { head: "heap MiB", decimals: 1, of: |measured| measured.memory / 1024.0 / 1024.0 },
];

const WIDTH: usize = 22;

/// The figures of every visit by profile, visit and page; a list for each column.
#[derive(Default)]
pub struct Figures(BTreeMap<(Profile, Visit, &'static str), [Vec<f64>; COLUMNS.len()]>);

impl Figures {
    /// Takes in what was measured.
    pub fn add(&mut self, page: &'static str, profile: Profile, visit: Visit, measured: &Measured) {
        let lists = self.0.entry((profile, visit, page)).or_default();
        for (list, column) in lists.iter_mut().zip(&COLUMNS) {
            list.push((column.of)(measured));
            list.sort_by(f64::total_cmp);
        }
    }

    /// Medians, with the least and the most.
    pub fn table(&self) -> String {
        let mut table = String::new();
        let mut shown = None;
        for ((profile, visit, page), lists) in &self.0 {
            // Writing to a String cannot fail.
            if shown.replace((*profile, *visit)) != Some((*profile, *visit)) {
                let heads: String = COLUMNS.iter().map(|column| format!("{:>WIDTH$}", column.head)).collect();
                let _ = write!(table, "\n{}\n{:<15}{heads}\n", title(*profile, *visit), "");
            }
            let cells: String = lists
                .iter()
                .zip(&COLUMNS)
                .map(|(list, column)| format!("{:>WIDTH$}", cell(list, column.decimals)))
                .collect();
            let _ = writeln!(table, "{page:<15}{cells}");
        }
        table
    }

    /// Our medians beside the goals, as far as what these speak of was measured.
    pub fn goals(&self) -> String {
        let bounds = BOUNDS.iter().filter_map(|Bound { head, profile, visit, most }| {
            let (ours, when) = (self.median(OURS, head, *profile, *visit)?, title(*profile, *visit));
            Some(format!("{ours:>6.1} (goal: at most {most}): {head}, {when}\n"))
        });
        let ratios = GOALS.iter().filter_map(|Goal { head, profile, visit, other, most }| {
            let median = |page| self.median(page, head, *profile, *visit);
            let (ours, theirs) = (median(OURS)?, median(other)?);
            let (times, when) = (ours / theirs, title(*profile, *visit));
            Some(format!(
                "{times:>6.2} times {other} (goal: at most {most}): {head} {ours:.0} / {theirs:.0}, {when}\n"
            ))
        });
        bounds.chain(ratios).collect()
    }

    fn median(&self, page: &'static str, head: &str, profile: Profile, visit: Visit) -> Option<f64> {
        let column = COLUMNS.iter().position(|column| column.head == head)?;
        let list = &self.0.get(&(profile, visit, page))?[column];
        list.get(list.len() / 2).copied()
    }

    /// All figures.
    pub fn json(&self) -> String {
        let rows = self.0.iter().map(|((profile, visit, page), lists)| {
            let figures: Map<_, _> = COLUMNS
                .iter()
                .zip(lists)
                .map(|(column, list)| (column.head.to_owned(), json!(list)))
                .collect();
            json!({ "page": page, "when": title(*profile, *visit), "figures": figures })
        });
        format!("{:#}\n", Value::from_iter(rows))
    }
}

const fn title(profile: Profile, visit: Visit) -> &'static str {
    match (profile, visit) {
        (Profile::Fast, Visit::First) => "first visit, not slowed down",
        (Profile::Fast, Visit::Second) => "second visit, not slowed down",
        (Profile::Slow, Visit::First) => "first visit, slow 4G and a processor four times slower",
        (Profile::Slow, Visit::Second) => "second visit, slow 4G and a processor four times slower",
    }
}

/// `293 (288 – 310)`, of a sorted list.
fn cell(list: &[f64], decimals: usize) -> String {
    let (Some(least), Some(most), Some(median)) = (list.first(), list.last(), list.get(list.len() / 2))
    else {
        return String::new();
    };
    format!("{median:.decimals$} ({least:.decimals$} – {most:.decimals$})")
}
