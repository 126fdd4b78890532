//! Repairs for what the rules found. Each is made on a copy and looked at there before it is offered: the problem is gone,
//! and nothing new has come.

use super::rules::{named, quoted};
use super::{Place, Problem, hints};
use crate::catalog::Catalog;
use crate::check::{Repair, fresh_id};
use crate::compile;
use crate::diagram::edit::Edit;
use crate::diagram::edit::intent::{choose_otherwise, connect, remove, set_form};
use crate::diagram::{Diagram, Field, Flow, Step};
use crate::graph::Graph;
use crate::id::{FlowId, StepId};
use crate::step::StepKind;
use crate::template::{Content, Template};
use std::collections::BTreeSet;

/// Nobody reads more.
const MOST_REPAIRS: usize = 4;

/// Whether anything is known to mend problems like this.
pub fn can_be_mended(problem: &Problem) -> bool {
    matches!(
        &*problem.rule,
        "missing-way"
            | "never-taken"
            | "both-apply"
            | "may-be-empty"
            | "maybe-missing"
            | "no-due-date"
    )
}

/// What mends this, the smallest change first. Nothing where nothing is known to.
pub fn repairs(diagram: &Diagram, catalog: &Catalog, problem: &Problem) -> Vec<Repair> {
    let seen = |diagram: &Diagram| -> BTreeSet<(String, String)> {
        let problems = compile(diagram, catalog).1;
        let all = problems.into_iter().chain(hints(diagram));
        all.map(|problem| key(&problem)).collect()
    };
    let (before, wrong) = (seen(diagram), key(problem));
    let mends = |repair: &Repair| {
        let mut copy = diagram.clone();
        if repair.edit.clone().apply(&mut copy).is_err() {
            return false;
        }
        let after = seen(&copy);
        !after.contains(&wrong) && after.is_subset(&before)
    };
    let offers = offers(diagram, problem).into_iter().filter(mends);
    offers.take(MOST_REPAIRS).collect()
}

/// A problem stays the same when its sentence names another value.
fn key(problem: &Problem) -> (String, String) {
    (problem.rule.clone(), format!("{:?}", problem.place))
}

fn offers(diagram: &Diagram, problem: &Problem) -> Vec<Repair> {
    match (&*problem.rule, &problem.place) {
        ("missing-way", Place::Step { step, .. }) => {
            diagram.step(step).map(|step| other_cases(diagram, step))
        }
        ("never-taken", Place::Flow { flow }) => {
            diagram.flow(flow).map(|flow| not_taken(diagram, flow))
        }
        ("both-apply", Place::Flow { flow }) => diagram.flow(flow).map(|flow| apart(diagram, flow)),
        ("may-be-empty" | "maybe-missing", place) => Some(if_empty(diagram, problem, place)),
        ("no-due-date", Place::Step { step, .. }) => diagram.step(step).map(due),
        _ => None,
    }
    .unwrap_or_default()
}

fn repair(sentence: String, edit: Edit) -> Repair {
    Repair { sentence, edit }
}

/// What people call a way: its label, or where it leads.
fn way(diagram: &Diagram, flow: &Flow) -> String {
    match (flow.label.trim(), diagram.step(&flow.to)) {
        ("", Some(to)) => format!("the way to {}", named(to)),
        (label, _) => format!("the way {}", quoted(label)),
    }
}

fn other_cases(diagram: &Diagram, step: &Step) -> Vec<Repair> {
    let mut given = 0;
    let mut ids = || fresh_id(diagram, &mut given);
    let ends = diagram.steps.iter().filter(|end| {
        matches!(end.kind, StepKind::End) && end.inside == step.inside && end.id != step.id
    });
    let nearest = ends.min_by_key(|end| end.position.x.abs_diff(step.position.x));
    let to_end = nearest.map(|end| {
        let (lead, flow) = connect(&step.id, &end.id, &mut ids);
        let rest = Edit::SetOtherwise {
            flow,
            otherwise: true,
        };
        let sentence = format!("In all other cases, go to {}.", named(end));
        repair(sentence, Edit::batch(vec![lead, rest]))
    });
    let others = diagram.outgoing(&step.id).filter_map(|flow| {
        let sentence = format!("In all other cases, take {}.", way(diagram, flow));
        Some(repair(sentence, choose_otherwise(diagram, &flow.id)?))
    });
    let mut all: Vec<Repair> = others.collect();
    // The last way is most often meant for the rest.
    all.reverse();
    all.truncate(MOST_REPAIRS - 1);
    all.extend(to_end);
    all
}

fn not_taken(diagram: &Diagram, flow: &Flow) -> Vec<Repair> {
    let name = way(diagram, flow);
    let first = diagram
        .flows
        .iter()
        .position(|other| other.from == flow.from);
    let up = first.filter(|_| !flow.otherwise).map(|at| {
        let edit = Edit::OrderFlow {
            flow: flow.id.clone(),
            at,
        };
        repair(format!("Look at {name} first."), edit)
    });
    let steps = only_behind(diagram, &flow.id);
    let sentence = match steps.is_empty() {
        true => format!("Delete {name}."),
        false => format!("Delete {name} and what only it leads to."),
    };
    let edit = remove(diagram, &steps, &BTreeSet::from([flow.id.clone()]));
    up.into_iter().chain([repair(sentence, edit)]).collect()
}

/// The steps that no case gets to without this flow.
fn only_behind(diagram: &Diagram, flow: &FlowId) -> BTreeSet<StepId> {
    let reached = |diagram: &Diagram| {
        let graph = Graph::of(diagram);
        let begins = diagram.steps.iter().enumerate();
        let begins = begins.filter(|(_, step)| step.kind.begins());
        graph.reachable_from(begins.map(|(at, _)| at))
    };
    let mut without = diagram.clone();
    without.flows.retain(|other| other.id != *flow);
    let (before, after) = (reached(diagram), reached(&without));
    let steps = diagram.steps.iter().zip(before.iter().zip(&after));
    steps
        .filter(|(_, (before, after))| **before && !**after)
        .map(|(step, _)| step.id.clone())
        .collect()
}

/// The later way is for what the ways before it leave.
fn apart(diagram: &Diagram, flow: &Flow) -> Vec<Repair> {
    let before = diagram
        .outgoing(&flow.from)
        .take_while(|other| other.id != flow.id);
    let own = flow.condition.as_deref().unwrap_or_default().trim();
    let conditions: Vec<(&Flow, &str)> = before
        .filter_map(|other| Some((other, other.condition.as_deref()?.trim())))
        .collect();
    let one = |(other, condition): &(&Flow, &str)| {
        let sentence = format!(
            "Take {} only where {} does not apply.",
            way(diagram, flow),
            way(diagram, other)
        );
        let condition = Some(format!("({own}) and not({condition})"));
        let flow = flow.id.clone();
        repair(sentence, Edit::SetCondition { flow, condition })
    };
    conditions.iter().map(one).collect()
}

/// What may be empty is said to be something then, or is asked for in any case.
fn if_empty(diagram: &Diagram, problem: &Problem, place: &Place) -> Vec<Repair> {
    let mut found = Vec::new();
    if let Place::Flow { flow } = place
        && let Some(drawn) = diagram.flow(flow)
        && let Some(condition) = &drawn.condition
    {
        let condition = Some(format!("({}) or else false", condition.trim()));
        let edit = Edit::SetCondition {
            flow: flow.clone(),
            condition,
        };
        let sentence = format!("If it is empty, do not take {}.", way(diagram, drawn));
        found.push(repair(sentence, edit));
    }
    if let Place::Step {
        step,
        setting: Some(setting),
    } = place
        && let Some(step) = diagram.step(step)
    {
        found.extend(leave_out(step, setting));
    }
    found.extend(required(diagram, problem));
    found
}

/// A text leaves out what is empty.
fn leave_out(step: &Step, setting: &str) -> Option<Repair> {
    let StepKind::AskPerson(ask) = &step.kind else {
        return None;
    };
    if setting != "instructions" {
        return None;
    }
    let mut ask = ask.clone();
    let text = &ask.instructions;
    let pieces = Template::parse(text).pieces.into_iter();
    let pieces = pieces.map(|piece| match &piece.content {
        Content::Insert(formula) if !formula.source.contains("or else") => {
            format!("{{{{ ({}) or else \"\" }}}}", formula.source)
        }
        _ => text[piece.span].to_owned(),
    });
    ask.instructions = pieces.collect();
    let edit = Edit::SetKind {
        step: step.id.clone(),
        kind: StepKind::AskPerson(ask),
    };
    Some(repair(
        "Leave out of the text what is empty.".to_owned(),
        edit,
    ))
}

/// Fields that the problem names must be filled in.
fn required(diagram: &Diagram, problem: &Problem) -> Vec<Repair> {
    let meant = |field: &Field| !field.required && problem.message.contains(&quoted(field.title()));
    let steps = diagram.steps.iter();
    let steps = steps.filter_map(|step| {
        let form = step.form()?;
        let field = form.fields.iter().find(|field| meant(field))?;
        let mut form = form.clone();
        for field in form.fields.iter_mut().filter(|field| meant(field)) {
            field.required = true;
        }
        let sentence = format!(
            "Let {} be filled in at {} in any case.",
            quoted(field.title()),
            named(step)
        );
        Some(repair(sentence, set_form(diagram, &step.id, form)?))
    });
    steps.collect()
}

fn due(step: &Step) -> Vec<Repair> {
    let StepKind::AskPerson(ask) = &step.kind else {
        return Vec::new();
    };
    let one = |(days, words): (u32, &str)| {
        let mut ask = ask.clone();
        ask.due_in = format!("duration(\"P{days}D\")");
        let edit = Edit::SetKind {
            step: step.id.clone(),
            kind: StepKind::AskPerson(ask),
        };
        repair(format!("Let {} be due after {words}.", named(step)), edit)
    };
    [(1, "a day"), (3, "3 days"), (7, "a week")].map(one).into()
}

#[cfg(test)]
mod tests {
    use super::{can_be_mended, repairs};
    use crate::compile;
    use crate::diagram::{Diagram, Field, FieldKind};
    use crate::problem::hints;
    use crate::problem::rules::testing::{catalog, deciding, field, plain, with_fields};
    use crate::step::StepKind;

    /// What is offered for the first problem of this rule, each of which mends it.
    fn offered(diagram: &Diagram, rule: &str) -> Vec<String> {
        let problems = compile(diagram, &catalog()).1.into_iter();
        let mut all = problems.chain(hints(diagram));
        let problem = all.find(|problem| problem.rule == rule).expect(rule);
        assert!(can_be_mended(&problem));
        let offers = repairs(diagram, &catalog(), &problem);
        for offer in &offers {
            let mut copy = diagram.clone();
            let back = offer.edit.clone().apply(&mut copy).expect("it fits");
            let left = compile(&copy, &catalog()).1.into_iter().chain(hints(&copy));
            assert!(left.into_iter().all(|left| left.rule != rule));
            back.apply(&mut copy).expect("it is taken back");
            assert_eq!(&copy, diagram, "one undo");
        }
        offers.into_iter().map(|offer| offer.sentence).collect()
    }

    #[test]
    fn a_case_without_a_way_gets_one() {
        let drawn = deciding(FieldKind::Number, true, &["x > 5", "x < 5"]);
        assert_eq!(
            offered(&drawn, "missing-way"),
            [
                "In all other cases, take the way to “The end1”.",
                "In all other cases, take the way to “The end0”.",
                "In all other cases, go to “The end0”.",
            ]
        );
    }

    #[test]
    fn a_way_that_is_never_taken_is_looked_at_first_or_deleted() {
        let hidden = deciding(FieldKind::Number, true, &["x > 5", "x > 10", "otherwise"]);
        assert_eq!(
            offered(&hidden, "never-taken"),
            [
                "Look at the way to “The end1” first.",
                "Delete the way to “The end1” and what only it leads to.",
            ]
        );
        let idle = deciding(FieldKind::Number, true, &["x > 5 and x < 3", "otherwise"]);
        assert_eq!(offered(&idle, "never-taken").len(), 1);
    }

    #[test]
    fn ways_that_both_apply_are_set_apart() {
        let drawn = deciding(FieldKind::Number, true, &["x > 5", "x < 10"]);
        assert_eq!(
            offered(&drawn, "both-apply"),
            ["Take the way to “The end1” only where the way to “The end0” does not apply."]
        );
    }

    #[test]
    fn what_may_be_empty_is_prepared_for_or_asked_in_any_case() {
        let drawn = deciding(FieldKind::Number, false, &["x > 5", "otherwise"]);
        assert_eq!(
            offered(&drawn, "may-be-empty"),
            [
                "If it is empty, do not take the way to “The end0”.",
                "Let “The x” be filled in at “The start” in any case.",
            ]
        );
        let amount = Field {
            required: false,
            ..field("amount", FieldKind::Number)
        };
        let mut drawn = with_fields(plain(), "start", [amount]);
        if let StepKind::AskPerson(ask) = &mut drawn.steps[1].kind {
            ask.due_in = "duration(\"P1D\") * amount".into();
        }
        assert_eq!(
            offered(&drawn, "may-be-empty"),
            ["Let “The amount” be filled in at “The start” in any case."]
        );
    }

    #[test]
    fn a_due_date_is_offered() {
        assert_eq!(offered(&plain(), "no-due-date").len(), 3);
    }
}
