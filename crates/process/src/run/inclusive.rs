//! The inclusive join (BPMN 2.0, Table 13.3): it goes on when a way in holds a token, and every token that could still
//! reach an empty way could also reach a filled one.

use super::event::Fact;
use super::scratch::Scratch;
use crate::definition::Reaching;
use crate::id::StepInstanceId;
use std::collections::BTreeSet;

/// Lets the first join that may go on do so.
pub(super) fn fire(scratch: &mut Scratch<'_>) -> bool {
    let definition = scratch.definition;
    for (&join, reaching) in &definition.structure.reaching {
        for scope in scratch.scopes_of(definition.structure.slot_of(join)) {
            if let Some(via) = complete(scratch, scope, join, reaching) {
                scratch.go_to(scope, join, &via);
                return true;
            }
        }
    }
    false
}

/// Nothing is at work in a scope, and joins in it still wait: the first of the diagram goes on.
pub(super) fn release_first(scratch: &mut Scratch<'_>, scope: StepInstanceId) -> bool {
    let definition = scratch.definition;
    let slot = scratch.slot(scope);
    for &join in definition.structure.reaching.keys() {
        if definition.structure.slot_of(join) != slot {
            continue;
        }
        if !filled(scratch, scope, join).is_empty() {
            release(scratch, scope, join);
            return true;
        }
    }
    false
}

fn filled(scratch: &Scratch<'_>, scope: StepInstanceId, join: usize) -> Vec<usize> {
    let incoming = scratch.definition.graph.incoming[join].iter().copied();
    incoming
        .filter(|flow| scratch.tokens_on(scope, *flow) > 0)
        .collect()
}

/// Joins that wait for nothing but each other: nothing else in their scope could still come to any of them. The first of
/// the diagram goes on.
pub(super) fn release_mutual(scratch: &mut Scratch<'_>) -> bool {
    let structure = &scratch.definition.structure;
    if structure.reaching.len() < 2 {
        return false;
    }
    let slots: BTreeSet<usize> = structure
        .reaching
        .keys()
        .map(|join| structure.slot_of(*join))
        .collect();
    for slot in slots {
        for scope in scratch.scopes_of(slot) {
            if let Some(&join) = waiting_for_each_other(scratch, scope, slot).first() {
                release(scratch, scope, join);
                return true;
            }
        }
    }
    false
}

/// In the order of the diagram. Of all that wait, those are left away, round by round, that wait for something else.
fn waiting_for_each_other(scratch: &Scratch<'_>, scope: StepInstanceId, slot: usize) -> Vec<usize> {
    let structure = &scratch.definition.structure;
    let joins = structure.reaching.iter();
    let mut waiting: Vec<(usize, BTreeSet<usize>)> = joins
        .filter(|(join, _)| structure.slot_of(**join) == slot)
        .filter_map(|(join, ways)| {
            let via = filled(scratch, scope, *join);
            (!via.is_empty()).then(|| (*join, held_by(scratch, scope, *join, ways, &via)))
        })
        .collect();
    loop {
        let left: BTreeSet<usize> = waiting.iter().map(|(join, _)| *join).collect();
        let before = waiting.len();
        waiting.retain(|(_, held_by)| held_by.is_subset(&left));
        if waiting.len() == before {
            return left.into_iter().collect();
        }
    }
}

fn release(scratch: &mut Scratch<'_>, scope: StepInstanceId, join: usize) {
    let via = filled(scratch, scope, join);
    let step = scratch.step_id(join);
    scratch.emit(Fact::JoinReleased { scope, step });
    scratch.go_to(scope, join, &via);
}

/// The ways that hold a token, when nothing keeps the join from going on.
fn complete(
    scratch: &Scratch<'_>,
    scope: StepInstanceId,
    join: usize,
    reaching: &[Reaching],
) -> Option<Vec<usize>> {
    let via = filled(scratch, scope, join);
    let free = !via.is_empty() && held_by(scratch, scope, join, reaching, &via).is_empty();
    free.then_some(via)
}

/// The steps from which a token could still reach an empty way of a join, and no filled one.
fn held_by(
    scratch: &Scratch<'_>,
    scope: StepInstanceId,
    join: usize,
    reaching: &[Reaching],
    via: &[usize],
) -> BTreeSet<usize> {
    let graph = &scratch.definition.graph;
    let incoming = &graph.incoming[join];
    let may_still_come = |from: usize| {
        let ways = || incoming.iter().zip(reaching);
        let empty = ways().any(|(flow, way)| !via.contains(flow) && way.at_all[from]);
        empty && !ways().any(|(flow, way)| via.contains(flow) && way.by_flows[from])
    };
    let tokens = match scope {
        StepInstanceId::ROOT => Some(&scratch.state.tokens),
        scope => scratch.state.scopes.get(&scope).map(|scope| &scope.tokens),
    };
    let on_flows = tokens
        .into_iter()
        .flat_map(|tokens| tokens.keys())
        .filter_map(|flow| graph.target(graph.flow(flow)?));
    let visits = scratch.state.active.values();
    let visits = visits.filter(|visit| visit.scope == scope);
    let at_steps = visits.filter_map(|visit| graph.step(&visit.step));
    on_flows
        .chain(at_steps)
        .filter(|step| *step != join && may_still_come(*step))
        .collect()
}
