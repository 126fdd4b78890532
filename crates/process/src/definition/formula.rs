//! A rule as somebody wrote it: its text, and what it parses to.

use feel::{EvalContext, Expression, ParseError, Timestamp, Value, Zone};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Steps of evaluation one rule may take before it is stopped.
const FUEL: u64 = 200_000;
/// How deep calls inside one rule may nest.
const DEPTH: u32 = 100;

#[derive(Clone, Debug)]
pub struct Formula {
    pub source: Arc<str>,
    pub parsed: Result<Arc<Expression>, ParseError>,
}

/// The moment and the place a rule is evaluated at.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    pub at: Timestamp,
    pub zone: Zone,
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
        let context = EvalContext {
            now: moment.at,
            zone: moment.zone.clone(),
            fuel: FUEL,
            depth: DEPTH,
        };
        feel::evaluate(expression, variables, &context)
            .map_err(|error| format!("“{}” could not be worked out: {error}", self.source))
    }
}
