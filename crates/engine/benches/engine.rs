//! `cargo bench -p engine`: cases a second on a fresh SQLite file, or on the database that `BATON_BENCH_DATABASE` names.

use engine::bench::{Load, Place, measure};
use engine::{Engine, EngineConfig};
use std::error::Error;
use std::future::pending;
use store::{Database, Store, Vault, sqlite_url};

/// Names another database, which must be empty.
const DATABASE: &str = "BATON_BENCH_DATABASE";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("baton-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let here = || sqlite_url(&folder.join("baton.sqlite"));
    let url = std::env::var(DATABASE).unwrap_or_else(|_| here());
    let outcome = run(&url).await;
    std::fs::remove_dir_all(&folder)?;
    outcome
}

async fn run(url: &str) -> Result<(), Box<dyn Error>> {
    let database = Database::connect(url).await?;
    migrations::run(database.for_migrations()).await?;
    let store = Store::open(database, Vault::from_bytes([7; 32])).await?;
    let engine = Engine::new(store.clone(), EngineConfig::default());
    let working = tokio::spawn({
        let engine = engine.clone();
        async move { engine.run_loop(pending()).await }
    });
    let place = Place::furnish(&store, &engine).await?;
    for (instances, at_once) in [(50, 1), (500, 20), (3_000, 200)] {
        let load = Load { instances, at_once };
        let measured = measure(&engine, &place, load).await?;
        println!("{}", measured.line(load));
    }
    working.abort();
    Ok(())
}
