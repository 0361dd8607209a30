//! trunk and the wasm-bindgen command: the ones on `PATH` if they are right, else our own.

use crate::error::Error;
use crate::process::{on_path, run, step, version};
use crate::project;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.37.1";

/// The programs that make the site, each of the right version.
pub(crate) struct Tools {
    pub(crate) trunk: PathBuf,
    pub(crate) wasm_bindgen: PathBuf,
}

impl Tools {
    /// Finds the tools, and installs what is missing into `target/tools`.
    pub(crate) fn set_up() -> Result<Self, Error> {
        let wasm_bindgen = project::locked_version("wasm-bindgen")?;
        let _alone = project::lock("tools")?;
        Ok(Self {
            trunk: Tool { program: "trunk", package: "trunk", version: TRUNK, optimised: "0" }.set_up()?,
            // Its work on our module takes seconds, so that some optimisation pays.
            wasm_bindgen: Tool {
                program: "wasm-bindgen",
                package: "wasm-bindgen-cli",
                version: &wasm_bindgen,
                optimised: "1",
            }
            .set_up()?,
        })
    }

    /// `PATH` for programs that look for the wasm-bindgen commands there.
    pub(crate) fn path(&self) -> OsString {
        let path = env::var_os("PATH").unwrap_or_default();
        let folder = self.wasm_bindgen.parent().map(Path::to_path_buf);
        env::join_paths(folder.into_iter().chain(env::split_paths(&path))).unwrap_or(path)
    }
}

/// The driver of Firefox, built if need be: Debian has none.
pub(crate) fn geckodriver() -> Result<PathBuf, Error> {
    let _alone = project::lock("tools")?;
    Tool { program: "geckodriver", package: "geckodriver", version: GECKODRIVER, optimised: "0" }.set_up()
}

struct Tool<'a> {
    program: &'a str,
    package: &'a str,
    version: &'a str,
    optimised: &'a str,
}

impl Tool<'_> {
    fn set_up(&self) -> Result<PathBuf, Error> {
        if let Some(found) = self.find() {
            return Ok(found);
        }
        let what =
            format!("Building {} {} into target/tools (once, some minutes)", self.package, self.version);
        step(&what, || self.install())?;
        Ok(self.own())
    }

    fn own(&self) -> PathBuf {
        project::tools().join("bin").join(format!("{}{}", self.program, env::consts::EXE_SUFFIX))
    }

    fn find(&self) -> Option<PathBuf> {
        let mut candidates = on_path(self.program);
        candidates.insert(0, self.own());
        candidates.into_iter().find(|program| version(program).as_deref() == Some(self.version))
    }

    /// With a cheap profile: the tools' own profiles take several times as long.
    fn install(&self) -> Result<(), Error> {
        let profile = [
            ("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.optimised),
            ("CARGO_PROFILE_RELEASE_LTO", "off"),
            ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
            ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
        ];
        let package = format!("{}@{}", self.package, self.version);
        run(project::command("cargo")
            .envs(profile)
            .args(["install", "--locked", "--force", &package, "--root"])
            .arg(project::tools()))
    }
}
