//! People and what they may do. Whatever takes something away from an account ends its sessions in the same breath.

use crate::Store;
use crate::entity::user;
use crate::error::Error;
use crate::id::{UserId, WorkspaceId};
use crate::secret::Secret;
use crate::session::end_sessions;
use crate::{sql, text};
use process::Timestamp;
use process::step::Role;
use sea_orm::{ActiveModelTrait, ConnectionTrait, FromQueryResult, NotSet, Set};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    pub id: UserId,
    pub email: String,
    pub name: String,
    pub role: Role,
    /// False: the account is switched off. Rows that speak of the person stay.
    pub active: bool,
    pub created_at: Timestamp,
}

#[derive(Clone, Debug)]
pub struct NewUser {
    pub email: String,
    pub name: String,
    pub role: Role,
    pub password: Secret,
}

/// What an administrator changes about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserChange {
    pub name: String,
    pub role: Role,
    pub active: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserChanged {
    Done,
    /// Refused: nobody would be left who can manage the workspace.
    LastAdmin,
}

#[derive(FromQueryResult)]
pub(crate) struct Row {
    pub id: i64,
    pub email: String,
    pub name: String,
    pub role: String,
    pub active: bool,
    pub created_at: i64,
}

const SELECT: &str = "SELECT id, email, name, role, active, created_at FROM \"user\"";

impl Store {
    /// Everybody with an account, by name.
    pub async fn people(&self, workspace: WorkspaceId) -> Result<Vec<User>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            &format!("{SELECT} WHERE workspace = $1 ORDER BY LOWER(name), id"),
            [workspace.0.into()],
        )
        .await?;
        rows.into_iter().map(User::try_from).collect()
    }

    pub async fn user(&self, workspace: WorkspaceId, user: UserId) -> Result<User, Error> {
        let row: Option<Row> = sql::one(
            self.database.read(),
            &format!("{SELECT} WHERE workspace = $1 AND id = $2"),
            [workspace.0.into(), user.0.into()],
        )
        .await?;
        row.ok_or(Error::NotFound)?.try_into()
    }

    /// `Conflict` when somebody has that e-mail address already, in whatever letters.
    pub async fn add_user(
        &self,
        workspace: WorkspaceId,
        new: NewUser,
        at: Timestamp,
    ) -> Result<UserId, Error> {
        let hash = self.hash_password(&new.password).await?;
        new.insert(self.database.write(), workspace, hash, at).await
    }

    /// Changes name, role and whether the account is on. A new role, or switching off, ends all sessions.
    pub async fn change_user(
        &self,
        workspace: WorkspaceId,
        user: UserId,
        change: &UserChange,
    ) -> Result<UserChanged, Error> {
        let transaction = self.database.begin().await?;
        // Locks the workspace's row, so that two administrators can't switch each other off at once.
        sql::run(
            &transaction,
            "UPDATE workspace SET name = name WHERE id = $1",
            [workspace.0.into()],
        )
        .await?;
        let before: Option<Row> = sql::one(
            &transaction,
            &format!("{SELECT} WHERE workspace = $1 AND id = $2"),
            [workspace.0.into(), user.0.into()],
        )
        .await?;
        let before = User::try_from(before.ok_or(Error::NotFound)?)?;
        let stays_admin = change.active && change.role == Role::Admin;
        if !stays_admin && !another_admin(&transaction, workspace, user).await? {
            return Ok(UserChanged::LastAdmin);
        }
        sql::run(
            &transaction,
            "UPDATE \"user\" SET name = $3, role = $4, active = $5 WHERE workspace = $1 AND id = $2",
            [
                workspace.0.into(),
                user.0.into(),
                text::plain(&change.name).into(),
                text::word(&change.role)?.into(),
                change.active.into(),
            ],
        )
        .await?;
        if before.role != change.role || !change.active {
            end_sessions(&transaction, workspace, user).await?;
        }
        transaction.commit().await?;
        Ok(UserChanged::Done)
    }

    /// Sets a new password and ends all sessions of the person.
    pub async fn set_password(
        &self,
        workspace: WorkspaceId,
        user: UserId,
        password: &Secret,
    ) -> Result<(), Error> {
        let hash = self.hash_password(password).await?;
        let transaction = self.database.begin().await?;
        let changed = sql::run(
            &transaction,
            "UPDATE \"user\" SET password_hash = $3 WHERE workspace = $1 AND id = $2",
            [workspace.0.into(), user.0.into(), hash.into()],
        )
        .await?;
        sql::found(changed)?;
        end_sessions(&transaction, workspace, user).await?;
        Ok(transaction.commit().await?)
    }
}

impl NewUser {
    pub(crate) async fn insert(
        &self,
        on: &impl ConnectionTrait,
        workspace: WorkspaceId,
        password_hash: String,
        at: Timestamp,
    ) -> Result<UserId, Error> {
        let row = user::ActiveModel {
            id: NotSet,
            workspace: Set(workspace.0),
            email: Set(text::plain(self.email.trim())),
            email_key: Set(text::email_key(&self.email)),
            name: Set(text::plain(&self.name)),
            role: Set(text::word(&self.role)?),
            password_hash: Set(password_hash),
            active: Set(true),
            created_at: Set(at.0),
        };
        Ok(UserId(row.insert(on).await?.id))
    }
}

async fn another_admin(
    on: &impl ConnectionTrait,
    workspace: WorkspaceId,
    user: UserId,
) -> Result<bool, Error> {
    sql::exists(
        on,
        "SELECT 1 FROM \"user\" WHERE workspace = $1 AND id <> $2 AND role = $3 AND active",
        [
            workspace.0.into(),
            user.0.into(),
            text::word(&Role::Admin)?.into(),
        ],
    )
    .await
}

impl TryFrom<Row> for User {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: UserId(row.id),
            email: row.email,
            name: row.name,
            role: text::from_word("role", &row.role)?,
            active: row.active,
            created_at: Timestamp(row.created_at),
        })
    }
}
