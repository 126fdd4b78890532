//! Times that are told from the data of the case are worked out again when the data change: “7 days before the start
//! date”, when the start date has been moved.

use super::event::{Awaited, Fact};
use super::scratch::Scratch;
use super::state::Doing;
use super::{step, timing};
use crate::definition::{Moment, Plan, TimerPlan, TimerSort, TriggerPlan};
use crate::id::{StepInstanceId, TimerId, WaitId};
use feel::Timestamp;

/// What cannot be worked out any more stays as it was.
pub(super) fn look_again(scratch: &mut Scratch<'_>) {
    if scratch.definition.structure.tells_time && !scratch.simulates() {
        waits(scratch);
        events(scratch);
    }
}

/// Steps that wait.
fn waits(scratch: &mut Scratch<'_>) {
    let definition = scratch.definition;
    let changed: Vec<_> = scratch
        .state
        .active
        .iter()
        .filter_map(|(id, visit)| {
            let Doing::AwaitingTimer { timer, due } = &visit.doing else {
                return None;
            };
            let Plan::Waiting(waiting) = &definition.plans[definition.graph.step(&visit.step)?]
            else {
                return None;
            };
            let moment = since(scratch, visit.entered_at);
            let now = step::due(scratch, *id, waiting, &moment).ok()?;
            (waiting.is_of_data() && now != *due).then_some((*id, *timer, now))
        })
        .collect();
    for (step_instance, replaces, due) in changed {
        scratch.emit(Fact::TimerSet {
            timer: TimerId(scratch.next_id()),
            step_instance,
            due,
            replaces: Some(replaces),
        });
    }
}

/// Events that wait for a time.
fn events(scratch: &mut Scratch<'_>) {
    let changed: Vec<_> = scratch
        .state
        .waits
        .iter()
        .filter_map(|(id, wait)| {
            let Awaited::Timer { timer, due, .. } = &wait.what else {
                return None;
            };
            let plan = plan_of(scratch, &wait.step)?;
            let now = due_of(scratch, wait.owner, plan)?;
            (now != *due).then(|| (*id, wait.clone(), *timer, now))
        })
        .collect();
    for (wait, was, timer, due) in changed {
        scratch.emit(Fact::WaitDropped {
            wait,
            timer: Some(timer),
        });
        let id = scratch.next_id();
        scratch.emit(Fact::Awaited {
            wait: WaitId(id),
            owner: was.owner,
            step: was.step,
            what: Awaited::Timer {
                timer: TimerId(id),
                due,
                left: Some(0),
                every: None,
                again: None,
            },
        });
    }
}

/// The timer of an event that waits for a date, and for no other time.
fn plan_of<'a>(scratch: &Scratch<'a>, step: &crate::id::StepId) -> Option<&'a TimerPlan> {
    let definition = scratch.definition;
    let Plan::Catching { triggers, .. } = &definition.plans[definition.graph.step(step)?] else {
        return None;
    };
    let mut timers = triggers.iter().filter_map(|trigger| match trigger {
        TriggerPlan::Timer(plan) => Some(plan),
        _ => None,
    });
    let only = timers.next().filter(|plan| plan.is_of_data())?;
    timers.next().is_none().then_some(only)
}

fn due_of(scratch: &Scratch<'_>, owner: StepInstanceId, plan: &TimerPlan) -> Option<Timestamp> {
    let began = match scratch.visit(owner) {
        Some(visit) => visit.entered_at,
        // The case itself: what is counted from now would begin anew each time.
        None if plan.sort == TimerSort::Relative => scratch.at,
        None => return None,
    };
    let moment = since(scratch, began);
    let working = scratch.definition.working(plan.calendar.as_deref()).ok()?;
    let times = timing::times(plan, &scratch.data_of(owner), &moment, working);
    times.ok().map(|times| times.due)
}

/// The moment at which it began to wait: what a rule counts from now on stays what it was.
fn since<'a>(scratch: &'a Scratch<'_>, began: Timestamp) -> Moment<'a> {
    Moment {
        at: began,
        ..scratch.moment()
    }
}
