//! The actions of the connector, and the test of a connection.

use super::dialogue::Dialogue;
use super::message;
use super::server::Server;
use crate::secrets::Secrets;
use crate::{Call, Failure, Outcome, Trial};
use process::Value;
use std::collections::BTreeMap;
use std::time::Duration;

/// How long the server may be silent at any moment.
const PATIENCE: Duration = Duration::from_secs(30);
const TEST_PATIENCE: Duration = Duration::from_secs(10);

pub(crate) async fn run(call: &Call<'_>, secrets: &Secrets) -> Outcome {
    match call.action {
        "send" => send(call, secrets, PATIENCE).await,
        other => Err(Failure::permanent(format!(
            "This version of Baton has no e-mail action called \"{other}\"."
        ))),
    }
}

async fn send(call: &Call<'_>, secrets: &Secrets, patience: Duration) -> Outcome {
    let server = Server::read(call.settings, call.secrets)?;
    let letter = message::write(call, &server)?;
    let dialogue = Dialogue::open(&server, secrets, call.outbound, patience).await?;
    dialogue.deliver(&letter).await?;
    Ok(Value::context(BTreeMap::from([
        ("messageId".to_owned(), Value::from(letter.message_id)),
        ("recipients".to_owned(), Value::from(letter.recipients)),
    ])))
}

/// Connects and signs in, and sends nothing.
pub(crate) async fn test(trial: &Trial<'_>, secrets: &Secrets) -> Result<String, Failure> {
    let server = Server::read(trial.settings, trial.secrets)?;
    let dialogue = Dialogue::open(&server, secrets, trial.outbound, TEST_PATIENCE).await?;
    dialogue.probe().await?;
    Ok(match &server.credentials {
        Some(_) => format!("{} answered and accepted the sign-in.", server.host),
        None => format!("{} answered.", server.host),
    })
}
