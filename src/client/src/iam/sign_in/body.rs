use serde::Serialize;
use zeroize::Zeroizing;

use super::{Scope, SignIn};

#[derive(Serialize)]
struct Body<'a> {
    auth: Auth<'a>,
}

#[derive(Serialize)]
struct Auth<'a> {
    identity: Identity<'a>,
    scope: Wanted<'a>,
}

#[derive(Serialize)]
struct Identity<'a> {
    methods: &'static [&'static str],
    password: Of<Password<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    totp: Option<Of<Totp<'a>>>,
}

#[derive(Serialize)]
struct Of<U> {
    user: U,
}

#[derive(Serialize)]
struct Password<'a> {
    name: &'a str,
    password: &'a str,
    domain: Name<'a>,
}

#[derive(Serialize)]
struct Totp<'a> {
    id: &'a str,
    passcode: &'a str,
}

#[derive(Serialize)]
struct Name<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Id<'a> {
    id: &'a str,
}

#[derive(Serialize)]
enum Wanted<'a> {
    #[serde(rename = "domain")]
    Account(Name<'a>),
    #[serde(rename = "project")]
    Project(Id<'a>),
    #[serde(rename = "project")]
    Named(Name<'a>),
}

/// The body of a sign-in.
pub(super) fn write(sign_in: &SignIn<'_>) -> Option<Zeroizing<String>> {
    let SignIn { login, passcode, scope } = *sign_in;
    let body = Body {
        auth: Auth {
            identity: Identity {
                methods: if passcode.is_some() { &["password", "totp"] } else { &["password"] },
                password: Of {
                    user: Password {
                        name: login.user(),
                        password: login.password(),
                        domain: Name { name: login.account() },
                    },
                },
                totp: passcode
                    .map(|passcode| Of { user: Totp { id: passcode.user_id(), passcode: passcode.code() } }),
            },
            scope: match scope {
                Scope::Account => Wanted::Account(Name { name: login.account() }),
                Scope::Project(id) => Wanted::Project(Id { id: id.as_str() }),
                Scope::Named(name) => Wanted::Named(Name { name }),
            },
        },
    };
    let texts = login.user().len() + login.password().len() + 2 * login.account().len();
    let name = if let Scope::Named(name) = scope { name.len() } else { 0 };
    json(&body, texts + name)
}

/// JSON may take six bytes for one of a text. As the buffer never grows, it leaves no copy of the password behind.
fn json(value: &impl Serialize, length_of_texts: usize) -> Option<Zeroizing<String>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(1024 + 6 * length_of_texts));
    serde_json::to_writer(&mut *bytes, value).ok()?;
    String::from_utf8(std::mem::take(&mut *bytes)).ok().map(Zeroizing::new)
}
