//! Rules that may both fit where only one may, or where they must agree.

use super::finding::{Finding, FindingKind};
use super::grid::Grid;
use super::words;
use crate::decision::table::{HitPolicy, constant};

/// So many are listed one by one.
const MOST: usize = 20;

pub(super) fn find(grid: &Grid<'_>, findings: &mut Vec<Finding>) {
    let table = grid.table;
    let policy = table.hit_policy;
    if !matches!(policy, HitPolicy::Unique | HitPolicy::Any) || grid.entangled {
        return;
    }
    let pairs = grid.pairs(|rule| !grid.is_impossible(rule));
    let mut listed = 0;
    let mut further = Vec::new();
    for (rule, other) in pairs {
        if !grid.overlap(rule, other) || (policy == HitPolicy::Any && !differ(grid, rule, other)) {
            continue;
        }
        listed += 1;
        if listed > MOST {
            further.extend([rule, other]);
            continue;
        }
        let both = words::capital(&words::rules(&[rule, other]));
        let case = words::case(grid, &example(grid, rule, other));
        let message = match policy {
            HitPolicy::Any => format!("{both} both fit{case}, and say different things."),
            _ => format!("{both} both fit{case}, but only one may."),
        };
        findings.push(Finding::new(
            FindingKind::Contradiction,
            &[rule, other],
            message,
        ));
    }
    if listed > MOST {
        further.sort_unstable();
        further.dedup();
        let message = format!("{} more pairs of rules overlap.", listed - MOST);
        findings.push(Finding::new(FindingKind::Contradiction, &further, message));
    }
}

/// A case that both rules fit; columns that neither asks about are left out.
fn example(grid: &Grid<'_>, rule: usize, other: usize) -> Vec<(usize, usize)> {
    let columns = grid.columns.iter().enumerate();
    columns
        .filter_map(|(index, column)| {
            let both = grid.boxes[rule][index].and(&grid.boxes[other][index]);
            let matters = !both.holds_all(&column.all);
            matters.then(|| Some((index, column.speaker(&both)?)))?
        })
        .collect()
}

/// Whether two rules surely give different results.
fn differ(grid: &Grid<'_>, rule: usize, other: usize) -> bool {
    let (a, b) = (&grid.table.rules[rule], &grid.table.rules[other]);
    (0..grid.table.outputs.len()).any(|output| {
        let (a, b) = (a.then(output), b.then(output));
        if a == b {
            return false;
        }
        let value = |text| constant::value(&feel::parse(text).ok()?);
        matches!((value(a), value(b)), (Some(a), Some(b)) if a != b)
    })
}
