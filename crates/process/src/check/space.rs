//! All that can happen in a drawing whose data is left open: where cases begin, what each step may do next, and in which
//! order it is worth looking at.

use super::abstracted::rounds_of;
use super::order::{self, Order};
use crate::catalog::Catalog;
use crate::definition::{Definition, Plan, TriggerPlan};
use crate::diagram::Diagram;
use crate::id::{FlowId, StepId};
use crate::run::{Driver, Wish};
use crate::step::{Repetition, Stands, StepKind, Tells};
use std::collections::{BTreeMap, BTreeSet};

/// Ways out of which any may be taken together are tried in all combinations up to so many; beyond it only some, and
/// nothing is called proven.
const MOST_TOGETHER: usize = 8;

pub(super) struct Space {
    pub definition: Definition,
    pub driver: Driver,
    pub order: Order,
    /// By step: the sets of flows it may be left by; empty where it is left by all of them.
    pub choices: Vec<Vec<Vec<FlowId>>>,
    pub starts: Vec<Wish>,
    /// Steps no case can get to, whatever happens: nothing leads there.
    pub cut_off: Vec<usize>,
    /// By step: the first step of a circle it is on that never waits for anything.
    pub circles: BTreeMap<usize, usize>,
    /// What one step does may depend on what others have done: every order is tried.
    pub tangled: bool,
    /// Some choices are left out.
    pub is_partial: bool,
}

impl Space {
    /// `bare` is a drawing without its data.
    pub fn of(bare: &Diagram) -> Self {
        let definition = Definition::of_deployed(bare, &Catalog::default());
        let order = Order::of(&definition);
        let mut is_partial = false;
        let choices: Vec<Vec<Vec<FlowId>>> = (0..bare.steps.len())
            .map(|step| choices(&definition, step, &mut is_partial))
            .collect();
        let held = (0..bare.steps.len()).filter(|step| is_held(&definition, &choices, *step));
        let mut holds: BTreeSet<StepId> = held.map(|step| bare.steps[step].id.clone()).collect();
        // A circle of gateways is gone round one by one, so that it is seen instead of run.
        let passes = |step: usize| {
            matches!(bare.steps[step].kind, StepKind::Parallel | StepKind::Decide)
                && !holds.contains(&bare.steps[step].id)
        };
        let circling = order::circles(&definition.graph, passes);
        holds.extend(
            circling
                .into_iter()
                .flatten()
                .map(|step| bare.steps[step].id.clone()),
        );
        let driver = Driver {
            holds,
            simulates: true,
            rounds: Some(rounds_of(bare).into()),
            // Whoever enters more than this without waiting has been at some step before.
            visits: Some(2 * bare.steps.len() + 20),
            ..Driver::default()
        };
        let starts = starts(&definition);
        let cut_off = cut_off(&definition, &order);
        let never_waits = never_waits(&definition);
        let circles = order::components(bare.steps.len(), &order.next, |step| never_waits[step]);
        let circles = circles.iter().flat_map(|circle| {
            let first = circle.first().copied().unwrap_or_default();
            circle.iter().map(move |step| (*step, first))
        });
        let circles = circles.collect();
        let tangled = is_tangled(&definition, &order);
        Self {
            definition,
            driver,
            order,
            choices,
            starts,
            cut_off,
            circles,
            tangled,
            is_partial,
        }
    }

    pub fn bare(&self) -> &Diagram {
        self.definition.diagram()
    }
}

/// Steps whose end is a move of its own: all that work, and all that choose.
fn is_held(definition: &Definition, choices: &[Vec<Vec<FlowId>>], step: usize) -> bool {
    match &definition.plans[step] {
        Plan::Asking(_)
        | Plan::DecidingByTable(_)
        | Plan::Waiting(_)
        | Plan::Service(_)
        | Plan::Task
        | Plan::Script(_)
        | Plan::Call(_) => true,
        Plan::Deciding(_) | Plan::Inclusive(_) | Plan::Complex(_) => !choices[step].is_empty(),
        _ => false,
    }
}

fn choices(definition: &Definition, step: usize, is_partial: &mut bool) -> Vec<Vec<FlowId>> {
    let outgoing = &definition.graph.outgoing[step];
    let flows = &definition.diagram().flows;
    if outgoing.len() < 2 {
        return Vec::new();
    }
    let id = |flow: &usize| flows[*flow].id.clone();
    let free = |flow: &&usize| flows[**flow].condition.is_some() || flows[**flow].otherwise;
    match &definition.plans[step] {
        Plan::Deciding(_) => outgoing.iter().map(|flow| vec![id(flow)]).collect(),
        Plan::Inclusive(_) => together(outgoing.iter().map(id).collect(), &[], is_partial),
        Plan::Complex(_) if !outgoing.iter().any(|flow| free(&flow)) => {
            vec![outgoing.iter().map(id).collect()]
        }
        Plan::Complex(_) => together(outgoing.iter().map(id).collect(), &[], is_partial),
        Plan::Asking(_)
        | Plan::DecidingByTable(_)
        | Plan::Service(_)
        | Plan::Task
        | Plan::Script(_)
        | Plan::Call(_)
            if outgoing.iter().any(|flow| free(&flow)) =>
        {
            let always = outgoing.iter().filter(|flow| !free(flow));
            let always: Vec<FlowId> = always.map(id).collect();
            let open = outgoing.iter().filter(free).map(id).collect();
            together(open, &always, is_partial)
        }
        _ => Vec::new(),
    }
}

/// Every set of these flows, each with those that are always taken; never nothing at all.
fn together(open: Vec<FlowId>, always: &[FlowId], is_partial: &mut bool) -> Vec<Vec<FlowId>> {
    let with = |taken: Vec<FlowId>| always.iter().cloned().chain(taken).collect::<Vec<_>>();
    if open.len() > MOST_TOGETHER {
        *is_partial = true;
        let mut some: Vec<_> = open.iter().map(|flow| with(vec![flow.clone()])).collect();
        some.push(with(open));
        return some;
    }
    let sets = (0..1_usize << open.len()).map(|set| {
        let taken = open.iter().enumerate();
        let taken = taken.filter(|(at, _)| set & (1 << at) != 0);
        with(taken.map(|(_, flow)| flow.clone()).collect())
    });
    sets.filter(|taken| !taken.is_empty()).collect()
}

/// Each way a case may begin.
fn starts(definition: &Definition) -> Vec<Wish> {
    let zone = || "UTC".to_owned();
    let begin_at = |steps: Vec<StepId>| Wish::BeginAt {
        steps,
        values: BTreeMap::new(),
        zone: zone(),
    };
    let mut wishes = Vec::new();
    if definition.start.is_some() {
        wishes.push(Wish::Start {
            answers: BTreeMap::new(),
            zone: zone(),
            requester: None,
        });
    } else if definition.structure.is_whole {
        let plain = definition.plain_starts();
        if !plain.is_empty() {
            wishes.push(begin_at(plain));
        }
    }
    for &start in definition.structure.starts(0) {
        let step = &definition.diagram().steps[start];
        let by_event = match &step.kind {
            StepKind::Event(happening) => !happening.triggers.is_empty(),
            StepKind::Receive(receive) => receive.begins,
            StepKind::FirstEvent(first) => first.begins,
            _ => false,
        };
        if by_event {
            wishes.push(begin_at(vec![step.id.clone()]));
        }
    }
    wishes
}

/// By step: whether a case goes on from it at once, whatever happens. A group does when all that is inside does.
pub(super) fn never_waits(definition: &Definition) -> Vec<bool> {
    let mut passes: Vec<bool> = definition.plans.iter().map(passes).collect();
    let parent = &definition.structure.parent;
    loop {
        let waiting = (0..passes.len()).filter(|step| !passes[*step]);
        let around: Vec<usize> = waiting
            .filter_map(|step| parent[step])
            .filter(|parent| passes[*parent])
            .collect();
        if around.is_empty() {
            return passes;
        }
        around.into_iter().for_each(|step| passes[step] = false);
    }
}

fn passes(plan: &Plan) -> bool {
    !matches!(
        plan,
        Plan::Asking(_)
            | Plan::Waiting(_)
            | Plan::Service(_)
            | Plan::Call(_)
            | Plan::FirstEvent
            | Plan::Catching { .. }
    )
}

/// Whether the order in which independent steps end may matter beyond what their own tokens do.
fn is_tangled(definition: &Definition, order: &Order) -> bool {
    let circling_join = definition
        .structure
        .reaching
        .keys()
        .any(|join| order.in_circle[*join]);
    circling_join || order.links_back || tangles(definition)
}

/// Whether steps reach each other beside the flows.
pub(super) fn tangles(definition: &Definition) -> bool {
    let steps = &definition.diagram().steps;
    let caught: BTreeSet<&str> = signals(definition, false).collect();
    let heard = signals(definition, true).any(|name| caught.contains(name));
    let any = |wanted: fn(&Plan) -> bool| definition.plans.iter().any(wanted);
    let undoes = any(|plan| match plan {
        Plan::Throwing { triggers, .. } => triggers
            .iter()
            .any(|trigger| matches!(trigger, TriggerPlan::Compensation(_) | TriggerPlan::Cancel)),
        _ => false,
    });
    let some_of = (0..steps.len()).any(|step| {
        matches!(definition.plans[step], Plan::Complex(_))
            && definition.graph.incoming[step].len() > 1
    });
    let quantities = steps.iter().any(|step| !step.tokens.is_usual());
    let tells = steps.iter().any(|step| {
        matches!(&step.repetition, Some(Repetition::Each(each)) if each.tells != Tells::Never)
    });
    heard || undoes || some_of || quantities || tells || !definition.structure.limited.is_empty()
}

fn signals(definition: &Definition, thrown: bool) -> impl Iterator<Item = &str> {
    let plans = definition.plans.iter();
    plans
        .filter_map(move |plan| match plan {
            Plan::Throwing { triggers, .. } if thrown => Some(triggers),
            Plan::Catching { triggers, .. } if !thrown => Some(triggers),
            _ => None,
        })
        .flatten()
        .filter_map(|trigger| match trigger {
            TriggerPlan::Signal(name) => Some(name.as_str()),
            _ => None,
        })
}

/// Whether something may come from outside to a step that waits for it; the rest comes only from inside the case.
pub(super) fn comes_from_outside(definition: &Definition, step: usize) -> bool {
    let Plan::Catching { triggers, .. } = &definition.plans[step] else {
        return false;
    };
    let host = match definition.stands(step) {
        Some(Stands::Boundary { of, .. }) => definition.graph.step(of),
        _ => None,
    };
    let called = host.is_some_and(|host| matches!(definition.plans[host], Plan::Call(_)));
    triggers.is_empty()
        || triggers.iter().any(|trigger| match trigger {
            TriggerPlan::Escalation(_) => called,
            TriggerPlan::Cancel
            | TriggerPlan::Compensation(_)
            | TriggerPlan::Link(_)
            | TriggerPlan::Terminate => false,
            _ => true,
        })
}

/// Steps that nothing leads to from where cases begin. An end is an end, whatever is drawn behind it.
pub(super) fn cut_off(definition: &Definition, order: &Order) -> Vec<usize> {
    let structure = &definition.structure;
    let mut reached = vec![false; order.next.len()];
    let mut open = match definition.start {
        Some(start) if !structure.is_whole => vec![start],
        _ => structure.starts(0).to_vec(),
    };
    open.extend(structure.event_subs(0));
    while let Some(step) = open.pop() {
        let ends = definition.diagram().steps[step].kind.ends();
        if !std::mem::replace(&mut reached[step], true) && !ends {
            open.extend(&order.next[step]);
        }
    }
    let steps = 0..reached.len();
    steps
        .filter(|step| !reached[*step] && !undoes(definition, *step))
        .collect()
}

/// Whether it is there only to undo something.
pub(super) fn undoes(definition: &Definition, step: usize) -> bool {
    let undoing = |trigger: &TriggerPlan| matches!(trigger, TriggerPlan::Compensation(_));
    definition.diagram().steps[step].for_compensation
        || matches!(&definition.plans[step], Plan::Catching { triggers, .. } if triggers.iter().any(undoing))
}
