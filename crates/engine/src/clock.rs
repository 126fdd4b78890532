//! What time it is, for whoever is not told. Inside the engine, time is handed on.

use process::Timestamp;
use std::time::{SystemTime, UNIX_EPOCH};

/// Now, by the computer's clock.
pub fn now() -> Timestamp {
    // A clock set before 1970 is a fault of the computer; its cases then live in 1970.
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// The time that a round of background work goes by.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Clock {
    /// It goes on while the work is done.
    Running,
    /// It stands still: simulated time.
    At(Timestamp),
}

impl Clock {
    pub fn now(self) -> Timestamp {
        match self {
            Clock::Running => now(),
            Clock::At(now) => now,
        }
    }
}
