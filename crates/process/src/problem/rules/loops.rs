//! Rules `endless-loop`, `busy-loop`: a case that goes round waits for somebody or something on the way.

use super::report::{at_step, named};
use super::{Checked, Report};
use crate::check::circles;
use crate::step::StepKind;

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    let steps = &checked.diagram.steps;
    let routes = |step: usize| matches!(steps[step].kind, StepKind::Decide | StepKind::Parallel);
    let never_rests =
        |step: usize| routes(step) || matches!(steps[step].kind, StepKind::Service(_));
    let endless = circles(checked.graph, routes);
    for circle in &endless {
        let step = &steps[circle[0]];
        let message = format!(
            "A case that goes round at {} would never stop: nothing on the way waits. Put a step with a person, a system or a wait into the loop.",
            named(step)
        );
        report.error("endless-loop", at_step(step), message);
    }
    for circle in circles(checked.graph, never_rests) {
        if endless
            .iter()
            .any(|inner| inner.iter().any(|step| circle.contains(step)))
        {
            continue;
        }
        let step = &steps[circle[0]];
        let message = format!(
            "A case goes round at {} without a pause and may use the system again and again. Put a wait into the loop.",
            named(step)
        );
        report.warning("busy-loop", at_step(step), message);
    }
}

#[cfg(test)]
mod tests {
    use crate::diagram::Diagram;
    use crate::problem::rules::testing::{ask, finds, flow, http, line, otherwise, step, when};
    use crate::step::StepKind;

    /// start → merge → `body` → again? → (back to merge | end)
    fn looping(body: crate::diagram::Step) -> Diagram {
        let mut diagram = line(&["start"]);
        let body_id = body.id.as_str().to_owned();
        diagram.steps.extend([
            step("merge", StepKind::Decide),
            body,
            step("again", StepKind::Decide),
            step("end", StepKind::End),
        ]);
        diagram.flows.extend([
            flow("start", "merge"),
            flow("merge", &body_id),
            flow(&body_id, "again"),
            when("again", "merge", "requester.name = \"x\""),
            otherwise("again", "end"),
        ]);
        diagram
    }

    #[test]
    fn a_loop_with_a_person_in_it_is_fine() {
        assert!(finds(&looping(ask("body"))).is_empty());
    }

    #[test]
    fn a_loop_of_gateways_never_stops() {
        assert_eq!(
            finds(&looping(step("body", StepKind::Parallel))),
            ["endless-loop"]
        );
    }

    #[test]
    fn a_loop_that_only_uses_a_system_is_worth_a_warning() {
        assert_eq!(finds(&looping(http("body"))), ["busy-loop"]);
    }
}
