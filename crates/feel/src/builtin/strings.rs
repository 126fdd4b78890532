//! Functions on texts.
//! What each gives and refuses, and where the standard has it, says [`crate::functions`].

use super::{Call, ErrorKind, Failure, Form, Gives, Takes, function};
use crate::Value;

pub(super) const FUNCTIONS: &[Form] = &[
    function("string", &[("from", Takes::Something)], Gives::Text, string),
    function(
        "string length",
        &[("string", Takes::Text)],
        Gives::Number,
        length,
    ),
    function(
        "upper case",
        &[("string", Takes::Text)],
        Gives::Text,
        upper_case,
    ),
    function(
        "lower case",
        &[("string", Takes::Text)],
        Gives::Text,
        lower_case,
    ),
    function("trim", &[("string", Takes::Text)], Gives::Text, trim),
    function(
        "contains",
        &[("string", Takes::Text), ("match", Takes::Text)],
        Gives::Boolean,
        contains,
    ),
    function(
        "starts with",
        &[("string", Takes::Text), ("match", Takes::Text)],
        Gives::Boolean,
        starts_with,
    ),
    function(
        "ends with",
        &[("string", Takes::Text), ("match", Takes::Text)],
        Gives::Boolean,
        ends_with,
    ),
    function(
        "substring",
        &[
            ("string", Takes::Text),
            ("start position", Takes::Number),
            ("length", Takes::Number),
        ],
        Gives::Text,
        substring,
    )
    .optional(1),
    function(
        "substring before",
        &[("string", Takes::Text), ("match", Takes::Text)],
        Gives::Text,
        before,
    ),
    function(
        "substring after",
        &[("string", Takes::Text), ("match", Takes::Text)],
        Gives::Text,
        after,
    ),
    function(
        "string join",
        &[("list", Takes::TextList), ("delimiter", Takes::TextOrNull)],
        Gives::Text,
        join,
    )
    .optional(1),
];

/// Lists and contexts are written as FEEL, everything else as plain text.
fn string(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    call.spend_walk(0, 1)?;
    let text = call.value(0).to_display();
    call.spend(text.len() / 16)?;
    Ok(Value::from(text))
}

fn length(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(Value::from(call.text(0)?.chars().count()))
}

fn upper_case(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(Value::from(call.text(0)?.to_uppercase()))
}

fn lower_case(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(Value::from(call.text(0)?.to_lowercase()))
}

fn trim(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(Value::from(call.text(0)?.trim()))
}

fn contains(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(Value::Boolean(
        call.text(0)?.contains(call.text(1)?.as_ref()),
    ))
}

fn starts_with(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(Value::Boolean(
        call.text(0)?.starts_with(call.text(1)?.as_ref()),
    ))
}

fn ends_with(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(Value::Boolean(
        call.text(0)?.ends_with(call.text(1)?.as_ref()),
    ))
}

/// A negative start counts from the end: -1 is the last character.
fn substring(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let text = call.text(0)?;
    let start = call.whole(1)?;
    let size = text.chars().count();
    let outside = || {
        let hint = if start == 0 {
            " The first character is at 1."
        } else {
            ""
        };
        Failure::new(
            ErrorKind::OutOfRange,
            format!("There is no position {start} in a text of {size} characters.{hint}"),
        )
    };
    let skip = match start {
        0 => None,
        1.. => usize::try_from(start - 1).ok().filter(|skip| *skip < size),
        _ => usize::try_from(start.unsigned_abs())
            .ok()
            .and_then(|back| size.checked_sub(back)),
    };
    let skip = skip.ok_or_else(outside)?;
    let take = if call.is_given(2) {
        let length = call.whole(2)?;
        if length == 0 && call.state.is_kind() {
            return Err(Failure::new(
                ErrorKind::OutOfRange,
                "The length must be at least 1.",
            ));
        }
        usize::try_from(length).map_err(|_| {
            Failure::new(
                ErrorKind::OutOfRange,
                "The length of a text cannot be negative.",
            )
        })?
    } else {
        size
    };
    Ok(Value::from(
        text.chars().skip(skip).take(take).collect::<String>(),
    ))
}

fn before(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let (text, mark) = (call.text(0)?, call.text(1)?);
    Ok(Value::from(
        text.split_once(mark.as_ref())
            .map_or("", |(before, _)| before),
    ))
}

fn after(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let (text, mark) = (call.text(0)?, call.text(1)?);
    Ok(Value::from(
        text.split_once(mark.as_ref())
            .map_or("", |(_, after)| after),
    ))
}

fn join(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let items = call.list(0)?;
    let delimiter = if call.is_given(1) {
        call.text(1)?
    } else {
        "".into()
    };
    let mut size = 0;
    let mut parts = Vec::with_capacity(items.len());
    for item in items.iter() {
        match item {
            Value::String(text) => {
                size += text.len() + delimiter.len();
                parts.push(text.as_ref());
            }
            // The standard leaves them out.
            _ if call.state.is_kind() => {}
            _ => {
                let reason = "An item of the list has no value yet.";
                return Err(Failure::new(ErrorKind::NoValue, reason));
            }
        }
    }
    call.spend(size / 16)?;
    Ok(Value::from(parts.join(&delimiter)))
}
