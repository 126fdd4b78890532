//! The words of the language, and how well a begun word matches one.

use crate::Type;
use crate::nearest::nearest;

/// Where a value can stand: the word, what it inserts, and what it does.
pub(super) const OPENERS: &[(&str, &str, &str)] = &[
    (
        "if",
        "if ",
        "Chooses between two values: if … then … else …",
    ),
    (
        "for",
        "for ",
        "Makes a list from each item of a list: for … in … return …",
    ),
    (
        "some",
        "some ",
        "Whether at least one item passes: some … in … satisfies …",
    ),
    (
        "every",
        "every ",
        "Whether all items pass: every … in … satisfies …",
    ),
    (
        "function",
        "function(",
        "A function of one's own: function(a, b) a + b.",
    ),
    ("true", "true", "Yes."),
    ("false", "false", "No."),
    ("null", "null", "No value."),
];

/// After a finished value: the sign or word, and what it does.
pub(super) const COMPARISONS: &[(&str, &str)] = &[
    ("=", "Whether both are the same."),
    ("!=", "Whether both are different."),
    ("<", "Whether the first is less."),
    ("<=", "Whether the first is less or the same."),
    (">", "Whether the first is greater."),
    (">=", "Whether the first is greater or the same."),
    (
        "in",
        "Whether it is in a list or a range, or passes a test.",
    ),
    (
        "between",
        "Whether it lies between two values, both included.",
    ),
];
pub(super) const JOINTS: &[(&str, &str)] = &[
    ("and", "Both must be yes."),
    ("or", "At least one must be yes."),
];
pub(super) const ARITHMETIC: &[(&str, &str)] = &[
    ("+", "Adds."),
    ("-", "Subtracts."),
    ("*", "Multiplies."),
    ("/", "Divides."),
    ("**", "Raises to a power."),
];
pub(super) const ALWAYS: &[(&str, &str)] = &[
    (
        "or else",
        "The value to take when this one is missing or fails.",
    ),
    ("instance of", "Whether the value is of a type."),
];

/// What a cell of a table can begin with, besides values.
pub(super) const TEST_STARTS: &[(&str, &str)] = &[
    ("<", "Less than."),
    ("<=", "Less than or the same."),
    (">", "Greater than."),
    (">=", "Greater than or the same."),
];

/// What a word that is needed here begins.
pub(super) fn needed(word: &str) -> &'static str {
    match word {
        "then" => "What counts when the condition is yes.",
        "else" => "What counts otherwise.",
        "return" => "What to collect for each item.",
        "satisfies" => "The condition for each item.",
        "and" => "The upper end.",
        "in" => "The list to go through.",
        _ => "It is needed here.",
    }
}

pub(super) const TYPES: &[(&str, Type)] = &[
    ("number", Type::Number),
    ("string", Type::String),
    ("boolean", Type::Boolean),
    ("date", Type::Date),
    ("time", Type::Time),
    ("date and time", Type::DateTime),
    ("days and time duration", Type::Duration),
    ("years and months duration", Type::YearsMonths),
    ("list", Type::Any),
    ("context", Type::Any),
    ("range", Type::Any),
    ("null", Type::Null),
    ("Any", Type::Any),
];

/// Small letters, and one space for many.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.trim_start().chars() {
        if !character.is_whitespace() {
            folded.extend(character.to_lowercase());
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded
}

/// How well a begun word matches a label: 0 is best; `None` when not at all.
pub(super) fn closeness(begun: &str, label: &str) -> Option<u8> {
    if begun.is_empty() || label.starts_with(begun) {
        return Some(0);
    }
    let (begun, label) = (folded(begun), folded(label));
    if label.starts_with(&begun) {
        return Some(1);
    }
    let at_word = label
        .split([' ', '.', '-', '_'])
        .any(|word| word.starts_with(&begun));
    if at_word {
        return Some(2);
    }
    if begun.chars().count() >= 2 && label.contains(&begun) {
        return Some(3);
    }
    if begun.chars().count() < 3 {
        return None;
    }
    // The beginning of the label, with a slip of the finger.
    let beginning: String = label.chars().take(begun.chars().count()).collect();
    nearest(&begun, [label.as_str(), beginning.as_str()]).map(|_| 4)
}
