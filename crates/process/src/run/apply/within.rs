//! Folds the facts of scopes, waits, rounds and undoing.

use super::super::event::{Fact, Undoable};
use super::super::state::{Doing, Rounds, Scope, State, Wait};
use super::{doing, number, set, take_tokens};
use crate::id::StepInstanceId;

pub(super) fn apply(state: &mut State, fact: &Fact) {
    match fact {
        Fact::ScopeOpened {
            step_instance,
            holds_steps,
            undoable,
        } => {
            let scope = Scope {
                undoable: undoable.clone(),
                ..Scope::default()
            };
            state.scopes.insert(*step_instance, scope);
            if *holds_steps {
                set(state, *step_instance, Doing::Inside { cancelled: false });
            }
        }
        Fact::TokensRemoved { scope, flow, count } => take_tokens(state, *scope, flow, *count),
        Fact::Awaited {
            wait,
            owner,
            step,
            what,
        } => {
            number(state, wait.0);
            if let Some(visit) = state.active.get_mut(owner)
                && visit.doing == Doing::Passing
            {
                visit.doing = Doing::AwaitingEvent;
            }
            let waiting = Wait {
                owner: *owner,
                step: step.clone(),
                what: what.clone(),
            };
            state.waits.insert(*wait, waiting);
        }
        Fact::Happened { again: true, .. } => {}
        Fact::Happened { wait, .. } | Fact::WaitDropped { wait, .. } => {
            state.waits.remove(wait);
        }
        Fact::UndoNoted {
            step_instance,
            step,
            scope,
            variables,
        } => {
            let inside = state.scopes.get(step_instance);
            let entry = Undoable {
                step_instance: *step_instance,
                step: step.clone(),
                variables: variables.clone(),
                inside: inside.map_or_else(Vec::new, |inside| inside.undoable.clone()),
            };
            if let Some(list) = undoable(state, *scope) {
                list.push(entry);
            }
        }
        Fact::UndoBegun {
            step_instance,
            items,
        } => {
            for item in items {
                forget(&mut state.undoable, item.step_instance);
                for scope in state.scopes.values_mut() {
                    forget(&mut scope.undoable, item.step_instance);
                }
            }
            if let Some(doing) = doing(state, *step_instance) {
                *doing = Doing::Undoing {
                    rest: items.clone(),
                    cancels: matches!(doing, Doing::Inside { cancelled: true }),
                };
            }
        }
        Fact::UndoneNext { step_instance } => {
            if let Some(Doing::Undoing { rest, .. }) = doing(state, *step_instance) {
                rest.pop();
            }
        }
        Fact::GateChanged {
            scope,
            step,
            arrived,
        } => {
            let gates = match *scope {
                StepInstanceId::ROOT => Some(&mut state.gates),
                scope => state.scopes.get_mut(&scope).map(|scope| &mut scope.gates),
            };
            if let Some(gates) = gates {
                if arrived.is_empty() {
                    gates.remove(step);
                } else {
                    gates.insert(step.clone(), arrived.iter().cloned().collect());
                }
            }
        }
        Fact::TransactionCancelled { step_instance } => {
            set(state, *step_instance, Doing::Inside { cancelled: true });
        }
        Fact::MessageKept { message, until } => state.messages.push((message.clone(), *until)),
        Fact::MessageGone { place } if *place < state.messages.len() => {
            state.messages.remove(*place);
        }
        Fact::CallOpened { step_instance, .. } => set(state, *step_instance, Doing::AwaitingCall),
        Fact::CallReturned { step_instance } => set(state, *step_instance, Doing::Passing),
        Fact::StepsQueued {
            step_instance,
            steps,
        } => {
            if let Some(scope) = state.scopes.get_mut(step_instance) {
                scope.queue.extend(steps.iter().cloned());
            }
        }
        Fact::QueueAdvanced { step_instance } => {
            if let Some(scope) = state.scopes.get_mut(step_instance)
                && !scope.queue.is_empty()
            {
                scope.queue.remove(0);
            }
        }
        Fact::StepReleased { step_instance } => {
            set(state, *step_instance, Doing::Inside { cancelled: false });
        }
        Fact::StepHeld { step_instance } => set(state, *step_instance, Doing::Held),
        Fact::RoundsPlanned {
            step_instance,
            total,
            items,
        } => {
            let rounds = Rounds {
                total: *total,
                items: items.clone(),
                ..Rounds::default()
            };
            set(state, *step_instance, Doing::Repeating(Box::new(rounds)));
        }
        Fact::RoundAdded { .. }
        | Fact::RoundsClosed { .. }
        | Fact::RoundDone { .. }
        | Fact::WentOn { .. } => round(state, fact),
        // These tell a story and change nothing.
        _ => {}
    }
}

fn round(state: &mut State, fact: &Fact) {
    let (Fact::RoundAdded { step_instance, .. }
    | Fact::RoundsClosed { step_instance }
    | Fact::RoundDone { step_instance, .. }
    | Fact::WentOn { step_instance }) = fact
    else {
        return;
    };
    let Some(Doing::Repeating(rounds)) = doing(state, *step_instance) else {
        return;
    };
    match fact {
        Fact::RoundAdded { item, .. } => {
            rounds.items.push(item.clone());
            rounds.total = rounds.total.map(|total| total + 1);
        }
        Fact::RoundDone { round, result, .. } => {
            rounds.done += 1;
            if let Some(result) = result {
                rounds.results.insert(*round, result.clone());
            }
        }
        Fact::WentOn { .. } => rounds.went_on = true,
        _ => rounds.closed = true,
    }
}

fn undoable(state: &mut State, scope: StepInstanceId) -> Option<&mut Vec<Undoable>> {
    match scope {
        StepInstanceId::ROOT => Some(&mut state.undoable),
        scope => Some(&mut state.scopes.get_mut(&scope)?.undoable),
    }
}

/// Takes an entry out, also from inside others.
fn forget(list: &mut Vec<Undoable>, id: StepInstanceId) {
    list.retain(|entry| entry.step_instance != id);
    list.iter_mut()
        .for_each(|entry| forget(&mut entry.inside, id));
}
