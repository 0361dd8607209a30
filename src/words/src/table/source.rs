//! Reads the declarations in a Rust source.

use std::{iter::Peekable, str::Chars};

use super::{Fault, Section, Text, commented};

/// How declarations open, at the start of a line.
const OPENING: &str = "words! {";

/// The sections that a source declares. `module` is the path of its module.
///
/// # Errors
/// A declaration that does not begin at a line's start, or that the macro would not take.
pub fn sections(module: &str, source: &str) -> Result<Vec<Section>, Fault> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        if line.trim_start().starts_with(OPENING) {
            let (before, rest) = source.split_at(start);
            let mut reader =
                Reader { module, line: before.lines().count() + 1, rest: rest.chars().peekable() };
            if !line.starts_with(OPENING) {
                return Err(reader.fault("words! at the start of a line"));
            }
            found.append(&mut reader.declaration()?);
        }
        let (before, rest) = source.split_at(start);
        if let Some(section) = commented::section(module, before.lines().count() + 1, rest) {
            found.push(section?);
        }
        start += line.len();
    }
    Ok(found)
}

/// What the macro takes of Rust's grammar.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Name(String),
    Text(String),
    Sign(char),
    End,
}

struct Reader<'a> {
    module: &'a str,
    line: usize,
    rest: Peekable<Chars<'a>>,
}

impl Reader<'_> {
    fn fault(&self, expected: &'static str) -> Fault {
        Fault::Malformed { at: self.module.to_owned(), line: self.line, expected }
    }

    fn declaration(&mut self) -> Result<Vec<Section>, Fault> {
        let mut sections = Vec::new();
        while self.token()? != Token::Sign('{') {}
        loop {
            match self.token()? {
                Token::Sign('}') => return Ok(sections),
                Token::Name(name) if name == "mod" => sections.push(self.section()?),
                // Attributes and visibilities.
                Token::Sign('#' | '[' | ']' | '(' | ')' | '=') | Token::Name(_) | Token::Text(_) => {}
                _ => return Err(self.fault("a module")),
            }
        }
    }

    fn section(&mut self) -> Result<Section, Fault> {
        let name = self.name()?;
        let path = format!("{}::{name}", self.module);
        self.sign('{')?;
        let mut texts = Vec::new();
        loop {
            match self.token()? {
                Token::Name(key) => texts.push(self.text(key)?),
                Token::Sign('}') => return Ok(Section { path, texts }),
                _ => return Err(self.fault("a key")),
            }
        }
    }

    fn text(&mut self, key: String) -> Result<Text, Fault> {
        let mut parameters = Vec::new();
        match self.token()? {
            Token::Sign(':') => {}
            Token::Sign('(') => {
                parameters = self.parameters()?;
                self.sign(':')?;
            }
            _ => return Err(self.fault("parameters or a text")),
        }
        let english = match self.token()? {
            Token::Text(text) => vec![text],
            Token::Name(form) if form == "one" => {
                let one = self.string()?;
                self.sign(',')?;
                self.word("other")?;
                vec![one, self.string()?]
            }
            _ => return Err(self.fault("a text")),
        };
        self.sign(';')?;
        Ok(Text { key, parameters, english })
    }

    fn parameters(&mut self) -> Result<Vec<String>, Fault> {
        let mut names = Vec::new();
        loop {
            match self.token()? {
                Token::Name(name) => names.push(name),
                Token::Sign(')') => return Ok(names),
                _ => return Err(self.fault("a parameter")),
            }
            self.sign(':')?;
            loop {
                match self.token()? {
                    Token::Sign(')') => return Ok(names),
                    Token::Sign(',') => break,
                    Token::Name(_) | Token::Sign('&') => {}
                    _ => return Err(self.fault("a type")),
                }
            }
        }
    }

    fn name(&mut self) -> Result<String, Fault> {
        match self.token()? {
            Token::Name(name) => Ok(name),
            _ => Err(self.fault("a name")),
        }
    }

    fn word(&mut self, word: &'static str) -> Result<(), Fault> {
        if self.name()? == word { Ok(()) } else { Err(self.fault(word)) }
    }

    fn string(&mut self) -> Result<String, Fault> {
        match self.token()? {
            Token::Text(text) => Ok(text),
            _ => Err(self.fault("a text")),
        }
    }

    fn sign(&mut self, sign: char) -> Result<(), Fault> {
        if self.token()? == Token::Sign(sign) { Ok(()) } else { Err(self.fault("a sign")) }
    }

    fn token(&mut self) -> Result<Token, Fault> {
        while let Some(c) = self.next() {
            match c {
                '"' => return self.literal().map(Token::Text),
                '/' => while self.next().is_some_and(|c| c != '\n') {},
                c if c.is_whitespace() => {}
                c if c.is_alphanumeric() || c == '_' => return Ok(Token::Name(self.rest_of_name(c))),
                sign => return Ok(Token::Sign(sign)),
            }
        }
        Ok(Token::End)
    }

    fn rest_of_name(&mut self, first: char) -> String {
        let mut name = String::from(first);
        while let Some(c) = self.rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
            name.push(c);
        }
        name
    }

    fn literal(&mut self) -> Result<String, Fault> {
        let mut text = String::new();
        while let Some(c) = self.next() {
            match c {
                '"' => return Ok(text),
                '\t' | '\n' => return Err(self.fault("no tab and no line break in a text")),
                '\\' => match self.next() {
                    Some(c @ ('"' | '\\' | '\'')) => text.push(c),
                    Some('\n') => {
                        while self.rest.peek().is_some_and(|c| c.is_whitespace()) && self.next().is_some() {}
                    }
                    Some('u') => text.push(self.character()?),
                    _ => return Err(self.fault("no tab and no line break in a text")),
                },
                c => text.push(c),
            }
        }
        Err(self.fault("the end of a text"))
    }

    /// The character of `{2019}`.
    fn character(&mut self) -> Result<char, Fault> {
        let mut digits = String::new();
        while let Some(c) = self.next().filter(|c| *c != '}') {
            digits.push(c);
        }
        let number = u32::from_str_radix(digits.trim_start_matches('{'), 16).ok();
        number.and_then(char::from_u32).ok_or_else(|| self.fault("a character"))
    }

    fn next(&mut self) -> Option<char> {
        let next = self.rest.next();
        self.line += usize::from(next == Some('\n'));
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = r#"
//! words! { in a comment }
use backup_words::words;

words! {
    /// With a comment.
    pub(crate) mod calls {
        heading: "Calls";
        // A remark.
        refused_by(host: &str, status: u16): "{host} \"refused\" \
            with {status}\u{2026}";
        sent(count: Count): one "One", other "{count}";
    }

    mod more { end: "End"; }
}

fn after() {}
"#;

    fn text(key: &str, parameters: &[&str], english: &[&str]) -> Text {
        let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
        Text { key: key.to_owned(), parameters: owned(parameters), english: owned(english) }
    }

    #[test]
    fn what_the_macro_takes_is_read() {
        let calls = vec![
            text("heading", &[], &["Calls"]),
            text("refused_by", &["host", "status"], &["{host} \"refused\" with {status}…"]),
            text("sent", &["count"], &["One", "{count}"]),
        ];
        let expected = vec![
            Section { path: "a::b::calls".to_owned(), texts: calls },
            Section { path: "a::b::more".to_owned(), texts: vec![text("end", &[], &["End"])] },
        ];
        assert_eq!(sections("a::b", SOURCE), Ok(expected));
    }

    #[test]
    fn what_is_unfinished_or_indented_is_refused_with_its_line() {
        for (source, line) in [
            ("\nwords! { mod a { b \"c\"; } }", 2),
            ("words! {\nmod a {\nb: 1; } }", 3),
            ("words! { mod a { b: \"c", 1),
            ("fn f() {\n    words! { mod a { b: \"c\"; } }\n}", 2),
        ] {
            let fault = sections("m", source);
            assert!(matches!(fault, Err(Fault::Malformed { line: found, .. }) if found == line), "{fault:?}");
        }
    }
}
