//! What is pasted brings along what nobody sees: blanks and invisible characters, quotes, the name of a header.
//!
//! Around a value they are dropped. Inside it they are refused and named, for a guess could be another value.

use backup_words::{Words, words};

/// A character that shows nothing by itself: blanks, controls, marks of direction and the like.
pub fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(u32::from(c),
            0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
            | 0x202A..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0
            | 0xFFF0..=0xFFFC | 0x1_BCA0..=0x1_BCA3 | 0x1_D173..=0x1_D17A | 0xE_0000..=0xE_0FFF)
}

words! {
    mod character {
        space: "a space";
        coded(code: &str, name: &str): "{code} ({name})";
        foreign: "none of plain ASCII";
        null: "null character";
        tab: "tab";
        line_break: "line break";
        escape: "escape character";
        control: "control character";
        no_break_space: "no-break space";
        soft_hyphen: "soft hyphen";
        space_of_another_width: "space of another width";
        full_width_space: "full-width space";
        zero_width_space: "zero-width space";
        zero_width_non_joiner: "zero-width non-joiner";
        zero_width_joiner: "zero-width joiner";
        word_joiner: "word joiner";
        byte_order_mark: "byte order mark";
        direction: "mark of text direction";
        operator: "invisible operator";
        variation: "variation selector";
        tag: "invisible tag";
        filler: "filler";
        braille: "empty Braille pattern";
        picture: "place of a picture";
    }
}

/// What an invisible character is called, where it has a name that people know.
pub fn name(words: Words, c: char) -> Option<&'static str> {
    let name: fn(Words) -> &'static str = match c {
        '\0' => character::null,
        '\t' => character::tab,
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => character::line_break,
        '\u{1b}' => character::escape,
        '\u{1}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => character::control,
        '\u{a0}' | '\u{202f}' => character::no_break_space,
        '\u{ad}' => character::soft_hyphen,
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' => character::space_of_another_width,
        '\u{3000}' => character::full_width_space,
        '\u{200b}' => character::zero_width_space,
        '\u{200c}' => character::zero_width_non_joiner,
        '\u{200d}' => character::zero_width_joiner,
        '\u{2060}' => character::word_joiner,
        '\u{feff}' => character::byte_order_mark,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            character::direction
        }
        '\u{2061}'..='\u{2064}' => character::operator,
        '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => character::variation,
        '\u{e0000}'..='\u{e007f}' => character::tag,
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => character::filler,
        '\u{2800}' => character::braille,
        '\u{fffc}' => character::picture,
        _ => return None,
    };
    Some(name(words))
}

/// A text without the invisible characters around it.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_invisible)
}

/// A value without what stood around it where it was copied: invisible characters, quotes, one of `names` before
/// a colon or an equals sign, `Bearer`. For values that can hold neither quotes nor blanks.
pub fn bare<'a>(text: &'a str, names: &[&str]) -> &'a str {
    let mut text = trim(text);
    while let Some(inner) = unnamed(text, names).or_else(|| unquoted(text)) {
        text = trim(inner);
    }
    text
}

/// The value of an id, a number or a word: what no quotes belong to.
pub fn value(text: &str) -> &str {
    bare(text, &[])
}

/// Each opening quote with the one that closes it.
const QUOTES: [(char, char); 8] = [
    ('"', '"'),
    ('\'', '\''),
    ('\u{201c}', '\u{201d}'),
    ('\u{201e}', '\u{201c}'),
    ('\u{2018}', '\u{2019}'),
    ('\u{ab}', '\u{bb}'),
    ('\u{300c}', '\u{300d}'),
    ('\u{ff02}', '\u{ff02}'),
];

/// The quote that a text opens with: what follows it, and the quote that closes it.
fn opened(text: &str) -> Option<(&str, char)> {
    QUOTES.into_iter().find_map(|(open, close)| Some((text.strip_prefix(open)?, close)))
}

/// In JSON and in code a comma or a semicolon follows the quotes.
fn unquoted(text: &str) -> Option<&str> {
    let (inner, close) = opened(text)?;
    inner.trim_end_matches([',', ';']).strip_suffix(close)
}

/// The quotes may be around the name alone, or around name and value.
fn unnamed<'a>(text: &'a str, names: &[&str]) -> Option<&'a str> {
    let (inside, close) = opened(text).map_or((text, None), |(inside, close)| (inside, Some(close)));
    let after = |name: &str| {
        let (start, rest) = inside.split_at_checked(name.len())?;
        start.eq_ignore_ascii_case(name).then_some(rest)
    };
    if let Some(rest) = after("Bearer").filter(|rest| close.is_none() && rest.starts_with(is_invisible)) {
        return Some(rest);
    }
    let rest = names.iter().copied().find_map(|name| {
        let rest = after(name)?;
        let closed = close.and_then(|close| rest.strip_prefix(close));
        let value = trim(closed.unwrap_or(rest)).strip_prefix([':', '='])?;
        Some((value, closed.is_none()))
    });
    match (rest?, close) {
        ((value, true), Some(close)) => value.strip_suffix(close),
        ((value, _), _) => Some(value),
    }
}

/// A character that has no place where it stands. It is told only where it shows nothing: any other may be part
/// of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The character, where it is invisible.
    pub invisible: Option<char>,
    /// Where it stands, counted from 1.
    pub position: usize,
}

impl Stray {
    /// The first character of a text that is not taken.
    pub fn find(text: &str, is_taken: impl Fn(char) -> bool) -> Option<Self> {
        let (index, found) = text.chars().enumerate().find(|(_, c)| !is_taken(*c))?;
        Some(Self { invisible: Some(found).filter(|c| is_invisible(*c)), position: index + 1 })
    }

    /// The first character of a name or a sentence that is not seen. Single spaces belong there.
    pub fn unseen(text: &str) -> Option<Self> {
        Self::find(text, |c| c == ' ' || !is_invisible(c))
    }
}

impl Stray {
    /// What stands there, to be told beside its place.
    pub fn found(&self, words: Words) -> String {
        self.invisible.map_or_else(|| character::foreign(words).to_owned(), |c| shown(words, c))
    }
}

/// A character as it is told: an invisible or reordering one is named, never shown.
pub fn shown(words: Words, c: char) -> String {
    if c == ' ' {
        return character::space(words).to_owned();
    }
    if c.is_ascii_graphic() {
        return format!("'{c}'");
    }
    let code = format!("U+{:04X}", u32::from(c));
    match name(words, c) {
        Some(name) => character::coded(words, &code, name),
        None => code,
    }
}
