//! Rules `no-end`, `no-way-to-end`, `after-end`: a case can come to an end from wherever it is.

use super::super::Place;
use super::report::{at_flow, at_step, named};
use super::{Checked, Report};
use crate::step::StepKind;

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    let steps = &checked.diagram.steps;
    let ends: Vec<_> = (0..steps.len())
        .filter(|step| matches!(steps[*step].kind, StepKind::End))
        .collect();
    if ends.is_empty() {
        let message = "Nothing says where a case ends. Add an end and lead a flow to it.";
        report.error("no-end", Place::Diagram, message);
        return;
    }
    for end in &ends {
        for flow in &checked.graph.outgoing[*end] {
            let message = format!(
                "Nothing happens after {}, so this flow is never taken. Delete it.",
                named(&steps[*end])
            );
            report.warning("after-end", at_flow(&checked.diagram.flows[*flow]), message);
        }
    }
    let started = steps
        .iter()
        .any(|step| matches!(step.kind, StepKind::Start(_)));
    if started && ends.iter().all(|end| !checked.reached[*end]) {
        let message = "No way leads from the start to an end. Connect the steps up to an end.";
        report.error("no-end", Place::Diagram, message);
        return;
    }
    let ending = checked.graph.reaching(ends);
    for (index, step) in steps.iter().enumerate() {
        // A step without any way out is told so by its own rule.
        if checked.reached[index] && !ending[index] && !checked.graph.outgoing[index].is_empty() {
            let message = format!(
                "From {} no way leads to an end. Lead one there.",
                named(step)
            );
            report.warning("no-way-to-end", at_step(step), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::problem::rules::testing::{ask, finds, flow, line, plain};

    #[test]
    fn a_case_can_end() {
        assert!(finds(&plain()).is_empty());
        assert!(finds(&line(&["start", "ask"])).contains(&"no-end".to_owned()));
    }

    #[test]
    fn an_end_that_nothing_leads_to_is_none() {
        let mut diagram = plain();
        diagram.flows.retain(|flow| flow.to.as_str() != "end");
        assert!(finds(&diagram).contains(&"no-end".to_owned()));
    }

    #[test]
    fn steps_that_only_lead_to_each_other_are_named() {
        let mut diagram = plain();
        diagram.steps.extend([ask("left"), ask("right")]);
        diagram.flows.extend([
            flow("ask", "left"),
            flow("left", "right"),
            flow("right", "left"),
        ]);
        assert_eq!(finds(&diagram), ["no-way-to-end", "no-way-to-end"]);
    }

    #[test]
    fn what_is_drawn_behind_an_end_never_happens() {
        let mut diagram = plain();
        diagram.flows.push(flow("end", "ask"));
        assert_eq!(finds(&diagram), ["after-end"]);
    }
}
