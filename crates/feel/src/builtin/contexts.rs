//! Functions on contexts.
//! What each gives and refuses, and where the standard has it, says [`crate::functions`].

use std::collections::BTreeMap;

use super::{Call, ErrorKind, Failure, Form, Gives, Takes, function, unfit};
use crate::Value;

pub(super) const FUNCTIONS: &[Form] = &[
    function(
        "get value",
        &[("m", Takes::Context), ("key", Takes::Text)],
        Gives::Anything,
        get_value,
    ),
    function(
        "get entries",
        &[("m", Takes::Context)],
        Gives::List,
        get_entries,
    ),
    function(
        "context put",
        &[
            ("context", Takes::Context),
            ("key", Takes::Something),
            ("value", Takes::Anything),
        ],
        Gives::Context,
        put,
    ),
    function(
        "context put",
        &[
            ("context", Takes::Context),
            ("keys", Takes::List),
            ("value", Takes::Anything),
        ],
        Gives::Context,
        put,
    ),
    function(
        "context",
        &[("entries", Takes::List)],
        Gives::Context,
        context,
    ),
    function(
        "context merge",
        &[("contexts", Takes::List)],
        Gives::Context,
        merge,
    ),
];

fn fields(value: &Value) -> Result<&BTreeMap<String, Value>, Failure> {
    match value {
        Value::Context(fields) => Ok(fields),
        other => Err(unfit(other, "a group of fields")),
    }
}

fn get_value(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let key = call.text(1)?;
    fields(call.value(0))?
        .get(key.as_ref())
        .cloned()
        .ok_or_else(|| {
            Failure::new(
                ErrorKind::UnknownName,
                format!("There is no field \"{key}\"."),
            )
        })
}

fn get_entries(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let entries = fields(call.value(0))?.iter().map(|(key, value)| {
        let entry = [
            ("key".to_owned(), Value::from(key.as_str())),
            ("value".to_owned(), value.clone()),
        ];
        Value::context(BTreeMap::from(entry))
    });
    Ok(Value::list(entries.collect()))
}

/// Under a key, or deeper inside under a path of keys.
fn put(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let keys = match call.value(1) {
        Value::List(keys) => keys.to_vec(),
        key => vec![key.clone()],
    };
    call.spend(keys.len())?;
    let value = call.value(2).clone();
    let context = call.value(0).clone();
    put_at(call, &context, &keys, value)
}

fn put_at(
    call: &mut Call<'_, '_>,
    context: &Value,
    keys: &[Value],
    value: Value,
) -> Result<Value, Failure> {
    let Some((key, deeper)) = keys.split_first() else {
        return Err(Failure::new(ErrorKind::OutOfRange, "There are no keys."));
    };
    if deeper.len() > crate::MAX_NESTING {
        return Err(Failure::new(ErrorKind::TooDeep, "There are too many keys."));
    }
    let Value::String(key) = key else {
        return Err(unfit(key, "the name of a field"));
    };
    let mut fields = fields(context)?.clone();
    call.spend(fields.len())?;
    let value = if deeper.is_empty() {
        value
    } else {
        let inner = fields.get(key.as_ref()).unwrap_or(&Value::Null);
        put_at(call, inner, deeper, value)?
    };
    fields.insert(key.to_string(), value);
    Ok(Value::context(fields))
}

/// Of a list of keys with values: `context([{key: "a", value: 1}])`.
fn context(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let mut made = BTreeMap::new();
    for entry in call.list(0)?.iter() {
        call.spend(1)?;
        let entry = fields(entry)?;
        let (Some(Value::String(key)), Some(value)) = (entry.get("key"), entry.get("value")) else {
            let reason = "Each entry must have a text as \"key\", and a \"value\".";
            return Err(Failure::new(ErrorKind::WrongType, reason));
        };
        if made.insert(key.to_string(), value.clone()).is_some() {
            let reason = format!("There are two entries for \"{key}\".");
            return Err(Failure::new(ErrorKind::WrongArguments, reason));
        }
    }
    Ok(Value::context(made))
}

/// Of fields with one name the last wins.
fn merge(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let mut merged = BTreeMap::new();
    for context in call.list(0)?.iter() {
        let fields = fields(context)?;
        call.spend(fields.len())?;
        merged.extend(
            fields
                .iter()
                .map(|(key, value)| (key.clone(), value.clone())),
        );
    }
    Ok(Value::context(merged))
}
