//! Makes the wasm small with Binaryen's wasm-opt.

use crate::{Outcome, tool};
use std::path::Path;

/// What rustc's wasm32 output may use and every browser of the last years understands.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

pub fn optimise(wasm: &Path) -> Outcome {
    println!("Making the wasm small");
    tool::run(
        tool::npm_program("wasm-opt")
            .arg("-Oz")
            .args(FEATURES)
            .arg(wasm)
            .arg("-o")
            .arg(wasm),
    )
}
