//! Why a command stopped, said as what to do next.

use crate::first_part::Misplaced;
use std::fmt::{self, Display, Formatter};
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitStatus;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Error {
    /// The options were not understood.
    Options(lexopt::Error),
    /// There is no command of this name.
    UnknownCommand(String),
    /// There is no stage of this name.
    UnknownStage(String),
    /// A file could not be read or written.
    File { path: PathBuf, cause: io::Error },
    /// A program could not be started.
    NotStarted { line: String, cause: io::Error },
    /// A program ended badly; it has said why.
    Failed { line: String, status: ExitStatus },
    /// A stage of the tests failed.
    Stage { name: &'static str, cause: Box<Error> },
    /// Something is missing that only the person can supply.
    Missing { what: &'static str, remedy: String },
    /// Cargo's lock file names no version of this package.
    NotLocked(&'static str),
    /// What cargo says about the workspace could not be read.
    Metadata(serde_json::Error),
    /// SECURITY.md tells of more cases than this run has tried, or not of all properties.
    Stale { property: String, promised: usize, tried: usize },
    /// A line of `cargo tree` could not be read.
    Tree { line: String },
    /// The address to listen on is taken.
    AddressTaken { listen: SocketAddr, line: String },
    /// The address to listen on cannot be used.
    Address { listen: SocketAddr, cause: io::Error },
    /// A text that the stamp replaces is not in its place, or there twice.
    Placeholder { path: PathBuf, text: String, times: usize },
    /// A WebAssembly module is not made as the build knows them.
    Module { path: PathBuf },
    /// A script is no JavaScript module.
    Script { path: PathBuf },
    /// What was fetched is not what was released.
    OtherContent { address: &'static str },
    /// The figures that the repository keeps could not be read.
    Recorded { path: PathBuf, cause: serde_json::Error },
    /// The first part of the module holds what comes later.
    InFirstPart(Vec<Misplaced>),
    /// The first view weighs more than it may.
    OverBudget { bytes: usize, budget: usize },
    /// What documents say could not be written as JSON.
    Described(serde_json::Error),
    /// Declared texts or a translation of them are not right.
    Words(backup_words::table::Fault),
    /// The stamp was called by something other than trunk.
    NotCalledByTrunk(&'static str),
}

impl Error {
    /// For `map_err` after an access to `path`.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |cause| Self::File { path, cause }
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Options(cause) => write!(f, "{cause}; `cargo xtask --help` lists commands and options"),
            Self::UnknownCommand(name) => write!(f, "no command `{name}`; `cargo xtask --help` lists them"),
            Self::UnknownStage(name) => write!(f, "no stage `{name}`; `cargo xtask --help` lists them"),
            Self::File { path, cause } => write!(f, "{}: {cause}", path.display()),
            Self::NotStarted { line, cause } => write!(f, "`{line}` could not be started: {cause}"),
            Self::Failed { line, status } => write!(f, "`{line}` failed ({status}); its output is above"),
            Self::Stage { name, cause } => {
                write!(f, "stage {name}: {cause}\nto run it alone: cargo xtask test --only {name}")
            }
            Self::Missing { what, remedy } => write!(f, "{what} is missing; {remedy}"),
            Self::NotLocked(package) => write!(f, "Cargo.lock names no {package}; run `cargo check` first"),
            Self::Metadata(cause) => write!(f, "the answer of `cargo metadata` was not understood: {cause}"),
            Self::Stale { property, promised, tried } => write!(
                f,
                "SECURITY.md tells of {promised} cases, this run has tried {tried}: {property}\nto write what was tried: cargo xtask security"
            ),
            Self::Tree { line } => write!(f, "the answer of `cargo tree` was not understood: {line}"),
            Self::AddressTaken { listen, line } => {
                write!(f, "another program listens on {listen}; stop it, or type\n\n    {line}\n")
            }
            Self::Address { listen, cause } => write!(f, "cannot listen on {listen}: {cause}"),
            Self::Placeholder { path, text, times } => {
                write!(f, "{} contains `{text}` {times} times, which the build replaces once", path.display())
            }
            Self::Module { path } => {
                write!(f, "{} is no WebAssembly module, or imports more than functions", path.display())
            }
            Self::Script { path } => write!(f, "{} is no JavaScript module", path.display()),
            Self::OtherContent { address } => {
                write!(f, "{address} has another content than it was released with")
            }
            Self::Recorded { path, cause } => write!(f, "{}: {cause}", path.display()),
            Self::OverBudget { bytes, budget } => write!(
                f,
                "the first view weighs {bytes} bytes of at most {budget}; make it lighter, or raise the budget in \
                 src/xtask/size.json and say why"
            ),
            Self::InFirstPart(misplaced) => {
                write!(
                    f,
                    "the first part of the module holds what the first view does without; see src/xtask/src/first_part.rs:"
                )?;
                misplaced.iter().try_for_each(|Misplaced { room, bytes, largest }| {
                    write!(f, "\n{bytes:>9}  {room}, above all {largest}")
                })
            }
            Self::Described(cause) => write!(f, "operations as JSON: {cause}"),
            Self::Words(fault) => fault.fmt(f),
            Self::NotCalledByTrunk(variable) => {
                write!(f, "{variable} is not set; `stamp` is called by trunk: use `cargo xtask build`")
            }
        }
    }
}

impl From<lexopt::Error> for Error {
    fn from(cause: lexopt::Error) -> Self {
        Self::Options(cause)
    }
}
