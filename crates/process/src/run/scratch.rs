//! The scratch copy a command is decided on: emits events, moves tokens along flows, enters and completes steps.

use super::apply::apply;
use super::command::{Actor, Command};
use super::event::{Event, Fact, IncidentReason};
use super::rejection::Rejection;
use super::state::{State, Status, StepInstance};
use super::step;
use super::storable;
use crate::definition::{Definition, Moment, Plan};
use crate::id::{FlowId, IncidentId, StepId, StepInstanceId};
use feel::{Timestamp, Zone};
use std::collections::VecDeque;

/// Steps one command may enter before the case is said to run in circles.
pub const MAX_VISITS: usize = 10_000;

pub(super) struct Scratch<'a> {
    pub definition: &'a Definition,
    pub state: State,
    pub at: Timestamp,
    pub by: Actor,
    events: Vec<Event>,
    /// Flows with a token that nobody has looked at yet, first come first served.
    moving: VecDeque<usize>,
    visits: usize,
}

/// What became of a step that was begun.
pub(super) enum Begun {
    /// It is over and takes all its flows.
    Done,
    /// It is over and takes this flow only.
    Takes(usize),
    /// It waits for somebody or something.
    Waits,
    /// It cannot go on until somebody mends it.
    Stuck(IncidentReason, String),
}

impl<'a> Scratch<'a> {
    pub fn new(definition: &'a Definition, state: &State, command: &Command) -> Self {
        Self {
            definition,
            state: state.clone(),
            at: command.at,
            by: command.by,
            events: Vec::new(),
            moving: VecDeque::new(),
            visits: 0,
        }
    }

    pub fn into_events(self) -> Vec<Event> {
        self.events
    }

    pub fn must_be_running(&self) -> Result<(), Rejection> {
        match self.state.status {
            Status::Active => Ok(()),
            _ => Err(Rejection::NotRunning),
        }
    }

    pub fn emit(&mut self, fact: Fact) {
        let event = Event { at: self.at, fact };
        apply(&mut self.state, &event);
        self.events.push(event);
    }

    /// The next number inside this instance; taken when an event with it is emitted.
    pub fn next_id(&self) -> u64 {
        self.state.last_id + 1
    }

    pub fn moment(&self) -> Moment {
        let zone = self.state.zone.parse().unwrap_or(Zone::Utc);
        Moment { at: self.at, zone }
    }

    pub fn visit(&self, id: StepInstanceId) -> Option<&StepInstance> {
        self.state.active.get(&id)
    }

    /// The step of a visit, as the definition numbers it.
    pub fn index_of(&self, step: &StepId) -> Result<usize, Rejection> {
        let index = self.definition.graph.step(step);
        index.ok_or_else(|| Rejection::NoSuchStep { step: step.clone() })
    }

    pub fn step_id(&self, index: usize) -> StepId {
        self.definition.diagram().steps[index].id.clone()
    }

    fn flow_id(&self, index: usize) -> FlowId {
        self.definition.diagram().flows[index].id.clone()
    }

    fn tokens_on(&self, flow: usize) -> u32 {
        let id = &self.definition.diagram().flows[flow].id;
        self.state.tokens.get(id).copied().unwrap_or(0)
    }

    /// Begins a visit. It does nothing yet: see [`Self::begin`].
    pub fn enter(&mut self, step: usize, via: &[usize]) -> StepInstanceId {
        self.visits += 1;
        let id = StepInstanceId(self.next_id());
        self.emit(Fact::StepEntered {
            step_instance: id,
            step: self.step_id(step),
            via: via.iter().map(|flow| self.flow_id(*flow)).collect(),
        });
        id
    }

    /// Does what a step does when it is reached, or when it is tried again.
    pub fn begin(&mut self, id: StepInstanceId, step: usize) {
        match step::begin(self, id, step) {
            Begun::Done => self.complete(id, step),
            Begun::Takes(flow) => self.complete_by(id, step, &[flow]),
            Begun::Waits => {}
            Begun::Stuck(reason, message) => self.raise(id, step, reason, message),
        }
    }

    /// Ends a visit and takes every flow out.
    pub fn complete(&mut self, id: StepInstanceId, step: usize) {
        let definition = self.definition;
        self.complete_by(id, step, &definition.graph.outgoing[step]);
    }

    fn complete_by(&mut self, id: StepInstanceId, step: usize, flows: &[usize]) {
        self.emit(Fact::StepCompleted {
            step_instance: id,
            step: self.step_id(step),
        });
        // An end is an end, whatever is drawn behind it.
        if matches!(self.definition.plans[step], Plan::End) {
            return;
        }
        for flow in flows {
            self.emit(Fact::FlowTaken {
                flow: self.flow_id(*flow),
            });
            self.moving.push_back(*flow);
        }
    }

    pub fn raise(
        &mut self,
        id: StepInstanceId,
        step: usize,
        reason: IncidentReason,
        message: String,
    ) {
        self.emit(Fact::IncidentRaised {
            incident: IncidentId(self.next_id()),
            step_instance: id,
            step: self.step_id(step),
            reason,
            message: storable::sentence(&message),
        });
    }

    /// Looks again at every token that stands on a flow.
    pub fn wake_tokens(&mut self) {
        for flow in 0..self.definition.diagram().flows.len() {
            for _ in 0..self.tokens_on(flow) {
                self.moving.push_back(flow);
            }
        }
    }

    /// Moves tokens until nothing moves any more, then sees whether the case is over.
    pub fn run(&mut self) {
        while let Some(flow) = self.moving.pop_front() {
            let Some(step) = self.definition.graph.target(flow) else {
                continue;
            };
            let Some(via) = self.ways_in(flow, step) else {
                continue;
            };
            let id = self.enter(step, &via);
            if self.visits < MAX_VISITS {
                self.begin(id, step);
            } else {
                // The other tokens stay where they are, until this is tried again.
                self.moving.clear();
                let message = format!(
                    "The case went round {MAX_VISITS} times without waiting for anything, and was stopped at “{}”.",
                    self.definition.name(step)
                );
                self.raise(id, step, IncidentReason::Loop, message);
            }
        }
        self.settle();
    }

    /// The flows a step takes its tokens from, when it may begin.
    fn ways_in(&self, flow: usize, step: usize) -> Option<Vec<usize>> {
        if self.definition.is_join(step) {
            let incoming = &self.definition.graph.incoming[step];
            let complete = incoming.iter().all(|flow| self.tokens_on(*flow) > 0);
            return complete.then(|| incoming.clone());
        }
        (self.tokens_on(flow) > 0).then(|| vec![flow])
    }

    /// With nothing left to do the case is over, unless a join still waits for what cannot come.
    fn settle(&mut self) {
        if self.state.status != Status::Active || !self.state.active.is_empty() {
            return;
        }
        let definition = self.definition;
        let waiting = (0..definition.plans.len()).find_map(|step| {
            let arrived = |flow: &&usize| self.tokens_on(**flow) > 0;
            let incoming = definition.graph.incoming[step].iter();
            let via: Vec<_> = incoming.filter(arrived).copied().collect();
            (!via.is_empty()).then_some((step, via))
        });
        match waiting {
            None => self.emit(Fact::InstanceCompleted),
            Some((join, via)) => {
                let id = self.enter(join, &via);
                self.raise(id, join, IncidentReason::Join, self.missing(join, &via));
            }
        }
    }

    fn missing(&self, join: usize, arrived: &[usize]) -> String {
        let graph = &self.definition.graph;
        let missing: Vec<_> = graph.incoming[join]
            .iter()
            .filter(|flow| !arrived.contains(flow))
            .filter_map(|flow| graph.source(*flow))
            .map(|step| format!("“{}”", self.definition.name(step)))
            .collect();
        format!(
            "“{}” waits for {}, but nothing is left that could come from there. Try again to carry on without it.",
            self.definition.name(join),
            missing.join(" and ")
        )
    }
}
