//! What goes between cases, as rows of a commit: what a case waits for, what it sends, and whom it calls.

use crate::entity::subscription;
use crate::error::Error;
use crate::outbox::{CALL, Errand, post, post_broadcast};
use crate::projection::Projection;
use crate::text::{json, plain, signed};
use crate::topic::{Kind, key_hash, lock_number};
use crate::write::Write;
use crate::{message, sql};
use process::run::Awaited;
use process::{Timestamp, WaitId};
use sea_orm::{ConnectionTrait, EntityTrait, NotSet, Set};

impl Projection {
    pub(crate) async fn write_between(
        &self,
        on: &impl ConnectionTrait,
        write: &Write,
    ) -> Result<(), Error> {
        match write {
            Write::Listen {
                wait,
                step_instance,
                step,
                what,
                at,
            } => {
                let (kind, name, key) = match what {
                    Awaited::Message { name, key } => (Kind::Message, name, key.as_ref()),
                    Awaited::Signal { name } => (Kind::Signal, name, None),
                    Awaited::Timer { .. } | Awaited::Condition | Awaited::Inside => return Ok(()),
                };
                let row = subscription::ActiveModel {
                    id: NotSet,
                    workspace: Set(self.workspace),
                    instance: Set(self.instance),
                    wait: Set(signed(wait.0)),
                    step_instance: Set(signed(step_instance.0)),
                    step: Set(plain(step.as_str())),
                    kind: Set(kind.word().to_owned()),
                    topic: Set(kind.topic(name)),
                    name: Set(plain(name)),
                    key_hash: Set(key_hash(key)?),
                    key: Set(key.map(json).transpose()?),
                    since: Set(at.0),
                };
                subscription::Entity::insert(row)
                    .exec_without_returning(on)
                    .await?;
                if kind == Kind::Message {
                    self.look(on, *wait, *at).await?;
                }
            }
            Write::ListenOn { wait, at } => self.look(on, *wait, *at).await?,
            Write::StopListening { wait } => {
                sql::run(
                    on,
                    "DELETE FROM subscription WHERE instance = $1 AND wait = $2",
                    [self.instance.into(), signed(wait.0).into()],
                )
                .await?;
            }
            Write::StopAllListening { step_instance } => {
                sql::run(
                    on,
                    "DELETE FROM subscription WHERE instance = $1 AND step_instance = $2",
                    [self.instance.into(), signed(step_instance.0).into()],
                )
                .await?;
            }
            Write::SendMessage { message, at } => {
                message::insert(on, self.workspace, Some(self.instance), message, *at).await?;
            }
            Write::Broadcast { signal, at } => {
                post_broadcast(on, self.workspace, Some(self.instance), signal, *at).await?;
            }
            Write::Post {
                to,
                step_instance,
                errand,
                at,
            } => {
                let case = to.map_or(self.instance, |to| to.0);
                let visit = Some(signed(step_instance.0));
                let sender = Some(self.instance);
                post(on, self.workspace, Some(case), visit, sender, errand, *at).await?;
            }
            Write::DropCall { step_instance, at } => {
                let visit = signed(step_instance.0);
                // First the wish, then the case: one that begins meanwhile has taken the wish, and is seen here.
                sql::run(
                    on,
                    "DELETE FROM outbox WHERE instance = $1 AND step_instance = $2 AND kind = $3",
                    [self.instance.into(), visit.into(), CALL.into()],
                )
                .await?;
                let errand = Errand::Cancel {
                    reason: "The step that called this case is over.".to_owned(),
                };
                sql::run(
                    on,
                    "INSERT INTO outbox (workspace, kind, instance, sender, body, due) \
                     SELECT workspace, $3, id, $1, $4, $5 FROM instance \
                     WHERE caller = $1 AND caller_visit = $2 AND status = 'active'",
                    [
                        self.instance.into(),
                        visit.into(),
                        errand.kind().into(),
                        json(&errand)?.into(),
                        at.0.into(),
                    ],
                )
                .await?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Where messages lie already that this wait is for, they are fetched once this is committed.
    async fn look(
        &self,
        on: &impl ConnectionTrait,
        wait: WaitId,
        at: Timestamp,
    ) -> Result<(), Error> {
        let lie = sql::exists(
            on,
            "SELECT 1 FROM subscription s JOIN message m ON m.workspace = s.workspace AND m.topic = s.topic \
             AND m.status = 'kept' AND (s.key_hash = '' OR m.key_hash = '' OR m.key_hash = s.key_hash) \
             WHERE s.instance = $1 AND s.wait = $2 LIMIT 1",
            [self.instance.into(), signed(wait.0).into()],
        )
        .await?;
        if lie {
            let (case, errand) = (Some(self.instance), Errand::Look { wait });
            post(on, self.workspace, case, None, case, &errand, at).await?;
        }
        Ok(())
    }
}

/// The locks that keep a commit from beginning to wait for a message that is put aside at the same moment, in the order
/// in which everybody takes them.
pub(crate) fn locks(workspace: i64, writes: &[Write]) -> Vec<i64> {
    let waits = writes.iter().filter_map(|write| match write {
        Write::Listen {
            what: Awaited::Message { name, .. },
            ..
        } => Some(lock_number(workspace, &Kind::Message.topic(name))),
        _ => None,
    });
    let mut locks: Vec<i64> = waits.collect();
    locks.sort_unstable();
    locks.dedup();
    locks
}
