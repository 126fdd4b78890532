//! Reading an action's settings, values inserted.

use crate::Failure;
use process::Value;
use std::collections::BTreeMap;

/// The text of a setting; empty when it is not given.
pub(crate) fn text(input: &BTreeMap<String, Value>, key: &str) -> String {
    input.get(key).map(Value::to_text).unwrap_or_default()
}

/// Names with their texts, in order.
pub(crate) fn pairs(
    input: &BTreeMap<String, Value>,
    key: &str,
) -> Result<Vec<(String, String)>, Failure> {
    match input.get(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::List(pairs)) => pairs.iter().map(|pair| one(pair, key)).collect(),
        Some(other) => Err(not_pairs(other, key)),
    }
}

fn one(pair: &Value, key: &str) -> Result<(String, String), Failure> {
    let Value::Context(pair) = pair else {
        return Err(not_pairs(pair, key));
    };
    Ok((text(pair, "name"), text(pair, "value")))
}

fn not_pairs(found: &Value, key: &str) -> Failure {
    Failure::permanent(format!(
        "The setting \"{key}\" is {}, where names with texts are needed.",
        found.kind_in_words()
    ))
}

/// A setting of a connection; empty when it is not given.
pub(crate) fn setting<'a>(settings: &'a BTreeMap<String, String>, key: &str) -> &'a str {
    settings
        .get(key)
        .map(|text| text.trim())
        .unwrap_or_default()
}

/// A setting of a connection that it cannot work without.
pub(crate) fn needed<'a>(
    settings: &'a BTreeMap<String, String>,
    key: &str,
    label: &str,
) -> Result<&'a str, Failure> {
    match setting(settings, key) {
        "" => Err(Failure::permanent(format!(
            "The connection has no {label}. Ask an admin to fill it in."
        ))),
        text => Ok(text),
    }
}
