//! The state at the start.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use crate::{
    identity::{Access, Account, Key, Scope, SignIn, Token, User},
    seed::{self, DISTANT_PROJECT, OTHER_REGION, PROJECT, REGION, SECOND_PROJECT, TARGET_PROJECTS},
    serial::Serial,
    state::{Bucket, Policy, Project, State},
};

/// The end of 2024, and of the year 2099.
const PAST: u64 = 1_735_689_600;
const FAR: u64 = 4_102_444_799;

impl State {
    /// The state at the start.
    pub(crate) fn new() -> Self {
        Self {
            projects: projects(),
            tokens: tokens(),
            keys: keys(),
            wrong_signatures: BTreeMap::new(),
            wrong_passwords: BTreeMap::new(),
            fewest: 0,
            deletions: Vec::new(),
            told: RefCell::new(None),
            jobs: Vec::new(),
            shares: Vec::new(),
            canceled: BTreeSet::new(),
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
