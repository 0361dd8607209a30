//! A language that nobody speaks, to see what is told in the language that was asked for: English with accents,
//! 40 % longer, placeholders as they are.

use super::Table;
use crate::filled;

/// Its tag: the letters say it, `lang` knows none that would fit better.
const TAG: &str = "en-XA";

impl Table {
    /// The file of the pseudo-language.
    pub fn pseudo(&self) -> String {
        self.file(TAG, &|_, text| {
            let tells = |form: &String| {
                if text.parameters.is_empty() { longer(accented(form)) } else { parted(form) }
            };
            text.english.iter().map(tells).collect()
        })
    }
}

/// A text of a document in the pseudo-language.
pub fn pseudo(text: &str) -> String {
    longer(accented(text))
}

/// A text whose placeholders stay.
fn parted(text: &str) -> String {
    let mut told = String::new();
    let mut rest = text;
    while let Some((before, name, after)) = filled::split(rest) {
        told.push_str(&accented(before));
        told.push('{');
        told.push_str(name);
        told.push('}');
        rest = after;
    }
    told.push_str(&accented(rest));
    longer(told)
}

/// Adds words, for a browser to break lines at.
fn longer(mut text: String) -> String {
    let more = (text.chars().count() * 2).div_ceil(5);
    for index in 0..more {
        text.push(if index % 8 == 0 { ' ' } else { '~' });
    }
    text
}

fn accented(text: &str) -> String {
    text.chars().map(accent).collect()
}

/// No letter that a text may hold stays plain.
const fn accent(letter: char) -> char {
    match letter {
        'a' => 'à',
        'b' => 'ƀ',
        'c' => 'ç',
        'd' => 'ð',
        'e' => 'é',
        'f' => 'ƒ',
        'g' => 'ĝ',
        'h' => 'ĥ',
        'i' => 'î',
        'j' => 'ĵ',
        'k' => 'ķ',
        'l' => 'ļ',
        'm' => 'ɱ',
        'n' => 'ñ',
        'o' => 'ö',
        'p' => 'þ',
        'q' => 'ɋ',
        'r' => 'ŕ',
        's' => 'š',
        't' => 'ţ',
        'u' => 'ü',
        'v' => 'ṽ',
        'w' => 'ŵ',
        'x' => 'ẋ',
        'y' => 'ý',
        'z' => 'ž',
        'A' => 'À',
        'B' => 'Ɓ',
        'C' => 'Ç',
        'D' => 'Ð',
        'E' => 'É',
        'F' => 'Ƒ',
        'G' => 'Ĝ',
        'H' => 'Ĥ',
        'I' => 'Î',
        'J' => 'Ĵ',
        'K' => 'Ķ',
        'L' => 'Ļ',
        'M' => 'Ṁ',
        'N' => 'Ñ',
        'O' => 'Ö',
        'P' => 'Þ',
        'Q' => 'Ǫ',
        'R' => 'Ŕ',
        'S' => 'Š',
        'T' => 'Ţ',
        'U' => 'Ü',
        'V' => 'Ṽ',
        'W' => 'Ŵ',
        'X' => 'Ẋ',
        'Y' => 'Ý',
        'Z' => 'Ž',
        other => other,
    }
}
