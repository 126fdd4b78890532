//! Events and rejections in one line each.

use feel::{DateTime, Timestamp, Value, Zone};
use process::run::{Actor, Candidate, Fact, FailureKind};
use process::{Event, Rejection};

pub fn told(event: &Event) -> String {
    match &event.fact {
        Fact::InstanceStarted { by, zone } => format!("started by {} in {zone}", who(by)),
        Fact::VariablesSet { values, .. } => {
            let known = values.iter().filter(|(key, _)| *key != "requester");
            let parts: Vec<_> = known
                .map(|(key, value)| format!("{key} = {}", value.to_source()))
                .collect();
            format!(
                "set {}",
                if parts.is_empty() {
                    "requester".into()
                } else {
                    parts.join(", ")
                }
            )
        }
        Fact::StepEntered { step, via, .. } => {
            let via: Vec<_> = via.iter().map(ToString::to_string).collect();
            format!(
                "enter {step}{}{}",
                if via.is_empty() { "" } else { " by " },
                via.join(" and ")
            )
        }
        Fact::StepCompleted { step, .. } => format!("leave {step}"),
        Fact::StepTerminated { step, .. } => format!("stop {step}"),
        Fact::FlowTaken { flow, .. } => format!("take {flow}"),
        Fact::TableDecided {
            rules, looked_at, ..
        } => {
            let rules: Vec<_> = rules.iter().map(|rule| (rule + 1).to_string()).collect();
            let values: Vec<_> = looked_at.iter().map(Value::to_source).collect();
            format!(
                "decided by rule {} for {}",
                rules.join(", "),
                values.join(", ")
            )
        }
        Fact::UserTaskOpened {
            step,
            candidate,
            instructions,
            due,
            ..
        } => {
            let whom = match candidate {
                Candidate::Person { user } => format!("user {user}"),
                Candidate::Team { team } => format!("team {team}"),
                Candidate::Role { role } => format!("any {role:?}").to_lowercase(),
            };
            let text = if instructions.is_empty() {
                String::new()
            } else {
                format!(" “{instructions}”")
            };
            let due = due.map_or(String::new(), |due| format!(" until {}", moment(due)));
            format!("ask {whom} at {step}{text}{due}")
        }
        Fact::UserTaskAssigned { by, to, .. } => match to {
            Some(user) => format!("given to user {user} by {}", who(by)),
            None => format!("given back by {}", who(by)),
        },
        Fact::UserTaskAnswered { by, .. } => format!("answered by {}", who(by)),
        Fact::TimerSet { due, .. } => format!("timer until {}", moment(*due)),
        Fact::TimerFired { .. } => format!("timer fired at {}", moment(event.at)),
        Fact::JobOpened {
            connector,
            action,
            input,
            ..
        } => {
            let input: Vec<_> = input
                .iter()
                .map(|(key, value)| format!("{key}: {}", value.to_source()))
                .collect();
            format!("job {connector}.{action} {{{}}}", input.join(", "))
        }
        Fact::JobSucceeded { output, .. } => {
            format!("job answered {}", output.to_plain_json_text())
        }
        Fact::JobFailed {
            attempt,
            failure,
            message,
            retry_at,
            ..
        } => {
            let next = retry_at.map_or("given up".into(), |at| format!("again at {}", moment(at)));
            format!(
                "job failed ({}, attempt {attempt}): {message}; {next}",
                kind(*failure)
            )
        }
        Fact::IncidentRaised {
            step,
            reason,
            message,
            ..
        } => format!("stuck at {step} ({reason:?}): {message}"),
        Fact::IncidentResolved { by, .. } => format!("tried again by {}", who(by)),
        Fact::InstanceCompleted => "completed".into(),
        Fact::InstanceCancelled { by, reason } => format!("cancelled by {}: {reason}", who(by)),
        other => format!("{other:?}"),
    }
}

pub fn told_rejection(rejection: &Rejection) -> String {
    match rejection {
        Rejection::InvalidAnswers { answers } => {
            let all: Vec<_> = answers
                .iter()
                .map(|answer| format!("{}: {}", answer.field, answer.message))
                .collect();
            format!("refused: {}", all.join(" | "))
        }
        other => format!(
            "refused: {}",
            serde_json::to_value(other).expect("it can be written")["rejection"]
                .as_str()
                .expect("a name")
        ),
    }
}

fn who(actor: &Actor) -> String {
    match actor {
        Actor::User { user } => format!("user {user}"),
        Actor::Engine => "engine".into(),
    }
}

fn kind(failure: FailureKind) -> String {
    format!("{failure:?}").to_lowercase()
}

fn moment(at: Timestamp) -> String {
    let shown: Option<DateTime> = at.in_zone(&Zone::Utc);
    shown.map_or(at.0.to_string(), |shown| Value::DateTime(shown).to_text())
}
