//! An operation with a header and a list of numbers, which none of the catalogue has yet: as it leaves, as whoever it is
//! sent.

use std::borrow::Cow;

use backup_client::{Client, Credential, cancel::Cancel};
use backup_model::{
    answer::Nothing,
    document::{Document, Example, Source},
    draft::Draft,
    operation::{Declaration, Effect, Field, Input, Invalid, Operation, Place, Scope},
    report::{Report, Tone},
    request::Method,
    rule::Rule,
    service::Service,
    value::{Distinct, ListItem, Value, Whole, Widget},
};
use backup_sandbox::seed;

use crate::{
    calls::{connection, keys, route, token},
    signatures::check,
    wire::{Sent, Wire, json},
};

const HEADER: &str = "X-Language";

/// From one to nine.
struct Rank(Whole<1, 9>);

impl Value for Rank {
    const RULE: Rule = <Whole<1, 9>>::RULE;
    const WIDGET: Widget = Widget::Number;

    fn parse(text: &str) -> Result<Self, backup_model::rule::Violation> {
        Whole::parse(text).map(Self)
    }

    fn texts(&self) -> Vec<Cow<'_, str>> {
        self.0.texts()
    }
}

impl serde::Serialize for Rank {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl ListItem for Rank {
    const MOST: usize = 3;
}

#[derive(serde::Serialize)]
struct Spoken {
    #[serde(skip)]
    language: String,
    ranks: Distinct<Rank>,
}

impl Input for Spoken {
    const FIELDS: &'static [Field] = &[
        Field {
            name: HEADER,
            label: |_| "",
            help: |_| "",
            place: Place::Header,
            rule: Rule::any_id(),
            widget: Widget::Line,
            required: true,
            example: "en-us",
        },
        Field {
            name: "ranks",
            label: |_| "",
            help: |_| "",
            place: Place::Body,
            rule: <Distinct<Rank>>::RULE,
            widget: Widget::Lines,
            required: true,
            example: "3\n1",
        },
    ];

    fn parse(draft: &Draft) -> Result<Self, Vec<Invalid>> {
        let ranks = Distinct::parse(draft.get("ranks"));
        let wrong = |violation| vec![Invalid { field: "ranks", rule: <Distinct<Rank>>::RULE, violation }];
        Ok(Self { language: draft.get(HEADER).to_owned(), ranks: ranks.map_err(wrong)? })
    }

    fn texts(&self, field: &str) -> Vec<Cow<'_, str>> {
        match field {
            HEADER => vec![self.language.as_str().into()],
            _ => self.ranks.texts(),
        }
    }
}

impl Operation for Spoken {
    type Answer = Nothing;

    const DECLARATION: &'static Declaration = &Declaration {
        id: "dds/spoken",
        service: Service::Dds,
        method: Method::Put,
        path: "/v3/{project_id}/ranks",
        project: Some(Rule::any_id()),
        envelope: None,
        effect: Effect::Exposes,
        success: Some(200),
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

    fn report(&self, _: &Nothing, _: &Scope) -> Report {
        Report::new(Tone::Done, |_| "")
    }
}

async fn send(credential: Credential, template: &str) -> Sent {
    let draft = Spoken::FIELDS.iter().map(|field| (field.name, field.example)).collect();
    let wire = Wire::always(json(200, "{}"));
    let mut connection = connection(credential);
    connection.place.route = route(template);
    Client::new(&wire)
        .perform(&Spoken::parse(&draft).unwrap(), &connection, &mut Cancel::never())
        .await
        .unwrap();
    wire.only()
}

fn leaves_whole(sent: &Sent) {
    assert_eq!(sent.header(HEADER), Some("en-us"));
    assert_eq!(sent.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case(HEADER)).count(), 1);
    assert_eq!(sent.body.as_deref(), Some(r#"{"ranks":[3,1]}"#));
}

#[tokio::test]
async fn a_header_of_an_operation_leaves_once_whatever_the_route() {
    for template in ["", "https://px.example/{url}", "/proxy/{host}{path}{query}"] {
        leaves_whole(&send(token(seed::TOKEN), template).await);
        leaves_whole(&send(keys(), template).await);
    }
}

#[tokio::test]
async fn a_header_of_an_operation_is_signed_with_the_rest() {
    let sent = send(keys(), "").await;
    let verified = check(&sent.received()).unwrap();
    assert!(verified.signed_headers.iter().any(|name| name == "x-language"), "{verified:?}");
    let mut changed = sent.received();
    for (name, value) in &mut changed.headers {
        if name.eq_ignore_ascii_case(HEADER) {
            "zh-cn".clone_into(value);
        }
    }
    assert!(check(&changed).is_err(), "a header that was changed on the way is noticed");
}
