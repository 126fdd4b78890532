//! Which values are worth trying for a variable: those its rules speak of, and those just beside them.

use crate::diagram::{Diagram, FieldKind};
use crate::step::StepKind;
use feel::{Number, Timestamp, Value, Zone};
use std::collections::BTreeMap;

const PLAIN_TEXT: &str = "Example";
/// Tried where no rule names a number.
const PLAIN_NUMBERS: [i64; 2] = [5, 100];
/// Days from the beginning of the case, where no rule names one.
const PLAIN_DAYS: [i64; 3] = [1, 14, 60];

/// What the rules of a process say about its variables.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidates {
    /// The constants that stand beside a variable in a rule.
    spoken_of: BTreeMap<String, Vec<Value>>,
    today: Option<feel::Date>,
}

impl Candidates {
    pub fn of(diagram: &Diagram, at: Timestamp, zone: &Zone) -> Self {
        let mut all = Self {
            spoken_of: BTreeMap::new(),
            today: at
                .in_zone(zone)
                .or_else(|| at.in_zone(&Zone::Utc))
                .map(|moment| moment.date()),
        };
        let names = feel::Names::default();
        for flow in &diagram.flows {
            all.learn(flow.condition.as_deref().unwrap_or_default());
        }
        for step in &diagram.steps {
            match &step.kind {
                StepKind::DecideByTable(decide) => {
                    for (number, input) in decide.table.inputs.iter().enumerate() {
                        let cells = decide.table.rules.iter().map(|rule| rule.when(number));
                        let constants: Vec<Value> = cells
                            .filter_map(|cell| feel::parse_unary_tests(cell, &names).ok())
                            .flat_map(|tests| tests.constants())
                            .collect();
                        all.beside(&input.expression, &constants);
                    }
                }
                StepKind::Event(happening) => {
                    for trigger in &happening.triggers {
                        if let crate::step::Trigger::Condition { expression } = trigger {
                            all.learn(expression);
                        }
                    }
                }
                StepKind::Script(script) => all.learn(&script.script),
                _ => {}
            }
        }
        all
    }

    fn learn(&mut self, rule: &str) {
        if let Ok(parsed) = feel::parse(rule) {
            self.beside(rule, &parsed.constants());
        }
    }

    /// These stand beside every variable of the expression.
    fn beside(&mut self, expression: &str, constants: &[Value]) {
        let Ok(parsed) = feel::parse(expression) else {
            return;
        };
        for (name, _) in parsed.names() {
            let known = self.spoken_of.entry(name).or_default();
            for constant in constants {
                if !known.contains(constant) {
                    known.push(constant.clone());
                }
            }
        }
    }

    /// Values of a variable of this kind, the plainest first; never none.
    pub fn values(&self, key: &str, kind: &FieldKind) -> Vec<Value> {
        let spoken = self
            .spoken_of
            .get(key)
            .map(Vec::as_slice)
            .unwrap_or_default();
        match kind {
            FieldKind::YesNo => vec![Value::Boolean(true), Value::Boolean(false)],
            FieldKind::Choice { options } => options
                .iter()
                .map(|option| Value::from(option.as_str()))
                .collect(),
            FieldKind::Number | FieldKind::Money { .. } => numbers(spoken),
            FieldKind::Date => self.days(spoken),
            FieldKind::Text { .. } => {
                let texts = spoken
                    .iter()
                    .filter(|value| matches!(value, Value::String(_)));
                let mut texts: Vec<Value> = texts.cloned().collect();
                texts.push(Value::from(PLAIN_TEXT));
                texts
            }
        }
    }

    /// Whatever the rules say about a variable of which no form says the kind.
    pub fn anything(&self, key: &str) -> Vec<Value> {
        let mut values = match self.spoken_of.get(key) {
            Some(spoken) => around(spoken),
            None => Vec::new(),
        };
        values.extend([Value::Boolean(true), Value::Boolean(false)]);
        values
    }

    fn days(&self, spoken: &[Value]) -> Vec<Value> {
        let mut days: Vec<Value> = around(
            &spoken
                .iter()
                .filter(|value| matches!(value, Value::Date(_)))
                .cloned()
                .collect::<Vec<_>>(),
        );
        let coming = PLAIN_DAYS
            .iter()
            .filter_map(|days| self.today?.plus_days(*days));
        days.extend(coming.map(Value::Date));
        days
    }
}

fn numbers(spoken: &[Value]) -> Vec<Value> {
    let named: Vec<Value> = spoken
        .iter()
        .filter(|value| matches!(value, Value::Number(_)))
        .cloned()
        .collect();
    match named.is_empty() {
        true => PLAIN_NUMBERS.map(Value::from).to_vec(),
        false => around(&named),
    }
}

/// Each of these, what lies just below and what lies just above.
fn around(values: &[Value]) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    let mut add = |value: Option<Value>| {
        if let Some(value) = value
            && !all.contains(&value)
        {
            all.push(value);
        }
    };
    let one = Number::from(1_i64);
    for value in values {
        match value {
            Value::Number(number) => {
                add(number.checked_sub(one).map(Value::Number));
                add(Some(value.clone()));
                add(number.checked_add(one).map(Value::Number));
            }
            Value::Date(date) => {
                add(date.plus_days(-1).map(Value::Date));
                add(Some(value.clone()));
                add(date.plus_days(1).map(Value::Date));
            }
            other => add(Some(other.clone())),
        }
    }
    all
}
