//! Messages on their way: sent and to be delivered, kept until somebody waits for them, or dropped because nobody did.

use crate::Store;
use crate::error::Error;
use crate::id::{InstanceId, MessageId, WorkspaceId};
use crate::outbox::lock_topic;
use crate::page::Page;
use crate::session::hex;
use crate::topic::{Kind, key_hash, lock_number};
use crate::{sql, text};
use process::run::SentMessage;
use process::{Timestamp, Value};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How long a dropped message can still be looked at, and the name of a sent one is remembered: thirty days.
const REMEMBERED_MILLIS: i64 = 30 * 86_400_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum MessageStatus {
    /// On its way.
    Sent,
    /// Nobody waits for it yet.
    Kept,
    /// Nobody waited for it in time.
    Dropped,
}

/// A message as it lies in the database.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub id: MessageId,
    pub workspace: WorkspaceId,
    /// The case that sent it.
    pub sender: Option<InstanceId>,
    pub sent_at: Timestamp,
    pub status: MessageStatus,
    pub content: SentMessage,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    workspace: i64,
    sender: Option<i64>,
    sent_at: i64,
    status: String,
    name: String,
    key: Option<String>,
    content: String,
    keep_until: Option<i64>,
}

#[derive(FromQueryResult)]
struct Inserted {
    id: i64,
}

#[derive(FromQueryResult)]
struct Known {
    message: i64,
}

#[derive(FromQueryResult)]
struct Waiting {
    instance: i64,
}

/// What became of a message nobody waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutAside {
    Kept,
    Dropped,
    /// Somebody has begun to wait for it meanwhile, or it is gone.
    No,
}

const COLUMNS: &str = "id, workspace, sender, sent_at, status, name, key, content, keep_until";

impl Store {
    /// Puts a message on its way. With an `id`, the same id again within thirty days sends nothing more, and gives the
    /// first one; `false` says so.
    pub async fn send_message(
        &self,
        workspace: WorkspaceId,
        message: &SentMessage,
        id: Option<&str>,
        at: Timestamp,
    ) -> Result<(MessageId, bool), Error> {
        let transaction = self.database.begin().await?;
        let key = id.map(|id| hex(&Sha256::digest(id)));
        if let Some(key) = &key {
            let known: Option<Known> = sql::one(
                &transaction,
                "SELECT message FROM message_key WHERE workspace = $1 AND key_hash = $2",
                [workspace.0.into(), key.clone().into()],
            )
            .await?;
            if let Some(known) = known {
                return Ok((MessageId(known.message), false));
            }
        }
        let sent = insert(&transaction, workspace.0, None, message, at).await?;
        if let Some(key) = key {
            // Of two at once, the second breaks the rule of unique names: a conflict, and tried again it finds the first.
            sql::run(
                &transaction,
                "INSERT INTO message_key (workspace, key_hash, message, sent_at) VALUES ($1, $2, $3, $4)",
                [workspace.0.into(), key.into(), sent.into(), at.0.into()],
            )
            .await?;
            sql::run(
                &transaction,
                "DELETE FROM message_key WHERE sent_at < $1",
                [at.0.saturating_sub(REMEMBERED_MILLIS).into()],
            )
            .await?;
        }
        transaction.commit().await?;
        Ok((MessageId(sent), true))
    }

    /// Messages something is to be done with: to be delivered, or kept long enough. Oldest first; what this version of
    /// Baton cannot read stays where it is.
    pub async fn due_messages(&self, now: Timestamp, limit: u32) -> Result<Vec<Message>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            &format!("SELECT {COLUMNS} FROM message WHERE due <= $1 ORDER BY due, id LIMIT $2"),
            [now.0.into(), i64::from(limit).into()],
        )
        .await?;
        let read = rows.into_iter().map(Message::try_from);
        Ok(read.filter_map(Result::ok).collect())
    }

    pub async fn message(&self, workspace: WorkspaceId, id: MessageId) -> Result<Message, Error> {
        let row: Option<Row> = sql::one(
            self.database.read(),
            &format!("SELECT {COLUMNS} FROM message WHERE workspace = $1 AND id = $2"),
            [workspace.0.into(), id.0.into()],
        )
        .await?;
        row.ok_or(Error::NotFound)?.try_into()
    }

    /// Messages kept or dropped, newest first; the cursor is a message's number.
    pub async fn messages(
        &self,
        workspace: WorkspaceId,
        status: MessageStatus,
        page: Page<MessageId>,
    ) -> Result<Vec<Message>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            &format!(
                "SELECT {COLUMNS} FROM message WHERE workspace = $1 AND status = $2 AND id < $3 \
                 ORDER BY id DESC LIMIT $4"
            ),
            [
                workspace.0.into(),
                text::word(&status)?.into(),
                page.after.map_or(i64::MAX, |id| id.0).into(),
                page.rows().into(),
            ],
        )
        .await?;
        rows.into_iter().map(Message::try_from).collect()
    }

    /// Takes a message out: it is never delivered any more. `NotFound` when it has been delivered.
    pub async fn remove_message(&self, workspace: WorkspaceId, id: MessageId) -> Result<(), Error> {
        let removed = sql::run(
            self.database.write(),
            "DELETE FROM message WHERE workspace = $1 AND id = $2",
            [workspace.0.into(), id.0.into()],
        )
        .await?;
        sql::found(removed)
    }

    pub async fn postpone_message(
        &self,
        workspace: WorkspaceId,
        id: MessageId,
        until: Timestamp,
    ) -> Result<(), Error> {
        sql::run(
            self.database.write(),
            "UPDATE message SET due = $3 WHERE workspace = $1 AND id = $2",
            [workspace.0.into(), id.0.into(), until.0.into()],
        )
        .await
        .map(drop)
    }

    /// The oldest of the cases that wait for this message.
    pub async fn waiting_for(&self, message: &Message) -> Result<Option<InstanceId>, Error> {
        waiting(self.database.read(), message).await
    }

    /// The oldest kept message that a wait of this case is for. `None` also when it does not wait any more.
    pub async fn kept_for(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
        wait: process::WaitId,
    ) -> Result<Option<Message>, Error> {
        let columns = COLUMNS.replace(", ", ", m.");
        let row: Option<Row> = sql::one(
            self.database.read(),
            &format!(
                "SELECT m.{columns} FROM subscription s JOIN message m ON m.workspace = s.workspace \
                 AND m.topic = s.topic AND m.status = 'kept' \
                 AND (s.key_hash = '' OR m.key_hash = '' OR m.key_hash = s.key_hash) \
                 WHERE s.workspace = $1 AND s.instance = $2 AND s.wait = $3 ORDER BY m.id LIMIT 1"
            ),
            [
                workspace.0.into(),
                instance.0.into(),
                text::signed(wait.0).into(),
            ],
        )
        .await?;
        row.map(Message::try_from).transpose()
    }

    /// Nobody waits for a message: it is kept as long as it says, or dropped. Whoever begins to wait for it at this very
    /// moment either is seen here, or sees it kept.
    pub async fn put_aside(&self, message: &Message, now: Timestamp) -> Result<PutAside, Error> {
        let workspace = message.workspace.0;
        let topic = Kind::Message.topic(&message.content.name);
        let transaction = self.database.begin().await?;
        let lock = lock_number(workspace, &topic);
        lock_topic(&self.database, &transaction, lock, true).await?;
        if waiting(&transaction, message).await?.is_some() {
            return Ok(PutAside::No);
        }
        let kept = message.content.keep_until.filter(|until| *until > now);
        let (status, due) = match kept {
            Some(until) => (MessageStatus::Kept, until),
            None => {
                let until = now.0.saturating_add(REMEMBERED_MILLIS);
                (MessageStatus::Dropped, Timestamp(until))
            }
        };
        let changed = sql::run(
            &transaction,
            "UPDATE message SET status = $3, due = $4 WHERE workspace = $1 AND id = $2 AND status <> 'dropped'",
            [
                workspace.into(),
                message.id.0.into(),
                text::word(&status)?.into(),
                due.0.into(),
            ],
        )
        .await?;
        transaction.commit().await?;
        Ok(match kept {
            _ if changed == 0 => PutAside::No,
            Some(_) => PutAside::Kept,
            None => PutAside::Dropped,
        })
    }
}

async fn waiting(
    on: &impl ConnectionTrait,
    message: &Message,
) -> Result<Option<InstanceId>, Error> {
    let topic = Kind::Message.topic(&message.content.name);
    let key = key_hash(message.content.key.as_ref())?;
    let row: Option<Waiting> = if key.is_empty() {
        sql::one(
            on,
            "SELECT instance FROM subscription WHERE workspace = $1 AND topic = $2 ORDER BY id LIMIT 1",
            [message.workspace.0.into(), topic.into()],
        )
        .await?
    } else {
        sql::one(
            on,
            "SELECT instance FROM subscription WHERE workspace = $1 AND topic = $2 AND key_hash IN ($3, '') \
             ORDER BY id LIMIT 1",
            [message.workspace.0.into(), topic.into(), key.into()],
        )
        .await?
    };
    Ok(row.map(|row| InstanceId(row.instance)))
}

pub(crate) async fn insert(
    on: &impl ConnectionTrait,
    workspace: i64,
    sender: Option<i64>,
    message: &SentMessage,
    at: Timestamp,
) -> Result<i64, Error> {
    let key: Option<&Value> = message.key.as_ref();
    let row: Option<Inserted> = sql::one(
        on,
        "INSERT INTO message (workspace, topic, name, key_hash, key, content, sender, sent_at, keep_until, status, due) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'sent', $8) RETURNING id",
        [
            workspace.into(),
            Kind::Message.topic(&message.name).into(),
            text::plain(&message.name).into(),
            key_hash(key)?.into(),
            key.map(text::json).transpose()?.into(),
            text::json(&message.content)?.into(),
            sender.into(),
            at.0.into(),
            message.keep_until.map(|until| until.0).into(),
        ],
    )
    .await?;
    Ok(row.ok_or(Error::NotFound)?.id)
}

impl TryFrom<Row> for Message {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let key = row.key.as_deref();
        Ok(Self {
            id: MessageId(row.id),
            workspace: WorkspaceId(row.workspace),
            sender: row.sender.map(InstanceId),
            sent_at: Timestamp(row.sent_at),
            status: text::from_word("status", &row.status)?,
            content: SentMessage {
                name: row.name,
                key: key.map(|key| text::from_json("key", key)).transpose()?,
                content: text::from_json("message", &row.content)?,
                keep_until: row.keep_until.map(Timestamp),
            },
        })
    }
}
