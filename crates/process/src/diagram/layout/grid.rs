//! Places along a line and rows for the steps of one level: the spine straight, then its branches, then what happens on
//! exceptions.
//!
//! Every step gets room of its own in its row, so nothing overlaps. How far to the right it stands follows from the
//! longest way there, its row from the way that leads there first; so a new step pushes what comes after it to the
//! right, and little else moves.

use crate::diagram::shape::GAP;

/// What is laid out: numbered steps, and the ways between them in the order they are read.
pub(super) struct Level {
    /// Begins a way; read before others.
    pub is_start: Vec<bool>,
    /// Stands below everything else, such as what starts by an event of its own.
    pub is_aside: Vec<bool>,
    pub ways: Vec<Vec<Way>>,
    /// The band each step stands in; all 0 without lanes.
    pub bands: Vec<usize>,
    /// How wide each step is, and how far from its left edge the next one begins.
    pub widths: Vec<i32>,
    pub rooms: Vec<i32>,
}

#[derive(Clone, Copy)]
pub(super) struct Way {
    pub to: usize,
    /// Taken from an event at the edge of the step.
    pub exception: bool,
}

/// Where each step goes. Rows are counted within a band.
pub(super) struct Grid {
    pub lefts: Vec<i32>,
    pub rows: Vec<usize>,
    /// By band: how many rows it has.
    pub heights: Vec<usize>,
}

pub(super) fn grid(level: &Level, bands: usize) -> Grid {
    let count = level.ways.len();
    let order = forward_order(level);
    let mut rank = vec![0; count];
    for (at, step) in order.iter().enumerate() {
        rank[*step] = at;
    }
    // A way to an earlier step is a loop back, and takes no part in the arrangement.
    let ways: Vec<Vec<Way>> = level
        .ways
        .iter()
        .enumerate()
        .map(|(from, ways)| {
            let forward = ways.iter().filter(|way| rank[way.to] > rank[from]);
            forward.copied().collect()
        })
        .collect();
    let mut lefts = vec![0_i32; count];
    let mut led_to = vec![false; count];
    for &from in &order {
        for way in &ways[from] {
            let after = lefts[from].saturating_add(level.rooms[from]);
            lefts[way.to] = lefts[way.to].max(after);
            led_to[way.to] = true;
        }
    }
    let mut placing = Placing {
        level,
        follow: followers(&ways, &order, &lefts),
        ways: &ways,
        lefts: &lefts,
        rows: vec![None; count],
        bands: vec![Vec::new(); bands.max(1)],
    };
    let mut roots: Vec<usize> = (0..count).filter(|step| !led_to[*step]).collect();
    roots.sort_by_key(|step| (level.is_aside[*step], !level.is_start[*step], *step));
    for root in roots {
        placing.tree(root);
    }
    let heights = placing.bands.iter().map(Vec::len).collect();
    let rows = placing
        .rows
        .into_iter()
        .map(Option::unwrap_or_default)
        .collect();
    Grid {
        lefts,
        rows,
        heights,
    }
}

/// Every step after all that lead to it, but for loops. Without recursion, because drawings may be deep.
fn forward_order(level: &Level) -> Vec<usize> {
    let count = level.ways.len();
    let mut led_to = vec![false; count];
    level
        .ways
        .iter()
        .flatten()
        .for_each(|way| led_to[way.to] = true);
    let mut roots: Vec<usize> = (0..count).collect();
    roots.sort_by_key(|step| (led_to[*step], !level.is_start[*step], *step));
    // The first root comes first when the finished order is turned around, so it is walked last.
    roots.reverse();
    let mut order = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    // What a start leads to is settled before anything else claims it.
    roots.sort_by_key(|step| led_to[*step]);
    for root in roots {
        if std::mem::replace(&mut seen[root], true) {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((step, next)) = path.pop() {
            let ways = &level.ways[step];
            match ways.len().checked_sub(next + 1).and_then(|at| ways.get(at)) {
                Some(way) => {
                    path.push((step, next + 1));
                    if !std::mem::replace(&mut seen[way.to], true) {
                        path.push((way.to, 0));
                    }
                }
                None => order.push(step),
            }
        }
    }
    order.reverse();
    order
}

/// By step: the way that goes straight on. The first one that leads to the far end of the drawing.
fn followers(ways: &[Vec<Way>], order: &[usize], lefts: &[i32]) -> Vec<Option<usize>> {
    // By step: how far to the right one can get from it.
    let mut reach = lefts.to_vec();
    let mut follow = vec![None; ways.len()];
    for &step in order.iter().rev() {
        let normal = || ways[step].iter().filter(|way| !way.exception);
        let farthest = normal().map(|way| reach[way.to]).max();
        follow[step] = normal()
            .find(|way| Some(reach[way.to]) == farthest)
            .map(|way| way.to);
        reach[step] = reach[step].max(farthest.unwrap_or_default());
    }
    follow
}

struct Placing<'a> {
    level: &'a Level,
    ways: &'a [Vec<Way>],
    follow: Vec<Option<usize>>,
    lefts: &'a [i32],
    rows: Vec<Option<usize>>,
    /// By band and row: what is taken of it, from and to.
    bands: Vec<Vec<Vec<(i32, i32)>>>,
}

impl Placing<'_> {
    /// A step and everything it leads to that has no place yet.
    fn tree(&mut self, root: usize) {
        let mut normal = vec![(root, None)];
        let mut exceptions: Vec<(usize, usize)> = Vec::new();
        loop {
            let (step, from) = match normal.pop() {
                Some(next) => next,
                None if exceptions.is_empty() => break,
                None => {
                    let (step, from) = exceptions.remove(0);
                    (step, Some(from))
                }
            };
            if self.rows[step].is_some() {
                continue;
            }
            let chain = self.chain(step, from);
            // The branches farthest right first: they stay closest, and the others pass below them.
            for &at in &chain {
                let side = self.ways[at].iter().rev();
                normal.extend(
                    side.filter(|way| !way.exception)
                        .map(|way| (way.to, Some(at))),
                );
                let on_exception = self.ways[at].iter().filter(|way| way.exception);
                exceptions.extend(on_exception.map(|way| (way.to, at)));
            }
        }
    }

    /// Places a step and what goes straight on from it.
    fn chain(&mut self, first: usize, from: Option<usize>) -> Vec<usize> {
        let mut chain = vec![first];
        let mut join = None;
        let mut at = first;
        while let Some(next) = self.follow[at] {
            if self.rows[next].is_some() || chain.contains(&next) {
                join = Some(next);
                break;
            }
            chain.push(next);
            at = next;
        }
        let mut begin = 0;
        while begin < chain.len() {
            let band = self.level.bands[chain[begin]];
            let same = |step: &usize| self.level.bands[*step] == band;
            let length = chain[begin..].iter().take_while(|step| same(step)).count();
            let end = begin + length;
            let before = if begin > 0 {
                Some(chain[begin - 1])
            } else {
                from
            };
            // The room between the steps belongs to it, from where it leaves to where it joins again.
            let first = self.lefts[chain[begin]];
            let left = match before {
                Some(step) if begin == 0 => self.lefts[step].min(first),
                _ => first,
            };
            let last = chain[end - 1];
            let last = self.lefts[last].saturating_add(self.level.widths[last]);
            let right = match join {
                Some(join) if end == chain.len() => last.max(self.lefts[join].saturating_sub(1)),
                _ => last,
            };
            let below = from.filter(|from| begin == 0 && self.level.bands[*from] == band);
            let least = below
                .and_then(|from| self.rows[from])
                .map_or(0, |row| row + 1);
            let row = self.free_row(band, least, left, right);
            for step in &chain[begin..end] {
                self.rows[*step] = Some(row);
            }
            begin = end;
        }
        chain
    }

    fn free_row(&mut self, band: usize, least: usize, left: i32, right: i32) -> usize {
        let rows = &mut self.bands[band];
        let mut row = least;
        loop {
            while rows.len() <= row {
                rows.push(Vec::new());
            }
            let free = rows[row].iter().all(|(from, to)| {
                to.saturating_add(GAP) <= left || right.saturating_add(GAP) <= *from
            });
            if free {
                rows[row].push((left, right));
                return row;
            }
            row += 1;
        }
    }
}
