//! The declarations of this workspace.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Fault, Section, Table, script, sections};

/// The crates that tell people something, by the names of their modules and their folders.
const CRATES: [(&str, &str); 5] = [
    ("backup_words::language", "src/words/src/language"),
    ("backup_model", "src/model/src"),
    ("backup_signer", "src/signer/src"),
    ("backup_client", "src/client/src"),
    ("console", "src/console/src"),
];

/// The script that loads the console.
const LOADER: &str = "www/backup-console.js";

impl Table {
    /// The table of all that is declared in the workspace in this folder.
    ///
    /// # Errors
    /// A file that cannot be read, or a declaration that cannot be right.
    pub fn of_workspace(root: &Path) -> Result<Self, Fault> {
        let mut found = Vec::new();
        for (name, folder) in CRATES {
            below(name, &root.join(folder), &mut found)?;
        }
        let loader = root.join(LOADER);
        let script = fs::read_to_string(&loader).map_err(|cause| file(&loader, &cause))?;
        found.push(script::section(&script)?);
        Self::new(found)
    }
}

/// Adds what the files below a folder declare.
fn below(module: &str, folder: &Path, found: &mut Vec<Section>) -> Result<(), Fault> {
    let entries = fs::read_dir(folder).map_err(|cause| file(folder, &cause))?;
    for entry in entries {
        let path = entry.map_err(|cause| file(folder, &cause))?.path();
        let (Some(name), extension) = (path.file_stem().and_then(|name| name.to_str()), path.extension())
        else {
            continue;
        };
        let inner = if name == "lib" { module.to_owned() } else { format!("{module}::{name}") };
        if path.is_dir() {
            below(&inner, &path, found)?;
        } else if extension.is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).map_err(|cause| file(&path, &cause))?;
            found.append(&mut sections(&inner, &source)?);
        }
    }
    Ok(())
}

fn file(path: &Path, cause: &std::io::Error) -> Fault {
    Fault::File(PathBuf::from(path), cause.to_string())
}
