//! Every text of the page that does not belong to an operation.

pub mod ending;
pub mod offer;
pub mod route_check;
pub mod sign_in;

use std::time::Duration;

use backup_model::{catalogue::Entry, operation::Effect, rule::Violation, service::Service};

use backup_words::{Tell, Words, count, words};

use crate::{
    session::{Origin, Trouble},
    settings::Named,
    ui::{Tone, data_table::Cell},
};

/// What stands in the place of a value that nobody gave.
pub const NOT_GIVEN: &str = "–";

/// A cell of which nothing is known.
pub fn not_given() -> Cell {
    Cell { shown: Some(NOT_GIVEN.into()), ..Cell::default() }
}

words! {
    mod shared {
        cancel: "Cancel";
        connection: "Connection";
        form: "Form";
        from_link: "from a link";
        optional: "optional";
        project: "Project";
        reference: "Reference";
        region: "Region";
        result: "Result";
        sentences(first: &str, then: &str): "{first} {then}";
        through(proxy: &str): "through {proxy}";
        straight: "straight to the cloud";
        milliseconds(count: Count): "{count} ms";
        seconds(seconds: Count): "{seconds} s";
        tenths(seconds: &str): "{seconds} s";
    }

    mod origins {
        pinned: "pinned by this page";
        link: "from a link";
        person: "set by you";
        configuration: "from the configuration";
    }

    mod mend {
        region: "Choose a region.";
        region_wrong(why: &str): "This is no name of a region. {why}";
        region_not_offered: "Choose a region that is offered here.";
        project: "Give the ID of a project, or choose one of the list.";
        project_wrong(why: &str): "This is no ID of a project. {why}";
        credential: "Sign in first: there is no token.";
        endpoint(service: &str, why: &str): "{service}: {why}";
        no_endpoint(service: &str): "No endpoint of {service} is known in this region. Set one under Advanced, or choose another \
            region.";
    }

    pub mod panel {
        use_it: "Use this connection";
        by_name: "Connection by name";
        none_of_them: "None of them";
        naming: "Keep this connection under a name";
        naming_help: "Region, project, proxy and endpoints are kept in this browser, and never a sign-in.";
        name: "Name";
        color: "Colour";
        production: "This is production";
        production_short: "production";
        production_help: "Before each change there, its name is to be typed.";
        keep: "Keep it";
        kept(name: &str): "{name} is kept.";
        drop_name(name: &str): "Drop {name}";
        dropped(name: &str): "{name} is dropped.";
        not_kept: "The browser keeps nothing here.";
        given: "This page gives a connection of this name. Take another name.";
        choose: "Choose a region";
        choose_project: "Choose a project";
        other: "Another region";
        other_help: "The name of a region that is not in the list. Its endpoints are set under Advanced.";
        project_help: "The ID of the project, as My Credentials shows it for the region.";
        token: "Token";
        token_help: "Kept in memory only, gone when this page closes.";
        forget: "Forget";
        advanced: "Advanced";
        proxy: "CORS proxy";
        placeholders(all: &str): "Placeholders: {all}. Empty: straight to the cloud.";
        use_emulated: "Use the emulated sign-in";
        drop_title: "Drop what you typed?";
        drop_body: "None of it is in use yet.";
        drop_it: "Drop it";
        stay: "Go on";
        leads_to(url: &str): "Calls go to {url}";
        endpoint(service: &str): "{service} endpoint";
        endpoint_derived: "Derived from the endpoint of EVS; no table of the vendor names it. Check it.";
        endpoints: "The endpoints follow from the region, unless they are set here.";
        endpoints_of_table: "An empty endpoint is that of the vendor's table.";
        endpoints_unknown(services: &str): "An empty endpoint is that of the vendor's table, which knows none in this region of: \
            {services}.";
    }
}

pub use self::shared::{
    cancel, connection, form, from_link, optional, project, reference, region, result, sentences,
};

/// A duration as a person waits it.
pub fn duration(words: Words, duration: Duration) -> String {
    match (duration.as_secs(), duration.subsec_millis()) {
        (0, milliseconds) => shared::milliseconds(words, milliseconds as usize),
        (seconds, milliseconds) => shared::tenths(words, &format!("{seconds}.{}", milliseconds / 100)),
    }
}

/// How a call travels.
pub fn route(words: Words, proxy: Option<&str>) -> String {
    match proxy {
        Some(name) => shared::through(words, name),
        None => shared::straight(words).to_owned(),
    }
}

/// How long something takes by now.
pub fn seconds(words: Words, elapsed: Duration) -> String {
    shared::seconds(words, count(elapsed.as_secs()))
}

/// An id whose middle is left out, for places that only remind of it.
pub fn short(id: &str) -> String {
    let (start, end) = (id.get(..8), id.len().checked_sub(4).and_then(|from| id.get(from..)));
    match (start, end) {
        (Some(start), Some(end)) if id.len() > 16 => format!("{start}…{end}"),
        _ => id.to_owned(),
    }
}

/// Where a connection by name leads.
pub fn place(named: &Named) -> String {
    let project = named.project.as_ref().map(|project| short(project.as_str()));
    [Some(named.region.to_string()), project].into_iter().flatten().collect::<Vec<_>>().join(" · ")
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
pub fn origin(words: Words, origin: Origin) -> &'static str {
    match origin {
        Origin::Pinned => origins::pinned(words),
        Origin::Link => origins::link(words),
        Origin::Person => origins::person(words),
        Origin::Configuration => origins::configuration(words),
    }
}

/// An operation among those of all services.
pub fn operation(words: Words, entry: &Entry) -> String {
    [entry.service.name(), (entry.menu)(words)].join(" · ")
}

/// What of the connection is to be mended.
pub fn trouble(words: Words, trouble: &Trouble) -> String {
    let told = match trouble {
        Trouble::Region(Violation::Missing) => mend::region(words),
        Trouble::Region(violation) => return mend::region_wrong(words, &violation.told(words)),
        Trouble::RegionNotOffered => mend::region_not_offered(words),
        Trouble::Project(Violation::Missing) => mend::project(words),
        Trouble::Project(violation) => return mend::project_wrong(words, &violation.told(words)),
        Trouble::Credential => mend::credential(words),
        Trouble::Proxy(unusable) => return unusable.told(words),
        Trouble::Endpoint(service, error) => {
            return mend::endpoint(words, service.name(), &error.told(words));
        }
        Trouble::NoEndpoint(service) => return mend::no_endpoint(words, service.name()),
    };
    told.to_owned()
}

/// Where the endpoints come from that are not set, and which are not known.
pub fn endpoints(words: Words, region: &str, unknown: &[Service]) -> String {
    let names: Vec<&str> = unknown.iter().map(|service| service.name()).collect();
    match unknown {
        _ if region.is_empty() => panel::endpoints(words).to_owned(),
        [] => panel::endpoints_of_table(words).to_owned(),
        _ => panel::endpoints_unknown(words, &names.join(", ")),
    }
}
