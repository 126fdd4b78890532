//! Sorting and sameness (DMN 1.5, 10.3.4.9, 10.3.4.6).
//! See [`crate::functions`] for what each gives and refuses.

use super::{Call, Failure, Form, Gives, Takes, function, unfit};
use crate::Value;
use crate::evaluate::order;

pub(super) const FUNCTIONS: &[Form] = &[
    function(
        "sort",
        &[("list", Takes::List), ("precedes", Takes::Function)],
        Gives::List,
        sort_by,
    ),
    function("sort", &[("list", Takes::List)], Gives::List, sort),
    function(
        "is",
        &[("value1", Takes::Anything), ("value2", Takes::Anything)],
        Gives::Boolean,
        is,
    ),
];

/// What sorting so many items costs: each is looked at in every round.
fn pay(call: &mut Call<'_, '_>, count: usize) -> Result<(), Failure> {
    let rounds = count.checked_ilog2().unwrap_or(0) as usize + 1;
    call.spend_walk(0, rounds)
}

/// Ascending; items that are equal stay in their order.
fn sort(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let mut items = call.list(0)?.to_vec();
    pay(call, items.len())?;
    let mut failure = None;
    items.sort_by(|a, b| {
        order(a, b, call.rules()).unwrap_or_else(|error| {
            failure.get_or_insert(error);
            std::cmp::Ordering::Equal
        })
    });
    failure.map_or_else(|| Ok(Value::list(items)), Err)
}

/// By merging ever longer runs: a function may say anything, and still this ends.
fn sort_by(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let precedes = call.function(1)?;
    let mut items = call.list(0)?.to_vec();
    pay(call, items.len())?;
    let mut run = 1;
    while run < items.len() {
        let mut merged = Vec::with_capacity(items.len());
        for pair in items.chunks(run * 2) {
            let (left, right) = pair.split_at(run.min(pair.len()));
            let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
            while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
                let arguments = vec![(*b).clone(), (*a).clone()];
                let next = match call.apply(&precedes, arguments)? {
                    Value::Boolean(true) => right.next(),
                    Value::Boolean(false) => left.next(),
                    other => return Err(unfit(&other, "a yes or no")),
                };
                merged.extend(next.cloned());
            }
            merged.extend(left.chain(right).cloned());
        }
        items = merged;
        run *= 2;
    }
    Ok(Value::list(items))
}

fn is(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    call.spend_walk(0, 1)?;
    Ok(Value::Boolean(call.value(0) == call.value(1)))
}
