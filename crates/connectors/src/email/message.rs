//! Putting the message together.

use super::addresses;
use super::server::Server;
use crate::{Call, Failure, input};
use lettre::address::Envelope;
use lettre::message::Message;
use lettre::message::header::ContentType;

pub(super) struct Letter {
    pub envelope: Envelope,
    pub bytes: Vec<u8>,
    pub message_id: String,
    pub recipients: usize,
}

const MAX_BODY: usize = 1024 * 1024;

pub(super) fn write(call: &Call<'_>, server: &Server) -> Result<Letter, Failure> {
    let to = addresses::several(&input::text(call.input, "to"), "To")?;
    let cc = addresses::several(&input::text(call.input, "cc"), "Copy to")?;
    if to.is_empty() {
        return Err(Failure::permanent(
            "The message has nobody to go to: \"To\" is empty.",
        ));
    }
    let subject = input::text(call.input, "subject");
    addresses::no_line_break(&subject, "Subject")?;
    let body = input::text(call.input, "body");
    if body.len() > MAX_BODY {
        return Err(Failure::permanent("The message is longer than 1 MB."));
    }

    let recipients = to.len() + cc.len();
    let message_id = message_id(call.idempotency_key, server.from.email.domain());
    let mut builder = Message::builder()
        .from(server.from.clone())
        .subject(subject.trim())
        .message_id(Some(message_id.clone()))
        .header(ContentType::TEXT_PLAIN);
    builder = to
        .into_iter()
        .fold(builder, |builder, mailbox| builder.to(mailbox));
    builder = cc
        .into_iter()
        .fold(builder, |builder, mailbox| builder.cc(mailbox));
    let message = builder.body(body).map_err(|why| {
        Failure::permanent(format!("The message could not be put together: {why}."))
    })?;
    Ok(Letter {
        envelope: message.envelope().clone(),
        bytes: message.formatted(),
        message_id,
        recipients,
    })
}

/// The same for every try, so that a repeat can be recognised.
fn message_id(key: &str, domain: &str) -> String {
    let local: String = key
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    format!("<{local}@{domain}>")
}
