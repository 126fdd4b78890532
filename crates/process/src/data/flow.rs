//! Which variables may have, and which surely have, a value where a step is reached: a data-flow analysis over the
//! drawing. A step that waits for all its ways knows what any of them sets; any other only what all of them set.

use super::before::{Before, Link};
use super::bits::Bits;
use super::declared::{Declared, declared};
use crate::diagram::Diagram;
use crate::graph::Graph;
use crate::step::StepKind;
use std::collections::BTreeMap;

/// Work that is spent at most, in machine words looked at. A drawing that needs more is so tangled that nothing is
/// called certain.
const EFFORT: usize = 20_000_000;
/// Sub-processes in sub-processes that are looked into.
const DEEPEST: usize = 12;

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
    before: Before,
    size: usize,
    /// By step: what it sets.
    adds: Vec<Vec<usize>>,
    /// By sub-process: what is set anywhere inside it.
    set_inside: BTreeMap<usize, Bits>,
    /// By step: how many flows leave it.
    leaving: Vec<usize>,
    /// Reached steps, each after as many of those before it as possible.
    order: Vec<usize>,
}

impl<'a> Analysis<'a> {
    fn new(diagram: &'a Diagram, graph: &Graph, declared: &[Declared]) -> Self {
        let mut adds = vec![Vec::new(); diagram.steps.len()];
        for (number, each) in declared.iter().enumerate() {
            each.origins
                .iter()
                .for_each(|step| adds[*step].push(number));
        }
        let before = Before::of(diagram, graph);
        let mut set_inside: BTreeMap<usize, Bits> = BTreeMap::new();
        for (step, numbers) in adds.iter().enumerate() {
            let mut around = before.parents[step].filter(|_| !numbers.is_empty());
            while let Some(group) = around {
                let all = set_inside.entry(group);
                let all = all.or_insert_with(|| Bits::empty(declared.len()));
                numbers.iter().for_each(|number| all.insert(*number));
                around = before.parents[group];
            }
        }
        Self {
            diagram,
            order: order(&before),
            before,
            size: declared.len(),
            adds,
            set_inside,
            leaving: graph.outgoing.iter().map(Vec::len).collect(),
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
        let links: usize = self.before.links.iter().map(Vec::len).sum();
        let words = links * (Bits::empty(self.size).words() + 20);
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
        let mut perhaps = Bits::empty(self.size);
        for link in &self.before.links[step] {
            let known = match link {
                Link::After(before) => self.after(*before, sets, DEEPEST),
                Link::Within(before) => sets[*before].clone(),
                Link::Perhaps(before) => {
                    self.add_may(*before, sets, &mut perhaps);
                    None
                }
            };
            let Some(known) = known else {
                continue;
            };
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
        if let Some(arriving) = &mut arriving {
            arriving.may.join(&perhaps);
        }
        let nothing = || Known {
            may: Bits::empty(self.size),
            must: Bits::empty(self.size),
        };
        match arriving {
            // Wherever a start is reached from, a case begins there with nothing.
            Some(mut known) if self.before.entries.contains(&step) => {
                known.must = Bits::empty(self.size);
                known
            }
            known => known.unwrap_or_else(nothing),
        }
    }

    /// What is known when a step is done; also what was set inside it, where that is handed on.
    fn after(&self, step: usize, sets: &[Option<Known>], deep: usize) -> Option<Known> {
        let mut known = sets[step].clone()?;
        for number in &self.adds[step] {
            known.may.insert(*number);
            known.must.insert(*number);
        }
        let Some(ends) = self.before.ends.get(&step) else {
            return Some(known);
        };
        self.add_may(step, sets, &mut known.may);
        let Some(deep) = deep.checked_sub(1) else {
            return Some(known);
        };
        let mut ends = ends.iter().filter_map(|end| self.after(*end, sets, deep));
        if let Some(first) = ends.next() {
            let together = self.parts(step);
            let inside = ends.fold(first.must, |mut all, end| {
                match together {
                    true => all.join(&end.must),
                    false => all.meet(&end.must),
                }
                all
            });
            known.must.join(&inside);
        }
        Some(known)
    }

    /// Whether ways inside a sub-process may be taken together: then each of its ends may be reached.
    fn parts(&self, group: usize) -> bool {
        let mut inside = self.before.inside.get(&group).into_iter().flatten();
        inside.any(|step| {
            !matches!(
                self.diagram.steps[*step].kind,
                StepKind::Decide | StepKind::FirstEvent(_)
            ) && self.leaving[*step] > 1
        })
    }

    /// Everything that may be set by a step and inside it.
    fn add_may(&self, step: usize, sets: &[Option<Known>], may: &mut Bits) {
        if let Some(known) = &sets[step] {
            may.join(&known.may);
        }
        self.adds[step]
            .iter()
            .for_each(|number| may.insert(*number));
        if let Some(inside) = self.set_inside.get(&step) {
            may.join(inside);
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

/// Reverse postorder of a depth-first walk from where a case begins, without recursion.
fn order(before: &Before) -> Vec<usize> {
    let mut behind = vec![Vec::new(); before.links.len()];
    for (step, links) in before.links.iter().enumerate() {
        for link in links {
            if !matches!(link, Link::Perhaps(_)) {
                behind[link.step()].push(step);
            }
        }
    }
    let mut seen = vec![false; before.links.len()];
    let mut done = Vec::new();
    for start in &before.entries {
        let mut path = vec![(*start, 0)];
        if std::mem::replace(&mut seen[*start], true) {
            continue;
        }
        while let Some((step, next)) = path.last_mut() {
            match behind[*step].get(*next) {
                Some(to) => {
                    *next += 1;
                    if !std::mem::replace(&mut seen[*to], true) {
                        path.push((*to, 0));
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
