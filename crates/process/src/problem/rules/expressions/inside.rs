//! Rules of drawings with sub-processes, events and rounds, besides those of plain ones.

use super::super::Checked;
use super::super::report::{at_flow, at_step};
use super::sites::{Reads, Site};
use crate::definition::{Formula, OverPlan, Plan, RepeatPlan, Way};
use crate::problem::Place;
use feel::Type;

pub(super) fn sites<'a>(checked: &Checked<'a>, step: usize) -> Vec<Site<'a>> {
    let definition = checked.definition;
    let mut all = Vec::new();
    match &definition.plans[step] {
        Plan::Inclusive(ways) => all.extend(of_ways(checked, step, ways)),
        Plan::Complex(plan) => all.extend(of_ways(checked, step, &plan.ways)),
        Plan::Script(script) if script.foreign.is_none() => {
            all.push(site(
                checked,
                step,
                "The formula",
                &script.formula,
                Type::Any,
            ));
        }
        Plan::Group(_, Some(until)) => {
            let what = "The condition for its end";
            all.push(Site {
                at_end: true,
                ..site(checked, step, what, until, Type::Boolean)
            });
        }
        _ => {}
    }
    for datum in definition.declared(step + 1) {
        if let Some(initial) = &datum.initial {
            all.push(site(checked, step, "An initial value", initial, Type::Any));
        }
    }
    let Some(around) = definition.around(step) else {
        return all;
    };
    let ways = around.ways.iter();
    let ways = ways.flat_map(|ways| of_ways(checked, step, ways));
    all.extend(ways.map(|way| Site {
        at_end: true,
        ..way
    }));
    for (_, input) in &around.inputs {
        all.push(site(checked, step, "A value it is given", input, Type::Any));
    }
    // What a system or another process answers is read here too.
    let answered = matches!(definition.plans[step], Plan::Service(_) | Plan::Call(_));
    for (_, output) in &around.outputs {
        all.push(Site {
            reads: if answered { Reads::Answer } else { Reads::Case },
            at_end: true,
            ..site(checked, step, "A value it hands on", output, Type::Any)
        });
    }
    all.extend(of_rounds(checked, step, around.repeat.as_ref()));
    all
}

fn of_rounds<'a>(
    checked: &Checked<'a>,
    step: usize,
    repeat: Option<&'a RepeatPlan>,
) -> Vec<Site<'a>> {
    let site = |what, formula, wanted| Site {
        at_end: true,
        ..site(checked, step, what, formula, wanted)
    };
    match repeat {
        None => Vec::new(),
        Some(RepeatPlan::While { condition, .. }) => condition
            .iter()
            .map(|condition| site("The condition for one more round", condition, Type::Boolean))
            .collect(),
        Some(RepeatPlan::Each(each)) => {
            let mut all = vec![match &each.over {
                OverPlan::Times(times) => site("The number of rounds", times, Type::Number),
                OverPlan::List(list, _) => site("The list of rounds", list, Type::list(Type::Any)),
            }];
            let until = each.until.iter();
            all.extend(until.map(|until| site("The condition for enough", until, Type::Boolean)));
            let enough = each.enough.iter();
            all.extend(
                enough.map(|enough| site("The number that is enough", enough, Type::Number)),
            );
            let collected = each.collect.iter();
            all.extend(
                collected.map(|(_, from)| site("What is collected of each round", from, Type::Any)),
            );
            all
        }
    }
}

fn of_ways<'a>(checked: &Checked<'a>, step: usize, ways: &'a [Way]) -> Vec<Site<'a>> {
    let conditions = ways.iter().filter_map(|way| {
        let condition = way.condition.as_ref()?;
        Some(Site {
            place: at_flow(&checked.diagram.flows[way.flow]),
            ..site(checked, step, "A condition", condition, Type::Boolean)
        })
    });
    conditions.collect()
}

fn site<'a>(
    checked: &Checked<'a>,
    step: usize,
    what: &str,
    formula: &'a Formula,
    wanted: Type,
) -> Site<'a> {
    let place: Place = at_step(&checked.diagram.steps[step]);
    Site {
        step,
        place,
        formula,
        what: what.to_owned(),
        needs_value: wanted != Type::Any,
        wanted: vec![wanted],
        reads: Reads::Case,
        at_end: false,
        said_elsewhere: true,
    }
}

#[cfg(test)]
mod tests {
    use crate::diagram::{Diagram, FieldKind, Step};
    use crate::problem::rules::testing::{ask, field, finds, flow, line, step, with_fields};
    use crate::step::{
        Happening, Mapping, Message, Script, Stands, StepKind, SubProcess, Timer, Trigger, When,
    };

    fn script(id: &str, formula: &str, result: &str) -> Step {
        let script = Script {
            script: formula.into(),
            result: result.into(),
            language: String::new(),
        };
        step(id, StepKind::Script(script))
    }

    fn event(id: &str, at: Stands, trigger: Trigger) -> Step {
        step(id, StepKind::Event(Happening::new(at, [trigger])))
    }

    /// start → before → group (in → asked → out) → after → end, with a field `x` that is asked for inside.
    fn grouped(before: &str, inside: &str, after: &str) -> Diagram {
        let mut diagram = line(&["start", "end"]);
        let group = step("group", StepKind::SubProcess(SubProcess::default()));
        diagram.steps.extend([
            group,
            script("before", before, ""),
            script("after", after, ""),
        ]);
        for mut inner in [
            step("in", StepKind::Start(Default::default())),
            ask("asked"),
            script("then", inside, "y"),
            step("out", StepKind::End),
        ] {
            inner.inside = Some("group".into());
            diagram.steps.push(inner);
        }
        diagram.flows = vec![
            flow("start", "before"),
            flow("before", "group"),
            flow("group", "after"),
            flow("after", "end"),
            flow("in", "asked"),
            flow("asked", "then"),
            flow("then", "out"),
        ];
        with_fields(diagram, "asked", [field("x", FieldKind::Number)])
    }

    #[test]
    fn what_is_asked_inside_is_known_there_and_behind_and_not_before() {
        assert!(finds(&grouped("1", "x + 1", "x + y")).is_empty());
        assert_eq!(finds(&grouped("x", "x", "x")), ["not-yet-known"]);
    }

    #[test]
    fn what_is_not_handed_on_is_not_known_behind() {
        let mut diagram = grouped("1", "1", "x");
        let group = diagram
            .steps
            .iter_mut()
            .find(|step| step.id.as_str() == "group");
        group.expect("it is there").outputs.push(Mapping {
            key: "sum".into(),
            from: "x".into(),
        });
        assert_eq!(finds(&diagram), ["not-yet-known"]);
        let after = diagram
            .steps
            .iter_mut()
            .find(|step| step.id.as_str() == "after");
        after.expect("it is there").kind = script("after", "sum", "").kind;
        assert!(finds(&diagram).is_empty());
    }

    #[test]
    fn a_name_that_nothing_brings_is_worth_a_warning_unless_others_may_send_it() {
        let mut diagram = grouped("1", "amuont", "y");
        assert_eq!(finds(&diagram), ["unknown-field"]);
        let message = Trigger::Message(Message {
            name: "news".into(),
            ..Message::default()
        });
        let mut hears = event("hears", Stands::Catch, message);
        hears.inside = Some("group".into());
        diagram.steps.push(hears);
        diagram.flows.retain(|flow| flow.from.as_str() != "asked");
        diagram
            .flows
            .extend([flow("asked", "hears"), flow("hears", "then")]);
        assert!(finds(&diagram).is_empty());
    }

    #[test]
    fn who_does_not_answer_in_time_has_not_said_anything() {
        let mut diagram = line(&["start", "end"]);
        let at = Stands::Boundary {
            of: "asked".into(),
            interrupting: true,
        };
        let late = Timer {
            when: When::After {
                duration: "P1D".into(),
            },
            calendar: None,
        };
        diagram.steps.extend([
            ask("asked"),
            event("late", at, Trigger::Timer(late)),
            script("then", "x", "y"),
        ]);
        diagram.flows = vec![
            flow("start", "asked"),
            flow("asked", "end"),
            flow("late", "then"),
            flow("then", "end"),
        ];
        let diagram = with_fields(diagram, "asked", [field("x", FieldKind::Number)]);
        assert_eq!(finds(&diagram), ["maybe-missing"]);
    }

    #[test]
    fn a_condition_inside_gives_yes_or_no() {
        let mut diagram = grouped("1", "x", "y");
        diagram.flows[5].condition = Some("x + 1".into());
        assert!(finds(&diagram).contains(&"bad-expression".to_owned()));
    }
}
