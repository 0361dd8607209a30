//! trunk and the wasm-bindgen command: the ones on `PATH` if they are right, else our own. And wasm-split-cli, always our
//! own, for it does not tell its version.

use crate::error::Error;
use crate::process::{on_path, run, step, version};
use crate::project;
use crate::release::Release;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

const TRUNK: &str = "0.21.14";
/// It follows wasm-bindgen and the linker; `wasm_split_helpers` in Cargo.toml goes with it.
const WASM_SPLIT: &str = "0.2.4";
const GECKODRIVER: &str = "0.37.1";
const CARGO_DENY: &str = "0.20.2";

/// By the digests that the projects publish beside them. Other machines compile.
const TRUNK_RELEASES: &[Release] = &[
    Release {
        machine: ("linux", "x86_64"),
        version: TRUNK,
        address: "https://github.com/trunk-rs/trunk/releases/download/v0.21.14/trunk-x86_64-unknown-linux-gnu.tar.gz",
        digest: "f2b4680cd239693a646a2795e4633c625328d7b2a044fbe749fa3a2fe9e7036b",
    },
    Release {
        machine: ("linux", "aarch64"),
        version: TRUNK,
        address: "https://github.com/trunk-rs/trunk/releases/download/v0.21.14/trunk-aarch64-unknown-linux-gnu.tar.gz",
        digest: "b1d8e60e454f7fc182d9a4d95d1506ffbae947d8ba90f8f6f02da93b60f980f9",
    },
    Release {
        machine: ("macos", "aarch64"),
        version: TRUNK,
        address: "https://github.com/trunk-rs/trunk/releases/download/v0.21.14/trunk-aarch64-apple-darwin.tar.gz",
        digest: "764e299dd50d89442a4e96a236349f57961984b701e74d3dbdb39cd1c9f5101e",
    },
];
const WASM_BINDGEN_RELEASES: &[Release] = &[
    Release {
        machine: ("linux", "x86_64"),
        version: "0.2.128",
        address: "https://github.com/wasm-bindgen/wasm-bindgen/releases/download/0.2.128/wasm-bindgen-0.2.128-x86_64-unknown-linux-musl.tar.gz",
        digest: "b51f0208fdff83515a787bd8ab9ac5865ed84dabb66d0c709957bb59793c645f",
    },
    Release {
        machine: ("macos", "aarch64"),
        version: "0.2.128",
        address: "https://github.com/wasm-bindgen/wasm-bindgen/releases/download/0.2.128/wasm-bindgen-0.2.128-aarch64-apple-darwin.tar.gz",
        digest: "67ba17f260977725c0b541b516dbb5153538140f079a900329fb6077661b47ab",
    },
];

/// The programs that make the site, each of the right version.
pub(crate) struct Tools {
    pub(crate) trunk: PathBuf,
    pub(crate) wasm_bindgen: PathBuf,
}

impl Tools {
    /// Finds what splits the module, and installs it if need be: only a site that is shipped takes it.
    pub(crate) fn wasm_split() -> Result<PathBuf, Error> {
        let _alone = project::lock("tools")?;
        let folder = project::tools().join(format!("wasm-split-{WASM_SPLIT}"));
        let program = folder.join("bin").join(format!("wasm-split-cli{}", env::consts::EXE_SUFFIX));
        if !program.is_file() {
            let package = format!("wasm_split_cli_support@{WASM_SPLIT}");
            let what = format!("Building {package} into target/tools (once, a minute or two)");
            step(&what, || install(&package, &["--features", "build-binary"], "1", &folder))?;
        }
        Ok(program)
    }

    /// Finds the tools, and installs what is missing into `target/tools`.
    pub(crate) fn set_up() -> Result<Self, Error> {
        let wasm_bindgen = project::locked_version("wasm-bindgen")?;
        let _alone = project::lock("tools")?;
        Ok(Self {
            trunk: Tool {
                program: "trunk",
                beside: &[],
                package: "trunk",
                version: TRUNK,
                optimised: "0",
                releases: TRUNK_RELEASES,
            }
            .set_up()?,
            // Its work on our module takes seconds, so that some optimisation pays.
            wasm_bindgen: Tool {
                program: "wasm-bindgen",
                beside: &["wasm-bindgen-test-runner"],
                package: "wasm-bindgen-cli",
                version: &wasm_bindgen,
                optimised: "1",
                releases: WASM_BINDGEN_RELEASES,
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
    let (program, package) = ("geckodriver", "geckodriver");
    Tool { program, beside: &[], package, version: GECKODRIVER, optimised: "0", releases: &[] }.set_up()
}

/// What judges the dependencies, built if need be: a minute and a half on two cores.
pub(crate) fn cargo_deny() -> Result<PathBuf, Error> {
    let _alone = project::lock("tools")?;
    let (program, package) = ("cargo-deny", "cargo-deny");
    Tool { program, beside: &[], package, version: CARGO_DENY, optimised: "0", releases: &[] }.set_up()
}

struct Tool<'a> {
    program: &'a str,
    /// What else of the package is used.
    beside: &'a [&'a str],
    package: &'a str,
    version: &'a str,
    optimised: &'a str,
    releases: &'a [Release],
}

impl Tool<'_> {
    fn set_up(&self) -> Result<PathBuf, Error> {
        if let Some(found) = self.find() {
            return Ok(found);
        }
        if let Some(release) = self.release() {
            let what = format!("Fetching {} {} as it was released", self.package, self.version);
            let names: Vec<_> = [self.program].iter().chain(self.beside).copied().collect();
            match step(&what, || release.fetch(&names, &project::tools().join("bin"))) {
                Ok(()) if self.find().is_some() => return Ok(self.own()),
                Ok(()) => eprintln!("warning: it does not run on this machine"),
                Err(error) => eprintln!("warning: {error}"),
            }
        }
        let what =
            format!("Building {} {} into target/tools (once, some minutes)", self.package, self.version);
        let package = format!("{}@{}", self.package, self.version);
        step(&what, || install(&package, &[], self.optimised, &project::tools()))?;
        Ok(self.own())
    }

    /// The release for this machine.
    fn release(&self) -> Option<&Release> {
        let machine = (env::consts::OS, env::consts::ARCH);
        self.releases.iter().find(|release| release.machine == machine && release.version == self.version)
    }

    fn own(&self) -> PathBuf {
        project::tools().join("bin").join(format!("{}{}", self.program, env::consts::EXE_SUFFIX))
    }

    fn find(&self) -> Option<PathBuf> {
        let mut candidates = on_path(self.program);
        candidates.insert(0, self.own());
        candidates.into_iter().find(|program| version(program).as_deref() == Some(self.version))
    }
}

/// With a cheap profile: the tools' own profiles take several times as long.
fn install(package: &str, options: &[&str], optimised: &str, folder: &Path) -> Result<(), Error> {
    let profile = [
        ("CARGO_PROFILE_RELEASE_OPT_LEVEL", optimised),
        ("CARGO_PROFILE_RELEASE_LTO", "off"),
        ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
        ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
    ];
    run(project::command("cargo")
        .envs(profile)
        .args(["install", "--locked", "--force", package])
        .args(options)
        .arg("--root")
        .arg(folder))
}
