//! Rule `idle-condition`: a condition on a flow that no decision reads.

use super::report::{at_flow, named};
use super::{Checked, Report};
use crate::step::StepKind;

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    for (index, flow) in checked.diagram.flows.iter().enumerate() {
        let Some(from) = checked.graph.source(index) else {
            continue;
        };
        let step = &checked.diagram.steps[from];
        let conditional = flow.condition.is_some() || flow.otherwise;
        if matches!(step.kind, StepKind::Decide) {
            if flow.condition.is_some() && flow.otherwise {
                let message = "This way is taken in all other cases, so its condition is not read. Remove one of the two.";
                report.warning("idle-condition", at_flow(flow), message);
            }
        } else if conditional && matches!(step.kind, StepKind::Parallel) {
            let message = format!(
                "{} always takes this way, whatever its condition says. Put a decision in between.",
                named(step)
            );
            report.warning("idle-condition", at_flow(flow), message);
        } else if flow.condition.is_some() && !has_another(checked, from) {
            let message = format!(
                "If this condition does not hold, a case stops at {}. Put a decision in between, with a way for all other cases.",
                named(step)
            );
            report.warning("conditional-way", at_flow(flow), message);
        }
    }
}

/// Whether there is a way out that needs no condition.
fn has_another(checked: &Checked<'_>, step: usize) -> bool {
    let mut ways = checked.graph.outgoing[step].iter();
    ways.any(|way| {
        let way = &checked.diagram.flows[*way];
        way.otherwise || way.condition.is_none()
    }) || checked.diagram.steps[step].kind.ends()
        || matches!(
            checked.diagram.steps[step].kind,
            StepKind::Inclusive | StepKind::Complex(_)
        )
}

#[cfg(test)]
mod tests {
    use crate::diagram::FieldKind;
    use crate::problem::rules::testing::{deciding, finds, flow, line, plain, step};
    use crate::step::StepKind;

    #[test]
    fn what_goes_on_only_under_a_condition_may_stop_there() {
        let mut diagram = plain();
        diagram.flows[1].condition = Some("true".into());
        assert_eq!(finds(&diagram), ["conditional-way"]);
        diagram.flows[1].condition = None;
        assert!(finds(&diagram).is_empty());
    }

    #[test]
    fn all_ways_out_of_a_parallel_gateway_are_taken_whatever_they_say() {
        let mut diagram = line(&["start", "ask", "end"]);
        diagram.steps[1] = step("split", StepKind::Parallel);
        diagram.flows = vec![flow("start", "split"), flow("split", "end")];
        diagram.flows[1].condition = Some("true".into());
        assert_eq!(finds(&diagram), ["idle-condition"]);
    }

    #[test]
    fn a_way_for_all_other_cases_has_no_condition_besides() {
        let mut diagram = deciding(FieldKind::YesNo, true, &["x = true", "otherwise"]);
        assert!(finds(&diagram).is_empty());
        let rest = diagram.flows.iter_mut().find(|flow| flow.otherwise);
        rest.expect("there is one").condition = Some("x = false".into());
        assert_eq!(finds(&diagram), ["idle-condition"]);
    }
}
