//! Where steps are drawn for others, and what is in the way of an arrow between two of them.

use super::names::CIRCLE;
use crate::diagram::family::{around, hidden};
use crate::diagram::layout::{Area, clear_route, route};
use crate::diagram::shape::is_gateway;
use crate::diagram::{Diagram, Flow, Point, Step};
use crate::id::StepId;
use crate::step::StepKind;
use std::collections::BTreeSet;

/// Whether other tools draw a step as a circle that is a pill or a card here. It says so, to be read as it was.
pub(super) fn drawn_small(step: &Step) -> bool {
    let round = matches!(
        step.kind,
        StepKind::Start(_) | StepKind::End | StepKind::Wait(_)
    );
    round && step.extent.is_none()
}

/// Where a step is drawn, for all to read.
pub(super) fn drawn(step: &Step) -> Area {
    let area = Area::of(step);
    if drawn_small(step) {
        area.resized(CIRCLE)
    } else {
        area
    }
}

/// With more steps than this, arrows are drawn as they would run without the others.
const CROWDED: usize = 1_500;

/// Whether arrows leave a step at its corners too, not only at the right.
pub(super) fn has_corners(step: &Step) -> bool {
    is_gateway(&step.kind) || step.host().is_some()
}

pub(super) struct Obstacles<'a> {
    diagram: &'a Diagram,
    /// What can be seen, with the sub-process it stands in.
    seen: Vec<(&'a Step, Area)>,
}

impl<'a> Obstacles<'a> {
    pub fn of(diagram: &'a Diagram) -> Self {
        let unseen = hidden(diagram);
        let seen = diagram
            .steps
            .iter()
            .filter(|step| !unseen.contains(&step.id));
        Self {
            diagram,
            seen: seen.map(|step| (step, drawn(step))).collect(),
        }
    }

    /// The points of an arrow without bends of its own.
    pub fn clear(&self, flow: &Flow, from: Area, to: Area) -> Vec<Point> {
        if self.seen.len() > CROWDED {
            return route(from, to, &[]);
        }
        let source = self.diagram.step(&flow.from);
        let corner = source.is_some_and(has_corners);
        let holders: BTreeSet<&StepId> = around(self.diagram, &flow.from).into_iter().collect();
        // What stands in another sub-process is in the way as a part of it.
        let inside = source.and_then(|step| step.inside.as_ref());
        let others = self.seen.iter().filter(|(step, _)| {
            step.inside.as_ref() == inside
                && step.id != flow.from
                && step.id != flow.to
                && !step
                    .host()
                    .is_some_and(|host| *host == flow.from || *host == flow.to)
                && !holders.contains(&step.id)
        });
        // What lies over one of its ends cannot be avoided.
        let others = others.map(|(_, area)| *area);
        let others: Vec<Area> = others
            .filter(|area| !area.overlaps(from) && !area.overlaps(to))
            .collect();
        clear_route(from, to, corner, &others)
    }
}
