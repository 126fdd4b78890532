//! Cells in the words people write: `gold, silver` for `"gold", "silver"`, `1000..5000` for `[1000..5000]`, `yes` for
//! `true`. What is kept is FEEL; it is shown in plain words only where these would be read as exactly the same again,
//! so nothing is ever lost by opening a cell and leaving it.

mod condition;
mod date;
mod number;
mod result;
mod text;

pub use condition::{condition_in_words, condition_of_words};
pub use result::{result_in_words, result_of_words};

use process::diagram::FieldKind;
use text::{quote, unquote};

/// What a column's words are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About<'a> {
    Number,
    Date,
    YesNo,
    Text,
    Choice(&'a [String]),
    /// Nothing is known, so what is written is FEEL already.
    Anything,
}

impl<'a> About<'a> {
    fn of(kind: Option<&'a FieldKind>) -> Self {
        match kind {
            Some(FieldKind::Number | FieldKind::Money { .. }) => Self::Number,
            Some(FieldKind::Date) => Self::Date,
            Some(FieldKind::YesNo) => Self::YesNo,
            Some(FieldKind::Text { .. }) => Self::Text,
            Some(FieldKind::Choice { options }) => Self::Choice(options),
            None => Self::Anything,
        }
    }

    /// One value as FEEL, when the words plainly are one.
    fn value_of_words(self, words: &str) -> Option<String> {
        let words = words.trim();
        if words.is_empty() {
            return None;
        }
        match self {
            Self::Number => number::of_words(words),
            Self::Date => date::of_words(words).map(|day| format!("date(\"{day}\")")),
            Self::YesNo => yes_or_no(words).map(|yes| yes.to_string()),
            Self::Choice(options) => Some(quote(option(options, words).unwrap_or(words))),
            Self::Text => Some(quote(words)),
            Self::Anything => None,
        }
    }

    /// One FEEL value as words; the caller makes sure that they are read as the same again.
    fn value_in_words(self, value: &str) -> Option<String> {
        let value = value.trim();
        match self {
            Self::Number => number::of_words(value),
            Self::Date => date::written(value),
            Self::YesNo => match value {
                "true" => Some("yes".to_owned()),
                "false" => Some("no".to_owned()),
                _ => None,
            },
            Self::Text | Self::Choice(_) => unquote(value),
            Self::Anything => None,
        }
    }
}

fn yes_or_no(words: &str) -> Option<bool> {
    match words.to_lowercase().as_str() {
        "yes" | "y" | "true" => Some(true),
        "no" | "n" | "false" => Some(false),
        _ => None,
    }
}

/// The option that is meant, however it is capitalised.
fn option<'a>(options: &'a [String], words: &str) -> Option<&'a str> {
    let exact = options.iter().find(|option| option.trim() == words);
    let found = exact.or_else(|| {
        options
            .iter()
            .find(|option| option.trim().to_lowercase() == words.to_lowercase())
    });
    found.map(String::as_str)
}

/// `words` without a beginning, whatever its capitals.
fn without_start<'a>(words: &'a str, start: &str) -> Option<&'a str> {
    let head = words.get(..start.len())?;
    head.eq_ignore_ascii_case(start)
        .then(|| &words[start.len()..])
}

/// `words` without an end, whatever its capitals.
fn without_end<'a>(words: &'a str, end: &str) -> Option<&'a str> {
    let at = words.len().checked_sub(end.len())?;
    let tail = words.get(at..)?;
    tail.eq_ignore_ascii_case(end).then(|| &words[..at])
}
