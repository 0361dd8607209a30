//! What the loader's script says itself: before the program is there, and when it never comes.

use super::{Fault, Section, Text};
use crate::filled;

const PATH: &str = "loader::says";

/// The section that the script declares.
///
/// # Errors
/// A script that declares none, or what is no text by its name.
pub(super) fn section(script: &str) -> Result<Section, Fault> {
    let fault = |line, expected| Fault::Malformed { at: PATH.to_owned(), line, expected };
    let (before, rest) = script.split_once("const SAYS = {\n").ok_or_else(|| fault(1, "const SAYS"))?;
    let (body, _) = rest.split_once("\n};").ok_or_else(|| fault(1, "the end of SAYS"))?;
    let first = before.lines().count() + 2;
    let texts = body.lines().enumerate().map(|(index, line)| {
        let (key, text) =
            line.trim().split_once(": '").ok_or_else(|| fault(first + index, "a name and a text"))?;
        let text = text.strip_suffix("',").ok_or_else(|| fault(first + index, "a text in single quotes"))?;
        Ok(Text { key: key.to_owned(), parameters: parameters(text), english: vec![text.to_owned()] })
    });
    Ok(Section { path: PATH.to_owned(), texts: texts.collect::<Result<_, _>>()? })
}

fn parameters(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((_, name, after)) = filled::split(rest) {
        names.push(name.to_owned());
        rest = after;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::declared;

    const SCRIPT: &str = include_str!("../../../../www/backup-console.js");

    #[test]
    fn the_script_finds_its_texts_by_their_number() {
        let number = declared::section(PATH);
        assert!(SCRIPT.contains(&format!("const SAYS_NUMBER = {number};")), "{number}");
    }

    #[test]
    fn a_text_of_the_script_has_a_name_and_parameters() {
        let section = section("const SAYS = {\n  lost: '{url} is lost.',\n};\n").unwrap();
        let expected = Text {
            key: "lost".to_owned(),
            parameters: vec!["url".to_owned()],
            english: vec!["{url} is lost.".to_owned()],
        };
        assert_eq!(section.texts, [expected]);
        let fault = super::section("const SAYS = {\n  lost: \"no\",\n};\n");
        assert!(matches!(fault, Err(Fault::Malformed { line: 2, .. })), "{fault:?}");
    }
}
