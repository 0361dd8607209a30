//! What the page gives to copy, run: the commands of cURL and the programs for the vendor's SDK do the examples of all
//! documents.

use std::{
    env,
    io::Write,
    process::{Command, Stdio},
};

use backup_client::command::{Sent, TOKEN_VARIABLE, Tools, curl, python};
use backup_model::{
    catalogue::Plan, description::Description, draft::Draft, operations::DESCRIPTIONS, region,
    request::Request,
};
use backup_sandbox::{Recorded, Sandbox, seed};
use backup_tests::filled::full;
use serde_json::Value as Json;
use url::form_urlencoded;

async fn sandbox() -> Sandbox {
    Sandbox::start(([127, 0, 0, 1], 0).into(), |gateway| gateway).await.unwrap()
}

fn plan(description: &Description, draft: &Draft) -> Plan {
    let entry = description.entry;
    let endpoint = region::endpoint(entry.service, seed::REGION).unwrap();
    entry.plan(draft, seed::PROJECT, endpoint).unwrap()
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    pairs.sort();
    pairs
}

/// What arrived is what the page would have sent.
fn is_the_same(request: &Request, arrived: &Recorded) {
    let query = request.query_string();
    assert_eq!(arrived.method, request.method.as_str());
    assert_eq!(arrived.host, request.endpoint.host());
    assert_eq!(arrived.path, request.path);
    assert_eq!(pairs(&arrived.query), pairs(query.trim_start_matches('?')));
    let body = |body: &[u8]| serde_json::from_slice::<Json>(body).unwrap_or_default();
    assert_eq!(
        body(&arrived.body),
        request.body.as_ref().map(|text| body(text.as_bytes())).unwrap_or_default()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn curl_does_what_the_page_does() {
    let sandbox = sandbox().await;
    let port = sandbox.address().port();
    for description in DESCRIPTIONS {
        let plan = plan(description, &description.entry.example());
        let to_sandbox = format!(
            "curl -sS --noproxy '*' --connect-to ::127.0.0.1:{port} -o /dev/null -w '%{{http_code}}'"
        );
        let command = curl(&plan.request).replacen("curl", &to_sandbox, 1).replacen("https://", "http://", 1);
        let mut shell = Command::new("sh");
        shell.args(["-c", &command]).env(TOKEN_VARIABLE, seed::TOKEN);
        let output = tokio::task::spawn_blocking(move || shell.output()).await.unwrap().unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(told.starts_with('2'), "{command}: {told}{}", String::from_utf8_lossy(&output.stderr));
        is_the_same(&plan.request, sandbox.emulator().calls().last().unwrap());
    }
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_vendors_sdk_does_what_the_page_does() {
    // What is skipped is said beside this.
    let Some(interpreter) = env::var_os("BACKUP_CONSOLE_PYTHON") else { return };
    let sandbox = sandbox().await;
    // The examples, and then everything that can be given, which not every service takes together.
    let examples =
        DESCRIPTIONS.iter().map(|described| (described, plan(described, &described.entry.example())));
    let all = DESCRIPTIONS.iter().map(|described| (described, plan(described, &full(&described.entry))));
    let plans: Vec<(&Description, Plan)> = examples.chain(all).collect();
    let program = |(description, plan): &(&Description, Plan)| {
        let declaration = description.entry.declaration();
        let tools = serde_json::to_value(description.document.tools(declaration.service)).unwrap();
        let tools: Option<Tools> = serde_json::from_value(tools).unwrap();
        let sent = Sent {
            request: &plan.request,
            path: declaration.path,
            project: plan.project.as_ref().map(|project| project.as_str()),
            region: seed::REGION,
            is_elsewhere: false,
        };
        python(tools.as_ref(), &sent)
    };
    let programs: Vec<String> = plans.iter().map(program).collect();
    for program in &programs {
        assert!(!program.contains(seed::TOKEN) && !program.contains("proxy"), "{program}");
    }
    let port = sandbox.address().port();
    let given = serde_json::to_vec(&programs).unwrap();
    let run = move || {
        let mut child = Command::new(interpreter)
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/sdk/copied.py"))
            .env("PORT", port.to_string())
            .env("HUAWEICLOUD_SDK_AK", seed::ACCESS_KEY)
            .env("HUAWEICLOUD_SDK_SK", seed::SECRET_KEY)
            .env("HUAWEICLOUD_SDK_DOMAIN_ID", seed::ACCOUNT_ID)
            .env("NO_PROXY", "*")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(&given).unwrap();
        child.wait_with_output().unwrap()
    };
    let output = tokio::task::spawn_blocking(run).await.unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), programs.len(), "{said}");
    for (index, (line, program)) in lines.iter().zip(&programs).enumerate() {
        let is_example = index < DESCRIPTIONS.len();
        assert!(line.starts_with("done ") || !is_example, "{line}\n{program}");
    }
    let arrived = sandbox.emulator().calls();
    assert_eq!(arrived.len(), plans.len());
    for ((_, plan), arrived) in plans.iter().zip(&arrived) {
        is_the_same(&plan.request, arrived);
    }
    sandbox.stop().await;
}
