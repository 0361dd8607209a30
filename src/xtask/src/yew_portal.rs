//! The page built with Yew that embeds the console: `src/console/examples/yew_portal.rs`.

use crate::error::Error;
use crate::process::run;
use crate::project;
use crate::rust::WASM;
use crate::tools::Tools;
use crate::workspace::Workspace;
use std::path::PathBuf;

const NAME: &str = "yew_portal";

/// Builds it without optimising, and answers the folder of its script and module.
pub(crate) fn build() -> Result<PathBuf, Error> {
    let build = ["build", "--package", "backup-console", "--example", NAME, "--target", WASM];
    run(project::command("cargo").args(build))?;
    let target = Workspace::read()?.target_folder();
    let module = target.join(WASM).join("debug").join("examples").join(NAME).with_extension("wasm");
    let folder = target.join("embedding");
    let mut bindgen = project::command(Tools::set_up()?.wasm_bindgen);
    run(bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&folder).arg(module))?;
    Ok(folder)
}
