//! What the emulated cloud holds.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use backup_model::service::Service;

use crate::{
    attempts::Attempts,
    clock,
    fleet::{self, Machine, Volume},
    history,
    identity::{Account, Key, Token},
    serial::Serial,
};

/// Seconds that the job of a deletion takes.
pub(crate) const JOB_SECONDS: u64 = 5;
/// Seconds after which a job is found by its id.
pub(crate) const FOUND_SECONDS: u64 = 2;
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
    /// The fewest backups of each list.
    pub(crate) fewest: u64,
    /// Which backups were asked to be deleted, in that order.
    pub(crate) deletions: Vec<Deletion>,
    /// The last history that was told: it takes a while where it is long.
    pub(crate) told: RefCell<Option<Told>>,
    /// What goes on, or went on, after an answer.
    pub(crate) jobs: Vec<Job>,
    pub(crate) shares: Vec<Share>,
    /// Which shares have been canceled.
    pub(crate) canceled: BTreeSet<String>,
    /// DDS download policies by project.
    pub(crate) policies: BTreeMap<String, Policy>,
    pub(crate) buckets: Vec<Bucket>,
    pub(crate) serial: Serial,
}

/// That a backup was asked to be deleted.
pub(crate) struct Deletion {
    pub(crate) service: Service,
    pub(crate) project: String,
    pub(crate) backup: String,
    /// In seconds since 1970.
    pub(crate) asked: u64,
    /// Why its job will fail, so that the backup stays.
    pub(crate) fails: Option<&'static str>,
}

/// A history, and of what it is.
pub(crate) struct Told {
    service: Service,
    project: String,
    minute: u64,
    backups: Arc<Vec<Backup>>,
}

/// A project.
pub(crate) struct Project {
    pub(crate) id: &'static str,
    /// The region's own project is called like the region.
    pub(crate) name: &'static str,
    pub(crate) region: &'static str,
    pub(crate) account: Account,
}

/// A backup of GaussDB, DDS or GeminiDB.
#[derive(Clone)]
pub(crate) struct Backup {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: &'static str,
    pub(crate) instance: &'static Machine,
    pub(crate) kind: Kind,
    pub(crate) status: Status,
    pub(crate) media: Media,
    /// In seconds since 1970.
    pub(crate) begun: u64,
    /// Seconds that it took, or will.
    pub(crate) took: u64,
    pub(crate) bytes: u64,
    /// The tables that it is of, by database; none stands for the whole database. It is of the instance without any.
    pub(crate) tables: Vec<(&'static str, Option<&'static [&'static str]>)>,
    /// Whether it comes back some minutes after its deletion.
    pub(crate) returns: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Manual,
    Automatic,
    /// Between two automatic ones.
    Incremental,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Building,
    Completed,
    Failed,
}

/// Where a backup is stored.
#[derive(Clone)]
pub(crate) enum Media {
    /// In OBS, as one folder for each of these.
    Obs { bucket: &'static str, folders: Vec<String> },
    /// On disks of the instance.
    Disk,
}

/// A backup of VBS.
#[derive(Clone)]
pub(crate) struct VolumeBackup {
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    pub(crate) volume: &'static Volume,
    /// In cinder's words.
    pub(crate) status: &'static str,
    /// In seconds since 1970.
    pub(crate) created: u64,
    pub(crate) incremental: bool,
}

/// What goes on after an answer: the deletion of a backup.
pub(crate) struct Job {
    pub(crate) id: String,
    pub(crate) service: Service,
    pub(crate) project: String,
    pub(crate) instance: &'static Machine,
    /// In seconds since 1970.
    pub(crate) begun: u64,
    /// Why it will fail.
    pub(crate) fails: Option<&'static str>,
}

/// What a service does or did with an instance, as its list of jobs has it.
pub(crate) struct Doing {
    pub(crate) id: String,
    pub(crate) name: &'static str,
    pub(crate) instance: &'static Machine,
    /// In seconds since 1970.
    pub(crate) begun: u64,
    /// In seconds since 1970.
    pub(crate) ended: u64,
    pub(crate) progress: Progress,
}

/// How far a job is.
#[derive(Clone, Copy)]
pub(crate) enum Progress {
    /// By so many percent.
    Running(u64),
    Completed,
    Failed(&'static str),
}

impl Doing {
    /// When it ended, as its list writes it; nothing while it is under way.
    pub(crate) fn end(&self) -> String {
        match self.progress {
            Progress::Running(_) => String::new(),
            Progress::Completed | Progress::Failed(_) => clock::with_offset(self.ended),
        }
    }
}

impl Progress {
    /// In the services' words.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Running(_) => "Running",
            Self::Completed => "Completed",
            Self::Failed(_) => "Failed",
        }
    }

    /// Why it failed.
    pub(crate) const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Failed(reason) => Some(reason),
            Self::Running(_) | Self::Completed => None,
        }
    }
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
    pub(crate) fn ended(&self) -> u64 {
        self.begun + self.took
    }
}

impl State {
    /// Whether a backup of a project is there.
    pub(crate) fn presence(&self, service: Service, project: &str, backup: &Backup, now: u64) -> Presence {
        let Some(deletion) = self.deletion(service, project, &backup.id) else { return Presence::There };
        match now.saturating_sub(deletion.asked) {
            passed if passed < JOB_SECONDS => Presence::Leaving,
            _ if deletion.fails.is_some() => Presence::There,
            passed if backup.returns && passed >= RETURN_SECONDS => Presence::There,
            _ => Presence::Gone,
        }
    }

    /// The last deletion of a backup that was asked for.
    fn deletion(&self, service: Service, project: &str, id: &str) -> Option<&Deletion> {
        let is_this = |it: &&Deletion| it.service == service && it.project == project && it.backup == id;
        self.deletions.iter().rev().find(is_this)
    }

    /// All that the history of a service knows at the beginning of this minute.
    fn history(&self, service: Service, project: &str, now: u64) -> Arc<Vec<Backup>> {
        let minute = now / 60;
        let is_this =
            |told: &&Told| told.service == service && told.project == project && told.minute == minute;
        if let Some(told) = self.told.borrow().as_ref().filter(is_this) {
            return Arc::clone(&told.backups);
        }
        let backups = Arc::new(history::backups(service, project, minute * 60, self.fewest));
        let told = Told { service, project: project.to_owned(), minute, backups: Arc::clone(&backups) };
        self.told.replace(Some(told));
        backups
    }

    /// All backups of one of the databases in a project that are not gone, newest first.
    pub(crate) fn backups(&self, service: Service, project: &str, now: u64) -> Vec<Backup> {
        let history = self.history(service, project, now);
        let is_there = |backup: &&Backup| self.presence(service, project, backup, now) != Presence::Gone;
        history.iter().filter(is_there).cloned().collect()
    }

    /// A backup of one of the databases, unless it is gone.
    pub(crate) fn backup(&self, service: Service, project: &str, id: &str, now: u64) -> Option<Backup> {
        let history = self.history(service, project, now);
        let backup = history.iter().find(|backup| backup.id == id)?;
        (self.presence(service, project, backup, now) != Presence::Gone).then(|| backup.clone())
    }

    /// Takes the deletion of a backup on. Whether another one of its instance is under way is for the caller to ask.
    pub(crate) fn delete(&mut self, service: Service, project: &str, id: &str, now: u64) {
        self.take_on(service, project, id, now, None);
    }

    fn take_on(&mut self, service: Service, project: &str, id: &str, now: u64, fails: Option<&'static str>) {
        let (project, backup) = (project.to_owned(), id.to_owned());
        self.deletions.push(Deletion { service, project, backup, asked: now, fails });
    }

    /// Takes the deletion of a backup on by a job, and tells its id.
    pub(crate) fn delete_by_job(
        &mut self,
        service: Service,
        project: &str,
        backup: &Backup,
        now: u64,
    ) -> String {
        let fails = (backup.instance.name == fleet::STUBBORN).then_some("The instance is abnormal.");
        self.take_on(service, project, &backup.id, now, fails);
        let id = self.serial.uuid();
        let (project, instance) = (project.to_owned(), backup.instance);
        self.jobs.push(Job { id: id.clone(), service, project, instance, begun: now, fails });
        id
    }

    /// What a service does and did in a project, newest first: deletions, and the backups that it made.
    pub(crate) fn doings(&self, service: Service, project: &str, now: u64) -> Vec<Doing> {
        let is_here = |job: &&Job| {
            job.service == service && job.project == project && now.saturating_sub(job.begun) >= FOUND_SECONDS
        };
        let deletions = self.jobs.iter().filter(is_here).map(|job| Doing {
            id: job.id.clone(),
            name: "DeleteBackup",
            instance: job.instance,
            begun: job.begun,
            ended: job.begun + JOB_SECONDS,
            progress: match now.saturating_sub(job.begun) {
                passed if passed < JOB_SECONDS => Progress::Running(passed * 100 / JOB_SECONDS),
                _ => job.fails.map_or(Progress::Completed, Progress::Failed),
            },
        });
        let backups = self.history(service, project, now);
        let made = backups.iter().map(|backup| Doing {
            id: history::uuid(&["job", &backup.id], 0),
            name: "BackupInstance",
            instance: backup.instance,
            begun: backup.begun,
            ended: backup.ended(),
            progress: match backup.status {
                Status::Building => {
                    Progress::Running(now.saturating_sub(backup.begun) * 100 / backup.took.max(1))
                }
                Status::Completed => Progress::Completed,
                Status::Failed => Progress::Failed("The instance is abnormal."),
            },
        });
        let mut doings: Vec<Doing> = deletions.chain(made).collect();
        doings.sort_by(|one, other| other.begun.cmp(&one.begun).then_with(|| one.id.cmp(&other.id)));
        doings
    }

    /// Whether a job works on an instance.
    pub(crate) fn is_busy(&self, service: Service, project: &str, instance: &Machine, now: u64) -> bool {
        let works = |job: &Job| {
            job.service == service && job.project == project && now.saturating_sub(job.begun) < JOB_SECONDS
        };
        self.jobs.iter().any(|job| works(job) && job.instance.id == instance.id)
    }

    /// All volume backups of a project, newest first.
    pub(crate) fn volume_backups(&self, project: &str, now: u64) -> Vec<VolumeBackup> {
        let mut backups = history::volume_backups(project, now, self.fewest);
        backups.retain(|backup| self.deletion(Service::Vbs, project, &backup.id).is_none());
        backups
    }

    /// A volume backup, unless it is gone.
    pub(crate) fn volume_backup(&self, project: &str, id: &str, now: u64) -> Option<VolumeBackup> {
        self.volume_backups(project, now).into_iter().find(|backup| backup.id == id)
    }

    /// The shares that a project gave, or was given, and that were not canceled.
    pub(crate) fn shares(&self, project: &str, to_me: bool, now: u64) -> Vec<Share> {
        let mut shares = match to_me {
            true => history::incoming(project, now),
            false => history::shares(project, now, self.fewest),
        };
        let of = |share: &&Share| if to_me { share.to == project } else { share.from == project };
        shares.extend(self.shares.iter().filter(of).cloned());
        shares.retain(|share| !self.canceled.contains(&share.id));
        shares
    }

    pub(crate) fn account_of(&self, project: &str) -> Option<Account> {
        self.projects.iter().find(|other| other.id == project).map(|project| project.account)
    }

    pub(crate) fn region_of(&self, project: &str) -> Option<&'static str> {
        self.projects.iter().find(|other| other.id == project).map(|project| project.region)
    }
}
