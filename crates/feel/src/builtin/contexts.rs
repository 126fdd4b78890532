//! Functions on contexts (DMN 1.5, 10.3.4.10).

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
            ("key", Takes::Text),
            ("value", Takes::Anything),
        ],
        Gives::Context,
        put,
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

fn put(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let mut fields = fields(call.value(0))?.clone();
    fields.insert(call.text(1)?.to_string(), call.value(2).clone());
    Ok(Value::context(fields))
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
