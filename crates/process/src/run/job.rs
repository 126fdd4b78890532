//! Outside work comes back: with an answer, or with a failure that is tried again or needs a person.

use super::command::FailureKind;
use super::event::{Fact, IncidentReason};
use super::rejection::Rejection;
use super::scratch::Scratch;
use super::state::Doing;
use super::step::service;
use super::{storable, throwing};
use crate::catalog::Repeat;
use crate::definition::{Plan, ServicePlan};
use crate::id::{JobId, StepInstanceId};
use feel::{Timestamp, Value};

const DAY_IN_SECONDS: i64 = 86_400;
const MOST_ATTEMPTS: u32 = 20;

pub(super) fn complete(
    scratch: &mut Scratch<'_>,
    job: JobId,
    output: &Value,
) -> Result<(), Rejection> {
    let Running { visit, step, .. } = running(scratch, job)?;
    let output = storable::value(output);
    scratch.emit(Fact::JobSucceeded {
        job,
        step_instance: visit,
        output: output.clone(),
    });
    service::take(scratch, visit, step, &output);
    Ok(())
}

pub(super) fn fail(
    scratch: &mut Scratch<'_>,
    job: JobId,
    failure: FailureKind,
    message: &str,
) -> Result<(), Rejection> {
    let Running {
        visit,
        step,
        failed_attempts,
    } = running(scratch, job)?;
    let attempt = failed_attempts + 1;
    let message = storable::sentence(message);
    let retry_at = match &scratch.definition.plans[step] {
        Plan::Service(plan) => next_attempt(plan, failure, attempt, scratch.at),
        _ => None,
    };
    scratch.emit(Fact::JobFailed {
        job,
        step_instance: visit,
        attempt,
        failure,
        message: message.clone(),
        retry_at,
    });
    if retry_at.is_none() && !throwing::fail(scratch, visit, step, "") {
        scratch.raise(visit, step, IncidentReason::Job, message);
    }
    Ok(())
}

/// When a failed job is tried again; none when it would not help, is not safe, or was tried often enough.
fn next_attempt(
    plan: &ServicePlan,
    failure: FailureKind,
    attempt: u32,
    now: Timestamp,
) -> Option<Timestamp> {
    let may_repeat = match failure {
        FailureKind::Transient => true,
        FailureKind::Unknown => matches!(plan.repeat, Repeat::Safe | Repeat::WithKey),
        FailureKind::Permanent | FailureKind::Business => false,
    };
    if !may_repeat || attempt >= plan.retry.attempts.clamp(1, MOST_ATTEMPTS) {
        return None;
    }
    // At most 2^19 times the first pause: no overflow.
    let doubled = i64::from(plan.retry.pause_seconds.max(1)) << (attempt - 1).min(MOST_ATTEMPTS);
    let pause = doubled.min(DAY_IN_SECONDS) * 1000;
    Some(Timestamp(now.0.saturating_add(pause)))
}

struct Running {
    visit: StepInstanceId,
    step: usize,
    failed_attempts: u32,
}

fn running(scratch: &Scratch<'_>, wanted: JobId) -> Result<Running, Rejection> {
    let found = scratch
        .state
        .active
        .iter()
        .find_map(|(id, visit)| match &visit.doing {
            Doing::AwaitingJob {
                job,
                failed_attempts,
                ..
            } if *job == wanted => Some((*id, &visit.step, *failed_attempts)),
            _ => None,
        });
    let (visit, step, failed_attempts) = found.ok_or(Rejection::NoSuchJob { job: wanted })?;
    Ok(Running {
        visit,
        step: scratch.index_of(step)?,
        failed_attempts,
    })
}
