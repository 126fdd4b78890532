//! Compensation: what has been done is undone in the reverse order of completion, each once.

use super::awaiting;
use super::event::{Fact, Undoable};
use super::scratch::{Begun, Scratch};
use super::state::Doing;
use super::throwing;
use crate::definition::{Plan, TriggerPlan};
use crate::id::StepInstanceId;
use crate::step::{Sort, StepKind};
use std::collections::BTreeMap;

/// Remembers that what a visit did can be undone, if it can.
pub(super) fn note(scratch: &mut Scratch<'_>, id: StepInstanceId, step: usize) {
    let definition = scratch.definition;
    let own = handler(scratch, step).is_some() || compensating_sub(scratch, step).is_some();
    let scope = scratch.state.scopes.get(&id);
    let inside = scope.is_some_and(|scope| !scope.undoable.is_empty());
    if !own && !inside {
        return;
    }
    let group = matches!(definition.plans[step], Plan::Group(..));
    let variables = scope.filter(|_| group).map(|scope| scope.variables.clone());
    scratch.emit(Fact::UndoNoted {
        step_instance: id,
        step: scratch.step_id(step),
        scope: scratch.scope_of(id),
        variables: variables.unwrap_or_default(),
    });
}

/// Undoes one step, or everything done in the scope of whoever asks.
pub(super) fn begin(scratch: &mut Scratch<'_>, id: StepInstanceId, of: Option<usize>) -> Begun {
    let scope = scratch.scope_of(id);
    let items = match of {
        None => everything(scratch, scope),
        Some(step) => of_step(scratch, scope, step),
    };
    let items = expanded(scratch, items);
    if items.is_empty() {
        return Begun::Done;
    }
    scratch.emit(Fact::UndoBegun {
        step_instance: id,
        items,
    });
    scratch.due.push_back(id);
    Begun::Waits
}

/// Undoes all of this on behalf of a cancelled transaction.
pub(super) fn all(scratch: &mut Scratch<'_>, id: StepInstanceId, items: Vec<Undoable>) {
    let items = expanded(scratch, items);
    scratch.emit(Fact::UndoBegun {
        step_instance: id,
        items,
    });
    scratch.due.push_back(id);
}

/// An event sub-process undoes what was done around it.
fn everything(scratch: &Scratch<'_>, scope: StepInstanceId) -> Vec<Undoable> {
    let mut at = scope;
    let mut items = list(scratch, at);
    while items.is_empty() && at != StepInstanceId::ROOT && is_event_sub(scratch, at) {
        at = scratch.scope_of(at);
        items = list(scratch, at);
    }
    items
}

fn of_step(scratch: &Scratch<'_>, scope: StepInstanceId, step: usize) -> Vec<Undoable> {
    let wanted = scratch.step_id(step);
    let mut at = scope;
    loop {
        let mut items = list(scratch, at);
        items.retain(|item| item.step == wanted);
        if !items.is_empty() || at == StepInstanceId::ROOT {
            return items;
        }
        at = scratch.scope_of(at);
    }
}

fn list(scratch: &Scratch<'_>, scope: StepInstanceId) -> Vec<Undoable> {
    match scope {
        StepInstanceId::ROOT => scratch.state.undoable.clone(),
        scope => scratch
            .state
            .scopes
            .get(&scope)
            .map_or_else(Vec::new, |scope| scope.undoable.clone()),
    }
}

fn is_event_sub(scratch: &Scratch<'_>, scope: StepInstanceId) -> bool {
    let step = scratch
        .visit(scope)
        .and_then(|visit| scratch.definition.step(&visit.step));
    step.is_some_and(
        |step| matches!(&step.kind, StepKind::SubProcess(sub) if sub.sort == Sort::Event),
    )
}

/// Only what has a handler of its own, in the order of completion; of the others, what was done inside them.
fn expanded(scratch: &Scratch<'_>, items: Vec<Undoable>) -> Vec<Undoable> {
    let mut found = Vec::new();
    for item in items {
        let Some(step) = scratch.definition.graph.step(&item.step) else {
            continue;
        };
        let rounds = item.inside.iter().any(|inside| inside.step == item.step);
        let handled = !rounds && handler(scratch, step).is_some();
        let sub = compensating_sub(scratch, step).filter(|_| !rounds);
        if handled {
            found.push(Undoable {
                inside: Vec::new(),
                ..item.clone()
            });
        }
        if let Some((group, _)) = sub {
            // Undone from inside before it is undone as a whole.
            found.push(Undoable {
                step: scratch.step_id(group),
                ..item
            });
        } else if !handled {
            found.extend(expanded(scratch, item.inside));
        }
    }
    found
}

/// The compensation event at the edge of a step and the step it leads to.
fn handler(scratch: &Scratch<'_>, step: usize) -> Option<(usize, usize)> {
    let definition = scratch.definition;
    let mut events = definition.structure.boundaries(step).iter();
    let event = events.find(|event| compensates(scratch, **event))?;
    let handler = definition.graph.next(*event).next()?;
    Some((*event, handler))
}

/// The event sub-process that undoes a sub-process, and its start.
fn compensating_sub(scratch: &Scratch<'_>, step: usize) -> Option<(usize, usize)> {
    let mut groups = scratch.definition.structure.event_subs(step + 1).iter();
    groups.find_map(|group| Some((*group, compensating_start(scratch, *group)?)))
}

fn compensating_start(scratch: &Scratch<'_>, group: usize) -> Option<usize> {
    let starts = scratch.definition.structure.starts(group + 1).iter();
    starts.copied().find(|start| compensates(scratch, *start))
}

fn compensates(scratch: &Scratch<'_>, event: usize) -> bool {
    matches!(&scratch.definition.plans[event], Plan::Catching { triggers, .. }
        if triggers.iter().any(|trigger| matches!(trigger, TriggerPlan::Compensation(_))))
}

/// Undoes the next one; when nothing is left, whoever asked for it goes on.
pub(super) fn next(scratch: &mut Scratch<'_>, id: StepInstanceId) {
    let Some(visit) = scratch.visit(id) else {
        return;
    };
    let Doing::Undoing { rest, cancels } = &visit.doing else {
        return;
    };
    let (item, cancels) = (rest.last().cloned(), *cancels);
    let at = scratch.definition.graph.step(&visit.step);
    match (item, at) {
        (None, _) if cancels => throwing::leave_cancelled(scratch, id),
        (None, Some(step)) => scratch.complete(id, step),
        (None, None) => {}
        (Some(item), _) => {
            scratch.emit(Fact::UndoneNext { step_instance: id });
            let scope = if cancels { id } else { scratch.scope_of(id) };
            run(scratch, id, scope, item);
        }
    }
}

fn run(scratch: &mut Scratch<'_>, id: StepInstanceId, scope: StepInstanceId, item: Undoable) {
    let definition = scratch.definition;
    let Some(step) = definition.graph.step(&item.step) else {
        return scratch.due.push_back(id);
    };
    if let Some(start) = compensating_start(scratch, step) {
        return run_sub(scratch, id, scope, (step, start), item);
    }
    if let Some((event, handler)) = handler(scratch, step) {
        let happened = scratch.enter(scope, event, &[]);
        scratch.emit(Fact::StepCompleted {
            step_instance: happened,
            step: scratch.step_id(event),
        });
        let undoing = scratch.enter_as(scope, handler, &[], None, Some(id));
        return scratch.begin(undoing, handler);
    }
    scratch.due.push_back(id);
}

fn run_sub(
    scratch: &mut Scratch<'_>,
    id: StepInstanceId,
    scope: StepInstanceId,
    (group, start): (usize, usize),
    item: Undoable,
) {
    let undoing = scratch.enter_as(scope, group, &[], None, Some(id));
    scratch.emit(Fact::ScopeOpened {
        step_instance: undoing,
        holds_steps: true,
        undoable: item.inside,
    });
    scratch.write_in(undoing, item.variables);
    awaiting::begin_inside(scratch, undoing, group, start, BTreeMap::new());
}
