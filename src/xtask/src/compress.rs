//! Compressed files beside the site's own, for servers that send them as they are, and the table of sizes.

use crate::error::Error;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

const EXTENSIONS: [&str; 7] = ["css", "html", "js", "json", "svg", "txt", "wasm"];

/// An administrator edits it, and nobody would think of the copies beside it.
const EDITED: &str = "config.json";

/// A file of the site and the bytes that are sent for it.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) raw: usize,
    pub(crate) gzip: usize,
    pub(crate) brotli: usize,
}

impl File {
    /// A file as small as either compression makes it; nothing is written.
    pub(crate) fn measure(name: &str, content: &[u8]) -> Result<Self, Error> {
        let raw = content.len();
        let gzip = gzip(content).map_err(Error::file(name))?.len().min(raw);
        let brotli = brotli(content).map_err(Error::file(name))?.len().min(raw);
        Ok(Self { name: name.to_owned(), raw, gzip, brotli })
    }
}

/// Writes `.gz` and `.br` beside each file of a folder for which they are smaller.
pub(crate) fn folder(folder: &Path) -> Result<Vec<File>, Error> {
    files_below(folder)?.into_iter().map(|path| file(folder, &path)).collect()
}

/// The files of a folder and of those in it, sorted.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// What is sent for each file of a folder that was compressed before.
pub(crate) fn sizes(folder: &Path) -> Result<Vec<File>, Error> {
    let originals = files_below(folder)?.into_iter().filter(|path| !is_copy(path));
    let sizes = originals.map(|path| {
        let raw = length(&path)?;
        let beside = |extension| length(&path.with_added_extension(extension)).unwrap_or(raw);
        let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        Ok(File { name, raw, gzip: beside("gz"), brotli: beside("br") })
    });
    sizes.collect()
}

fn is_copy(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "gz" || extension == "br")
}

fn length(path: &Path) -> Result<usize, Error> {
    let length = fs::metadata(path).map_err(Error::file(path))?.len();
    Ok(usize::try_from(length).unwrap_or(usize::MAX))
}

fn file(folder: &Path, path: &Path) -> Result<File, Error> {
    let content = fs::read(path).map_err(Error::file(path))?;
    let name = path.strip_prefix(folder).unwrap_or(path).display().to_string();
    let raw = content.len();
    if !is_worth_it(path) {
        return Ok(File { name, raw, gzip: raw, brotli: raw });
    }
    let gzip = gzip(&content).map_err(Error::file(path))?;
    let brotli = brotli(&content).map_err(Error::file(path))?;
    Ok(File { name, raw, gzip: beside(path, "gz", raw, &gzip)?, brotli: beside(path, "br", raw, &brotli)? })
}

fn is_worth_it(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    EXTENSIONS.contains(&extension) && !path.ends_with(EDITED)
}

/// The bytes that will be sent: the compressed ones if they are fewer.
fn beside(path: &Path, extension: &str, raw: usize, compressed: &[u8]) -> Result<usize, Error> {
    if compressed.len() >= raw {
        return Ok(raw);
    }
    let path = path.with_added_extension(extension);
    fs::write(&path, compressed).map_err(Error::file(path))?;
    Ok(compressed.len())
}

fn gzip(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

fn brotli(mut content: &[u8]) -> io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut content, &mut compressed, &BrotliEncoderParams::default())?;
    Ok(compressed)
}

/// The sizes, a line for each file and one for all.
pub(crate) fn table(files: &[File]) -> String {
    let total = File {
        name: "total".to_owned(),
        raw: files.iter().map(|file| file.raw).sum(),
        gzip: files.iter().map(|file| file.gzip).sum(),
        brotli: files.iter().map(|file| file.brotli).sum(),
    };
    let width = files.iter().chain([&total]).map(|file| file.name.len()).max().unwrap_or_default();
    let mut table = format!("{:<width$}  {:>9}  {:>9}  {:>9}\n", "bytes", "raw", "gzip", "brotli");
    for File { name, raw, gzip, brotli } in files.iter().chain([&total]) {
        // Writing to a String cannot fail.
        let _ = writeln!(table, "{name:<width$}  {raw:>9}  {gzip:>9}  {brotli:>9}");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read as _;

    #[test]
    fn copies_lie_beside_what_they_make_smaller() {
        let site = std::env::temp_dir().join(format!("compress-{}", std::process::id()));
        fs::create_dir_all(site.join("below")).unwrap();
        let page = "<p>A page that repeats itself.</p>".repeat(50);
        for (name, content) in [("index.html", &*page), ("below/tiny.js", "1"), ("config.json", &page)] {
            fs::write(site.join(name), content).unwrap();
        }

        let files = folder(&site).unwrap();

        let names: Vec<_> = files_below(&site).unwrap();
        let names: Vec<_> = names.iter().map(|path| path.strip_prefix(&site).unwrap()).collect();
        let expected = ["below/tiny.js", "config.json", "index.html", "index.html.br", "index.html.gz"];
        assert_eq!(names, expected.map(Path::new));

        let mut from_gzip = String::new();
        let gzip = fs::read(site.join("index.html.gz")).unwrap();
        GzDecoder::new(&gzip[..]).read_to_string(&mut from_gzip).unwrap();
        let brotli = fs::read(site.join("index.html.br")).unwrap();
        let mut from_brotli = Vec::new();
        brotli::BrotliDecompress(&mut &brotli[..], &mut from_brotli).unwrap();
        assert_eq!((from_gzip.as_str(), from_brotli.as_slice()), (&*page, page.as_bytes()));

        let sent: Vec<_> = files.iter().map(|file| (file.raw, file.gzip, file.brotli)).collect();
        let whole = page.len();
        assert_eq!(sent, [(1, 1, 1), (whole, whole, whole), (whole, gzip.len(), brotli.len())]);
        fs::remove_dir_all(site).unwrap();
    }
}
