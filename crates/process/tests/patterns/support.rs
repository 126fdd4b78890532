//! Small processes in a few words, and the hand that drives them. Tasks are held until a test says that they are done.

use feel::{Timestamp, Value};
use process::diagram::{DataObject, Diagram, Flow, Only, Step};
use process::run::{Awaited, Doing, Driver, Fact, SentMessage, Status, Wish, World};
use process::step::*;
use process::{Catalog, Event, State, StepInstanceId, apply};
use std::collections::BTreeMap;

pub fn step(id: &str, kind: StepKind) -> Step {
    Step::new(id, kind)
}

pub fn start() -> Step {
    step("start", StepKind::Start(Start::default()))
}

pub fn end(id: &str) -> Step {
    step(id, StepKind::End)
}

pub fn task(id: &str) -> Step {
    step(id, StepKind::Task(Task::default()))
}

pub fn tasks(ids: &str) -> Vec<Step> {
    ids.split_whitespace().map(task).collect()
}

pub fn script(id: &str, result: &str, script: &str) -> Step {
    step(
        id,
        StepKind::Script(Script {
            script: script.into(),
            result: result.into(),
            language: String::new(),
        }),
    )
}

pub fn and(id: &str) -> Step {
    step(id, StepKind::Parallel)
}

pub fn xor(id: &str) -> Step {
    step(id, StepKind::Decide)
}

pub fn or(id: &str) -> Step {
    step(id, StepKind::Inclusive)
}

pub fn some_of(id: &str, need: u32, rest: Rest) -> Step {
    step(
        id,
        StepKind::Complex(Complex {
            need: Some(need),
            rest,
            ..Complex::default()
        }),
    )
}

pub fn event(id: &str, at: Stands, trigger: Trigger) -> Step {
    step(id, StepKind::Event(Happening::new(at, vec![trigger])))
}

pub fn boundary(id: &str, of: &str, interrupting: bool, trigger: Trigger) -> Step {
    let at = Stands::Boundary {
        of: of.into(),
        interrupting,
    };
    event(id, at, trigger)
}

pub fn group(id: &str) -> Step {
    step(id, StepKind::SubProcess(SubProcess::default()))
}

pub fn group_of(id: &str, sort: Sort) -> Step {
    step(
        id,
        StepKind::SubProcess(SubProcess {
            sort,
            ..SubProcess::default()
        }),
    )
}

pub fn inside(around: &str, steps: impl IntoIterator<Item = Step>) -> Vec<Step> {
    let put = |step: Step| Step {
        inside: Some(around.into()),
        ..step
    };
    steps.into_iter().map(put).collect()
}

pub fn each(mut step: Step, each: Each) -> Step {
    step.repetition = Some(Repetition::Each(Box::new(each)));
    step
}

pub fn one_at_a_time(mut step: Step, name: &str) -> Step {
    step.only = Only {
        one_of: vec![name.into()],
        while_open: None,
    };
    step
}

pub fn signal(name: &str) -> Trigger {
    Trigger::Signal { name: name.into() }
}

pub fn message(name: &str) -> Trigger {
    Trigger::Message(Message {
        name: name.into(),
        ..Message::default()
    })
}

pub fn error(code: &str) -> Trigger {
    Trigger::Error { code: code.into() }
}

pub fn after(duration: &str) -> Trigger {
    Trigger::Timer(Timer {
        when: When::After {
            duration: duration.into(),
        },
        calendar: None,
    })
}

pub fn condition(expression: &str) -> Trigger {
    Trigger::Condition {
        expression: expression.into(),
    }
}

/// Flows as `a -> b -> [x > 5] c`, the way for all other cases as `[else]`.
pub fn draw(steps: impl IntoIterator<Item = Vec<Step>>, flows: &[&str]) -> Diagram {
    let mut drawn = Diagram {
        steps: steps.into_iter().flatten().collect(),
        ..Diagram::default()
    };
    for line in flows {
        let mut from: Option<String> = None;
        for part in line.split(" -> ") {
            let (condition, to) = match part
                .strip_prefix('[')
                .and_then(|rest| rest.split_once("] "))
            {
                Some((condition, to)) => (Some(condition.to_owned()), to),
                None => (None, part),
            };
            if let Some(from) = from {
                let otherwise = condition.as_deref() == Some("else");
                drawn.flows.push(Flow {
                    id: format!("{from}-{to}").as_str().into(),
                    from: from.as_str().into(),
                    to: to.into(),
                    label: String::new(),
                    condition: condition.filter(|_| !otherwise),
                    otherwise,
                    bends: Vec::new(),
                });
            }
            from = Some(to.to_owned());
        }
    }
    drawn
}

pub struct Run {
    pub world: World,
}

pub fn run(diagram: &Diagram) -> Run {
    run_with(diagram, &[])
}

pub fn run_with(diagram: &Diagram, values: &[(&str, i64)]) -> Run {
    let mut run = prepared(&[("main", diagram)]);
    run.start("main", values);
    run
}

/// Processes by key; nothing has begun.
pub fn prepared(processes: &[(&str, &Diagram)]) -> Run {
    let mut world = World::at(Timestamp(1_772_442_000_000));
    let mut driver = Driver::default();
    for (key, diagram) in processes {
        let mut declared = (*diagram).clone();
        for name in ["x", "y"] {
            declared.data.push(DataObject {
                key: name.into(),
                label: String::new(),
                kind: None,
                many: false,
                initial: "0".into(),
                position: None,
            });
        }
        let held = declared
            .steps
            .iter()
            .filter(|step| matches!(step.kind, StepKind::Task(_)));
        driver.holds.extend(held.map(|step| step.id.clone()));
        world.add(key, &declared, &Catalog::default());
    }
    world.driver = Some(driver);
    Run { world }
}

impl Run {
    pub fn start(&mut self, process: &str, values: &[(&str, i64)]) -> usize {
        let values = values
            .iter()
            .map(|(key, value)| ((*key).to_owned(), Value::from(*value)));
        let case = self
            .world
            .start(process, values.collect())
            .expect("it begins");
        self.check();
        case
    }

    /// The oldest visit of a held task is done.
    pub fn done(&mut self, id: &str) -> &mut Self {
        let (case, visit) = self.find(id, |doing| *doing == Doing::Held);
        self.wish(
            case,
            Wish::Release {
                step_instance: visit,
            },
        )
    }

    pub fn all_done(&mut self, ids: &str) -> &mut Self {
        ids.split_whitespace().for_each(|id| {
            self.done(id);
        });
        self
    }

    pub fn wish(&mut self, case: usize, wish: Wish) -> &mut Self {
        self.world.submit(case, wish).expect("it may be wished");
        self.check();
        self
    }

    pub fn find(&self, id: &str, such: impl Fn(&Doing) -> bool) -> (usize, StepInstanceId) {
        for (number, case) in self.world.cases.iter().enumerate() {
            for (visit, at) in &case.state.active {
                if at.step.as_str() == id && such(&at.doing) {
                    return (number, *visit);
                }
            }
        }
        panic!(
            "nothing is at work at {id}: {:#?}",
            self.world.cases.last().map(|case| &case.state)
        );
    }

    /// How many visits of a held task wait to be done.
    pub fn open(&self, id: &str) -> usize {
        let visits = self
            .world
            .cases
            .iter()
            .flat_map(|case| case.state.active.values());
        visits
            .filter(|visit| visit.step.as_str() == id && visit.doing == Doing::Held)
            .count()
    }

    /// Which tasks wait to be done, in order.
    pub fn opened(&self) -> String {
        let visits = self
            .world
            .cases
            .iter()
            .flat_map(|case| case.state.active.values());
        let mut held: Vec<_> = visits
            .filter(|visit| visit.doing == Doing::Held)
            .map(|visit| visit.step.to_string())
            .collect();
        held.sort();
        held.join(" ")
    }

    pub fn times(&self, id: &str) -> usize {
        self.world.entered(id)
    }

    pub fn is_over(&self) -> bool {
        self.world
            .cases
            .iter()
            .all(|case| case.state.status == Status::Completed)
    }

    pub fn signal(&mut self, name: &str) -> &mut Self {
        self.world.broadcast(None, name);
        self.check();
        self
    }

    /// Whether somebody took it.
    pub fn message(&mut self, name: &str) -> bool {
        let taken = self.world.deliver(&SentMessage {
            name: name.into(),
            key: None,
            content: BTreeMap::new(),
            keep_until: None,
        });
        self.check();
        taken
    }

    pub fn set(&mut self, key: &str, value: i64) -> &mut Self {
        let values = BTreeMap::from([(key.to_owned(), Value::from(value))]);
        self.wish(0, Wish::SetVariables { values })
    }

    pub fn advance(&mut self, seconds: i64) -> &mut Self {
        self.world.advance(seconds * 1000);
        self.check();
        self
    }

    pub fn value(&self, key: &str) -> Option<&Value> {
        self.world.cases.last()?.state.variables.get(key)
    }

    /// The steps entered, in order.
    pub fn path(&self) -> String {
        let facts = self.world.cases.iter().flat_map(|case| &case.log);
        let steps = facts.filter_map(|event| match &event.fact {
            Fact::StepEntered {
                step, round: None, ..
            } => Some(step.to_string()),
            _ => None,
        });
        steps.collect::<Vec<_>>().join(" ")
    }

    /// What holds after every command.
    pub fn check(&self) {
        for case in &self.world.cases {
            check(&case.state, &case.log);
        }
    }
}

pub fn check(state: &State, log: &[Event]) {
    let mut replayed = State::default();
    for event in log {
        let stored = serde_json::to_string(event).expect("it can be written");
        let read: Event = serde_json::from_str(&stored).expect("it can be read");
        apply(&mut replayed, &read);
    }
    let bytes = |state: &State| serde_json::to_string(state).expect("it can be written");
    assert_eq!(
        bytes(&replayed),
        bytes(state),
        "folding the log gives the state"
    );
    let again: State = serde_json::from_str(&bytes(state)).expect("it can be read");
    assert_eq!(&again, state, "the state is stored whole");
    for (id, visit) in &state.active {
        let resting = !matches!(visit.doing, Doing::Passing | Doing::Answered { .. });
        assert!(resting, "every visit waits for something: {id} {visit:?}");
        let within = visit.scope == StepInstanceId::ROOT
            || (state.active.contains_key(&visit.scope) && state.scopes.contains_key(&visit.scope));
        assert!(within, "no visit in a dead scope: {id} {visit:?}");
        if let Doing::Inside { cancelled: false } = visit.doing {
            let scope = &state.scopes[id];
            let work = state.active.values().any(|inside| inside.scope == *id);
            assert!(
                work || !scope.tokens.is_empty(),
                "a scope ends when it is empty: {visit:?}"
            );
        }
        if let Doing::Repeating(rounds) = &visit.doing {
            let live = state
                .active
                .values()
                .filter(|round| round.scope == *id && round.round.is_some());
            assert_eq!(
                rounds.begun,
                rounds.done + rounds.stopped + live.count() as u64
            );
        }
    }
    for id in state.scopes.keys() {
        assert!(state.active.contains_key(id), "no scope without its visit");
    }
    for wait in state.waits.values() {
        let owned = wait.owner == StepInstanceId::ROOT || state.active.contains_key(&wait.owner);
        assert!(
            owned,
            "nothing is waited for on behalf of what is gone: {wait:?}"
        );
    }
    if matches!(state.status, Status::Completed | Status::Cancelled) {
        let left = state.active.is_empty()
            && state.waits.is_empty()
            && state.scopes.is_empty()
            && state.tokens.is_empty();
        assert!(left, "a case that is over leaves nothing behind");
    } else if state.status == Status::Active {
        assert!(!state.active.is_empty() || !state.tokens.is_empty());
    }
}

/// The waits of a case for anything that a driver can make happen.
pub fn waits(state: &State) -> Vec<process::id::WaitId> {
    let waits = state.waits.iter();
    waits
        .filter(|(_, wait)| wait.what != Awaited::Condition)
        .map(|(id, _)| *id)
        .collect()
}
