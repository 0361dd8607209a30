//! What `cargo xtask package` wrote.

use std::{
    env, fs,
    io::Read,
    path::{Path, PathBuf},
};

use flate2::read::GzDecoder;
use serde_json::Value;

fn variable(name: &str) -> PathBuf {
    let remedy = "type `cargo xtask test --only site --only package`";
    env::var_os(name).unwrap_or_else(|| panic!("{name} is not set: {remedy}")).into()
}

/// The built site.
pub fn site() -> PathBuf {
    variable("BACKUP_CONSOLE_SITE")
}

/// The folder with the package's files.
pub fn folder() -> PathBuf {
    variable("BACKUP_CONSOLE_PACKAGE").join("backup-console")
}

/// The package as npm takes it.
pub fn package() -> PathBuf {
    variable("BACKUP_CONSOLE_PACKAGE").join(format!("backup-console-{}.tgz", version()))
}

/// What is told of the gateway's crates.
pub fn gateway_bill() -> PathBuf {
    variable("BACKUP_CONSOLE_PACKAGE").join(format!("backup-gateway-{}.cdx.json", version()))
}

/// The archive of the site.
pub fn site_archive() -> PathBuf {
    variable("BACKUP_CONSOLE_PACKAGE").join(format!("backup-console-site-{}.tar.gz", version()))
}

/// The version of everything.
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// Names and contents of an archive's files, in their order.
pub fn unpack(archive: &Path) -> Vec<(String, Vec<u8>)> {
    let bytes = fs::read(archive).unwrap();
    let mut archive = tar::Archive::new(GzDecoder::new(bytes.as_slice()));
    let entries = archive.entries().unwrap().map(|entry| {
        let (mut entry, mut content) = (entry.unwrap(), Vec::new());
        entry.read_to_end(&mut content).unwrap();
        (entry.path().unwrap().to_str().unwrap().to_owned(), content)
    });
    entries.collect()
}

/// Names and contents of a folder's files, sorted.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

/// The package's `package.json`.
pub fn manifest() -> Value {
    serde_json::from_slice(&fs::read(folder().join("package.json")).unwrap()).unwrap()
}
