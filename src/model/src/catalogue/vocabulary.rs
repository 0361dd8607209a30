//! One operation that uses every word for what is sent.

use std::collections::BTreeSet;

use backup_words::{Tell, Words};

use crate::{
    answer::Nothing,
    catalogue::{Code, Entry, Plan, Reader},
    document::{Document, Example, Source},
    draft::Draft,
    given::{Given, Values},
    moment::Spelling,
    operation::{self, Declaration, Effect, Input, Operation, Scope},
    report::{Action, Cell, Column, FollowUp, Hindrance, Label, Report, Row, Table, Tone},
    request::Method,
    rule::{Decimal, Rule, Violation},
    service::Service,
    size::Unit,
    value::{Distinct, ListItem, Whole, identifier, size, time},
};

identifier! {
    /// A word.
    Word: Rule::any_id();
}

time! {
    /// A time with its zone.
    Since: Spelling::Zoned;
    /// A time with a blank, in UTC.
    Until: Spelling::Blank;
}

size! {
    /// A size that the service counts in GB.
    Disk: Unit::Gigabytes;
}

impl ListItem for Word {
    const MOST: usize = 3;
}

/// A rank.
type Rank = Whole<1, 9>;

impl ListItem for Rank {
    const MOST: usize = 3;
}

// Not at the line's start by its own name: nobody is told this.
operation::input! {
    /// A field of each kind, in each place.
    Everything {
        /// A word in the path.
        Path word: Word, "Word", "one";
        /// Words that repeat in the query.
        Query status: Option<Distinct<Word>>, "Status", "a\nb";
        /// A whole number in the query.
        Query limit: Option<Whole<1, 100>>, "Limit", "50";
        /// A time in the query.
        Query since: Option<Since>, "Since", "2026-11-26T04:53:27+0800";
        /// A time with a blank in the query.
        Query before: Option<Until>, "Before", "2026-11-26T04:53:27+08:00";
        /// A size in the query.
        Query least: Option<Disk>, "Least", "40 GB";
        /// A word in a header.
        Header language: Option<Word>, "Language", "en-us";
        /// A whole number in the body.
        Body count: Whole<0, 18446744073709551615>, "Count", "18446744073709551615";
        /// A number with decimals in the body.
        Body size: Option<Decimal>, "Size", "1160.60254";
        /// A time in the body.
        Body until: Option<Until>, "Until", "1795640007000";
        /// Numbers in the body.
        Body ranks: Option<Distinct<Rank>>, "Ranks", "3\n1";
        /// A switch in the body.
        Body open: Option<bool>, "Open", "true";
        /// A size in the body.
        Body disk: Option<Disk>, "Disk", "1.5 TiB";
    }
}

impl Operation for Everything {
    type Answer = Nothing;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "dds/everything",
        service: Service::Dds,
        method: Method::Post,
        path: "/v3/things/{word}",
        project: None,
        envelope: None,
        effect: Effect::Reads,
        success: None,
        list: None,
        job: None,
        confirm: None,
        permission: None,
        title: |_| "",
        menu: |_| "",
        action: |_| "",
        summary: |_| "",
        find_out: |_| "",
    };

    const DOCUMENT: &'static Document = &Document {
        api_name: None,
        source: Source { title: "", url: "", updated: None, explorer: None, sdk: None },
        limits: &[],
        statuses: &[],
        remarks: &[],
        example: Example { project: None, answer: "" },
    };

    fn report(&self, _: &Nothing, scope: &Scope) -> Report {
        const COLUMNS: &[Column] = &[Column::code("word", |_| "Word")];
        let leads = Action::Leads(FollowUp {
            label: Label(|_| "Again"),
            operation: Self::DECLARATION.id,
            values: vec![("word", self.word.to_string())],
            project: scope.project.clone(),
        });
        let hindered =
            Hindrance::ALL.map(|why| Action::Hindered { label: Label(|_| "Again"), operation: "", why });
        let rows = std::iter::once(leads).chain(hindered).map(|action| {
            let key = Some(self.word.as_str());
            Row { actions: vec![action], ..Row::new(key, vec![Cell::text(key)]) }
        });
        let mut report = Report::new(Tone::Done, |_| "");
        report.table = Some(Table { noun: Label(|_| "words"), columns: COLUMNS, rows: rows.collect() });
        report
    }
}

const ENTRY: Entry = Entry::of::<Everything>();
const CODE: Code = Code::of::<Everything>();

fn plan(draft: &Draft) -> Plan {
    (CODE.plan)(draft, "", "https://cloud.example".parse().unwrap()).unwrap()
}

/// What is wrong with a field of this text.
fn wrong(field: &'static str, text: &str) -> Violation {
    let mut draft = ENTRY.example();
    draft.set(field, text);
    let mut invalid = ENTRY.check(&draft, "");
    assert_eq!((CODE.plan)(&draft, "", "https://cloud.example".parse().unwrap()), Err(invalid.clone()));
    assert_eq!((invalid.len(), invalid[0].field), (1, field), "{text}");
    invalid.remove(0).violation
}

#[test]
fn everything_has_its_place() {
    let plan = plan(&ENTRY.example());
    let typed = Everything::parse(&ENTRY.example()).unwrap();
    assert_eq!(plan.request.path, format!("/v3/things/{}", typed.word.as_str()));
    assert_eq!(
        plan.request.query_string(),
        "?status=a&status=b&limit=50&since=2026-11-25T20%3A53%3A27%2B0000&before=2026-11-25%2020%3A53%3A27&least=40"
    );
    assert_eq!(plan.request.headers, [("language".to_owned(), "en-us".to_owned())]);
    let body = r#"{"count":18446744073709551615,"size":1160.60254,"until":"2026-11-25 20:53:27","ranks":[3,1],"open":true,"disk":1536}"#;
    assert_eq!(plan.request.body.as_deref(), Some(body));
    assert_eq!((plan.project, plan.effect), (None, Effect::Reads));
}

#[test]
fn what_is_blank_is_left_out() {
    let draft = [("word", "one"), ("count", "0"), ("size", " ")].into_iter().collect();
    let request = plan(&draft).request;
    assert_eq!(request.query_string(), "");
    assert_eq!(request.headers, []);
    assert_eq!(request.body.as_deref(), Some(r#"{"count":0}"#));
}

#[test]
fn numbers_times_switches_and_sizes_are_held_to_their_rules() {
    for text in ["-1", "+1", "1.5", "1e3", "0x1", "one", "١"] {
        assert_eq!(wrong("limit", text), Violation::NoNumber, "{text}");
    }
    for text in ["0", "101", "18446744073709551616"] {
        assert_eq!(wrong("limit", text), Violation::OutOfRange, "{text}");
    }
    for text in [".5", "1.", "01", "--1", "1,5", "NaN", "1e3"] {
        assert_eq!(wrong("size", text), Violation::NoNumber, "{text}");
    }
    for text in ["yesterday", "2026-02-29", "2018-08-016T00:00:00Z"] {
        assert_eq!(wrong("since", text), Violation::NoTime, "{text}");
    }
    for text in ["yes", "TRUE", "1"] {
        assert_eq!(wrong("open", text), Violation::NotListed, "{text}");
    }
    for text in ["40", "large", "1.5 MB", "-1 GB"] {
        assert_eq!(wrong("disk", text), Violation::NoSize, "{text}");
    }
}

#[test]
fn a_program_gives_values_of_their_kind() {
    let given = [
        ("word", Given::Text("one".to_owned())),
        ("status", Given::List(["a", "b"].map(|word| Given::Text(word.to_owned())).to_vec())),
        // Numbers, or texts of their digits.
        ("ranks", Given::List(vec![Given::Number("3".to_owned()), Given::Text("1".to_owned())])),
        ("limit", Given::Number("50".to_owned())),
        ("language", Given::Text("en-us".to_owned())),
        // Beyond what a program's own numbers hold.
        ("count", Given::Text("18446744073709551615".to_owned())),
        ("size", Given::Number("1160.60254".to_owned())),
        ("since", Given::Text("2026-11-25 20:53:27".to_owned())),
        ("until", Given::Text("2026-11-25T20:53:27Z".to_owned())),
        ("before", Given::Text("2026-11-25T20:53:27Z".to_owned())),
        ("least", Given::Text("40960 MB".to_owned())),
        ("open", Given::Flag(true)),
        ("disk", Given::Text("1536 GB".to_owned())),
    ];
    let draft = ENTRY.fill(given.map(|(name, given)| (name.to_owned(), given)), "").unwrap();
    assert_eq!(plan(&draft), plan(&ENTRY.example()));
    let told = serde_json::to_string(&Values { fields: ENTRY.fields, draft: &draft }).unwrap();
    assert!(
        told.ends_with(
            r#""size":1160.60254,"until":"2026-11-25T20:53:27Z","ranks":[3,1],"open":true,"disk":"1536 GB"}"#
        ),
        "{told}"
    );
}

#[test]
fn a_value_of_another_kind_is_refused_by_name() {
    for (field, given, said) in [
        ("limit", Given::Flag(true), "This takes a number."),
        ("open", Given::Text("true".to_owned()), "This takes true or false."),
        // A number alone does not say of what.
        ("disk", Given::Number("40".to_owned()), "This takes a string."),
        ("word", Given::Number("1".to_owned()), "This takes a string."),
        ("status", Given::Text("a".to_owned()), "This takes a list of strings."),
        ("status", Given::List(vec![Given::Number("1".to_owned())]), "This takes a list of strings."),
        ("ranks", Given::Number("1".to_owned()), "This takes a list of numbers."),
        ("ranks", Given::List(vec![Given::Flag(true)]), "This takes a list of numbers."),
        ("ranks", Given::List(vec![Given::List(Vec::new())]), "This takes a list of numbers."),
    ] {
        let wrong = ENTRY.fill([(field.to_owned(), given)], "").unwrap_err();
        let wrong = wrong.iter().find(|wrong| wrong.field() == field).unwrap();
        assert_eq!(wrong.to_string(), said);
    }
}

#[test]
fn a_row_leads_on_or_says_why_it_does_not() {
    let scope = Scope { region: "region-1".to_owned(), project: "p1".parse().ok() };
    let example = ENTRY.example();
    let mut reader = Reader::of(CODE.reads, &example, &scope, b"");
    let report = std::iter::repeat_with(|| reader.read_on()).find_map(|read| read).unwrap().unwrap().report;
    let rows = report.table.unwrap().rows;
    let mut told = BTreeSet::new();
    for row in &rows {
        assert_eq!(row.key.as_deref(), Some("one"));
        match &row.actions[..] {
            [Action::Leads(follow_up)] => {
                let draft = follow_up.values.iter().map(|(name, text)| (*name, text.clone())).collect();
                assert_eq!(follow_up.project, scope.project);
                // What is filled in by a row is still to be completed by a person.
                assert_eq!(ENTRY.check(&draft, "p1").len(), 1);
            }
            [Action::Hindered { why, .. }] => assert!(told.insert(why.told(Words::ENGLISH)), "{why:?}"),
            other => panic!("one action, not {other:?}"),
        }
    }
    assert_eq!((rows.len(), told.len()), (1 + Hindrance::ALL.len(), Hindrance::ALL.len()));
}
