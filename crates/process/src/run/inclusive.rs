//! The inclusive join (BPMN 2.0, Table 13.3): it goes on when a way in holds a token, and every token that could still
//! reach an empty way could also reach a filled one.

use super::event::Fact;
use super::scratch::Scratch;
use crate::definition::Reaching;
use crate::id::StepInstanceId;

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

/// Of joins that wait for each other, the first of the diagram goes on.
pub(super) fn release_first(scratch: &mut Scratch<'_>, scope: StepInstanceId) -> bool {
    let definition = scratch.definition;
    let slot = scratch.slot(scope);
    for &join in definition.structure.reaching.keys() {
        if definition.structure.slot_of(join) != slot {
            continue;
        }
        let via = filled(scratch, scope, join);
        if !via.is_empty() {
            let step = scratch.step_id(join);
            scratch.emit(Fact::JoinReleased { scope, step });
            scratch.go_to(scope, join, &via);
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

fn complete(
    scratch: &Scratch<'_>,
    scope: StepInstanceId,
    join: usize,
    reaching: &[Reaching],
) -> Option<Vec<usize>> {
    let via = filled(scratch, scope, join);
    if via.is_empty() {
        return None;
    }
    let incoming = &scratch.definition.graph.incoming[join];
    let may_still_come = |from: usize| {
        let ways = || incoming.iter().zip(reaching);
        let empty = ways().any(|(flow, way)| !via.contains(flow) && way.at_all[from]);
        empty && !ways().any(|(flow, way)| via.contains(flow) && way.by_flows[from])
    };
    let graph = &scratch.definition.graph;
    let tokens = match scope {
        StepInstanceId::ROOT => &scratch.state.tokens,
        scope => &scratch.state.scopes.get(&scope)?.tokens,
    };
    let mut on_flows = tokens
        .keys()
        .filter_map(|flow| graph.target(graph.flow(flow)?));
    let visits = scratch
        .state
        .active
        .values()
        .filter(|visit| visit.scope == scope);
    let mut at_steps = visits.filter_map(|visit| graph.step(&visit.step));
    let waits = on_flows.any(|step| step != join && may_still_come(step))
        || at_steps.any(|step| step != join && may_still_come(step));
    (!waits).then_some(via)
}
