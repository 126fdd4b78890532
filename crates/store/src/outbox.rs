//! The outbox: what a case wants to happen elsewhere. A row is committed with the case's events, and removed by the
//! commit that does what it says; so it is done once, whoever finds it and however often.

use crate::Store;
use crate::database::Database;
use crate::error::Error;
use crate::id::{ErrandId, InstanceId, MessageId, ProcessId, WorkspaceId};
use crate::{sql, text};
use process::step::Binding;
use process::{StepId, StepInstanceId, Timestamp, Value, WaitId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is to be done. Which case it is about stands beside it, see [`DueErrand`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "errand",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Errand {
    /// Begin a case of another process on behalf of a visit.
    Call {
        process: String,
        binding: Binding,
        variables: BTreeMap<String, Value>,
    },
    /// The case that was called, the sender, is over.
    ReturnCall,
    /// The case that was called threw an error that it does not catch.
    FailCall {
        code: String,
    },
    EscalateCall {
        code: String,
    },
    /// The case that was called was stopped by somebody.
    StopCall {
        message: String,
    },
    Cancel {
        reason: String,
    },
    /// Tell a signal to every case that waited for it when it was sent: subscriptions up to `until`, of cases after
    /// `after`, which grows from page to page.
    Broadcast {
        signal: String,
        until: i64,
        after: i64,
    },
    /// A signal for one case.
    Hear {
        signal: String,
    },
    /// A case begins by a signal.
    Begin {
        process: ProcessId,
        step: StepId,
    },
    /// A case has begun to wait where messages lie already.
    Look {
        wait: WaitId,
    },
}

impl Errand {
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Call { .. } => CALL,
            Self::ReturnCall => "return",
            Self::FailCall { .. } => "fail",
            Self::EscalateCall { .. } => "escalate",
            Self::StopCall { .. } => "stop",
            Self::Cancel { .. } => "cancel",
            Self::Broadcast { .. } => "broadcast",
            Self::Hear { .. } => "hear",
            Self::Begin { .. } => "begin",
            Self::Look { .. } => "look",
        }
    }
}

pub(crate) const CALL: &str = "call";

/// A row of the outbox whose time has come.
#[derive(Clone, Debug, PartialEq)]
pub struct DueErrand {
    pub id: ErrandId,
    pub workspace: WorkspaceId,
    /// The case it is about, or for.
    pub case: Option<InstanceId>,
    pub step_instance: Option<StepInstanceId>,
    /// The case that wrote it.
    pub sender: Option<InstanceId>,
    /// An error when this version of Baton cannot read it: that one waits, the others go on.
    pub errand: Result<Errand, String>,
    body: String,
}

/// The row that a commit does what it says of. It must still be there: otherwise somebody else has done it, nothing is
/// written, and the answer is `NotFound`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    Errand(ErrandId),
    Message(MessageId),
    /// A recurring start has begun its case, and comes again at `next`.
    Run {
        process: ProcessId,
        step: StepId,
        place: u32,
        due: Timestamp,
        next: Option<Timestamp>,
    },
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    workspace: i64,
    instance: Option<i64>,
    step_instance: Option<i64>,
    sender: Option<i64>,
    body: String,
}

#[derive(FromQueryResult)]
struct Instance {
    instance: i64,
}

#[derive(FromQueryResult)]
struct Starting {
    process: i64,
    step: String,
}

impl Store {
    /// What is to be done, oldest first. Not claimed: of two that do one, the commit of the second finds it gone.
    pub async fn due_errands(&self, now: Timestamp, limit: u32) -> Result<Vec<DueErrand>, Error> {
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            "SELECT id, workspace, instance, step_instance, sender, body FROM outbox WHERE due <= $1 \
             ORDER BY due, id LIMIT $2",
            [now.0.into(), i64::from(limit).into()],
        )
        .await?;
        Ok(rows.into_iter().map(DueErrand::from).collect())
    }

    /// It came to nothing, or is done without a commit.
    pub async fn drop_errand(&self, workspace: WorkspaceId, id: ErrandId) -> Result<(), Error> {
        sql::run(
            self.database.write(),
            "DELETE FROM outbox WHERE workspace = $1 AND id = $2",
            [workspace.0.into(), id.0.into()],
        )
        .await
        .map(drop)
    }

    /// One that cannot be done now holds up no other.
    pub async fn postpone_errand(
        &self,
        workspace: WorkspaceId,
        id: ErrandId,
        until: Timestamp,
    ) -> Result<(), Error> {
        sql::run(
            self.database.write(),
            "UPDATE outbox SET due = $3 WHERE workspace = $1 AND id = $2",
            [workspace.0.into(), id.0.into(), until.0.into()],
        )
        .await
        .map(drop)
    }

    /// Turns one page of a broadcast into a row for each case that hears it, and the last page also into a row for each
    /// process that begins by it. Two that turn the same page turn it once.
    pub async fn turn_page(
        &self,
        broadcast: &DueErrand,
        limit: u32,
        at: Timestamp,
    ) -> Result<(), Error> {
        let Ok(Errand::Broadcast {
            signal,
            until,
            after,
        }) = &broadcast.errand
        else {
            return Ok(());
        };
        let workspace = broadcast.workspace.0;
        let topic = crate::topic::Kind::Signal.topic(signal);
        let transaction = self.database.begin().await?;
        let hearing: Vec<Instance> = sql::all(
            &transaction,
            "SELECT DISTINCT instance FROM subscription WHERE workspace = $1 AND topic = $2 AND id <= $3 \
             AND instance > $4 ORDER BY instance LIMIT $5",
            [
                workspace.into(),
                topic.clone().into(),
                (*until).into(),
                (*after).into(),
                i64::from(limit).into(),
            ],
        )
        .await?;
        let through = hearing.len() < limit as usize;
        let kept = if through {
            sql::run(
                &transaction,
                "DELETE FROM outbox WHERE id = $1 AND body = $2",
                [broadcast.id.0.into(), broadcast.body.clone().into()],
            )
            .await?
        } else {
            let next = Errand::Broadcast {
                signal: signal.clone(),
                until: *until,
                after: hearing.last().map_or(*after, |last| last.instance),
            };
            sql::run(
                &transaction,
                "UPDATE outbox SET body = $3 WHERE id = $1 AND body = $2",
                [
                    broadcast.id.0.into(),
                    broadcast.body.clone().into(),
                    text::json(&next)?.into(),
                ],
            )
            .await?
        };
        if kept == 0 {
            return Ok(());
        }
        let sender = broadcast.sender.map(|sender| sender.0);
        // Who sent it has heard it already, as it was sent.
        for case in hearing.iter().filter(|case| Some(case.instance) != sender) {
            let errand = Errand::Hear {
                signal: signal.clone(),
            };
            post(
                &transaction,
                workspace,
                Some(case.instance),
                None,
                sender,
                &errand,
                at,
            )
            .await?;
        }
        if through {
            let starts: Vec<Starting> = sql::all(
                &transaction,
                "SELECT s.process, s.step FROM start_event s JOIN process p ON p.id = s.process \
                 WHERE s.workspace = $1 AND s.topic = $2 AND NOT p.archived ORDER BY s.process, s.step",
                [workspace.into(), topic.into()],
            )
            .await?;
            for start in starts {
                let errand = Errand::Begin {
                    process: ProcessId(start.process),
                    step: StepId::new(start.step),
                };
                post(&transaction, workspace, None, None, sender, &errand, at).await?;
            }
        }
        Ok(transaction.commit().await?)
    }

    /// Tells a signal to everyone, as if a case had sent it.
    pub async fn broadcast(
        &self,
        workspace: WorkspaceId,
        signal: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        let transaction = self.database.begin().await?;
        post_broadcast(&transaction, workspace.0, None, signal, at).await?;
        Ok(transaction.commit().await?)
    }
}

#[derive(FromQueryResult)]
struct Newest {
    newest: Option<i64>,
}

pub(crate) async fn post_broadcast(
    on: &impl ConnectionTrait,
    workspace: i64,
    sender: Option<i64>,
    signal: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let newest: Option<Newest> =
        sql::one(on, "SELECT MAX(id) AS newest FROM subscription", []).await?;
    let errand = Errand::Broadcast {
        signal: signal.to_owned(),
        until: newest.and_then(|newest| newest.newest).unwrap_or(0),
        after: 0,
    };
    post(on, workspace, None, None, sender, &errand, at).await
}

pub(crate) async fn post(
    on: &impl ConnectionTrait,
    workspace: i64,
    case: Option<i64>,
    step_instance: Option<i64>,
    sender: Option<i64>,
    errand: &Errand,
    at: Timestamp,
) -> Result<(), Error> {
    sql::run(
        on,
        "INSERT INTO outbox (workspace, kind, instance, step_instance, sender, body, due) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            workspace.into(),
            errand.kind().into(),
            case.into(),
            step_instance.into(),
            sender.into(),
            text::json(errand)?.into(),
            at.0.into(),
        ],
    )
    .await
    .map(drop)
}

impl Done {
    /// Takes the row away inside the commit.
    pub(crate) async fn take(
        &self,
        on: &impl ConnectionTrait,
        workspace: i64,
    ) -> Result<(), Error> {
        let taken = match self {
            Self::Errand(id) => {
                sql::run(
                    on,
                    "DELETE FROM outbox WHERE workspace = $1 AND id = $2",
                    [workspace.into(), id.0.into()],
                )
                .await?
            }
            Self::Message(id) => {
                sql::run(
                    on,
                    "DELETE FROM message WHERE workspace = $1 AND id = $2 AND status <> 'dropped'",
                    [workspace.into(), id.0.into()],
                )
                .await?
            }
            Self::Run {
                process,
                step,
                place,
                due,
                next,
            } => {
                sql::run(
                    on,
                    "UPDATE start_event SET due = $6 WHERE workspace = $1 AND process = $2 AND step = $3 \
                     AND place = $4 AND due = $5",
                    [
                        workspace.into(),
                        process.0.into(),
                        step.as_str().into(),
                        i64::from(*place).into(),
                        due.0.into(),
                        next.map(|next| next.0).into(),
                    ],
                )
                .await?
            }
        };
        sql::found(taken)
    }
}

/// PostgreSQL lets a message be put aside while a case begins to wait for it, unless one of the two waits for the other:
/// those who begin to wait share the lock of the topic, who puts aside has it alone. SQLite has one writer anyway.
pub(crate) async fn lock_topic(
    database: &Database,
    on: &impl ConnectionTrait,
    number: i64,
    alone: bool,
) -> Result<(), Error> {
    if database.is_sqlite() {
        return Ok(());
    }
    let lock = if alone {
        "SELECT CAST(pg_advisory_xact_lock($1) AS TEXT)"
    } else {
        "SELECT CAST(pg_advisory_xact_lock_shared($1) AS TEXT)"
    };
    sql::exists(on, lock, [number.into()]).await.map(drop)
}

impl From<Row> for DueErrand {
    fn from(row: Row) -> Self {
        Self {
            id: ErrandId(row.id),
            workspace: WorkspaceId(row.workspace),
            case: row.instance.map(InstanceId),
            step_instance: row
                .step_instance
                .map(|visit| StepInstanceId(text::unsigned(visit))),
            sender: row.sender.map(InstanceId),
            errand: text::from_json("errand", &row.body).map_err(|error| error.to_string()),
            body: row.body,
        }
    }
}
