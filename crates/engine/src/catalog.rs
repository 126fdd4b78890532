//! What the diagrams of a workspace may refer to.

use crate::Engine;
use process::Catalog;
use process::catalog::{ConnectionEntry, PersonEntry, TeamEntry};
use store::WorkspaceId;

impl Engine {
    /// Connectors, and the workspace's connections, teams and people; what is archived or switched off left out.
    pub async fn catalog(&self, workspace: WorkspaceId) -> Result<Catalog, store::Error> {
        let connections = self.store().connections(workspace).await?.into_iter();
        let teams = self.store().teams(workspace).await?.into_iter();
        let people = self.store().people(workspace).await?.into_iter();
        Ok(Catalog {
            calendars: self.store().calendars(workspace).await?,
            connectors: connectors::catalog(),
            connections: connections
                .filter(|connection| !connection.archived)
                .map(|connection| ConnectionEntry {
                    id: connection.id,
                    name: connection.name,
                    connector: connection.connector,
                })
                .collect(),
            teams: teams
                .map(|team| TeamEntry {
                    key: team.key,
                    name: team.name,
                })
                .collect(),
            people: people
                .filter(|person| person.active)
                .map(|person| PersonEntry {
                    id: person.id,
                    name: person.name,
                })
                .collect(),
        })
    }
}
