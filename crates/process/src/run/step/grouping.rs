//! Steps inside a step: its own starts begin.

use crate::id::StepInstanceId;
use crate::run::awaiting;
use crate::run::event::{Fact, IncidentReason};
use crate::run::scratch::{Begun, Moving, Scratch};
use crate::step::{Stands, StepKind};

pub(super) fn begin(scratch: &mut Scratch<'_>, id: StepInstanceId, step: usize) -> Begun {
    if let Err(message) = awaiting::arm_scope(scratch, id) {
        return Begun::Stuck(IncidentReason::Expression, message);
    }
    // Also when nothing begins it is looked at again, and found to be over.
    scratch.touch(id);
    let definition = scratch.definition;
    if definition.is_one_at_a_time(step + 1) && !scratch.simulates() {
        let starts = definition.structure.starts(step + 1).iter();
        let steps = starts.map(|start| scratch.step_id(*start)).collect();
        scratch.emit(Fact::StepsQueued {
            step_instance: id,
            steps,
        });
        return Begun::Waits;
    }
    for &start in definition.structure.starts(step + 1) {
        if scratch.visit(id).is_none() || awaiting::is_interrupted(scratch, id) {
            break;
        }
        let starts = match &definition.diagram().steps[start].kind {
            StepKind::Start(_) => true,
            StepKind::Event(happening) => matches!(happening.at, Stands::Start { .. }),
            _ => false,
        };
        if !starts {
            scratch.go_to(id, start, &[]);
            continue;
        }
        let begun = scratch.enter(id, start, &[]);
        scratch.moving.push_back(Moving::Begin(begun));
    }
    Begun::Waits
}
