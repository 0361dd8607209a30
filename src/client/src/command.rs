//! A request as a command to copy: the cloud's own URL, a placeholder for the secret.

use backup_model::request::{Method, Request};

/// The variable that stands for the token in a copied command.
pub const TOKEN_VARIABLE: &str = "HUAWEICLOUD_TOKEN";

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

/// Within single quotes a shell changes nothing; a quote itself is set outside of them.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
