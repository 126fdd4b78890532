//! Sorting and sameness.
//! What each gives and refuses, and where the standard has it, says [`crate::functions`].

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
    let items = call.list(0)?;
    ascending(call, &items).map(Value::list)
}

/// All items in ascending order.
pub(super) fn ascending(call: &mut Call<'_, '_>, items: &[Value]) -> Result<Vec<Value>, Failure> {
    let rules = call.rules();
    pay(call, items.len())?;
    merged(items, &mut |a, b| Ok(order(a, b, rules)?.is_lt()))
}

fn sort_by(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let precedes = call.function(1)?;
    let items = call.list(0)?;
    pay(call, items.len())?;
    let sorted = merged(&items, &mut |a, b| match call
        .apply(&precedes, vec![a.clone(), b.clone()])?
    {
        Value::Boolean(truth) => Ok(truth),
        other => Err(unfit(&other, "a yes or no")),
    });
    sorted.map(Value::list)
}

type Precedes<'p> = dyn FnMut(&Value, &Value) -> Result<bool, Failure> + 'p;

/// Sorts by merging ever longer runs: a function may say anything, and still this ends. Written out once for all
/// uses, which is a good deal smaller than the sort of the standard library for each.
fn merged(items: &[Value], precedes: &mut Precedes<'_>) -> Result<Vec<Value>, Failure> {
    let mut items = items.to_vec();
    let mut run = 1;
    while run < items.len() {
        let mut merged = Vec::with_capacity(items.len());
        for pair in items.chunks(run * 2) {
            let (left, right) = pair.split_at(run.min(pair.len()));
            let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
            while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
                let next = if precedes(b, a)? {
                    right.next()
                } else {
                    left.next()
                };
                merged.extend(next.cloned());
            }
            merged.extend(left.chain(right).cloned());
        }
        items = merged;
        run *= 2;
    }
    Ok(items)
}

fn is(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    call.spend_walk(0, 1)?;
    Ok(Value::Boolean(call.value(0) == call.value(1)))
}
