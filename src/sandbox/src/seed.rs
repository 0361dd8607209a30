//! What the emulated cloud holds when it starts. Everything here is fixed, known and worth nothing.

/// The account that everything is of.
pub const ACCOUNT: &str = "emulated-company";
/// Its id.
pub const ACCOUNT_ID: &str = "d78cbac186b744899480f25bd022f468";
/// The password of every IAM user of the account.
pub const PASSWORD: &str = "Emulated-Cloud-1";
/// The IAM user that may do everything.
pub const USER: &str = "operator";
/// May do everything, and signs in with a passcode beside the password.
pub const MFA_USER: &str = "guarded";
/// The id of [`MFA_USER`], which IAM wants beside the passcode.
pub const MFA_USER_ID: &str = "2f6b8d31c0e94a7fb5d2e8176a93c04d";
/// The passcode of [`MFA_USER`], at all times.
pub const PASSCODE: &str = "123456";
/// Refused by every operation, as a role or policy has it; may not list the account's projects.
pub const READ_ONLY_USER: &str = "reader";
/// Refused by every operation, as an identity policy has it.
pub const DENIED_USER: &str = "denied";
/// Cannot sign in: locked.
pub const LOCKED_USER: &str = "locked";
/// Cannot sign in here: it has no access by programs.
pub const CONSOLE_ONLY_USER: &str = "console-only";

/// Access key of [`USER`].
pub const ACCESS_KEY: &str = "EMULATEDCLOUDKEY0001";
/// Its secret.
pub const SECRET_KEY: &str = "EmulatedCloudSecretWorthNothing000000001";
/// Access key of [`READ_ONLY_USER`].
pub const READ_ONLY_ACCESS_KEY: &str = "EMULATEDCLOUDKEY0002";
/// Its secret.
pub const READ_ONLY_SECRET_KEY: &str = "EmulatedCloudSecretWorthNothing000000002";

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

/// The download policy of [`PROJECT`], which is closed. [`SECOND_PROJECT`] never had one.
pub const DDS_POLICY: &str = "fa56a711-4474-308b-b291-e57ab2812aed";

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

/// The example of whoever wants its files.
pub const GAUSSDB_FULL_BACKUP: &str = "a48e43ff268f4c0e879652d65e63d0dfbr14";

/// Manual.
pub const DDS_BACKUP: &str = "43e4feaab48f11e89039fa163ebaa7e4br02";
/// The example: manual.
pub const DDS_MANUAL_BACKUP: &str = "afbf982b46ca421e9118f7db916058b5br02";
/// Manual, still being made.
pub const DDS_BUILDING_BACKUP: &str = "6f2d94b0c1e84a7793d5a80e4b17c26fbr02";

/// The example of whoever wants its files, and its instance.
pub const DDS_LINKED_BACKUP: &str = "bd062e1af2d248b3bb4cd3dbb4183888br02";
/// The instance of [`DDS_LINKED_BACKUP`].
pub const DDS_LINKED_INSTANCE: &str = "befb1cfe1f96403780396b0c54f85d11in02";
/// Stands in every link that signs.
pub const LINK_KEY: &str = "EMULATEDLINKKEY00001";

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
/// The example: a share of [`VBS_SECOND_BACKUP`].
pub const VBS_SHARE: &str = "e842bf23-1e05-4c2c-b0f9-25222f4686da";

/// The example: a job of DDS that has long ended.
pub const DDS_JOB: &str = "f85104b5-4a9c-4e0f-9505-fc5409d8f7ae";

/// An instance of database audit, with backups.
pub const AUDIT_INSTANCE: &str = "8c53ed03-8ed7-4ff2-ad97-7b2d6d1dd364";
