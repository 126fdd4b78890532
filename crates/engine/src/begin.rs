//! A case begins without anybody filling in a form: by a message, a signal or a time, or because another case calls it.

use crate::submit::{Standing, Submitted, TRIES};
use crate::{Engine, Error, projection};
use process::run::{Actor, Wish};
use process::{Command, State, StepId, Timestamp, Value, advance};
use std::collections::BTreeMap;
use store::calling::Caller;
use store::{Commit, Done, NewInstance, ProcessId, Target, VersionNumber, WorkspaceId};

/// Where a case begins, of what, and why.
#[derive(Clone, Debug)]
pub(crate) struct Begin {
    pub workspace: WorkspaceId,
    pub process: ProcessId,
    pub version: VersionNumber,
    /// None where the case begins as if somebody had started it.
    pub step: Option<StepId>,
    pub values: BTreeMap<String, Value>,
    pub caller: Option<Caller>,
    pub depth: u32,
    /// The row that wants it.
    pub done: Done,
    pub at: Timestamp,
}

impl Engine {
    /// `NotFound` also when the row that wants it is gone: somebody else has begun the case, or nobody wants it any more.
    pub(crate) async fn begin(&self, begin: Begin) -> Result<Submitted, Error> {
        let engine = self.clone();
        let process = begin.process;
        let beginning = tokio::spawn(async move {
            for _ in 0..TRIES {
                match engine.begin_here(&begin).await {
                    Err(Error::Busy) => {}
                    other => return other,
                }
            }
            Err(Error::Busy)
        });
        beginning.await.unwrap_or_else(|fault| {
            tracing::error!(%process, %fault, "beginning a case failed in an unforeseen way");
            Err(Error::Internal)
        })
    }

    async fn begin_here(&self, begin: &Begin) -> Result<Submitted, Error> {
        let workspace = begin.workspace;
        let revision = self.store().revision();
        let place = self.store().workspace(workspace).await?;
        let definition = self
            .definitions()
            .get(
                self.store(),
                workspace,
                begin.process,
                begin.version,
                place.calendars,
            )
            .await?;
        let steps = match &begin.step {
            Some(step) => vec![step.clone()],
            None => definition.plain_starts(),
        };
        let command = Command {
            at: begin.at,
            by: Actor::Engine,
            wish: Wish::BeginAt {
                steps,
                values: begin.values.clone(),
                zone: place.zone,
            },
        };
        let mut state = State::default();
        let events = advance(&definition, &mut state, &command).map_err(Error::Rejected)?;
        let written = self
            .commit(Commit {
                workspace,
                target: Target::New(NewInstance {
                    process: begin.process,
                    version: begin.version,
                    started_by: None,
                    started_at: begin.at,
                    caller: begin.caller,
                    depth: begin.depth,
                }),
                expected_seq: 0,
                events: &events,
                state: &state,
                key: None,
                lease: None,
                done: Some(begin.done.clone()),
                writes: projection::writes(&definition, &events, begin.caller),
            })
            .await?;
        let left = Standing {
            definition,
            state,
            seq: 0,
            caller: begin.caller,
        };
        Ok(self.leave(workspace, written, left, revision))
    }
}
