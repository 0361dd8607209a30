//! Text of others in a note in Markdown, held against a reader of Markdown.

use backup_model::markdown::{code, code_in_cell, text};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

const HOSTILE: &[&str] = &[
    "a|b",
    "a\\|b",
    "\\",
    "`",
    "``` \n# heading",
    "a``b`c",
    "[link](https://example.com)",
    "![image](https://example.com/a.png)",
    "<img src=x onerror=alert(1)>",
    "<https://example.com>",
    "&lt;b&gt; &amp;",
    "*bold* _em_ ~~gone~~ $x$",
    "- item\n- item",
    "first\r\nsecond\r\n\r\nthird",
    "| --- |",
    "[^1]: note",
    "[[wiki]]",
    "{.class}",
    "\u{0}\u{85}\u{2028}x",
    "é 中 \u{1f600}",
    "  ",
    "",
];

/// Everything that a reader of Markdown may know.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// What is read of an item of a list, or of the first cell below a heading, and of what kind it is.
fn read(note: &str) -> (String, Vec<&'static str>) {
    let (mut told, mut kinds) = (String::new(), Vec::new());
    let mut heading = false;
    for event in Parser::new_ext(note, options()) {
        match event {
            Event::Start(Tag::TableHead) => heading = true,
            Event::End(pulldown_cmark::TagEnd::TableHead) => heading = false,
            _ if heading => {}
            Event::Text(text) => told.push_str(&text),
            Event::Code(text) => {
                kinds.push("code");
                told.push_str(&text);
            }
            Event::Start(Tag::List(_) | Tag::Item | Tag::Table(_) | Tag::TableRow | Tag::TableCell)
            | Event::End(_) => {}
            other => panic!("{note}: {other:?}"),
        }
    }
    (told, kinds)
}

/// What a person is to read: on one line, without what stands around it.
fn expected(text: &str) -> String {
    let blank = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let told: String = text.chars().map(|c| if blank(c) { ' ' } else { c }).collect();
    told.trim().to_owned()
}

fn is_read_as_it_is(foreign: &str) {
    let expected = expected(foreign);
    let item = |value: &str| read(&format!("- {value}\n- \n"));
    let cell = |value: &str| read(&format!("| a | b |\n| --- | --- |\n| {value} | |\n"));
    assert_eq!(
        item(&format!("x {}", text(foreign))).0.strip_prefix('x').map(str::trim),
        Some(expected.as_str())
    );
    assert_eq!(
        cell(&format!("x {}", text(foreign))).0.strip_prefix('x').map(str::trim),
        Some(expected.as_str())
    );
    let (told, kinds) = item(&code(foreign));
    assert_eq!(
        (told.as_str(), kinds.len()),
        (expected.as_str(), usize::from(!expected.is_empty())),
        "{foreign:?}"
    );
    assert_eq!(cell(&code_in_cell(foreign)).0, expected, "{foreign:?}");
}

#[test]
fn what_looks_like_markup_is_read_as_it_is() {
    for foreign in HOSTILE {
        is_read_as_it_is(foreign);
    }
}

#[test]
fn an_address_is_no_link_by_itself() {
    // Readers that link whatever looks like an address look for what stands between scheme and host.
    assert!(!text("see https://example.com/a").contains("https:"));
}

proptest! {
    #[test]
    fn whatever_others_wrote_is_read_as_it_is(foreign in "[ -~\\n\\té]{0,24}") {
        is_read_as_it_is(&foreign);
    }
}
