//! Conditions as people say them: `amount > 1000` is “Amount is greater than 1 000”.

use super::pieces::{Piece, pieces};
use process::Datum;
use process::diagram::FieldKind;
use process::feel::{Operator, Row, as_rows, parse};

/// A condition with the names people gave its data. What no row can show is a formula with these names; what cannot
/// be read stays as it is written.
pub fn condition(source: &str, data: &[Datum]) -> String {
    let source = source.trim();
    let Ok(expression) = parse(source) else {
        return source.to_owned();
    };
    let Some(rows) = as_rows(&expression) else {
        let pieces = pieces(source, Some(&expression), data, None).into_iter();
        return pieces.map(Piece::into_text).collect();
    };
    let said: Vec<_> = rows.rows.iter().map(|one| row(one, data)).collect();
    said.join(if rows.all { " and " } else { " or " })
}

fn row(row: &Row, data: &[Datum]) -> String {
    let datum = data.iter().find(|datum| datum.key == row.field);
    let field = datum.map_or(&*row.field, |datum| &*datum.label);
    let compared = comparison(datum.map(|datum| &datum.kind), row.operator);
    if row.operator.needs_value() {
        format!("{field} {compared} {}", process::words::value(&row.value))
    } else {
        format!("{field} {compared}")
    }
}

/// What a comparison is called for a kind of answer.
fn comparison(kind: Option<&FieldKind>, operator: Operator) -> &'static str {
    let lists = [kind, None, Some(&FieldKind::Number)].map(comparisons);
    let found = lists
        .into_iter()
        .flatten()
        .find(|(one, _)| *one == operator);
    match (found, operator) {
        (Some((_, words)), _) => words,
        (None, Operator::IsNotOneOf) => "is none of",
        (None, _) => "is one of",
    }
}

/// The comparisons that make sense for a kind of answer, in words.
pub fn comparisons(kind: Option<&FieldKind>) -> &'static [(Operator, &'static str)] {
    match kind {
        Some(FieldKind::Number | FieldKind::Money { .. }) => &[
            (Operator::Greater, "is greater than"),
            (Operator::AtLeast, "is at least"),
            (Operator::Less, "is less than"),
            (Operator::AtMost, "is at most"),
            (Operator::Equals, "is"),
            (Operator::NotEquals, "is not"),
            (Operator::IsEmpty, "is empty"),
            (Operator::IsNotEmpty, "is filled in"),
        ],
        Some(FieldKind::Date) => &[
            (Operator::Equals, "is on"),
            (Operator::Less, "is before"),
            (Operator::Greater, "is after"),
            (Operator::AtMost, "is on or before"),
            (Operator::AtLeast, "is on or after"),
            (Operator::IsEmpty, "is empty"),
            (Operator::IsNotEmpty, "is filled in"),
        ],
        Some(FieldKind::YesNo) => &[(Operator::Equals, "is")],
        Some(FieldKind::Choice { .. }) => &[
            (Operator::Equals, "is"),
            (Operator::NotEquals, "is not"),
            (Operator::IsEmpty, "is empty"),
            (Operator::IsNotEmpty, "is filled in"),
        ],
        Some(FieldKind::Text { .. }) | None => &[
            (Operator::Equals, "is"),
            (Operator::NotEquals, "is not"),
            (Operator::Contains, "contains"),
            (Operator::DoesNotContain, "does not contain"),
            (Operator::StartsWith, "starts with"),
            (Operator::EndsWith, "ends with"),
            (Operator::IsEmpty, "is empty"),
            (Operator::IsNotEmpty, "is filled in"),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::condition;
    use process::diagram::FieldKind;
    use process::{Datum, StepId};

    #[track_caller]
    fn says(source: &str, words: &str) {
        let datum = |key: &str, label: &str, kind| Datum {
            key: key.to_owned(),
            label: label.to_owned(),
            of: FieldKind::value_type(&kind),
            kind,
            origin: StepId::new("start"),
            certain: true,
        };
        let text = || FieldKind::Text { multiline: false };
        let data = [
            datum("amount", "Amount", FieldKind::Number),
            datum("first_day", "First day", FieldKind::Date),
            datum("urgent", "Urgent", FieldKind::YesNo),
            datum("requester.name", "Requester’s name", text()),
        ];
        assert_eq!(condition(source, &data), words);
    }

    #[test]
    fn comparisons_read_as_a_sentence() {
        says("amount > 10000", "Amount is greater than 10\u{a0}000");
        says(
            "first_day < date(\"2026-12-24\") and urgent",
            "First day is before 24 December 2026 and Urgent is yes",
        );
        says(
            "amount = null or contains(requester.name, \"Ada\")",
            "Amount is empty or Requester’s name contains Ada",
        );
        says("amount in [1, 2]", "Amount is one of 1, 2");
        says("not(amount in [1, 2])", "Amount is none of 1, 2");
    }

    #[test]
    fn what_no_row_shows_is_a_formula_with_the_names_people_gave() {
        says("amount * 2 > 5", "Amount * 2 > 5");
        says(
            "upper case(requester.name) = \"ADA\"",
            "upper case(Requester’s name) = \"ADA\"",
        );
        says("size > 5", "size is greater than 5");
        says(" amount > ", "amount >");
    }
}
