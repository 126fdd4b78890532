//! Answers of systems, made up so that what a step takes can be found in them.

use feel::Value;
use std::collections::BTreeMap;

/// A context that holds each value where a path such as `body.id` leads.
pub(super) fn holding<'a>(values: impl Iterator<Item = (&'a str, Value)>) -> Value {
    let mut output = BTreeMap::new();
    for (path, value) in values {
        let path: Vec<&str> = path.trim().split('.').map(str::trim).collect();
        put(&mut output, &path, value);
    }
    Value::context(output)
}

fn put(into: &mut BTreeMap<String, Value>, path: &[&str], value: Value) {
    let Some((first, rest)) = path.split_first() else {
        return;
    };
    if rest.is_empty() {
        into.insert((*first).to_owned(), value);
        return;
    }
    let mut inner = match into.get(*first) {
        Some(Value::Context(inner)) => (**inner).clone(),
        _ => BTreeMap::new(),
    };
    put(&mut inner, rest, value);
    into.insert((*first).to_owned(), Value::context(inner));
}
