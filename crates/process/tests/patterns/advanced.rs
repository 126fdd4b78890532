//! What surrounds the patterns: boundary events, event sub-processes, errors and escalations, transactions, undoing,
//! timers, conditions, scopes of variables.

use super::support::*;
use feel::Value;
use process::diagram::Diagram;
use process::run::Doing;
use process::step::*;

fn around_a(event: Step) -> Diagram {
    let id = event.id.to_string();
    let flow = format!("{id} -> C -> end");
    draw(
        [vec![start(), event, end("end")], tasks("A B C")],
        &["start -> A -> B -> end", &flow],
    )
}

use process::diagram::Step;

#[test]
fn an_interrupting_event_ends_its_step_and_another_leaves_it_at_work() {
    let mut interrupts = run(&around_a(boundary("late", "A", true, after("PT1H"))));
    interrupts.advance(3599);
    assert_eq!(interrupts.opened(), "A");
    interrupts.advance(1);
    assert_eq!(interrupts.opened(), "C");
    let mut reminds = run(&around_a(boundary("late", "A", false, after("PT1H"))));
    reminds.advance(7200);
    assert_eq!(reminds.opened(), "A C");
    reminds.done("A").done("B").done("C");
    assert!(reminds.is_over());
}

#[test]
fn a_cycle_fires_so_often_and_an_ended_step_has_no_timer_left() {
    let every = Trigger::Timer(Timer {
        when: When::Every {
            cycle: "R3/PT1H".into(),
        },
        calendar: None,
    });
    let mut run1 = run(&around_a(boundary("again", "A", false, every.clone())));
    run1.advance(100 * 3600);
    assert_eq!(run1.open("C"), 3);
    let mut stopped = run(&around_a(boundary("again", "A", false, every)));
    stopped.advance(3600).done("A").advance(100 * 3600);
    assert_eq!(stopped.open("C"), 1);
}

#[test]
fn a_condition_happens_when_data_makes_it_true() {
    let mut run = run(&around_a(boundary("big", "A", true, condition("x > 100"))));
    run.set("x", 100);
    assert_eq!(run.opened(), "A");
    run.set("x", 101);
    assert_eq!(run.opened(), "C");
}

fn with_group(more: Vec<Step>, inner: Vec<Step>, flows: &[&str]) -> Diagram {
    let mut lines = vec!["start -> G -> B -> end"];
    lines.extend(flows);
    draw(
        [
            vec![start(), group("G"), end("end"), task("B")],
            more,
            inside("G", inner),
        ],
        &lines,
    )
}

#[test]
fn an_error_goes_up_to_the_first_who_catches_it() {
    let throws = |code: &str| {
        vec![
            task("A"),
            event("throw", Stands::End, error(code)),
            task("other"),
            and("both"),
        ]
    };
    let flows = [
        "both -> A -> throw",
        "both -> other",
        "mine -> C",
        "any -> D",
    ];
    let catching = || {
        vec![
            boundary("any", "G", true, error("")),
            boundary("mine", "G", true, error("E1")),
            task("C"),
            task("D"),
        ]
    };
    let mut named = run(&with_group(catching(), throws("E1"), &flows));
    named.done("A");
    assert_eq!(
        named.opened(),
        "C",
        "whoever names the code comes first; everything inside ends"
    );
    let mut other = run(&with_group(catching(), throws("E2"), &flows));
    other.done("A");
    assert_eq!(other.opened(), "D");
    let mut uncaught = run(&with_group(Vec::new(), throws("E3"), &flows[..2]));
    uncaught.done("A");
    let (_, stuck) = uncaught.find("throw", |doing| matches!(doing, Doing::Stuck { .. }));
    assert!(
        stuck.0 > 0,
        "what nobody catches is an incident, not the end"
    );
}

#[test]
fn an_escalation_leaves_the_thrower_at_work_unless_it_is_interrupting() {
    let code = |code: &str| Trigger::Escalation { code: code.into() };
    let inner = || {
        vec![
            task("A"),
            event("raise", Stands::Throw, code("E")),
            task("after"),
        ]
    };
    let flows = ["A -> raise -> after", "caught -> C"];
    for (interrupting, open) in [(false, "C after"), (true, "C")] {
        let more = vec![boundary("caught", "G", interrupting, code("")), task("C")];
        let mut run = run(&with_group(more, inner(), &flows));
        run.done("A");
        assert_eq!(run.opened(), open);
    }
    let mut nobody = run(&with_group(Vec::new(), inner(), &flows[..1]));
    nobody.done("A");
    assert_eq!(nobody.opened(), "after");
}

fn event_sub(interrupting: bool, trigger: Trigger) -> Vec<Step> {
    let mut steps = vec![group_of("E", Sort::Event)];
    steps.extend(inside(
        "E",
        [
            event("begin", Stands::Start { interrupting }, trigger),
            task("C"),
        ],
    ));
    steps
}

#[test]
fn an_event_sub_process_begins_beside_or_in_place_of_what_surrounds_it() {
    for (interrupting, open) in [(false, "A C"), (true, "C")] {
        let diagram = draw(
            [
                vec![start(), end("end"), task("A")],
                event_sub(interrupting, signal("now")),
            ],
            &["start -> A -> end", "begin -> C"],
        );
        let mut run = run(&diagram);
        run.signal("now");
        assert_eq!(run.opened(), open);
        run.signal("now");
        let times = if interrupting { 1 } else { 2 };
        assert_eq!(run.open("C"), times);
        if !interrupting {
            run.done("A").done("C");
        }
        assert!(
            !run.is_over(),
            "the case is over when the event sub-process is, too"
        );
        run.done("C");
        assert!(run.is_over());
    }
}

#[test]
fn an_event_sub_process_catches_the_errors_of_its_scope_and_not_its_own() {
    let mut inner = event_sub(true, error(""));
    inner.push(task("A"));
    inner.push(event("throw", Stands::End, error("E")));
    inner.extend(inside("E", [event("rethrow", Stands::End, error("E"))]));
    let inner: Vec<Step> = inner
        .into_iter()
        .map(|step| match step.inside {
            None => inside("G", [step]).remove(0),
            Some(_) => step,
        })
        .collect();
    let diagram = draw(
        [
            vec![
                start(),
                group("G"),
                end("end"),
                task("B"),
                boundary("out", "G", true, error("")),
                task("D"),
            ],
            inner,
        ],
        &[
            "start -> G -> B -> end",
            "A -> throw",
            "begin -> C -> rethrow",
            "out -> D",
        ],
    );
    let mut run = run(&diagram);
    run.done("A");
    assert_eq!(run.opened(), "C");
    run.done("C");
    assert_eq!(run.opened(), "D");
}

/// Three tasks in a row, each of which can be undone; then `last`.
fn undoing(sort: Sort, last: Step) -> Diagram {
    let id = last.id.to_string();
    let mut inner = tasks("A1 A2 A3");
    inner.push(last);
    let mut flows = vec![
        format!("A1 -> A2 -> A3 -> {id}"),
        "start -> G -> B -> end".into(),
        "off -> C".into(),
    ];
    for number in 1..=3 {
        let (of, by) = (format!("A{number}"), format!("U{number}"));
        inner.push(boundary(
            &format!("c{number}"),
            &of,
            false,
            Trigger::Compensation { of: None },
        ));
        let mut handler = task(&by);
        handler.for_compensation = true;
        inner.push(handler);
        flows.push(format!("c{number} -> {by}"));
    }
    let flows: Vec<&str> = flows.iter().map(String::as_str).collect();
    let mut outer = vec![
        start(),
        group_of("G", sort.clone()),
        end("end"),
        task("B"),
        task("C"),
    ];
    outer.push(boundary(
        "off",
        "G",
        true,
        if sort == Sort::Transaction {
            Trigger::Cancel
        } else {
            error("")
        },
    ));
    draw([outer, inside("G", inner)], &flows)
}

#[test]
fn what_was_done_is_undone_in_reverse_order_once() {
    let last = event("undo", Stands::End, Trigger::Compensation { of: None });
    let mut run = run(&undoing(Sort::Embedded, last));
    run.all_done("A1 A2 A3");
    for undone in ["U3", "U2", "U1"] {
        assert_eq!(run.opened(), undone);
        run.done(undone);
    }
    assert_eq!(run.opened(), "B");
    for undone in ["U1", "U2", "U3"] {
        assert_eq!(run.times(undone), 1);
    }
}

#[test]
fn one_step_can_be_undone_by_itself() {
    let last = event(
        "undo",
        Stands::End,
        Trigger::Compensation {
            of: Some("A2".into()),
        },
    );
    let mut run = run(&undoing(Sort::Embedded, last));
    run.all_done("A1 A2 A3");
    assert_eq!(run.opened(), "U2");
    run.done("U2");
    assert_eq!(run.opened(), "B");
}

#[test]
fn a_cancelled_transaction_is_undone_and_left_by_its_cancel_event() {
    let last = event("cancel", Stands::End, Trigger::Cancel);
    let mut run = run(&undoing(Sort::Transaction, last));
    run.all_done("A1 A2 A3");
    assert_eq!(run.opened(), "U3");
    run.all_done("U3 U2 U1");
    assert_eq!(run.opened(), "C");
    run.done("C");
    assert!(run.is_over());
}

#[test]
fn a_completed_sub_process_is_undone_from_inside() {
    let mut diagram = undoing(Sort::Embedded, end("done"));
    diagram.steps.push(event(
        "undo",
        Stands::End,
        Trigger::Compensation { of: None },
    ));
    diagram.flows.iter_mut().for_each(|flow| {
        if flow.to.as_str() == "end" {
            flow.to = "undo".into();
        }
    });
    let mut run = run(&diagram);
    run.all_done("A1 A2 A3 B");
    assert_eq!(run.opened(), "U3");
    run.all_done("U3 U2 U1");
    assert!(run.is_over());
}

#[test]
fn variables_stay_in_their_sub_process_and_outputs_hand_on() {
    let mut body = group("G");
    body.inputs = vec![Mapping {
        key: "n".into(),
        from: "x + 1".into(),
    }];
    body.outputs = vec![Mapping {
        key: "y".into(),
        from: "n * 10".into(),
    }];
    let inner = inside(
        "G",
        [
            script("work", "n", "n + 1"),
            script("other", "z", "1"),
            task("A"),
        ],
    );
    let mut run = run_with(
        &draw(
            [vec![start(), body, end("end")], inner],
            &["start -> G -> end", "work -> other -> A"],
        ),
        &[("x", 1)],
    );
    run.done("A");
    assert_eq!(run.value("y"), Some(&Value::from(30)));
    assert_eq!((run.value("n"), run.value("z")), (None, None));
}

#[test]
fn a_link_goes_on_at_the_step_of_its_name() {
    let link = || Trigger::Link {
        name: "over there".into(),
    };
    let mut run = run(&draw(
        [
            vec![
                start(),
                event("go", Stands::Throw, link()),
                event("come", Stands::Catch, link()),
                end("end"),
            ],
            tasks("A B"),
        ],
        &["start -> A -> go", "come -> B -> end"],
    ));
    run.done("A");
    assert_eq!(run.opened(), "B");
}

#[test]
fn several_triggers_happen_when_any_or_all_of_them_come() {
    let several = |all| {
        let mut happening = Happening::new(Stands::Catch, vec![signal("a"), signal("b")]);
        happening.all = all;
        draw(
            [vec![
                start(),
                step("both", StepKind::Event(happening)),
                task("A"),
                end("end"),
            ]],
            &["start -> both -> A -> end"],
        )
    };
    let mut any = run(&several(false));
    any.signal("b");
    assert_eq!(any.opened(), "A");
    let mut all = run(&several(true));
    all.signal("b").signal("b");
    assert_eq!(all.opened(), "");
    all.signal("a");
    assert_eq!(all.opened(), "A");
}
