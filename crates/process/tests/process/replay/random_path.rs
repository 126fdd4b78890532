//! Random things that happen to a case.

use super::choices::Choices;
use crate::support::case::{Case, by};
use crate::support::script::value;
use process::run::{Actor, Doing, FailureKind, Status, Wish};
use process::{IncidentId, JobId, StepInstanceId, TimerId, UserId, Value};
use std::collections::BTreeMap;

/// What may become of a case is bounded, also where a drawing multiplies its tokens.
const MOST_COMMANDS: usize = 40;
/// More than any drawing that ends needs.
const MOST_ROUNDS: usize = 500;

/// Everybody answers, every system works, time passes; loops are left sooner or later.
pub fn willing(case: &mut Case, choices: &mut Choices) {
    start(case, choices.coin());
    for _ in 0..MOST_ROUNDS {
        let Some((id, doing)) = first(case, choices) else {
            return;
        };
        // With the choices used up everybody says no, so every loop ends.
        let yes = choices.coin() && !choices.is_used_up();
        let wish = match doing {
            Doing::Stuck { .. } => return,
            doing => friendly(case, id, doing, yes),
        };
        assert!(
            case.submit(by(1), wish).is_ok(),
            "what is asked for may be done"
        );
    }
}

/// Anything at all, also what makes no sense.
pub fn wild(case: &mut Case, choices: &mut Choices) {
    start(case, choices.coin());
    for _ in 0..MOST_COMMANDS {
        let Some((id, doing)) = first(case, choices) else {
            break;
        };
        let yes = choices.coin();
        let wish = match choices.below(8) {
            0 => nonsense(choices),
            1 => unfriendly(id, &doing, choices),
            _ => match doing {
                Doing::Stuck { incident, .. } => Wish::RetryIncident { incident },
                doing => friendly(case, id, doing, yes),
            },
        };
        let before = case.state.clone();
        if case.submit(by(1), wish).is_err() {
            assert_eq!(before, case.state, "a rejection changes nothing");
        }
    }
    if case.state.status == Status::Active {
        let reason = "enough".to_owned();
        assert!(case.submit(by(1), Wish::Cancel { reason }).is_ok());
    }
}

fn start(case: &mut Case, x: bool) {
    let answers = BTreeMap::from([("x".to_owned(), Value::Boolean(x))]);
    assert!(case.start(1, answers).is_ok());
}

fn first(case: &Case, choices: &mut Choices) -> Option<(StepInstanceId, Doing)> {
    let count = case.state.active.len();
    let at = choices.below(count);
    let (id, visit) = case.state.active.iter().nth(at)?;
    Some((*id, visit.doing.clone()))
}

fn friendly(case: &mut Case, id: StepInstanceId, doing: Doing, yes: bool) -> Wish {
    match doing {
        Doing::AwaitingPerson { .. } => Wish::CompleteUserTask {
            step_instance: id,
            answers: [("x".to_owned(), Value::Boolean(yes))].into(),
        },
        Doing::AwaitingTimer { timer, due } => {
            case.now = case.now.max(due);
            Wish::FireTimer { timer }
        }
        Doing::AwaitingJob { job, .. } => Wish::CompleteJob {
            job,
            output: value("{\"status\": 200}"),
        },
        Doing::Stuck { incident, .. } => Wish::RetryIncident { incident },
        _ => panic!("nothing stays so between commands"),
    }
}

fn unfriendly(id: StepInstanceId, doing: &Doing, choices: &mut Choices) -> Wish {
    match doing {
        Doing::AwaitingJob { job, .. } => match choices.below(5) {
            0 => Wish::CompleteJob {
                job: *job,
                output: Value::from("not what was expected"),
            },
            kind => Wish::FailJob {
                job: *job,
                failure: [
                    FailureKind::Transient,
                    FailureKind::Permanent,
                    FailureKind::Business,
                    FailureKind::Unknown,
                ][kind - 1],
                message: "no".into(),
            },
        },
        Doing::AwaitingTimer { timer, .. } => Wish::FireTimer { timer: *timer },
        _ => Wish::AssignUserTask {
            step_instance: id,
            to: choices.coin().then_some(UserId(2)),
        },
    }
}

fn nonsense(choices: &mut Choices) -> Wish {
    let number = choices.below(30) as u64;
    match choices.below(6) {
        0 => Wish::FireTimer {
            timer: TimerId(number),
        },
        1 => Wish::CompleteJob {
            job: JobId(number),
            output: Value::Null,
        },
        2 => Wish::RetryIncident {
            incident: IncidentId(number),
        },
        3 => Wish::CompleteUserTask {
            step_instance: StepInstanceId(number),
            answers: BTreeMap::new(),
        },
        4 => Wish::Cancel { reason: " ".into() },
        _ => Wish::Start {
            answers: BTreeMap::new(),
            zone: "UTC".into(),
            requester: None,
        },
    }
}

/// Commands come from the engine as well; who sends them makes no difference to a timer or a job.
#[test]
fn the_engine_and_a_person_fire_the_same_timer() {
    use crate::support::build::{definition, end, start as begin, wait_for};
    let fired = |actor: Actor| {
        let steps = [
            begin([]),
            wait_for("wait", "1", process::step::Unit::Hours),
            end("end"),
        ];
        let mut case = Case::new(definition(steps, &["start > wait > end"]));
        assert!(case.start(1, BTreeMap::new()).is_ok());
        let (_, Doing::AwaitingTimer { timer, due }) = case.visit("wait") else {
            panic!("it waits");
        };
        case.now = due;
        case.submit(actor, Wish::FireTimer { timer })
    };
    assert_eq!(fired(Actor::Engine), fired(by(1)));
}
