//! `cargo xtask package`: the npm package and the archive of the site, both from the one build in `dist/`, and the
//! bills of materials.

use crate::archive::{File, tar_gz};
use crate::compress::{self, files_below};
use crate::declarations::declarations;
use crate::error::Error;
use crate::openapi;
use crate::process::step;
use crate::project;
use crate::sbom;
use crate::site;
use crate::stamp::{self, PLAIN_DOCUMENTS, PLAIN_GLUE, PLAIN_MODULE, PLAIN_STYLE, Unstamped};
use std::fs;
use std::path::Path;

/// The package, and the folder with its files.
const NAME: &str = "backup-console";

/// The script that a portal loads first. It must stay small: all else waits until an element is connected.
const FIRST_SCRIPT: &str = "backup-console.js";

/// Whose crates are in the module.
const BILL: &str = "sbom.cdx.json";

/// What the package takes as it is: its name there, and where it lies.
const COPIED: [(&str, &str); 4] = [
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("README.md", "www/npm/README.md"),
    ("backup-console.d.ts", "www/backup-console.d.ts"),
];

/// The version in the file that the package's own `package.json` is made of.
const NO_VERSION: &str = "\"version\": \"0.0.0\"";

/// Builds the site, and packs it.
pub(crate) fn build() -> Result<(), Error> {
    site::build()?;
    pack()
}

/// Packs the site that is in `dist/`, and shows the sizes.
pub(crate) fn pack() -> Result<(), Error> {
    let _alone = project::lock("package")?;
    let report = step("Packing into target/package/", || {
        let site = site_files(&project::dist())?;
        let package = package_files(&project::dist())?;
        write(&project::package(), &package, &site)
    })?;
    print!("\n{report}");
    Ok(())
}

fn site_files(dist: &Path) -> Result<Vec<File>, Error> {
    let files = files_below(dist)?.into_iter().map(|path| {
        let name = path.strip_prefix(dist).unwrap_or(&path).display().to_string().replace('\\', "/");
        Ok((name, read(&path)?))
    });
    files.collect()
}

/// Sorted by name.
fn package_files(dist: &Path) -> Result<Vec<File>, Error> {
    let Unstamped { loader, glue, module, documents, style, parts, languages } = stamp::unstamp(dist)?;
    let mut files = vec![
        (FIRST_SCRIPT.to_owned(), loader.into_bytes()),
        (PLAIN_GLUE.to_owned(), glue.into_bytes()),
        (PLAIN_MODULE.to_owned(), module),
        (PLAIN_DOCUMENTS.to_owned(), documents),
        (PLAIN_STYLE.to_owned(), style),
        (openapi::NAME.to_owned(), openapi::file().into_bytes()),
        ("operations.d.ts".to_owned(), declarations().into_bytes()),
        ("package.json".to_owned(), package_json()?.into_bytes()),
        (BILL.to_owned(), sbom::bill(&sbom::MODULE)?.into_bytes()),
    ];
    files.extend(parts);
    files.extend(languages);
    for (name, path) in COPIED {
        files.push((name.to_owned(), read(&project::root().join(path))?));
    }
    files.sort();
    Ok(files)
}

fn package_json() -> Result<String, Error> {
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    stamp::replace(&project::root().join("www/npm/package.json"), &[(NO_VERSION, &version)])
}

/// Writes the folder and the archives in place of former ones; tells the sizes.
fn write(folder: &Path, package: &[File], site: &[File]) -> Result<String, Error> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Error::file(folder))?;
    }
    fs::create_dir_all(folder.join(NAME)).map_err(Error::file(folder))?;
    for (name, content) in package {
        let path = folder.join(NAME).join(name);
        fs::write(&path, content).map_err(Error::file(path))?;
    }

    let version = env!("CARGO_PKG_VERSION");
    let gateway = folder.join(format!("backup-gateway-{version}.cdx.json"));
    fs::write(&gateway, sbom::bill(&sbom::GATEWAY)?).map_err(Error::file(&gateway))?;
    let site_name = format!("{NAME}-site-{version}");
    // The folder in an archive for npm has always this name.
    let archives = [
        (format!("{NAME}-{version}.tgz"), "package", package),
        (format!("{site_name}.tar.gz"), site_name.as_str(), site),
    ];
    let measured = package
        .iter()
        .map(|(name, content)| compress::File::measure(name, content))
        .collect::<Result<Vec<_>, _>>()?;
    let mut report = compress::table(&measured);
    for (name, folder_within, files) in archives {
        let path = folder.join(&name);
        let bytes = tar_gz(folder_within, files).map_err(Error::file(&path))?;
        fs::write(&path, &bytes).map_err(Error::file(path))?;
        report += &format!("\n{name}: {} bytes", bytes.len());
    }
    if let Some(first) = measured.iter().find(|file| file.name == FIRST_SCRIPT) {
        let compress::File { raw, gzip, brotli, .. } = first;
        report += &format!("\nfirst script {FIRST_SCRIPT}: {raw} bytes, {gzip} as gzip, {brotli} as brotli");
    }
    Ok(report + "\n")
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(Error::file(path))
}
