//! How long compiling and deciding take, and how the cost grows: `cargo xtask bench process`.
//!
//! The work that peers are measured by is `bench.bpmn` in the folder of `BATON_PEERS`, by default `../shared/peers` beside
//! the workspace.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod drawings;
mod growth;
mod running;
mod table;

use drawings::{drawing, tangle};
use process::run::{Actor, Wish};
use process::{
    Catalog, Command, Definition, State, Timestamp, UserId, apply, compile, data_at, decide,
};
use std::time::{Duration, Instant};

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
    let grouped = drawings::grouped(300);
    time("compile 300 steps in sub-processes, with events", || {
        compile(&grouped, &Catalog::default())
    });
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
    let events = decide(&definition, &State::default(), &start).unwrap();
    time("apply its events", || {
        let mut state = State::default();
        events.iter().for_each(|event| apply(&mut state, event));
        state
    });
    table::measure(|what, work| time(what, work));
    println!();
    growth::measure();
    println!();
    running::measure();
}

/// The best of some rounds, in microseconds.
fn time<T>(what: &str, work: impl FnMut() -> T) {
    println!("{what}: {:.1} µs", best(work).as_secs_f64() * 1e6);
}

fn best<T>(mut work: impl FnMut() -> T) -> Duration {
    let rounds = (0..10).map(|_| {
        let before = Instant::now();
        std::hint::black_box(work());
        before.elapsed()
    });
    rounds.min().unwrap_or_default()
}
