//! Functions on lists.
//! What each gives and refuses, and where the standard has it, says [`crate::functions`].

use super::{Call, ErrorKind, Failure, Form, Gives, Takes, function, unfit};
use crate::Value;
use crate::evaluate::{is_same, weight};

const LIST: &[(&str, Takes)] = &[("list", Takes::List)];

pub(super) const FUNCTIONS: &[Form] = &[
    function(
        "list contains",
        &[("list", Takes::List), ("element", Takes::Anything)],
        Gives::Boolean,
        contains,
    ),
    function(
        "append",
        &[("list", Takes::List), ("item", Takes::Anything)],
        Gives::List,
        append,
    )
    .repeating(),
    function("concatenate", LIST, Gives::List, concatenate).repeating(),
    function("union", LIST, Gives::List, union).repeating(),
    function("distinct values", LIST, Gives::List, distinct),
    function("reverse", LIST, Gives::List, reverse),
    function("flatten", LIST, Gives::Anything, flatten),
    function(
        "index of",
        &[("list", Takes::List), ("match", Takes::Anything)],
        Gives::NumberList,
        index_of,
    ),
    function(
        "sublist",
        &[
            ("list", Takes::List),
            ("start position", Takes::Number),
            ("length", Takes::Number),
        ],
        Gives::List,
        sublist,
    )
    .optional(1),
    function(
        "insert before",
        &[
            ("list", Takes::List),
            ("position", Takes::Number),
            ("newItem", Takes::Anything),
        ],
        Gives::List,
        insert_before,
    ),
    function(
        "list replace",
        &[
            ("list", Takes::List),
            ("position", Takes::Something),
            ("newItem", Takes::Anything),
        ],
        Gives::List,
        list_replace,
    ),
    function(
        "list replace",
        &[
            ("list", Takes::List),
            ("match", Takes::Something),
            ("newItem", Takes::Anything),
        ],
        Gives::List,
        list_replace,
    ),
    function(
        "remove",
        &[("list", Takes::List), ("position", Takes::Number)],
        Gives::List,
        remove,
    ),
];

fn contains(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    call.spend_walk(0, 1)?;
    let items = call.list(0)?;
    for item in items.iter() {
        if is_same(item, call.value(1), call.rules())? {
            return Ok(Value::Boolean(true));
        }
    }
    Ok(Value::Boolean(false))
}

fn append(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let mut items = call.list(0)?.to_vec();
    items.extend(call.values.iter().skip(1).cloned());
    Ok(Value::list(items))
}

fn concatenate(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let mut items = Vec::new();
    for index in 0..call.values.len() {
        items.extend(call.list(index)?.iter().cloned());
    }
    Ok(Value::list(items))
}

fn union(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let all = concatenate(call)?;
    call.values = vec![all];
    distinct(call)
}

fn distinct(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    call.spend_walk(0, 1)?;
    let mut kept: Vec<Value> = Vec::new();
    for item in call.list(0)?.iter() {
        let size = 1 + usize::try_from(weight(item, call.state.fuel)).unwrap_or(usize::MAX);
        call.spend(size.saturating_mul(kept.len()) / 4)?;
        let mut known = false;
        for earlier in &kept {
            known = known || is_same(earlier, item, call.rules())?;
        }
        if !known {
            kept.push(item.clone());
        }
    }
    Ok(Value::list(kept))
}

fn reverse(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    Ok(Value::list(call.list(0)?.iter().rev().cloned().collect()))
}

fn flatten(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let mut flat = Vec::new();
    let list = call.list(0)?;
    flatten_into(&list, &mut flat, call, crate::MAX_NESTING)?;
    Ok(Value::list(flat))
}

fn flatten_into(
    items: &[Value],
    flat: &mut Vec<Value>,
    call: &mut Call<'_, '_>,
    levels: usize,
) -> Result<(), Failure> {
    let deeper = levels
        .checked_sub(1)
        .ok_or_else(|| Failure::new(ErrorKind::TooDeep, "The list is nested too deeply."))?;
    for item in items {
        call.spend(1)?;
        match item {
            Value::List(inner) => flatten_into(inner, flat, call, deeper)?,
            other => flat.push(other.clone()),
        }
    }
    Ok(())
}

fn index_of(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    call.spend_walk(0, 1)?;
    let mut positions = Vec::new();
    for (index, item) in call.list(0)?.iter().enumerate() {
        if is_same(item, call.value(1), call.rules())? {
            positions.push(Value::from(index + 1));
        }
    }
    Ok(Value::list(positions))
}

/// The index for a position, in a list of this length.
fn index(position: i64, length: usize) -> Result<usize, Failure> {
    let found = match position {
        0 => None,
        1.. => usize::try_from(position - 1)
            .ok()
            .filter(|index| *index < length),
        _ => usize::try_from(position.unsigned_abs())
            .ok()
            .and_then(|back| length.checked_sub(back)),
    };
    found.ok_or_else(|| {
        let reason =
            format!("There is no position {position} in a list of {length}. The first is at 1.");
        Failure::new(ErrorKind::OutOfRange, reason)
    })
}

fn sublist(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let items = call.list(0)?;
    let start = index(call.whole(1)?, items.len())?;
    let end = if call.is_given(2) {
        let end = usize::try_from(call.whole(2)?)
            .ok()
            .filter(|length| *length > 0 || !call.state.is_kind())
            .and_then(|length| start.checked_add(length));
        end.filter(|end| *end <= items.len()).ok_or_else(|| {
            Failure::new(
                ErrorKind::OutOfRange,
                "The list does not have so many items from there.",
            )
        })?
    } else {
        items.len()
    };
    Ok(Value::list(
        items.get(start..end).unwrap_or_default().to_vec(),
    ))
}

fn insert_before(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let mut items = call.list(0)?.to_vec();
    let position = call.whole(1)?;
    // Just behind the last item is a place to insert, too.
    let at = if usize::try_from(position) == Ok(items.len() + 1) {
        items.len()
    } else {
        index(position, items.len())?
    };
    items.insert(at, call.value(2).clone());
    Ok(Value::list(items))
}

/// At a position, or wherever a function of the item and the new item says yes.
fn list_replace(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let mut items = call.list(0)?.to_vec();
    let new = call.value(2).clone();
    if matches!(call.value(1), Value::Number(_)) {
        let at = index(call.whole(1)?, items.len())?;
        items[at] = new;
        return Ok(Value::list(items));
    }
    let matches = call.function(1)?;
    for item in &mut items {
        match call.apply(&matches, vec![item.clone(), new.clone()])? {
            Value::Boolean(true) => *item = new.clone(),
            Value::Boolean(false) => {}
            other => return Err(unfit(&other, "a yes or no")),
        }
    }
    Ok(Value::list(items))
}

fn remove(call: &mut Call<'_, '_>) -> Result<Value, Failure> {
    let mut items = call.list(0)?.to_vec();
    let at = index(call.whole(1)?, items.len())?;
    items.remove(at);
    Ok(Value::list(items))
}
