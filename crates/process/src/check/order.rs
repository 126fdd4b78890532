//! The order in which steps come after each other, as far as there is one.

use crate::definition::Definition;
use crate::graph::Graph;

pub(super) struct Order {
    /// By step: its place; what leads to a step comes before it, but for circles.
    pub rank: Vec<u32>,
    /// By step: whether a case can come back to it.
    pub in_circle: Vec<bool>,
    /// By step: what it leads to, flows or not: events at its edge, what is inside, the other end of a link.
    pub next: Vec<Vec<usize>>,
    /// A link goes back to where the case has been.
    pub links_back: bool,
}

impl Order {
    pub fn of(definition: &Definition) -> Self {
        let next = next(definition);
        let roots = roots(definition);
        let rank = rank(&next, &roots);
        let links_back = definition.structure.links.iter().any(|(throw, catches)| {
            catches
                .first()
                .is_some_and(|catch| rank[*catch] <= rank[*throw])
        });
        let circles = components(next.len(), &next, |_| true);
        let mut in_circle = vec![false; next.len()];
        circles
            .into_iter()
            .flatten()
            .for_each(|step| in_circle[step] = true);
        Self {
            rank,
            in_circle,
            next,
            links_back,
        }
    }
}

fn next(definition: &Definition) -> Vec<Vec<usize>> {
    let structure = &definition.structure;
    let steps = definition.diagram().steps.len();
    let mut next: Vec<Vec<usize>> = (0..steps)
        .map(|step| {
            let mut to: Vec<usize> = definition.graph.next(step).collect();
            to.extend(structure.boundaries(step));
            to.extend(structure.links.get(&step).into_iter().flatten());
            to.extend(structure.starts(step + 1));
            to.extend(structure.event_subs(step + 1));
            to
        })
        .collect();
    next.iter_mut().for_each(|to| to.dedup());
    next
}

fn roots(definition: &Definition) -> Vec<usize> {
    let structure = &definition.structure;
    let mut roots: Vec<usize> = structure.starts(0).to_vec();
    roots.extend(structure.event_subs(0));
    roots
}

/// Reverse postorder of a depth-first walk without recursion. A branch stays together, and what brings branches together
/// comes after all of them.
fn rank(next: &[Vec<usize>], roots: &[usize]) -> Vec<u32> {
    let mut seen = vec![false; next.len()];
    let mut done = Vec::with_capacity(next.len());
    for root in roots.iter().copied().chain(0..next.len()) {
        if std::mem::replace(&mut seen[root], true) {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((step, at)) = path.last_mut() {
            match next[*step].get(*at) {
                Some(to) => {
                    *at += 1;
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
    let mut rank = vec![0; next.len()];
    for (place, step) in done.iter().rev().enumerate() {
        rank[*step] = u32::try_from(place).unwrap_or(u32::MAX);
    }
    rank
}

/// The circles made only of such steps, by flows alone.
pub(crate) fn circles(graph: &Graph, such: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let count = graph.outgoing.len();
    let next: Vec<Vec<usize>> = (0..count).map(|step| graph.next(step).collect()).collect();
    components(count, &next, such)
}

/// Strongly connected components with a circle in them. Tarjan's algorithm, its recursion on a stack of its own.
pub(super) fn components(
    count: usize,
    next: &[Vec<usize>],
    such: impl Fn(usize) -> bool,
) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let (mut number, mut low, mut on_stack) =
        (vec![UNSEEN; count], vec![0; count], vec![false; count]);
    let (mut stack, mut found, mut given) = (Vec::new(), Vec::new(), 0);
    for root in (0..count).filter(|step| such(*step)) {
        if number[root] != UNSEEN {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some(&mut (step, ref mut at)) = path.last_mut() {
            if *at == 0 && number[step] == UNSEEN {
                number[step] = given;
                low[step] = given;
                given += 1;
                stack.push(step);
                on_stack[step] = true;
            }
            if let Some(&to) = next[step].get(*at) {
                *at += 1;
                if such(to) && number[to] == UNSEEN {
                    path.push((to, 0));
                } else if such(to) && on_stack[to] {
                    low[step] = low[step].min(number[to]);
                }
                continue;
            }
            path.pop();
            if let Some((before, _)) = path.last() {
                low[*before] = low[*before].min(low[step]);
            }
            if low[step] == number[step] {
                let mut circle = Vec::new();
                while let Some(member) = stack.pop() {
                    on_stack[member] = false;
                    circle.push(member);
                    if member == step {
                        break;
                    }
                }
                if circle.len() > 1 || next[step].contains(&step) {
                    circle.sort_unstable();
                    found.push(circle);
                }
            }
        }
    }
    found.sort_unstable();
    found
}
