//! A decision table with its cells parsed, and what it answers. Strict: a cell that cannot be worked out stops the
//! case with its place and its reason, and so does a case that no rule fits.

use super::build::written;
use super::{Formula, Moment};
use crate::decision::table::{Cell, HitPolicy, Table, fits_everything};
use crate::diagram::FieldKind;
use crate::words;
use feel::{
    ErrorKind, EvalContext, Evaluation, Mode, Names, ParseError, Timestamp, UnaryTests, Value, Zone,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Steps of evaluation the whole table may take before it is stopped.
const FUEL: u64 = 2_000_000;
/// How deep calls inside one cell may nest.
const DEPTH: u32 = 100;

#[derive(Clone, Debug)]
pub struct TablePlan {
    pub(crate) hit_policy: HitPolicy,
    pub(crate) inputs: Vec<InputPlan>,
    pub(crate) outputs: Vec<OutputPlan>,
    pub(crate) rules: Vec<RulePlan>,
}

#[derive(Clone, Debug)]
pub(crate) struct InputPlan {
    pub title: String,
    pub formula: Formula,
}

#[derive(Clone, Debug)]
pub(crate) struct OutputPlan {
    pub key: String,
    pub title: String,
    pub kind: Option<FieldKind>,
    pub otherwise: Option<Formula>,
}

#[derive(Clone, Debug)]
pub(crate) struct RulePlan {
    /// None where everything fits.
    pub when: Vec<Option<Condition>>,
    /// None where nothing is written.
    pub then: Vec<Option<Formula>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub source: Arc<str>,
    pub parsed: Result<Arc<UnaryTests>, ParseError>,
}

/// What a table answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// What was looked at, one value for each input.
    pub looked_at: Vec<Value>,
    /// The rules whose results count, from 0; empty where no rule fits.
    pub rules: Vec<usize>,
    /// By the key of each output.
    pub results: BTreeMap<String, Value>,
}

/// Why a table has no answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Undecided {
    /// The cell it is about.
    pub cell: Cell,
    pub message: String,
    /// Nothing is wrong with any cell, but no rule fits.
    pub no_rule: bool,
}

impl TablePlan {
    pub fn of(table: &Table) -> Self {
        let inputs = table.inputs.iter().map(|input| InputPlan {
            title: input.title().to_owned(),
            formula: Formula::parse(input.expression.trim()),
        });
        let outputs = table.outputs.iter().map(|output| OutputPlan {
            key: output.key.trim().to_owned(),
            title: output.title().to_owned(),
            kind: output.kind.clone(),
            otherwise: written(&output.otherwise).map(Formula::parse),
        });
        let names = Names::new();
        let rules = table.rules.iter().map(|rule| RulePlan {
            when: (0..table.inputs.len())
                .map(|input| condition(rule.when(input), &names))
                .collect(),
            then: (0..table.outputs.len())
                .map(|output| written(rule.then(output)).map(Formula::parse))
                .collect(),
        });
        Self {
            hit_policy: table.hit_policy,
            inputs: inputs.collect(),
            outputs: outputs.collect(),
            rules: rules.collect(),
        }
    }

    /// Asks the table about a case.
    pub(crate) fn ask(
        &self,
        variables: &BTreeMap<String, Value>,
        moment: &Moment,
    ) -> Result<Decided, Undecided> {
        let context = limits(moment);
        let asked = Asked {
            plan: self,
            variables,
            moment,
            evaluation: Evaluation::new(&context, Mode::Strict),
        };
        let looked_at = asked.inputs()?;
        asked.decide(looked_at)
    }

    /// Asks the table about sample values, one for each input, whatever these look at. Formulas see the values of
    /// the inputs that are variables.
    pub fn try_out(
        &self,
        values: Vec<Value>,
        at: Timestamp,
        zone: Zone,
    ) -> Result<Decided, Undecided> {
        let moment = Moment { at, zone };
        let context = limits(&moment);
        let named = self.inputs.iter().zip(&values);
        let variables = named
            .map(|(input, value)| (input.formula.source.to_string(), value.clone()))
            .collect();
        Asked {
            plan: self,
            variables: &variables,
            moment: &moment,
            evaluation: Evaluation::new(&context, Mode::Strict),
        }
        .decide(values)
    }
}

fn limits(moment: &Moment) -> EvalContext {
    EvalContext {
        now: moment.at,
        zone: moment.zone.clone(),
        fuel: FUEL,
        depth: DEPTH,
    }
}

fn condition(cell: &str, names: &Names) -> Option<Condition> {
    (!fits_everything(cell)).then(|| Condition {
        source: cell.into(),
        parsed: feel::parse_unary_tests(cell, names).map(Arc::new),
    })
}

/// One question to a table; all its cells share the fuel.
struct Asked<'a> {
    plan: &'a TablePlan,
    variables: &'a BTreeMap<String, Value>,
    moment: &'a Moment,
    evaluation: Evaluation<'a>,
}

impl Asked<'_> {
    fn inputs(&self) -> Result<Vec<Value>, Undecided> {
        let plan = self.plan;
        let inputs = plan.inputs.iter().enumerate();
        inputs
            .map(|(input, it)| self.value(&it.formula, Cell::Input { input }))
            .collect()
    }

    fn decide(mut self, looked_at: Vec<Value>) -> Result<Decided, Undecided> {
        let policy = self.plan.hit_policy;
        let mut fitting = Vec::new();
        for rule in 0..self.plan.rules.len() {
            if self.fits(rule, &looked_at)? {
                fitting.push(rule);
                if policy == HitPolicy::First {
                    break;
                }
            }
        }
        if let (HitPolicy::Unique, [_, second, ..]) = (policy, fitting.as_slice()) {
            let message = format!("Only one rule may fit, but {} do.", numbered(&fitting));
            return Err(Undecided::at(Cell::Rule { rule: *second }, message));
        }
        if fitting.is_empty() {
            return self.nothing_fits(looked_at);
        }
        let mut hits = Vec::with_capacity(fitting.len());
        for rule in fitting {
            hits.push((rule, self.results(rule)?));
        }
        if policy.ranks_outputs() {
            hits.sort_by_cached_key(|(_, values)| self.rank(values));
        }
        match policy {
            HitPolicy::Any => agree(&hits)?,
            HitPolicy::Unique | HitPolicy::First | HitPolicy::Priority => hits.truncate(1),
            _ => {}
        }
        let rules = hits.iter().map(|(rule, _)| *rule).collect();
        let mut results = BTreeMap::new();
        for (output, it) in self.plan.outputs.iter().enumerate() {
            let column = hits
                .iter()
                .filter_map(|(_, values)| values.get(output))
                .cloned();
            let value = match policy {
                _ if policy.gives_list() => Value::list(column.collect()),
                HitPolicy::Count => Value::from(hits.len()),
                HitPolicy::Sum | HitPolicy::Smallest | HitPolicy::Largest => {
                    self.aggregate(column.collect(), output)?
                }
                _ => column.into_iter().next().unwrap_or_default(),
            };
            results.insert(it.key.clone(), value);
        }
        Ok(Decided {
            looked_at,
            rules,
            results,
        })
    }

    fn fits(&mut self, rule: usize, looked_at: &[Value]) -> Result<bool, Undecided> {
        let conditions = self.plan.rules[rule].when.iter().zip(looked_at).enumerate();
        for (input, (condition, value)) in conditions {
            let Some(condition) = condition else { continue };
            let cell = Cell::When { rule, input };
            let tests = condition.parsed.as_ref().map_err(|error| {
                let message = format!("“{}” cannot be read: {error}", condition.source);
                Undecided::at(cell, self.named(cell, &message))
            })?;
            match self.evaluation.holds(tests, value, self.variables) {
                Ok(Value::Boolean(true)) => {}
                Ok(_) => return Ok(false),
                // What is not there is neither large nor small: it fits only where a rule asks for nothing.
                Err(error) if value.is_null() && error.kind == ErrorKind::NoValue => {
                    return Ok(false);
                }
                Err(error) => {
                    let message =
                        format!("“{}” could not be worked out: {error}", condition.source);
                    return Err(Undecided::at(cell, self.named(cell, &message)));
                }
            }
        }
        Ok(true)
    }

    fn results(&self, rule: usize) -> Result<Vec<Value>, Undecided> {
        let plan = self.plan;
        let cells = plan.rules[rule].then.iter().enumerate();
        cells
            .map(|(output, cell)| {
                let at = Cell::Then { rule, output };
                match cell {
                    Some(formula) => self.result(formula, output, at),
                    None if plan.hit_policy == HitPolicy::Count => Ok(Value::Null),
                    None => Err(Undecided::at(
                        at,
                        self.named(at, "nothing is written here."),
                    )),
                }
            })
            .collect()
    }

    /// A result as the kind of its output.
    fn result(&self, formula: &Formula, output: usize, at: Cell) -> Result<Value, Undecided> {
        let value = self.value(formula, at)?;
        let Some(kind) = &self.plan.outputs[output].kind else {
            return Ok(value);
        };
        kind.read_value(&value).map_err(|wanted| {
            let message = format!(
                "“{}” gave {}, but must be {wanted}.",
                formula.source,
                value.kind_in_words()
            );
            Undecided::at(at, self.named(at, &message))
        })
    }

    fn value(&self, formula: &Formula, at: Cell) -> Result<Value, Undecided> {
        let value = formula.evaluate(self.variables, self.moment);
        value.map_err(|message| Undecided::at(at, self.named(at, &message)))
    }

    fn nothing_fits(&self, looked_at: Vec<Value>) -> Result<Decided, Undecided> {
        let policy = self.plan.hit_policy;
        let outputs = &self.plan.outputs;
        let said = outputs.iter().any(|output| output.otherwise.is_some());
        let mut results = BTreeMap::new();
        for (output, it) in outputs.iter().enumerate() {
            let value = match &it.otherwise {
                Some(formula) => {
                    let value = self.result(formula, output, Cell::Otherwise { output })?;
                    if policy.gives_list() {
                        Value::list(vec![value])
                    } else {
                        value
                    }
                }
                None if said => Value::Null,
                None => match policy {
                    _ if policy.gives_list() => Value::list(Vec::new()),
                    HitPolicy::Count | HitPolicy::Sum => Value::from(0),
                    _ => return Err(self.no_rule(&looked_at)),
                },
            };
            results.insert(it.key.clone(), value);
        }
        Ok(Decided {
            looked_at,
            rules: Vec::new(),
            results,
        })
    }

    fn no_rule(&self, looked_at: &[Value]) -> Undecided {
        let values = self.plan.inputs.iter().zip(looked_at);
        let values: Vec<_> = values
            .map(|(input, value)| format!("“{}” is {}", input.title, in_words(value)))
            .collect();
        let message = format!(
            "No rule of the table fits: {}. Add a rule for this case, or say what holds when no rule fits.",
            values.join(", ")
        );
        Undecided {
            no_rule: true,
            ..Undecided::at(Cell::Table, message)
        }
    }

    /// The place of results among the choices of the outputs, the most important first.
    fn rank(&self, values: &[Value]) -> Vec<usize> {
        let outputs = self.plan.outputs.iter().zip(values);
        let place = |(output, value): (&OutputPlan, &Value)| match (&output.kind, value) {
            (Some(FieldKind::Choice { options }), Value::String(text)) => options
                .iter()
                .position(|option| **option == **text)
                .unwrap_or(options.len()),
            _ => 0,
        };
        outputs.map(place).collect()
    }

    fn aggregate(&self, values: Vec<Value>, output: usize) -> Result<Value, Undecided> {
        let function = match self.plan.hit_policy {
            HitPolicy::Sum => "sum(values)",
            HitPolicy::Smallest => "min(values)",
            _ => "max(values)",
        };
        let values = BTreeMap::from([("values".to_owned(), Value::list(values))]);
        let value = Formula::parse(function).evaluate(&values, self.moment);
        let at = Cell::Output { output };
        value.map_err(|message| Undecided::at(at, self.named(at, &message)))
    }

    /// A sentence about a cell, with its place before it.
    fn named(&self, cell: Cell, message: &str) -> String {
        let input = |input: usize| &*self.plan.inputs[input].title;
        let output = |output: usize| &*self.plan.outputs[output].title;
        match cell {
            Cell::Table => message.to_owned(),
            Cell::Rule { rule } => format!("Rule {}: {message}", rule + 1),
            Cell::Input { input: at } => format!("“{}”: {message}", input(at)),
            Cell::Output { output: at } => format!("“{}”: {message}", output(at)),
            Cell::Otherwise { output: at } => {
                format!("When no rule fits, “{}”: {message}", output(at))
            }
            Cell::When { rule, input: at } => {
                format!("Rule {}, “{}”: {message}", rule + 1, input(at))
            }
            Cell::Then { rule, output: at } => {
                format!("Rule {}, “{}”: {message}", rule + 1, output(at))
            }
        }
    }
}

impl Undecided {
    fn at(cell: Cell, message: String) -> Self {
        Self {
            cell,
            message,
            no_rule: false,
        }
    }
}

fn agree(hits: &[(usize, Vec<Value>)]) -> Result<(), Undecided> {
    let Some(((first, values), rest)) = hits.split_first() else {
        return Ok(());
    };
    match rest.iter().find(|(_, other)| other != values) {
        None => Ok(()),
        Some((other, _)) => {
            let message = format!(
                "Rules {} and {} both fit but do not say the same.",
                first + 1,
                other + 1
            );
            Err(Undecided::at(Cell::Rule { rule: *other }, message))
        }
    }
}

/// `rules 1, 2 and 5`, counted as people do.
fn numbered(rules: &[usize]) -> String {
    let numbers: Vec<_> = rules.iter().map(|rule| (rule + 1).to_string()).collect();
    match numbers.split_last() {
        None => "no rules".to_owned(),
        Some((only, [])) => format!("rule {only}"),
        Some((last, rest)) => format!("rules {} and {last}", rest.join(", ")),
    }
}

/// A value in the middle of a sentence.
fn in_words(value: &Value) -> String {
    match value {
        Value::Null => "empty".to_owned(),
        Value::String(text) => format!("“{text}”"),
        other => words::value(other),
    }
}
