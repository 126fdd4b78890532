//! Puts the rooms together: opens what the configuration names and hands it to those who need it.

use crate::{assets, config::Serve};
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use std::io;

/// What every route may ask for.
#[derive(Clone)]
pub struct Baton {
    pub leptos: LeptosOptions,
}

impl FromRef<Baton> for LeptosOptions {
    fn from_ref(baton: &Baton) -> Self {
        baton.leptos.clone()
    }
}

/// Opens everything `config` names, ready to serve.
pub async fn compose(config: &Serve) -> io::Result<Baton> {
    tokio::fs::create_dir_all(&config.data)
        .await
        .map_err(|error| {
            let folder = config.data.display();
            io::Error::other(format!(
                "cannot make the data folder {folder}: {error}. Name another one with --data"
            ))
        })?;
    Ok(Baton {
        leptos: leptos_options(config),
    })
}

/// Built here rather than read from a manifest or the environment: the binary knows its own pages.
fn leptos_options(config: &Serve) -> LeptosOptions {
    LeptosOptions::builder()
        .output_name("baton")
        .site_root("target/site")
        .site_pkg_dir(assets::package_folder())
        .site_addr(config.listen)
        .build()
}
