//! Packages from elsewhere: npm's into `target/tools`, the system's where we may install them.

use crate::error::Error;
use crate::process::{answer, run, step};
use crate::project;
use std::fs;
use std::path::Path;

/// Whether packages of npm can be had and run.
pub(crate) fn has_npm() -> bool {
    answer("node", &["--version"]).is_some() && answer("npm", &["--version"]).is_some()
}

/// Fetches a package of npm into a folder under `target/tools`, without running any script of it. Each package has a
/// folder of its own: npm removes what else lies there.
pub(crate) fn install_from_npm(package: &str, folder: &Path) -> Result<(), Error> {
    step(&format!("Fetching {package} from npm into target/tools"), || {
        let options =
            ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
        run(project::command("npm").args(options).arg("--prefix").arg(folder).arg(package))
    })
}

/// The line that installs packages of a Debian system.
pub(crate) fn apt_line(packages: &[&str]) -> String {
    format!("apt-get install -y --no-install-recommends {}", packages.join(" "))
}

/// Whether we are root on a system with Debian's packages.
pub(crate) fn may_install_with_apt() -> bool {
    let root = answer("id", &["-u"]).is_some_and(|user| user == "0");
    root && answer("apt-get", &["--version"]).is_some()
}

/// Installs packages of a Debian system.
pub(crate) fn install_with_apt(packages: &[&str]) -> Result<(), Error> {
    step(&format!("Installing the system packages {} (as root, by apt-get)", packages.join(" ")), || {
        let options = ["install", "-y", "-qq", "--no-install-recommends"];
        let quiet = ("DEBIAN_FRONTEND", "noninteractive");
        run(project::command("apt-get").args(["update", "-qq"]))?;
        run(project::command("apt-get").envs([quiet]).args(options).args(packages))
    })
}

/// Whether packages of a Debian system can be fetched and unpacked. Nobody has to be root for it.
pub(crate) fn may_unpack() -> bool {
    answer("apt-get", &["--version"]).is_some() && answer("dpkg-deb", &["--version"]).is_some()
}

/// Unpacks packages of a Debian system into a folder. Nothing is installed, so no service of theirs is started.
pub(crate) fn unpack(packages: &[&str], folder: &Path) -> Result<(), Error> {
    step(&format!("Unpacking the system packages {} into target/tools", packages.join(" ")), || {
        fs::create_dir_all(folder).map_err(Error::file(folder))?;
        if may_install_with_apt() {
            run(project::command("apt-get").args(["update", "-qq"]))?;
        }
        let download = ["download", "-qq", "-o", "APT::Sandbox::User=root"]; // the folder is ours alone
        run(project::command("apt-get").args(download).args(packages).current_dir(folder))?;
        for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
            let path = entry.map_err(Error::file(folder))?.path();
            if path.extension().is_some_and(|extension| extension == "deb") {
                run(project::command("dpkg-deb").arg("--extract").arg(path).arg(folder))?;
            }
        }
        Ok(())
    })
}
