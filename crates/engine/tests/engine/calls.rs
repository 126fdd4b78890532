//! Processes that call each other.

use crate::diagrams::{self, at_edge, event, line, order, step};
use crate::harness::{House, NOON, on_both};
use process::run::{Status, Wish};
use process::{IncidentId, Value};
use serde_json::json;
use store::{InstanceId, ProcessId};

fn call(process: ProcessId, more: serde_json::Value) -> serde_json::Value {
    let mut call = json!({ "id": "call", "name": "Call", "type": "call", "process": process.to_string(), "shareAll": true });
    call["share_all"] = json!(true);
    for (key, value) in more.as_object().unwrap() {
        call[key] = value.clone();
    }
    call
}

async fn calls(house: &House, process: ProcessId) -> ProcessId {
    house
        .published(&line(vec![
            order(),
            call(process, json!({})),
            step("done", "end"),
        ]))
        .await
}

async fn waits_for_payment(house: &House) -> ProcessId {
    let start = step("start", "start");
    let pay = event("pay", "catch", vec![diagrams::keyed("paid", "order")]);
    house
        .published(&line(vec![start, pay, step("done", "end")]))
        .await
}

async fn retry(house: &House, case: InstanceId) {
    let all = house
        .store
        .incidents_of(house.workspace, case)
        .await
        .unwrap();
    let incident: IncidentId = all
        .iter()
        .find(|incident| incident.resolved_at.is_none())
        .unwrap()
        .incident;
    house
        .submit(case, house.by_ada(Wish::RetryIncident { incident }, NOON))
        .await
        .unwrap();
    house.settle(NOON).await;
}

on_both! {
    async fn a_case_that_is_called_knows_its_caller_and_gives_back_what_it_came_to(house) {
        let child = waits_for_payment(house).await;
        let parent = calls(house, child).await;
        let case = house.order(parent, "7").await;
        house.settle(NOON).await;
        let called = house.store.called_by(house.workspace, case, 10).await.unwrap();
        assert_eq!(called.len(), 1);
        let caller = house.store.caller_of(house.workspace, called[0].instance).await.unwrap().unwrap();
        assert_eq!((caller.instance, caller.step_instance), (case, called[0].step_instance));
        assert_eq!(house.status(case).await, Status::Active);
        house.send("paid", Some("7"), 0).await;
        house.settle(NOON).await;
        assert_eq!(house.status(called[0].instance).await, Status::Completed);
        assert_eq!(house.status(case).await, Status::Completed);
        assert_eq!(house.state(case).await.variables["amount"], Value::from(7));
        assert!(house.nothing_is_due_ever().await);
    }
}

on_both! {
    async fn when_the_calling_step_is_left_what_it_called_is_cancelled(house) {
        let child = waits_for_payment(house).await;
        let stop = at_edge("stop", "call", true, diagrams::message("stop"));
        let steps = vec![order(), call(child, json!({})), stop, step("done", "end"), step("stopped", "end")];
        let flows = vec![
            diagrams::flow("f1", "start", "call"), diagrams::flow("f2", "call", "done"), diagrams::flow("f3", "stop", "stopped"),
        ];
        let parent = house.published(&diagrams::diagram(steps, flows)).await;
        // Once while the child is at work, once before it has begun.
        let case = house.order(parent, "7").await;
        house.settle(NOON).await;
        house.send("stop", None, 0).await;
        house.settle(NOON).await;
        assert_eq!(house.status(case).await, Status::Completed);
        let called = house.store.called_by(house.workspace, case, 10).await.unwrap();
        assert_eq!(called[0].status, Status::Cancelled);
        let early = house.order(parent, "8").await;
        house.submit(early, house.by_ada(Wish::Cancel { reason: "A mistake".to_owned() }, NOON)).await.unwrap();
        house.settle(NOON).await;
        assert!(house.store.called_by(house.workspace, early, 10).await.unwrap().is_empty());
        assert!(house.nothing_is_due_ever().await);
    }
}

on_both! {
    async fn an_error_of_the_called_case_is_caught_where_it_is_called(house) {
        let throws = event("fail", "end", vec![json!({ "on": "error", "code": "late" })]);
        let child = house.published(&line(vec![step("start", "start"), throws])).await;
        let catch = at_edge("catch", "call", true, json!({ "on": "error", "code": "late" }));
        let steps = vec![order(), call(child, json!({})), catch, step("done", "end"), step("caught", "end")];
        let flows = vec![
            diagrams::flow("f1", "start", "call"), diagrams::flow("f2", "call", "done"), diagrams::flow("f3", "catch", "caught"),
        ];
        let parent = house.published(&diagrams::diagram(steps, flows)).await;
        let case = house.order(parent, "7").await;
        house.settle(NOON).await;
        assert_eq!(house.status(case).await, Status::Completed);
        let called = house.store.called_by(house.workspace, case, 10).await.unwrap();
        assert_eq!(called[0].status, Status::Cancelled);
        // Where nobody catches it, both say so, and a person is asked.
        let careless = calls(house, child).await;
        let case = house.order(careless, "8").await;
        house.settle(NOON).await;
        assert_eq!(house.incidents(case).await.len(), 1);
        assert!(house.incidents(case).await[0].contains("late"));
    }
}

on_both! {
    async fn a_call_that_cannot_be_made_says_why_and_is_made_when_it_is_tried_again(house) {
        let child = house.store.add_process(house.workspace, "Later", house.ada, NOON).await.unwrap();
        let parent = calls(house, child).await;
        let case = house.order(parent, "7").await;
        house.settle(NOON).await;
        assert_eq!(house.incidents(case).await, ["This step calls the process “Later”, which is not published. Publish it, then try again."]);
        house.publish(child, &line(vec![step("start", "start"), step("done", "end")])).await;
        house.store.archive_process(house.workspace, child, true).await.unwrap();
        retry(house, case).await;
        assert!(house.incidents(case).await[0].contains("put away"));
        house.store.archive_process(house.workspace, child, false).await.unwrap();
        retry(house, case).await;
        assert_eq!(house.status(case).await, Status::Completed);
        let unknown = calls(house, ProcessId(4_711)).await;
        let case = house.order(unknown, "7").await;
        house.settle(NOON).await;
        assert!(house.incidents(case).await[0].contains("is not here"));
    }
}

on_both! {
    async fn a_called_case_that_somebody_cancels_leaves_an_incident_and_is_called_anew(house) {
        let child = waits_for_payment(house).await;
        let parent = calls(house, child).await;
        let case = house.order(parent, "7").await;
        house.settle(NOON).await;
        let first = house.store.called_by(house.workspace, case, 10).await.unwrap()[0].instance;
        house.submit(first, house.by_ada(Wish::Cancel { reason: "Wrong order".to_owned() }, NOON)).await.unwrap();
        house.settle(NOON).await;
        assert!(house.incidents(case).await[0].contains("Wrong order"));
        retry(house, case).await;
        house.send("paid", Some("7"), 0).await;
        house.settle(NOON).await;
        assert_eq!(house.status(case).await, Status::Completed);
        assert_eq!(house.store.called_by(house.workspace, case, 10).await.unwrap().len(), 2);
    }
}

on_both! {
    async fn a_process_that_calls_itself_without_end_is_stopped(house) {
        let process = house.store.add_process(house.workspace, "Endless", house.ada, NOON).await.unwrap();
        house.publish(process, &line(vec![step("start", "start"), call(process, json!({})), step("done", "end")])).await;
        let first = calls(house, process).await;
        house.order(first, "7").await;
        house.settle(NOON).await;
        let cases = house.cases(process).await;
        assert_eq!(cases.len(), 100);
        let last = cases[cases.len() - 1];
        assert!(house.incidents(last).await[0].contains("100 deep"));
        // Stopping the outermost stops them all.
        house.submit(cases[0], house.by_ada(Wish::Cancel { reason: "Endless".to_owned() }, NOON)).await.unwrap();
        house.settle(NOON).await;
        for case in cases {
            assert_eq!(house.status(case).await, Status::Cancelled);
        }
    }
}

on_both! {
    async fn a_step_calls_once_for_each(house) {
        let child = house.published(&line(vec![step("start", "start"), step("done", "end")])).await;
        let each = json!({ "repetition": { "repeat": "each", "over": { "over": "times", "times": "25" } } });
        let parent = house.published(&line(vec![order(), call(child, each), step("done", "end")])).await;
        let case = house.order(parent, "7").await;
        house.settle(NOON).await;
        assert_eq!(house.status(case).await, Status::Completed);
        assert_eq!(house.store.called_by(house.workspace, case, 100).await.unwrap().len(), 25);
    }
}

on_both! {
    async fn a_call_runs_the_version_it_is_bound_to(house) {
        let child = house.published(&line(vec![step("start", "start"), step("one", "end")])).await;
        let at_deployment = house.published(&line(vec![
            order(), call(child, json!({ "binding": { "binding": "deployment" } })), step("done", "end"),
        ])).await;
        let first = house.published(&line(vec![
            order(), call(child, json!({ "binding": { "binding": "version", "version": 1 } })), step("done", "end"),
        ])).await;
        let latest = calls(house, child).await;
        house.publish_at(child, &line(vec![step("start", "start"), step("two", "end")]), crate::harness::after(NOON, 5)).await;
        for (process, version) in [(at_deployment, 1), (first, 1), (latest, 2)] {
            let case = house.order(process, "7").await;
            house.settle(NOON).await;
            let called = house.store.called_by(house.workspace, case, 10).await.unwrap();
            let loaded = house.store.load(house.workspace, called[0].instance).await.unwrap();
            assert_eq!(loaded.version.0, version);
        }
    }
}
