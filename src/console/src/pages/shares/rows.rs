//! Shares as rows of a table.

use backup_model::{
    moment::Moment,
    overview::Standing,
    report::Tone as Taken,
    size::{Size, Unit},
};
use backup_words::{Text, Words, words};

use crate::{
    shares::{Known, Share, Shares, Which},
    texts::{NOT_GIVEN, not_given, short},
    ui::{
        Tone,
        data_table::{Cell, Row, RowAction, Value},
    },
};

words! {
    mod text {
        backup: "Backup";
        project: "Project";
        whose: "Whose";
        own: "own project";
        named: "stranger, named by you";
        stranger: "stranger";
        unknown: "not known";
        shared: "Shared";
        state: "State of the backup";
        size: "Disk size";
        backup_id: "Backup ID";
        project_id: "Project ID";
        share: "Share";
        leads(from: &str, to: &str): "{from} → {to}";
        disk_id: "Disk ID";
        direction: "Direction";
        given: "given";
        received: "received";
        cancel: "Cancel this share…";
        cancel_all: "Cancel all shares of its backup…";
        share_more: "Share its backup with more…";
        name: "Name its project…";
        no_id: "The service gives no ID of it.";
        own_name: "It is of this account and has a name.";
    }
}

/// The key in exports, which does not change with the language; the heading, whether it is code, and whether it stands
/// in the details only.
pub(super) const COLUMNS: [(&str, Text, bool, bool); 11] = [
    ("share_id", text::share, false, false),
    ("whose", text::whose, false, false),
    ("shared", text::shared, false, false),
    ("state", text::state, false, false),
    ("size_bytes", text::size, false, false),
    ("backup", text::backup, false, true),
    ("project_name", text::project, false, true),
    ("direction", text::direction, false, true),
    ("backup_id", text::backup_id, true, true),
    ("project_id", text::project_id, true, true),
    ("disk_id", text::disk_id, true, true),
];

/// The column of the time, by which the table is sorted at first.
pub(super) const SHARED: usize = 2;

/// What can be done with a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// It is cancelled.
    Cancel,
    /// All of its backup are.
    CancelAll,
    /// Its backup is shared with more.
    Share,
    /// Its project gets a name.
    Name,
}

/// What can be done with shares of a side, in the order of the menu.
pub(super) const fn acts(which: Which) -> &'static [Act] {
    match which {
        Which::Given => &[Act::Cancel, Act::CancelAll, Act::Share, Act::Name],
        Which::Received => &[Act::Name],
    }
}

/// The project on the other side of a share.
pub(super) const fn other(which: Which, share: &Share) -> Option<&String> {
    match which {
        Which::Given => share.to.as_ref(),
        Which::Received => share.from.as_ref(),
    }
}

/// What can be done with a share, and what cannot.
pub(super) fn actions(words: Words, shares: &Shares, which: Which, share: &Share) -> Vec<RowAction> {
    let project = other(which, share);
    let is_own = project.is_some_and(|id| matches!(shares.known(id), Known::Own(_)));
    let action = |act: &Act| {
        let no_id = |is_known: bool| (!is_known).then_some(text::no_id as Text);
        let (label, hindrance): (Text, Option<Text>) = match act {
            Act::Cancel => (text::cancel, no_id(share.id.is_some() && share.backup.is_some())),
            Act::CancelAll => (text::cancel_all, no_id(share.backup.is_some())),
            Act::Share => (text::share_more, no_id(share.backup.is_some())),
            Act::Name if is_own => (text::name, Some(text::own_name)),
            Act::Name => (text::name, no_id(project.is_some())),
        };
        RowAction { label: label(words).into(), hindrance: hindrance.map(|why| why(words).into()) }
    };
    acts(which).iter().map(action).collect()
}

/// A share as it is told.
pub(super) fn row(words: Words, shares: &Shares, which: Which, share: &Share) -> Row {
    let Share { id, backup, made, name, status, gigabytes, disk, .. } = share;
    let given = |text: Option<&String>| text.map_or_else(not_given, |text| Cell::text(text.clone()));
    let project = other(which, share);
    let direction = match which {
        Which::Given => ("given", text::given as Text),
        Which::Received => ("received", text::received as Text),
    };
    let told = |(key, told): (&'static str, Text), badge| Cell {
        value: Value::Told(key.into()),
        shown: Some(told(words).into()),
        badge,
    };
    let named = name.as_ref().or(backup.as_ref());
    let called = project.map(|id| shares.known(id).name().map_or_else(|| short(id), str::to_owned));
    let backup_called = name.clone().or_else(|| backup.as_deref().map(short));
    // By what it is told, as it has no name: its ID is one hover away.
    let share = Cell {
        shown: Some(leads(words, which, backup_called.as_deref(), called.as_deref()).into()),
        ..given(id.as_ref())
    };
    vec![
        share,
        project.map_or_else(not_given, |id| {
            let (whose, tone) = whose(shares.known(id));
            told(whose, Some(tone))
        }),
        made.as_deref().map_or_else(not_given, time),
        status.as_deref().map_or_else(not_given, |word| state(words, word)),
        gigabytes.as_deref().map_or_else(not_given, size),
        given(named),
        project.map_or_else(not_given, |id| Cell {
            shown: shares.known(id).name().map(|name| name.to_owned().into()),
            ..Cell::text(id.clone())
        }),
        told(direction, None),
        given(backup.as_ref()),
        given(project),
        given(disk.as_ref()),
    ]
}

/// Which backup goes where, or comes from where.
fn leads(words: Words, which: Which, backup: Option<&str>, project: Option<&str>) -> String {
    let [backup, project] = [backup, project].map(|name| name.unwrap_or(NOT_GIVEN));
    match which {
        Which::Given => text::leads(words, backup, project),
        Which::Received => text::leads(words, project, backup),
    }
}

fn whose(known: Known<'_>) -> ((&'static str, Text), Tone) {
    match known {
        Known::Own(_) => (("own", text::own as Text), Tone::Success),
        Known::Named(_) => (("named", text::named), Tone::Warning),
        Known::Stranger => (("stranger", text::stranger), Tone::Warning),
        Known::Unknown => (("unknown", text::unknown), Tone::Neutral),
    }
}

fn time(written: &str) -> Cell {
    let Some(moment) = Moment::read(written) else { return Cell::text(written.to_owned()) };
    Cell {
        value: Value::Time { millis: moment.millis(), written: written.to_owned().into() },
        shown: Some(moment.to_string().into()),
        badge: None,
    }
}

/// How the backup stands; an unknown word as it came.
fn state(words: Words, word: &str) -> Cell {
    let standing = Standing::of(word);
    let tone = standing.map_or(Tone::Neutral, |standing| match standing.tone() {
        Taken::Done => Tone::Success,
        Taken::Accepted => Tone::Accent,
        Taken::Look => Tone::Warning,
    });
    Cell {
        shown: standing.map(|standing| standing.told(words).into()),
        badge: Some(tone),
        ..Cell::text(word.to_owned())
    }
}

fn size(gigabytes: &str) -> Cell {
    let size = Size::read(gigabytes, Unit::Gigabytes);
    let bytes = size.and_then(|size| Some((i64::try_from(size.0).ok()?, size)));
    bytes.map_or_else(
        || Cell::text(gigabytes.to_owned()),
        |(bytes, size)| Cell {
            value: Value::Number(bytes),
            shown: Some(size.to_string().into()),
            badge: None,
        },
    )
}
