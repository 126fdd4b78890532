//! A live case becomes a scenario: its events say who answered what, which systems answered how, and when.

use super::spell::between;
use super::{Scenario, expected, run};
use crate::definition::Definition;
use crate::id::{StepId, StepInstanceId};
use crate::play::{Beginning, By, Move, Pins, Reply, Until};
use crate::run::{Actor, Awaited, Doing, Event, Fact, REQUESTER, Requester, State, apply};
use feel::{Timestamp, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Variables whose values are not kept. Who started the case never is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masks(pub BTreeSet<String>);

/// Why a case gives no scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReplayable {
    /// It has no beginning: its events are not all there.
    NoBeginning,
    /// Played again it takes another course: something happened that a scenario cannot say.
    OtherCourse,
}

impl std::fmt::Display for NotReplayable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoBeginning => "The history of this case has no beginning, so it cannot be played again.",
            Self::OtherCourse => {
                "Played again, this case takes another course: something happened in it that a scenario cannot say."
            }
        })
    }
}

/// The scenario of a case that ran under `definition`, expecting what the case came to.
pub fn from_past_case(
    definition: &Arc<Definition>,
    log: &[Event],
    masks: &Masks,
    id: &str,
    name: &str,
) -> Result<Scenario, NotReplayable> {
    let mut scenario = Scenario {
        id: id.to_owned(),
        name: name.to_owned(),
        beginning: beginning(definition, log)?,
        pins: Pins::new(),
        moves: moves(log),
        expects: Vec::new(),
    };
    let replayed = run(definition, &scenario);
    if course(&replayed.log) != course(log) {
        return Err(NotReplayable::OtherCourse);
    }
    masks.hide(&mut scenario);
    // What is hidden may lead elsewhere; what is expected is what comes of the scenario itself.
    let masked = run(definition, &scenario);
    let state = folded(&masked.log);
    scenario.expects = expected(definition, &state, &masked.log);
    Ok(scenario)
}

fn folded(log: &[Event]) -> State {
    let mut state = State::default();
    for event in log {
        apply(&mut state, event);
    }
    state
}

/// Which steps were begun, done and stopped, in their order.
fn course(log: &[Event]) -> Vec<(&StepId, u8)> {
    log.iter()
        .filter_map(|event| match &event.fact {
            Fact::StepEntered { step, .. } => Some((step, 0)),
            Fact::StepCompleted { step, .. } => Some((step, 1)),
            Fact::StepTerminated { step, .. } => Some((step, 2)),
            _ => None,
        })
        .collect()
}

fn beginning(definition: &Definition, log: &[Event]) -> Result<Beginning, NotReplayable> {
    let Some(Event {
        at,
        fact: Fact::InstanceStarted { zone, .. },
    }) = log.first()
    else {
        return Err(NotReplayable::NoBeginning);
    };
    let mut values = BTreeMap::new();
    let mut first = None;
    for event in &log[1..] {
        match &event.fact {
            Fact::StepEntered { step, .. } if first.is_none() => first = Some(step),
            Fact::VariablesSet { values: set, .. } if values.is_empty() => values = set.clone(),
            Fact::StepCompleted { .. } | Fact::FlowTaken { .. } => break,
            _ => {}
        }
    }
    let step = first.ok_or(NotReplayable::NoBeginning)?;
    let by = match definition.start().filter(|start| start.id == *step) {
        Some(start) => By::Form {
            answers: asked(start.form(), &values),
            requester: requester(&values),
        },
        None => By::Event {
            step: step.clone(),
            values,
        },
    };
    Ok(Beginning {
        at: *at,
        zone: zone.clone(),
        by,
    })
}

fn asked(
    form: Option<&crate::diagram::Form>,
    values: &BTreeMap<String, Value>,
) -> BTreeMap<String, Value> {
    let fields = form.map(|form| form.fields.as_slice()).unwrap_or_default();
    let answered = fields.iter().filter_map(|field| {
        let value = values.get(&field.key).filter(|value| !value.is_null())?;
        Some((field.key.clone(), value.clone()))
    });
    answered.collect()
}

fn requester(values: &BTreeMap<String, Value>) -> Requester {
    let text = |name: &str| match values.get(REQUESTER) {
        Some(Value::Context(fields)) => match fields.get(name) {
            Some(Value::String(text)) => text.to_string(),
            _ => String::new(),
        },
        _ => String::new(),
    };
    Requester {
        name: text("name"),
        email: text("email"),
    }
}

/// What was done to a case, read from what happened.
struct Reader {
    state: State,
    now: Timestamp,
    moves: Vec<Move>,
}

fn moves(log: &[Event]) -> Vec<Move> {
    let mut reader = Reader {
        state: State::default(),
        now: log.first().map_or(Timestamp(0), |event| event.at),
        moves: Vec::new(),
    };
    for (place, event) in log.iter().enumerate() {
        reader.read(event, &log[place + 1..]);
        apply(&mut reader.state, event);
    }
    reader.moves
}

impl Reader {
    fn read(&mut self, event: &Event, after: &[Event]) {
        let made = match &event.fact {
            Fact::UserTaskAnswered { step_instance, by } => {
                let by = match by {
                    Actor::User { user } => Some(*user),
                    Actor::Engine => None,
                };
                let answers = set_by(after, *step_instance);
                self.reply(*step_instance, Reply::Answers { answers }, by)
            }
            Fact::JobSucceeded {
                step_instance,
                output,
                ..
            } => {
                let output = output.clone();
                self.reply(*step_instance, Reply::Gives { output }, None)
            }
            Fact::JobFailed {
                step_instance,
                failure,
                message,
                ..
            } => {
                let reply = Reply::Fails {
                    failure: *failure,
                    message: message.clone(),
                };
                self.reply(*step_instance, reply, None)
            }
            Fact::CallReturned { step_instance } => {
                let output = Value::context(set_by(after, *step_instance));
                self.reply(*step_instance, Reply::Gives { output }, None)
            }
            Fact::IncidentResolved { step_instance, .. } => self.retried(*step_instance),
            Fact::Happened { wait, .. } => self.happened(*wait, after),
            Fact::InstanceCancelled { reason, .. } => Some(Move::Cancel {
                reason: reason.clone(),
            }),
            _ => None,
        };
        let by_itself = matches!(
            event.fact,
            Fact::TimerFired { .. } | Fact::Happened { timer: Some(_), .. }
        );
        if (made.is_some() || by_itself) && event.at > self.now {
            self.moves.push(Move::Wait {
                until: Until::After {
                    duration: between(self.now, event.at),
                },
            });
            self.now = event.at;
        }
        self.moves.extend(made);
    }

    fn reply(
        &self,
        visit: StepInstanceId,
        reply: Reply,
        by: Option<crate::id::UserId>,
    ) -> Option<Move> {
        let step = self.state.active.get(&visit)?.step.clone();
        let waiting = self.state.active.iter().filter(|(_, other)| {
            other.step == step
                && matches!(
                    other.doing,
                    Doing::AwaitingPerson { .. } | Doing::AwaitingJob { .. } | Doing::AwaitingCall
                )
        });
        let which = waiting.take_while(|(id, _)| **id != visit).count();
        // Whoever started the case has another number when it is played.
        let requester = self.state.started_by;
        let by = by.filter(|user| requester != Some(Actor::User { user: *user }));
        Some(Move::Reply {
            step,
            which,
            by,
            reply,
        })
    }

    fn retried(&self, visit: StepInstanceId) -> Option<Move> {
        let step = self.state.active.get(&visit)?.step.clone();
        let stuck =
            self.state.active.iter().filter(|(_, other)| {
                other.step == step && matches!(other.doing, Doing::Stuck { .. })
            });
        let which = stuck.take_while(|(id, _)| **id != visit).count();
        Some(Move::Retry { step, which })
    }

    fn happened(&self, wait: crate::id::WaitId, after: &[Event]) -> Option<Move> {
        match &self.state.waits.get(&wait)?.what {
            Awaited::Message { name, key } => Some(Move::Message {
                name: name.clone(),
                key: key.clone(),
                content: first_set(after),
            }),
            Awaited::Signal { name } => Some(Move::Signal { name: name.clone() }),
            Awaited::Timer { .. } | Awaited::Condition | Awaited::Inside => None,
        }
    }
}

/// What a visit wrote right after.
fn set_by(after: &[Event], visit: StepInstanceId) -> BTreeMap<String, Value> {
    match after.first().map(|event| &event.fact) {
        Some(Fact::VariablesSet {
            step_instance,
            values,
            ..
        }) if *step_instance == visit => values
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect(),
        _ => BTreeMap::new(),
    }
}

/// What came with an event: written before any step is begun by it.
fn first_set(after: &[Event]) -> BTreeMap<String, Value> {
    let before = after
        .iter()
        .take_while(|event| !matches!(event.fact, Fact::FlowTaken { .. }));
    for event in before {
        if let Fact::VariablesSet { values, .. } = &event.fact {
            return values.clone();
        }
    }
    BTreeMap::new()
}

const HIDDEN: &str = "hidden";

impl Masks {
    fn hide(&self, scenario: &mut Scenario) {
        match &mut scenario.beginning.by {
            By::Form { answers, requester } => {
                self.hide_in(answers);
                *requester = Requester {
                    name: "Somebody".to_owned(),
                    email: "somebody@example.com".to_owned(),
                };
            }
            By::Event { values, .. } => self.hide_in(values),
        }
        for made in &mut scenario.moves {
            match made {
                Move::Reply { reply, .. } => match reply {
                    Reply::Answers { answers } => self.hide_in(answers),
                    Reply::Gives { output } => *output = self.hidden(output),
                    Reply::Fails { .. } | Reply::Throws { .. } => {}
                },
                Move::Message { content, .. } => self.hide_in(content),
                Move::SetData { values } => self.hide_in(values),
                _ => {}
            }
        }
    }

    fn hide_in(&self, values: &mut BTreeMap<String, Value>) {
        for (key, value) in values.iter_mut() {
            *value = match self.0.contains(key) {
                true => blank(value),
                false => self.hidden(value),
            };
        }
    }

    /// The same with every masked entry blank, however deep.
    fn hidden(&self, value: &Value) -> Value {
        match value {
            Value::Context(entries) => {
                let mut entries = (**entries).clone();
                self.hide_in(&mut entries);
                Value::context(entries)
            }
            Value::List(items) => Value::list(items.iter().map(|item| self.hidden(item)).collect()),
            other => other.clone(),
        }
    }
}

/// A value of the same kind that says nothing.
fn blank(value: &Value) -> Value {
    match value {
        Value::String(_) => Value::from(HIDDEN),
        Value::Number(_) => Value::from(0_i64),
        Value::List(_) => Value::list(Vec::new()),
        Value::Context(_) => Value::context(BTreeMap::new()),
        Value::Boolean(_) => Value::Boolean(false),
        other => other.clone(),
    }
}
