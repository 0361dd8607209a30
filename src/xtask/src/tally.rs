//! How many tests ran, by what the test programs say of themselves.

use crate::error::Error;
use crate::process;
use std::fmt::{self, Display, Formatter};
use std::process::Command;

/// What the lines `test result: ok. 3 passed; 0 failed; 1 ignored; …` add up to.
#[derive(Default)]
pub(crate) struct Tally {
    passed: usize,
    failed: usize,
    ignored: usize,
}

impl Tally {
    /// Runs tests with their output visible, and counts them.
    pub(crate) fn run(&mut self, tests: &mut Command) -> Result<(), Error> {
        process::run_by_line(tests, |line| self.add(line))
    }

    fn add(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result: ").and_then(|(_, rest)| rest.split_once(". "))
        else {
            return;
        };
        for count in counts.split("; ") {
            match count.split_once(' ') {
                Some((number, "passed")) => self.passed += number.parse().unwrap_or(0),
                Some((number, "failed")) => self.failed += number.parse().unwrap_or(0),
                Some((number, "ignored")) => self.ignored += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }
}

impl Display for Tally {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { passed, failed, ignored } = self;
        write!(f, "{} tests: {passed} passed, {failed} failed, {ignored} ignored", passed + failed + ignored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_several_programs_add_up() {
        let mut tally = Tally::default();
        tally.add("running 4 tests");
        tally.add(
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s",
        );
        tally.add("test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 5 filtered out");
        assert_eq!(tally.to_string(), "16 tests: 13 passed, 2 failed, 1 ignored");
    }
}
