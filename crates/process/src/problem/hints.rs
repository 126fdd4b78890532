//! What is worth a thought although nothing is wrong: people and time. Never said among the problems, so that a drawing
//! that may be published is not full of warnings.

use super::rules::{named, quoted};
use super::{Place, Problem, Severity};
use crate::diagram::{Diagram, Step};
use crate::graph::Graph;
use crate::step::{Assignment, Sort, Stands, StepKind, Trigger};
use std::collections::BTreeSet;

/// One sentence at most for each step, in the order of the drawing.
pub fn hints(diagram: &Diagram) -> Vec<Problem> {
    let graph = Graph::of(diagram);
    let deciders = deciders(diagram);
    let steps = diagram.steps.iter().enumerate();
    steps
        .filter_map(|(at, step)| {
            own_request(diagram, step, deciders.contains(&at))
                .or_else(|| same_hands(diagram, &graph, &deciders, at))
                .or_else(|| for_ever(diagram, &graph, at))
                .or_else(|| no_due_date(diagram, step))
        })
        .collect()
}

fn hint(step: &Step, setting: &str, rule: &str, message: String) -> Problem {
    Problem {
        severity: Severity::Warning,
        place: Place::Step {
            step: step.id.clone(),
            setting: (!setting.is_empty()).then(|| setting.to_owned()),
        },
        rule: rule.to_owned(),
        message,
    }
}

/// Steps whose answer a decision is made by.
fn deciders(diagram: &Diagram) -> BTreeSet<usize> {
    let conditions = diagram
        .flows
        .iter()
        .filter_map(|flow| flow.condition.as_deref());
    let read: BTreeSet<String> = conditions
        .filter_map(|condition| feel::parse(condition).ok())
        .flat_map(|condition| condition.names())
        .map(|(name, _)| name)
        .collect();
    let decides = |step: &Step| {
        let asks = matches!(step.kind, StepKind::AskPerson(_));
        let form = step.form().filter(|_| asks);
        form.is_some_and(|form| {
            let mut fields = form.fields.iter();
            fields.any(|field| {
                field.kind == crate::diagram::FieldKind::YesNo && read.contains(&field.key)
            })
        })
    };
    let steps = diagram.steps.iter().enumerate();
    steps
        .filter(|(_, step)| decides(step))
        .map(|(at, _)| at)
        .collect()
}

/// Hint `own-request`.
fn own_request(diagram: &Diagram, step: &Step, decides: bool) -> Option<Problem> {
    let approves = step.name.to_lowercase().contains("approv");
    (decides && approves && *diagram.asked(step) == Assignment::Requester).then(|| {
        let message = format!(
            "Whoever starts a case decides about it at {}. Ask somebody else if four eyes are meant.",
            named(step)
        );
        hint(step, "assignment", "own-request", message)
    })
}

/// Hint `same-hands`: two decisions one after the other that one person may make.
fn same_hands(
    diagram: &Diagram,
    graph: &Graph,
    deciders: &BTreeSet<usize>,
    at: usize,
) -> Option<Problem> {
    let step = &diagram.steps[at];
    let asked = diagram.asked(step);
    let by_many = match asked {
        Assignment::Person { .. } => false,
        Assignment::Team { .. } | Assignment::Role { .. } => true,
        Assignment::Nobody | Assignment::Requester => return None,
    };
    if !deciders.contains(&at) {
        return None;
    }
    let same = deciders
        .iter()
        .filter(|other| **other != at && diagram.asked(&diagram.steps[**other]) == asked);
    let same: Vec<usize> = same.copied().collect();
    let before = graph.reaching((!same.is_empty()).then_some(at));
    let earlier = same.into_iter().find(|other| before[*other])?;
    // In a loop each comes before the other: it is said once.
    let after = graph.reachable_from([at]);
    if after[earlier] && earlier > at {
        return None;
    }
    let (one, other) = (named(&diagram.steps[earlier]), named(step));
    let message = match by_many {
        true => format!(
            "The same people are asked at {one} and {other}, so one person may make both decisions. Ask different teams if four eyes are meant."
        ),
        false => format!(
            "One person makes the decisions at {one} and {other}. Ask two people if four eyes are meant."
        ),
    };
    Some(hint(step, "assignment", "same-hands", message))
}

/// Hint `waits-for-ever`: a message that may never come, and no time after which a case goes on.
fn for_ever(diagram: &Diagram, graph: &Graph, at: usize) -> Option<Problem> {
    let step = &diagram.steps[at];
    let waits_for = match &step.kind {
        StepKind::Receive(receive) if !receive.begins => quoted(&receive.message.name),
        StepKind::Event(event) if event.at == Stands::Catch => match event.triggers.as_slice() {
            [Trigger::Message(message)] => quoted(&message.name),
            [Trigger::Signal { name }] => quoted(name),
            _ => return None,
        },
        _ => return None,
    };
    let timed = |step: &Step| match &step.kind {
        StepKind::Wait(_) => true,
        StepKind::Event(event) => event
            .triggers
            .iter()
            .any(|it| matches!(it, Trigger::Timer(_))),
        _ => false,
    };
    // The event that comes first counts.
    let rivals = graph
        .previous(at)
        .filter(|before| matches!(diagram.steps[*before].kind, StepKind::FirstEvent(_)));
    let mut rivals = rivals.flat_map(|before| graph.next(before));
    if rivals.any(|rival| timed(&diagram.steps[rival])) || is_ended(diagram, step, timed) {
        return None;
    }
    let message = format!(
        "{} waits for {waits_for}, for ever if it never comes. Add a time limit at its edge.",
        named(step)
    );
    Some(hint(step, "", "waits-for-ever", message))
}

/// Whether a time at the edge of a step, or of a group around it, ends the wait.
fn is_ended(diagram: &Diagram, step: &Step, timed: impl Fn(&Step) -> bool) -> bool {
    let mut around = Some(step);
    // As many rounds as there are steps: a file may put two into each other.
    for _ in 0..=diagram.steps.len() {
        let Some(here) = around else { break };
        let at_edge = |other: &Step| {
            matches!(&other.kind, StepKind::Event(event)
                if matches!(&event.at, Stands::Boundary { of, interrupting: true } if *of == here.id))
        };
        if diagram
            .steps
            .iter()
            .any(|other| at_edge(other) && timed(other))
        {
            return true;
        }
        around = here.inside.as_ref().and_then(|around| diagram.step(around));
    }
    // A group that begins by a time may stand beside it.
    let events = diagram.steps.iter().filter(|other| {
        matches!(&other.kind, StepKind::SubProcess(group) if group.sort == Sort::Event)
            && other.inside == step.inside
    });
    let mut events = events;
    events.any(|group| {
        let inside = |other: &&Step| other.inside.as_ref() == Some(&group.id);
        diagram.steps.iter().filter(inside).any(&timed)
    })
}

/// Hint `no-due-date`.
fn no_due_date(diagram: &Diagram, step: &Step) -> Option<Problem> {
    let StepKind::AskPerson(ask) = &step.kind else {
        return None;
    };
    let at_edge = |other: &Step| {
        matches!(&other.kind, StepKind::Event(event)
            if matches!(&event.at, Stands::Boundary { of, .. } if *of == step.id)
                && event.triggers.iter().any(|it| matches!(it, Trigger::Timer(_))))
    };
    let is_watched = !ask.due_in.trim().is_empty() || diagram.steps.iter().any(at_edge);
    (!is_watched).then(|| {
        let message = format!(
            "Nobody is told when {} takes too long: it has no due date.",
            named(step)
        );
        hint(step, "dueIn", "no-due-date", message)
    })
}

#[cfg(test)]
mod tests {
    use super::hints;
    use crate::diagram::{Diagram, FieldKind};
    use crate::id::UserId;
    use crate::problem::rules::testing::{
        ask, field, flow, line, otherwise, plain, step, when, with_fields,
    };
    use crate::step::{
        Assignment, Happening, Message, Receive, Stands, StepKind, Timer, Trigger, When,
    };

    fn found(diagram: &Diagram) -> Vec<String> {
        hints(diagram).into_iter().map(|hint| hint.rule).collect()
    }

    #[test]
    fn a_person_is_asked_with_a_due_date() {
        let mut drawn = plain();
        assert_eq!(found(&drawn), ["no-due-date"]);
        if let StepKind::AskPerson(ask) = &mut drawn.steps[1].kind {
            ask.due_in = "duration(\"P2D\")".into();
        }
        assert!(found(&drawn).is_empty());
    }

    /// Two yes or no questions one after the other, each deciding whether it goes on.
    fn two_decisions(first: Assignment, second: Assignment) -> Vec<String> {
        let mut drawn = line(&["start"]);
        let asks = |id: &str, to: Assignment| {
            let mut asks = ask(id);
            if let StepKind::AskPerson(ask) = &mut asks.kind {
                ask.assignment = to;
                ask.due_in = "duration(\"P2D\")".into();
            }
            asks
        };
        drawn.steps.extend([
            asks("one", first),
            step("first", StepKind::Decide),
            asks("two", second),
            step("second", StepKind::Decide),
            step("end", StepKind::End),
        ]);
        drawn.flows.extend([
            flow("start", "one"),
            flow("one", "first"),
            when("first", "two", "yes"),
            otherwise("first", "end"),
            flow("two", "second"),
            when("second", "end", "really"),
            otherwise("second", "end"),
        ]);
        let drawn = with_fields(drawn, "one", [field("yes", FieldKind::YesNo)]);
        found(&with_fields(
            drawn,
            "two",
            [field("really", FieldKind::YesNo)],
        ))
    }

    #[test]
    fn two_decisions_that_one_person_may_make_are_told() {
        let team = |team: &str| Assignment::Team { team: team.into() };
        let person = |user| Assignment::Person { user: UserId(user) };
        assert_eq!(two_decisions(team("a"), team("a")), ["same-hands"]);
        assert_eq!(two_decisions(person(1), person(1)), ["same-hands"]);
        assert!(two_decisions(team("a"), team("b")).is_empty());
        assert!(two_decisions(person(1), person(2)).is_empty());
    }

    #[test]
    fn a_message_that_may_never_come_has_a_time_limit() {
        let mut drawn = line(&["start", "wait", "end"]);
        drawn.steps[1] = step(
            "wait",
            StepKind::Receive(Receive {
                message: Message {
                    name: "Paid".into(),
                    ..Message::default()
                },
                ..Receive::default()
            }),
        );
        assert_eq!(found(&drawn), ["waits-for-ever"]);
        let timer = Trigger::Timer(Timer {
            when: When::After {
                duration: "P3D".into(),
            },
            calendar: None,
        });
        let at = Stands::Boundary {
            of: "wait".into(),
            interrupting: true,
        };
        drawn
            .steps
            .push(step("late", StepKind::Event(Happening::new(at, [timer]))));
        assert!(found(&drawn).is_empty());
    }
}
