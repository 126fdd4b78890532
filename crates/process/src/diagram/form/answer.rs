//! One answer to one field: from the text of an HTML form, and from a value that comes from elsewhere.

use super::{Field, FieldKind};
use feel::{Date, Number, Type, Value};

/// The longest answer, in characters.
pub const MAX_ANSWER: usize = 10_000;
/// A number with more letters than this is not one that anybody typed.
const LONGEST_NUMBER: usize = 50;

impl FieldKind {
    /// What a rule may expect of an answer.
    pub fn value_type(&self) -> Type {
        match self {
            Self::Text { .. } => Type::String,
            Self::Number | Self::Money { .. } => Type::Number,
            Self::Date => Type::Date,
            Self::Choice { options } => Type::Choice(options.clone()),
            Self::YesNo => Type::Boolean,
        }
    }

    /// A value from outside as one of this kind, where it plainly is one: `"2026-12-24"` is a date, `"12.50"` a
    /// number. Nothing stays nothing. The error says in words what it must be.
    pub fn read_value(&self, value: &Value) -> Result<Value, &'static str> {
        let read = match (self, value) {
            (_, Value::Null) => Some(Value::Null),
            (Self::Text { .. }, Value::List(_) | Value::Context(_) | Value::Range(_)) => None,
            (Self::Text { .. }, Value::String(_)) => Some(value.clone()),
            (Self::Text { .. }, other) => Some(Value::from(other.to_text())),
            (Self::Number | Self::Money { .. }, Value::Number(_)) => Some(value.clone()),
            (Self::Number | Self::Money { .. }, Value::String(text)) => {
                plain_number(text.trim()).map(Value::Number)
            }
            (Self::Date, Value::Date(_)) => Some(value.clone()),
            (Self::Date, Value::DateTime(date_time)) => Some(Value::Date(date_time.date())),
            (Self::Date, Value::String(text)) => day(text.trim()).map(Value::Date),
            (Self::Choice { options }, Value::String(text)) => {
                let known = options.iter().any(|option| **option == **text);
                known.then(|| value.clone())
            }
            (Self::YesNo, Value::Boolean(_)) => Some(value.clone()),
            (Self::YesNo, Value::String(text)) => yes_or_no(text.trim()).map(Value::Boolean),
            _ => None,
        };
        read.ok_or(self.wanted())
    }

    /// In words that follow "must be".
    fn wanted(&self) -> &'static str {
        match self {
            Self::Text { .. } => "a text",
            Self::Number => "a number, such as 12 or 12.5",
            Self::Money { .. } => "an amount, such as 1250 or 1250.50",
            Self::Date => "a date, such as 2026-12-24",
            Self::Choice { .. } => "one of its choices",
            Self::YesNo => "yes or no",
        }
    }
}

impl Field {
    /// The label, or what stands in for it.
    pub fn title(&self) -> &str {
        match self.label.trim() {
            "" => &self.key,
            label => label,
        }
    }

    /// Reads what was typed. Nothing typed is no answer.
    pub(super) fn read(&self, typed: &str) -> Result<Value, String> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(Value::Null);
        }
        // Before anything is parsed: whoever sends megabytes gets a short answer.
        self.check_text(typed)?;
        let value = match &self.kind {
            FieldKind::Text { multiline: true } => Value::from(typed.replace("\r\n", "\n")),
            FieldKind::Text { multiline: false } => Value::from(typed.replace(['\r', '\n'], " ")),
            _ => Value::from(typed),
        };
        self.kind
            .read_value(&value)
            .map_err(|wanted| self.must_be(wanted))
    }

    /// What is wrong with a value, as a sentence. No answer is fine unless one is required.
    pub(super) fn check(&self, value: &Value) -> Result<(), String> {
        let right = match (&self.kind, value) {
            (_, Value::Null) => return self.check_given(false),
            (FieldKind::Text { .. }, Value::String(text)) => {
                self.check_given(!text.trim().is_empty())?;
                return self.check_text(text);
            }
            (FieldKind::Number | FieldKind::Money { .. }, Value::Number(number)) => {
                number.to_string().len() <= LONGEST_NUMBER
            }
            (FieldKind::Date, Value::Date(date)) => is_sensible(*date),
            (FieldKind::Choice { options }, Value::String(text)) => {
                options.iter().any(|option| **option == **text)
            }
            (FieldKind::YesNo, Value::Boolean(_)) => true,
            _ => false,
        };
        if right {
            Ok(())
        } else {
            Err(self.must_be(self.kind.wanted()))
        }
    }

    fn check_given(&self, given: bool) -> Result<(), String> {
        if given || !self.required {
            return Ok(());
        }
        Err(match self.kind {
            FieldKind::Choice { .. } => format!("Choose “{}”.", self.title()),
            FieldKind::YesNo => format!("Answer “{}” with yes or no.", self.title()),
            _ => format!("Fill in “{}”.", self.title()),
        })
    }

    fn check_text(&self, text: &str) -> Result<(), String> {
        if text.contains('\0') {
            return Err(format!(
                "“{}” holds a character that cannot be kept. Type it anew.",
                self.title()
            ));
        }
        let length = text.chars().count();
        if length > MAX_ANSWER {
            return Err(format!(
                "“{}” is too long: {length} characters of at most {MAX_ANSWER}. Shorten it.",
                self.title()
            ));
        }
        Ok(())
    }

    fn must_be(&self, wanted: &str) -> String {
        format!("“{}” must be {wanted}.", self.title())
    }
}

/// Digits with an optional sign and point; no exponents, no other signs.
fn plain_number(text: &str) -> Option<Number> {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
    let text = text.strip_prefix('+').unwrap_or(text);
    (plain && text.len() <= LONGEST_NUMBER).then(|| text.parse().ok())?
}

/// A date, or the date of a date and time.
fn day(text: &str) -> Option<Date> {
    let date = match text.split_once('T') {
        Some((date, time)) if time.starts_with(|first: char| first.is_ascii_digit()) => date,
        Some(_) => return None,
        None => text,
    };
    date.parse().ok().filter(|date| is_sensible(*date))
}

fn is_sensible(date: Date) -> bool {
    (1..=9999).contains(&date.year())
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "yes" | "on" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}
