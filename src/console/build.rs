//! Writes the style sheets without what only their authors read: that of the front, and what the whole console adds.

use std::{env, error::Error, fs, path::Path};

const SHEETS: [&str; 2] = ["front.css", "whole.css"];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::var("OUT_DIR")?;
    for sheet in SHEETS {
        let source = Path::new("src").join(sheet);
        println!("cargo::rerun-if-changed={}", source.display());
        fs::write(Path::new(&folder).join(sheet), bare(&fs::read_to_string(source)?))?;
    }
    Ok(())
}

/// Without comments, and without spaces where they mean nothing. Texts in quotes stay as they are.
fn bare(sheet: &str) -> String {
    let mut bare = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(next) = rest.chars().next() {
        let taken = match next {
            '/' if rest.starts_with("/*") => {
                rest = rest.split_once("*/").map_or("", |(_, after)| after);
                continue;
            }
            '"' | '\'' => rest[1..].find(next).map_or(rest.len(), |end| end + 2),
            _ if next.is_ascii_whitespace() => {
                rest = rest.trim_ascii_start();
                let means_nothing = |one: char| "{};,:".contains(one);
                let before = bare.chars().next_back();
                // A space before a colon begins a selector.
                let joins = before.is_none_or(means_nothing) || rest.starts_with(['{', '}', ';', ',']);
                if !joins && !rest.starts_with("/*") {
                    bare.push(' ');
                }
                continue;
            }
            _ => next.len_utf8(),
        };
        let (kept, after) = rest.split_at(taken);
        bare.push_str(kept);
        rest = after;
    }
    bare.replace(";}", "}")
}
