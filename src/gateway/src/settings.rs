//! Settings in a file, for services that are configured by one.

mod lines;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Command;

use self::lines::Mistake;

/// Why the settings of a file cannot be taken: every line that is wrong, and why.
#[derive(Debug)]
pub(crate) enum FileError {
    Unreadable(PathBuf, io::Error),
    Mistakes(PathBuf, Vec<Mistake>),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(file, error) => write!(f, "{} cannot be read: {error}.", file.display()),
            Self::Mistakes(file, mistakes) => {
                let lines = mistakes.iter().map(|(line, why)| format!("{}:{line}: {why}", file.display()));
                f.write_str(&lines.collect::<Vec<_>>().join("\n"))
            }
        }
    }
}

/// The options that the lines of a file stand for: `name = value`, the names of the command line, `#` before a remark.
pub(crate) fn read(file: &Path, command: &Command) -> Result<Vec<String>, FileError> {
    let text = fs::read_to_string(file).map_err(|error| FileError::Unreadable(file.into(), error))?;
    lines::options(&text, command).map_err(|mistakes| FileError::Mistakes(file.into(), mistakes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(text: &str) -> Result<Vec<String>, String> {
        let file = std::env::temp_dir().join(format!("backup-gateway-{}-{}", std::process::id(), text.len()));
        fs::write(&file, text).map_err(|error| error.to_string())?;
        let read = read(&file, &<crate::Arguments as clap::CommandFactory>::command());
        let _ = fs::remove_file(&file);
        read.map_err(|error| error.to_string())
    }

    #[test]
    fn lines_are_options() {
        let text = "# remark\n\nlisten = 127.0.0.1:9\nallow-origin = https://a.example\nallow-origin=\"https://b.example\"\n\
                    behind-tls = true\n";
        let expected = [
            "--listen=127.0.0.1:9",
            "--allow-origin=https://a.example",
            "--allow-origin=https://b.example",
            "--behind-tls",
        ];
        assert_eq!(options(text).unwrap(), expected);
    }

    #[test]
    fn every_mistake_is_named_with_its_line() {
        let text = "listen = nowhere\nno-such = 1\nallow-host\nallow-host = EVIL\nbehind-tls = perhaps\nconfig = x\nlisten = 127.0.0.1:9";
        let told = options(text).unwrap_err();
        for (line, part) in [
            (1, "nowhere"),
            (2, "no-such"),
            (3, "NAME = VALUE"),
            (4, "EVIL"),
            (5, "true or false"),
            (6, "config"),
        ] {
            assert!(
                told.lines().any(|one| one.contains(&format!(":{line}: ")) && one.contains(part)),
                "{told}"
            );
        }
        assert_eq!(told.lines().count(), 6, "{told}");
    }
}
