//! Which variables may have, and which surely have, a value where a step is reached: a data-flow analysis over the
//! drawing. A step that waits for all its ways knows what any of them sets; any other only what all of them set.

use super::bits::Bits;
use super::declared::{Declared, declared};
use crate::diagram::Diagram;
use crate::graph::Graph;
use crate::step::StepKind;
use std::collections::BTreeMap;

/// Work that is spent at most, in machine words looked at. A drawing that needs more is so tangled that nothing is
/// called certain.
const EFFORT: usize = 20_000_000;

#[derive(Clone, Debug)]
pub(crate) struct DataFlow {
    pub declared: Vec<Declared>,
    numbers: BTreeMap<String, usize>,
    /// By step, on arrival. None where nothing leads.
    sets: Vec<Option<Known>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Known {
    may: Bits,
    must: Bits,
}

impl DataFlow {
    pub fn of(diagram: &Diagram, graph: &Graph) -> Self {
        let declared = declared(diagram);
        let numbers = declared.iter().enumerate();
        let numbers = numbers
            .map(|(number, each)| (each.key.clone(), number))
            .collect();
        let sets = Analysis::new(diagram, graph, &declared).run();
        Self {
            declared,
            numbers,
            sets,
        }
    }

    pub fn number(&self, key: &str) -> Option<usize> {
        self.numbers.get(key).copied()
    }

    pub fn is_reached(&self, step: usize) -> bool {
        self.sets[step].is_some()
    }

    pub fn may_have(&self, step: usize, variable: usize) -> bool {
        self.sets[step]
            .as_ref()
            .is_some_and(|known| known.may.contains(variable))
    }

    pub fn surely_has(&self, step: usize, variable: usize) -> bool {
        self.sets[step]
            .as_ref()
            .is_some_and(|known| known.must.contains(variable))
    }
}

struct Analysis<'a> {
    diagram: &'a Diagram,
    graph: &'a Graph,
    size: usize,
    /// By step: what it sets.
    adds: Vec<Vec<usize>>,
    /// Reached steps, each after as many of those before it as possible.
    order: Vec<usize>,
}

impl<'a> Analysis<'a> {
    fn new(diagram: &'a Diagram, graph: &'a Graph, declared: &[Declared]) -> Self {
        let mut adds = vec![Vec::new(); diagram.steps.len()];
        for (number, each) in declared.iter().enumerate() {
            each.origins
                .iter()
                .for_each(|step| adds[*step].push(number));
        }
        Self {
            diagram,
            graph,
            size: declared.len(),
            adds,
            order: order(diagram, graph),
        }
    }

    fn run(&self) -> Vec<Option<Known>> {
        let mut sets = vec![None; self.diagram.steps.len()];
        for step in &self.order {
            sets[*step] = Some(Known {
                may: Bits::empty(self.size),
                must: Bits::full(self.size),
            });
        }
        // A flow costs something even where there is hardly any data.
        let words = self.diagram.flows.len() * (Bits::empty(self.size).words() + 20);
        let mut left = EFFORT;
        loop {
            let mut changed = false;
            for step in &self.order {
                let known = self.arriving(*step, &sets);
                if sets[*step].as_ref() != Some(&known) {
                    sets[*step] = Some(known);
                    changed = true;
                }
            }
            if !changed {
                return sets;
            }
            left = left.saturating_sub(words);
            if left == 0 {
                return self.given_up();
            }
        }
    }

    fn arriving(&self, step: usize, sets: &[Option<Known>]) -> Known {
        let waits_for_all = matches!(self.diagram.steps[step].kind, StepKind::Parallel);
        let mut arriving: Option<Known> = None;
        for before in self.graph.previous(step) {
            let Some(mut known) = sets[before].clone() else {
                continue;
            };
            for number in &self.adds[before] {
                known.may.insert(*number);
                known.must.insert(*number);
            }
            match &mut arriving {
                None => arriving = Some(known),
                Some(arriving) => {
                    arriving.may.join(&known.may);
                    if waits_for_all {
                        arriving.must.join(&known.must);
                    } else {
                        arriving.must.meet(&known.must);
                    }
                }
            }
        }
        let nothing = || Known {
            may: Bits::empty(self.size),
            must: Bits::empty(self.size),
        };
        match arriving {
            // Wherever a start is reached from, a case begins there with nothing.
            Some(mut known) if matches!(self.diagram.steps[step].kind, StepKind::Start(_)) => {
                known.must = Bits::empty(self.size);
                known
            }
            known => known.unwrap_or_else(nothing),
        }
    }

    fn given_up(&self) -> Vec<Option<Known>> {
        let mut sets = vec![None; self.diagram.steps.len()];
        for step in &self.order {
            sets[*step] = Some(Known {
                may: Bits::full(self.size),
                must: Bits::empty(self.size),
            });
        }
        sets
    }
}

/// Reverse postorder of a depth-first walk from the starts, without recursion.
fn order(diagram: &Diagram, graph: &Graph) -> Vec<usize> {
    let starts = diagram.steps.iter().enumerate();
    let starts = starts.filter(|(_, step)| matches!(step.kind, StepKind::Start(_)));
    let mut seen = vec![false; diagram.steps.len()];
    let mut done = Vec::new();
    for (start, _) in starts {
        let mut path = vec![(start, 0)];
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        while let Some((step, next)) = path.last_mut() {
            match graph.outgoing[*step].get(*next) {
                Some(flow) => {
                    *next += 1;
                    if let Some(to) = graph.target(*flow)
                        && !std::mem::replace(&mut seen[to], true)
                    {
                        path.push((to, 0));
                    }
                }
                None => {
                    done.push(*step);
                    path.pop();
                }
            }
        }
    }
    done.reverse();
    done
}
