//! The engine dies at each of its named moments; another one carries on from the database alone.

use crate::diagrams;
use crate::harness::{FIRST_DAY, House, NOON, after, on_both, settle};
use engine::{CrashHook, CrashPoint, Engine};
use process::run::Status;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::InstanceId;
use tokio::sync::Notify;

/// Stops the engine when a point is reached for the `nth` time, and says so.
pub fn dies_at(point: CrashPoint, nth: usize) -> (CrashHook, Arc<Notify>) {
    let (died, reached) = (Arc::new(Notify::new()), AtomicUsize::new(0));
    let tell = died.clone();
    let hook = CrashHook::new(move |at| {
        let now = at == point && reached.fetch_add(1, Ordering::SeqCst) == nth;
        if now {
            tell.notify_one();
        }
        now
    });
    (hook, died)
}

/// Does the next thing a case needs, at its time. False when there is nothing left.
async fn go_on(house: &House, engine: &Engine, case: InstanceId) -> bool {
    let tasks = house
        .store
        .user_tasks_of(house.workspace, case)
        .await
        .unwrap();
    if let Some(task) = tasks.iter().find(|task| task.closed_at.is_none()) {
        let approval = house.approval(task.step_instance, NOON);
        engine
            .submit(house.workspace, case, approval, Some("approve"))
            .await
            .unwrap();
        return true;
    }
    // Long enough after each moment that a dead worker's lease is over.
    for moment in [NOON, after(NOON, 60), FIRST_DAY, after(FIRST_DAY, 60)] {
        settle(engine, moment).await;
    }
    house.status(case).await == Status::Active
}

async fn to_the_end(house: &House, engine: &Engine, case: InstanceId) {
    for _ in 0..10 {
        if !go_on(house, engine, case).await {
            return;
        }
    }
    panic!("the case does not end");
}

/// Whether the engine lived to the end.
async fn with_a_crash(house: &House, point: CrashPoint, nth: usize, case: InstanceId) -> bool {
    let (hook, died) = dies_at(point, nth);
    let engine = house.another_engine(hook);
    tokio::select! {
        () = to_the_end(house, &engine, case) => true,
        () = died.notified() => false,
    }
}

on_both! {
    async fn dying_at_any_moment_loses_nothing_and_counts_nothing_twice(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        let mut cases = 0;
        for point in [CrashPoint::BeforeCommit, CrashPoint::AfterCommit, CrashPoint::AfterLease, CrashPoint::AfterRun] {
            for nth in 0.. {
                let case = house.start(process).await;
                cases += 1;
                let lived = with_a_crash(house, point, nth, case).await;
                to_the_end(house, &house.engine, case).await;
                assert_eq!(house.status(case).await, Status::Completed, "{point:?} {nth}");
                assert!(house.nothing_is_due_ever().await, "{point:?} {nth}");
                assert_eq!(house.system.work().len(), cases, "{point:?} {nth}");
                assert_eq!(house.mailbox.mails().len(), 2 * cases, "{point:?} {nth}");
                if lived {
                    // Every time this point is reached in a case has been tried.
                    assert!(nth >= 3, "{point:?} is reached only {nth} times");
                    break;
                }
            }
        }
    }
}

on_both! {
    async fn dying_while_a_case_starts_leaves_one_case_or_none(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        for point in [CrashPoint::BeforeCommit, CrashPoint::AfterCommit] {
            let wish = house.wish_to_start(process, &format!("{point:?}"));
            let (hook, died) = dies_at(point, 0);
            let engine = house.another_engine(hook);
            tokio::select! {
                _ = engine.start(wish.clone()) => panic!("it did not die"),
                () = died.notified() => {}
            }
            // The person clicks again.
            let started = house.engine.start(wish).await.unwrap();
            assert_eq!(started.repeated, point == CrashPoint::AfterCommit);
            to_the_end(house, &house.engine, started.instance).await;
        }
        assert_eq!(house.system.work().len(), 2);
    }
}

on_both! {
    async fn a_worker_that_comes_back_too_late_is_refused(house) {
        let process = house.published(&diagrams::all_at_once(house.http)).await;
        let case = house.start(process).await;
        let leased = house.store.lease_jobs(NOON, 10, std::time::Duration::from_secs(5)).await.unwrap();
        assert_eq!(leased.len(), 1);
        house.settle(after(NOON, 4)).await;
        assert_eq!(house.system.calls(), 0);
        house.settle(after(NOON, 6)).await;
        assert_eq!(house.system.calls(), 1);
        assert!(!house.store.job_still_leased(house.workspace, leased[0].lease).await.unwrap());
        assert_eq!(house.status(case).await, Status::Active);
    }
}
