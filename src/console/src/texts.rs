//! Every text of the page that does not belong to an operation.

pub mod ending;
pub mod route_check;
pub mod sign_in;

use std::time::Duration;

use backup_model::{catalogue::Entry, operation::Effect, rule::Violation, service::Service};

use crate::{
    session::{Origin, Trouble},
    ui::Tone,
};

pub const CALLS: &str = "Calls";
pub const REFERENCE: &str = "Reference";
pub const CONNECTION: &str = "Connection";
pub const NO_PROJECT: &str = "no project";
pub const NO_TOKEN: &str = "no token";
pub const TOKEN_SET: &str = "token set";
pub const PROJECT: &str = "Project";
pub const REGION: &str = "Region";
pub const CHANGE: &str = "Change";
pub const FROM_LINK: &str = "from a link";
pub const COPY_LINK: &str = "Copy link";
pub const FILL_EXAMPLE: &str = "Fill in an example";
pub const OPTIONAL: &str = "optional";
pub const REQUEST: &str = "Request";
pub const RESULT: &str = "Result";
pub const COPY_CURL: &str = "Copy as cURL";
pub const CANCEL: &str = "Cancel";
pub const MASK: &str = "••••••••";

/// A count with its digits in groups of three.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A duration as a person waits it.
pub fn duration(duration: Duration) -> String {
    match (duration.as_secs(), duration.subsec_millis()) {
        (0, milliseconds) => format!("{milliseconds} ms"),
        (seconds, milliseconds) => format!("{seconds}.{} s", milliseconds / 100),
    }
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
        Origin::Link => FROM_LINK,
        Origin::Person => "set by you",
        Origin::Configuration => "from the configuration",
    }
}

/// An operation among those of all services.
pub fn operation(entry: &Entry) -> String {
    let declaration = entry.declaration;
    format!("{} · {}", declaration.service, declaration.menu.to_ascii_lowercase())
}

/// A button that sends the same once more, after a question.
pub fn send_again(action: &str) -> String {
    format!("{action} again…")
}

/// How a call travels.
pub fn route(proxy: Option<&str>) -> String {
    match proxy {
        Some(name) => format!("through {name}"),
        None => "straight to the cloud".to_owned(),
    }
}

/// While a call is under way. `left` says whether it has left.
pub const fn waiting(left: bool) -> &'static str {
    if left { "Waiting for the answer" } else { "Waiting for the page around; nothing is sent yet" }
}

/// How long something takes by now.
pub fn seconds(elapsed: Duration) -> String {
    format!("{} s", elapsed.as_secs())
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
    pub const CONFIRM_LINK: &str = "I have checked these values";
    pub const LINK_TITLE: &str = "A link filled in some of this.";
    pub const LINK_BODY: &str =
        "Check every value that is marked before you send: whoever made the link chose it.";
    pub const LINK_FIRST: &str = "Confirm the values from the link first.";

    /// The rule beside a field.
    pub fn rule(help: &str, rule: &str) -> String {
        let mut sentence = rule.to_owned();
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        format!("{help} {sentence}.")
    }

    /// How many items a list has.
    pub fn items(count: usize) -> String {
        if count == 1 { "1 item".to_owned() } else { format!("{count} items") }
    }

    /// What is wrong with a field.
    pub fn wrong(label: &str, invalid: &backup_model::operation::Invalid) -> String {
        format!("{label} {invalid}.")
    }
}

/// The facts below a form, and the reference.
pub mod facts {
    pub const PERMISSION: &str = "Permission";
    pub const NO_PERMISSION: &str = "none is documented";
    pub const ALIAS: &str = "Alias";
    pub const ACCESS: &str = "Access level";
    pub const DOCUMENT: &str = "Document";
    pub const EXPLORER: &str = "API Explorer";
    pub const SDK: &str = "SDK";
    pub const UPDATED: &str = "updated";
    pub const CALL: &str = "Call";
    pub const PARAMETERS: &str = "Parameters";
    pub const ANSWER: &str = "Answer";
    pub const NO_ANSWER: &str = "An empty body, an empty object or a text: nothing beyond the status.";
    pub const STATUSES: &str = "Status codes";
    pub const REMARKS: &str = "Where the document is unclear";
    pub const FIND_OUT: &str = "If the answer is lost";
    pub const EXAMPLE: &str = "Example of an answer";
    pub const OPEN_FORM: &str = "Open the form";
    pub const PROJECT_LABEL: &str = "Project ID";
    pub const TOKEN_LABEL: &str = "Token";
}

/// The result's own texts.
pub mod result {
    pub const SUMMARY: &str = "Summary";
    pub const RESPONSE: &str = "Response";
    pub const HEADERS: &str = "Headers";
    pub const VIEWS: &str = "Views of the answer";
    pub const NEXT: &str = "What to do next";
    pub const BEYOND: &str = "Beyond the document";
    pub const REQUEST_ID: &str = "request id";
    pub const NO_REQUEST_ID: &str = "no request id readable";
    pub const EARLIER: &str = "Of an earlier request";
    pub const NOT_GIVEN: &str = "–";
    pub const YES: &str = "yes";
    pub const NO: &str = "no";
    pub const EMPTY_BODY: &str = "The body is empty.";
    pub const NO_HEADERS: &str = "No header is readable: the proxy exposes none.";

    /// The start of a response too long to show.
    pub fn cut(shown: usize, all: usize) -> String {
        format!("The first {} of {} bytes are shown.", super::grouped(shown), super::grouped(all))
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

/// The dialog before something is destroyed.
pub mod confirmation {
    pub const TITLE: &str = "Delete this backup?";
    pub const TITLE_AGAIN: &str = "Send this again?";
    pub const UNKNOWN: &str = "The same was sent before, and whether it took effect is not known.";
    pub const KEEP: &str = "Keep it";
    pub const SERVICE: &str = "Service";
    pub const REGION: &str = "Region";
    pub const PROJECT: &str = "Project";
    pub const HOST: &str = "Host";
    pub const GONE: &str = "The backup is gone for good once the job has run.";

    /// What is to be typed again.
    pub fn again(label: &str) -> String {
        format!("Type or paste the {label} to confirm")
    }
}

/// The list of calls.
pub mod calls {
    pub const TITLE: &str = "Calls in this tab";
    pub const INTRODUCTION: &str =
        "What was sent from this tab, the newest first. The list ends with the tab; save it to keep it.";
    pub const NONE: &str = "Nothing has been sent yet.";
    pub const FILE: &str = "backup-console-calls";
    pub const TIME: &str = "Time";
    pub const OPERATION: &str = "Operation";
    pub const OUTCOME: &str = "Outcome";
    pub const TARGET: &str = "Target";
    pub const SAID: &str = "What came of it";
    pub const STATUS: &str = "Status";
    pub const CODE: &str = "Code";
    pub const REQUEST_ID: &str = "Request ID";
    pub const IDENTITY: &str = "Identity";
    pub const REQUEST: &str = "Request";
    pub const HOST: &str = "Host";
    pub const ROUTE: &str = "Proxy";
    pub const DURATION: &str = "Duration, ms";
    pub const INPUT: &str = "Sent values";
    pub const ASKING: &str = "asking";
    pub const UNDER_WAY: &str = "under way";
    pub const SUCCEEDED: &str = "succeeded";
    pub const LEFT: &str = "page left";
    pub const SAID_LEFT: &str = "The page was left before an answer came.";
}
