//! A play becomes a scenario: what was done, and what came of it as what is expected from now on.

use super::{Expectation, Scenario};
use crate::definition::Definition;
use crate::id::StepId;
use crate::play::Play;
use crate::run::{Doing, Event, Fact, State, Status};
use crate::step::StepKind;

/// The scenario of what was played so far.
pub fn record(play: &Play, id: &str, name: &str) -> Scenario {
    Scenario {
        id: id.to_owned(),
        name: name.to_owned(),
        beginning: play.beginning().clone(),
        pins: play.pins().clone(),
        moves: play.moves().to_vec(),
        expects: expected(play.definition(), play.state(), play.log()),
    }
}

/// What a case came to, as expectations: where it stands, and which people and systems had their turn.
pub fn expected(definition: &Definition, state: &State, log: &[Event]) -> Vec<Expectation> {
    let mut expects = Vec::new();
    for step in done(log) {
        let does = definition.step(&step).map(|step| &step.kind);
        let tells = matches!(
            does,
            Some(StepKind::AskPerson(_) | StepKind::Service(_) | StepKind::Call(_))
        );
        if tells {
            expects.push(Expectation::Does {
                step,
                times: None,
                within: None,
            });
        }
    }
    match state.status {
        Status::Completed => expects.push(Expectation::Ends {
            at: last_end(definition, log),
        }),
        Status::Cancelled => expects.push(Expectation::Cancelled),
        Status::New => {}
        Status::Active => {
            let mut at: Vec<Expectation> = Vec::new();
            for visit in state.active.values() {
                let step = visit.step.clone();
                let stands = match visit.doing {
                    Doing::Inside { .. } | Doing::Repeating(_) => continue,
                    Doing::Stuck { .. } => Expectation::StuckAt { step },
                    _ => Expectation::WaitsAt { step },
                };
                if !at.contains(&stands) {
                    at.push(stands);
                }
            }
            expects.extend(at);
        }
    }
    expects
}

/// The steps that were done, each once, in the order they were done first.
fn done(log: &[Event]) -> Vec<StepId> {
    let mut steps: Vec<StepId> = Vec::new();
    for event in log {
        if let Fact::StepCompleted { step, .. } = &event.fact
            && !steps.contains(step)
        {
            steps.push(step.clone());
        }
    }
    steps
}

/// The end the case came to last; only of the process itself, not of a part of it.
fn last_end(definition: &Definition, log: &[Event]) -> Option<StepId> {
    log.iter().rev().find_map(|event| match &event.fact {
        Fact::StepCompleted { step, .. } => {
            let drawn = definition.step(step)?;
            let ends = match &drawn.kind {
                StepKind::End => true,
                StepKind::Event(happening) => happening.at == crate::step::Stands::End,
                _ => false,
            };
            (ends && drawn.inside.is_none()).then(|| step.clone())
        }
        _ => None,
    })
}
