use backup_client::proxy::Target;
use backup_model::{
    draft::Draft,
    operations::CATALOGUE,
    pasted,
    region::{self, Region},
    service::Service,
};
use backup_words::{Tell, Words};
use yew::prelude::*;

use super::{
    Parts, controls,
    panel::{Edit, Wrong},
    route_check::RouteCheck,
};
use crate::{
    session::{Session, Trouble},
    settings::Setting,
    texts::{self, panel as text},
    ui::{Field, TextField},
};

/// The proxy and the endpoints. Once something was wrong inside, it stays open.
pub fn advanced(parts: &Parts<'_>, wrong: &Wrong) -> Html {
    let is_sent_here = services().map(controls::endpoint).any(|id| parts.begins_at(&id));
    html! {
        <details open={parts.panel.is_advanced || is_sent_here || parts.begins_at(controls::PROXY)}>
            <summary>{ text::advanced(parts.words) }</summary>
            <div class="form">
                { proxy(parts) }
                <RouteCheck texts={parts.panel.texts.clone()} />
                <p class="help">{ texts::endpoints(parts.words, &parts.panel.texts.region, &unknown(parts)) }</p>
                { for services().map(|service| endpoint(parts, service, wrong)) }
            </div>
        </details>
    }
}

/// What is wrong with the proxy is said at once: it can be wrong in many ways.
fn proxy(parts: &Parts<'_>) -> Html {
    let template = &parts.panel.texts.proxy;
    let error =
        parts.session.route_by(template).err().map(|unusable| AttrValue::from(unusable.told(parts.words)));
    let oninput = parts.edit.reform(|text: String| Edit::new(move |panel| panel.texts.proxy = text));
    html! {
        <Field
            id={controls::PROXY}
            label={text::proxy(parts.words)}
            note={parts.note(Setting::Proxy)}
            help={html! { <>{ leads_to(parts.words, parts.session) }<p>{ text::placeholders(parts.words, PLACEHOLDERS) }</p></> }}
            {error}
        >
            <TextField
                value={template.clone()}
                readonly={parts.session.pins(Setting::Proxy)}
                autofocus={parts.begins_at(controls::PROXY)}
                {oninput}
            />
        </Field>
    }
}

fn endpoint(parts: &Parts<'_>, service: Service, wrong: &Wrong) -> Html {
    let id = controls::endpoint(service);
    let known = known(parts, service);
    let oninput = parts
        .edit
        .reform(move |text: String| Edit::new(move |panel| panel.texts.set_endpoint(service, text)));
    let error = wrong.endpoints.iter().find(|(wrong, _)| *wrong == service);
    let help =
        (known.is_some() && service.has_derived_endpoints()).then(|| text::endpoint_derived(parts.words));
    html! {
        <Field
            key={service.key()}
            id={id.clone()}
            label={text::endpoint(parts.words, service.name())}
            note={parts.note(Setting::Endpoints)}
            help={help.map(|help| html! { <p>{ help }</p> })}
            error={error.map(|(_, wrong)| AttrValue::from(texts::trouble(parts.words, &Trouble::Endpoint(service, *wrong))))}
        >
            <TextField
                value={parts.panel.texts.endpoint(service).to_owned()}
                readonly={parts.session.pins(Setting::Endpoints)}
                placeholder={known.map(|endpoint| AttrValue::from(endpoint.to_string()))}
                autofocus={parts.begins_at(&id)}
                {oninput}
            />
        </Field>
    }
}

/// The services of the catalogue.
fn services() -> impl Iterator<Item = Service> {
    Service::ALL.into_iter().filter(|service| CATALOGUE.iter().any(|entry| entry.service == *service))
}

fn known(parts: &Parts<'_>, service: Service) -> Option<backup_model::endpoint::Endpoint> {
    region::endpoint(service, pasted::value(&parts.panel.texts.region))
}

/// The services whose endpoints the table does not tell in this region.
fn unknown(parts: &Parts<'_>) -> Vec<Service> {
    services().filter(|service| known(parts, *service).is_none()).collect()
}

/// What a template is made of.
const PLACEHOLDERS: &str = "{url} {encoded} {scheme} {host} {path} {query} {service} {region}";

/// A project that every operation takes, where none is typed.
const EXAMPLE_PROJECT: &str = "0123456789abcdef0123456789abcdef";

/// Where an example of a call would go by this setting.
fn leads_to(words: Words, session: &Session) -> Html {
    let shown = || {
        let route = session.route().ok()?;
        let region: Region = session.texts.region.parse().ok()?;
        let entry = CATALOGUE.first()?;
        let service = entry.service;
        let endpoint = region::endpoint(service, region.as_str())?;
        let example: Draft = entry.example();
        let projects = [session.texts.project.as_str(), EXAMPLE_PROJECT];
        let plan =
            projects.iter().find_map(|project| entry.plan(&example, project, endpoint.clone()).ok())?;
        Some(route.url(&plan.request, Target { service, region: &region }))
    };
    match shown() {
        Some(url) => html! { <p class="code" aria-live="polite">{ text::leads_to(words, &url) }</p> },
        None => Html::default(),
    }
}
