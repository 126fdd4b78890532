//! A drawing with its data taken out: what is left is how cases move. Ids stay, so that whatever is found here is found
//! there.

use crate::diagram::{Diagram, Flow, Step};
use crate::step::{
    AskPerson, Call, DecideByTable, Each, Receive, Repetition, Script, Service, Sort, Start,
    StepKind, SubProcess, Wait,
};

/// Stands for any condition: whether it holds is for the checker to choose.
const ANY: &str = "true";

/// What the checker explores, and what its films are replayed on.
pub fn abstracted(diagram: &Diagram) -> Diagram {
    Diagram {
        steps: diagram.steps.iter().map(step).collect(),
        flows: diagram.flows.iter().map(flow).collect(),
        pools: diagram.pools.clone(),
        ..Diagram::default()
    }
}

fn step(step: &Step) -> Step {
    let mut bare = Step::new(step.id.clone(), kind(&step.kind));
    bare.inside.clone_from(&step.inside);
    bare.pool.clone_from(&step.pool);
    bare.for_compensation = step.for_compensation;
    bare.tokens = step.tokens;
    bare.only.clone_from(&step.only);
    bare.repetition = step.repetition.as_ref().map(repetition);
    bare
}

fn kind(kind: &StepKind) -> StepKind {
    match kind {
        StepKind::Start(_) => StepKind::Start(Start::default()),
        StepKind::AskPerson(_) => StepKind::AskPerson(AskPerson::default()),
        StepKind::DecideByTable(_) => StepKind::DecideByTable(DecideByTable::default()),
        StepKind::Service(_) => StepKind::Service(Service::default()),
        StepKind::Script(_) => StepKind::Script(Script::default()),
        StepKind::Call(_) => StepKind::Call(Call::default()),
        StepKind::Wait(_) => StepKind::Wait(Wait::default()),
        StepKind::Receive(receive) => StepKind::Receive(Receive {
            begins: receive.begins,
            ..Receive::default()
        }),
        StepKind::SubProcess(sub) => StepKind::SubProcess(SubProcess {
            sort: match &sub.sort {
                Sort::AdHoc { sequential, .. } => Sort::AdHoc {
                    until: String::new(),
                    sequential: *sequential,
                    stop_rest: false,
                },
                sort => sort.clone(),
            },
            ..SubProcess::default()
        }),
        other => other.clone(),
    }
}

/// Rounds do not reach each other but by data, so one of them shows what all do.
fn repetition(repetition: &Repetition) -> Repetition {
    match repetition {
        Repetition::While { .. } => Repetition::While {
            condition: String::new(),
            before: false,
            most: None,
        },
        Repetition::Each(each) => Repetition::Each(Box::new(Each {
            sequential: each.sequential,
            rest: each.rest,
            tells: each.tells.clone(),
            ..Each::times("1")
        })),
    }
}

fn flow(flow: &Flow) -> Flow {
    let mut bare = Flow::new(flow.id.clone(), flow.from.clone(), flow.to.clone());
    let conditional = flow
        .condition
        .as_deref()
        .is_some_and(|condition| !condition.trim().is_empty());
    bare.condition = conditional.then(|| ANY.to_owned());
    bare.otherwise = flow.otherwise;
    bare
}
