//! Looks for a case that no rule covers: column by column, and never twice for the same rules.

use super::grid::Grid;
use super::set::Set;
use std::collections::{BTreeSet, HashSet};

/// Work that a search of a whole table may take, in kinds of pieces looked at.
pub(super) const EFFORT: usize = 150_000;

/// Pieces times rules of a table that is looked at.
const MOST_CELLS: usize = 20_000_000;

/// What was found.
#[derive(Debug, PartialEq)]
pub(super) enum Found {
    /// Cases that no rule covers; each names a piece for the columns that matter.
    Gaps(Vec<Vec<(usize, usize)>>),
    Covered,
    /// Too much to look at.
    GaveUp,
}

/// Looks for cases within `limit` (pieces for each column) that none of the rules covers. `effort` is the work that is
/// left; what it takes is taken off.
pub(super) fn uncovered(
    grid: &Grid<'_>,
    rules: &Set,
    limit: &[&Set],
    most: usize,
    effort: &mut usize,
) -> Found {
    let pieces: usize = limit.iter().map(|pieces| pieces.len()).sum();
    if pieces.saturating_mul(rules.len()) > MOST_CELLS {
        return Found::GaveUp;
    }
    let mut order: Vec<usize> = (0..grid.columns.len()).collect();
    // Columns in which most rules ask for something come first: they rule out most.
    let asks = |column: usize| {
        let boxes = rules
            .iter()
            .filter(|rule| !grid.boxes[*rule][column].holds_all(limit[column]));
        boxes.count()
    };
    order.sort_by_cached_key(|column| std::cmp::Reverse(asks(*column)));
    let mut from = vec![Set::empty(grid.boxes.len()); order.len() + 1];
    for rule in rules.iter() {
        let asking = order
            .iter()
            .rposition(|column| !grid.boxes[rule][*column].holds_all(limit[*column]));
        let free = asking.map_or(0, |last| last + 1);
        from[free..].iter_mut().for_each(|set| set.insert(rule));
    }
    let passing = order
        .iter()
        .map(|column| passing(grid, rules, limit[*column], *column))
        .collect();
    let mut search = Search {
        order,
        free_from: from,
        passing,
        seen: HashSet::new(),
        path: Vec::new(),
        gaps: Vec::new(),
        most,
        left: *effort,
    };
    let finished = search.walk(0, rules);
    *effort = search.left;
    if search.gaps.is_empty() {
        return if finished {
            Found::Covered
        } else {
            Found::GaveUp
        };
    }
    let gaps = search.gaps.into_iter();
    Found::Gaps(gaps.map(|gap| essential(grid, rules, gap)).collect())
}

/// For each kind of piece of a column: which rules let it pass, and a piece that speaks for it.
fn passing(grid: &Grid<'_>, rules: &Set, limit: &Set, column: usize) -> Vec<(Set, usize)> {
    let mut kinds: Vec<(Set, usize)> = Vec::new();
    let mut known: BTreeSet<Set> = BTreeSet::new();
    for piece in limit.iter() {
        let mut pass = Set::empty(grid.boxes.len());
        for rule in rules.iter() {
            if grid.boxes[rule][column].contains(piece) {
                pass.insert(rule);
            }
        }
        if known.insert(pass.clone()) {
            kinds.push((pass, piece));
        }
    }
    kinds
}

struct Search {
    order: Vec<usize>,
    /// For each place in the order, the rules that ask nothing from there on.
    free_from: Vec<Set>,
    passing: Vec<Vec<(Set, usize)>>,
    seen: HashSet<(usize, Set)>,
    path: Vec<(usize, usize)>,
    gaps: Vec<Vec<(usize, usize)>>,
    most: usize,
    left: usize,
}

impl Search {
    /// False when it gave up.
    fn walk(&mut self, at: usize, rules: &Set) -> bool {
        if self.gaps.len() >= self.most {
            return true;
        }
        if rules.is_empty() {
            self.gaps.push(self.path.clone());
            return true;
        }
        if rules.meets(&self.free_from[at]) || !self.seen.insert((at, rules.clone())) {
            return true;
        }
        let Some(column) = self.order.get(at).copied() else {
            return true;
        };
        for kind in 0..self.passing[at].len() {
            let Some(left) = self.left.checked_sub(1) else {
                return false;
            };
            self.left = left;
            let (pass, piece) = &self.passing[at][kind];
            let rules = rules.and(pass);
            self.path.push((column, *piece));
            let known = self.gaps.len();
            let went_on = self.walk(at + 1, &rules);
            self.path.pop();
            if !went_on {
                return false;
            }
            // Examples that differ in the first column say more than neighbours.
            if at > 0 && self.gaps.len() > known {
                return true;
            }
        }
        true
    }
}

/// The conditions of a case that alone keep every rule away: those that keep away the most first.
fn essential(grid: &Grid<'_>, rules: &Set, gap: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut left = rules.clone();
    let mut open = gap;
    let mut kept = Vec::new();
    while !left.is_empty() {
        let away = |(column, piece): (usize, usize)| {
            let rules = left.iter();
            rules
                .filter(|rule| !grid.boxes[*rule][column].contains(piece))
                .count()
        };
        let Some(best) = (0..open.len()).max_by_key(|at| (away(open[*at]), usize::MAX - at)) else {
            break;
        };
        if away(open[best]) == 0 {
            break;
        }
        let (column, piece) = open.remove(best);
        let mut rest = Set::empty(grid.boxes.len());
        left.iter()
            .filter(|rule| grid.boxes[*rule][column].contains(piece))
            .for_each(|rule| rest.insert(rule));
        left = rest;
        kept.push((column, piece));
    }
    kept.sort();
    kept
}
