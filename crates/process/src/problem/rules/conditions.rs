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
        } else if conditional && !matches!(step.kind, StepKind::End) {
            let message = format!(
                "{} always takes this way, whatever its condition says. Put a decision in between.",
                named(step)
            );
            report.warning("idle-condition", at_flow(flow), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagram::FieldKind;
    use crate::problem::rules::testing::{deciding, finds, plain};

    #[test]
    fn only_a_decision_reads_conditions() {
        let mut diagram = plain();
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
