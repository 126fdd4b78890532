//! Rule `too-large`: a diagram that nobody drew by hand is refused before anything else looks at it.

use super::super::{Place, Problem, Severity};
use super::report::{at_setting, named};
use crate::decision::table::{Cell, MAX_COLUMNS, MAX_RULES};
use crate::diagram::{Diagram, MAX_FIELDS, MAX_FLOWS, MAX_STEPS, Step};
use crate::step::{DecideByTable, StepKind, setting_of};

pub(crate) fn check(diagram: &Diagram) -> Option<Problem> {
    let fields = diagram.steps.iter().filter_map(|step| step.form());
    let fields = fields.map(|form| form.fields.len()).sum();
    let counts = [
        (diagram.steps.len(), MAX_STEPS, "steps"),
        (diagram.flows.len(), MAX_FLOWS, "flows"),
        (fields, MAX_FIELDS, "form fields"),
    ];
    if let Some(problem) = diagram.steps.iter().find_map(table) {
        return Some(problem);
    }
    let (count, most, what) = counts.into_iter().find(|(count, most, _)| count > most)?;
    Some(Problem {
        severity: Severity::Error,
        place: Place::Diagram,
        rule: "too-large".into(),
        message: format!(
            "This process has {count} {what}; at most {most} are possible. Split it into several processes."
        ),
    })
}

fn table(step: &Step) -> Option<Problem> {
    let StepKind::DecideByTable(DecideByTable { table }) = &step.kind else {
        return None;
    };
    let columns = table.inputs.len() + table.outputs.len();
    let counts = [
        (table.rules.len(), MAX_RULES, "rules"),
        (columns, MAX_COLUMNS, "columns"),
    ];
    let (count, most, what) = counts.into_iter().find(|(count, most, _)| count > most)?;
    Some(Problem {
        severity: Severity::Error,
        place: at_setting(step, setting_of(Cell::Table)),
        rule: "too-large".into(),
        message: format!(
            "The table of {} has {count} {what}; at most {most} are possible. Split it into several tables.",
            named(step)
        ),
    })
}

#[cfg(test)]
mod tests {
    use crate::diagram::{Diagram, MAX_STEPS, Step};
    use crate::problem::rules::testing::{finds, step};
    use crate::step::StepKind;

    #[test]
    fn ten_thousand_steps_are_refused_with_one_sentence() {
        let steps: Vec<Step> = (0..10_000)
            .map(|number| step(&format!("s{number}"), StepKind::Parallel))
            .collect();
        let diagram = Diagram {
            steps,
            ..Diagram::default()
        };
        assert_eq!(finds(&diagram), ["too-large"]);
        assert!(diagram.steps.len() > MAX_STEPS);
    }
}
