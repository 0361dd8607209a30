use backup_client::{
    credential::{Keys, NoToken, Token},
    iam::{Login, Passcode},
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    entrance::{Attempt, Incomplete},
    panel::{Edit, Panel},
};
use crate::{
    settings::SignInWay,
    texts::{connection as words, sign_in},
    ui::{Button, ButtonKind, Field, SecretField, Tab, Tabs, TextField, take_secret},
};

/// The secret fields. What is typed into them stays in them.
#[derive(Clone, Default, PartialEq)]
pub struct Secrets {
    /// A token.
    pub token: NodeRef,
    /// A password.
    pub password: NodeRef,
    /// A passcode.
    pub passcode: NodeRef,
    /// The secret of an access key.
    pub secret_key: NodeRef,
    /// The security token of a temporary access key.
    pub security_token: NodeRef,
}

impl Secrets {
    /// Empties the fields.
    pub fn wipe(&self) {
        for field in [&self.token, &self.password, &self.passcode, &self.secret_key, &self.security_token] {
            let _ = take_secret(field);
        }
    }

    /// What was typed to sign in.
    ///
    /// # Errors
    /// What of it is missing or wrong.
    pub fn attempt(&self, panel: &Panel) -> Result<Attempt, Incomplete> {
        match panel.method {
            SignInWay::Token => match text(&self.token).parse::<Token>() {
                Ok(token) => Ok(Attempt::Token(token)),
                Err(NoToken::Missing) => Ok(Attempt::Nothing),
                Err(error) => Err(Incomplete::Token(error)),
            },
            SignInWay::Key => {
                Keys::parse(&panel.access, &text(&self.secret_key), &text(&self.security_token))
                    .map(Attempt::Keys)
                    .map_err(Incomplete::Keys)
            }
            SignInWay::Password => {
                let login = Login::parse(&panel.account, &panel.user, &text(&self.password))
                    .map_err(Incomplete::Login)?;
                let passcode = panel
                    .asks_passcode
                    .then(|| Passcode::parse(&panel.user_id, &text(&self.passcode)))
                    .transpose()
                    .map_err(Incomplete::Passcode)?;
                Ok(Attempt::Password(login, passcode))
            }
        }
    }
}

fn text(node: &NodeRef) -> String {
    node.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default()
}

/// The page around, where it supplies credentials.
#[derive(Clone, PartialEq)]
pub struct Supplier {
    /// Whether the credential is one that it has supplied.
    pub supplied: bool,
    /// Whether it is not asked until a person goes on.
    pub locked: bool,
    /// Goes on.
    pub onunlock: Callback<()>,
}

/// What the part takes.
#[derive(PartialEq, Properties)]
pub struct IdentityProperties {
    /// What the panel holds.
    pub panel: Panel,
    /// The secret fields.
    pub secrets: Secrets,
    /// Whether somebody is signed in.
    pub known: bool,
    /// How a person may sign in.
    pub ways: Vec<SignInWay>,
    /// The page around, where it supplies credentials.
    pub supplier: Option<Supplier>,
    /// Whether the credential can be kept in the tab's session storage.
    pub can_keep: bool,
    /// Changes the panel.
    pub edit: Callback<Edit>,
    /// Signs in to list the projects.
    pub onlist: Callback<()>,
    /// Drops the credential.
    pub onforget: Callback<()>,
}

const TOKEN: &str = "token";
const PASSWORD: &str = "password";
const KEYS: &str = "keys";

/// Who is calling: a token, a password or an access key.
#[component]
pub fn Identity(properties: &IdentityProperties) -> Html {
    let IdentityProperties { panel, secrets, known, ways, supplier, can_keep, edit, onlist, onforget } =
        properties;
    let forget = known.then(|| {
        html! {
            <Button kind={ButtonKind::Quiet} small=true onclick={onforget.reform(|_| ())}>{ words::FORGET }</Button>
        }
    });
    let supplied = supplier.as_ref().map(|supplier| supplied(supplier, *known, ways.is_empty()));
    if ways.is_empty() {
        return html! {
            <section class="identity" aria-label={sign_in::TITLE}>
                { supplied }
                <div class="form-end">{ forget }</div>
            </section>
        };
    }
    let tabs: Vec<Tab> = ways.iter().copied().map(tab).collect();
    let selected = tab(panel.method).key;
    let onselect = edit.reform(|key: &'static str| {
        let method = match key {
            PASSWORD => SignInWay::Password,
            KEYS => SignInWay::Key,
            _ => SignInWay::Token,
        };
        Edit::new(move |panel| {
            panel.method = method;
            panel.wrong.identity = None;
            panel.word = None;
        })
    });
    let fields = match panel.method {
        SignInWay::Token => token_fields(panel, secrets, *known),
        SignInWay::Password => password_fields(panel, secrets, edit),
        SignInWay::Key => key_fields(panel, secrets, edit),
    };
    let onkeep = edit.reform(|event: Event| {
        let keep = event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
        Edit::new(move |panel| panel.keep = keep)
    });
    html! {
        <section class="identity" aria-label={sign_in::TITLE}>
            { supplied }
            <Tabs id="identity" label={sign_in::TITLE} {tabs} {selected} {onselect}>
                { fields }
                <div class="form-end">
                    <Button small=true busy={panel.waiting.is_some()} onclick={onlist.reform(|_| ())}>
                        { if panel.method == SignInWay::Password { sign_in::SIGN_IN_AND_LIST } else { sign_in::LIST } }
                    </Button>
                    { forget }
                </div>
                if *can_keep {
                    <label class="check">
                        <input type="checkbox" checked={panel.keep} onchange={onkeep} />
                        <span>{ sign_in::KEEP }<span class="help">{ sign_in::KEEP_HELP }</span></span>
                    </label>
                }
            </Tabs>
        </section>
    }
}

fn tab(way: SignInWay) -> Tab {
    let (key, label) = match way {
        SignInWay::Token => (TOKEN, words::TOKEN),
        SignInWay::Password => (PASSWORD, sign_in::PASSWORD),
        SignInWay::Key => (KEYS, sign_in::ACCESS_KEY),
    };
    Tab { key, label: label.into() }
}

/// What the page around does for the person.
fn supplied(supplier: &Supplier, known: bool, only: bool) -> Html {
    let text = match (known && supplier.supplied, only) {
        (true, _) => sign_in::SUPPLIED,
        (false, true) => sign_in::SUPPLIES,
        (false, false) => sign_in::SUPPLIES_OR,
    };
    html! {
        <div class="supplied">
            <p class="muted">{ text }</p>
            if supplier.locked {
                <Button small=true onclick={supplier.onunlock.reform(|_| ())}>{ sign_in::GO_ON }</Button>
            }
        </div>
    }
}

fn token_fields(panel: &Panel, secrets: &Secrets, known: bool) -> Html {
    let help = if known { words::TOKEN_KEPT } else { words::TOKEN_HELP };
    let error = match panel.wrong.identity {
        Some(Incomplete::Token(error)) => Some(AttrValue::from(words::token(error))),
        _ => None,
    };
    html! {
        <Field id="connection-token" label={words::TOKEN} help={html! { <p>{ help }</p> }} {error}>
            <SecretField node={secrets.token.clone()} placeholder="X-Auth-Token" />
        </Field>
    }
}

fn password_fields(panel: &Panel, secrets: &Secrets, edit: &Callback<Edit>) -> Html {
    let login = match panel.wrong.identity {
        Some(Incomplete::Login(error)) => Some(error),
        _ => None,
    };
    let passcode = match panel.wrong.identity {
        Some(Incomplete::Passcode(error)) => Some(error),
        _ => None,
    };
    use backup_client::iam::{NoLogin, NoPasscode};
    let error = |which: NoLogin, label: &str| {
        login.filter(|error| *error == which).map(|error| AttrValue::from(sign_in::wrong(label, &error)))
    };
    let code_error = |which: NoPasscode, label: &str| {
        passcode.filter(|error| *error == which).map(|error| AttrValue::from(sign_in::wrong(label, &error)))
    };
    let typed = |set: fn(&mut Panel, String)| {
        edit.reform(move |text: String| Edit::new(move |panel| set(panel, text)))
    };
    html! {
        <>
            <Field id="sign-in-account" label={sign_in::ACCOUNT} error={error(NoLogin::Account, sign_in::ACCOUNT)}>
                <TextField prose=true value={panel.account.clone()} oninput={typed(|panel, text| panel.account = text)} />
            </Field>
            <Field id="sign-in-user" label={sign_in::USER} error={error(NoLogin::User, sign_in::USER)}>
                <TextField prose=true value={panel.user.clone()} oninput={typed(|panel, text| panel.user = text)} />
            </Field>
            <Field
                id="sign-in-password"
                label={sign_in::PASSWORD}
                help={html! { <p>{ sign_in::PASSWORD_HELP }</p> }}
                error={error(NoLogin::Password, sign_in::PASSWORD)}
            >
                <SecretField node={secrets.password.clone()} />
            </Field>
            if panel.asks_passcode {
                <Field
                    id="sign-in-user-id"
                    label={sign_in::USER_ID}
                    help={html! { <p>{ sign_in::USER_ID_HELP }</p> }}
                    error={code_error(NoPasscode::UserId, sign_in::USER_ID)}
                >
                    <TextField value={panel.user_id.clone()} oninput={typed(|panel, text| panel.user_id = text)} />
                </Field>
                <Field id="sign-in-passcode" label={sign_in::PASSCODE} error={code_error(NoPasscode::Code, sign_in::PASSCODE)}>
                    <SecretField node={secrets.passcode.clone()} />
                </Field>
            }
        </>
    }
}

fn key_fields(panel: &Panel, secrets: &Secrets, edit: &Callback<Edit>) -> Html {
    use backup_client::credential::NoKeys;
    let wrong = match panel.wrong.identity {
        Some(Incomplete::Keys(error)) => Some(error),
        _ => None,
    };
    let error =
        |is: fn(&NoKeys) -> bool| wrong.filter(is).map(|error| AttrValue::from(sign_in::wrong_key(&error)));
    let onaccess = edit.reform(|text: String| Edit::new(move |panel| panel.access = text));
    html! {
        <>
            <Field
                id="sign-in-access"
                label={sign_in::ACCESS}
                error={error(|error| matches!(error, NoKeys::Access(_)))}
            >
                <TextField value={panel.access.clone()} oninput={onaccess} />
            </Field>
            <Field
                id="sign-in-secret"
                label={sign_in::SECRET}
                help={html! { <p>{ sign_in::SECRET_HELP }</p> }}
                error={error(|error| matches!(error, NoKeys::Secret(_)))}
            >
                <SecretField node={secrets.secret_key.clone()} />
            </Field>
            <Field
                id="sign-in-security-token"
                label={sign_in::SECURITY_TOKEN}
                note={crate::texts::OPTIONAL}
                help={html! { <p>{ sign_in::SECURITY_TOKEN_HELP }</p> }}
                error={error(|error| matches!(error, NoKeys::SecurityToken(_) | NoKeys::SecurityTokenTooLong(_)))}
            >
                <SecretField node={secrets.security_token.clone()} />
            </Field>
        </>
    }
}
