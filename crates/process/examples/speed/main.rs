//! How long compiling and deciding take: `cargo run --release -p process --example speed`.

mod table;

use process::diagram::{Diagram, Field, FieldKind, Flow, Form, Step};
use process::run::{Actor, Wish};
use process::step::{AskPerson, Assignment, Start, StepKind, Unit, Wait};
use process::{
    Catalog, Command, Definition, State, Timestamp, UserId, apply, compile, data_at, decide,
};
use std::time::Instant;

fn main() {
    for steps in [20, 300, 5_000] {
        let drawn = drawing(steps);
        let problems = compile(&drawn, &Catalog::default()).1;
        time(
            &format!("compile {steps} steps ({} problems)", problems.len()),
            || compile(&drawn, &Catalog::default()),
        );
        time(&format!("data at the last of {steps} steps"), || {
            data_at(&drawn, &Catalog::default(), &drawn.steps[steps - 1].id)
        });
    }
    let tangle = tangle(140);
    time("compile 140 steps, each connected with each", || {
        compile(&tangle, &Catalog::default())
    });
    let definition = Definition::of_deployed(&drawing(20), &Catalog::default());
    let start = Command {
        at: Timestamp(0),
        by: Actor::User { user: UserId(1) },
        wish: Wish::Start {
            answers: [("field0".to_owned(), 12.into())].into(),
            zone: "UTC".into(),
            requester: None,
        },
    };
    time("decide a start", || {
        decide(&definition, &State::default(), &start)
    });
    let events = decide(&definition, &State::default(), &start).unwrap_or_default();
    time("apply its events", || {
        let mut state = State::default();
        events.iter().for_each(|event| apply(&mut state, event));
        state
    });
    table::measure(|what, work| time(what, work));
}

/// The best of some rounds, in microseconds.
fn time<T>(what: &str, mut work: impl FnMut() -> T) {
    let rounds = (0..10).map(|_| {
        let before = Instant::now();
        std::hint::black_box(work());
        before.elapsed()
    });
    let best = rounds.min().unwrap_or_default();
    println!("{what}: {:.1} µs", best.as_secs_f64() * 1e6);
}

/// User tasks with a field each, decisions, parallel branches and waits, one after the other.
fn drawing(steps: usize) -> Diagram {
    let mut drawn = Diagram::default();
    for number in 0..steps {
        let field = Field {
            key: format!("field{number}"),
            label: format!("Field {number}"),
            kind: FieldKind::Number,
            required: true,
            help: String::new(),
        };
        let form = Form {
            fields: vec![field],
        };
        let before = number.saturating_sub(5) / 5 * 5;
        let kind = match number {
            0 => StepKind::Start(Start { form }),
            last if last == steps - 1 => StepKind::End,
            _ => match number % 5 {
                0 => StepKind::AskPerson(AskPerson {
                    instructions: format!(
                        "Please look at {{{{ field{before} }}}} and say what you think of it."
                    ),
                    form,
                    assignment: Assignment::Requester,
                    due_in: "duration(\"P2D\")".into(),
                    due_calendar: None,
                }),
                1 => StepKind::Decide,
                2 | 3 => StepKind::Parallel,
                _ => StepKind::Wait(Wait::For {
                    amount: format!("field{} + 1", number - 4),
                    unit: Unit::Days,
                    calendar: None,
                }),
            },
        };
        drawn.steps.push(Step {
            name: format!("Step {number}"),
            ..Step::new(format!("s{number}").as_str(), kind)
        });
    }
    for number in 0..steps - 1 {
        let decides = matches!(drawn.steps[number].kind, StepKind::Decide);
        let condition = decides.then(|| format!("field{} > 5 and field0 <= 1000", number - 1));
        drawn.flows.push(flow(number, number + 1, condition, false));
        if decides && number + 3 < steps {
            drawn.flows.push(flow(number, number + 3, None, true));
        }
    }
    drawn
}

fn tangle(steps: usize) -> Diagram {
    let mut drawn = drawing(steps);
    drawn.flows = (0..steps * steps)
        .map(|pair| flow(pair / steps, pair % steps, None, false))
        .collect();
    drawn
}

fn flow(from: usize, to: usize, condition: Option<String>, otherwise: bool) -> Flow {
    Flow {
        id: format!("f{from}-{to}").as_str().into(),
        from: format!("s{from}").as_str().into(),
        to: format!("s{to}").as_str().into(),
        label: String::new(),
        condition,
        otherwise,
        bends: Vec::new(),
    }
}
