use backup_client::proxy::Target;
use backup_model::{
    draft::Draft,
    operations::CATALOGUE,
    region::{self, Region},
    service::Service,
};
use yew::prelude::*;

use super::route_check::RouteCheck;
use crate::{
    session::{SessionHandle, Texts},
    settings::Setting,
    texts::connection as words,
    ui::{Field, TextField},
};

/// What the part takes.
#[derive(PartialEq, Properties)]
pub struct AdvancedProperties {
    /// The settings, as typed.
    pub texts: Texts,
    /// What is wrong with the proxy.
    pub proxy_error: Option<String>,
    /// What is wrong with endpoints.
    pub endpoint_errors: Vec<(Service, String)>,
    /// Where the proxy comes from.
    pub proxy_note: Option<AttrValue>,
    /// Where the endpoints come from.
    pub endpoints_note: Option<AttrValue>,
    /// Called with changed settings.
    pub onchange: Callback<Texts>,
}

/// The proxy and the endpoints.
#[component]
pub fn Advanced(properties: &AdvancedProperties) -> Html {
    let AdvancedProperties { texts, proxy_error, endpoint_errors, proxy_note, endpoints_note, onchange } =
        properties;
    let Some(session) = use_context::<SessionHandle>() else { return Html::default() };
    let onproxy = {
        let texts = texts.clone();
        onchange.reform(move |proxy: String| Texts { proxy, ..texts.clone() })
    };
    // While something is wrong inside, it stays open.
    let must_open = proxy_error.is_some() || !endpoint_errors.is_empty();
    let endpoint = |service: Service| {
        let key = service.key();
        let known = region::endpoint(service, texts.region.trim());
        let oninput = {
            let texts = texts.clone();
            onchange.reform(move |text: String| {
                let mut texts = texts.clone();
                texts.set_endpoint(service, text);
                texts
            })
        };
        let error = endpoint_errors.iter().find(|(wrong, _)| *wrong == service);
        let error = error.map(|(_, text)| AttrValue::from(text.clone()));
        html! {
            <Field
                {key}
                id={format!("connection-endpoint-{key}")}
                label={words::endpoint(service)}
                note={endpoints_note.clone()}
                help={html! { <p>{ words::endpoint_help(service, known.is_some()) }</p> }}
                {error}
            >
                <TextField
                    value={texts.endpoint(service).to_owned()}
                    readonly={session.pins(Setting::Endpoints)}
                    placeholder={known.map(|endpoint| AttrValue::from(endpoint.to_string()))}
                    {oninput}
                />
            </Field>
        }
    };
    html! {
        <details open={must_open}>
            <summary>{ words::ADVANCED }</summary>
            <div class="form">
                <Field
                    id="connection-proxy"
                    label={words::PROXY}
                    note={proxy_note.clone()}
                    help={html! { <>{ leads_to(&session, texts) }<p>{ words::PLACEHOLDERS }</p></> }}
                    error={live_error(&session, texts).or_else(|| proxy_error.clone()).map(AttrValue::from)}
                >
                    <TextField value={texts.proxy.clone()} readonly={session.pins(Setting::Proxy)} oninput={onproxy} />
                </Field>
                <RouteCheck texts={texts.clone()} />
                { for services().map(endpoint) }
            </div>
        </details>
    }
}

/// The services of the catalogue.
fn services() -> impl Iterator<Item = Service> {
    Service::ALL
        .into_iter()
        .filter(|service| CATALOGUE.iter().any(|entry| entry.declaration.service == *service))
}

fn live_error(session: &SessionHandle, texts: &Texts) -> Option<String> {
    session.route_by(&texts.proxy).err().map(|unusable| unusable.to_string())
}

/// Where an example of a call would go by this setting.
fn leads_to(session: &SessionHandle, texts: &Texts) -> Html {
    let shown = || {
        let route = session.route_by(&texts.proxy).ok()?;
        let region: Region = texts.region.parse().ok()?;
        let entry = CATALOGUE.first()?;
        let service = entry.declaration.service;
        let endpoint = region::endpoint(service, region.as_str())?;
        let example: Draft = entry.example();
        let plan = entry.plan(&example, entry.declaration.example.project, endpoint).ok()?;
        Some(route.url(&plan.request, Target { service, region: &region }))
    };
    match shown() {
        Some(url) => html! { <p class="code" aria-live="polite">{ words::leads_to(&url) }</p> },
        None => Html::default(),
    }
}
