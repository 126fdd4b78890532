//! Timers whose time has come become commands.

use crate::clock::Clock;
use crate::submit::Wanted;
use crate::{Engine, Error, lanes};
use process::run::{Actor, Wish};
use process::{Command, Timestamp};
use store::timer::DueTimer;

/// So many at a time: a storm of due timers takes turns with everything else.
const BATCH: u32 = 100;
/// A timer that cannot be fired is looked at again after this long, and holds up no other.
const POSTPONED_MILLIS: i64 = 60_000;

impl Engine {
    /// Fires one batch. Gives how many were looked at.
    pub(crate) async fn fire_timers(&self, clock: Clock) -> Result<usize, store::Error> {
        let due = self.store().due_timers(clock.now(), BATCH).await?;
        let count = due.len();
        let engine = self.clone();
        lanes::work(
            due,
            |timer| timer.instance,
            move |timer| {
                let engine = engine.clone();
                async move { engine.fire(timer, clock.now()).await }
            },
        )
        .await?;
        Ok(count)
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
                done: None,
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
