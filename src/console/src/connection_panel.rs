//! The connection: where calls go, as whom, and by which route.

mod advanced;
mod region;

use backup_client::{
    Credential,
    credential::{NoToken, Token},
};
use backup_model::{region::Region, service::Service, value::ProjectId};
use yew::prelude::*;

use self::{advanced::Advanced, region::RegionField};
use crate::{
    session::{Change, SessionHandle, Texts, Trouble},
    texts::{self, connection as words},
    ui::{Announce, Button, ButtonKind, Dialog, Field, Notice, SecretField, TextField, Tone, take_secret},
};

/// What the panel takes.
#[derive(PartialEq, Properties)]
pub struct ConnectionPanelProperties {
    /// What brought the person here.
    pub trouble: Option<Trouble>,
    /// Called when the panel is to go.
    pub onclose: Callback<()>,
}

/// What is wrong with the panel's fields.
#[derive(Clone, Debug, Default, PartialEq)]
struct Wrong {
    region: Option<String>,
    project: Option<String>,
    token: Option<NoToken>,
    proxy: Option<String>,
    endpoints: Vec<(Service, String)>,
}

/// The connection panel.
#[component]
pub fn ConnectionPanel(properties: &ConnectionPanelProperties) -> Html {
    let ConnectionPanelProperties { trouble, onclose } = properties;
    let Some(session) = use_context::<SessionHandle>() else { return Html::default() };
    let texts_state = use_state_eq(|| session.texts.clone());
    let wrong = use_state_eq(Wrong::default);
    let token = use_node_ref();
    let typed = (*texts_state).clone();

    let set = {
        let setter = texts_state.setter();
        Callback::from(move |texts: Texts| setter.set(texts))
    };
    let edit = |change: fn(&mut Texts, String)| {
        let (typed, set) = (typed.clone(), set.clone());
        Callback::from(move |text: String| {
            let mut texts = typed.clone();
            change(&mut texts, text);
            set.emit(texts);
        })
    };
    let onconfirm = {
        let (session, typed, token, onclose) =
            (session.clone(), typed.clone(), token.clone(), onclose.clone());
        let wrong = wrong.setter();
        Callback::from(move |()| {
            let given = secret(&token);
            let found = check(&session, &typed, &given);
            if found == Wrong::default() {
                let _ = take_secret(&token);
                session.dispatch(Change::Use(typed.clone(), given.ok().flatten().map(Credential::Token)));
                onclose.emit(());
            } else {
                wrong.set(found);
            }
        })
    };
    let forget = session.credential.is_some().then(|| {
        let session = session.dispatcher();
        html! {
            <Button kind={ButtonKind::Quiet} small=true onclick={Callback::from(move |_| session.dispatch(Change::Forget))}>
                { words::FORGET }
            </Button>
        }
    });
    let extra = session.emulated().is_some().then(|| {
        let (session, onclose) = (session.dispatcher(), onclose.clone());
        let onclick = Callback::from(move |_| {
            session.dispatch(Change::UseEmulated);
            onclose.emit(());
        });
        html! { <Button {onclick}>{ words::USE_EMULATED }</Button> }
    });
    let token_help = if session.credential.is_some() { words::TOKEN_KEPT } else { words::TOKEN_HELP };
    html! {
        <Dialog
            id="connection"
            title={texts::CONNECTION}
            confirm={words::USE}
            cancel={texts::CANCEL}
            extra={extra.unwrap_or_default()}
            {onconfirm}
            onclose={onclose.clone()}
        >
            if let Some(trouble) = trouble {
                <Notice tone={Tone::Warning} announce={Announce::AtOnce}><p>{ texts::trouble(trouble) }</p></Notice>
            }
            <RegionField
                region={typed.region.clone()}
                error={wrong.region.clone()}
                onchange={edit(|texts, text| texts.region = text)}
            />
            <Field
                id="connection-project"
                label={texts::PROJECT}
                help={html! { <p>{ words::PROJECT_HELP }</p> }}
                error={wrong.project.clone().map(AttrValue::from)}
            >
                <TextField value={typed.project.clone()} oninput={edit(|texts, text| texts.project = text)} />
            </Field>
            <Field
                id="connection-token"
                label={words::TOKEN}
                help={html! { <p>{ token_help }{ " " }{ forget.unwrap_or_default() }</p> }}
                error={wrong.token.map(|error| AttrValue::from(words::token(error)))}
            >
                <SecretField node={token} placeholder="X-Auth-Token" />
            </Field>
            <Advanced
                texts={typed.clone()}
                proxy_error={wrong.proxy.clone()}
                endpoint_errors={wrong.endpoints.clone()}
                onchange={set}
            />
        </Dialog>
    }
}

/// The token that was typed, if any. It stays in the field until the whole panel is right.
fn secret(node: &NodeRef) -> Result<Option<Token>, NoToken> {
    let input = node.cast::<web_sys::HtmlInputElement>();
    match input.map(|input| input.value().parse()) {
        None | Some(Err(NoToken::Missing)) => Ok(None),
        Some(parsed) => parsed.map(Some),
    }
}

fn check(session: &SessionHandle, texts: &Texts, token: &Result<Option<Token>, NoToken>) -> Wrong {
    let trouble = |trouble: Trouble| texts::trouble(&trouble);
    let endpoint_errors = Service::ALL.into_iter().filter_map(|service| {
        let text = texts.endpoints.get(service.key()).filter(|text| !text.trim().is_empty())?;
        let error = text.parse::<backup_model::endpoint::Endpoint>().err()?;
        Some((service, trouble(Trouble::Endpoint(service, error))))
    });
    Wrong {
        region: texts.region.parse::<Region>().err().map(|violation| trouble(Trouble::Region(violation))),
        project: texts
            .project
            .parse::<ProjectId>()
            .err()
            .map(|violation| trouble(Trouble::Project(violation))),
        token: token.as_ref().err().copied(),
        proxy: session.route_by(&texts.proxy).err().map(|unusable| words::proxy(&unusable)),
        endpoints: endpoint_errors.collect(),
    }
}
