//! Runs cases of the DMN Technology Compatibility Kit, natively and in wasm, so that both can be compared byte for
//! byte. `cargo xtask conformance` does so.
//!
//! A folder holds models and tests. In: `[{"name": …, "text": …}, …]`, the files of one folder. Out: a line of JSON for
//! each case, `{"folder": …, "test": …, "case": …, "passed": …, "results": …}`, and one for each model,
//! `{"folder": …, "model": …, "lossless": …}`.

mod judge;
mod lossless;
mod run;
mod suite;
mod value;

use serde::Deserialize;

#[derive(Deserialize)]
pub struct File {
    pub name: String,
    pub text: String,
}

/// What the cases of a folder come to; or why the text is not a folder.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
pub fn run(folder: &str, files: &str) -> String {
    match serde_json::from_str::<Vec<File>>(files) {
        Ok(files) => run::folder(folder, &files),
        Err(error) => error.to_string(),
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}

/// Runs all folders below the one that is named, in the order of their names.
#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::io::Result<()> {
    let Some(root) = std::env::args_os().nth(1) else {
        eprintln!("Name the folder of the cases.");
        return Ok(());
    };
    walk(root.as_ref())
}

#[cfg(not(target_arch = "wasm32"))]
fn walk(folder: &std::path::Path) -> std::io::Result<()> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    let mut files = Vec::new();
    for path in &paths {
        let wanted = path
            .extension()
            .is_some_and(|extension| extension == "dmn" || extension == "xml");
        if path.is_dir() {
            walk(path)?;
        } else if wanted {
            let name = path.file_name().unwrap_or_default();
            files.push(File {
                name: name.to_string_lossy().into_owned(),
                text: std::fs::read_to_string(path)?,
            });
        }
    }
    if !files.is_empty() {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        print!("{}", run::folder(&name, &files));
    }
    Ok(())
}
