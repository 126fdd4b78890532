//! The process the tests run: a person answers, a system is told, time passes, a mail goes out.

use super::{
    Person,
    outside::{Mailbox, System},
};
use ::process::{Diagram, id::ConnectionId};
use app::api::{
    ProcessId,
    connection::CreateConnection,
    draft::{OpenDraft, Publish, PublishOutcome, SaveDraft},
    hosts::AllowHosts,
    process::CreateProcess,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Who is asked in it.
pub fn requester() -> Value {
    json!({ "to": "requester" })
}

pub fn any_member() -> Value {
    json!({ "to": "role", "role": "member" })
}

/// Connects the outside world and publishes the process; whoever calls is an admin.
pub async fn publish(
    admin: &mut Person,
    system: &System,
    mailbox: &Mailbox,
    asked: Value,
) -> ProcessId {
    let hosts = format!("127.0.0.1:{}\n127.0.0.1:{}", system.port, mailbox.port);
    admin
        .form(AllowHosts { hosts })
        .await
        .expect("an admin may allow hosts");
    let settings = [
        ("address", system.address()),
        ("authentication", "none".to_owned()),
    ];
    let system = connection(admin, "The system", "http", &settings).await;
    let settings = [
        ("host", "127.0.0.1".to_owned()),
        ("port", mailbox.port.to_string()),
        ("security", "none".to_owned()),
        ("fromAddress", "baton@example.com".to_owned()),
    ];
    let mailbox = connection(admin, "The mail server", "email", &settings).await;
    publish_diagram(admin, "Order", diagram(system, mailbox, asked)).await
}

async fn connection(
    admin: &mut Person,
    name: &str,
    connector: &str,
    settings: &[(&str, String)],
) -> ConnectionId {
    let settings: BTreeMap<String, String> = settings
        .iter()
        .map(|(key, value)| ((*key).to_owned(), value.clone()))
        .collect();
    admin
        .form(CreateConnection {
            name: name.to_owned(),
            connector: connector.to_owned(),
            settings,
        })
        .await
        .expect("an admin may connect systems")
}

pub async fn publish_diagram(builder: &mut Person, name: &str, diagram: Diagram) -> ProcessId {
    let process = builder
        .form(CreateProcess {
            name: name.to_owned(),
            template: String::new(),
        })
        .await
        .expect("a builder may make a process");
    let draft = builder
        .form(OpenDraft { process })
        .await
        .expect("there is a draft");
    let revision = builder
        .json(SaveDraft {
            process,
            diagram,
            base_revision: draft.revision,
            based_on: draft.based_on,
        })
        .await
        .expect("the draft is kept");
    match builder
        .form(Publish {
            process,
            revision,
            over: None,
        })
        .await
        .expect("it may be published")
    {
        PublishOutcome::Published { .. } => process,
        other => panic!("{other:#?}"),
    }
}

pub fn diagram(system: ConnectionId, mailbox: ConnectionId, asked: Value) -> Diagram {
    let diagram = json!({
        "steps": [
            { "id": "start", "type": "start", "form": { "fields": [
                { "key": "item", "label": "What to order", "kind": "text", "required": true }
            ] } },
            { "id": "approve", "name": "Approve the order", "type": "askPerson", "assignment": asked,
              "instructions": "Is {{ item }} fine?", "form": { "fields": [
                { "key": "note", "label": "Note", "kind": "text", "required": true }
            ] } },
            { "id": "order", "name": "Tell the system", "type": "service",
              "connector": "http", "action": "request", "connection": system,
              "settings": { "method": "POST", "address": "/work", "body": "{ \"item\": {{ item }}, \"note\": {{ note }} }" },
              "takes": [{ "key": "number", "label": "Order number", "from": "body.id", "kind": "text" }],
              "retry": { "attempts": 3, "pause_seconds": 1 } },
            { "id": "wait", "name": "Let a second pass", "type": "wait", "wait": "for", "amount": "1", "unit": "seconds" },
            { "id": "mail", "name": "Tell the requester", "type": "service",
              "connector": "email", "action": "send", "connection": mailbox,
              "settings": { "to": "{{ requester.email }}", "subject": "Order {{ item }}", "body": "Its number is {{ number }}." } },
            { "id": "end", "type": "end" }
        ],
        "flows": [
            { "id": "f1", "from": "start", "to": "approve" },
            { "id": "f2", "from": "approve", "to": "order" },
            { "id": "f3", "from": "order", "to": "wait" },
            { "id": "f4", "from": "wait", "to": "mail" },
            { "id": "f5", "from": "mail", "to": "end" }
        ]
    });
    serde_json::from_value(diagram).expect("it is a diagram")
}

/// A process that only asks a person, for tests that need no outside world.
pub fn only_asking(asked: Value) -> Diagram {
    let diagram = json!({
        "steps": [
            { "id": "start", "type": "start", "form": { "fields": [
                { "key": "item", "label": "What to order", "kind": "text", "required": true }
            ] } },
            { "id": "approve", "name": "Approve the order", "type": "askPerson", "assignment": asked,
              "form": { "fields": [
                { "key": "note", "label": "Note", "kind": "text", "required": true },
                { "key": "amount", "label": "Amount", "kind": "number" }
            ] } },
            { "id": "end", "type": "end" }
        ],
        "flows": [
            { "id": "f1", "from": "start", "to": "approve" },
            { "id": "f2", "from": "approve", "to": "end" }
        ]
    });
    serde_json::from_value(diagram).expect("it is a diagram")
}
