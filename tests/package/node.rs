//! A portal's own build, with the package installed as npm does it.

use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use crate::packed;

const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/portal");

/// The portal's project; nothing where there is no Node.js, which is no reason to fail save under CI.
pub fn project(wanted_for: &str) -> Option<&'static Path> {
    static PROJECT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let project = PROJECT.get_or_init(|| {
        let folder = PathBuf::from(env::var_os("BACKUP_CONSOLE_PORTAL")?);
        install(&folder);
        Some(folder)
    });
    if project.is_none() {
        let missing = "BACKUP_CONSOLE_PORTAL names no Node.js project with TypeScript and Vite";
        assert!(env::var_os("CI").is_none(), "{missing}");
        // Not by a macro, whose words are shown only when a test fails.
        let mut shown = io::stderr();
        writeln!(shown, "SKIPPED: {wanted_for}, since {missing}").unwrap();
    }
    project.as_deref()
}

/// Runs a tool of the project.
pub fn run(project: &Path, script: &str, arguments: &[&str]) {
    let mut tool = Command::new("node");
    tool.arg(project.join("node_modules").join(script)).args(arguments);
    succeed(tool.current_dir(project));
}

/// Where npm puts the package.
pub fn installed(project: &Path) -> PathBuf {
    project.join("node_modules").join("backup-console")
}

fn install(folder: &Path) {
    copy(Path::new(SOURCES), folder);
    // npm would keep one of the same version.
    let _ = fs::remove_dir_all(installed(folder));
    let options = ["install", "--no-save", "--offline", "--no-audit", "--no-fund", "--loglevel=error"];
    let mut npm = Command::new("npm");
    succeed(npm.args(options).arg(packed::package()).current_dir(folder));
}

/// Runs a command that must end well.
pub fn succeed(command: &mut Command) {
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&said));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            let _ = fs::remove_dir_all(&to);
            copy(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
}
