//! Reads and writes the reference models of the BPMN Model Interchange Working Group, natively and in wasm, so that both
//! can be compared byte for byte. `cargo xtask conformance` does so.
//!
//! Out: a line of JSON for each file, `{"file": …, "lossless": …, "failed": […]}`.

mod judge;

/// What a file comes to.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
pub fn run(name: &str, bytes: &[u8]) -> String {
    let failed = judge::failed(bytes);
    let line = serde_json::json!({ "file": name, "lossless": failed.is_empty(), "failed": failed });
    format!("{line}\n")
}

#[cfg(target_arch = "wasm32")]
fn main() {}

/// Runs all files of the folder that is named, in the order of their names.
#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::io::Result<()> {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("Name the folder of the models.");
        return Ok(());
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    let bpmn = |path: &&std::path::PathBuf| path.extension().is_some_and(|it| it == "bpmn");
    for path in paths.iter().filter(bpmn) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        print!("{}", run(&name, &std::fs::read(path)?));
    }
    Ok(())
}
