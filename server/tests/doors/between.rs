//! Messages, starts by themselves and calendars over HTTP.

use crate::support::{Folder, Server};
use app::api::{
    ErrorKind,
    calendar::{ListCalendars, RemoveCalendar, SaveCalendar},
    message::{DropMessage, ListMessages, SendMessage, SendSignal, Untaken},
};
use process::calendar::Calendar;
use std::{collections::BTreeMap, time::Duration};

#[tokio::test]
async fn a_message_that_nobody_wants_yet_is_seen_and_can_be_taken_out() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    ada.json(SendMessage {
        name: "paid".to_owned(),
        key: Some("4711".into()),
        values: BTreeMap::from([("amount".to_owned(), 12.into())]),
        keep_minutes: 10,
    })
    .await
    .expect("she may send");
    let list = || ListMessages {
        which: Untaken::Kept,
        cursor: String::new(),
    };
    let mut kept = Vec::new();
    for _ in 0..100 {
        kept = ada.json(list()).await.expect("she may look").items;
        if !kept.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(kept[0].key.as_deref(), Some("4711"));
    assert_eq!(kept[0].content[0].value, "12");
    let message = kept[0].id;
    ada.form(DropMessage { message }).await.expect("it lies there");
    let twice = ada.form(DropMessage { message }).await;
    assert_eq!(twice.expect_err("it is gone").kind, ErrorKind::Conflict);
    assert!(ada.json(list()).await.expect("she may look").items.is_empty());
    let nameless = SendSignal { name: " ".to_owned() };
    let refused = ada.form(nameless).await.expect_err("it has no name");
    assert!(refused.at("name").is_some());
}

#[tokio::test]
async fn a_calendar_is_kept_and_one_that_cannot_be_counted_in_is_refused_at_its_fields() {
    let folder = Folder::new();
    let server = Server::start(folder.path());
    let mut ada = server.set_up().await;
    let mut calendar = Calendar::usual("", "Office Zürich", "Europe/Zurich");
    let wrong = Calendar {
        zone: "Middle Earth".to_owned(),
        ..calendar.clone()
    };
    let refused = ada.json(SaveCalendar { calendar: wrong }).await;
    assert!(refused.expect_err("no such zone").at("zone").is_some());
    let save = SaveCalendar { calendar: calendar.clone() };
    calendar.key = ada.json(save).await.expect("it is fine");
    assert_eq!(calendar.key, "office-zürich");
    let listed = ada.form(ListCalendars {}).await.expect("she may look");
    assert_eq!(listed, [calendar.clone()]);
    let remove = || RemoveCalendar { calendar: calendar.key.clone() };
    ada.form(remove()).await.expect("it is there");
    let twice = ada.form(remove()).await.expect_err("it is gone");
    assert_eq!(twice.kind, ErrorKind::NotFound);
}
