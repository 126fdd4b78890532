//! Functions as values: defined, built in, and brought along.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::{context, run};
use feel::{
    Callable, ErrorKind, EvalError, Evaluation, Function, Mode, Parameter, Type, Value, evaluate,
    parse,
};

#[test]
fn an_expression_can_define_and_call_functions() {
    common::all_equal(&[
        ("(function(a, b) a + b)(1, 2)", "3"),
        ("(function(a, b) a - b)(b: 1, a: 2)", "1"),
        ("{f: function(x: number) x * 2, y: f(4)}.y", "8"),
        (
            "{f: function(n) if n <= 1 then 1 else n * f(n - 1), y: f(20)}.y",
            "2432902008176640000",
        ),
        ("(function(a) function(b) a * b)(3)(4)", "12"),
        ("{rate: 3, f: function(x) x * rate}.f(2)", "6"),
        ("for f in [abs, floor] return f(-1.5)", "[1.5, -2]"),
        ("(function(a: list<number>) count(a))(5)", "1"),
        ("(function(a: number) a)([5])", "5"),
        ("[1][(function(x) x = 1)(item)]", "[1]"),
    ]);
    common::all_fail(&[
        (
            "(function(a) a)(1, 2)",
            "This function takes 1 input, and 2 are given.",
        ),
        (
            "(function(amount) amount)(amout: 1)",
            "There is no input \"amout\". Perhaps \"amount\" is meant.",
        ),
        (
            "(function(a: number) a)(\"x\")",
            "\"a\" is a text, and a number is needed here.",
        ),
        ("1(2)", "This is a number, which cannot be called."),
        (
            "function(a) a",
            "The result is a function, which cannot be kept. Call it with round brackets.",
        ),
    ]);
}

#[test]
fn a_function_in_java_is_refused_in_words() {
    let error = parse("function(a) external {java: {class: \"X\"}}").unwrap_err();
    assert!(error.message.starts_with("Functions written in Java"));
}

#[test]
fn endless_recursion_ends_with_a_sentence() {
    for source in [
        "{f: function(x) f(x), y: f(1)}.y",
        "{f: function(g) g(g), y: f(f)}.y",
        "{f: function(x) [f(x), f(x)], y: f(1)}.y",
    ] {
        let error = run(source).unwrap_err();
        assert_eq!(error.kind, ErrorKind::TooDeep, "{source}");
    }
}

#[derive(Debug)]
struct Doubled(Vec<Parameter>);

impl Callable for Doubled {
    fn parameters(&self) -> &[Parameter] {
        &self.0
    }

    fn call(
        &self,
        arguments: Vec<Value>,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, EvalError> {
        let doubled = parse("monthly fee * 2").unwrap();
        let scope = BTreeMap::from([("monthly fee".to_owned(), arguments[0].clone())]);
        evaluation.evaluate(&doubled, &scope)
    }
}

#[test]
fn a_function_that_is_brought_along_is_called_by_name() {
    let parameters = vec![Parameter::new("monthly fee", Type::Number)];
    let function = Function::new(Doubled(parameters));
    let variables = BTreeMap::from([("doubled".to_owned(), Value::from(function.clone()))]);
    for source in ["doubled(4)", "doubled(monthly fee: 4)", "doubled([4])"] {
        let value = evaluate(&parse(source).unwrap(), &variables, &context());
        assert_eq!(value, Ok(Value::from(8)), "{source}");
    }
    let context = context();
    let mut evaluation = Evaluation::new(&context, Mode::Kind);
    let named = vec![("monthly fee".to_owned(), Value::from(4))];
    assert_eq!(evaluation.call_named(&function, named), Ok(Value::from(8)));
    assert_eq!(
        evaluation.call(&function, vec![Value::from("x")]),
        Ok(Value::Null)
    );
    assert_eq!(evaluation.noted().len(), 1);
}

#[test]
fn functions_are_equal_only_to_themselves_and_cannot_be_stored() {
    common::all_equal(&[
        ("sum = sum", "true"),
        ("sum = max", "false"),
        ("{f: function() 1, same: f = f}.same", "true"),
        ("(function() 1) = (function() 1)", "false"),
    ]);
    let function = Value::from(Function::new(Doubled(Vec::new())));
    assert!(serde_json::to_string(&Value::list(vec![function])).is_err());
}
