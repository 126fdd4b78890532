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

/// Runs on the stack that a browser gives a tab: one megabyte.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new()
        .stack_size(1024 * 1024)
        .spawn(work)
        .unwrap()
        .join()
        .unwrap();
}

#[test]
fn an_endless_recursion_fits_a_small_stack() {
    on_a_small_stack(|| {
        for body in [
            "f(x)",
            "[f(x)]",
            "if true then f(x + 1) else 1",
            "(for i in [x] return f(i))",
            "(some i in [x] satisfies f(i))",
            "[1, 2][f(x)]",
            "sort([1, 2], function(a, b) f(x))",
            "list replace([1, 2], function(a, b) f(x), 1)",
            "{a: f(x)}",
            "1 in (f(x), 2)",
            "f(x) instance of number",
            "f(x) or else 1",
            "[f(x)..2]",
            "1 + 2 * -f(x) ** 2",
            "f(x: x)",
            "f(x) between 1 and 2",
            "concatenate([f(x)], [1])",
        ] {
            ends_with(
                &format!("{{f: function(x) {body}, y: f(1)}}.y"),
                ErrorKind::TooDeep,
            );
        }
        ends_with("{f: function(g) g(g), y: f(f)}.y", ErrorKind::TooDeep);
    });
}

#[test]
fn results_that_hold_earlier_ones_cannot_nest_without_end() {
    on_a_small_stack(|| {
        ends_with(
            "for i in 1..100000 return [if i = 1 then 1 else partial[-1]]",
            ErrorKind::TooDeep,
        );
        ends_with("for i in 1..100000 return partial", ErrorKind::OutOfFuel);
        ends_with(
            "for i in 1..100000 return function() partial",
            ErrorKind::WrongType,
        );
        ends_with(
            "for i in 1..100000 return count(partial)",
            ErrorKind::OutOfFuel,
        );
    });
    common::all_equal(&[
        (
            "for i in 0..4 return if i = 0 then 1 else i * partial[-1]",
            "[1, 1, 2, 6, 24]",
        ),
        ("count(for i in 1..1000 return count(partial))", "1000"),
    ]);
}

#[test]
fn values_cannot_nest_without_end() {
    on_a_small_stack(|| {
        let wrapped = |wrap: &str| {
            let mut source =
                "{f: function(n, x) if n = 0 then x else [f(n - 1, x)], a0: 1".to_owned();
            for index in 1..250 {
                let inner = format!("a{}", index - 1);
                source += &format!(", a{index}: {}", wrap.replace('@', &inner));
            }
            format!("{source}}}.a0")
        };
        for wrap in [
            "f(50, @)",
            "[[[[[[[[[[@]]]]]]]]]]",
            "{x: {y: [@]}}",
            "append([], @)",
            "get entries({x: @})",
            "for x in [@] return [x]",
            "context([{key: \"a\", value: @}])",
            "context put({}, \"a\", @)",
            "insert before([], 1, @)",
        ] {
            ends_with(&wrapped(wrap), ErrorKind::TooDeep);
        }
    });
}

#[test]
fn work_on_large_values_is_paid_for() {
    let doubled: Vec<_> = (1..15)
        .map(|index| format!("a{index}: a{0} + a{0}", index - 1))
        .collect();
    let long = format!("a0: \"0123456789abcdef\", {}", doubled.join(", "));
    for source in [
        format!("{{{long}, r: sort(for x in 1..5000 return a14)}}.r"),
        format!("{{{long}, r: max(for x in 1..5000 return a14)}}.r"),
        "{l: for x in 1..10000 return x, f: function(x: list<number>) 1, r: for x in 1..10000 return f(l)}.r"
            .to_owned(),
        "for x in 1..100000 return exp(x / 1000)".to_owned(),
        "for x in 1..100000 return 2 ** 0.5".to_owned(),
    ] {
        ends_with(&source, ErrorKind::OutOfFuel);
    }
}

#[test]
fn what_is_too_long_or_nested_too_deeply_is_no_expression() {
    on_a_small_stack(|| {
        let too_deep = "This is nested too deeply. Split it into smaller parts.";
        for opening in [
            "(",
            "[",
            "-",
            "{a: ",
            "if ",
            "for x in ",
            "function() ",
            "f(",
        ] {
            let error = parse(&opening.repeat(10_000 / opening.len())).unwrap_err();
            assert_eq!(error.message, too_deep, "{opening}");
        }
        let types = [
            "list<",
            "context<a: ",
            "function<",
            "range<",
            "function<> -> ",
        ];
        for opening in types {
            let error = parse(&format!("a instance of {}", opening.repeat(800))).unwrap_err();
            assert_eq!(error.message, too_deep, "{opening}");
        }
        let names = feel::Names::new();
        let error = feel::parse_unary_tests(&"(".repeat(10_000), &names).unwrap_err();
        assert_eq!(error.message, too_deep);
        let error = parse(&"1+".repeat(500_000)).unwrap_err();
        assert_eq!(
            error.message,
            "This is too long. An expression can have 16384 bytes."
        );
        assert_eq!(
            parse("\"\\uD83D\"").unwrap_err().message,
            "There is no such character."
        );
        assert!(parse("\"\\uD83D\\uDC0E\"").is_ok());
    });
}

#[test]
fn the_deepest_nesting_fits_a_small_stack() {
    on_a_small_stack(|| {
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
            ("function() ", "1", ""),
            ("(function() ", "1", ")()"),
            ("sort([1, 2], function(a, b) ", "true", ")"),
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
    });
}
