//! The README in Chinese tells what the English one tells, block by block: the same headings, commands, tables, names,
//! links and figures. What differs is named by the English block.

const ENGLISH: &str = include_str!("../../../README.md");
const CHINESE: &str = include_str!("../../../README.zh-CN.md");
const WORDS: &str = include_str!("../../../src/words/languages/zh-Hans.txt");

/// What of a block is the same in every language.
#[derive(Debug, PartialEq, Eq)]
struct Facts<'a> {
    /// `#` of a heading, the fence and the language of code.
    opening: &'a str,
    /// The items of a list, and how many cells each row of a table has.
    shape: Vec<usize>,
    /// The lines of code without their comments; of a tree the paths alone.
    code: Vec<&'a str>,
    /// What stands between backticks, in order of the alphabet, as a sentence may say it in another order.
    names: Vec<&'a str>,
    /// Where links lead to, headings by their place in the document.
    targets: Vec<String>,
    figures: Vec<&'a str>,
    emphasised: usize,
}

/// Parted by empty lines, save in code.
fn blocks(text: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = match rest.strip_prefix("```") {
            Some(code) => code.find("\n```").map(|end| end + 7),
            None => rest.find("\n\n"),
        };
        let (block, after) = rest.split_at(end.unwrap_or(rest.len()));
        blocks.push(block.trim());
        rest = after.trim_start();
    }
    blocks
}

/// The name by which a link reaches a heading.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text.chars().filter(|c| c.is_alphanumeric() || "- ".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn headings(text: &str) -> Vec<String> {
    blocks(text).into_iter().filter(|block| block.starts_with('#')).map(anchor).collect()
}

fn target(target: &str, headings: &[String]) -> String {
    match target.strip_prefix('#') {
        Some(name) => {
            let place = headings.iter().position(|heading| heading == name);
            format!("heading {}", place.unwrap_or_else(|| panic!("no heading is called {name}")))
        }
        None if target == "README.md" || target == "README.zh-CN.md" => "the other language".to_owned(),
        None => target.to_owned(),
    }
}

fn sorted<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.sort();
    values
}

fn facts<'a>(block: &'a str, headings: &[String]) -> Facts<'a> {
    let is_code = block.starts_with("```");
    let opening = match block.split_once([' ', '\n']) {
        Some((first, _)) if is_code || first.starts_with('#') => first,
        _ => "",
    };
    let is_table = block.starts_with('|');
    let rows = block.lines().filter(|_| is_table).map(|row| row.matches('|').count());
    let items = block.lines().filter(|line| line.starts_with("- ")).count();
    let lines = block.lines().filter(|_| is_code);
    let code = if opening == "```" {
        lines.flat_map(str::split_whitespace).filter(|word| word.is_ascii() && word.contains('/')).collect()
    } else {
        lines.map(|line| line.split(" # ").next().unwrap().split(" // ").next().unwrap().trim()).collect()
    };
    let prose = if is_code { "" } else { block };
    let plain: Vec<&str> = prose.split('`').step_by(2).collect();
    let linked = |part: &&'a str| part.split("](").skip(1).map(|rest| rest.split(')').next().unwrap());
    let unlinked = plain.iter().flat_map(|part| {
        part.split("](").enumerate().map(|(at, rest)| match at {
            0 => rest,
            _ => rest.split_once(')').unwrap().1,
        })
    });
    let figures = unlinked
        .flat_map(|text| text.split(|c: char| !c.is_ascii_digit() && !",.".contains(c)))
        .map(|figure| figure.trim_matches([',', '.']))
        .filter(|figure| !figure.is_empty());
    Facts {
        opening,
        shape: rows.chain([items]).collect(),
        code,
        names: sorted(prose.split('`').skip(1).step_by(2)),
        targets: sorted(
            prose.split('`').collect::<Vec<_>>().iter().flat_map(linked).map(|to| target(to, headings)),
        ),
        figures: sorted(figures),
        emphasised: prose.matches("**").count(),
    }
}

#[test]
fn the_readme_tells_the_same_in_chinese() {
    let [in_english, in_chinese] = [ENGLISH, CHINESE].map(headings);
    let [english, chinese] = [ENGLISH, CHINESE].map(blocks);
    for (one, other) in english.iter().zip(&chinese) {
        let first = one.lines().next().unwrap();
        assert_eq!(facts(other, &in_chinese), facts(one, &in_english), "README.zh-CN.md differs at: {first}");
    }
    assert_eq!(chinese.len(), english.len(), "as many blocks");
}

#[test]
fn the_readme_names_things_as_the_page_does_in_chinese() {
    let said: Vec<&str> =
        WORDS.lines().filter_map(|line| line.split_once(" = ")).map(|(_, text)| text).collect();
    for name in CHINESE.split("**").skip(1).step_by(2) {
        assert!(said.contains(&name), "the page says no {name}");
    }
}
