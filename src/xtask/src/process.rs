//! Other programs, and how long they take.

use crate::error::Error;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, iter};

/// Says what a long step does, does it, and says how long it took.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    eprintln!("==> {what}");
    let start = Instant::now();
    let result = work()?;
    eprintln!("    done in {}", seconds(start.elapsed()));
    Ok(result)
}

/// A duration as people read it.
pub(crate) fn seconds(duration: Duration) -> String {
    match duration.as_secs() {
        0..60 => format!("{:.1} s", duration.as_secs_f64()),
        whole => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

/// Runs a program to its end with its output visible.
pub(crate) fn run(command: &mut Command) -> Result<(), Error> {
    let status = command.status().map_err(|cause| Error::NotStarted { line: line(command), cause })?;
    if !status.success() {
        return Err(Error::Failed { line: line(command), status });
    }
    Ok(())
}

/// Runs a program to its end with its output visible, and hands on each line of it.
pub(crate) fn run_by_line(command: &mut Command, mut take: impl FnMut(&str)) -> Result<(), Error> {
    let child = command.stdout(Stdio::piped()).spawn();
    let mut child = child.map_err(|cause| Error::NotStarted { line: line(command), cause })?;
    let output = child.stdout.take().into_iter().flat_map(|output| BufReader::new(output).split(b'\n'));
    for bytes in output.map_while(Result::ok) {
        let text = String::from_utf8_lossy(&bytes);
        println!("{text}");
        take(&text);
    }
    let status = child.wait().map_err(|cause| Error::NotStarted { line: line(command), cause })?;
    if !status.success() {
        return Err(Error::Failed { line: line(command), status });
    }
    Ok(())
}

/// What a program prints; its complaints stay visible.
pub(crate) fn output(command: &mut Command) -> Result<Vec<u8>, Error> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|cause| Error::NotStarted { line: line(command), cause })?;
    if !output.status.success() {
        return Err(Error::Failed { line: line(command), status: output.status });
    }
    Ok(output.stdout)
}

/// What a program answers to a harmless question; nothing if it is not there or does not work.
pub(crate) fn answer(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The version that a program states: the first word of `--version` that begins with a digit.
pub(crate) fn version(program: &Path) -> Option<String> {
    let answer = answer(program, &["--version"])?;
    answer
        .split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
        .map(str::to_owned)
}

/// The programs of this name on `PATH`, first come first.
pub(crate) fn on_path(name: &str) -> Vec<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|folder| folder.join(&file)).filter(|program| program.is_file()).collect()
}

/// A command as a person would type it.
pub(crate) fn line(command: &Command) -> String {
    let words = iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
