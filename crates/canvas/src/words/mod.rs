//! What a step says about itself: the line on its card, and the sentence a screen reader hears.

mod condition;
mod happening;
mod pieces;

pub use condition::{comparisons, condition};
pub use pieces::{Piece, pieces};

use crate::palette::offer;
use process::decision::table::Table;
use process::diagram::{Diagram, Flow, Step};
use process::step::{
    AskPerson, Assignment, Relative, Role, Service, Setting, Side, StepKind, Unit, Wait,
};
use process::{Catalog, Datum, data_of};
use std::sync::Arc;

/// A step's name, or what it is when it has none.
pub fn name(step: &Step) -> String {
    match step.name.trim() {
        "" => offer(&step.kind).name.to_owned(),
        name => name.to_owned(),
    }
}

/// One line that says what the step will do; empty when its name says it all.
pub fn summary(diagram: &Diagram, step: &Step, catalog: &Catalog) -> String {
    let does = does(diagram, step, catalog);
    match &step.repetition {
        None => does,
        Some(repetition) if does.is_empty() => happening::repetition(repetition),
        Some(repetition) => format!("{} · {does}", happening::repetition(repetition)),
    }
}

fn does(diagram: &Diagram, step: &Step, catalog: &Catalog) -> String {
    match &step.kind {
        StepKind::AskPerson(ask) => ask_person(diagram, step, ask, catalog),
        StepKind::Wait(wait) => wait_for(wait),
        StepKind::DecideByTable(decide) => by_table(&decide.table),
        StepKind::Service(service) => calls(service, catalog),
        StepKind::Script(script) if !script.result.is_empty() => {
            format!("Works out {}", script.result)
        }
        StepKind::Send(message) => message.name.clone(),
        StepKind::Receive(receive) => receive.message.name.clone(),
        StepKind::Call(call) => call.process.clone(),
        StepKind::Event(event) => happening::event(event),
        StepKind::Complex(complex) => happening::complex(complex),
        _ => String::new(),
    }
}

fn ask_person(diagram: &Diagram, step: &Step, ask: &AskPerson, catalog: &Catalog) -> String {
    let who = assignee(diagram.asked(step), catalog);
    match due(&ask.due_in, ask.due_calendar.is_some()) {
        Some(due) => format!("{who} · {due}"),
        None => who,
    }
}

/// Whom an assignment means.
fn assignee(assignment: &Assignment, catalog: &Catalog) -> String {
    match assignment {
        Assignment::Nobody => "Nobody is chosen yet".to_owned(),
        Assignment::Person { user } => {
            let person = catalog.people.iter().find(|person| person.id == *user);
            person.map_or_else(|| "A person".to_owned(), |person| person.name.clone())
        }
        Assignment::Team { team } => {
            let entry = catalog.teams.iter().find(|entry| &entry.key == team);
            entry.map_or_else(|| team.clone(), |entry| entry.name.clone())
        }
        Assignment::Role { role: Role::Member } => "Anyone in the workspace".to_owned(),
        Assignment::Role {
            role: Role::Builder,
        } => "Any builder".to_owned(),
        Assignment::Role { role: Role::Admin } => "Any admin".to_owned(),
        Assignment::Requester => "The requester".to_owned(),
    }
}

/// `duration("P2D")` in words; other rules only say that there is one.
fn due(rule: &str, working: bool) -> Option<String> {
    let rule = rule.trim();
    if rule.is_empty() {
        return None;
    }
    let text = rule
        .strip_prefix("duration(\"")
        .and_then(|rest| rest.strip_suffix("\")"));
    let words = text.and_then(|text| {
        let words = happening::length(text, working);
        (words != text).then(|| format!("due in {words}"))
    });
    Some(words.unwrap_or_else(|| "with a due date".to_owned()))
}

fn counted(amount: u32, unit: &str) -> String {
    if amount == 1 {
        format!("1 {unit}")
    } else {
        format!("{amount} {unit}s")
    }
}

fn wait_for(wait: &Wait) -> String {
    match wait {
        Wait::For { amount, .. } if amount.trim().is_empty() => "No time is set yet".to_owned(),
        Wait::For {
            amount,
            unit,
            calendar,
        } => format!("For {}", span(amount, *unit, calendar.is_some())),
        Wait::Relative { to, calendar } => relative(to, calendar.is_some()),
        Wait::Until { moment } => match moment.trim() {
            "" => "No date is set yet".to_owned(),
            moment => format!("Until {}", said(moment)),
        },
    }
}

/// `3 working days`.
fn span(amount: &str, unit: Unit, working: bool) -> String {
    let unit = match unit {
        Unit::Seconds => "second",
        Unit::Minutes => "minute",
        Unit::Hours => "hour",
        Unit::Days => "day",
        Unit::Weeks => "week",
        Unit::WorkingDays => "working day",
    };
    let unit = self::unit(unit, working);
    let amount = amount.trim();
    match amount.parse() {
        Ok(amount) => counted(amount, &unit),
        Err(_) => format!("{amount} {unit}s"),
    }
}

/// A unit of time as a business calendar counts it.
fn unit(unit: &str, working: bool) -> String {
    match unit {
        "hour" | "day" | "minute" if working => format!("working {unit}"),
        _ => unit.to_owned(),
    }
}

/// The key of a datum as people say it; anything else as it is written.
fn said(expression: &str) -> String {
    let expression = expression.trim();
    let is_key = |sign: char| sign.is_ascii_alphanumeric() || "._".contains(sign);
    if expression.chars().all(is_key) {
        expression.replace(['.', '_'], " ")
    } else {
        expression.to_owned()
    }
}

/// `3 working days before start date`.
fn relative(to: &Relative, working: bool) -> String {
    if to.date.trim().is_empty() || to.amount.trim().is_empty() {
        return "No date is set yet".to_owned();
    }
    let side = match to.side {
        Side::Before => "before",
        Side::After => "after",
    };
    let span = span(&to.amount, to.unit, working);
    format!("{span} {side} {}", said(&to.date))
}

fn by_table(table: &Table) -> String {
    let rules = match table.rules.len() {
        0 => return "No rules yet".to_owned(),
        1 => "1 rule".to_owned(),
        rules => format!("{rules} rules"),
    };
    let inputs: Vec<_> = table.inputs.iter().map(|input| input.title()).collect();
    let inputs = inputs.into_iter().filter(|title| !title.is_empty());
    match inputs.collect::<Vec<_>>().join(", ").as_str() {
        "" => rules,
        inputs => format!("{rules} about {inputs}"),
    }
}

fn calls(service: &Service, catalog: &Catalog) -> String {
    let text = |key: &str| match service.settings.get(key) {
        Some(Setting::Text(text)) if !text.trim().is_empty() => Some(text.trim()),
        _ => None,
    };
    if service.connector == "email" {
        return match (text("to"), text("subject")) {
            (Some(to), _) => format!("To {}", readable(to)),
            (None, Some(subject)) => readable(subject),
            (None, None) => "No recipient is set yet".to_owned(),
        };
    }
    let connection = service
        .connection
        .and_then(|id| catalog.connections.iter().find(|entry| entry.id == id));
    match (
        connection,
        text("url").or_else(|| text("address")),
        text("method"),
    ) {
        (Some(connection), Some(address), _) => {
            format!("{} · {}", connection.name, readable(address))
        }
        (Some(connection), None, _) => connection.name.clone(),
        (None, Some(address), Some(method)) => format!("{method} {}", readable(address)),
        (None, Some(address), None) => readable(address),
        (None, None, _) => "No address is set yet".to_owned(),
    }
}

/// A text with inserts as people say it: `{{ request.owner }}` reads "request owner".
fn readable(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((insert, after)) = after.split_once("}}") else {
            break;
        };
        words.push_str(before);
        words.push_str(&insert.trim().replace(['.', '_'], " "));
        rest = after;
    }
    words.push_str(rest);
    words
}

/// What stands on a flow: its label, else "Otherwise", else its condition in words. `data` is asked for only then.
pub fn label(flow: &Flow, data: impl FnOnce() -> Arc<Vec<Datum>>) -> String {
    match (flow.label.trim(), flow.otherwise, &flow.condition) {
        ("", true, _) => "Otherwise".to_owned(),
        ("", false, Some(source)) => condition(source, &data()),
        (label, _, _) => label.to_owned(),
    }
}

/// Whether anything stands on a flow.
pub fn has_label(flow: &Flow) -> bool {
    let condition = flow.condition.as_deref().unwrap_or_default();
    flow.otherwise || !flow.label.trim().is_empty() || !condition.trim().is_empty()
}

/// The accessible name of a step: what it is, where it stands, where it leads.
pub fn describe(
    diagram: &Diagram,
    step: &Step,
    place: usize,
    of: usize,
    catalog: &Catalog,
) -> String {
    let kind = offer(&step.kind).name;
    let mut sentence = match step.name.trim() {
        "" => format!("{kind}."),
        name if name == kind => format!("{kind}."),
        name => format!("{name}. {kind}."),
    };
    let line = summary(diagram, step, catalog);
    if !line.is_empty() {
        sentence.push_str(&format!(" {line}."));
    }
    if let Some(host) = step.host().and_then(|host| diagram.step(host)) {
        sentence.push_str(&format!(" On the edge of {}.", name(host)));
    }
    if let Some(group) = step.inside.as_ref().and_then(|group| diagram.step(group)) {
        sentence.push_str(&format!(" In {}.", name(group)));
    }
    if let Some(lane) = step.lane.as_ref().and_then(|lane| diagram.lane(lane)) {
        sentence.push_str(&format!(" In lane {}.", lane.name));
    }
    if let StepKind::SubProcess(group) = &step.kind {
        let inside = diagram
            .steps
            .iter()
            .filter(|it| it.inside.as_ref() == Some(&step.id));
        let how = if group.closed { "Closed" } else { "Open" };
        sentence.push_str(&format!(
            " {how}, {} in it.",
            counted(inside.count() as u32, "step")
        ));
    }
    sentence.push_str(&format!(" Step {place} of {of}."));
    let ways: Vec<String> = diagram
        .outgoing(&step.id)
        .filter_map(|flow| diagram.step(&flow.to).map(|to| (flow, to)))
        .map(
            |(flow, to)| match label(flow, || Arc::new(data_of(diagram))).as_str() {
                "" => name(to),
                label => format!("{} ({label})", name(to)),
            },
        )
        .collect();
    match (crate::rules::ends(&step.kind), ways.is_empty()) {
        (true, _) => {}
        (_, true) => sentence.push_str(" Leads nowhere yet."),
        (_, false) => sentence.push_str(&format!(" Leads to {}.", ways.join(", "))),
    }
    sentence
}
