//! The commands of the project: `cargo xtask --help` lists them.

mod arguments;
mod browser;
mod compress;
mod digest;
mod error;
mod packages;
mod process;
mod project;
mod rust;
mod script;
mod server;
mod site;
mod stages;
mod stamp;
mod tools;
mod wasm_opt;
mod workspace;

use arguments::Command;
use browser::Browser;
use error::Error;
use std::process::ExitCode;

fn main() -> ExitCode {
    match Command::from_command_line().and_then(perform) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error}");
            ExitCode::FAILURE
        }
    }
}

fn perform(command: Command) -> Result<(), Error> {
    match command {
        Command::Help(text) => {
            print!("{text}");
            Ok(())
        }
        Command::Run(server) => server.run(),
        Command::Test { only } => stages::run(&only),
        Command::Build => site::build(),
        Command::SetUp { tests } => set_up(tests),
        Command::Stamp => stamp::run(),
    }
}

fn set_up(tests: bool) -> Result<(), Error> {
    site::set_up()?;
    if tests {
        rust::lints()?;
        Browser::set_up()?;
    }
    eprintln!("Everything is there.");
    Ok(())
}
