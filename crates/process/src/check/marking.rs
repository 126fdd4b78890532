//! Where a case stands, without the numbers its visits happen to have: two states with the same marking go on alike.

use crate::definition::Definition;
use crate::id::{FlowId, StepId, StepInstanceId, WaitId};
use crate::run::{Doing, State, StepInstance, Undoable};
use std::collections::{BTreeMap, BTreeSet};

/// Parts are closed by this, so that no two of them run together.
const END: u32 = u32::MAX;

pub(super) type Marking = Box<[u32]>;

/// `fired` are the waits that have happened once and may do so again: once is enough to see what they lead to.
pub(super) fn marking(definition: &Definition, state: &State, fired: &BTreeSet<WaitId>) -> Marking {
    let mut visits: BTreeMap<StepInstanceId, Vec<(StepInstanceId, &StepInstance)>> =
        BTreeMap::new();
    for (id, visit) in &state.active {
        visits.entry(visit.scope).or_default().push((*id, visit));
    }
    let mut waits: BTreeMap<StepInstanceId, Vec<u32>> = BTreeMap::new();
    for (id, wait) in &state.waits {
        let step = number(definition, &wait.step);
        let code = step * 2 + u32::from(fired.contains(id));
        waits.entry(wait.owner).or_default().push(code);
    }
    waits.values_mut().for_each(|codes| codes.sort_unstable());
    let writer = Writer {
        definition,
        state,
        visits,
        waits,
    };
    let mut out = vec![state.status as u32];
    writer.scope(StepInstanceId::ROOT, &mut out);
    out.into_boxed_slice()
}

struct Writer<'a> {
    definition: &'a Definition,
    state: &'a State,
    visits: BTreeMap<StepInstanceId, Vec<(StepInstanceId, &'a StepInstance)>>,
    waits: BTreeMap<StepInstanceId, Vec<u32>>,
}

impl Writer<'_> {
    fn scope(&self, scope: StepInstanceId, out: &mut Vec<u32>) {
        let (tokens, gates, undoable) = match scope {
            StepInstanceId::ROOT => (&self.state.tokens, &self.state.gates, &self.state.undoable),
            scope => match self.state.scopes.get(&scope) {
                Some(scope) => (&scope.tokens, &scope.gates, &scope.undoable),
                None => return,
            },
        };
        let mut on_flows: Vec<(u32, u32)> = tokens
            .iter()
            .map(|(flow, count)| (self.flow(flow), *count))
            .collect();
        on_flows.sort_unstable();
        out.extend(on_flows.iter().flat_map(|(flow, count)| [*flow, *count]));
        out.push(END);
        for (step, arrived) in gates {
            out.push(number(self.definition, step));
            out.extend(arrived.iter().map(|flow| self.flow(flow)));
            out.push(END);
        }
        out.push(END);
        self.undoable(undoable, out);
        self.waits(scope, out);
        let inside = self.visits.get(&scope).into_iter().flatten();
        let mut inside: Vec<Vec<u32>> = inside.map(|(id, visit)| self.visit(*id, visit)).collect();
        inside.sort_unstable();
        out.extend(inside.into_iter().flatten());
        out.push(END);
    }

    fn visit(&self, id: StepInstanceId, visit: &StepInstance) -> Vec<u32> {
        let mut out = vec![number(self.definition, &visit.step)];
        out.push(u32::from(visit.round.is_some()));
        out.push(
            match visit.undoes_for.and_then(|id| self.state.active.get(&id)) {
                Some(thrower) => number(self.definition, &thrower.step) + 1,
                None => 0,
            },
        );
        self.doing(&visit.doing, &mut out);
        if id != StepInstanceId::ROOT {
            if self.state.scopes.contains_key(&id) {
                self.scope(id, &mut out);
            } else {
                self.waits(id, &mut out);
            }
        }
        out
    }

    fn doing(&self, doing: &Doing, out: &mut Vec<u32>) {
        let small = |count: u64| u32::try_from(count).unwrap_or(END - 1);
        match doing {
            Doing::Held => out.push(1),
            Doing::AwaitingEvent => out.push(2),
            Doing::Inside { cancelled } => out.push(3 + u32::from(*cancelled)),
            Doing::Repeating(rounds) => out.extend([
                5,
                small(rounds.begun),
                small(rounds.done),
                small(rounds.stopped),
                u32::from(rounds.went_on),
                u32::from(rounds.closed),
            ]),
            Doing::Undoing { rest, cancels } => {
                out.push(6 + u32::from(*cancels));
                self.undoable(rest, out);
            }
            Doing::Stuck { reason, .. } => out.extend([8, *reason as u32]),
            Doing::AwaitingCall => out.push(9),
            Doing::Passing
            | Doing::Answered { .. }
            | Doing::AwaitingPerson { .. }
            | Doing::AwaitingTimer { .. }
            | Doing::AwaitingJob { .. } => out.push(0),
        }
    }

    fn undoable(&self, items: &[Undoable], out: &mut Vec<u32>) {
        for item in items {
            out.push(number(self.definition, &item.step));
            self.undoable(&item.inside, out);
        }
        out.push(END);
    }

    fn waits(&self, owner: StepInstanceId, out: &mut Vec<u32>) {
        out.extend(self.waits.get(&owner).into_iter().flatten());
        out.push(END);
    }

    fn flow(&self, flow: &FlowId) -> u32 {
        let number = self.definition.graph.flow(flow);
        number.map_or(END - 1, small)
    }
}

fn number(definition: &Definition, step: &StepId) -> u32 {
    definition.graph.step(step).map_or(END / 2, small)
}

fn small(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(END / 2)
}
