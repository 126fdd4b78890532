//! What many values amount to (DMN 1.5, 10.3.4.4). Each takes a list, or the values themselves.

use std::cmp::Ordering;

use super::{Call, ErrorKind, Failure, Form, Gives, Takes, function, number};
use crate::evaluate::order;
use crate::{Number, Value};

pub(super) const FUNCTIONS: &[Form] = &[
    function("count", &[("list", Takes::List)], Gives::Number, count),
    function("min", &[("list", Takes::List)], Gives::Item, |call| {
        extreme(call, Ordering::Less)
    }),
    function("min", &[("c", Takes::Something)], Gives::Same, |call| {
        extreme(call, Ordering::Less)
    })
    .repeating(),
    function("max", &[("list", Takes::List)], Gives::Item, |call| {
        extreme(call, Ordering::Greater)
    }),
    function("max", &[("c", Takes::Something)], Gives::Same, |call| {
        extreme(call, Ordering::Greater)
    })
    .repeating(),
    function("sum", &[("list", Takes::NumberList)], Gives::Number, sum),
    function("sum", &[("n", Takes::Number)], Gives::Number, sum).repeating(),
    function(
        "product",
        &[("list", Takes::NumberList)],
        Gives::Number,
        product,
    ),
    function("product", &[("n", Takes::Number)], Gives::Number, product).repeating(),
    function("mean", &[("list", Takes::NumberList)], Gives::Number, mean),
    function("mean", &[("n", Takes::Number)], Gives::Number, mean).repeating(),
    function(
        "median",
        &[("list", Takes::NumberList)],
        Gives::Number,
        median,
    ),
    function("median", &[("n", Takes::Number)], Gives::Number, median).repeating(),
    function(
        "all",
        &[("list", Takes::BooleanList)],
        Gives::Boolean,
        |call| all_are(call, true),
    ),
    function("all", &[("b", Takes::Boolean)], Gives::Boolean, |call| {
        all_are(call, true)
    })
    .repeating(),
    function("any", &[("list", Takes::BooleanList)], Gives::Boolean, any),
    function("any", &[("b", Takes::Boolean)], Gives::Boolean, any).repeating(),
];

fn count(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(Value::from(call.list(0)?.len()))
}

/// Without values there is nothing to give: a mistake, unless `or else` says what counts then.
fn values(call: &Call<'_, '_>, what: &str) -> Result<Vec<Value>, Failure> {
    let items = call.items();
    if items.is_empty() {
        return Err(Failure::new(
            ErrorKind::NoValue,
            format!("The list is empty, so it has no {what}."),
        ));
    }
    Ok(items)
}

fn numbers(call: &Call<'_, '_>, what: &str) -> Result<Vec<Number>, Failure> {
    let numbers = values(call, what)?.into_iter().map(|item| match item {
        Value::Number(number) => Ok(number),
        other => Err(super::unfit(&other, "a number")),
    });
    numbers.collect()
}

fn extreme(call: &mut Call<'_, '_>, wanted: Ordering) -> Result<Value, Failure> {
    let what = if wanted == Ordering::Less {
        "smallest item"
    } else {
        "largest item"
    };
    let mut items = values(call, what)?.into_iter();
    let mut best = items.next().unwrap_or_default();
    // Also refuses a single value that has no order.
    order(&best, &best, call.context)?;
    for item in items {
        if order(&item, &best, call.context)? == wanted {
            best = item;
        }
    }
    Ok(best)
}

fn total(numbers: &[Number]) -> Option<Number> {
    numbers
        .iter()
        .try_fold(Number::ZERO, |total, next| total.checked_add(*next))
}

fn sum(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    number(total(&numbers(call, "sum")?))
}

fn product(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    number(
        numbers(call, "product")?
            .iter()
            .try_fold(Number::ONE, |total, next| total.checked_mul(*next)),
    )
}

fn mean(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let numbers = numbers(call, "mean")?;
    number(total(&numbers).and_then(|total| total.checked_div(Number::from(numbers.len()))))
}

fn median(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let mut numbers = numbers(call, "median")?;
    numbers.sort();
    let middle = numbers.len() / 2;
    let half = |a: &Number, b: &Number| a.checked_add(*b)?.checked_div(Number::from(2));
    number(
        match (
            numbers.len() % 2,
            numbers.get(middle.wrapping_sub(1)),
            numbers.get(middle),
        ) {
            (0, Some(below), Some(above)) => half(below, above),
            (_, _, middle) => middle.copied(),
        },
    )
}

fn all_are(call: &mut Call<'_, '_>, wanted: bool) -> Result<Value, Failure> {
    Ok(Value::Boolean(
        call.items()
            .iter()
            .all(|item| item == &Value::Boolean(wanted)),
    ))
}

fn any(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(Value::Boolean(call.items().contains(&Value::Boolean(true))))
}
