//! How a backup of a list is removed, and how it is looked for just before and afterwards.

use super::Backup;
use crate::{
    catalogue::Entry,
    draft::Draft,
    report::{Action, Hindrance},
};

/// The field of a backup's id, of the deletions and of the lists alike.
const ID: &str = "backup_id";

/// How backups of a list are removed, one by one.
#[derive(Debug, PartialEq, Eq)]
pub struct Removal {
    list: &'static str,
    operation: &'static str,
}

static REMOVALS: [Removal; 3] = [
    Removal { list: "gaussdb/list-backups", operation: "gaussdb/delete-backup" },
    Removal { list: "dds/list-backups", operation: "dds/delete-backup" },
    Removal { list: "geminidb/list-backups", operation: "geminidb/delete-backup" },
];

/// How a backup stands that was looked for again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is not in its list any more.
    Gone,
    /// It is as it was shown.
    Same,
    /// Its list tells another thing of it than was shown.
    Changed,
    /// It cannot be removed just now.
    Hindered(Hindrance),
}

impl Removal {
    /// How the backups of a list are removed; `None` where they are not.
    pub fn of(list: &Entry) -> Option<&'static Self> {
        REMOVALS.iter().find(|removal| removal.list == list.id)
    }

    /// The operation that removes one.
    pub fn operation(&self) -> Option<&'static Entry> {
        Entry::find(self.operation)
    }

    /// What the operation takes to remove a backup, and its list to show that one only.
    pub fn draft(id: &str) -> Draft {
        [(ID, id)].into_iter().collect()
    }

    /// Whether a backup can be removed, by what can be done with it.
    ///
    /// # Errors
    /// Why not, where that is known.
    pub fn check(&self, actions: &[Action]) -> Result<(), Option<Hindrance>> {
        let hindrances = actions.iter().find_map(|action| match action {
            Action::Leads(follow_up) => (follow_up.operation == self.operation).then_some(None),
            Action::Hindered { operation, why, .. } => (*operation == self.operation).then_some(Some(*why)),
        });
        match hindrances {
            Some(None) => Ok(()),
            Some(why) => Err(why),
            None => Err(None),
        }
    }

    /// How a backup stands by what its list tells of it now.
    pub fn found(&self, shown: &Backup, now: Option<(&Backup, &[Action])>) -> Found {
        let Some((now, actions)) = now else { return Found::Gone };
        match self.check(actions) {
            Err(Some(why)) => Found::Hindered(why),
            Ok(()) if now == shown => Found::Same,
            _ => Found::Changed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        operation::Text,
        operations::CATALOGUE,
        report::{FollowUp, Label},
    };

    const DELETE: Text = |_| "Delete it…";

    fn removal() -> &'static Removal {
        &REMOVALS[1]
    }

    fn leads(operation: &'static str) -> Action {
        Action::Leads(FollowUp { label: Label(DELETE), operation, values: Vec::new(), project: None })
    }

    fn hindered(why: Hindrance) -> Action {
        Action::Hindered { label: Label(DELETE), operation: removal().operation, why }
    }

    #[test]
    fn each_names_a_list_and_an_operation_of_the_catalogue_that_take_the_id() {
        for removal in &REMOVALS {
            let list = CATALOGUE.iter().find(|entry| entry.id == removal.list).unwrap();
            let operation = removal.operation().unwrap();
            assert_eq!(Removal::of(list), Some(removal));
            assert_eq!(operation.declaration().confirm, Some(ID));
            for entry in [list, operation] {
                assert!(entry.fields.iter().any(|field| field.name == ID), "{}", entry.id);
            }
        }
    }

    #[test]
    fn what_has_changed_is_told_from_what_is_gone_or_hindered() {
        let shown = Backup { id: Some("a".into()), state: Some("COMPLETED".into()), ..Backup::default() };
        let other = Backup { state: Some("FROZEN".into()), ..shown.clone() };
        let may = [leads("other/operation"), leads(removal().operation)];
        let in_use = [hindered(Hindrance::InUse)];
        assert_eq!(removal().found(&shown, None), Found::Gone);
        assert_eq!(removal().found(&shown, Some((&shown, &may))), Found::Same);
        assert_eq!(removal().found(&shown, Some((&other, &may))), Found::Changed);
        assert_eq!(removal().found(&shown, Some((&shown, &in_use))), Found::Hindered(Hindrance::InUse));
        // Nothing is known of what is not offered.
        assert_eq!(removal().found(&shown, Some((&shown, &may[..1]))), Found::Changed);
    }
}
