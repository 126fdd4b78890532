//! What a rule gives: a value in words, or a formula behind `=`.

use super::About;
use super::text::squeezed;
use process::diagram::FieldKind;

/// What somebody wrote, as FEEL.
pub fn result_of_words(words: &str, kind: Option<&FieldKind>) -> String {
    let words = words.trim();
    if words.is_empty() {
        return String::new();
    }
    if let Some(formula) = words.strip_prefix('=') {
        return formula.trim().to_owned();
    }
    let about = About::of(kind);
    let is_quoted = words.len() > 1 && words.starts_with('"') && words.ends_with('"');
    match about {
        About::Text | About::Choice(_) if is_quoted => words.to_owned(),
        // What is neither a number nor a date is a formula that gives one.
        about => about
            .value_of_words(words)
            .unwrap_or_else(|| words.to_owned()),
    }
}

/// What is kept, as it is shown.
pub fn result_in_words(cell: &str, kind: Option<&FieldKind>) -> String {
    let cell = cell.trim();
    if cell.is_empty() {
        return String::new();
    }
    let plain = About::of(kind).value_in_words(cell);
    let same = |words: &String| {
        !words.is_empty() && squeezed(&result_of_words(words, kind)) == squeezed(cell)
    };
    match plain.filter(same) {
        Some(words) => words,
        None if kind.is_none() && !cell.starts_with('=') => cell.to_owned(),
        None => format!("= {cell}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{result_in_words, result_of_words};
    use process::diagram::FieldKind;

    const TEXT: FieldKind = FieldKind::Text { multiline: false };

    #[test]
    fn results_are_values_or_formulas() {
        for (kind, words, cell) in [
            (TEXT, "approved", "\"approved\""),
            (TEXT, "see \"above\"", "\"see \\\"above\\\"\""),
            (TEXT, "= requester.name", "requester.name"),
            (FieldKind::Number, "12", "12"),
            (FieldKind::Number, "= amount * 0.05", "amount * 0.05"),
            (FieldKind::YesNo, "yes", "true"),
            (FieldKind::Date, "2026-12-24", "date(\"2026-12-24\")"),
        ] {
            assert_eq!(result_of_words(words, Some(&kind)), cell, "{words}");
            assert_eq!(result_in_words(cell, Some(&kind)), words, "{cell}");
        }
    }

    #[test]
    fn a_formula_for_a_number_needs_no_sign() {
        let number = FieldKind::Number;
        assert_eq!(result_of_words("amount * 2", Some(&number)), "amount * 2");
    }

    #[test]
    fn a_choice_is_the_option_that_is_meant() {
        let options = vec!["Line manager".to_owned(), "Board".to_owned()];
        let kind = FieldKind::Choice { options };
        assert_eq!(result_of_words("board", Some(&kind)), "\"Board\"");
        assert_eq!(result_of_words("nobody", Some(&kind)), "\"nobody\"");
    }

    #[test]
    fn what_words_cannot_show_is_shown_as_a_formula() {
        assert_eq!(result_in_words("\"\"", Some(&TEXT)), "= \"\"");
        assert_eq!(result_in_words("\"= x\"", Some(&TEXT)), "= \"= x\"");
        assert_eq!(result_in_words("\"a\\nb\"", Some(&TEXT)), "= \"a\\nb\"");
        assert_eq!(result_in_words("1 + 2", None), "1 + 2");
    }

    #[test]
    fn opening_a_cell_and_leaving_it_changes_nothing() {
        let kinds = [
            None,
            Some(TEXT),
            Some(FieldKind::Number),
            Some(FieldKind::YesNo),
            Some(FieldKind::Date),
        ];
        for kind in &kinds {
            for cell in [
                "\"a\"",
                "\" a \"",
                "\"=\"",
                "x",
                "1",
                "1.50",
                "- 5",
                "true",
                "null",
                "date(\"2026-01-01\")",
                "\"\\u0041\"",
                "a + \"b\"",
                "\"a\" + \"b\"",
                "[1, 2]",
                "-",
            ] {
                let words = result_in_words(cell, kind.as_ref());
                let again = result_of_words(&words, kind.as_ref());
                assert_eq!(
                    super::squeezed(&again),
                    super::squeezed(cell),
                    "{cell} as {words}"
                );
            }
        }
    }
}
