//! Years of backups, told from the date alone: the same time has the same backups, whoever asks and after any restart.
//!
//! An instance has a backup of each night that it still keeps, and a manual one every few months. A few nights have none,
//! a few failed, one may still be under way. Beside them stand the backups of the documents and of [`seed`].

use std::cmp::Reverse;

use backup_model::service::Service;

use crate::{
    clock::written,
    fleet::{self, AUDITORS, Auditor, Machine, VOLUMES, Volume},
    seed::{self, DISTANT_PROJECT, PROJECT, SECOND_PROJECT},
    state::{Backup, Kind, Media, Share, Status, VolumeBackup},
};

const DAY: u64 = 24 * 60 * 60;
const HOUR: u64 = 60 * 60;
/// The first manual backup was made after this day since 1970, in the summer of 2021.
const FIRST_DAY: u64 = 18_800;
/// Days between two manual backups of an instance.
const SELDOM: u64 = 83;
/// The backups with fixed ids were made on this day since 1970, in November 2025.
const FIXED_DAY: u64 = 20_413;

/// The number that stands for these things, always the same.
pub(crate) fn number(of: &[&str], at: u64) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ at.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for byte in of.iter().flat_map(|text| text.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let mixed = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}

fn hex(of: &[&str], at: u64) -> String {
    format!("{:016x}{:016x}", number(of, at), number(of, !at))
}

pub(crate) fn uuid(of: &[&str], at: u64) -> String {
    let hex = hex(of, at);
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default().to_owned();
    format!("{}-{}-4{}-a{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

/// When the instance with this id was created, in seconds since 1970: in the year before the first backups.
pub(crate) fn created(id: &str) -> u64 {
    (FIRST_DAY - 1) * DAY - number(&[id, "created"], 0) % (365 * DAY)
}

/// Whether a project has backups of databases, or of disks.
pub(crate) fn has_backups(service: Service, project: &str) -> bool {
    [PROJECT, SECOND_PROJECT].contains(&project) || (service == Service::Vbs && project == DISTANT_PROJECT)
}

/// All backups of one of the databases that a project ever had and still has, newest first. There are at least as many
/// as asked for.
pub(crate) fn backups(service: Service, project: &str, now: u64, fewest: u64) -> Vec<Backup> {
    if !has_backups(service, project) {
        return Vec::new();
    }
    let living = fleet::machines(service).filter(|machine| machine.gone.is_none()).count() as u64;
    let nights = fewest.div_ceil(living.max(1)) * 21 / 20;
    let mut backups: Vec<Backup> =
        fleet::machines(service).flat_map(|machine| of_machine(machine, project, now, nights)).collect();
    backups.extend(fixed(service, now));
    backups.sort_by(|one, other| other.begun.cmp(&one.begun).then_with(|| one.id.cmp(&other.id)));
    backups
}

fn of_machine(machine: &'static Machine, project: &str, now: u64, nights: u64) -> Vec<Backup> {
    let today = now / DAY;
    let kept = if machine.gone.is_some() { 0 } else { machine.keeps.max(nights) };
    let first = today.saturating_sub(kept);
    let automatic = (first..=today).filter_map(|day| nightly(machine, project, day, now));
    let last = machine.gone.unwrap_or(today);
    let manual = (0..).map(|turn| FIRST_DAY + turn * SELDOM).take_while(|day| *day <= last);
    let manual = manual.filter_map(|day| by_hand(machine, project, day, now));
    automatic.filter(|_| kept > 0).chain(manual).collect()
}

/// The automatic backup of a night, if there is one.
fn nightly(machine: &'static Machine, project: &str, day: u64, now: u64) -> Option<Backup> {
    let luck = number(&[project, machine.id, "auto"], day);
    let begun = day * DAY + machine.hour * HOUR + luck % 1800;
    if luck.is_multiple_of(61) || begun > now {
        return None;
    }
    let backup = made(machine, project, "auto", begun, now, luck);
    let name = format!("{}-{}", machine.name, written(begun, "%Y%m%d%H%M%S"));
    Some(Backup { name, kind: Kind::Automatic, ..backup })
}

/// The manual backup of a day, if there is one.
fn by_hand(machine: &'static Machine, project: &str, day: u64, now: u64) -> Option<Backup> {
    const WHY: [(&str, &str); 5] = [
        ("before-upgrade", "before the upgrade of the kernel"),
        ("month-end", ""),
        ("before-migration", "keep until the audit is over"),
        ("release", "state of the release"),
        ("drill", "restore drill"),
    ];
    let luck = number(&[project, machine.id, "manual"], day);
    let begun = day * DAY + luck % DAY;
    if begun > now {
        return None;
    }
    let (why, description) = WHY.get(luck as usize / 7 % WHY.len()).copied().unwrap_or_default();
    let name = format!("{why}-{}", written(begun, "%Y-%m"));
    Some(Backup { name, description, ..made(machine, project, "manual", begun, now, luck) })
}

/// A manual backup without a name.
fn made(machine: &'static Machine, project: &str, how: &str, begun: u64, now: u64, luck: u64) -> Backup {
    let took = 120 + luck % 1700;
    let failed = luck.is_multiple_of(29);
    let status = match (begun + took > now, failed) {
        (true, _) => Status::Building,
        (false, true) => Status::Failed,
        (false, false) => Status::Completed,
    };
    let megabytes = machine.megabytes * (80 + (begun / DAY).saturating_sub(FIRST_DAY) / 50) / 100;
    let bytes = megabytes * 1024 * 1024 + luck % (1024 * 1024 * 64);
    let hash = hex(&[project, machine.id, how], begun);
    let ending = match machine.engine {
        "mongodb" => "br10",
        "redis" => "br12",
        "DDS-Community" => "br02",
        "GaussDB" => "br14",
        _ => "br06",
    };
    let part = if luck.is_multiple_of(5) { "Snapshot" } else { "Db" };
    let folder = format!("{}_{}/{part}/{}000", hex(&[project], 0), machine.id, begun);
    let media = match luck.is_multiple_of(9) {
        true => Media::Disk,
        false => Media::Obs { bucket: "rdsbucket.ap-southeast-1.obs-backup", folders: vec![folder] },
    };
    Backup {
        id: format!("{hash}{ending}"),
        name: String::new(),
        description: "",
        instance: machine,
        kind: Kind::Manual,
        status,
        media,
        begun,
        took,
        bytes: if status == Status::Completed { bytes } else { 0 },
        tables: Vec::new(),
        returns: false,
    }
}

/// Incremental backups of an instance of DDS: one an hour of the last two days, if it is still there.
pub(crate) fn incremental(machine: &'static Machine, project: &str, now: u64) -> Vec<Backup> {
    let hours = (0..48).map(|back| (now / HOUR).saturating_sub(back));
    let one = |hour: u64| {
        let luck = number(&[project, machine.id, "incremental"], hour);
        let backup = made(machine, project, "incremental", hour * HOUR, now, luck);
        let name = format!("{}-{}", machine.name, written(backup.begun, "%Y%m%d%H%M%S"));
        Backup { name, kind: Kind::Incremental, bytes: backup.bytes / 300, ..backup }
    };
    if machine.gone.is_some() || !has_backups(machine.service, project) {
        return Vec::new();
    }
    hours.map(one).collect()
}

/// Backups of single tables of GeminiDB: one a week of the last months for each instance of Cassandra.
pub(crate) fn of_tables(project: &str, now: u64) -> Vec<Backup> {
    let machines = fleet::machines(Service::GeminiDb)
        .filter(|machine| machine.engine == "cassandra" && has_backups(Service::GeminiDb, project));
    let weeks = (0..26).map(|back| (now / DAY / 7).saturating_sub(back));
    let one = |machine: &'static Machine, week: u64| {
        let luck = number(&[project, machine.id, "tables"], week);
        let backup = made(machine, project, "tables", week * 7 * DAY + luck % DAY, now, luck);
        let tables = vec![("telemetry", Some(["readings", "devices"].as_slice())), ("billing", None)];
        Backup { name: format!("tables-{}", written(backup.begun, "%Y-%m-%d")), tables, ..backup }
    };
    let mut backups: Vec<Backup> =
        machines.flat_map(|machine| weeks.clone().map(move |week| one(machine, week))).collect();
    backups.retain(|backup| backup.begun <= now);
    backups.sort_by_key(|backup| Reverse(backup.begun));
    backups
}

/// The backups with ids that are known before. Those under way are so at any time.
fn fixed(service: Service, now: u64) -> Vec<Backup> {
    let of = |id: &str, instance: &str, hour: u64| {
        let machine = fleet::machine(instance)?;
        let begun = FIXED_DAY * DAY + hour * HOUR;
        let luck = number(&[id], 0);
        let made = made(machine, PROJECT, "fixed", begun, u64::MAX, luck / 29 * 29 + 1);
        Some(Backup { id: id.to_owned(), name: "before-upgrade".to_owned(), media: Media::Disk, ..made })
    };
    let building = |backup: Backup| Backup {
        status: Status::Building,
        begun: now / HOUR * HOUR,
        took: HOUR,
        bytes: 0,
        ..backup
    };
    let gaussdb = |id, hour| of(id, fleet::GAUSSDB_INSTANCE, hour);
    let on_obs = |backup: Backup, folders: &[&str]| Backup {
        media: Media::Obs {
            bucket: "bucketname",
            folders: folders.iter().map(|rest| format!("{OWNER}_{}/{rest}", backup.instance.id)).collect(),
        },
        ..backup
    };
    let automatic = |backup: Backup| Backup { kind: Kind::Automatic, ..backup };
    let backups = match service {
        Service::GaussDb => vec![
            gaussdb(seed::GAUSSDB_BACKUP, 1)
                .map(|it| Backup { returns: true, ..on_obs(it, &["Db/1708145548040"]) }),
            gaussdb(seed::GAUSSDB_DIFFERENTIAL_BACKUP, 2).map(|it| automatic(on_obs(it, DIFFERENTIAL))),
            gaussdb(seed::GAUSSDB_DISK_BACKUP, 3),
            gaussdb(seed::GAUSSDB_BUILDING_BACKUP, 4).map(|it| building(on_obs(it, &[]))),
            gaussdb(seed::GAUSSDB_FAILED_BACKUP, 5).map(|it| Backup {
                status: Status::Failed,
                bytes: 0,
                ..on_obs(it, &[])
            }),
        ],
        Service::Dds => vec![
            of(seed::DDS_BACKUP, fleet::DDS_INSTANCE, 1),
            of(seed::DDS_MANUAL_BACKUP, fleet::DDS_INSTANCE, 3).map(|it| Backup { returns: true, ..it }),
            of(seed::DDS_BUILDING_BACKUP, fleet::DDS_INSTANCE, 2).map(building),
        ],
        Service::GeminiDb => {
            let manual = [fleet::MONGO, fleet::INFLUX, fleet::REDIS, fleet::CASSANDRA];
            let manual = seed::GEMINIDB_MANUAL_BACKUPS.into_iter().zip(manual);
            let mut backups = vec![
                of(seed::GEMINIDB_BACKUP, fleet::CASSANDRA, 1).map(|it| Backup { returns: true, ..it }),
                of(seed::GEMINIDB_AUTOMATIC_BACKUP, fleet::CASSANDRA, 2).map(automatic),
                of(seed::GEMINIDB_BUILDING_BACKUP, fleet::MONGO, 3).map(building),
                of(seed::GEMINIDB_RESTORING_BACKUP, fleet::REDIS, 4),
            ];
            backups.extend(manual.map(|(id, instance)| of(id, instance, 5)));
            backups
        }
        Service::Dbss | Service::Vbs | Service::Cbr | Service::Iam => Vec::new(),
    };
    backups.into_iter().flatten().collect()
}

/// Under whom the backups of GaussDB's document lie.
const OWNER: &str = "83dd054bbf784267a1dc1751bd09fec4";
const DIFFERENTIAL: &[&str] = &["Db/1763791200000", "Log/1763791200000", "Table/1763791200000"];

/// All volume backups that a project ever had, newest first: one a week for each disk, of the last two years.
pub(crate) fn volume_backups(project: &str, now: u64, fewest: u64) -> Vec<VolumeBackup> {
    if !has_backups(Service::Vbs, project) {
        return Vec::new();
    }
    let weeks = fewest.div_ceil(VOLUMES.len() as u64).max(104);
    let last = now / DAY / 7;
    let weekly = |volume: &'static Volume| {
        (last.saturating_sub(weeks)..=last).map(move |week| weekly(volume, project, week))
    };
    let mut backups: Vec<VolumeBackup> = VOLUMES.iter().flat_map(weekly).collect();
    backups.extend(fixed_volume_backups());
    backups.retain(|backup| backup.created <= now || backup.status == "creating");
    backups.sort_by(|one, other| other.created.cmp(&one.created).then_with(|| one.id.cmp(&other.id)));
    backups
}

fn weekly(volume: &'static Volume, project: &str, week: u64) -> VolumeBackup {
    let luck = number(&[project, volume.id], week);
    let created = week * 7 * DAY + luck % DAY;
    let status = match luck % 41 {
        0 => "error",
        1 => "restoring",
        2 => "deleting",
        3 => "error_restoring",
        _ => "available",
    };
    VolumeBackup {
        id: uuid(&[project, volume.id], week),
        name: (!luck.is_multiple_of(17)).then(|| format!("{}-{}", volume.name, written(created, "%Y-%m-%d"))),
        volume,
        status,
        created,
        incremental: !week.is_multiple_of(13),
    }
}

fn fixed_volume_backups() -> impl Iterator<Item = VolumeBackup> {
    let backups = [
        (seed::VBS_BACKUP, "available"),
        (seed::VBS_SECOND_BACKUP, "available"),
        (seed::VBS_CREATING_BACKUP, "creating"),
        (seed::VBS_ERROR_BACKUP, "error"),
    ];
    backups.into_iter().zip(&VOLUMES).zip(0..).map(|(((id, status), volume), hour)| VolumeBackup {
        id: id.to_owned(),
        name: Some(format!("{}-before-patch", volume.name)),
        volume,
        status,
        created: FIXED_DAY * DAY + hour * HOUR,
        incremental: false,
    })
}

/// The shares that a project gave and was given before anyone asked: of each disk's backups every fifth, by turns to the
/// partner's projects; and one a month from a partner.
pub(crate) fn shares(project: &str, now: u64, fewest: u64) -> Vec<Share> {
    let share = |backup: &VolumeBackup, to: &str, at: u64| Share {
        id: uuid(&["share", &backup.id, to], at),
        backup: backup.id.clone(),
        from: project.to_owned(),
        to: to.to_owned(),
        created: backup.created + at * HOUR,
    };
    let old = volume_backups(project, now, fewest).into_iter().filter(|it| it.created + 7 * DAY < now);
    let able = old.filter(|it| it.status == "available" && !is_fixed(&it.id));
    let chosen = able.enumerate().filter(|(turn, _)| turn % 3 == 0);
    let given = chosen.flat_map(|(turn, backup)| {
        let targets = if turn % 2 == 0 { seed::TARGET_PROJECTS.len() } else { 1 };
        (1..)
            .zip(seed::TARGET_PROJECTS)
            .take(targets)
            .map(move |(at, to)| share(&backup, to, at))
            .collect::<Vec<_>>()
    });
    let example = Share {
        id: seed::VBS_SHARE.to_owned(),
        backup: seed::VBS_SECOND_BACKUP.to_owned(),
        from: project.to_owned(),
        to: "722513ed0a324dadaabe5b2d0fe848b9".to_owned(),
        created: FIXED_DAY * DAY + DAY / 2,
    };
    given.chain([example].into_iter().filter(|_| has_backups(Service::Vbs, project))).collect()
}

/// The shares that a project was given by a partner: one a month, of backups that it cannot look at.
pub(crate) fn incoming(project: &str, now: u64) -> Vec<Share> {
    if !has_backups(Service::Vbs, project) {
        return Vec::new();
    }
    let months = (0..130).map(|back| (now / DAY / 30).saturating_sub(back) * 30 * DAY);
    let share = |created: u64| Share {
        id: uuid(&["incoming", project], created),
        backup: uuid(&["incoming backup", project], created),
        from: seed::TARGET_PROJECTS[0].to_owned(),
        to: project.to_owned(),
        created,
    };
    months.map(share).collect()
}

fn is_fixed(id: &str) -> bool {
    fixed_volume_backups().any(|backup| backup.id == id)
}

/// A backup of database audit.
pub(crate) struct AuditBackup {
    pub(crate) id: String,
    pub(crate) name: String,
    /// In the service's words.
    pub(crate) progress: &'static str,
    pub(crate) percentage: u64,
    /// The day that it is of begins here, in seconds since 1970.
    pub(crate) from: u64,
    pub(crate) made: u64,
    pub(crate) bytes: u64,
    pub(crate) digest: String,
}

/// The audit backups of an instance, newest first: one a day of the last year, or of more where that many are asked for.
pub(crate) fn audit_backups(auditor: &Auditor, project: &str, now: u64, fewest: u64) -> Vec<AuditBackup> {
    const SELDOM: [&str; 12] = [
        "AUTO_BACKUP_FAIL",
        "RESTORED",
        "RESTORE_FAIL",
        "RESTORING",
        "DELETING",
        "DELETE_FAIL",
        "CLEAN_AFTER_FAILED",
        "MANUAL_BACKUPED",
        "MANUAL_BACKUP_FAIL",
        "ISAP_BACKUPED",
        "ISAP_BACKUP_FAIL",
        "ISAP_FILE_UPLOADING",
    ];
    if ![PROJECT, SECOND_PROJECT].contains(&project) {
        return Vec::new();
    }
    let last = now / DAY;
    let one = |day: u64| {
        let luck = number(&[project, auditor.id], day);
        // The day of a company eight hours ahead, made half an hour after its end.
        let from = day * DAY - 8 * HOUR;
        let seldom = SELDOM.get(luck as usize / 15 % SELDOM.len()).copied().unwrap_or_default();
        let progress = match (day == last, luck % 15) {
            (true, _) => "AUTO_BACKUPING",
            (false, 0) => seldom,
            (false, _) => "AUTO_BACKUPED",
        };
        AuditBackup {
            id: mixed(&[project, auditor.id], day),
            name: format!("auto_backup_{}-00_00~23_59", written(day * DAY, "%Y%m%d")),
            progress,
            percentage: if progress.ends_with("ING") { luck % 100 } else { 100 },
            from,
            made: from + DAY + HOUR / 2,
            bytes: if progress.ends_with("FAIL") { 0 } else { 1 << (luck % 33) },
            digest: format!("{}{}", hex(&[auditor.id], day), hex(&[project], day)),
        }
    };
    let there = AUDITORS.iter().filter(|auditor| auditor.status != "DELETED").count() as u64;
    let first = last.saturating_sub(fewest.div_ceil(there.max(1)).max(365)).max(1);
    (first..=last).rev().map(one).collect()
}

/// Twenty letters and digits in both cases.
fn mixed(of: &[&str], at: u64) -> String {
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let letter = |turn: u64| {
        let index = number(of, at.wrapping_mul(31).wrapping_add(turn)) as usize % LETTERS.len();
        LETTERS.get(index).map_or('A', |byte| char::from(*byte))
    };
    (0..20).map(letter).collect()
}

/// The auditor with this id.
pub(crate) fn auditor(id: &str) -> Option<&'static Auditor> {
    AUDITORS.iter().find(|auditor| auditor.id == id)
}
