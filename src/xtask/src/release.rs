//! Released programs, taken where the network gives them: compiling them takes minutes.

use crate::digest;
use crate::error::Error;
use crate::process::{self, answer};
use crate::project;
use flate2::read::GzDecoder;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use tar::Archive;

/// A released archive for one kind of machine.
pub(crate) struct Release {
    /// Operating system and processor, as Rust names them.
    pub(crate) machine: (&'static str, &'static str),
    pub(crate) version: &'static str,
    pub(crate) address: &'static str,
    /// SHA-256 in hexadecimal digits: an archive of any other content is not unpacked.
    pub(crate) digest: &'static str,
}

impl Release {
    /// Fetches the archive and unpacks the programs in it that `names` holds; refuses one of another content.
    pub(crate) fn fetch(&self, names: &[&str], folder: &Path) -> Result<(), Error> {
        let path = project::tools().join("release.tar.gz");
        let fetched = download(self.address, &path).and_then(|()| self.unpack(&path, names, folder));
        // It is of no use any more, and may not be there.
        let _ = fs::remove_file(&path);
        fetched
    }

    fn unpack(&self, path: &Path, names: &[&str], folder: &Path) -> Result<(), Error> {
        let mut bytes = Vec::new();
        let file = fs::File::open(path).map_err(Error::file(path))?;
        file.take(LARGEST).read_to_end(&mut bytes).map_err(Error::file(path))?;
        if digest::sha256(&bytes) != self.digest {
            return Err(Error::OtherContent { address: self.address });
        }
        fs::create_dir_all(folder).map_err(Error::file(folder))?;
        let mut archive = Archive::new(GzDecoder::new(bytes.as_slice()));
        for entry in archive.entries().map_err(Error::file(path))? {
            let mut entry = entry.map_err(Error::file(path))?;
            let within = entry.path().map_err(Error::file(path))?.into_owned();
            if let Some(name) = names.iter().find(|name| within.ends_with(name)) {
                entry.unpack(folder.join(name)).map_err(Error::file(path))?;
            }
        }
        Ok(())
    }
}

/// More than any release has.
const LARGEST: u64 = 200 << 20;

fn download(address: &str, path: &Path) -> Result<(), Error> {
    if answer("curl", &["--version"]).is_none() {
        return Err(Error::Missing { what: "curl", remedy: "put it on PATH".to_owned() });
    }
    let limits =
        ["--connect-timeout", "10", "--max-time", "120", "--proto", "=https", "--proto-redir", "=https"];
    let quiet = ["--fail", "--location", "--silent", "--show-error", "--output"];
    process::run(project::command("curl").args(limits).args(quiet).arg(path).arg(address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::tar_gz;
    use std::env;

    const RELEASE: Release = Release {
        machine: ("linux", "x86_64"),
        version: "1.0.0",
        address: "https://example.org/tool.tar.gz",
        digest: "",
    };

    #[test]
    fn only_the_expected_content_is_unpacked() {
        let folder = env::temp_dir().join(format!("release-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let files = [("README.md".to_owned(), b"read".to_vec()), ("tool".to_owned(), b"run".to_vec())];
        let bytes = tar_gz("tool-1.0.0", &files).unwrap();
        let path = folder.join("archive");
        fs::write(&path, &bytes).unwrap();

        let other = RELEASE.unpack(&path, &["tool"], &folder).unwrap_err();
        assert!(matches!(other, Error::OtherContent { .. }), "{other}");
        assert!(!folder.join("tool").exists());

        let digest = digest::sha256(&bytes).leak();
        Release { digest, ..RELEASE }.unpack(&path, &["tool"], &folder).unwrap();
        assert_eq!(fs::read(folder.join("tool")).unwrap(), b"run");
        assert!(!folder.join("README.md").exists());
        fs::remove_dir_all(folder).unwrap();
    }
}
