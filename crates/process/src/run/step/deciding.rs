//! A decision: the first way whose condition holds, else the way for all other cases.

use crate::definition::Way;
use crate::id::StepInstanceId;
use crate::run::event::IncidentReason;
use crate::run::scratch::{Begun, Scratch};
use feel::Value;

pub(super) fn begin(scratch: &Scratch<'_>, id: StepInstanceId, ways: &[Way]) -> Begun {
    let data = scratch.data_of(id);
    let moment = scratch.moment();
    for way in ways {
        let Some(condition) = &way.condition else {
            continue;
        };
        match condition.evaluate(&data, &moment) {
            Ok(Value::Boolean(true)) => return Begun::Takes(vec![way.flow]),
            Ok(Value::Boolean(false)) => {}
            Ok(other) => {
                let message = format!(
                    "The condition “{}” gave {}, but must give yes or no.",
                    condition.source,
                    other.kind_in_words()
                );
                return Begun::Stuck(IncidentReason::Expression, message);
            }
            Err(message) => return Begun::Stuck(IncidentReason::Expression, message),
        }
    }
    match ways.iter().find(|way| way.otherwise) {
        Some(way) => Begun::Takes(vec![way.flow]),
        None => Begun::Stuck(
            IncidentReason::NoWay,
            "None of the conditions holds, and there is no way for all other cases.".into(),
        ),
    }
}
