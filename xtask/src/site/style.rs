//! The style sheet: Tailwind reads the app's sources and writes only what they use.

use super::{Mode, files, package};
use crate::{Outcome, tool, workspace};

pub fn build(mode: Mode) -> Outcome {
    let draft = workspace::stamps().join("baton.css");
    let mut tailwind = tool::npm_program("tailwindcss");
    tailwind
        .args(["--input", "style/main.css", "--output"])
        .arg(&draft);
    if mode == Mode::Release {
        tailwind.arg("--minify");
    }
    tool::run_quietly(&mut tailwind)?;
    files::write(&package().join("baton.css"), &files::read(&draft)?)
}
