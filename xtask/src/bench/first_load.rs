//! What a browser fetches before a page answers to clicks: what every page needs, and the page's own chunks.

use crate::{Outcome, workspace};
use std::{collections::BTreeSet, fs, path::PathBuf};

/// What every page fetches.
const EVERY_PAGE: &[&str] = &["baton.css", "baton.js", "baton_bg.wasm"];

/// The script that knows which chunks stand behind which lazy function.
const CHUNKS: &str = "__wasm_split.______________________.js";

pub fn print() -> Outcome {
    println!(
        "\n{:<28}{:>12}{:>12}{:>12}",
        "bytes to the first click", "raw", "gzip", "brotli"
    );
    let mut base = [0; 3];
    for name in EVERY_PAGE.iter().chain([&CHUNKS]) {
        let sizes = sizes(name)?;
        print_line(name, sizes);
        add(&mut base, sizes);
    }
    for (page, files) in chunks(&read(CHUNKS)?) {
        let mut total = base;
        for file in files {
            add(&mut total, sizes(&file)?);
        }
        print_line(&format!("all for the {page} pages"), total);
    }
    Ok(())
}

/// Each lazy function with the files it needs, out of the script that loads them.
fn chunks(script: &str) -> Vec<(String, BTreeSet<String>)> {
    const EXPORT: &str = "export const __wasm_split_load_";
    script
        .split(EXPORT)
        .skip(1)
        .filter_map(|part| {
            let (name, rest) = part.split_once(" = ")?;
            let own = format!("split_{name}.wasm");
            let shared = rest
                .split(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '_'))
                .filter_map(|word| word.strip_prefix("__chunk_"))
                .map(|number| format!("chunk_{number}.wasm"));
            let page = name.rsplit_once('_')?.0.to_owned();
            Some((page, shared.chain([own]).collect()))
        })
        .collect()
}

fn add(total: &mut [u64; 3], sizes: [u64; 3]) {
    total
        .iter_mut()
        .zip(sizes)
        .for_each(|(total, size)| *total += size);
}

/// As it is, with gzip, with brotli.
fn sizes(name: &str) -> Outcome<[u64; 3]> {
    let mut sizes = [0; 3];
    for (size, ending) in sizes.iter_mut().zip(["", ".gz", ".br"]) {
        let file = path(&format!("{name}{ending}"));
        *size = fs::metadata(&file)
            .map_err(|error| format!("cannot read {}: {error}", file.display()))?
            .len();
    }
    Ok(sizes)
}

fn read(name: &str) -> Outcome<String> {
    let file = path(name);
    fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))
}

fn path(name: &str) -> PathBuf {
    workspace::site().join("pkg").join(name)
}

fn print_line(name: &str, [raw, gzip, brotli]: [u64; 3]) {
    println!("{name:<28}{raw:>12}{gzip:>12}{brotli:>12}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lazy_function_is_listed_with_its_own_file_and_the_shared_ones() {
        let script = "const __chunk_7 = makeLoad(() => {}, []);\n\
            export const __wasm_split_load_plain_42 = wrapAsyncCb(makeLoad(() => {\n\
            fetch(new URL(\"./split_plain_42.wasm\", import.meta.url)); }\n, [__chunk_7, __chunk_9]));\n";
        let files = ["chunk_7.wasm", "chunk_9.wasm", "split_plain_42.wasm"];
        assert_eq!(
            chunks(script),
            [(
                "plain".to_owned(),
                files.map(str::to_owned).into_iter().collect()
            )]
        );
    }
}
