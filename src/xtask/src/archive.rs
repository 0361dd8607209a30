//! Archives whose bytes depend on names and contents alone.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io;
use tar::{Builder, EntryType, Header};

/// When all files were changed last, in seconds since 1970: the time that npm gives them too.
const TIME: u64 = 499_162_500;

/// A file and its name, with `/` between folders.
pub(crate) type File = (String, Vec<u8>);

/// The files in a folder of an archive, in the order given.
pub(crate) fn tar_gz(folder: &str, files: &[File]) -> io::Result<Vec<u8>> {
    let mut archive = Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    for (name, content) in files {
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::Regular);
        header.set_mode(0o644);
        header.set_mtime(TIME);
        header.set_uid(0);
        header.set_gid(0);
        header.set_size(content.len() as u64);
        archive.append_data(&mut header, format!("{folder}/{name}"), content.as_slice())?;
    }
    archive.into_inner()?.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read as _;

    #[test]
    fn files_come_out_as_they_went_in() {
        let files = [("a.js".to_owned(), b"a".to_vec()), ("below/b.wasm".to_owned(), vec![0; 2000])];
        let bytes = tar_gz("package", &files).unwrap();
        let mut archive = tar::Archive::new(GzDecoder::new(bytes.as_slice()));
        let found = archive.entries().unwrap().map(|entry| {
            let mut entry = entry.unwrap();
            assert_eq!(entry.header().mtime().unwrap(), TIME);
            let (name, mut content) = (entry.path().unwrap().display().to_string(), Vec::new());
            entry.read_to_end(&mut content).unwrap();
            (name.strip_prefix("package/").unwrap().to_owned(), content)
        });
        assert_eq!(found.collect::<Vec<_>>(), files);
    }

    #[test]
    fn the_same_files_give_the_same_bytes() {
        let files = [("a.js".to_owned(), b"a".to_vec())];
        assert_eq!(tar_gz("package", &files).unwrap(), tar_gz("package", &files).unwrap());
    }
}
