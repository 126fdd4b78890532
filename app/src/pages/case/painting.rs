//! Paints a case over its diagram: what is done, what happens now, what waits and what is stuck.

use super::live::LiveCase;
use crate::canvas::{Overlay, StepOverlay, StepState};
use leptos::prelude::*;
use process::{
    FlowId, State, StepId,
    run::{Doing, Status},
};
use std::collections::BTreeSet;

pub fn overlay(live: LiveCase) -> Signal<Overlay> {
    Signal::derive(move || {
        live.state.with(|state| {
            live.completed
                .with(|completed| live.taken.with(|taken| paint(state, completed, taken)))
        })
    })
}

/// The same for a page that does not follow the case.
pub fn paint(state: &State, completed: &BTreeSet<StepId>, taken: &BTreeSet<FlowId>) -> Overlay {
    let mut overlay = Overlay {
        taken: taken.iter().cloned().collect(),
        ..Overlay::default()
    };
    let mut mark = |step: &StepId, one: StepState| {
        let steps = &mut overlay.steps;
        let before = steps.get(step).and_then(|step: &StepOverlay| step.state);
        if before.is_none_or(|before| weight(before) < weight(one)) {
            steps.insert(
                step.clone(),
                StepOverlay {
                    state: Some(one),
                    ..StepOverlay::default()
                },
            );
        }
    };
    for step in completed {
        mark(step, StepState::Done);
    }
    if state.status == Status::Active {
        for visit in state.active.values() {
            mark(&visit.step, standing(&visit.doing));
        }
    }
    overlay
}

fn standing(doing: &Doing) -> StepState {
    match doing {
        Doing::AwaitingPerson { .. } | Doing::AwaitingTimer { .. } | Doing::AwaitingEvent => {
            StepState::Waiting
        }
        Doing::Stuck { .. } => StepState::Failed,
        _ => StepState::Active,
    }
}

/// Which of two visits to a step its mark tells of.
fn weight(state: StepState) -> u8 {
    match state {
        StepState::NotTaken => 0,
        StepState::Done => 1,
        StepState::Waiting => 2,
        StepState::Active => 3,
        StepState::Failed => 4,
    }
}
