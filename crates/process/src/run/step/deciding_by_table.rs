//! A table decides: its results become data of the case, and the log keeps which rules they come from.

use crate::definition::TablePlan;
use crate::id::StepInstanceId;
use crate::run::event::{Fact, IncidentReason};
use crate::run::scratch::{Begun, Scratch};
use crate::run::storable;

pub(super) fn begin(scratch: &mut Scratch<'_>, id: StepInstanceId, table: &TablePlan) -> Begun {
    let moment = scratch.moment();
    match table.ask(&scratch.data_of(id), &moment) {
        Err(undecided) if undecided.no_rule => {
            Begun::Stuck(IncidentReason::NoWay, undecided.message)
        }
        Err(undecided) => Begun::Stuck(IncidentReason::Expression, undecided.message),
        Ok(decided) => {
            scratch.emit(Fact::TableDecided {
                step_instance: id,
                rules: decided.rules,
                looked_at: decided.looked_at.iter().map(storable::value).collect(),
            });
            let results = decided.results.into_iter();
            let values = results.map(|(key, value)| (key, storable::value(&value)));
            scratch.write(id, values.collect());
            Begun::Done
        }
    }
}
