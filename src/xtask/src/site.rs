//! The static site in `dist/`.

use crate::compress;
use crate::error::Error;
use crate::process::{run, step};
use crate::project;
use crate::rust;
use crate::tools::Tools;
use crate::wasm_opt;
use std::path::PathBuf;
use std::{env, fs};

/// What cargo adds to the flags of `.cargo/config.toml`.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Names of functions that tell the types of generic ones, so that their weight can be told apart.
const FULL_NAMES: &str = " -Csymbol-mangling-version=v0";

/// What lets the module be split, and the code know that it is.
const SPLIT: &str = " --cfg backup_parts -Clink-arg=--emit-relocs";

/// Whether the module of a build by trunk is to be split: not where a person called trunk.
pub(crate) fn is_split() -> bool {
    env::var(FLAGS).is_ok_and(|flags| flags.contains(SPLIT))
}

/// What the browser is given: small, or quickly built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    Release,
    Debug,
}

/// Fetches what a build needs.
pub(crate) fn set_up() -> Result<(), Error> {
    rust::wasm_target()?;
    Tools::set_up()?;
    Tools::wasm_split()?;
    wasm_opt::set_up();
    Ok(())
}

/// Builds the optimised site with its compressed files, and shows the sizes.
pub(crate) fn build() -> Result<(), Error> {
    set_up()?;
    let _alone = project::lock("dist")?;
    step("Building the site into dist/", || trunk(Profile::Release))?;
    let files = step("Compressing", || compress::folder(&project::dist()))?;
    print!("\n{}", compress::table(&files));
    Ok(())
}

/// Builds the site as it is served while a person works on it: nothing compressed beforehand.
pub(crate) fn build_plain(profile: Profile) -> Result<(), Error> {
    set_up()?;
    let _alone = project::lock("dist")?;
    step("Building the page into dist/", || trunk(profile))
}

fn trunk(profile: Profile) -> Result<(), Error> {
    let tools = Tools::set_up()?;
    let mut trunk = project::command(&tools.trunk);
    let (name, flags) = flags();
    let split = if profile == Profile::Release { SPLIT } else { "" };
    trunk.env(name, flags + split);
    trunk.args(["build", "--skip-version-check"]).env("PATH", tools.path());
    // trunk takes only `true` and `false` for it, and ends at the usual `1`.
    trunk.env_remove("NO_COLOR");
    if profile == Profile::Release {
        trunk.arg("--release");
    }
    run(&mut trunk)
}

/// The variable with the flags of a module that is shipped.
pub(crate) fn flags() -> (&'static str, String) {
    (FLAGS, short_paths(&env::var(FLAGS).unwrap_or_default()) + FULL_NAMES)
}

/// These flags, and those by which the places of panics are told from the package on: where this machine keeps
/// packages is nobody's business, and is shorter left out. Flags cannot name a path with a space in it.
fn short_paths(flags: &str) -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry").join("src")).ok());
    let folders = registries.into_iter().flatten().flatten().map(|registry| registry.path());
    let named =
        folders.filter_map(|folder| folder.to_str().filter(|path| !path.contains(' ')).map(str::to_owned));
    let remaps = named.map(|path| format!(" --remap-path-prefix={path}/="));
    [flags.to_owned()].into_iter().chain(remaps).collect()
}
