//! When a result counts as the expected one.

use process::Value;

/// Numbers may differ by this much.
const TOLERANCE: f64 = 1e-8;

pub fn same(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Number(a), Value::Number(b)) => {
            let number = |text: String| text.parse::<f64>().unwrap_or(f64::NAN);
            a == b || (number(a.to_string()) - number(b.to_string())).abs() <= TOLERANCE
        }
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a, b))
        }
        (Value::Context(a), Value::Context(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
        }
        (Value::Time(_), Value::Time(_)) | (Value::DateTime(_), Value::DateTime(_)) => {
            zulu(expected) == zulu(found)
        }
        _ => expected == found,
    }
}

/// No offset, written in the two ways there are.
fn zulu(value: &Value) -> String {
    let text = value.to_text();
    match text.strip_suffix("+00:00") {
        Some(rest) => format!("{rest}Z"),
        None => text,
    }
}
