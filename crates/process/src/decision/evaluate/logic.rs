//! Works boxed expressions out.

use super::{Fired, Record, Variables, boxed, broken, convert, loops, table};
use crate::decision::compile::{Logic, LogicKind, TableLogic};
use feel::{ErrorKind, EvalError, Evaluation, Span, Value};

/// Where logic stands.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub element: &'a str,
    pub record: &'a Record,
}

impl Place<'_> {
    fn fired(self, rules: Vec<usize>) {
        if let Ok(mut record) = self.record.lock() {
            record.push(Fired {
                element: self.element.to_owned(),
                rules,
            });
        }
    }
}

/// The value of logic. In the kind mode a mistake in it is null.
pub(super) fn value(
    logic: &Logic,
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    evaluation.spend(1, Span::default())?;
    let found = match &logic.kind {
        LogicKind::Literal(expression) => evaluation.evaluate(expression, scope),
        LogicKind::Broken(reason) => Err(broken(reason)),
        kind => evaluation.deeper(|evaluation| compound(kind, scope, place, evaluation)),
    };
    let converted = match (&logic.shape, found) {
        (Some(shape), Ok(found)) => convert(&found, shape, place.element, evaluation),
        (_, found) => found,
    };
    // One decision after another could nest values without end.
    let bounded =
        converted.and_then(|found| evaluation.built(&found, Span::default()).map(|()| found));
    evaluation.forgive(bounded)
}

/// Each kind has a function of its own, so that deep nesting takes little of the stack.
fn compound(
    kind: &LogicKind,
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    match kind {
        LogicKind::Literal(_) | LogicKind::Broken(_) => Ok(Value::Null),
        LogicKind::Table(table) => decision_table(table, scope, place, evaluation),
        LogicKind::Invocation { callee, bindings } => {
            boxed::invocation(callee, bindings, scope, place, evaluation)
        }
        LogicKind::Context(entries) => boxed::context(entries, scope, place, evaluation),
        LogicKind::List(items) => boxed::list(items, scope, place, evaluation),
        LogicKind::Relation { columns, rows } => {
            boxed::relation(columns, rows, scope, place, evaluation)
        }
        LogicKind::Function(lambda) => boxed::closure(lambda, None, scope, place, evaluation),
        LogicKind::Conditional(parts) => boxed::conditional(parts, scope, place, evaluation),
        LogicKind::Filter(parts) => loops::filter(parts, scope, place, evaluation),
        LogicKind::Loop {
            kind,
            variable,
            list,
            body,
        } => loops::each(*kind, variable, [list, body], scope, place, evaluation),
    }
}

#[inline(never)]
fn decision_table(
    table: &TableLogic,
    scope: &mut Variables,
    place: Place<'_>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    let decided = table::decide(table, scope, place, evaluation)?;
    place.fired(decided.fired);
    Ok(decided.value)
}

/// A scope of its own; copying takes work.
pub(super) fn copy(
    scope: &Variables,
    evaluation: &mut Evaluation<'_>,
) -> Result<Variables, EvalError> {
    evaluation.spend(scope.len() as u64, Span::default())?;
    Ok(scope.clone())
}

pub(super) fn wrong(reason: &str) -> EvalError {
    EvalError::new(Span::default(), ErrorKind::WrongType, reason)
}
