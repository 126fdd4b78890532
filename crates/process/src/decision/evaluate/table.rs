//! Works decision tables out: which rules fit, and what they give.

use super::hits::{Decided, Hit, settle};
use super::logic::{Place, value as logic_value};
use super::{Variables, broken, convert};
use crate::decision::compile::{Cell, Logic, TableLogic, TableOutput, TableRow};
use crate::decision::table::HitPolicy;
use feel::{ErrorKind, EvalContext, EvalError, Evaluation, Span, UnaryTests, Value};

/// So many rules are named in a message.
const MOST_NAMED: usize = 5;
/// Work that one cell may take when it is looked at a second time.
const FUEL_OF_A_CELL: u64 = 100;

/// What is said where no rule fits and nothing is said for that case.
pub(crate) const NO_RULE: &str =
    "No rule of the table fits. Add a rule for this case, or say what the result is otherwise.";

/// The result of a table, and the rules it comes from.
pub(crate) fn decide(
    table: &TableLogic,
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Decided, EvalError> {
    let inputs = inputs(table, scope, place, evaluation)?;
    let mut fitting = Vec::new();
    for (number, rule) in table.rules.iter().enumerate() {
        evaluation.spend(1, Span::default())?;
        if fits(rule, &inputs, scope, evaluation).map_err(|error| in_rule(number, error))? {
            fitting.push(number);
            if table.hit_policy == HitPolicy::First {
                break;
            }
        }
    }
    if table.hit_policy == HitPolicy::Unique && fitting.len() > 1 {
        let numbers: Vec<_> = fitting
            .iter()
            .take(MOST_NAMED)
            .map(|rule| (rule + 1).to_string())
            .collect();
        return Err(EvalError::new(
            Span::default(),
            ErrorKind::WrongType,
            format!(
                "Only one rule may fit, but rules {} do.",
                numbers.join(" and ")
            ),
        ));
    }
    let mut hits = Vec::new();
    for rule in fitting {
        let mut values = Vec::new();
        let row = &table.rules[rule];
        for (output, logic) in table.outputs.iter().zip(&row.then) {
            let value = result(output, logic, scope, place, evaluation);
            values.push(value.map_err(|error| in_rule(rule, error))?);
        }
        hits.push(Hit { rule, values });
    }
    if hits.is_empty() {
        let value = nothing_fits(table, scope, place, evaluation)?;
        let fired = Vec::new();
        return Ok(Decided { value, fired });
    }
    settle(table, hits, scope, evaluation)
}

/// Says in which rule a mistake is; of tables within tables the innermost.
fn in_rule(rule: usize, error: EvalError) -> EvalError {
    if error.reason.starts_with("Rule ") {
        return error;
    }
    EvalError {
        reason: format!("Rule {}: {}", rule + 1, error.reason),
        ..error
    }
}

fn inputs(
    table: &TableLogic,
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Vec<Value>, EvalError> {
    let mut values = Vec::new();
    for input in &table.inputs {
        let value = logic_value(&input.value, scope, place, evaluation)?;
        if let Some(allowed) = &input.allowed
            && !value.is_null()
            && evaluation.holds(allowed, &value, scope)? != Value::Boolean(true)
        {
            let reason = format!(
                "“{}” is {}, which is not among the values it can have.",
                input.title,
                value.to_source()
            );
            return Err(EvalError::new(
                Span::default(),
                ErrorKind::WrongType,
                reason,
            ));
        }
        values.push(value);
    }
    Ok(values)
}

fn fits(
    rule: &TableRow,
    inputs: &[Value],
    scope: &Variables,
    evaluation: &mut Evaluation<'_>,
) -> Result<bool, EvalError> {
    for (cell, input) in rule.when.iter().zip(inputs) {
        let holds = match cell {
            None => continue,
            Some(Cell::Broken(reason)) => {
                let result = Err(broken(reason));
                evaluation.forgive(result)?
            }
            Some(Cell::Tests(tests)) => match evaluation.holds(tests, input, scope) {
                Err(error) if input.is_null() && error.kind == ErrorKind::NoValue => {
                    nothing_fits_tests(tests, scope, evaluation)?
                }
                result => result?,
            },
        };
        if holds != Value::Boolean(true) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What is not there is neither large nor small: it fits only where one of the tests asks for nothing.
fn nothing_fits_tests(
    tests: &UnaryTests,
    scope: &Variables,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    evaluation.spend(FUEL_OF_A_CELL, Span::default())?;
    let context = EvalContext {
        fuel: FUEL_OF_A_CELL,
        ..evaluation.context().clone()
    };
    Ok(feel::holds_kindly(tests, &Value::Null, scope, &context).0)
}

fn result(
    output: &TableOutput,
    logic: &Logic,
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    let found = logic_value(logic, scope, place, evaluation)?;
    match &output.shape {
        Some(shape) => {
            let converted = convert(&found, shape, &output.name, evaluation);
            evaluation.forgive(converted)
        }
        None => Ok(found),
    }
}

/// The default results; without them nothing, which the strict mode allows only where it is an answer.
fn nothing_fits(
    table: &TableLogic,
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    if table
        .outputs
        .iter()
        .any(|output| output.otherwise.is_some())
    {
        let mut values = Vec::new();
        for output in &table.outputs {
            values.push(match &output.otherwise {
                Some(logic) => result(output, logic, scope, place, evaluation)?,
                None => Value::Null,
            });
        }
        let value = super::hits::row(&table.outputs, values);
        return Ok(if table.hit_policy.gives_list() {
            Value::list(vec![value])
        } else {
            value
        });
    }
    match table.hit_policy {
        HitPolicy::Collect => Ok(Value::list(Vec::new())),
        HitPolicy::Count => Ok(Value::from(0)),
        _ if evaluation.is_kind() => Ok(Value::Null),
        HitPolicy::RuleOrder | HitPolicy::OutputOrder => Ok(Value::list(Vec::new())),
        HitPolicy::Sum => Ok(Value::from(0)),
        _ => Err(EvalError::new(Span::default(), ErrorKind::NoValue, NO_RULE)),
    }
}
