//! What came from another tool and cannot run as it is. Never passed over in silence.

use super::Checked;
use super::report::Report;
use crate::bpmn::pending;
use crate::problem::Place;

pub(super) const RULE: &str = "imported";

pub(super) fn check(checked: &Checked<'_>, report: &mut Report) {
    for (place, message) in pending(checked.diagram) {
        match place {
            // Beside the drawing: it does nothing, but nothing waits for it either.
            Place::Diagram => report.warning(RULE, place, message),
            place => report.error(RULE, place, message),
        }
    }
}
