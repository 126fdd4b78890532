//! Rule `duplicate-id`: two steps, or two flows, go by the same id. Only a file written by hand has that.

use super::report::{at_flow, at_step, named};
use super::{Checked, Report};

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    for (index, step) in checked.diagram.steps.iter().enumerate() {
        if checked.graph.step(&step.id) != Some(index) {
            let message = format!(
                "{} has the same id as another step. Delete it and draw it anew.",
                named(step)
            );
            report.error("duplicate-id", at_step(step), message);
        }
    }
    for (index, flow) in checked.diagram.flows.iter().enumerate() {
        if checked.graph.flow(&flow.id) != Some(index) {
            let message = "This flow has the same id as another one. Delete it and draw it anew.";
            report.error("duplicate-id", at_flow(flow), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::problem::rules::testing::{finds, line, plain};

    #[test]
    fn each_id_stands_once() {
        let mut diagram = plain();
        assert!(finds(&diagram).is_empty());
        let twin = diagram.steps[1].clone();
        diagram.steps.push(twin);
        assert!(finds(&diagram).contains(&"duplicate-id".to_owned()));
    }

    #[test]
    fn two_flows_with_one_id_are_told_apart() {
        let mut diagram = line(&["start", "ask", "end"]);
        diagram.flows[1].id = diagram.flows[0].id.clone();
        assert!(finds(&diagram).contains(&"duplicate-id".to_owned()));
    }
}
