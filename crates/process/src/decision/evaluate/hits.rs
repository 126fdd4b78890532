//! What a table answers when rules fit: its hit policy.

use super::Variables;
use crate::decision::compile::{TableLogic, TableOutput};
use crate::decision::table::HitPolicy;
use feel::{ErrorKind, EvalError, Evaluation, Expression, Span, Value, parse};
use std::sync::OnceLock;

/// A table's result.
pub(crate) struct Decided {
    pub value: Value,
    /// The rules it comes from, from 0.
    pub fired: Vec<usize>,
}

/// A rule that fits, and what it gives.
pub(super) struct Hit {
    pub rule: usize,
    /// One for each output.
    pub values: Vec<Value>,
}

/// One or more rules fit.
pub(super) fn settle(
    table: &TableLogic,
    mut hits: Vec<Hit>,
    scope: &Variables,
    evaluation: &mut Evaluation<'_>,
) -> Result<Decided, EvalError> {
    let policy = table.hit_policy;
    if policy.ranks_outputs() {
        let ranking = rankings(table, scope, evaluation)?;
        let places: usize = ranking.iter().map(Vec::len).sum();
        let work = places.saturating_mul(hits.len());
        evaluation.spend(work as u64, Span::default())?;
        hits.sort_by_cached_key(|hit| rank(hit, &ranking));
    }
    match policy {
        HitPolicy::Any => agree(&hits)?,
        HitPolicy::Unique | HitPolicy::First | HitPolicy::Priority => hits.truncate(1),
        _ => {}
    }
    let fired = hits.iter().map(|hit| hit.rule).collect();
    let value = if policy.gives_list() {
        let rows = hits.into_iter().map(|hit| row(&table.outputs, hit.values));
        Value::list(rows.collect())
    } else if policy == HitPolicy::Count {
        Value::from(hits.len())
    } else if policy.aggregates() {
        let mut values = Vec::new();
        for output in 0..table.outputs.len() {
            let column = hits.iter().filter_map(|hit| hit.values.get(output));
            values.push(aggregate(policy, column.cloned().collect(), evaluation)?);
        }
        row(&table.outputs, values)
    } else {
        let first = hits.into_iter().next().map(|hit| hit.values);
        row(&table.outputs, first.unwrap_or_default())
    };
    Ok(Decided { value, fired })
}

/// The values of one rule: the value itself where there is one output.
pub(super) fn row(outputs: &[TableOutput], mut values: Vec<Value>) -> Value {
    if outputs.len() == 1 {
        return values.pop().unwrap_or_default();
    }
    let named = outputs.iter().zip(values);
    Value::context(named.map(|(it, value)| (it.name.clone(), value)).collect())
}

fn agree(hits: &[Hit]) -> Result<(), EvalError> {
    let Some((first, rest)) = hits.split_first() else {
        return Ok(());
    };
    match rest.iter().find(|hit| hit.values != first.values) {
        None => Ok(()),
        Some(other) => Err(EvalError::new(
            Span::default(),
            ErrorKind::WrongType,
            format!(
                "Rules {} and {} both fit and say different things.",
                first.rule + 1,
                other.rule + 1
            ),
        )),
    }
}

/// For each output the values it can have, the most important first.
fn rankings(
    table: &TableLogic,
    scope: &Variables,
    evaluation: &mut Evaluation<'_>,
) -> Result<Vec<Vec<Value>>, EvalError> {
    let mut rankings = Vec::new();
    for output in &table.outputs {
        let values = match &output.ranking {
            Some(expression) => evaluation.evaluate(expression, scope)?,
            None => Value::Null,
        };
        rankings.push(match values {
            Value::List(values) => values.to_vec(),
            _ => Vec::new(),
        });
    }
    Ok(rankings)
}

/// The place of a rule's results among the values of their outputs, output by output.
fn rank(hit: &Hit, rankings: &[Vec<Value>]) -> Vec<usize> {
    let values = hit.values.iter().zip(rankings);
    values
        .map(|(value, ranking)| {
            let place = ranking.iter().position(|known| known == value);
            place.unwrap_or(ranking.len())
        })
        .collect()
}

fn aggregate(
    policy: HitPolicy,
    values: Vec<Value>,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, EvalError> {
    static SUM: OnceLock<Option<Expression>> = OnceLock::new();
    static SMALLEST: OnceLock<Option<Expression>> = OnceLock::new();
    static LARGEST: OnceLock<Option<Expression>> = OnceLock::new();
    let (place, source) = match policy {
        HitPolicy::Sum => (&SUM, "sum(results)"),
        HitPolicy::Smallest => (&SMALLEST, "min(results)"),
        _ => (&LARGEST, "max(results)"),
    };
    match place.get_or_init(|| parse(source).ok()) {
        Some(expression) => {
            let scope = Variables::from([("results".to_owned(), Value::list(values))]);
            evaluation.evaluate(expression, &scope)
        }
        None => Ok(Value::Null),
    }
}
