//! One evaluation: its limits, its mode, and what it noticed on the way.

use std::collections::BTreeMap;

use super::{ErrorKind, EvalError, Evaluator, weight};
use crate::ast::{Expression, UnaryTests};
use crate::{Function, MAX_NESTING, Span, Timestamp, Value, Zone};

/// Everything outside the expression and its variables that a result may depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvalContext {
    /// What `now()` and `today()` say. No clock is read.
    pub now: Timestamp,
    /// The zone of `now()`, `today()`, and of dates and times without one.
    pub zone: Zone,
    /// How much work may be done: about one for each step, item and handful of letters.
    pub fuel: u64,
    /// How deep parts of an expression may be nested; a call counts twice.
    pub depth: u32,
}

impl EvalContext {
    /// With the usual limits: a million units of fuel (some tens of milliseconds), and 300 levels,
    /// which is what fits a stack of one megabyte.
    pub fn new(now: Timestamp, zone: Zone) -> EvalContext {
        EvalContext {
            now,
            zone,
            fuel: 1_000_000,
            depth: 300,
        }
    }
}

/// What happens to a mistake.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// It ends the evaluation, with its reason and its place. `or else` opts out.
    #[default]
    Strict,
    /// It is null, as the standard has it, and is noted.
    Kind,
}

/// What comparing two values depends on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules<'c> {
    pub context: &'c EvalContext,
    pub is_kind: bool,
}

/// So many lists and contexts may be built before each is looked at, how deep it is nested.
const BUILT_UNSEEN: u32 = 150;
/// How deep values may be nested while something is worked out. What comes out must keep to [`MAX_NESTING`].
const WORKING_NESTING: usize = 100;

/// So many mistakes are noted in the kind mode; further ones are only null.
pub const MAX_NOTED: usize = 50;

/// The value of an expression. Variables that have no value yet should be there as [`Value::Null`].
pub fn evaluate(
    expression: &Expression,
    variables: &BTreeMap<String, Value>,
    context: &EvalContext,
) -> Result<Value, EvalError> {
    evaluate_measured(expression, variables, context).0
}

/// The same, with how much of the fuel is left: for whoever has many expressions evaluated with one stock of it.
pub fn evaluate_measured(
    expression: &Expression,
    variables: &BTreeMap<String, Value>,
    context: &EvalContext,
) -> (Result<Value, EvalError>, u64) {
    let mut evaluation = Evaluation::new(context, Mode::Strict);
    let span = expression.root.span;
    let value = evaluation
        .evaluate(expression, variables)
        .and_then(|value| evaluation.deliver(value, span));
    let left = evaluation.fuel();
    if value.as_ref().is_ok_and(Value::has_function) {
        let reason = "The result is a function, which cannot be kept. Call it with round brackets.";
        let refused = Err(EvalError::new(span, ErrorKind::WrongType, reason));
        return (refused, left);
    }
    (value, left)
}

/// The value of an expression as the standard has it: mistakes are null. With it, the mistakes that were noticed
/// on the way, at most [`MAX_NOTED`]. Running out of fuel or depth ends the evaluation: the value is null,
/// and the last mistake says so.
pub fn evaluate_kindly(
    expression: &Expression,
    variables: &BTreeMap<String, Value>,
    context: &EvalContext,
) -> (Value, Vec<EvalError>) {
    let mut evaluation = Evaluation::new(context, Mode::Kind);
    let span = expression.root.span;
    let result = evaluation
        .evaluate(expression, variables)
        .and_then(|value| evaluation.deliver(value, span));
    evaluation.into_kind(result)
}

/// Whether a value passes tests, in the strict mode.
pub fn holds(
    tests: &UnaryTests,
    input: &Value,
    variables: &BTreeMap<String, Value>,
    context: &EvalContext,
) -> Result<bool, EvalError> {
    let value = Evaluation::new(context, Mode::Strict).holds(tests, input, variables)?;
    Ok(value == Value::Boolean(true))
}

/// Whether a value passes tests as the standard has it: true, false, or null for neither.
pub fn holds_kindly(
    tests: &UnaryTests,
    input: &Value,
    variables: &BTreeMap<String, Value>,
    context: &EvalContext,
) -> (Value, Vec<EvalError>) {
    let mut evaluation = Evaluation::new(context, Mode::Kind);
    let result = evaluation.holds(tests, input, variables);
    evaluation.into_kind(result)
}

/// One evaluation of one or many expressions, which share fuel and depth.
#[derive(Debug)]
pub struct Evaluation<'c> {
    context: &'c EvalContext,
    mode: Mode,
    pub(crate) fuel: u64,
    pub(super) depth: u32,
    noted: Vec<EvalError>,
    /// How many mistakes there were, also those beyond what is kept.
    mistakes: u64,
    /// How many lists and contexts were built.
    built: u32,
}

impl<'c> Evaluation<'c> {
    pub fn new(context: &'c EvalContext, mode: Mode) -> Evaluation<'c> {
        Evaluation {
            context,
            mode,
            fuel: context.fuel,
            depth: 0,
            noted: Vec::new(),
            mistakes: 0,
            built: 0,
        }
    }

    pub fn context(&self) -> &'c EvalContext {
        self.context
    }

    pub(crate) fn rules(&self) -> Rules<'c> {
        Rules {
            context: self.context,
            is_kind: self.is_kind(),
        }
    }

    /// How much fuel is left.
    pub fn fuel(&self) -> u64 {
        self.fuel
    }

    pub fn mode(&self) -> Mode {
        self.mode
    }

    pub fn is_kind(&self) -> bool {
        self.mode == Mode::Kind
    }

    /// The value of an expression. In the kind mode only running out of fuel or depth is an error.
    pub fn evaluate(
        &mut self,
        expression: &Expression,
        variables: &BTreeMap<String, Value>,
    ) -> Result<Value, EvalError> {
        Evaluator::new(&expression.source, variables, self).value(&expression.root)
    }

    /// Whether a value passes tests: true or false, in the kind mode perhaps null for neither.
    pub fn holds(
        &mut self,
        tests: &UnaryTests,
        input: &Value,
        variables: &BTreeMap<String, Value>,
    ) -> Result<Value, EvalError> {
        Evaluator::new(&tests.source, variables, self).unary(tests, input)
    }

    /// Calls a function with arguments in the order of its parameters. The place of an error is empty.
    pub fn call(&mut self, function: &Function, arguments: Vec<Value>) -> Result<Value, EvalError> {
        let result = self
            .deeper(|evaluation| super::call::positional(evaluation, function, arguments))
            .map_err(|error| error.at(Span::default()));
        self.forgive(result)
    }

    /// Calls a function with arguments by the names of its parameters. The place of an error is empty.
    pub fn call_named(
        &mut self,
        function: &Function,
        arguments: Vec<(String, Value)>,
    ) -> Result<Value, EvalError> {
        let result = self
            .deeper(|evaluation| super::call::named(evaluation, function, arguments))
            .map_err(|error| error.at(Span::default()));
        self.forgive(result)
    }

    /// Runs something one level deeper, if there is depth left.
    pub fn deeper<T>(
        &mut self,
        run: impl FnOnce(&mut Self) -> Result<T, EvalError>,
    ) -> Result<T, EvalError> {
        self.deeper_at(Span::default(), run)
    }

    pub(super) fn deeper_at<T>(
        &mut self,
        span: Span,
        run: impl FnOnce(&mut Self) -> Result<T, EvalError>,
    ) -> Result<T, EvalError> {
        if self.depth >= self.context.depth {
            return Err(too_deep(span));
        }
        self.depth += 1;
        let result = run(self);
        self.depth -= 1;
        result
    }

    /// Uses up fuel, so that every evaluation ends.
    pub fn spend(&mut self, amount: u64, span: Span) -> Result<(), EvalError> {
        match self.fuel.checked_sub(amount) {
            Some(left) => {
                self.fuel = left;
                Ok(())
            }
            None => {
                self.fuel = 0;
                let reason = "This takes too long to work out. Use shorter lists or fewer loops.";
                Err(EvalError::new(span, ErrorKind::OutOfFuel, reason))
            }
        }
    }

    /// To be called for every list or context that is built: keeps values from nesting without end, which
    /// no stack could walk through. Nesting cannot grow quicker than values are built, so the first few pass.
    pub fn built(&mut self, value: &Value, span: Span) -> Result<(), EvalError> {
        if !matches!(value, Value::List(_) | Value::Context(_)) {
            return Ok(());
        }
        self.built = self.built.saturating_add(1);
        if self.built <= BUILT_UNSEEN {
            return Ok(());
        }
        let size = weight(value, self.fuel + 1);
        if size > self.fuel {
            return self.spend(size, span);
        }
        self.spend(size / 16, span)?;
        if value.nests_within(WORKING_NESTING) {
            return Ok(());
        }
        let reason =
            format!("Lists or fields are nested more than {WORKING_NESTING} levels deep here.");
        Err(EvalError::new(span, ErrorKind::TooDeep, reason))
    }

    /// To be called with what comes out in the end: it will be walked through, stored, sent, shown. A value whose
    /// parts are shared may be far larger than what it took to build it.
    pub fn deliver(&mut self, value: Value, span: Span) -> Result<Value, EvalError> {
        self.spend(weight(&value, self.fuel + 1), span)?;
        if value.nests_within(MAX_NESTING) {
            return Ok(value);
        }
        let reason =
            format!("The result has lists or fields nested more than {MAX_NESTING} levels deep.");
        Err(EvalError::new(span, ErrorKind::TooDeep, reason))
    }

    /// In the kind mode, notes a mistake and gives null in its place.
    pub fn forgive(&mut self, result: Result<Value, EvalError>) -> Result<Value, EvalError> {
        match result {
            Err(error) if self.is_kind() && error.kind.is_recoverable() => {
                self.note(error);
                Ok(Value::Null)
            }
            result => result,
        }
    }

    /// Keeps a mistake for the report of the kind mode.
    pub fn note(&mut self, error: EvalError) {
        self.mistakes += 1;
        if self.noted.len() < MAX_NOTED {
            self.noted.push(error);
        }
    }

    pub(super) fn noted_ever(&self) -> u64 {
        self.mistakes
    }

    /// The mistakes noted so far.
    pub fn noted(&self) -> &[EvalError] {
        &self.noted
    }

    pub fn into_noted(self) -> Vec<EvalError> {
        self.noted
    }

    /// What is noted from here on stands in another source: its place becomes that of the call.
    pub(super) fn move_notes(&mut self, from: usize, span: Span) {
        for error in self.noted.iter_mut().skip(from) {
            error.span = span;
        }
    }

    fn into_kind(mut self, result: Result<Value, EvalError>) -> (Value, Vec<EvalError>) {
        match result {
            Ok(value) => (value, self.noted),
            Err(error) => {
                self.noted.truncate(MAX_NOTED - 1);
                self.noted.push(error);
                (Value::Null, self.noted)
            }
        }
    }
}

pub(super) fn too_deep(span: Span) -> EvalError {
    EvalError::new(
        span,
        ErrorKind::TooDeep,
        "This is nested too deeply. Split it into smaller parts.",
    )
}
