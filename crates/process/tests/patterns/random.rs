//! What always holds: random processes with scopes, random hands. After every command the log folds to the state, no
//! visit stands in a dead scope, rounds add up, and a case that is over leaves nothing behind (see `support::check`).

use super::support::*;
use process::diagram::{Diagram, Step};
use process::run::{Actor, Command, Doing, Status, Wish};
use process::step::*;
use process::{Catalog, Definition, State, Timestamp, apply, decide};
use proptest::prelude::*;

/// A stream of small numbers.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most.max(1)
    }
}

/// Grows a process block by block; the parts inside one another are of every kind there is.
struct Grower {
    dice: Dice,
    drawn: Diagram,
    number: usize,
}

impl Grower {
    fn add(&mut self, around: Option<&str>, kind: StepKind) -> String {
        self.number += 1;
        let id = format!("s{}", self.number);
        let mut fresh = Step::new(id.as_str(), kind);
        fresh.inside = around.map(Into::into);
        self.drawn.steps.push(fresh);
        id
    }

    fn connect(&mut self, from: &str, to: &str) {
        let line = format!("{from} -> {to}");
        let mut drawn = draw([], &[&line]);
        let flow = &mut drawn.flows[0];
        flow.id = format!("f{}", self.drawn.flows.len()).as_str().into();
        self.drawn.flows.append(&mut drawn.flows);
    }

    /// One block, from its first step to its last.
    fn block(&mut self, around: Option<&str>, depth: u64) -> (String, String) {
        let sort = if depth == 0 { 0 } else { self.dice.below(9) };
        match sort {
            1 => {
                let (from, _) = self.block(around, depth - 1);
                let last = self.last(&from);
                let (to, end) = self.block(around, depth - 1);
                self.connect(&last, &to);
                (from, end)
            }
            2 | 3 => {
                let kind = || {
                    if sort == 2 {
                        StepKind::Parallel
                    } else {
                        StepKind::Inclusive
                    }
                };
                let (split, join) = (self.add(around, kind()), self.add(around, kind()));
                for _ in 0..2 {
                    let (from, to) = self.block(around, depth - 1);
                    self.connect(&split, &from);
                    self.connect(&to, &join);
                }
                if sort == 3 {
                    for flow in self
                        .drawn
                        .flows
                        .iter_mut()
                        .filter(|flow| flow.from.as_str() == split)
                    {
                        flow.condition = Some("true".into());
                    }
                }
                (split, join)
            }
            4 | 5 => {
                let sort = if sort == 4 {
                    Sort::Embedded
                } else {
                    Sort::Transaction
                };
                let group = self.add(around, group_of("x", sort.clone()).kind);
                let (_, last) = self.block(Some(&group), depth - 1);
                if sort == Sort::Transaction && self.dice.below(2) == 0 {
                    let end = self.add(Some(&group), event("x", Stands::End, Trigger::Cancel).kind);
                    self.connect(&last, &end);
                }
                (group.clone(), group)
            }
            6 => {
                let body = self.add(around, StepKind::Task(Task::default()));
                let each = Each {
                    enough: ["", "1", "0"][self.dice.below(3) as usize].into(),
                    rest: [Rest::Stop, Rest::LeaveRunning, Rest::Wait][self.dice.below(3) as usize],
                    sequential: self.dice.below(2) == 0,
                    ..Each::times(self.dice.below(4).to_string())
                };
                self.step(&body).repetition = Some(Repetition::Each(Box::new(each)));
                (body.clone(), body)
            }
            7 => {
                let (split, join) = (self.add(around, StepKind::Parallel), {
                    let rest = [Rest::Stop, Rest::LeaveRunning][self.dice.below(2) as usize];
                    self.add(around, some_of("x", 1, rest).kind)
                });
                for _ in 0..2 {
                    let (from, to) = self.block(around, depth - 1);
                    self.connect(&split, &from);
                    self.connect(&to, &join);
                }
                (split, join)
            }
            _ => {
                let kind = match self.dice.below(4) {
                    0 => event("x", Stands::Catch, after("PT1H")).kind,
                    1 => event("x", Stands::Throw, Trigger::Escalation { code: "e".into() }).kind,
                    _ => StepKind::Task(Task::default()),
                };
                let work = self.add(around, kind);
                if matches!(self.step(&work).kind, StepKind::Task(_)) {
                    self.edge(around, &work);
                }
                (work.clone(), work)
            }
        }
    }

    /// Perhaps an event at the edge of a step.
    fn edge(&mut self, around: Option<&str>, of: &str) {
        let interrupting = self.dice.below(2) == 0;
        let trigger = match self.dice.below(6) {
            0 => after("PT2H"),
            1 => signal("s"),
            2 => Trigger::Compensation { of: None },
            _ => return,
        };
        let undoes = matches!(trigger, Trigger::Compensation { .. });
        let edge = self.add(around, boundary("x", of, interrupting, trigger).kind);
        let then = self.add(around, StepKind::Task(Task::default()));
        self.step(&then).for_compensation = undoes;
        self.connect(&edge, &then);
    }

    fn step(&mut self, id: &str) -> &mut Step {
        let found = self
            .drawn
            .steps
            .iter_mut()
            .find(|step| step.id.as_str() == id);
        found.expect("it has just been added")
    }

    /// Where a row of flows from a step comes to its end.
    fn last(&self, from: &str) -> String {
        let mut at = from.to_owned();
        while let Some(flow) = self
            .drawn
            .flows
            .iter()
            .find(|flow| flow.from.as_str() == at)
        {
            at = flow.to.to_string();
        }
        at
    }
}

pub fn grown(seed: u64) -> Diagram {
    let mut grower = Grower {
        dice: Dice(seed),
        drawn: Diagram::default(),
        number: 0,
    };
    let begin = grower.add(None, StepKind::Start(Start::default()));
    let (from, to) = grower.block(None, 4);
    grower.connect(&begin, &from);
    let undo = grower.dice.below(2) == 0;
    let last = if undo {
        event("x", Stands::End, Trigger::Compensation { of: None }).kind
    } else {
        StepKind::End
    };
    let end = grower.add(None, last);
    grower.connect(&to, &end);
    if grower.dice.below(3) == 0 {
        let sub = grower.add(None, group_of("x", Sort::Event).kind);
        let interrupting = grower.dice.below(2) == 0;
        let starts = grower.add(
            Some(&sub),
            event("x", Stands::Start { interrupting }, signal("s")).kind,
        );
        let then = grower.add(Some(&sub), StepKind::Task(Task::default()));
        grower.connect(&starts, &then);
    }
    grower.drawn
}

/// Anything that could be wished of a case where it stands; nonsense among it.
fn wish(state: &State, dice: &mut Dice) -> Wish {
    let visits: Vec<_> = state
        .active
        .iter()
        .filter(|(_, visit)| visit.doing == Doing::Held)
        .collect();
    let waits = waits(state);
    match dice.below(12) {
        0 if !waits.is_empty() => Wish::Happen {
            wait: waits[dice.below(waits.len() as u64) as usize],
        },
        1 => Wish::Hear {
            signal: "s".into(),
            values: Default::default(),
        },
        2 => Wish::Release {
            step_instance: process::StepInstanceId(dice.below(60)),
        },
        3 => {
            let stuck = state.active.values().find_map(|visit| match visit.doing {
                Doing::Stuck { incident, .. } => Some(incident),
                _ => None,
            });
            Wish::RetryIncident {
                incident: stuck.unwrap_or(process::IncidentId(dice.below(60))),
            }
        }
        _ if !visits.is_empty() => Wish::Release {
            step_instance: *visits[dice.below(visits.len() as u64) as usize].0,
        },
        _ => match waits.first() {
            Some(wait) => Wish::Happen { wait: *wait },
            None => Wish::Hear {
                signal: "t".into(),
                values: Default::default(),
            },
        },
    }
}

fn walk(seed: u64, most: usize) -> State {
    let drawn = grown(seed);
    let definition = Definition::of_deployed(&drawn, &Catalog::default());
    let tasks = drawn
        .steps
        .iter()
        .filter(|step| matches!(step.kind, StepKind::Task(_)));
    let driver = process::run::Driver {
        holds: tasks.map(|step| step.id.clone()).collect(),
        ..Default::default()
    };
    let (mut state, mut log, mut dice) = (State::default(), Vec::new(), Dice(seed ^ 77));
    let mut next = Wish::Start {
        answers: Default::default(),
        zone: "UTC".into(),
        requester: None,
    };
    for number in 0..most {
        let command = Command {
            at: Timestamp(1_772_442_000_000 + number as i64),
            by: Actor::Engine,
            wish: next,
        };
        let decided = process::run::drive(&definition, &mut state.clone(), &command, &driver);
        assert_eq!(
            decided,
            process::run::drive(&definition, &mut state.clone(), &command, &driver),
            "the same twice"
        );
        for event in decided.unwrap_or_default() {
            apply(&mut state, &event);
            log.push(event);
        }
        check(&state, &log);
        if state.status != Status::Active {
            break;
        }
        next = wish(&state, &mut dice);
    }
    if state.status == Status::Active {
        let command = Command {
            at: Timestamp(1_772_442_900_000),
            by: Actor::Engine,
            wish: Wish::Cancel {
                reason: "Enough".into(),
            },
        };
        for event in decide(&definition, &state, &command).expect("a running case can be cancelled")
        {
            apply(&mut state, &event);
            log.push(event);
        }
        check(&state, &log);
    }
    state
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_drawn_and_wished_what_always_holds_holds(seed: u64) {
        let state = walk(seed, 40);
        prop_assert!(matches!(state.status, Status::Completed | Status::Cancelled));
        prop_assert!(state.active.is_empty() && state.waits.is_empty() && state.scopes.is_empty());
    }
}

#[test]
fn most_random_processes_come_to_their_end() {
    let ended = (0..80)
        .filter(|seed| walk(*seed, 400).status == Status::Completed)
        .count();
    assert!(ended > 60, "{ended} of 80 ended by themselves");
}
