//! Sub-processes of all sorts: steps in any order, variables of their own, and joins in them that wait for each other.

use crate::support::*;
use feel::Value;
use process::diagram::{DataObject, Diagram, FieldKind};
use process::run::{Doing, Fact, IncidentReason};
use process::step::*;
use std::collections::BTreeMap;

#[test]
fn an_ad_hoc_sub_process_is_over_when_its_condition_says_so() {
    let sort = Sort::AdHoc {
        until: "x = 1".into(),
        sequential: false,
        stop_rest: true,
    };
    let mut run = run(&draw(
        [
            vec![start(), group_of("G", sort), end("end"), task("D")],
            inside("G", tasks("A B C")),
        ],
        &["start -> G -> D -> end"],
    ));
    run.done("A");
    assert_eq!(run.opened(), "B C");
    run.set("x", 1).done("B");
    assert_eq!(run.opened(), "D");
}

#[test]
fn commands_on_separate_scopes_commute() {
    let diagram = draw(
        [
            vec![
                start(),
                and("split"),
                group("G"),
                group("H"),
                and("join"),
                end("end"),
            ],
            inside("G", tasks("A B")),
            inside("H", tasks("C D")),
        ],
        &[
            "start -> split -> G -> join",
            "split -> H -> join -> end",
            "A -> B",
            "C -> D",
        ],
    );
    let after = |order: &str| {
        let mut run = run(&diagram);
        run.all_done(order);
        let case = &run.world.cases[0];
        let steps: Vec<_> = case
            .log
            .iter()
            .filter(|event| matches!(event.fact, Fact::StepCompleted { .. }))
            .collect();
        (run.opened(), steps.len(), case.state.tokens.clone())
    };
    assert_eq!(after("A C"), after("C A"));
    assert_eq!(after("A B C"), after("C A B"));
}

#[test]
fn one_step_at_a_time_where_people_choose_the_order() {
    let sort = |until: &str| Sort::AdHoc {
        until: until.into(),
        sequential: true,
        stop_rest: false,
    };
    let diagram = |until: &str| {
        draw(
            [
                vec![start(), group_of("G", sort(until)), end("end"), task("D")],
                inside("G", tasks("A B C E")),
                inside("G", [and("split")]),
            ],
            &["start -> G -> D -> end", "B -> split -> C", "split -> E"],
        )
    };
    let mut run = run(&diagram(""));
    for (opened, done) in [("A", "A"), ("B", "B"), ("C", "C"), ("E", "E"), ("D", "D")] {
        assert_eq!(run.opened(), opened);
        run.done(done);
    }
    assert!(run.is_over());
    // What has not had its turn when it is over has none.
    let mut run = run_with(&diagram("x = 1"), &[]);
    run.set("x", 1).done("A");
    assert_eq!(run.opened(), "D");
}

fn holding(data: &[(&str, Option<FieldKind>, &str)]) -> Diagram {
    let mut group = group("G");
    if let StepKind::SubProcess(sub) = &mut group.kind {
        sub.data = data
            .iter()
            .map(|(key, kind, initial)| DataObject {
                key: (*key).into(),
                label: String::new(),
                kind: kind.clone(),
                many: false,
                initial: (*initial).into(),
                position: None,
            })
            .collect();
    }
    draw(
        [
            vec![start(), group, end("end"), task("D")],
            inside("G", [script("write", "own", "own + x"), task("A")]),
        ],
        &["start -> G -> D -> end", "write -> A"],
    )
}

#[test]
fn a_sub_process_begins_with_its_own_variables() {
    let diagram = holding(&[
        ("own", Some(FieldKind::Number), "x + 40"),
        ("none", None, ""),
    ]);
    let mut run = run_with(&diagram, &[("x", 1)]);
    let (case, visit) = run.find("A", |doing| *doing == Doing::Held);
    let state = &run.world.cases[case].state;
    let scope = &state.scopes[&state.active[&visit].scope];
    let expected = [("none", Value::Null), ("own", Value::from(42))];
    let expected = expected.map(|(key, value)| (key.to_owned(), value));
    assert_eq!(scope.variables, BTreeMap::from(expected));
    run.all_done("A D");
    assert_eq!(
        (run.value("own"), run.is_over()),
        (None, true),
        "they end with it"
    );
}

#[test]
fn a_first_value_that_cannot_be_worked_out_is_an_incident() {
    for wrong in ["x / 0", "\"many\""] {
        let run = run(&holding(&[("own", Some(FieldKind::Number), wrong)]));
        let (case, visit) = run.find("G", |doing| matches!(doing, Doing::Stuck { .. }));
        let doing = &run.world.cases[case].state.active[&visit].doing;
        let Doing::Stuck { reason, .. } = doing else {
            panic!("it is stuck");
        };
        assert_eq!(*reason, IncidentReason::Expression, "{wrong}");
    }
}

/// Two inclusive joins, each of which the other could still reach, beside a task.
fn crossed(beside: &str) -> Diagram {
    draw(
        [vec![
            start(),
            and("split"),
            or("j1"),
            or("j2"),
            xor("b1"),
            xor("b2"),
            task("T"),
            end("end"),
        ]],
        &[
            "start -> split -> j1 -> b1 -> [x = 9] j2",
            "b1 -> [else] end",
            "split -> j2 -> b2 -> [x = 9] j1",
            "b2 -> [else] end",
            beside,
        ],
    )
}

fn released(run: &Run) -> Vec<String> {
    let facts = run.world.cases[0].log.iter();
    let released = facts.filter_map(|event| match &event.fact {
        Fact::JoinReleased { step, .. } => Some(step.to_string()),
        _ => None,
    });
    released.collect()
}

#[test]
fn joins_that_wait_for_nothing_but_each_other_do_not_wait_for_what_goes_on_beside_them() {
    let mut run = run(&crossed("split -> T -> end"));
    assert_eq!(released(&run), ["j1"]);
    assert_eq!((run.times("j1"), run.times("j2")), (1, 1));
    run.done("T");
    assert!(run.is_over());
}

#[test]
fn joins_wait_for_each_other_as_long_as_something_can_still_come_to_one_of_them() {
    let mut run = run(&crossed("split -> T -> j1"));
    assert!(released(&run).is_empty());
    assert_eq!((run.times("j1"), run.times("j2")), (0, 0));
    run.done("T");
    assert_eq!(released(&run), ["j1"]);
    assert!(run.is_over());
}
