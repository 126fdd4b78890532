//! A case begins.

use crate::submit::{Standing, Submitted, TRIES};
use crate::{Engine, Error, projection};
use process::run::{Actor, Requester, Wish};
use process::{Command, State, Timestamp, UserId, Value, advance};
use std::collections::BTreeMap;
use store::{Commit, NewInstance, ProcessId, Target, WorkspaceId};

/// Who starts a case of what, with which answers.
#[derive(Clone, Debug)]
pub struct Start {
    pub workspace: WorkspaceId,
    pub process: ProcessId,
    pub by: UserId,
    /// By field key of the start's form.
    pub answers: BTreeMap<String, Value>,
    /// Names the wish: the same key again starts no second case.
    pub key: String,
    pub at: Timestamp,
}

impl Engine {
    /// Starts a case of the newest version. When this answers `Ok`, the case is on disk.
    pub async fn start(&self, start: Start) -> Result<Submitted, Error> {
        let engine = self.clone();
        let process = start.process;
        // On a task of its own: whoever asked may go away in the middle.
        let starting = tokio::spawn(async move {
            for _ in 0..TRIES {
                match engine.start_once(start.clone()).await {
                    // Two transactions got in each other's way; nothing was written.
                    Err(Error::Busy) => {}
                    other => return other,
                }
            }
            Err(Error::Busy)
        });
        starting.await.unwrap_or_else(|fault| {
            tracing::error!(%process, %fault, "starting a case failed in an unforeseen way");
            Err(Error::Internal)
        })
    }

    /// A start that has been made before is answered by what it led to, whatever has become of the process since.
    async fn start_once(&self, start: Start) -> Result<Submitted, Error> {
        let (workspace, key) = (start.workspace, start.key.clone());
        match self.start_here(start).await {
            Err(error @ (Error::Rejected(_) | Error::NotFound | Error::NotStartable)) => {
                let first = self.store().outcome_of(workspace, None, &key).await?;
                first.map(Submitted::from).ok_or(error)
            }
            other => other,
        }
    }

    async fn start_here(&self, start: Start) -> Result<Submitted, Error> {
        let Start {
            workspace, process, ..
        } = start;
        let revision = self.store().revision();
        let place = self.store().starting(workspace, process, start.by).await?;
        let Some(version) = place.version else {
            return Err(Error::NotStartable);
        };
        let definition = self
            .definitions()
            .get(self.store(), workspace, process, version, place.calendars)
            .await?;
        let command = Command {
            at: start.at,
            by: Actor::User { user: start.by },
            wish: Wish::Start {
                answers: start.answers,
                zone: place.zone,
                requester: Some(Requester {
                    name: place.name,
                    email: place.email,
                }),
            },
        };
        let mut state = State::default();
        let events = advance(&definition, &mut state, &command).map_err(Error::Rejected)?;
        let written = self
            .commit(Commit {
                workspace,
                target: Target::New(NewInstance {
                    process,
                    version,
                    started_by: Some(start.by),
                    started_at: start.at,
                    caller: None,
                    depth: 0,
                }),
                expected_seq: 0,
                events: &events,
                state: &state,
                key: Some(&start.key),
                lease: None,
                done: None,
                writes: projection::writes(&definition, &events, None),
            })
            .await?;
        let left = Standing {
            definition,
            state,
            seq: 0,
            caller: None,
        };
        Ok(self.leave(workspace, written, left, revision))
    }
}
