//! Making things happen: errors and escalations go up to whoever catches them, signals and messages go out, a
//! transaction is cancelled, everything is ended.

use super::event::{Awaited, Fact, IncidentReason, SentMessage};
use super::scratch::{Begun, Moving, Scratch};
use super::{awaiting, catching, occurring, storable, undo};
use crate::definition::{MessagePlan, Plan, TriggerPlan};
use crate::id::{StepId, StepInstanceId, WaitId};
use crate::step::{Sort, Stands};
use feel::Value;
use std::collections::BTreeMap;

/// A throwing step is reached; it throws when it is its turn.
pub(super) fn begin(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    step: usize,
    triggers: &[TriggerPlan],
) -> Begun {
    if triggers.is_empty() {
        return Begun::Done;
    }
    // An end of everything comes at once.
    if let [TriggerPlan::Terminate] = triggers {
        return throw_all(scratch, id, step, triggers);
    }
    scratch.moving.push_back(Moving::Throw(id));
    Begun::Waits
}

pub(super) fn happen(scratch: &mut Scratch<'_>, id: StepInstanceId) {
    let definition = scratch.definition;
    let step = scratch.step_of(id);
    let Some(step) = step else {
        return;
    };
    if let Plan::Throwing { triggers, .. } = &definition.plans[step] {
        let begun = throw_all(scratch, id, step, triggers);
        scratch.follow(id, step, begun);
    }
}

fn throw_all(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    step: usize,
    triggers: &[TriggerPlan],
) -> Begun {
    for trigger in triggers {
        let begun = throw(scratch, id, step, trigger);
        if scratch.visit(id).is_none() || !matches!(begun, Begun::Done) {
            return begun;
        }
    }
    Begun::Done
}

fn throw(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    step: usize,
    trigger: &TriggerPlan,
) -> Begun {
    let definition = scratch.definition;
    let scope = scratch.scope_of(id);
    match trigger {
        TriggerPlan::Signal(name) => {
            let step = scratch.step_id(step);
            let name = name.clone();
            // Whoever waits already hears it; what it sets off does not hear it again.
            let hearing = hearing(scratch, &name);
            scratch.emit(Fact::SignalSent { step, name });
            finish_end(scratch, id);
            hear(scratch, hearing, &BTreeMap::new());
            Begun::Done
        }
        TriggerPlan::Message(message) => match sent(scratch, id, message) {
            Err(message) => Begun::Stuck(IncidentReason::Expression, message),
            Ok(message) => {
                let step = scratch.step_id(step);
                scratch.emit(Fact::MessageSent { step, message });
                Begun::Done
            }
        },
        TriggerPlan::Error(code) => error(scratch, id, step, code),
        TriggerPlan::Escalation(code) => {
            escalate(scratch, id, step, code);
            Begun::Done
        }
        TriggerPlan::Compensation(of) => undo::begin(scratch, id, *of),
        TriggerPlan::Cancel => cancel(scratch, id, step),
        TriggerPlan::Terminate => {
            scratch.emit(Fact::StepCompleted {
                step_instance: id,
                step: scratch.step_id(step),
            });
            scratch.clear(scope);
            Begun::Waits
        }
        TriggerPlan::Link(_) => {
            let catches = definition.structure.links.get(&step);
            let Some(catch) = catches.and_then(|catches| catches.first()) else {
                let message = "There is no step of this name to go on at.";
                return Begun::Stuck(IncidentReason::NoWay, message.into());
            };
            scratch.emit(Fact::StepCompleted {
                step_instance: id,
                step: scratch.step_id(step),
            });
            scratch.go_to(scope, *catch, &[]);
            Begun::Waits
        }
        // These only wait.
        TriggerPlan::Timer(_) | TriggerPlan::Condition(_) => Begun::Done,
    }
}

/// An end event is over before what it sets off can stop it.
fn finish_end(scratch: &mut Scratch<'_>, id: StepInstanceId) {
    let Some(step) = scratch.visit(id).map(|visit| visit.step.clone()) else {
        return;
    };
    let ends = scratch.definition.graph.step(&step).is_some_and(|step| {
        matches!(&scratch.definition.plans[step], Plan::Throwing { ends: true, triggers } if triggers.len() == 1)
    });
    if ends {
        let scope = scratch.scope_of(id);
        scratch.emit(Fact::StepCompleted {
            step_instance: id,
            step,
        });
        scratch.touch(scope);
    }
}

/// The waits a signal reaches now. What it interrupts hears it once: by the event sub-process inside before the event at
/// the edge, and what interrupts before what does not.
pub(super) fn hearing(scratch: &Scratch<'_>, name: &str) -> Vec<WaitId> {
    let hears = |what: &Awaited| matches!(what, Awaited::Signal { name: heard } if heard == name);
    let mut by_owner: BTreeMap<StepInstanceId, Vec<(u8, WaitId)>> = BTreeMap::new();
    for (id, wait) in &scratch.state.waits {
        if hears(&wait.what) {
            let rank = rank(scratch, &wait.step);
            by_owner.entry(wait.owner).or_default().push((rank, *id));
        }
    }
    let mut heard: Vec<WaitId> = Vec::new();
    for waits in by_owner.values_mut() {
        waits.sort();
        match waits.first() {
            Some((0 | 1, first)) => heard.push(*first),
            _ => heard.extend(waits.iter().map(|(_, id)| *id)),
        }
    }
    heard.sort();
    heard
}

fn rank(scratch: &Scratch<'_>, step: &StepId) -> u8 {
    let step = scratch.definition.graph.step(step);
    match step.and_then(|step| scratch.definition.stands(step)) {
        Some(Stands::Start { interrupting: true }) => 0,
        Some(Stands::Boundary {
            interrupting: true, ..
        }) => 1,
        _ => 2,
    }
}

pub(super) fn hear(
    scratch: &mut Scratch<'_>,
    waits: Vec<WaitId>,
    values: &BTreeMap<String, Value>,
) {
    for wait in waits {
        occurring::occur(scratch, wait, values.clone());
    }
}

fn sent(
    scratch: &Scratch<'_>,
    id: StepInstanceId,
    plan: &MessagePlan,
) -> Result<SentMessage, String> {
    if scratch.simulates() {
        return Ok(SentMessage {
            name: plan.name.clone(),
            key: None,
            content: BTreeMap::new(),
            keep_until: None,
        });
    }
    let key = awaiting::key(scratch, id, plan)?;
    let mut content = BTreeMap::new();
    for (name, from) in &plan.content {
        let value = scratch.evaluate(id, from)?;
        content.insert(name.clone(), storable::value(&value));
    }
    let keep_until = match &plan.keep_for {
        None => None,
        Some(formula) => match scratch.evaluate(id, formula)? {
            Value::Duration(duration) => scratch.at.plus(duration),
            other => {
                return Err(format!(
                    "How long the message is kept, “{}”, gave {}, but must give a duration.",
                    formula.source,
                    other.kind_in_words()
                ));
            }
        },
    };
    Ok(SentMessage {
        name: plan.name.clone(),
        key,
        content,
        keep_until,
    })
}

fn error(scratch: &mut Scratch<'_>, id: StepInstanceId, step: usize, code: &str) -> Begun {
    let scope = scratch.scope_of(id);
    let catcher = catching::find(
        scratch,
        scope,
        Some(id),
        &|trigger| match trigger {
            TriggerPlan::Error(wanted) => Some(wanted),
            _ => None,
        },
        code,
    );
    let caught_by = catcher
        .as_ref()
        .map(|catcher| scratch.step_id(catcher.step()));
    let uncaught = catcher.is_none();
    scratch.emit(Fact::ErrorThrown {
        step: scratch.step_id(step),
        code: code.to_owned(),
        caught_by,
    });
    if uncaught && !scratch.driver.is_some_and(|driver| driver.forgives_errors) {
        let message = match code {
            "" => "An error was thrown here, and nothing in this process catches it.".to_owned(),
            code => format!(
                "The error “{code}” was thrown here, and nothing in this process catches it."
            ),
        };
        return Begun::Stuck(IncidentReason::Uncaught, message);
    }
    finish_end(scratch, id);
    if let Some(catcher) = catcher {
        catching::caught(scratch, &catcher);
    }
    Begun::Done
}

/// Outside work failed for good: whoever catches errors of this step, or of what surrounds it, goes on. Whether
/// anybody does.
pub(super) fn fail(scratch: &mut Scratch<'_>, id: StepInstanceId, step: usize, code: &str) -> bool {
    let own = scratch
        .visit(id)
        .filter(|visit| visit.round.is_none())
        .map(|_| id);
    let scope = scratch.scope_of(id);
    let catcher = catching::find(
        scratch,
        scope,
        own,
        &|trigger| match trigger {
            TriggerPlan::Error(wanted) => Some(wanted),
            _ => None,
        },
        code,
    );
    let Some(catcher) = catcher else {
        return false;
    };
    scratch.emit(Fact::ErrorThrown {
        step: scratch.step_id(step),
        code: code.to_owned(),
        caught_by: Some(scratch.step_id(catcher.step())),
    });
    catching::caught(scratch, &catcher);
    true
}

pub(super) fn escalate(scratch: &mut Scratch<'_>, id: StepInstanceId, step: usize, code: &str) {
    let scope = scratch.scope_of(id);
    let catcher = catching::find(
        scratch,
        scope,
        Some(id),
        &|trigger| match trigger {
            TriggerPlan::Escalation(wanted) => Some(wanted),
            _ => None,
        },
        code,
    );
    scratch.emit(Fact::EscalationThrown {
        step: scratch.step_id(step),
        code: code.to_owned(),
        caught_by: catcher
            .as_ref()
            .map(|catcher| scratch.step_id(catcher.step())),
    });
    if let Some(catcher) = catcher {
        catching::caught(scratch, &catcher);
    }
}

/// What a multi-instance step tells the events at its edge. Telling how far it is never stops it, whatever is drawn.
pub(super) fn tell(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    step: usize,
    trigger: &TriggerPlan,
    progress: bool,
) {
    if let TriggerPlan::Signal(name) = trigger {
        let fact = Fact::SignalSent {
            step: scratch.step_id(step),
            name: name.clone(),
        };
        scratch.emit(fact);
    }
    let definition = scratch.definition;
    for &event in definition.structure.boundaries(step) {
        let Plan::Catching { triggers, .. } = &definition.plans[event] else {
            continue;
        };
        let Some(Stands::Boundary { interrupting, .. }) = definition.stands(event) else {
            continue;
        };
        if triggers.iter().any(|caught| catches(caught, trigger)) {
            occurring::at_edge(
                scratch,
                id,
                event,
                *interrupting && !progress,
                BTreeMap::new(),
            );
            return;
        }
    }
}

fn catches(caught: &TriggerPlan, told: &TriggerPlan) -> bool {
    match (caught, told) {
        (TriggerPlan::Signal(wanted), TriggerPlan::Signal(name)) => wanted == name,
        (TriggerPlan::Escalation(wanted), TriggerPlan::Escalation(code))
        | (TriggerPlan::Error(wanted), TriggerPlan::Error(code)) => {
            wanted.is_empty() || wanted == code
        }
        (TriggerPlan::Message(wanted), TriggerPlan::Message(message)) => {
            wanted.name == message.name
        }
        _ => false,
    }
}

/// The transaction around a step is cancelled: what is at work ends, what is done is undone, and then it is left.
fn cancel(scratch: &mut Scratch<'_>, id: StepInstanceId, step: usize) -> Begun {
    let definition = scratch.definition;
    let mut at = scratch.scope_of(id);
    while at != StepInstanceId::ROOT {
        let group = scratch.step_of(at);
        let transaction = group.is_some_and(|group| {
            matches!(definition.plans[group], Plan::Group(Sort::Transaction, _))
        });
        if transaction {
            break;
        }
        at = scratch.scope_of(at);
    }
    if at == StepInstanceId::ROOT {
        let message = "There is no transaction around this to cancel.";
        return Begun::Stuck(IncidentReason::Uncaught, message.into());
    }
    scratch.emit(Fact::StepCompleted {
        step_instance: id,
        step: scratch.step_id(step),
    });
    let undoable = scratch
        .state
        .scopes
        .get(&at)
        .map(|scope| scope.undoable.clone());
    scratch.clear(at);
    scratch.emit(Fact::TransactionCancelled { step_instance: at });
    undo::all(scratch, at, undoable.unwrap_or_default());
    Begun::Waits
}

/// A cancelled transaction has been undone: it is left by its cancel event.
pub(super) fn leave_cancelled(scratch: &mut Scratch<'_>, id: StepInstanceId) {
    let definition = scratch.definition;
    let step = scratch.step_of(id);
    let cancels = |event: &&usize| {
        matches!(&definition.plans[**event], Plan::Catching { triggers, .. }
            if triggers.iter().any(|trigger| matches!(trigger, TriggerPlan::Cancel)))
    };
    let event = step.and_then(|step| definition.structure.boundaries(step).iter().find(cancels));
    match event {
        Some(event) => occurring::at_edge(scratch, id, *event, true, BTreeMap::new()),
        None => scratch.terminate(id),
    }
}
