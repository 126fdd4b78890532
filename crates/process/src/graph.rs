//! A diagram as numbers: which flows leave and reach each step. Flows to steps that are not there are left out, so
//! that everything built on it can rely on both ends.

use crate::diagram::Diagram;
use crate::id::{FlowId, StepId};
use std::collections::BTreeMap;

/// Steps and flows are numbered as they stand in the diagram.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    /// By step: its flows out, in the order of the diagram.
    pub outgoing: Vec<Vec<usize>>,
    /// By step: its flows in.
    pub incoming: Vec<Vec<usize>>,
    /// By flow: the steps it leads from and to; none when one of them is not there.
    pub ends: Vec<Option<(usize, usize)>>,
    steps: BTreeMap<StepId, usize>,
    flows: BTreeMap<FlowId, usize>,
}

impl Graph {
    /// Where an id stands twice, the first one is meant.
    pub fn of(diagram: &Diagram) -> Self {
        let mut graph = Self {
            outgoing: vec![Vec::new(); diagram.steps.len()],
            incoming: vec![Vec::new(); diagram.steps.len()],
            ..Self::default()
        };
        for (index, step) in diagram.steps.iter().enumerate() {
            graph.steps.entry(step.id.clone()).or_insert(index);
        }
        for (index, flow) in diagram.flows.iter().enumerate() {
            graph.flows.entry(flow.id.clone()).or_insert(index);
            let ends = graph.step(&flow.from).zip(graph.step(&flow.to));
            if let Some((from, to)) = ends {
                graph.outgoing[from].push(index);
                graph.incoming[to].push(index);
            }
            graph.ends.push(ends);
        }
        graph
    }

    pub fn step(&self, id: &StepId) -> Option<usize> {
        self.steps.get(id).copied()
    }

    pub fn flow(&self, id: &FlowId) -> Option<usize> {
        self.flows.get(id).copied()
    }

    /// The step a flow leads to.
    pub fn target(&self, flow: usize) -> Option<usize> {
        self.ends[flow].map(|(_, to)| to)
    }

    /// The step a flow comes from.
    pub fn source(&self, flow: usize) -> Option<usize> {
        self.ends[flow].map(|(from, _)| from)
    }

    pub fn next(&self, step: usize) -> impl Iterator<Item = usize> + '_ {
        self.outgoing[step]
            .iter()
            .filter_map(|flow| self.target(*flow))
    }

    pub fn previous(&self, step: usize) -> impl Iterator<Item = usize> + '_ {
        self.incoming[step]
            .iter()
            .filter_map(|flow| self.source(*flow))
    }

    /// Everything that can be reached from these steps, themselves included.
    pub fn reachable_from(&self, from: impl IntoIterator<Item = usize>) -> Vec<bool> {
        self.spread(from, |graph, step, visit| graph.next(step).for_each(visit))
    }

    /// Everything that can reach one of these steps, themselves included.
    pub fn reaching(&self, to: impl IntoIterator<Item = usize>) -> Vec<bool> {
        self.spread(to, |graph, step, visit| {
            graph.previous(step).for_each(visit)
        })
    }

    /// The steps from which a flow can be reached without passing a barrier.
    pub fn leading_to(&self, flow: usize, barrier: impl Fn(usize) -> bool) -> Vec<bool> {
        let from = self.source(flow).filter(|from| !barrier(*from));
        self.spread(from, |graph, step, visit| {
            let before = graph.previous(step).filter(|before| !barrier(*before));
            before.for_each(visit);
        })
    }

    fn spread(
        &self,
        from: impl IntoIterator<Item = usize>,
        neighbours: impl Fn(&Self, usize, &mut dyn FnMut(usize)),
    ) -> Vec<bool> {
        let mut seen = vec![false; self.outgoing.len()];
        let mut open: Vec<usize> = from.into_iter().collect();
        open.iter().for_each(|step| seen[*step] = true);
        while let Some(step) = open.pop() {
            neighbours(self, step, &mut |next| {
                if !seen[next] {
                    seen[next] = true;
                    open.push(next);
                }
            });
        }
        seen
    }
}
