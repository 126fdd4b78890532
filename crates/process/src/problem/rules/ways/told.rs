//! Rules `never-taken` and `both-apply`: ways no case can take, and ways of which the first hides that another applies.

use super::super::report::{at_flow, named, quoted};
use super::super::{Checked, Report};
use super::guard::{Cell, Guard, Truth};
use super::variables::Variables;
use crate::decision::analysis::{NOTHING, Set, list};
use std::rc::Rc;

/// “when “Amount” is 7”, one that surely can be.
pub(super) fn example<'g>(
    guard: &'g Guard<'_>,
    cells: impl Iterator<Item = &'g Cell>,
    variables: &Variables,
) -> Option<String> {
    let looked = |cell: &'g Cell| guard.looks.iter().zip(&cell.pieces);
    let sure = cells
        .filter(|cell| looked(cell).all(|(at, piece)| variables.all[*at].usual.contains(*piece)));
    // Values say more than what is left empty.
    let cell = sure.min_by_key(|cell| cell.pieces.iter().filter(|it| **it == NOTHING).count())?;
    let parts: Vec<String> = looked(cell)
        .map(|(at, piece)| variables.all[*at].column.in_words(*piece))
        .collect();
    (!parts.is_empty()).then(|| format!("when {}", list(&parts)))
}

pub(super) fn tell(
    checked: &Checked<'_>,
    guard: &Guard<'_>,
    arriving: &[Rc<Set>],
    variables: &Variables,
    report: &mut Report,
) {
    let unset = |at: &usize| arriving[*at].iter().all(|piece| piece == NOTHING);
    if guard.looks.iter().any(unset) {
        // What is not set yet is said elsewhere.
        return;
    }
    for way in 0..guard.ways.len() {
        if !guard.within(arriving).any(|cell| guard.may_take(cell, way)) {
            never_taken(checked, guard, way, arriving, report);
        } else if guard.only_one {
            let earlier =
                (0..way).find_map(|earlier| both(guard, earlier, way, arriving, variables));
            if let Some((earlier, case)) = earlier {
                both_apply(checked, guard, [earlier, way], &case, report);
            }
        }
    }
}

fn never_taken(
    checked: &Checked<'_>,
    guard: &Guard<'_>,
    way: usize,
    arriving: &[Rc<Set>],
    report: &mut Report,
) {
    let holds = |cell: &Cell| matches!(cell.truths[way], Truth::Holds | Truth::Open);
    let reason = if guard.ways[way].otherwise {
        "the other ways take every case. Delete it, or change a condition."
    } else if guard.ways[way].condition.is_none() {
        return;
    } else if !guard.cells.iter().any(holds) {
        "no case can meet its condition. Change the condition, or delete the way."
    } else if !guard.within(arriving).any(holds) {
        "a case that meets its condition has gone another way before. Change the condition, or delete the way."
    } else {
        "the ways before it take every case that meets its condition. Move it up, or change a condition."
    };
    let flow = &checked.diagram.flows[guard.ways[way].flow];
    let message = format!(
        "This way out of {} is never taken: {reason}",
        named(&checked.diagram.steps[guard.step])
    );
    report.warning("never-taken", at_flow(flow), message);
}

/// A case in which two ways apply, where neither is there for a part of the other's cases.
fn both(
    guard: &Guard<'_>,
    earlier: usize,
    way: usize,
    arriving: &[Rc<Set>],
    variables: &Variables,
) -> Option<(usize, String)> {
    let (one, other) = (guard.plain[earlier].as_ref()?, guard.plain[way].as_ref()?);
    // Conditions about different things are an order of importance.
    if one != other {
        return None;
    }
    let holds = |cell: &Cell, way: usize| cell.truths[way] == Truth::Holds;
    let cells = || guard.within(arriving);
    let apart = cells().any(|cell| holds(cell, earlier) && !holds(cell, way))
        && cells().any(|cell| holds(cell, way) && !holds(cell, earlier));
    let both = cells().filter(|cell| holds(cell, earlier) && holds(cell, way));
    let case = example(guard, both, variables).filter(|_| apart)?;
    Some((earlier, case))
}

fn both_apply(
    checked: &Checked<'_>,
    guard: &Guard<'_>,
    [earlier, way]: [usize; 2],
    case: &str,
    report: &mut Report,
) {
    let name = |way: usize| {
        let flow = &checked.diagram.flows[guard.ways[way].flow];
        match (
            flow.label.trim(),
            checked.graph.target(guard.ways[way].flow),
        ) {
            ("", Some(to)) => format!("the way to {}", named(&checked.diagram.steps[to])),
            (label, _) => format!("the way {}", quoted(label)),
        }
    };
    let taken = name(earlier);
    let message = format!(
        "Two ways out of {} apply {case}: {taken} and {}. A case takes {taken}, because it comes first. Change a condition if that is not meant.",
        named(&checked.diagram.steps[guard.step]),
        name(way)
    );
    let flow = &checked.diagram.flows[guard.ways[way].flow];
    report.warning("both-apply", at_flow(flow), message);
}
