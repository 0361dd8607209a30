//! What the emulated cloud holds.

use std::collections::BTreeMap;

use backup_model::service::Service;

use crate::{
    attempts::Attempts,
    identity::{Account, Key, Token},
    serial::Serial,
};

/// Seconds that the job of a deletion takes.
pub(crate) const JOB_SECONDS: u64 = 5;
/// Seconds after which a deleted backup of the documents' examples is there again.
pub(crate) const RETURN_SECONDS: u64 = 300;

/// Everything that calls can see or change.
pub(crate) struct State {
    pub(crate) projects: Vec<Project>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) keys: Vec<Key>,
    /// By access key.
    pub(crate) wrong_signatures: BTreeMap<String, Attempts>,
    /// By user.
    pub(crate) wrong_passwords: BTreeMap<&'static str, Attempts>,
    pub(crate) instances: Vec<Instance>,
    pub(crate) backups: Vec<Backup>,
    pub(crate) volume_backups: Vec<VolumeBackup>,
    pub(crate) shares: Vec<Share>,
    /// DDS download policies by project.
    pub(crate) policies: BTreeMap<String, Policy>,
    pub(crate) buckets: Vec<Bucket>,
    pub(crate) serial: Serial,
}

/// A project.
pub(crate) struct Project {
    pub(crate) id: &'static str,
    /// The region's own project is called like the region.
    pub(crate) name: &'static str,
    pub(crate) region: &'static str,
    pub(crate) account: Account,
}

/// A database instance.
pub(crate) struct Instance {
    pub(crate) id: &'static str,
    /// The backup that it is being restored from.
    pub(crate) restoring: Option<&'static str>,
}

/// A backup of GaussDB, DDS or GeminiDB.
pub(crate) struct Backup {
    pub(crate) service: Service,
    pub(crate) project: &'static str,
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) instance: &'static str,
    pub(crate) kind: Kind,
    pub(crate) status: Status,
    pub(crate) media: Media,
    /// When it was asked to be deleted, in seconds since 1970.
    pub(crate) deletion: Option<u64>,
    /// Whether it comes back some minutes after its deletion.
    pub(crate) returns: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Manual,
    Automatic,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Building,
    Completed,
    Failed,
}

/// Where a backup is stored.
#[derive(Clone, Copy)]
pub(crate) enum Media {
    /// In OBS, as one folder for each of these.
    Obs { bucket: &'static str, folders: &'static [&'static str] },
    /// On disks of the instance.
    Disk,
}

/// A backup of VBS.
pub(crate) struct VolumeBackup {
    pub(crate) project: &'static str,
    pub(crate) id: &'static str,
    /// In cinder's words.
    pub(crate) status: &'static str,
    pub(crate) deleted: bool,
}

/// A volume backup shared with a project.
#[derive(Clone)]
pub(crate) struct Share {
    pub(crate) id: String,
    pub(crate) backup: String,
    pub(crate) from: String,
    pub(crate) to: String,
    /// In seconds since 1970.
    pub(crate) created: u64,
}

/// Whether DDS backups of a project can be downloaded.
pub(crate) struct Policy {
    pub(crate) id: String,
    pub(crate) action: String,
}

/// An OBS bucket that DBSS offers.
pub(crate) struct Bucket {
    pub(crate) project: &'static str,
    pub(crate) name: &'static str,
    pub(crate) location: &'static str,
}

/// Whether a backup is there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    There,
    /// A job is deleting it.
    Leaving,
    Gone,
}

impl Backup {
    pub(crate) fn presence(&self, now: u64) -> Presence {
        match self.deletion.map(|asked| now.saturating_sub(asked)) {
            None => Presence::There,
            Some(passed) if passed < JOB_SECONDS => Presence::Leaving,
            Some(passed) if self.returns && passed >= RETURN_SECONDS => Presence::There,
            Some(_) => Presence::Gone,
        }
    }
}

impl State {
    /// A backup of one of the databases, unless it is gone.
    pub(crate) fn backup(
        &mut self,
        service: Service,
        project: &str,
        id: &str,
        now: u64,
    ) -> Option<&mut Backup> {
        let named =
            |backup: &&mut Backup| backup.service == service && backup.project == project && backup.id == id;
        let backup = self.backups.iter_mut().find(named)?;
        (backup.presence(now) != Presence::Gone).then_some(backup)
    }

    /// The instance that is being restored from the backup.
    pub(crate) fn restored_from(&self, backup: &str) -> Option<&'static str> {
        let mut instances = self.instances.iter();
        instances.find(|instance| instance.restoring == Some(backup)).map(|instance| instance.id)
    }

    pub(crate) fn account_of(&self, project: &str) -> Option<Account> {
        self.projects.iter().find(|other| other.id == project).map(|project| project.account)
    }

    pub(crate) fn region_of(&self, project: &str) -> Option<&'static str> {
        self.projects.iter().find(|other| other.id == project).map(|project| project.region)
    }
}
