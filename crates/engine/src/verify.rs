//! Whether what is stored of each case is what its events say, and making it so. Events are the truth; the state, the visits
//! and the rows that stand for open work are made from them.

use crate::{Engine, Error, projection};
use process::State;
use process::run::{Awaited, Doing};
use std::fmt;
use store::verify::Open;
use store::{InstanceId, WorkspaceId, Write};

/// Cases that are read at once.
const PAGE: u32 = 500;
/// Events that are read at once.
const EVENTS: u32 = 1_000;

/// What does not fit in one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    pub workspace: WorkspaceId,
    pub instance: InstanceId,
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Its log has a gap, or ends elsewhere than the case says.
    Log,
    State,
    Visits,
    Jobs,
    Timers,
}

/// What came of looking at every case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub cases: u64,
    pub events: u64,
    pub mismatches: Vec<Mismatch>,
}

impl Engine {
    /// Folds every case anew and compares. A case that goes on meanwhile is looked at again.
    pub async fn verify(&self) -> Result<Verified, Error> {
        let mut verified = Verified::default();
        let mut after = InstanceId(0);
        loop {
            let page = self.store().every_case(after, PAGE).await?;
            let Some((_, last)) = page.last() else {
                return Ok(verified);
            };
            after = *last;
            for (workspace, instance) in page {
                let (events, found) = self.verify_case(workspace, instance).await?;
                verified.cases += 1;
                verified.events += events;
                let named = found.into_iter().map(|what| Mismatch {
                    workspace,
                    instance,
                    what,
                });
                verified.mismatches.extend(named);
            }
        }
    }

    async fn verify_case(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
    ) -> Result<(u64, Vec<What>), Error> {
        for _ in 0..crate::submit::TRIES {
            let loaded = self.store().load(workspace, instance).await?;
            let (state, events) = self.folded(workspace, instance, loaded.seq).await?;
            let open = self.store().open_rows(workspace, instance).await?;
            if self.store().load(workspace, instance).await?.seq != loaded.seq {
                continue;
            }
            let says = open_by(&state);
            let differs = [
                (events != loaded.seq, What::Log),
                (
                    loaded.snapshot.is_some_and(|stored| stored != state),
                    What::State,
                ),
                (open.visits != says.visits, What::Visits),
                (open.jobs != says.jobs, What::Jobs),
                (open.timers != says.timers, What::Timers),
            ];
            let found = differs.into_iter().filter(|(differs, _)| *differs);
            return Ok((events, found.map(|(_, what)| what).collect()));
        }
        Err(Error::Busy)
    }

    /// Writes state and visits of every case anew, from the events. Gives how many.
    pub async fn rebuild(&self) -> Result<u64, Error> {
        let mut rebuilt = 0;
        let mut after = InstanceId(0);
        loop {
            let page = self.store().every_case(after, PAGE).await?;
            let Some((_, last)) = page.last() else {
                return Ok(rebuilt);
            };
            after = *last;
            for (workspace, instance) in page {
                self.rebuild_case(workspace, instance).await?;
                rebuilt += 1;
            }
        }
    }

    async fn rebuild_case(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
    ) -> Result<(), Error> {
        for _ in 0..crate::submit::TRIES {
            let standing = self.standing(workspace, instance).await?;
            let state = self.rebuilt(workspace, instance, standing.seq).await?;
            let mut visits = Vec::new();
            let mut seq = 0;
            while seq < standing.seq {
                let page = self
                    .store()
                    .events_after(workspace, instance, seq, EVENTS)
                    .await?;
                let Some(last) = page.last() else { break };
                seq = last.seq;
                let events: Vec<_> = page.into_iter().map(|recorded| recorded.event).collect();
                let writes = projection::writes(&standing.definition, &events, standing.caller);
                visits.extend(writes.into_iter().filter(is_visit));
            }
            let written = self
                .store()
                .rewrite_caches(workspace, instance, standing.seq, &state, &visits)
                .await;
            match written {
                Err(store::Error::Conflict) => {}
                other => return Ok(other?),
            }
        }
        Err(Error::Busy)
    }

    /// The state after `until`, and how many events without a gap led to it.
    async fn folded(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
        until: u64,
    ) -> Result<(State, u64), Error> {
        let mut state = State::default();
        let mut seq = 0;
        while seq < until {
            let page = self
                .store()
                .events_after(workspace, instance, seq, EVENTS)
                .await?;
            if page.is_empty() {
                break;
            }
            for recorded in page {
                if recorded.seq != seq + 1 || recorded.seq > until {
                    return Ok((state, seq));
                }
                seq = recorded.seq;
                process::apply(&mut state, &recorded.event);
            }
        }
        Ok((state, seq))
    }
}

fn is_visit(write: &Write) -> bool {
    matches!(write, Write::EnterStep { .. } | Write::LeaveStep { .. })
}

/// What must be open for a case that stands so.
fn open_by(state: &State) -> Open {
    let mut open = Open {
        visits: state.active.keys().copied().collect(),
        ..Open::default()
    };
    for visit in state.active.values() {
        match &visit.doing {
            Doing::AwaitingJob { job, .. } => {
                open.jobs.insert(*job);
            }
            Doing::AwaitingTimer { timer, .. } => {
                open.timers.insert(*timer);
            }
            _ => {}
        }
    }
    for wait in state.waits.values() {
        if let Awaited::Timer { timer, .. } = &wait.what {
            open.timers.insert(*timer);
        }
    }
    open
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Log => "the log has a gap or ends elsewhere",
            Self::State => "the state is not what the events lead to",
            Self::Visits => "the visits to steps are not those of the events",
            Self::Jobs => "the open jobs are not those of the events",
            Self::Timers => "the open timers are not those of the events",
        })
    }
}
