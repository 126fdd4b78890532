//! The way every change of an instance takes: load, decide, commit, tell.

use crate::hire::Hired;
use crate::{CrashPoint, Engine, Error, projection};
use process::run::Status;
use process::{Command, Definition, State, advance, apply};
use std::sync::Arc;
use store::calling::Caller;
use store::job::Lease;
use store::{Commit, Committed, Done, InstanceId, Target, WorkspaceId, Write};

/// How often somebody else may be quicker before we say so. In one process nobody is, thanks to the turns.
pub(crate) const TRIES: usize = 10;
/// How many events are read at once when a state is folded anew.
const PAGE: u32 = 1_000;

/// What became of a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Submitted {
    pub instance: InstanceId,
    /// The sequence number of the instance's last event.
    pub seq: u64,
    /// The same key had been seen before: nothing was done, this is what it led to the first time.
    pub repeated: bool,
}

/// A wish with all that belongs to it.
pub(crate) struct Wanted {
    pub workspace: WorkspaceId,
    pub instance: InstanceId,
    pub command: Command,
    pub key: Option<String>,
    pub lease: Option<Lease>,
    /// The row that wants it.
    pub done: Option<Done>,
}

/// What a commit came to, and the jobs that begin now.
pub(crate) struct Written {
    committed: Committed,
    hired: Vec<Hired>,
}

/// An instance as it stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Of the version it runs.
    pub definition: Arc<Definition>,
    pub state: State,
    /// The sequence number of the last event in `state`.
    pub seq: u64,
    /// Who called it, if anybody did.
    pub caller: Option<Caller>,
}

impl Engine {
    /// Changes an instance. When this answers `Ok`, the change is on disk. `key` names the wish: the same key
    /// again is answered with the first outcome and does nothing.
    pub async fn submit(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
        command: Command,
        key: Option<&str>,
    ) -> Result<Submitted, Error> {
        self.change(Wanted {
            workspace,
            instance,
            command,
            key: key.map(str::to_owned),
            lease: None,
            done: None,
        })
        .await
    }

    /// On a task of its own: whoever asked may go away in the middle, and the others are told all the same.
    pub(crate) async fn change(&self, wanted: Wanted) -> Result<Submitted, Error> {
        let engine = self.clone();
        let instance = wanted.instance;
        let changing = tokio::spawn(async move { engine.change_here(&wanted).await });
        changing.await.unwrap_or_else(|fault| {
            tracing::error!(%instance, %fault, "changing an instance failed in an unforeseen way");
            Err(Error::Internal)
        })
    }

    async fn change_here(&self, wanted: &Wanted) -> Result<Submitted, Error> {
        let _turn = self.turns().take(wanted.instance).await;
        for _ in 0..TRIES {
            match self.attempt(wanted).await {
                // Another server was quicker: what it left is loaded, and decided on anew.
                Err(Error::Busy) => {}
                other => return other,
            }
        }
        Err(Error::Busy)
    }

    async fn attempt(&self, wanted: &Wanted) -> Result<Submitted, Error> {
        if let Some(first) = self.first_outcome(wanted).await? {
            return Ok(first);
        }
        let revision = self.store().revision();
        let remembered = self
            .memory()
            .take(wanted.workspace, wanted.instance, revision);
        let is_memory = remembered.is_some();
        let mut standing = match remembered {
            Some(standing) => standing,
            None => self.standing(wanted.workspace, wanted.instance).await?,
        };
        let decided = advance(&standing.definition, &mut standing.state, &wanted.command);
        let events = match decided {
            Ok(events) if !(events.is_empty() && is_memory) => events,
            // A memory may be of long ago: only what is on disk can refuse. The memory is forgotten by now.
            Ok(_) | Err(_) if is_memory => return Err(Error::Busy),
            Ok(events) => events,
            Err(rejection) => {
                // Perhaps it is refused because the same wish, sent twice, has just been granted elsewhere.
                return match self.first_outcome(wanted).await? {
                    Some(first) => Ok(first),
                    None => Err(Error::Rejected(rejection)),
                };
            }
        };
        if events.is_empty() {
            // What was wished is already so: nothing is left to do about it either.
            if let Some(Done::Errand(errand)) = wanted.done {
                self.store().drop_errand(wanted.workspace, errand).await?;
            }
            return Ok(Submitted {
                instance: wanted.instance,
                seq: standing.seq,
                repeated: false,
            });
        }
        let written = self
            .commit(Commit {
                workspace: wanted.workspace,
                target: Target::Existing(wanted.instance),
                expected_seq: standing.seq,
                events: &events,
                state: &standing.state,
                key: wanted.key.as_deref(),
                lease: wanted.lease,
                done: wanted.done.clone(),
                writes: projection::writes(&standing.definition, &events, standing.caller),
            })
            .await?;
        Ok(self.leave(wanted.workspace, written, standing, revision))
    }

    async fn first_outcome(&self, wanted: &Wanted) -> Result<Option<Submitted>, Error> {
        let Some(key) = &wanted.key else {
            return Ok(None);
        };
        let first = self
            .store()
            .outcome_of(wanted.workspace, Some(wanted.instance), key)
            .await?;
        Ok(first.map(Submitted::from))
    }

    /// Writes, and tells everybody who waits for something to happen.
    pub(crate) async fn commit(&self, mut commit: Commit<'_>) -> Result<Written, Error> {
        let workspace = commit.workspace;
        let hired = self.hire(workspace, &mut commit.writes);
        let makes_work = commit.writes.iter().any(is_work);
        self.crash().reach(CrashPoint::BeforeCommit).await;
        let committed = self.store().commit(commit).await?;
        self.crash().reach(CrashPoint::AfterCommit).await;
        if !committed.repeated {
            self.live()
                .changed(workspace, committed.instance, committed.seq);
            if makes_work {
                self.wake();
            }
        }
        Ok(Written { committed, hired })
    }

    /// Remembers how a commit left its instance, of which `left` is the state, and begins its jobs.
    pub(crate) fn leave(
        &self,
        workspace: WorkspaceId,
        written: Written,
        left: Standing,
        revision: u64,
    ) -> Submitted {
        let Written { committed, hired } = written;
        // What was done before is not what was decided now.
        if !committed.repeated {
            if left.state.status == Status::Active {
                let seq = committed.seq;
                self.memory().keep(
                    (workspace, committed.instance),
                    Standing { seq, ..left },
                    revision,
                    committed.state_bytes,
                );
            }
            self.set_to_work(hired, committed.instance);
        }
        committed.into()
    }

    /// Where an instance stands, and what it runs.
    pub async fn standing(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
    ) -> Result<Standing, Error> {
        let loaded = self.store().load(workspace, instance).await?;
        let definition = self
            .definitions()
            .get(
                self.store(),
                workspace,
                loaded.process,
                loaded.version,
                loaded.calendars,
            )
            .await?;
        let state = match loaded.snapshot {
            Some(state) => state,
            None => self.rebuilt(workspace, instance, loaded.seq).await?,
        };
        Ok(Standing {
            definition,
            state,
            seq: loaded.seq,
            caller: loaded.caller,
        })
    }

    /// The state after event `until`, from the events alone: what a snapshot must be equal to.
    pub async fn rebuilt(
        &self,
        workspace: WorkspaceId,
        instance: InstanceId,
        until: u64,
    ) -> Result<State, Error> {
        let mut state = State::default();
        let mut seq = 0;
        while seq < until {
            let page = self
                .store()
                .events_after(workspace, instance, seq, PAGE)
                .await?;
            let Some(last) = page.last() else {
                break;
            };
            seq = last.seq;
            for recorded in page.iter().filter(|recorded| recorded.seq <= until) {
                apply(&mut state, &recorded.event);
            }
        }
        Ok(state)
    }
}

/// Whether the background loop may have something to do sooner than it thinks.
fn is_work(write: &Write) -> bool {
    matches!(
        write,
        Write::SetTimer { .. }
            | Write::OpenJob {
                leased_until: None,
                ..
            }
            | Write::RetryJob { .. }
            | Write::SendMessage { .. }
            | Write::Broadcast { .. }
            | Write::Post { .. }
            | Write::DropCall { .. }
            | Write::Listen { .. }
            | Write::ListenOn { .. }
    )
}

impl From<Committed> for Submitted {
    fn from(committed: Committed) -> Self {
        Self {
            instance: committed.instance,
            seq: committed.seq,
            repeated: committed.repeated,
        }
    }
}
