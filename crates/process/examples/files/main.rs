//! Reads and writes files of other tools, natively and in wasm, so that both can be compared byte for byte. `cargo xtask
//! conformance` does so.
//!
//! Out: a line of JSON for each file, `{"file": …, "lossless": …, "failed": […], "problems": […]}`; with `--timed` also
//! how long it took.

mod account;
mod drawn;
mod judge;

use process::{Catalog, bpmn, compile};
use serde_json::{Value, json};

/// What a file comes to.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen::prelude::wasm_bindgen)]
pub fn run(name: &str, bytes: &[u8]) -> String {
    format!("{}\n", line(name, bytes))
}

fn line(name: &str, bytes: &[u8]) -> Value {
    let failed = judge::failed(bytes);
    let problems = match bpmn::read(bytes) {
        Ok(imported) => {
            let (_, problems) = compile(&imported.diagram, &Catalog::default());
            let problems = problems.into_iter();
            problems
                .map(|it| format!("{}: {}", it.rule, it.message))
                .collect()
        }
        Err(refused) => vec![format!("refused: {refused}")],
    };
    json!({ "file": name, "lossless": failed.is_empty(), "failed": failed, "problems": problems })
}

#[cfg(target_arch = "wasm32")]
fn main() {}

/// Runs all files of the folder that is named and of those in it, in the order of their names.
#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::io::Result<()> {
    let mut arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let timed = arguments.iter().position(|it| it == "--timed");
    let timed = timed.map(|at| arguments.remove(at)).is_some();
    let Some(folder) = arguments.first().map(std::path::PathBuf::from) else {
        eprintln!("Name the folder of the files.");
        return Ok(());
    };
    let mut paths = Vec::new();
    collect(&folder, &mut paths)?;
    paths.sort();
    for path in paths {
        let name = path
            .strip_prefix(&folder)
            .unwrap_or(&path)
            .to_string_lossy();
        let bytes = std::fs::read(&path)?;
        if !timed {
            print!("{}", run(&name, &bytes));
            continue;
        }
        let begin = std::time::Instant::now();
        let read = bpmn::read(&bytes);
        let reading = begin.elapsed();
        let written = read.map(|it| bpmn::write(&it.diagram).len());
        let mut line = line(&name, &bytes);
        line["bytes"] = json!(bytes.len());
        line["written"] = json!(written.unwrap_or_default());
        line["ms"] = json!(reading.as_secs_f64() * 1e3);
        line["msBoth"] = json!(begin.elapsed().as_secs_f64() * 1e3);
        println!("{line}");
    }
    Ok(())
}

#[cfg(not(target_arch = "wasm32"))]
fn collect(folder: &std::path::Path, paths: &mut Vec<std::path::PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_ascii_lowercase();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if [".bpmn", ".bpmn2", ".bpmn20.xml", ".bpmn.xml"]
            .iter()
            .any(|it| name.ends_with(it))
        {
            paths.push(path);
        }
    }
    Ok(())
}
