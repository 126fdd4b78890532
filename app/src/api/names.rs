//! The names of people and teams, for telling who did what.

use process::{
    UserId,
    catalog::{PersonEntry, TeamEntry},
};

pub struct Names {
    pub people: Vec<PersonEntry>,
    pub teams: Vec<TeamEntry>,
}

impl Names {
    pub fn person(&self, id: UserId) -> &str {
        let found = self.people.iter().find(|person| person.id == id);
        found.map_or("Somebody", |person| &person.name)
    }

    pub fn team(&self, key: &str) -> &str {
        let found = self.teams.iter().find(|team| team.key == key);
        found.map_or("a team that is gone", |team| &team.name)
    }
}
