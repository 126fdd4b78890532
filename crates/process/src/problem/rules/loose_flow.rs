//! Rule `loose-flow`: a flow begins or ends at a step that is not there.

use super::report::at_flow;
use super::{Checked, Report};

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    for (flow, ends) in checked.diagram.flows.iter().zip(&checked.graph.ends) {
        if ends.is_none() {
            let message =
                "This flow leads from or to a step that is not there. Delete it or draw it anew.";
            report.error("loose-flow", at_flow(flow), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::problem::rules::testing::{finds, flow, plain};

    #[test]
    fn a_flow_leads_from_a_step_to_a_step() {
        let mut diagram = plain();
        assert!(finds(&diagram).is_empty());
        diagram.flows.push(flow("ask", "nowhere"));
        assert_eq!(finds(&diagram), ["loose-flow"]);
    }
}
