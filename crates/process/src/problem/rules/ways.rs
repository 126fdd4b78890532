//! Rules `no-condition`, `several-otherwise`, `missing-way`: a decision has a way for every case.

mod coverage;

pub(super) use coverage::compares_equality_only;

use super::report::{at_flow, at_step, named};
use super::{Checked, Report};
use crate::definition::{Plan, Way};

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    for (index, step) in checked.diagram.steps.iter().enumerate() {
        let Plan::Deciding(ways) = &checked.definition.plans[index] else {
            continue;
        };
        let mut complete = true;
        for way in ways
            .iter()
            .filter(|way| way.condition.is_none() && !way.otherwise)
        {
            complete = false;
            let message = format!(
                "{} does not know when to take this way. Set its condition, or make it the way for all other cases.",
                named(step)
            );
            report.error(
                "no-condition",
                at_flow(&checked.diagram.flows[way.flow]),
                message,
            );
        }
        for way in ways.iter().filter(|way| way.otherwise).skip(1) {
            let message = format!(
                "{} has two ways for all other cases. Keep one, and set a condition on this one.",
                named(step)
            );
            report.error(
                "several-otherwise",
                at_flow(&checked.diagram.flows[way.flow]),
                message,
            );
        }
        let catches_rest = ways.iter().any(|way| way.otherwise);
        if complete && !catches_rest && !ways.is_empty() && !covered(checked, ways) {
            let message = format!(
                "{} has no way for cases where no condition holds. Choose a way for all other cases.",
                named(step)
            );
            report.error("missing-way", at_step(step), message);
        }
    }
}

fn covered(checked: &Checked<'_>, ways: &[Way]) -> bool {
    let conditions = ways.iter().filter_map(|way| way.condition.as_ref());
    coverage::is_complete(conditions.map(|formula| &*formula.source), checked.data)
}

#[cfg(test)]
mod tests {
    use crate::diagram::FieldKind;
    use crate::problem::rules::testing::{deciding, finds};

    fn yes_no() -> FieldKind {
        FieldKind::YesNo
    }

    fn kinds() -> FieldKind {
        FieldKind::Choice {
            options: vec!["Holiday".into(), "Sick leave".into()],
        }
    }

    #[test]
    fn a_way_for_all_other_cases_covers_everything() {
        assert!(finds(&deciding(kinds(), true, &["x = \"Holiday\"", "otherwise"])).is_empty());
        assert_eq!(
            finds(&deciding(kinds(), true, &["otherwise", "otherwise"])),
            ["several-otherwise"]
        );
    }

    #[test]
    fn every_way_needs_its_condition() {
        assert_eq!(
            finds(&deciding(kinds(), true, &["x = \"Holiday\"", ""])),
            ["no-condition"]
        );
    }

    #[test]
    fn the_only_way_out_needs_none() {
        assert!(finds(&deciding(kinds(), true, &[""])).is_empty());
    }

    #[test]
    fn yes_and_no_cover_a_field_that_must_be_answered() {
        assert!(finds(&deciding(yes_no(), true, &["x = true", "x = false"])).is_empty());
        assert!(finds(&deciding(yes_no(), true, &["x", "not(x)"])).is_empty());
        assert_eq!(
            finds(&deciding(yes_no(), false, &["x = true", "x = false"])),
            ["missing-way"]
        );
    }

    #[test]
    fn all_choices_cover_a_choice() {
        let both = ["x = \"Holiday\"", "x = \"Sick leave\""];
        assert!(finds(&deciding(kinds(), true, &both)).is_empty());
        assert_eq!(finds(&deciding(kinds(), true, &both[..1])), ["missing-way"]);
    }

    #[test]
    fn a_number_is_covered_by_opposite_comparisons() {
        assert!(finds(&deciding(FieldKind::Number, true, &["x > 5", "x <= 5"])).is_empty());
        assert_eq!(
            finds(&deciding(FieldKind::Number, true, &["x > 5", "x < 5"])),
            ["missing-way"]
        );
    }
}
