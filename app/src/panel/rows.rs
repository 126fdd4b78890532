//! Conditions as rows a person fills in, and the expression they mean. A row that is not finished means nothing
//! yet, so it lives here until it is.

use process::Datum;
use process::diagram::FieldKind;
use process::feel::{Operator, Row, Rows, Value, as_rows, parse};

#[derive(Clone, Debug, PartialEq)]
pub struct EditRow {
    pub field: String,
    pub operator: Operator,
    /// As typed: a number, an ISO date, `true`, a text.
    pub value: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct EditRows {
    /// Whether all must hold, or any.
    pub all: bool,
    pub rows: Vec<EditRow>,
}

impl EditRows {
    pub fn one() -> Self {
        Self {
            all: true,
            rows: vec![EditRow::new()],
        }
    }

    /// What an expression means as rows; none when rows cannot show all of it.
    pub fn read(source: &str) -> Option<Self> {
        if source.trim().is_empty() {
            return Some(Self::one());
        }
        let Rows { all, rows } = as_rows(&parse(source).ok()?)?;
        let rows = rows
            .into_iter()
            .map(|row| {
                let value = typed(&row.value)?;
                Some(EditRow {
                    field: row.field,
                    operator: row.operator,
                    value,
                })
            })
            .collect::<Option<_>>()?;
        Some(Self { all, rows })
    }

    /// The expression, once every row is finished.
    pub fn source(&self, data: &[Datum]) -> Option<String> {
        let rows = self
            .rows
            .iter()
            .map(|row| row.finished(data))
            .collect::<Option<Vec<_>>>()?;
        (!rows.is_empty()).then(|| {
            Rows {
                all: self.all,
                rows,
            }
            .to_source()
        })
    }
}

impl EditRow {
    pub fn new() -> Self {
        Self {
            field: String::new(),
            operator: Operator::Equals,
            value: String::new(),
        }
    }

    fn finished(&self, data: &[Datum]) -> Option<Row> {
        if self.field.is_empty() {
            return None;
        }
        let value = if self.operator.needs_value() {
            self.literal(kind_of(data, &self.field))?
        } else {
            Value::Null
        };
        Some(Row {
            field: self.field.clone(),
            operator: self.operator,
            value,
        })
    }

    fn literal(&self, kind: Option<&FieldKind>) -> Option<Value> {
        let typed = self.value.trim();
        if typed.is_empty() {
            return None;
        }
        match kind {
            // People write 1 000.
            Some(FieldKind::Number | FieldKind::Money { .. }) => {
                let digits = typed.replace([' ', '\u{a0}'], "");
                digits.parse().ok().map(Value::Number)
            }
            Some(FieldKind::Date) => typed.parse().ok().map(Value::Date),
            Some(FieldKind::YesNo) => typed.parse().ok().map(Value::Boolean),
            Some(FieldKind::Text { .. } | FieldKind::Choice { .. }) => {
                Some(Value::from(self.value.as_str()))
            }
            None => typed
                .parse()
                .map(Value::Number)
                .ok()
                .or_else(|| Some(Value::from(self.value.as_str()))),
        }
    }
}

/// A literal as a person would type it; none for lists and the like.
fn typed(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Boolean(_) | Value::Number(_) | Value::String(_) | Value::Date(_) => {
            Some(value.to_text())
        }
        _ => None,
    }
}

pub fn kind_of<'a>(data: &'a [Datum], field: &str) -> Option<&'a FieldKind> {
    data.iter()
        .find(|datum| datum.key == field)
        .map(|datum| &datum.kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use process::StepId;

    fn data() -> Vec<Datum> {
        let datum = |key: &str, kind| Datum {
            key: key.to_owned(),
            label: key.to_owned(),
            of: FieldKind::value_type(&kind),
            kind,
            origin: StepId::new("start"),
            certain: true,
        };
        vec![
            datum(
                "amount",
                FieldKind::Money {
                    currency: "EUR".to_owned(),
                },
            ),
            datum("reason", FieldKind::Text { multiline: false }),
            datum("day", FieldKind::Date),
            datum("urgent", FieldKind::YesNo),
        ]
    }

    fn row(field: &str, operator: Operator, value: &str) -> EditRow {
        EditRow {
            field: field.to_owned(),
            operator,
            value: value.to_owned(),
        }
    }

    fn source(all: bool, rows: Vec<EditRow>) -> Option<String> {
        EditRows { all, rows }.source(&data())
    }

    #[test]
    fn rows_become_an_expression_and_come_back() {
        let rows = vec![
            row("amount", Operator::Greater, "1000"),
            row("urgent", Operator::Equals, "true"),
        ];
        let text = source(true, rows.clone());
        assert_eq!(text.as_deref(), Some("amount > 1000 and urgent = true"));
        assert_eq!(
            EditRows::read("amount > 1000 and urgent = true"),
            Some(EditRows { all: true, rows })
        );
    }

    #[test]
    fn a_number_compared_with_a_text_field_stays_a_text() {
        assert_eq!(
            source(true, vec![row("reason", Operator::Equals, "42")]).as_deref(),
            Some("reason = \"42\"")
        );
    }

    #[test]
    fn a_number_may_be_typed_in_groups() {
        assert_eq!(
            source(true, vec![row("amount", Operator::Greater, "1 000")]).as_deref(),
            Some("amount > 1000")
        );
    }

    #[test]
    fn a_row_without_a_value_means_nothing_yet() {
        assert_eq!(
            source(true, vec![row("amount", Operator::Greater, "")]),
            None
        );
        assert_eq!(
            source(true, vec![row("amount", Operator::Greater, "lots")]),
            None
        );
        assert_eq!(
            source(true, vec![row("amount", Operator::IsEmpty, "")]).as_deref(),
            Some("amount = null")
        );
    }

    #[test]
    fn what_rows_cannot_show_is_left_as_text() {
        assert_eq!(
            EditRows::read("amount > 1000 and (urgent or reason = \"x\")"),
            None
        );
        assert_eq!(EditRows::read("amount >"), None);
    }

    #[test]
    fn quotes_in_a_value_are_escaped() {
        assert_eq!(
            source(
                false,
                vec![row("reason", Operator::Contains, "a \"big\" one")]
            )
            .as_deref(),
            Some("contains(reason, \"a \\\"big\\\" one\")")
        );
    }
}
