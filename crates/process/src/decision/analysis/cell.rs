//! What a condition's cell asks, where it is plain: values, comparisons and ranges that are written out.

use crate::decision::table::{constant, fits_everything};
use feel::{Range, Value};
use std::collections::BTreeMap;
use std::ops::Bound;

/// A plain cell: a value that meets one of the atoms passes; with `not`, one that meets none.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plain {
    pub negated: bool,
    pub atoms: Vec<Atom>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Atom {
    Null,
    Equal(Value),
    NotEqual(Value),
    Between(Bound<Value>, Bound<Value>),
}

/// What a cell asks.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asked {
    Anything,
    Plain(Plain),
    /// It is not plain: nothing is said about it.
    Unclear,
}

/// Reads cells; the same text is read once.
#[derive(Default)]
pub(super) struct Reader<'t> {
    known: BTreeMap<&'t str, Asked>,
}

impl<'t> Reader<'t> {
    pub fn read(&mut self, text: &'t str) -> Asked {
        let text = text.trim();
        let asked = self.known.entry(text).or_insert_with(|| asked(text));
        asked.clone()
    }
}

fn asked(text: &str) -> Asked {
    if fits_everything(text) {
        return Asked::Anything;
    }
    let inside = text
        .strip_prefix("not")
        .map(str::trim_start)
        .and_then(|rest| rest.strip_prefix('('))
        .and_then(|rest| rest.strip_suffix(')'));
    let negated = inside.and_then(atoms).map(|atoms| (true, atoms));
    let found = negated.or_else(|| atoms(text).map(|atoms| (false, atoms)));
    match found {
        Some((negated, atoms)) => Asked::Plain(Plain { negated, atoms }),
        None => Asked::Unclear,
    }
}

fn atoms(text: &str) -> Option<Vec<Atom>> {
    let mut atoms = Vec::new();
    for part in parts(text)? {
        atom(part.trim(), &mut atoms)?;
    }
    Some(atoms)
}

/// Cut at the commas that stand in no brackets and no quotes.
fn parts(text: &str) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let (mut depth, mut quoted, mut escaped, mut start) = (0usize, false, false, 0);
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.checked_sub(1)?,
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    (depth == 0 && !quoted).then_some(parts)
}

fn atom(text: &str, atoms: &mut Vec<Atom>) -> Option<()> {
    const OPERATORS: [&str; 6] = ["<=", ">=", "!=", "<", ">", "="];
    let operator = OPERATORS.into_iter().find(|it| text.starts_with(it));
    if let Some(operator) = operator {
        let value = value(&text[operator.len()..])?;
        atoms.push(match operator {
            _ if value.is_null() || matches!(value, Value::Range(_) | Value::List(_)) => {
                return None;
            }
            "<=" => Atom::Between(Bound::Unbounded, Bound::Included(value)),
            "<" => Atom::Between(Bound::Unbounded, Bound::Excluded(value)),
            ">=" => Atom::Between(Bound::Included(value), Bound::Unbounded),
            ">" => Atom::Between(Bound::Excluded(value), Bound::Unbounded),
            "!=" => Atom::NotEqual(value),
            _ => Atom::Equal(value),
        });
        return Some(());
    }
    match value(text)? {
        Value::List(items) => {
            for item in items.iter() {
                atoms.push(plain(item.clone())?);
            }
        }
        value => atoms.push(plain(value)?),
    }
    Some(())
}

fn plain(value: Value) -> Option<Atom> {
    match value {
        Value::Null => Some(Atom::Null),
        Value::Range(range) => between(&range),
        Value::List(_) | Value::Context(_) | Value::Function(_) => None,
        value => Some(Atom::Equal(value)),
    }
}

fn between(range: &Range) -> Option<Atom> {
    // `(= 5)` and `(!= 5)` are ranges, too.
    match range.kind {
        feel::RangeKind::Between => Some(Atom::Between(range.start.clone(), range.end.clone())),
        _ => None,
    }
}

/// A value that is written out.
fn value(text: &str) -> Option<Value> {
    let expression = feel::parse(text).ok()?;
    if !expression.names().is_empty() {
        return None;
    }
    let value = constant::value(&expression)?;
    // A condition that was worked out is not a value to compare with.
    let literal = matches!(text.trim(), "true" | "false");
    (literal || !matches!(value, Value::Boolean(_))).then_some(value)
}
