//! Background work: one round of it, and the loop that goes round.

use crate::Engine;
use crate::clock::Clock;
use process::Timestamp;
use std::future::Future;
use std::time::Duration;
use tokio::task::JoinSet;

/// What one round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Timers that were due.
    pub timers: usize,
    /// Cases whose time to begin had come.
    pub starts: usize,
    /// Jobs that were started.
    pub jobs: usize,
    /// Errands between cases: calls, signals.
    pub errands: usize,
    /// Messages that were delivered, put aside or dropped.
    pub messages: usize,
}

/// Without a hint, the tables are looked at this often: another server may have written to them.
const LONGEST_NAP: Duration = Duration::from_secs(5);
const SHORTEST_NAP: Duration = Duration::from_millis(10);
const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// How long running jobs may take to finish when the server is asked to stop.
const FAREWELL: Duration = Duration::from_secs(20);

impl Progress {
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

impl Engine {
    /// Does what is due at `now`, a batch of it, and waits until it is done.
    pub async fn tick(&self, now: Timestamp) -> Result<Progress, store::Error> {
        let mut running = JoinSet::new();
        let progress = self.round(Clock::At(now), &mut running).await;
        while running.join_next().await.is_some() {}
        progress
    }

    /// Works until `shutdown`, then lets what is running finish.
    pub async fn run_loop(&self, shutdown: impl Future<Output = ()>) {
        let mut running = JoinSet::new();
        let mut shutdown = std::pin::pin!(shutdown);
        self.hiring().set_open(true);
        let mut pause = FIRST_PAUSE;
        loop {
            let nap = match self.round(Clock::Running, &mut running).await {
                Ok(_) => self.until_next().await,
                Err(error) => Err(error),
            };
            let nap = nap
                .inspect(|_| pause = FIRST_PAUSE)
                .unwrap_or_else(|error| {
                    tracing::error!(%error, "background work is held up; trying again");
                    pause = (pause * 2).min(LONGEST_PAUSE);
                    pause
                });
            while running.try_join_next().is_some() {}
            tokio::select! {
                () = &mut shutdown => break,
                () = self.woken() => {}
                () = tokio::time::sleep(nap) => {}
            }
        }
        self.hiring().set_open(false);
        let finishing = async {
            while running.join_next().await.is_some() {}
            self.all_hands_are_free().await;
        };
        if tokio::time::timeout(FAREWELL, finishing).await.is_err() {
            tracing::warn!(
                "stopped while jobs were running; they are done again after the next start"
            );
        }
    }

    async fn round(
        &self,
        clock: Clock,
        running: &mut JoinSet<()>,
    ) -> Result<Progress, store::Error> {
        let timers = self.fire_timers(clock).await?;
        let starts = self.begin_due(clock).await?;
        let errands = self.do_errands(clock).await?;
        let messages = self.deliver_messages(clock).await?;
        let jobs = self.start_jobs(clock, running).await?;
        Ok(Progress {
            timers,
            starts,
            jobs,
            errands,
            messages,
        })
    }

    async fn until_next(&self) -> Result<Duration, store::Error> {
        let Some(due) = self.store().next_due().await? else {
            return Ok(LONGEST_NAP);
        };
        let millis = due.0.saturating_sub(crate::now().0);
        let until = Duration::from_millis(u64::try_from(millis).unwrap_or(0));
        // When all hands are busy, a job that is due waits for the one that gets free; that one wakes us.
        let shortest = if self.has_free_hands() {
            SHORTEST_NAP
        } else {
            FIRST_PAUSE
        };
        Ok(until.clamp(shortest, LONGEST_NAP))
    }
}
