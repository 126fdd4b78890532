//! Rule `no-name`: people read what a step is called in their inbox, in the history and in problems.

use super::report::{at_setting, quoted};
use super::{Checked, Report};
use crate::step::StepKind;

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    for step in &checked.diagram.steps {
        let shown = matches!(step.kind, StepKind::AskPerson(_) | StepKind::Service(_));
        if shown && step.name.trim().is_empty() {
            let message = format!(
                "This step {} has no name. Say in a few words what is done.",
                quoted(step.kind.in_words())
            );
            report.warning("no-name", at_setting(step, "name"), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::problem::rules::testing::{finds, plain};

    #[test]
    fn work_has_a_name() {
        let mut diagram = plain();
        assert!(finds(&diagram).is_empty());
        diagram.steps[1].name = "  ".into();
        assert_eq!(finds(&diagram), ["no-name"]);
    }
}
