//! Functions on numbers, and yes and no.
//! What each gives and refuses, and where the standard has it, says [`crate::functions`].

use super::{Call, ErrorKind, Failure, Form, Gives, Takes, function, number};
use crate::{Duration, Number, Rounding, Value, YearsMonths};

const NUMBER: &[(&str, Takes)] = &[("number", Takes::Number)];
const SCALED: &[(&str, Takes)] = &[("n", Takes::Number), ("scale", Takes::Number)];

/// Fuel for what is computed in many small steps.
const LONG: usize = 50;

pub(super) const FUNCTIONS: &[Form] = &[
    function("number", &[("from", Takes::Something)], Gives::Number, read),
    function(
        "number",
        &[
            ("from", Takes::Text),
            ("grouping separator", Takes::Anything),
            ("decimal separator", Takes::Anything),
        ],
        Gives::Number,
        read_separated,
    )
    .optional(1),
    function("not", &[("negand", Takes::Boolean)], Gives::Boolean, not),
    function("decimal", SCALED, Gives::Number, |call| {
        rounded(call, Rounding::HalfEven)
    }),
    function("floor", SCALED, Gives::Number, |call| {
        rounded(call, Rounding::Floor)
    })
    .optional(1),
    function("ceiling", SCALED, Gives::Number, |call| {
        rounded(call, Rounding::Ceiling)
    })
    .optional(1),
    function("round up", SCALED, Gives::Number, |call| {
        rounded(call, Rounding::Up)
    }),
    function("round down", SCALED, Gives::Number, |call| {
        rounded(call, Rounding::Down)
    }),
    function("round half up", SCALED, Gives::Number, |call| {
        rounded(call, Rounding::HalfUp)
    }),
    function("round half down", SCALED, Gives::Number, |call| {
        rounded(call, Rounding::HalfDown)
    }),
    function("abs", &[("n", Takes::Amount)], Gives::Same, abs),
    function(
        "modulo",
        &[("dividend", Takes::Number), ("divisor", Takes::Number)],
        Gives::Number,
        modulo,
    ),
    function("odd", NUMBER, Gives::Boolean, |call| is_parity(call, 1)),
    function("even", NUMBER, Gives::Boolean, |call| is_parity(call, 0)),
    function("sqrt", NUMBER, Gives::Number, root),
    function("exp", NUMBER, Gives::Number, |call| {
        call.spend(LONG)?;
        number(call.number(0)?.exp())
    }),
    function("log", NUMBER, Gives::Number, logarithm),
];

fn read(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    match call.value(0) {
        Value::Number(number) => Ok(Value::Number(*number)),
        Value::String(text) => parsed(text, text),
        other => Err(super::unfit(other, "a text that says a number")),
    }
}

fn parsed(text: &str, original: &str) -> Result<Value, Failure> {
    text.trim()
        .parse::<Number>()
        .map(Value::Number)
        .map_err(|_| {
            let shown: String = original.chars().take(40).collect();
            Failure::new(
                ErrorKind::Unreadable,
                format!("\"{shown}\" is not a number."),
            )
        })
}

/// `number("1.234,5", ".", ",")`
fn read_separated(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let text = call.text(0)?;
    let separator = |index: usize, allowed: &[&str]| match call.value(index) {
        Value::Null => Ok(None),
        Value::String(sign) if allowed.contains(&sign.as_ref()) => Ok(Some(sign.clone())),
        _ => {
            let reason = format!("A separator must be one of {}.", allowed.join(" "));
            Err(Failure::new(ErrorKind::WrongArguments, reason))
        }
    };
    let grouping = separator(1, &[" ", ",", "."])?;
    let decimal = separator(2, &[",", "."])?;
    if grouping.is_some() && grouping == decimal {
        return Err(Failure::new(
            ErrorKind::WrongArguments,
            "The two separators must differ.",
        ));
    }
    let mut plain = text.to_string();
    if let Some(grouping) = grouping {
        plain = plain.replace(grouping.as_ref(), "");
    }
    if let Some(decimal) = decimal {
        plain = plain.replace(decimal.as_ref(), ".");
    }
    parsed(&plain, &text)
}

fn not(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(Value::Boolean(call.value(0) == &Value::Boolean(false)))
}

fn rounded(call: &mut Call<'_, '_>, rounding: Rounding) -> Result<Value, Failure> {
    let scale = if call.is_given(1) { call.whole(1)? } else { 0 };
    let scale = i32::try_from(scale)
        .ok()
        .filter(|scale| (-6111..=6176).contains(scale));
    let scale = scale.ok_or_else(|| {
        Failure::new(
            ErrorKind::OutOfRange,
            "A number can be rounded to between -6111 and 6176 places.",
        )
    })?;
    number(call.number(0)?.round_to(scale, rounding))
}

fn abs(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(match call.value(0) {
        Value::Number(number) => Value::Number(number.abs()),
        Value::Duration(duration) => {
            let size = i128::try_from(duration.nanos().unsigned_abs())
                .ok()
                .and_then(Duration::from_nanos);
            Value::Duration(size.ok_or_else(Failure::date_out_of_range)?)
        }
        Value::YearsMonths(months) => {
            let size = months
                .months()
                .checked_abs()
                .ok_or_else(Failure::date_out_of_range)?;
            Value::YearsMonths(YearsMonths::new(size))
        }
        other => return Err(super::unfit(other, "a number or a duration")),
    })
}

fn modulo(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let divisor = call.number(1)?;
    if divisor.is_zero() {
        return Err(Failure::division_by_zero());
    }
    number(call.number(0)?.checked_modulo(divisor))
}

fn is_parity(call: &mut Call<'_, '_>, rest: i32) -> Result<Value, Failure> {
    let remainder = call.number(0)?.checked_modulo(Number::from(2));
    Ok(Value::Boolean(remainder == Some(Number::from(rest))))
}

fn root(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    call.spend(LONG)?;
    let root = call.number(0)?.sqrt();
    root.map(Value::Number).ok_or_else(|| {
        Failure::new(
            ErrorKind::OutOfRange,
            "A negative number has no square root.",
        )
    })
}

fn logarithm(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    call.spend(LONG)?;
    let logarithm = call.number(0)?.ln();
    logarithm.map(Value::Number).ok_or_else(|| {
        Failure::new(
            ErrorKind::OutOfRange,
            "Only a number above zero has a logarithm.",
        )
    })
}
