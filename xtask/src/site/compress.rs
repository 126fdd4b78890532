//! Small forms beside each file, made once here instead of at every request.

use super::files::{self, Stamp};
use crate::{Outcome, workspace};
use flate2::{Compression, write::GzEncoder};
use std::{
    io::Write,
    path::{Path, PathBuf},
};

/// Kinds of files that are not already compressed.
const WORTH_IT: &[&str] = &[
    "css",
    "html",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

pub fn compress() -> Outcome {
    for file in files::below(&workspace::site()) {
        if !file
            .extension()
            .is_some_and(|kind| WORTH_IT.iter().any(|worth| kind == *worth))
        {
            continue;
        }
        let content = files::read(&file)?;
        let name = file.to_string_lossy().replace(['/', '\\', ':'], "_");
        let stamp = Stamp::new(&format!("small-{name}"), &content);
        if stamp.is_set() && with_ending(&file, ".br").is_file() {
            continue;
        }
        files::write(&with_ending(&file, ".br"), &brotli(&content)?)?;
        files::write(&with_ending(&file, ".gz"), &gzip(&content)?)?;
        stamp.set()?;
    }
    Ok(())
}

pub fn brotli(content: &[u8]) -> Outcome<Vec<u8>> {
    let mut small = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: content.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &content[..], &mut small, &parameters)
        .map_err(|error| format!("brotli failed: {error}"))?;
    Ok(small)
}

pub fn gzip(content: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(content)
        .and_then(|()| encoder.finish())
        .map_err(|error| format!("gzip failed: {error}"))
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
