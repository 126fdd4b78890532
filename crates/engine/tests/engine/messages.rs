//! Messages between cases and from outside.

use crate::diagrams::{self, at_edge, event, keyed, line, message, order, step};
use crate::harness::{House, NOON, after, on_both};
use engine::Message;
use process::Value;
use process::run::Status;
use serde_json::json;
use std::collections::BTreeMap;
use store::Page;
use store::message::MessageStatus;

async fn lying(house: &House, status: MessageStatus) -> usize {
    house
        .store
        .messages(house.workspace, status, Page::first(500))
        .await
        .unwrap()
        .len()
}

on_both! {
    async fn a_message_finds_the_oldest_case_that_waits_for_its_key(house) {
        let process = house.published(&diagrams::paid()).await;
        let first = house.order(process, "7").await;
        let other = house.order(process, "8").await;
        let second = house.order(process, "7").await;
        house.send("paid", Some("7"), 0).await;
        house.settle(NOON).await;
        assert_eq!(house.status(first).await, Status::Completed);
        assert_eq!(house.state(first).await.variables["amount"], Value::from(7));
        assert_eq!(house.status(second).await, Status::Active);
        assert_eq!(house.status(other).await, Status::Active);
        // One without a key is for anybody who waits for the name.
        house.send("paid", None, 0).await;
        house.settle(NOON).await;
        assert_eq!(house.status(other).await, Status::Completed);
        assert_eq!(house.status(second).await, Status::Active);
        assert!(house.nothing_is_due_ever().await);
    }
}

on_both! {
    async fn a_message_that_comes_early_is_kept_and_one_that_nobody_wants_is_dropped_and_shown(house) {
        let process = house.published(&diagrams::paid()).await;
        house.send("paid", Some("7"), 60).await;
        house.send("paid", Some("8"), 60).await;
        house.send("paid", Some("9"), 0).await;
        house.settle(NOON).await;
        assert_eq!(lying(house, MessageStatus::Kept).await, 2);
        assert_eq!(lying(house, MessageStatus::Dropped).await, 1);
        let case = house.order(process, "7").await;
        assert_eq!(house.status(case).await, Status::Active);
        house.settle(NOON).await;
        assert_eq!(house.status(case).await, Status::Completed);
        house.settle(after(NOON, 61)).await;
        let dropped = house.store.messages(house.workspace, MessageStatus::Dropped, Page::first(9)).await.unwrap();
        let keys: Vec<_> = dropped.into_iter().map(|message| message.content.key).collect();
        assert_eq!(keys, [Some(Value::from("9")), Some(Value::from("8"))]);
        let late = house.order(process, "8").await;
        house.settle(after(NOON, 62)).await;
        assert_eq!(house.status(late).await, Status::Active);
        // Nothing is kept for ever.
        house.settle(after(NOON, 40 * 86_400)).await;
        assert_eq!(lying(house, MessageStatus::Dropped).await, 0);
    }
}

on_both! {
    async fn an_event_at_the_edge_takes_every_message_that_lies_there(house) {
        let ask = json!({
            "id": "ask", "name": "Ask", "type": "askPerson",
            "form": { "fields": [] }, "assignment": { "to": "role", "role": "admin" },
        });
        let steps = vec![
            order(), ask, at_edge("note", "ask", false, keyed("note", "order")), step("noted", "end"), step("done", "end"),
        ];
        let flows = vec![
            diagrams::flow("f1", "start", "ask"), diagrams::flow("f2", "ask", "done"), diagrams::flow("f3", "note", "noted"),
        ];
        let process = house.published(&diagrams::diagram(steps, flows)).await;
        for _ in 0..3 {
            house.send("note", Some("7"), 60).await;
        }
        house.settle(NOON).await;
        let case = house.order(process, "7").await;
        house.settle(NOON).await;
        house.send("note", Some("7"), 60).await;
        house.settle(NOON).await;
        let counts = house.store.step_counts(house.workspace, process, None).await.unwrap();
        let noted = counts.iter().find(|counts| counts.step.as_str() == "noted").unwrap();
        assert_eq!((noted.done, lying(house, MessageStatus::Kept).await), (4, 0));
        assert_eq!(house.status(case).await, Status::Active);
    }
}

on_both! {
    async fn a_message_begins_a_case_when_no_case_waits_for_it(house) {
        let begins = line(vec![event("start", "start", vec![message("order")]), event("pay", "catch", vec![message("order")]), step("done", "end")]);
        let process = house.published(&begins).await;
        house.send("order", Some("7"), 0).await;
        house.settle(NOON).await;
        let cases = house.cases(process).await;
        assert_eq!(cases.len(), 1);
        assert_eq!(house.state(cases[0]).await.variables["amount"], Value::from(7));
        let summary = house.store.instance(house.workspace, cases[0]).await.unwrap().summary;
        assert_eq!((summary.started_by, summary.started_by_name), (None, None));
        // The next one is for the case that waits, the one after that begins another.
        house.send("order", Some("8"), 0).await;
        house.send("order", Some("9"), 0).await;
        house.settle(NOON).await;
        assert_eq!(house.status(cases[0]).await, Status::Completed);
        assert_eq!(house.cases(process).await.len(), 2);
        // A new version begins by something else, a process that is put away by nothing.
        let other = line(vec![event("start", "start", vec![message("wish")]), step("done", "end")]);
        house.publish(process, &other).await;
        let second = house.cases(process).await[1];
        house.send("order", None, 0).await;
        house.settle(NOON).await;
        assert_eq!(house.status(second).await, Status::Completed);
        house.send("order", None, 0).await;
        house.settle(NOON).await;
        assert_eq!(house.cases(process).await.len(), 2);
        house.send("wish", None, 0).await;
        house.settle(NOON).await;
        assert_eq!(house.cases(process).await.len(), 3);
        house.store.archive_process(house.workspace, process, true).await.unwrap();
        house.send("wish", None, 0).await;
        house.settle(NOON).await;
        assert_eq!(house.cases(process).await.len(), 3);
    }
}

on_both! {
    async fn a_case_sends_what_another_one_waits_for(house) {
        let waiting = house.published(&diagrams::paid()).await;
        let send = json!({
            "id": "send", "name": "Send", "type": "send", "message": "paid", "key": "order",
            "content": [{ "key": "by", "from": "\"card\"" }],
        });
        let sending = house.published(&line(vec![order(), send, step("done", "end")])).await;
        let case = house.order(waiting, "7").await;
        house.order(sending, "7").await;
        house.settle(NOON).await;
        assert_eq!(house.state(case).await.variables["by"], Value::from("card"));
        assert_eq!(house.status(case).await, Status::Completed);
    }
}

on_both! {
    async fn a_message_sent_twice_arrives_once_also_by_two_servers_at_once(house) {
        let begins = house.published(&line(vec![event("start", "start", vec![message("order")]), step("done", "end")])).await;
        let message = Message {
            name: "order".to_owned(),
            key: None,
            content: BTreeMap::new(),
            keep_millis: None,
            id: Some("order-7".to_owned()),
        };
        let engines = [house.engine.clone(), house.another_engine(engine::CrashHook::default())];
        let mut sending = tokio::task::JoinSet::new();
        for number in 0..16 {
            let (engine, message, workspace) = (engines[number % 2].clone(), message.clone(), house.workspace);
            sending.spawn(async move { engine.publish_message(workspace, message, NOON).await.unwrap() });
        }
        let sent = sending.join_all().await;
        assert_eq!(sent.iter().filter(|sent| !sent.repeated).count(), 1);
        assert!(sent.iter().all(|one| one.message == sent[0].message));
        house.settle(NOON).await;
        assert!(house.engine.publish_message(house.workspace, message, NOON).await.unwrap().repeated);
        house.settle(NOON).await;
        assert_eq!(house.cases(begins).await.len(), 1);
    }
}

on_both! {
    async fn messages_without_end_leave_time_for_the_others(house) {
        let again = json!({ "id": "again", "name": "Again", "type": "send", "message": "ping" });
        let endless = line(vec![event("start", "start", vec![message("ping")]), again, step("done", "end")]);
        let endless = house.published(&endless).await;
        for _ in 0..50 {
            house.send("ping", None, 0).await;
        }
        house.engine.tick(NOON).await.unwrap();
        house.engine.tick(NOON).await.unwrap();
        let process = house.published(&diagrams::paid()).await;
        let case = house.order(process, "7").await;
        house.send("paid", Some("7"), 0).await;
        for _ in 0..3 {
            let progress = house.engine.tick(NOON).await.unwrap();
            assert!(progress.messages <= 100);
        }
        assert_eq!(house.status(case).await, Status::Completed);
        assert!(house.cases(endless).await.len() >= 100);
    }
}
