//! Makes instances move: load, decide, append, commit, then act. Timers, jobs, retries, incidents.
//!
//! Everything that changes an instance goes through [`Engine::submit`] or [`Engine::start`]. What has to happen later
//! is a row, committed with the events; [`Engine::tick`] finds it, so a wake-up is only a hint and a dead process
//! loses nothing.

mod begin;
pub mod bench;
mod calling;
mod catalog;
mod check;
mod clock;
mod crash;
mod definitions;
mod errand;
mod error;
mod guard;
mod hire;
mod job;
mod lanes;
mod live;
mod memory;
mod message;
mod outside;
mod projection;
mod publish;
pub mod scenario;
mod start;
mod starts;
mod submit;
mod tick;
mod timer;
mod turn;
pub mod verify;

pub use check::check;
pub use clock::now;
pub use connectors::Failure;
pub use connectors::outbound::{AllowEntry, NotAnEntry};
pub use crash::{CrashHook, CrashPoint};
pub use error::Error;
pub use message::{Message, Published};
pub use process::problem::Severity;
pub use process::{Diagram, convert};
pub use publish::PublishError;
pub use start::Start;
pub use starts::BeginsByItself;
pub use submit::{Standing, Submitted};
pub use tick::Progress;

use definitions::Definitions;
use hire::Hiring;
use live::Live;
use memory::Memory;
use outside::Outside;
use std::sync::Arc;
use std::time::Duration;
use store::{InstanceId, Store, WorkspaceId};
use tokio::sync::{Notify, Semaphore, watch};
use turn::Turns;

#[derive(Clone)]
pub struct EngineConfig {
    /// How many jobs run at the same time.
    pub job_concurrency: usize,
    /// A job that takes longer is given up, its outcome unknown.
    pub job_timeout: Duration,
    /// A worker that does not renew its lease for so long counts as dead, and its job is given to another.
    pub lease: Duration,
    /// For tests.
    pub crash: CrashHook,
}

impl Default for EngineConfig {
    fn default() -> Self {
        Self {
            job_concurrency: 16,
            // Above what any connector's own limits add up to.
            job_timeout: Duration::from_secs(300),
            lease: Duration::from_secs(5),
            crash: CrashHook::default(),
        }
    }
}

/// Cheap to clone; all clones are one engine.
#[derive(Clone)]
pub struct Engine(Arc<Inner>);

struct Inner {
    store: Store,
    config: EngineConfig,
    hands: Arc<Semaphore>,
    hiring: Hiring,
    /// Outcomes on their way to the database.
    outcomes: Arc<Semaphore>,
    memory: Memory,
    turns: Turns,
    definitions: Definitions,
    outside: Outside,
    live: Live,
    wake: Notify,
}

impl Engine {
    pub fn new(store: Store, config: EngineConfig) -> Self {
        Self(Arc::new(Inner {
            hands: Arc::new(Semaphore::new(config.job_concurrency)),
            hiring: Hiring::default(),
            outcomes: Arc::new(Semaphore::new(job::OUTCOMES)),
            memory: Memory::default(),
            store,
            config,
            turns: Turns::default(),
            definitions: Definitions::default(),
            outside: Outside::default(),
            live: Live::default(),
            wake: Notify::new(),
        }))
    }

    /// The newest sequence number of a case, whenever it grows. Told after the commit; a hint to read the events.
    pub async fn subscribe(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
    ) -> Result<watch::Receiver<u64>, Error> {
        // Subscribed before reading, so that nothing falls between the two.
        let early = self.live().instance(instance, 0);
        let seq = self.store().load(workspace, instance).await?.seq;
        let receiver = self.live().instance(instance, seq);
        drop(early);
        Ok(receiver)
    }

    /// A number that grows whenever anything in the workspace changes: cases, tasks, versions.
    pub fn subscribe_workspace(&self, workspace: WorkspaceId) -> watch::Receiver<u64> {
        self.live().workspace(workspace)
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn config(&self) -> &EngineConfig {
        &self.0.config
    }

    pub(crate) fn crash(&self) -> &CrashHook {
        &self.0.config.crash
    }

    pub(crate) fn hands(&self) -> &Arc<Semaphore> {
        &self.0.hands
    }

    pub(crate) fn hiring(&self) -> &Hiring {
        &self.0.hiring
    }

    pub(crate) fn outcomes(&self) -> &Arc<Semaphore> {
        &self.0.outcomes
    }

    pub(crate) fn memory(&self) -> &Memory {
        &self.0.memory
    }

    pub(crate) fn turns(&self) -> &Turns {
        &self.0.turns
    }

    pub(crate) fn definitions(&self) -> &Definitions {
        &self.0.definitions
    }

    pub(crate) fn outside(&self) -> &Outside {
        &self.0.outside
    }

    pub(crate) fn live(&self) -> &Live {
        &self.0.live
    }

    /// Hints at the background loop that there may be something to do.
    pub(crate) fn wake(&self) {
        self.0.wake.notify_one();
    }

    pub(crate) async fn woken(&self) {
        self.0.wake.notified().await;
    }
}
