//! Values as the test files write them.

use crate::suite::{child, children};
use process::Value;
use process::feel::{Duration, YearsMonths};
use process::xml::{Element, local};
use std::collections::BTreeMap;

/// What stands in an `inputNode`, an `expected`, an `item` or a `component`.
pub fn read(element: &Element) -> Value {
    if let Some(list) = child(element, "list") {
        let items = children(list, "item").map(read).collect();
        return Value::list(items);
    }
    if let Some(value) = child(element, "value") {
        return simple(value);
    }
    let mut fields = BTreeMap::new();
    for component in children(element, "component") {
        let name = component.attribute("name").unwrap_or_default();
        fields.insert(name.to_owned(), read(component));
    }
    if fields.is_empty() {
        Value::Null
    } else {
        Value::context(fields)
    }
}

fn simple(element: &Element) -> Value {
    if element.attribute("xsi:nil") == Some("true") {
        return Value::Null;
    }
    let text = element.text();
    let kind = element.attribute("xsi:type").map_or("string", local);
    let trimmed = text.trim();
    let read = match kind {
        "boolean" => trimmed.parse().ok().map(Value::Boolean),
        "decimal" | "double" | "float" | "integer" | "int" | "long" => {
            number(trimmed).parse().ok().map(Value::Number)
        }
        "date" => trimmed.parse().ok().map(Value::Date),
        "time" => trimmed.parse().ok().map(Value::Time),
        "dateTime" => trimmed.parse().ok().map(Value::DateTime),
        "duration" => {
            let months = trimmed.parse::<YearsMonths>().ok();
            let days = trimmed.parse::<Duration>().ok();
            days.map(Value::Duration).or(months.map(Value::YearsMonths))
        }
        _ => Some(Value::from(text.as_str())),
    };
    // An unreadable value must not pass for null.
    read.unwrap_or_else(|| Value::from(format!("unreadable {kind}: {text}")))
}

/// XML Schema allows `.5` and `+1`.
fn number(text: &str) -> String {
    let text = text.strip_prefix('+').unwrap_or(text);
    match text.strip_prefix('-') {
        Some(rest) if rest.starts_with('.') => format!("-0{rest}"),
        None if text.starts_with('.') => format!("0{text}"),
        _ => text.to_owned(),
    }
}
