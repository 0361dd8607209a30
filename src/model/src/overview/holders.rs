//! What is known of the instances that backups are of, by the list of them.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::{Backup, Origin, written};
use crate::{catalogue::Entry, draft::Draft, listing::Progress, moment::Moment};

/// The operations that list instances. Beside them, the one that lists the backups of one of them, where no list has
/// those of all.
const LISTS: [(&str, Option<&str>); 4] = [
    ("gaussdb/list-instances", None),
    ("dbss/list-instances", Some("dbss/list-backups")),
    ("dds/list-instances", None),
    ("geminidb/list-instances", None),
];
/// More than that many rows are no page of the backups of an instance.
const PAGE: &str = "100";

/// An instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Its ID.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
}

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
        LISTS.into_iter().filter_map(|(id, _)| Entry::find(id))
    }

    /// The operation that lists the backups of one of them, where no list has those of all.
    pub fn backups_of(list: &Entry) -> Option<&'static Entry> {
        let (_, backups) = LISTS.into_iter().find(|(id, _)| *id == list.id)?;
        Entry::find(backups?)
    }

    /// What that operation takes.
    pub fn draft(of: &Holder) -> Draft {
        [("instance_id", of.id.as_str()), ("page", "1"), ("size", PAGE)].into_iter().collect()
    }

    /// The instances in the rows of a page, but those that were deleted: a service lists these as well, and says that they
    /// are not to be shown.
    pub fn read(rows: &[Json]) -> impl Iterator<Item = Holder> {
        let text = |row: &Json, name: &str| row.get(name).and_then(written);
        let there = rows.iter().filter(move |row| text(row, "status").as_deref() != Some("DELETED"));
        there.filter_map(move |row| Some(Holder { id: text(row, "id")?, name: text(row, "name") }))
    }

    /// Takes the rows of a page.
    pub fn take(&mut self, rows: &[Json]) {
        self.names.extend(Self::read(rows).map(|holder| (holder.id, holder.name)));
    }

    /// Their list, which was begun at that time, is read to its end. Where the service says that there are more of them,
    /// it is not.
    pub fn close(&mut self, begun: Moment, progress: Progress) {
        let is_whole = progress.total.is_none_or(|total| progress.rows >= total);
        self.whole_since = is_whole.then_some(begun);
    }

    /// How many are known.
    pub fn count(&self) -> usize {
        self.names.len()
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
            assert!(
                CATALOGUE.iter().any(|other| other.service == entry.service && other.backups().is_some())
            );
            services.push(entry.service);
        }
        services.dedup();
        assert_eq!(services.len(), LISTS.len());
    }

    #[test]
    fn backups_that_no_list_has_are_read_of_each_instance() {
        let list = Entry::find("dbss/list-instances").unwrap();
        let backups = Holders::backups_of(list).unwrap();
        let rows = [
            json!({ "id": "8c53ed03-8ed7-4ff2-ad97-7b2d6d1dd364", "name": "core", "status": "ACTIVE" }),
            json!({ "id": "35c22efe-d27e-4b58-aefa-e95a379ff790", "status": "DELETED" }),
        ];
        let holders: Vec<Holder> = Holders::read(&rows).collect();
        assert_eq!(holders.iter().map(|holder| holder.name.as_deref()).collect::<Vec<_>>(), [Some("core")]);
        assert_eq!(backups.check(&Holders::draft(&holders[0]), "0483b6b16e954cb88930a360d2c4e663"), []);
        assert_eq!(Holders::backups_of(backups), None);
        assert!(!super::super::lists().any(|entry| entry == backups));
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
