//! What the pools of a case say to each other: messages go along the flows of the drawing, from left to right.

use crate::drive::Drive;
use process::diagram::Party;
use process::run::{Fact, Wish};
use process::step::StepKind;
use process::{StepId, StepInstanceId};
use std::collections::{BTreeMap, VecDeque};

impl Drive {
    /// Messages go along the flows that leave what was done, until nothing more is sent.
    pub fn deliver(&mut self) {
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
    pub fn talk(&self, step: &StepId) -> VecDeque<(String, bool)> {
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
    pub fn speak(&mut self, at: (usize, StepInstanceId)) {
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
    pub fn listens(&self, flow: &str) -> Option<(usize, StepInstanceId)> {
        let mut talks = self.talks.iter();
        let found = talks.find(|(_, talk)| {
            talk.front()
                .is_some_and(|(id, comes_in)| *comes_in && id == flow)
        });
        found.map(|(at, _)| *at)
    }

    /// The message flows that leave a step, from left to right.
    pub fn from(&self, step: &StepId) -> Vec<String> {
        let flows = self.diagram.message_flows.iter();
        let mut leaving: Vec<_> = flows
            .filter(|flow| flow.from == Party::Step(step.clone()))
            .collect();
        leaving.sort_by_key(|flow| self.ends.get(&flow.id).copied());
        leaving.into_iter().map(|flow| flow.id.clone()).collect()
    }

    pub fn send(&mut self, flow: &str) {
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
pub fn ends(bytes: &[u8]) -> BTreeMap<String, (i64, i64)> {
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
