//! Rules that can never fire.

use super::finding::{Finding, FindingKind};
use super::grid::{Grid, PAIRS};
use super::search::{Found, uncovered};
use super::set::Set;
use super::words;
use crate::decision::table::{HitPolicy, constant};
use crate::diagram::FieldKind;

/// Of so many rules that hide another together, it is asked whether they are needed for it.
const MOST_NAMED: usize = 10;

pub(super) fn find(grid: &Grid<'_>, mut effort: usize, findings: &mut Vec<Finding>) {
    let mut pairs = 0;
    for rule in 0..grid.boxes.len() {
        if grid.is_impossible(rule) {
            findings.push(impossible(grid, rule));
            continue;
        }
        pairs += grid.boxes.len();
        if pairs > PAIRS {
            return;
        }
        let message = match grid.table.hit_policy {
            HitPolicy::First => by_earlier(grid, rule, &mut effort),
            HitPolicy::Priority => by_importance(grid, rule),
            _ => None,
        };
        if let Some((rules, message)) = message {
            findings.push(Finding::new(FindingKind::NeverFires, &rules, message));
        }
    }
}

fn impossible(grid: &Grid<'_>, rule: usize) -> Finding {
    let empty = grid.boxes[rule].iter().position(Set::is_empty);
    let column = empty.unwrap_or_default();
    let title = &grid.columns[column].title;
    let cell = grid.table.rules[rule].when(column);
    let message = format!(
        "Rule {} can never fire: {title} can never be “{cell}”.",
        rule + 1
    );
    Finding::new(FindingKind::NeverFires, &[rule], message)
}

type Reason = (Vec<usize>, String);

fn by_earlier(grid: &Grid<'_>, rule: usize, effort: &mut usize) -> Option<Reason> {
    let mut before = Set::empty(grid.boxes.len());
    for earlier in (0..rule).filter(|earlier| grid.plain.contains(*earlier)) {
        if grid.covers(earlier, rule) {
            let message = format!(
                "Rule {} can never fire: rule {} above it takes all its cases.",
                rule + 1,
                earlier + 1
            );
            return Some((vec![rule, earlier], message));
        }
        if grid.overlap(earlier, rule) {
            before.insert(earlier);
        }
    }
    // One column they all ask about in which they leave something free settles it quickly.
    let leaves = |(column, pieces): (usize, &Set)| {
        let mut left = pieces.clone();
        for earlier in before.iter() {
            left = left.without(&grid.boxes[earlier][column]);
        }
        !left.is_empty()
    };
    if before.len() < 2 || grid.boxes[rule].iter().enumerate().any(leaves) {
        return None;
    }
    let limit: Vec<&Set> = grid.boxes[rule].iter().collect();
    let mut covered = |rules: &Set| uncovered(grid, rules, &limit, 1, effort) == Found::Covered;
    if !covered(&before) {
        return None;
    }
    // Name only those that are needed for it, where that is quickly known.
    for earlier in before.iter().take(MOST_NAMED).collect::<Vec<_>>() {
        let mut fewer = before.clone();
        fewer.remove(earlier);
        if covered(&fewer) {
            before = fewer;
        }
    }
    let mut rules = vec![rule];
    rules.extend(before.iter());
    let message = format!(
        "Rule {} can never fire: {} above it take all its cases.",
        rule + 1,
        words::rules(&rules[1..])
    );
    Some((rules, message))
}

/// Another rule fits whenever this one does, and its result is more important.
fn by_importance(grid: &Grid<'_>, rule: usize) -> Option<Reason> {
    let [output] = grid.table.outputs.as_slice() else {
        return None;
    };
    let Some(FieldKind::Choice { options }) = &output.kind else {
        return None;
    };
    let rank = |rule: usize| {
        let text = grid.table.rules[rule].then(0);
        match constant::value(&feel::parse(text).ok()?)? {
            feel::Value::String(text) => options.iter().position(|option| **option == *text),
            _ => None,
        }
    };
    let own = rank(rule)?;
    let stronger = grid.plain.iter().find(|other| {
        *other != rule
            && grid.covers(*other, rule)
            && rank(*other).is_some_and(|rank| rank < own || (rank == own && *other < rule))
    })?;
    let message = format!(
        "Rule {} never counts: rule {} fits in all its cases, and its result is as important or more.",
        rule + 1,
        stronger + 1
    );
    Some((vec![rule, stronger], message))
}
