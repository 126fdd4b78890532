//! What a command is decided on: emits events, enters, begins and completes steps.

use super::apply::apply;
use super::command::{Actor, Command};
use super::driver::Driver;
use super::event::{Event, Fact, IncidentReason};
use super::rejection::Rejection;
use super::state::{State, Status, StepInstance};
use super::{awaiting, leaving, repeat, step, storable};
use crate::definition::{Definition, Moment};
use crate::id::{FlowId, IncidentId, StepId, StepInstanceId};
use feel::{Timestamp, Zone};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Steps one command may enter before the case is said to run in circles.
pub const MAX_VISITS: usize = 10_000;
/// Steps one command may enter at all, with the planned rounds in it.
pub(super) const MOST_VISITS: usize = 300_000;
/// Tokens one command may put on flows for each step it may enter: many ways out, or many tokens given at once.
const TOKENS_A_VISIT: usize = 20;

/// Work that all rules one command has evaluated may take together: some seconds. Then each of them is an incident.
const FUEL: u64 = 100_000_000;
/// Room for the events that a command usually makes, so that they are not moved again and again as they become more.
const USUAL_EVENTS: usize = 64;

pub(super) struct Scratch<'a> {
    pub definition: &'a Definition,
    pub state: &'a mut State,
    pub at: Timestamp,
    pub by: Actor,
    /// Who drives the case in place of the outside world, if anybody does.
    pub driver: Option<&'a Driver>,
    events: Vec<Event>,
    /// What has not been looked at yet, first come first served.
    pub(super) moving: VecDeque<Moving>,
    /// Visits that go on by themselves as soon as nothing moves.
    pub(super) due: VecDeque<StepInstanceId>,
    /// Scopes in which something has ended: they may be over.
    pub(super) touched: BTreeSet<StepInstanceId>,
    /// Conditions that are waited for are looked at again.
    pub(super) data_changed: bool,
    /// Work that the rules of this command may still take.
    fuel: Cell<u64>,
    visits: usize,
    /// Tokens this command has put on flows.
    pub(super) tokens_given: usize,
    /// The visits this command may make; planned rounds add to it.
    budget: usize,
}

/// Something on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moving {
    /// A token on a flow of a scope.
    Token(StepInstanceId, usize),
    /// A visit that is about to make something happen. Everything that was on its way before goes first, so that who
    /// is just about to wait for it does not miss it.
    Throw(StepInstanceId),
    /// A start inside a step, which is over as soon as it is its turn.
    Begin(StepInstanceId),
}

/// What became of a step that was begun.
pub(super) enum Begun {
    /// It is over and takes all its flows.
    Done,
    /// It is over and takes these flows only.
    Takes(Vec<usize>),
    /// It waits for somebody or something.
    Waits,
    /// It cannot go on until somebody mends it.
    Stuck(IncidentReason, String),
}

impl<'a> Scratch<'a> {
    pub fn new(
        definition: &'a Definition,
        state: &'a mut State,
        command: &Command,
        driver: Option<&'a Driver>,
    ) -> Self {
        Self {
            definition,
            state,
            at: command.at,
            by: command.by,
            driver,
            events: Vec::with_capacity(USUAL_EVENTS),
            moving: VecDeque::new(),
            due: VecDeque::new(),
            touched: BTreeSet::new(),
            data_changed: false,
            fuel: Cell::new(FUEL),
            visits: 0,
            tokens_given: 0,
            budget: driver
                .and_then(|driver| driver.visits)
                .unwrap_or(MAX_VISITS),
        }
    }

    pub fn into_events(self) -> Vec<Event> {
        self.events
    }

    pub fn has_emitted(&self) -> bool {
        !self.events.is_empty()
    }

    pub fn must_be_running(&self) -> Result<(), Rejection> {
        match self.state.status {
            Status::Active => Ok(()),
            _ => Err(Rejection::NotRunning),
        }
    }

    pub fn emit(&mut self, fact: Fact) {
        self.events.push(Event { at: self.at, fact });
        if let Some(event) = self.events.last() {
            apply(self.state, event);
        }
    }

    /// The next number inside this instance; taken when an event with it is emitted.
    pub fn next_id(&self) -> u64 {
        self.state.last_id + 1
    }

    pub fn moment(&self) -> Moment<'_> {
        Moment {
            at: self.at,
            zone: self.state.zone.parse().unwrap_or(Zone::Utc),
            left: Some(&self.fuel),
        }
    }

    pub fn visit(&self, id: StepInstanceId) -> Option<&StepInstance> {
        self.state.active.get(&id)
    }

    /// Where a visit stands; none when it is over, or the definition does not have its step.
    pub fn step_of(&self, id: StepInstanceId) -> Option<usize> {
        let visit = self.visit(id)?;
        self.definition.graph.step(&visit.step)
    }

    /// The step of a visit, as the definition numbers it.
    pub fn index_of(&self, step: &StepId) -> Result<usize, Rejection> {
        let index = self.definition.graph.step(step);
        index.ok_or_else(|| Rejection::NoSuchStep { step: step.clone() })
    }

    pub fn step_id(&self, index: usize) -> StepId {
        self.definition.diagram().steps[index].id.clone()
    }

    pub(super) fn flow_id(&self, index: usize) -> FlowId {
        self.definition.diagram().flows[index].id.clone()
    }

    pub(super) fn tokens_on(&self, scope: StepInstanceId, flow: usize) -> u32 {
        let id = &self.definition.diagram().flows[flow].id;
        let tokens = self.tokens(scope);
        tokens
            .and_then(|tokens| tokens.get(id))
            .copied()
            .unwrap_or(0)
    }

    /// How many flows of a scope hold tokens.
    pub(super) fn flows_with_tokens(&self, scope: StepInstanceId) -> usize {
        self.tokens(scope).map_or(0, BTreeMap::len)
    }

    fn tokens(&self, scope: StepInstanceId) -> Option<&BTreeMap<FlowId, u32>> {
        match scope {
            StepInstanceId::ROOT => Some(&self.state.tokens),
            scope => self.state.scopes.get(&scope).map(|scope| &scope.tokens),
        }
    }

    /// Begins a visit. It does nothing yet: see [`Self::begin`].
    pub fn enter(&mut self, scope: StepInstanceId, step: usize, via: &[usize]) -> StepInstanceId {
        self.enter_as(scope, step, via, None, None)
    }

    pub(super) fn enter_as(
        &mut self,
        scope: StepInstanceId,
        step: usize,
        via: &[usize],
        round: Option<u64>,
        undoes_for: Option<StepInstanceId>,
    ) -> StepInstanceId {
        self.visits += 1;
        let id = StepInstanceId(self.next_id());
        self.emit(Fact::StepEntered {
            step_instance: id,
            step: self.step_id(step),
            via: via.iter().map(|flow| self.flow_id(*flow)).collect(),
            scope,
            round,
            undoes_for,
        });
        id
    }

    /// Whether a driver stands for the outside world.
    pub(super) fn simulates(&self) -> bool {
        self.driver.is_some_and(|driver| driver.simulates)
    }

    /// Whether the command has made as many visits as it may.
    pub(super) fn is_spent(&self) -> bool {
        self.visits >= self.budget || self.tokens_given >= self.budget * TOKENS_A_VISIT
    }

    /// Rounds that are planned may be made besides, each with the steps inside it.
    pub(super) fn plan_visits(&mut self, id: StepInstanceId, rounds: u64) {
        let inside = self
            .step_of(id)
            .map_or(0, |step| self.definition.inside(step));
        let rounds = usize::try_from(rounds).unwrap_or(MOST_VISITS);
        let more = rounds.saturating_mul(inside + 1);
        self.budget = self.budget.saturating_add(more).min(MOST_VISITS);
    }

    /// Does what a step does when it is reached, or when it is tried again.
    pub fn begin(&mut self, id: StepInstanceId, step: usize) {
        let definition = self.definition;
        let single = self.visit(id).is_some_and(|visit| visit.round.is_none());
        let around = definition.around(step);
        let repeats = around
            .and_then(|around| around.repeat.as_ref())
            .filter(|_| single);
        if self.is_spent() && (repeats.is_some() || self.visits > self.budget) {
            return self.stop_circling(id, step);
        }
        let ready = match repeats {
            Some(_) => self.open_scope(id, false),
            None => self.open(id, step),
        };
        let ready = ready.and_then(|()| match single {
            true => awaiting::arm_boundaries(self, id, step),
            false => Ok(()),
        });
        if let Err(message) = ready {
            return self.raise(id, step, IncidentReason::Expression, message);
        }
        // A condition that holds already may have ended it.
        if self.visit(id).is_none() {
            return;
        }
        let begun = match repeats {
            Some(plan) => repeat::begin(self, id, plan),
            None => step::begin(self, id, step),
        };
        self.follow(id, step, begun);
    }

    /// Goes on as a step that has begun says.
    pub(super) fn follow(&mut self, id: StepInstanceId, step: usize, begun: Begun) {
        // What it did may have ended it already.
        if self.visit(id).is_none() {
            return;
        }
        match begun {
            Begun::Done => self.complete(id, step),
            Begun::Takes(flows) => leaving::leave(self, id, step, Some(&flows)),
            Begun::Waits => {}
            Begun::Stuck(reason, message) => self.raise(id, step, reason, message),
        }
    }

    /// Ends a visit and takes its flows out.
    pub fn complete(&mut self, id: StepInstanceId, step: usize) {
        leaving::leave(self, id, step, None);
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

    /// The case goes round in circles: it is stopped here, and the other tokens stay where they are until this is
    /// tried again.
    pub(super) fn stop_circling(&mut self, id: StepInstanceId, step: usize) {
        self.moving.clear();
        self.due.clear();
        self.touched.clear();
        let message = format!(
            "The case went round {MAX_VISITS} times without waiting for anything, and was stopped at “{}”.",
            self.definition.name(step)
        );
        self.raise(id, step, IncidentReason::Loop, message);
    }
}
