//! Rules `leads-nowhere`, `nothing-leads-here`: a step hangs loose at one side.

use super::report::{at_step, named};
use super::{Checked, Report};
use crate::step::StepKind;

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    for (index, step) in checked.diagram.steps.iter().enumerate() {
        let starts = matches!(step.kind, StepKind::Start(_));
        let ends = matches!(step.kind, StepKind::End);
        if checked.graph.incoming[index].is_empty() && !starts {
            let message = format!(
                "Nothing leads to {}. Lead a flow to it, or delete it.",
                named(step)
            );
            report.error("nothing-leads-here", at_step(step), message);
        }
        if checked.graph.outgoing[index].is_empty() && !ends {
            let message = format!(
                "After {} nothing follows. Lead a flow to the next step, or to an end.",
                named(step)
            );
            report.error("leads-nowhere", at_step(step), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::problem::rules::testing::{ask, finds, flow, plain};

    #[test]
    fn a_step_hangs_together_with_others_at_both_sides() {
        let mut diagram = plain();
        diagram.steps.push(ask("alone"));
        assert_eq!(finds(&diagram), ["nothing-leads-here", "leads-nowhere"]);
        diagram.flows.push(flow("ask", "alone"));
        assert_eq!(finds(&diagram), ["leads-nowhere"]);
        diagram.flows.push(flow("alone", "end"));
        assert!(finds(&diagram).is_empty());
    }
}
