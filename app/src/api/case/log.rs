//! What the events of a case say: its state, the way it went, its history.

use crate::{
    api::{ApiError, history::Storyteller, live::HistoryLine},
    door::{Inside, names::Names},
};
use process::{Diagram, FlowId, State, StepId, apply, run::Fact};
use store::{InstanceId, event::Recorded};

const AT_ONCE: u32 = 1_000;

/// All events of a case, oldest first.
pub async fn read(at: &Inside, instance: InstanceId) -> Result<Vec<Recorded>, ApiError> {
    let mut log: Vec<Recorded> = Vec::new();
    loop {
        let seq = log.last().map_or(0, |last| last.seq);
        let more = at
            .store
            .events_after(at.workspace(), instance, seq, AT_ONCE)
            .await?;
        if more.is_empty() {
            return Ok(log);
        }
        log.extend(more);
    }
}

/// Exactly as of the last event read, which the row's snapshot need not be.
pub fn fold(log: &[Recorded]) -> State {
    let mut state = State::default();
    for recorded in log {
        apply(&mut state, &recorded.event);
    }
    state
}

/// The steps completed and the flows taken, each at least once.
pub fn path(log: &[Recorded]) -> (Vec<StepId>, Vec<FlowId>) {
    let (mut completed, mut taken) = (Vec::new(), Vec::new());
    for recorded in log {
        match &recorded.event.fact {
            Fact::StepCompleted { step, .. } if !completed.contains(step) => {
                completed.push(step.clone());
            }
            Fact::FlowTaken { flow, .. } if !taken.contains(flow) => taken.push(flow.clone()),
            _ => {}
        }
    }
    (completed, taken)
}

pub fn history(log: &[Recorded], diagram: &Diagram, names: &Names) -> Vec<HistoryLine> {
    let mut teller = Storyteller::default();
    let tell = |one: &Recorded| teller.tell(diagram, names, one.seq, &one.event);
    log.iter().filter_map(tell).collect()
}
