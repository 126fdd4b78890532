//! The names of people and teams, of those too who have left: histories speak of them.

use process::{
    UserId,
    catalog::{PersonEntry, TeamEntry},
};
use store::{Error, Store, WorkspaceId};

pub struct Names {
    pub people: Vec<PersonEntry>,
    pub teams: Vec<TeamEntry>,
}

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

    pub fn person(&self, id: UserId) -> &str {
        let found = self.people.iter().find(|person| person.id == id);
        found.map_or("Somebody", |person| &person.name)
    }

    pub fn team(&self, key: &str) -> &str {
        let found = self.teams.iter().find(|team| team.key == key);
        found.map_or("a team that is gone", |team| &team.name)
    }
}
