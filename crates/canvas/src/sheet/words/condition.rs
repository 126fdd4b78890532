//! What a rule asks of an input: values, comparisons and spans, several of them between commas.

mod shown;
mod single;
#[cfg(test)]
mod tests;

pub use shown::condition_in_words;

use super::text::split;
use super::{About, number, without_start};
use process::diagram::FieldKind;
use single::{is_in_brackets, test, value};

/// What somebody wrote, as FEEL unary tests.
pub fn condition_of_words(words: &str, kind: Option<&FieldKind>) -> String {
    let words = words.trim();
    match words {
        "" => return String::new(),
        "-" | "–" | "—" => return "-".to_owned(),
        _ => {}
    }
    let about = About::of(kind);
    if let Some(formula) = words.strip_prefix('=').map(str::trim) {
        return about.formula(formula);
    }
    let negated = ["not ", "is not ", "other than ", "!= ", "!=", "<>", "≠"]
        .iter()
        .find_map(|start| without_start(words, start));
    if let Some(rest) = negated
        .map(str::trim)
        .filter(|rest| !rest.is_empty() && !is_in_brackets(rest))
    {
        return format!("not({})", tests(rest, about));
    }
    let bracketed = words
        .strip_prefix("not(")
        .and_then(|rest| rest.strip_suffix(')'));
    match bracketed {
        Some(inner) => format!("not({})", tests(inner.trim(), about)),
        None => tests(words, about),
    }
}

fn tests(words: &str, about: About<'_>) -> String {
    if let About::Choice(options) = about
        && let Some(option) = super::option(options, words)
    {
        return super::quote(option);
    }
    if about == About::Number && number::is_grouped_by_commas(words) {
        return test(words, about);
    }
    let Some(parts) = split(words) else {
        return words.to_owned();
    };
    let mut written: Vec<String> = Vec::new();
    for part in parts {
        let is_formula = matches!(about, About::Anything) || part.contains('"');
        if is_formula {
            written.push(test(part, about));
        } else {
            written.extend(alternatives(part).into_iter().map(|part| test(part, about)));
        }
    }
    written.join(", ")
}

/// Splits at ` or `, but not in `5 or more` or `on or after`.
fn alternatives(words: &str) -> Vec<&str> {
    const BELONGS: [&str; 7] = [
        "more", "less", "fewer", "later", "earlier", "after", "before",
    ];
    let (mut parts, mut from) = (Vec::new(), 0);
    for (at, or) in words.match_indices(" or ") {
        let rest = words[at + or.len()..].trim_start();
        if !BELONGS
            .iter()
            .any(|word| without_start(rest, word).is_some())
        {
            parts.push(words[from..at].trim());
            from = at + or.len();
        }
    }
    parts.push(words[from..].trim());
    parts
}

impl About<'_> {
    /// What stands behind `=`: a number or the like is itself, anything else is FEEL.
    fn formula(self, formula: &str) -> String {
        match self {
            Self::Number | Self::Date | Self::YesNo => value(formula, self),
            _ => formula.to_owned(),
        }
    }
}
