//! Small and large damage to JSON.

use super::dice::Dice;
use serde_json::{Value, json};

/// Texts that mean something somewhere, or nothing anywhere.
const TEXTS: [&str; 24] = [
    "",
    " ",
    "x",
    "s1",
    "s2",
    "start",
    "end",
    "true",
    "x > 1",
    "for i in 1..100000 return i",
    "10 ** 6000",
    "1 / 0",
    "now()",
    "duration(\"P1D\")",
    "PT0S",
    "R/PT1S",
    "R5/P1M",
    "*/5 * * * *",
    "0 0 30 2 *",
    "9999-12-31T23:59:59Z",
    "office",
    "\u{0}\u{202e}",
    "{{ x",
    "function(a) a(a)",
];

/// Changes one place, anywhere.
pub fn change(json: &mut Value, dice: &mut Dice) {
    let count = count(json);
    let donor = nth(json, dice.below(count)).clone();
    let wanted = dice.below(count);
    let place = nth_mut(json, wanted);
    *place = match dice.below(9) {
        0 => Value::Null,
        1 => json!(dice.below(5)),
        2 => json!(*dice.pick(&[-1_i64, i64::MAX, i64::MIN, 100_001, 1_000_000])),
        3 | 4 => json!(*dice.pick(&TEXTS)),
        5 => json!(dice.below(2) == 0),
        6 => donor,
        7 => twice(place.take(), dice),
        _ => without(place.take(), dice),
    };
}

pub fn bytes(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if bytes.is_empty() {
        return;
    }
    let at = dice.below(bytes.len());
    match dice.below(4) {
        0 => bytes[at] = dice.below(256) as u8,
        1 => bytes.truncate(at),
        2 => {
            bytes.remove(at);
        }
        _ => {
            let end = (at + dice.below(40)).min(bytes.len());
            let piece = bytes[at..end].to_vec();
            let to = dice.below(bytes.len());
            bytes.splice(to..to, piece);
        }
    }
}

/// One more of something it has.
fn twice(value: Value, dice: &mut Dice) -> Value {
    match value {
        Value::Array(mut items) if !items.is_empty() => {
            items.push(dice.pick(&items).clone());
            Value::Array(items)
        }
        other => other,
    }
}

/// One less.
fn without(value: Value, dice: &mut Dice) -> Value {
    match value {
        Value::Array(mut items) if !items.is_empty() => {
            items.remove(dice.below(items.len()));
            Value::Array(items)
        }
        Value::Object(mut entries) if !entries.is_empty() => {
            let keys: Vec<String> = entries.keys().cloned().collect();
            entries.remove(dice.pick(&keys));
            Value::Object(entries)
        }
        other => other,
    }
}

fn children(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(entries) => entries.values().collect(),
        _ => Vec::new(),
    }
}

fn count(value: &Value) -> usize {
    1 + children(value).into_iter().map(count).sum::<usize>()
}

fn nth(value: &Value, mut wanted: usize) -> &Value {
    if wanted == 0 {
        return value;
    }
    wanted -= 1;
    for child in children(value) {
        let size = count(child);
        if wanted < size {
            return nth(child, wanted);
        }
        wanted -= size;
    }
    value
}

fn nth_mut(value: &mut Value, mut wanted: usize) -> &mut Value {
    if wanted == 0 {
        return value;
    }
    wanted -= 1;
    let sizes: Vec<usize> = children(value).into_iter().map(count).collect();
    let mut at = 0;
    while at + 1 < sizes.len() && wanted >= sizes[at] {
        wanted -= sizes[at];
        at += 1;
    }
    let child = match value {
        Value::Array(items) => items.get_mut(at),
        Value::Object(entries) => entries.values_mut().nth(at),
        _ => None,
    };
    nth_mut(child.expect("it has as many as were counted"), wanted)
}
