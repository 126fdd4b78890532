//! Makes sure the folder of site files exists, so that a fresh clone can be checked and tested
//! before `cargo xtask` has built any page. What a release binary carries is what lies there.

use std::{env, fs, path::Path};

fn main() -> std::io::Result<()> {
    let site = Path::new("../target/site");
    fs::create_dir_all(site)?;
    println!("cargo:rerun-if-changed=build.rs");
    // A release binary embeds the files and must be built again when one comes or goes;
    // a debug binary reads them from disk.
    if env::var("PROFILE").as_deref() == Ok("release") {
        println!("cargo:rerun-if-changed={}", site.display());
    }
    Ok(())
}
