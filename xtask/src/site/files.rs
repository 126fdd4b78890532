//! Reading and writing files, with failures that name the file; and stamps.

use crate::{Outcome, workspace};
use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io::ErrorKind,
    path::{Path, PathBuf},
};

pub fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Writes a file and the folders above it. A file that is already so stays as it is, because a
/// newer date would build the server again.
pub fn write(path: &Path, content: &[u8]) -> Outcome {
    if fs::read(path).is_ok_and(|present| present == content) {
        return Ok(());
    }
    let failed = |error| format!("cannot write {}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, content).map_err(failed)
}

pub fn remove_folder(path: &Path) -> Outcome {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {error}", path.display()))
        }
        _ => Ok(()),
    }
}

/// Every file below a folder.
pub fn below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<_> = entries
        .flatten()
        .flat_map(|entry| match entry.path() {
            path if path.is_dir() => below(&path),
            path => vec![path],
        })
        .collect();
    files.sort();
    files
}

/// Remembers what something was made from, so that it is made once.
pub struct Stamp {
    path: PathBuf,
    made_from: String,
}

impl Stamp {
    pub fn new(name: &str, made_from: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        made_from.hash(&mut hasher);
        let path = workspace::stamps().join(name);
        Self {
            path,
            made_from: format!("{:x}", hasher.finish()),
        }
    }

    pub fn is_set(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|known| known == self.made_from)
    }

    pub fn set(&self) -> Outcome {
        write(&self.path, self.made_from.as_bytes())
    }
}
