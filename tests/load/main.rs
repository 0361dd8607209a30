//! Our gateway beside nginx with our configuration: how much each serves and relays, how soon, and in how much memory.
//!
//! `cargo bench --package backup-tests --bench load` prints the table; `-- --seconds 300` takes as long for each row,
//! `-- --connections 64` has only these. The variable NGINX says where nginx is; without it there is only our own.

#[path = "../hosting/caddy.rs"]
mod caddy;
mod client;
#[expect(dead_code, reason = "the tests of hosting use the rest")]
#[path = "../hosting/cloud.rs"]
mod cloud;
#[path = "../hosting/names.rs"]
mod names;
#[path = "../hosting/nginx.rs"]
mod nginx;
#[expect(dead_code, reason = "the tests of hosting use the rest")]
#[path = "../hosting/server.rs"]
mod server;
mod servers;

use std::{env, time::Duration};

use client::{Load, Target};
use cloud::{Cloud, OK};
use servers::{Kind, Running};

/// What is asked for, by its name in the table.
const WORK: [&str; 3] = ["index.html", "module", "proxied"];

struct Options {
    seconds: u64,
    connections: Vec<usize>,
}

impl Options {
    /// What cargo adds itself (`--bench`) is of no interest.
    fn read() -> Self {
        let mut options = Self { seconds: 10, connections: vec![1, 64, 1000] };
        let mut words = env::args().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--seconds" => options.seconds = words.next().unwrap().parse().unwrap(),
                "--connections" => {
                    let list = words.next().unwrap();
                    options.connections = list.split(',').map(|count| count.parse().unwrap()).collect();
                }
                _ => {}
            }
        }
        options
    }
}

#[tokio::main]
async fn main() {
    if let Some(role) = servers::role() {
        return role.await;
    }
    servers::with_many_descriptors();
    let options = Options::read();
    let cloud = Cloud::answering(OK).await;
    let duration = Duration::from_secs(options.seconds);
    println!(
        "{:<11} {:>5} {:<8} {:>9} {:>7} {:>9} {:>9} {:>9}",
        "", "conn.", "server", "per s", "errors", "p50 ms", "p99 ms", "peak MB"
    );
    for work in WORK {
        for &connections in &options.connections {
            for kind in Kind::found() {
                // Each in a process of its own, so that the peak is of this row.
                let server = Running::start(kind, &cloud).await;
                let load = Load::run(&server.target(work), connections, duration).await;
                let memory = server.peak_megabytes();
                println!("{work:<11} {connections:>5} {:<8} {load} {memory:>9.1}", kind.name());
                cloud.take();
            }
            if work == "proxied" {
                let load = Load::run(&Target::straight(&cloud), connections, duration).await;
                println!("{:<11} {connections:>5} {:<8} {load}", "straight", "none");
                cloud.take();
            }
        }
    }
}
