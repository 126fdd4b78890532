//! One case: its stimuli, one after the other, and what is looked at between them.

use crate::talk;
use crate::trace::{self, Bag};
use process::diagram::{Diagram, Party};
use process::id::WaitId;
use process::run::{CaseInWorld, Doing, Driver, Status, Wish, World};
use process::step::{Sort, Stands, StepKind};
use process::{Catalog, FlowId, StepId, StepInstanceId, bpmn};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;

pub struct Drive {
    pub diagram: Diagram,
    pub world: World,
    /// Message flows that messages have travelled along.
    pub sent: Vec<String>,
    /// By case: how much of its log has been looked at for messages.
    pub looked: Vec<usize>,
    /// By visit that waits for messages: the message flows still to come, in order, and whether each comes in.
    pub talks: BTreeMap<(usize, StepInstanceId), VecDeque<(String, bool)>>,
    /// By message flow: how far to the right it begins and ends.
    pub ends: BTreeMap<String, (i64, i64)>,
    /// By stimulus: the first case that began by it.
    pub begun: Vec<usize>,
}

pub fn run(folder: &Path, case: &Value) -> Result<(), String> {
    let file = case["bpmn"].as_str().unwrap_or_default();
    let bytes = std::fs::read(folder.join(file)).map_err(|error| error.to_string())?;
    let imported = bpmn::read(&bytes).map_err(|error| error.to_string())?;
    let mut drive = Drive::new(imported.diagram);
    drive.ends = talk::ends(&bytes);
    drive.configure(&case["config"]);
    let mut before = Bag::default();
    for stimulus in case["stimuli"].as_array().into_iter().flatten() {
        drive.begun.push(drive.world.cases.len());
        if let Some(file) = stimulus["checkTrace"].as_str() {
            let expected = crate::read(&folder.join(file)).ok_or("the trace cannot be read")?;
            let now = trace::of_world(&drive);
            let expected = trace::expected(&drive, &expected);
            trace::compare(&expected, &now.since(&before))?;
            before = now;
        } else {
            drive.stimulate(stimulus)?;
        }
    }
    Ok(())
}

impl Drive {
    fn new(diagram: Diagram) -> Self {
        let mut world = World::default();
        world.add("", &diagram, &Catalog::default());
        // A step that a message comes to waits for it, whatever it is.
        let awaited = diagram
            .message_flows
            .iter()
            .filter_map(|flow| match &flow.to {
                Party::Step(to) => diagram.step(to),
                Party::Pool(_) => None,
            });
        let awaited = awaited.filter(|step| matches!(step.kind, StepKind::Task(_)));
        let holds = awaited.map(|step| step.id.clone()).collect();
        world.driver = Some(Driver {
            holds,
            simulates: true,
            forgives_errors: true,
            leaves_stuck: true,
            ..Driver::default()
        });
        Self {
            diagram,
            world,
            sent: Vec::new(),
            looked: Vec::new(),
            talks: BTreeMap::new(),
            ends: BTreeMap::new(),
            begun: Vec::new(),
        }
    }

    fn configure(&mut self, config: &Value) {
        let Some(driver) = &mut self.world.driver else {
            return;
        };
        for (gateway, ways) in config["activeOutgoing"].as_object().into_iter().flatten() {
            driver.ways.insert(gateway.as_str().into(), flows(ways));
        }
        let holds = config["waitAtElement"].as_array().into_iter().flatten();
        driver
            .holds
            .extend(holds.filter_map(|id| id.as_str().map(StepId::from)));
    }

    fn stimulate(&mut self, stimulus: &Value) -> Result<(), String> {
        let text = |key: &str| stimulus[key].as_str();
        if let Some(id) = text("trigger") {
            self.trigger(id, stimulus)?;
        } else if let Some(flow) = text("signal") {
            self.send(flow);
        } else if let Some(gateway) = text("configure") {
            let ways = flows(&stimulus["activeOutgoing"]);
            if let Some(driver) = &mut self.world.driver {
                driver.ways.insert(gateway.into(), ways);
            }
        } else if let Some(id) = text("waitAtElement") {
            if let Some(driver) = &mut self.world.driver {
                driver.holds.insert(id.into());
            }
        } else if let Some(number) = stimulus["checkStarted"].as_u64() {
            let first = self.begun[number as usize];
            self.world
                .cases
                .get(first)
                .map(|_| ())
                .ok_or("nothing began")?;
        } else if let Some(number) = stimulus["checkDestroyed"].as_u64() {
            let first = self.begun[number as usize];
            let over = self.world.cases.get(first).is_some_and(is_over);
            over.then_some(()).ok_or("it is not over")?;
        } else if stimulus["checkNothingRunning"] == true {
            self.world
                .cases
                .iter()
                .all(is_over)
                .then_some(())
                .ok_or("something is still at work")?;
        } else if let Some(listening) = stimulus["checkListening"].as_object() {
            for (id, count) in listening {
                if Some(self.listening(id) as u64) != count.as_u64() {
                    return Err(format!("{} wait at {id}, not {count}", self.listening(id)));
                }
            }
        }
        self.deliver();
        Ok(())
    }

    pub fn listening(&self, id: &str) -> usize {
        usize::from(self.begins(id).is_some()) + self.waits(id).len() + self.held(id).len()
    }

    /// The process a start, or a step that nothing leads to, begins.
    pub fn begins(&self, id: &str) -> Option<String> {
        let step = self.diagram.step(&id.into())?;
        if step.inside.is_some() {
            return None;
        }
        let start = match &step.kind {
            StepKind::Start(_) => true,
            StepKind::Event(happening) if matches!(happening.at, Stands::Start { .. }) => true,
            StepKind::SubProcess(sub) if sub.sort == Sort::Event => false,
            _ => {
                let begins = |other: &process::diagram::Step| {
                    other.inside.is_none()
                        && other.pool == step.pool
                        && match &other.kind {
                            StepKind::Start(_) => true,
                            StepKind::Event(happening) => {
                                matches!(happening.at, Stands::Start { .. })
                            }
                            _ => false,
                        }
                };
                self.diagram.incoming(&step.id).next().is_none()
                    && !step.kind.begins()
                    && !self.diagram.steps.iter().any(begins)
            }
        };
        let process = self
            .world
            .processes()
            .find(|(_, definition)| definition.step(&step.id).is_some());
        start.then(|| process.map(|(key, _)| key.clone()))?
    }

    pub fn waits(&self, id: &str) -> Vec<(usize, WaitId, StepInstanceId)> {
        let cases = self.world.cases.iter().enumerate();
        let waits = cases.flat_map(|(number, case)| {
            let waits = case.state.waits.iter();
            waits
                .filter(|(_, wait)| wait.step.as_str() == id)
                .map(move |(wait_id, wait)| (number, *wait_id, wait.owner))
        });
        let mut all: Vec<_> = waits.collect();
        // One waiting point however many triggers it has.
        all.dedup_by_key(|(number, _, owner)| (*number, *owner));
        all
    }

    pub fn held(&self, id: &str) -> Vec<(usize, StepInstanceId)> {
        let cases = self.world.cases.iter().enumerate();
        let visits = cases.flat_map(|(number, case)| {
            let visits = case.state.active.iter();
            visits
                .filter(|(_, visit)| visit.step.as_str() == id && visit.doing == Doing::Held)
                .map(move |(visit, _)| (number, *visit))
        });
        visits.collect()
    }

    fn trigger(&mut self, id: &str, stimulus: &Value) -> Result<(), String> {
        let scope = stimulus["inScopeOf"].as_str();
        let case = stimulus["inScopeStartedBy"]
            .as_u64()
            .map(|number| self.begun[number as usize]);
        let fits = |number: usize, owner: StepInstanceId| {
            case.is_none_or(|case| case == number)
                && scope.is_none_or(|scope| within(&self.world.cases[number], owner, scope))
        };
        let wait = self
            .waits(id)
            .into_iter()
            .find(|(number, _, owner)| fits(*number, *owner));
        if let Some((number, wait, _)) = wait {
            return self.wish(number, Wish::Happen { wait });
        }
        let held = self
            .held(id)
            .into_iter()
            .find(|(number, visit)| fits(*number, *visit));
        if let Some((number, step_instance)) = held {
            return self.wish(number, Wish::Release { step_instance });
        }
        let process = self
            .begins(id)
            .ok_or_else(|| format!("nothing waits at {id}"))?;
        self.begin(&process, id)
    }

    pub fn begin(&mut self, process: &str, id: &str) -> Result<(), String> {
        let begun = self
            .world
            .start_at(process, vec![id.into()], BTreeMap::new());
        begun
            .map(|_| ())
            .map_err(|rejection| format!("{rejection:?}"))
    }

    pub fn wish(&mut self, number: usize, wish: Wish) -> Result<(), String> {
        self.world
            .submit(number, wish)
            .map_err(|rejection| format!("{rejection:?}"))
    }
}

fn flows(ways: &Value) -> Vec<FlowId> {
    match ways {
        Value::String(flow) => vec![flow.as_str().into()],
        Value::Array(flows) => flows
            .iter()
            .filter_map(|flow| flow.as_str().map(FlowId::from))
            .collect(),
        _ => Vec::new(),
    }
}

/// Nothing more can happen in it: also with tokens that wait for what cannot come.
fn is_over(case: &CaseInWorld) -> bool {
    case.state.status == Status::Completed
}

/// Whether a visit is, or is inside, a visit of a step.
fn within(case: &CaseInWorld, visit: StepInstanceId, scope: &str) -> bool {
    let mut at = visit;
    let mut seen = BTreeSet::new();
    while seen.insert(at) {
        let Some(visit) = case.state.active.get(&at) else {
            return false;
        };
        if visit.step.as_str() == scope {
            return true;
        }
        at = visit.scope;
    }
    false
}
