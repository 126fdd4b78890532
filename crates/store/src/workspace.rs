//! The workspace, and its beginning: made once, together with its first administrator.

use crate::Store;
use crate::entity::workspace;
use crate::error::Error;
use crate::id::{UserId, WorkspaceId};
use crate::sql;
use crate::text;
use crate::user::NewUser;
use process::Timestamp;
use process::step::Role;
use sea_orm::{EntityTrait, FromQueryResult, Set};

/// The number of the workspace that set-up makes. Being fixed, it can be made only once.
const FIRST: i64 = 1;

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
struct Row {
    id: i64,
    name: String,
    zone: String,
    calendars: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    pub id: WorkspaceId,
    pub name: String,
    /// The IANA time zone its cases count their days in.
    pub zone: String,
    /// How often its business calendars were changed.
    pub calendars: u64,
}

/// What the set-up page asks. The user becomes an administrator, whatever role it says.
#[derive(Clone, Debug)]
pub struct SetUp {
    pub name: String,
    pub zone: String,
    pub admin: NewUser,
}

impl Store {
    /// Makes the workspace and its first administrator. `Conflict` when there is a workspace already.
    pub async fn set_up(
        &self,
        set_up: SetUp,
        at: Timestamp,
    ) -> Result<(WorkspaceId, UserId), Error> {
        let admin = NewUser {
            role: Role::Admin,
            ..set_up.admin
        };
        let hash = self.hash_password(&admin.password).await?;
        let transaction = self.database.begin().await?;
        let row = workspace::ActiveModel {
            id: Set(FIRST),
            name: Set(text::plain(&set_up.name)),
            zone: Set(text::plain(&set_up.zone)),
            created_at: Set(at.0),
            calendars: Set(0),
        };
        workspace::Entity::insert(row)
            .exec_without_returning(&transaction)
            .await?;
        let workspace = WorkspaceId(FIRST);
        let user = admin.insert(&transaction, workspace, hash, at).await?;
        transaction.commit().await?;
        Ok((workspace, user))
    }

    /// The workspace that people sign in to; `None` before set-up.
    pub async fn first_workspace(&self) -> Result<Option<Workspace>, Error> {
        let row: Option<Row> = sql::one(
            self.database.read(),
            "SELECT id, name, zone, calendars FROM workspace ORDER BY id LIMIT 1",
            [],
        )
        .await?;
        Ok(row.map(Workspace::from))
    }

    pub async fn workspace(&self, workspace: WorkspaceId) -> Result<Workspace, Error> {
        let row: Option<Row> = sql::one(
            self.database.read(),
            "SELECT id, name, zone, calendars FROM workspace WHERE id = $1",
            [workspace.0.into()],
        )
        .await?;
        row.map(Workspace::from).ok_or(Error::NotFound)
    }

    pub async fn change_workspace(
        &self,
        workspace: WorkspaceId,
        name: &str,
        zone: &str,
    ) -> Result<(), Error> {
        let changed = sql::run(
            self.database.write(),
            "UPDATE workspace SET name = $2, zone = $3 WHERE id = $1",
            [
                workspace.0.into(),
                text::plain(name).into(),
                text::plain(zone).into(),
            ],
        )
        .await?;
        sql::found(changed)
    }
}

impl From<Row> for Workspace {
    fn from(row: Row) -> Self {
        Self {
            id: WorkspaceId(row.id),
            name: row.name,
            zone: row.zone,
            calendars: text::unsigned(row.calendars),
        }
    }
}
