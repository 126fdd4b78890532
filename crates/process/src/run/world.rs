//! Several cases of several processes side by side, in memory: messages and signals go between them, one calls another,
//! and time passes when it is told to. For tests and simulation; the engine does the same with a database.

use super::command::{Actor, Command, Wish};
use super::decide::{advance, drive};
use super::driver::Driver;
use super::effect::Effect;
use super::effects;
use super::event::{Awaited, Event, Fact, SentMessage};
use super::rejection::Rejection;
use super::state::{Doing, State, Status};
use crate::catalog::Catalog;
use crate::definition::{Begins, Definition};
use crate::diagram::Diagram;
use crate::id::{StepId, StepInstanceId, TimerId};
use feel::{Timestamp, Value};
use std::collections::{BTreeMap, VecDeque};

/// Commands one call may set off, before cases that set each other off are stopped.
const MOST_COMMANDS: usize = 100_000;

#[derive(Debug, Default)]
pub struct World {
    pub now: Timestamp,
    pub cases: Vec<CaseInWorld>,
    pub driver: Option<Driver>,
    processes: BTreeMap<String, Definition>,
    /// Messages nobody has taken yet.
    kept: Vec<SentMessage>,
    outbox: VecDeque<(usize, Effect)>,
    /// Cases that have just come to their end.
    over: VecDeque<usize>,
}

#[derive(Debug)]
pub struct CaseInWorld {
    pub process: String,
    pub state: State,
    pub log: Vec<Event>,
    /// The case and the visit that called it.
    pub caller: Option<(usize, StepInstanceId)>,
}

impl World {
    pub fn at(now: Timestamp) -> Self {
        Self {
            now,
            ..Self::default()
        }
    }

    /// Adds a process; of a drawing with several pools, each one that has a process.
    pub fn add(&mut self, key: &str, diagram: &Diagram, catalog: &Catalog) {
        let mut pools = diagram
            .pools
            .iter()
            .filter_map(|pool| Some((pool, pool.process.as_ref()?)));
        let Some(first) = pools.next() else {
            let definition = Definition::of_deployed(diagram, catalog);
            self.processes.insert(key.to_owned(), definition);
            return;
        };
        for (pool, process) in std::iter::once(first).chain(pools) {
            let part = diagram.of_pool(&pool.id);
            let definition = Definition::of_deployed(&part, catalog);
            self.processes.insert(process.clone(), definition);
        }
    }

    pub fn definition(&self, process: &str) -> Option<&Definition> {
        self.processes.get(process)
    }

    pub fn processes(&self) -> impl Iterator<Item = (&String, &Definition)> {
        self.processes.iter()
    }

    /// Begins a case where its process begins by itself. The number of the case.
    pub fn start(
        &mut self,
        process: &str,
        values: BTreeMap<String, Value>,
    ) -> Result<usize, Rejection> {
        let steps = self
            .processes
            .get(process)
            .map(Definition::plain_starts)
            .unwrap_or_default();
        self.start_at(process, steps, values)
    }

    pub fn start_at(
        &mut self,
        process: &str,
        steps: Vec<StepId>,
        values: BTreeMap<String, Value>,
    ) -> Result<usize, Rejection> {
        self.begin_case(process, steps, values, None)
    }

    fn begin_case(
        &mut self,
        process: &str,
        steps: Vec<StepId>,
        values: BTreeMap<String, Value>,
        caller: Option<(usize, StepInstanceId)>,
    ) -> Result<usize, Rejection> {
        let number = self.cases.len();
        self.cases.push(CaseInWorld {
            process: process.to_owned(),
            state: State::default(),
            log: Vec::new(),
            caller,
        });
        let zone = "UTC".to_owned();
        self.submit(
            number,
            Wish::BeginAt {
                steps,
                values,
                zone,
            },
        )?;
        Ok(number)
    }

    /// Submits a wish to a case, and all that follows from it to the others.
    pub fn submit(&mut self, case: usize, wish: Wish) -> Result<(), Rejection> {
        self.act(case, wish)?;
        for _ in 0..MOST_COMMANDS {
            if let Some((from, effect)) = self.outbox.pop_front() {
                self.route(from, effect);
            } else if let Some(number) = self.over.pop_front() {
                self.return_call(number);
            } else if !self.deliver_kept() {
                break;
            }
        }
        Ok(())
    }

    fn act(&mut self, number: usize, wish: Wish) -> Result<(), Rejection> {
        let command = Command {
            at: self.now,
            by: Actor::Engine,
            wish,
        };
        let (Some(case), driver) = (self.cases.get_mut(number), self.driver.as_ref()) else {
            return Err(Rejection::NotRunning);
        };
        let definition = self
            .processes
            .get(&case.process)
            .ok_or(Rejection::NoStart)?;
        let events = match driver {
            Some(driver) => drive(definition, &mut case.state, &command, driver)?,
            None => advance(definition, &mut case.state, &command)?,
        };
        for event in events {
            let effects = effects(definition, &event);
            self.outbox
                .extend(effects.into_iter().map(|effect| (number, effect)));
            case.log.push(event);
        }
        if case.state.status == Status::Completed {
            self.over.push_back(number);
        }
        self.cancel_orphans();
        Ok(())
    }

    /// A called case that is over gives its variables back.
    fn return_call(&mut self, number: usize) {
        let case = &self.cases[number];
        if case.state.status != Status::Completed {
            return;
        }
        if let Some((caller, step_instance)) = self.cases[number].caller.take() {
            let values = self.cases[number].state.variables.clone();
            let wish = Wish::ReturnCall {
                step_instance,
                values,
            };
            // The caller may be gone already.
            let _ = self.act(caller, wish);
        }
    }

    fn cancel_orphans(&mut self) {
        for number in 0..self.cases.len() {
            let Some((caller, visit)) = self.cases[number].caller else {
                continue;
            };
            if !self.cases[caller].state.active.contains_key(&visit) {
                self.cases[number].caller = None;
                let reason = "What called it was stopped.".to_owned();
                let _ = self.act(number, Wish::Cancel { reason });
            }
        }
    }

    fn route(&mut self, from: usize, effect: Effect) {
        match effect {
            Effect::Broadcast { name } => self.broadcast(Some(from), &name),
            Effect::SendMessage { message } => self.send(message),
            Effect::Call {
                step_instance,
                process,
                variables,
                ..
            } => {
                let steps = self
                    .processes
                    .get(&process)
                    .map(Definition::plain_starts)
                    .unwrap_or_default();
                let begun =
                    self.begin_case(&process, steps, variables, Some((from, step_instance)));
                if begun.is_err() {
                    let code = "no such process".to_owned();
                    let _ = self.act(
                        from,
                        Wish::FailCall {
                            step_instance,
                            code,
                        },
                    );
                }
            }
            Effect::ToCaller { code, error } => {
                if let Some((caller, step_instance)) = self.cases[from].caller {
                    let _ = self.act(
                        caller,
                        if error {
                            Wish::FailCall {
                                step_instance,
                                code,
                            }
                        } else {
                            Wish::EscalateCall {
                                step_instance,
                                code,
                            }
                        },
                    );
                }
            }
            _ => {}
        }
    }

    fn send(&mut self, message: SentMessage) {
        let keeps = message.keep_until.is_some_and(|until| until > self.now);
        if !self.deliver(&message) && keeps {
            self.kept.push(message);
        }
    }

    /// A signal for every case but the one that sent it, and for processes that begin by it.
    pub fn broadcast(&mut self, from: Option<usize>, name: &str) {
        for number in 0..self.cases.len() {
            let state = &self.cases[number].state;
            let mut waits = state.waits.values();
            let hears = waits
                .any(|wait| matches!(&wait.what, Awaited::Signal { name: heard } if heard == name));
            if Some(number) != from && state.status == Status::Active && hears {
                let signal = name.to_owned();
                let values = BTreeMap::new();
                let _ = self.act(number, Wish::Hear { signal, values });
            }
        }
        let wanted =
            |begins: &Begins| matches!(begins, Begins::Signal { name: begun } if begun == name);
        for (process, step) in self.starts_by(&wanted) {
            let _ = self.begin_case(&process, vec![step], BTreeMap::new(), None);
        }
    }

    /// Gives a message to the oldest case that waits for it, or begins a case by it. Whether anybody took it.
    pub fn deliver(&mut self, message: &SentMessage) -> bool {
        for number in 0..self.cases.len() {
            let once = SentMessage {
                keep_until: None,
                ..message.clone()
            };
            if self.act(number, Wish::Receive { message: once }).is_ok() {
                return true;
            }
        }
        let wanted =
            |begins: &Begins| matches!(begins, Begins::Message { name } if *name == message.name);
        let Some((process, step)) = self.starts_by(&wanted).into_iter().next() else {
            return false;
        };
        self.begin_case(&process, vec![step], message.content.clone(), None)
            .is_ok()
    }

    fn deliver_kept(&mut self) -> bool {
        let now = self.now;
        self.kept
            .retain(|message| message.keep_until.is_some_and(|until| until >= now));
        for place in 0..self.kept.len() {
            let message = self.kept[place].clone();
            if self.deliver(&message) {
                self.kept.remove(place);
                return true;
            }
        }
        false
    }

    /// The steps by which processes begin when something happens.
    fn starts_by(&self, wanted: &dyn Fn(&Begins) -> bool) -> Vec<(String, StepId)> {
        let all = self.processes.iter().flat_map(|(process, definition)| {
            let begins = definition.starts_by().into_iter();
            begins.map(move |begins| (process, begins))
        });
        all.filter(|(_, begins)| wanted(&begins.trigger))
            .map(|(process, begins)| (process.clone(), begins.step))
            .collect()
    }

    /// Lets time pass; what is due on the way happens in its order.
    pub fn advance(&mut self, milliseconds: i64) {
        let until = Timestamp(self.now.0.saturating_add(milliseconds));
        for _ in 0..MOST_COMMANDS {
            let Some((due, number, timer)) = self.next_due().filter(|(due, ..)| *due <= until)
            else {
                break;
            };
            self.now = self.now.max(due);
            let _ = self.submit(number, Wish::FireTimer { timer });
        }
        self.now = self.now.max(until);
    }

    fn next_due(&self) -> Option<(Timestamp, usize, TimerId)> {
        let cases = self.cases.iter().enumerate();
        let dues = cases.flat_map(|(number, case)| {
            let active = case.state.active.values();
            let waiting = active.filter_map(|visit| match visit.doing {
                Doing::AwaitingTimer { timer, due } => Some((due, timer)),
                _ => None,
            });
            let waits = case.state.waits.values();
            let events = waits.filter_map(|wait| match wait.what {
                Awaited::Timer { timer, due, .. } => Some((due, timer)),
                _ => None,
            });
            waiting
                .chain(events)
                .map(move |(due, timer)| (due, number, timer))
        });
        dues.min()
    }

    /// How often a step of any case was entered.
    pub fn entered(&self, step: &str) -> usize {
        let facts = self.cases.iter().flat_map(|case| &case.log);
        let entered = facts.filter(|event| {
            matches!(&event.fact, Fact::StepEntered { step: entered, round: None, .. } if entered.as_str() == step)
        });
        entered.count()
    }
}
