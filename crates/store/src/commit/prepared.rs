//! A commit as the rows it will become. Turning data into text is done by whoever commits, not by the writer that all
//! wait for.

use super::delta::Delta;
use super::{Commit, SEMANTICS_VERSION, Target};
use crate::between;
use crate::error::Error;
use crate::id::WorkspaceId;
use crate::job::Lease;
use crate::outbox::Done;
use crate::text;
use crate::write::Write;
use process::Event;
use process::run::{Doing, Status};

/// So many events at most are one row of the log.
const EVENTS_IN_A_ROW: usize = 50;

#[derive(Debug)]
pub(super) struct Prepared {
    pub workspace: WorkspaceId,
    pub target: Target,
    pub expected_seq: u64,
    /// After it.
    pub seq: u64,
    pub log: Vec<LogRow>,
    pub state: String,
    pub status: String,
    pub ended_at: Option<i64>,
    pub incident_count: i64,
    pub key: Option<String>,
    pub lease: Option<Lease>,
    pub done: Option<Done>,
    pub locks: Vec<i64>,
    /// `None`: only what `writes` says, one by one.
    pub delta: Option<Delta>,
    pub writes: Vec<Write>,
}

/// Events that happened together, in one row: a list of them, or just the one.
#[derive(Debug)]
pub(super) struct LogRow {
    /// Of the last of them.
    pub seq: i64,
    pub at: i64,
    pub events: String,
}

impl Prepared {
    pub fn of(commit: Commit<'_>) -> Result<Self, Error> {
        Ok(Self {
            seq: commit.expected_seq + commit.events.len() as u64,
            log: log(commit.expected_seq, commit.events)?,
            state: text::json(commit.state)?,
            status: text::word(&commit.state.status)?,
            ended_at: ended_at(&commit),
            incident_count: incident_count(&commit),
            key: commit.key.map(text::plain),
            locks: between::locks(commit.workspace.0, &commit.writes),
            delta: Delta::of(&commit.writes)?,
            workspace: commit.workspace,
            target: commit.target,
            expected_seq: commit.expected_seq,
            lease: commit.lease,
            done: commit.done,
            writes: commit.writes,
        })
    }

    /// Whether it may share its transaction with others. What takes a row of somebody else's away, or a lock, may not.
    pub fn shares(&self) -> bool {
        self.done.is_none() && self.locks.is_empty()
    }

    pub fn semantics_version(&self) -> i64 {
        SEMANTICS_VERSION
    }

    /// How much there is to write, roughly, in bytes.
    pub fn weight(&self) -> usize {
        let log: usize = self.log.iter().map(|row| row.events.len()).sum();
        log + self.state.len()
    }
}

fn log(expected_seq: u64, events: &[Event]) -> Result<Vec<LogRow>, Error> {
    let mut seq = expected_seq;
    let mut rows = Vec::with_capacity(events.len().div_ceil(EVENTS_IN_A_ROW));
    for together in events.chunks(EVENTS_IN_A_ROW) {
        seq += together.len() as u64;
        rows.push(LogRow {
            seq: text::signed(seq),
            at: together.last().map_or(0, |event| event.at.0),
            events: match together {
                [one] => text::json(one)?,
                several => text::json(several)?,
            },
        });
    }
    Ok(rows)
}

fn ended_at(commit: &Commit<'_>) -> Option<i64> {
    let ended = matches!(commit.state.status, Status::Completed | Status::Cancelled);
    let last = commit.events.last().filter(|_| ended);
    last.map(|event| event.at.0)
}

fn incident_count(commit: &Commit<'_>) -> i64 {
    let visits = commit.state.active.values();
    let stuck = visits.filter(|visit| matches!(visit.doing, Doing::Stuck { .. }));
    stuck.count() as i64
}
