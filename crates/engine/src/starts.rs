//! What cases of a drawing begin by themselves: the messages and signals of its starts.

use process::Diagram;
use process::diagram::Step;
use process::step::{Stands, StepKind, Trigger};
use store::start_event::{NewStart, StartsBy};

pub(crate) fn of(diagram: &Diagram) -> Vec<NewStart> {
    let steps = diagram.steps.iter();
    let outermost = steps.filter(|step| step.inside.is_none());
    outermost.flat_map(starts_of).collect()
}

fn starts_of(step: &Step) -> Vec<NewStart> {
    let by: Vec<Option<StartsBy>> = match &step.kind {
        StepKind::Event(happening) if matches!(happening.at, Stands::Start { .. }) => {
            happening.triggers.iter().map(starts_by).collect()
        }
        StepKind::Receive(receive) if receive.begins => vec![Some(StartsBy::Message {
            name: receive.message.name.trim().to_owned(),
        })],
        _ => Vec::new(),
    };
    let places = (0..).zip(by);
    let named = places.filter_map(|(place, by)| {
        Some(NewStart {
            step: step.id.clone(),
            place,
            by: by?,
        })
    });
    named.collect()
}

fn starts_by(trigger: &Trigger) -> Option<StartsBy> {
    match trigger {
        Trigger::Message(message) => Some(StartsBy::Message {
            name: message.name.trim().to_owned(),
        }),
        Trigger::Signal { name } => Some(StartsBy::Signal {
            name: name.trim().to_owned(),
        }),
        _ => None,
    }
}
