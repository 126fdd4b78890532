//! A job that is due as it is opened is done at once: it is leased by the very commit that opens it, so that its row is the
//! truth for whoever comes after a crash, and no other transaction has to take it first. Where no hand gets free soon, its
//! lease is given back, and the loop deals with it.

use crate::Engine;
use crate::clock::Clock;
use crate::job::OUTCOMES;
use process::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use store::job::FIRST_TOKEN;
use store::{InstanceId, Lease, LeasedJob, WorkspaceId, Write};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// So many jobs may be promised a hand at the same time.
const PROMISES: usize = 512;
/// A promised job waits so long for a hand: less than any lease lasts.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whether jobs may be promised a hand, and whether somebody found none.
pub(crate) struct Hiring {
    /// While the loop runs. Whoever moves time by hand wants jobs to wait for it.
    open: AtomicBool,
    /// There may be due jobs that no hand was free for.
    short: AtomicBool,
    promises: Arc<Semaphore>,
}

impl Default for Hiring {
    fn default() -> Self {
        Self {
            open: AtomicBool::new(false),
            short: AtomicBool::new(false),
            promises: Arc::new(Semaphore::new(PROMISES)),
        }
    }
}

/// A job that begins when its commit is on disk.
pub(crate) struct Hired {
    job: LeasedJob,
    promise: OwnedSemaphorePermit,
}

impl Hiring {
    pub fn set_open(&self, open: bool) {
        self.open.store(open, Ordering::Release);
    }

    pub fn fell_short(&self) {
        self.short.store(true, Ordering::Release);
    }
}

impl Engine {
    /// Leases the jobs that `writes` opens, as far as hands are free.
    pub(crate) fn hire(&self, workspace: WorkspaceId, writes: &mut [Write]) -> Vec<Hired> {
        let mut hired = Vec::new();
        let hiring = self.hiring();
        if !hiring.open.load(Ordering::Acquire) || hiring.short.load(Ordering::Acquire) {
            return hired;
        }
        let now = crate::now();
        for write in writes {
            let Write::OpenJob {
                job,
                step_instance,
                connector,
                action,
                connection,
                input,
                due,
                leased_until,
            } = write
            else {
                continue;
            };
            if *due > now {
                continue;
            }
            let Ok(promise) = hiring.promises.clone().try_acquire_owned() else {
                break;
            };
            let lease = i64::try_from(self.config().lease.as_millis()).unwrap_or(i64::MAX);
            let until = Timestamp(now.0.saturating_add(lease));
            *leased_until = Some(until);
            hired.push(Hired {
                job: LeasedJob {
                    workspace,
                    lease: Lease {
                        // A new case has no number yet, see `set_to_work`.
                        instance: InstanceId(0),
                        job: *job,
                        token: FIRST_TOKEN,
                    },
                    step_instance: *step_instance,
                    connector: connector.clone(),
                    action: action.clone(),
                    connection: *connection,
                    input: Ok(input.clone()),
                    leased_until: until,
                },
                promise,
            });
        }
        hired
    }

    /// Once the commit that opened their jobs is on disk.
    pub(crate) fn set_to_work(&self, hired: Vec<Hired>, instance: InstanceId) {
        for Hired { mut job, promise } in hired {
            job.lease.instance = instance;
            let engine = self.clone();
            tokio::spawn(async move {
                let waiting = engine.hands().clone().acquire_owned();
                // Hands are never closed, so there is one or it is too late.
                let hand = tokio::time::timeout(PATIENCE, waiting).await;
                drop(promise);
                match hand {
                    Ok(Ok(hand)) => engine.work(job, Clock::Running, hand).await,
                    _ => engine.give_back(job).await,
                }
            });
        }
    }

    async fn give_back(&self, job: LeasedJob) {
        let given = self
            .store()
            .give_back(job.workspace, job.lease, crate::now())
            .await;
        if let Err(error) = given {
            tracing::warn!(instance = %job.lease.instance, job = %job.lease.job, %error, "a lease was not given back; it ends by itself");
        }
        self.hiring().fell_short();
    }

    /// Waits until nothing is being done and no outcome is on its way.
    pub(crate) async fn all_hands_are_free(&self) {
        for (all, count) in [
            (&self.hiring().promises, PROMISES),
            (self.hands(), self.config().job_concurrency),
            (self.outcomes(), OUTCOMES),
        ] {
            // Never closed, so never an error; and given back at once, for another loop may begin.
            let _ = all
                .acquire_many(u32::try_from(count).unwrap_or(u32::MAX))
                .await;
        }
    }

    /// A hand is free again. Wakes the loop if a job may be waiting for it.
    pub(crate) fn let_go(&self, hand: OwnedSemaphorePermit) {
        drop(hand);
        if self.hiring().short.swap(false, Ordering::AcqRel) {
            self.wake();
        }
    }
}
