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
    let rows: [(&[&str], &str); 6] = [
        (&["--listen", "0.0.0.0:0"], "--tls-certificate"),
        (&["--tls-certificate", "chain.pem"], "--tls-key"),
        (&["--tls-certificate", "no.pem", "--tls-key", "no.pem"], "no.pem"),
        (&["--behind-tls"], "--public-host"),
        (&["--most-calls", "0"], "most-calls"),
        (&["--log-format", "xml"], "log-format"),
    ];
    for (arguments, named) in rows {
        let told = refusal(gateway().args(arguments));
        assert!(told.contains(named), "{arguments:?}: {told}");
    }
}

fn health(address: &str) -> String {
    talk(address, &format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"))
}

fn talk(address: &str, call: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(call.as_bytes()).unwrap();
    let mut answer = Vec::new();
    // A reset after the answer is fine: the gateway does not read what it refuses.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// Each line is one object, with the same fields as in text, and no secret at the most verbose level.
#[test]
fn the_log_can_be_read_by_programs() {
    const CANARY: &str = "canary0cf7a1";
    let site = folder("json", "log-format = json\n");
    let mut command = Command::new(PROGRAM);
    command
        .args(["--listen", "127.0.0.1:0", "--site"])
        .arg(&site)
        .arg("--config")
        .arg(site.join("gateway.conf"));
    command.env("RUST_LOG", "trace").stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap();
    for target in [
        format!("/proxy/{CANARY}.example/{CANARY}?{CANARY}"),
        format!("/proxy/dds.ap-southeast-1.myhuaweicloud.com/../{CANARY}"),
        format!("/{CANARY}?{CANARY}"),
    ] {
        let secrets = format!("X-Auth-Token: {CANARY}\r\nCookie: {CANARY}\r\nX-{CANARY}: {CANARY}\r\n");
        let length = CANARY.len();
        talk(
            address,
            &format!(
                "POST {target} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nConnection: close\r\n\
                 X-Backup-Call: 0123456789abcdef\r\n{secrets}Content-Length: {length}\r\n\r\n{CANARY}"
            ),
        );
    }
    child.kill().unwrap();
    let mut log = String::new();
    child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    child.wait().unwrap();
    assert!(!log.contains(CANARY), "{log}");
    let lines: Vec<serde_json::Value> =
        log.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let refused = |code: &str| lines.iter().find(|line| line["refusal"] == code).expect(code);
    let refused_host = refused("GW.005");
    assert_eq!((&refused_host["method"], &refused_host["status"]), (&"POST".into(), &403.into()));
    assert_eq!(refused_host["call"], "0123456789abcdef");
    assert_eq!(refused_host["level"], "INFO");
    assert!(refused_host["timestamp"].is_string() && refused_host["ms"].is_number(), "{refused_host}");
    refused("GW.006");
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
