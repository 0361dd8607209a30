//! `cargo xtask run`: the page before the emulated cloud, or before the real one.

use crate::error::Error;
use crate::process;
use crate::project;
use crate::site::{self, Profile};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::Command;

/// What a first run is about to do; a later one leaves out what is there.
const PLAN: &str = "\
Three things to do, each only where it is not done yet:
    1. trunk and wasm-bindgen: some seconds where their releases can be fetched, else some minutes of compiling
    2. the page: one to three minutes
    3. the server: about a minute; it prints its address";

/// Which server to start, and how.
pub(crate) struct Server {
    pub(crate) live: bool,
    pub(crate) listen: SocketAddr,
    pub(crate) profile: Profile,
}

impl Default for Server {
    fn default() -> Self {
        Self { live: false, listen: (Ipv4Addr::LOCALHOST, 8080).into(), profile: Profile::Release }
    }
}

impl Server {
    /// Builds the page and serves it until it is stopped. The server itself prints its address.
    pub(crate) fn run(&self) -> Result<(), Error> {
        self.check_address()?;
        eprintln!("{PLAN}");
        site::build_plain(self.profile)?;
        eprintln!("==> Building and starting the server");
        become_program(&mut self.command())
    }

    fn command(&self) -> Command {
        let package = if self.live { "backup-gateway" } else { "backup-sandbox" };
        let mut command = project::command("cargo");
        command.args(["run", "--package", package, "--", "--site"]);
        command.arg(project::dist()).arg("--listen").arg(self.listen.to_string());
        if !self.live {
            command.arg("--examples").arg(project::root().join("www").join("examples"));
        }
        command
    }

    /// Before the build, so that nobody waits for it in vain.
    fn check_address(&self) -> Result<(), Error> {
        match TcpListener::bind(self.listen) {
            Ok(_) => Ok(()),
            Err(cause) if cause.kind() == ErrorKind::AddrInUse => Err(self.taken()),
            Err(cause) => Err(Error::Address { listen: self.listen, cause }),
        }
    }

    fn taken(&self) -> Error {
        let live = if self.live { " --live" } else { "" };
        let above = self.listen.port().saturating_add(1)..u16::MAX;
        let free = above
            .map(|port| SocketAddr::new(self.listen.ip(), port))
            .find(|at| TcpListener::bind(at).is_ok());
        let free = free.unwrap_or(SocketAddr::new(self.listen.ip(), 0));
        Error::AddressTaken { listen: self.listen, line: format!("cargo xtask run{live} --listen {free}") }
    }
}

/// Gives this process to the program, so that who stops us stops it.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<(), Error> {
    use std::os::unix::process::CommandExt;
    let cause = command.exec();
    Err(Error::NotStarted { line: process::line(command), cause })
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<(), Error> {
    process::run(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_address_is_told_with_a_line_that_works() {
        let holder = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let listen = holder.local_addr().unwrap();
        let server = Server { listen, live: true, ..Server::default() };

        let Err(Error::AddressTaken { line, .. }) = server.check_address() else {
            panic!("the address is taken")
        };
        let free: SocketAddr =
            line.strip_prefix("cargo xtask run --live --listen ").unwrap().parse().unwrap();
        assert_ne!(free, listen);
        assert!(TcpListener::bind(free).is_ok());
    }
}
