//! Talking to one outside system each: a manifest that describes it, and a `run` that does one action once.
//!
//! Connectors know nothing of instances or databases. They are stateless, may be run twice with the same key, and
//! never call an outcome they could not read a success. Secrets come in with the call and go nowhere else: every
//! message and every answer is cleaned of them here.

mod email;
mod failure;
mod http;
mod input;
mod manifest;
mod nothing;
pub mod outbound;
mod secrets;

pub use failure::Failure;
pub use outbound::Outbound;

use process::Value;
use process::catalog::Manifest;
use secrets::Secrets;
use std::collections::BTreeMap;

/// One action to do. Not printable, because of its secrets.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    pub connector: &'a str,
    pub action: &'a str,
    /// The action's settings, by key, values inserted.
    pub input: &'a BTreeMap<String, Value>,
    /// The connection's settings, by key; empty without a connection.
    pub settings: &'a BTreeMap<String, String>,
    /// The connection's credential, by key; empty without a connection.
    pub secrets: &'a BTreeMap<String, String>,
    /// The same for every try of the same work, so that the other side can tell a repeat.
    pub idempotency_key: &'a str,
    pub outbound: &'a Outbound,
}

/// A connection to try out, for the admin who set it up. Not printable, because of its secrets.
#[derive(Clone, Copy)]
pub struct Trial<'a> {
    pub connector: &'a str,
    pub settings: &'a BTreeMap<String, String>,
    pub secrets: &'a BTreeMap<String, String>,
    pub outbound: &'a Outbound,
}

/// The action's answer, a context; or why there is none.
pub type Outcome = Result<Value, Failure>;

/// All there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Connector {
    Http,
    Email,
    Nothing,
}

/// Those offered to people.
const OFFERED: [Connector; 2] = [Connector::Http, Connector::Email];
const ALL: [Connector; 3] = [Connector::Http, Connector::Email, Connector::Nothing];

impl Connector {
    fn named(id: &str) -> Result<Self, Failure> {
        ALL.into_iter()
            .find(|connector| connector.id() == id)
            .ok_or_else(|| {
                Failure::permanent(format!(
                    "This version of Baton has no connector called \"{id}\"."
                ))
            })
    }

    fn id(self) -> &'static str {
        match self {
            Connector::Http => http::ID,
            Connector::Email => email::ID,
            Connector::Nothing => nothing::ID,
        }
    }

    fn manifest(self) -> Manifest {
        match self {
            Connector::Http => http::manifest(),
            Connector::Email => email::manifest(),
            Connector::Nothing => nothing::manifest(),
        }
    }
}

/// What each connector that people may choose says about itself.
pub fn catalog() -> Vec<Manifest> {
    OFFERED.into_iter().map(Connector::manifest).collect()
}

/// What each connector says about itself, those included that nobody is offered.
pub fn known() -> Vec<Manifest> {
    ALL.into_iter().map(Connector::manifest).collect()
}

/// Does one action, once.
pub async fn run(call: Call<'_>) -> Outcome {
    let secrets = Secrets::new(call.secrets, call.settings);
    let outcome = match Connector::named(call.connector)? {
        Connector::Http => http::run(&call, &secrets).await,
        Connector::Email => email::run(&call, &secrets).await,
        Connector::Nothing => nothing::run(),
    };
    outcome.map_err(|failure| failure.without(&secrets))
}

/// Whether a connection works, without doing anything at the other side. The answer is a sentence either way.
pub async fn test_connection(trial: Trial<'_>) -> Result<String, Failure> {
    let secrets = Secrets::new(trial.secrets, trial.settings);
    let outcome = match Connector::named(trial.connector)? {
        Connector::Http => http::test(&trial).await,
        Connector::Email => email::test(&trial, &secrets).await,
        Connector::Nothing => Ok("There is nothing to connect to.".to_owned()),
    };
    outcome
        .map(|sentence| secrets.hide(&sentence))
        .map_err(|failure| failure.without(&secrets))
}
