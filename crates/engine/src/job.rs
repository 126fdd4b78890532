//! Due jobs are leased, their connectors run outside any transaction, and their outcomes come back as commands.

use crate::clock::Clock;
use crate::submit::Wanted;
use crate::{CrashPoint, Engine, Error, guard};
use connectors::{Call, Failure, Outcome};
use process::Command;
use process::run::{Actor, Wish};
use std::time::Duration;
use store::job::LeasedJob;
use tokio::sync::OwnedSemaphorePermit;
use tokio::task::JoinSet;

/// Leases at most so many at once, whatever the number of hands.
const BATCH: usize = 50;
const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// So many outcomes may wait for the database; when there are more, hands stay busy and nothing new begins.
pub(crate) const OUTCOMES: usize = 1_024;
/// How long an outcome is held for a database that is gone. After that the job is done again, with the same key.
const HOLD: Duration = Duration::from_secs(120);

impl Engine {
    pub(crate) fn has_free_hands(&self) -> bool {
        self.hands().available_permits() > 0
    }

    /// Leases due jobs, as many as there are free hands, and sets to work on them. Gives how many.
    pub(crate) async fn start_jobs(
        &self,
        clock: Clock,
        running: &mut JoinSet<()>,
    ) -> Result<usize, store::Error> {
        let mut hands = Vec::new();
        while hands.len() < BATCH
            && let Ok(hand) = self.hands().clone().try_acquire_owned()
        {
            hands.push(hand);
        }
        if hands.is_empty() {
            self.hiring().fell_short();
            return Ok(0);
        }
        let limit = u32::try_from(hands.len()).unwrap_or(u32::MAX);
        let jobs = self
            .store()
            .lease_jobs(clock.now(), limit, self.config().lease)
            .await?;
        let count = jobs.len();
        if count == hands.len() {
            self.hiring().fell_short();
        }
        for (job, hand) in jobs.into_iter().zip(hands) {
            let engine = self.clone();
            running.spawn(async move { engine.work(job, clock, hand).await });
        }
        Ok(count)
    }

    pub(crate) async fn work(self, job: LeasedJob, clock: Clock, hand: OwnedSemaphorePermit) {
        self.crash().reach(CrashPoint::AfterLease).await;
        let outcome = tokio::select! {
            outcome = self.run(&job) => outcome,
            never = self.keep_lease(&job, clock) => match never {},
        };
        self.crash().reach(CrashPoint::AfterRun).await;
        // The hand is free for other work while the outcome waits for the database. Never closed, so never an error.
        let room = self.outcomes().clone().acquire_owned().await;
        self.let_go(hand);
        self.hand_in(&job, outcome, clock).await;
        drop(room);
    }

    async fn run(&self, job: &LeasedJob) -> Outcome {
        let input = job.input.clone().map_err(|why| {
            tracing::error!(instance = %job.lease.instance, job = %job.lease.job, why, "a job cannot be read");
            Failure::permanent("The settings of this step cannot be read by this version of Baton.")
        })?;
        let account = self.account(job.workspace, job.connection).await?;
        let outbound = self.outbound(job.workspace).await.map_err(|error| {
            tracing::error!(%error, "no connections to the outside");
            Failure::transient("Baton cannot call other systems at the moment.")
        })?;
        let (connector, action) = (job.connector.clone(), job.action.clone());
        let idempotency_key = self.idempotency_key(job).await?;
        guard::within(self.config().job_timeout, async move {
            connectors::run(Call {
                connector: &connector,
                action: &action,
                input: &input,
                settings: &account.settings,
                secrets: &account.secrets,
                idempotency_key: &idempotency_key,
                outbound: &outbound,
            })
            .await
        })
        .await
    }

    /// Holds the lease while the connector works; a dead worker's lease ends soon, and another takes over.
    async fn keep_lease(&self, job: &LeasedJob, clock: Clock) -> std::convert::Infallible {
        let lease = self.config().lease;
        loop {
            tokio::time::sleep(lease / 3).await;
            let renewed = self
                .store()
                .renew_lease(job.workspace, job.lease, clock.now(), lease)
                .await;
            if let Err(error) = renewed {
                // Going on is right: if somebody else takes the job, this outcome is refused.
                tracing::warn!(instance = %job.lease.instance, job = %job.lease.job, %error, "a lease was not renewed");
            }
        }
    }

    /// Brings the outcome to the instance, again and again while the database is gone.
    async fn hand_in(&self, job: &LeasedJob, outcome: Outcome, clock: Clock) {
        let wish = match outcome {
            Ok(output) => Wish::CompleteJob {
                job: job.lease.job,
                output,
            },
            Err(failure) => Wish::FailJob {
                job: job.lease.job,
                failure: failure.kind,
                message: failure.message,
            },
        };
        let handing_in = async {
            let mut pause = FIRST_PAUSE;
            loop {
                match self.change(self.outcome(job, &wish, clock)).await {
                    Ok(_) => break,
                    Err(Error::Database(error)) => {
                        tracing::warn!(instance = %job.lease.instance, job = %job.lease.job, %error, "holding the outcome of a job");
                    }
                    Err(Error::Busy) => {}
                    // Somebody else has it, or the case is over: the outcome counts for nothing any more.
                    Err(
                        error @ (Error::NotFound
                        | Error::NotStartable
                        | Error::Rejected(_)
                        | Error::Internal),
                    ) => {
                        tracing::warn!(instance = %job.lease.instance, job = %job.lease.job, %error, "the outcome of a job came too late");
                        break;
                    }
                }
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        };
        if tokio::time::timeout(HOLD, handing_in).await.is_err() {
            tracing::error!(instance = %job.lease.instance, job = %job.lease.job, "the outcome of a job could not be stored; it is done again");
        }
    }

    /// One for each visit to a step, so the same for every try: what the other side sees is the same work. Two
    /// installations that call the same system do not share keys.
    async fn idempotency_key(&self, job: &LeasedJob) -> Result<String, Failure> {
        let uid = self.store().uid(job.workspace).await.map_err(|error| {
            tracing::error!(%error, "a job has no key");
            Failure::transient("Baton cannot reach its database at the moment.")
        })?;
        Ok(format!(
            "baton-{uid}-{}-{}",
            job.lease.instance, job.step_instance
        ))
    }

    fn outcome(&self, job: &LeasedJob, wish: &Wish, clock: Clock) -> Wanted {
        Wanted {
            workspace: job.workspace,
            instance: job.lease.instance,
            command: Command {
                at: clock.now(),
                by: Actor::Engine,
                wish: wish.clone(),
            },
            // The lease says as much: a commit whose answer was lost has ended it, and a second one is refused.
            key: None,
            lease: Some(job.lease),
            done: None,
        }
    }
}
