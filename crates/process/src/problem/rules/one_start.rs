//! Rules `no-start`, `several-starts`, `into-start`: a case begins at exactly one place, once.

use super::super::Place;
use super::report::{at_flow, at_step, named};
use super::{Checked, Report};
use crate::step::StepKind;

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    let steps = checked.diagram.steps.iter().enumerate();
    let starts: Vec<_> = steps
        .filter(|(_, step)| matches!(step.kind, StepKind::Start(_)))
        .collect();
    if starts.is_empty() {
        let message = "Nothing says where a case begins. Add a start.";
        report.error("no-start", Place::Diagram, message);
    }
    for (_, step) in starts.iter().skip(1) {
        let message = format!(
            "{} is a second start. A process has one; delete this one.",
            named(step)
        );
        report.error("several-starts", at_step(step), message);
    }
    for (index, _) in starts {
        for flow in &checked.graph.incoming[index] {
            let message =
                "No flow can lead back to the start. Lead it to the step after the start.";
            report.error(
                "into-start",
                at_flow(&checked.diagram.flows[*flow]),
                message,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagram::Diagram;
    use crate::problem::rules::testing::{finds, flow, line, plain, step};
    use crate::step::StepKind;

    #[test]
    fn a_process_without_a_start_is_told_so_and_nothing_else_about_reaching() {
        let found = finds(&line(&["ask", "end"]));
        assert!(found.contains(&"no-start".to_owned()));
        assert!(!found.contains(&"unreachable".to_owned()));
        assert_eq!(finds(&Diagram::default()), ["no-start", "no-end"]);
    }

    #[test]
    fn a_second_start_is_one_too_many() {
        let mut diagram = plain();
        diagram
            .steps
            .push(step("start2", StepKind::Start(Default::default())));
        diagram.flows.push(flow("start2", "ask"));
        assert_eq!(finds(&diagram), ["several-starts"]);
    }

    #[test]
    fn nothing_leads_back_to_the_start() {
        let mut diagram = plain();
        diagram.flows.push(flow("ask", "start"));
        assert_eq!(finds(&diagram), ["into-start"]);
    }
}
