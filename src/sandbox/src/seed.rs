//! What the emulated cloud holds when it starts. Everything here is fixed, known and worth nothing.

use std::collections::BTreeMap;

use backup_model::service::Service;

use crate::{
    identity::{Access, Token},
    serial::Serial,
    state::{Backup, Bucket, Instance, Kind, Media, Project, State, Status, VolumeBackup},
};

/// The region in which everything is.
pub const REGION: &str = "ap-southeast-1";
/// Another region, with a project of the same account.
pub const OTHER_REGION: &str = "cn-north-4";

/// The project that holds all examples of the documents.
pub const PROJECT: &str = "0483b6b16e954cb88930a360d2c4e663";
/// Another project of the same account and region.
pub const SECOND_PROJECT: &str = "054e292c9880d4992f02c0196d3ea468";
/// A project of the same account in [`OTHER_REGION`].
pub const DISTANT_PROJECT: &str = "c13f5220dc1949b0b741ea81a7cd5554";
/// The projects of another account, with which the document's example shares a volume backup.
pub const TARGET_PROJECTS: [&str; 2] =
    ["722513ed0a324dadaabe5b2d0fe848c9", "722513ed0a324dadaabe5b2d0fe84919"];

/// May do everything in [`PROJECT`].
pub const TOKEN: &str = "MIIEmulatedCloudToken-full-0483b6b16e954cb8";
/// May do everything in [`SECOND_PROJECT`].
pub const SECOND_PROJECT_TOKEN: &str = "MIIEmulatedCloudToken-full-054e292c9880d499";
/// May do everything in [`DISTANT_PROJECT`].
pub const DISTANT_PROJECT_TOKEN: &str = "MIIEmulatedCloudToken-full-c13f5220dc1949b0";
/// Refused by every operation in [`PROJECT`], as a role or policy has it.
pub const READ_ONLY_TOKEN: &str = "MIIEmulatedCloudToken-read-only-0483b6b16e95";
/// Refused by every operation in [`PROJECT`], as an identity policy has it.
pub const DENIED_TOKEN: &str = "MIIEmulatedCloudToken-denied-0483b6b16e954cb";
/// Expired at the end of 2024.
pub const EXPIRED_TOKEN: &str = "MIIEmulatedCloudToken-expired-0483b6b16e954c";

/// The example: completed, on OBS.
pub const GAUSSDB_BACKUP: &str = "e28d08754b1a490fb2b3540ed013a7fbbr14";
/// Differential, completed, on OBS, in three folders.
pub const GAUSSDB_DIFFERENTIAL_BACKUP: &str = "0b6f4c81d2a94e57a3c815f07e9d2b46br14";
/// Completed, on the instance's disks.
pub const GAUSSDB_DISK_BACKUP: &str = "7d1e5a90c3b84f6288e07f14a2d9c653br14";
/// Still being made.
pub const GAUSSDB_BUILDING_BACKUP: &str = "a94c20e7f16b4d3895d2b8037ce1f46abr14";
/// Failed.
pub const GAUSSDB_FAILED_BACKUP: &str = "c580f3d6921e4ab7b60d4e7182f5a93cbr14";

/// Manual.
pub const DDS_BACKUP: &str = "43e4feaab48f11e89039fa163ebaa7e4br02";

/// The example: manual, of GeminiDB Cassandra. It comes back five minutes after its deletion.
pub const GEMINIDB_BACKUP: &str = "5b0ae36cb8a746b68685a8fb588d8a15br06";
/// Manual ones of GeminiDB Mongo, Influx, Redis and Cassandra, which are gone for good once deleted.
pub const GEMINIDB_MANUAL_BACKUPS: [&str; 4] = [
    "9c2b7e014fd84a6cb1358e60d7a4f291br06",
    "e6f83a5d20174c9b8ad97b41c05e6f38br06",
    "1d47b9c86e5f40a2973c0f8e2ab6d514br06",
    "f05a6c9e3b7241d8856e1c9d7f40a2b3br06",
];
/// Automatic.
pub const GEMINIDB_AUTOMATIC_BACKUP: &str = "2f9d6b18e0c74a53b4a1907ec85d3f62br06";
/// Manual, still being made.
pub const GEMINIDB_BUILDING_BACKUP: &str = "84b1f7a2c95e4d06a8e3d5f19b704c2ebr06";
/// Manual, an instance is being restored from it.
pub const GEMINIDB_RESTORING_BACKUP: &str = "b73e0d5c914f48a6829bc6f0a1d7e485br06";

/// The example: available.
pub const VBS_BACKUP: &str = "066b1e37-9305-4057-97e5-2e99b21fc71d";
/// Available.
pub const VBS_SECOND_BACKUP: &str = "3f1c8b72-5d0e-4a69-b8f4-7c92e1a06d35";
/// Still being made.
pub const VBS_CREATING_BACKUP: &str = "a85d2e90-17c4-4f3b-9e6a-0d41b7f8c523";
/// Failed.
pub const VBS_ERROR_BACKUP: &str = "d9047f1b-c3e8-46a5-80b2-5e6fa917d40c";

/// The end of 2024, and of the year 2099.
const PAST: u64 = 1_735_689_600;
const FAR: u64 = 4_102_444_799;

const GAUSSDB_INSTANCE: &str = "1de27464abdf48519f8574c97a8f0625in14";
const DDS_INSTANCE: &str = "d6b25ba7c8e54d0fa3917c60be48f215in02";
const CASSANDRA: &str = "6c0d8e2f4b9a47518e35a7f1c9d0b624in06";
const MONGO: &str = "b3f7a61c0e5d4928a4c6d89e17f2053bin06";
const INFLUX: &str = "0e94c7d5a18b4f36952d6be8f03a7c41in06";
const REDIS: &str = "97a2e5f8d06c41b3b80f4d1e6c95a327in06";

/// Where the document's example lies; the instance's id stands in its path.
const EXAMPLE_FOLDERS: &[&str] = &["83dd054bbf784267a1dc1751bd09fec4_{instance}/Db/1708145548040"];
const DIFFERENTIAL_FOLDERS: &[&str] = &[
    "83dd054bbf784267a1dc1751bd09fec4_{instance}/Db/1763791200000",
    "83dd054bbf784267a1dc1751bd09fec4_{instance}/Log/1763791200000",
    "83dd054bbf784267a1dc1751bd09fec4_{instance}/Table/1763791200000",
];

impl State {
    /// The state at the start.
    pub(crate) fn new() -> Self {
        Self {
            projects: projects(),
            tokens: tokens(),
            instances: instances(),
            backups: [PROJECT, SECOND_PROJECT].into_iter().flat_map(backups).collect(),
            volume_backups: [PROJECT, SECOND_PROJECT, DISTANT_PROJECT]
                .into_iter()
                .flat_map(volume_backups)
                .collect(),
            shares: Vec::new(),
            policies: BTreeMap::new(),
            buckets: buckets(),
            serial: Serial::default(),
        }
    }
}

fn projects() -> Vec<Project> {
    let near = [PROJECT, SECOND_PROJECT, TARGET_PROJECTS[0], TARGET_PROJECTS[1]];
    let near = near.into_iter().map(|id| Project { id, region: REGION });
    near.chain([Project { id: DISTANT_PROJECT, region: OTHER_REGION }]).collect()
}

fn tokens() -> Vec<Token> {
    let token = |text: &str, project: &str, access, expires| Token {
        text: text.to_owned(),
        project: project.to_owned(),
        access,
        expires,
    };
    vec![
        token(TOKEN, PROJECT, Access::Full, FAR),
        token(SECOND_PROJECT_TOKEN, SECOND_PROJECT, Access::Full, FAR),
        token(DISTANT_PROJECT_TOKEN, DISTANT_PROJECT, Access::Full, FAR),
        token(READ_ONLY_TOKEN, PROJECT, Access::ReadOnly, FAR),
        token(DENIED_TOKEN, PROJECT, Access::Denied, FAR),
        token(EXPIRED_TOKEN, PROJECT, Access::Full, PAST),
    ]
}

fn instances() -> Vec<Instance> {
    let idle = |id| Instance { id, restoring: None };
    vec![
        idle(GAUSSDB_INSTANCE),
        idle(DDS_INSTANCE),
        idle(CASSANDRA),
        idle(MONGO),
        idle(INFLUX),
        Instance { id: REDIS, restoring: Some(GEMINIDB_RESTORING_BACKUP) },
    ]
}

/// The same in each project: a project does not see another's.
fn backups(project: &'static str) -> Vec<Backup> {
    let mut backups = gaussdb_backups(project);
    backups.push(Backup { service: Service::Dds, instance: DDS_INSTANCE, ..gaussdb(project, DDS_BACKUP) });
    backups.extend(geminidb_backups(project));
    backups
}

fn gaussdb(project: &'static str, id: &'static str) -> Backup {
    Backup {
        service: Service::GaussDb,
        project,
        id,
        name: "before-upgrade",
        instance: GAUSSDB_INSTANCE,
        kind: Kind::Manual,
        status: Status::Completed,
        media: Media::Disk,
        deletion: None,
        returns: false,
    }
}

fn gaussdb_backups(project: &'static str) -> Vec<Backup> {
    let on_obs =
        |id, folders| Backup { media: Media::Obs { bucket: "bucketname", folders }, ..gaussdb(project, id) };
    vec![
        Backup { returns: true, ..on_obs(GAUSSDB_BACKUP, EXAMPLE_FOLDERS) },
        Backup { kind: Kind::Automatic, ..on_obs(GAUSSDB_DIFFERENTIAL_BACKUP, DIFFERENTIAL_FOLDERS) },
        gaussdb(project, GAUSSDB_DISK_BACKUP),
        Backup { status: Status::Building, ..on_obs(GAUSSDB_BUILDING_BACKUP, &[]) },
        Backup { status: Status::Failed, ..on_obs(GAUSSDB_FAILED_BACKUP, &[]) },
    ]
}

fn geminidb_backups(project: &'static str) -> Vec<Backup> {
    let of = |id, instance| Backup { service: Service::GeminiDb, instance, ..gaussdb(project, id) };
    let mut backups = vec![
        Backup { returns: true, ..of(GEMINIDB_BACKUP, CASSANDRA) },
        Backup { kind: Kind::Automatic, ..of(GEMINIDB_AUTOMATIC_BACKUP, CASSANDRA) },
        Backup { status: Status::Building, ..of(GEMINIDB_BUILDING_BACKUP, MONGO) },
        of(GEMINIDB_RESTORING_BACKUP, REDIS),
    ];
    let instances = [MONGO, INFLUX, REDIS, CASSANDRA];
    backups.extend(GEMINIDB_MANUAL_BACKUPS.into_iter().zip(instances).map(|(id, instance)| of(id, instance)));
    backups
}

fn volume_backups(project: &'static str) -> Vec<VolumeBackup> {
    let backups = [
        (VBS_BACKUP, "available"),
        (VBS_SECOND_BACKUP, "available"),
        (VBS_CREATING_BACKUP, "creating"),
        (VBS_ERROR_BACKUP, "error"),
    ];
    backups.into_iter().map(|(id, status)| VolumeBackup { project, id, status, deleted: false }).collect()
}

fn buckets() -> Vec<Bucket> {
    let bucket = |project, name, location| Bucket { project, name, location };
    vec![
        bucket(PROJECT, "1202", "cn-north-7"),
        bucket(PROJECT, "aosblueprints-cn-north-7-7b01ab6853d54b0a86a95a1ca6fb06b2", "cn-north-7"),
        bucket(PROJECT, "audit-archive-singapore", REGION),
        bucket(PROJECT, "audit-export-2025", REGION),
        bucket(PROJECT, "risk-reports", OTHER_REGION),
        bucket(SECOND_PROJECT, "second-project-audit", REGION),
    ]
}
