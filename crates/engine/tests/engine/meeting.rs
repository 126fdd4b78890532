//! Messages and cases that wait for them meet, whoever comes first, on however many servers, and whoever dies meanwhile.

use crate::crashes::dies_at;
use crate::diagrams::{self, event, keyed, line, message, order, step};
use crate::harness::{House, NOON, on_both, settle, soon};
use engine::{CrashHook, CrashPoint, Engine};
use process::run::Status;
use serde_json::json;
use store::message::MessageStatus;
use store::{InstanceId, Page};

async fn lies_anywhere(house: &House) -> bool {
    for status in [
        MessageStatus::Sent,
        MessageStatus::Kept,
        MessageStatus::Dropped,
    ] {
        let found = house
            .store
            .messages(house.workspace, status, Page::first(1))
            .await
            .unwrap();
        if !found.is_empty() {
            return true;
        }
    }
    false
}

on_both! {
    async fn sixty_four_cases_and_their_messages_come_at_the_same_moment_and_all_meet(house) {
        let process = house.published(&diagrams::paid()).await;
        let engines = [house.engine.clone(), house.another_engine(CrashHook::default())];
        let mut coming = tokio::task::JoinSet::new();
        for number in 0..64_usize {
            let (engine, workspace) = (engines[number % 2].clone(), house.workspace);
            // Half of them have a key of their own, half of them share one.
            let order = format!("{}", if number % 2 == 0 { number } else { 1 });
            let mut wish = house.wish_to_start(process, &format!("race-{number}"));
            wish.answers = [("order".to_owned(), process::Value::from(order.as_str()))].into();
            let starting = engine.clone();
            coming.spawn(async move { assert!(!starting.start(wish).await.unwrap().repeated) });
            coming.spawn(async move {
                let message = engine::Message {
                    name: "paid".to_owned(),
                    key: Some(process::Value::from(order.as_str())),
                    content: Default::default(),
                    keep_millis: Some(60_000),
                    id: None,
                };
                engine.publish_message(workspace, message, NOON).await.unwrap();
            });
        }
        // Both servers deliver while they come.
        let delivering = engines.clone().map(|engine| tokio::spawn(async move {
            loop {
                engine.tick(NOON).await.unwrap();
                tokio::task::yield_now().await;
            }
        }));
        soon(coming.join_all()).await;
        delivering.iter().for_each(tokio::task::JoinHandle::abort);
        tokio::join!(settle(&engines[0], NOON), settle(&engines[1], NOON));
        let cases = house.cases(process).await;
        assert_eq!(cases.len(), 64);
        for case in cases {
            assert_eq!(house.status(case).await, Status::Completed);
        }
        assert!(!lies_anywhere(house).await);
        assert!(house.nothing_is_due_ever().await);
    }
}

/// Sends to the other, which calls a third, which answers; by messages, a signal and a call.
async fn conversation(house: &House) -> store::ProcessId {
    let child = line(vec![
        step("start", "start"),
        event("shout", "throw", vec![diagrams::signal("heard")]),
        step("done", "end"),
    ]);
    let child = house.published(&child).await;
    let call =
        json!({ "id": "call", "name": "Call", "type": "call", "process": child.to_string() });
    let answer = json!({ "id": "answer", "name": "Answer", "type": "send", "message": "answer", "key": "order", "keepFor": "duration(\"P1D\")" });
    let answer = fix_case(answer);
    let other = line(vec![
        event("start", "start", vec![message("question")]),
        call,
        answer,
        step("done", "end"),
    ]);
    house.published(&other).await;
    let ask = json!({
        "id": "ask", "name": "Ask", "type": "send", "message": "question",
        "content": [{ "key": "order", "from": "order" }],
    });
    let waits = event("wait", "catch", vec![keyed("answer", "order")]);
    house
        .published(&line(vec![order(), ask, waits, step("done", "end")]))
        .await
}

/// The setting for how long a message is kept, as it is saved.
fn fix_case(mut send: serde_json::Value) -> serde_json::Value {
    let keep = send["keepFor"].take();
    send["keep_for"] = keep;
    send
}

async fn plays(engine: &Engine) {
    settle(engine, NOON).await;
}

async fn with_a_crash(house: &House, point: CrashPoint, nth: usize) -> bool {
    let (hook, died) = dies_at(point, nth);
    let engine = house.another_engine(hook);
    tokio::select! {
        () = plays(&engine) => true,
        () = died.notified() => false,
    }
}

on_both! {
    async fn dying_at_any_moment_of_a_conversation_loses_nothing_and_says_nothing_twice(house) {
        let asking = conversation(house).await;
        let mut spoken = 0;
        for point in CrashPoint::ALL {
            if matches!(point, CrashPoint::AfterLease | CrashPoint::AfterRun) {
                continue;
            }
            for nth in 0.. {
                let case: InstanceId = house.order(asking, &format!("{point:?}-{nth}")).await;
                spoken += 1;
                let lived = with_a_crash(house, point, nth).await;
                settle(&house.engine, NOON).await;
                assert_eq!(house.status(case).await, Status::Completed, "{point:?} {nth}");
                assert!(house.nothing_is_due_ever().await, "{point:?} {nth}");
                if lived {
                    assert!(nth >= 2, "{point:?} is reached only {nth} times");
                    break;
                }
            }
        }
        // Each question was heard once, and each answer given once.
        let filter = store::instance::InstanceFilter::default();
        let all = house.store.instances(house.workspace, &filter, Page::first(500)).await.unwrap();
        assert_eq!(all.len(), 3 * spoken);
        assert!(all.iter().all(|case| case.status == Status::Completed));
    }
}

on_both! {
    async fn ten_thousand_messages_that_nobody_wants_yet_hold_up_nobody(house) {
        let process = house.published(&diagrams::paid()).await;
        for number in 0..10_000 {
            let message = process::run::SentMessage {
                name: "paid".to_owned(),
                key: Some(process::Value::from(number)),
                content: Default::default(),
                keep_until: Some(crate::harness::FIRST_DAY),
            };
            house.store.send_message(house.workspace, &message, None, NOON).await.unwrap();
        }
        settle(&house.engine, NOON).await;
        let case = house.order(process, "7").await;
        let began = std::time::Instant::now();
        house.send("paid", Some("7"), 0).await;
        house.engine.tick(NOON).await.unwrap();
        println!("a message among 10,000 kept ones took {:?}", began.elapsed());
        assert_eq!(house.status(case).await, Status::Completed);
    }
}
