//! Named moments at which tests let the engine die, to show that nothing is lost and nothing is done twice.

use std::sync::Arc;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CrashPoint {
    /// Decided, nothing written yet.
    BeforeCommit,
    /// On disk; nobody has been told.
    AfterCommit,
    /// A job is leased; its connector has not been called.
    AfterLease,
    /// A connector has answered; its answer is not on disk.
    AfterRun,
    /// A message has been handed over, or has begun a case.
    AfterDelivery,
    /// An errand has been done.
    AfterErrand,
}

impl CrashPoint {
    pub const ALL: [Self; 6] = [
        Self::BeforeCommit,
        Self::AfterCommit,
        Self::AfterLease,
        Self::AfterRun,
        Self::AfterDelivery,
        Self::AfterErrand,
    ];
}

/// Asked at each crash point; `true` stops the engine there for ever. A test of a whole process may end it instead.
#[derive(Clone, Default)]
pub struct CrashHook(Option<Arc<dyn Fn(CrashPoint) -> bool + Send + Sync>>);

impl CrashHook {
    pub fn new(hook: impl Fn(CrashPoint) -> bool + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(hook)))
    }

    pub(crate) async fn reach(&self, point: CrashPoint) {
        if self.0.as_ref().is_some_and(|hook| hook(point)) {
            // What a dead process does from here on: nothing. Whoever waits for it gives up.
            std::future::pending::<()>().await;
        }
    }
}
