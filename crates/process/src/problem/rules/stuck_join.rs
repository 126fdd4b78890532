//! Rule `stuck-join`: a decision behind which a join waits for a way that was not taken.
//!
//! For each join it is seen which of its ways in can still be reached from each way out of a decision. If two ways
//! out differ in that, one of them leaves the join waiting. That is a sign, not a proof: a warning.

use super::report::{at_step, named};
use super::{Checked, Report};
use crate::step::StepKind;
use std::collections::BTreeSet;

/// Work that is spent at most, in steps looked at.
const EFFORT: usize = 4_000_000;

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    let steps = &checked.diagram.steps;
    let splits: Vec<_> = (0..steps.len())
        .filter(|step| matches!(steps[*step].kind, StepKind::Decide))
        .filter(|step| checked.graph.outgoing[*step].len() > 1 && checked.reached[*step])
        .collect();
    let mut left = EFFORT;
    for join in (0..steps.len()).filter(|step| checked.definition.is_join(*step)) {
        let incoming = &checked.graph.incoming[join];
        let cost = incoming.len() * (steps.len() + checked.diagram.flows.len());
        let Some(rest) = left.checked_sub(cost) else {
            return;
        };
        left = rest;
        let ways = checked.graph.incoming[join].iter();
        let leads_to: Vec<_> = ways
            .map(|way| checked.graph.leading_to(*way, |step| step == join))
            .collect();
        if let Some(split) = splits
            .iter()
            .find(|split| differs(checked, **split, join, &leads_to))
        {
            let message = format!(
                "{} waits for all its ways, but {} sends a case along only some of them. Bring the ways of a decision together before, not here.",
                named(&steps[join]),
                named(&steps[*split])
            );
            report.warning("stuck-join", at_step(&steps[join]), message);
        }
    }
}

fn differs(checked: &Checked<'_>, split: usize, join: usize, leads_to: &[Vec<bool>]) -> bool {
    if split == join {
        return false;
    }
    let graph = checked.graph;
    let served = |flow: &usize| {
        let ways = graph.incoming[join].iter().zip(leads_to);
        ways.map(|(way, steps)| match graph.target(*flow) {
            Some(target) if target != join => steps[target],
            _ => way == flow,
        })
        .collect::<Vec<_>>()
    };
    let ways: BTreeSet<_> = graph.outgoing[split].iter().map(served).collect();
    // Before the ways were split up at all, a case may go elsewhere altogether.
    let all_or_none = |way: &Vec<bool>| way.iter().all(|served| *served == way[0]);
    ways.len() > 1 && !ways.iter().all(all_or_none)
}

#[cfg(test)]
mod tests {
    use crate::diagram::Diagram;
    use crate::problem::rules::testing::{ask_own, finds, flow, line, otherwise, step, when};
    use crate::step::StepKind;

    const NAMED: &str = "requester.name = \"x\"";

    fn gateways(decision_leads_to: &str) -> Diagram {
        let mut diagram = line(&["start"]);
        diagram.steps.extend([
            step("split", StepKind::Parallel),
            ask_own("left"),
            step("sure", StepKind::Decide),
            ask_own("right"),
            ask_own("more"),
            step("join", StepKind::Parallel),
            step("end", StepKind::End),
        ]);
        diagram.flows.extend([
            flow("start", "split"),
            flow("split", "left"),
            flow("split", "right"),
            flow("left", "sure"),
            when("sure", "more", NAMED),
            otherwise("sure", decision_leads_to),
            flow("more", "join"),
            flow("right", "join"),
            flow("join", "end"),
        ]);
        diagram
    }

    #[test]
    fn a_decision_inside_one_branch_that_comes_back_is_fine() {
        assert!(finds(&gateways("left")).is_empty());
    }

    #[test]
    fn a_branch_that_may_end_leaves_the_join_waiting() {
        assert_eq!(finds(&gateways("end")), ["stuck-join"]);
    }

    #[test]
    fn the_ways_of_a_decision_are_not_brought_together_by_a_join() {
        let mut diagram = line(&["start"]);
        diagram.steps.extend([
            step("which", StepKind::Decide),
            ask_own("left"),
            ask_own("right"),
            step("join", StepKind::Parallel),
            step("end", StepKind::End),
        ]);
        diagram.flows.extend([
            flow("start", "which"),
            when("which", "left", NAMED),
            otherwise("which", "right"),
            flow("left", "join"),
            flow("right", "join"),
            flow("join", "end"),
        ]);
        assert_eq!(finds(&diagram), ["stuck-join"]);
    }

    #[test]
    fn a_decision_before_the_split_may_go_elsewhere() {
        let mut diagram = line(&["start"]);
        diagram.steps.extend([
            step("which", StepKind::Decide),
            step("split", StepKind::Parallel),
            ask_own("left"),
            ask_own("right"),
            step("join", StepKind::Parallel),
            step("end", StepKind::End),
        ]);
        diagram.flows.extend([
            flow("start", "which"),
            when("which", "split", NAMED),
            otherwise("which", "end"),
            flow("split", "left"),
            flow("split", "right"),
            flow("left", "join"),
            flow("right", "join"),
            flow("join", "end"),
        ]);
        assert!(finds(&diagram).is_empty());
    }
}
