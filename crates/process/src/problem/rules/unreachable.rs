//! Rule `unreachable`: something leads to a step, but no case ever gets there.

use super::report::{at_step, named};
use super::{Checked, Report};
use crate::step::StepKind;

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    let steps = &checked.diagram.steps;
    if !steps
        .iter()
        .any(|step| matches!(step.kind, StepKind::Start(_)))
    {
        return;
    }
    // Behind a step that nothing leads to, one sentence (of the rule for that) is enough.
    let loose = (0..steps.len()).filter(|step| checked.graph.incoming[*step].is_empty());
    let behind_loose = checked.graph.reachable_from(loose);
    for (index, step) in steps.iter().enumerate() {
        if !checked.reached[index] && !behind_loose[index] {
            let message = format!(
                "No case can reach {}: no way leads there from the start. Lead one there, or delete it.",
                named(step)
            );
            report.error("unreachable", at_step(step), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::problem::rules::testing::{ask, finds, flow, plain};

    #[test]
    fn two_steps_that_only_lead_to_each_other_are_never_reached() {
        let mut diagram = plain();
        diagram.steps.extend([ask("left"), ask("right")]);
        diagram.flows.extend([
            flow("left", "right"),
            flow("right", "left"),
            flow("right", "end"),
        ]);
        assert_eq!(finds(&diagram), ["unreachable", "unreachable"]);
    }

    #[test]
    fn only_the_first_of_a_loose_chain_is_named() {
        let mut diagram = plain();
        diagram.steps.extend([ask("first"), ask("second")]);
        diagram
            .flows
            .extend([flow("first", "second"), flow("second", "end")]);
        assert_eq!(finds(&diagram), ["nothing-leads-here"]);
    }
}
