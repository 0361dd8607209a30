//! The typed client on a page without a console.

use std::time::Duration;

use backup_model::operations::{CATALOGUE, DESCRIPTIONS};
use backup_sandbox::{SENTINELS, seed};
use backup_tests::{Arrived, Page, Recorder, Served, Witness, story};
use serde_json::{Value, json};

/// What every script may use, and what is told of an error.
const BEGIN: &str = "
    const done = arguments[0];
    const tell = (error) => ({
        error: { ...error, real: error instanceof Error, message: error.message, text: String(error) },
    });
    const outcome = (promise) => promise.then((value) => ({ value: value ?? null }), tell);
    const client = (settings) => new BackupClient({ ...SETTINGS, ...settings });
    const share = { backup_id: VBS_BACKUP, to_project_ids: TARGETS };
    const abortable = () => {
        const controller = new AbortController();
        return { controller, options: { signal: controller.signal } };
    };
";

/// Runs a script on the blank page: `client(settings)` makes a client, `outcome(promise)` tells how a promise ends.
/// Whatever is told holds no secret.
async fn run(page: &Page, script: &str) -> Value {
    let settings = json!({
        "region": seed::REGION,
        "project": seed::PROJECT,
        "proxy": "/proxy/{host}{path}{query}",
        "credential": { "token": seed::TOKEN },
    });
    let constants = json!({
        "GAUSSDB_BACKUP": seed::GAUSSDB_BACKUP,
        "GEMINIDB_BACKUP": seed::GEMINIDB_BACKUP,
        "VBS_BACKUP": seed::VBS_BACKUP,
        "TARGETS": seed::TARGET_PROJECTS,
        "TOKEN": seed::TOKEN,
        "READ_ONLY_TOKEN": seed::READ_ONLY_TOKEN,
        "EXPIRED_TOKEN": seed::EXPIRED_TOKEN,
        "KEY": { "access": seed::ACCESS_KEY, "secret": seed::SECRET_KEY },
        "MISBEHAVING": SENTINELS.iter().map(|it| (it.name.to_owned(), it.project().into())).collect::<serde_json::Map<_, _>>(),
        "SETTINGS": settings,
    });
    let names: Vec<&str> = constants.as_object().unwrap().keys().map(String::as_str).collect();
    let told: Value = page
        .ask_later(&format!(
            "const {{ {} }} = {constants};\n{BEGIN}\n(async () => {{\n{script}\n}})().then(done, (error) => done(tell(error)));",
            names.join(", ")
        ))
        .await;
    let text = told.to_string();
    for secret in ["MIIEmulatedCloudToken", seed::SECRET_KEY] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    told
}

/// Opens the blank page of a site.
async fn open(page: &Page, address: &str) {
    page.open(&format!("{address}hosts/blank.html")).await;
}

fn to_cloud(witness: &Witness) -> Vec<Arrived> {
    witness.arrived().into_iter().filter(|call| call.target.starts_with("/proxy/")).collect()
}

/// Asserts that a request arrived as its preview said.
fn is_as_previewed(arrived: &Arrived, preview: &Value, origin: &str) {
    assert_eq!(preview["method"], arrived.method.as_str());
    assert_eq!(preview["route"], format!("{origin}{}", arrived.target.trim_start_matches('/')));
    let cloud = arrived.target.strip_prefix("/proxy/").unwrap();
    assert_eq!(preview["url"], format!("https://{cloud}"));
    assert_eq!(preview["body"].as_str().unwrap_or_default().as_bytes(), arrived.body);
    let headers = preview["headers"].as_array().unwrap();
    assert_eq!(headers[0], json!({ "name": "X-Auth-Token", "value": null }));
    assert_eq!(arrived.header("x-auth-token"), Some(seed::TOKEN));
    let content_type = headers.get(1).map(|header| {
        assert_eq!(header["name"], "Content-Type");
        header["value"].as_str().unwrap()
    });
    assert_eq!(content_type, arrived.header("content-type"));
    assert!(preview["curl"].as_str().unwrap().contains(preview["url"].as_str().unwrap()));
}

#[tokio::test]
async fn every_operation_is_performed_as_previewed() {
    story("client-operations", async |page| {
        let witness = Witness::start().await;
        open(page, &witness.address()).await;
        let mut before = 0;
        for entry in CATALOGUE {
            let id = entry.id;
            let script = format!(
                "const made = client();
                 const {{ example, statuses }} = (await made.operations()).find((operation) => operation.id === '{id}');
                 const [service, name] = '{id}'.split('/');
                 const method = name.replace(/-./g, ([, letter]) => letter.toUpperCase());
                 return [
                     await outcome(made.preview('{id}', example.input)),
                     await outcome(made[service][method](example.input)),
                     statuses.find(({{ code }}) => code < 300).code,
                 ];"
            );
            let mut told = run(page, &script).await;
            let arrived = to_cloud(&witness);
            before += 1;
            assert_eq!(arrived.len(), before, "{id}: a preview sends nothing");
            is_as_previewed(arrived.last().unwrap(), &told[0]["value"], &witness.address());
            let (reply, status) = (told[1]["value"].take(), told[2].take());
            assert_eq!((&reply["operation"], &reply["status"]), (&json!(id), &status), "{told}");
            assert!(reply["requestId"].as_str().is_some_and(|id| !id.is_empty()), "{reply}");
            assert!(reply["headline"].as_str().is_some_and(|text| text.ends_with('.')), "{reply}");
            assert_eq!(reply["unknown"], json!([]));
            assert!(reply["answer"].is_object(), "{reply}");
            witness.cloud().reset();
        }
    })
    .await;
}

#[tokio::test]
async fn a_list_is_read_page_by_page() {
    story("client-pages", async |page| {
        let witness = Witness::start().await;
        open(page, &witness.address()).await;
        let told = run(
            page,
            "const made = client();
             const pages = [];
             for await (const page of made.pages('iam/list-projects', {})) pages.push(page);
             const { controller, options } = abortable();
             controller.abort();
             return [
                 pages,
                 await outcome(made.pages('iam/list-projects', {}, options).next()),
                 await outcome(made.pages('geminidb/delete-backup', { backup_id: GEMINIDB_BACKUP }).next()),
             ];",
        )
        .await;
        let pages = told[0].as_array().unwrap();
        assert_eq!(pages.len(), 1);
        let projects = pages[0]["answer"]["projects"].as_array().unwrap();
        assert_eq!(pages[0]["rows"], projects.len());
        assert_eq!((&pages[0]["total"], &pages[0]["end"]), (&Value::Null, &json!("whole")));
        assert_eq!(told[1]["error"]["variant"], "Cancelled");
        assert_eq!(told[2]["error"]["fields"][0]["field"], "operation");
        assert_eq!(to_cloud(&witness).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_deletion_is_followed_to_its_end() {
    story("client-follow", async |page| {
        let witness = Witness::start().await;
        open(page, &witness.address()).await;
        let told = run(
            page,
            "const made = client();
             const deleted = await made.geminidb.deleteBackup({ backup_id: GEMINIDB_BACKUP });
             const looks = [];
             for await (const look of made.follow('geminidb/delete-backup', deleted.answer)) looks.push(look);
             const { controller, options } = abortable();
             controller.abort();
             const ended = (...asked) => outcome(made.follow(...asked).next());
             return [
                 deleted.answer.job_id,
                 looks,
                 await ended('geminidb/delete-backup', deleted.answer, options),
                 await ended('gaussdb/delete-backup', deleted.answer),
                 await ended('geminidb/delete-backup', {}),
             ];",
        )
        .await;
        let looks = told[1].as_array().unwrap();
        let (last, earlier) = looks.split_last().unwrap();
        assert_eq!((&last["state"], &last["end"]), (&json!("completed"), &json!("completed")), "{told}");
        for look in earlier {
            assert!(["not-found", "running"].contains(&look["state"].as_str().unwrap()), "{told}");
            assert_eq!(look["end"], Value::Null, "{told}");
        }
        assert!(looks.iter().all(|look| look["job"] == told[0] && look["status"] == 200), "{told}");
        assert_eq!(told[2]["error"]["variant"], "Cancelled");
        assert_eq!(told[3]["error"]["fields"][0]["field"], "operation");
        assert_eq!(told[4]["error"]["fields"][0]["field"], "job_id");
        let methods: Vec<_> = to_cloud(&witness).into_iter().map(|call| call.method.to_string()).collect();
        assert_eq!(methods.iter().filter(|method| *method == "DELETE").count(), 1);
        assert_eq!(methods.iter().filter(|method| *method == "GET").count(), looks.len());
    })
    .await;
}

#[tokio::test]
async fn the_catalogue_is_the_models() {
    story("client-catalogue", async |page| {
        let witness = Witness::start().await;
        open(page, &witness.address()).await;
        let told = run(
            page,
            "const made = client();
             const operations = await made.operations();
             const method = ({ id }) => {
                 const [service, name] = id.split('/');
                 return made[service][name.replace(/-./g, ([, letter]) => letter.toUpperCase())];
             };
             const inputs = operations.map(({ id, example }) =>
                 outcome(made.preview(id, example.input, { project: example.project ?? undefined })));
             return {
                 operations,
                 methods: operations.map((operation) => typeof method(operation)),
                 previews: await Promise.all(inputs),
             };",
        )
        .await;
        assert_eq!(told["operations"], serde_json::to_value(DESCRIPTIONS).unwrap());
        assert_eq!(told["methods"], json!(vec!["function"; CATALOGUE.len()]));
        for preview in told["previews"].as_array().unwrap() {
            assert!(preview["value"]["url"].is_string(), "each example is an input: {preview}");
        }
        assert!(to_cloud(&witness).is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_module_is_loaded_at_the_first_use() {
    story("client-loading", async |page| {
        let witness = Witness::start().await;
        open(page, &witness.address()).await;
        let told = run(
            page,
            "const loaded = () => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm'));
             const made = client();
             const before = loaded();
             await made.ready();
             return [before, loaded(), JSON.stringify(made)];",
        )
        .await;
        assert_eq!((&told[0], &told[1]), (&json!(false), &json!(true)));
        // It serializes as its methods, which are nothing in JSON.
        assert!(told[2].as_str().unwrap().contains(r#""dds":{}"#), "{told}");
    })
    .await;
}

#[tokio::test]
async fn every_end_that_is_no_answer_is_an_error() {
    story("client-errors", async |page| {
        let witness = Witness::start().await;
        open(page, &witness.address()).await;
        page.expect_complaint("px.example");
        let told = run(
            page,
            "const on = (name, settings) => client({ project: MISBEHAVING[name], ...settings });
             const read = (made) => outcome(made.dbss.listBuckets({}));
             const write = (made) => outcome(made.gaussdb.authorizeDownload({ backup_id: GAUSSDB_BACKUP }));
             const nothing = { credential: undefined };
             return Object.fromEntries(await Promise.all(Object.entries({
                 invalid: write(client({ project: undefined })),
                 noEndpoint: read(client({ region: 'nowhere-1' })),
                 noCredential: read(client(nothing)),
                 nothingGiven: read(client({ credential: () => null })),
                 failing: read(client({ credential: async () => { throw new Error(TOKEN); } })),
                 unusable: read(client({ credential: () => ({ token: 'a b' }) })),
                 unsendable: read(client({ proxy: 'https://px.example:99999/{url}' })),
                 expired: write(client({ credential: { token: TOKEN, expiresAt: 1 } })),
                 forbidden: write(client({ proxy: 'https://px.example/{url}', credential: KEY })),
                 proxyAnswered: read(on('login')),
                 proxyAnsweredWrite: write(on('login')),
                 refused: write(client({ credential: { token: READ_ONLY_TOKEN } })),
                 internal: read(on('internalerror')),
                 unexpected: read(on('otherjson')),
                 lost: write(on('lost')),
                 html: write(on('htmlbadgateway')),
                 deadline: read(on('stalled')),
             }).map(async ([name, promise]) => [name, await promise])));",
        )
        .await;
        let expected = [
            ("invalid", "Invalid", "not-sent", None),
            ("noEndpoint", "NoEndpoint", "not-sent", None),
            ("noCredential", "NoCredential", "not-sent", None),
            ("nothingGiven", "NoCredential", "not-sent", None),
            ("failing", "NoCredential", "not-sent", None),
            ("unusable", "NoCredential", "not-sent", None),
            ("unsendable", "Unsendable", "not-sent", None),
            ("expired", "Expired", "not-sent", None),
            ("forbidden", "Blocked", "not-sent", None),
            ("proxyAnswered", "ProxyAnswered", "failed", Some(200)),
            ("proxyAnsweredWrite", "ProxyAnswered", "unknown", Some(200)),
            ("refused", "Refused", "refused", Some(403)),
            ("internal", "Refused", "refused", Some(500)),
            ("unexpected", "Unexpected", "failed", Some(200)),
            ("lost", "OutcomeUnknown", "unknown", Some(502)),
            ("html", "OutcomeUnknown", "unknown", Some(502)),
            ("deadline", "DeadlineExceeded", "failed", None),
        ];
        assert_eq!(told.as_object().map(serde_json::Map::len), Some(expected.len()), "{told}");
        for (name, variant, outcome, status) in expected {
            let error = &told[name]["error"];
            assert_eq!(
                (&error["name"], &error["real"]),
                (&json!("BackupError"), &json!(true)),
                "{name}: {told}"
            );
            assert_eq!(
                (&error["variant"], &error["outcome"]),
                (&json!(variant), &json!(outcome)),
                "{name}: {told}"
            );
            assert_eq!(
                error.get("status"),
                status.map(|status: u16| json!(status)).as_ref(),
                "{name}: {told}"
            );
            assert!(error["message"].as_str().is_some_and(|text| !text.is_empty()), "{name}");
        }
        let refused = &told["refused"]["error"];
        assert!(refused["code"].is_string() && refused["requestId"].is_string(), "{refused}");
        assert_eq!(told["invalid"]["error"]["fields"][0]["field"], "project_id");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_clock_and_a_key_that_is_not_the_owners_are_told_apart() {
    story("client-signatures", async |page| {
        let witness = Witness::start().await;
        open(page, &witness.address()).await;
        let read = "return outcome(client({ credential: KEY }).dbss.listBuckets({}));";
        assert!(run(page, read).await["value"]["answer"].is_object());
        let told = run(
            page,
            "const names = async (credential) =>
                 (await client({ credential }).preview('dbss/list-buckets', {})).headers.map(({ name }) => name);
             return [await names(KEY), await names({ ...KEY, securityToken: 't' }), await names(() => KEY)];",
        )
        .await;
        assert_eq!(told[0], json!(["X-Project-Id", "X-Sdk-Date", "Authorization"]));
        assert_eq!(told[1], json!(["X-Project-Id", "X-Sdk-Date", "X-Security-Token", "Authorization"]));
        assert_eq!(told[2], json!(["X-Auth-Token"]), "nobody is asked for a preview");

        witness.cloud().advance(Duration::from_secs(20 * 60));
        let told = run(page, read).await;
        assert_eq!(told["error"]["variant"], "ClockOff");
        assert_eq!(told["error"]["outcome"], "refused");
        assert_eq!(told["error"]["status"], 401);
    })
    .await;
}

#[tokio::test]
async fn a_bad_input_is_refused_by_its_fields_and_nothing_is_sent() {
    story("client-inputs", async |page| {
        let witness = Witness::start().await;
        open(page, &witness.address()).await;
        let authorize = "gaussdb/authorize-download";
        let (buckets, sharing, policy, delete) =
            ("dbss/list-buckets", "vbs/share-backup", "dds/set-download-policy", "geminidb/delete-backup");
        let cases: &[(&str, &str, &[&str])] = &[
            ("'no/such'", "{}", &["operation"]),
            ("''", "{}", &["operation"]),
            ("undefined", "{}", &["operation"]),
            ("{ toString: () => 'dbss/list-buckets' }", "{}", &["operation"]),
            (buckets, "null", &["input"]),
            (buckets, "[]", &["input"]),
            (buckets, "'{}'", &["input"]),
            (buckets, "() => ({})", &["input"]),
            (buckets, "new Map()", &["input"]),
            (buckets, "new (class Input {})()", &["input"]),
            (buckets, "{ project_id: '0483b6b16e954cb88930a360d2c4e663' }", &["project_id"]),
            (buckets, "{ ['__proto__']: 1 }", &["__proto__"]),
            (authorize, "{}", &["backup_id"]),
            (authorize, "undefined", &["backup_id"]),
            (authorize, "{ backup_id: undefined }", &["backup_id"]),
            (authorize, "{ backup_id: null }", &["backup_id"]),
            (authorize, "{ backup_id: 123456789012345678901234567890123456 }", &["backup_id"]),
            (authorize, "{ backup_id: [GAUSSDB_BACKUP] }", &["backup_id"]),
            (authorize, "{ backup_id: new String(GAUSSDB_BACKUP) }", &["backup_id"]),
            (authorize, "{ backup_id: '066b1e37-9305-4057-97e5-2e99b21fc71d' }", &["backup_id"]),
            (authorize, "{ backup_id: GAUSSDB_BACKUP, backupId: 'x' }", &["backupId"]),
            (authorize, "{ backupId: GAUSSDB_BACKUP }", &["backupId", "backup_id"]),
            (delete, "{ backup_id: '../../v3/other/backups/x' }", &["backup_id"]),
            (delete, "{ backup_id: 'a%2fb' }", &["backup_id"]),
            (delete, "{ backup_id: '\\u202egpj.exe' }", &["backup_id"]),
            (delete, "{ backup_id: '\\ud800' }", &["backup_id"]),
            (delete, "{ backup_id: '<img src=x onerror=alert(1)>' }", &["backup_id"]),
            (delete, "{ backup_id: 'a'.repeat(1 << 20) }", &["backup_id"]),
            (policy, "{ action: 'Open' }", &["action"]),
            (policy, "{ action: true }", &["action"]),
            (sharing, "{ backup_id: 'b', to_project_ids: 'p' }", &["to_project_ids"]),
            (sharing, "{ backup_id: 'b', to_project_ids: [] }", &["to_project_ids"]),
            (sharing, "{ backup_id: 'b', to_project_ids: ['p', 7] }", &["to_project_ids"]),
            (sharing, "{ backup_id: 'b', to_project_ids: ['p,q'] }", &["to_project_ids"]),
            (sharing, "{ backup_id: 'b', to_project_ids: ['p q'] }", &["to_project_ids"]),
            (sharing, "{ backup_id: 'b', to_project_ids: [''] }", &["to_project_ids"]),
            (sharing, "{ backup_id: 'b', to_project_ids: new Array(3) }", &["to_project_ids"]),
            (sharing, "{ backup_id: 'b', to_project_ids: Array(101).fill('p') }", &["to_project_ids"]),
            (sharing, "{ backup_id: 'b', to_project_ids: { 0: 'p', length: 1 } }", &["to_project_ids"]),
            (
                sharing,
                "{ backup_id: 1, to_project_ids: 2, force: 3 }",
                &["backup_id", "to_project_ids", "force"],
            ),
        ];
        for (operation, input, fields) in cases {
            let operation = if operation.contains(['\'', '{']) || *operation == "undefined" {
                (*operation).to_owned()
            } else {
                format!("'{operation}'")
            };
            let call = format!("return outcome(client().call({operation}, {input}));");
            let preview = call.replace(".call(", ".preview(");
            for script in [call, preview] {
                let told = run(page, &script).await;
                refused_by(&told, fields, input);
            }
        }

        let options: &[(&str, &[&str])] = &[
            ("null", &["options"]),
            ("new AbortController().signal", &["options"]),
            ("{ signal: {} }", &["options.signal"]),
            ("{ region: 7 }", &["options.region"]),
            ("{ region: 'a b' }", &["options.region"]),
            ("{ project: 7 }", &["options.project"]),
            ("{ project: '' }", &["project_id"]),
            ("{ project: '0483b6b1\\u200b6e954cb88930a360d2c4e663' }", &["project_id"]),
            ("{ timeout: 1 }", &["options.timeout"]),
        ];
        for (options, fields) in options {
            let told =
                run(page, &format!("return outcome(client().dbss.listBuckets({{}}, {options}));")).await;
            refused_by(&told, fields, options);
        }
        assert!(to_cloud(&witness).is_empty());
    })
    .await;
}

fn refused_by(told: &Value, fields: &[&str], input: &str) {
    let error = &told["error"];
    assert_eq!(
        (&error["variant"], &error["outcome"]),
        (&json!("Invalid"), &json!("not-sent")),
        "{input}: {told}"
    );
    assert_eq!((&error["name"], &error["real"]), (&json!("BackupError"), &json!(true)), "{input}: {told}");
    let named: Vec<&str> = error["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|wrong| {
            assert!(wrong["message"].as_str().is_some_and(|text| !text.is_empty()), "{told}");
            wrong["field"].as_str().unwrap()
        })
        .collect();
    assert_eq!(named, fields, "{input}: {told}");
}

#[tokio::test]
async fn what_is_changed_after_a_call_has_no_part_in_it() {
    story("client-snapshots", async |page| {
        let witness = Witness::start().await;
        open(page, &witness.address()).await;
        let told = run(
            page,
            "const credential = { token: TOKEN };
             const settings = { ...SETTINGS, credential };
             const made = new BackupClient(settings);
             settings.project = MISBEHAVING.lost;
             credential.token = 'another';
             const call = outcome(made.vbs.shareBackup(share));
             share.backup_id = 'another';
             share.to_project_ids.length = 0;
             return call;",
        )
        .await;
        assert_eq!(told["value"]["status"], 200, "{told}");
        let [call] = &to_cloud(&witness)[..] else { panic!("one call") };
        let body: Value = serde_json::from_slice(&call.body).unwrap();
        let sent = json!({ "backup_id": seed::VBS_BACKUP, "to_project_ids": seed::TARGET_PROJECTS });
        assert_eq!(body, json!({ "shared": sent }));
    })
    .await;
}

/// Aborts as soon as the browser was handed the request.
const ABORT_WHEN_HANDED_OVER: &str = "
    const { controller, options } = abortable();
    const original = window.fetch;
    window.fetch = (...call) => {
        const response = original(...call);
        if (String(call[0].url ?? call[0]).includes('/proxy/')) controller.abort();
        return response;
    };
    const made = client({ project: MISBEHAVING.stalled });
";

#[tokio::test]
async fn a_signal_ends_a_call() {
    story("client-abort", async |page| {
        let witness = Witness::start().await;
        open(page, &witness.address()).await;
        let told = run(
            page,
            "let asked = 0;
             const credential = () => { asked += 1; return { token: TOKEN }; };
             const { controller, options } = abortable();
             controller.abort();
             const call = await outcome(client({ credential }).geminidb.deleteBackup({ backup_id: GEMINIDB_BACKUP }, options));
             return [call, asked];",
        )
        .await;
        assert_eq!(told[0]["error"]["variant"], "Cancelled", "{told}");
        assert_eq!(told[0]["error"]["outcome"], "not-sent");
        assert_eq!(told[1], 0, "nobody is asked for a credential");
        let told = run(
            page,
            "const { controller, options } = abortable();
             const credential = () => { controller.abort(); return new Promise(() => {}); };
             return outcome(client({ credential }).geminidb.deleteBackup({ backup_id: GEMINIDB_BACKUP }, options));",
        )
        .await;
        assert_eq!(told["error"]["variant"], "Cancelled", "while the source thinks: {told}");
        assert!(to_cloud(&witness).is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_signal_leaves_the_outcome_of_a_write_unknown_and_a_read_cancelled() {
    story("client-abort-under-way", async |page| {
        let witness = Witness::start().await;
        let cases = [
            ("gaussdb.authorizeDownload({ backup_id: GAUSSDB_BACKUP }", "OutcomeUnknown", "unknown"),
            ("dbss.listBuckets({}", "Cancelled", "failed"),
        ];
        for (call, variant, outcome) in cases {
            open(page, &witness.address()).await;
            let told =
                run(page, &format!("{ABORT_WHEN_HANDED_OVER} return outcome(made.{call}, options));")).await;
            assert_eq!(
                (&told["error"]["variant"], &told["error"]["outcome"]),
                (&json!(variant), &json!(outcome)),
                "{told}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_source_is_asked_once_and_again_when_its_credential_has_ended_or_was_refused() {
    story("client-credentials", async |page| {
        let witness = Witness::start().await;
        open(page, &witness.address()).await;
        let told = run(
            page,
            "const wanted = [];
             const giving = (...credentials) => async (want) => {
                 wanted.push(want);
                 return credentials.length > 1 ? credentials.shift() : credentials[0];
             };
             const good = { token: TOKEN };
             const ends = async (...calls) => {
                 const ends = await Promise.all(calls.map(outcome));
                 const told = { ends: ends.map(({ error }) => error?.variant ?? 'ok'), wanted: wanted.splice(0) };
                 return told;
             };
             const steps = {};
             const many = client({ credential: giving(good) });
             steps.together = await ends(many.dbss.listBuckets({}), many.dbss.listBuckets({}), many.dbss.listBuckets({}));
             steps.later = await ends(many.dbss.listBuckets({}));

             const none = client({ credential: giving(null) });
             steps.none = await ends(none.dbss.listBuckets({}), none.dbss.listBuckets({}));
             steps.noneAgain = await ends(none.dbss.listBuckets({}));

             const ending = client({ credential: giving({ token: TOKEN, expiresAt: 1 }, good) });
             steps.ended = await ends(ending.dbss.listBuckets({}), ending.dds.setDownloadPolicy({ action: 'close' }));

             const read = client({ credential: giving({ token: EXPIRED_TOKEN }, good) });
             steps.read = await ends(read.dbss.listBuckets({}));

             const write = client({ credential: giving({ token: EXPIRED_TOKEN }, good) });
             steps.write = await ends(write.dds.setDownloadPolicy({ action: 'close' }));
             steps.writeAgain = await ends(write.dds.setDownloadPolicy({ action: 'close' }));

             const place = { region: 'cn-north-4', project: 'c13f5220dc1949b0b741ea81a7cd5554' };
             steps.elsewhere = await ends(many.dbss.listBuckets({}, place));
             return steps;",
        )
        .await;
        let reasons = |step: &str| -> Vec<String> {
            let wanted = told[step]["wanted"].as_array().unwrap();
            wanted.iter().map(|want| want["reason"].as_str().unwrap().to_owned()).collect()
        };
        let expected: &[(&str, &[&str], &[&str])] = &[
            ("together", &["ok", "ok", "ok"], &["first"]),
            ("later", &["ok"], &[]),
            ("none", &["NoCredential", "NoCredential"], &["first"]),
            ("noneAgain", &["NoCredential"], &["first"]),
            ("ended", &["ok", "ok"], &["first", "expired"]),
            ("read", &["ok"], &["first", "refused"]),
            ("write", &["Refused"], &["first"]),
            ("writeAgain", &["ok"], &["refused"]),
            ("elsewhere", &["Refused"], &["first", "refused"]),
        ];
        for (step, ends, asked) in expected {
            assert_eq!(told[step]["ends"], json!(ends), "{step}: {told}");
            assert_eq!(reasons(step), *asked, "{step}: {told}");
        }
        let first = json!({ "reason": "first", "region": seed::REGION, "project": seed::PROJECT });
        assert_eq!(told["together"]["wanted"][0], first);
        let elsewhere = json!({ "reason": "first", "region": seed::OTHER_REGION, "project": seed::DISTANT_PROJECT });
        assert_eq!(told["elsewhere"]["wanted"][0], elsewhere);
    })
    .await;
}

#[tokio::test]
async fn settings_that_cannot_be_right_are_refused_by_every_method() {
    story("client-settings", async |page| {
        let witness = Witness::start().await;
        open(page, &witness.address()).await;
        let cases = [
            ("null", "NotAnObject", None),
            ("[]", "NotAnObject", None),
            ("undefined", "WrongKind", Some("region")),
            ("{ ...SETTINGS, region: '' }", "WrongKind", Some("region")),
            ("{ ...SETTINGS, region: 7 }", "WrongKind", Some("region")),
            ("{ ...SETTINGS, theme: 'dark' }", "UnknownKey", Some("theme")),
            ("{ ...SETTINGS, proxy: 'ftp://px.example' }", "WrongValue", Some("proxy")),
            ("{ ...SETTINGS, project: '../x' }", "WrongValue", Some("project")),
            ("{ ...SETTINGS, credential: 'MII' }", "WrongKind", Some("credential")),
            ("{ ...SETTINGS, credential: { token: TOKEN + '\\u4e2d' } }", "WrongValue", Some("credential")),
        ];
        for (settings, variant, key) in cases {
            let script = format!(
                "const made = new BackupClient({settings});
                 return Promise.all([made.ready(), made.call('dbss/list-buckets', {{}}), made.dbss.listBuckets({{}}),
                                     made.preview('dbss/list-buckets', {{}}), made.operations()].map(outcome));"
            );
            let told = run(page, &script).await;
            let ends = told.as_array().unwrap();
            assert_eq!(ends.len(), 5, "{told}");
            for end in ends {
                let error = &end["error"];
                assert_eq!((&error["name"], &error["real"]), (&json!("SettingsError"), &json!(true)), "{told}");
                assert_eq!((&error["variant"], &error["key"]), (&json!(variant), &json!(key)), "{settings}: {told}");
            }
        }
        assert!(to_cloud(&witness).is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_proxy_is_told_by_headers_whose_keys_no_preview_shows() {
    story("client-proxy", async |page| {
        let recorder = Recorder::answering(r#"{"obs_list":[]}"#);
        let proxy = Served::start(|_| recorder.router()).await;
        let site = Served::page(&json!({}), &proxy, &recorder).await;
        open(page, &site.address()).await;
        let script = format!(
            "const made = client({{ proxy: '{}', proxyHeaders: {{ 'X-Target-URL': '{{url}}', 'X-Key': 'sesame-of-the-proxy' }} }});
             return [await outcome(made.preview('dbss/list-buckets', {{}})), await outcome(made.dbss.listBuckets({{}}))];",
            proxy.address()
        );
        let told = run(page, &script).await;
        assert!(!told.to_string().contains("sesame"), "{told}");
        let url = format!(
            "https://dbss.{}.myhuaweicloud.com/v2/{}/audit/backup/obs-buckets",
            seed::REGION,
            seed::PROJECT
        );
        let expected = json!([
            { "name": "X-Auth-Token", "value": null },
            { "name": "X-Key", "value": null },
            { "name": "X-Target-URL", "value": url },
        ]);
        assert_eq!(told[0]["value"]["headers"], expected);
        assert_eq!(told[0]["value"]["route"], proxy.address());
        assert_eq!(told[1]["value"]["answer"], json!({ "obs_list": [] }));
        let [call] = &recorder.take()[..] else { panic!("one call") };
        assert_eq!((call.header("x-target-url"), call.header("x-key")), (Some(url.as_str()), Some("sesame-of-the-proxy")));
    })
    .await;
}

#[tokio::test]
async fn an_answer_without_an_end_is_not_read_to_it() {
    story("client-oversize", async |page| {
        // A little more than is read.
        let recorder = Recorder::answering(Box::leak(" ".repeat(8 * 1024 * 1024 + 1).into_boxed_str()));
        let proxy = Served::start(|_| recorder.router()).await;
        let site = Served::page(&json!({}), &proxy, &Recorder::answering("{}")).await;
        open(page, &site.address()).await;
        let script = format!(
            "const made = client({{ proxy: '{}' }});
             return Promise.all([made.dbss.listBuckets({{}}), made.dds.setDownloadPolicy({{ action: 'close' }})].map(outcome));",
            proxy.address()
        );
        let told = run(page, &script).await;
        assert_eq!(told[0]["error"]["variant"], "TooLarge", "{told}");
        assert_eq!(told[1]["error"]["variant"], "OutcomeUnknown", "{told}");
    })
    .await;
}

#[tokio::test]
async fn when_the_module_stops_no_call_waits_for_it_in_vain() {
    story("client-stopped", async |page| {
        let witness = Witness::start().await;
        open(page, &witness.address()).await;
        let told = run(
            page,
            "const made = client({ project: MISBEHAVING.stalled });
             await made.ready();
             const module = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.wasm')).name;
             const trap = new WebAssembly.RuntimeError('unreachable');
             trap.stack = `RuntimeError: unreachable at ${module}`;
             const call = outcome(made.gaussdb.authorizeDownload({ backup_id: GAUSSDB_BACKUP }));
             // The call is under way once the tasks are done that lead there.
             await new Promise((resolve) => setTimeout(resolve));
             dispatchEvent(new ErrorEvent('error', { error: trap }));
             return [await call, await outcome(made.dbss.listBuckets({})), await outcome(client().ready())];",
        )
        .await;
        let error = &told[0]["error"];
        assert_eq!((&error["variant"], &error["outcome"]), (&json!("OutcomeUnknown"), &json!("unknown")), "{told}");
        // Not because its time was over.
        assert!(error["message"].as_str().unwrap().starts_with("Backup Console has stopped"), "{told}");
        for end in [&told[1], &told[2]] {
            assert_eq!((&end["error"]["real"], end["error"].get("variant")), (&json!(true), None), "{told}");
        }
    })
    .await;
}
