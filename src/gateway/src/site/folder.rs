//! Files of a folder, kept in memory for as long as they are as they were.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::HeaderValue;
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use crate::is_exhausted;

/// Bytes of the largest file that is served. The console's are far smaller.
const LARGEST: u64 = 32 * 1024 * 1024;
/// Bytes of all files that are kept.
const KEPT_LIMIT: usize = 2 * LARGEST as usize;
/// A file that changed as recently may change again within the same tick of its file system's clock.
const SETTLED: Duration = Duration::from_secs(3);

/// A folder, and what is known of its files.
pub(super) struct Folder {
    root: PathBuf,
    kept: RwLock<HashMap<PathBuf, Kept>>,
    /// Held by who reads: whoever waits for the same file finds it kept.
    reading: Mutex<()>,
}

/// What a file holds, and the tag that is of this content only.
#[derive(Clone)]
pub(super) struct Content {
    pub(super) bytes: Bytes,
    pub(super) tag: HeaderValue,
}

/// What a path leads to.
pub(super) enum Entry {
    File(Content),
    Folder,
    /// There is a file, and no descriptor left to read it by.
    Busy,
}

struct Kept {
    content: Content,
    /// Nothing while the file is too young for a stamp to tell its next change.
    stamp: Option<Stamp>,
}

/// What a file system says of a file, without its being read. A date alone does not tell: packagers set all of them to
/// one day, and a rollback brings an old one back; when its entry changed can be set by nobody.
#[derive(Clone, Copy, PartialEq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    #[cfg(unix)]
    entry: (u64, u64, i64, i64),
}

impl Folder {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, kept: RwLock::default(), reading: Mutex::default() }
    }

    /// Where the file of a URL's path would be; nothing for what cannot be the name of a file in the folder.
    pub(super) fn place(&self, path: &str) -> Option<PathBuf> {
        let mut place = self.root.clone();
        let mut segments = path.strip_prefix('/')?.split('/').peekable();
        while let Some(segment) = segments.next() {
            if segment.is_empty() && segments.peek().is_none() {
                place.push("index.html");
                break;
            }
            let name = percent_decode_str(segment).decode_utf8().ok()?;
            if !is_name(&name) {
                return None;
            }
            place.push(&*name);
        }
        Some(place)
    }

    /// What is at a place now.
    pub(super) async fn read(self: &Arc<Self>, place: PathBuf) -> Option<Entry> {
        // Asked right here: the answer takes less time than to hand the question to another thread.
        let metadata = fs::metadata(&place).ok()?;
        if metadata.is_dir() {
            return Some(Entry::Folder);
        }
        if !metadata.is_file() || metadata.len() > LARGEST {
            return None;
        }
        let stamp = Stamp::of(&metadata);
        if let Some(content) = self.kept(&place, stamp) {
            return Some(Entry::File(content));
        }
        let _turn = self.reading.lock().await;
        if let Some(content) = self.kept(&place, stamp) {
            return Some(Entry::File(content));
        }
        let folder = self.clone();
        match spawn_blocking(move || folder.read_anew(place)).await.ok()? {
            Ok(content) => Some(Entry::File(content)),
            Err(error) => is_exhausted(&error).then_some(Entry::Busy),
        }
    }

    fn kept(&self, place: &Path, stamp: Stamp) -> Option<Content> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.get(place).filter(|kept| kept.stamp == Some(stamp)).map(|kept| kept.content.clone())
    }

    fn read_anew(&self, place: PathBuf) -> io::Result<Content> {
        let file = File::open(&place)?;
        let before = file.metadata()?;
        let mut bytes = Vec::with_capacity(usize::try_from(before.len()).unwrap_or_default());
        (&file).take(LARGEST).read_to_end(&mut bytes)?;
        let stamp = Stamp::of(&before);
        let is_certain = stamp == Stamp::of(&file.metadata()?) && stamp.is_settled();
        let content = Content { tag: tag(&bytes), bytes: bytes.into() };
        Ok(self.keep(place, content, is_certain.then_some(stamp)))
    }

    /// Keeps a file; answers with what was kept of the same content before, so that all who are sent it share it.
    fn keep(&self, place: PathBuf, content: Content, stamp: Option<Stamp>) -> Content {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.get_mut(&place).filter(|known| known.content.tag == content.tag) {
            known.stamp = stamp;
            return known.content.clone();
        }
        let size: usize = kept.values().map(|kept| kept.content.bytes.len()).sum();
        if size + content.bytes.len() > KEPT_LIMIT {
            kept.clear();
        }
        kept.insert(place, Kept { content: content.clone(), stamp });
        content
    }
}

impl Stamp {
    #[cfg(unix)]
    fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        let entry = (metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec());
        Self { length: metadata.len(), modified: metadata.modified().ok(), entry }
    }

    #[cfg(not(unix))]
    fn of(metadata: &Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok() }
    }

    /// Whether a later change must show in the stamp.
    #[cfg(unix)]
    fn is_settled(self) -> bool {
        let (_, _, seconds, _) = self.entry;
        let changed = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.try_into().unwrap_or(0));
        changed.elapsed().is_ok_and(|age| age > SETTLED)
    }

    #[cfg(not(unix))]
    fn is_settled(self) -> bool {
        false
    }
}

/// Whether this is a name that a file of the site may have: none that leads elsewhere on some system, none that is
/// hidden, and none that a file system would not take.
fn is_name(name: &str) -> bool {
    const LONGEST: usize = 255;
    let strange = |letter: char| letter.is_control() || matches!(letter, '/' | '\\' | ':');
    (1..=LONGEST).contains(&name.len()) && !name.starts_with('.') && !name.contains(strange)
}

/// The same path with another ending behind its own.
pub(super) fn with_ending(place: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(place);
    name.push(ending);
    name.into()
}

fn tag(bytes: &[u8]) -> HeaderValue {
    let digest = Sha256::digest(bytes);
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    HeaderValue::try_from(format!("\"{hex}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}
