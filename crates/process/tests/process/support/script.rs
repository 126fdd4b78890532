//! Runs a case by a script and tells what happened, a line an event.
//!
//! ```text
//! start {"amount": 120}            by user 1; `start {…} by 2`
//! complete approve {"ok": true}    by user 1; `complete approve {…} by 2`
//! claim approve by 2               assign approve to 3 by 2       release approve by 2
//! answer call {"body": {}}         fail call transient "no answer"
//! advance 2d                       retry call                     cancel "not needed"
//! ```

use super::case::{Case, by};
use super::told::{told, told_rejection};
use feel::{Timestamp, Value};
use process::run::{Actor, Doing, FailureKind, Wish};
use process::{Definition, Event, Rejection, StepId, UserId};
use std::collections::BTreeMap;

/// The commands of the script, each followed by what came of it.
pub fn script(definition: Definition, script: &str) -> String {
    script_in("UTC", definition, script)
}

pub fn script_in(zone: &str, definition: Definition, script: &str) -> String {
    let mut case = Case::new(definition);
    case.zone = zone.into();
    run(&mut case, script)
}

pub fn run(case: &mut Case, script: &str) -> String {
    let mut out = String::new();
    for line in script
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        out.push_str(&format!("> {line}\n"));
        let happened = match step(case, line) {
            Ok(events) if events.is_empty() => vec!["nothing".to_owned()],
            Ok(events) => events.iter().map(told).collect(),
            Err(rejection) => vec![told_rejection(&rejection)],
        };
        happened
            .iter()
            .for_each(|line| out.push_str(&format!("{line}\n")));
    }
    out
}

/// Compares, forgiving how the expected text is indented.
#[track_caller]
pub fn expect(happened: &str, expected: &str) {
    let clean = |text: &str| {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    };
    let (happened, expected) = (clean(happened), clean(expected));
    assert!(
        happened == expected,
        "what happened:\n{happened}\n\nwhat was expected:\n{expected}\n"
    );
}

fn step(case: &mut Case, line: &str) -> Result<Vec<Event>, Rejection> {
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    let (rest, user) = match rest.rsplit_once("by ") {
        Some((rest, user)) if user.parse::<i64>().is_ok() => {
            (rest.trim(), user.parse().expect("a number"))
        }
        _ => (rest, 1),
    };
    let (name, argument) = rest.split_once(' ').unwrap_or((rest, ""));
    match verb {
        "start" => {
            let form = case.definition.start_form().cloned().unwrap_or_default();
            case.start(user, answers(&form, rest))
        }
        "complete" => {
            let form = case
                .definition
                .form(&StepId::from(name))
                .cloned()
                .unwrap_or_default();
            let answers = answers(&form, argument);
            let step_instance = case.visit(name).0;
            case.submit(
                by(user),
                Wish::CompleteUserTask {
                    step_instance,
                    answers,
                },
            )
        }
        "claim" => assign(case, name, user, Some(UserId(user))),
        "release" => assign(case, name, user, None),
        "assign" => {
            let to = argument
                .trim_start_matches("to ")
                .parse()
                .expect("a user’s number");
            assign(case, name, user, Some(UserId(to)))
        }
        "answer" => {
            let job = job(case, name);
            let output = value(argument);
            case.submit(Actor::Engine, Wish::CompleteJob { job, output })
        }
        "fail" => {
            let job = job(case, name);
            let (kind, message) = argument.split_once(' ').expect("a kind and a message");
            let failure =
                serde_json::from_value::<FailureKind>(kind.into()).expect("a kind of failure");
            let message = message.trim_matches('"').to_owned();
            case.submit(
                Actor::Engine,
                Wish::FailJob {
                    job,
                    failure,
                    message,
                },
            )
        }
        "fire" => {
            let Doing::AwaitingTimer { timer, .. } = case.visit(name).1 else {
                panic!("{name} does not wait for a timer");
            };
            case.submit(Actor::Engine, Wish::FireTimer { timer })
        }
        "advance" => advance(case, rest),
        "retry" => {
            let Doing::Stuck { incident, .. } = case.visit(name).1 else {
                panic!("{name} is not stuck");
            };
            case.submit(by(user), Wish::RetryIncident { incident })
        }
        "cancel" => {
            let reason = rest.trim_matches('"').to_owned();
            case.submit(by(user), Wish::Cancel { reason })
        }
        other => panic!("no such verb: {other}"),
    }
}

fn assign(
    case: &mut Case,
    name: &str,
    user: i64,
    to: Option<UserId>,
) -> Result<Vec<Event>, Rejection> {
    let step_instance = case.visit(name).0;
    case.submit(by(user), Wish::AssignUserTask { step_instance, to })
}

/// Lets time pass and fires what is due on the way, each timer at its own moment.
fn advance(case: &mut Case, by_how_much: &str) -> Result<Vec<Event>, Rejection> {
    let (count, unit) = by_how_much.split_at(by_how_much.len() - 1);
    let size = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        other => panic!("no such unit: {other}"),
    };
    let until = Timestamp(case.now.0 + count.parse::<i64>().expect("a number") * size * 1000);
    let mut events = Vec::new();
    loop {
        let due = case
            .state
            .active
            .values()
            .filter_map(|visit| match &visit.doing {
                Doing::AwaitingTimer { timer, due } if *due <= until => Some((*due, *timer)),
                _ => None,
            });
        let Some((due, timer)) = due.min() else { break };
        case.now = due.max(case.now);
        events.extend(case.submit(Actor::Engine, Wish::FireTimer { timer })?);
    }
    case.now = until;
    Ok(events)
}

fn job(case: &Case, name: &str) -> process::JobId {
    match case.visit(name).1 {
        Doing::AwaitingJob { job, .. } => job,
        other => panic!("{name} runs no job: {other:?}"),
    }
}

pub fn value(json: &str) -> Value {
    let json = serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"));
    Value::from_plain_json(&json).expect("not nested too deeply")
}

/// Answers as plain JSON, each made what its field asks for; what does not fit stays as it is.
fn answers(form: &process::diagram::Form, json: &str) -> BTreeMap<String, Value> {
    let Value::Context(given) = value(if json.is_empty() { "{}" } else { json }) else {
        panic!("answers are a JSON object: {json}");
    };
    let typed = |(key, value): (&String, &Value)| {
        let field = form.fields.iter().find(|field| field.key == *key);
        let read = field.and_then(|field| field.kind.read_value(value).ok());
        (key.clone(), read.unwrap_or_else(|| value.clone()))
    };
    given.iter().map(typed).collect()
}
