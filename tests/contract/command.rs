//! The copied command does, in a real shell, exactly what the page would do.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::{Command, Output},
};

use backup_client::command::{TOKEN_VARIABLE, curl};
use backup_model::{
    operations::CATALOGUE,
    region,
    request::{Method, Request},
};
use backup_sandbox::seed;

/// Ends each argument with a NUL, the one byte that none can hold.
const FAKE_CURL: &str = "#!/bin/sh\nfor argument; do printf '%s\\000' \"$argument\"; done\n";
/// What a shell must take for nothing but text.
const HOSTILE: &[&str] = &[
    "$(id)",
    "`id`",
    "$HOME ${HOME}",
    "a'b",
    "'; id; '",
    "\"; id; \"",
    "a\\'b\\",
    "first\nsecond\r\n\n",
    "! # & | ; < > ( ) * ? ~ %s %% \t",
    "é 中 \u{202e} \u{1f600}",
    "@/etc/passwd",
    "--next",
];

#[test]
fn the_command_of_every_operation_does_what_the_page_does() {
    for entry in CATALOGUE {
        let endpoint = region::endpoint(entry.declaration.service, seed::REGION).unwrap();
        let request = entry.plan(&entry.example(), seed::PROJECT, endpoint).unwrap().request;
        does_the_same(&request);
    }
}

#[test]
fn hostile_values_arrive_byte_for_byte() {
    for hostile in HOSTILE {
        for method in [Method::Get, Method::Post, Method::Put, Method::Delete] {
            does_the_same(&Request {
                method,
                endpoint: "https://dds.ap-southeast-1.myhuaweicloud.com".parse().unwrap(),
                path: format!("/v3/{hostile}/backups"),
                query: vec![((*hostile).to_owned(), (*hostile).to_owned())],
                headers: Vec::new(),
                body: Some(format!(r#"{{"action":"{hostile}"}}"#)),
            });
        }
    }
}

#[test]
fn the_command_holds_no_credential() {
    for entry in CATALOGUE {
        let endpoint = region::endpoint(entry.declaration.service, seed::REGION).unwrap();
        let request = entry.plan(&entry.example(), seed::PROJECT, endpoint).unwrap().request;
        let command = curl(&request);
        assert!(command.contains("\"X-Auth-Token: $HUAWEICLOUD_TOKEN\""), "{command}");
        assert!(command.starts_with("curl ") && !command.ends_with('\n'), "{command}");
    }
}

fn does_the_same(request: &Request) {
    let command = curl(request);
    assert!(shell(&["-n", "-c", &command], "").status.success(), "{command}");

    let token = "MII$(id)`id`'\"\\";
    let output = shell(&["-c", &command], token);
    assert!(output.status.success() && output.stderr.is_empty(), "{command}: {output:?}");
    let output = String::from_utf8(output.stdout).unwrap();
    let arguments: Vec<&str> = output.split_terminator('\0').collect();
    assert_eq!(arguments, expected(request, token), "{command}");
}

fn expected(request: &Request, token: &str) -> Vec<String> {
    let mut arguments = Vec::new();
    if request.method != Method::Get {
        arguments.extend(["-X".to_owned(), request.method.to_string()]);
    }
    arguments.extend([request.url(), "-H".to_owned(), format!("X-Auth-Token: {token}")]);
    if let Some(body) = &request.body {
        let content_type = "Content-Type: application/json".to_owned();
        arguments.extend(["-H".to_owned(), content_type, "--data-raw".to_owned(), body.clone()]);
    }
    arguments
}

/// A shell that finds no command but the fake one.
fn shell(arguments: &[&str], token: &str) -> Output {
    let mut shell = Command::new("/bin/sh");
    shell.args(arguments).env_clear().env("PATH", folder_of_fake_curl()).env(TOKEN_VARIABLE, token);
    shell.output().unwrap()
}

fn folder_of_fake_curl() -> PathBuf {
    static WRITTEN: std::sync::Once = std::sync::Once::new();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fake-curl");
    WRITTEN.call_once(|| {
        fs::create_dir_all(&folder).unwrap();
        let curl = folder.join("curl");
        fs::write(&curl, FAKE_CURL).unwrap();
        fs::set_permissions(&curl, fs::Permissions::from_mode(0o755)).unwrap();
    });
    folder
}
