//! The instances that the emulated cloud lists: those whose backups it holds and that are still there, and a hundred
//! that nobody backs up.

use backup_model::service::Service;
use serde_json::{Value as Json, json};

use crate::{
    call::{Call, Reply},
    clock,
    fleet::{self, Machine},
    history,
    page::{self, Page},
    refusal::Refusal,
    seed,
};

/// How many instances nobody backs up.
const IDLE: usize = 102;

/// An instance as a list tells it.
pub(crate) struct Instance {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The instance whose kind it is of.
    pub(crate) like: &'static Machine,
    /// Days for which its automatic backups are kept.
    pub(crate) keeps: u64,
    pub(crate) status: &'static str,
    /// In seconds since 1970.
    pub(crate) created: u64,
}

/// The instances of the call's service and project that its `id` and `name` leave, newest first.
pub(crate) fn listed(call: &Call<'_>) -> Result<Vec<Instance>, Refusal> {
    let (id, name) = (pattern(call, "id")?, pattern(call, "name")?);
    let mut instances = all(call.service, &call.project);
    instances.retain(|instance| id.holds(&instance.id) && name.holds(&instance.name));
    instances.sort_by(|one, other| other.created.cmp(&one.created).then_with(|| one.id.cmp(&other.id)));
    Ok(instances)
}

/// The page of them that is asked for, each as its service describes it.
pub(crate) fn reply(
    call: &Call<'_>,
    listed: Vec<Instance>,
    describe: fn(&Instance) -> Json,
) -> Result<Reply, Refusal> {
    let Page { rows, total } = page::by_rows(call, listed, 100)?;
    let rows: Vec<Json> = rows.iter().map(describe).collect();
    Ok(Reply::json(200, json!({ "instances": rows, "total_count": total })))
}

/// What DDS and GeminiDB, which come of one house, tell alike of an instance, and what one of them tells of its own.
pub(crate) fn described(instance: &Instance, own: Json) -> Json {
    let Instance { id, name, like, .. } = instance;
    let mut told = json!({
        "id": id,
        "name": name,
        "status": instance.status,
        "mode": like.mode,
        "region": seed::REGION,
        "datastore": {
            "type": like.engine,
            "version": like.version,
            "patch_available": false,
            "whole_version": format!("{}.3", like.version),
        },
        "engine": "rocksDB",
        "created": clock::written(instance.created, "%Y-%m-%dT%H:%M:%S"),
        "updated": clock::written(instance.created + 600, "%Y-%m-%dT%H:%M:%S"),
        "db_user_name": "rwuser",
        "ssl": 1,
        "vpc_id": history::uuid(&["vpc"], 0),
        "subnet_id": history::uuid(&["subnet"], 0),
        "security_group_id": history::uuid(&["group"], 0),
        "backup_strategy": { "start_time": hours(like.hour), "keep_days": instance.keeps },
        "pay_mode": 0,
        "maintenance_window": "02:00-06:00",
        "enterprise_project_id": "0",
        "time_zone": "",
    });
    if let (Json::Object(told), Json::Object(own)) = (&mut told, own) {
        told.extend(own);
    }
    told
}

/// Its disk.
pub(crate) fn disk(instance: &Instance) -> Json {
    json!({ "size": instance.like.megabytes / 1024 / 10 * 10 + 20, "used": 4.25 })
}

fn all(service: Service, project: &str) -> Vec<Instance> {
    if !history::has_backups(service, project) {
        return Vec::new();
    }
    let there: Vec<&Machine> = fleet::machines(service).filter(|machine| machine.gone.is_none()).collect();
    let backed_up = there.iter().map(|machine| Instance {
        id: machine.id.to_owned(),
        name: machine.name.to_owned(),
        like: machine,
        keeps: machine.keeps,
        status: machine.status,
        created: history::created(machine.id),
    });
    let idle = there.iter().cycle().zip(1..=IDLE).map(|(machine, turn)| {
        let ending = machine.id.get(machine.id.len() - 4..).unwrap_or_default();
        let id = format!("{}{ending}", history::uuid(&[project, machine.id], turn as u64).replace('-', ""));
        let created = history::created(&id);
        // The first of them has the words of one that is well.
        let status = there.first().map_or("", |first| first.status);
        Instance { id, name: format!("trial-{turn:03}"), like: machine, keeps: 0, status, created }
    });
    backed_up.chain(idle).collect()
}

/// What a text must be, or what it must hold.
enum Pattern {
    Anything,
    Whole(String),
    Part(String),
}

impl Pattern {
    fn holds(&self, text: &str) -> bool {
        match self {
            Self::Anything => true,
            Self::Whole(whole) => text == whole,
            Self::Part(part) => text.contains(part.as_str()),
        }
    }
}

/// What is asked for by a name; an asterisk means a part, and alone nothing.
fn pattern(call: &Call<'_>, name: &str) -> Result<Pattern, Refusal> {
    let Some(text) = call.query(name) else { return Ok(Pattern::Anything) };
    match text.strip_prefix('*') {
        None => Ok(Pattern::Whole(text)),
        Some("") => Err(call.bad_parameter(format_args!("{name} is an asterisk alone"))),
        Some(part) => Ok(Pattern::Part(part.to_owned())),
    }
}

/// An hour of the day, and the one behind it, as they are told.
pub(crate) fn hours(hour: u64) -> String {
    format!("{:02}:00-{:02}:00", hour % 24, (hour + 1) % 24)
}

/// An address of the emulated network.
pub(crate) fn address(of: &str, turn: u64) -> String {
    let last = of.bytes().fold(0_u64, |sum, byte| sum + u64::from(byte));
    format!("192.168.{}.{}", last % 200, 10 + turn)
}
