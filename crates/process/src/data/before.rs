//! What comes before a step: along its flows, and without any: at the edge of another step, inside one, behind a link.

use crate::definition::parents;
use crate::diagram::{Diagram, Step};
use crate::graph::Graph;
use crate::step::{Repetition, Sort, Stands, StepKind, Trigger};
use std::collections::{BTreeMap, BTreeSet};

/// How one step stands before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// The other one is done.
    After(usize),
    /// The other one has begun.
    Within(usize),
    /// The other one, or some of what is inside it, may have been done by then, or not.
    Perhaps(usize),
}

impl Link {
    pub fn step(self) -> usize {
        match self {
            Self::After(step) | Self::Within(step) | Self::Perhaps(step) => step,
        }
    }
}

pub(super) struct Before {
    /// By step.
    pub links: Vec<Vec<Link>>,
    /// Steps that a case begins with.
    pub entries: Vec<usize>,
    /// By step: the sub-process it stands in.
    pub parents: Vec<Option<usize>>,
    /// By sub-process: the steps right inside it.
    pub inside: BTreeMap<usize, Vec<usize>>,
    /// By sub-process that hands on all that is set inside it: the steps it ends with.
    pub ends: BTreeMap<usize, Vec<usize>>,
}

impl Before {
    pub fn of(diagram: &Diagram, graph: &Graph) -> Self {
        let flows = |step: usize| graph.previous(step).map(Link::After).collect();
        let mut before = Self {
            links: (0..diagram.steps.len()).map(flows).collect(),
            entries: Vec::new(),
            parents: parents(diagram, graph),
            inside: BTreeMap::new(),
            ends: BTreeMap::new(),
        };
        for (index, step) in diagram.steps.iter().enumerate() {
            if let Some(around) = before.parents[index] {
                before.inside.entry(around).or_default().push(index);
            }
            if matches!(step.kind, StepKind::Start(_)) && before.parents[index].is_none() {
                before.entries.push(index);
            }
        }
        if crate::problem::rules::whole::is_whole(diagram) {
            (0..diagram.steps.len()).for_each(|step| before.add(diagram, graph, step));
            before.find_ends(diagram, graph);
        }
        before
    }

    /// The links of one step besides its flows.
    fn add(&mut self, diagram: &Diagram, graph: &Graph, index: usize) {
        let step = &diagram.steps[index];
        let links = &mut self.links[index];
        if step.repetition.is_some() {
            links.push(Link::Perhaps(index));
        }
        if let Some(host) = host(step, graph) {
            match undoes(step) {
                true => links.push(Link::After(host)),
                false => links.extend([Link::Within(host), Link::Perhaps(host)]),
            }
            return;
        }
        if let Some(name) = link_at(step, &Stands::Catch) {
            let throws = diagram.steps.iter().enumerate();
            let throws = throws.filter(|(_, other)| link_at(other, &Stands::Throw) == Some(name));
            links.extend(throws.map(|(throw, _)| Link::After(throw)));
            return;
        }
        if !graph.incoming[index].is_empty() {
            return;
        }
        let at_any_time = is_event_sub(step) || step.for_compensation;
        match self.parents[index] {
            Some(around) => {
                links.push(Link::Within(around));
                if at_any_time || is_ad_hoc(&diagram.steps[around]) {
                    links.push(Link::Perhaps(around));
                }
            }
            None if begins_a_case(step) => {
                if !self.entries.contains(&index) {
                    self.entries.push(index);
                }
            }
            None => {
                let outer = (0..diagram.steps.len())
                    .filter(|other| *other != index && self.parents[*other].is_none());
                let outer: Vec<usize> = outer.collect();
                let begins = |other: &usize| begins_a_case(&diagram.steps[*other]);
                let starts = outer.iter().copied().filter(begins);
                links.extend(starts.map(Link::After));
                if links.is_empty() {
                    self.entries.push(index);
                }
                if at_any_time {
                    links.extend(outer.into_iter().map(Link::Perhaps));
                }
            }
        }
    }

    /// The steps inside a sub-process that one of its ways surely comes by; what only goes on beside it is left out.
    fn on_the_main_way(
        &self,
        diagram: &Diagram,
        group: usize,
        inside: &[usize],
    ) -> BTreeSet<usize> {
        let beside = |inner: usize| {
            let step = &diagram.steps[inner];
            let goes_on = matches!(&step.kind, StepKind::Event(happening)
                if matches!(happening.at, Stands::Boundary { interrupting: false, .. }));
            goes_on || undoes(step) || is_event_sub(step) || step.for_compensation
        };
        let mut behind: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for inner in inside.iter().copied().filter(|inner| !beside(*inner)) {
            for link in &self.links[inner] {
                if !matches!(link, Link::Perhaps(_)) {
                    behind.entry(link.step()).or_default().push(inner);
                }
            }
        }
        let mut found = BTreeSet::new();
        let mut open = vec![group];
        while let Some(step) = open.pop() {
            let next = behind.get(&step).into_iter().flatten();
            open.extend(next.copied().filter(|next| found.insert(*next)));
        }
        found
    }

    fn find_ends(&mut self, diagram: &Diagram, graph: &Graph) {
        for (group, inside) in &self.inside {
            if keeps_to_itself(&diagram.steps[*group]) {
                continue;
            }
            let main = self.on_the_main_way(diagram, *group, inside);
            let ends = main.into_iter().filter(|inner| {
                let step = &diagram.steps[*inner];
                graph.outgoing[*inner].is_empty() && !fails(step)
            });
            self.ends.insert(*group, ends.collect());
        }
    }
}

fn begins_a_case(step: &Step) -> bool {
    match &step.kind {
        StepKind::Start(_) => true,
        StepKind::Event(happening) => matches!(happening.at, Stands::Start { .. }),
        StepKind::Receive(receive) => receive.begins,
        StepKind::FirstEvent(first) => first.begins,
        _ => false,
    }
}

fn host(step: &Step, graph: &Graph) -> Option<usize> {
    match &step.kind {
        StepKind::Event(happening) => match &happening.at {
            Stands::Boundary { of, .. } => graph.step(of),
            _ => None,
        },
        _ => None,
    }
}

/// The name of a link, where the step stands like this.
fn link_at<'a>(step: &'a Step, at: &Stands) -> Option<&'a str> {
    let StepKind::Event(happening) = &step.kind else {
        return None;
    };
    let mut names = happening
        .triggers
        .iter()
        .filter_map(|trigger| match trigger {
            Trigger::Link { name } => Some(name.as_str()),
            _ => None,
        });
    names.next().filter(|_| happening.at == *at)
}

fn undoes(event: &Step) -> bool {
    matches!(&event.kind, StepKind::Event(happening)
        if happening.triggers.iter().any(|trigger| matches!(trigger, Trigger::Compensation { .. })))
}

/// Whether only what its outputs say, or what is collected of each round, leaves a step.
fn keeps_to_itself(step: &Step) -> bool {
    let collects =
        matches!(&step.repetition, Some(Repetition::Each(each)) if each.collect.is_some());
    collects || !step.outputs.is_empty()
}

/// Whether a way that ends here does not lead on behind the sub-process.
fn fails(step: &Step) -> bool {
    let fatal = |trigger: &Trigger| matches!(trigger, Trigger::Error { .. } | Trigger::Cancel);
    matches!(&step.kind, StepKind::Event(happening)
        if happening.at == Stands::End && happening.triggers.iter().any(fatal))
}

fn is_event_sub(step: &Step) -> bool {
    matches!(&step.kind, StepKind::SubProcess(sub) if sub.sort == Sort::Event)
}

fn is_ad_hoc(step: &Step) -> bool {
    matches!(&step.kind, StepKind::SubProcess(sub) if matches!(sub.sort, Sort::AdHoc { .. }))
}
