//! What is stored of a case is what its events say: also of cases that the loop does by itself, wherever it dies, and again
//! after somebody has spoilt it.

use crate::crashes::dies_at;
use crate::diagrams;
use crate::harness::{House, NOON, after, on_both, settle, soon};
use crate::live::Looping;
use engine::verify::What;
use engine::{CrashPoint, Start};
use process::run::Status;
use process::{State, Value};
use std::collections::BTreeMap;
use store::{InstanceId, ProcessId};

on_both! {
    async fn spoilt_caches_are_found_and_made_anew_from_the_events(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        let case = house.start(process).await;
        house.approve(case, NOON).await;
        let counts = async || house.store.step_counts(house.workspace, process, None).await.unwrap();
        let (before, seq) = (counts().await, house.store.load(house.workspace, case).await.unwrap().seq);
        let verified = house.engine.verify().await.unwrap();
        assert_eq!((verified.cases, verified.events, verified.mismatches.len()), (1, seq, 0));

        house.store.rewrite_caches(house.workspace, case, seq, &State::default(), &[]).await.unwrap();
        let found = house.engine.verify().await.unwrap().mismatches;
        let whats: Vec<What> = found.iter().map(|mismatch| mismatch.what).collect();
        assert_eq!(whats, [What::State, What::Visits]);

        assert_eq!(house.engine.rebuild().await.unwrap(), 1);
        assert_eq!(house.engine.verify().await.unwrap().mismatches, []);
        assert_eq!(counts().await, before);
    }
}

on_both! {
    async fn a_job_done_at_once_is_done_by_another_wherever_its_server_dies(house) {
        let process = house.published(&booked(house)).await;
        let mut cases = 0;
        for point in [CrashPoint::BeforeCommit, CrashPoint::AfterCommit, CrashPoint::AfterLease, CrashPoint::AfterRun] {
            for nth in 0..3 {
                let (hook, died) = dies_at(point, nth);
                let engine = house.another_engine(hook);
                let looping = Looping::with(&engine);
                let key = format!("{point:?} {nth}");
                let run = async {
                    let started = engine.start(order(house, process, &key)).await.unwrap();
                    ended(house, started.instance).await;
                };
                soon(async {
                    tokio::select! {
                        () = run => {}
                        () = died.notified() => {}
                    }
                }).await;
                looping.kill();
                // The person clicks again, and another server finds what is due.
                let case = house.engine.start(order(house, process, &key)).await.unwrap().instance;
                cases += 1;
                settle(&house.engine, after(engine::now(), 60)).await;
                assert_eq!(house.status(case).await, Status::Completed, "{key}");
                assert_eq!(house.system.work().len(), cases, "{key}");
            }
        }
    }
}

fn booked(house: &House) -> process::Diagram {
    diagrams::line(vec![
        diagrams::order(),
        diagrams::book(house.http),
        diagrams::step("done", "end"),
    ])
}

fn order(house: &House, process: ProcessId, key: &str) -> Start {
    Start {
        answers: BTreeMap::from([("order".to_owned(), Value::from(key))]),
        at: engine::now(),
        ..house.wish_to_start(process, key)
    }
}

async fn ended(house: &House, case: InstanceId) {
    while house.status(case).await == Status::Active {
        tokio::task::yield_now().await;
    }
}
