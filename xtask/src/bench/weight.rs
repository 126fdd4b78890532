//! What the language alone weighs in a browser: its example `weight` uses all of it and nothing else.

use crate::{
    Outcome,
    site::{compress, optimise},
    tool, workspace,
};
use std::{fs, path::Path};

pub fn of_feel() -> Outcome {
    tool::run(tool::cargo().args([
        "build",
        "--package=feel",
        "--example=weight",
        "--target=wasm32-unknown-unknown",
        "--profile=wasm-release",
    ]))?;
    let built =
        workspace::target().join("wasm32-unknown-unknown/wasm-release/examples/weight.wasm");
    let small = workspace::target().join("xtask/weight.wasm");
    fs::create_dir_all(workspace::target().join("xtask")).map_err(|error| error.to_string())?;
    fs::write(&small, without_custom_sections(&read(&built)?)?)
        .map_err(|error| format!("cannot write {}: {error}", small.display()))?;
    optimise::optimise(&small)?;
    let wasm = read(&small)?;
    println!(
        "feel alone, wasm: {} bytes, {} with brotli",
        wasm.len(),
        compress::brotli(&wasm)?.len()
    );
    Ok(())
}

fn read(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))
}

/// The linker leaves its notes in the file, for the cutter; a page that is not cut would not send them.
fn without_custom_sections(wasm: &[u8]) -> Outcome<Vec<u8>> {
    const HEADER: usize = 8;
    const CUSTOM: u8 = 0;
    let cut_short = || "the wasm of feel is cut short".to_owned();
    let mut kept = wasm.get(..HEADER).ok_or_else(cut_short)?.to_vec();
    let mut rest = &wasm[HEADER..];
    while let Some((kind, after)) = rest.split_first() {
        let (length, digits) = leb128(after).ok_or_else(cut_short)?;
        let whole = 1 + digits + length;
        if *kind != CUSTOM {
            kept.extend_from_slice(rest.get(..whole).ok_or_else(cut_short)?);
        }
        rest = rest.get(whole..).ok_or_else(cut_short)?;
    }
    Ok(kept)
}

/// A length as wasm writes it, and how many bytes that took.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0;
    for (at, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((value, at + 1));
        }
    }
    None
}
