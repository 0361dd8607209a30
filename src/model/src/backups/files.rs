//! What lists of the files of a backup have in common: each file has a link that signs.

use backup_words::words;

use super::told;
use crate::{
    answer::{Kilobytes, Link, Time},
    report::{Cell, Column, Fact, Label, Linked, Report, Row, Sentence, Table, Tone},
};

words! {
    pub(crate) mod text {
        files: "files";
        none: "The service names no file.";
        listed(count: Count): one "The backup is one file.", other "The backup is {count} files.";
        bucket: "Bucket";
        file: "File";
        ends: "Link ends";
        group: "Group";
        group_id: "Group ID";
        ask: "Open or copy the link of a file from its actions: it is made anew each time, and kept nowhere.";
        guard: "Whoever has a link can download the file until it ends, without signing in.";
    }
}

/// What a service says of a file.
pub(crate) struct File<'a> {
    pub(crate) name: &'a Option<String>,
    pub(crate) size: &'a Option<Kilobytes>,
    pub(crate) link: &'a Option<Link>,
    pub(crate) ends: &'a Option<Time>,
    /// What else stands in its row.
    pub(crate) more: Vec<Cell>,
}

/// The columns that all have.
pub(crate) const FILE: Column = Column::code("file", text::file);
pub(crate) const SIZE: Column = Column::prose("size", told::size);
pub(crate) const ENDS: Column = Column::prose("link_ends", text::ends);

/// The files of a backup, and where they lie.
pub(crate) fn report<'a>(
    columns: &'static [Column],
    files: impl Iterator<Item = File<'a>>,
    bucket: Option<&String>,
) -> Report {
    let rows: Vec<Row> = files.map(row).collect();
    let is_empty = rows.is_empty();
    let table = Table { noun: Label(text::files), columns, rows };
    let mut report = Report::of_rows(text::none, text::listed, table);
    report.facts.push(Fact::code(text::bucket, bucket.cloned()));
    if is_empty {
        return Report { tone: Tone::Look, ..report };
    }
    report.steps = vec![Sentence::new(text::ask), Sentence::new(text::guard)];
    report
}

fn row(file: File<'_>) -> Row {
    let mut cells =
        vec![Cell::text(file.name.as_deref()), Cell::of(file.size.as_ref()), Cell::of(file.ends.as_ref())];
    cells.extend(file.more);
    Row { link: Linked::of(file.link.as_ref(), file.ends.as_ref()), ..Row::new(file.name.as_deref(), cells) }
}
