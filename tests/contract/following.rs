//! Jobs, look by look.

use backup_client::{
    Client, Error, Following, Ready,
    cancel::{Cancel, cancellation},
    following::{End, KNOWN_WITHIN, LONGEST, Seen, WAITS},
    transport::Transport,
};
use backup_model::{
    catalogue::Entry,
    job::{JobState, Told},
    operations::CATALOGUE,
    request::Method,
};
use serde_json::json;

use crate::{
    asking::connection,
    in_process::InProcess,
    scripted::{Scripted, Step, answer},
};

const JSON: &str = "application/json";
const ID: &str = "fcaab90b-960d-4441-b73d-a5b2532c5ec5";

fn entry(id: &str) -> &'static Entry {
    Entry::find(id).unwrap()
}

fn of(started: &Entry, id: &str) -> Following {
    let to = connection();
    Following::of(started, id, to.project.as_str(), to.place).unwrap().unwrap()
}

fn of_dds() -> Following {
    of(entry("dds/delete-backup"), ID)
}

async fn look(transport: impl Transport, following: &mut Following) -> Option<Result<Seen, Error>> {
    Client::new(transport).next_look(&connection().credential, following, &mut Cancel::never()).await
}

async fn all(transport: impl Transport + Copy, following: &mut Following) -> Vec<Option<Told>> {
    let mut told = Vec::new();
    while let Some(seen) = look(transport, following).await {
        told.push(seen.unwrap().told);
    }
    told
}

/// A job as DDS tells it.
fn at(status: &str, progress: &str, reason: Option<&str>) -> Step {
    let job = json!({ "id": ID, "status": status, "progress": progress, "fail_reason": reason });
    Step::Answer(answer(200, JSON, &json!({ "job": job }).to_string()))
}

/// As DDS says it, and a service that lists jobs.
fn unknown() -> Step {
    let refusal = json!({ "error_code": "DBS.200543", "error_msg": "Task error." });
    Step::Answer(answer(400, JSON, &refusal.to_string()))
}

fn told(state: JobState, progress: &str) -> Option<Told> {
    Some(Told { state, progress: Some(progress.to_owned()), reason: None })
}

/// The seconds that were waited before each look.
fn waits(scripted: &Scripted) -> Vec<u64> {
    scripted.pauses().into_iter().map(|(least, _)| least.as_secs()).collect()
}

#[tokio::test]
async fn every_job_of_the_catalogue_is_followed_to_its_end() {
    for started in CATALOGUE.iter().filter(|entry| entry.declaration().job.is_some()) {
        let (id, to, cloud) = (started.id, connection(), InProcess::new());
        let ready = Ready::new(started, started.example(), to.project.as_str(), to.place).unwrap();
        let client = Client::new(&cloud);
        let (_, response) = client.perform_for(&to.credential, &ready, &mut Cancel::never()).await.unwrap();
        let answer = started.answer_of(&response.body).unwrap();
        let job = started.declaration().job.unwrap().id_in(&answer).unwrap();
        let mut following = of(started, &job);
        let states: Vec<Option<JobState>> =
            all(&cloud, &mut following).await.into_iter().map(|told| Some(told?.state)).collect();
        assert_eq!(states, [Some(JobState::Running), Some(JobState::Completed)], "{id}");
        assert_eq!(following.end(), Some(End::Completed), "{id}");
        let looks = &cloud.sent()[1..];
        assert_eq!(looks.len(), 2, "{id}");
        assert!(looks.iter().all(|sent| sent.method == Method::Get && sent.url.contains(&job)), "{id}");
    }
}

#[tokio::test]
async fn a_job_is_not_known_at_first_and_its_unknown_words_stay_unknown() {
    let scripted = Scripted::new([
        unknown(),
        at("Pending", "", None),
        at("Pausing", "40%", None),
        at("Completed", "100%", None),
    ]);
    let mut following = of_dds();
    let pending = Told { state: JobState::Running, progress: None, reason: None };
    assert_eq!(
        all(&scripted, &mut following).await,
        [
            None,
            Some(pending),
            told(JobState::Unknown("Pausing".to_owned()), "40%"),
            told(JobState::Completed, "100%"),
        ]
    );
    assert_eq!(following.end(), Some(End::Completed));
    assert_eq!(waits(&scripted), WAITS[..4]);
    assert!(look(&scripted, &mut following).await.is_none(), "nothing is asked behind the end");
    assert_eq!(scripted.sent().len(), 4);
}

#[tokio::test]
async fn a_job_that_failed_says_why() {
    let scripted = Scripted::new([at("Failed", "", Some("The instance is abnormal."))]);
    let mut following = of_dds();
    let reason = Some("The instance is abnormal.".to_owned());
    assert_eq!(
        all(&scripted, &mut following).await,
        [Some(Told { state: JobState::Failed, progress: None, reason })]
    );
    assert_eq!(following.end(), Some(End::Failed));
}

#[tokio::test]
async fn a_job_that_never_becomes_known_is_not_followed_for_ever() {
    let none = Step::Answer(answer(200, JSON, &json!({ "jobs": [], "total_count": 0 }).to_string()));
    for (operation, step) in [("dds/delete-backup", unknown()), ("geminidb/delete-backup", none)] {
        let scripted = Scripted::new([step]);
        let mut following = of(entry(operation), ID);
        let seen = all(&scripted, &mut following).await;
        assert!(seen.iter().all(Option::is_none), "{operation}");
        assert_eq!(following.end(), Some(End::NotFound), "{operation}");
        let waits = waits(&scripted);
        assert_eq!(waits.iter().sum::<u64>(), KNOWN_WITHIN.as_secs(), "{operation}");
    }
}

#[tokio::test]
async fn a_job_that_is_no_longer_known_says_nothing_of_its_end() {
    let scripted = Scripted::new([at("Running", "40%", None), unknown()]);
    let mut following = of_dds();
    assert_eq!(all(&scripted, &mut following).await, [told(JobState::Running, "40%"), None]);
    assert_eq!(following.end(), Some(End::NotFound));
}

#[tokio::test]
async fn a_job_without_an_end_is_followed_for_so_long_and_ever_less_often() {
    let scripted = Scripted::new([at("Running", "1%", None)]);
    let mut following = of_dds();
    all(&scripted, &mut following).await;
    assert_eq!(following.end(), Some(End::TooLong));
    let waits = waits(&scripted);
    assert!(waits.is_sorted());
    let (total, longest): (u64, u64) = (waits.iter().sum(), LONGEST.as_secs());
    assert!(total >= longest && total - waits.last().unwrap() < longest, "{total}");
}

#[tokio::test]
async fn a_look_that_failed_is_taken_again() {
    let forbidden = Step::Answer(answer(403, JSON, r#"{"error_code":"DBS.200604","error_msg":"no"}"#));
    let scripted = Scripted::new([at("Running", "1%", None), forbidden, at("Completed", "100%", None)]);
    let mut following = of_dds();
    look(&scripted, &mut following).await.unwrap().unwrap();
    assert!(matches!(look(&scripted, &mut following).await, Some(Err(Error::Refused(..)))));
    assert_eq!(following.end(), None);
    look(&scripted, &mut following).await.unwrap().unwrap();
    assert_eq!(following.end(), Some(End::Completed));
    assert_eq!(waits(&scripted), [WAITS[0], WAITS[1], WAITS[1]]);
}

#[tokio::test]
async fn a_wait_can_be_ended() {
    let scripted = Scripted::hanging_in_pauses([at("Running", "1%", None)]);
    let mut following = of_dds();
    let (handle, mut cancel) = cancellation();
    handle.cancel();
    let end = Client::new(&scripted).next_look(&connection().credential, &mut following, &mut cancel).await;
    assert!(matches!(end, Some(Err(Error::Cancelled))));
    assert_eq!((scripted.sent().len(), following.end()), (0, None));
}

#[test]
fn what_starts_no_job_is_not_followed() {
    let to = connection();
    let of = |started, id| Following::of(entry(started), id, to.project.as_str(), to.place.clone());
    assert!(of("gaussdb/delete-backup", ID).is_none());
    assert!(matches!(of("dds/delete-backup", "no id"), Some(Err(Error::Invalid(_)))));
}
