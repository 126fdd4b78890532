//! Tidying up: steps in columns from left to right, branches in rows below each other, the main line straight.

use super::room::move_steps;
use crate::diagram::edit::Edit;
use crate::diagram::shape::{BRANCH_GAP, gap_after};
use crate::diagram::{Diagram, Point, Step};
use crate::id::StepId;
use crate::step::StepKind;
use std::collections::{BTreeMap, BTreeSet};

/// Rows are at least as high as a card.
const TALLEST: i32 = 72;

/// Lays out the chosen steps, or all of them when fewer than two are chosen. The first step stays where it is, and
/// the rest is arranged after it.
pub fn tidy(diagram: &Diagram, chosen: &BTreeSet<StepId>) -> Edit {
    let all = chosen.len() < 2;
    // Events go with their steps, and what is in a group goes with the group; unless just that was chosen.
    let scope = diagram
        .steps
        .iter()
        .find(|step| !all && chosen.contains(&step.id))
        .and_then(|step| step.inside.clone());
    let takes_part = |step: &&Step| {
        step.host().is_none() && step.inside == scope && (all || chosen.contains(&step.id))
    };
    let mut steps: Vec<&Step> = diagram.steps.iter().filter(takes_part).collect();
    // Where one begins to read: the start, else what is farthest to the left.
    steps.sort_by_key(|step| {
        let start = matches!(step.kind, StepKind::Start(_));
        (!start, step.left(), step.top())
    });
    let Some(first) = steps.first() else {
        return Edit::nothing();
    };
    let plan = Plan::of(diagram, &steps);
    let lefts = plan.lefts(&steps);
    let anchor = Point::new(first.left(), first.center().y);

    let goes_alone = |step: &Step| step.host().is_none() && step.inside.is_none();
    let alone = diagram.steps.iter().all(goes_alone);
    let tallest = steps.iter().map(|step| step.size().height).max();
    let row = tallest.unwrap_or(TALLEST).max(TALLEST) + BRANCH_GAP;
    let mut edits = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let left = lefts.get(plan.columns[at]).copied().unwrap_or_default();
        let middle = anchor.y.saturating_add(plan.rows[at].saturating_mul(row));
        let by = Point::new(
            anchor
                .x
                .saturating_add(left)
                .saturating_sub(step.position.x),
            (middle - step.size().height / 2).saturating_sub(step.position.y),
        );
        edits.push(match alone {
            true => Edit::Move {
                step: step.id.clone(),
                to: step.position.shifted(by),
            },
            false => move_steps(diagram, &[step.id.clone()].into(), by),
        });
    }
    let placed: BTreeSet<&StepId> = steps.iter().map(|step| &step.id).collect();
    let bent = diagram.flows.iter().filter(|flow| !flow.bends.is_empty());
    for flow in bent.filter(|flow| placed.contains(&flow.from) && placed.contains(&flow.to)) {
        edits.push(Edit::SetBends {
            flow: flow.id.clone(),
            bends: Vec::new(),
        });
    }
    Edit::batch(edits)
}

/// Which column and row each step gets.
struct Plan {
    columns: Vec<usize>,
    rows: Vec<i32>,
}

impl Plan {
    fn of(diagram: &Diagram, steps: &[&Step]) -> Self {
        let places: BTreeMap<&StepId, usize> = steps
            .iter()
            .enumerate()
            .map(|(at, step)| (&step.id, at))
            .collect();
        let mut ways: Vec<Vec<usize>> = vec![Vec::new(); steps.len()];
        for flow in &diagram.flows {
            if let (Some(&from), Some(&to)) = (places.get(&flow.from), places.get(&flow.to)) {
                ways[from].push(to);
            }
        }
        let order = forward_order(&ways);
        let mut rank = vec![0; steps.len()];
        order
            .iter()
            .enumerate()
            .for_each(|(at, step)| rank[*step] = at);
        // A way to an earlier step is a loop back, and takes no part in the arrangement.
        for (from, targets) in ways.iter_mut().enumerate() {
            targets.retain(|to| rank[*to] > rank[from]);
        }
        let mut columns = vec![0; steps.len()];
        for &from in &order {
            for &to in &ways[from] {
                columns[to] = columns[to].max(columns[from] + 1);
            }
        }
        Self {
            columns,
            rows: rows(&ways, &order),
        }
    }

    /// Where each column begins: after the widest step of the one before, and its gap.
    fn lefts(&self, steps: &[&Step]) -> Vec<i32> {
        let count = self.columns.iter().max().map_or(0, |last| last + 1);
        let mut widths = vec![0; count];
        for (step, column) in steps.iter().zip(&self.columns) {
            widths[*column] = widths[*column].max(step.size().width + gap_after(&step.kind));
        }
        let mut lefts = vec![0_i32; count];
        for at in 1..count {
            lefts[at] = lefts[at - 1].saturating_add(widths[at - 1]);
        }
        lefts
    }
}

/// Every step after all that lead to it, but for loops. Without recursion, because drawings may be deep.
fn forward_order(ways: &[Vec<usize>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(ways.len());
    let mut seen = vec![false; ways.len()];
    for root in 0..ways.len() {
        let mut path = vec![(root, 0)];
        if std::mem::replace(&mut seen[root], true) {
            continue;
        }
        while let Some((step, next)) = path.pop() {
            match ways[step]
                .len()
                .checked_sub(next + 1)
                .and_then(|at| ways[step].get(at))
            {
                Some(&to) => {
                    path.push((step, next + 1));
                    if !std::mem::replace(&mut seen[to], true) {
                        path.push((to, 0));
                    }
                }
                None => order.push(step),
            }
        }
    }
    order.reverse();
    order
}

/// The first way of a step stays on its row; each further one begins below everything the ways before it took.
fn rows(ways: &[Vec<usize>], order: &[usize]) -> Vec<i32> {
    let mut led_to = vec![false; ways.len()];
    ways.iter().flatten().for_each(|to| led_to[*to] = true);
    let mut roots: Vec<usize> = order
        .iter()
        .copied()
        .filter(|step| !led_to[*step])
        .collect();
    roots.sort_unstable();
    let mut rows: Vec<Option<i32>> = vec![None; ways.len()];
    let mut free = 0;
    for root in roots {
        let mut todo = vec![(root, None)];
        while let Some((step, row)) = todo.pop() {
            if rows[step].is_some() {
                continue;
            }
            let row = row.unwrap_or(free);
            rows[step] = Some(row);
            free = free.max(row + 1);
            let further = ways[step].iter().skip(1).rev().map(|to| (*to, None));
            todo.extend(further);
            todo.extend(ways[step].first().map(|to| (*to, Some(row))));
        }
    }
    rows.into_iter().map(Option::unwrap_or_default).collect()
}
