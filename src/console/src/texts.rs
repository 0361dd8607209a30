//! Every text of the page that does not belong to an operation.

pub mod ending;
pub mod route_check;
pub mod sign_in;

use std::time::Duration;

use backup_model::{catalogue::Entry, operation::Effect, rule::Violation, service::Service};

use backup_words::{Words, words};

use crate::{
    session::{Origin, Trouble},
    ui::Tone,
};

pub const CONNECTION: &str = "Connection";
pub const NO_TOKEN: &str = "no token";
pub const TOKEN_SET: &str = "token set";
pub const PROJECT: &str = "Project";
pub const REGION: &str = "Region";
pub const OPTIONAL: &str = "optional";
pub const CANCEL: &str = "Cancel";

/// What stands in the place of a value that nobody gave.
pub const NOT_GIVEN: &str = "–";

words! {
    mod shared {
        cancel: "Cancel";
        from_link: "from a link";
        optional: "optional";
        project: "Project";
        reference: "Reference";
        region: "Region";
        result: "Result";
        milliseconds(count: Count): "{count} ms";
        seconds(seconds: Count): "{seconds} s";
        tenths(seconds: &str): "{seconds} s";
    }
}

pub use self::shared::{cancel, from_link, optional, project, reference, region, result};

/// A duration as a person waits it.
pub fn duration(words: Words, duration: Duration) -> String {
    match (duration.as_secs(), duration.subsec_millis()) {
        (0, milliseconds) => shared::milliseconds(words, milliseconds as usize),
        (seconds, milliseconds) => shared::tenths(words, &format!("{seconds}.{}", milliseconds / 100)),
    }
}

/// How long something takes by now.
pub fn seconds(words: Words, elapsed: Duration) -> String {
    shared::seconds(words, usize::try_from(elapsed.as_secs()).unwrap_or(usize::MAX))
}

/// An id whose middle is left out, for places that only remind of it.
pub fn short(id: &str) -> String {
    let (start, end) = (id.get(..8), id.len().checked_sub(4).and_then(|from| id.get(from..)));
    match (start, end) {
        (Some(start), Some(end)) if id.len() > 16 => format!("{start}…{end}"),
        _ => id.to_owned(),
    }
}

/// The colour of an effect.
pub const fn effect_tone(effect: Effect) -> Tone {
    match effect {
        Effect::Reads => Tone::Accent,
        Effect::Grants | Effect::Exposes => Tone::Warning,
        Effect::Destroys => Tone::Danger,
    }
}

/// Where the value of a setting comes from.
pub const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Pinned => "pinned by this page",
        Origin::Link => "from a link",
        Origin::Person => "set by you",
        Origin::Configuration => "from the configuration",
    }
}

/// An operation among those of all services.
pub fn operation(words: Words, entry: &Entry) -> String {
    let declaration = entry.declaration;
    [declaration.service.name(), (declaration.menu)(words)].join(" · ")
}

/// What of the connection is to be mended.
pub fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Region(Violation::Missing) => "Choose a region.".to_owned(),
        Trouble::Region(violation) => format!("Choose a region: {violation}."),
        Trouble::RegionNotOffered => "Choose a region that is offered here.".to_owned(),
        Trouble::Project(Violation::Missing) => {
            "Give the ID of a project, or choose one of the list.".to_owned()
        }
        Trouble::Project(violation) => format!("Give the ID of a project: {violation}."),
        Trouble::Credential => "Sign in first: there is no token.".to_owned(),
        Trouble::Proxy(unusable) => unusable.to_string(),
        Trouble::Endpoint(service, error) => format!("The endpoint of {service} {error}."),
        Trouble::NoEndpoint(service) => {
            format!(
                "No endpoint of {service} is known in this region. Set one under Advanced, or choose another region."
            )
        }
    }
}

/// The form's own texts.
pub mod form {
    /// The rule beside a field.
    pub fn rule(help: &str, rule: &str) -> String {
        let mut sentence = rule.to_owned();
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        format!("{help} {sentence}.")
    }
}

/// The connection panel.
pub mod connection {
    pub const USE: &str = "Use this connection";
    pub const CHOOSE: &str = "Choose a region";
    pub const CHOOSE_PROJECT: &str = "Choose a project";
    pub const OTHER: &str = "Another region";
    pub const OTHER_HELP: &str =
        "The name of a region that is not in the list. Its endpoints are set under Advanced.";
    pub const PROJECT_HELP: &str = "The ID of the project, as My Credentials shows it for the region.";
    pub const TOKEN: &str = "Token";
    pub const TOKEN_HELP: &str = "Kept in memory only, gone when this page closes.";
    pub const FORGET: &str = "Forget";
    pub const ADVANCED: &str = "Advanced";
    pub const PROXY: &str = "CORS proxy";
    pub const PLACEHOLDERS: &str = "Placeholders: {url} {encoded} {scheme} {host} {path} {query} {service} {region}. Empty: straight to the cloud.";
    pub const USE_EMULATED: &str = "Use the emulated sign-in";
    pub const DROP_TITLE: &str = "Drop what you typed?";
    pub const DROP_BODY: &str = "None of it is in use yet.";
    pub const DROP: &str = "Drop it";
    pub const STAY: &str = "Go on";

    /// Where a call would go.
    pub fn leads_to(url: &str) -> String {
        format!("Calls go to {url}")
    }

    /// The label of an endpoint.
    pub fn endpoint(service: super::Service) -> String {
        format!("{service} endpoint")
    }

    /// Where an endpoint comes from.
    pub fn endpoint_help(service: super::Service, known: bool) -> Option<&'static str> {
        (known && service.has_derived_endpoints())
            .then_some("Derived from the endpoint of EVS; no table of the vendor names it. Check it.")
    }

    /// Where the endpoints come from that are not set, and which are not known.
    pub fn endpoints(region: &str, unknown: &[super::Service]) -> String {
        let names: Vec<String> = unknown.iter().map(ToString::to_string).collect();
        match unknown {
            _ if region.is_empty() => {
                "The endpoints follow from the region, unless they are set here.".to_owned()
            }
            [] => "An empty endpoint is that of the vendor's table.".to_owned(),
            _ => format!(
                "An empty endpoint is that of the vendor's table, which knows none in this region of: {}.",
                names.join(", ")
            ),
        }
    }

    /// What is wrong with a token, without any of it.
    pub fn token(error: backup_client::credential::NoToken) -> String {
        format!("The token {error}.")
    }
}
