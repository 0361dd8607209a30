//! Performs an operation over a transport of its own, which shows what it is given and answers as the document does.
//! A real one sends the call by an HTTP library and waits for the response, until the deadline or the cancel.

use std::{
    error::Error,
    time::{Duration, SystemTime},
};

use backup_client::{
    Client, Connection, Credential, Place,
    cancel::Cancel,
    transport::{Call, Lost, Transport},
};
use backup_model::{operation::Operation, operations::dbss::list_buckets::ListBuckets, request::Response};
use backup_words::Words;
use futures_util::FutureExt;

struct Rehearsal;

impl Transport for Rehearsal {
    async fn send(&self, call: Call, _: &mut Cancel) -> Result<Response, Lost> {
        println!("{} {}", call.method, call.url);
        // Values of headers may be secret.
        let names: Vec<&str> = call.headers.iter().map(|(name, _)| name.as_str()).collect();
        println!("with {}, within {:?}", names.join(", "), call.deadline);
        let body = ListBuckets::DOCUMENT.example.answer.into();
        Ok(Response { status: 200, body, ..Response::default() })
    }

    async fn pause(&self, _: Duration, _: Duration) {}

    fn now(&self) -> u64 {
        SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_secs()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let connection = Connection {
        place: Place::of("ap-southeast-1".parse()?),
        project: "0483b6b16e954cb88930a360d2c4e663".parse()?,
        credential: Credential::Token("a-token-of-iam".parse()?),
    };
    let client = Client::new(Rehearsal);
    let operation = ListBuckets {};
    // This transport never waits; with another one, an async runtime polls the call.
    let reply = client.perform(&operation, &connection, &mut Cancel::never()).now_or_never();
    let reply = reply.ok_or("the transport waits")??;
    let report = operation.report(&reply.answer, &connection.scope());
    println!("{}", report.headline.told(Words::ENGLISH));
    for bucket in reply.answer.obs_list.unwrap_or_default() {
        println!("  {}", bucket.bucket_name.unwrap_or_default());
    }
    Ok(())
}
