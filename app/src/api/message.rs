//! Messages and signals, as operators see and send them.

use super::{ApiError, CaseId, Moment, Page, page::ShownValue};
#[cfg(feature = "ssr")]
use crate::door;
use leptos::{prelude::*, server_fn::codec::Json};
use process::{Value, WaitId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A message that nobody has taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageRow {
    pub id: MessageId,
    pub name: String,
    /// Which case is meant, as people read it.
    pub key: Option<String>,
    pub content: Vec<ShownValue>,
    /// The case that sent it; none where it came from outside.
    pub sender: Option<CaseId>,
    pub sent_at: Moment,
    /// Until when it is kept.
    pub keep_until: Option<Moment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(pub i64);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Untaken {
    /// They wait for somebody.
    #[default]
    Kept,
    /// Nobody wanted them in time; shown for thirty days.
    Dropped,
}

/// Messages that nobody has taken, newest first. `cursor` is a page's `next`; empty for the first.
#[server(endpoint = "list_messages", input = Json)]
pub async fn list_messages(which: Untaken, cursor: String) -> Result<Page<MessageRow>, ApiError> {
    let at = door::enter::<ListMessages>()?;
    let status = match which {
        Untaken::Kept => store::message::MessageStatus::Kept,
        Untaken::Dropped => store::message::MessageStatus::Dropped,
    };
    let after = super::page::cursor::<store::MessageId>(&cursor)?;
    let wanted = super::page::wanted(after);
    let messages = at.store.messages(at.workspace(), status, wanted).await?;
    Ok(Page::of(messages, |one| one.id.to_string(), row))
}

/// Sends a message to whoever waits for it. Without anybody, it is kept for so many minutes.
#[server(endpoint = "send_message", input = Json)]
pub async fn send_message(
    name: String,
    key: Option<Value>,
    values: BTreeMap<String, Value>,
    keep_minutes: u32,
) -> Result<(), ApiError> {
    let at = door::enter::<SendMessage>()?;
    let message = engine::Message {
        name: door::text::name("name", "The name of the message", &name)?,
        key: key.filter(|key| !key.is_null()),
        content: values,
        keep_millis: Some(i64::from(keep_minutes) * 60_000),
        id: None,
    };
    at.engine
        .publish_message(at.workspace(), message, at.now)
        .await?;
    Ok(())
}

/// Gives a case by hand what it waits for.
#[server(endpoint = "deliver_message", input = Json)]
pub async fn deliver_message(
    case: CaseId,
    wait: WaitId,
    values: BTreeMap<String, Value>,
) -> Result<(), ApiError> {
    use process::run::{Actor, Awaited, SentMessage, Wish};
    let at = door::enter::<DeliverMessage>()?;
    let detail = super::case::visible(&at, case).await?;
    let waits = at
        .store
        .subscriptions_of(at.workspace(), detail.summary.id)
        .await?;
    let over =
        || ApiError::conflict("The case does not wait for this any more. Load the page again.");
    let waiting = waits.into_iter().find(|waiting| waiting.wait == wait);
    let wish = match waiting.ok_or_else(over)?.what {
        Awaited::Message { name, key } => Wish::Receive {
            message: SentMessage {
                name,
                key,
                content: values,
                keep_until: None,
            },
        },
        Awaited::Signal { name } => Wish::Hear {
            signal: name,
            values,
        },
        _ => return Err(over()),
    };
    let command = process::Command {
        at: at.now,
        by: Actor::User { user: at.user() },
        wish,
    };
    at.engine
        .submit(at.workspace(), detail.summary.id, command, None)
        .await?;
    Ok(())
}

/// Takes a message out: nobody gets it any more.
#[server(endpoint = "drop_message")]
pub async fn drop_message(message: MessageId) -> Result<(), ApiError> {
    let at = door::enter::<DropMessage>()?;
    at.store
        .remove_message(at.workspace(), store::MessageId(message.0))
        .await
        .map_err(|error| match error {
            store::Error::NotFound => {
                ApiError::conflict("Somebody has taken this message in the meantime.")
            }
            error => error.into(),
        })
}

/// Tells a signal to every case that waits for it.
#[server(endpoint = "send_signal")]
pub async fn send_signal(name: String) -> Result<(), ApiError> {
    let at = door::enter::<SendSignal>()?;
    let name = door::text::name("name", "The name of the signal", &name)?;
    at.engine.send_signal(at.workspace(), &name, at.now).await?;
    Ok(())
}

#[cfg(feature = "ssr")]
fn row(message: store::message::Message) -> MessageRow {
    let store::message::Message {
        id,
        sender,
        sent_at,
        content,
        ..
    } = message;
    let values = content.content.iter();
    MessageRow {
        id: MessageId(id.0),
        name: content.name,
        key: content.key.as_ref().map(process::words::value),
        content: values
            .map(|(key, value)| ShownValue {
                label: key.clone(),
                value: process::words::value(value),
            })
            .collect(),
        sender: sender.map(|sender| CaseId(sender.0)),
        sent_at: sent_at.0,
        keep_until: content.keep_until.map(|until| until.0),
    }
}
