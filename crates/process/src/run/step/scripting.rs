//! Baton works something out.

use crate::definition::ScriptPlan;
use crate::id::StepInstanceId;
use crate::run::event::IncidentReason;
use crate::run::scratch::{Begun, Scratch};
use crate::run::storable;
use std::collections::BTreeMap;

pub(super) fn begin(scratch: &mut Scratch<'_>, id: StepInstanceId, plan: &ScriptPlan) -> Begun {
    if let Some(language) = &plan.foreign {
        let message = format!(
            "This script is written in {language}, which cannot run here. Write it in FEEL."
        );
        return Begun::Stuck(IncidentReason::Expression, message);
    }
    match scratch.evaluate(id, &plan.formula) {
        Err(message) => Begun::Stuck(IncidentReason::Expression, message),
        Ok(value) => {
            if !plan.result.is_empty() {
                let value = storable::value(&value);
                let mut values = BTreeMap::new();
                values.insert(plan.result.clone(), value);
                scratch.write(id, values);
            }
            Begun::Done
        }
    }
}
