//! Takes the app's lazy functions out of the first load, each into a chunk of its own.

use super::package;
use crate::{Outcome, workspace};
use std::path::PathBuf;
use wasm_split_cli_support::{Options, transform};

/// The name that Leptos' `#[lazy]` compiles into the wasm.
const LINKS: &str = "./__wasm_split.______________________.js";

/// Writes the chunks and their script into the package; says where the rest of the module is.
pub fn split(compiled: &[u8]) -> Outcome<PathBuf> {
    let package = package();
    let rest = workspace::stamps().join("baton.wasm");
    let mut options = Options::new(compiled);
    options.output_dir = &package;
    options.main_out_path = &rest;
    options.main_module = "./baton.js";
    options.link_name = LINKS;
    transform(options).map_err(|error| format!("splitting the wasm failed: {error:#}"))?;
    Ok(rest)
}
