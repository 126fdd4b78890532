//! Diagrams the tests run, as their JSON: the form they are stored in.

use process::Diagram;
use process::id::ConnectionId;
use serde_json::{Value, json};

pub fn diagram(steps: Vec<Value>, flows: Vec<Value>) -> Diagram {
    serde_json::from_value(json!({ "steps": steps, "flows": flows })).unwrap()
}

fn start() -> Value {
    json!({
        "id": "start", "name": "Ask for leave", "type": "start",
        "form": { "fields": [
            { "key": "kind", "label": "Kind", "kind": "choice", "options": ["Holiday", "Sick leave"], "required": true },
            { "key": "first_day", "label": "First day", "kind": "date", "required": true },
        ] },
    })
}

fn approve() -> Value {
    json!({
        "id": "approve", "name": "Approve the leave", "type": "askPerson",
        "instructions": "{{ requester.name }} asks for leave ({{ kind }}) from {{ first_day }}.",
        "form": { "fields": [
            { "key": "decision", "label": "Decision", "kind": "choice", "options": ["Approve", "Decline"], "required": true },
        ] },
        "assignment": { "to": "role", "role": "admin" },
    })
}

pub fn book(connection: ConnectionId) -> Value {
    json!({
        "id": "book", "name": "Book it", "type": "service",
        "connector": "http", "action": "request", "connection": connection,
        "settings": { "method": "POST", "address": "/leave", "body": "{ \"employee\": {{ requester.email }} }" },
        "takes": [{ "key": "booking", "label": "Booking", "from": "body.id", "kind": "text" }],
        "retry": { "attempts": 3, "pause_seconds": 10 },
    })
}

fn mail(id: &str, subject: &str, connection: ConnectionId) -> Value {
    json!({
        "id": id, "name": subject, "type": "service",
        "connector": "email", "action": "send", "connection": connection,
        "settings": {
            "to": "{{ requester.email }}", "subject": subject, "body": "Hello {{ requester.name }}",
        },
    })
}

pub fn flow(id: &str, from: &str, to: &str) -> Value {
    json!({ "id": id, "from": from, "to": to })
}

fn way(id: &str, from: &str, to: &str, condition: &str) -> Value {
    json!({ "id": id, "from": from, "to": to, "label": "Yes", "condition": condition })
}

fn otherwise(id: &str, from: &str, to: &str) -> Value {
    json!({ "id": id, "from": from, "to": to, "label": "No", "otherwise": true })
}

pub fn step(id: &str, kind: &str) -> Value {
    json!({ "id": id, "name": id, "type": kind })
}

/// A person, then a system and a mail at the same time, then a wait, then a mail.
pub fn leave(system: ConnectionId, mailbox: ConnectionId) -> Diagram {
    let until = json!({ "id": "until", "name": "Until then", "type": "wait", "wait": "until", "moment": "first_day" });
    diagram(
        vec![
            start(),
            approve(),
            step("approved", "decide"),
            step("both", "parallel"),
            book(system),
            mail("tell", "Your leave is approved", mailbox),
            step("joined", "parallel"),
            until,
            mail("wish", "Enjoy your leave", mailbox),
            step("done", "end"),
            step("declined", "end"),
        ],
        vec![
            flow("f1", "start", "approve"),
            flow("f2", "approve", "approved"),
            way("f3", "approved", "both", "decision = \"Approve\""),
            otherwise("f4", "approved", "declined"),
            flow("f5", "both", "book"),
            flow("f6", "both", "tell"),
            flow("f7", "book", "joined"),
            flow("f8", "tell", "joined"),
            flow("f9", "joined", "until"),
            flow("f10", "until", "wish"),
            flow("f11", "wish", "done"),
        ],
    )
}

/// Everything that can be open, open at once: a question, a wait and a call.
pub fn all_at_once(system: ConnectionId) -> Diagram {
    let wait = json!({ "id": "wait", "name": "Wait", "type": "wait", "wait": "for", "amount": "5", "unit": "days" });
    diagram(
        vec![
            start(),
            step("split", "parallel"),
            approve(),
            wait,
            book(system),
            step("joined", "parallel"),
            step("done", "end"),
        ],
        vec![
            flow("f1", "start", "split"),
            flow("f2", "split", "approve"),
            flow("f3", "split", "wait"),
            flow("f4", "split", "book"),
            flow("f5", "approve", "joined"),
            flow("f6", "wait", "joined"),
            flow("f7", "book", "joined"),
            flow("f8", "joined", "done"),
        ],
    )
}

/// A start that asks for one text, `order`.
pub fn order() -> Value {
    json!({
        "id": "start", "name": "Order", "type": "start",
        "form": { "fields": [{ "key": "order", "label": "Order", "kind": "text", "required": true }] },
    })
}

/// An event: where it stands, and on what.
pub fn event(id: &str, stands: &str, triggers: Vec<Value>) -> Value {
    json!({ "id": id, "name": id, "type": "event", "stands": stands, "triggers": triggers })
}

pub fn at_edge(id: &str, of: &str, interrupting: bool, trigger: Value) -> Value {
    json!({
        "id": id, "name": id, "type": "event", "stands": "boundary", "of": of,
        "interrupting": interrupting, "triggers": [trigger],
    })
}

pub fn message(name: &str) -> Value {
    json!({ "on": "message", "message": name })
}

pub fn keyed(name: &str, key: &str) -> Value {
    json!({ "on": "message", "message": name, "key": key })
}

pub fn signal(name: &str) -> Value {
    json!({ "on": "signal", "name": name })
}

/// One step after the other.
pub fn line(steps: Vec<Value>) -> Diagram {
    let id = |step: &Value| step["id"].as_str().unwrap().to_owned();
    let pairs = steps.windows(2).enumerate();
    let flows = pairs.map(|(index, pair)| flow(&format!("l{index}"), &id(&pair[0]), &id(&pair[1])));
    let flows = flows.collect();
    diagram(steps, flows)
}

/// Waits for the payment of its order.
pub fn paid() -> Diagram {
    line(vec![
        order(),
        event("pay", "catch", vec![keyed("paid", "order")]),
        step("done", "end"),
    ])
}
