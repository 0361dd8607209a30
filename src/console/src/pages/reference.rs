use std::borrow::Cow;

use backup_client::credential::TOKEN_HEADER;
use backup_model::{
    answer::{AnswerField, Shape},
    catalogue::Entry,
    operation::{PROJECT, Permission, Place},
    rule::Rule,
};
use backup_words::{Tell, Words, words};
use serde_json::Value as Json;
use yew::prelude::*;

use super::{heading, outward, texts_of};
use crate::{
    documents::{Need, Said, not_arrived, use_document},
    language::use_words,
    navigation::Navigation,
    result::lay_out,
    route::Route,
    texts,
    ui::{Button, Card, Detail, code_block, details},
};

words! {
    mod text {
        open_form: "Open the form";
        call: "Call";
        coming: "What the document says is being loaded.";
        permission: "Permission";
        no_permission: "none is documented";
        access: "Access level";
        alias: "Alias";
        permission_kinds: "An account may call every API; an IAM user needs the permission assigned. With role/policy-based \
            authorization, a policy with the supported action grants it; with identity policy-based \
            authorization, the identity policy allows the action named here; no resource type, condition key \
            or dependency is documented for it.";
        document: "Document";
        updated(day: &str): ", updated {day}";
        explorer: "API Explorer";
        sdk: "SDK";
        parameters: "Parameters";
        project: "Project ID";
        project_help: "The ID of a tenant's project in a region. IAM lists the projects of a user with their IDs.";
        token: "Token";
        token_help: "The user's token, mandatory in the header X-Auth-Token. IAM issues it for user name and \
            password, in the header X-Subject-Token of its answer.";
        answer: "Answer";
        no_answer: "An empty body, an empty object or a text: nothing beyond the status.";
        example: "Example of an answer";
        statuses: "Status codes";
        codes: "The error codes, and the statuses that are not listed here, stand on pages of their own \
            beside the document.";
        remarks: "Where the document is unclear";
        find_out: "If the answer is lost";
    }

    /// Where a field is sent.
    mod place {
        path: "path";
        query: "query";
        header: "header";
        body: "body";
        optional(place: &str): "{place}, optional";
    }

    /// What a part of an answer looks like.
    mod shape {
        text: "text";
        number: "number";
        time: "time";
        link: "link that signs";
        size(unit: &str): "number of {unit}";
        flag: "true or false";
        object: "object";
        texts: "list of texts";
        objects: "list of objects";
        one_or_more: "list of objects, or one object";
        nothing: "nothing";
    }
}

/// What the page takes.
#[derive(PartialEq, Properties)]
pub struct ReferencePageProperties {
    /// The operation.
    pub entry: &'static Entry,
}

/// All that is known of an operation, as its file declares it.
#[component]
pub fn ReferencePage(properties: &ReferencePageProperties) -> Html {
    let entry: &'static Entry = properties.entry;
    let words = use_words();
    let said = use_document(entry, Need::Now);
    let Some(navigation) = use_context::<Navigation>() else { return Html::default() };
    let declaration = entry.declaration();
    let open = navigation.go.reform(move |_| Route::Operation(entry));
    let document = match &said {
        Said::There(document) => Some(&**document),
        Said::Coming | Said::NotArrived(_) => None,
    };
    let call = format!("{} {}", declaration.method, declaration.path);
    html! {
        <>
            { heading(words, entry, html! { <Button small=true onclick={open}>{ text::open_form(words) }</Button> }) }
            <div class="reference">
                <Card id="reference-call" title={text::call(words)}>
                    { code_block(text::call(words), call.into()) }
                    { details(sources(words, entry, document)) }
                </Card>
                <Card id="reference-parameters" title={text::parameters(words)}>
                    { details(parameters(words, entry)) }
                </Card>
                { match &said {
                    Said::Coming => html! { <p class="muted" role="status">{ text::coming(words) }</p> },
                    Said::There(document) => told(words, entry, document),
                    Said::NotArrived(again) => not_arrived(words, again),
                } }
            </div>
        </>
    }
}

/// What only the document tells.
fn told(words: Words, entry: &'static Entry, document: &Json) -> Html {
    let [example] = texts_of(&document["example"], ["answer"]);
    let remarks = items(&document["remarks"]).filter_map(|remark| remark.as_str());
    html! {
        <>
            <Card id="reference-answer" title={text::answer(words)}>
                if entry.answer().is_empty() {
                    <p>{ text::no_answer(words) }</p>
                } else {
                    { details(answer_rows(words, entry.answer(), &document["answer"], "")) }
                }
                <section>
                    <h3>{ text::example(words) }</h3>
                    { code_block(text::example(words), lay_out(&example).into()) }
                </section>
            </Card>
            <Card id="reference-statuses" title={text::statuses(words)}>
                { details(items(&document["statuses"]).map(status)) }
                <p class="muted">{ text::codes(words) }</p>
            </Card>
            <Card id="reference-remarks" title={text::remarks(words)}>
                <ul>{ for remarks.map(|remark| html! { <li>{ remark }</li> }) }</ul>
                <section>
                    <h3>{ text::find_out(words) }</h3>
                    <p>{ (entry.declaration().find_out)(words) }</p>
                </section>
            </Card>
        </>
    }
}

fn items(list: &Json) -> impl Iterator<Item = &Json> {
    list.as_array().into_iter().flatten()
}

fn row(label: impl Into<AttrValue>, value: Html) -> Detail {
    Detail { label: label.into(), value, copy: None }
}

fn sources(words: Words, entry: &Entry, document: Option<&Json>) -> Vec<Detail> {
    let limits = document.into_iter().flat_map(|document| items(&document["limits"])).map(|limit| {
        let [subject, text] = texts_of(limit, ["subject", "text"]);
        row(subject, html! { text })
    });
    let mut rows: Vec<Detail> = limits.collect();
    match entry.declaration().permission {
        Some(permission) => rows.extend(permission_rows(words, permission)),
        None => rows.push(row(text::permission(words), html! { text::no_permission(words) })),
    }
    let Some(document) = document else { return rows };
    let [title, url, updated, explorer, sdk] =
        texts_of(&document["document"], ["title", "url", "updated", "explorer", "sdk"]);
    rows.push(row(
        text::document(words),
        html! {
            <>
                { outward(url, title) }
                if !updated.is_empty() { { text::updated(words, &updated) } }
            </>
        },
    ));
    let links = [(text::explorer(words), explorer), (text::sdk(words), sdk)];
    let links = links.into_iter().filter(|(_, address)| !address.is_empty());
    rows.extend(links.map(|(label, address)| row(label, outward(address.clone(), address))));
    rows
}

fn permission_rows(words: Words, permission: Permission) -> Vec<Detail> {
    let mut rows = vec![
        row(text::permission(words), html! { <code>{ permission.action }</code> }),
        row(text::access(words), html! { <code>{ permission.access }</code> }),
    ];
    if let Some(alias) = permission.alias {
        rows.push(row(text::alias(words), html! { <code>{ alias }</code> }));
    }
    rows.push(row("", html! { <span class="muted">{ text::permission_kinds(words) }</span> }));
    rows
}

fn parameters(words: Words, entry: &Entry) -> Vec<Detail> {
    let parameter = |label: &str, name: &str, place: String, help: &str, rule: &Rule| {
        row(
            label.to_owned(),
            html! {
                <>
                    <code>{ name }</code><span class="muted">{ ", " }{ place }</span>
                    <br />
                    { texts::sentences(words, help, &rule.told(words)) }
                    if let Rule::OneOf(choices) = rule {
                        <ul>{ for choices.iter().map(|choice| html! { <li><code>{ choice.value }</code>{ ": " }{ choice.told(words) }</li> }) }</ul>
                    }
                </>
            },
        )
    };
    let project = entry.project.map(|rule| {
        let place = place::path(words).to_owned();
        parameter(text::project(words), PROJECT, place, text::project_help(words), &rule)
    });
    let token = row(
        text::token(words),
        html! {
            <>
                <code>{ TOKEN_HEADER }</code><span class="muted">{ ", " }{ place::header(words) }</span>
                <br />
                { text::token_help(words) }
            </>
        },
    );
    let fields = entry.fields.iter().map(|field| {
        let place = place_of(words, field.place);
        let place = if field.required { place.to_owned() } else { place::optional(words, place) };
        parameter((field.label)(words), field.name, place, (field.help)(words), &field.rule)
    });
    project.into_iter().chain([token]).chain(fields).collect()
}

fn place_of(words: Words, place: Place) -> &'static str {
    match place {
        Place::Path => place::path(words),
        Place::Query => place::query(words),
        Place::Header => place::header(words),
        Place::Body => place::body(words),
    }
}

/// The documented fields, beside what the document says of each, in the same order.
fn answer_rows(words: Words, fields: &[AnswerField], said: &Json, prefix: &str) -> Vec<Detail> {
    let mut rows = Vec::new();
    for (field, said) in fields.iter().zip(items(said)) {
        let name = format!("{prefix}{}", field.name);
        let [meaning] = texts_of(said, ["meaning"]);
        rows.push(row(
            name.clone(),
            html! { <>{ meaning }{ " " }<span class="muted">{ shape_of(words, &field.shape) }</span></> },
        ));
        let shape = &said["shape"];
        match field.shape {
            Shape::Object(fields) => {
                rows.extend(answer_rows(words, fields, &shape["fields"], &format!("{name}.")));
            }
            Shape::List(Shape::Object(fields)) | Shape::OneOrMore(Shape::Object(fields)) => {
                rows.extend(answer_rows(words, fields, &shape["item"]["fields"], &format!("{name}[].")));
            }
            _ => {}
        }
    }
    rows
}

fn shape_of(words: Words, shape: &Shape) -> Cow<'static, str> {
    let told = match shape {
        Shape::Size(unit) => return shape::size(words, unit.sign()).into(),
        Shape::Number => shape::number(words),
        Shape::Time => shape::time(words),
        Shape::Link => shape::link(words),
        Shape::Text => shape::text(words),
        Shape::Flag => shape::flag(words),
        Shape::Object(_) => shape::object(words),
        Shape::List(Shape::Text) => shape::texts(words),
        Shape::List(_) => shape::objects(words),
        Shape::OneOrMore(_) => shape::one_or_more(words),
        Shape::Nothing => shape::nothing(words),
    };
    told.into()
}

fn status(status: &Json) -> Detail {
    let [name, meaning] = texts_of(status, ["name", "meaning"]);
    row([status["code"].to_string(), name].join(" "), html! { meaning })
}
