//! What a person may type after `cargo xtask`.

use crate::error::Error;
use crate::server::Server;
use crate::site::Profile;
use crate::stages;
use lexopt::{Arg, Parser, ValueExt};
use std::iter;

/// One command with its options.
pub(crate) enum Command {
    Run(Server),
    Test { only: Vec<String> },
    Build,
    Package,
    Bench { quick: bool },
    Size { record: bool },
    SetUp { tests: bool },
    Security,
    Stamp,
    Help(String),
}

const HELP: &str = "\
The commands of Backup Console. Each does the set-up that it needs.

Usage: cargo xtask COMMAND [OPTIONS]

  run             build the page and serve it before the emulated cloud
    --live          before the real cloud instead
    --listen ADDR   address and port [default: 127.0.0.1:8080]
    --debug         build the page without optimising it, which is quicker
  test            format, lint, build and test everything
    --only STAGE    only this stage; may be given more than once
  build           write the optimised static site to dist/
  package         write the npm package and the archive of the site to target/package/
  size            tell what the site in dist/ weighs, by file, crate and function, beside the figures recorded
    --record        and record these
  bench           measure the page in headless Chromium beside others of its kind, several times by turns
    --quick         measure ours alone
  setup           fetch what `run` and `build` need
    --tests         and what `test` needs: a Chromium, a Firefox, their drivers, nginx, Caddy, cargo-deny, the vendor's
                    Python SDK, and the tools of a portal's own build
  security        write the table of SECURITY.md by the last run of the tests
  stamp           what trunk calls after each of its builds

Stages of `test`, in their order:
";

impl Command {
    /// Reads the command line of this process.
    pub(crate) fn from_command_line() -> Result<Self, Error> {
        Self::parse(Parser::from_env())
    }

    fn parse(mut parser: Parser) -> Result<Self, Error> {
        let mut command = match parser.next()? {
            None | Some(Arg::Short('h') | Arg::Long("help")) => return Ok(Self::help()),
            Some(Arg::Value(name)) => Self::named(name.string()?)?,
            Some(option) => return Err(option.unexpected().into()),
        };
        while let Some(option) = parser.next()? {
            match (&mut command, option) {
                (_, Arg::Short('h') | Arg::Long("help")) => return Ok(Self::help()),
                (Self::Run(server), Arg::Long("live")) => server.live = true,
                (Self::Run(server), Arg::Long("debug")) => server.profile = Profile::Debug,
                (Self::Run(server), Arg::Long("listen")) => server.listen = parser.value()?.parse()?,
                (Self::Test { only }, Arg::Long("only")) => only.push(parser.value()?.string()?),
                (Self::Size { record }, Arg::Long("record")) => *record = true,
                (Self::Bench { quick }, Arg::Long("quick")) => *quick = true,
                (Self::SetUp { tests }, Arg::Long("tests")) => *tests = true,
                (_, option) => return Err(option.unexpected().into()),
            }
        }
        Ok(command)
    }

    fn named(name: String) -> Result<Self, Error> {
        match name.as_str() {
            "run" => Ok(Self::Run(Server::default())),
            "test" => Ok(Self::Test { only: Vec::new() }),
            "build" => Ok(Self::Build),
            "package" => Ok(Self::Package),
            "size" => Ok(Self::Size { record: false }),
            "bench" => Ok(Self::Bench { quick: false }),
            "setup" => Ok(Self::SetUp { tests: false }),
            "security" => Ok(Self::Security),
            "stamp" => Ok(Self::Stamp),
            "help" => Ok(Self::help()),
            _ => Err(Error::UnknownCommand(name)),
        }
    }

    fn help() -> Self {
        let stages = stages::ALL.iter().map(|stage| format!("  {:<14}  {}\n", stage.name, stage.about));
        Self::Help(iter::once(HELP.to_owned()).chain(stages).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Command, Error> {
        Command::parse(Parser::from_args(words))
    }

    #[test]
    fn run_listens_on_loopback_unless_told() {
        let Ok(Command::Run(server)) = parse(&["run"]) else { panic!("`run` is a command") };
        assert_eq!(server.listen.to_string(), "127.0.0.1:8080");
        assert!(!server.live);

        let Ok(Command::Run(server)) = parse(&["run", "--live", "--listen", "[::1]:9000"]) else {
            panic!("`run` takes --live and --listen")
        };
        assert_eq!(server.listen.to_string(), "[::1]:9000");
        assert!(server.live);
    }

    #[test]
    fn an_option_of_another_command_is_refused() {
        assert!(parse(&["build", "--live"]).is_err());
        assert!(parse(&["run", "--only", "format"]).is_err());
        assert!(parse(&["run", "--listen", "8080"]).is_err());
    }

    #[test]
    fn help_names_every_stage() {
        let Ok(Command::Help(text)) = parse(&["test", "--help"]) else { panic!("help is always there") };
        for stage in stages::ALL {
            assert!(text.contains(stage.about), "{}", stage.name);
        }
    }
}
