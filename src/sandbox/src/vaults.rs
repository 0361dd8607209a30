//! What lies in the vaults of CBR, told from the date alone like the rest of the [history](crate::history): a backup of each
//! disk for each night that is kept, one by hand every few weeks, and one a week of each server.

use backup_model::service::Service;

use crate::{
    fleet::Volume,
    history::{has_backups, number, uuid},
};

const HOUR: u64 = 60 * 60;
const DAY: u64 = 24 * HOUR;
/// Nights for which automatic backups are kept, and days between two made by hand.
const NIGHTS: u64 = 60;
const SELDOM: u64 = 29;
/// Made by hand for so many times.
const BY_HAND: u64 = 50;
const WEEKS: u64 = 12;

/// A disk or a server, and the vault that it is backed up to.
pub(crate) struct Guarded {
    pub(crate) resource: Volume,
    pub(crate) vault: &'static str,
    pub(crate) is_server: bool,
}

const DAILY: &str = "79bd9daa-884f-4f84-b8fe-235d58cd927d";
const LONG: &str = "0e9a4c5d-3b7f-4e21-9d68-5a1c7f02b3e4";
const SERVERS: &str = "cca85ea5-00a4-418d-9222-bd83985bc515";

static GUARDED: [Guarded; 8] = [
    disk("54f7ccbc-072f-4ec5-a7b7-b24dabdb4539", "web-01-system", 40, DAILY),
    disk("5c1e8a3d-94b2-4f07-a6d1-0e7b3c52f986", "web-02-system", 40, DAILY),
    disk("b6d04f17-2e8c-4a95-93f0-d81a6c47e352", "git-data", 500, DAILY),
    disk("07f3a9e2-c65b-4d18-b2e7-4b9d10c8a6f5", "erp-data", 2048, LONG),
    disk("e92b5d60-1f74-4c3a-8d95-73ac0e6b18d4", "wiki-data", 100, LONG),
    disk("3a68c7f1-d05e-4b92-a417-95e2fb04cd83", "render-scratch", 1024, LONG),
    server("1a503932-ee8f-4dd5-8248-8dfb57e584c5", "web-01", 40),
    server("d6bf7592-ca52-43a2-9979-e418d64b29bb", "erp", 2088),
];

const fn disk(id: &'static str, name: &'static str, gigabytes: u64, vault: &'static str) -> Guarded {
    Guarded { resource: Volume { id, name, gigabytes }, vault, is_server: false }
}

const fn server(id: &'static str, name: &'static str, gigabytes: u64) -> Guarded {
    Guarded { resource: Volume { id, name, gigabytes }, vault: SERVERS, is_server: true }
}

/// A backup in a vault.
pub(crate) struct VaultBackup {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) of: &'static Guarded,
    /// In the service's words.
    pub(crate) status: &'static str,
    /// In seconds since 1970.
    pub(crate) created: u64,
    /// When it goes by itself, in seconds since 1970.
    pub(crate) expires: Option<u64>,
    pub(crate) is_automatic: bool,
    pub(crate) is_incremental: bool,
    /// Those of one vault that were made together belong to one.
    pub(crate) checkpoint: String,
}

/// All backups of a project that its vaults hold, newest first.
pub(crate) fn backups(project: &str, now: u64, fewest: u64) -> Vec<VaultBackup> {
    if !has_backups(Service::Cbr, project) {
        return Vec::new();
    }
    let (today, disks) = (now / DAY, GUARDED.iter().filter(|it| !it.is_server).count() as u64);
    let nights = fewest.div_ceil(disks).max(NIGHTS);
    let one = |of: &'static Guarded, day: u64, how: &'static str| made(project, of, day, how, now);
    let mut backups: Vec<VaultBackup> = GUARDED
        .iter()
        .flat_map(|of| {
            let (back, step) = if of.is_server { (WEEKS, 7) } else { (nights, 1) };
            let automatic = (0..back).map(move |turn| one(of, today.saturating_sub(turn * step), "auto"));
            let by_hand = (0..BY_HAND).map(move |turn| one(of, own_day(of, today, turn), "manual"));
            automatic.chain(by_hand.filter(|_| !of.is_server))
        })
        .filter(|backup| backup.created <= now)
        .collect();
    backups.sort_by(|one, other| other.created.cmp(&one.created).then_with(|| one.id.cmp(&other.id)));
    backups
}

/// The day of a backup by hand, counted back from the last: each disk has its own.
fn own_day(of: &Guarded, today: u64, turn: u64) -> u64 {
    let own = number(&[of.resource.id], 0) % SELDOM;
    (today.saturating_sub(own) / SELDOM).saturating_sub(turn) * SELDOM + own
}

fn made(project: &str, of: &'static Guarded, day: u64, how: &'static str, now: u64) -> VaultBackup {
    let luck = number(&[project, of.resource.id, how], day);
    let is_automatic = how == "auto";
    let created = if is_automatic { day * DAY + 18 * HOUR + luck % 900 } else { day * DAY + luck % DAY };
    let status = match (now.saturating_sub(created) < HOUR, luck % 67) {
        (true, 0..=33) => "waiting_protect",
        (true, _) => "protecting",
        (false, 0 | 1) => "error",
        (false, 2) => "restoring",
        (false, 3) => "deleting",
        (false, 4) => "waiting_delete",
        (false, 5) => "waiting_restore",
        (false, _) => "available",
    };
    let named = if is_automatic { "autobk" } else { "manualbk" };
    VaultBackup {
        id: uuid(&[project, of.resource.id, how], day),
        name: format!("{named}_{:04x}", luck & 0xffff),
        of,
        status,
        created,
        // Those made by hand stay until somebody deletes them.
        expires: is_automatic.then_some(created + 90 * DAY),
        is_automatic,
        is_incremental: is_automatic && !day.is_multiple_of(30),
        checkpoint: uuid(&[project, of.vault, how], day),
    }
}
