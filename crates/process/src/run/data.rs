//! The variables of a case as a visit sees them: its own, those of the sub-processes around it, those of the case.

use super::event::Fact;
use super::scratch::Scratch;
use super::storable;
use crate::definition::{Formula, RepeatPlan};
use crate::id::StepInstanceId;
use feel::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

type Variables = BTreeMap<String, Value>;

impl Scratch<'_> {
    /// What a visit, or what happens in a scope, can read. Nearer variables hide farther ones.
    pub fn data_of(&self, id: StepInstanceId) -> Cow<'_, Variables> {
        let mut chain = Vec::new();
        let mut at = id;
        while at != StepInstanceId::ROOT {
            if let Some(scope) = self.state.scopes.get(&at)
                && !scope.variables.is_empty()
            {
                chain.push(&scope.variables);
            }
            at = self.scope_of(at);
        }
        if chain.is_empty() {
            return Cow::Borrowed(&self.state.variables);
        }
        let mut seen = self.state.variables.clone();
        for variables in chain.into_iter().rev() {
            seen.extend(
                variables
                    .iter()
                    .map(|(key, value)| (key.clone(), value.clone())),
            );
        }
        Cow::Owned(seen)
    }

    /// Adds the variables that a slot of the structure declares: each has its initial value, or none yet, from the
    /// beginning. What is given already stays. After an initial value that cannot be worked out, the rest has none.
    pub fn declare(
        &self,
        id: StepInstanceId,
        slot: usize,
        values: &mut Variables,
    ) -> Result<(), String> {
        let mut outcome = Ok(());
        for datum in self.definition.declared(slot) {
            if values.contains_key(&datum.key) {
                continue;
            }
            let worked_out = match &datum.initial {
                Some(initial) if outcome.is_ok() && !self.simulates() => self
                    .evaluate(id, initial)
                    .and_then(|value| datum.typed(value)),
                _ => Ok(Value::Null),
            };
            let value = worked_out.unwrap_or_else(|problem| {
                outcome = Err(problem);
                Value::Null
            });
            values.insert(datum.key.clone(), storable::value(&value));
        }
        outcome
    }

    /// The scope a visit happens in.
    pub fn scope_of(&self, id: StepInstanceId) -> StepInstanceId {
        self.visit(id)
            .map_or(StepInstanceId::ROOT, |visit| visit.scope)
    }

    pub fn evaluate(&self, id: StepInstanceId, formula: &Formula) -> Result<Value, String> {
        formula.evaluate(&self.data_of(id), &self.moment())
    }

    pub fn is_true(
        &self,
        formula: &Formula,
        variables: &BTreeMap<String, Value>,
    ) -> Result<bool, String> {
        match formula.evaluate(variables, &self.moment())? {
            Value::Boolean(holds) => Ok(holds),
            other => Err(format!(
                "The condition “{}” gave {}, but must give yes or no.",
                formula.source,
                other.kind_in_words()
            )),
        }
    }

    /// Sets what a visit came to. A variable is set where it is already; a new one in the nearest scope that hands on
    /// only what it says, else in the case.
    pub fn write(&mut self, id: StepInstanceId, values: Variables) {
        self.write_around(id, id, values);
    }

    /// The same for what a visit hands on to where `at` is.
    pub fn write_around(&mut self, id: StepInstanceId, at: StepInstanceId, values: Variables) {
        if values.is_empty() {
            return;
        }
        self.data_changed = true;
        if self.state.scopes.is_empty() {
            return self.emit(Fact::VariablesSet {
                step_instance: id,
                values,
                scope: StepInstanceId::ROOT,
            });
        }
        let mut by_scope: BTreeMap<StepInstanceId, Variables> = BTreeMap::new();
        for (key, value) in values {
            let scope = self.home_of(at, &key);
            by_scope.entry(scope).or_default().insert(key, value);
        }
        for (scope, values) in by_scope {
            self.emit(Fact::VariablesSet {
                step_instance: id,
                values,
                scope,
            });
        }
    }

    /// Sets variables of one scope and no other.
    pub fn write_in(&mut self, scope: StepInstanceId, values: Variables) {
        if !values.is_empty() {
            self.data_changed = true;
            self.emit(Fact::VariablesSet {
                step_instance: scope,
                values,
                scope,
            });
        }
    }

    fn home_of(&self, id: StepInstanceId, key: &str) -> StepInstanceId {
        let mut at = id;
        while at != StepInstanceId::ROOT {
            let scope = self.state.scopes.get(&at);
            if scope.is_some_and(|scope| scope.variables.contains_key(key))
                || (scope.is_some() && self.keeps_to_itself(at))
            {
                return at;
            }
            at = self.scope_of(at);
        }
        at
    }

    /// Whether only what its outputs say leaves a scope.
    fn keeps_to_itself(&self, id: StepInstanceId) -> bool {
        let Some(visit) = self.visit(id) else {
            return false;
        };
        let step = self.definition.graph.step(&visit.step);
        let Some(around) = step.and_then(|step| self.definition.around(step)) else {
            return false;
        };
        let collects =
            matches!(&around.repeat, Some(RepeatPlan::Each(each)) if each.collect.is_some());
        !around.outputs.is_empty() || (collects && visit.round.is_some())
    }
}
