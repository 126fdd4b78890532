//! Rules for what plain diagrams do not have: sub-processes, events, repetition. Each names the element and says what is
//! wrong with it; what an engine around the kernel cannot carry yet is said too, and never passed over in silence.

use super::report::{at_setting, at_step, named, quoted};
use super::{Checked, Report};
use crate::definition::{Plan, RepeatPlan};
use crate::diagram::{Diagram, Step};
use crate::step::{Sort, Stands, StepKind, Trigger};

/// Whether a diagram is more than steps in one plane, each begun by flows alone.
pub(crate) fn is_whole(diagram: &Diagram) -> bool {
    !diagram.pools.is_empty() || diagram.steps.iter().any(is_more)
}

fn is_more(step: &Step) -> bool {
    let plain = matches!(
        step.kind,
        StepKind::Start(_)
            | StepKind::AskPerson(_)
            | StepKind::Decide
            | StepKind::DecideByTable(_)
            | StepKind::Parallel
            | StepKind::Wait(_)
            | StepKind::Service(_)
            | StepKind::End
    );
    !plain
        || step.inside.is_some()
        || step.repetition.is_some()
        || step.for_compensation
        || !step.only.is_usual()
        || !step.tokens.is_usual()
}

/// Whether a start waits for what nobody outside a case can tell it, or for several things together.
fn begins_unheard(start: &crate::step::Happening) -> bool {
    let heard = |trigger: &Trigger| {
        matches!(
            trigger,
            Trigger::Message(_) | Trigger::Signal { .. } | Trigger::Timer(_)
        )
    };
    matches!(start.at, Stands::Start { .. })
        && (!start.triggers.iter().all(heard) || start.all && start.triggers.len() > 1)
}

/// Rules `cannot-run`, `nothing-done`: what cannot be carried out yet.
pub(super) fn can_run(checked: &Checked<'_>, report: &mut Report) {
    for (index, step) in checked.diagram.steps.iter().enumerate() {
        if let Plan::Script(script) = &checked.definition.plans[index]
            && let Some(language) = &script.foreign
        {
            let language = quoted(language);
            let message = format!(
                "The script of {} is written in {language}, which cannot run here. Write it in FEEL.",
                named(step)
            );
            report.error("cannot-run", at_setting(step, "script"), message);
        }
        let root = checked.definition.structure.parent[index].is_none();
        let begins_case = match &step.kind {
            StepKind::Event(happening) => root && begins_unheard(happening),
            StepKind::FirstEvent(first) => first.begins && first.all,
            _ => false,
        };
        if begins_case {
            let message = format!(
                "A case cannot begin this way yet. Let {} be a start with a form, a message, a signal or a time.",
                named(step)
            );
            report.error("cannot-run", at_step(step), message);
        }
        if matches!(step.kind, StepKind::Task(_)) {
            let message = format!(
                "Nobody is told to do {}: a case goes on at once. Choose who or what does it.",
                named(step)
            );
            report.warning("nothing-done", at_step(step), message);
        }
    }
}

/// Rule `only-drawn`: of several processes in a drawing, one runs.
pub(crate) fn only_drawn(diagram: &Diagram, report: &mut Report) {
    let Some(running) = diagram.running_pool() else {
        return;
    };
    for pool in diagram.only_drawn() {
        let message = format!(
            "{} is only drawn: of the processes in this drawing, {} runs. To run both, make a process of each.",
            quoted(&pool.name),
            quoted(&running.name)
        );
        report.warning("only-drawn", super::super::Place::Diagram, message);
    }
}

/// Rules about how events, sub-processes and repetitions are put together.
pub(super) fn well_formed(checked: &Checked<'_>, report: &mut Report) {
    for (index, step) in checked.diagram.steps.iter().enumerate() {
        let mut wrong = |rule: &str, message: String| report.error(rule, at_step(step), message);
        quantities(step, &mut wrong);
        repetition(checked, index, &mut wrong);
        place(checked, index, &mut wrong);
        match &step.kind {
            StepKind::Event(happening) => event(checked, index, happening, &mut wrong),
            StepKind::FirstEvent(_) => first_event(checked, index, &mut wrong),
            StepKind::SubProcess(sub) if sub.sort == Sort::Event => {
                event_sub(checked, index, &mut wrong)
            }
            _ => {}
        }
    }
}

type Wrong<'a> = dyn FnMut(&str, String) + 'a;

fn quantities(step: &Step, wrong: &mut Wrong<'_>) {
    if step.tokens.takes < 1 || step.tokens.gives < 1 {
        wrong(
            "quantity",
            format!("{} must take and give at least one token.", named(step)),
        );
    }
}

fn repetition(checked: &Checked<'_>, index: usize, wrong: &mut Wrong<'_>) {
    let step = &checked.diagram.steps[index];
    let plan = checked
        .definition
        .around(index)
        .and_then(|around| around.repeat.as_ref());
    let literal = |text: &str| text.trim().parse::<i64>().ok();
    let negative = match (plan, &step.repetition) {
        (
            Some(RepeatPlan::While {
                most: Some(most), ..
            }),
            _,
        ) => *most < 0,
        (_, Some(crate::step::Repetition::Each(each))) => match &each.over {
            crate::step::Over::Times { times } => literal(times).is_some_and(|times| times < 0),
            crate::step::Over::List { .. } => false,
        },
        _ => false,
    };
    if negative {
        wrong(
            "repetition",
            format!("{} cannot be done fewer than no times.", named(step)),
        );
    }
}

fn place(checked: &Checked<'_>, index: usize, wrong: &mut Wrong<'_>) {
    let step = &checked.diagram.steps[index];
    if step.inside.is_some() && checked.definition.structure.parent[index].is_none() {
        wrong(
            "not-inside",
            format!(
                "{} is said to stand in a sub-process that is not there.",
                named(step)
            ),
        );
    }
    for flow in &checked.graph.outgoing[index] {
        let Some(to) = checked.graph.target(*flow) else {
            continue;
        };
        let parent = |step: usize| checked.definition.structure.parent[step];
        if parent(to) != parent(index) {
            let target = named(&checked.diagram.steps[to]);
            wrong(
                "across",
                format!(
                    "A flow cannot lead from {} across the edge of a sub-process to {target}.",
                    named(step)
                ),
            );
        }
    }
    let into = step.kind.begins() && !checked.graph.incoming[index].is_empty();
    if into && !matches!(step.kind, StepKind::Start(_)) {
        wrong(
            "into-start",
            format!("No flow can lead to {}: it begins by itself.", named(step)),
        );
    }
}

fn event(
    checked: &Checked<'_>,
    index: usize,
    happening: &crate::step::Happening,
    wrong: &mut Wrong<'_>,
) {
    let (step, definition) = (&checked.diagram.steps[index], checked.definition);
    if let Stands::Boundary { of, .. } = &happening.at {
        let host = checked
            .graph
            .step(of)
            .map(|host| &checked.diagram.steps[host]);
        let works = host.is_some_and(|host| {
            !crate::diagram::shape::is_gateway(&host.kind)
                && !matches!(
                    host.kind,
                    StepKind::Event(_) | StepKind::Start(_) | StepKind::End
                )
        });
        if !works {
            wrong(
                "no-host",
                format!(
                    "{} must stand at the edge of a step that does something.",
                    named(step)
                ),
            );
        }
    }
    for trigger in &happening.triggers {
        let found = match trigger {
            Trigger::Link { name } if happening.at == Stands::Throw => {
                let catches = definition.structure.links.get(&index).map_or(0, Vec::len);
                (catches != 1).then(|| {
                    format!(
                        "{} goes on at the link {}, which must be there exactly once.",
                        named(step),
                        quoted(name)
                    )
                })
            }
            Trigger::Cancel if !in_transaction(checked, index, happening) => {
                Some(format!("{} can only cancel a transaction.", named(step)))
            }
            Trigger::Condition { expression } => unreadable(expression)
                .map(|reason| format!("The condition of {} cannot be read: {reason}", named(step))),
            Trigger::Terminate if happening.at != Stands::End => {
                Some(format!("{} must be an end to end everything.", named(step)))
            }
            Trigger::Compensation { of: Some(of) } if happening.throws() => checked
                .graph
                .step(of)
                .is_none()
                .then(|| format!("{} undoes a step that is not there.", named(step))),
            _ => None,
        };
        if let Some(message) = found {
            wrong("event", message);
        }
    }
}

fn unreadable(expression: &str) -> Option<String> {
    feel::parse(expression.trim())
        .err()
        .map(|error| error.to_string())
}

fn in_transaction(checked: &Checked<'_>, index: usize, happening: &crate::step::Happening) -> bool {
    let transaction = |step: usize| {
        let kind = &checked.diagram.steps[step].kind;
        matches!(kind, StepKind::SubProcess(sub) if sub.sort == Sort::Transaction)
    };
    if let Stands::Boundary { of, .. } = &happening.at {
        return checked.graph.step(of).is_some_and(transaction);
    }
    let mut at = checked.definition.structure.parent[index];
    while let Some(parent) = at {
        if transaction(parent) {
            return true;
        }
        at = checked.definition.structure.parent[parent];
    }
    false
}

fn first_event(checked: &Checked<'_>, index: usize, wrong: &mut Wrong<'_>) {
    let step = &checked.diagram.steps[index];
    let waits = |to: usize| match &checked.diagram.steps[to].kind {
        StepKind::Receive(_) => true,
        StepKind::Event(happening) => happening.at == Stands::Catch,
        _ => false,
    };
    if checked.graph.next(index).count() < 2 || !checked.graph.next(index).all(waits) {
        wrong(
            "first-event",
            format!(
                "After {} come two or more steps that each wait for an event.",
                named(step)
            ),
        );
    }
}

fn event_sub(checked: &Checked<'_>, index: usize, wrong: &mut Wrong<'_>) {
    let step = &checked.diagram.steps[index];
    let connected =
        !checked.graph.incoming[index].is_empty() || !checked.graph.outgoing[index].is_empty();
    if connected {
        wrong(
            "event-sub",
            format!(
                "{} begins by an event, so no flow leads to it or from it.",
                named(step)
            ),
        );
    }
    let starts = checked.definition.structure.starts(index + 1);
    let by_event = |start: &&usize| match &checked.diagram.steps[**start].kind {
        StepKind::Event(happening) => !happening.triggers.is_empty(),
        _ => false,
    };
    if starts.iter().filter(by_event).count() != 1 || starts.len() != 1 {
        wrong(
            "event-sub",
            format!("{} needs exactly one start, with an event.", named(step)),
        );
    }
}

/// Rule `no-start`: every process, and every sub-process with a start, has a place to begin.
pub(super) fn begins(checked: &Checked<'_>, report: &mut Report) {
    if checked.definition.structure.starts(0).is_empty() {
        let message = "Nothing says where a case begins. Add a start.";
        report.error("no-start", super::super::Place::Diagram, message);
    }
}
