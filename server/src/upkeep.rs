//! What an operator does beside serving: verify, rebuild, back up, restore. Each works while a server runs on the same
//! database, but for restoring, which fills an empty one.

use crate::composition::{connect, make_data_folder, open_database, open_store};
use crate::config::Place;
use ::engine::{Engine, EngineConfig};
use std::path::{Path, PathBuf};
use std::{fs, io};
use store::{copy, sqlite_url};

pub async fn verify(place: &Place) -> io::Result<()> {
    let store = open_store(place).await?;
    let engine = Engine::new(store.clone(), EngineConfig::default());
    let verified = engine.verify().await.map_err(io::Error::other)?;
    for mismatch in &verified.mismatches {
        println!("case {}: {}", mismatch.instance, mismatch.what);
    }
    store.close().await.map_err(io::Error::other)?;
    println!("{} cases, {} events", verified.cases, verified.events);
    match verified.mismatches.len() {
        0 => Ok(()),
        found => Err(io::Error::other(format!(
            "{found} things are not as the events say. `baton rebuild` makes states and visits anew"
        ))),
    }
}

pub async fn rebuild(place: &Place) -> io::Result<()> {
    let store = open_store(place).await?;
    let engine = Engine::new(store.clone(), EngineConfig::default());
    let rebuilt = engine.rebuild().await.map_err(io::Error::other)?;
    store.close().await.map_err(io::Error::other)?;
    println!("{rebuilt} cases rebuilt from their events");
    Ok(())
}

pub async fn backup(file: &Path, place: &Place) -> io::Result<()> {
    if file.exists() {
        let name = file.display();
        return Err(io::Error::other(format!(
            "{name} is there already. Name another file"
        )));
    }
    let from = connect(&place.database_url()).await?;
    // It gets its name when it is whole.
    let part = beside(file, "part");
    remove_if_there(&part)?;
    let to = open_database(&sqlite_url(&part)).await?;
    let copied = copy::copy(&from, &to).await;
    to.close().await.map_err(io::Error::other)?;
    from.close().await.map_err(io::Error::other)?;
    match copied {
        Ok(rows) => {
            fs::rename(&part, file)?;
            println!("{rows} rows saved in {}", file.display());
            println!("Keep the key file too: without it, stored secrets cannot be read");
            Ok(())
        }
        Err(error) => {
            remove_if_there(&part)?;
            Err(io::Error::other(error))
        }
    }
}

pub async fn restore(file: &Path, place: &Place) -> io::Result<()> {
    let name = file.display();
    if !file.is_file() {
        return Err(io::Error::other(format!("{name} is not there")));
    }
    make_data_folder(place).await?;
    // Of an older version perhaps: a copy of it is brought up to date, the backup stays as it is.
    let fresh = beside(&place.data.join("restoring"), "part");
    remove_if_there(&fresh)?;
    fs::copy(file, &fresh)?;
    let from = open_database(&sqlite_url(&fresh)).await?;
    let to = open_database(&place.database_url()).await?;
    let copied = copy::copy(&from, &to).await;
    from.close().await.map_err(io::Error::other)?;
    to.close().await.map_err(io::Error::other)?;
    remove_if_there(&fresh)?;
    let rows = copied.map_err(io::Error::other)?;
    println!("{rows} rows restored from {name}");
    Ok(())
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn remove_if_there(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
