//! Files on the command line: our JSON, BPMN and DMN, told apart by their endings, else by what is in them.

use engine::Diagram;
use engine::convert::{self, Format, Remark};
use std::{fs, io, path::Path};

pub fn read(path: &Path) -> io::Result<(Diagram, Vec<Remark>)> {
    let name = path.display();
    let bytes =
        fs::read(path).map_err(|error| io::Error::other(format!("cannot read {name}: {error}")))?;
    let format = named(path).unwrap_or_else(|| Format::of(&bytes));
    convert::read(&bytes, format)
        .map_err(|reason| io::Error::other(format!("{name} is not a diagram: {reason}")))
}

/// What the ending of a file says.
pub fn named(path: &Path) -> Option<Format> {
    Format::named(&path.file_name()?.to_string_lossy())
}
