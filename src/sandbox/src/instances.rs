//! The instances that the emulated cloud lists: those whose backups it holds and that are still there, and a hundred
//! that nobody backs up.

use backup_model::service::Service;

use crate::{
    call::Call,
    fleet::{self, Machine},
    history,
    refusal::Refusal,
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
