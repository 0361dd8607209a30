//! What people read is declared by `words!`, and stands nowhere else in what the page is made of.

use std::collections::BTreeSet;

use backup_tests::literals::{for_people, is_read, literals};

/// Literals that look as if a person read them, by file: each with the reason why it is in no language.
const EXCEPTIONS: &[(&str, &str, &[&str])] = &[
    ("src/model/src/catalogue/vocabulary.rs", "is built for tests only", &[ALL]),
    ("src/model/src/pasted.rs", "begins a header", &["Bearer"]),
    (
        "src/model/src/refusal/cause.rs",
        "is said by the services",
        &[
            "rate limit",
            "too many requests",
            "flow control",
            "policy doesn't allow",
            "policy does not allow",
            "not authorized to perform",
            "not allowed to perform",
            "no permission",
            "insufficient permission",
            "permission denied",
            "failed to reach the limit",
            "signature expired",
            "verify aksk signature fail",
            "ak not exist",
            "authentication information: ak ",
            "get secretkey failed",
            "token expires",
            "the token must be updated",
            "decrypt token fail",
            "x-auth-token not found",
            "is not equal token's projectid",
            "doesn't match context's project_id",
            "the token is expired",
            "token has expired",
            "not exist",
            "not found",
            "doesn't exist",
            "could not be found",
            "cannot be found",
            "no such",
            "already been deleted",
        ],
    ),
    ("src/model/src/refusal/reading.rs", "is the kind of a cluster's answer", &["Status"]),
    ("src/model/src/operations/vbs/share_backup.rs", "is said by the service", &["False"]),
    (
        "src/signer/src/authorization.rs",
        "is a header",
        &["{ALGORITHM} Access={access}, SignedHeaders={signed_headers}, Signature={signature}"],
    ),
    ("src/signer/src/sign.rs", "is a header", &["Authorization"]),
    ("src/signer/src/signature.rs", "tells programmers what cannot be", &["a key of any length"]),
    (
        "src/client/src/clock.rs",
        "is the month of a header",
        &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ),
    ("src/client/src/command/koocli.rs", "is a command", &["hcloud {} {}"]),
    ("src/client/src/command/python.rs", "is a program", &[ALL]),
    ("src/client/src/credential.rs", "is a header", &["Authorization"]),
    ("src/client/src/credential/token.rs", "is a header", &["Authorization"]),
    (
        "src/client/src/credential/keys.rs",
        "heads a column of the vendor's file",
        &["Access Key Id", "Secret Access Key"],
    ),
    (
        "src/client/src/error.rs",
        "names a variant, for programs",
        &[
            "Invalid",
            "Withheld",
            "Unsendable",
            "Offline",
            "Blocked",
            "Expired",
            "Unreachable",
            "Refused",
            "Unexpected",
            "Cancelled",
        ],
    ),
    (
        "src/client/src/iam/sign_in/refused.rs",
        "is said by IAM",
        &[
            "verification code",
            "login protect",
            "username or password",
            "user name or password",
            "project of the scope",
            "domain of the scope",
        ],
    ),
    ("src/client/src/route_check.rs", "is a header", &["Authorization", "Date"]),
    ("src/console/src/door.rs", "is written to the browser's log", &["Backup Console stopped at"]),
    (
        "src/console/src/door/mounted.rs",
        "tells programmers what cannot be",
        &["an element without a shadow root"],
    ),
    ("src/console/src/door/roots.rs", "tells programmers what cannot be", &["an element without a document"]),
    ("src/console/src/notification.rs", "is the browser's own name for them", &["Notification"]),
    ("src/console/src/preview.rs", "is a header", &["Content-Type: "]),
    ("src/console/src/pages/backups/timeline.rs", "names classes", &["handle from", "handle to"]),
    ("src/console/src/pages/backups/timeline/sweep.rs", "is a key", &["Escape", "Home", "End"]),
    ("src/console/src/settings/credential.rs", "is what Debug says", &["Given", "Asked"]),
    ("src/console/src/door/client/failure.rs", "names a variant, for programs", &["Invalid"]),
    ("src/console/src/result.rs", "is a status as the protocol names it", &[" No Content"]),
    ("src/console/src/front.rs", "names parts for style sheets", &["card form"]),
    ("src/console/src/front/slate.rs", "selects elements", &[".bar, .nav, .skip"]),
    (
        "src/console/src/ui/button.rs",
        "names parts for style sheets",
        &["button primary", "button danger", "button quiet"],
    ),
    ("src/console/src/ui/data_table/export.rs", "is the name of a format", &["Markdown"]),
    ("src/console/src/ui/data_table/scrolling.rs", "is a key", &["Home", "End"]),
    ("src/console/src/ui/details.rs", "names classes", &["details small"]),
    (
        "src/console/src/ui/focus.rs",
        "selects elements, or is a key",
        &["[popovertarget='{menu}']:not(.menu-item, [tabindex='-1'])", "Escape"],
    ),
    ("src/console/src/ui/tabs.rs", "is a key", &["Home", "End"]),
    ("src/console/src/ui/typing.rs", "is a key", &["Backspace", "Delete", "End", "Enter", "Home"]),
];

/// Stands for all that a file holds.
const ALL: &str = "*";

#[test]
fn a_sentence_is_told_from_what_a_machine_reads() {
    let read = ["Calls", "Save?", "Copy link", "no token", "It is {what}.", "{count} days", "under 1 min"];
    assert_eq!(read.into_iter().filter(|text| is_read(text)).count(), read.len());
    let not_read = [
        "",
        "bucket_name",
        "Content-Type",
        "GaussDB",
        "POST",
        "{day} {clock}",
        "{id}-label",
        "/v3/{project_id}/backups",
        "M8 2 14.5 13.5h-13zM8 6.5v3.2",
        ".row-actions [tabindex='0']",
    ];
    assert_eq!(not_read.into_iter().find(|text| is_read(text)), None);
}

#[test]
fn only_what_is_for_people_is_found() {
    let source = r##"
        //! A sentence of a comment.
        words! { mod text { told: "This is declared."; } }
        /// A sentence of a comment.
        #[reason = "A sentence of an attribute."]
        fn page(x: bool) -> Html {
            assert!(x, "a sentence for programmers");
            let class = if x { "loud" } else { "quiet" };
            html! {
                <p class="card request" title="Read this">{ "lower" }{ ": " }{ text::told(words) }
                    <@{if x { "main" } else { "div" }} label={format!("{x} more")}>{ "Found" }</@>
                </p>
            }
        }
        #[cfg(test)]
        mod tests { const TEXT: &str = "A sentence of a test."; }
        const AFTER: &str = r#"An "old" one"#;
    "##;
    assert_eq!(for_people(source), ["Read this", "lower", "{x} more", "Found", "An \"old\" one"]);
}

#[test]
fn what_people_read_is_declared() {
    let listed = |(file, _, texts): &(&'static str, &str, &'static [&'static str])| {
        let file = *file;
        texts.iter().map(move |text| (file, *text)).collect::<Vec<_>>()
    };
    let mut unused: BTreeSet<(&str, &str)> = EXCEPTIONS.iter().flat_map(listed).collect();
    let exceptions = unused.clone();
    let mut left = Vec::new();
    for (file, text) in literals() {
        let is_this =
            |(known, excepted): &&(&str, &str)| *known == file && (*excepted == text || *excepted == ALL);
        match exceptions.iter().find(is_this) {
            Some(excepted) => drop(unused.remove(excepted)),
            None => left.push(format!("{file}: {text:?}")),
        }
    }
    assert!(left.is_empty(), "declare by words!, or except with a reason:\n{}", left.join("\n"));
    assert!(unused.is_empty(), "excepted, but not there: {unused:?}");
}
