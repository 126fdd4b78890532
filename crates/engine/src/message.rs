//! Messages find the case that waits for them, begin one, or wait themselves until somebody does.

use crate::begin::Begin;
use crate::clock::Clock;
use crate::submit::{TRIES, Wanted};
use crate::{CrashPoint, Engine, Error, lanes};
use process::run::{Actor, SentMessage, Wish};
use process::{Command, Timestamp, Value};
use std::collections::BTreeMap;
use store::message::{MessageStatus, PutAside};
use store::{Done, InstanceId, MessageId, WorkspaceId};

/// So many at a time: a storm of messages takes turns with everything else.
const BATCH: u32 = 100;
/// A message that cannot be delivered now is looked at again after this long, and holds up no other.
const POSTPONED_MILLIS: i64 = 60_000;

/// A message from outside the cases: from an operator, or another system.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub name: String,
    /// Which case is meant; none means any that waits for the name.
    pub key: Option<Value>,
    pub content: BTreeMap<String, Value>,
    /// How long it is kept while nobody waits for it. None: it is dropped then.
    pub keep_millis: Option<i64>,
    /// Sent again with the same id within thirty days, it arrives once.
    pub id: Option<String>,
}

/// What became of a message that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    pub message: MessageId,
    /// Its id had been seen before: nothing was sent.
    pub repeated: bool,
}

impl Engine {
    /// Puts a message on its way. When this answers `Ok`, it is on disk; it arrives soon after.
    pub async fn publish_message(
        &self,
        workspace: WorkspaceId,
        message: Message,
        at: Timestamp,
    ) -> Result<Published, Error> {
        let keep = message.keep_millis.filter(|keep| *keep > 0);
        let sent = SentMessage {
            name: message.name.trim().to_owned(),
            key: message.key,
            content: message.content,
            keep_until: keep.map(|keep| Timestamp(at.0.saturating_add(keep))),
        };
        for _ in 0..TRIES {
            let stored = self
                .store()
                .send_message(workspace, &sent, message.id.as_deref(), at)
                .await;
            match stored {
                // The same id was sent at the same moment: now it is known.
                Err(store::Error::Conflict) => {}
                Err(error) => return Err(error.into()),
                Ok((message, new)) => {
                    self.wake();
                    return Ok(Published {
                        message,
                        repeated: !new,
                    });
                }
            }
        }
        Err(Error::Busy)
    }

    /// Tells a signal to every case of the workspace that waits for it, and begins what begins by it.
    pub async fn send_signal(
        &self,
        workspace: WorkspaceId,
        name: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.store().broadcast(workspace, name.trim(), at).await?;
        self.wake();
        Ok(())
    }

    /// Delivers one batch. Gives how many were looked at.
    pub(crate) async fn deliver_messages(&self, clock: Clock) -> Result<usize, store::Error> {
        let due = self.store().due_messages(clock.now(), BATCH).await?;
        let count = due.len();
        let engine = self.clone();
        lanes::work(
            due,
            |message| (message.workspace, message.content.name.clone()),
            move |message| {
                let engine = engine.clone();
                async move { engine.deliver(message, clock.now()).await }
            },
        )
        .await?;
        Ok(count)
    }

    async fn deliver(
        &self,
        message: store::message::Message,
        now: Timestamp,
    ) -> Result<(), store::Error> {
        let (workspace, id) = (message.workspace, message.id);
        match message.status {
            MessageStatus::Sent => {}
            MessageStatus::Kept => {
                // Nobody has come in time.
                return self.store().put_aside(&message, now).await.map(drop);
            }
            MessageStatus::Dropped => {
                return gone(self.store().remove_message(workspace, id).await);
            }
        }
        for _ in 0..TRIES {
            let taken = match self.store().waiting_for(&message).await? {
                Some(case) => self.hand_over(case, &message, now).await,
                None => match self.begin_by(&message, now).await? {
                    Some(begun) => begun,
                    None => match self.store().put_aside(&message, now).await? {
                        PutAside::Kept | PutAside::Dropped => return Ok(()),
                        PutAside::No => continue,
                    },
                },
            };
            self.crash().reach(CrashPoint::AfterDelivery).await;
            match taken {
                // Not found: somebody else has delivered it.
                Ok(_) | Err(Error::NotFound | Error::Busy) => return Ok(()),
                // What the case was found waiting for, it does not wait for any more. Who else does?
                Err(Error::Rejected(_)) => {}
                Err(Error::Database(error)) => return Err(error),
                Err(Error::NotStartable | Error::Internal) => break,
            }
        }
        tracing::warn!(message = %id, "a message could not be delivered yet");
        let later = Timestamp(now.0.saturating_add(POSTPONED_MILLIS));
        self.store().postpone_message(workspace, id, later).await
    }

    /// Gives a message to a case; the message goes with the commit.
    pub(crate) async fn hand_over(
        &self,
        case: InstanceId,
        message: &store::message::Message,
        now: Timestamp,
    ) -> Result<crate::Submitted, Error> {
        let content = SentMessage {
            // Whoever does not wait for it refuses it, so that the next may have it.
            keep_until: None,
            ..message.content.clone()
        };
        self.change(Wanted {
            workspace: message.workspace,
            instance: case,
            command: Command {
                at: now,
                by: Actor::Engine,
                wish: Wish::Receive { message: content },
            },
            key: None,
            lease: None,
            done: Some(Done::Message(message.id)),
        })
        .await
    }

    async fn begin_by(
        &self,
        message: &store::message::Message,
        now: Timestamp,
    ) -> Result<Option<Result<crate::Submitted, Error>>, store::Error> {
        let start = self
            .store()
            .start_by_message(message.workspace, &message.content.name)
            .await?;
        let Some(start) = start else {
            return Ok(None);
        };
        let begin = Begin {
            workspace: message.workspace,
            process: start.process,
            version: start.version,
            step: Some(start.step),
            values: message.content.content.clone(),
            caller: None,
            depth: 0,
            done: Done::Message(message.id),
            at: now,
        };
        Ok(Some(self.begin(begin).await))
    }
}

/// Whoever removed it first, it is gone.
fn gone(removed: Result<(), store::Error>) -> Result<(), store::Error> {
    match removed {
        Err(store::Error::NotFound) => Ok(()),
        other => other,
    }
}
