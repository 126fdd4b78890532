//! One test as people write it: a value, a comparison, a span.

use super::super::{About, without_end, without_start};

/// A comparison in words, and its sign. Longer ones first, so that the shorter do not take them apart.
const COMPARISONS: [(&str, &str); 26] = [
    (">=", ">="),
    ("=>", ">="),
    ("≥", ">="),
    ("at least ", ">="),
    ("on or after ", ">="),
    ("from ", ">="),
    ("since ", ">="),
    ("<=", "<="),
    ("=<", "<="),
    ("≤", "<="),
    ("at most ", "<="),
    ("on or before ", "<="),
    ("up to ", "<="),
    ("until ", "<="),
    (">", ">"),
    ("more than ", ">"),
    ("greater than ", ">"),
    ("over ", ">"),
    ("above ", ">"),
    ("after ", ">"),
    ("<", "<"),
    ("less than ", "<"),
    ("fewer than ", "<"),
    ("under ", "<"),
    ("below ", "<"),
    ("before ", "<"),
];

const AT_LEAST: [&str; 4] = [" or more", " and more", " or later", "+"];
const AT_MOST: [&str; 3] = [" or less", " or fewer", " or earlier"];

/// One test. What cannot be understood is left as it is: it may be FEEL, and what is wrong with it is said elsewhere.
pub(super) fn test(words: &str, about: About<'_>) -> String {
    let words = words.trim();
    let is_feel = words.starts_with('"') || words.contains('?') && words.contains('(');
    if is_feel || words.is_empty() || words == "null" || is_in_brackets(words) {
        return words.to_owned();
    }
    let ordered = matches!(about, About::Number | About::Date);
    if ordered && let Some(span) = span(words, about) {
        return span;
    }
    let compared = COMPARISONS
        .iter()
        .filter(|_| ordered)
        .find_map(|(start, sign)| Some((without_start(words, start)?.trim(), *sign)));
    let compared = compared.or_else(|| {
        let ends = |ends: &[&str]| ends.iter().find_map(|end| without_end(words, end));
        let at_least = ends(&AT_LEAST).map(|rest| (rest.trim(), ">="));
        at_least
            .or_else(|| ends(&AT_MOST).map(|rest| (rest.trim(), "<=")))
            .filter(|(rest, _)| ordered && about.value_of_words(rest).is_some())
    });
    match compared.filter(|(rest, _)| !rest.is_empty()) {
        Some((rest, sign)) => format!("{sign} {}", value(rest, about)),
        None => value(words, about),
    }
}

pub(super) fn value(words: &str, about: About<'_>) -> String {
    about
        .value_of_words(words)
        .unwrap_or_else(|| words.to_owned())
}

/// `1..5`, `1 to 5`, `between 1 and 5`, `1 – 5`: both ends belong to it.
fn span(words: &str, about: About<'_>) -> Option<String> {
    let ends = match without_start(words, "between ") {
        Some(rest) => rest.split_once(" and ")?,
        None => {
            let rest = without_start(words, "from ").unwrap_or(words);
            [" to ", "..", "…", "–", " - "]
                .iter()
                .find_map(|mark| rest.split_once(mark))
                .or_else(|| (about == About::Number).then(|| hyphened(rest)).flatten())?
        }
    };
    let from = about.value_of_words(ends.0)?;
    let to = about.value_of_words(ends.1)?;
    Some(format!("[{from}..{to}]"))
}

/// `5-10`: nobody writes a subtraction of two numbers into a condition.
fn hyphened(words: &str) -> Option<(&str, &str)> {
    let (from, to) = words.split_once('-')?;
    let is_number = |text: &str| {
        text.trim()
            .starts_with(|first: char| first.is_ascii_digit())
    };
    (is_number(from) && is_number(to)).then_some((from, to))
}

pub(super) fn is_in_brackets(words: &str) -> bool {
    let first = words.starts_with(['[', '(', ']']);
    first && words.ends_with([']', ')', '['])
}
