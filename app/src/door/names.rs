//! The names of people and teams, of those too who have left: histories speak of them.

pub use crate::api::names::Names;
use process::catalog::{PersonEntry, TeamEntry};
use store::{Error, Store, WorkspaceId};

impl Names {
    pub async fn of(store: &Store, workspace: WorkspaceId) -> Result<Self, Error> {
        let people = store.people(workspace).await?.into_iter();
        let teams = store.team_names(workspace).await?.into_iter();
        Ok(Self {
            people: people
                .map(|one| PersonEntry {
                    id: one.id,
                    name: one.name,
                })
                .collect(),
            teams: teams.map(|(key, name)| TeamEntry { key, name }).collect(),
        })
    }
}
