//! What each kind of step does when a case reaches it.

mod asking;
mod deciding;
mod deciding_by_table;
pub(super) mod service;
mod waiting;

use super::scratch::{Begun, Scratch};
use crate::definition::Plan;
use crate::id::StepInstanceId;

pub(super) fn begin(scratch: &mut Scratch<'_>, id: StepInstanceId, step: usize) -> Begun {
    let definition = scratch.definition;
    match &definition.plans[step] {
        // A parallel gateway has taken a token from each way in by now, and takes each way out.
        Plan::Start | Plan::Parallel | Plan::End | Plan::Passing => Begun::Done,
        Plan::Asking(asking) => asking::begin(scratch, id, step, asking),
        Plan::Deciding(ways) => deciding::begin(scratch, ways),
        Plan::DecidingByTable(table) => deciding_by_table::begin(scratch, id, table),
        Plan::Waiting(waiting) => waiting::begin(scratch, id, waiting),
        Plan::Service(service) => service::begin(scratch, id, service),
    }
}
