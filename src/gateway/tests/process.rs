//! The program itself: how it starts, and how it ends.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_backup-gateway");

/// A folder with a page, and this file of settings.
fn folder(name: &str, settings: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("index.html"), "page").unwrap();
    fs::write(folder.join("gateway.conf"), settings).unwrap();
    folder
}

fn start(command: &mut Command) -> (Child, String) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (child, line)
}

fn refusal(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn it_ends_well_when_it_is_asked_to() {
    let site = folder("ends", "");
    for signal in ["TERM", "INT"] {
        let mut command = Command::new(PROGRAM);
        let (mut child, line) = start(command.args(["--listen", "127.0.0.1:0", "--site"]).arg(&site));
        assert!(line.starts_with("Backup Console: http://127.0.0.1:"), "{line}");
        let kill = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status();
        assert!(kill.unwrap().success());
        assert!(child.wait().unwrap().success(), "{signal}");
    }
}

#[test]
fn a_flag_beats_the_file_and_the_file_the_environment() {
    let site = folder("order", "listen = 127.0.0.2:0\nallow-origin = https://a.example\n");
    let gateway = || {
        let mut command = Command::new(PROGRAM);
        command.env("BACKUP_GATEWAY_LISTEN", "127.0.0.3:0").env("BACKUP_GATEWAY_SITE", &site);
        command
    };
    let file = site.join("gateway.conf");
    let mut both = gateway();
    both.arg("--config").arg(&file).args(["--listen=127.0.0.4:0", "--allow-origin=https://b.example"]);
    let mut of_file = gateway();
    of_file.env("BACKUP_GATEWAY_CONFIG", &file);
    for (mut command, address) in [(gateway(), "127.0.0.3"), (of_file, "127.0.0.2"), (both, "127.0.0.4")] {
        let (mut child, line) = start(&mut command);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(line.contains(address), "{line}");
    }
}

#[test]
fn every_mistake_of_a_file_is_named() {
    let site = folder("mistakes", "listen = here\nalow-origin = https://a.example\nallow-host = EVIL\n");
    let told = refusal(Command::new(PROGRAM).arg("--config").arg(site.join("gateway.conf")));
    for part in ["gateway.conf:1: ", "here", "gateway.conf:2: ", "alow-origin", "gateway.conf:3: ", "EVIL"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let told = refusal(Command::new(PROGRAM).arg("--config=/nowhere/at/all"));
    assert!(told.contains("/nowhere/at/all"), "{told}");
}

#[test]
fn what_is_missing_is_named() {
    let site = folder("missing", "");
    let gateway = || {
        let mut command = Command::new(PROGRAM);
        command.arg("--site").arg(&site);
        command
    };
    let rows: [(&[&str], &str); 5] = [
        (&["--listen", "0.0.0.0:0"], "--tls-certificate"),
        (&["--tls-certificate", "chain.pem"], "--tls-key"),
        (&["--tls-certificate", "no.pem", "--tls-key", "no.pem"], "no.pem"),
        (&["--behind-tls"], "--public-host"),
        (&["--most-calls", "0"], "most-calls"),
    ];
    for (arguments, named) in rows {
        let told = refusal(gateway().args(arguments));
        assert!(told.contains(named), "{arguments:?}: {told}");
    }
}

fn health(address: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let call = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(call.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn descriptors_that_were_used_up_are_given_back() {
    let site = folder("descriptors", "");
    let log = site.join("log");
    let mut command = Command::new("sh");
    let run = "ulimit -n 40; exec \"$0\" --listen 127.0.0.1:0 --site \"$1\" 2> \"$2\"";
    let (mut child, line) = start(command.args(["-c", run, PROGRAM]).arg(&site).arg(&log));
    let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap();
    let held: Vec<_> = (0..80).map(|_| TcpStream::connect(address).unwrap()).collect();
    sleep(Duration::from_secs(3));
    drop(held);
    // Those that waited in the system's queue are taken, and found to be closed.
    assert!(health(address).starts_with("HTTP/1.1 200"));
    let told = fs::read_to_string(&log).unwrap();
    assert!((1..=5).contains(&told.lines().count()), "at most one a second: {told}");
    child.kill().unwrap();
    child.wait().unwrap();
}
