//! `baton bench engine`: cases a second on this machine.

use crate::composition::open_database;
use ::engine::bench::{Load, Place, measure};
use ::engine::{Engine, EngineConfig};
use std::{env, fs, io};
use store::{Store, Vault, sqlite_url};

pub async fn engine(instances: usize, at_once: usize, database: Option<String>) -> io::Result<()> {
    let folder = env::temp_dir().join(format!("baton-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let url = database.unwrap_or_else(|| sqlite_url(&folder.join("baton.sqlite")));
    let outcome = run(&url, Load { instances, at_once }).await;
    fs::remove_dir_all(&folder)?;
    outcome
}

async fn run(url: &str, load: Load) -> io::Result<()> {
    let database = open_database(url).await?;
    // Nothing is sealed here, so any key does.
    let store = Store::open(database, Vault::from_bytes([0; 32]))
        .await
        .map_err(io::Error::other)?;
    let engine = Engine::new(store.clone(), EngineConfig::default());
    let working = tokio::spawn({
        let engine = engine.clone();
        async move { engine.run_loop(std::future::pending()).await }
    });
    let place = Place::furnish(&store, &engine)
        .await
        .map_err(io::Error::other)?;
    let measured = measure(&engine, &place, load)
        .await
        .map_err(io::Error::other)?;
    working.abort();
    println!("{}", measured.line(load));
    Ok(())
}
