//! Folds an event into the state. Running and replaying share it. It never refuses: a log is a fact.

mod within;

use super::event::{Event, Fact};
use super::state::{Doing, State, Status, StepInstance};
use crate::id::{FlowId, StepInstanceId};
use feel::Value;
use std::collections::BTreeMap;

pub fn apply(state: &mut State, event: &Event) {
    match &event.fact {
        Fact::InstanceStarted { by, zone } => {
            state.status = Status::Active;
            state.started_by = Some(*by);
            state.zone.clone_from(zone);
        }
        Fact::VariablesSet { values, scope, .. } => {
            let values = values
                .iter()
                .map(|(key, value)| (key.clone(), value.clone()));
            if let Some(variables) = variables(state, *scope) {
                variables.extend(values);
            }
        }
        Fact::StepEntered {
            step_instance,
            step,
            via,
            scope,
            round,
            undoes_for,
        } => {
            via.iter()
                .for_each(|flow| take_tokens(state, *scope, flow, 1));
            number(state, step_instance.0);
            if round.is_some()
                && let Some(Doing::Repeating(rounds)) = doing(state, *scope)
            {
                rounds.begun += 1;
            }
            let visit = StepInstance {
                step: step.clone(),
                entered_at: event.at,
                doing: Doing::Passing,
                scope: *scope,
                round: *round,
                undoes_for: *undoes_for,
            };
            state.active.insert(*step_instance, visit);
        }
        Fact::StepCompleted { step_instance, .. } => {
            end_visit(state, *step_instance);
        }
        Fact::StepTerminated { step_instance, .. } => {
            if let Some(ended) = end_visit(state, *step_instance)
                && ended.round.is_some()
                && let Some(Doing::Repeating(rounds)) = doing(state, ended.scope)
            {
                rounds.stopped += 1;
            }
        }
        // What it worked out is set by an event of its own.
        Fact::TableDecided { .. } => {}
        Fact::FlowTaken { flow, scope } => {
            if let Some(tokens) = tokens(state, *scope) {
                *tokens.entry(flow.clone()).or_default() += 1;
            }
        }
        Fact::UserTaskOpened {
            step_instance,
            candidate,
            due,
            ..
        } => {
            let doing = Doing::AwaitingPerson {
                candidate: candidate.clone(),
                assignee: None,
                due: *due,
            };
            set(state, *step_instance, doing);
        }
        Fact::UserTaskAssigned {
            step_instance, to, ..
        } => {
            if let Some(Doing::AwaitingPerson { assignee, .. }) = doing(state, *step_instance) {
                *assignee = *to;
            }
        }
        Fact::UserTaskAnswered { step_instance, .. } | Fact::TimerFired { step_instance, .. } => {
            set(state, *step_instance, Doing::Passing);
        }
        Fact::TimerSet {
            timer,
            step_instance,
            due,
            ..
        } => {
            number(state, timer.0);
            let doing = Doing::AwaitingTimer {
                timer: *timer,
                due: *due,
            };
            set(state, *step_instance, doing);
        }
        Fact::JobOpened {
            job, step_instance, ..
        } => {
            number(state, job.0);
            let doing = Doing::AwaitingJob {
                job: *job,
                failed_attempts: 0,
                retry_at: None,
            };
            set(state, *step_instance, doing);
        }
        Fact::JobSucceeded {
            step_instance,
            output,
            ..
        } => {
            let output = output.clone();
            set(state, *step_instance, Doing::Answered { output });
        }
        Fact::JobFailed {
            step_instance,
            attempt,
            retry_at: next,
            ..
        } => {
            if let Some(Doing::AwaitingJob {
                failed_attempts,
                retry_at,
                ..
            }) = doing(state, *step_instance)
            {
                *failed_attempts = *attempt;
                *retry_at = *next;
            }
        }
        Fact::IncidentRaised {
            incident,
            step_instance,
            reason,
            ..
        } => {
            number(state, incident.0);
            if let Some(doing) = doing(state, *step_instance) {
                let (answer, before) = match std::mem::replace(doing, Doing::Passing) {
                    Doing::Answered { output } => (Some(output), None),
                    before @ (Doing::Repeating(_)
                    | Doing::Inside { .. }
                    | Doing::Undoing { .. }) => (None, Some(Box::new(before))),
                    _ => (None, None),
                };
                *doing = Doing::Stuck {
                    incident: *incident,
                    reason: *reason,
                    answer,
                    before,
                };
            }
        }
        Fact::IncidentResolved { step_instance, .. } => {
            if let Some(doing) = doing(state, *step_instance) {
                *doing = match std::mem::replace(doing, Doing::Passing) {
                    Doing::Stuck {
                        answer: Some(output),
                        ..
                    } => Doing::Answered { output },
                    Doing::Stuck {
                        before: Some(before),
                        ..
                    } => *before,
                    _ => Doing::Passing,
                };
            }
        }
        Fact::InstanceCompleted => {
            state.status = Status::Completed;
            nothing_left(state);
        }
        Fact::InstanceCancelled { .. } => {
            state.status = Status::Cancelled;
            state.tokens.clear();
            state.active.clear();
            nothing_left(state);
        }
        scoped => within::apply(state, scoped),
    }
}

/// A case that is over waits for nothing and undoes nothing.
fn nothing_left(state: &mut State) {
    state.scopes.clear();
    state.waits.clear();
    state.undoable.clear();
    state.gates.clear();
    state.messages.clear();
}

/// With a visit goes all that was waited for on its behalf, and its scope.
fn end_visit(state: &mut State, id: StepInstanceId) -> Option<StepInstance> {
    let ended = state.active.remove(&id);
    if !state.waits.is_empty() {
        state.waits.retain(|_, wait| wait.owner != id);
    }
    if !state.scopes.is_empty() {
        state.scopes.remove(&id);
    }
    ended
}

fn tokens(state: &mut State, scope: StepInstanceId) -> Option<&mut BTreeMap<FlowId, u32>> {
    match scope {
        StepInstanceId::ROOT => Some(&mut state.tokens),
        scope => Some(&mut state.scopes.get_mut(&scope)?.tokens),
    }
}

fn variables(state: &mut State, scope: StepInstanceId) -> Option<&mut BTreeMap<String, Value>> {
    match scope {
        StepInstanceId::ROOT => Some(&mut state.variables),
        scope => Some(&mut state.scopes.get_mut(&scope)?.variables),
    }
}

fn number(state: &mut State, given: u64) {
    state.last_id = state.last_id.max(given);
}

fn take_tokens(state: &mut State, scope: StepInstanceId, flow: &FlowId, taken: u32) {
    let Some(tokens) = tokens(state, scope) else {
        return;
    };
    if let Some(count) = tokens.get_mut(flow) {
        *count = count.saturating_sub(taken);
        if *count == 0 {
            tokens.remove(flow);
        }
    }
}

fn doing(state: &mut State, id: StepInstanceId) -> Option<&mut Doing> {
    state.active.get_mut(&id).map(|visit| &mut visit.doing)
}

fn set(state: &mut State, id: StepInstanceId, now: Doing) {
    if let Some(doing) = doing(state, id) {
        *doing = now;
    }
}
