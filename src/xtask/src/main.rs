//! The commands of the project: `cargo xtask --help` lists them.

mod archive;
mod arguments;
mod axe;
mod bench;
mod bootstrap;
mod browser;
mod compress;
mod declarations;
mod dependencies;
mod digest;
mod documents;
mod error;
mod firefox;
mod first_part;
mod languages;
mod names;
mod node;
mod openapi;
mod package;
mod packages;
mod parts;
mod process;
mod project;
mod python;
mod release;
mod rust;
mod sbom;
mod script;
mod security;
mod server;
mod short_names;
mod site;
mod size;
mod stages;
mod stamp;
mod tally;
mod tools;
mod wasm;
mod wasm_opt;
mod web_servers;
mod workspace;
mod yew_portal;

use arguments::Command;
use browser::Browser;
use error::Error;
use firefox::Firefox;
use std::path::Path;
use std::process::ExitCode;
use tools::Tools;
use web_servers::WebServers;

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
        Command::Package => package::build(),
        Command::Bench { quick } => bench::run(quick),
        Command::Size { record } => size::run(record),
        Command::SetUp { tests } => set_up(tests),
        Command::Security => security::record(),
        Command::Stamp => stamp::run(),
    }
}

fn set_up(tests: bool) -> Result<(), Error> {
    site::set_up()?;
    let tools = Tools::set_up()?;
    found("trunk", &tools.trunk);
    found("wasm-bindgen", &tools.wasm_bindgen);
    found("wasm-split-cli", &Tools::wasm_split()?);
    match wasm_opt::find() {
        Some(program) => found("wasm-opt", &program),
        None => eprintln!("{}", wasm_opt::WARNING),
    }
    if tests {
        rust::lints()?;
        for (name, program) in Browser::set_up()?.variables() {
            found(&name.to_lowercase(), Path::new(&program));
        }
        bootstrap::set_up()?;
        if let Some(script) = axe::set_up()? {
            found("axe-core", &script);
        }
        match dependencies::set_up() {
            Ok(program) => found("cargo-deny", &program),
            Err(error) => eprintln!("warning: {error}"),
        }
        for programs in [
            Firefox::set_up().map(|firefox| firefox.variables().to_vec()),
            WebServers::set_up().map(|servers| servers.variables().to_vec()),
        ] {
            match programs {
                Ok(programs) => {
                    for (name, program) in programs {
                        found(&name.to_lowercase(), Path::new(&program));
                    }
                }
                Err(error) => eprintln!("warning: {error}"),
            }
        }
        for (name, place) in [("python", python::set_up()), ("portal", node::set_up())] {
            match place {
                Ok(place) => found(name, &place),
                Err(error) => eprintln!("warning: {error}"),
            }
        }
    }
    Ok(())
}

fn found(name: &str, program: &Path) {
    eprintln!("{name:<13} {}", program.display());
}
