//! Functions that take a regular expression.
//! What each gives and refuses, and where the standard has it, says [`crate::functions`].

use super::{Call, ErrorKind, Failure, Form, Gives, Takes, function};
use crate::Value;
use crate::pattern::{Flags, Pattern, Places};

pub(super) const FUNCTIONS: &[Form] = &[
    function(
        "matches",
        &[
            ("input", Takes::Text),
            ("pattern", Takes::Text),
            ("flags", Takes::TextOrNull),
        ],
        Gives::Boolean,
        matches,
    )
    .optional(1),
    function(
        "replace",
        &[
            ("input", Takes::Text),
            ("pattern", Takes::Text),
            ("replacement", Takes::Text),
            ("flags", Takes::TextOrNull),
        ],
        Gives::Text,
        replace,
    )
    .optional(1),
    function(
        "split",
        &[("string", Takes::Text), ("delimiter", Takes::Text)],
        Gives::TextList,
        split,
    ),
];

/// How many steps of a search cost one unit of fuel.
const STEPS: u64 = 4;

/// Searching in one text with one pattern, on the fuel of the call.
struct Search {
    text: Vec<char>,
    pattern: Pattern,
}

impl Search {
    fn new(call: &mut Call<'_, '_>, flags: Option<usize>) -> Result<Search, Failure> {
        let (text, pattern) = (call.text(0)?, call.text(1)?);
        let unusable =
            |error: crate::pattern::PatternError| Failure::new(ErrorKind::Unreadable, error.0);
        let flags = match flags {
            Some(index) if call.is_given(index) => {
                Flags::read(&call.text(index)?).map_err(unusable)?
            }
            _ => Flags::default(),
        };
        call.spend(text.len() / 16 + pattern.len())?;
        Ok(Search {
            text: text.chars().collect(),
            pattern: Pattern::new(&pattern, flags).map_err(unusable)?,
        })
    }

    fn find(&self, call: &mut Call<'_, '_>, from: usize) -> Result<Option<Places>, Failure> {
        let mut steps = call.state.fuel.saturating_mul(STEPS);
        let found = self.pattern.find(&self.text, from, &mut steps);
        call.state.fuel = steps / STEPS;
        found.map_err(|_| {
            call.state.fuel = 0;
            let reason = "Searching for this pattern takes too long. Use a simpler pattern or a shorter text.";
            Failure::new(ErrorKind::OutOfFuel, reason)
        })
    }

    /// All matches from left to right; a pattern that takes nothing is a mistake.
    fn all(&self, call: &mut Call<'_, '_>) -> Result<Vec<Places>, Failure> {
        let mut all = Vec::new();
        let mut from = 0;
        while let Some(places) = self.find(call, from)? {
            let Some((start, end)) = places.first().copied().flatten() else {
                break;
            };
            if start == end {
                let reason =
                    "The pattern fits where there is nothing. It must take at least one character.";
                return Err(Failure::new(ErrorKind::Unreadable, reason));
            }
            from = end;
            call.spend(1)?;
            all.push(places);
        }
        Ok(all)
    }

    fn slice(&self, from: usize, to: usize) -> String {
        self.text.get(from..to).unwrap_or_default().iter().collect()
    }
}

fn matches(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let search = Search::new(call, Some(2))?;
    let found = search.find(call, 0)?;
    Ok(Value::Boolean(found.is_some()))
}

fn split(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let search = Search::new(call, None)?;
    let mut parts = Vec::new();
    let mut from = 0;
    for places in search.all(call)? {
        if let Some((start, end)) = places.first().copied().flatten() {
            parts.push(Value::from(search.slice(from, start)));
            from = end;
        }
    }
    parts.push(Value::from(search.slice(from, search.text.len())));
    Ok(Value::list(parts))
}

/// A piece of a replacement.
enum Piece {
    Text(String),
    Group(usize),
}

fn replace(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let search = Search::new(call, Some(3))?;
    let is_literal = call.is_given(3) && call.text(3)?.contains('q');
    let replacement = call.text(2)?;
    let pieces = if is_literal {
        vec![Piece::Text(replacement.to_string())]
    } else {
        pieces(&replacement, search.pattern.groups())?
    };
    let mut result = String::new();
    let mut from = 0;
    for places in search.all(call)? {
        let Some((start, end)) = places.first().copied().flatten() else {
            continue;
        };
        result.push_str(&search.slice(from, start));
        let before = result.len();
        for piece in &pieces {
            match piece {
                Piece::Text(text) => result.push_str(text),
                Piece::Group(number) => {
                    if let Some((start, end)) = places.get(*number).copied().flatten() {
                        result.push_str(&search.slice(start, end));
                    }
                }
            }
        }
        // Paid for as it is built: every match may grow.
        call.spend((result.len() - before) / 16)?;
        from = end;
    }
    result.push_str(&search.slice(from, search.text.len()));
    Ok(Value::from(result))
}

/// `$1` is a group, with as many digits as there are groups; `\$` and `\\` are the signs themselves.
fn pieces(replacement: &str, groups: usize) -> Result<Vec<Piece>, Failure> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut characters = replacement.chars().peekable();
    while let Some(next) = characters.next() {
        match next {
            '\\' => match characters.next() {
                Some(sign @ ('$' | '\\')) => text.push(sign),
                _ => return Err(replacement_failure()),
            },
            '$' => {
                let digit = characters.next().and_then(|next| next.to_digit(10));
                let mut number = digit.ok_or_else(replacement_failure)? as usize;
                while let Some(digit) = characters.peek().and_then(|next| next.to_digit(10)) {
                    let longer = number * 10 + digit as usize;
                    if longer > groups {
                        break;
                    }
                    number = longer;
                    characters.next();
                }
                pieces.push(Piece::Text(std::mem::take(&mut text)));
                pieces.push(Piece::Group(number));
            }
            other => text.push(other),
        }
    }
    pieces.push(Piece::Text(text));
    Ok(pieces)
}

fn replacement_failure() -> Failure {
    let reason = "In a replacement, $ comes with the number of a group, like $1. For the sign itself write \\\\$, for a backslash \\\\\\\\.";
    Failure::new(ErrorKind::Unreadable, reason)
}
