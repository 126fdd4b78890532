//! Large and hostile drawings: refused or handled, and quickly.

use crate::support::build::*;
use crate::support::case::Case;
use crate::support::script::run;
use process::diagram::{Diagram, FieldKind, MAX_STEPS, Step};
use process::{Definition, compile, data_at};
use std::time::{Duration, Instant};

fn chain(length: usize, middle: impl Fn(usize) -> Step) -> Diagram {
    let ids: Vec<String> = (0..length).map(|number| format!("s{number}")).collect();
    let mut steps = vec![start([field("amount", FieldKind::Number)])];
    steps.extend((0..length).map(|number| Step {
        id: ids[number].as_str().into(),
        ..middle(number)
    }));
    steps.push(end("end"));
    let stops = ["start"]
        .into_iter()
        .chain(ids.iter().map(String::as_str))
        .chain(["end"]);
    diagram(steps, &[&stops.collect::<Vec<_>>().join(" > ")])
}

/// Generous: this is about not hanging. How quick it really is, the benchmark says.
const SOON: Duration = Duration::from_secs(5);

#[test]
fn ten_thousand_steps_are_refused_at_once() {
    let drawn = chain(10_000, |_| ask("x"));
    let before = Instant::now();
    let (definition, problems) = compile(&drawn, &catalog());
    assert!(definition.is_none());
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].rule, "too-large");
    assert!(before.elapsed() < SOON);
}

#[test]
fn the_largest_diagram_compiles_and_runs() {
    let drawn = chain(MAX_STEPS - 2, |number| match number % 2 {
        0 => wait_for("x", "amount", process::step::Unit::Seconds),
        _ => decide("x"),
    });
    let before = Instant::now();
    let (definition, problems) = compile(&drawn, &catalog());
    let definition = definition.unwrap_or_else(|| panic!("{:?}", problems.first()));
    let mut case = Case::new(definition);
    run(&mut case, "start {\"amount\": 0}");
    assert_eq!(case.state.status, process::run::Status::Completed);
    assert!(before.elapsed() < SOON);
}

#[test]
fn a_tangle_of_everything_connected_with_everything_is_checked_in_time() {
    let ids: Vec<String> = (0..140).map(|number| format!("s{number}")).collect();
    let mut steps = vec![start([field("amount", FieldKind::Number)]), end("end")];
    for (number, id) in ids.iter().enumerate() {
        steps.push(match number % 3 {
            0 => parallel(id),
            1 => decide(id),
            _ => ask_of(id, person(1), [field(&format!("f{number}"), text())]),
        });
    }
    let mut flows = vec!["start > s0".to_owned(), "s1 > end".to_owned()];
    for from in &ids {
        flows.extend(ids.iter().map(|to| format!("{from} > {to}")));
    }
    let flows: Vec<&str> = flows.iter().map(String::as_str).collect();
    let drawn = diagram(steps, &flows);
    let before = Instant::now();
    let (definition, problems) = compile(&drawn, &catalog());
    assert!(definition.is_none() && !problems.is_empty());
    assert!(!data_at(&drawn, &catalog(), &"s5".into()).is_empty());
    assert!(before.elapsed() < SOON);
}

#[test]
fn a_deployed_drawing_with_every_fault_still_makes_a_definition() {
    let mut drawn = chain(3, |_| decide("x"));
    drawn.flows[0].to = "nowhere".into();
    drawn.steps.push(drawn.steps[0].clone());
    drawn.flows.push(drawn.flows[1].clone());
    let definition = Definition::of_deployed(&drawn, &Default::default());
    let mut case = Case::new(definition);
    run(&mut case, "start {\"amount\": 1}");
    assert_eq!(case.state.status, process::run::Status::Completed);
}

#[test]
fn nothing_at_all_is_a_diagram_too() {
    let empty = Diagram::default();
    assert!(compile(&empty, &catalog()).0.is_none());
    let mut case = Case::new(Definition::of_deployed(&empty, &catalog()));
    assert_eq!(
        case.start(1, Default::default()),
        Err(process::Rejection::NoStart)
    );
}
