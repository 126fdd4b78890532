//! Conditions as they are shown: in words where these are read as the same again.

use super::super::About;
use super::super::text::{split, squeezed, unquote};
use super::condition_of_words;
use process::diagram::FieldKind;

/// What is kept, as it is shown.
pub fn condition_in_words(cell: &str, kind: Option<&FieldKind>) -> String {
    let cell = cell.trim();
    let about = About::of(kind);
    let inner = cell
        .strip_prefix("not(")
        .and_then(|rest| rest.strip_suffix(')'));
    let plain = match inner {
        Some(inner) => all_in_words(inner, about).map(|words| format!("not {words}")),
        None => all_in_words(cell, about),
    };
    let same = |words: &String| squeezed(&condition_of_words(words, kind)) == squeezed(cell);
    let shown = plain
        .filter(same)
        .or_else(|| Some(cell.to_owned()).filter(same));
    shown.unwrap_or_else(|| format!("= {cell}"))
}

fn all_in_words(tests: &str, about: About<'_>) -> Option<String> {
    let parts = split(tests)?;
    let words = parts.into_iter().map(|part| one_in_words(part, about));
    Some(words.collect::<Option<Vec<_>>>()?.join(", "))
}

fn one_in_words(test: &str, about: About<'_>) -> Option<String> {
    let test = test.trim();
    if let Some(inner) = test
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        let (from, to) = inner.split_once("..")?;
        let between = |end| about.value_in_words(end);
        return Some(format!("{}..{}", between(from)?, between(to)?));
    }
    for sign in [">=", "<=", ">", "<"] {
        if let Some(rest) = test.strip_prefix(sign) {
            return Some(format!("{sign} {}", about.value_in_words(rest)?));
        }
    }
    match about {
        // A word that would end a text differently is shown in its quotation marks.
        About::Text | About::Choice(_) => {
            unquote(test).filter(|text| text.trim() == text && !text.is_empty())
        }
        about => about.value_in_words(test),
    }
}
