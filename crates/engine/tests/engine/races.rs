//! Many want something at once.

use crate::diagrams;
use crate::harness::{NOON, after, on_both};
use engine::{CrashHook, Error};
use process::Rejection;
use process::run::{Fact, Status};

on_both! {
    async fn of_64_answers_at_once_one_counts_and_the_others_are_told(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        let case = house.start(process).await;
        let question = house.question(case).await.step_instance;
        // Half of them reach another server.
        let other = house.another_engine(CrashHook::default());
        let mut answers = tokio::task::JoinSet::new();
        for number in 0..64 {
            let engine = if number % 2 == 0 { house.engine.clone() } else { other.clone() };
            let (workspace, approval) = (house.workspace, house.approval(question, after(NOON, number)));
            answers.spawn(async move { engine.submit(workspace, case, approval, None).await });
        }
        let mut granted = 0;
        while let Some(answer) = answers.join_next().await {
            match answer.unwrap() {
                Ok(_) => granted += 1,
                Err(Error::Rejected(Rejection::NoSuchUserTask { step_instance })) => assert_eq!(step_instance, question),
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(granted, 1);
        let events = house.store.events_after(house.workspace, case, 0, 1_000).await.unwrap();
        let answered = events.iter().filter(|recorded| matches!(recorded.event.fact, Fact::UserTaskAnswered { .. }));
        assert_eq!(answered.count(), 1);
    }
}

on_both! {
    async fn the_same_answer_sent_many_times_is_recorded_once_and_always_granted(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        let case = house.start(process).await;
        let question = house.question(case).await.step_instance;
        let other = house.another_engine(CrashHook::default());
        let mut answers = tokio::task::JoinSet::new();
        for number in 0..16 {
            let engine = if number % 2 == 0 { house.engine.clone() } else { other.clone() };
            let (workspace, approval) = (house.workspace, house.approval(question, NOON));
            answers.spawn(async move { engine.submit(workspace, case, approval, Some("click-1")).await });
        }
        let outcomes = answers.join_all().await;
        let seqs: Vec<u64> = outcomes.iter().map(|outcome| outcome.as_ref().unwrap().seq).collect();
        assert!(seqs.iter().all(|seq| *seq == seqs[0]));
        let firsts = outcomes.iter().filter(|outcome| outcome.as_ref().is_ok_and(|first| !first.repeated));
        assert_eq!(firsts.count(), 1);
    }
}

on_both! {
    async fn the_same_start_sent_many_times_starts_one_case(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        let mut starts = tokio::task::JoinSet::new();
        for _ in 0..16 {
            let (engine, wish) = (house.engine.clone(), house.wish_to_start(process, "one form"));
            starts.spawn(async move { engine.start(wish).await });
        }
        let cases = starts.join_all().await;
        let first = cases[0].as_ref().unwrap().instance;
        assert!(cases.iter().all(|case| case.as_ref().unwrap().instance == first));
        let another = house.engine.start(house.wish_to_start(process, "another form")).await.unwrap();
        assert_ne!(another.instance, first);
    }
}

on_both! {
    async fn two_servers_share_the_work_and_do_nothing_twice(house) {
        let process = house.published(&diagrams::leave(house.http, house.smtp)).await;
        let mut cases = Vec::new();
        for _ in 0..20 {
            let case = house.start(process).await;
            house.approve(case, NOON).await;
            cases.push(case);
        }
        let other = house.another_engine(CrashHook::default());
        for moment in [NOON, crate::harness::FIRST_DAY] {
            tokio::join!(house.settle(moment), crate::harness::settle(&other, moment));
            // What one had under way when the other found nothing to do.
            house.settle(moment).await;
        }
        for case in cases {
            assert_eq!(house.status(case).await, Status::Completed);
        }
        assert_eq!((house.system.calls(), house.system.work().len()), (20, 20));
        assert_eq!(house.mailbox.mails().len(), 40);
    }
}

on_both! {
    async fn two_waiting_ways_that_end_at_once_still_join_once(house) {
        let process = house.published(&diagrams::all_at_once(house.http)).await;
        let case = house.start(process).await;
        house.settle(NOON).await;
        let due = after(NOON, 5 * 86_400);
        let question = house.question(case).await.step_instance;
        let approval = house.submit(case, house.approval(question, due));
        let (approved, ()) = tokio::join!(approval, house.settle(due));
        approved.unwrap();
        house.settle(due).await;
        assert_eq!(house.status(case).await, Status::Completed);
    }
}

on_both! {
    async fn a_storm_of_due_timers_comes_in_batches_and_lets_jobs_through(house) {
        let process = house.published(&diagrams::all_at_once(house.http)).await;
        let mut cases = Vec::new();
        for _ in 0..130 {
            cases.push(house.start(process).await);
        }
        // Nobody looked for five days: all jobs and all timers are due.
        let due = after(NOON, 5 * 86_400);
        let first = house.engine.tick(due).await.unwrap();
        assert_eq!(first.timers, 100);
        assert!(first.jobs > 0);
        house.settle(due).await;
        let done = (house.system.calls(), house.system.work().len());
        assert_eq!((done, failures(house, &cases).await), ((130, 130), Vec::new()));
        for case in cases {
            let waiting = house.state(case).await.active;
            assert!(waiting.values().all(|visit| ["approve", "joined"].contains(&visit.step.as_str())));
        }
        assert!(house.nothing_is_due_ever().await);
    }
}

on_both! {
    async fn a_worker_that_was_frozen_has_done_no_harm_when_it_thaws(house) {
        let process = house.published(&diagrams::all_at_once(house.http)).await;
        let case = house.start(process).await;
        house.system.close_gate();
        let (frozen, other) = (house.engine.clone(), house.another_engine(CrashHook::default()));
        let first = tokio::spawn(async move { frozen.tick(NOON).await });
        heard(house, 1).await;
        // For the other one, the lease of the first is long over.
        let second = tokio::spawn(async move { other.tick(after(NOON, 60)).await });
        heard(house, 2).await;
        house.system.open_gate();
        let (first, second) = tokio::join!(first, second);
        assert_eq!((first.unwrap().unwrap().jobs, second.unwrap().unwrap().jobs), (1, 1));
        let events = house.store.events_after(house.workspace, case, 0, 1_000).await.unwrap();
        let mut outcomes = events.iter().filter(|recorded| matches!(recorded.event.fact, Fact::JobSucceeded { .. }));
        // Of the one that holds the newest lease.
        assert_eq!(outcomes.next().unwrap().event.at, after(NOON, 60));
        assert!(outcomes.next().is_none());
        assert_eq!(house.system.work().len(), 1);
    }
}

/// What jobs of these cases failed of.
async fn failures(house: &crate::harness::House, cases: &[store::InstanceId]) -> Vec<String> {
    let mut failures = Vec::new();
    for case in cases {
        let events = house
            .store
            .events_after(house.workspace, *case, 0, 1_000)
            .await
            .unwrap();
        failures.extend(
            events
                .into_iter()
                .filter_map(|recorded| match recorded.event.fact {
                    Fact::JobFailed { message, .. } => Some(message),
                    _ => None,
                }),
        );
    }
    failures
}

async fn heard(house: &crate::harness::House, calls: usize) {
    crate::harness::soon(async {
        while house.system.calls() < calls {
            tokio::task::yield_now().await;
        }
    })
    .await;
}
