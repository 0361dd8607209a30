//! What lists of backups have in common.

pub(crate) mod deletion;
pub(crate) mod files;

use std::borrow::Cow;

use backup_words::{Words, words};

use crate::{
    answer::{Number, answer},
    listing::{Listing, Paging},
    moment::Spelling,
    operation::Text,
    report::{Action, Cell, Column, Fact, FollowUp, Hindrance, Label, Report, Row, State, Table, Tone},
    rule::Rule,
    value::{Whole, choice, identifier, time},
};

identifier! {
    /// What a list is narrowed down by: an id, or a part of a name.
    Filter: Rule::any_id();
}

/// The first row of a page, counted from 0.
pub(crate) type Offset = Whole<0, 9_999_999_999>;
/// The most rows of a page.
pub(crate) type Limit = Whole<1, 100>;

/// How the services of databases list backups.
pub(crate) const LISTING: Listing =
    Listing { rows: "backups", key: "id", total: Some("total_count"), paging: Paging::Rows { limit: 100 } };

choice! {
    /// Which way a list is sorted.
    Direction {
        /// The least first.
        Ascending = "asc" = pick::ascending;
        /// The greatest first.
        Descending = "desc" = pick::descending;
    }
}

time! {
    /// A time with a blank, in UTC.
    BlankTime: Spelling::Blank;
}

time! {
    /// A time with its zone.
    ZonedTime: Spelling::Zoned;
}

time! {
    /// A time that says that it is in UTC.
    ZuluTime: Spelling::Zulu;
}

answer! {
    /// An engine.
    Datastore {
        /// Name of the engine.
        r#type as "type": String,
        /// Version of the engine.
        version: String,
    }
}

words! {
    pub(crate) mod offset {
        label: "Offset";
        help: "The first row of the page, counted from 0.";
    }

    pub(crate) mod limit {
        label: "Limit";
        help: "The most rows of the page; 100 where it is left out.";
    }

    pub(crate) mod thousand {
        label: "Limit";
        help: "The most rows of the page; 1000 where it is left out.";
    }

    pub(crate) mod manual_id {
        label: "Backup ID";
        help: "ID of the backup, which must be a manual one.";
    }

    pub(crate) mod any_backup {
        label: "Backup ID";
        help: "ID of the backup.";
    }

    pub(crate) mod in_state {
        label: "State";
        help: "Only backups in one state.";
    }

    pub(crate) mod of_type {
        label: "Type";
        help: "Only automatic or only manual backups.";
    }

    pub(crate) mod sorted_by {
        label: "Sorted by";
        help: "What the list is sorted by, such as created_at, name, status or size.";
    }

    pub(crate) mod direction {
        label: "Direction";
        help: "Which way it is sorted.";
    }

    pub(crate) mod of_disk {
        label: "Disk ID";
        help: "ID of the disk that the backups are of.";
    }

    pub(crate) mod made_since {
        label: "Made after";
        help: "Only backups made at this time or later, in UTC.";
    }

    pub(crate) mod made_until {
        label: "Made before";
        help: "Only backups made at this time or earlier, in UTC.";
    }

    /// What lists are narrowed down by.
    pub(crate) mod pick {
        complete: "Complete";
        being_made: "Being made";
        being_restored: "Being restored";
        being_deleted: "Being deleted";
        failed: "Failed";
        restore_failed: "Restore failed";
        waits_to_be_made: "Waits to be made";
        waits_to_be_deleted: "Waits to be deleted";
        waits_to_be_restored: "Waits to be restored";
        under_way: "Under way";
        done: "Done";
        automatic: "Automatic";
        manual: "Manual";
        ascending: "Ascending";
        descending: "Descending";
    }

    pub(crate) mod of_instance {
        label: "Instance ID";
        help: "ID of the instance that the backups are of.";
    }

    pub(crate) mod one {
        label: "Backup ID";
        help: "ID of one backup.";
    }

    pub(crate) mod since {
        label: "Begun after";
        help: "Only backups begun at this time or later; it goes with the other one.";
    }

    pub(crate) mod until {
        label: "Begun before";
        help: "Only backups begun at this time or earlier; it goes with the other one.";
    }

    pub(crate) mod told {
        complete: "complete";
        being_made: "being made";
        being_restored: "being restored";
        failed: "failed";
        being_deleted: "being deleted";
        restored: "complete, and restored";
        deleted: "deleted";
        in_all: "In all";
        backups: "backups";
        none: "There are no such backups.";
        listed(count: Count): one "One backup is listed.", other "{count} backups are listed.";
        architecture: "Architecture";
        authorize: "Authorize its download…";
        automatic: "Automatic";
        backup: "Backup";
        backup_changed: "Backup changed";
        backup_id: "Backup ID";
        backup_made: "Backup made";
        begun: "Begun";
        cancel: "Cancel it…";
        changed: "Changed";
        checkpoint_id: "Restore point ID";
        container: "Container";
        covers_from: "Covers from";
        covers_until: "Covers until";
        deletable: "Deletable";
        delete: "Delete it…";
        description: "Description";
        disk_id: "Disk ID";
        disk_size: "Disk size";
        encrypted: "Encrypted";
        ended: "Ended";
        engine: "Engine";
        expires: "Expires";
        files: "List its files…";
        from_project: "From project";
        incremental: "Incremental";
        instance: "Instance";
        instance_id: "Instance ID";
        instance_state: "Instance state";
        made: "Made";
        marked_as_deleted: "Marked as deleted";
        metadata: "Metadata";
        method: "Method";
        mode: "Mode";
        percent_done: "Percent done";
        project_id: "Project ID";
        provider_id: "Provider ID";
        resource: "Resource";
        resource_id: "Resource ID";
        resource_size: "Size of the resource";
        resource_type: "Kind of resource";
        restored_by: "Restored by";
        restoring: "Restoring";
        sha_256: "SHA-256";
        share: "Share it…";
        share_id: "Share ID";
        shares_of: "Its shares…";
        shared: "Shared";
        size: "Size";
        snapshot_id: "Snapshot ID";
        state: "State";
        state_of_the_backup: "State of the backup";
        tables: "Tables";
        to_project: "To project";
        kind: "Type";
        vault_id: "Vault ID";
        version: "Version";
        why_it_failed: "Why it failed";
        why_its_restore_failed: "Why its restore failed";
        zone: "Zone";
    }
}

/// The state of a backup of a database, whatever the case of the word. An unknown one is shown as it is.
pub(crate) fn state(word: Option<&str>) -> Cell {
    let Some(word) = word else { return Cell::Nothing };
    let known = Stage::of(word).map(|stage| match stage {
        Stage::Complete => (Tone::Done, told::complete as Text),
        Stage::Building => (Tone::Accepted, told::being_made as Text),
        Stage::Restoring => (Tone::Accepted, told::being_restored as Text),
        Stage::Failed | Stage::RestoreFailed => (Tone::Look, told::failed as Text),
        Stage::Deleting => (Tone::Accepted, told::being_deleted as Text),
    });
    self::word(word, known)
}

/// How far a backup of a database or of a disk is.
enum Stage {
    Complete,
    Building,
    Restoring,
    Failed,
    RestoreFailed,
    Deleting,
}

impl Stage {
    /// What the services' words mean, whatever their case.
    fn of(word: &str) -> Option<Self> {
        Some(match word.to_ascii_uppercase().as_str() {
            "COMPLETED" | "AVAILABLE" => Self::Complete,
            "BUILDING" | "CREATING" | "PROTECTING" | "WAITING_PROTECT" => Self::Building,
            "RESTORING" | "WAITING_RESTORE" => Self::Restoring,
            "FAILED" | "ERROR" => Self::Failed,
            "ERROR_RESTORING" => Self::RestoreFailed,
            "DELETING" | "DISABLED" | "WAITING_DELETE" => Self::Deleting,
            _ => return None,
        })
    }
}

/// A service's word for a state, with what is known of it.
pub(crate) fn word(word: &str, known: Option<(Tone, Text)>) -> Cell {
    Cell::State(State {
        word: Cow::Owned(word.to_owned()),
        told: known.map(|(_, told)| Label(told)),
        tone: known.map(|(tone, _)| tone),
    })
}

/// Why nothing is done with a backup in this state; `None` where it is complete or its state is unknown.
pub(crate) fn hindrance(word: Option<&str>) -> Option<Hindrance> {
    match Stage::of(word?)? {
        Stage::Complete | Stage::RestoreFailed => None,
        Stage::Building => Some(Hindrance::Building),
        Stage::Failed => Some(Hindrance::Failed),
        Stage::Deleting => Some(Hindrance::Gone),
        Stage::Restoring => Some(Hindrance::InUse),
    }
}

/// Why a backup is not deleted, by why nothing else is done with it. A failed one can be deleted as well.
pub(crate) fn hindrance_of_deletion(state: Option<Hindrance>, is_automatic: bool) -> Option<Hindrance> {
    match state {
        Some(Hindrance::Failed) | None => is_automatic.then_some(Hindrance::Automated),
        other => other,
    }
}

/// An operation on a backup, or why not just now.
pub(crate) fn action(
    label: Text,
    operation: &'static str,
    values: Vec<(&'static str, String)>,
    why_not: Option<Hindrance>,
) -> Action {
    let label = Label(label);
    match why_not {
        Some(why) => Action::Hindered { label, operation, why },
        None => Action::Leads(FollowUp { label, operation, values, project: None }),
    }
}

/// A page of backups.
pub(crate) fn report(columns: &'static [Column], rows: Vec<Row>, total: Option<Number>) -> Report {
    let table = Table { noun: Label(told::backups), columns, rows };
    page(told::none, told::listed, table, total)
}

/// A page of a list: what is said of no row and of so many, and the number of all rows where the service gave it.
pub(crate) fn page<T: Into<Cow<'static, str>>>(
    none: Text,
    listed: impl Fn(Words, usize) -> T + 'static,
    table: Table,
    total: Option<Number>,
) -> Report {
    let facts = total.map(|total| Fact::code(told::in_all, Some(total.into()))).into_iter().collect();
    Report { facts, ..Report::of_rows(none, listed, table) }
}
