//! What people read is declared by `words!`, and stands nowhere else in what the page is made of.

use std::{collections::BTreeSet, fs, path::Path};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::layering::rust_files;

/// The crates whose texts people read.
const CRATES: [&str; 4] = ["src/model/src", "src/signer/src", "src/client/src", "src/console/src"];

/// Macros whose texts nobody reads but whoever changes the program.
const FOR_PROGRAMMERS: [&str; 8] =
    ["words", "assert", "assert_eq", "debug_assert", "panic", "unreachable", "compile_error", "reason"];

/// Attributes of elements that hold names.
const NAMES: [&str; 3] = ["class", "part", "rel"];

/// Literals that look as if a person read them, by file: each with the reason why it is in no language.
const EXCEPTIONS: &[(&str, &str, &[&str])] = &[
    ("src/model/src/catalogue/vocabulary.rs", "is built for tests only", &[ALL]),
    ("src/model/src/pasted.rs", "begins a header", &["Bearer"]),
    (
        "src/model/src/refusal.rs",
        "is said by the services",
        &[
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
    ("src/signer/src/sign.rs", "is a header", &["Authorization"]),
    ("src/signer/src/signature.rs", "tells programmers what cannot be", &["a key of any length"]),
    (
        "src/client/src/clock.rs",
        "is the month of a header",
        &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ),
    ("src/client/src/credential.rs", "is a header", &["Authorization"]),
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
    ("src/console/src/door/client/failure.rs", "names a variant, for programs", &["Invalid"]),
    ("src/console/src/result.rs", "is a status as the protocol names it", &[" No Content"]),
    (
        "src/console/src/ui/button.rs",
        "names parts for style sheets",
        &["button primary", "button danger", "button quiet"],
    ),
    ("src/console/src/ui/data_table/scrolling.rs", "is a key", &["Home", "End"]),
    ("src/console/src/ui/data_table/scrolling.rs", "selects elements", &["tr[aria-rowindex='{}'] button"]),
    ("src/console/src/ui/details.rs", "names classes", &["details small"]),
    ("src/console/src/ui/tabs.rs", "is a key", &["Home", "End"]),
    ("src/console/src/ui/typing.rs", "is a key", &["Backspace", "Delete", "End", "Enter", "Home"]),
];

/// Stands for all that a file holds.
const ALL: &str = "*";

/// What is not declared yet; it shrinks until it is empty.
const NOT_YET: &[&str] = &[
    "src/model/src/endpoint.rs",
    "src/model/src/given.rs",
    "src/model/src/operation.rs",
    "src/model/src/operations.rs",
    "src/model/src/operations/",
    "src/model/src/pasted.rs",
    "src/model/src/refusal.rs",
    "src/model/src/rule.rs",
    "src/signer/",
    "src/client/",
    "src/console/src/door.rs",
    "src/console/src/door/",
    "src/console/src/pages/reference.rs",
    "src/console/src/preview.rs",
    "src/console/src/settings.rs",
    "src/console/src/settings/",
    "src/console/src/texts.rs",
    "src/console/src/texts/sign_in.rs",
];

/// The literals of a source that a person would read: sentences and labels.
fn for_people(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    walk(source.parse().expect("it is Rust"), false, &mut found);
    found
}

/// Goes through tokens; `drawn` says whether they are those of a page.
fn walk(stream: TokenStream, drawn: bool, found: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let before = |back: usize| at.checked_sub(back).and_then(|index| tokens.get(index));
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                if let Some(attribute) = attribute(&tokens[at + 1..]) {
                    at += attribute_end(&tokens[at + 1..]);
                    if attribute.contains("cfg (test)") || attribute.contains("cfg(test)") {
                        at = end_of_item(&tokens, at);
                    }
                }
            }
            TokenTree::Group(group) => match macro_name(before(2), before(1)) {
                Some(name) if FOR_PROGRAMMERS.contains(&name.as_str()) => {}
                name => {
                    let drawn = drawn || name.as_deref() == Some("html");
                    match alone(group).filter(|_| drawn && follows_markup(before(1))) {
                        Some(text) => {
                            found.extend(Some(text).filter(|text| text.contains(char::is_alphabetic)))
                        }
                        None => walk(group.stream(), drawn, found),
                    }
                }
            },
            TokenTree::Literal(literal) => {
                let is_name = matches!(
                    (before(2), before(1)),
                    (Some(TokenTree::Ident(name)), Some(TokenTree::Punct(sign)))
                        if sign.as_char() == '=' && NAMES.iter().any(|known| name == known)
                );
                if let Some(text) = text(&literal.to_string()).filter(|text| !is_name && is_read(text)) {
                    found.push(text);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// The text that stands alone in braces: on a page it is read, whatever it looks like.
fn alone(group: &Group) -> Option<String> {
    let mut tokens = group.stream().into_iter();
    match (group.delimiter(), tokens.next(), tokens.next()) {
        (Delimiter::Brace, Some(TokenTree::Literal(literal)), None) => text(&literal.to_string()),
        _ => None,
    }
}

/// Whether what comes now stands beside elements and other texts, not in an expression.
fn follows_markup(before: Option<&TokenTree>) -> bool {
    match before {
        None => true,
        Some(TokenTree::Punct(sign)) => sign.as_char() == '>',
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Brace,
        Some(_) => false,
    }
}

/// The name of a macro that is called with what follows.
fn macro_name(name: Option<&TokenTree>, sign: Option<&TokenTree>) -> Option<String> {
    match (name, sign) {
        (Some(TokenTree::Ident(name)), Some(TokenTree::Punct(sign))) if sign.as_char() == '!' => {
            Some(name.to_string())
        }
        _ => None,
    }
}

/// What stands in an attribute.
fn attribute(tokens: &[TokenTree]) -> Option<String> {
    tokens.iter().take(2).find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
            Some(group.stream().to_string())
        }
        _ => None,
    })
}

/// How many tokens an attribute has behind its `#`.
fn attribute_end(tokens: &[TokenTree]) -> usize {
    if matches!(tokens.first(), Some(TokenTree::Punct(_))) { 2 } else { 1 }
}

/// Where the item ends that an attribute stands before.
fn end_of_item(tokens: &[TokenTree], from: usize) -> usize {
    let ends = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    };
    tokens[from..].iter().position(ends).map_or(tokens.len(), |length| from + length)
}

/// The text of a string's literal, plain or raw; none for bytes, characters and numbers.
fn text(literal: &str) -> Option<String> {
    let raw = literal.strip_prefix('r').map(|literal| literal.trim_matches('#'));
    let quoted = raw.unwrap_or(literal).strip_prefix('"')?.strip_suffix('"')?;
    Some(quoted.replace("\\n", "\n").replace("\\\"", "\""))
}

/// Whether a text is a sentence or a label: two words, or one that begins as a label does.
fn is_read(text: &str) -> bool {
    let outside = text.split('{').map(|part| part.rsplit('}').next().unwrap_or(part));
    let word = |part: &&str| {
        let bare = part.trim_matches(|c: char| c != '_' && c.is_ascii_punctuation() || c == '…');
        bare.chars().count() > 1
            && bare.contains(char::is_lowercase)
            && bare.chars().all(|c| c.is_alphabetic() || c == '\'')
    };
    let is_label = |text: &str| {
        let mut letters = text.chars();
        letters.next().is_some_and(char::is_uppercase) && text.len() > 2 && letters.all(char::is_lowercase)
    };
    let words = outside.flat_map(str::split_whitespace).filter(word).count();
    let has_placeholder = text.contains('{') && text.contains('}');
    words > 1
        || words == 1 && has_placeholder && text.contains(' ')
        || is_label(text.trim_end_matches(['.', ':', '…', '?']))
}

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
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let listed = |(file, _, texts): &(&'static str, &str, &'static [&'static str])| {
        let file = *file;
        texts.iter().map(move |text| (file, *text)).collect::<Vec<_>>()
    };
    let mut unused: BTreeSet<(&str, &str)> = EXCEPTIONS.iter().flat_map(listed).collect();
    let exceptions = unused.clone();
    let mut left = Vec::new();
    for folder in CRATES {
        for path in rust_files(&root.join(folder)) {
            let file = format!("{folder}/{path}");
            for text in for_people(&fs::read_to_string(root.join(&file)).unwrap()) {
                let is_this = |(known, excepted): &&(&str, &str)| {
                    *known == file && (*excepted == text || *excepted == ALL)
                };
                match exceptions.iter().find(is_this) {
                    Some(excepted) => drop(unused.remove(excepted)),
                    None if NOT_YET.iter().any(|yet| file.starts_with(yet)) => {}
                    None => left.push(format!("{file}: {text:?}")),
                }
            }
        }
    }
    assert!(left.is_empty(), "declare by words!, or except with a reason:\n{}", left.join("\n"));
    unused.retain(|(file, _)| !NOT_YET.iter().any(|yet| file.starts_with(yet)));
    assert!(unused.is_empty(), "excepted, but not there: {unused:?}");
}
