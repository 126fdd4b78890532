//! What can happen next where a case stands, and making it happen in the kernel.

use super::space::{Space, comes_from_outside};
use crate::id::{FlowId, StepId, StepInstanceId, WaitId};
use crate::run::{Actor, Command, Doing, Driver, Event, Fact, State, Wish, drive};
use feel::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// One thing that happens: a command, and the ways its step is left by where that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    pub command: Command,
    pub ways: Option<(StepId, Vec<FlowId>)>,
}

/// What may happen to one visit; nothing else changes what these lead to.
pub(super) struct Group {
    /// The visit, and its step.
    pub visit: StepInstanceId,
    pub step: usize,
    pub moves: Vec<Move>,
}

#[derive(Default)]
pub(super) struct Possible {
    /// In the order it is worth looking at them.
    pub groups: Vec<Group>,
    /// What may happen to whole scopes at any time.
    pub always: Vec<Move>,
}

impl Possible {
    pub fn is_nothing(&self) -> bool {
        self.groups.is_empty() && self.always.is_empty()
    }
}

fn by_nobody(wish: Wish, ways: Option<(StepId, Vec<FlowId>)>) -> Move {
    let command = Command {
        at: Timestamp(0),
        by: Actor::Engine,
        wish,
    };
    Move { command, ways }
}

pub(super) fn begin(wish: &Wish) -> Move {
    by_nobody(wish.clone(), None)
}

pub(super) fn possible(space: &Space, state: &State, fired: &BTreeSet<WaitId>) -> Possible {
    let definition = &space.definition;
    let mut groups: BTreeMap<StepInstanceId, Group> = BTreeMap::new();
    let mut group = |visit: StepInstanceId, step: usize, moves: Vec<Move>| {
        let group = groups.entry(visit).or_insert_with(|| Group {
            visit,
            step,
            moves: Vec::new(),
        });
        group.moves.extend(moves);
    };
    for (id, visit) in &state.active {
        let Some(step) = definition.graph.step(&visit.step) else {
            continue;
        };
        if visit.doing != Doing::Held {
            continue;
        }
        let release = || Wish::Release { step_instance: *id };
        let choices = &space.choices[step];
        if choices.is_empty() {
            group(*id, step, vec![by_nobody(release(), None)]);
        }
        for ways in choices {
            let ways = Some((visit.step.clone(), ways.clone()));
            group(*id, step, vec![by_nobody(release(), ways)]);
        }
    }
    let mut always = Vec::new();
    for (id, wait) in &state.waits {
        let Some(step) = definition.graph.step(&wait.step) else {
            continue;
        };
        if fired.contains(id) || !comes_from_outside(definition, step) {
            continue;
        }
        let happen = by_nobody(Wish::Happen { wait: *id }, None);
        let owner = state.active.get(&wait.owner);
        let own = owner.filter(|owner| matches!(owner.doing, Doing::Held | Doing::AwaitingEvent));
        match own.and_then(|owner| definition.graph.step(&owner.step)) {
            Some(at) => group(wait.owner, at, vec![happen]),
            None => always.push(happen),
        }
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    groups.sort_by_key(|group| (space.order.rank[group.step], group.visit));
    Possible { groups, always }
}

/// What became of a move.
pub(super) struct Outcome {
    pub state: State,
    pub events: Vec<Event>,
    pub fired: BTreeSet<WaitId>,
}

/// Does it, in the kernel. None when the kernel refuses.
pub(super) fn perform(
    space: &Space,
    driver: &mut Driver,
    state: &State,
    fired: &BTreeSet<WaitId>,
    wanted: &Move,
) -> Option<Outcome> {
    driver.ways.clear();
    if let Some((step, ways)) = &wanted.ways {
        driver.ways.insert(step.clone(), ways.clone());
    }
    let mut after = state.clone();
    let events = drive(&space.definition, &mut after, &wanted.command, driver).ok()?;
    let mut fired = fired.clone();
    if let Wish::Happen { wait } = wanted.command.wish
        && after.waits.contains_key(&wait)
    {
        fired.insert(wait);
    }
    fired.retain(|wait| after.waits.contains_key(wait));
    Some(Outcome {
        state: after,
        events,
        fired,
    })
}

/// Whether what happened concerns nobody but the visit it happened to, and what comes after it.
pub(super) fn is_local(visit: StepInstanceId, events: &[Event]) -> bool {
    events.iter().all(|event| match &event.fact {
        Fact::StepTerminated { step_instance, .. } => *step_instance == visit,
        Fact::InstanceStarted { .. }
        | Fact::StepEntered { .. }
        | Fact::StepCompleted { .. }
        | Fact::FlowTaken { .. }
        | Fact::StepHeld { .. }
        | Fact::Awaited { .. }
        | Fact::Happened { .. }
        | Fact::WaitDropped { .. }
        | Fact::ScopeOpened { .. }
        | Fact::RoundsPlanned { .. }
        | Fact::RoundDone { .. }
        | Fact::WentOn { .. }
        | Fact::UndoNoted { .. }
        | Fact::MessageSent { .. }
        | Fact::InstanceCompleted => true,
        _ => false,
    })
}
