//! Cells as people type them and as they are shown: `gold` for `"gold"`, `yes` for `true`, `2026-12-24` for
//! `date("2026-12-24")`. Whatever is FEEL already stays as it is.

use super::fits_everything;
use crate::diagram::FieldKind;
use feel::{Date, Names, Scope, Value};

/// What was typed (or pasted from a spreadsheet) as a cell of a column. Names of variables stay names.
pub fn typed(text: &str, kind: Option<&FieldKind>, scope: &Scope) -> String {
    let text = text.trim();
    if fits_everything(text) || text == "null" {
        return text.to_owned();
    }
    let cell = match kind {
        Some(FieldKind::Choice { options }) => {
            let parts = text.split(',').map(str::trim);
            let parts: Option<Vec<_>> = parts.map(|part| option(part, options)).collect();
            parts
                .map(|parts| parts.join(", "))
                .or_else(|| plain_text(text, scope))
        }
        Some(FieldKind::Text { .. }) => plain_text(text, scope),
        Some(FieldKind::YesNo) => yes_or_no(text),
        Some(FieldKind::Date) => day(text),
        Some(FieldKind::Number | FieldKind::Money { .. }) | None => None,
    };
    cell.unwrap_or_else(|| text.to_owned())
}

/// A cell as people read it. What [`typed`] would not read back the same is shown as it is written.
pub fn shown(cell: &str, kind: Option<&FieldKind>, scope: &Scope) -> String {
    let cell = cell.trim();
    let plain = match cell {
        "true" if kind == Some(&FieldKind::YesNo) => "yes".to_owned(),
        "false" if kind == Some(&FieldKind::YesNo) => "no".to_owned(),
        _ => unquoted(cell),
    };
    if typed(&plain, kind, scope) == cell {
        plain
    } else {
        cell.to_owned()
    }
}

/// Without the quotes around texts and the function around dates.
fn unquoted(cell: &str) -> String {
    let day = cell
        .strip_prefix("date(\"")
        .and_then(|rest| rest.strip_suffix("\")"));
    match day {
        Some(day) => day.to_owned(),
        None => cell
            .split(", ")
            .map(|part| {
                let inner = part
                    .strip_prefix('"')
                    .and_then(|rest| rest.strip_suffix('"'));
                inner.unwrap_or(part)
            })
            .collect::<Vec<_>>()
            .join(", "),
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_source()
}

/// One of the options, with or without quotes, in whatever case.
fn option(text: &str, options: &[String]) -> Option<String> {
    let bare = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(text);
    let lower = bare.to_lowercase();
    let exact = options.iter().find(|option| *option == bare);
    let found = exact.or_else(|| options.iter().find(|option| option.to_lowercase() == lower));
    found.map(|option| quoted(option))
}

/// A text without quotes: not a test, not an expression over what is known.
fn plain_text(text: &str, scope: &Scope) -> Option<String> {
    let begins_a_test = text.starts_with(['"', '<', '>', '=', '!', '(', '[', ']', '{', '?', '@'])
        || text.starts_with("not(");
    if begins_a_test {
        return None;
    }
    let names = Names::from(scope);
    let known = feel::parse_in(text, &names).is_ok_and(|expression| {
        let read = expression.names();
        let all_known = read.iter().all(|(name, _)| scope.get(name).is_some());
        // A number in a column of texts is a text.
        all_known && (!read.is_empty() || text.contains(['"', '(']))
    });
    (!known).then(|| quoted(text))
}

fn yes_or_no(text: &str) -> Option<String> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" => Some("true".to_owned()),
        "no" | "n" | "false" => Some("false".to_owned()),
        _ => None,
    }
}

/// A day in ISO 8601, perhaps behind a comparison.
fn day(text: &str) -> Option<String> {
    let operator = ["<=", ">=", "!=", "<", ">", "="]
        .into_iter()
        .find(|operator| text.starts_with(operator))
        .unwrap_or_default();
    let date: Date = text[operator.len()..].trim().parse().ok()?;
    let date = Value::Date(date).to_source();
    Some(match operator {
        "" => date,
        operator => format!("{operator} {date}"),
    })
}
