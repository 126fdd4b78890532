//! How the steps of a diagram hang together besides their flows: sub-processes, boundary events, links, and from where
//! the ways into an inclusive gateway can still be reached.

use super::plan::Plan;
use super::trigger::TriggerPlan;
use crate::diagram::Diagram;
use crate::graph::Graph;
use crate::problem::rules::whole::is_whole;
use crate::step::{Sort, Stands, StepKind};
use std::collections::{BTreeMap, BTreeSet};

/// Steps by number. The case itself is the slot 0, the inside of step `n` the slot `n + 1`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Structure {
    /// By step: the sub-process it stands in.
    pub parent: Vec<Option<usize>>,
    /// By step: the events at its edge. Empty as a whole when there are none at all.
    boundaries: BTreeMap<usize, Vec<usize>>,
    /// By slot: the event sub-processes.
    event_subs: BTreeMap<usize, Vec<usize>>,
    /// By slot: where it begins.
    starts: BTreeMap<usize, Vec<usize>>,
    /// By slot: the steps that nothing leads to. They begin with whatever surrounds them.
    loose: BTreeMap<usize, Vec<usize>>,
    /// By throwing link: where it goes on.
    pub links: BTreeMap<usize, Vec<usize>>,
    /// By inclusive gateway with several ways in: for each of them, the steps it can still be reached from; by flows
    /// and links alone, and by way of events at the edge of steps too.
    pub reaching: BTreeMap<usize, Vec<Reaching>>,
    /// There is more than steps in one plane, each begun by flows alone.
    pub is_whole: bool,
    /// Steps that may not be at work at any time.
    pub limited: Vec<usize>,
    /// By step: how many steps stand inside it. Empty where no step stands in another.
    pub inside: Vec<usize>,
    /// By slot: only one of its steps is at work at any time.
    pub one_at_a_time: BTreeSet<usize>,
    /// Some wait for a time that is told from the data of the case.
    pub tells_time: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Reaching {
    pub by_flows: Vec<bool>,
    pub at_all: Vec<bool>,
}

impl Structure {
    pub fn of(diagram: &Diagram, graph: &Graph, plans: &[Plan]) -> Self {
        let mut made = Self {
            parent: parents(diagram, graph),
            is_whole: is_whole(diagram),
            one_at_a_time: one_at_a_time(diagram),
            tells_time: plans.iter().any(Plan::tells_time),
            ..Self::default()
        };
        made.inside = inside(&made.parent);
        for (index, step) in diagram.steps.iter().enumerate() {
            let slot = made.slot_of(index);
            if !step.only.is_usual() || made.one_at_a_time.contains(&slot) {
                made.limited.push(index);
            }
            match &step.kind {
                StepKind::Event(happening) => {
                    if let Stands::Boundary { of, .. } = &happening.at
                        && let Some(host) = graph.step(of)
                    {
                        made.boundaries.entry(host).or_default().push(index);
                    }
                }
                StepKind::SubProcess(sub) if sub.sort == Sort::Event => {
                    made.event_subs.entry(slot).or_default().push(index);
                }
                _ => {}
            }
        }
        made.find_starts(diagram, graph);
        made.find_links(plans);
        made.find_reaching(graph, plans);
        made
    }

    pub fn slot_of(&self, step: usize) -> usize {
        self.parent[step].map_or(0, |parent| parent + 1)
    }

    pub fn boundaries(&self, step: usize) -> &[usize] {
        self.boundaries.get(&step).map_or(&[], Vec::as_slice)
    }

    pub fn event_subs(&self, slot: usize) -> &[usize] {
        self.event_subs.get(&slot).map_or(&[], Vec::as_slice)
    }

    pub fn starts(&self, slot: usize) -> &[usize] {
        self.starts.get(&slot).map_or(&[], Vec::as_slice)
    }

    pub fn loose(&self, slot: usize) -> &[usize] {
        self.loose.get(&slot).map_or(&[], Vec::as_slice)
    }

    /// Starts, and every step that nothing leads to.
    fn find_starts(&mut self, diagram: &Diagram, graph: &Graph) {
        let mut plain: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut loose: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, step) in diagram.steps.iter().enumerate() {
            let slot = self.slot_of(index);
            let begins = |at: &Stands| matches!(at, Stands::Start { .. });
            match &step.kind {
                StepKind::Start(_) => plain.entry(slot).or_default().push(index),
                StepKind::Event(happening) if begins(&happening.at) => {
                    plain.entry(slot).or_default().push(index);
                }
                StepKind::Event(happening)
                    if matches!(happening.at, Stands::Boundary { .. })
                        || is_link_catch(happening) => {}
                StepKind::SubProcess(sub) if sub.sort == Sort::Event => {}
                _ if step.for_compensation || !graph.incoming[index].is_empty() => {}
                _ => loose.entry(slot).or_default().push(index),
            }
        }
        for (slot, steps) in &loose {
            plain.entry(*slot).or_default().extend(steps);
        }
        self.starts = plain;
        self.loose = loose;
    }

    fn find_links(&mut self, plans: &[Plan]) {
        let mut catches: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
        for (index, plan) in plans.iter().enumerate() {
            if let Plan::Catching { triggers, .. } = plan {
                for trigger in triggers {
                    if let TriggerPlan::Link(name) = trigger {
                        let slot = self.slot_of(index);
                        catches.entry((slot, name)).or_default().push(index);
                    }
                }
            }
        }
        for (index, plan) in plans.iter().enumerate() {
            if let Plan::Throwing { triggers, .. } = plan {
                for trigger in triggers {
                    if let TriggerPlan::Link(name) = trigger {
                        let found = catches.get(&(self.slot_of(index), name.as_str()));
                        self.links.insert(index, found.cloned().unwrap_or_default());
                    }
                }
            }
        }
    }

    fn find_reaching(&mut self, graph: &Graph, plans: &[Plan]) {
        let joins = plans.iter().enumerate().filter(|(index, plan)| {
            matches!(plan, Plan::Inclusive(_)) && graph.incoming[*index].len() > 1
        });
        let joins: Vec<usize> = joins.map(|(index, _)| index).collect();
        if joins.is_empty() {
            return;
        }
        // Where a token may also come from: the throwing end of a link, and the step an event stands at.
        let mut links: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (throw, catches) in &self.links {
            for catch in catches {
                links.entry(*catch).or_default().push(*throw);
            }
        }
        let mut others = links.clone();
        for (host, events) in &self.boundaries {
            for event in events {
                others.entry(*event).or_default().push(*host);
            }
        }
        for join in joins {
            let ways = graph.incoming[join].iter();
            let ways = ways.map(|flow| Reaching {
                by_flows: reaching(graph, &links, *flow, join),
                at_all: reaching(graph, &others, *flow, join),
            });
            let ways = ways.collect();
            self.reaching.insert(join, ways);
        }
    }
}

/// The steps from which a flow can be reached without passing its gateway.
fn reaching(
    graph: &Graph,
    others: &BTreeMap<usize, Vec<usize>>,
    flow: usize,
    join: usize,
) -> Vec<bool> {
    let mut seen = vec![false; graph.outgoing.len()];
    let mut open: Vec<usize> = graph.source(flow).into_iter().collect();
    while let Some(step) = open.pop() {
        if step == join || std::mem::replace(&mut seen[step], true) {
            continue;
        }
        open.extend(graph.previous(step));
        open.extend(others.get(&step).into_iter().flatten());
    }
    seen
}

fn is_link_catch(happening: &crate::step::Happening) -> bool {
    let link =
        |trigger: &crate::step::Trigger| matches!(trigger, crate::step::Trigger::Link { .. });
    happening.at == Stands::Catch && happening.triggers.iter().any(link)
}

fn one_at_a_time(diagram: &Diagram) -> BTreeSet<usize> {
    let sequential = |kind: &StepKind| match kind {
        StepKind::SubProcess(sub) => matches!(
            sub.sort,
            Sort::AdHoc {
                sequential: true,
                ..
            }
        ),
        _ => false,
    };
    let steps = diagram.steps.iter().enumerate();
    steps
        .filter(|(_, step)| sequential(&step.kind))
        .map(|(index, _)| index + 1)
        .collect()
}

/// How many steps each holds. No step stands in itself here.
fn inside(parent: &[Option<usize>]) -> Vec<usize> {
    if parent.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut inside = vec![0; parent.len()];
    for step in 0..parent.len() {
        let mut at = parent[step];
        while let Some(around) = at {
            inside[around] += 1;
            at = parent[around];
        }
    }
    inside
}

/// A step that is said to stand in itself, or in something that is no sub-process, stands in the case.
pub(crate) fn parents(diagram: &Diagram, graph: &Graph) -> Vec<Option<usize>> {
    let direct: Vec<Option<usize>> = diagram
        .steps
        .iter()
        .map(|step| {
            let parent = graph.step(step.inside.as_ref()?)?;
            let holds = matches!(diagram.steps[parent].kind, StepKind::SubProcess(_));
            holds.then_some(parent)
        })
        .collect();
    if direct.iter().all(Option::is_none) {
        return direct;
    }
    let in_circles = |index: usize| {
        let mut at = direct[index];
        for _ in 0..=direct.len() {
            match at {
                None => return false,
                Some(parent) => at = direct[parent],
            }
        }
        true
    };
    (0..direct.len())
        .map(|index| direct[index].filter(|_| !in_circles(index)))
        .collect()
}
