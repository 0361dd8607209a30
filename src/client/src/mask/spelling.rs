//! How one character may be spelled: JSON, URLs, HTML, mails and the logs of programs.

use std::cell::Cell;

/// So many kinds of escapes may lie around each other.
const LAYERS: u8 = 4;
/// So often may one kind lie around itself.
const MOST_AGAIN: usize = 16;
/// So often is an escape looked for at one place: a body may be made to hold thousands of ways to read it.
const MOST_STEPS: u32 = 200;

/// What an entity of HTML stands for.
const ENTITIES: [(&[u8], u8); 14] = [
    (b"amp", b'&'),
    (b"lt", b'<'),
    (b"gt", b'>'),
    (b"quot", b'"'),
    (b"apos", b'\''),
    (b"equals", b'='),
    (b"plus", b'+'),
    (b"sol", b'/'),
    (b"bsol", b'\\'),
    (b"percnt", b'%'),
    (b"lowbar", b'_'),
    (b"hyphen", b'-'),
    (b"period", b'.'),
    (b"colon", b':'),
];

/// A character that was found.
#[derive(Clone, Copy)]
pub(super) enum Character {
    /// A byte of its UTF-8.
    Byte(u8),
    /// Its code point.
    Point(char),
}

impl Character {
    /// As it stands in UTF-8.
    pub(super) fn bytes(self, buffer: &mut [u8; 4]) -> &[u8] {
        match self {
            Self::Byte(byte) => {
                buffer[0] = byte;
                &buffer[..1]
            }
            Self::Point(point) => point.encode_utf8(buffer).as_bytes(),
        }
    }

    fn ascii(self) -> Option<u8> {
        match self {
            Self::Byte(byte) => Some(byte),
            Self::Point(point) => u8::try_from(point).ok(),
        }
    }
}

/// Whether an escape may begin so.
pub(super) const fn may_escape(byte: u8) -> bool {
    matches!(byte, b'\\' | b'%' | b'&' | b'=')
}

/// Tells every character that the text may stand for at a place, and where it ends.
pub(super) fn spellings(text: &[u8], at: usize, tell: &mut dyn FnMut(Character, usize)) {
    Layer { text, deeper: LAYERS, steps: &Cell::new(MOST_STEPS) }.spellings(at, tell);
}

/// A text as it stands inside so many kinds of escapes.
#[derive(Clone, Copy)]
struct Layer<'a> {
    text: &'a [u8],
    deeper: u8,
    steps: &'a Cell<u32>,
}

impl Layer<'_> {
    fn spellings(self, at: usize, tell: &mut dyn FnMut(Character, usize)) {
        let Some(&byte) = self.text.get(at) else { return };
        tell(Character::Byte(byte), at + 1);
        let steps = self.steps.get();
        if self.deeper == 0 || steps == 0 || !may_escape(byte) {
            return;
        }
        self.steps.set(steps - 1);
        let inside = Self { deeper: self.deeper - 1, ..self };
        inside.spellings(at, &mut |mark, next| {
            // What the mark turns into where its own kind lies around it again.
            let again: &[u8] = match mark.ascii() {
                Some(b'%') => b"25",
                Some(b'=') => b"3d",
                Some(b'&') => b"amp;",
                Some(b'\\') => b"\\",
                _ => return,
            };
            let mut body = Some(next);
            for _ in 0..MOST_AGAIN {
                let Some(at) = body else { break };
                let escaped = match again {
                    b"amp;" => inside.entity(at),
                    b"\\" => inside.after_backslash(at, tell),
                    _ => inside.byte(at, 16, 2),
                };
                if let Some((character, end)) = escaped {
                    tell(character, end);
                }
                body = inside.skip_all(at, again);
            }
        });
    }

    /// Reads a character of which this makes sense.
    fn read<A>(self, at: usize, sense: impl Fn(u8) -> Option<A>) -> Option<(A, usize)> {
        // Most characters are not escaped.
        if let Some(literal) = self.text.get(at).and_then(|byte| sense(*byte)) {
            return Some((literal, at + 1));
        }
        let mut read = None;
        self.spellings(at, &mut |character, next| {
            if read.is_none() {
                read = character.ascii().and_then(&sense).map(|sense| (sense, next));
            }
        });
        read
    }

    fn skip(self, at: usize, expected: u8) -> Option<usize> {
        self.read(at, |byte| byte.eq_ignore_ascii_case(&expected).then_some(())).map(|((), next)| next)
    }

    fn skip_all(self, at: usize, expected: &[u8]) -> Option<usize> {
        expected.iter().try_fold(at, |at, byte| self.skip(at, *byte))
    }

    fn skip_if(self, at: usize, expected: u8) -> usize {
        self.skip(at, expected).unwrap_or(at)
    }

    /// Reads digits, up to so many: their value, how many they are, and where they end.
    fn number(self, mut at: usize, radix: u32, most: usize) -> Option<(u32, usize, usize)> {
        let (mut value, mut count) = (0, 0);
        while count < most
            && let Some((digit, next)) = self.read(at, |byte| char::from(byte).to_digit(radix))
        {
            (value, count, at) = (value * radix + digit, count + 1, next);
        }
        (count > 0).then_some((value, count, at))
    }

    fn byte(self, at: usize, radix: u32, digits: usize) -> Option<(Character, usize)> {
        let (value, count, end) = self.number(at, radix, digits)?;
        let byte = u8::try_from(value).ok().filter(|_| count == digits)?;
        Some((Character::Byte(byte), end))
    }

    /// Tells a character that stands for itself after a backslash, and gives what a letter there begins.
    fn after_backslash(
        self,
        at: usize,
        tell: &mut dyn FnMut(Character, usize),
    ) -> Option<(Character, usize)> {
        let mut begun = None;
        self.spellings(at, &mut |character, next| {
            begun = begun.or(match character.ascii() {
                Some(b'u') => self.code_point(next),
                Some(b'x') => self.byte(next, 16, 2),
                Some(b'0'..=b'3') => self.byte(at, 8, 3),
                Some(b'n') => Some((Character::Byte(b'\n'), next)),
                Some(b'r') => Some((Character::Byte(b'\r'), next)),
                _ => None,
            });
            tell(character, next);
        });
        begun
    }

    /// `003d`, a pair of surrogates, or `{3d}`.
    fn code_point(self, at: usize) -> Option<(Character, usize)> {
        if let Some(inside) = self.skip(at, b'{') {
            let (value, _, end) = self.number(inside, 16, 6)?;
            return Some((Character::Point(char::from_u32(value)?), self.skip(end, b'}')?));
        }
        let (first, end) = self.unit(at)?;
        if !(0xd800..0xdc00).contains(&first) {
            return Some((Character::Point(char::from_u32(first)?), end));
        }
        let (low, end) = self.low_surrogate(end)?;
        Some((Character::Point(char::from_u32(0x10000 + (first - 0xd800) * 0x400 + low)?), end))
    }

    fn low_surrogate(self, at: usize) -> Option<(u32, usize)> {
        let mut read = None;
        self.spellings(at, &mut |mark, mut next| {
            if mark.ascii() != Some(b'\\') {
                return;
            }
            while let Some(after) = self.skip(next, b'\\') {
                next = after;
            }
            let unit = self.skip(next, b'u').and_then(|next| self.unit(next));
            read = read.or(unit.and_then(|(unit, end)| Some((unit.checked_sub(0xdc00)?, end))));
        });
        read
    }

    fn unit(self, at: usize) -> Option<(u32, usize)> {
        self.number(at, 16, 4).filter(|(_, count, _)| *count == 4).map(|(value, _, end)| (value, end))
    }

    fn entity(self, at: usize) -> Option<(Character, usize)> {
        if let Some(number) = self.skip(at, b'#') {
            let digits = self.skip_if(number, b'x');
            let radix = if digits == number { 10 } else { 16 };
            let (value, _, end) = self.number(digits, radix, 7)?;
            return Some((Character::Point(char::from_u32(value)?), self.skip_if(end, b';')));
        }
        ENTITIES.iter().find_map(|(name, byte)| {
            let end = self.skip_all(at, name)?;
            Some((Character::Byte(*byte), self.skip_if(end, b';')))
        })
    }
}
