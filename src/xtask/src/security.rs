//! The table of SECURITY.md: what was tried how often. Its figures are those of a test run; a run that tries less fails.

use crate::error::Error;
use crate::project;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// What the tests read: the file to which each adds the cases that it tried.
pub(crate) const TRIED: &str = "BACKUP_CONSOLE_TRIED";

const BEGIN: &str = "<!-- `cargo xtask security` writes what stands between these lines -->\n";
const END: &str = "<!-- end -->\n";

/// A property, and how it is tried.
struct Property {
    key: String,
    what: String,
    how: String,
}

/// Where the tests of this run write down what they tried.
pub(crate) fn tried() -> PathBuf {
    project::root().join("target").join("tried")
}

/// Forgets former runs.
pub(crate) fn forget() {
    // It need not be there.
    let _ = fs::remove_file(tried());
}

/// Writes the table by the last run. What that run has not tried keeps its figure.
pub(crate) fn record() -> Result<(), Error> {
    let path = page();
    let text = read(&path)?;
    let (before, after) = around(&text)?;
    let (properties, former) = (properties()?, promised(&text));
    let mut counts = counts(&read(&tried())?);
    for property in &properties {
        if let Some(&former) = former.get(&property.what).filter(|former| **former > 0) {
            counts.entry(property.key.clone()).or_insert(former);
        }
    }
    let table = table(&properties, &counts);
    fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}")).map_err(Error::file(path))
}

/// Fails where the table promises more than this run has tried. What was not tried at all, since its stage was skipped,
/// is said.
pub(crate) fn check() -> Result<(), Error> {
    let promised = promised(&read(&page())?);
    let counts = counts(&fs::read_to_string(tried()).unwrap_or_default());
    for property in properties()? {
        let Some(&promised) = promised.get(&property.what) else {
            return Err(Error::Stale { property: property.what, promised: 0, tried: 0 });
        };
        match counts.get(&property.key) {
            None => eprintln!("SKIPPED: nobody has tried in this run: {}", property.what),
            Some(&tried) if tried < promised => {
                return Err(Error::Stale { property: property.what, promised, tried });
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn page() -> PathBuf {
    project::root().join("SECURITY.md")
}

fn read(path: &PathBuf) -> Result<String, Error> {
    fs::read_to_string(path).map_err(Error::file(path))
}

fn properties() -> Result<Vec<Property>, Error> {
    let path = project::root().join("tests/fixtures/properties.json");
    let json: Value =
        serde_json::from_str(&read(&path)?).map_err(|cause| Error::Recorded { path: path.clone(), cause })?;
    let text = |property: &Value, key: &str| property[key].as_str().unwrap_or_default().to_owned();
    let properties = json.as_array().into_iter().flatten();
    Ok(properties
        .map(|one| Property { key: text(one, "key"), what: text(one, "what"), how: text(one, "how") })
        .collect())
}

/// Lines such as `redirects 4400`, added up.
fn counts(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for (key, count) in text.lines().filter_map(|line| line.split_once(' ')) {
        *counts.entry(key.to_owned()).or_default() += count.parse().unwrap_or(0);
    }
    counts
}

fn around(text: &str) -> Result<(&str, &str), Error> {
    let parts = text.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    parts.ok_or_else(|| Error::Placeholder { path: page(), text: BEGIN.to_owned(), times: 0 })
}

fn table(properties: &[Property], counts: &BTreeMap<String, usize>) -> String {
    let rows = properties.iter().map(|Property { key, what, how }| {
        let cases = counts.get(key).map_or("not in this run".to_owned(), |count| grouped(*count));
        format!("| {what} | {how} | {cases} | none |\n")
    });
    let head = "| Property | How it is tried | Cases | Failures |\n|---|---|--:|---|\n".to_owned();
    [head].into_iter().chain(rows).collect()
}

/// What the table says was tried, by property.
fn promised(text: &str) -> BTreeMap<String, usize> {
    let rows = text.lines().filter_map(|line| {
        let cells: Vec<_> = line.strip_prefix("| ")?.split(" | ").collect();
        let [what, _, cases, _] = cells.as_slice() else { return None };
        Some(((*what).to_owned(), cases.replace(',', "").parse().unwrap_or(0)))
    });
    rows.collect()
}

/// A number as people read it.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_table_says_can_be_read_again() {
        let property = |key: &str, what: &str| Property {
            key: key.to_owned(),
            what: what.to_owned(),
            how: "by a test".to_owned(),
        };
        let counts = counts("redirects 4400\nonce 1000\nonce 1\n");
        let table = table(
            &[property("redirects", "No redirect"), property("once", "Once"), property("x", "X")],
            &counts,
        );
        assert!(table.contains("| No redirect | by a test | 4,400 | none |\n"), "{table}");
        let promised = promised(&table);
        assert_eq!((promised["No redirect"], promised["Once"], promised["X"]), (4400, 1001, 0));
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
