//! What a service may answer, and what must come of it.

use backup_model::{
    answer::Unreadable,
    catalogue::Reading,
    operations::CATALOGUE,
    report::{Action, Cell, Hindrance, Report, Row, State, Stated, Tone},
    size::{Size, Unit},
    value::ProjectId,
};
use backup_tests::{cases, tried};
use backup_words::Words;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::fixture;

const ENGLISH: Words = Words::ENGLISH;
const AUTHORIZE: &str = "gaussdb/authorize-download";
const BUCKETS: &str = "dbss/list-buckets";
const SHARE: &str = "vbs/share-backup";
const POLICY: &str = "dds/set-download-policy";
const DELETE: &str = "geminidb/delete-backup";
const GEMINIDB_BACKUPS: &str = "geminidb/list-backups";
const INSTANCES: &str = "dbss/list-instances";
const SHOW_JOB: &str = "dds/show-job";

/// Reads an answer to the document's example.
fn read(id: &str, body: impl AsRef<[u8]>) -> Result<Reading, Unreadable> {
    let entry = fixture::entry(id);
    entry.read(&entry.example(), &fixture::scope(), body.as_ref())
}

fn report(id: &str, body: Json) -> Report {
    read(id, body.to_string()).unwrap().report
}

fn fact(report: &Report, label: &str) -> Option<String> {
    let fact = report.facts.iter().find(|fact| fact.label.told(ENGLISH) == label).unwrap();
    fact.value.as_ref().map(|value| match value {
        Stated::Told(sentence) => sentence.told(ENGLISH).into_owned(),
        Stated::Code(code) => code.clone(),
    })
}

fn rows(report: &Report) -> &[Row] {
    report.table.as_ref().map_or(&[], |table| &table.rows)
}

/// A cell by the title of its column.
fn cell<'a>(report: &'a Report, row: usize, title: &str) -> &'a Cell {
    let table = report.table.as_ref().unwrap();
    let column = table.columns.iter().position(|column| column.title.told(ENGLISH) == title).unwrap();
    &table.rows[row].cells[column]
}

/// What a person reads in a cell that is a text or a state.
fn text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        Cell::State(State { told: Some(told), .. }) => Some(told.told(ENGLISH)),
        _ => None,
    }
}

#[test]
fn a_sharing_is_read_as_object_and_as_list() {
    let share = json!({"id": "s1", "to_project_id": "722513ed0a324dadaabe5b2d0fe848c9"});
    let object = report(SHARE, json!({ "shared": share }));
    assert_eq!(object, report(SHARE, json!({ "shared": [share] })));
    assert_eq!(text(cell(&object, 0, "Share ID")), Some("s1"));
}

#[test]
fn a_project_that_the_answer_leaves_out_is_marked() {
    let report = report(SHARE, json!({"shared": [{"to_project_id": "722513ed0a324dadaabe5b2d0fe848c9"}]}));
    assert_eq!(report.tone, Tone::Look);
    assert_eq!(rows(&report).len(), 2);
    assert_eq!(text(cell(&report, 1, "To project")), Some("722513ed0a324dadaabe5b2d0fe84919"));
    assert_eq!(text(cell(&report, 1, "State")), Some("not in the answer"));
    assert!(report.headline.told(ENGLISH).contains("not known"), "{report:?}");
}

#[test]
fn a_sharing_may_say_deleted_in_any_way() {
    for (deleted, state) in [
        (Json::Null, "shared"),
        (json!(false), "shared"),
        (json!("False"), "shared"),
        (json!(true), "canceled"),
        (json!("true"), "canceled"),
    ] {
        let report = report(SHARE, json!({"shared": {"to_project_id": "p", "deleted": deleted}}));
        assert_eq!(text(cell(&report, 0, "State")), Some(state), "{deleted}");
    }
}

#[test]
fn cells_are_what_they_tell_and_keep_what_is_none() {
    let share = json!({"created_at": "2026-11-25T20:53:27.000000", "updated_at": "2018-08-016T03:17:51Z"});
    let report = report(SHARE, json!({ "shared": share }));
    let Cell::Time { at, written } = cell(&report, 0, "Created") else { panic!("no time") };
    assert_eq!(
        (at.to_string().as_str(), written.as_str()),
        ("2026-11-25 20:53:27 UTC", "2026-11-25T20:53:27.000000")
    );
    assert_eq!(text(cell(&report, 0, "Updated")), Some("2018-08-016T03:17:51Z"));
    assert_eq!(*cell(&report, 0, "Deleted"), Cell::Nothing);
    assert_eq!(Cell::size(Some("1160.60254"), Unit::Kilobytes), Cell::Size(Size(1_188_457)));
    assert_eq!(text(&Cell::size(Some("large"), Unit::Kilobytes)), Some("large"));
    assert_eq!(Cell::flag(Some("True")), Cell::Flag(true));
}

/// What a person reads of a number, and a program of the same.
fn number(json: &Json) -> (Option<String>, Json) {
    let body = json!({ "instances": [{ "id": "i", "config_num": json }], "total": 1 }).to_string();
    let reading = read(INSTANCES, &body).unwrap();
    let shown = match cell(&reading.report, 0, "Databases") {
        Cell::Number(number) => Some(number.as_str().to_owned()),
        _ => None,
    };
    let mut answer = fixture::entry(INSTANCES).answer_of(body.as_bytes()).unwrap();
    (shown, answer["instances"][0]["config_num"].take())
}

#[test]
fn a_number_is_kept_as_it_was_written() {
    for written in [
        "0",
        "-4",
        "4.50",
        "1160.60254",
        "9007199254740993",
        "18446744073709551616",
        "123456789012345678901.5",
    ] {
        let as_number: Json = serde_json::from_str(written).unwrap();
        for json in [as_number, json!(written)] {
            assert_eq!(number(&json), (Some(written.to_owned()), json!(written)), "{json}");
        }
    }
}

#[test]
fn a_number_that_is_none_loses_nobody_the_answer() {
    for written in ["", "many", "1e3", "01", "NaN"] {
        assert_eq!(number(&json!(written)), (None, json!(written)), "{written}");
    }
}

#[test]
fn times_and_sizes_are_kept_as_they_were_written_and_read_for_people() {
    let backup = json!({ "id": "b", "size": "1160.60254", "begin_time": 1_795_640_007_000_u64 });
    let body = json!({ "backups": [backup], "total_count": 1 }).to_string();
    let report = read(GEMINIDB_BACKUPS, &body).unwrap().report;
    assert_eq!(*cell(&report, 0, "Size"), Cell::Size(Size(1_188_457)));
    let Cell::Time { at, written } = cell(&report, 0, "Begun") else { panic!("no time") };
    assert_eq!((at.to_string().as_str(), written.as_str()), ("2026-11-25 20:53:27 UTC", "1795640007000"));
    let answer = fixture::entry(GEMINIDB_BACKUPS).answer_of(body.as_bytes()).unwrap();
    assert_eq!(
        answer["backups"][0],
        json!({ "id": "b", "size": "1160.60254", "begin_time": "1795640007000" })
    );
}

#[test]
fn a_job_is_told_by_what_its_word_means() {
    for (word, tone, headline) in [
        ("Running", Tone::Accepted, "The job is under way."),
        ("Completed", Tone::Done, "The job is done."),
        ("Failed", Tone::Look, "The job failed."),
        ("FAIL", Tone::Look, "The job failed."),
        ("Pausing", Tone::Look, "Nobody here knows the word for the state of the job."),
    ] {
        let job = json!({ "id": "j", "status": word, "fail_reason": "The instance is abnormal." });
        let report = report(SHOW_JOB, json!({ "job": job }));
        assert_eq!((report.tone, &*report.headline.told(ENGLISH)), (tone, headline), "{word}");
        assert_eq!(fact(&report, "The service's word").as_deref(), Some(word));
        assert_eq!(fact(&report, "Why it failed").as_deref(), Some("The instance is abnormal."));
    }
}

#[test]
fn any_field_may_be_null_or_missing() {
    assert_eq!(fact(&report(AUTHORIZE, json!({"bucket": null, "file_paths": null})), "Bucket"), None);
    assert_eq!(report(AUTHORIZE, json!({})).tone, Tone::Look);
    assert_eq!(rows(&report(BUCKETS, json!({"obs_list": [{"bucket_name": null}, {}]}))).len(), 2);
    assert!(rows(&report(BUCKETS, json!({"obs_list": null}))).is_empty());
    assert_eq!(rows(&report(SHARE, json!({"shared": null}))).len(), 2);
    assert_eq!(fact(&report(DELETE, json!({"job_id": null})), "Job ID"), None);
}

#[test]
fn numbers_and_truth_values_stand_for_texts() {
    assert_eq!(fact(&report(DELETE, json!({"job_id": 4711})), "Job ID").as_deref(), Some("4711"));
    assert_eq!(fact(&report(DELETE, json!({"job_id": true})), "Job ID").as_deref(), Some("true"));
    let report = report(BUCKETS, json!({"obs_list": [{"bucket_name": 1202, "location": 1.5}]}));
    assert_eq!(text(cell(&report, 0, "Bucket")), Some("1202"));
    assert_eq!(text(cell(&report, 0, "Region")), Some("1.5"));
}

#[test]
fn a_list_where_an_object_is_meant_is_no_answer() {
    let refused = [
        (AUTHORIZE, json!(["bucketname", []])),
        (AUTHORIZE, json!({"bucket": ["bucketname"]})),
        (AUTHORIZE, json!({"file_paths": "a/b"})),
        (BUCKETS, json!([["1202", "cn-north-7"]])),
        (BUCKETS, json!({"obs_list": [["1202", "cn-north-7"]]})),
        (BUCKETS, json!({"obs_list": {"bucket_name": "1202"}})),
        (SHARE, json!([])),
        (SHARE, json!({"shared": [["backup", "share"]]})),
        (POLICY, json!([])),
        (DELETE, json!(["f85104b5-4a9c-4e0f-9505-fc5409d8f7ae"])),
        (DELETE, json!({"job_id": {"id": "f85104b5"}})),
    ];
    for (id, body) in refused {
        assert_eq!(read(id, body.to_string()), Err(Unreadable::NoAnswer), "{id}: {body}");
    }
}

#[test]
fn json_without_any_field_of_the_answer_is_no_answer() {
    for entry in CATALOGUE {
        for body in
            [json!({"message": "welcome to the proxy"}), json!({"error_code": "DBS.1", "error_msg": "x"})]
        {
            let read = read(entry.id, body.to_string());
            assert_eq!(read, Err(Unreadable::NoAnswer), "{}: {body}", entry.id);
        }
    }
}

#[test]
fn a_policy_answers_nothing_in_several_ways() {
    for body in ["", " \r\n", "{}", "{ }", "null", "\"\"", "\"Success.\""] {
        let reading = read(POLICY, body).unwrap();
        assert!(reading.report.headline.told(ENGLISH).starts_with("Downloads are open"), "{body:?}");
        assert_eq!(reading.unknown, []);
    }
}

#[test]
fn a_deletion_may_come_without_a_job() {
    for body in ["", "{}"] {
        let report = read(DELETE, body).unwrap().report;
        assert_eq!((report.tone, fact(&report, "Job ID")), (Tone::Accepted, None));
    }
}

#[test]
fn an_empty_body_is_told_where_an_answer_is_meant() {
    for id in [AUTHORIZE, BUCKETS, SHARE] {
        assert_eq!(read(id, ""), Err(Unreadable::Empty));
        assert_eq!(read(id, "\r\n"), Err(Unreadable::Empty));
    }
}

#[test]
fn unknown_fields_are_kept_with_their_place() {
    let body = json!({"obs_list": [{"bucket_name": "a", "owner": {"id": 7}}], "total": 1});
    let unknown = read(BUCKETS, body.to_string()).unwrap().unknown;
    let mut told: Vec<_> = unknown.iter().map(|it| (it.path.as_str(), it.value.as_str())).collect();
    told.sort_unstable();
    assert_eq!(told, [("obs_list[0].owner", r#"{"id":7}"#), ("total", "1")]);

    let one = read(SHARE, json!({"shared": {"id": "s", "status": "new"}}).to_string()).unwrap().unknown;
    assert_eq!(one[0].path, "shared.status");
}

#[test]
fn a_cut_answer_is_told_from_what_never_was_json() {
    let example = fixture::described(fixture::entry(BUCKETS)).document.example.answer;
    for end in 1..example.len() {
        assert_eq!(read(BUCKETS, &example[..end]), Err(Unreadable::Cut), "{}", &example[..end]);
    }
    let html = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    for body in
        [html, "welcome", "{bucket: 1}", "{}{}", "NaN", r#"{"bucket": NaN}"#, r#"{"bucket": Infinity}"#]
    {
        for entry in CATALOGUE {
            assert_eq!(read(entry.id, body), Err(Unreadable::NotJson), "{body}");
        }
    }
}

#[test]
fn numbers_beyond_all_bounds_are_refused() {
    assert_eq!(read(DELETE, r#"{"job_id": 1e999}"#), Err(Unreadable::NotJson));
    assert_eq!(read(BUCKETS, r#"{"obs_list": [], "total": -1e999}"#), Err(Unreadable::NotJson));
}

#[test]
fn a_byte_order_mark_is_no_part_of_an_answer() {
    let example = fixture::described(fixture::entry(AUTHORIZE)).document.example.answer;
    assert_eq!(read(AUTHORIZE, format!("\u{feff}{example}")), read(AUTHORIZE, example));
}

/// An answer is not lost over letters that cannot be read.
#[test]
fn bytes_that_are_no_utf8_lose_nothing_else() {
    let report = read(DELETE, b"{\"job_id\": \"j-1\", \"note\": \"\xd5\x5c\xd0\xc5\"}").unwrap().report;
    assert_eq!(fact(&report, "Job ID").as_deref(), Some("j-1"));
}

/// Ids beyond what a float holds, and numbers with zeros that count.
#[test]
fn numbers_stay_as_they_were_written() {
    let numbers = [
        "9007199254740993",
        "18446744073709551617",
        "-9223372036854775809",
        "0.10",
        "123456789012345678901234567890",
    ];
    for number in numbers {
        let reading = read(DELETE, format!(r#"{{"job_id": {number}, "size": {number}}}"#)).unwrap();
        assert_eq!(fact(&reading.report, "Job ID").as_deref(), Some(number));
        assert_eq!(reading.unknown[0].value, number);
        let answer =
            fixture::entry(DELETE).answer_of(format!(r#"{{"job_id": {number}}}"#).as_bytes()).unwrap();
        assert_eq!(answer["job_id"], number);
    }
}

/// Status 200 makes no success of what names an error.
#[test]
fn an_error_in_the_place_of_an_answer_is_none() {
    for entry in CATALOGUE {
        for body in [
            json!({"error_code": "DBS.280404", "error_msg": "The backup does not exist.", "request_id": "r-7"}),
            json!({"error_code": "DBS.280404", "error_msg": null, "job_id": null, "shared": null, "obs_list": null}),
            json!({"errCode": "DBS.201015", "job_id": "j-1", "bucket": "b", "obs_list": [], "shared": {}}),
        ] {
            let read = read(entry.id, body.to_string());
            assert_eq!(read, Err(Unreadable::NoAnswer), "{}: {body}", entry.id);
        }
    }
    for code in [Json::Null, json!("0"), json!(0), json!("SUCCESS"), json!(200)] {
        assert!(read(DELETE, json!({"job_id": "j", "error_code": code}).to_string()).is_ok(), "{code}");
    }
}

#[test]
fn broken_text_is_refused() {
    assert_eq!(read(AUTHORIZE, r#"{"bucket": "\ud800"}"#), Err(Unreadable::NotJson));
    assert_eq!(read(AUTHORIZE, b"{\"bucket\": \"\xff"), Err(Unreadable::Cut));
}

#[test]
fn deep_nesting_is_refused() {
    for depth in [128, 1_000, 100_000] {
        let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        for body in [format!(r#"{{"obs_list": [], "extra": {deep}}}"#), deep] {
            assert_eq!(read(BUCKETS, body), Err(Unreadable::NotJson), "{depth} deep");
        }
    }
    let shallow = format!(r#"{{"obs_list": [], "extra": {}{}}}"#, "[".repeat(100), "]".repeat(100));
    assert_eq!(read(BUCKETS, shallow).unwrap().unknown.len(), 1);
}

#[test]
fn fifty_thousand_paths_are_all_told() {
    let paths: Vec<String> = (0..50_000).map(|i| format!("a_b/Db/{i}")).collect();
    let report = report(AUTHORIZE, json!({"bucket": "b", "file_paths": paths}));
    assert_eq!(rows(&report).len(), 50_000);
    assert_eq!(text(&rows(&report)[49_999].cells[0]), Some("a_b/Db/49999"));
}

#[test]
fn what_looks_like_a_link_or_markup_stays_text() {
    for hostile in
        ["javascript:alert(1)", "https://evil.example/", "<script>alert(1)</script>", "\u{202e}gpj.exe"]
    {
        let report = report(AUTHORIZE, json!({"bucket": hostile, "file_paths": [hostile]}));
        assert_eq!(fact(&report, "Bucket").as_deref(), Some(hostile));
        assert_eq!(text(&rows(&report)[0].cells[0]), Some(hostile));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(256), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_a_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        for entry in CATALOGUE {
            let _ = read(entry.id, &body);
        }
        tried("answers", CATALOGUE.len());
    }

    /// An answer that is taken shows every field that the document does not name.
    #[test]
    fn any_json_is_refused_or_read_with_nothing_lost(body in answers()) {
        for entry in CATALOGUE {
            let Ok(reading) = read(entry.id, body.to_string()) else { continue };
            let Json::Object(object) = &body else { continue };
            for name in object.keys().filter(|name| !entry.answer().iter().any(|field| field.name == *name)) {
                prop_assert!(reading.unknown.iter().any(|it| it.path == *name), "{name} of {body} is lost");
            }
        }
    }
}

/// Any JSON, mostly with names that the documents know.
fn answers() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        any::<String>().prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            proptest::collection::btree_map(names(), inner, 0..4)
                .prop_map(|fields| Json::Object(fields.into_iter().collect())),
        ]
    })
}

fn names() -> impl Strategy<Value = String> {
    const KNOWN: [&str; 8] =
        ["bucket", "file_paths", "obs_list", "bucket_name", "location", "shared", "deleted", "job_id"];
    prop_oneof![4 => proptest::sample::select(&KNOWN[..]).prop_map(str::to_owned), 1 => any::<String>()]
}

#[test]
fn a_project_leads_on_in_its_own_region_while_it_is_there() {
    let project = |id: &str, name: &str, enabled: bool| json!({ "id": id, "name": name, "enabled": enabled });
    let listed = json!({ "projects": [
        project("p1", "ap-southeast-1", true),
        project("p2", "ap-southeast-1_archive", true),
        project("p3", "ap-southeast-1_archive", false),
        project("p4", "ap-southeast-10", true),
        project("MOS", "MOS", true),
        { "name": "without an id" },
    ] });
    let report = report("iam/list-projects", listed);
    let ends: Vec<_> = rows(&report).iter().map(|row| row.actions.first()).collect();
    for (end, id) in ends.iter().zip(["p1", "p2"]) {
        let Some(Action::Leads(follow_up)) = end else { panic!("{id}: {end:?}") };
        assert_eq!(follow_up.operation, "dds/show-download-policy");
        assert_eq!(follow_up.project.as_ref().map(ProjectId::as_str), Some(id));
    }
    let why = |end: &Option<&Action>| match end {
        Some(Action::Hindered { why, .. }) => Some(*why),
        _ => None,
    };
    let hindered: Vec<_> = ends[2..5].iter().map(why).collect();
    let expected = [Hindrance::Disabled, Hindrance::OtherRegion, Hindrance::OtherRegion];
    assert_eq!(hindered, expected.map(Some));
    assert_eq!(ends[5], None);
    assert_eq!(rows(&report).iter().map(|row| row.key.as_deref()).collect::<Vec<_>>()[0], Some("p1"));
}
