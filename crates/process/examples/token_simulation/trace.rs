//! Traces as bags: the recorded one, and what our events say. An engine of scopes and tokens keeps no occurrence for a
//! token that waits before a join, so those are counted by the flows it came by.

use crate::drive::Drive;
use process::diagram::Step;
use process::run::Fact;
use process::step::{Sort, Stands, StepKind, Trigger};
use process::{StepId, StepInstanceId};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// By what happened, to which element, in which: how often.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bag(BTreeMap<(&'static str, String, String), i64>);

impl Bag {
    fn add(&mut self, what: &'static str, element: &str, inside: &str, times: i64) {
        *self
            .0
            .entry((what, element.to_owned(), inside.to_owned()))
            .or_default() += times;
    }

    pub fn since(&self, before: &Self) -> Self {
        let mut bag = self.clone();
        for (key, count) in &before.0 {
            *bag.0.entry(key.clone()).or_default() -= count;
        }
        bag.0.retain(|_, count| *count != 0);
        bag
    }
}

pub fn compare(expected: &Bag, found: &Bag) -> Result<(), String> {
    let keys: BTreeSet<_> = expected.0.keys().chain(found.0.keys()).collect();
    let count = |bag: &Bag, key| bag.0.get(key).copied().unwrap_or(0);
    let differences: Vec<_> = keys
        .into_iter()
        .filter(|key| count(expected, key) != count(found, key))
        .map(|key| {
            let (what, element, inside) = key;
            format!(
                "{what} {element} in {inside}: {} instead of {}",
                count(found, key),
                count(expected, key)
            )
        })
        .collect();
    if differences.is_empty() {
        Ok(())
    } else {
        Err(differences.join("; "))
    }
}

/// What is compared: steps and flows, but not compensation events at an edge, which the origin passes over.
fn counts(drive: &Drive, element: &str) -> bool {
    drive
        .diagram
        .step(&element.into())
        .is_some_and(|step| !is_compensation_edge(step))
        || drive.diagram.flow(&element.into()).is_some()
        || drive
            .diagram
            .message_flows
            .iter()
            .any(|flow| flow.id == element)
}

fn is_compensation_edge(step: &Step) -> bool {
    let compensates = |trigger: &Trigger| matches!(trigger, Trigger::Compensation { .. });
    matches!(&step.kind, StepKind::Event(happening)
        if matches!(happening.at, Stands::Boundary { .. }) && happening.triggers.iter().any(compensates))
}

/// Where an element stands as drawn: what stands around a step.
fn around(drive: &Drive, element: &str) -> String {
    let step = drive.diagram.step(&element.into());
    let inside = step.and_then(|step| step.inside.as_ref());
    inside.map_or_else(|| "case".to_owned(), ToString::to_string)
}

pub fn expected(drive: &Drive, lines: &Value) -> Bag {
    let mut bag = Bag::default();
    let mut named: BTreeSet<(String, String)> = BTreeSet::new();
    for line in lines.as_array().into_iter().flatten() {
        let mut parts = line.as_str().unwrap_or_default().splitn(3, ':');
        let (Some(action), Some(element), Some(scope)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        // What is drawn on a page of its own goes by the name of the page.
        let element = element.strip_suffix("_plane").unwrap_or(element);
        if !counts(drive, element) {
            continue;
        }
        let flow = drive.diagram.step(&element.into()).is_none();
        match action {
            "createScope" if flow => bag.add("flow", element, "", 1),
            "createScope" => bag.add("enter", element, &around(drive, element), 1),
            "exit" | "destroyScope"
                if !flow && named.insert((element.to_owned(), scope.to_owned())) =>
            {
                bag.add("leave", element, &around(drive, element), 1);
            }
            _ => {}
        }
    }
    bag
}

pub fn of_world(drive: &Drive) -> Bag {
    let mut bag = Bag::default();
    for flow in &drive.sent {
        bag.add("flow", flow, "", 1);
    }
    for case in &drive.world.cases {
        let mut ways: BTreeMap<StepInstanceId, usize> = BTreeMap::new();
        let mut rounds = BTreeSet::new();
        for event in &case.log {
            match &event.fact {
                Fact::StepEntered {
                    step_instance,
                    step,
                    via,
                    round,
                    ..
                } => {
                    if round.is_some() {
                        rounds.insert(*step_instance);
                        continue;
                    }
                    ways.insert(*step_instance, via.len());
                    if counts(drive, step.as_str()) && !is_join(drive, step) {
                        bag.add("enter", step.as_str(), &around(drive, step.as_str()), 1);
                    }
                }
                Fact::StepCompleted {
                    step_instance,
                    step,
                }
                | Fact::StepTerminated {
                    step_instance,
                    step,
                } => {
                    if rounds.contains(step_instance) || !counts(drive, step.as_str()) {
                        continue;
                    }
                    let joined = ways.get(step_instance).copied().unwrap_or(1);
                    let times = if is_join(drive, step) {
                        joined as i64
                    } else {
                        1
                    };
                    bag.add("leave", step.as_str(), &around(drive, step.as_str()), times);
                }
                Fact::FlowTaken { flow, .. } => {
                    let drawn = drive.diagram.flow(flow);
                    if let Some(to) = drawn.map(|flow| flow.to.clone())
                        && is_join(drive, &to)
                    {
                        bag.add("enter", to.as_str(), &around(drive, to.as_str()), 1);
                    }
                    // The origin lets no token pass from an event gateway to the event that came.
                    let from = drawn.and_then(|flow| drive.diagram.step(&flow.from));
                    if !from.is_some_and(|from| matches!(from.kind, StepKind::FirstEvent(_))) {
                        bag.add("flow", flow.as_str(), "", 1);
                    }
                }
                Fact::TokensRemoved { flow, count, .. } => {
                    let drawn = drive.diagram.flow(flow);
                    if let Some(to) = drawn.map(|flow| flow.to.clone())
                        && is_join(drive, &to)
                    {
                        bag.add(
                            "leave",
                            to.as_str(),
                            &around(drive, to.as_str()),
                            i64::from(*count),
                        );
                    }
                }
                _ => {}
            }
        }
    }
    bag.0.retain(|_, count| *count != 0);
    let _ = Sort::Embedded;
    bag
}

fn is_join(drive: &Drive, step: &StepId) -> bool {
    let kind = drive.diagram.step(step).map(|step| &step.kind);
    matches!(
        kind,
        Some(StepKind::Parallel | StepKind::Inclusive | StepKind::Complex(_))
    ) && drive.diagram.incoming(step).count() > 1
}
