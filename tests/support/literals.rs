//! Literals in the sources that people would read.

use std::{fs, path::Path};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The crates whose texts people read.
const CRATES: [&str; 4] = ["src/model/src", "src/signer/src", "src/client/src", "src/console/src"];

/// Macros whose texts are declared, or read by nobody but whoever changes the program.
const FOR_PROGRAMMERS: [&str; 10] = [
    "words",
    "input",
    "choice",
    "assert",
    "assert_eq",
    "debug_assert",
    "panic",
    "unreachable",
    "compile_error",
    "reason",
];

/// What documents say: of them another file tells in each language.
const OF_DOCUMENTS: [&str; 4] = ["answer", "Document", "Limit", "Status"];

/// Attributes of elements that hold names.
const NAMES: [&str; 3] = ["class", "part", "rel"];

/// All of them, with the files that they stand in.
pub fn literals() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace is around");
    let mut found = Vec::new();
    for folder in CRATES {
        below(root, &root.join(folder), &mut found);
    }
    found
}

fn below(root: &Path, folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("it is a folder") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            below(root, &path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let file = path.strip_prefix(root).expect("it lies below").to_string_lossy().replace('\\', "/");
            let source = fs::read_to_string(&path).expect("it is text");
            found.extend(for_people(&source).into_iter().map(|text| (file.clone(), text)));
        }
    }
}

/// The literals of a source that a person would read: sentences and labels.
pub fn for_people(source: &str) -> Vec<String> {
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
            TokenTree::Group(_) if is_of_documents(before(2), before(1)) => {}
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

/// Whether what follows is told by a document.
fn is_of_documents(before: Option<&TokenTree>, name: Option<&TokenTree>) -> bool {
    let is_known = |name: &str| OF_DOCUMENTS.contains(&name);
    match (macro_name(before, name), name) {
        (Some(name), _) => is_known(&name),
        (None, Some(TokenTree::Ident(name))) => is_known(&name.to_string()),
        (None, _) => false,
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
    let lines: Vec<&str> = quoted.split("\\\n").collect();
    let one: String =
        lines.iter().enumerate().map(|(at, line)| if at == 0 { line } else { line.trim_start() }).collect();
    Some(one.replace("\\n", "\n").replace("\\\"", "\""))
}

/// Whether a text is a sentence or a label: two words, or one that begins as a label does.
pub fn is_read(text: &str) -> bool {
    let is_path = text.starts_with('/') && !text.contains(' ');
    if is_path {
        return false;
    }
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
