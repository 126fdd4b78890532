//! Findings as sentences.

use super::grid::Grid;

/// “1”, “1 and 2”, “1, 2 and 3”; rules count from 1 for people.
pub(super) fn rules(rules: &[usize]) -> String {
    let numbers: Vec<_> = rules.iter().map(|rule| (rule + 1).to_string()).collect();
    let word = if numbers.len() == 1 { "rule" } else { "rules" };
    format!("{word} {}", list(&numbers))
}

pub(crate) fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// “when Amount is 500 and Kind is “gift””; nothing where any case is one.
pub(super) fn case(grid: &Grid<'_>, pieces: &[(usize, usize)]) -> String {
    if pieces.is_empty() {
        return String::new();
    }
    let parts: Vec<_> = pieces
        .iter()
        .map(|(column, piece)| grid.columns[*column].in_words(*piece))
        .collect();
    format!(" when {}", list(&parts))
}

pub(super) fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
