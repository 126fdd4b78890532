//! Timers whose time has come become commands.

use crate::clock::Clock;
use crate::submit::Wanted;
use crate::{Engine, Error};
use process::run::{Actor, Wish};
use process::{Command, Timestamp};
use store::timer::DueTimer;
use tokio::task::JoinSet;

/// So many at a time: a storm of due timers takes turns with everything else.
const BATCH: u32 = 100;
/// Of these, so many wait for the database at the same time: people come in between.
const AT_ONCE: usize = 8;
/// A timer that cannot be fired is looked at again after this long, and holds up no other.
const POSTPONED_MILLIS: i64 = 60_000;

impl Engine {
    /// Fires one batch. Gives how many were looked at.
    pub(crate) async fn fire_timers(&self, clock: Clock) -> Result<usize, store::Error> {
        let due = self.store().due_timers(clock.now(), BATCH).await?;
        let count = due.len();
        let mut firing = JoinSet::new();
        let mut due = due.into_iter();
        let mut first_error = Ok(());
        loop {
            for timer in due.by_ref().take(AT_ONCE - firing.len()) {
                let engine = self.clone();
                firing.spawn(async move { engine.fire(timer, clock.now()).await });
            }
            let Some(fired) = firing.join_next().await else {
                return first_error.map(|()| count);
            };
            let fired = fired.unwrap_or_else(|fault| {
                tracing::error!(%fault, "firing a timer failed in an unforeseen way");
                Ok(())
            });
            first_error = first_error.and(fired);
        }
    }

    async fn fire(&self, timer: DueTimer, now: Timestamp) -> Result<(), store::Error> {
        let fired = self
            .change(Wanted {
                workspace: timer.workspace,
                instance: timer.instance,
                command: Command {
                    at: now,
                    by: Actor::Engine,
                    wish: Wish::FireTimer { timer: timer.timer },
                },
                key: None,
                lease: None,
            })
            .await;
        let why = match fired {
            // Somebody else is at it; it is still there next time, or gone.
            Ok(_) | Err(Error::Busy) => return Ok(()),
            Err(why) => why,
        };
        // Most often another server fired it in the meantime, and its row is gone: then this changes nothing.
        // If the database is gone, this fails too, and that is the answer.
        let later = Timestamp(now.0.saturating_add(POSTPONED_MILLIS));
        self.store().postpone_timer(timer, later).await?;
        tracing::warn!(instance = %timer.instance, timer = %timer.timer, %why, "a due timer did not fire");
        Ok(())
    }
}
