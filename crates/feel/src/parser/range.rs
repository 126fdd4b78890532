//! Ranges as texts: `[1..10]`, with ends that are written out.

use std::ops::Bound;

use crate::{Range, Value};

/// The range that a text says; an end that is left out is open. `None` when the text is no range.
pub(crate) fn constant_range(text: &str) -> Option<Range> {
    let text = text.trim();
    let start_included = match text.chars().next()? {
        '[' => true,
        '(' | ']' => false,
        _ => return None,
    };
    let end_included = match text.chars().last()? {
        ']' => true,
        ')' | '[' => false,
        _ => return None,
    };
    let inside = text.get(1..text.len().checked_sub(1)?)?;
    let middle = split(inside)?;
    let (start, end) = (inside.get(..middle)?, inside.get(middle + 2..)?);
    let range = Range::new(bound(start, start_included)?, bound(end, end_included)?);
    Some(range)
}

/// Where the two points are, outside of quotes.
fn split(text: &str) -> Option<usize> {
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if !escaped => quoted = !quoted,
            b'.' if !quoted && text.as_bytes().get(at + 1) == Some(&b'.') => return Some(at),
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    None
}

fn bound(text: &str, included: bool) -> Option<Bound<Value>> {
    if text.trim().is_empty() {
        return Some(Bound::Unbounded);
    }
    let value = super::parse(text).ok()?.root.constant()?;
    let is_point = !matches!(
        value,
        Value::Boolean(_) | Value::List(_) | Value::Context(_) | Value::Range(_)
    );
    match (is_point, included) {
        (false, _) => None,
        (true, true) => Some(Bound::Included(value)),
        (true, false) => Some(Bound::Excluded(value)),
    }
}
