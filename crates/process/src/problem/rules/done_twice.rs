//! Rule `done-twice`: ways that are taken at the same time meet at a step that does not wait for all of them, so it
//! is done once for each. Sometimes that is meant; a warning.

use super::report::{at_step, named};
use super::{Checked, Report};
use crate::step::StepKind;

/// Work that is spent at most, in steps and flows looked at.
const EFFORT: usize = 4_000_000;

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    let (steps, graph) = (&checked.diagram.steps, checked.graph);
    let splits: Vec<_> = (0..steps.len())
        .filter(|step| !matches!(steps[*step].kind, StepKind::Decide | StepKind::End))
        .filter(|step| graph.outgoing[*step].len() > 1 && checked.reached[*step])
        .collect();
    let mut left = EFFORT;
    for (index, step) in steps.iter().enumerate() {
        let ways_in = &graph.incoming[index];
        let waits = matches!(step.kind, StepKind::Parallel | StepKind::End);
        if waits || ways_in.len() < 2 || splits.is_empty() {
            continue;
        }
        let cost = ways_in.len() * (steps.len() + checked.diagram.flows.len());
        let Some(rest) = left.checked_sub(cost) else {
            return;
        };
        left = rest;
        // A join in between makes one of many.
        let joined = |step: usize| checked.definition.is_join(step);
        let leads_to: Vec<_> = ways_in
            .iter()
            .map(|way| graph.leading_to(*way, joined))
            .collect();
        let meets = |split: &&usize| {
            let comes_by = |way: &usize| -> Vec<bool> {
                let ways_in = ways_in.iter().zip(&leads_to);
                ways_in
                    .map(|(way_in, leading)| {
                        way_in == way || graph.target(*way).is_some_and(|target| leading[target])
                    })
                    .collect()
            };
            let ways: Vec<_> = graph.outgoing[**split].iter().map(comes_by).collect();
            let arriving = ways.iter().filter(|way| way.contains(&true)).count();
            let used = (0..ways_in.len()).filter(|way_in| ways.iter().any(|way| way[*way_in]));
            arriving > 1 && used.count() > 1
        };
        if let Some(split) = splits.iter().find(meets) {
            let message = format!(
                "{} is done once for each way that comes in from {}, because all of them are taken. To wait for all of them first, put “At the same time” before it.",
                named(step),
                named(&steps[*split])
            );
            report.warning("done-twice", at_step(step), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagram::Diagram;
    use crate::problem::rules::testing::{ask, ask_own, finds, flow, line, otherwise, step, when};
    use crate::step::StepKind;

    /// start → split → left and right, which both lead to `meeting` → end
    fn meeting_at(meeting: crate::diagram::Step, split: StepKind) -> Diagram {
        let mut diagram = line(&["start"]);
        let at = meeting.id.as_str().to_owned();
        let decides = matches!(split, StepKind::Decide);
        let end = step("end", StepKind::End);
        diagram.steps.extend([
            step("split", split),
            ask_own("left"),
            ask_own("right"),
            meeting,
            end,
        ]);
        diagram.flows.extend([
            flow("start", "split"),
            flow("left", &at),
            flow("right", &at),
            flow(&at, "end"),
        ]);
        diagram.flows.extend(if decides {
            [
                when("split", "left", "requester.name = \"x\""),
                otherwise("split", "right"),
            ]
        } else {
            [flow("split", "left"), flow("split", "right")]
        });
        diagram
    }

    #[test]
    fn ways_taken_together_are_brought_together_by_a_join() {
        let join = || step("join", StepKind::Parallel);
        assert!(finds(&meeting_at(join(), StepKind::Parallel)).is_empty());
        assert_eq!(
            finds(&meeting_at(ask("then"), StepKind::Parallel)),
            ["done-twice"]
        );
        let merge = step("merge", StepKind::Decide);
        assert_eq!(
            finds(&meeting_at(merge, StepKind::Parallel)),
            ["done-twice"]
        );
    }

    #[test]
    fn ways_of_a_decision_meet_wherever_they_like() {
        assert!(finds(&meeting_at(ask("then"), StepKind::Decide)).is_empty());
    }

    #[test]
    fn two_flows_out_of_a_plain_step_are_both_taken() {
        let mut diagram = line(&["start", "first", "second", "end"]);
        diagram.flows.push(flow("first", "end"));
        assert!(
            finds(&diagram).is_empty(),
            "an end is reached as often as needed"
        );
        diagram.flows.push(flow("start", "second"));
        assert_eq!(finds(&diagram), ["done-twice"]);
    }
}
