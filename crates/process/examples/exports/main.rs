//! Writes what other tools are given to read: the templates, a drawing with a step of every kind, and models of others
//! with a few things changed. `cargo xtask conformance` has them read by bpmn-moddle.
//!
//! In: the folder to write to, and that of models to change. Out: files of BPMN, and one of DMN for each with tables.

mod changed;
mod everything;

use process::convert::{self, Format};
use process::diagram::Diagram;
use process::sample;
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let Some(folder) = arguments.first() else {
        eprintln!("Name the folder to write to, and that of the models to change.");
        return Ok(());
    };
    std::fs::create_dir_all(folder)?;
    for template in sample::templates() {
        put(folder, &template.key, &template.diagram)?;
    }
    put(folder, "everything", &everything::diagram())?;
    if let Some(models) = arguments.get(1) {
        for entry in std::fs::read_dir(models)? {
            let path = entry?.path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            if let (Some("bpmn"), Some(changed)) = (
                path.extension().and_then(|it| it.to_str()),
                changed::of(&std::fs::read(&path)?),
            ) {
                put(folder, &format!("changed-{name}"), &changed)?;
            }
        }
    }
    Ok(())
}

fn put(folder: &Path, name: &str, diagram: &Diagram) -> std::io::Result<()> {
    for (format, ending) in [(Format::Bpmn, "bpmn"), (Format::Dmn, "dmn")] {
        // Without tables there is nothing to say in DMN.
        if let Ok(text) = convert::write(diagram, format) {
            std::fs::write(folder.join(format!("{name}.{ending}")), text)?;
        }
    }
    Ok(())
}
