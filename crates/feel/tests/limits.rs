//! Every evaluation ends, with a sentence when it may not go on.
#![allow(clippy::unwrap_used)]

mod common;

use common::{context, run, variables};
use feel::{ErrorKind, EvalContext, evaluate, parse};

#[test]
fn within_its_fuel_an_expression_has_a_value() {
    common::all_equal(&[("sum(for x in 1..1000 return x)", "500500")]);
    common::all_fail(&[("1 / 0", "This divides by zero.")]);
}

#[track_caller]
fn ends_with(source: &str, kind: ErrorKind) {
    match run(source) {
        Ok(value) => panic!("{source} gave {} letters", value.to_source().len()),
        Err(error) => assert_eq!(error.kind, kind, "{source}: {error}"),
    }
}

#[test]
fn a_loop_over_ten_million_runs_out_of_fuel() {
    ends_with("for x in 1..10000000 return x", ErrorKind::OutOfFuel);
    ends_with("sum(for x in 1..10000000 return x)", ErrorKind::OutOfFuel);
    ends_with(
        "some x in 1..9223372036854775807 satisfies x < 0",
        ErrorKind::OutOfFuel,
    );
    ends_with(
        "for x in 1..10000, y in 1..10000 return 1",
        ErrorKind::OutOfFuel,
    );
    ends_with(
        "every x in -9223372036854775808..9223372036854775807 satisfies true",
        ErrorKind::OutOfFuel,
    );
}

#[test]
fn a_text_that_doubles_runs_out_of_fuel() {
    let entries: Vec<_> = (1..100)
        .map(|index| format!("a{index}: a{0} + a{0}", index - 1))
        .collect();
    ends_with(
        &format!("{{a0: \"0123456789abcdef\", {}}}", entries.join(", ")),
        ErrorKind::OutOfFuel,
    );
    let entries: Vec<_> = (1..100)
        .map(|index| format!("a{index}: concatenate(a{0}, a{0})", index - 1))
        .collect();
    ends_with(
        &format!("{{a0: [1], {}}}", entries.join(", ")),
        ErrorKind::OutOfFuel,
    );
    let entries: Vec<_> = (1..100)
        .map(|index| {
            format!(
                "a{index}: replace(a{0}, \"a\", \"aaaaaaaaaaaaaaaa\")",
                index - 1
            )
        })
        .collect();
    ends_with(
        &format!("{{a0: \"a\", {}}}", entries.join(", ")),
        ErrorKind::OutOfFuel,
    );
    let entries: Vec<_> = (1..100)
        .map(|index| format!("a{index}: [a{0}, a{0}]", index - 1))
        .collect();
    ends_with(
        &format!("{{a0: 1, {}}}.a99", entries.join(", ")),
        ErrorKind::OutOfFuel,
    );
    ends_with(
        &format!(
            "{{a0: 1, {}, b: a40 = [a39, a39]}}.b",
            entries[..40].join(", ")
        ),
        ErrorKind::OutOfFuel,
    );
    ends_with(
        &format!("string({{a0: 1, {}}}.a40)", entries[..40].join(", ")),
        ErrorKind::OutOfFuel,
    );
}

#[test]
fn running_out_of_fuel_cannot_be_caught() {
    ends_with(
        "(for x in 1..10000000 return x) or else 0",
        ErrorKind::OutOfFuel,
    );
}

#[test]
fn fuel_and_depth_are_what_the_context_says() {
    let few = EvalContext {
        fuel: 10,
        ..context()
    };
    let error = |source: &str, context: &EvalContext| {
        evaluate(&parse(source).unwrap(), &variables(), context)
            .unwrap_err()
            .reason
    };
    assert_eq!(
        error("for x in 1..100 return x", &few),
        "This takes too long to work out. Use shorter lists or fewer loops."
    );
    let shallow = EvalContext {
        depth: 3,
        ..context()
    };
    assert_eq!(
        error("[[[[1]]]]", &shallow),
        "This is nested too deeply. Split it into smaller parts."
    );
    assert!(evaluate(&parse("1 + 1").unwrap(), &variables(), &few).is_ok());
}

/// A browser gives a tab one megabyte.
#[test]
fn the_deepest_nesting_fits_a_small_stack() {
    let work = || {
        let cases = [
            ("(1 + ", "1", ")"),
            ("[", "1", "]"),
            ("-", "1", ""),
            ("{a: ", "1", "}"),
            ("not(true and false or ", "true", ")"),
            ("if true then ", "1", " else 1"),
            ("for x in [1] return ", "1", ""),
            ("some x in [1] satisfies ", "true", ""),
            ("1 in (2, ", "1", ")"),
            ("tags[", "1", "]"),
            ("(true or false and 1 + 2 * 3 ** -", "1", " = 1)"),
        ];
        for (before, middle, after) in cases {
            let deepest = (1..200).rev().find_map(|count| {
                parse(&format!(
                    "{}{middle}{}",
                    before.repeat(count),
                    after.repeat(count)
                ))
                .ok()
            });
            let expression = deepest.unwrap();
            feel::check(&expression, &feel::Scope::new());
            let _ = evaluate(&expression, &variables(), &context());
            assert!(!expression.clone().source().is_empty());
        }
    };
    std::thread::Builder::new()
        .stack_size(1024 * 1024)
        .spawn(work)
        .unwrap()
        .join()
        .unwrap();
}
