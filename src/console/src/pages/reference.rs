use backup_model::{
    answer::Shape,
    catalogue::Entry,
    description::{Answered, Description},
    document::{Source, Status},
    operation::{Declaration, PROJECT, Permission, Place},
    rule::Rule,
};
use yew::prelude::*;

use super::{heading, outward};
use crate::{
    navigation::Navigation,
    result::lay_out,
    route::Route,
    texts::{self, facts as words},
    ui::{Button, Card, Detail, code_block, details},
};

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
    let Some(navigation) = use_context::<Navigation>() else { return Html::default() };
    let declaration = entry.declaration;
    let Some(description) = Description::find(declaration.id) else { return Html::default() };
    let document = description.document;
    let open = navigation.go.reform(move |_| Route::Operation(entry));
    let title = format!("{} · {}", declaration.service, words::CALL.to_ascii_lowercase());
    html! {
        <>
            { heading(entry, html! { <Button small=true onclick={open}>{ words::OPEN_FORM }</Button> }) }
            <div class="reference">
                <Card id="reference-call" {title}>
                    { code_block(words::CALL, format!("{} {}", declaration.method, declaration.path).into()) }
                    { details(sources(description)) }
                </Card>
                <Card id="reference-parameters" title={words::PARAMETERS}>{ details(parameters(entry)) }</Card>
                <Card id="reference-answer" title={words::ANSWER}>
                    if entry.answer.is_empty() {
                        <p>{ words::NO_ANSWER }</p>
                    } else {
                        { details(answer_rows(&description.answer(), "")) }
                    }
                    <section>
                        <h3>{ words::EXAMPLE }</h3>
                        { code_block(words::EXAMPLE, lay_out(document.example.answer).into()) }
                    </section>
                </Card>
                <Card id="reference-statuses" title={words::STATUSES}>
                    { details(statuses(description)) }
                    <p class="muted">{ Source::CODES }</p>
                </Card>
                <Card id="reference-remarks" title={words::REMARKS}>
                    <ul>{ for document.remarks.iter().map(|remark| html! { <li>{ *remark }</li> }) }</ul>
                    <section>
                        <h3>{ words::FIND_OUT }</h3>
                        <p>{ declaration.find_out }</p>
                    </section>
                </Card>
            </div>
        </>
    }
}

fn row(label: impl Into<AttrValue>, value: Html) -> Detail {
    Detail { label: label.into(), value, copy: None }
}

fn sources(description: &Description) -> Vec<Detail> {
    let (declaration, document) = (description.entry.declaration, description.document);
    let mut rows: Vec<Detail> =
        document.limits.iter().map(|limit| row(limit.subject, html! { limit.text })).collect();
    match declaration.permission {
        Some(permission) => {
            rows.push(row(words::PERMISSION, html! { <code>{ permission.action }</code> }));
            rows.push(row(words::ACCESS, html! { permission.access }));
            if let Some(alias) = permission.alias {
                rows.push(row(words::ALIAS, html! { <code>{ alias }</code> }));
            }
            rows.push(row("", html! { <span class="muted">{ Permission::KINDS }</span> }));
        }
        None => rows.push(row(words::PERMISSION, html! { words::NO_PERMISSION })),
    }
    let source = document.source;
    rows.push(row(
        words::DOCUMENT,
        html! {
            <>
                { outward(source.url, source.title) }
                if let Some(updated) = source.updated { { ", " }{ words::UPDATED }{ " " }{ updated } }
            </>
        },
    ));
    let links = [(words::EXPLORER, source.explorer), (words::SDK, source.sdk)];
    rows.extend(links.into_iter().filter_map(|(label, address)| {
        let address = address?;
        Some(row(label, outward(address, address)))
    }));
    rows
}

fn parameters(entry: &Entry) -> Vec<Detail> {
    let parameter = |label: &str, name: &str, place: &str, help: &str, rule: &Rule, required: bool| {
        row(
            label.to_owned(),
            html! {
                <>
                    <code>{ name }</code>
                    <span class="muted">{ ", " }{ place }{ if required { "" } else { ", " } }{ if required { "" } else { texts::OPTIONAL } }</span>
                    <br />
                    { texts::form::rule(help, &rule.to_string()) }
                    if let Rule::OneOf(choices) = rule {
                        <ul>{ for choices.iter().map(|choice| html! { <li><code>{ choice.value }</code>{ ": " }{ choice.meaning }</li> }) }</ul>
                    }
                </>
            },
        )
    };
    let project = entry.declaration.project.map(|rule| {
        let place = place(Place::Path);
        parameter(words::PROJECT_LABEL, PROJECT, place, Declaration::PROJECT_HELP, &rule, true)
    });
    let token = row(
        words::TOKEN_LABEL,
        html! { <><code>{ "X-Auth-Token" }</code><span class="muted">{ ", header" }</span><br />{ Declaration::TOKEN_HELP }</> },
    );
    let fields = entry.fields.iter().map(|field| {
        parameter(field.label, field.name, place(field.place), field.help, &field.rule, field.required)
    });
    project.into_iter().chain([token]).chain(fields).collect()
}

const fn place(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Body => "body",
    }
}

fn answer_rows(fields: &[Answered], prefix: &str) -> Vec<Detail> {
    let mut rows = Vec::new();
    for field in fields {
        let name = format!("{prefix}{}", field.name);
        rows.push(row(
            name.clone(),
            html! { <>{ field.meaning }{ " " }<span class="muted">{ shape(&field.shape) }</span></> },
        ));
        let mark = if matches!(field.shape, Shape::Object(_)) { "." } else { "[]." };
        rows.extend(answer_rows(&field.inside(), &format!("{name}{mark}")));
    }
    rows
}

const fn shape(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text => "text",
        Shape::Flag => "true or false",
        Shape::Object(_) => "object",
        Shape::List(Shape::Text) => "list of texts",
        Shape::List(_) => "list of objects",
        Shape::OneOrMore(_) => "list of objects, or one object",
        Shape::Nothing => "nothing",
    }
}

fn statuses(description: &Description) -> Vec<Detail> {
    let status = |status: &Status| row(format!("{} {}", status.code, status.name), html! { status.meaning });
    description.document.statuses.iter().map(status).collect()
}
