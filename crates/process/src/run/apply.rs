//! Folds an event into the state. Running and replaying share it. It never refuses: a log is a fact.

use super::event::{Event, Fact};
use super::state::{Doing, State, Status, StepInstance};
use crate::id::{FlowId, StepInstanceId};

pub fn apply(state: &mut State, event: &Event) {
    match &event.fact {
        Fact::InstanceStarted { by, zone } => {
            state.status = Status::Active;
            state.started_by = Some(*by);
            state.zone.clone_from(zone);
        }
        Fact::VariablesSet { values, .. } => {
            let values = values
                .iter()
                .map(|(key, value)| (key.clone(), value.clone()));
            state.variables.extend(values);
        }
        Fact::StepEntered {
            step_instance,
            step,
            via,
        } => {
            via.iter().for_each(|flow| take_token(state, flow));
            number(state, step_instance.0);
            let visit = StepInstance {
                step: step.clone(),
                entered_at: event.at,
                doing: Doing::Passing,
            };
            state.active.insert(*step_instance, visit);
        }
        Fact::StepCompleted { step_instance, .. } | Fact::StepTerminated { step_instance, .. } => {
            state.active.remove(step_instance);
        }
        // What it worked out is set by an event of its own.
        Fact::TableDecided { .. } => {}
        Fact::FlowTaken { flow } => *state.tokens.entry(flow.clone()).or_default() += 1,
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
                let answer = match std::mem::replace(doing, Doing::Passing) {
                    Doing::Answered { output } => Some(output),
                    _ => None,
                };
                *doing = Doing::Stuck {
                    incident: *incident,
                    reason: *reason,
                    answer,
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
                    _ => Doing::Passing,
                };
            }
        }
        Fact::InstanceCompleted => state.status = Status::Completed,
        Fact::InstanceCancelled { .. } => {
            state.status = Status::Cancelled;
            state.tokens.clear();
            state.active.clear();
        }
    }
}

fn number(state: &mut State, given: u64) {
    state.last_id = state.last_id.max(given);
}

fn take_token(state: &mut State, flow: &FlowId) {
    if let Some(count) = state.tokens.get_mut(flow) {
        *count = count.saturating_sub(1);
        if *count == 0 {
            state.tokens.remove(flow);
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
