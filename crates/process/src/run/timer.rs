//! A timer is due.

use super::awaiting;
use super::event::{Awaited, Fact};
use super::rejection::Rejection;
use super::scratch::Scratch;
use super::state::Doing;
use crate::id::TimerId;
use std::collections::BTreeMap;

pub(super) fn fire(scratch: &mut Scratch<'_>, wanted: TimerId) -> Result<(), Rejection> {
    let of_event = scratch
        .state
        .waits
        .iter()
        .find_map(|(id, wait)| match wait.what {
            Awaited::Timer { timer, due, .. } if timer == wanted => Some((*id, due)),
            _ => None,
        });
    if let Some((wait, due)) = of_event {
        if scratch.at < due {
            return Err(Rejection::TooEarly { timer: wanted });
        }
        awaiting::occur(scratch, wait, BTreeMap::new());
        return Ok(());
    }
    let set = scratch
        .state
        .active
        .iter()
        .find_map(|(id, visit)| match &visit.doing {
            Doing::AwaitingTimer { timer, due } if *timer == wanted => {
                Some((*id, &visit.step, *due))
            }
            _ => None,
        });
    let (id, step, due) = set.ok_or(Rejection::NoSuchTimer { timer: wanted })?;
    if scratch.at < due {
        return Err(Rejection::TooEarly { timer: wanted });
    }
    let step = scratch.index_of(step)?;
    scratch.emit(Fact::TimerFired {
        timer: wanted,
        step_instance: id,
    });
    scratch.complete(id, step);
    Ok(())
}
