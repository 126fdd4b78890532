//! What would have to be so for a case to walk where none has walked: values that make a condition true, or a rule fit.

use super::candidates::Candidates;
use super::dice::Dice;
use crate::data::data_of;
use crate::decision::table::Table;
use crate::definition::{Definition, Formula, Moment, TablePlan};
use crate::diagram::{FieldKind, Flow};
use crate::scenario::coverage::Missing;
use crate::step::StepKind;
use feel::Value;
use std::collections::BTreeMap;

/// Values that are tried before a wish is given up.
const TRIES: usize = 200;

/// The variables' kinds, as far as forms and answers say them.
pub(super) struct Kinds(BTreeMap<String, FieldKind>);

impl Kinds {
    pub fn of(definition: &Definition) -> Self {
        let data = data_of(definition.diagram());
        Self(
            data.into_iter()
                .map(|datum| (datum.key, datum.kind))
                .collect(),
        )
    }

    pub fn get(&self, key: &str) -> Option<&FieldKind> {
        self.0.get(key)
    }
}

/// Values by variable; none where anything will do.
pub(super) fn values_for(
    missing: &Missing,
    definition: &Definition,
    candidates: &Candidates,
    kinds: &Kinds,
    moment: &Moment,
    dice: &mut Dice,
) -> BTreeMap<String, Value> {
    let wanted: Wanted = match missing {
        Missing::Flow(flow) => match definition.diagram().flow(flow) {
            Some(flow) => Wanted::way(flow, definition),
            None => return BTreeMap::new(),
        },
        Missing::Rule(step, rule) => match definition.step(step).map(|step| &step.kind) {
            Some(StepKind::DecideByTable(decide)) => Wanted::rule(&decide.table, *rule),
            _ => return BTreeMap::new(),
        },
        Missing::Step(_) => return BTreeMap::new(),
    };
    for _ in 0..TRIES {
        let mut values = BTreeMap::new();
        for name in &wanted.names {
            let possible = match kinds.get(name) {
                Some(kind) => candidates.values(name, kind),
                None => candidates.anything(name),
            };
            if let Some(value) = dice.pick(&possible) {
                values.insert(name.clone(), value.clone());
            }
        }
        if wanted.is_granted_by(&values, moment) {
            return values;
        }
    }
    BTreeMap::new()
}

struct Wanted {
    names: Vec<String>,
    holds: Holds,
}

enum Holds {
    /// This one, and none that is read before it.
    Way {
        condition: Option<Formula>,
        before: Vec<Formula>,
    },
    Rule(Box<TablePlan>, usize),
}

impl Wanted {
    fn way(flow: &Flow, definition: &Definition) -> Self {
        let parse = |flow: &Flow| flow.condition.as_deref().map(Formula::parse);
        let siblings = definition.diagram().outgoing(&flow.from);
        let before: Vec<Formula> = siblings
            .take_while(|other| flow.otherwise || other.id != flow.id)
            .filter(|other| other.id != flow.id)
            .filter_map(parse)
            .collect();
        let condition = parse(flow);
        let names = names_of(before.iter().chain(&condition));
        Self {
            names,
            holds: Holds::Way { condition, before },
        }
    }

    fn rule(table: &Table, rule: usize) -> Self {
        let inputs: Vec<Formula> = table
            .inputs
            .iter()
            .map(|input| Formula::parse(input.expression.trim()))
            .collect();
        Self {
            names: names_of(inputs.iter()),
            holds: Holds::Rule(Box::new(TablePlan::of(table)), rule),
        }
    }

    fn is_granted_by(&self, values: &BTreeMap<String, Value>, moment: &Moment) -> bool {
        let is = |formula: &Formula| formula.evaluate(values, moment) == Ok(Value::Boolean(true));
        match &self.holds {
            Holds::Way { condition, before } => {
                condition.as_ref().is_none_or(is) && !before.iter().any(is)
            }
            Holds::Rule(plan, rule) => plan
                .ask(values, moment)
                .is_ok_and(|decided| decided.rules.contains(rule)),
        }
    }
}

fn names_of<'a>(formulas: impl Iterator<Item = &'a Formula>) -> Vec<String> {
    let mut names: Vec<String> = formulas
        .filter_map(|formula| formula.parsed.as_ref().ok())
        .flat_map(|parsed| parsed.names())
        .map(|(name, _)| name)
        .collect();
    names.sort();
    names.dedup();
    names
}
