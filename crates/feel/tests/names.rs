//! Names with signs and keywords in them, wherever they come from.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::{all_equal, context};
use feel::{Names, Scope, Type, Value, evaluate, parse_in};

#[test]
fn names_that_an_expression_gives_itself_may_have_signs() {
    all_equal(&[
        ("{a-b: 1, c: a-b + 1}.c", "2"),
        ("{a-b: 1}.a-b", "1"),
        ("for x-y in [1, 2] return x-y * 2", "[2, 4]"),
        (
            "some manager's choice in [1] satisfies manager's choice = 1",
            "true",
        ),
        ("(function(net+tax) net+tax)(net+tax: 5)", "5"),
        ("[{a-b: 1}, {a-b: 3}][a-b > 2]", "[{\"a-b\": 3}]"),
        ("{this and that: 1, both: this and that}.both", "1"),
        ("for x in [3] return for y in [1] return x-y", "[[2]]"),
        ("(for a-b in [1] return a-b) = [1] and 5-3 = 2", "true"),
    ]);
}

#[test]
fn names_of_the_scope_reach_into_fields_and_filters() {
    let order = BTreeMap::from([("net + tax".to_owned(), Type::Number)]);
    let scope: Scope = [
        ("orders", Type::list(Type::Context(order))),
        ("start", Type::Number),
        ("start date", Type::Number),
        ("profit and loss", Type::Number),
    ]
    .into_iter()
    .collect();
    let order = Value::from(BTreeMap::from([("net + tax".to_owned(), Value::from(7))]));
    let variables = BTreeMap::from([
        ("orders".to_owned(), Value::from(vec![order])),
        ("start".to_owned(), Value::from(1)),
        ("start date".to_owned(), Value::from(2)),
        ("profit and loss".to_owned(), Value::from(3)),
    ]);
    let names = Names::from(&scope);
    for (source, expected) in [
        ("orders[1].net + tax", 7),
        ("orders.net+tax[1]", 7),
        ("orders[net + tax > 5][1].net + tax + 1", 8),
        ("start  date + profit   and loss", 5),
        ("start", 1),
    ] {
        let expression = parse_in(source, &names).unwrap();
        let value = evaluate(&expression, &variables, &context());
        assert_eq!(value, Ok(Value::from(expected)), "{source}");
    }
}

#[test]
fn named_types_stand_behind_instance_of_and_parameters() {
    let mut names = Names::new();
    let fields = BTreeMap::from([("name".to_owned(), Type::String)]);
    names.insert_type("tPerson", Type::Context(fields));
    names.insert_type("shared.t-Amount", Type::Number);
    for (source, expected) in [
        ("{name: \"a\", age: 1} instance of tPerson", true),
        ("{age: 1} instance of tPerson", false),
        ("[{name: \"a\"}] instance of list<tPerson>", true),
        ("1 instance of shared.t-Amount", true),
        ("(function(p: tPerson) p.name = \"a\")({name: \"a\"})", true),
    ] {
        let expression = parse_in(source, &names).unwrap();
        let value = evaluate(&expression, &BTreeMap::new(), &context());
        assert_eq!(value, Ok(Value::from(expected)), "{source}");
    }
}
