//! The work peers are measured by, in memory: whole instances a second.

use process::run::{Actor, Status, Wish};
use process::step::StepKind;
use process::{Catalog, Command, Definition, State, Timestamp, UserId, advance, bpmn};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long is measured.
const WHILE: Duration = Duration::from_secs(2);

pub fn measure() {
    let folder = std::env::var_os("BATON_PEERS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/peers"),
        PathBuf::from,
    );
    let Ok(bytes) = std::fs::read(folder.join("bench.bpmn")) else {
        println!(
            "The peers’ work, bench.bpmn, was not found in {}.",
            folder.display()
        );
        return;
    };
    let definition = definition(&bytes);
    let alone = instances_a_second(&definition);
    println!("baton instances_per_s {alone:.0} (one thread)");
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let together: f64 = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads)
            .map(|_| scope.spawn(|| instances_a_second(&definition)))
            .collect();
        handles
            .into_iter()
            .map(|handle| handle.join().unwrap())
            .sum()
    });
    println!("baton instances_per_s {together:.0} ({threads} threads)");
}

/// Its scripts are assignments, `a = 1`: here a result and a formula.
fn definition(bytes: &[u8]) -> Definition {
    let mut diagram = bpmn::read(bytes).unwrap().diagram;
    for step in &mut diagram.steps {
        if let StepKind::Script(script) = &mut step.kind {
            let (result, formula) = script.script.split_once('=').unwrap();
            (script.result, script.script) = (result.trim().to_owned(), formula.trim().to_owned());
            script.language.clear();
        }
    }
    Definition::of_deployed(&diagram, &Catalog::default())
}

fn instances_a_second(definition: &Definition) -> f64 {
    let command = Command {
        at: Timestamp(0),
        by: Actor::User { user: UserId(1) },
        wish: Wish::Start {
            answers: BTreeMap::new(),
            zone: "UTC".into(),
            requester: None,
        },
    };
    let before = Instant::now();
    let mut done = 0_u32;
    while before.elapsed() < WHILE {
        for _ in 0..1000 {
            let mut state = State::default();
            std::hint::black_box(advance(definition, &mut state, &command).unwrap());
            assert_eq!(state.status, Status::Completed);
            done += 1;
        }
    }
    f64::from(done) / before.elapsed().as_secs_f64()
}
