//! Whether conditions visibly cover every case. Only the forms that the row builder writes are understood, one
//! comparison each; anything else is not called complete.

use crate::data::{DataFlow, Origin};
use crate::diagram::FieldKind;

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
struct Comparison<'a> {
    left: &'a str,
    sign: &'a str,
    right: &'a str,
}

/// Each of these pairs holds in all cases together.
const OPPOSITES: [(&str, &str); 3] = [("=", "!="), ("<", ">="), (">", "<=")];

pub(super) fn is_complete<'a>(conditions: impl Iterator<Item = &'a str>, data: &DataFlow) -> bool {
    let rows: Vec<Comparison<'a>> = conditions.filter_map(comparison).collect();
    let opposite = |a: &Comparison<'_>, b: &Comparison<'_>| {
        a.left == b.left && a.right == b.right && OPPOSITES.contains(&(a.sign, b.sign))
    };
    if rows.iter().any(|a| rows.iter().any(|b| opposite(a, b))) {
        return true;
    }
    rows.iter().any(|row| {
        let equal = |value: &str| {
            let same = |other: &Comparison<'_>| {
                other.left == row.left && other.sign == "=" && other.right == value
            };
            rows.iter().any(same)
        };
        match data
            .number(row.left)
            .map(|number| &data.declared[number].origin)
        {
            Some(Origin::Field {
                kind: FieldKind::YesNo,
                surely: true,
            }) => equal("true") && equal("false"),
            Some(Origin::Field {
                kind: FieldKind::Choice { options },
                surely: true,
            }) => options.iter().all(|option| equal(&literal(option))),
            _ => false,
        }
    })
}

/// Whether a condition is one comparison that has an answer for an empty value too.
pub(in super::super) fn compares_equality_only(condition: &str) -> bool {
    condition.contains('=')
        && comparison(condition).is_some_and(|row| matches!(row.sign, "=" | "!="))
}

fn literal(text: &str) -> String {
    feel::Value::from(text).to_source()
}

/// `x = 1`, and `x` and `not(x)` as the comparisons with true and false that they are.
fn comparison(condition: &str) -> Option<Comparison<'_>> {
    let condition = condition.trim();
    if let Some(at) = condition.find(['=', '<', '>', '!']) {
        let (left, rest) = condition.split_at(at);
        let sign = ["!=", "<=", ">=", "=", "<", ">"]
            .into_iter()
            .find(|sign| rest.starts_with(sign))?;
        let right = rest[sign.len()..].trim();
        let left = left.trim();
        return (is_name(left) && is_operand(right)).then_some(Comparison { left, sign, right });
    }
    let negated = condition
        .strip_prefix("not")
        .map(str::trim)
        .and_then(|inner| inner.strip_prefix('(')?.strip_suffix(')'));
    let (left, right) = match negated {
        Some(inner) => (inner.trim(), "false"),
        None => (condition, "true"),
    };
    let sign = "=";
    is_name(left).then_some(Comparison { left, sign, right })
}

/// A variable or a path, and nothing else.
fn is_name(text: &str) -> bool {
    let joins = [" and ", " or ", " in ", " between "];
    !text.is_empty()
        && text
            .chars()
            .all(|letter| letter.is_alphanumeric() || " _.".contains(letter))
        && !joins.iter().any(|join| text.contains(join))
}

/// One literal or one name.
fn is_operand(text: &str) -> bool {
    let quoted = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    match quoted {
        Some(inner) => !inner.replace("\\\"", "").contains('"'),
        None => is_name(text) || text.parse::<feel::Number>().is_ok(),
    }
}
