//! Rule `written-twice`: what runs at the same time does not write over each other.

use super::report::{at_setting, named, quoted};
use super::{Checked, Report};
use crate::diagram::Step;
use crate::step::{StepKind, setting_of};
use std::collections::BTreeSet;

/// Branches that are looked at in one drawing.
const MOST_BRANCHES: usize = 400;

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    let declared = checked.data.declared.iter().enumerate();
    let mut shared: BTreeSet<usize> = declared
        .filter(|(_, each)| each.origins.len() > 1)
        .map(|(number, _)| number)
        .collect();
    let mut left = MOST_BRANCHES;
    for (split, step) in checked.diagram.steps.iter().enumerate() {
        let branches: Vec<usize> = checked.graph.next(split).collect();
        let all_at_once = matches!(step.kind, StepKind::Parallel | StepKind::Inclusive);
        if shared.is_empty() || !all_at_once || branches.len() < 2 {
            continue;
        }
        let Some(fewer) = left.checked_sub(branches.len()) else {
            return;
        };
        left = fewer;
        let reached: Vec<Vec<bool>> = branches
            .iter()
            .map(|first| checked.graph.reachable_from([*first]))
            .collect();
        // Where several branches lead to, they have met.
        let branch_of = |step: usize| {
            let mut of = (0..branches.len()).filter(|branch| reached[*branch][step]);
            of.next().filter(|_| of.next().is_none())
        };
        let found: Vec<(usize, usize, usize)> = shared
            .iter()
            .filter_map(|number| {
                let writers = checked.data.declared[*number].origins.iter();
                let mut inside = writers.filter_map(|step| Some((*step, branch_of(*step)?)));
                let (one, branch) = inside.next()?;
                let (other, _) = inside.find(|(_, of)| *of != branch)?;
                Some((*number, one, other))
            })
            .collect();
        for (number, one, other) in found {
            shared.remove(&number);
            tell(checked, number, one, other, report);
        }
    }
}

fn tell(checked: &Checked<'_>, number: usize, one: usize, other: usize, report: &mut Report) {
    let declared = &checked.data.declared[number];
    let (one, other) = (&checked.diagram.steps[one], &checked.diagram.steps[other]);
    let message = format!(
        "{} and {} may be done at the same time, and both set {}: whichever comes last counts. Give one of them a field of its own.",
        named(one),
        named(other),
        quoted(&declared.label)
    );
    let place = at_setting(other, setting(other, &declared.key));
    report.warning("written-twice", place, message);
}

/// Where a step says that it sets a variable.
fn setting(step: &Step, key: &str) -> String {
    match &step.kind {
        StepKind::DecideByTable(decide) => {
            let mut outputs = decide.table.outputs.iter();
            let output = outputs.position(|output| output.key.trim() == key);
            let output = output.unwrap_or_default();
            setting_of(crate::decision::table::Cell::Output { output })
        }
        StepKind::Service(_) => format!("takes.{key}"),
        _ => format!("form.{key}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::diagram::Diagram;
    use crate::problem::rules::testing::{ask, finds, flow, line, messages, step};
    use crate::step::StepKind;

    /// Two people are asked for a comment, at the same time or one after the other.
    fn asking(split: StepKind, join: StepKind) -> Diagram {
        let mut drawn = line(&["start"]);
        drawn.steps.extend([
            step("split", split),
            ask("a"),
            ask("b"),
            step("join", join),
            ask("c"),
            step("end", StepKind::End),
        ]);
        drawn.flows.extend(
            [
                ("start", "split"),
                ("split", "a"),
                ("split", "b"),
                ("a", "join"),
                ("b", "join"),
                ("join", "c"),
                ("c", "end"),
            ]
            .map(|(from, to)| flow(from, to)),
        );
        drawn
    }

    #[test]
    fn what_runs_at_the_same_time_sets_fields_of_its_own() {
        let drawn = asking(StepKind::Parallel, StepKind::Parallel);
        assert_eq!(finds(&drawn), ["written-twice"]);
        assert_eq!(
            messages(&drawn)[0],
            "“The a” and “The b” may be done at the same time, and both set “The comment”: whichever comes last counts. Give one of them a field of its own."
        );
    }

    #[test]
    fn one_after_the_other_is_fine() {
        let mut drawn = asking(StepKind::Parallel, StepKind::Parallel);
        drawn.steps.retain(|step| step.id.as_str() != "b");
        drawn
            .flows
            .retain(|flow| flow.to.as_str() != "b" && flow.from.as_str() != "b");
        assert!(!finds(&drawn).contains(&"written-twice".to_owned()));
    }
}
