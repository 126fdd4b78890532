//! Moves tokens until nothing moves any more, then sees what is over and what is stuck.

use super::event::{Fact, IncidentReason};
use super::scratch::{Moving, Scratch};
use super::state::{Doing, Status};
use super::{awaiting, gate, inclusive, repeat, retiming, throwing, undo};
use crate::definition::Plan;
use crate::id::StepInstanceId;
use std::borrow::Cow;

impl<'a> Scratch<'a> {
    pub fn run(&mut self) {
        loop {
            self.come_to_rest();
            if !self.settle_case() {
                return;
            }
        }
    }

    fn come_to_rest(&mut self) {
        loop {
            while let Some(moving) = self.moving.pop_front() {
                match moving {
                    Moving::Token(scope, flow) => self.advance(scope, flow),
                    Moving::Throw(id) => throwing::happen(self, id),
                    Moving::Begin(id) => self.pass(id),
                }
            }
            if let Some(id) = self.due.pop_front() {
                self.go_on(id);
            } else if !(self.look_at_data()
                || self.admit_limited()
                || inclusive::fire(self)
                || self.settle_touched()
                || inclusive::release_mutual(self))
            {
                return;
            }
        }
    }

    /// After the data have changed: whether a condition that is waited for has come true.
    fn look_at_data(&mut self) -> bool {
        if !std::mem::take(&mut self.data_changed) {
            return false;
        }
        retiming::look_again(self);
        awaiting::look_at_conditions(self)
    }

    /// Ends a visit that has nothing to do.
    fn pass(&mut self, id: StepInstanceId) {
        let step = self.step_of(id);
        if let Some(step) = step {
            self.complete(id, step);
        }
    }

    /// Looks again at every token that stands on a flow.
    pub fn wake_tokens(&mut self) {
        let scopes: Vec<_> = self.state.scopes.keys().copied().collect();
        for scope in [StepInstanceId::ROOT].into_iter().chain(scopes) {
            for flow in 0..self.definition.diagram().flows.len() {
                for _ in 0..self.tokens_on(scope, flow) {
                    self.moving.push_back(Moving::Token(scope, flow));
                }
            }
        }
    }

    fn go_on(&mut self, id: StepInstanceId) {
        match self.visit(id).map(|visit| &visit.doing) {
            Some(Doing::Repeating(_)) => repeat::go_on(self, id),
            Some(Doing::Undoing { .. }) => undo::next(self, id),
            _ => {}
        }
    }

    fn advance(&mut self, scope: StepInstanceId, flow: usize) {
        let Some(step) = self.definition.graph.target(flow) else {
            return;
        };
        if !self.may_begin(scope, step) {
            return;
        }
        if let Some(via) = self.ways_in(scope, flow, step) {
            self.go_to(scope, step, &via);
        }
    }

    /// Enters a step and begins it, unless the case runs in circles.
    pub fn go_to(&mut self, scope: StepInstanceId, step: usize, via: &[usize]) {
        let id = self.enter(scope, step, via);
        if self.is_spent() {
            self.stop_circling(id, step);
        } else {
            self.begin(id, step);
        }
    }

    /// The flows a step takes its tokens from, when it may begin.
    fn ways_in(
        &mut self,
        scope: StepInstanceId,
        flow: usize,
        step: usize,
    ) -> Option<Cow<'a, [usize]>> {
        let definition = self.definition;
        let incoming = definition.graph.incoming[step].as_slice();
        if self.tokens_on(scope, flow) == 0 {
            return None;
        }
        match &definition.plans[step] {
            Plan::Parallel if incoming.len() > 1 => {
                let complete = self.flows_with_tokens(scope) >= incoming.len()
                    && incoming.iter().all(|flow| self.tokens_on(scope, *flow) > 0);
                complete.then_some(Cow::Borrowed(incoming))
            }
            // Looked at when nothing else moves.
            Plan::Inclusive(_) if incoming.len() > 1 => None,
            Plan::Complex(plan) if incoming.len() > 1 => {
                gate::ways_in(self, scope, flow, step, plan).map(Cow::Owned)
            }
            _ => match definition.around(step).map_or(1, |around| around.takes) {
                0 | 1 => {
                    let place = incoming.iter().position(|way| *way == flow)?;
                    Some(Cow::Borrowed(&incoming[place..=place]))
                }
                takes => {
                    let there = incoming
                        .iter()
                        .flat_map(|flow| (0..self.tokens_on(scope, *flow)).map(|_| *flow));
                    let taken: Vec<_> = there.take(takes).collect();
                    (taken.len() == takes).then_some(Cow::Owned(taken))
                }
            },
        }
    }

    /// Whether what a step names besides its flows lets it begin.
    fn may_begin(&self, scope: StepInstanceId, step: usize) -> bool {
        if self.definition.structure.limited.is_empty() {
            return true;
        }
        if self.definition.is_one_at_a_time(self.slot(scope)) && !self.is_empty(scope) {
            return false;
        }
        let Some(around) = self.definition.around(step) else {
            return true;
        };
        let at_work = |wanted: &dyn Fn(usize) -> bool| {
            let mut steps = self.state.active.values();
            steps.any(|visit| self.definition.graph.step(&visit.step).is_some_and(wanted))
        };
        let taken = |other: usize| {
            self.definition
                .around(other)
                .is_some_and(|other| around.one_of.iter().any(|name| other.one_of.contains(name)))
        };
        let free = around.one_of.is_empty() || !at_work(&taken);
        free && around
            .while_open
            .is_none_or(|open| at_work(&|step| step == open))
    }

    /// Lets in a token that waited for something else to end or to begin.
    fn admit_limited(&mut self) -> bool {
        let definition = self.definition;
        for &step in &definition.structure.limited {
            for scope in self.scopes_of(definition.structure.slot_of(step)) {
                if !self.may_begin(scope, step) {
                    continue;
                }
                for &flow in &definition.graph.incoming[step] {
                    if let Some(via) = self.ways_in(scope, flow, step) {
                        self.go_to(scope, step, &via);
                        return true;
                    }
                }
            }
        }
        false
    }

    /// The scopes whose steps stand in a slot.
    pub fn scopes_of(&self, slot: usize) -> Vec<StepInstanceId> {
        if slot == 0 {
            return vec![StepInstanceId::ROOT];
        }
        let scopes = self.state.scopes.keys().copied();
        scopes.filter(|scope| self.slot(*scope) == slot).collect()
    }

    /// With nothing left to do the case is over, unless a join still waits for what cannot come. Whether something moves
    /// again.
    fn settle_case(&mut self) -> bool {
        if self.state.status != Status::Active || !self.state.active.is_empty() {
            return false;
        }
        if !self.state.tokens.is_empty() {
            return self.is_stuck(StepInstanceId::ROOT);
        }
        awaiting::drop_waits_of(self, StepInstanceId::ROOT);
        self.emit(Fact::InstanceCompleted);
        false
    }

    /// Nothing is at work in a scope, yet tokens stand in it. A gateway that waited for another one goes on; what waits
    /// for what cannot come is an incident. Whether anything came of it.
    pub fn is_stuck(&mut self, scope: StepInstanceId) -> bool {
        if inclusive::release_first(self, scope) {
            return true;
        }
        if self.driver.is_some_and(|driver| driver.leaves_stuck) {
            return false;
        }
        let definition = self.definition;
        let waiting = (0..definition.plans.len()).find_map(|step| {
            let arrived = |flow: &&usize| self.tokens_on(scope, **flow) > 0;
            let incoming = definition.graph.incoming[step].iter();
            let via: Vec<_> = incoming.filter(arrived).copied().collect();
            let waits = scope != StepInstanceId::ROOT && !self.may_begin(scope, step);
            (!via.is_empty() && !waits).then_some((step, via))
        });
        let Some((join, via)) = waiting else {
            return false;
        };
        let id = self.enter(scope, join, &via);
        self.raise(id, join, IncidentReason::Join, self.missing(join, &via));
        true
    }

    fn missing(&self, join: usize, arrived: &[usize]) -> String {
        let graph = &self.definition.graph;
        let name = self.definition.name(join);
        let missing: Vec<_> = graph.incoming[join]
            .iter()
            .filter(|flow| !arrived.contains(flow))
            .filter_map(|flow| graph.source(*flow))
            .map(|step| format!("“{}”", self.definition.name(step)))
            .collect();
        if missing.is_empty() {
            return format!(
                "“{name}” waits for something that cannot come any more. Try again to carry on without it."
            );
        }
        format!(
            "“{name}” waits for {}, but nothing is left that could come from there. Try again to carry on without it.",
            missing.join(" and ")
        )
    }
}
