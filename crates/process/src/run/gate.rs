//! The gateway that waits for some of its ways: the first few go on, the others are swallowed or stopped, then it begins
//! anew.

use super::event::Fact;
use super::scratch::{Moving, Scratch};
use crate::definition::ComplexPlan;
use crate::id::{FlowId, StepInstanceId};
use crate::step::Rest;
use feel::Value;
use std::collections::BTreeSet;

/// The flows it takes its tokens from, when it goes on now.
pub(super) fn ways_in(
    scratch: &mut Scratch<'_>,
    scope: StepInstanceId,
    flow: usize,
    step: usize,
    plan: &ComplexPlan,
) -> Option<Vec<usize>> {
    let definition = scratch.definition;
    let incoming = &definition.graph.incoming[step];
    if let Some(arrived) = arrived(scratch, scope, step) {
        late(scratch, scope, flow, step, arrived);
        return None;
    }
    let via: Vec<usize> = incoming
        .iter()
        .copied()
        .filter(|flow| scratch.tokens_on(scope, *flow) > 0)
        .collect();
    if !is_enough(scratch, scope, plan, via.len(), incoming.len()) {
        return None;
    }
    match plan.rest {
        Rest::Stop => stop_rest(scratch, scope, step, plan, &via),
        Rest::LeaveRunning | Rest::Wait if via.len() < incoming.len() => {
            let arrived = via.iter().map(|flow| scratch.flow_id(*flow)).collect();
            let step = scratch.step_id(step);
            scratch.emit(Fact::GateChanged {
                scope,
                step,
                arrived,
            });
        }
        Rest::LeaveRunning | Rest::Wait => {}
    }
    Some(via)
}

fn arrived(scratch: &Scratch<'_>, scope: StepInstanceId, step: usize) -> Option<BTreeSet<FlowId>> {
    let gates = match scope {
        StepInstanceId::ROOT => &scratch.state.gates,
        scope => &scratch.state.scopes.get(&scope)?.gates,
    };
    gates
        .get(&scratch.definition.diagram().steps[step].id)
        .cloned()
}

fn is_enough(
    scratch: &Scratch<'_>,
    scope: StepInstanceId,
    plan: &ComplexPlan,
    there: usize,
    all: usize,
) -> bool {
    match (&plan.activation, plan.need) {
        (Some(activation), _) => {
            let mut data = scratch.data_of(scope).into_owned();
            let count = i64::try_from(there).unwrap_or(i64::MAX);
            data.insert("activationCount".to_owned(), Value::from(count));
            // A rule that cannot be worked out yet holds as little as one that is false.
            scratch.is_true(activation, &data).unwrap_or(false)
        }
        (None, Some(need)) => there >= need.clamp(1, all),
        (None, None) => there == all,
    }
}

/// A token comes after the gateway has gone on. One that comes a second time on the same way waits for the next round.
fn late(
    scratch: &mut Scratch<'_>,
    scope: StepInstanceId,
    flow: usize,
    step: usize,
    mut arrived: BTreeSet<FlowId>,
) {
    let definition = scratch.definition;
    if !arrived.insert(scratch.flow_id(flow)) {
        return;
    }
    scratch.emit(Fact::TokensRemoved {
        scope,
        flow: scratch.flow_id(flow),
        count: 1,
    });
    scratch.touch(scope);
    let incoming = &definition.graph.incoming[step];
    let all = arrived.len() == incoming.len();
    let id = scratch.step_id(step);
    scratch.emit(Fact::GateChanged {
        scope,
        step: id,
        arrived: if all {
            Vec::new()
        } else {
            arrived.into_iter().collect()
        },
    });
    if all {
        let again = incoming
            .iter()
            .filter(|flow| scratch.tokens_on(scope, **flow) > 0);
        let again: Vec<_> = again.map(|flow| Moving::Token(scope, *flow)).collect();
        scratch.moving.extend(again);
    }
}

fn stop_rest(
    scratch: &mut Scratch<'_>,
    scope: StepInstanceId,
    step: usize,
    plan: &ComplexPlan,
    via: &[usize],
) {
    let graph = &scratch.definition.graph;
    let mut region = vec![false; scratch.definition.plans.len()];
    if plan.stops.is_empty() {
        let missing = graph.incoming[step]
            .iter()
            .filter(|flow| !via.contains(flow));
        for flow in missing {
            let leading = graph.leading_to(*flow, |at| at == step);
            for (at, leads) in leading.into_iter().enumerate() {
                region[at] |= leads;
            }
        }
    } else {
        plan.stops.iter().for_each(|at| region[*at] = true);
    }
    for id in scratch.visits_in(scope) {
        let at = scratch.step_of(id);
        if at.is_some_and(|at| region[at]) {
            scratch.terminate(id);
        }
    }
    for flow in 0..scratch.definition.diagram().flows.len() {
        let inside = graph.target(flow).is_some_and(|to| region[to])
            || (graph.target(flow) == Some(step) && !via.contains(&flow));
        let count = scratch.tokens_on(scope, flow);
        if inside && count > 0 {
            let flow = scratch.flow_id(flow);
            scratch.emit(Fact::TokensRemoved { scope, flow, count });
        }
    }
}
