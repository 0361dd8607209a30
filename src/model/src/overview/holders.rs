//! What is known of the instances that backups are of, by the list of them.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::{Backup, Origin, written};
use crate::{catalogue::Entry, listing::Progress, moment::Moment};

/// The operations that list the instances whose backups are listed by another.
const LISTS: [&str; 3] = ["gaussdb/list-instances", "dds/list-instances", "geminidb/list-instances"];

/// The instances of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holders {
    /// The name of each by its ID.
    names: HashMap<String, Option<String>>,
    /// When their list was begun to be read, once it is read to its end.
    whole_since: Option<Moment>,
}

impl Holders {
    /// The operations that list them, in the order of the menu.
    pub fn lists() -> impl Iterator<Item = &'static Entry> {
        LISTS.into_iter().filter_map(Entry::find)
    }

    /// Takes the rows of a page.
    pub fn take(&mut self, rows: &[Json]) {
        let text = |row: &Json, name: &str| row.get(name).and_then(written);
        self.names.extend(rows.iter().filter_map(|row| Some((text(row, "id")?, text(row, "name")))));
    }

    /// Their list, which was begun at that time, is read to its end. Where the service says that there are more of them,
    /// it is not.
    pub fn close(&mut self, begun: Moment, progress: Progress) {
        let is_whole = progress.total.is_none_or(|total| progress.rows >= total);
        self.whole_since = is_whole.then_some(begun);
    }

    /// Whether all of them are known.
    pub const fn are_whole(&self) -> bool {
        self.whole_since.is_some()
    }

    /// The name of the one that a backup is of.
    pub fn name(&self, backup: &Backup) -> Option<&str> {
        self.names.get(backup.holder_id.as_deref()?)?.as_deref()
    }

    /// Whether a backup outlived its instance: a manual one, whose instance was there when it was made, and was not when
    /// all of them were read. What was made since then is of one that the list may not have had yet.
    pub fn have_lost(&self, backup: &Backup) -> bool {
        let (Some(since), Some(id), Some(made)) = (self.whole_since, &backup.holder_id, backup.made) else {
            return false;
        };
        backup.origin == Some(Origin::Manual) && made < since && !self.names.contains_key(id)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::operations::CATALOGUE;

    const NOW: Moment = Moment::from_millis(1_700_000_000_000);
    const ALL: Progress = Progress { rows: 1, total: Some(1) };

    fn backup(of: &str, origin: Origin, made: Option<i64>) -> Backup {
        Backup {
            holder_id: Some(of.to_owned()),
            origin: Some(origin),
            made: made.map(|at| Moment::from_millis(NOW.millis() + at)),
            ..Backup::default()
        }
    }

    fn holders() -> Holders {
        let mut holders = Holders::default();
        holders.take(&[json!({ "id": "a", "name": "orders" }), json!({ "name": "no id" }), json!(null)]);
        holders
    }

    #[test]
    fn each_list_is_one_of_instances_of_a_service_whose_backups_are_listed() {
        let mut services = Vec::new();
        for entry in Holders::lists() {
            assert_eq!(entry.declaration().list.unwrap().rows, "instances");
            assert!(CATALOGUE.iter().any(|other| other.service == entry.service && other.lists_backups()));
            services.push(entry.service);
        }
        services.dedup();
        assert_eq!(services.len(), LISTS.len());
    }

    #[test]
    fn a_manual_backup_outlives_an_instance_that_is_in_no_list() {
        let mut holders = holders();
        holders.close(NOW, ALL);
        assert_eq!(holders.name(&backup("a", Origin::Manual, None)), Some("orders"));
        assert!(!holders.have_lost(&backup("a", Origin::Manual, Some(-1))), "it is there");
        assert!(holders.have_lost(&backup("b", Origin::Manual, Some(-1))));
        assert!(
            !holders.have_lost(&backup("b", Origin::Automatic, Some(-1))),
            "these go with their instance"
        );
        assert!(!holders.have_lost(&Backup { holder_id: None, ..backup("b", Origin::Manual, Some(-1)) }));
    }

    #[test]
    fn nothing_is_lost_as_long_as_not_every_instance_is_known() {
        let lost = backup("b", Origin::Manual, Some(-1));
        let mut holders = holders();
        assert!(!holders.have_lost(&lost), "the list is still read, or has failed");
        holders.close(NOW, Progress { rows: 1, total: Some(2) });
        assert!(!holders.have_lost(&lost) && !holders.are_whole(), "the service says that there is another");
        holders.close(NOW, ALL);
        assert!(holders.have_lost(&lost));
        assert!(!holders.have_lost(&backup("b", Origin::Manual, Some(1))), "its instance may be new");
        assert!(!holders.have_lost(&backup("b", Origin::Manual, None)));
    }
}
