//! A rule as somebody wrote it: its text, and what it parses to.

use feel::{EvalContext, Expression, ParseError, Timestamp, Value, Zone};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Steps of evaluation one rule may take before it is stopped.
const FUEL: u64 = 200_000;
/// How deep calls inside one rule, or one cell of a table, may nest.
const DEPTH: u32 = 100;

#[derive(Clone, Debug)]
pub struct Formula {
    pub source: Arc<str>,
    pub parsed: Result<Arc<Expression>, ParseError>,
}

/// The moment and the place a rule is evaluated at.
#[derive(Clone, Debug)]
pub(crate) struct Moment<'a> {
    pub at: Timestamp,
    pub zone: Zone,
    /// What all rules of a command together may still spend; none where each stands for itself.
    pub left: Option<&'a Cell<u64>>,
}

impl Moment<'_> {
    /// For a rule that is evaluated by itself.
    pub fn new(at: Timestamp, zone: Zone) -> Self {
        Self {
            at,
            zone,
            left: None,
        }
    }

    /// Does some work with so much fuel at most, or with all that is left. The work says how much of it remains.
    pub(super) fn spend<T>(&self, most: u64, work: impl FnOnce(&EvalContext) -> (T, u64)) -> T {
        let fuel = self.left.map_or(most, |left| left.get().min(most));
        let context = EvalContext {
            now: self.at,
            zone: self.zone.clone(),
            fuel,
            depth: DEPTH,
        };
        let (outcome, remaining) = work(&context);
        if let Some(left) = self.left {
            left.set(left.get() - fuel.saturating_sub(remaining));
        }
        outcome
    }
}

impl Formula {
    pub fn parse(source: &str) -> Self {
        Self {
            source: source.into(),
            parsed: feel::parse(source).map(Arc::new),
        }
    }

    /// The value, or a sentence for whoever mends it.
    pub(crate) fn evaluate(
        &self,
        variables: &BTreeMap<String, Value>,
        moment: &Moment,
    ) -> Result<Value, String> {
        let expression = self
            .parsed
            .as_ref()
            .map_err(|error| format!("“{}” cannot be read: {error}", self.source))?;
        if moment.left.is_some_and(|left| left.get() == 0) {
            return Err(format!(
                "“{}” was not worked out: all that the case did at once took too long. Let it wait for something in between.",
                self.source
            ));
        }
        moment
            .spend(FUEL, |context| {
                feel::evaluate_measured(expression, variables, context)
            })
            .map_err(|error| format!("“{}” could not be worked out: {error}", self.source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_share_their_fuel_are_refused_when_it_is_used_up() {
        let left = Cell::new(5_000);
        let moment = Moment {
            left: Some(&left),
            ..Moment::new(Timestamp(0), Zone::Utc)
        };
        let rule = Formula::parse("sum(for i in 1..100 return i)");
        let evaluate = || rule.evaluate(&BTreeMap::new(), &moment);
        assert_eq!(evaluate(), Ok(Value::from(5050)));
        assert!(left.get() < 5_000, "what it took is taken off");
        let refused = (0..100).find_map(|_| evaluate().err());
        assert!(refused.is_some_and(|message| message.contains("takes too long")));
        assert_eq!(left.get(), 0, "what failed has taken its share too");
        let refused = evaluate().expect_err("nothing is left");
        assert!(
            refused.contains("all that the case did at once"),
            "{refused}"
        );
    }
}
