//! Who is signed in. The browser holds a random token; the database holds only its hash, so that a stolen database
//! signs nobody in.

use crate::Store;
use crate::entity::session;
use crate::error::Error;
use crate::id::{UserId, WorkspaceId};
use crate::secret::Secret;
use crate::user::{self, User};
use crate::{sql, vault};
use process::Timestamp;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, Set};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// A session ends this long after signing in, however busy it is.
pub const SESSION_LIFETIME: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// And this long after the last sign of life.
pub const SESSION_IDLE: Duration = Duration::from_secs(24 * 60 * 60);
/// How exactly the last sign of life is noted: not every request need write.
const NOTED_EVERY: Duration = Duration::from_secs(5 * 60);

/// Whoever sends a request. The workspace comes from here and from nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    pub workspace: WorkspaceId,
    pub user: User,
    pub expires_at: Timestamp,
}

#[derive(FromQueryResult)]
struct Row {
    workspace: i64,
    last_seen_at: i64,
    expires_at: i64,
    #[sea_orm(nested)]
    user: user::Row,
}

impl Store {
    /// Begins a session for somebody whose password was right. `old` is the session the browser had before: it ends,
    /// so that nobody can have planted it.
    pub(crate) async fn begin_session(
        &self,
        workspace: WorkspaceId,
        user: UserId,
        old: Option<&Secret>,
        now: Timestamp,
    ) -> Result<Secret, Error> {
        let token = Secret::new(hex(&vault::random::<32>().map_err(Error::database)?));
        let transaction = self.database.begin().await?;
        sql::run(
            &transaction,
            "DELETE FROM session WHERE token_hash = $1 OR expires_at <= $2",
            [old.map(hash).unwrap_or_default().into(), now.0.into()],
        )
        .await?;
        let row = session::ActiveModel {
            token_hash: Set(hash(&token)),
            workspace: Set(workspace.0),
            user: Set(user.0),
            created_at: Set(now.0),
            last_seen_at: Set(now.0),
            expires_at: Set(now.0.saturating_add(millis(SESSION_LIFETIME))),
        };
        session::Entity::insert(row)
            .exec_without_returning(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// Whose session this is, if it is still good and the account is on.
    pub async fn session(&self, token: &Secret, now: Timestamp) -> Result<Option<SignedIn>, Error> {
        let token_hash = hash(token);
        let row: Option<Row> = sql::one(
            self.database.read(),
            "SELECT s.workspace, s.last_seen_at, s.expires_at, \
             u.id, u.email, u.name, u.role, u.active, u.created_at \
             FROM session s JOIN \"user\" u ON u.id = s.\"user\" AND u.workspace = s.workspace \
             WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.last_seen_at > $3 AND u.active",
            [
                token_hash.clone().into(),
                now.0.into(),
                now.0.saturating_sub(millis(SESSION_IDLE)).into(),
            ],
        )
        .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        if now.0.saturating_sub(row.last_seen_at) >= millis(NOTED_EVERY) {
            sql::run(
                self.database.write(),
                "UPDATE session SET last_seen_at = $2 WHERE token_hash = $1",
                [token_hash.into(), now.0.into()],
            )
            .await?;
        }
        Ok(Some(SignedIn {
            workspace: WorkspaceId(row.workspace),
            user: row.user.try_into()?,
            expires_at: Timestamp(row.expires_at),
        }))
    }

    /// Signs out.
    pub async fn end_session(&self, token: &Secret) -> Result<(), Error> {
        sql::run(
            self.database.write(),
            "DELETE FROM session WHERE token_hash = $1",
            [hash(token).into()],
        )
        .await
        .map(drop)
    }
}

pub(crate) async fn end_sessions(
    on: &impl ConnectionTrait,
    workspace: WorkspaceId,
    user: UserId,
) -> Result<(), Error> {
    sql::run(
        on,
        "DELETE FROM session WHERE workspace = $1 AND \"user\" = $2",
        [workspace.0.into(), user.0.into()],
    )
    .await
    .map(drop)
}

/// A token has 256 random bits: one round of SHA-256 is all the hash it needs.
fn hash(token: &Secret) -> String {
    hex(&Sha256::digest(token.expose().as_bytes()))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
