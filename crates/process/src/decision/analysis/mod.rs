//! What a table says about itself, in business words: cases that no rule covers, rules that contradict each other,
//! that can never fire, that could be one.
//!
//! Nothing is said that is not so. Conditions that are not plain values, comparisons or ranges count as "may be
//! anything", and are named as not looked at; so is a table that is too intricate.

mod cell;
mod column;
mod finding;
mod gaps;
mod grid;
mod hidden;
mod merge;
mod overlaps;
mod point;
mod search;
mod set;
mod words;

pub(crate) use column::{Column, NOTHING};
pub use finding::{Finding, FindingKind};
pub(crate) use set::Set;
pub(crate) use words::list;

use super::table::{MAX_COLUMNS, MAX_RULES, Table};
use feel::Scope;
use grid::Grid;
use search::EFFORT;

/// Looks at a table, given the variables that are there and their types. The gravest findings come first.
pub fn analyse(table: &Table, scope: &Scope) -> Vec<Finding> {
    analyse_within(table, scope, EFFORT)
}

/// The same with less work: what takes more of it is named as not looked at.
pub fn analyse_within(table: &Table, scope: &Scope, effort: usize) -> Vec<Finding> {
    if table.rules.len() > MAX_RULES || table.inputs.len() > MAX_COLUMNS || table.rules.is_empty() {
        return Vec::new();
    }
    let grid = Grid::of(table, scope);
    let mut findings = Vec::new();
    overlaps::find(&grid, &mut findings);
    hidden::find(&grid, effort, &mut findings);
    gaps::find(&grid, effort, &mut findings);
    let idle: Vec<usize> = findings
        .iter()
        .filter(|finding| finding.kind == FindingKind::NeverFires)
        .map(|finding| finding.rules[0])
        .collect();
    merge::find(&grid, &idle, &mut findings);
    not_looked_at(&grid, &mut findings);
    findings.sort_by_key(|finding| finding.kind);
    findings
}

fn not_looked_at(grid: &Grid<'_>, findings: &mut Vec<Finding>) {
    if let Some((rule, column)) = grid.unclear.first() {
        let mut rules: Vec<usize> = grid.unclear.iter().map(|(rule, _)| *rule).collect();
        rules.dedup();
        rules.sort_unstable();
        rules.dedup();
        let cell = grid.table.rules[*rule].when(*column);
        let message = format!(
            "Conditions that are worked out, such as “{cell}” in rule {}, were not looked at.",
            rule + 1
        );
        findings.push(Finding::new(FindingKind::NotLookedAt, &rules, message));
    }
    if grid.entangled {
        let message =
            "Several columns look at the same data, so it was not looked for gaps and overlaps.";
        findings.push(Finding::new(
            FindingKind::NotLookedAt,
            &[],
            message.to_owned(),
        ));
    }
}
