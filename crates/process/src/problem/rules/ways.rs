//! Rules `no-condition`, `several-otherwise`, `missing-way`: a decision has a way for every case. And `never-taken`,
//! `both-apply`: each of its ways is there for something. Nothing is said that is not so: a condition that works
//! something out may hold or not.

mod arrival;
mod coverage;
mod guard;
mod told;
mod variables;

pub(super) use coverage::compares_equality_only;

use super::report::{at_flow, at_step, named};
use super::{Checked, Report};
use crate::decision::analysis::Set;
use crate::definition::{Plan, Way};
use arrival::arrivals;
use guard::Guard;
use std::rc::Rc;
use variables::Variables;

/// Conditions that are worked out for one drawing.
const EFFORT: usize = 10_000;

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    let deciding: Vec<(usize, &[Way], bool)> = checked
        .definition
        .plans
        .iter()
        .enumerate()
        .filter_map(|(step, plan)| match plan {
            Plan::Deciding(ways) => Some((step, ways.as_slice(), true)),
            Plan::Inclusive(ways) => Some((step, ways.as_slice(), false)),
            _ => None,
        })
        .collect();
    let all = deciding.iter().flat_map(|(_, ways, _)| *ways);
    let conditions = all.filter_map(|way| way.condition.as_ref()?.parsed.as_deref().ok());
    let variables = Variables::of(checked, conditions);
    let mut effort = EFFORT;
    let guards = deciding.into_iter();
    let guards: Vec<Guard<'_>> = guards
        .map(|(step, ways, only_one)| Guard::of(step, ways, only_one, &variables, &mut effort))
        .collect();
    let arrivals = arrivals(checked, &variables, &guards);
    for guard in &guards {
        if guard.only_one {
            complete(
                checked,
                guard,
                arrivals[guard.step].as_deref().map(Vec::as_slice),
                &variables,
                report,
            );
        }
        if let Some(arriving) = &arrivals[guard.step] {
            told::tell(checked, guard, arriving, &variables, report);
        }
    }
}

/// Whether there is a way for every case, and only one for all others.
fn complete(
    checked: &Checked<'_>,
    guard: &Guard<'_>,
    arriving: Option<&[Rc<Set>]>,
    variables: &Variables,
    report: &mut Report,
) {
    let (ways, step) = (guard.ways, &checked.diagram.steps[guard.step]);
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
    if !complete || catches_rest || ways.is_empty() {
        return;
    }
    let anything: Vec<Rc<Set>>;
    let arriving = match arriving {
        Some(arriving) => arriving,
        None => {
            anything = variables.anything();
            &anything
        }
    };
    let conditions = ways.iter().filter_map(|way| way.condition.as_ref());
    let covered = guard.within(arriving).all(|cell| guard.is_caught(cell))
        || coverage::is_complete(conditions.map(|formula| &*formula.source), checked.data);
    if covered {
        return;
    }
    let missed = guard
        .within(arriving)
        .filter(|cell| guard.falls_through(cell));
    let message = match told::example(guard, missed, variables) {
        Some(case) => format!(
            "{} has no way {case}. Choose a way for all other cases, or add one.",
            named(step)
        ),
        None => format!(
            "{} has no way for cases where no condition holds. Choose a way for all other cases.",
            named(step)
        ),
    };
    report.error("missing-way", at_step(step), message);
}

#[cfg(test)]
mod tests {
    use crate::diagram::{Diagram, FieldKind};
    use crate::problem::rules::testing::{
        ask, deciding, field, finds, flow, messages, otherwise, step, when, with_fields,
    };
    use crate::step::StepKind;

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

    #[test]
    fn a_case_that_no_way_is_for_is_told_with_a_value() {
        for (kind, required, conditions, case) in [
            (
                FieldKind::Number,
                true,
                vec!["x > 5", "x < 5"],
                "when “The x” is 5",
            ),
            (
                FieldKind::Number,
                true,
                vec!["x in [1..10]"],
                "when “The x” is 0",
            ),
            (
                kinds(),
                true,
                vec!["x = \"Holiday\""],
                "when “The x” is “Sick leave”",
            ),
            (
                yes_no(),
                false,
                vec!["x = true", "x = false"],
                "when “The x” is empty",
            ),
            (
                FieldKind::Date,
                true,
                vec!["x < date(\"2026-01-01\")", "x > date(\"2026-01-02\")"],
                "when “The x” is 2026-01-01",
            ),
        ] {
            let drawn = deciding(kind, required, &conditions);
            assert_eq!(finds(&drawn), ["missing-way"]);
            let told = &messages(&drawn)[0];
            assert!(told.contains(case), "{told}");
        }
    }

    #[test]
    fn conditions_that_cover_everything_together_need_no_other_way() {
        for conditions in [
            vec!["x > 5", "x = 5", "x < 5"],
            vec!["x in [0..10]", "x < 0 or x > 10"],
            vec!["not(x between 1 and 2)", "x >= 1 and x <= 2"],
        ] {
            let drawn = deciding(FieldKind::Number, true, &conditions);
            assert!(finds(&drawn).is_empty(), "{:?}", messages(&drawn));
        }
    }

    #[test]
    fn a_way_that_no_case_can_take_is_told() {
        for (kind, conditions, why) in [
            (
                FieldKind::Number,
                vec!["x > 5 and x < 3", "otherwise"],
                "no case can meet its condition",
            ),
            (
                FieldKind::Number,
                vec!["x > 5", "x > 10", "otherwise"],
                "the ways before it take every case",
            ),
            (
                yes_no(),
                vec!["x", "not(x)", "otherwise"],
                "the other ways take every case",
            ),
        ] {
            let drawn = deciding(kind, true, &conditions);
            assert_eq!(finds(&drawn), ["never-taken"], "{conditions:?}");
            let told = &messages(&drawn)[0];
            assert!(told.contains(why), "{told}");
        }
        let misspelled = deciding(kinds(), true, &["x = \"Hollyday\"", "otherwise"]);
        assert_eq!(finds(&misspelled), ["bad-expression"]);
        // What may be left empty is for the other way.
        let drawn = deciding(yes_no(), false, &["x = true", "x = false", "otherwise"]);
        assert!(finds(&drawn).is_empty());
    }

    /// `which`, and behind its first way another decision about the same.
    fn twice(between: bool, second: &[&str]) -> Diagram {
        let mut drawn = deciding(FieldKind::Number, true, &["x > 10", "otherwise"]);
        drawn.steps.push(step("again", StepKind::Decide));
        drawn.flows.retain(|flow| flow.to.as_str() != "end0");
        drawn.steps.retain(|step| step.id.as_str() != "end0");
        let to = if between { "asked" } else { "again" };
        drawn.flows.insert(1, when("which", to, "x > 10"));
        if between {
            let asked = with_fields(
                Diagram {
                    steps: vec![ask("asked")],
                    ..Diagram::default()
                },
                "asked",
                [field("x", FieldKind::Number)],
            );
            drawn.steps.extend(asked.steps);
            drawn.flows.push(flow("asked", "again"));
        }
        for (number, condition) in second.iter().enumerate() {
            let end = format!("last{number}");
            drawn.steps.push(step(&end, StepKind::End));
            drawn.flows.push(match *condition {
                "otherwise" => otherwise("again", &end),
                condition => when("again", &end, condition),
            });
        }
        drawn
    }

    #[test]
    fn what_was_decided_before_holds_until_it_is_asked_again() {
        let second = ["x <= 5", "otherwise"];
        assert_eq!(finds(&twice(false, &second)), ["never-taken"]);
        let told = &messages(&twice(false, &second))[0];
        assert!(told.contains("has gone another way before"), "{told}");
        assert!(finds(&twice(true, &second)).is_empty());
        // What cannot come needs no way.
        assert!(finds(&twice(false, &["x > 20", "x <= 20 and x > 10"])).is_empty());
    }

    #[test]
    fn ways_that_both_apply_are_told_unless_one_is_a_part_of_the_other() {
        let drawn = deciding(FieldKind::Number, true, &["x > 5", "x < 10"]);
        assert_eq!(finds(&drawn), ["both-apply"]);
        let told = &messages(&drawn)[0];
        assert!(told.contains("apply when “The x” is 6"), "{told}");
        let cascade = ["x > 100", "x > 10", "otherwise"];
        assert!(finds(&deciding(FieldKind::Number, true, &cascade)).is_empty());
    }

    #[test]
    fn nothing_is_said_about_what_is_worked_out() {
        let odd = ["modulo(x, 2) = 1", "x > 5 and x < 3 + 0", "otherwise"];
        assert!(finds(&deciding(FieldKind::Number, true, &odd)).is_empty());
    }
}
