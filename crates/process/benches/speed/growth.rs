//! How the cost of running grows: with the steps a case goes through, the tokens in it, and the rounds of a step.

use crate::best;
use crate::drawings::flow;
use process::diagram::{Diagram, Step};
use process::run::{Actor, Doing, Wish};
use process::step::{AskPerson, Assignment, Each, Repetition, Role, Script, Start, StepKind};
use process::{Catalog, Command, Definition, State, StepInstanceId, Timestamp, UserId, advance};
use std::collections::BTreeMap;

pub fn measure() {
    println!("what one unit costs as there are more of them:");
    row(
        "a step of a chain",
        "steps",
        &[100, 1_000, 8_000],
        |count| {
            let chain = chain(count);
            best(|| started(&chain)).as_secs_f64() / count as f64
        },
    );
    row(
        "a branch of a parallel gateway",
        "branches",
        &[10, 100, 1_000],
        |count| {
            let fan = Definition::of_deployed(&fan(count, script()), &Catalog::default());
            best(|| started(&fan)).as_secs_f64() / count as f64
        },
    );
    row(
        "an answer, with other tasks open",
        "tasks",
        &[10, 100, 1_000],
        |count| {
            let fan = Definition::of_deployed(&fan(count, ask()), &Catalog::default());
            answering(&fan) / count as f64
        },
    );
    row(
        "a round that ends at once",
        "rounds",
        &[100, 1_000, 10_000, 100_000],
        |count| {
            let each = rounds(count, script());
            best(|| started(&each)).as_secs_f64() / count as f64
        },
    );
    row(
        "a round that somebody answers",
        "rounds",
        &[100, 1_000, 5_000],
        |count| {
            let each = rounds(count, ask());
            answering(&each) / count as f64
        },
    );
}

fn row(what: &str, unit: &str, counts: &[usize], cost: impl Fn(usize) -> f64) {
    let figures = counts
        .iter()
        .map(|count| format!("{:.2} µs of {count} {unit}", cost(*count) * 1e6));
    println!("  {what}: {}", figures.collect::<Vec<_>>().join(", "));
}

fn script() -> StepKind {
    StepKind::Script(Script {
        script: "1".into(),
        result: "x".into(),
        language: String::new(),
    })
}

fn ask() -> StepKind {
    StepKind::AskPerson(AskPerson {
        assignment: Assignment::Role { role: Role::Member },
        ..AskPerson::default()
    })
}

fn drawn(kinds: impl IntoIterator<Item = StepKind>) -> Diagram {
    let steps = kinds.into_iter().enumerate();
    let steps = steps.map(|(number, kind)| Step::new(format!("s{number}").as_str(), kind));
    Diagram {
        steps: steps.collect(),
        ..Diagram::default()
    }
}

fn chain(count: usize) -> Definition {
    let kinds = (0..count).map(|_| script());
    let start = [StepKind::Start(Start::default())];
    let mut diagram = drawn(start.into_iter().chain(kinds).chain([StepKind::End]));
    diagram.flows = (0..=count)
        .map(|number| flow(number, number + 1, None, false))
        .collect();
    Definition::of_deployed(&diagram, &Catalog::default())
}

fn fan(count: usize, kind: StepKind) -> Diagram {
    let ends = [
        StepKind::Start(Start::default()),
        StepKind::Parallel,
        StepKind::Parallel,
        StepKind::End,
    ];
    let kinds = (0..count).map(|_| kind.clone());
    let mut diagram = drawn(ends.into_iter().chain(kinds));
    diagram.flows = vec![flow(0, 1, None, false), flow(2, 3, None, false)];
    for number in 4..count + 4 {
        diagram.flows.push(flow(1, number, None, false));
        diagram.flows.push(flow(number, 2, None, false));
    }
    diagram
}

fn rounds(count: usize, kind: StepKind) -> Definition {
    let kinds = [StepKind::Start(Start::default()), kind, StepKind::End];
    let mut diagram = drawn(kinds);
    let each = Each::times(count.to_string());
    diagram.steps[1].repetition = Some(Repetition::Each(Box::new(each)));
    diagram.flows = vec![flow(0, 1, None, false), flow(1, 2, None, false)];
    Definition::of_deployed(&diagram, &Catalog::default())
}

fn started(definition: &Definition) -> State {
    let mut state = State::default();
    let wish = Wish::Start {
        answers: BTreeMap::new(),
        zone: "UTC".into(),
        requester: None,
    };
    submit(definition, &mut state, wish);
    state
}

/// The seconds it takes until every task of a case is answered.
fn answering(definition: &Definition) -> f64 {
    let mut state = started(definition);
    let before = std::time::Instant::now();
    while answer(definition, &mut state) {}
    assert!(state.active.is_empty());
    before.elapsed().as_secs_f64()
}

/// Answers the first open task; false when there is none.
fn answer(definition: &Definition, state: &mut State) -> bool {
    let open = |(id, visit): (&StepInstanceId, &process::run::StepInstance)| {
        matches!(visit.doing, Doing::AwaitingPerson { .. }).then_some(*id)
    };
    let Some(step_instance) = state.active.iter().find_map(open) else {
        return false;
    };
    let answers = BTreeMap::new();
    let wish = Wish::CompleteUserTask {
        step_instance,
        answers,
    };
    submit(definition, state, wish);
    true
}

fn submit(definition: &Definition, state: &mut State, wish: Wish) {
    let command = Command {
        at: Timestamp(0),
        by: Actor::User { user: UserId(1) },
        wish,
    };
    std::hint::black_box(advance(definition, state, &command).unwrap());
}
