//! A drawing without the blocks that cannot go wrong. What is left is small, and what is proven of it is proven of the
//! whole.

use super::net::{Net, Sort};
use super::order::{Order, components};
use super::space::{comes_from_outside, cut_off, never_waits, tangles, undoes};
use crate::definition::{Definition, Plan, TriggerPlan};
use crate::diagram::{Diagram, Flow, Step};
use crate::id::{FlowId, StepId};
use crate::step::{AskPerson, Sort as GroupSort, Stands, Start, StepKind};
use std::cmp::Reverse;

pub(super) enum Reduced {
    /// Nothing is left: it cannot go wrong.
    Sound,
    /// This may be searched in its place.
    Rest(Box<Diagram>),
    /// It has to be searched as it is.
    Whole,
}

/// Of a drawing without its data.
pub(super) fn reduce(definition: &Definition) -> Reduced {
    let structure = &definition.structure;
    let order = Order::of(definition);
    let passes = never_waits(definition);
    let circles = components(passes.len(), &order.next, |step| passes[step]);
    let begins_once = definition.start.is_some() && structure.starts(0).len() == 1;
    let is_simple = begins_once && structure.links.is_empty() && circles.is_empty();
    let is_odd = has_odd_flows(definition) || !cut_off(definition, &order).is_empty();
    if !is_simple || is_odd || tangles(definition) {
        return Reduced::Whole;
    }
    let mut solved = vec![false; passes.len()];
    let mut rest = Diagram::default();
    for slot in slots(definition) {
        let mut level = Level::of(definition, slot, &solved);
        level.net.reduce();
        let is_solved = level.net.is_solved() && structure.event_subs(slot).is_empty();
        match slot.checked_sub(1) {
            None if is_solved => return Reduced::Sound,
            Some(group) if is_solved => solved[group] = true,
            _ => level.draw(&mut rest),
        }
    }
    Reduced::Rest(Box::new(rest))
}

/// Whether a flow leads from where a way is over, or from one level to another: nobody comes by it.
fn has_odd_flows(definition: &Definition) -> bool {
    let steps = &definition.diagram().steps;
    let slot = |step: usize| definition.structure.slot_of(step);
    let mut ends = definition.graph.ends.iter().flatten();
    ends.any(|(from, to)| {
        steps[*from].kind.ends() || steps[*from].for_compensation || slot(*from) != slot(*to)
    })
}

/// The levels of a drawing, those inside before those around them. The case itself is the last.
fn slots(definition: &Definition) -> Vec<usize> {
    let parent = &definition.structure.parent;
    let depth = |step: usize| std::iter::successors(Some(step), |at| parent[*at]).count();
    let groups = definition.plans.iter().enumerate();
    let groups = groups.filter(|(_, plan)| matches!(plan, Plan::Group(..)));
    let mut groups: Vec<usize> = groups.map(|(step, _)| step).collect();
    groups.sort_by_key(|step| Reverse(depth(*step)));
    let slots = groups.into_iter().map(|step| step + 1);
    slots.chain([0]).collect()
}

/// One level of a drawing as a net.
struct Level<'a> {
    definition: &'a Definition,
    slot: usize,
    net: Net,
    /// By node: the step it stands for, where it is left as it is.
    steps: Vec<Option<usize>>,
}

/// The nodes a step becomes.
#[derive(Clone, Copy)]
struct Place {
    into: usize,
    out: usize,
    /// Where what happens at its edge leads away.
    edge: usize,
}

impl<'a> Level<'a> {
    fn of(definition: &'a Definition, slot: usize, solved: &[bool]) -> Self {
        let mut level = Self {
            definition,
            slot,
            net: Net::default(),
            steps: Vec::new(),
        };
        level.fill(solved);
        level
    }

    fn add(&mut self, sort: Sort, step: Option<usize>) -> usize {
        self.steps.push(step);
        self.net.add(sort)
    }

    fn fill(&mut self, solved: &[bool]) {
        let definition = self.definition;
        let structure = &definition.structure;
        let (source, begin) = (self.add(Sort::Source, None), self.add(Sort::And, None));
        let sink = self.add(Sort::Sink, None);
        self.net.connect(source, begin);
        let here =
            |step: &usize| structure.slot_of(*step) == self.slot && !undoes(definition, *step);
        let here: Vec<usize> = (0..definition.plans.len()).filter(here).collect();
        let mut places: Vec<Option<Place>> = vec![None; definition.plans.len()];
        for &step in &here {
            places[step] = Some(match sort_of(definition, step, solved) {
                Sort::Work => self.work(),
                Sort::Sink => Place::at(sink),
                sort => Place::at(self.add(sort, Some(step))),
            });
        }
        for &step in &here {
            let Some(place) = places[step] else {
                continue;
            };
            let host = edge_of(definition, step).filter(|_| !self.is_opaque(place));
            if let Some(host) = host.and_then(|host| places[host]) {
                self.net.connect(host.edge, place.into);
            }
            if self.net.nodes[place.out].sort == Sort::Sink {
                continue;
            }
            let to = definition.graph.next(step).filter_map(|to| places[to]);
            let to: Vec<Place> = to.collect();
            to.iter()
                .for_each(|to| self.net.connect(place.out, to.into));
            let decides = matches!(self.net.nodes[place.out].sort, Sort::Xor | Sort::Or);
            if to.is_empty() && !decides {
                self.net.connect(place.out, sink);
            }
        }
        let starts = structure.starts(self.slot).iter();
        let starts: Vec<Place> = starts.filter_map(|start| places[*start]).collect();
        for start in &starts {
            if !self.is_opaque(*start) {
                self.net.connect(begin, start.into);
            }
        }
        if starts.is_empty() {
            self.net.connect(begin, sink);
        }
    }

    /// It is done once for each way that comes in, then perhaps left by what happens at its edge, else by all its ways.
    fn work(&mut self) -> Place {
        let into = self.add(Sort::Xor, None);
        let work = self.add(Sort::Work, None);
        let edge = self.add(Sort::Xor, None);
        let out = self.add(Sort::And, None);
        self.net.connect(into, work);
        self.net.connect(work, edge);
        self.net.connect(edge, out);
        Place { into, out, edge }
    }

    fn is_opaque(&self, place: Place) -> bool {
        self.net.nodes[place.into].sort == Sort::Opaque
    }

    /// Draws what is left of it.
    fn draw(&self, rest: &mut Diagram) {
        let bare = &self.definition.diagram().steps;
        let around = self.slot.checked_sub(1).map(|group| bare[group].id.clone());
        let id = |node: usize| match self.steps[node] {
            Some(step) => bare[step].id.clone(),
            None => StepId::new(format!("~{}.{node}", self.slot)),
        };
        for (node, drawn) in self.net.nodes.iter().enumerate() {
            let kind = match drawn.sort {
                _ if drawn.is_gone => continue,
                Sort::Opaque => None,
                Sort::Source => Some(StepKind::Start(Start::default())),
                Sort::Sink if drawn.ins.is_empty() => continue,
                Sort::Sink => Some(StepKind::End),
                Sort::Xor => Some(StepKind::Decide),
                Sort::And => Some(StepKind::Parallel),
                Sort::Or => Some(StepKind::Inclusive),
                Sort::Work => Some(StepKind::AskPerson(AskPerson::default())),
            };
            let mut step = match (kind, self.steps[node]) {
                (None, Some(step)) => bare[step].clone(),
                (kind, _) => Step::new(id(node), kind.unwrap_or(StepKind::End)),
            };
            step.inside.clone_from(&around);
            rest.steps.push(step);
            for &edge in &drawn.outs {
                let name = |part: &str| FlowId::new(format!("~{}.{edge}{part}", self.slot));
                let to = id(self.net.edges[edge].to);
                if !self.net.edges[edge].has_work {
                    rest.flows.push(Flow::new(name(""), id(node), to));
                    continue;
                }
                let between = StepId::new(format!("~{}.{edge}between", self.slot));
                let mut work =
                    Step::new(between.clone(), StepKind::AskPerson(AskPerson::default()));
                work.inside.clone_from(&around);
                rest.steps.push(work);
                rest.flows
                    .push(Flow::new(name(""), id(node), between.clone()));
                rest.flows.push(Flow::new(name("on"), between, to));
            }
        }
    }
}

impl Place {
    fn at(node: usize) -> Self {
        Self {
            into: node,
            out: node,
            edge: node,
        }
    }
}

fn sort_of(definition: &Definition, step: usize, solved: &[bool]) -> Sort {
    let at_edge = definition.structure.boundaries(step).iter();
    let mut at_edge = at_edge.filter(|event| !undoes(definition, **event));
    let chooses = definition
        .around(step)
        .is_some_and(|around| around.ways.is_some());
    if chooses || !at_edge.all(|event| leads_away(definition, *event)) {
        return Sort::Opaque;
    }
    let messages = |triggers: &[TriggerPlan]| {
        triggers
            .iter()
            .all(|trigger| matches!(trigger, TriggerPlan::Message(_)))
    };
    match &definition.plans[step] {
        Plan::Start
        | Plan::Asking(_)
        | Plan::DecidingByTable(_)
        | Plan::Waiting(_)
        | Plan::Service(_)
        | Plan::Task
        | Plan::Script(_)
        | Plan::Call(_) => Sort::Work,
        Plan::Deciding(_) => Sort::Xor,
        Plan::Parallel => Sort::And,
        Plan::Inclusive(_) => Sort::Or,
        Plan::End => Sort::Sink,
        Plan::FirstEvent => {
            let waits = |event: usize| {
                matches!(definition.plans[event], Plan::Catching { .. })
                    && definition.graph.incoming[event].len() == 1
            };
            match definition.graph.next(step).all(waits) {
                true => Sort::Xor,
                false => Sort::Opaque,
            }
        }
        Plan::Catching { .. } => match definition.stands(step) {
            Some(Stands::Boundary { .. }) if leads_away(definition, step) => {
                // Its step has to be left as it is when another event at its edge has to.
                let host = edge_of(definition, step).map(|host| sort_of(definition, host, solved));
                match host {
                    Some(Sort::Work) => Sort::Work,
                    _ => Sort::Opaque,
                }
            }
            Some(Stands::Boundary { .. } | Stands::Start { .. }) => Sort::Opaque,
            _ if comes_from_outside(definition, step) => Sort::Work,
            _ => Sort::Opaque,
        },
        Plan::Throwing { triggers, ends } if messages(triggers) => match ends {
            true => Sort::Sink,
            false => Sort::Work,
        },
        Plan::Group(GroupSort::Event, _) => Sort::Opaque,
        Plan::Group(..) if solved[step] => Sort::Work,
        _ => Sort::Opaque,
    }
}

/// Whether an event at the edge of a step stops it and leads away from it.
fn leads_away(definition: &Definition, event: usize) -> bool {
    let interrupts = matches!(
        definition.stands(event),
        Some(Stands::Boundary {
            interrupting: true,
            ..
        })
    );
    interrupts && comes_from_outside(definition, event)
}

/// The step an event stands at the edge of.
fn edge_of(definition: &Definition, event: usize) -> Option<usize> {
    match definition.stands(event) {
        Some(Stands::Boundary { of, .. }) => definition.graph.step(of),
        _ => None,
    }
}
