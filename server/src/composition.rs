//! Puts the rooms together: opens what the configuration names and hands it to those who need it.

use crate::{assets, config::Serve};
use app::door::{Rooms, SetupToken};
use axum::extract::FromRef;
use engine::{Engine, EngineConfig};
use leptos::config::LeptosOptions;
use std::{io, sync::Arc};
use store::{Database, Store, Vault};
use tokio::sync::watch;

/// What every route may ask for.
#[derive(Clone)]
pub struct Baton {
    pub leptos: LeptosOptions,
    /// For pages and server functions, which pass the gate to get at it.
    pub rooms: Rooms,
    pub store: Store,
    pub engine: Engine,
    pub setup: Arc<SetupToken>,
    /// True from the order to stop on.
    pub stopped: watch::Receiver<bool>,
}

impl FromRef<Baton> for LeptosOptions {
    fn from_ref(baton: &Baton) -> Self {
        baton.leptos.clone()
    }
}

/// Opens everything `config` names, ready to serve until `stopped`.
pub async fn compose(config: &Serve, stopped: watch::Receiver<bool>) -> io::Result<Baton> {
    tokio::fs::create_dir_all(&config.data)
        .await
        .map_err(|error| {
            let folder = config.data.display();
            io::Error::other(format!(
                "cannot make the data folder {folder}: {error}. Name another one with --data"
            ))
        })?;
    let store = open_store(config).await?;
    let engine = Engine::new(store.clone(), EngineConfig::default());
    let setup = Arc::new(SetupToken::default());
    Ok(Baton {
        leptos: leptos_options(config),
        rooms: Rooms::new(
            store.clone(),
            engine.clone(),
            setup.clone(),
            config.is_https(),
        ),
        store,
        engine,
        setup,
        stopped,
    })
}

async fn open_store(config: &Serve) -> io::Result<Store> {
    let vault = match config.master_key()? {
        Some(key) => Vault::from_bytes(key),
        None => {
            let file = config.key_file();
            Vault::from_file(&file).map_err(|error| {
                let file = file.display();
                io::Error::other(format!("cannot use the key file {file}: {error}"))
            })?
        }
    };
    let cannot_open = |error: &dyn std::fmt::Display| {
        io::Error::other(format!(
            "cannot open the database: {error}. Name another one with --database"
        ))
    };
    let url = config.database_url();
    let database = Database::connect(&url)
        .await
        .map_err(|error| cannot_open(&error))?;
    migrations::run(database.for_migrations())
        .await
        .map_err(|error| cannot_open(&error))?;
    Store::open(database, vault)
        .await
        .map_err(|error| cannot_open(&error))
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
