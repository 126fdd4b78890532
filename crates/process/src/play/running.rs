//! The case behind a play: wishes go in, events come out, and pinned answers follow by themselves.

use super::beginning::{Beginning, By, REQUESTER_ID};
use super::clock;
use super::moves::{Move, Pins, Reply};
use super::refused::Refused;
use super::waiting::{Asked, What, asked};
use crate::definition::Definition;
use crate::id::{StepId, UserId};
use crate::run::{
    Actor, Candidate, Command, Event, Fact, Rejection, SentMessage, State, Wish, apply, decide,
};
use feel::{Timestamp, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Longer than any case somebody plays, and short enough to be shown.
const MOST_EVENTS: usize = 50_000;
/// Answers that follow one move by themselves.
const MOST_ANSWERS: usize = 5_000;
/// Whoever answers where anyone may.
const SOMEBODY: UserId = UserId(-1);

#[derive(Clone, Debug)]
pub(super) struct Running {
    pub definition: Arc<Definition>,
    pub state: State,
    pub log: Vec<Event>,
    pub now: Timestamp,
    /// Those that answer by themselves.
    pub pins: Pins,
    /// How often each pinned step has answered.
    answered: BTreeMap<StepId, usize>,
}

impl Running {
    pub fn new(definition: Arc<Definition>, now: Timestamp, pins: Pins) -> Self {
        Self {
            definition,
            state: State::default(),
            log: Vec::new(),
            now,
            pins,
            answered: BTreeMap::new(),
        }
    }

    pub fn begin(&mut self, beginning: &Beginning) -> Result<(), Refused> {
        let zone = beginning.zone.clone();
        let (by, wish) = match &beginning.by {
            By::Form { answers, requester } => (
                Actor::User { user: REQUESTER_ID },
                Wish::Start {
                    answers: answers.clone(),
                    zone,
                    requester: Some(requester.clone()),
                },
            ),
            By::Event { step, values } => (
                Actor::Engine,
                Wish::BeginAt {
                    steps: vec![step.clone()],
                    values: values.clone(),
                    zone,
                },
            ),
        };
        self.submit(by, wish)
    }

    pub fn make(&mut self, made: &Move) -> Result<(), Refused> {
        match made {
            Move::Reply {
                step,
                which,
                by,
                reply,
            } => {
                let asked = self.asked_at(step, *which)?;
                self.reply(&asked, *by, reply)?;
            }
            Move::Wait { until } => clock::wait(self, until)?,
            Move::Message { name, key, content } => {
                let message = SentMessage {
                    name: name.clone(),
                    key: key.clone(),
                    content: content.clone(),
                    keep_until: None,
                };
                self.submit(Actor::Engine, Wish::Receive { message })
                    .map_err(|refused| match refused {
                        Refused::Other(Rejection::NobodyWaits) => {
                            Refused::NobodyWaits(name.clone())
                        }
                        other => other,
                    })?;
            }
            Move::Signal { name } => {
                let (signal, values) = (name.clone(), BTreeMap::new());
                let before = self.log.len();
                self.submit(Actor::Engine, Wish::Hear { signal, values })?;
                if self.log.len() == before {
                    return Err(Refused::NobodyWaits(name.clone()));
                }
            }
            Move::SetData { values } => {
                let values = values.clone();
                self.submit(Actor::Engine, Wish::SetVariables { values })?;
            }
            Move::Retry { step, which } => {
                self.there(step)?;
                let stuck = asked(self)
                    .into_iter()
                    .filter(|asked| asked.step == *step)
                    .filter_map(|asked| match asked.what {
                        What::Stuck { incident, .. } => Some(incident),
                        _ => None,
                    })
                    .nth(*which);
                let incident = stuck.ok_or_else(|| Refused::NothingStuck(self.name(step)))?;
                self.submit(Actor::Engine, Wish::RetryIncident { incident })?;
            }
            Move::Pin { step, replies } if replies.is_empty() => _ = self.pins.remove(step),
            Move::Pin { step, replies } => {
                self.there(step)?;
                // The first of the new replies is the next one.
                self.answered.remove(step);
                self.pins.insert(step.clone(), replies.clone());
            }
            Move::Cancel { reason } => {
                let reason = reason.clone();
                self.submit(Actor::Engine, Wish::Cancel { reason })?;
            }
        }
        self.settle()
    }

    /// Pinned steps answer until none of them is asked.
    pub fn settle(&mut self) -> Result<(), Refused> {
        if self.pins.is_empty() {
            return Ok(());
        }
        for _ in 0..MOST_ANSWERS {
            let now = self.now;
            let next = asked(self)
                .into_iter()
                .find(|asked| asked.wants_answer(now) && self.pins.contains_key(&asked.step));
            let Some(asked) = next else {
                return Ok(());
            };
            let times = self.answered.entry(asked.step.clone()).or_default();
            let place = *times;
            *times += 1;
            let replies = self.pins.get(&asked.step).cloned().unwrap_or_default();
            let Some(reply) = replies.get(place).or(replies.last()) else {
                return Ok(());
            };
            self.reply(&asked, None, reply)?;
        }
        Err(Refused::TooLong)
    }

    fn asked_at(&self, step: &StepId, which: usize) -> Result<Asked, Refused> {
        self.there(step)?;
        let now = self.now;
        asked(self)
            .into_iter()
            .filter(|asked| asked.step == *step && asked.wants_answer(now))
            .nth(which)
            .ok_or_else(|| Refused::NotAsked(self.name(step)))
    }

    fn reply(&mut self, asked: &Asked, by: Option<UserId>, reply: &Reply) -> Result<(), Refused> {
        let step_instance = asked.visit;
        let (by, wish) = match (&asked.what, reply) {
            (
                What::Person {
                    candidate,
                    assignee,
                    ..
                },
                Reply::Answers { answers },
            ) => {
                let named = match candidate {
                    Candidate::Person { user } => Some(*user),
                    Candidate::Team { .. } | Candidate::Role { .. } => None,
                };
                let user = by.or(*assignee).or(named).unwrap_or(SOMEBODY);
                let answers = answers.clone();
                let wish = Wish::CompleteUserTask {
                    step_instance,
                    answers,
                };
                (Actor::User { user }, wish)
            }
            (What::System { job, .. }, Reply::Gives { output }) => (
                Actor::Engine,
                Wish::CompleteJob {
                    job: *job,
                    output: output.clone(),
                },
            ),
            (What::System { job, .. }, Reply::Fails { failure, message }) => (
                Actor::Engine,
                Wish::FailJob {
                    job: *job,
                    failure: *failure,
                    message: message.clone(),
                },
            ),
            (What::Process { .. }, Reply::Gives { output }) => {
                let values = match output {
                    Value::Context(values) => (**values).clone(),
                    _ => BTreeMap::new(),
                };
                let wish = Wish::ReturnCall {
                    step_instance,
                    values,
                };
                (Actor::Engine, wish)
            }
            (What::Process { .. }, Reply::Throws { code }) => {
                let code = code.clone();
                let wish = Wish::FailCall {
                    step_instance,
                    code,
                };
                (Actor::Engine, wish)
            }
            _ => return Err(Refused::WrongReply(self.name(&asked.step))),
        };
        self.submit(by, wish)
    }

    /// Decides and folds; what the case says to itself it hears.
    pub fn submit(&mut self, by: Actor, wish: Wish) -> Result<(), Refused> {
        let from = self.log.len();
        self.take(by, wish)?;
        let mut place = from;
        while place < self.log.len() {
            if let Fact::MessageSent { message, .. } = &self.log[place].fact {
                let message = SentMessage {
                    keep_until: None,
                    ..message.clone()
                };
                // Most often it is for somebody else.
                if self.take(Actor::Engine, Wish::Receive { message }) == Err(Refused::TooLong) {
                    return Err(Refused::TooLong);
                }
            }
            place += 1;
        }
        Ok(())
    }

    fn take(&mut self, by: Actor, wish: Wish) -> Result<(), Refused> {
        let command = Command {
            at: self.now,
            by,
            wish,
        };
        let events = decide(&self.definition, &self.state, &command)?;
        if self.log.len() + events.len() > MOST_EVENTS {
            return Err(Refused::TooLong);
        }
        for event in events {
            apply(&mut self.state, &event);
            self.log.push(event);
        }
        Ok(())
    }

    /// A play outlives the steps it names.
    pub fn there(&self, step: &StepId) -> Result<(), Refused> {
        match self.definition.step(step) {
            Some(_) => Ok(()),
            None => Err(Refused::StepGone(step.to_string())),
        }
    }

    /// What people call a step.
    pub fn name(&self, step: &StepId) -> String {
        let step_there = self.definition.step(step);
        step_there.map_or_else(|| step.to_string(), |step| step.title().to_owned())
    }
}
