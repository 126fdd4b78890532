//! Blocks that cannot go wrong are taken out of one level of a drawing, until nothing is left or only what is tangled.
//!
//! Each rule keeps what can happen to the rest as it was: a step between two others may be passed by, ways that part and
//! meet again in the same manner are one way, a loop with a way out is no loop.

use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Source,
    /// Where ways end. It takes whatever comes.
    Sink,
    /// A step that takes one way in and one way out, and always ends.
    Work,
    Xor,
    And,
    Or,
    /// Left as it is.
    Opaque,
}

#[derive(Clone, Debug)]
pub(super) struct Node {
    pub sort: Sort,
    pub ins: Vec<usize>,
    pub outs: Vec<usize>,
    pub is_gone: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub from: usize,
    pub to: usize,
    /// Steps have been taken out of it.
    pub has_work: bool,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Net {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

impl Net {
    pub fn add(&mut self, sort: Sort) -> usize {
        self.nodes.push(Node {
            sort,
            ins: Vec::new(),
            outs: Vec::new(),
            is_gone: false,
        });
        self.nodes.len() - 1
    }

    pub fn connect(&mut self, from: usize, to: usize) {
        self.edges.push(Edge {
            from,
            to,
            has_work: false,
        });
        let edge = self.edges.len() - 1;
        self.nodes[from].outs.push(edge);
        self.nodes[to].ins.push(edge);
    }

    /// Nothing is left but a way from the beginning to the end.
    pub fn is_solved(&self) -> bool {
        let left = self.nodes.iter().filter(|node| !node.is_gone);
        let mut sorts = left.clone().map(|node| node.sort);
        left.count() == 2
            && sorts.all(|sort| matches!(sort, Sort::Source | Sort::Sink))
            && self
                .nodes
                .iter()
                .any(|node| !node.is_gone && node.sort == Sort::Source && node.outs.len() == 1)
    }

    pub fn reduce(&mut self) {
        loop {
            let mut changed = false;
            for node in 0..self.nodes.len() {
                changed |= !self.nodes[node].is_gone && self.simplify(node);
            }
            if !changed {
                return;
            }
        }
    }

    fn simplify(&mut self, node: usize) -> bool {
        self.pass_by(node)
            || self.meet_again(node)
            || self.end_beside(node)
            || self.loop_away(node)
            || self.fuse(node)
    }

    /// One way in, one way out: it may be passed by.
    fn pass_by(&mut self, node: usize) -> bool {
        let here = &self.nodes[node];
        let ([into], [out]) = (here.ins.as_slice(), here.outs.as_slice()) else {
            return false;
        };
        let passes = matches!(here.sort, Sort::Work | Sort::Xor | Sort::And | Sort::Or);
        let (into, out) = (*into, *out);
        if !passes || into == out {
            return false;
        }
        let works = here.sort == Sort::Work || self.edges[out].has_work;
        self.edges[into].has_work |= works;
        let to = self.edges[out].to;
        self.edges[into].to = to;
        for edge in &mut self.nodes[to].ins {
            if *edge == out {
                *edge = into;
            }
        }
        self.remove(node);
        true
    }

    /// Ways that part here and meet again in the same manner are one way.
    fn meet_again(&mut self, node: usize) -> bool {
        let sort = self.nodes[node].sort;
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        let mut double = None;
        for &edge in &self.nodes[node].outs {
            let to = self.edges[edge].to;
            if !fits(sort, self.nodes[to].sort) {
                continue;
            }
            if let Some(kept) = first.insert(to, edge) {
                double = Some((kept, edge));
                break;
            }
        }
        let Some((kept, edge)) = double else {
            return false;
        };
        self.edges[kept].has_work |= self.edges[edge].has_work;
        self.cut(edge);
        true
    }

    /// Of ways taken at the same time, one that just ends is nobody's matter.
    fn end_beside(&mut self, node: usize) -> bool {
        let here = &self.nodes[node];
        if here.sort != Sort::And || here.outs.len() < 2 {
            return false;
        }
        let ends = |edge: &&usize| self.nodes[self.edges[**edge].to].sort == Sort::Sink;
        match here.outs.iter().find(ends).copied() {
            Some(edge) => {
                self.cut(edge);
                true
            }
            None => false,
        }
    }

    /// A way back to where it came from, with another way out.
    fn loop_away(&mut self, node: usize) -> bool {
        let here = &self.nodes[node];
        if here.sort != Sort::Xor || here.outs.len() < 2 {
            return false;
        }
        let back = |edge: &&usize| self.edges[**edge].to == node;
        match here.outs.iter().find(back).copied() {
            Some(edge) => {
                self.cut(edge);
                true
            }
            None => false,
        }
    }

    /// Two gateways of the same kind, one right behind the other, are one.
    fn fuse(&mut self, node: usize) -> bool {
        let sort = self.nodes[node].sort;
        for at in 0..self.nodes[node].outs.len() {
            let edge = self.nodes[node].outs[at];
            let Edge { to, has_work, .. } = self.edges[edge];
            let next = &self.nodes[to];
            let splits = matches!(sort, Sort::Xor | Sort::And | Sort::Or)
                && next.sort == sort
                && next.ins.len() == 1;
            let joins = !has_work
                && self.nodes[node].outs.len() == 1
                && ((matches!(sort, Sort::Xor | Sort::And) && next.sort == sort)
                    || (sort == Sort::Xor && next.sort == Sort::Sink));
            if to == node {
                continue;
            }
            if splits {
                self.cut(edge);
                for out in std::mem::take(&mut self.nodes[to].outs) {
                    self.edges[out].from = node;
                    self.edges[out].has_work |= has_work;
                    self.nodes[node].outs.push(out);
                }
                self.remove(to);
                return true;
            }
            if joins {
                self.cut(edge);
                for into in std::mem::take(&mut self.nodes[node].ins) {
                    self.edges[into].to = to;
                    self.nodes[to].ins.push(into);
                }
                self.remove(node);
                return true;
            }
        }
        false
    }

    fn cut(&mut self, edge: usize) {
        let Edge { from, to, .. } = self.edges[edge];
        self.nodes[from].outs.retain(|out| *out != edge);
        self.nodes[to].ins.retain(|into| *into != edge);
    }

    fn remove(&mut self, node: usize) {
        let node = &mut self.nodes[node];
        node.is_gone = true;
        node.ins.clear();
        node.outs.clear();
    }
}

/// Whether ways that part at one may meet at the other without harm.
fn fits(split: Sort, join: Sort) -> bool {
    matches!(
        (split, join),
        (Sort::Xor, Sort::Xor | Sort::Or | Sort::Sink)
            | (Sort::And, Sort::And | Sort::Or)
            | (Sort::Or, Sort::Or | Sort::Sink)
    )
}
