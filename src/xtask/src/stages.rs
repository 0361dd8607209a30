//! `cargo xtask test`: its stages, one after the other.

use crate::axe;
use crate::bootstrap;
use crate::browser::Browser;
use crate::dependencies;
use crate::error::Error;
use crate::firefox::Firefox;
use crate::node;
use crate::package;
use crate::process::{self, seconds};
use crate::project;
use crate::python;
use crate::rust::{self, WASM};
use crate::security;
use crate::site;
use crate::size;
use crate::tally::Tally;
use crate::tools::Tools;
use crate::web_servers::WebServers;
use crate::workspace::Workspace;
use crate::yew_portal;
use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

/// One stage: what it fetches beforehand, and what it does.
pub(crate) struct Stage {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    set_up: fn() -> Result<(), Error>,
    run: fn(&mut Tally) -> Result<(), Error>,
}

/// The stages in their order: what fails soonest comes first.
pub(crate) const ALL: &[Stage] = &[
    Stage { name: "format", about: "sources are formatted", set_up: rust::lints, run: format },
    Stage { name: "clippy", about: "no warning in any native target", set_up: rust::lints, run: clippy },
    Stage {
        name: "clippy-wasm",
        about: "no warning in what runs in the page",
        set_up: wasm,
        run: clippy_wasm,
    },
    Stage {
        name: DEPENDENCIES,
        about: "licences, sources and duplicates of dependencies, and advisories where they can be had",
        set_up: dependencies_set_up,
        run: judge_dependencies,
    },
    Stage { name: "docs", about: "no warning in the documentation", set_up: nothing, run: docs },
    Stage { name: "native", about: "tests outside of a browser", set_up: nothing, run: native },
    Stage { name: "sdk", about: "the vendor's SDK against the emulated cloud", set_up: sdk_set_up, run: sdk },
    Stage { name: "wasm", about: "tests of crates in headless Chromium", set_up: browser, run: wasm_tests },
    Stage { name: "site", about: "the optimised site in dist/", set_up: site::set_up, run: site },
    Stage { name: "size", about: "the first view weighs no more than it may", set_up: nothing, run: size },
    Stage {
        name: "package",
        about: "the npm package: its types, and the three ways to load it",
        set_up: package_set_up,
        run: packaged,
    },
    Stage {
        name: "browser",
        about: "stories on the page in headless Chromium",
        set_up: stories_set_up,
        run: stories,
    },
    Stage {
        name: "embedding",
        about: "stories on pages that embed the console, in headless Chromium",
        set_up: embedding_set_up,
        run: embedding,
    },
    Stage { name: FIREFOX, about: "stories in headless Firefox", set_up: firefox_set_up, run: firefox },
    Stage {
        name: HOSTING,
        about: "the site behind the real nginx and Caddy",
        set_up: hosting_set_up,
        run: hosting,
    },
    Stage {
        name: "security",
        about: "SECURITY.md promises no more than was tried",
        set_up: nothing,
        run: security,
    },
];

/// What the page is made of.
const PAGE: [&str; 8] =
    ["-p", "backup-model", "-p", "backup-signer", "-p", "backup-client", "-p", "backup-console"];

/// The tests that drive what is built, and the one that runs the vendor's SDK.
const STORIES: [&str; 5] = [PACKAGE, "browser", "embedding", FIREFOX, HOSTING];
const PACKAGE: &str = "package";
const SDK: &str = "sdk";
const AXE: &str = "BACKUP_CONSOLE_AXE";
const DEPENDENCIES: &str = "dependencies";
const FIREFOX: &str = "firefox";
const HOSTING: &str = "hosting";

/// What is no reason to fail where what it needs cannot be had, save under CI.
const OPTIONAL: [&str; 4] = [DEPENDENCIES, SDK, FIREFOX, HOSTING];

/// Runs the named stages, or all; stops at the first that fails. Ends with the time of each and the count of tests.
pub(crate) fn run(only: &[String]) -> Result<(), Error> {
    let stages = chosen(only)?;
    let skipped = set_up(&stages)?;
    security::forget();
    let mut rows = Vec::new();
    let mut tally = Tally::default();
    let result = stages.iter().try_for_each(|stage| {
        if skipped.contains(&stage.name) {
            rows.push((stage.name, "skipped", Duration::ZERO));
            return Ok(());
        }
        eprintln!("\n==> {}: {}", stage.name, stage.about);
        let start = Instant::now();
        let result = (stage.run)(&mut tally);
        rows.push((stage.name, if result.is_ok() { "passed" } else { "failed" }, start.elapsed()));
        result.map_err(|cause| Error::Stage { name: stage.name, cause: Box::new(cause) })
    });
    eprint!("\n{}", table(&rows));
    println!("{tally}");
    result
}

/// Fetches what the stages need; answers those which have to be skipped.
fn set_up(stages: &[&Stage]) -> Result<Vec<&'static str>, Error> {
    let mut skipped = Vec::new();
    for stage in stages {
        match (stage.set_up)() {
            Err(missing @ Error::Missing { .. })
                if OPTIONAL.contains(&stage.name) && env::var_os("CI").is_none() =>
            {
                eprintln!("SKIPPED: stage {}: {missing}", stage.name);
                skipped.push(stage.name);
            }
            result => result?,
        }
    }
    Ok(skipped)
}

fn chosen(only: &[String]) -> Result<Vec<&'static Stage>, Error> {
    if let Some(unknown) = only.iter().find(|name| ALL.iter().all(|stage| stage.name != *name)) {
        return Err(Error::UnknownStage(unknown.clone()));
    }
    Ok(ALL.iter().filter(|stage| only.is_empty() || only.iter().any(|name| stage.name == name)).collect())
}

fn table(rows: &[(&str, &str, Duration)]) -> String {
    let lines =
        rows.iter().map(|(name, outcome, time)| format!("{name:<12} {outcome} {:>12}\n", seconds(*time)));
    let total = rows.iter().map(|(_, _, time)| *time).sum();
    lines.chain([format!("{:<12} {:>19}\n", "all", seconds(total))]).collect()
}

fn nothing() -> Result<(), Error> {
    Ok(())
}

fn wasm() -> Result<(), Error> {
    rust::lints()?;
    rust::wasm_target()
}

fn browser() -> Result<(), Error> {
    rust::wasm_target()?;
    Tools::set_up()?;
    Browser::set_up().map(|_| ())
}

/// Without the servers the stage is skipped; without a browser it fails, as all stories do.
fn hosting_set_up() -> Result<(), Error> {
    browser()?;
    WebServers::set_up().map(|_| ())
}

fn sdk_set_up() -> Result<(), Error> {
    python::set_up().map(|_| ())
}

/// Without Node.js all but the checks of types and of a portal's own build can run, save under CI.
fn package_set_up() -> Result<(), Error> {
    browser()?;
    match node::set_up() {
        Err(missing @ Error::Missing { .. }) if env::var_os("CI").is_none() => {
            eprintln!("SKIPPED: what needs Node.js in stage {PACKAGE}: {missing}");
            Ok(())
        }
        result => result.map(|_| ()),
    }
}

fn cargo(words: &[&str]) -> Command {
    let mut cargo = project::command("cargo");
    cargo.args(words).env(security::TRIED, security::tried());
    cargo
}

fn format(_: &mut Tally) -> Result<(), Error> {
    process::run(&mut cargo(&["fmt", "--all", "--check"]))
}

fn clippy(_: &mut Tally) -> Result<(), Error> {
    process::run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn clippy_wasm(_: &mut Tally) -> Result<(), Error> {
    process::run(cargo(&["clippy", "--target", WASM]).args(PAGE).args(["--", "-D", "warnings"]))
}

fn dependencies_set_up() -> Result<(), Error> {
    dependencies::set_up().map(|_| ())
}

fn judge_dependencies(_: &mut Tally) -> Result<(), Error> {
    dependencies::check()
}

fn docs(_: &mut Tally) -> Result<(), Error> {
    process::run(cargo(&["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
}

fn native(tally: &mut Tally) -> Result<(), Error> {
    let tests = Workspace::read()?.tests();
    let elsewhere = |test: &str| STORIES.contains(&test) || test == SDK;
    let outside = tests.iter().filter(|test| !elsewhere(test));
    let arguments = outside.flat_map(|test| ["--test", test.as_str()]);
    tally.run(test(&["--lib", "--bins", "--examples"]).args(arguments))?;
    tally.run(&mut test(&["--doc"]))
}

/// Tests of the whole workspace: what a package alone asks of its dependencies would have them built anew.
fn test(chosen: &[&str]) -> Command {
    let mut test = cargo(&["test", "--workspace"]);
    test.args(chosen);
    test
}

fn sdk(tally: &mut Tally) -> Result<(), Error> {
    tally.run(test(&["--test", SDK]).env("BACKUP_CONSOLE_PYTHON", python::set_up()?))
}

fn wasm_tests(tally: &mut Tally) -> Result<(), Error> {
    let packages = Workspace::read()?.using("wasm-bindgen-test");
    if packages.is_empty() {
        eprintln!("No crate has tests for the browser.");
        return Ok(());
    }
    let arguments = packages.iter().flat_map(|package| ["--package", package.as_str()]);
    let mut tests = cargo(&["test", "--target", WASM]);
    tests.args(arguments).env("PATH", Tools::set_up()?.path()).envs(Browser::set_up()?.variables());
    tally.run(&mut tests)
}

fn site(_: &mut Tally) -> Result<(), Error> {
    site::build()
}

fn size(_: &mut Tally) -> Result<(), Error> {
    size::run(false)
}

fn packaged(tally: &mut Tally) -> Result<(), Error> {
    let mut tests = on_the_site(PACKAGE)?;
    package::pack()?;
    tests.env("BACKUP_CONSOLE_PACKAGE", project::package()).envs(Browser::set_up()?.variables());
    match node::set_up() {
        Ok(folder) => tests.env("BACKUP_CONSOLE_PORTAL", folder),
        Err(_) => tests.env_remove("BACKUP_CONSOLE_PORTAL"),
    };
    tally.run(&mut tests)
}

fn stories_set_up() -> Result<(), Error> {
    browser()?;
    axe::set_up().map(|_| ())
}

fn stories(tally: &mut Tally) -> Result<(), Error> {
    let mut tests = on_the_site("browser")?;
    named(tests.envs(Browser::set_up()?.variables()), AXE, axe::set_up()?);
    tally.run(&mut tests)
}

/// Names something in a variable, or nothing where it is missing.
fn named(tests: &mut Command, variable: &str, path: Option<PathBuf>) {
    match path {
        Some(path) => tests.env(variable, path),
        None => tests.env_remove(variable),
    };
}

fn embedding_set_up() -> Result<(), Error> {
    stories_set_up()?;
    bootstrap::set_up().map(|_| ())
}

fn embedding(tally: &mut Tally) -> Result<(), Error> {
    let mut tests = on_the_site("embedding")?;
    tests.envs(Browser::set_up()?.variables()).env("BACKUP_CONSOLE_YEW_PORTAL", yew_portal::build()?);
    named(&mut tests, AXE, axe::set_up()?);
    named(&mut tests, "BACKUP_CONSOLE_BOOTSTRAP", bootstrap::set_up()?);
    tally.run(&mut tests)
}

fn firefox_set_up() -> Result<(), Error> {
    rust::wasm_target()?;
    Firefox::set_up().map(|_| ())
}

fn firefox(tally: &mut Tally) -> Result<(), Error> {
    tally.run(on_the_site(FIREFOX)?.envs(Firefox::set_up()?.variables()))
}

fn hosting(tally: &mut Tally) -> Result<(), Error> {
    let mut tests = on_the_site(HOSTING)?;
    if let Ok(firefox) = Firefox::set_up() {
        tests.envs(firefox.variables());
    }
    tally.run(tests.envs(Browser::set_up()?.variables()).envs(WebServers::set_up()?.variables()))
}

fn security(_: &mut Tally) -> Result<(), Error> {
    security::check()
}

/// A test that drives the built page.
fn on_the_site(name: &str) -> Result<Command, Error> {
    let site = project::dist();
    if !site.join("index.html").is_file() {
        let remedy = "build it by `cargo xtask build`".to_owned();
        return Err(Error::Missing { what: "the site in dist/", remedy });
    }
    let mut command = test(&["--test", name]);
    command.env("BACKUP_CONSOLE_SITE", site);
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_keep_their_order_whatever_the_order_of_asking() {
        let only = ["site".to_owned(), "format".to_owned()];
        let names: Vec<_> = chosen(&only).unwrap().iter().map(|stage| stage.name).collect();
        assert_eq!(names, ["format", "site"]);
    }

    #[test]
    fn an_unknown_stage_is_refused() {
        let error = chosen(&["formatting".to_owned()]).err().unwrap().to_string();
        assert!(error.contains("formatting"), "{error}");
    }

    #[test]
    fn the_table_tells_which_stage_failed() {
        let rows = [
            ("format", "passed", Duration::from_millis(1500)),
            ("clippy", "failed", Duration::from_secs(75)),
        ];
        assert_eq!(
            table(&rows),
            "format       passed        1.5 s\n\
             clippy       failed   1 min 15 s\n\
             all                   1 min 16 s\n"
        );
    }
}
