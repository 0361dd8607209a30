//! The state at the start.

use std::collections::BTreeMap;

use backup_model::service::Service;

use crate::{
    identity::{Access, Account, Key, Scope, SignIn, Token, User},
    seed::{
        self, DISTANT_PROJECT, GEMINIDB_AUTOMATIC_BACKUP, GEMINIDB_BACKUP, GEMINIDB_BUILDING_BACKUP,
        GEMINIDB_MANUAL_BACKUPS, GEMINIDB_RESTORING_BACKUP, OTHER_REGION, PROJECT, REGION, SECOND_PROJECT,
        TARGET_PROJECTS,
    },
    serial::Serial,
    state::{Backup, Bucket, Instance, Kind, Media, Policy, Project, State, Status, VolumeBackup},
};

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
            keys: keys(),
            wrong_signatures: BTreeMap::new(),
            wrong_passwords: BTreeMap::new(),
            instances: instances(),
            backups: [PROJECT, SECOND_PROJECT].into_iter().flat_map(backups).collect(),
            volume_backups: [PROJECT, SECOND_PROJECT, DISTANT_PROJECT]
                .into_iter()
                .flat_map(volume_backups)
                .collect(),
            shares: Vec::new(),
            policies: policies(),
            buckets: buckets(),
            serial: Serial::default(),
        }
    }
}

const OWN: Account = Account { id: seed::ACCOUNT_ID, name: seed::ACCOUNT };
const PARTNER: Account = Account { id: "5a1c7e90b3d84f26a8e0f7d94c61b532", name: "partner-company" };

/// Every IAM user.
pub(crate) const USERS: [User; 6] = [
    user("7c41d0e2a95b4f3886dbe3f150c2a794", seed::USER, Access::Full, SignIn::Password),
    user(seed::MFA_USER_ID, seed::MFA_USER, Access::Full, SignIn::Passcode),
    user("b8f3a6d05e1749c2903c7be4d6f1285a", seed::READ_ONLY_USER, Access::ReadOnly, SignIn::Password),
    user("43e9d7c1b06f4a85a2d8e95f7c30b164", seed::DENIED_USER, Access::Denied, SignIn::Password),
    user("e05a92f7c8d34b16b9e17d3f60a4c28b", seed::LOCKED_USER, Access::Full, SignIn::Locked),
    user("9d16c5b8f2e04a73a5c49f08d7e3b6a1", seed::CONSOLE_ONLY_USER, Access::Full, SignIn::ConsoleOnly),
];
const FULL: &User = &USERS[0];
const READ_ONLY: &User = &USERS[2];
const DENIED: &User = &USERS[3];

const fn user(id: &'static str, name: &'static str, access: Access, sign_in: SignIn) -> User {
    User { id, name, account: OWN, access, sign_in }
}

fn projects() -> Vec<Project> {
    let project = |account, id, name, region| Project { id, name, region, account };
    vec![
        project(OWN, PROJECT, "ap-southeast-1", REGION),
        project(OWN, SECOND_PROJECT, "ap-southeast-1_archive", REGION),
        project(OWN, DISTANT_PROJECT, "cn-north-4", OTHER_REGION),
        // Internal to OBS: it is listed, and no service works in it.
        project(OWN, "f1e2d3c4b5a647889900aabbccddeeff", "MOS", ""),
        project(PARTNER, TARGET_PROJECTS[0], "ap-southeast-1", REGION),
        project(PARTNER, TARGET_PROJECTS[1], "ap-southeast-1_recovery", REGION),
    ]
}

fn tokens() -> Vec<Token> {
    let token = |text: &str, project: &str, user, expires| Token {
        text: text.to_owned(),
        user,
        scope: Scope::Project(project.to_owned()),
        methods: vec!["password"],
        issued: PAST - 24 * 60 * 60,
        expires,
    };
    vec![
        token(seed::TOKEN, PROJECT, FULL, FAR),
        token(seed::SECOND_PROJECT_TOKEN, SECOND_PROJECT, FULL, FAR),
        token(seed::DISTANT_PROJECT_TOKEN, DISTANT_PROJECT, FULL, FAR),
        token(seed::READ_ONLY_TOKEN, PROJECT, READ_ONLY, FAR),
        token(seed::DENIED_TOKEN, PROJECT, DENIED, FAR),
        token(seed::EXPIRED_TOKEN, PROJECT, FULL, PAST),
    ]
}

fn keys() -> Vec<Key> {
    let key = |access: &str, secret: &str, user| Key {
        access: access.to_owned(),
        secret: secret.to_owned(),
        user,
        temporary: None,
    };
    vec![
        key(seed::ACCESS_KEY, seed::SECRET_KEY, FULL),
        key(seed::READ_ONLY_ACCESS_KEY, seed::READ_ONLY_SECRET_KEY, READ_ONLY),
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
    backups.push(Backup {
        service: Service::Dds,
        instance: DDS_INSTANCE,
        ..gaussdb(project, seed::DDS_BACKUP)
    });
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
        Backup { returns: true, ..on_obs(seed::GAUSSDB_BACKUP, EXAMPLE_FOLDERS) },
        Backup { kind: Kind::Automatic, ..on_obs(seed::GAUSSDB_DIFFERENTIAL_BACKUP, DIFFERENTIAL_FOLDERS) },
        gaussdb(project, seed::GAUSSDB_DISK_BACKUP),
        Backup { status: Status::Building, ..on_obs(seed::GAUSSDB_BUILDING_BACKUP, &[]) },
        Backup { status: Status::Failed, ..on_obs(seed::GAUSSDB_FAILED_BACKUP, &[]) },
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
        (seed::VBS_BACKUP, "available"),
        (seed::VBS_SECOND_BACKUP, "available"),
        (seed::VBS_CREATING_BACKUP, "creating"),
        (seed::VBS_ERROR_BACKUP, "error"),
    ];
    backups.into_iter().map(|(id, status)| VolumeBackup { project, id, status, deleted: false }).collect()
}

/// The main project's has the id of the document's example; in the others none was ever set.
fn policies() -> BTreeMap<String, Policy> {
    let policy = Policy { id: seed::DDS_POLICY.to_owned(), action: "close".to_owned() };
    BTreeMap::from([(PROJECT.to_owned(), policy)])
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
