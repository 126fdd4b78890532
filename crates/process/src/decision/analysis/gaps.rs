//! Cases that no rule covers.

use super::finding::{Finding, FindingKind};
use super::grid::Grid;
use super::search::{EFFORT, Found, uncovered};
use super::set::Set;
use super::words;
use crate::decision::table::HitPolicy;

/// So many examples are given.
const MOST: usize = 3;

pub(super) fn find(grid: &Grid<'_>, findings: &mut Vec<Finding>) {
    let table = grid.table;
    let one_must_fit = matches!(
        table.hit_policy,
        HitPolicy::Unique
            | HitPolicy::Any
            | HitPolicy::First
            | HitPolicy::Priority
            | HitPolicy::Smallest
            | HitPolicy::Largest
    );
    let prepared = table
        .outputs
        .iter()
        .any(|output| !output.otherwise.trim().is_empty());
    if !one_must_fit || prepared || grid.entangled || table.rules.is_empty() {
        return;
    }
    let mut all = Set::empty(table.rules.len());
    (0..table.rules.len()).for_each(|rule| all.insert(rule));
    let usual: Vec<&Set> = grid.columns.iter().map(|column| &column.usual).collect();
    let mut effort = EFFORT;
    match uncovered(grid, &all, &usual, MOST, &mut effort) {
        Found::Covered => {}
        Found::Gaps(mut gaps) => {
            gaps.dedup();
            for gap in gaps {
                let message = format!("No rule fits{}.", words::case(grid, &gap));
                findings.push(Finding::new(FindingKind::Gap, &[], message));
            }
        }
        Found::GaveUp => {
            let message = "The table is too intricate to tell whether its rules cover every case.";
            findings.push(Finding::new(
                FindingKind::NotLookedAt,
                &[],
                message.to_owned(),
            ));
        }
    }
}
