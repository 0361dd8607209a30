//! Requests written by hand, as any client could write them, and answers read as plain JSON.

use backup_model::{catalogue::Entry, operations::CATALOGUE, refusal::Refusal, region, service::Service};
use backup_sandbox::{Answer, Cloud, Received, seed};
use serde_json::Value as Json;

/// 2025-11-22T06:00:00Z.
pub const NOW: u64 = 1_763_791_200;

pub const GAUSSDB: &str = "gaussdb-opengauss.ap-southeast-1.myhuaweicloud.com";
pub const DBSS: &str = "dbss.ap-southeast-1.myhuaweicloud.com";
pub const VBS: &str = "vbs.ap-southeast-1.myhuaweicloud.com";
pub const CBR: &str = "cbr.ap-southeast-1.myhuaweicloud.com";
pub const DDS: &str = "dds.ap-southeast-1.myhuaweicloud.com";
pub const GEMINIDB: &str = "gaussdb-nosql.ap-southeast-1.myhuaweicloud.com";

/// A request line such as `GET /v2/x`, a host, a token and a body.
pub fn request(line: &str, host: &str, token: Option<&str>, body: &str) -> Received {
    let (method, target) = line.split_once(' ').unwrap();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Received {
        method: method.to_owned(),
        host: host.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: token.map(|token| ("X-Auth-Token".to_owned(), token.to_owned())).into_iter().collect(),
        body: body.as_bytes().to_vec(),
    }
}

/// Asks with the main project's token.
pub fn ask(cloud: &mut Cloud, line: &str, host: &str, body: &str) -> (u16, Json) {
    read(&cloud.answer(&request(line, host, Some(seed::TOKEN), body), NOW))
}

pub fn read(answer: &Answer) -> (u16, Json) {
    let body = &answer.response.body;
    let json = if body.is_empty() { Json::Null } else { serde_json::from_slice(body).unwrap() };
    (answer.response.status, json)
}

/// Status and code of a refusal, by whatever names its envelope has for them.
pub fn refusal(answer: &Answer) -> (u16, String) {
    let refusal = Refusal::read(&answer.response).unwrap();
    assert!(!answer.response.is_success(), "{refusal}");
    (refusal.status, refusal.code.unwrap())
}

/// The example of an operation, in a project.
pub fn example(entry: &Entry, project: &str, token: Option<&str>) -> Received {
    let endpoint = region::endpoint(entry.service, seed::REGION).unwrap();
    let plan = entry.plan(&entry.example(), project, endpoint).unwrap();
    let token = token.map(|token| ("X-Auth-Token".to_owned(), token.to_owned()));
    Received::new(&plan.request, token.into_iter().collect())
}

pub const AUTHORIZE: &str = "gaussdb/authorize-download";
pub const BUCKETS: &str = "dbss/list-buckets";
pub const SHARE: &str = "vbs/share-backup";
pub const POLICY: &str = "dds/set-download-policy";
pub const DELETE: &str = "geminidb/delete-backup";

pub fn by_id(id: &str) -> &'static Entry {
    Entry::find(id).unwrap_or_else(|| panic!("there is no operation {id}"))
}

/// Any operation of a service.
pub fn entry(service: Service) -> &'static Entry {
    CATALOGUE.iter().find(|entry| entry.service == service).unwrap()
}
