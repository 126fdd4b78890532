//! What comes from outside, in a form every database can keep: no NUL character, no endless message.

use feel::Value;

const LONGEST_SENTENCE: usize = 2_000;

/// Blanks around it are dropped, what is too long is cut.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut kept: String = text.chars().take(LONGEST_SENTENCE).map(visible).collect();
    if kept.len() < text.len() && text.chars().count() > LONGEST_SENTENCE {
        kept.push('…');
    }
    kept
}

pub(super) fn text(text: &str) -> String {
    text.chars().map(visible).collect()
}

pub(super) fn value(value: &Value) -> Value {
    match value {
        Value::String(text) if text.contains('\0') => Value::from(self::text(text)),
        Value::List(items) => Value::list(items.iter().map(self::value).collect()),
        Value::Context(entries) => {
            let kept = |(key, entry): (&String, _)| (self::text(key), self::value(entry));
            Value::context(entries.iter().map(kept).collect())
        }
        other => other.clone(),
    }
}

fn visible(letter: char) -> char {
    if letter == '\0' {
        char::REPLACEMENT_CHARACTER
    } else {
        letter
    }
}
