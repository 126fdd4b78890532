//! Signals reach everybody who waits for them when they are sent.

use crate::diagrams::{self, event, line, order, signal, step};
use crate::harness::{NOON, on_both, settle};
use engine::CrashHook;
use process::run::Status;

on_both! {
    async fn a_signal_reaches_every_case_that_waits_for_it_and_begins_what_begins_by_it(house) {
        let waits = house.published(&line(vec![order(), event("wait", "catch", vec![signal("alarm")]), step("done", "end")])).await;
        let begins = house.published(&line(vec![event("start", "start", vec![signal("alarm")]), step("done", "end")])).await;
        // More than one page of them.
        let mut cases = Vec::new();
        for number in 0..230 {
            cases.push(house.order(waits, &number.to_string()).await);
        }
        let shouts = line(vec![order(), event("shout", "throw", vec![signal("alarm")]), event("wait", "catch", vec![signal("alarm")]), step("done", "end")]);
        let shouts = house.published(&shouts).await;
        let shouting = house.order(shouts, "loud").await;
        let late = house.order(waits, "late").await;
        let other = house.another_engine(CrashHook::default());
        tokio::join!(settle(&house.engine, NOON), settle(&other, NOON));
        for case in cases {
            assert_eq!(house.status(case).await, Status::Completed);
        }
        // Who begins to wait after it was sent does not hear it, not even who sent it.
        assert_eq!(house.status(late).await, Status::Active);
        assert_eq!(house.status(shouting).await, Status::Active);
        assert_eq!(house.cases(begins).await.len(), 1);
        house.engine.send_signal(house.workspace, "alarm", NOON).await.unwrap();
        house.settle(NOON).await;
        assert_eq!(house.status(late).await, Status::Completed);
        assert_eq!(house.status(shouting).await, Status::Completed);
        assert_eq!(house.cases(begins).await.len(), 2);
        assert!(house.nothing_is_due_ever().await);
    }
}

on_both! {
    async fn a_case_with_two_waits_hears_a_signal_once(house) {
        let ask = serde_json::json!({
            "id": "ask", "name": "Ask", "type": "askPerson",
            "form": { "fields": [] }, "assignment": { "to": "role", "role": "admin" },
        });
        let steps = vec![order(), ask, diagrams::at_edge("hear", "ask", false, signal("alarm")), step("heard", "end"), step("done", "end")];
        let flows = vec![
            diagrams::flow("f1", "start", "ask"), diagrams::flow("f2", "ask", "done"), diagrams::flow("f3", "hear", "heard"),
        ];
        let process = house.published(&diagrams::diagram(steps, flows)).await;
        house.order(process, "7").await;
        let other = house.another_engine(CrashHook::default());
        for _ in 0..3 {
            house.engine.send_signal(house.workspace, "alarm", NOON).await.unwrap();
            tokio::join!(settle(&house.engine, NOON), settle(&other, NOON));
        }
        let counts = house.store.step_counts(house.workspace, process, None).await.unwrap();
        let heard = counts.iter().find(|counts| counts.step.as_str() == "heard").unwrap();
        assert_eq!(heard.done, 3);
    }
}
