//! One case: its stimuli, one after the other, and what is looked at between them.

use crate::trace::{self, Bag};
use process::diagram::{Diagram, Party};
use process::id::WaitId;
use process::run::{CaseInWorld, Doing, Driver, Fact, Status, Wish, World};
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
    looked: Vec<usize>,
    /// By visit that waits for messages: the message flows still to come, in order, and whether each comes in.
    talks: BTreeMap<(usize, StepInstanceId), VecDeque<(String, bool)>>,
    /// By message flow: how far to the right it begins and ends.
    ends: BTreeMap<String, (i64, i64)>,
    /// By stimulus: the first case that began by it.
    begun: Vec<usize>,
}

pub fn run(folder: &Path, case: &Value) -> Result<(), String> {
    let file = case["bpmn"].as_str().unwrap_or_default();
    let bytes = std::fs::read(folder.join(file)).map_err(|error| error.to_string())?;
    let imported = bpmn::read(&bytes).map_err(|error| error.to_string())?;
    let mut drive = Drive::new(imported.diagram);
    drive.ends = ends(&bytes);
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

    fn listening(&self, id: &str) -> usize {
        usize::from(self.begins(id).is_some()) + self.waits(id).len() + self.held(id).len()
    }

    /// The process a start, or a step that nothing leads to, begins.
    fn begins(&self, id: &str) -> Option<String> {
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

    fn waits(&self, id: &str) -> Vec<(usize, WaitId, StepInstanceId)> {
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

    fn held(&self, id: &str) -> Vec<(usize, StepInstanceId)> {
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

    fn begin(&mut self, process: &str, id: &str) -> Result<(), String> {
        let begun = self
            .world
            .start_at(process, vec![id.into()], BTreeMap::new());
        begun
            .map(|_| ())
            .map_err(|rejection| format!("{rejection:?}"))
    }

    fn wish(&mut self, number: usize, wish: Wish) -> Result<(), String> {
        self.world
            .submit(number, wish)
            .map_err(|rejection| format!("{rejection:?}"))
    }

    /// Messages go along the flows that leave what was done, until nothing more is sent.
    fn deliver(&mut self) {
        for _ in 0..1_000 {
            self.looked.resize(self.world.cases.len(), 0);
            let (mut done, mut begun) = (Vec::new(), Vec::new());
            for (number, case) in self.world.cases.iter().enumerate() {
                for event in &case.log[self.looked[number]..] {
                    match &event.fact {
                        Fact::StepCompleted {
                            step,
                            step_instance,
                        } if !self.talks.contains_key(&(number, *step_instance)) => {
                            done.push(step.clone());
                        }
                        Fact::StepEntered {
                            step,
                            step_instance,
                            ..
                        } => begun.push((number, *step_instance, step.clone())),
                        _ => {}
                    }
                }
                self.looked[number] = case.log.len();
            }
            for (number, visit, step) in begun {
                let talk = self.talk(&step);
                if talk.iter().any(|(_, comes_in)| *comes_in)
                    && matches!(
                        self.diagram.step(&step).map(|step| &step.kind),
                        Some(StepKind::Task(_))
                    )
                {
                    self.talks.insert((number, visit), talk);
                    self.speak((number, visit));
                }
            }
            // What has just begun may have been heard already by the time it is looked at.
            done.retain(|step| {
                !self.talk(step).iter().any(|(_, comes_in)| *comes_in)
                    || !matches!(
                        self.diagram.step(step).map(|step| &step.kind),
                        Some(StepKind::Task(_))
                    )
            });
            let mut flows: Vec<_> = done.iter().flat_map(|step| self.from(step)).collect();
            let quiet = self
                .world
                .cases
                .iter()
                .enumerate()
                .all(|(number, case)| self.looked.get(number) == Some(&case.log.len()));
            if flows.is_empty() && quiet {
                return;
            }
            flows.reverse();
            while let Some(flow) = flows.pop() {
                self.send(&flow);
            }
        }
    }

    /// The message flows of a step from left to right, and whether each comes in.
    fn talk(&self, step: &StepId) -> VecDeque<(String, bool)> {
        let party = Party::Step(step.clone());
        let flows = self.diagram.message_flows.iter();
        let mut talk: Vec<_> = flows
            .filter_map(|flow| {
                let (begins, ends) = self.ends.get(&flow.id).copied().unwrap_or_default();
                if flow.to == party {
                    Some((ends, flow.id.clone(), true))
                } else if flow.from == party {
                    Some((begins, flow.id.clone(), false))
                } else {
                    None
                }
            })
            .collect();
        talk.sort();
        talk.into_iter()
            .map(|(_, id, comes_in)| (id, comes_in))
            .collect()
    }

    /// Says all that a visit says before it listens again; when nothing is left, it is done.
    fn speak(&mut self, at: (usize, StepInstanceId)) {
        loop {
            match self
                .talks
                .get_mut(&at)
                .and_then(|talk| talk.front().cloned())
            {
                Some((_, true)) => return,
                Some((flow, false)) => {
                    if let Some(talk) = self.talks.get_mut(&at) {
                        talk.pop_front();
                    }
                    self.send(&flow);
                }
                None => {
                    let _ = self.wish(
                        at.0,
                        Wish::Release {
                            step_instance: at.1,
                        },
                    );
                    return;
                }
            }
        }
    }

    /// The oldest visit that listens to a message flow now.
    fn listens(&self, flow: &str) -> Option<(usize, StepInstanceId)> {
        let mut talks = self.talks.iter();
        let found = talks.find(|(_, talk)| {
            talk.front()
                .is_some_and(|(id, comes_in)| *comes_in && id == flow)
        });
        found.map(|(at, _)| *at)
    }

    /// The message flows that leave a step, from left to right.
    fn from(&self, step: &StepId) -> Vec<String> {
        let flows = self.diagram.message_flows.iter();
        let mut leaving: Vec<_> = flows
            .filter(|flow| flow.from == Party::Step(step.clone()))
            .collect();
        leaving.sort_by_key(|flow| self.ends.get(&flow.id).copied());
        leaving.into_iter().map(|flow| flow.id.clone()).collect()
    }

    fn send(&mut self, flow: &str) {
        let Some(found) = self
            .diagram
            .message_flows
            .iter()
            .find(|each| each.id == flow)
        else {
            return;
        };
        self.sent.push(flow.to_owned());
        let Party::Step(to) = found.to.clone() else {
            return;
        };
        if let Some((number, wait, _)) = self.waits(to.as_str()).into_iter().next() {
            let _ = self.wish(number, Wish::Happen { wait });
        } else if let Some(at) = self.listens(flow) {
            if let Some(talk) = self.talks.get_mut(&at) {
                talk.pop_front();
            }
            self.speak(at);
        } else if let Some(process) = self.begins(to.as_str()) {
            let _ = self.begin(&process, to.as_str());
        }
    }
}

/// Where the flows of a drawing begin and end, from left to right. A diagram keeps only the bends between.
fn ends(bytes: &[u8]) -> BTreeMap<String, (i64, i64)> {
    let mut found = BTreeMap::new();
    let Ok(document) = process::xml::read(bytes) else {
        return found;
    };
    let mut open: Vec<&process::xml::Element> = vec![&document.root];
    while let Some(element) = open.pop() {
        open.extend(element.elements());
        if element.local_name() != "BPMNEdge" {
            continue;
        }
        let places = element
            .elements()
            .filter(|child| child.local_name() == "waypoint");
        let places: Vec<i64> = places
            .filter_map(|place| place.attribute("x")?.parse::<f64>().ok())
            .map(|x| x as i64)
            .collect();
        if let (Some(id), Some(first), Some(last)) = (
            element.attribute("bpmnElement"),
            places.first(),
            places.last(),
        ) {
            found.insert(id.to_owned(), (*first, *last));
        }
    }
    found
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
