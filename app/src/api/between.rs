//! How a case hangs together with others: who called it and what it calls, what it waits for, and how cases of a process
//! begin by themselves.

use super::{ApiError, CaseId, Moment, ProcessId, case::CaseStatus};
#[cfg(feature = "ssr")]
use crate::door;
use leptos::prelude::*;
use process::{StepId, StepInstanceId, WaitId};
use serde::{Deserialize, Serialize};

/// The other end of a call; shown to those who operate processes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallView {
    pub case: CaseId,
    /// The visit that called, in the case that called.
    pub visit: StepInstanceId,
    pub process: ProcessId,
    pub process_name: String,
    pub status: CaseStatus,
    pub started_at: Moment,
}

/// A message or a signal that a case waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitView {
    pub wait: WaitId,
    pub step: StepId,
    pub signal: bool,
    pub name: String,
    /// As people read it.
    pub key: Option<String>,
    pub since: Moment,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseTies {
    pub caller: Option<CallView>,
    /// Oldest first, the first hundred.
    pub called: Vec<CallView>,
    pub waits: Vec<WaitView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartView {
    pub step: StepId,
    pub by: StartsBy,
    /// When a time comes next.
    pub next: Option<Moment>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "camelCase")]
pub enum StartsBy {
    Message {
        name: String,
    },
    Signal {
        name: String,
    },
    /// Such as “Every Monday at 9:00”.
    Time {
        words: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessStarts {
    pub starts: Vec<StartView>,
    pub missed: MissedRuns,
}

/// What becomes of times to begin at that passed while Baton did not run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum MissedRuns {
    #[default]
    Once,
    All,
    Skip,
}

/// So many called cases are shown.
#[cfg(feature = "ssr")]
const MOST_CALLED: u32 = 100;

#[server(GetCaseTies, endpoint = "case_ties")]
pub async fn case_ties(case: CaseId) -> Result<CaseTies, ApiError> {
    let at = door::enter::<GetCaseTies>()?;
    let id = super::case::visible(&at, case).await?.summary.id;
    let waits = at.store.subscriptions_of(at.workspace(), id).await?;
    let mut ties = CaseTies {
        waits: waits.into_iter().filter_map(wait).collect(),
        ..CaseTies::default()
    };
    // A case that somebody may see may be called by one that they may not.
    if at.builds() {
        let called = at.store.called_by(at.workspace(), id, MOST_CALLED).await?;
        ties.called = called.into_iter().map(call).collect();
        ties.caller = at.store.caller_of(at.workspace(), id).await?.map(call);
    }
    Ok(ties)
}

/// How cases of the newest version begin by themselves.
#[server(GetProcessStarts, endpoint = "process_starts")]
pub async fn process_starts(process: ProcessId) -> Result<ProcessStarts, ApiError> {
    let at = door::enter::<GetProcessStarts>()?;
    let id = store::ProcessId(process.0);
    let missed = at.store.missed(at.workspace(), id).await.map_err(gone)?;
    let starts = at.engine.begins(at.workspace(), id).await?.into_iter();
    Ok(ProcessStarts {
        starts: starts.filter_map(start).collect(),
        missed: match missed {
            store::process::Missed::Once => MissedRuns::Once,
            store::process::Missed::All => MissedRuns::All,
            store::process::Missed::Skip => MissedRuns::Skip,
        },
    })
}

#[server(endpoint = "set_missed_runs")]
pub async fn set_missed_runs(process: ProcessId, missed: MissedRuns) -> Result<(), ApiError> {
    let at = door::enter::<SetMissedRuns>()?;
    let missed = match missed {
        MissedRuns::Once => store::process::Missed::Once,
        MissedRuns::All => store::process::Missed::All,
        MissedRuns::Skip => store::process::Missed::Skip,
    };
    at.store
        .set_missed(at.workspace(), store::ProcessId(process.0), missed)
        .await
        .map_err(gone)
}

#[cfg(feature = "ssr")]
fn gone(error: store::Error) -> ApiError {
    match error {
        store::Error::NotFound => ApiError::not_found("This process"),
        error => error.into(),
    }
}

#[cfg(feature = "ssr")]
fn call(link: store::calling::CallLink) -> CallView {
    CallView {
        case: CaseId(link.instance.0),
        visit: link.step_instance,
        process: ProcessId(link.process.0),
        process_name: link.process_name,
        status: super::case::status(link.status),
        started_at: link.started_at.0,
    }
}

#[cfg(feature = "ssr")]
fn wait(waiting: store::subscription::Subscription) -> Option<WaitView> {
    use process::run::Awaited;
    let (signal, name, key) = match waiting.what {
        Awaited::Message { name, key } => (false, name, key),
        Awaited::Signal { name } => (true, name, None),
        _ => return None,
    };
    Some(WaitView {
        wait: waiting.wait,
        step: waiting.step,
        signal,
        name,
        key: key.as_ref().map(process::words::value),
        since: waiting.since.0,
    })
}

#[cfg(feature = "ssr")]
fn start(begins: engine::BeginsByItself) -> Option<StartView> {
    use process::Begins;
    let by = match begins.begins {
        Begins::Message { name } => StartsBy::Message { name },
        Begins::Signal { name } => StartsBy::Signal { name },
        Begins::Timer(schedule) => StartsBy::Time {
            words: schedule.in_words(),
        },
        Begins::Condition => return None,
    };
    Some(StartView {
        step: begins.step,
        by,
        next: begins.next.map(|next| next.0),
    })
}
