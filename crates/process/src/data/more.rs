//! Values that no form, table or answer declares: what the process declares itself, what is worked out, handed on or
//! collected on the way, and what only a repeated step knows.

use super::Datum;
use crate::diagram::{DataObject, Diagram, FieldKind, Step};
use crate::id::StepId;
use crate::step::{Message, Over, Repetition, Stands, StepKind, Trigger};
use feel::Type;

/// The number of the round, which every repeated step knows.
const ROUND: &str = "loopCounter";

/// All of it that a step may use; the whole diagram's where no step is meant.
pub(super) fn more(diagram: &Diagram, at: Option<&Step>) -> Vec<Datum> {
    let mut found = everywhere(diagram);
    found.extend(at.into_iter().flat_map(|at| around(diagram, at)));
    found
}

/// What any step may know.
pub(crate) fn everywhere(diagram: &Diagram) -> Vec<Datum> {
    let nowhere = || StepId::new("");
    let mut found: Vec<Datum> = diagram
        .data
        .iter()
        .map(|data| declared(data, nowhere()))
        .collect();
    for step in &diagram.steps {
        found.extend(comes_of(diagram, step));
    }
    found
}

/// What only a step knows, and those in the same sub-processes.
pub(crate) fn around(diagram: &Diagram, step: &Step) -> Vec<Datum> {
    let mut found = Vec::new();
    for around in surrounding(diagram, step) {
        if let StepKind::SubProcess(group) = &around.kind {
            found.extend(
                group
                    .data
                    .iter()
                    .map(|data| declared(data, around.id.clone())),
            );
        }
        found.extend(of_rounds(around));
    }
    found
}

/// Whether a case may know values that the diagram does not name: others sent them.
pub fn brings_more(diagram: &Diagram) -> bool {
    diagram.steps.iter().any(|step| match &step.kind {
        StepKind::Receive(_) | StepKind::Call(_) => true,
        StepKind::Event(event) => event.triggers.iter().any(|trigger| {
            matches!(
                trigger,
                Trigger::Message(_) | Trigger::Signal { .. } | Trigger::Error { .. }
            )
        }),
        _ => false,
    })
}

fn declared(data: &DataObject, origin: StepId) -> Datum {
    let of = data.kind.as_ref().map_or(Type::Any, FieldKind::value_type);
    let label = match data.label.trim() {
        "" => &data.key,
        label => label,
    };
    Datum {
        key: data.key.clone(),
        label: label.to_owned(),
        kind: data.kind.clone().unwrap_or(TEXT),
        of: if data.many { Type::list(of) } else { of },
        origin,
        certain: !data.initial.trim().is_empty(),
    }
}

const TEXT: FieldKind = FieldKind::Text { multiline: false };

fn anything(key: &str, of: Type, step: &Step, certain: bool) -> Option<Datum> {
    let key = key.trim();
    (!key.is_empty()).then(|| Datum {
        key: key.to_owned(),
        label: key.replace('_', " "),
        kind: if of == Type::Number {
            FieldKind::Number
        } else {
            TEXT
        },
        of,
        origin: step.id.clone(),
        certain,
    })
}

/// What is there once a step is done.
fn comes_of(diagram: &Diagram, step: &Step) -> Vec<Datum> {
    let mut found = Vec::new();
    if let StepKind::Script(script) = &step.kind {
        found.extend(anything(&script.result, Type::Any, step, false));
    }
    let handed = step.outputs.iter();
    found.extend(handed.filter_map(|out| anything(&out.key, Type::Any, step, false)));
    if let Some(Repetition::Each(each)) = &step.repetition
        && let Some(collect) = &each.collect
    {
        found.extend(anything(&collect.key, Type::list(Type::Any), step, false));
    }
    if let Some(heard) = waits_for(step) {
        // Who sends it may stand in the same drawing.
        let sent = diagram.steps.iter().filter_map(sends);
        let content = sent
            .filter(|sent| sent.name == heard.name)
            .flat_map(|sent| &sent.content);
        found.extend(content.filter_map(|value| anything(&value.key, Type::Any, step, false)));
    }
    found
}

fn waits_for(step: &Step) -> Option<&Message> {
    match &step.kind {
        StepKind::Receive(receive) => Some(&receive.message),
        StepKind::Event(event) if !matches!(event.at, Stands::Throw | Stands::End) => {
            message(&event.triggers)
        }
        _ => None,
    }
}

fn sends(step: &Step) -> Option<&Message> {
    match &step.kind {
        StepKind::Send(message) => Some(message),
        StepKind::Event(event) if event.throws() => message(&event.triggers),
        _ => None,
    }
}

fn message(triggers: &[Trigger]) -> Option<&Message> {
    triggers.iter().find_map(|trigger| match trigger {
        Trigger::Message(message) => Some(message),
        _ => None,
    })
}

/// What only the rounds of a repeated step know.
fn of_rounds(step: &Step) -> Vec<Datum> {
    let Some(repetition) = &step.repetition else {
        return Vec::new();
    };
    let mut found: Vec<Datum> = anything(ROUND, Type::Number, step, true)
        .map(|round| Datum {
            label: "Number of the round".to_owned(),
            ..round
        })
        .into_iter()
        .collect();
    if let Repetition::Each(each) = repetition
        && let Over::List { item, .. } = &each.over
    {
        found.extend(anything(item, Type::Any, step, true));
    }
    let own = step.inputs.iter();
    found.extend(own.filter_map(|own| anything(&own.key, Type::Any, step, true)));
    found
}

/// A step and the groups around it, from inside out.
fn surrounding<'a>(diagram: &'a Diagram, step: &'a Step) -> impl Iterator<Item = &'a Step> {
    let mut next = Some(step);
    // As many rounds as there are steps: a file may put two into each other.
    (0..=diagram.steps.len()).map_while(move |_| {
        let here = next?;
        next = here.inside.as_ref().and_then(|around| diagram.step(around));
        Some(here)
    })
}
