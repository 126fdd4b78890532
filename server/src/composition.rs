//! Puts the rooms together: opens what the configuration names and hands it to those who need it.

use crate::{
    assets,
    config::{Place, Serve},
};
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
    let store = open_store(&config.place).await?;
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

/// Opens the database and the vault, and makes what is missing.
pub async fn open_store(place: &Place) -> io::Result<Store> {
    make_data_folder(place).await?;
    let vault = match place.master_key()? {
        Some(key) => Vault::from_bytes(key),
        None => {
            let file = place.key_file();
            Vault::from_file(&file).map_err(|error| {
                let file = file.display();
                io::Error::other(format!("cannot use the key file {file}: {error}"))
            })?
        }
    };
    let database = open_database(&place.database_url()).await?;
    Store::open(database, vault).await.map_err(cannot_open)
}

/// Opens a database and brings its schema up to date.
pub async fn open_database(url: &str) -> io::Result<Database> {
    let database = connect(url).await?;
    migrations::run(database.for_migrations())
        .await
        .map_err(cannot_open)?;
    Ok(database)
}

/// Opens a database as it is.
pub async fn connect(url: &str) -> io::Result<Database> {
    Database::connect(url).await.map_err(cannot_open)
}

pub async fn make_data_folder(place: &Place) -> io::Result<()> {
    tokio::fs::create_dir_all(&place.data)
        .await
        .map_err(|error| {
            let folder = place.data.display();
            io::Error::other(format!(
                "cannot make the data folder {folder}: {error}. Name another one with --data"
            ))
        })
}

fn cannot_open(error: impl std::fmt::Display) -> io::Error {
    io::Error::other(format!(
        "cannot open the database: {error}. Name another one with --database"
    ))
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
