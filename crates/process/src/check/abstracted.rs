//! A drawing with its data taken out: what is left is how cases move. Ids stay, so that whatever is found here is found
//! there.

use crate::diagram::{Diagram, Flow, Step};
use crate::step::{
    AskPerson, Call, DecideByTable, Each, Over, Receive, Repetition, Script, Service, Sort, Start,
    StepKind, SubProcess, Tells, Wait,
};

/// Stands for any condition: whether it holds is for the checker to choose.
const ANY: &str = "true";

/// What the checker explores, and what its films are replayed on.
pub fn abstracted(diagram: &Diagram) -> Diagram {
    with_rounds(diagram, 1)
}

/// The same with so many rounds of everything that is done for each of several things.
pub(super) fn with_rounds(diagram: &Diagram, rounds: u32) -> Diagram {
    let steps = diagram.steps.iter();
    Diagram {
        steps: steps.map(|drawn| step(drawn, rounds)).collect(),
        flows: diagram.flows.iter().map(flow).collect(),
        pools: diagram.pools.clone(),
        ..Diagram::default()
    }
}

/// How many rounds a drawing without its data was given; 1 where nothing is done in rounds.
pub(super) fn rounds_of(bare: &Diagram) -> u32 {
    let mut rounds = bare.steps.iter().filter_map(|step| match &step.repetition {
        Some(Repetition::Each(each)) => match &each.over {
            Over::Times { times } => times.parse().ok(),
            Over::List { .. } => None,
        },
        _ => None,
    });
    rounds.next().unwrap_or(1)
}

/// A step that is done for each of several things and tells others about it while it is at work. Other rounds reach
/// nothing but by data, so one of them shows what all do.
pub(super) fn telling_rounds(diagram: &Diagram) -> Option<&Step> {
    let each = |step: &Step| match &step.repetition {
        Some(Repetition::Each(each)) => Some(each.tells != Tells::Never),
        _ => None,
    };
    let mut steps = diagram.steps.iter();
    let telling = steps.find(|step| each(step) == Some(true));
    telling.or_else(|| {
        let throws = |step: &&Step| matches!(&step.kind, StepKind::Event(event) if event.throws());
        let mut around = diagram.steps.iter().filter(throws).flat_map(|step| {
            let outer = |step: &&Step| step.inside.as_ref().and_then(|id| diagram.step(id));
            // As many as there are steps: a file may put two into each other.
            std::iter::successors(Some(step), outer).take(diagram.steps.len())
        });
        around.find(|step| each(step).is_some())
    })
}

fn step(step: &Step, rounds: u32) -> Step {
    let mut bare = Step::new(step.id.clone(), kind(&step.kind));
    bare.inside.clone_from(&step.inside);
    bare.pool.clone_from(&step.pool);
    bare.for_compensation = step.for_compensation;
    bare.tokens = step.tokens;
    bare.only.clone_from(&step.only);
    let bare_repetition = step.repetition.as_ref();
    bare.repetition = bare_repetition.map(|it| repetition(it, rounds));
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

fn repetition(repetition: &Repetition, rounds: u32) -> Repetition {
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
            ..Each::times(rounds.to_string())
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
