//! Where things are in the checkout.

use std::path::{Path, PathBuf};

/// The folder of the whole checkout.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The site's files, always in the checkout's own target folder: the server is compiled to look there.
pub fn site() -> PathBuf {
    root().join("target/site")
}

/// Notes of what was built from what, so that a second run has nothing to do.
pub fn stamps() -> PathBuf {
    root().join("target/xtask")
}
