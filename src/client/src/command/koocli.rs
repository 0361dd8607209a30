//! KooCLI, the vendor's command line: `hcloud <service> <operation> --name=value …`.
//!
//! Whatever is sent is a parameter by its name on the wire, wherever it is sent. Within a body, dots lead to what an
//! object holds, and numbers from 1 to what a list holds. It keeps credentials in a profile of its own, so that a
//! command holds none.

use serde_json::Value as Json;

use super::{Sent, Tools, word};

/// The request as a command for a POSIX shell.
pub fn koocli(tools: &Tools, sent: &Sent<'_>) -> String {
    let mut command = Command(format!("hcloud {} {}", tools.service, tools.operation));
    command.push("cli-region", sent.region);
    if sent.is_elsewhere {
        command.push("cli-endpoint", &sent.request.endpoint.authority());
    }
    for (name, value) in sent.in_path() {
        command.push(name, value);
    }
    for (name, values) in sent.named() {
        match values[..] {
            [value] => command.push(name, value),
            _ => command.push_list(name, values.into_iter().map(Json::from)),
        }
    }
    if let Some(body) = sent.request.body.as_ref().and_then(|body| serde_json::from_str(body).ok()) {
        command.push_json(String::new(), &body);
    }
    command.0
}

struct Command(String);

impl Command {
    fn push(&mut self, name: &str, value: &str) {
        self.0.push_str(" \\\n  --");
        self.0.push_str(name);
        self.0.push('=');
        self.0.push_str(&word(value));
    }

    fn push_list(&mut self, name: &str, items: impl Iterator<Item = Json>) {
        for (index, item) in items.enumerate() {
            self.push_json(format!("{name}.{}", index + 1), &item);
        }
    }

    fn push_json(&mut self, name: String, json: &Json) {
        match json {
            Json::Object(members) if !members.is_empty() => {
                let within =
                    |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
                members.iter().for_each(|(key, value)| self.push_json(within(key), value));
            }
            Json::Array(items) if !items.is_empty() => self.push_list(&name, items.iter().cloned()),
            // Nothing at all is said by nothing.
            Json::Object(_) if name.is_empty() => {}
            Json::String(text) => self.push(&name, text),
            other => self.push(&name, &other.to_string()),
        }
    }
}
