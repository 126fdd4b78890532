//! Compiled versions, kept: they never change, but for the business calendars they count in.

use process::{Catalog, Definition};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::{ProcessId, Store, VersionNumber, WorkspaceId};

/// Compiling again is quick, so a full cache is simply emptied.
const MOST: usize = 500;

/// With how often the calendars of the workspace were changed: whoever changed them, on whatever server, old ones are not
/// used any more.
type Key = (WorkspaceId, ProcessId, VersionNumber, u64);

#[derive(Default)]
pub(crate) struct Definitions(Mutex<HashMap<Key, Arc<Definition>>>);

impl Definitions {
    pub async fn get(
        &self,
        store: &Store,
        workspace: WorkspaceId,
        process: ProcessId,
        version: VersionNumber,
        calendars: u64,
    ) -> Result<Arc<Definition>, store::Error> {
        let key = (workspace, process, version, calendars);
        if let Some(definition) = self.kept().get(&key) {
            return Ok(definition.clone());
        }
        let deployed = store.version(workspace, process, version).await?;
        // A case runs by its connectors' manifests; which connections there are is asked when a job runs.
        let catalog = Catalog {
            connectors: connectors::known(),
            calendars: store.calendars(workspace).await?,
            ..Catalog::default()
        };
        let definition = Arc::new(Definition::of_deployed(&deployed.diagram, &catalog));
        let mut kept = self.kept();
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(key, definition.clone());
        Ok(definition)
    }

    /// The map is whole at every moment, so a panic elsewhere does not spoil it.
    fn kept(&self) -> MutexGuard<'_, HashMap<Key, Arc<Definition>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
