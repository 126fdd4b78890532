//! Jobs: outside work waiting for a worker. A worker leases a job for a while; the lease's token fences off a
//! worker that comes back after its lease was given to another.

use crate::id::InstanceId;
use process::JobId;

/// The right of one worker to do one job for a while. Handed back with the outcome, see [`crate::commit::Commit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    pub instance: InstanceId,
    pub job: JobId,
    /// Grows with each lease of the job; only the newest counts.
    pub token: i64,
}
