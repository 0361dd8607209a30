//! Languages beside English: the files that the loader fetches when one is asked for.

use crate::error::Error;
use crate::project;
use backup_words::table::Table;
use std::fs;

/// Where translations lie, a file each by the language's tag.
const TRANSLATIONS: &str = "src/words/languages";

/// The files by their tags, in order; each translation is whole, or the build ends.
pub(crate) fn files() -> Result<Vec<(String, String)>, Error> {
    let folder = project::root().join(TRANSLATIONS);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let table = Table::of_workspace(&project::root()).map_err(Error::Words)?;
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder).map_err(Error::file(&folder))? {
        let path = entry.map_err(Error::file(&folder))?.path();
        let translation = fs::read_to_string(&path).map_err(Error::file(&path))?;
        let tag = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let file = table.translated(&tag, &translation).map_err(Error::Words)?;
        files.push((tag, file));
    }
    files.sort();
    Ok(files)
}
