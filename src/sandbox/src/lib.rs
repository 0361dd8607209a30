//! The emulated cloud: the hosts, paths, ids, statuses and refusals of the real one, over fixed data.
//!
//! [`Cloud`] is a function from request to answer, without a network and without a clock of its own.
//! [`Emulator`] shares one between tasks and gives it the time; it is an upstream for the gateway.
//! [`Sandbox`] is a server over it: it serves the page through the gateway library, answers every HTTP client
//! directly whose `Host` is one of the cloud's (whatever the port), and never dials out.
//!
//! # What is there
//!
//! All fixed ids and tokens are constants of [`seed`]. [`seed::TOKEN`] and [`seed::PROJECT`] do the examples
//! of all documents. Each project has its own data. The data of a project are lost at the end.
//!
//! - **GaussDB**: only a completed backup on OBS is authorized. Building, failed and on disk are refused.
//! - **DBSS**: the buckets of a project; `cn-north-7` is in no table of regions, as in the document.
//! - **VBS**: a share for each target project of the region. A project that does not exist is left out of the
//!   answer without a word. Sharing again returns the share that is there, with the same id.
//! - **CBR**: the backups of disks, and of servers where no kind is asked for.
//! - **DDS**: a second policy takes the place of the first and keeps its id. No document says so.
//! - **GeminiDB**: a deletion is accepted; its job takes 5 seconds, in which a second one is refused with
//!   status 409, after which with 400 `DBS.201214`. The backup of the document's example comes back five
//!   minutes after its deletion, so that a demonstration works twice.
//! - **IAM**, at the hosts of the regions and at the one for all: tokens for a password
//!   (`POST /v3/auth/tokens`), projects (`GET /v3/auth/projects`, `GET /v3/projects`), temporary keys
//!   (`POST /v3.0/OS-CREDENTIAL/securitytokens`).
//!
//! Years of backups are told from the date alone, the same after any restart: automatic ones of each night that is
//! kept, manual ones since 2021, some of instances that are gone, in every state. [`Cloud::with_backups`] tells more.
//!
//! - **GaussDB**: times of China, sizes in MB, no names of instances; differential backups are in no list.
//! - **DDS**: times with a blank, sizes in KB; a backup that is being deleted is called `DISABLED` or `DELETING`.
//! - **GeminiDB**: backups of tables only where they are asked for; a row stays until its deletion is done.
//! - While one backup of an instance of DDS or GeminiDB is being deleted, another deletion is refused: `DBS.201015`.
//!
//! The same path at another host is another service: GaussDB and VBS delete a backup at once, DDS by a job
//! but with status 200. A host or path that is not there gets 404 `APIGW.0101`.
//!
//! # Signing in
//!
//! Every IAM user has the password [`seed::PASSWORD`] in the account [`seed::ACCOUNT`]. Tokens live for a day.
//! The sixth wrong password in a row locks a user for 15 minutes. The account's own name is a HUAWEI ID, which
//! gets no token by password: it meets the words for a wrong password.
//!
//! | user | signing in |
//! |---|---|
//! | `operator` | may do everything |
//! | `guarded` | may do everything; needs the passcode `123456` beside the user's id |
//! | `reader` | refused by every operation, by role; `GET /v3/projects` is refused with 403 |
//! | `denied` | refused by every operation, by identity policy |
//! | `locked` | 401 `IAM.0061` |
//! | `console-only` | 403 `IAM.0081` |
//!
//! Access keys ([`seed::ACCESS_KEY`]) reach every project of the account, named in `X-Project-Id`; without it,
//! the region's own. Signatures are checked over the bytes that arrive, with the `Host` header as it is. A
//! payload that is declared unsigned is refused. The sixth wrong signature in a row locks the key for five
//! minutes.
//!
//! # Refusals
//!
//! A missing, unreadable or expired token is refused by the gateway before the services (401 `APIGW.0301`),
//! and so is one of another region. A token of another project and a missing permission are refused by the
//! service in its own words: [`seed::READ_ONLY_TOKEN`] as with roles and policies, [`seed::DENIED_TOKEN`] as
//! with identity policies.
//!
//! | | other project | roles, policies | identity policies |
//! |---|---|---|---|
//! | GaussDB | 403 `DBS.200010` | 403 `DBS.280015` | 403 `DBS.200010` |
//! | DBSS | 401 `DBSS.10020100` | 403 | 403 with `details` and `encoded_authorization_message` |
//! | VBS | 400 `badRequest`, code `"401"` | 403 `forbidden` | 403 `VolumeBackup.0042` |
//! | CBR | 403 `BackupService.0403` | 403 `BackupService.0403` | 403 `BackupService.0403` |
//! | DDS | 400 `DBS.280408` | 400 `DBS.280015` | 401 `DBS.280064` |
//! | GeminiDB | 403 `DBS.201028` | 400 `DBS.280015` | 500 `DBS.280064` |
//!
//! Codes that no document gives are made up: `DBSS.10020403`, `BackupService.0400` to
//! `BackupService.0500`, `PDP5.0403`, `DBS.200000`, `APIGW.0602` to
//! `APIGW.0604`. Nothing should be built on them.
//!
//! # Misbehaviour
//!
//! [`SENTINELS`] lists projects that stand for a fault, for every operation alike. Each is called
//! `misbehave0`, a name, and zeros up to 32 letters: `misbehave0throttled0000000000000`. What is carried out
//! before its answer is spoilt works on the data of [`seed::PROJECT`], with a token of that project.

mod answer;
mod attempts;
mod call;
mod clock;
mod cloud;
mod credential;
mod emulator;
mod fleet;
mod history;
mod host;
mod identity;
mod instances;
mod links;
mod operations;
mod page;
mod received;
mod refusal;
pub mod seed;
mod sentinel;
mod serial;
mod server;
mod state;
mod stock;
mod vaults;

use backup_model::catalogue::Entry;

pub use answer::{Answer, Misbehaviour};
pub use cloud::{Cloud, Recorded};
pub use emulator::Emulator;
pub use received::Received;
pub use sentinel::{SENTINELS, Sentinel};
pub use server::Sandbox;

/// Whether an operation of the catalogue has a handler.
pub fn handles(entry: &Entry) -> bool {
    let declaration = entry.declaration();
    operations::ROUTES.iter().any(|route| {
        (route.service, route.method, route.path)
            == (declaration.service, declaration.method, declaration.path)
    })
}
