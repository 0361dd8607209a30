//! The vendor's SDK for Python. An operation that none of its packages has is sent by its core, which signs whatever
//! it is given.

use serde_json::Value as Json;

use super::{Sent, Tools};

/// The variables that hold the access key, as the SDK itself names them.
const KEY: [&str; 3] = ["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN"];
/// The variable with the ID of the account, which a call outside of projects is signed for.
const ACCOUNT: &str = "HUAWEICLOUD_SDK_DOMAIN_ID";

/// The request as a program for Python 3.
pub fn python(tools: Option<&Tools>, sent: &Sent<'_>) -> String {
    let kind = if sent.project.is_some() { "BasicCredentials" } else { "GlobalCredentials" };
    let [imports, builder, call] = match tools {
        Some(tools) => by_package(tools, sent),
        None => by_core(sent),
    };
    let whose = sent.project.map_or_else(|| variable(ACCOUNT), literal);
    let [access, secret, token] = KEY;
    format!(
        "import os\n\n\
         from huaweicloudsdkcore.auth.credentials import {kind}\n\
         {imports}\n\n\
         credentials = {kind}({}, {}, {whose})\n\
         # Of a temporary access key.\n\
         credentials.with_security_token(os.environ.get({}))\n\
         client = {builder}.with_credentials(credentials).with_endpoint({}).build()\n\
         {call}\n",
        variable(access),
        variable(secret),
        literal(token),
        literal(&sent.request.endpoint.to_string()),
    )
}

/// The core reads an answer into a class, which need not have any fields.
const IMPORTS_OF_CORE: &str = "\
from huaweicloudsdkcore.client import Client, ClientBuilder
from huaweicloudsdkcore.sdk_response import SdkResponse


class Response(SdkResponse):
    openapi_types = {}
";

fn by_package(Tools { operation, package, client, .. }: &Tools, sent: &Sent<'_>) -> [String; 3] {
    let in_path = sent.in_path().filter(|(name, _)| Some(*name) != sent.project.map(|_| "project_id"));
    let mut arguments: Vec<String> =
        in_path.map(|(name, value)| format!("{}={}", snake(name), literal(value))).collect();
    for (name, values) in sent.named() {
        let value = match values[..] {
            [value] => literal(value),
            _ => written(&values.into()),
        };
        arguments.push(format!("{}={value}", snake(name)));
    }
    arguments.extend(body(sent).map(|body| format!("body={body}")));
    let arguments: String = arguments.iter().map(|argument| format!("\n    {argument},")).collect();
    let end = if arguments.is_empty() { "" } else { "\n" };
    [
        format!("from {package} import {client}, {operation}Request"),
        format!("{client}.new_builder()"),
        format!(
            "request = {operation}Request({arguments}{end})\nprint(client.{}(request))",
            snake(operation)
        ),
    ]
}

fn by_core(sent: &Sent<'_>) -> [String; 3] {
    let request = sent.request;
    let mut arguments = vec![literal(request.method.as_str()), literal(&request.path)];
    let pairs = |pairs: &[(String, String)]| {
        let pairs: Vec<_> =
            pairs.iter().map(|(name, value)| format!("({}, {})", literal(name), literal(value))).collect();
        format!("[{}]", pairs.join(", "))
    };
    if !request.query.is_empty() {
        arguments.push(format!("query_params={}", pairs(&request.query)));
    }
    if !request.headers.is_empty() {
        arguments.push(format!("header_params=dict({})", pairs(&request.headers)));
    }
    arguments.extend(body(sent).map(|body| format!("body={body}")));
    arguments.push("response_type=Response".to_owned());
    let arguments: String = arguments.iter().map(|argument| format!("\n    {argument},")).collect();
    [
        IMPORTS_OF_CORE.to_owned(),
        "ClientBuilder(Client)".to_owned(),
        format!("response = client.do_http_request({arguments}\n)\nprint(response.raw_content.decode())"),
    ]
}

fn body(sent: &Sent<'_>) -> Option<String> {
    let json: Json = serde_json::from_str(sent.request.body.as_ref()?).ok()?;
    Some(written(&json))
}

fn variable(name: &str) -> String {
    format!("os.environ[{}]", literal(name))
}

/// A text: what JSON escapes, Python escapes likewise.
fn literal(text: &str) -> String {
    Json::from(text).to_string()
}

fn written(json: &Json) -> String {
    match json {
        Json::Null => "None".to_owned(),
        Json::Bool(true) => "True".to_owned(),
        Json::Bool(false) => "False".to_owned(),
        Json::Number(_) | Json::String(_) => json.to_string(),
        Json::Array(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        Json::Object(members) => {
            let members = members.iter().map(|(key, value)| format!("{}: {}", literal(key), written(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A name as Python has it: `ListBackups` is `list_backups`, `X-Language` is `x_language`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    let mut after_lower = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && after_lower {
            snake.push('_');
        }
        after_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
        snake.push(if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' });
    }
    snake
}
