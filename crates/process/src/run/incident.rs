//! Somebody has mended what an incident stopped, and tries it again. The visit stays the same one, so what it does
//! outside keeps its idempotency key.

use super::event::{Fact, IncidentReason};
use super::rejection::Rejection;
use super::scratch::Scratch;
use super::state::Doing;
use super::step::service;
use crate::catalog::Repeat;
use crate::definition::Plan;
use crate::id::IncidentId;

pub(super) fn retry(scratch: &mut Scratch<'_>, wanted: IncidentId) -> Result<(), Rejection> {
    let stuck = scratch
        .state
        .active
        .iter()
        .find_map(|(id, visit)| match &visit.doing {
            Doing::Stuck {
                incident,
                reason,
                answer,
                ..
            } if *incident == wanted => Some((*id, &visit.step, *reason, answer.clone())),
            _ => None,
        });
    let (id, step, reason, answer) = stuck.ok_or(Rejection::NoSuchIncident { incident: wanted })?;
    let step = scratch.index_of(step)?;
    scratch.emit(Fact::IncidentResolved {
        incident: wanted,
        step_instance: id,
        by: scratch.by,
    });
    match scratch.visit(id).map(|visit| &visit.doing) {
        Some(Doing::Repeating(_) | Doing::Undoing { .. }) => {
            scratch.wake_tokens();
            scratch.due.push_back(id);
            return Ok(());
        }
        Some(Doing::Inside { .. }) => {
            scratch.wake_tokens();
            scratch.touch(id);
            return Ok(());
        }
        _ => {}
    }
    match (reason, answer) {
        // What did not come is no longer waited for.
        (IncidentReason::Join, _) => scratch.complete(id, step),
        (IncidentReason::Loop, _) => {
            scratch.wake_tokens();
            scratch.begin(id, step);
        }
        // The work is done: only what to take from its answer is tried again, unless asking again is harmless.
        (_, Some(answer)) if !asking_again_is_harmless(&scratch.definition.plans[step]) => {
            service::take(scratch, id, step, &answer);
        }
        _ => scratch.begin(id, step),
    }
    Ok(())
}

fn asking_again_is_harmless(plan: &Plan) -> bool {
    matches!(plan, Plan::Service(service) if service.repeat == Repeat::Safe)
}
