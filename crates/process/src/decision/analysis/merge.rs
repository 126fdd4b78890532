//! Rules that could be one, or go.

use super::finding::{Finding, FindingKind};
use super::grid::Grid;
use super::words;
use crate::decision::table::{HitPolicy, Rule};

/// So many are listed.
const MOST: usize = 20;

/// `idle` are the rules that never fire: of them that is said already.
pub(super) fn find(grid: &Grid<'_>, idle: &[usize], findings: &mut Vec<Finding>) {
    let pairs = grid.pairs(|rule| !idle.contains(&rule));
    let mut listed = 0;
    for (rule, other) in pairs {
        if !grid.same_results(rule, other) {
            continue;
        }
        let found = redundant(grid, rule, other).or_else(|| one(grid, rule, other));
        if let Some(found) = found {
            findings.push(found);
            listed += 1;
            if listed == MOST {
                return;
            }
        }
    }
}

/// One says the same as the other in all its cases.
fn redundant(grid: &Grid<'_>, rule: usize, other: usize) -> Option<Finding> {
    let (less, more) = if grid.covers(other, rule) {
        (rule, other)
    } else if grid.covers(rule, other) {
        (other, rule)
    } else {
        return None;
    };
    let could_go = match grid.table.hit_policy {
        HitPolicy::Any => true,
        // What is later and covered is told as hidden.
        HitPolicy::First => less < more && nothing_between(grid, less, more),
        HitPolicy::Smallest | HitPolicy::Largest => true,
        _ => false,
    };
    could_go.then(|| {
        let message = format!(
            "Rule {} could go: rule {} says the same in all its cases.",
            less + 1,
            more + 1
        );
        Finding {
            instead: Some(grid.table.rules[more].clone()),
            ..Finding::new(FindingKind::Mergeable, &[rule, other], message)
        }
    })
}

/// No rule between them says something else about the cases of the first.
fn nothing_between(grid: &Grid<'_>, rule: usize, other: usize) -> bool {
    (rule + 1..other)
        .all(|between| grid.same_results(rule, between) || !grid.overlap(rule, between))
}

/// They differ in one column only.
fn one(grid: &Grid<'_>, rule: usize, other: usize) -> Option<Finding> {
    let mut different = (0..grid.columns.len())
        .filter(|column| grid.boxes[rule][*column] != grid.boxes[other][*column]);
    let (column, rest) = (different.next()?, different.next());
    if rest.is_some() {
        return None;
    }
    let (a, b) = (&grid.boxes[rule][column], &grid.boxes[other][column]);
    let allowed = match grid.table.hit_policy {
        HitPolicy::Unique | HitPolicy::Any => true,
        HitPolicy::Smallest | HitPolicy::Largest | HitPolicy::Priority => true,
        // The second moves up to the first.
        HitPolicy::First => (rule + 1..other)
            .all(|between| grid.same_results(rule, between) || !grid.overlap(other, between)),
        // Where each that fits counts, both may not fit at once; in a list they must stand together.
        HitPolicy::Sum | HitPolicy::Count => !a.meets(b),
        HitPolicy::Collect | HitPolicy::RuleOrder | HitPolicy::OutputOrder => {
            !a.meets(b) && other == rule + 1
        }
    };
    if !allowed || (grid.table.hit_policy == HitPolicy::Unique && a.meets(b)) {
        return None;
    }
    let texts = [rule, other].map(|it| grid.table.rules[it].when(column));
    let cell = match grid.columns[column].to_cell(&a.or(b)) {
        Some(cell) => cell,
        // Tests side by side: each may pass.
        None if texts.iter().all(|text| !text.starts_with("not")) => texts.join(", "),
        None => return None,
    };
    let mut instead: Rule = grid.table.rules[rule].clone();
    instead.when.resize(grid.columns.len(), String::new());
    instead.when[column].clone_from(&cell);
    let message = format!(
        "{} could be one: they differ only in {}, which would be “{cell}”.",
        words::capital(&words::rules(&[rule, other])),
        grid.columns[column].title
    );
    Some(Finding {
        instead: Some(instead),
        ..Finding::new(FindingKind::Mergeable, &[rule, other], message)
    })
}
