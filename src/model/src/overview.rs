//! The backups of every service in one set of words, as rows of their lists give them.

mod holders;
mod keeping;
mod marks;
mod removal;
mod timeline;

use backup_words::{Words, words};
use serde_json::Value as Json;

pub use self::{
    holders::{Holder, Holders},
    keeping::Keeping,
    marks::{Counted, Mark, Marks, Seen},
    removal::{Found, Removal},
    timeline::{Axis, Bar, Days, Lane, Timeline},
};
use crate::{
    catalogue::Entry,
    draft::Draft,
    moment::Moment,
    operation::Text,
    operations::CATALOGUE,
    report::Tone,
    size::{Size, Unit},
};

words! {
    mod standing {
        complete: "complete";
        under_way: "under way";
        failed: "failed";
        leaving: "being deleted";
    }

    mod origin {
        automatic: "automatic";
        manual: "manual";
        incremental: "incremental";
        differential: "differential";
        full: "full";
    }
}

words! {
    /// What cannot be done with any backup of a list.
    pub(crate) mod cannot {
        be_downloaded: "It cannot be downloaded: no call of its service gives it as a file.";
        be_shared_from_cbr: "It cannot be shared: CBR shares backups of servers only, and this one is of a disk.";
        be_deleted_here: "It is not deleted from here, but in the console of its service.";
    }
}

/// Where a list of backups has what is told of each: pointers into a row.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// Its name.
    pub name: &'static str,
    /// How it stands.
    pub state: &'static str,
    /// What the word for that means.
    pub standing: fn(&str) -> Option<Standing>,
    /// How it came to be.
    pub origin: &'static str,
    /// What the flag means where that is no word: no and yes.
    pub flag: Option<[Origin; 2]>,
    /// Its size.
    pub size: &'static str,
    /// What the size is counted in.
    pub unit: Unit,
    /// What it is counted in instead, where each row names that.
    pub unit_of_row: &'static str,
    /// Whether the size is that of the disk.
    pub is_of_disk: bool,
    /// When it was begun.
    pub made: &'static str,
    /// The name and the id of the instance or disk.
    pub holder: [&'static str; 2],
    /// What it is kept in, such as a vault.
    pub kept_in: &'static str,
    /// What the list is asked with, so that it has such backups only.
    pub asks: &'static [(&'static str, &'static str)],
    /// What cannot be done with any of them.
    pub cannot: &'static [Text],
}

/// As the services of databases have it.
pub(crate) const OF_A_DATABASE: Source = Source {
    name: "/name",
    state: "/status",
    standing: Standing::of,
    origin: "/type",
    flag: None,
    size: "/size",
    unit: Unit::Kilobytes,
    unit_of_row: "",
    is_of_disk: false,
    made: "/begin_time",
    holder: ["/instance_name", "/instance_id"],
    kept_in: "",
    asks: &[],
    cannot: &[],
};

/// The operations that list the backups of a project, in the order of the menu. Others list those of
/// [one instance](Holders::backups_of).
pub fn lists() -> impl Iterator<Item = &'static Entry> {
    CATALOGUE.iter().filter(|entry| entry.lists_backups())
}

/// A backup of any service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backup {
    /// Its id.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// How it stands; none where the service's word is unknown.
    pub standing: Option<Standing>,
    /// The service's own word for it.
    pub state: Option<String>,
    /// How it came to be; none where the service's word is unknown.
    pub origin: Option<Origin>,
    /// The service's own word for it.
    pub kind: Option<String>,
    /// Its size; of a disk's backup that of the disk.
    pub size: Option<Size>,
    /// Whether it is the backup of a disk.
    pub is_of_disk: bool,
    /// When it was begun.
    pub made: Option<Moment>,
    /// The same as the service wrote it.
    pub written: Option<String>,
    /// The name of the instance or disk.
    pub holder: Option<String>,
    /// Its id.
    pub holder_id: Option<String>,
    /// What it is kept in.
    pub kept_in: Option<String>,
}

/// How a backup stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is complete.
    Complete,
    /// Something is done with it: it is made or restored.
    UnderWay,
    /// It was never completed, or its restore failed.
    Failed,
    /// It is being deleted.
    Leaving,
}

/// How a backup came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// By a schedule.
    Automatic,
    /// By a person or a program.
    Manual,
    /// By a schedule, of what changed since the one before.
    Incremental,
    /// Of what changed since the last full one.
    Differential,
    /// Of everything.
    Full,
}

impl Source {
    /// What reads the list from its beginning.
    pub fn draft(&self) -> Draft {
        self.asks.iter().copied().collect()
    }

    /// Reads a row. What is missing or unknown stays so.
    pub fn read(&self, row: &Json) -> Backup {
        let text = |pointer: &str| row.pointer(pointer).filter(|_| !pointer.is_empty()).and_then(written);
        let (state, kind, made) = (text(self.state), text(self.origin), text(self.made));
        let unit = if self.unit_of_row.is_empty() {
            Some(self.unit)
        } else {
            text(self.unit_of_row).as_deref().and_then(Unit::named)
        };
        let flagged = |[no, yes]: [Origin; 2]| match kind.as_deref()? {
            "false" => Some(no),
            "true" => Some(yes),
            _ => None,
        };
        let origin = self.flag.map_or_else(|| Origin::of(kind.as_deref()?), flagged);
        Backup {
            id: text("/id"),
            name: text(self.name),
            standing: state.as_deref().and_then(self.standing),
            origin,
            is_of_disk: self.is_of_disk,
            size: text(self.size).and_then(|number| Size::read(&number, unit?)),
            made: made.as_deref().and_then(Moment::read),
            written: made,
            holder: text(self.holder[0]),
            holder_id: text(self.holder[1]),
            kept_in: text(self.kept_in),
            state,
            // A flag is no word.
            kind: kind.filter(|_| self.flag.is_none()),
        }
    }
}

/// A value as a text; an empty one is none.
fn written(json: &Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(flag) => Some(if *flag { "true" } else { "false" }.to_owned()),
        _ => None,
    }
}

impl Standing {
    /// What a service's word means, whatever its case.
    pub fn of(word: &str) -> Option<Self> {
        const COMPLETE: [&str; 2] = ["completed", "available"];
        const UNDER_WAY: [&str; 6] =
            ["building", "creating", "protecting", "restoring", "waiting_protect", "waiting_restore"];
        const FAILED: [&str; 3] = ["failed", "error", "error_restoring"];
        const LEAVING: [&str; 3] = ["deleting", "disabled", "waiting_delete"];
        let is = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(word));
        match () {
            () if is(&COMPLETE) => Some(Self::Complete),
            () if is(&UNDER_WAY) => Some(Self::UnderWay),
            () if is(&FAILED) => Some(Self::Failed),
            () if is(&LEAVING) => Some(Self::Leaving),
            () => None,
        }
    }

    /// As a person is told.
    pub fn told(self, words: Words) -> &'static str {
        match self {
            Self::Complete => standing::complete(words),
            Self::UnderWay => standing::under_way(words),
            Self::Failed => standing::failed(words),
            Self::Leaving => standing::leaving(words),
        }
    }

    /// How it is to be taken.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Complete => Tone::Done,
            Self::UnderWay | Self::Leaving => Tone::Accepted,
            Self::Failed => Tone::Look,
        }
    }
}

impl Origin {
    /// What a service's word means, whatever its case.
    pub fn of(word: &str) -> Option<Self> {
        [
            ("auto", Self::Automatic),
            ("manual", Self::Manual),
            ("incremental", Self::Incremental),
            ("differential", Self::Differential),
        ]
        .into_iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(word))
        .map(|(_, origin)| origin)
    }

    /// As a person is told.
    pub fn told(self, words: Words) -> &'static str {
        match self {
            Self::Automatic => origin::automatic(words),
            Self::Manual => origin::manual(words),
            Self::Incremental => origin::incremental(words),
            Self::Differential => origin::differential(words),
            Self::Full => origin::full(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(operation: &str, row: &Json) -> Backup {
        Entry::find(operation).and_then(Entry::backups).unwrap().read(row)
    }

    #[test]
    fn each_service_is_told_in_the_same_words() {
        let gaussdb = read(
            "gaussdb/list-backups",
            &json!({ "id": "a", "status": "COMPLETED", "type": "auto", "size": 1.5, "instance_id": "i",
                "begin_time": "2026-11-25T12:00:00+0800" }),
        );
        assert_eq!((gaussdb.standing, gaussdb.origin), (Some(Standing::Complete), Some(Origin::Automatic)));
        assert_eq!(gaussdb.size, Some(Size(3 << 19)));
        assert_eq!((gaussdb.holder, gaussdb.holder_id.as_deref()), (None, Some("i")));
        let dds = read(
            "dds/list-backups",
            &json!({ "id": "b", "status": "DISABLED", "type": "Manual", "size": "2", "instance_name": "shop",
                "begin_time": "2026-11-25 04:00:00" }),
        );
        assert_eq!((dds.standing, dds.origin), (Some(Standing::Leaving), Some(Origin::Manual)));
        assert_eq!((dds.size, dds.holder.as_deref()), (Some(Size(2048)), Some("shop")));
        assert_eq!(gaussdb.made, dds.made);
        let vbs = read(
            "vbs/list-backups",
            &json!({ "status": "error_restoring", "is_incremental": true, "size": 1,
                "created_at": "2026-11-25T04:00:00.000000" }),
        );
        assert_eq!((vbs.standing, vbs.origin), (Some(Standing::Failed), Some(Origin::Incremental)));
        assert_eq!((vbs.made, vbs.kind), (dds.made, None));
        let cbr = read(
            "cbr/list-backups",
            &json!({ "status": "waiting_restore", "extend_info": { "auto_trigger": true }, "resource_size": 40,
                "resource_name": "mail", "vault_id": "v", "created_at": "2026-11-25T04:00:00.000+00:00" }),
        );
        assert_eq!((cbr.standing, cbr.origin), (Some(Standing::UnderWay), Some(Origin::Automatic)));
        assert_eq!((cbr.size, cbr.is_of_disk, cbr.made), (Some(Size(40 << 30)), true, dds.made));
        assert_eq!((cbr.holder.as_deref(), cbr.kept_in.as_deref()), (Some("mail"), Some("v")));
        let dbss = read(
            "dbss/list-backups",
            &json!({ "id": "X", "progress": "AUTO_BACKUPED", "mode": "AUTO", "file_size": 2, "file_size_unit": "mb",
                "backup_time": "2026-11-25 04:00:00" }),
        );
        assert_eq!((dbss.standing, dbss.origin), (Some(Standing::Complete), Some(Origin::Automatic)));
        assert_eq!((dbss.size, dbss.made), (Some(Size(2 << 20)), dds.made));
        for (word, standing) in [
            ("FILE_UPLOAD_WAITING", Standing::UnderWay),
            ("DELETE_FAIL", Standing::Failed),
            ("CLEAN_AFTER_FAILED", Standing::Failed),
            ("DELETING", Standing::Leaving),
            ("RESTORED", Standing::Complete),
        ] {
            assert_eq!(read("dbss/list-backups", &json!({ "progress": word })).standing, Some(standing));
        }
    }

    #[test]
    fn what_is_unknown_stays_as_it_came() {
        let row = json!({ "id": "", "status": "FROZEN", "type": "Weekly", "size": "much",
            "begin_time": "2018-08-016T00:00:00Z" });
        let backup = read("dds/list-backups", &row);
        assert_eq!((backup.standing, backup.state.as_deref()), (None, Some("FROZEN")));
        assert_eq!((backup.origin, backup.kind.as_deref()), (None, Some("Weekly")));
        assert_eq!((backup.id, backup.size, backup.made), (None, None, None));
        assert_eq!(backup.written.as_deref(), Some("2018-08-016T00:00:00Z"));
        assert_eq!(read("dds/list-backups", &json!(null)).state, None);
    }
}
