//! The store: an open database, and the vault whose secrets lie in it.

use crate::commit::Queue;
use crate::database::Database;
use crate::entity::vault_key;
use crate::error::Error;
use crate::id::WorkspaceId;
use crate::sql;
use crate::vault::Vault;
use sea_orm::EntityTrait;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};
use tokio::sync::Semaphore;

/// Each hash takes 19 MiB for a moment; more at once would let sign-ins crowd out the rest.
const HASHES_AT_ONCE: usize = 4;

/// Cheap to clone; all clones share the connections.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) database: Database,
    pub(crate) commits: Queue,
    pub(crate) vault: Arc<Vault>,
    pub(crate) hashing: Arc<Semaphore>,
    /// What never changes once it is there.
    pub(crate) uids: Arc<RwLock<HashMap<WorkspaceId, String>>>,
    revision: Arc<AtomicU64>,
}

impl Store {
    /// Opens the store on a database whose schema is up to date. Refuses a vault with another master key than the
    /// one the secrets in this database were sealed with.
    pub async fn open(database: Database, vault: Vault) -> Result<Self, Error> {
        check_key(&database, &vault).await?;
        Ok(Self {
            commits: Queue::open(&database),
            database,
            vault: Arc::new(vault),
            hashing: Arc::new(Semaphore::new(HASHES_AT_ONCE)),
            uids: Arc::default(),
            revision: Arc::default(),
        })
    }

    /// Answers when the database does.
    pub async fn ping(&self) -> Result<(), Error> {
        self.database.ping().await
    }

    /// Grows whenever this store changes settings or calendars, which whoever runs instances may keep for a while.
    pub fn revision(&self) -> u64 {
        self.revision.load(Ordering::Acquire)
    }

    pub(crate) fn revised(&self) {
        self.revision.fetch_add(1, Ordering::AcqRel);
    }

    /// Ends all connections; waits for what is under way.
    pub async fn close(self) -> Result<(), Error> {
        self.database.close().await
    }
}

async fn check_key(database: &Database, vault: &Vault) -> Result<(), Error> {
    sql::run(
        database.write(),
        "INSERT INTO vault_key (version, check_value) VALUES ($1, $2) ON CONFLICT (version) DO NOTHING",
        [vault.version().into(), vault.check_value()?.into()],
    )
    .await?;
    let row = vault_key::Entity::find_by_id(vault.version())
        .one(database.write())
        .await?
        .ok_or(Error::NotFound)?;
    if vault.made(&row.check_value) {
        Ok(())
    } else {
        Err(Error::database(
            "the master key does not fit this database: its secrets were sealed with another one. \
             Start with that key",
        ))
    }
}
