//! What many values amount to. Each takes a list, or the values themselves.
//! What each gives and refuses, and where the standard has it, says [`crate::functions`].

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
        "stddev",
        &[("list", Takes::NumberList)],
        Gives::Number,
        deviation,
    ),
    function("stddev", &[("n", Takes::Number)], Gives::Number, deviation).repeating(),
    function(
        "mode",
        &[("list", Takes::NumberList)],
        Gives::NumberList,
        mode,
    ),
    function("mode", &[("n", Takes::Number)], Gives::NumberList, mode).repeating(),
    function(
        "all",
        &[("list", Takes::BooleanList)],
        Gives::Boolean,
        |call| decisive(call, false),
    ),
    function("all", &[("b", Takes::Anything)], Gives::Boolean, |call| {
        decisive(call, false)
    })
    .repeating(),
    function(
        "any",
        &[("list", Takes::BooleanList)],
        Gives::Boolean,
        |call| decisive(call, true),
    ),
    function("any", &[("b", Takes::Anything)], Gives::Boolean, |call| {
        decisive(call, true)
    })
    .repeating(),
];

fn count(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(Value::from(call.list(0)?.len()))
}

/// Without values there is nothing to give: a mistake, unless `or else` says what counts then.
fn values<'v>(call: &'v Call<'_, '_>, what: &str) -> Result<&'v [Value], Failure> {
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
    let numbers = values(call, what)?.iter().map(|item| match item {
        Value::Number(number) => Ok(*number),
        other => Err(super::unfit(other, "a number")),
    });
    numbers.collect()
}

/// The numbers in ascending order.
fn sorted(call: &mut Call<'_, '_>, what: &str) -> Result<Vec<Number>, Failure> {
    numbers(call, what)?;
    let items = values(call, what)?.to_vec();
    let sorted = super::order::ascending(call, &items)?;
    let numbers = sorted.iter().filter_map(|item| match item {
        Value::Number(number) => Some(*number),
        _ => None,
    });
    Ok(numbers.collect())
}

fn extreme(call: &mut Call<'_, '_>, wanted: Ordering) -> Result<Value, Failure> {
    let what = if wanted == Ordering::Less {
        "smallest item"
    } else {
        "largest item"
    };
    for index in 0..call.values.len() {
        call.spend_walk(index, 1)?;
    }
    let items = values(call, what)?;
    let mut best = items.first().unwrap_or(&Value::Null);
    // Also refuses a single value that has no order.
    order(best, best, call.rules())?;
    for item in items {
        if order(item, best, call.rules())? == wanted {
            best = item;
        }
    }
    Ok(best.clone())
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
    let numbers = sorted(call, "median")?;
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

/// The deviation of a sample: the squares are divided by one less than there are numbers.
fn deviation(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let numbers = numbers(call, "deviation")?;
    if numbers.len() < 2 {
        return Err(Failure::new(
            ErrorKind::NoValue,
            "The deviation needs at least two numbers.",
        ));
    }
    let result = (|| {
        let mean = total(&numbers)?.checked_div(Number::from(numbers.len()))?;
        let squares = numbers.iter().map(|number| {
            let away = number.checked_sub(mean)?;
            away.checked_mul(away)
        });
        let squares = total(&squares.collect::<Option<Vec<_>>>()?)?;
        squares.checked_div(Number::from(numbers.len() - 1))?.sqrt()
    })();
    number(result)
}

/// The numbers that come most often, ascending; none of an empty list.
fn mode(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    if call.items().is_empty() {
        return Ok(Value::list(Vec::new()));
    }
    let numbers = sorted(call, "mode")?;
    let runs: Vec<_> = numbers.chunk_by(|a, b| a == b).collect();
    let most = runs.iter().map(|run| run.len()).max().unwrap_or(0);
    let often = runs.iter().filter(|run| run.len() == most);
    let modes = often.filter_map(|run| run.first().copied().map(Value::Number));
    Ok(Value::list(modes.collect()))
}

/// `wanted` as soon as one item is; otherwise the opposite, if every item is a yes or no.
fn decisive(call: &mut Call<'_, '_>, wanted: bool) -> Result<Value, Failure> {
    let items = call.items();
    let found = items.contains(&Value::Boolean(wanted));
    let strange = items.iter().find(|item| !matches!(item, Value::Boolean(_)));
    match strange {
        Some(strange) if !(found && call.state.is_kind()) => Err(match strange {
            Value::Null => {
                Failure::new(ErrorKind::NoValue, "An item of the list has no value yet.")
            }
            other => super::unfit(other, "a yes or no"),
        }),
        _ => Ok(Value::Boolean(found == wanted)),
    }
}
