//! The web servers for which configurations are shipped.

use crate::error::Error;
use crate::packages;
use crate::process::{answer, on_path};
use crate::project;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Both are on offer as Debian packages. They are unpacked, for installed ones would be started.
const PACKAGES: [&str; 2] = ["nginx", "caddy"];

/// An nginx and a Caddy.
pub(crate) struct WebServers {
    nginx: PathBuf,
    caddy: PathBuf,
}

impl WebServers {
    /// Finds both; fetches them where there are Debian's packages.
    pub(crate) fn set_up() -> Result<Self, Error> {
        let _alone = project::lock("web-servers")?;
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        if packages::may_unpack()
            && let Err(error) = packages::unpack(&PACKAGES, &folder())
        {
            eprintln!("warning: {error}");
        }
        Self::find().ok_or_else(missing)
    }

    fn find() -> Option<Self> {
        Some(Self { nginx: find("nginx", "NGINX", "-v")?, caddy: find("caddy", "CADDY", "version")? })
    }

    /// What the tests read: where both are.
    pub(crate) fn variables(self) -> [(&'static str, OsString); 2] {
        [("NGINX", self.nginx.into()), ("CADDY", self.caddy.into())]
    }
}

/// The first that answers: a package that was only unpacked may lack a library.
fn find(name: &str, variable: &str, question: &str) -> Option<PathBuf> {
    let named = env::var_os(variable).map(PathBuf::from).into_iter();
    let folders = ["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from).into_iter();
    let unpacked = ["usr/sbin", "usr/bin"].map(|below| folder().join(below));
    let placed = folders.chain(unpacked).map(|folder| folder.join(name));
    named.chain(on_path(name)).chain(placed).find(|program| works(program, question))
}

fn works(program: &Path, question: &str) -> bool {
    program.is_file() && answer(program, &[question]).is_some()
}

fn folder() -> PathBuf {
    project::tools().join("web-servers")
}

fn missing() -> Error {
    let line = packages::apt_line(&PACKAGES);
    let remedy = format!(
        "on a Debian system type\n\n    sudo {line}\n\n\
         elsewhere put both on PATH, or name them in the variables NGINX and CADDY"
    );
    Error::Missing { what: "an nginx or a Caddy", remedy }
}
