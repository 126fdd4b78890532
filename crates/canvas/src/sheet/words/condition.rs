//! What a rule asks of an input: values, comparisons and spans, several of them between commas.

use super::text::{split, squeezed, unquote};
use super::{About, number, without_end, without_start};
use process::diagram::FieldKind;

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
fn test(words: &str, about: About<'_>) -> String {
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

impl About<'_> {
    /// What stands behind `=`: a number or the like is itself, anything else is FEEL.
    fn formula(self, formula: &str) -> String {
        match self {
            Self::Number | Self::Date | Self::YesNo => value(formula, self),
            _ => formula.to_owned(),
        }
    }
}

fn value(words: &str, about: About<'_>) -> String {
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

fn is_in_brackets(words: &str) -> bool {
    let first = words.starts_with(['[', '(', ']']);
    first && words.ends_with([']', ')', '['])
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

#[cfg(test)]
mod tests {
    use super::{condition_in_words, condition_of_words};
    use process::diagram::FieldKind;

    const TEXT: FieldKind = FieldKind::Text { multiline: false };

    fn choice() -> FieldKind {
        let options = ["Gold", "Silver", "Terms, or conditions"];
        FieldKind::Choice {
            options: options.map(str::to_owned).into(),
        }
    }

    #[track_caller]
    fn reads(kind: &FieldKind, cases: &[(&str, &str)]) {
        for (words, cell) in cases {
            assert_eq!(condition_of_words(words, Some(kind)), *cell, "{words}");
        }
    }

    #[track_caller]
    fn shows(kind: &FieldKind, cases: &[(&str, &str)]) {
        for (cell, words) in cases {
            assert_eq!(condition_in_words(cell, Some(kind)), *words, "{cell}");
        }
    }

    #[test]
    fn numbers_are_compared_in_words() {
        reads(
            &FieldKind::Number,
            &[
                ("1000", "1000"),
                ("1 000", "1000"),
                ("1,000", "1000"),
                ("1, 2", "1, 2"),
                ("1 or 2", "1, 2"),
                ("> 1000", "> 1000"),
                (">1000", "> 1000"),
                ("≥ 5", ">= 5"),
                ("at least 5", ">= 5"),
                ("At most 5", "<= 5"),
                ("more than € 5", "> 5"),
                ("under 5", "< 5"),
                ("5 or more", ">= 5"),
                ("5+", ">= 5"),
                ("= 5", "5"),
                ("1000..5000", "[1000..5000]"),
                ("1000 to 5000", "[1000..5000]"),
                ("between 1 and 5", "[1..5]"),
                ("5-10", "[5..10]"),
                ("-5", "-5"),
                ("[1..5)", "[1..5)"),
                ("not 5", "not(5)"),
                ("≠ 5", "not(5)"),
                ("-", "-"),
                ("", ""),
                ("> limit * 2", "> limit * 2"),
                ("lots", "lots"),
            ],
        );
    }

    #[test]
    fn texts_need_no_quotation_marks() {
        reads(
            &TEXT,
            &[
                ("gold", "\"gold\""),
                ("gold, silver", "\"gold\", \"silver\""),
                ("gold or silver", "\"gold\", \"silver\""),
                ("\"gold\"", "\"gold\""),
                ("not gold", "not(\"gold\")"),
                ("not(\"gold\")", "not(\"gold\")"),
                ("starts with(?, \"A\")", "starts with(?, \"A\")"),
                ("> 5", "\"> 5\""),
            ],
        );
        reads(
            &choice(),
            &[
                ("gold", "\"Gold\""),
                ("terms, or conditions", "\"Terms, or conditions\""),
                ("bronze", "\"bronze\""),
            ],
        );
    }

    #[test]
    fn dates_and_yes_or_no_are_words_too() {
        reads(
            &FieldKind::Date,
            &[
                ("24.12.2026", "date(\"2026-12-24\")"),
                ("before 2027-01-01", "< date(\"2027-01-01\")"),
                (
                    "2026-01-01 to 2026-12-31",
                    "[date(\"2026-01-01\")..date(\"2026-12-31\")]",
                ),
                ("> today()", "> today()"),
            ],
        );
        reads(
            &FieldKind::YesNo,
            &[("yes", "true"), ("No", "false"), ("maybe", "maybe")],
        );
    }

    #[test]
    fn what_is_kept_is_shown_in_words() {
        shows(
            &FieldKind::Number,
            &[
                ("[1000..5000]", "1000..5000"),
                (">=5", ">= 5"),
                ("1,2", "1, 2"),
                ("(1..5]", "(1..5]"),
                ("not(5)", "not 5"),
                ("-", "-"),
                ("", ""),
            ],
        );
        shows(
            &TEXT,
            &[
                ("\"gold\",\"silver\"", "gold, silver"),
                ("not(\"gold\")", "not gold"),
                ("\"this or that\"", "\"this or that\""),
                ("\"a, b\"", "\"a, b\""),
                ("\"-\"", "\"-\""),
                ("\"null\"", "\"null\""),
            ],
        );
        shows(
            &choice(),
            &[("\"Terms, or conditions\"", "Terms, or conditions")],
        );
        shows(
            &FieldKind::Date,
            &[("< date(\"2027-01-01\")", "< 2027-01-01")],
        );
        shows(
            &FieldKind::YesNo,
            &[("true", "yes"), ("not(true)", "not yes")],
        );
    }

    #[test]
    fn opening_a_cell_and_leaving_it_changes_nothing() {
        let kinds = [
            None,
            Some(TEXT),
            Some(choice()),
            Some(FieldKind::Number),
            Some(FieldKind::YesNo),
            Some(FieldKind::Date),
        ];
        for kind in &kinds {
            for cell in [
                "",
                "-",
                "\"a\"",
                "\"\"",
                "\" a\"",
                "\"not a\"",
                "\"a\", -",
                "1",
                "1.0",
                "-5",
                "5-10",
                "[1..2]",
                "]1..2[",
                "< 5",
                ">= x",
                "not(1, 2)",
                "not(\"a\", \"b\")",
                "true",
                "null",
                "x.y",
                "? > 5",
                "contains(?, \"a\")",
                "date(\"2026-01-01\")",
                "date(\"nonsense\")",
                "\"a\\\"b\"",
                "\"a",
                "(",
                "\"=\"",
                "> > 5",
                "1..2",
                "\"1..2\"",
                "\"a\" , \"b\"",
                "duration(\"P1D\")",
                "\"yes\"",
                "\"a;b\"",
                "1,000",
                "100,200",
                "not(-)",
                "not()",
                "\"-\"",
            ] {
                let words = condition_in_words(cell, kind.as_ref());
                let again = condition_of_words(&words, kind.as_ref());
                assert_eq!(
                    super::squeezed(&again),
                    super::squeezed(cell),
                    "{cell} as {words} of {kind:?}"
                );
            }
        }
    }
}
