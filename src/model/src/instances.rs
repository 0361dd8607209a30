//! What lists of instances have in common.

use backup_words::words;

use crate::{
    answer::{Number, answer},
    backups::{self, told as told_of_backups},
    listing::{Listing, Paging},
    operation::Text,
    report::{Action, Cell, Column, Label, Report, Row, Table, Tone},
    rule::Rule,
    value::identifier,
};

identifier! {
    /// What instances are looked up by: an id or a name, or a part of one behind an asterisk.
    Pattern: Rule::part_of_id();
}

/// How the services of databases list instances.
pub(crate) const LISTING: Listing =
    Listing { rows: "instances", key: "id", total: Some("total_count"), paging: Paging::Rows { limit: 100 } };

answer! {
    /// When an instance is backed up, and for how long backups are kept.
    Strategy {
        /// Hours of the day, in UTC, between which it is backed up.
        start_time: String,
        /// Days for which automatic backups are kept.
        keep_days: Number,
    }

    /// A tag.
    Tag {
        /// Key of the tag.
        key: String,
        /// Value of the tag.
        value: String,
    }
}

words! {
    pub(crate) mod id {
        label: "Instance ID";
        help: "ID of one instance.";
    }

    pub(crate) mod name {
        label: "Name";
        help: "Name of an instance; with * before it, a part of it.";
    }

    pub(crate) mod told {
        title: "List instances";
        summary: "Lists the instances that the service has in this project.";
        instances: "instances";
        none: "There is no such instance in this project.";
        listed(count: Count): one "One instance is listed.", other "{count} instances are listed.";
        backups: "List its backups…";
        running: "running";
        shut_off: "shut off";
        being_made: "being created";
        not_made: "not created";
        faulty: "faulty";
        frozen: "frozen";
        extending: "being extended";
        not_extended: "not extended";
        reducing: "being reduced";
        restarting: "being restarted";
        upgrading: "being upgraded";
        backing_up: "being backed up";
        disk_full: "disk full";
        repairing: "being repaired";
        created: "Created";
        keep_days: "Backups kept, days";
        backup_hours: "Backed up at, UTC";
        region: "Region";
        mode: "Mode";
        full_version: "Full version";
        patch_available: "Patch available";
        storage_engine: "Storage engine";
        groups: "Groups";
        nodes: "Nodes";
        disk: "Disk";
        disk_key: "Disk key ID";
        charge: "Billing";
        order_id: "Order ID";
        specification_code: "Specification code";
        port: "Port";
        user: "User";
        encrypted_link: "SSL";
        vpc_id: "VPC ID";
        subnet_id: "Subnet ID";
        security_group_id: "Security group ID";
        enterprise_project_id: "Enterprise project ID";
        maintenance: "Maintenance, UTC";
        time_zone: "Time zone";
        under_way: "Under way";
        tags: "Tags";
    }
}

/// The state of an instance, in the words of any of the services, whatever their case. An unknown one is shown as it is.
pub(crate) fn state(word: Option<&str>) -> Cell {
    let Some(word) = word else { return Cell::Nothing };
    let known = match word.to_ascii_uppercase().as_str() {
        "ACTIVE" | "NORMAL" => Some((Tone::Done, told::running as Text)),
        "SHUTOFF" => Some((Tone::Look, told::shut_off as Text)),
        "BUILD" | "HAWAIT" | "CREATING" => Some((Tone::Accepted, told::being_made as Text)),
        "CREATEFAIL" => Some((Tone::Look, told::not_made as Text)),
        "DELETING" => Some((Tone::Accepted, told_of_backups::being_deleted as Text)),
        "ERROR" | "FAILED" | "ABNORMAL" => Some((Tone::Look, told::faulty as Text)),
        "FROZEN" => Some((Tone::Look, told::frozen as Text)),
        "EXPANDING" => Some((Tone::Accepted, told::extending as Text)),
        "ENLARGEFAIL" => Some((Tone::Look, told::not_extended as Text)),
        "REDUCING REPLICATION" => Some((Tone::Accepted, told::reducing as Text)),
        "REBOOTING" => Some((Tone::Accepted, told::restarting as Text)),
        "UPGRADING" => Some((Tone::Accepted, told::upgrading as Text)),
        "RESTORING" => Some((Tone::Accepted, told_of_backups::being_restored as Text)),
        "BACKING UP" => Some((Tone::Accepted, told::backing_up as Text)),
        "STORAGE FULL" | "DATA_DISK_FULL" => Some((Tone::Look, told::disk_full as Text)),
        "REPAIRING" => Some((Tone::Accepted, told::repairing as Text)),
        _ => None,
    };
    backups::word(word, known)
}

/// The parts of several things in one cell, a thing after the other. What is empty is left out.
pub(crate) fn joined<'a>(things: impl IntoIterator<Item = Vec<Option<&'a str>>>) -> Cell {
    let told = |parts: Vec<Option<&'a str>>| {
        let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        Some(parts.join(" ")).filter(|told| !told.is_empty())
    };
    let told: Vec<String> = things.into_iter().filter_map(told).collect();
    Cell::filled(Some(&told.join(" · ")))
}

/// Tags in one cell.
pub(crate) fn tags(tags: Option<&Vec<Tag>>) -> Cell {
    joined(tags.into_iter().flatten().map(|tag| vec![tag.key.as_deref(), tag.value.as_deref()]))
}

/// The operation that lists the backups of an instance.
pub(crate) fn backups_of(operation: &'static str) -> impl FnOnce(String) -> Action {
    move |id| backups::action(told::backups, operation, vec![("instance_id", id)], None)
}

/// A page of instances.
pub(crate) fn report(columns: &'static [Column], rows: Vec<Row>, total: Option<Number>) -> Report {
    let table = Table { noun: Label(told::instances), columns, rows };
    backups::page(told::none, told::listed, table, total)
}
