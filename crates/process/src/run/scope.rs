//! Scopes: a visit that holds others, or has variables of its own, and how all that ends.

use super::event::{Fact, IncidentReason};
use super::scratch::{Moving, Scratch};
use super::state::Doing;
use super::{awaiting, storable};
use crate::definition::Plan;
use crate::id::StepInstanceId;
use std::collections::BTreeMap;

impl Scratch<'_> {
    pub fn open_scope(&mut self, id: StepInstanceId, holds_steps: bool) -> Result<(), String> {
        if !self.state.scopes.contains_key(&id) {
            self.emit(Fact::ScopeOpened {
                step_instance: id,
                holds_steps,
                undoable: Vec::new(),
            });
        }
        Ok(())
    }

    /// Gives a visit the variables its inputs say, in a scope of its own.
    pub fn open(&mut self, id: StepInstanceId, step: usize) -> Result<(), String> {
        let definition = self.definition;
        let around = definition.around(step);
        let group = matches!(definition.plans[step], Plan::Group(..));
        let maps = around.is_some_and(|a| !a.inputs.is_empty() || !a.outputs.is_empty());
        let simulated = self.simulates();
        if !group && (!maps || simulated) {
            return Ok(());
        }
        let mut values = BTreeMap::new();
        if let Some(around) = around.filter(|_| !simulated) {
            for (key, from) in &around.inputs {
                let value = self.evaluate(id, from)?;
                values.insert(key.clone(), storable::value(&value));
            }
        }
        if group {
            self.declare(id, step + 1, &mut values)?;
        }
        self.open_scope(id, group)?;
        self.write_in(id, values);
        Ok(())
    }

    /// The slot of the structure a scope has its steps from.
    pub fn slot(&self, scope: StepInstanceId) -> usize {
        let step = self.step_of(scope);
        step.map_or(0, |step| step + 1)
    }

    pub fn visits_in(&self, scope: StepInstanceId) -> Vec<StepInstanceId> {
        let inside = self
            .state
            .active
            .iter()
            .filter(|(_, visit)| visit.scope == scope);
        inside.map(|(id, _)| *id).collect()
    }

    pub fn is_empty(&self, scope: StepInstanceId) -> bool {
        !self.state.active.values().any(|visit| visit.scope == scope)
    }

    /// Ends a visit, and everything inside it first.
    pub fn terminate(&mut self, id: StepInstanceId) {
        let Some(visit) = self.visit(id) else {
            return;
        };
        let (step, scope) = (visit.step.clone(), visit.scope);
        if self.state.scopes.contains_key(&id) {
            for inside in self.visits_in(id) {
                self.terminate(inside);
            }
        }
        self.emit(Fact::StepTerminated {
            step_instance: id,
            step,
        });
        self.moving
            .retain(|moving| !matches!(moving, Moving::Token(scope, _) if *scope == id));
        self.touched.remove(&id);
        self.touch(scope);
    }

    /// Ends everything in a scope at once: its visits, its tokens, and what it waits for.
    pub fn clear(&mut self, scope: StepInstanceId) {
        for id in self.visits_in(scope) {
            self.terminate(id);
        }
        self.moving
            .retain(|moving| !matches!(moving, Moving::Token(at, _) if *at == scope));
        let tokens = match scope {
            StepInstanceId::ROOT => self.state.tokens.clone(),
            scope => self
                .state
                .scopes
                .get(&scope)
                .map_or_else(BTreeMap::new, |scope| scope.tokens.clone()),
        };
        for (flow, count) in tokens {
            self.emit(Fact::TokensRemoved { scope, flow, count });
        }
        let queued = self.state.scopes.get(&scope);
        for _ in 0..queued.map_or(0, |scope| scope.queue.len()) {
            self.emit(Fact::QueueAdvanced {
                step_instance: scope,
            });
        }
        awaiting::drop_waits_of(self, scope);
        self.touch(scope);
    }

    /// Something has ended in a scope: it may be over. For the case itself that is looked at when nothing moves.
    pub fn touch(&mut self, scope: StepInstanceId) {
        if scope != StepInstanceId::ROOT {
            self.touched.insert(scope);
        }
    }

    /// Looks whether scopes are over. Whether any was.
    pub fn settle_touched(&mut self) -> bool {
        let mut settled = false;
        for scope in std::mem::take(&mut self.touched) {
            settled |= self.settle(scope);
        }
        settled
    }

    fn settle(&mut self, scope: StepInstanceId) -> bool {
        let Some(visit) = self.visit(scope) else {
            return false;
        };
        if !matches!(visit.doing, Doing::Inside { cancelled: false }) {
            return false;
        }
        let Some(step) = self.definition.graph.step(&visit.step) else {
            return false;
        };
        let definition = self.definition;
        if let Plan::Group(sort, Some(until)) = &definition.plans[step] {
            match self.is_true(until, &self.data_of(scope)) {
                Err(message) => {
                    self.raise(scope, step, IncidentReason::Expression, message);
                    return false;
                }
                Ok(true) => {
                    if matches!(
                        sort,
                        crate::step::Sort::AdHoc {
                            stop_rest: true,
                            ..
                        }
                    ) {
                        self.clear(scope);
                    }
                    if self.is_empty(scope) {
                        self.complete(scope, step);
                        return true;
                    }
                    return false;
                }
                Ok(false) => {}
            }
        }
        if !self.is_empty(scope) {
            return false;
        }
        if self.begin_queued(scope) {
            return true;
        }
        if self.has_tokens(scope) {
            return self.is_stuck(scope);
        }
        self.complete(scope, step);
        true
    }

    /// Lets the next of the steps that are done one after the other begin.
    fn begin_queued(&mut self, scope: StepInstanceId) -> bool {
        let queue = self.state.scopes.get(&scope).map(|scope| &scope.queue);
        let Some(next) = queue.and_then(|queue| queue.first()).cloned() else {
            return false;
        };
        self.emit(Fact::QueueAdvanced {
            step_instance: scope,
        });
        if let Some(step) = self.definition.graph.step(&next) {
            self.go_to(scope, step, &[]);
        }
        // It may be over at once.
        self.touch(scope);
        true
    }

    fn has_tokens(&self, scope: StepInstanceId) -> bool {
        self.state
            .scopes
            .get(&scope)
            .is_some_and(|scope| !scope.tokens.is_empty())
    }
}
