//! Compiles a diagram, begins a case of it and does anything to it.

use super::dice::Dice;
use process::calendar::Calendar;
use process::run::{Actor, Awaited, Command, Doing, FailureKind, SentMessage, Status, Wish};
use process::{
    Catalog, Definition, Diagram, Effect, IncidentId, JobId, State, StepInstanceId, TimerId,
    Timestamp, UserId, Value, apply, compile, decide, effects,
};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// No command takes longer, also without optimisation and on a busy machine.
const LONGEST: Duration = Duration::from_secs(30);
const MONDAY: i64 = 1_772_442_000_000;

pub fn walk(diagram: &Diagram, dice: &mut Dice, commands: usize) {
    let catalog = Catalog {
        calendars: vec![Calendar::usual("office", "Office", "Europe/Zurich")],
        ..Catalog::default()
    };
    let (_, problems) = compile(diagram, &catalog);
    for problem in &problems {
        assert!(
            !problem.message.chars().any(char::is_control),
            "{problem:?}"
        );
    }
    let definition = Definition::of_deployed(diagram, &catalog);
    let _ = definition.starts_by();
    let mut case = Case {
        definition,
        state: State::default(),
        folded: State::default(),
        at: MONDAY,
    };
    case.begin(diagram, dice);
    for _ in 0..commands {
        if case.state.status != Status::Active {
            break;
        }
        let wish = case.wish(diagram, dice);
        case.submit(wish);
    }
    if case.state.status == Status::Active {
        let reason = "Enough".to_owned();
        case.submit(Wish::Cancel { reason });
        assert_eq!(case.state.status, Status::Cancelled);
    }
    if case.state.status != Status::New {
        let left = &case.state;
        assert!(left.active.is_empty() && left.scopes.is_empty() && left.waits.is_empty());
    }
}

struct Case {
    definition: Definition,
    state: State,
    /// From the events as they are stored.
    folded: State,
    at: i64,
}

impl Case {
    fn begin(&mut self, diagram: &Diagram, dice: &mut Dice) {
        let values = values(dice);
        let zone = (*dice.pick(&["UTC", "Europe/Zurich", "America/New_York"])).to_owned();
        let wish = if dice.below(4) == 0 && !diagram.steps.is_empty() {
            let steps = (0..1 + dice.below(2)).map(|_| dice.pick(&diagram.steps).id.clone());
            Wish::BeginAt {
                steps: steps.collect(),
                values,
                zone,
            }
        } else {
            Wish::Start {
                answers: values,
                zone,
                requester: None,
            }
        };
        self.submit(wish);
    }

    fn submit(&mut self, wish: Wish) {
        let command = Command {
            at: Timestamp(self.at),
            by: Actor::User { user: UserId(1) },
            wish,
        };
        let text = serde_json::to_string(&command).expect("it can be written");
        let command: Command = serde_json::from_str(&text).expect("it can be read again");
        let before = Instant::now();
        let decided = decide(&self.definition, &self.state, &command);
        assert!(before.elapsed() < LONGEST, "{command:?} took too long");
        let Ok(events) = decided else {
            return;
        };
        let mut set = Vec::new();
        for event in &events {
            apply(&mut self.state, event);
            let stored = serde_json::to_string(event).expect("it can be written");
            let stored = serde_json::from_str(&stored).expect("it can be read again");
            apply(&mut self.folded, &stored);
            set.extend(effects(&self.definition, event).into_iter().filter_map(
                |effect| match effect {
                    Effect::SetTimer { timer, .. } => Some(timer),
                    _ => None,
                },
            ));
        }
        // What is big is compared when something has happened to it often enough.
        assert_eq!(self.state, self.folded, "after {command:?}");
        let live = self.timers();
        assert!(live.iter().all(|timer| timer.0 <= self.state.last_id));
        assert!(set.iter().all(|timer| timer.0 <= self.state.last_id));
    }

    fn timers(&self) -> Vec<TimerId> {
        let visits = self.state.active.values();
        let visits = visits.filter_map(|visit| match visit.doing {
            Doing::AwaitingTimer { timer, .. } => Some(timer),
            _ => None,
        });
        let waits = self.state.waits.values();
        let waits = waits.filter_map(|wait| match wait.what {
            Awaited::Timer { timer, .. } => Some(timer),
            _ => None,
        });
        visits.chain(waits).collect()
    }

    /// Mostly what fits where the case stands.
    fn wish(&mut self, diagram: &Diagram, dice: &mut Dice) -> Wish {
        self.at += *dice.pick(&[0, 1, 60_000, 86_400_000, 40 * 86_400_000]);
        let visits: Vec<_> = self.state.active.iter().collect();
        let number = dice.below(60) as u64;
        let step_instance = match visits.is_empty() || dice.below(12) == 0 {
            true => StepInstanceId(number),
            false => *dice.pick(&visits).0,
        };
        let doing = self.state.active.get(&step_instance);
        let timers = self.timers();
        match dice.below(14) {
            0 => Wish::SetVariables {
                values: values(dice),
            },
            1 => Wish::Receive {
                message: SentMessage {
                    name: self.name(dice, |what| match what {
                        Awaited::Message { name, .. } => Some(name.clone()),
                        _ => None,
                    }),
                    key: (dice.below(2) == 0).then(|| Value::from(1)),
                    content: values(dice),
                    keep_until: (dice.below(2) == 0).then_some(Timestamp(self.at + 100_000)),
                },
            },
            2 => Wish::Hear {
                signal: self.name(dice, |what| match what {
                    Awaited::Signal { name } => Some(name.clone()),
                    _ => None,
                }),
                values: values(dice),
            },
            3 if !timers.is_empty() => {
                self.at += 400 * 86_400_000;
                Wish::FireTimer {
                    timer: *dice.pick(&timers),
                }
            }
            4 => {
                let waits: Vec<_> = self.state.waits.keys().copied().collect();
                let wait = match waits.is_empty() {
                    true => process::id::WaitId(number),
                    false => *dice.pick(&waits),
                };
                Wish::Happen { wait }
            }
            5 => Wish::AddRound {
                step_instance,
                item: Value::from(1),
            },
            6 => Wish::CloseRounds { step_instance },
            7 => anything(diagram, dice, number),
            _ => match doing.map(|visit| &visit.doing) {
                Some(Doing::AwaitingPerson { .. }) => Wish::CompleteUserTask {
                    step_instance,
                    answers: values(dice),
                },
                Some(Doing::AwaitingTimer { timer, due }) => {
                    self.at = self.at.max(due.0);
                    Wish::FireTimer { timer: *timer }
                }
                Some(Doing::AwaitingJob { job, .. }) if dice.below(4) > 0 => Wish::CompleteJob {
                    job: *job,
                    output: Value::context(values(dice)),
                },
                Some(Doing::AwaitingJob { job, .. }) => Wish::FailJob {
                    job: *job,
                    failure: *dice.pick(&[FailureKind::Transient, FailureKind::Unknown]),
                    message: "no".to_owned(),
                },
                Some(Doing::AwaitingCall) if dice.below(3) > 0 => Wish::ReturnCall {
                    step_instance,
                    values: values(dice),
                },
                Some(Doing::AwaitingCall) => Wish::FailCall {
                    step_instance,
                    code: "e".to_owned(),
                },
                Some(Doing::Stuck { incident, .. }) => Wish::RetryIncident {
                    incident: *incident,
                },
                Some(Doing::Held) => Wish::Release { step_instance },
                _ => match timers.first() {
                    Some(timer) => {
                        self.at += 86_400_000;
                        Wish::FireTimer { timer: *timer }
                    }
                    None => Wish::Release { step_instance },
                },
            },
        }
    }

    /// A name that is waited for, or any.
    fn name(&self, dice: &mut Dice, of: impl Fn(&Awaited) -> Option<String>) -> String {
        let waits = self.state.waits.values();
        let names: Vec<String> = waits.filter_map(|wait| of(&wait.what)).collect();
        match names.is_empty() {
            true => "x".to_owned(),
            false => dice.pick(&names).clone(),
        }
    }
}

fn anything(diagram: &Diagram, dice: &mut Dice, number: u64) -> Wish {
    match dice.below(6) {
        0 => Wish::FireTimer {
            timer: TimerId(number),
        },
        1 => Wish::CompleteJob {
            job: JobId(number),
            output: Value::Null,
        },
        2 => Wish::RetryIncident {
            incident: IncidentId(number),
        },
        3 => Wish::EscalateCall {
            step_instance: StepInstanceId(number),
            code: String::new(),
        },
        4 => Wish::AssignUserTask {
            step_instance: StepInstanceId(number),
            to: Some(UserId(2)),
        },
        _ => Wish::BeginAt {
            steps: diagram
                .steps
                .first()
                .map(|step| step.id.clone())
                .into_iter()
                .collect(),
            values: BTreeMap::new(),
            zone: "UTC".to_owned(),
        },
    }
}

fn values(dice: &mut Dice) -> BTreeMap<String, Value> {
    let keys = [
        "x",
        "y",
        "loopCounter",
        "days",
        "reason",
        "approved",
        "amount",
    ];
    let mut values = BTreeMap::new();
    for _ in 0..dice.below(4) {
        let value = match dice.below(7) {
            0 => Value::Null,
            1 => Value::from(dice.below(3) as i64),
            2 => Value::from(true),
            3 => Value::from("some text"),
            4 => Value::list(vec![Value::from(1), Value::Null]),
            5 => Value::Date("2026-06-01".parse().expect("it is a date")),
            _ => Value::context(BTreeMap::new()),
        };
        values.insert((*dice.pick(&keys)).to_owned(), value);
    }
    values
}
