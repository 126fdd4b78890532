//! `baton convert IN OUT`: a process from one format into another.

use crate::file;
use engine::convert;
use std::{fs, io, path::Path};

pub fn convert(from: &Path, to: &Path) -> io::Result<()> {
    let wrong = || {
        io::Error::other(format!(
            "{} must end in .json, .bpmn or .dmn, so that its format is known",
            to.display()
        ))
    };
    let format = file::named(to).ok_or_else(wrong)?;
    let (diagram, report) = file::read(from)?;
    for remark in report {
        let of = match (remark.name.trim(), remark.element.as_str()) {
            ("", "") => String::new(),
            ("", id) => format!("{id}: "),
            (name, _) => format!("“{}”: ", name.replace('\n', " ")),
        };
        println!("{of}{}", remark.message);
    }
    let text = convert::write(&diagram, format).map_err(io::Error::other)?;
    fs::write(to, text)
        .map_err(|error| io::Error::other(format!("cannot write {}: {error}", to.display())))
}
