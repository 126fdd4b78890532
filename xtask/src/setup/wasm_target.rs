//! The part of the Rust toolchain that compiles for the browser.

use crate::{Outcome, tool};
use std::path::Path;

const TARGET: &str = "wasm32-unknown-unknown";

pub fn ensure() -> Outcome {
    let toolchain = tool::answer(tool::command("rustc").args(["--print", "sysroot"]))
        .ok_or("rustc is not installed: get Rust from rustup.rs")?;
    if Path::new(toolchain.trim())
        .join("lib/rustlib")
        .join(TARGET)
        .is_dir()
    {
        return Ok(());
    }
    if tool::find("rustup").is_none() {
        return Err(format!(
            "Rust's target {TARGET} is missing: install it beside your Rust"
        ));
    }
    println!("Adding Rust's target {TARGET}");
    tool::run(tool::command("rustup").args(["target", "add", TARGET]))
}
