//! A request as a command to copy: the cloud's own address, and a variable in the place of each secret.

mod koocli;
mod python;

use backup_model::request::{Method, Request};
use serde::Deserialize;

pub use self::{koocli::koocli, python::python};

/// The variable that stands for the token in a copied command.
pub const TOKEN_VARIABLE: &str = "HUAWEICLOUD_TOKEN";

/// What the vendor's tools call an operation, as [`Document`](backup_model::document::Document)s have it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Tools {
    /// The service, as KooCLI and the API Explorer name it.
    pub service: String,
    /// The operation, as they name it.
    pub operation: String,
    /// The package of the Python SDK.
    pub package: String,
    /// The class of its client.
    pub client: String,
}

/// What is sent, and where to.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a> {
    /// The request.
    pub request: &'a Request,
    /// Its path with its parameters in braces.
    pub path: &'a str,
    /// The project that it acts in; none where it acts in none.
    pub project: Option<&'a str>,
    /// The region.
    pub region: &'a str,
    /// Whether it goes elsewhere than where the service answers in that region.
    pub is_elsewhere: bool,
}

impl<'a> Sent<'a> {
    /// What stands in the path in the place of its parameters.
    fn in_path(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let name = |part: &'a str| part.strip_prefix('{')?.strip_suffix('}');
        let parts = self.path.split('/').zip(self.request.path.split('/'));
        parts.filter_map(move |(parameter, value)| Some((name(parameter)?, value)))
    }

    /// What is sent in query and headers: each name once, with all its values.
    fn named(&self) -> Vec<(&'a str, Vec<&'a str>)> {
        let mut named: Vec<(&str, Vec<&str>)> = Vec::new();
        for (name, value) in self.request.query.iter().chain(&self.request.headers) {
            match named.iter_mut().find(|(known, _)| known == name) {
                Some((_, values)) => values.push(value),
                None => named.push((name, vec![value])),
            }
        }
        named
    }
}

/// The request as a cURL command for a POSIX shell.
pub fn curl(request: &Request) -> String {
    let mut command = String::from("curl");
    if request.method != Method::Get {
        command.push_str(" -X ");
        command.push_str(request.method.as_str());
    }
    command.push(' ');
    command.push_str(&quote(&request.url()));
    command.push_str(" \\\n  -H \"X-Auth-Token: $");
    command.push_str(TOKEN_VARIABLE);
    command.push('"');
    if let Some(content_type) = request.content_type() {
        command.push_str(" \\\n  -H ");
        command.push_str(&quote(&format!("Content-Type: {content_type}")));
    }
    for (name, value) in &request.headers {
        command.push_str(" \\\n  -H ");
        command.push_str(&quote(&format!("{name}: {value}")));
    }
    if let Some(body) = &request.body {
        command.push_str(" \\\n  --data-raw ");
        command.push_str(&quote(body));
    }
    command
}

/// As a shell takes it for one word: as it is, where it is plain.
fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=+,@%".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) { text.to_owned() } else { quote(text) }
}

/// Within single quotes a shell changes nothing; a quote itself is set outside of them.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
