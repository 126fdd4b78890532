//! Teams: who may answer what is asked of a team. The key is made from the first name and then stays.

mod removal;

pub use removal::TeamUse;

use crate::Store;
use crate::entity::{team, team_member};
use crate::error::Error;
use crate::id::{UserId, WorkspaceId};
use crate::{sql, text};
use sea_orm::{EntityTrait, FromQueryResult, Set};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// How diagrams and tasks name it, see [`process::run::Candidate::Team`].
    pub key: String,
    pub name: String,
    pub members: Vec<UserId>,
}

#[derive(FromQueryResult)]
struct Row {
    key: String,
    name: String,
}

#[derive(FromQueryResult)]
struct MemberRow {
    team: String,
    user: i64,
}

impl Store {
    /// What every team is called, of those too that were removed.
    pub async fn team_names(
        &self,
        workspace: WorkspaceId,
    ) -> Result<BTreeMap<String, String>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            "SELECT key, name FROM team WHERE workspace = $1",
            [workspace.0.into()],
        )
        .await?;
        Ok(rows.into_iter().map(|row| (row.key, row.name)).collect())
    }

    /// All teams by name, with their members.
    pub async fn teams(&self, workspace: WorkspaceId) -> Result<Vec<Team>, Error> {
        let on = self.database.read();
        let rows: Vec<Row> = sql::all(
            on,
            "SELECT key, name FROM team WHERE workspace = $1 AND removed_at IS NULL ORDER BY LOWER(name), key",
            [workspace.0.into()],
        )
        .await?;
        let members: Vec<MemberRow> = sql::all(
            on,
            "SELECT team, \"user\" FROM team_member WHERE workspace = $1 ORDER BY \"user\"",
            [workspace.0.into()],
        )
        .await?;
        let mut by_team: BTreeMap<String, Vec<UserId>> = BTreeMap::new();
        for member in members {
            by_team
                .entry(member.team)
                .or_default()
                .push(UserId(member.user));
        }
        Ok(rows
            .into_iter()
            .map(|row| Team {
                members: by_team.remove(&row.key).unwrap_or_default(),
                key: row.key,
                name: row.name,
            })
            .collect())
    }

    /// Makes a team without members; the answer is its key.
    pub async fn add_team(&self, workspace: WorkspaceId, name: &str) -> Result<String, Error> {
        let transaction = self.database.begin().await?;
        let wanted = key_of(name, "team");
        let mut key = wanted.clone();
        let mut number = 2;
        while sql::exists(
            &transaction,
            "SELECT 1 FROM team WHERE workspace = $1 AND key = $2",
            [workspace.0.into(), key.clone().into()],
        )
        .await?
        {
            key = format!("{wanted}-{number}");
            number += 1;
        }
        let row = team::ActiveModel {
            workspace: Set(workspace.0),
            key: Set(key.clone()),
            name: Set(text::plain(name)),
            removed_at: Set(None),
        };
        team::Entity::insert(row)
            .exec_without_returning(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(key)
    }

    pub async fn rename_team(
        &self,
        workspace: WorkspaceId,
        key: &str,
        name: &str,
    ) -> Result<(), Error> {
        let changed = sql::run(
            self.database.write(),
            "UPDATE team SET name = $3 WHERE workspace = $1 AND key = $2 AND removed_at IS NULL",
            [
                workspace.0.into(),
                text::plain(key).into(),
                text::plain(name).into(),
            ],
        )
        .await?;
        sql::found(changed)
    }

    /// Makes these people, and nobody else, the team. `NotFound` when the team or one of them is not of this
    /// workspace; then nothing changes.
    pub async fn set_team_members(
        &self,
        workspace: WorkspaceId,
        key: &str,
        members: &BTreeSet<UserId>,
    ) -> Result<(), Error> {
        let key = text::plain(key);
        let transaction = self.database.begin().await?;
        let there = sql::run(
            &transaction,
            // Also locks the team, so that two who set its members at once do so one after the other.
            "UPDATE team SET name = name WHERE workspace = $1 AND key = $2 AND removed_at IS NULL",
            [workspace.0.into(), key.clone().into()],
        )
        .await?;
        sql::found(there)?;
        sql::run(
            &transaction,
            "DELETE FROM team_member WHERE workspace = $1 AND team = $2",
            [workspace.0.into(), key.clone().into()],
        )
        .await?;
        for member in members {
            let ours = sql::exists(
                &transaction,
                "SELECT 1 FROM \"user\" WHERE workspace = $1 AND id = $2",
                [workspace.0.into(), member.0.into()],
            )
            .await?;
            if !ours {
                return Err(Error::NotFound);
            }
            let row = team_member::ActiveModel {
                workspace: Set(workspace.0),
                team: Set(key.clone()),
                user: Set(member.0),
            };
            team_member::Entity::insert(row)
                .exec_without_returning(&transaction)
                .await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// Letters and digits in lower case, the rest as single hyphens.
pub(crate) fn key_of(name: &str, otherwise: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() {
        otherwise.to_owned()
    } else {
        words.join("-")
    }
}
