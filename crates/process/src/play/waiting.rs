//! What a played case waits for.

use super::running::Running;
use crate::id::{IncidentId, JobId, StepId, StepInstanceId, TimerId, UserId, WaitId};
use crate::run::{Awaited, Candidate, Doing, Event, Fact};
use feel::{Timestamp, Value};
use std::collections::BTreeMap;

/// One thing a case waits for, at a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub step: StepId,
    pub visit: StepInstanceId,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Somebody's answer.
    Person {
        candidate: Candidate,
        assignee: Option<UserId>,
        instructions: String,
        due: Option<Timestamp>,
    },
    /// The answer of a system. `input` is what it was sent.
    System {
        job: JobId,
        connector: String,
        action: String,
        input: BTreeMap<String, Value>,
        failed_attempts: u32,
        /// After a failure: when it is tried again.
        retry_at: Option<Timestamp>,
    },
    /// The end of another process.
    Process {
        process: String,
        variables: BTreeMap<String, Value>,
    },
    Time {
        timer: TimerId,
        due: Timestamp,
    },
    Message {
        wait: WaitId,
        name: String,
        key: Option<Value>,
    },
    Signal {
        wait: WaitId,
        name: String,
    },
    /// Data that makes a condition true.
    Condition {
        wait: WaitId,
    },
    /// Somebody has to mend it.
    Stuck {
        incident: IncidentId,
        message: String,
    },
}

impl Asked {
    /// Whether somebody or something can answer at this moment.
    pub fn wants_answer(&self, now: Timestamp) -> bool {
        match &self.what {
            What::Person { .. } | What::Process { .. } => true,
            What::System { retry_at, .. } => retry_at.is_none_or(|at| at <= now),
            _ => false,
        }
    }
}

/// Visits first, in the order they began; then events, in the order they began to be waited for.
pub(super) fn asked(running: &Running) -> Vec<Asked> {
    let state = &running.state;
    let visits = state.active.iter().filter_map(|(id, visit)| {
        Some(Asked {
            step: visit.step.clone(),
            visit: *id,
            what: at_visit(&running.log, *id, &visit.doing)?,
        })
    });
    let events = state.waits.iter().filter_map(|(id, wait)| {
        let what = match &wait.what {
            Awaited::Message { name, key } => What::Message {
                wait: *id,
                name: name.clone(),
                key: key.clone(),
            },
            Awaited::Signal { name } => What::Signal {
                wait: *id,
                name: name.clone(),
            },
            Awaited::Timer { timer, due, .. } => What::Time {
                timer: *timer,
                due: *due,
            },
            Awaited::Condition => What::Condition { wait: *id },
            Awaited::Inside => return None,
        };
        Some(Asked {
            step: wait.step.clone(),
            visit: wait.owner,
            what,
        })
    });
    visits.chain(events).collect()
}

fn at_visit(log: &[Event], id: StepInstanceId, doing: &Doing) -> Option<What> {
    // What was said last about this visit.
    let said = |wanted: &dyn Fn(&Fact) -> Option<What>| {
        log.iter().rev().find_map(|event| wanted(&event.fact))
    };
    match doing {
        Doing::AwaitingPerson {
            candidate,
            assignee,
            due,
        } => {
            let asks = |fact: &Fact| match fact {
                Fact::UserTaskOpened {
                    step_instance,
                    instructions,
                    ..
                } if *step_instance == id => Some(What::Person {
                    candidate: candidate.clone(),
                    assignee: *assignee,
                    instructions: instructions.clone(),
                    due: *due,
                }),
                _ => None,
            };
            said(&asks)
        }
        Doing::AwaitingJob {
            job,
            failed_attempts,
            retry_at,
        } => {
            let opened = |fact: &Fact| match fact {
                Fact::JobOpened {
                    job: opened,
                    connector,
                    action,
                    input,
                    ..
                } if opened == job => Some(What::System {
                    job: *job,
                    connector: connector.clone(),
                    action: action.clone(),
                    input: input.clone(),
                    failed_attempts: *failed_attempts,
                    retry_at: *retry_at,
                }),
                _ => None,
            };
            said(&opened)
        }
        Doing::AwaitingCall => {
            let called = |fact: &Fact| match fact {
                Fact::CallOpened {
                    step_instance,
                    process,
                    variables,
                    ..
                } if *step_instance == id => Some(What::Process {
                    process: process.clone(),
                    variables: variables.clone(),
                }),
                _ => None,
            };
            said(&called)
        }
        Doing::AwaitingTimer { timer, due } => Some(What::Time {
            timer: *timer,
            due: *due,
        }),
        Doing::Stuck { incident, .. } => {
            let raised = |fact: &Fact| match fact {
                Fact::IncidentRaised {
                    incident: raised,
                    message,
                    ..
                } if raised == incident => Some(What::Stuck {
                    incident: *incident,
                    message: message.clone(),
                }),
                _ => None,
            };
            said(&raised)
        }
        _ => None,
    }
}
