//! Makes secrets unreadable in what comes back from outside, however they are spelled there.
//!
//! Whatever a server, a proxy or a library puts around a text, a person or a program may take off again. So a
//! secret is looked for character by character, each as it is or by an escape, whose own characters may be
//! escaped once more.

mod spelling;

use backup_model::request::Response;
use zeroize::{Zeroize, Zeroizing};

use self::spelling::{Character, spellings};

/// Stands where a secret stood.
pub(crate) const MASK: &[u8] = b"***";
/// Shorter texts occur by chance, and real secrets are longer.
const SHORTEST: usize = 8;
/// A secret that is cut short after so many bytes is hidden as well.
const SHORTEST_CUT: usize = 32;

/// Long texts are wrapped, and some encodings put a zero beside each letter.
const WRAPS: [u8; 3] = *b"\r\n\0";

/// How much is looked through without a breath, in bytes.
const BREATH: usize = 4 * 1024 * 1024;

/// Secrets, in the forms in which they may come back.
#[derive(Default)]
pub(crate) struct Mask(Vec<Form>);

/// What is looked for.
struct Form {
    text: Zeroizing<Vec<u8>>,
    /// By a byte: whether it may begin so.
    begins: [bool; 256],
    /// In base64 the case matters; elsewhere something on the way may have changed it.
    is_base64: bool,
}

impl Mask {
    /// A mask of secrets; what is too short for one is left out.
    pub(crate) fn of<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        let mut mask = Self::default();
        secrets.into_iter().filter(|secret| secret.len() >= SHORTEST).for_each(|secret| mask.add(secret));
        mask
    }

    /// Hides one more secret, however short.
    pub(crate) fn add(&mut self, secret: &str) {
        let bytes = secret.as_bytes();
        if bytes.is_empty() {
            return;
        }
        let mut push = |text, is_base64| self.0.push(Form::of(text, is_base64));
        push(bytes.to_vec(), false);
        if bytes.len() >= SHORTEST {
            push(hex(bytes), false);
            (0..3).for_each(|before| push(base64(bytes, before), true));
        }
    }

    /// Makes every occurrence in a response unreadable.
    pub(crate) fn hide_in(&self, response: &mut Response) {
        self.hide_in_bytes(&mut response.body);
        self.hide_in_headers(response);
    }

    /// The same. In the middle of a long one it takes a breath.
    pub(crate) async fn hide_in_any<B: Future<Output = ()>>(
        &self,
        response: &mut Response,
        breath: impl Fn() -> B,
    ) {
        let mut seen = 0;
        for form in &self.0 {
            form.hide_in(&mut response.body);
            seen += response.body.len();
            if seen > BREATH {
                breath().await;
                seen = 0;
            }
        }
        self.hide_in_headers(response);
    }

    fn hide_in_headers(&self, response: &mut Response) {
        for (name, value) in &mut response.headers {
            self.hide_in_text(name);
            self.hide_in_text(value);
        }
    }

    /// Makes every occurrence in a text unreadable.
    pub(crate) fn hide_in_text(&self, text: &mut String) {
        let mut bytes = std::mem::take(text).into_bytes();
        self.hide_in_bytes(&mut bytes);
        *text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    }

    fn hide_in_bytes(&self, text: &mut Vec<u8>) {
        for form in &self.0 {
            form.hide_in(text);
        }
    }
}

impl Form {
    fn of(text: Vec<u8>, is_base64: bool) -> Self {
        let mut form = Self { text: Zeroizing::new(text), begins: [false; 256], is_base64 };
        form.begins = std::array::from_fn(|byte| {
            spelling::may_escape(byte as u8) || form.is_same(form.text[0], byte as u8)
        });
        form
    }

    fn hide_in(&self, text: &mut Vec<u8>) {
        let mut hidden = Vec::new();
        let (mut kept, mut at) = (0, 0);
        // Long texts are mostly passed here.
        while let Some(next) = text[at..].iter().position(|byte| self.begins[usize::from(*byte)]) {
            at += next;
            match self.end(text, at) {
                Some(end) => {
                    // Half of an escaped backslash would make what follows an escape that is none.
                    let backslashes = text[kept..at].iter().rev().take_while(|byte| **byte == b'\\').count();
                    hidden.extend_from_slice(&text[kept..at - backslashes]);
                    hidden.extend_from_slice(MASK);
                    (kept, at) = (end, end);
                }
                None => at += 1,
            }
        }
        if kept > 0 {
            hidden.extend_from_slice(&text[kept..]);
            text.zeroize();
            *text = hidden;
        }
    }

    /// Where the secret ends that begins here.
    fn end(&self, text: &[u8], start: usize) -> Option<usize> {
        if !self.may_go_on(&text[start..]) {
            return None;
        }
        // How much of the secret was found, and up to where. Few ways go on, so each is followed.
        let mut ways = vec![(0, start)];
        let mut furthest = (0, start);
        while let Some(nearest) = (0..ways.len()).min_by_key(|way| ways[*way].0) {
            let (found, at) = ways.swap_remove(nearest);
            if found == self.text.len() {
                return Some(at);
            }
            furthest = furthest.max((found, at));
            spellings(text, at, &mut |character, next| {
                if let Some(length) = self.goes_on(found, character)
                    && !ways.contains(&(found + length, next))
                {
                    ways.push((found + length, next));
                }
            });
        }
        (furthest.0 >= SHORTEST_CUT).then_some(furthest.1)
    }

    /// Whether what stands second may be the second character: a first one is met often.
    fn may_go_on(&self, text: &[u8]) -> bool {
        // Of several backslashes it may begin at the last.
        if text.starts_with(b"\\\\") {
            return self.is_same(self.text[0], b'\\');
        }
        let (Some(expected), [first, second, ..]) = (self.text.get(1), text) else { return true };
        let is_spelled = spelling::may_escape(*first) || spelling::may_escape(*second);
        is_spelled || WRAPS.contains(second) || self.is_same(*expected, *second)
    }

    /// How many bytes of the secret a character stands for after so many.
    fn goes_on(&self, found: usize, character: Character) -> Option<usize> {
        let mut buffer = [0; 4];
        let spelled = character.bytes(&mut buffer);
        let rest = &self.text[found..];
        let begins = rest.len() >= spelled.len()
            && rest.iter().zip(spelled).all(|(expected, byte)| self.is_same(*expected, *byte));
        if begins {
            return Some(spelled.len());
        }
        (found > 0 && matches!(spelled, [byte] if WRAPS.contains(byte))).then_some(0)
    }

    fn is_same(&self, expected: u8, byte: u8) -> bool {
        match (expected, byte) {
            (b'+', b'-') | (b'/', b'_') if self.is_base64 => true,
            // Forms write a blank as a plus, and what reads them the other way round.
            (b'+', b' ') | (b' ', b'+') => true,
            _ if self.is_base64 => expected == byte,
            _ => expected.eq_ignore_ascii_case(&byte),
        }
    }
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}

/// The part of a base64 text that a secret alone decides, where so many bytes stand before it.
fn base64(secret: &[u8], before: usize) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bit = |at: usize| secret[at / 8] >> (7 - at % 8) & 1;
    let skipped = (6 - before * 8 % 6) % 6;
    let digits = (secret.len() * 8 - skipped) / 6;
    (0..digits)
        .map(|digit| (0..6).fold(0, |value, at| value << 1 | bit(skipped + digit * 6 + at)))
        .map(|value| DIGITS[usize::from(value)])
        .collect()
}
