//! The lines of a file of settings.

use clap::error::ErrorKind;
use clap::{ArgAction, Command};

/// The number of a line that is wrong, and why.
pub(crate) type Mistake = (usize, String);

/// The options that the lines stand for: `name = value`, the names of the command line, `#` before a remark. Every line
/// that is wrong is told.
pub(crate) fn options(text: &str, command: &Command) -> Result<Vec<String>, Vec<Mistake>> {
    let (mut options, mut mistakes) = (Vec::new(), Vec::new());
    for (index, line) in text.lines().enumerate() {
        match option(line.trim(), command) {
            Ok(option) => options.extend(option),
            Err(why) => mistakes.push((index + 1, why)),
        }
    }
    if mistakes.is_empty() { Ok(options) } else { Err(mistakes) }
}

fn option(line: &str, command: &Command) -> Result<Option<String>, String> {
    if line.is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let (name, value) = line.split_once('=').ok_or("write NAME = VALUE")?;
    let (name, value) = (name.trim(), value.trim().trim_matches('"'));
    let known = command.get_arguments().find(|known| known.get_long() == Some(name) && name != "config");
    let known = known.ok_or_else(|| format!("there is no setting {name}"))?;
    let option = match (matches!(known.get_action(), ArgAction::SetTrue), value) {
        (true, "true") => format!("--{name}"),
        (true, "false") => return Ok(None),
        (true, _) => return Err(format!("{name} is true or false")),
        (false, _) => format!("--{name}={value}"),
    };
    // Each line by itself, so that one mistake does not hide the next; what belongs together is seen later.
    match command.clone().try_get_matches_from(["", &option]) {
        Err(error) if error.kind() != ErrorKind::MissingRequiredArgument => {
            let text = error.to_string();
            let first = text.lines().next().unwrap_or_default();
            Err(first.trim_start_matches("error: ").to_owned())
        }
        _ => Ok(Some(option)),
    }
}
