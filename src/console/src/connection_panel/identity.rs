use backup_client::Credential;
use backup_words::{Tell, Words};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    Parts, controls,
    entrance::Incomplete,
    panel::{About, Edit, Panel},
};
use crate::{
    settings::SignInWay,
    texts::{self, panel as text, sign_in},
    ui::{Button, ButtonKind, Field, SecretField, Tab, Tabs, TextField},
};

const TOKEN: &str = "token";
const PASSWORD: &str = "password";
const KEYS: &str = "keys";

/// Who is calling: whoever is signed in, and the ways to sign in anew.
pub fn identity(parts: &Parts<'_>, onforget: &Callback<()>, onunlock: &Callback<()>) -> Html {
    let ways = parts.session.sign_in_ways();
    html! {
        <section class="identity" aria-label={sign_in::text::title(parts.words)} ref={parts.near.clone()}>
            { supplied(parts, onunlock) }
            if let Some(credential) = &parts.session.credential {
                { in_use(parts.words, credential, ways.is_empty(), onforget) }
            }
            if !ways.is_empty() {
                { sign_in_ways(parts, ways) }
            }
        </section>
    }
}

/// What the page around does for the person, where it supplies credentials.
fn supplied(parts: &Parts<'_>, onunlock: &Callback<()>) -> Html {
    let session = parts.session;
    if session.portal().credential.is_none() {
        return Html::default();
    }
    let is_known = session.credential.is_some() && session.supplied;
    let text = match (is_known, session.sign_in_ways().is_empty()) {
        (true, _) => sign_in::text::supplied(parts.words),
        (false, true) => sign_in::text::supplies(parts.words),
        (false, false) => sign_in::text::supplies_or(parts.words),
    };
    html! {
        <div class="supplied">
            <p class="muted">{ text }</p>
            if session.locked {
                <Button small=true onclick={onunlock.reform(|_| ())}>{ sign_in::text::go_on(parts.words) }</Button>
            }
        </div>
    }
}

/// Who is signed in. Only where somebody can sign in here does it matter that they stay.
fn in_use(words: Words, credential: &Credential, is_only: bool, onforget: &Callback<()>) -> Html {
    html! {
        <div class="supplied">
            if !is_only {
                <p class="muted">{ sign_in::in_use(words, credential) }</p>
            }
            <Button kind={ButtonKind::Quiet} small=true onclick={onforget.reform(|_| ())}>{ text::forget(words) }</Button>
        </div>
    }
}

fn sign_in_ways(parts: &Parts<'_>, ways: &[SignInWay]) -> Html {
    let Parts { words, panel, edit, .. } = parts;
    let tabs: Vec<Tab> = ways.iter().map(|way| tab(*words, *way)).collect();
    let onselect = edit.reform(|key: &'static str| Edit::identity(move |panel| panel.method = way(key)));
    let onkeep = edit.reform(|event: Event| {
        let keep = event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
        Edit::new(move |panel| panel.keep = keep)
    });
    let fields = match panel.method {
        SignInWay::Token => token_fields(parts),
        SignInWay::Password => password_fields(parts),
        SignInWay::Key => key_fields(parts),
    };
    html! {
        <Tabs id="identity" label={sign_in::text::title(parts.words)} {tabs} selected={tab(*words, panel.method).key} {onselect}>
            { parts.word(About::Identity) }
            { fields }
            if parts.can_keep {
                <label class="check">
                    <input type="checkbox" checked={panel.keep} onchange={onkeep} />
                    <span>{ sign_in::text::keep(parts.words) }<span class="help">{ sign_in::text::keep_help(parts.words) }</span></span>
                </label>
            }
        </Tabs>
    }
}

fn tab(words: Words, way: SignInWay) -> Tab {
    let (key, label) = match way {
        SignInWay::Token => (TOKEN, text::token(words)),
        SignInWay::Password => (PASSWORD, sign_in::text::password(words)),
        SignInWay::Key => (KEYS, sign_in::text::access_key(words)),
    };
    Tab { key, label: label.into() }
}

fn way(key: &str) -> SignInWay {
    match key {
        PASSWORD => SignInWay::Password,
        KEYS => SignInWay::Key,
        _ => SignInWay::Token,
    }
}

/// A field of the sign-in, with the error that it is to blame for.
struct Asked {
    id: &'static str,
    label: &'static str,
    help: Option<&'static str>,
    note: Option<&'static str>,
}

impl Asked {
    const fn new(id: &'static str, label: &'static str) -> Self {
        Self { id, label, help: None, note: None }
    }

    const fn with(self, help: &'static str) -> Self {
        Self { help: Some(help), ..self }
    }

    fn field(&self, parts: &Parts<'_>, control: Html) -> Html {
        let error = parts.panel.incomplete.filter(|incomplete| incomplete.control() == self.id);
        html! {
            <Field
                id={self.id}
                label={self.label}
                note={self.note.map(AttrValue::Static)}
                help={self.help.map(|help| html! { <p>{ help }</p> })}
                error={error.map(|error| AttrValue::from(wrong(parts.words, error)))}
            >
                { control }
            </Field>
        }
    }

    fn secret(&self, parts: &Parts<'_>) -> Html {
        let oninput = parts.edit.reform(|()| Edit::identity(|_| ()));
        let autofocus = parts.begins_at(self.id);
        self.field(parts, html! { <SecretField {oninput} {autofocus} /> })
    }

    fn text(&self, parts: &Parts<'_>, value: &str, prose: bool, set: fn(&mut Panel, String)) -> Html {
        let oninput = parts.edit.reform(move |text: String| Edit::identity(move |panel| set(panel, text)));
        let value = AttrValue::from(value.to_owned());
        let autofocus = parts.begins_at(self.id);
        self.field(parts, html! { <TextField {prose} {value} {oninput} {autofocus} /> })
    }
}

fn wrong(words: Words, incomplete: Incomplete) -> String {
    match incomplete {
        Incomplete::Token(error) => error.told(words),
        Incomplete::Keys(error) => error.told(words),
        Incomplete::Login(error) => error.told(words),
        Incomplete::Passcode(error) => error.told(words),
    }
}

fn token_fields(parts: &Parts<'_>) -> Html {
    Asked::new(controls::TOKEN, text::token(parts.words)).with(text::token_help(parts.words)).secret(parts)
}

fn password_fields(parts: &Parts<'_>) -> Html {
    let panel = parts.panel;
    let account = Asked::new(controls::ACCOUNT, sign_in::text::account(parts.words));
    let user = Asked::new(controls::USER, sign_in::text::user(parts.words));
    html! {
        <>
            { account.text(parts, &panel.account, true, |panel, text| panel.account = text) }
            { user.text(parts, &panel.user, true, |panel, text| panel.user = text) }
            { Asked::new(controls::PASSWORD, sign_in::text::password(parts.words)).with(sign_in::text::password_help(parts.words)).secret(parts) }
            if panel.asks_passcode {
                { passcode_fields(parts) }
            }
        </>
    }
}

fn passcode_fields(parts: &Parts<'_>) -> Html {
    let user_id = Asked::new(controls::USER_ID, sign_in::text::user_id(parts.words))
        .with(sign_in::text::user_id_help(parts.words));
    html! {
        <>
            { user_id.text(parts, &parts.panel.user_id, false, |panel, text| panel.user_id = text) }
            { Asked::new(controls::PASSCODE, sign_in::text::passcode(parts.words)).secret(parts) }
        </>
    }
}

fn key_fields(parts: &Parts<'_>) -> Html {
    let access = Asked::new(controls::ACCESS, sign_in::text::access(parts.words));
    let security_token = Asked::new(controls::SECURITY_TOKEN, sign_in::text::security_token(parts.words))
        .with(sign_in::text::security_token_help(parts.words));
    html! {
        <>
            { access.text(parts, &parts.panel.access, false, |panel, text| panel.access = text) }
            { Asked::new(controls::SECRET, sign_in::text::secret(parts.words)).with(sign_in::text::secret_help(parts.words)).secret(parts) }
            { Asked { note: Some(texts::optional(parts.words)), ..security_token }.secret(parts) }
        </>
    }
}
