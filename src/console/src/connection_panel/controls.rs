//! The panel's controls by their ids, and what they show: a password manager fills them without an event.

use backup_model::service::Service;
use web_sys::Node;

use super::panel::Panel;
use crate::{
    session::{Session, Trouble},
    settings::SignInWay,
    ui::focus::{empty_in, shown_in},
};

pub const NAMED: &str = "connection-named";
pub const NAME: &str = "connection-name";
pub const COLOR: &str = "connection-color";
pub const REGION: &str = "connection-region";
pub const OTHER_REGION: &str = "connection-other-region";
pub const PROJECT: &str = "connection-project";
pub const PROXY: &str = "connection-proxy";
pub const TOKEN: &str = "connection-token";
pub const ACCOUNT: &str = "sign-in-account";
pub const USER: &str = "sign-in-user";
pub const PASSWORD: &str = "sign-in-password";
pub const USER_ID: &str = "sign-in-user-id";
pub const PASSCODE: &str = "sign-in-passcode";
pub const ACCESS: &str = "sign-in-access";
pub const SECRET: &str = "sign-in-secret";
pub const SECURITY_TOKEN: &str = "sign-in-security-token";
/// Goes on after the question whether to drop what was typed.
pub const STAY: &str = "connection-stay";
/// Uses the connection.
pub const CONFIRM: &str = "connection-confirm";

const SECRETS: [&str; 5] = [TOKEN, PASSWORD, PASSCODE, SECRET, SECURITY_TOKEN];

/// The control of a service's endpoint.
pub fn endpoint(service: Service) -> String {
    format!("connection-endpoint-{}", service.key())
}

/// The first field of a way to sign in.
pub const fn first_of(way: SignInWay) -> &'static str {
    match way {
        SignInWay::Token => TOKEN,
        SignInWay::Password => ACCOUNT,
        SignInWay::Key => ACCESS,
    }
}

/// The control that a person is sent to: by what brought them here, else by what is missing.
pub fn sent_to_by(trouble: Option<&Trouble>, session: &Session, panel: &Panel) -> String {
    let sign_in = || {
        let can_sign_in = !session.sign_in_ways().is_empty();
        if can_sign_in { first_of(panel.method) } else { REGION }.to_owned()
    };
    match trouble {
        Some(Trouble::Credential) => sign_in(),
        Some(Trouble::Project(_)) => PROJECT.to_owned(),
        Some(Trouble::Proxy(_)) => PROXY.to_owned(),
        Some(Trouble::Endpoint(service, _) | Trouble::NoEndpoint(service)) => endpoint(*service),
        Some(Trouble::Region(_) | Trouble::RegionNotOffered) => REGION.to_owned(),
        None if session.credential.is_none() && session.region().is_ok() => sign_in(),
        None => REGION.to_owned(),
    }
}

/// Empties the secret fields.
pub fn wipe(near: &Node) {
    SECRETS.iter().for_each(|id| empty_in(near, id));
}

/// What a control shows; nothing where it is not there.
pub fn text(near: &Node, id: &str) -> String {
    shown_in(near, id).unwrap_or_default()
}

/// Whether any secret was typed.
pub fn hold_secrets(near: &Node) -> bool {
    SECRETS.iter().any(|id| !text(near, id).is_empty())
}

/// The panel as its controls show it.
pub fn as_shown(panel: &Panel, near: &Node) -> Panel {
    let mut shown = panel.clone();
    let texts = &mut shown.texts;
    for (id, text) in [
        (OTHER_REGION, &mut texts.region),
        (PROJECT, &mut texts.project),
        (PROXY, &mut texts.proxy),
        (ACCOUNT, &mut shown.account),
        (USER, &mut shown.user),
        (USER_ID, &mut shown.user_id),
        (ACCESS, &mut shown.access),
    ] {
        if let Some(shown) = shown_in(near, id) {
            *text = shown;
        }
    }
    for service in Service::ALL {
        if let Some(text) = shown_in(near, &endpoint(service)).filter(|text| text != texts.endpoint(service))
        {
            texts.set_endpoint(service, text);
        }
    }
    shown
}
