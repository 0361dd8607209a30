//! The copied command does, in a real shell, exactly what the page would do.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    fs,
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::{self, Command, Output},
};

use backup_client::command::{Sent, TOKEN_VARIABLE, Tools, curl, koocli};
use backup_model::{
    operation::fill_path,
    operations::{CATALOGUE, DESCRIPTIONS},
    region,
    request::{Method, Request},
};
use backup_sandbox::seed;
use backup_tests::filled::full;
use serde_json::{Map, Value as Json};

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
        let endpoint = region::endpoint(entry.service, seed::REGION).unwrap();
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
        let endpoint = region::endpoint(entry.service, seed::REGION).unwrap();
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
        for name in ["curl", "hcloud"] {
            // Another test's process may run it meanwhile: it is there as a whole or not at all.
            let program = folder.join(format!("{name}-{}", process::id()));
            fs::write(&program, FAKE_CURL).unwrap();
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
            fs::rename(&program, folder.join(name)).unwrap();
        }
    });
    folder
}

/// A command of KooCLI, by its documented grammar: service, operation, and parameters, each once.
struct Koocli {
    service: String,
    operation: String,
    parameters: BTreeMap<String, String>,
}

impl Koocli {
    /// What arrives at `hcloud` when a shell runs the command.
    fn read(command: &str) -> Self {
        assert!(shell(&["-n", "-c", command], "").status.success(), "{command}");
        let output = shell(&["-c", command], "");
        assert!(output.status.success() && output.stderr.is_empty(), "{command}: {output:?}");
        let output = String::from_utf8(output.stdout).unwrap();
        let mut words = output.split_terminator('\0').map(str::to_owned);
        let (service, operation) = (words.next().unwrap(), words.next().unwrap());
        let is_name = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric()) && !text.is_empty();
        assert!(is_name(&service) && is_name(&operation), "{command}");
        let mut parameters = BTreeMap::new();
        for word in words {
            let (name, value) = word.strip_prefix("--").and_then(|word| word.split_once('=')).expect(command);
            let parts: Vec<&str> = name.split('.').collect();
            let is_part = |part: &&str| {
                let is_known = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
                !part.is_empty() && part.chars().all(is_known)
            };
            assert!(parts.iter().all(is_part), "{command}");
            assert_eq!(parameters.insert(name.to_owned(), value.to_owned()), None, "{name} twice: {command}");
        }
        Self { service, operation, parameters }
    }

    fn take(&mut self, name: &str) -> Option<String> {
        self.parameters.remove(name)
    }

    /// The values of a parameter that may be a list, counted from 1.
    fn take_all(&mut self, name: &str) -> Vec<String> {
        let one = self.take(name).into_iter().collect::<Vec<_>>();
        if !one.is_empty() {
            return one;
        }
        (1..).map_while(|index| self.take(&format!("{name}.{index}"))).collect()
    }

    /// What is left, as the body that its dots and numbers make.
    fn body(self) -> Json {
        let mut body = Json::Object(Map::new());
        for (name, value) in self.parameters {
            let mut place = &mut body;
            for part in name.split('.') {
                place = &mut place[part];
            }
            *place = Json::from(value);
        }
        listed(body)
    }
}

/// Objects whose keys count from 1 are lists.
fn listed(json: Json) -> Json {
    let Json::Object(members) = json else { return json };
    let members: Map<String, Json> = members.into_iter().map(|(key, value)| (key, listed(value))).collect();
    let keys: Vec<String> = (1..=members.len()).map(|index| index.to_string()).collect();
    if !keys.is_empty() && keys.iter().all(|key| members.contains_key(key)) {
        return keys.iter().map(|key| members[key].clone()).collect();
    }
    Json::Object(members)
}

/// As KooCLI is given it: whatever it is, it is typed as text.
fn typed(json: &Json) -> Json {
    match json {
        Json::Object(members) => members.iter().map(|(key, value)| (key.clone(), typed(value))).collect(),
        Json::Array(items) => items.iter().map(typed).collect(),
        Json::String(text) => text.as_str().into(),
        other => other.to_string().into(),
    }
}

#[test]
fn koocli_is_told_all_that_is_sent_in_its_own_grammar() {
    let mut told = 0;
    for description in DESCRIPTIONS {
        let (entry, declaration) = (description.entry, description.entry.declaration());
        let Some(names) = description.document.tools(declaration.service) else { continue };
        let tools: Tools = serde_json::from_value(serde_json::to_value(names).unwrap()).unwrap();
        for draft in [entry.example(), full(&entry)] {
            let endpoint = region::endpoint(declaration.service, seed::REGION).unwrap();
            let plan = entry.plan(&draft, seed::PROJECT, endpoint).unwrap();
            let sent = Sent {
                request: &plan.request,
                path: declaration.path,
                project: plan.project.as_ref().map(|project| project.as_str()),
                region: seed::REGION,
                is_elsewhere: false,
            };
            let command = koocli(&tools, &sent);
            let read = RefCell::new(Koocli::read(&command));
            assert_eq!([&read.borrow().service, &read.borrow().operation], [names.service, names.operation]);
            assert_eq!(read.borrow_mut().take("cli-region").as_deref(), Some(seed::REGION));
            let path = fill_path(declaration.path, |parameter| read.borrow_mut().take(parameter));
            assert_eq!(path, plan.request.path, "{command}");
            for (name, _) in plan.request.query.iter().chain(&plan.request.headers) {
                let sent = plan.request.query.iter().chain(&plan.request.headers);
                let values: Vec<_> =
                    sent.filter(|(other, _)| other == name).map(|(_, value)| value.clone()).collect();
                assert_eq!(read.borrow_mut().take_all(name), values, "{command}");
            }
            let body = plan.request.body.as_deref().unwrap_or("{}");
            assert_eq!(read.into_inner().body(), typed(&serde_json::from_str(body).unwrap()), "{command}");
            told += 1;
        }
    }
    assert!(told > 20);
}

/// Nothing in the catalogue that KooCLI has sends a list in a body as yet.
#[test]
fn koocli_is_led_into_objects_and_lists() {
    let body = r#"{"shared":{"id":"b","projects":["p q","r"]},"rules":[{"days":7,"on":true},{"days":30}],"no":[],"not":{}}"#;
    let request = Request {
        method: Method::Post,
        endpoint: "https://dds.cloud.example".parse().unwrap(),
        path: "/v3/p/backups".to_owned(),
        query: vec![("state".to_owned(), "a".to_owned()), ("state".to_owned(), "b".to_owned())],
        headers: Vec::new(),
        body: Some(body.to_owned()),
    };
    let path = "/v3/{project_id}/backups";
    let sent = Sent { request: &request, path, project: Some("p"), region: "r-1", is_elsewhere: false };
    let mut read = Koocli::read(&koocli(&tools("CreateBackup"), &sent));
    assert_eq!(read.parameters["shared.projects.2"], "r");
    assert_eq!([&read.parameters["rules.1.days"], &read.parameters["rules.1.on"]], ["7", "true"]);
    // As its documents have it: what is empty is written as it is.
    assert_eq!([read.take("no").as_deref(), read.take("not").as_deref()], [Some("[]"), Some("{}")]);
    assert_eq!(read.take_all("state"), ["a", "b"]);
    assert_eq!(
        [read.take("cli-region").as_deref(), read.take("project_id").as_deref()],
        [Some("r-1"), Some("p")]
    );
    let mut expected: Json = typed(&serde_json::from_str(body).unwrap());
    expected.as_object_mut().unwrap().retain(|key, _| !["no", "not"].contains(&key.as_str()));
    assert_eq!(read.body(), expected);
}

fn tools(operation: &str) -> Tools {
    let [service, package, client] = ["DDS", "", ""].map(str::to_owned);
    Tools { service, operation: operation.to_owned(), package, client }
}

#[test]
fn koocli_goes_where_the_page_goes() {
    let request = Request {
        method: Method::Get,
        endpoint: "https://dds.cloud.example".parse().unwrap(),
        path: "/v3/p/backups".to_owned(),
        query: vec![("begin_time".to_owned(), "2026-11-25 20:53:27".to_owned())],
        headers: Vec::new(),
        body: None,
    };
    let path = "/v3/{project_id}/backups";
    let sent = Sent { request: &request, path, project: Some("p"), region: "r-1", is_elsewhere: true };
    let read = Koocli::read(&koocli(&tools("ListBackups"), &sent));
    let parameters: Vec<_> =
        read.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(
        parameters,
        [
            ("begin_time", "2026-11-25 20:53:27"),
            ("cli-endpoint", "dds.cloud.example"),
            ("cli-region", "r-1"),
            ("project_id", "p"),
        ]
    );
}
