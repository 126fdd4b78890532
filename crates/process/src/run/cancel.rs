//! Somebody ends a case before its end.

use super::awaiting;
use super::event::Fact;
use super::rejection::Rejection;
use super::scratch::Scratch;
use super::storable;
use crate::id::StepInstanceId;

pub(super) fn cancel(scratch: &mut Scratch<'_>, reason: &str) -> Result<(), Rejection> {
    let reason = storable::sentence(reason);
    if reason.is_empty() {
        return Err(Rejection::ReasonMissing);
    }
    let active: Vec<_> = scratch
        .state
        .active
        .iter()
        .map(|(id, visit)| (*id, visit.step.clone()))
        .collect();
    for (step_instance, step) in active {
        scratch.emit(Fact::StepTerminated {
            step_instance,
            step,
        });
    }
    awaiting::drop_waits_of(scratch, StepInstanceId::ROOT);
    scratch.emit(Fact::InstanceCancelled {
        by: scratch.by,
        reason,
    });
    Ok(())
}
