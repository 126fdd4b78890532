//! Paints a case over its diagram: what is done, what happens now, what waits and what is stuck.

use super::live::LiveCase;
use crate::canvas::{Overlay, StepOverlay, StepState};
use leptos::prelude::*;
use process::{
    FlowId, State, StepId,
    run::{Doing, Rounds, Status},
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
        for (step, badge) in badges(state) {
            overlay.steps.entry(step).or_default().badge = badge;
        }
    }
    overlay
}

/// How far a repeated step is, and what is being undone.
fn badges(state: &State) -> Vec<(StepId, String)> {
    let visits = state.active.values();
    let told = visits.filter_map(|visit| {
        let badge = match &visit.doing {
            Doing::Repeating(rounds) => rounds_in_words(rounds),
            Doing::Undoing { .. } => "Undoing".to_owned(),
            Doing::Inside { cancelled: true } => "Called off".to_owned(),
            _ if visit.undoes_for.is_some() => "Undoing".to_owned(),
            _ => return None,
        };
        Some((visit.step.clone(), badge))
    });
    told.collect()
}

/// “2 of 5 done”.
pub fn rounds_in_words(rounds: &Rounds) -> String {
    let done = rounds.done + rounds.stopped;
    match rounds.total {
        Some(total) => format!("{done} of {total} done"),
        None => format!("{done} done"),
    }
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
