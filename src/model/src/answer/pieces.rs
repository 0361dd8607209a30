//! A long body read a piece at a time, so that whoever reads it can do something else in between.

use serde_json::Value as Json;

use super::{
    Unreadable, is_empty,
    json::{parse, parse_utf8, without_mark},
};

/// How much is read at once, in bytes: some milliseconds' work for a page.
pub const PIECE: usize = 256 * 1024;
/// How much of a long body stands for how it begins: more rows than a screen has.
const BEGINNING: usize = 16 * 1024;

/// How a long body begins: the first items of its long list, closed as if there were no more. Nothing where the body
/// is read at once, or has no list that is long.
pub fn beginning(body: &[u8]) -> Option<Vec<u8>> {
    if body.len() <= PIECE {
        return None;
    }
    let mut list = List::find(body)?;
    let Cut { items, .. } = list.cut(BEGINNING)?;
    let mut closed = body[..list.start].to_vec();
    closed.extend_from_slice(items);
    closed.push(b']');
    closed.extend(list.within.iter().rev().map(|_| b'}'));
    Some(closed)
}

/// A body that is being read as JSON.
pub(crate) struct Pieces<'a> {
    body: &'a [u8],
    /// The long list, until all of it is read.
    list: Option<List<'a>>,
    items: Vec<Json>,
}

impl<'a> Pieces<'a> {
    pub(crate) fn of(body: &'a [u8]) -> Self {
        // What is no text is read whole, as its bytes may look like anything.
        let is_long = body.len() > PIECE && std::str::from_utf8(body).is_ok();
        let list = is_long.then(|| List::find(without_mark(body))).flatten();
        Self { body, list, items: Vec::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        is_empty(self.body)
    }

    /// Reads on; nothing as long as there is more to read.
    pub(crate) fn read_on(&mut self) -> Option<Result<Json, Unreadable>> {
        let Some(list) = &mut self.list else { return Some(parse(self.body)) };
        let Some(cut) = list.cut(PIECE).filter(|cut| cut.is_last || !cut.items.trim_ascii().is_empty())
        else {
            // What is wrong with it is told of the whole.
            self.list = None;
            return None;
        };
        match parse_utf8(&[b"[", cut.items, b"]"].concat()) {
            Ok(Json::Array(mut items)) => self.items.append(&mut items),
            _ => {
                self.list = None;
                return None;
            }
        }
        if !cut.is_last {
            return None;
        }
        let whole = self.list.take().and_then(|list| list.filled(std::mem::take(&mut self.items)));
        whole.map(Ok)
    }
}

/// The first long list of a body that is in no other list.
struct List<'a> {
    body: &'a [u8],
    /// Where its items begin.
    start: usize,
    /// The names under which it stands, from the outside in.
    within: Vec<&'a [u8]>,
    /// Where what has not been cut yet begins.
    at: usize,
}

/// Some items of a list.
struct Cut<'a> {
    items: &'a [u8],
    is_last: bool,
}

impl<'a> List<'a> {
    fn find(body: &'a [u8]) -> Option<Self> {
        let mut marks = Marks { body, at: 0, text: &[] };
        let mut within = Vec::new();
        while let Some((at, mark)) = marks.pass() {
            match mark {
                b'{' => within.push(marks.text),
                b'}' => drop(within.pop()),
                b'[' => {
                    let start = at + 1;
                    let mut list = Self { body, start, within: within.clone(), at: start };
                    if !list.cut(BEGINNING)?.is_last {
                        list.within.push(marks.text);
                        list.within.remove(0);
                        return Some(Self { at: start, ..list });
                    }
                    // It is short: behind it.
                    marks.at = list.at;
                }
                _ => {}
            }
        }
        None
    }

    /// The next items, as many as fit; nothing where the list breaks off.
    fn cut(&mut self, most: usize) -> Option<Cut<'a>> {
        let start = self.at;
        let mut marks = Marks { body: self.body, at: start, text: &[] };
        let mut depth = 0_usize;
        while let Some((at, mark)) = marks.pass() {
            match mark {
                b'[' | b'{' => depth += 1,
                b']' | b'}' if depth > 0 => depth -= 1,
                b',' if depth > 0 || at - start < most => {}
                b'}' => return None,
                end => {
                    self.at = at + 1;
                    return Some(Cut { items: &self.body[start..at], is_last: end == b']' });
                }
            }
        }
        None
    }

    /// The whole body, with these items in the list.
    fn filled(self, items: Vec<Json>) -> Option<Json> {
        let Self { body, start, within, at } = self;
        // Of two lists of one name the last counts: the mark tells whether it is this one.
        let mut json = parse_utf8(&[&body[..start], b"null", &body[at - 1..]].concat()).ok()?;
        let list = within.iter().try_fold(&mut json, |json, name| {
            let name: String = serde_json::from_slice(name).ok()?;
            json.get_mut(name)
        });
        *list?.as_array_mut().filter(|list| **list == [Json::Null])? = items;
        Some(json)
    }
}

/// The marks between the texts of a body.
struct Marks<'a> {
    body: &'a [u8],
    at: usize,
    /// The last text that was passed, in its quotes.
    text: &'a [u8],
}

impl Marks<'_> {
    /// Goes on behind the next mark, and tells it and its place.
    fn pass(&mut self) -> Option<(usize, u8)> {
        loop {
            let at = self.at;
            let byte = *self.body.get(at)?;
            self.at += 1;
            match byte {
                b'[' | b']' | b'{' | b'}' | b',' => return Some((at, byte)),
                b'"' => {
                    while *self.body.get(self.at)? != b'"' {
                        self.at += if self.body[self.at] == b'\\' { 2 } else { 1 };
                    }
                    self.at += 1;
                    self.text = &self.body[at..self.at];
                }
                _ => {}
            }
        }
    }
}
