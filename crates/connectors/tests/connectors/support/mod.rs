//! Real local servers for the tests, and short ways to call a connector.

pub mod http;
pub mod smtp;

use connectors::outbound::{AllowEntry, AllowList};
use connectors::{Call, Outbound, Outcome};
use process::Value;
use std::collections::BTreeMap;

pub type Texts = BTreeMap<String, String>;

pub fn texts(pairs: &[(&str, &str)]) -> Texts {
    pairs
        .iter()
        .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
        .collect()
}

pub fn input(pairs: &[(&str, &str)]) -> BTreeMap<String, Value> {
    pairs
        .iter()
        .map(|(key, text)| ((*key).to_owned(), Value::from(*text)))
        .collect()
}

pub fn allowing(lines: &[&str]) -> Outbound {
    let entries = lines.iter().map(|line| line.parse::<AllowEntry>().unwrap());
    Outbound::new(AllowList::new(entries)).unwrap()
}

pub fn entry<'a>(output: &'a Value, key: &str) -> &'a Value {
    let Value::Context(entries) = output else {
        panic!("{output:?} is not a context");
    };
    &entries[key]
}

/// A call with everything at hand.
pub struct Wish {
    pub connector: &'static str,
    pub action: &'static str,
    pub input: BTreeMap<String, Value>,
    pub settings: Texts,
    pub secrets: Texts,
    pub outbound: Outbound,
}

impl Wish {
    pub async fn run(&self) -> Outcome {
        connectors::run(Call {
            connector: self.connector,
            action: self.action,
            input: &self.input,
            settings: &self.settings,
            secrets: &self.secrets,
            idempotency_key: "baton-1-7-3",
            outbound: &self.outbound,
        })
        .await
    }
}
