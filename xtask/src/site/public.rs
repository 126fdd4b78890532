//! Files that are served as they are: icons, fonts.

use super::files;
use crate::{Outcome, workspace};

pub fn copy() -> Outcome {
    let public = workspace::root().join("public");
    for file in files::below(&public) {
        if let Ok(name) = file.strip_prefix(&public) {
            files::write(&workspace::site().join(name), &files::read(&file)?)?;
        }
    }
    Ok(())
}
