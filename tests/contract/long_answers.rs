//! Long answers: read by the piece they are what they are at once, and whoever waits hears how they begin.

use std::cell::RefCell;

use backup_client::{
    Client, Credential, Error, Host, Ready,
    cancel::Cancel,
    provider::{Asked, NoCredential, Provider},
};
use backup_model::{
    answer::{PIECE, beginning, parse},
    catalogue::{Entry, Reading},
    operation::{Effect, Operation, Scope},
    operations::dbss::list_buckets::ListBuckets,
};
use serde_json::Value as Json;

use crate::{
    asking::{connection, end},
    scripted::{Scripted, Step, answer},
};

/// Hears how answers begin.
struct Waiting(Credential, RefCell<Vec<usize>>);

impl Provider for Waiting {
    async fn credential(&self, _: Asked) -> Result<Credential, NoCredential> {
        Err(NoCredential::None)
    }
}

impl Host for Waiting {
    fn at_hand(&self) -> Result<Credential, Asked> {
        Ok(self.0.clone())
    }

    fn begins(&self, beginning: Reading) {
        self.1.borrow_mut().push(rows(&beginning));
    }
}

fn rows(reading: &Reading) -> usize {
    reading.report.table.as_ref().map_or(0, |table| table.rows.len())
}

fn entry() -> &'static Entry {
    Entry::find(ListBuckets::DECLARATION.id).unwrap()
}

/// The rows that were told first, and what came in the end.
async fn performed(body: &str) -> (Vec<usize>, Result<Reading, Error>) {
    let to = connection();
    let ready = Ready::new(entry(), entry().example(), to.project.as_str(), to.place).unwrap();
    let waiting = Waiting(to.credential, RefCell::default());
    let cloud = Scripted::new([Step::Answer(answer(200, "application/json", body))]);
    let came = Client::new(&cloud).perform_for(&waiting, &ready, &mut Cancel::never()).await;
    (waiting.1.into_inner(), came.map(|(reading, _)| reading))
}

/// Buckets whose names hold whatever separates others.
fn buckets(count: usize) -> String {
    let bucket = |number| {
        let name = [r"\\", r#"\"],"#, "[{", "}]", r"\u005d", "桶"][number % 6];
        format!(
            r#"{{ "bucket_name": "{name}-{number}", "location": "ap-southeast-1", "more": [[{number}, {{}}]] }}"#
        )
    };
    (0..count).map(bucket).collect::<Vec<_>>().join(" ,\n")
}

#[tokio::test]
async fn the_beginning_of_a_long_answer_is_told_before_all_of_it() {
    let (told, came) = performed(&format!(r#"{{"obs_list":[{}]}}"#, buckets(5_000))).await;
    assert!(matches!(*told, [first] if (20..1_000).contains(&first)), "{told:?}");
    assert_eq!(rows(&came.unwrap()), 5_000);
}

#[tokio::test]
async fn a_short_answer_is_told_at_once() {
    let (told, came) = performed(&format!(r#"{{"obs_list":[{}]}}"#, buckets(100))).await;
    assert_eq!((told, rows(&came.unwrap())), (vec![], 100));
}

#[tokio::test]
async fn what_is_wrong_behind_the_beginning_is_told_of_the_whole() {
    let buckets = buckets(5_000);
    let bad = [
        ("Unexpected Cut", format!(r#"{{"obs_list":[{buckets}"#)),
        ("Unexpected Cut", format!(r#"{{"obs_list":[{buckets}]"#)),
        ("ProxyAnswered", format!(r#"{{"obs_list":[{buckets},]}}"#)),
        ("ProxyAnswered", format!(r#"{{"obs_list":[{buckets},,{buckets}]}}"#)),
        ("ProxyAnswered", format!(r#"{{"obs_list":[{buckets}}}}}"#)),
        ("ProxyAnswered", format!(r#"{{"obs_list":[{buckets}]}} and more"#)),
        ("Refused", format!(r#"{{"obs_list":[{buckets}],"error_code":"DBSS.1","error_msg":"no"}}"#)),
        ("Unexpected NoAnswer", format!(r#"{{"obs_list":[{buckets},7]}}"#)),
    ];
    assert_eq!(entry().effect, Effect::Reads);
    for (expected, body) in bad {
        let (_, came) = performed(&body).await;
        assert_eq!(end(&came), expected, "{}", &body[body.len() - 40..]);
    }
}

/// What is read by the piece is told as if it had been read at once.
#[test]
fn pieces_lose_nothing() {
    let buckets = buckets(5_000);
    let bodies = [
        format!(r#"{{"obs_list":[{buckets}]}}"#),
        format!("\u{feff} {{ \"obs_list\" : [ {buckets} ] }} "),
        format!(r#"{{"short":[1,[2]],"obs_list":[{buckets}],"total":5000}}"#),
        format!(r#"{{"in":{{"a":{{"b":"[,"}}}},"obs_list":[{buckets}],"in":{{}}}}"#),
        format!(r#"{{"obs_list":[{buckets}],"others":[{buckets}]}}"#),
        format!(r#"{{"obs_list":[{buckets}],"obs_list":[]}}"#),
        format!(r#"{{"obs_list":[],"obs_list":[{buckets}]}}"#),
    ];
    let scope = Scope { region: "ap-southeast-1".to_owned(), project: None };
    for body in bodies {
        assert!(body.len() > PIECE);
        // Where the list stands in another list it is no long list of its own, and all is read at once.
        let count = parse(body.as_bytes()).unwrap()["obs_list"].as_array().map_or(0, Vec::len);
        let read = entry().read(&entry().example(), &scope, body.as_bytes()).unwrap();
        assert_eq!(rows(&read), count, "{}", &body[..60]);
        assert!(read.unknown.iter().all(|unknown| !unknown.path.is_empty() && !unknown.value.is_empty()));
        let first = beginning(body.as_bytes()).unwrap();
        let first: Json = parse(&first).unwrap();
        assert!(!first["obs_list"].as_array().unwrap().is_empty(), "{}", &body[..60]);
    }
}
