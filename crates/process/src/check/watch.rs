//! Looks at everything the search comes by, and notes what is wrong with it, once for each place.

use super::space::Space;
use crate::definition::Plan;
use crate::id::StepInstanceId;
use crate::run::{Doing, Event, Fact, IncidentReason, State, Status};
use std::collections::{BTreeMap, BTreeSet};

/// More of the same at one place than this is not followed any further: it would only grow.
const MOST_OF_ONE: u32 = 2;

/// What is wrong in a marking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wrong {
    /// A token waits for what cannot come.
    Waits,
    /// Two cases of the same step are at work beside each other.
    Twice,
    /// There are more and more of them.
    Piles,
    /// An error is thrown that nothing catches.
    Uncaught,
    /// It goes round without ever waiting.
    Circles,
}

pub(super) struct Raw {
    pub wrong: Wrong,
    pub step: usize,
    pub node: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    GoesOn,
    Over,
    Hopeless,
}

pub(super) struct Watch {
    /// By step: whether it was ever begun, and for a join, begun with all its ways.
    pub entered: Vec<bool>,
    pub raws: Vec<Raw>,
    /// An inclusive join went on although something could still have come to it: what comes first matters.
    pub order_matters: bool,
    known: BTreeSet<(Wrong, usize)>,
}

impl Watch {
    pub fn of(space: &Space) -> Self {
        Self {
            entered: vec![false; space.bare().steps.len()],
            raws: Vec::new(),
            order_matters: false,
            known: BTreeSet::new(),
        }
    }

    pub fn note(&mut self, wrong: Wrong, step: usize, node: usize) {
        if self.known.insert((wrong, step)) {
            self.raws.push(Raw { wrong, step, node });
        }
    }

    /// What happened on the way to a marking.
    pub fn moved(&mut self, space: &Space, node: usize, events: &[Event], after: &State) {
        let graph = &space.definition.graph;
        for event in events {
            match &event.fact {
                Fact::StepEntered {
                    step, via, scope, ..
                } => {
                    let join = graph.step(step);
                    if let Some(step) = join.filter(|step| leads_nowhere(space, *step)) {
                        self.note(Wrong::Waits, step, node);
                    }
                    // One that was released had nothing else to wait for.
                    let released = Fact::JoinReleased {
                        scope: *scope,
                        step: step.clone(),
                    };
                    self.order_matters |= join.is_some_and(|join| {
                        may_still_come(space, after, *scope, join)
                            && !events.iter().any(|event| event.fact == released)
                    });
                    if let Some(step) = graph.step(step)
                        && (!space.definition.is_join(step)
                            || via.len() == graph.incoming[step].len())
                    {
                        self.entered[step] = true;
                        if let Some(first) = space.circles.get(&step) {
                            self.note(Wrong::Circles, *first, node);
                        }
                    }
                }
                Fact::IncidentRaised { step, reason, .. } => {
                    let wrong = match reason {
                        IncidentReason::Uncaught => Wrong::Uncaught,
                        IncidentReason::Loop => Wrong::Circles,
                        _ => Wrong::Waits,
                    };
                    if let Some(step) = graph.step(step) {
                        self.note(wrong, step, node);
                    }
                }
                _ => {}
            }
        }
    }

    /// How things stand in a marking that is new.
    pub fn stands(&mut self, space: &Space, node: usize, state: &State) -> Seen {
        if state.status != Status::Active {
            return Seen::Over;
        }
        let mut most = 0;
        for (step, count) in crowded(space, state) {
            self.note(Wrong::Twice, step, node);
            if count > MOST_OF_ONE {
                self.note(Wrong::Piles, step, node);
            }
            most = most.max(count);
        }
        for (flow, count) in piled(state) {
            let step = space.definition.graph.flow(flow);
            let step = step.and_then(|flow| space.definition.graph.target(flow));
            let needs = step.and_then(|step| space.definition.around(step));
            let needs = needs.map_or(1, |around| around.takes);
            if let Some(step) = step
                && usize::try_from(count).is_ok_and(|count| count > needs)
                && count > MOST_OF_ONE
            {
                self.note(Wrong::Piles, step, node);
                most = most.max(count);
            }
        }
        if most > MOST_OF_ONE {
            Seen::Hopeless
        } else {
            Seen::GoesOn
        }
    }

    /// Nothing can happen any more, and the case is not over.
    pub fn nothing_moves(&mut self, space: &Space, node: usize, state: &State) {
        let stuck = |doing: &Doing| matches!(doing, Doing::Stuck { .. });
        if state.active.values().any(|visit| stuck(&visit.doing)) {
            return;
        }
        let graph = &space.definition.graph;
        let scopes = state.scopes.values().map(|scope| &scope.tokens);
        let tokens = std::iter::once(&state.tokens).chain(scopes).flatten();
        let on_flows = tokens.filter_map(|(flow, _)| graph.target(graph.flow(flow)?));
        let waits = state.waits.values().map(|wait| &wait.step);
        let visits = state.active.values().map(|visit| &visit.step);
        let at_steps = waits.chain(visits).filter_map(|step| graph.step(step));
        if let Some(step) = on_flows.chain(at_steps).next() {
            self.note(Wrong::Waits, step, node);
        }
    }
}

/// Steps at work more than once in the same scope, and how often.
fn crowded(space: &Space, state: &State) -> Vec<(usize, u32)> {
    let mut counts: BTreeMap<(StepInstanceId, &str), u32> = BTreeMap::new();
    for visit in state.active.values() {
        if visit.round.is_none() && visit.undoes_for.is_none() {
            *counts
                .entry((visit.scope, visit.step.as_str()))
                .or_default() += 1;
        }
    }
    let crowded = counts.into_iter().filter(|(_, count)| *count > 1);
    crowded
        .filter_map(|((_, step), count)| Some((space.definition.graph.step(&step.into())?, count)))
        .collect()
}

fn piled(state: &State) -> impl Iterator<Item = (&crate::id::FlowId, u32)> {
    let scopes = state.scopes.values().map(|scope| &scope.tokens);
    let tokens = std::iter::once(&state.tokens).chain(scopes).flatten();
    tokens
        .filter(|(_, count)| **count > 1)
        .map(|(flow, count)| (flow, *count))
}

/// Whether something in a scope can still come to an inclusive join there.
fn may_still_come(space: &Space, state: &State, scope: StepInstanceId, join: usize) -> bool {
    let Some(ways) = space.definition.structure.reaching.get(&join) else {
        return false;
    };
    let comes = |step: usize| step != join && ways.iter().any(|way| way.at_all[step]);
    let graph = &space.definition.graph;
    let tokens = match scope {
        StepInstanceId::ROOT => Some(&state.tokens),
        scope => state.scopes.get(&scope).map(|scope| &scope.tokens),
    };
    let on_flows = tokens.into_iter().flatten();
    let mut on_flows = on_flows.filter_map(|(flow, _)| graph.target(graph.flow(flow)?));
    let visits = state.active.values().filter(|visit| visit.scope == scope);
    let mut at_steps = visits.filter_map(|visit| graph.step(&visit.step));
    on_flows.any(comes) || at_steps.any(comes)
}

/// Whether it chooses a way, and there is none.
fn leads_nowhere(space: &Space, step: usize) -> bool {
    let chooses = matches!(
        space.definition.plans[step],
        Plan::Deciding(_) | Plan::Inclusive(_)
    );
    chooses && space.definition.graph.outgoing[step].is_empty()
}
