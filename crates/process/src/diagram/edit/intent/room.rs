//! Moving steps together with the bends between them, and making room for new ones.

use crate::diagram::edit::Edit;
use crate::diagram::family::{on_edge, with_dependents};
use crate::diagram::layout::Area;
use crate::diagram::shape::{BRANCH_GAP, Size};
use crate::diagram::{Diagram, Flow, Point, Step};
use crate::id::StepId;
use std::collections::{BTreeMap, BTreeSet};

/// Steps closer than this look like one.
const ELBOW_ROOM: i32 = 16;

/// Moves steps by a distance, with all that goes with them. Bends of flows among them move along; flows that leave
/// the group keep theirs. An event whose step stays slides along its edge.
pub fn move_steps(diagram: &Diagram, steps: &BTreeSet<StepId>, by: Point) -> Edit {
    if by == Point::default() {
        return Edit::nothing();
    }
    let steps = &with_dependents(diagram, steps);
    let moved = diagram.steps.iter().filter(|step| steps.contains(&step.id));
    let mut edits: Vec<Edit> = moved
        .map(|step| Edit::Move {
            step: step.id.clone(),
            to: match step.host().filter(|host| !steps.contains(*host)) {
                Some(host) => slid(diagram, host, step, by),
                None => step.position.shifted(by),
            },
        })
        .collect();
    for flow in &diagram.flows {
        if let Some(bends) = moved_bends(diagram, flow, steps, by) {
            edits.push(Edit::SetBends {
                flow: flow.id.clone(),
                bends,
            });
        }
    }
    Edit::batch(edits)
}

/// The bends of a flow after some steps were moved; none where they stay as they are.
pub fn moved_bends(
    diagram: &Diagram,
    flow: &Flow,
    moved: &BTreeSet<StepId>,
    by: Point,
) -> Option<Vec<Point>> {
    let last = flow.bends.len().checked_sub(1)?;
    let (step, end) = match (moved.contains(&flow.from), moved.contains(&flow.to)) {
        (false, false) => return None,
        (true, true) => return Some(flow.bends.iter().map(|bend| bend.shifted(by)).collect()),
        (true, false) => (&flow.from, 0),
        (false, true) => (&flow.to, last),
    };
    // Where it was drawn to leave a step, or to come to it, it does so no longer.
    let mut bends = flow.bends.clone();
    let end = Area::of(diagram.step(step)?)
        .docks(bends[end])
        .then_some(end)?;
    bends.remove(end);
    Some(bends)
}

/// Where an event is after it was moved along the edge of its step.
fn slid(diagram: &Diagram, host: &StepId, event: &Step, by: Point) -> Point {
    match diagram.step(host) {
        Some(host) => on_edge(host, event.center().shifted(by), event.size()),
        None => event.position.shifted(by),
    }
}

/// Shifts `first` and what follows it to the right until `first` starts at `left`, so that nothing overlaps.
pub(super) fn make_room(diagram: &Diagram, first: &StepId, left: i32) -> Edit {
    let Some(start) = diagram.step(first).map(|step| step.left()) else {
        return Edit::nothing();
    };
    if start >= left {
        return Edit::nothing();
    }
    let followers = downstream(diagram, first, start);
    move_steps(
        diagram,
        &followers,
        Point::new(left.saturating_sub(start), 0),
    )
}

/// A step and all that follows it, not counting ways that loop back to the left of `from_x`.
fn downstream(diagram: &Diagram, first: &StepId, from_x: i32) -> BTreeSet<StepId> {
    let steps: BTreeMap<&StepId, &Step> =
        diagram.steps.iter().map(|step| (&step.id, step)).collect();
    let mut targets: BTreeMap<&StepId, Vec<&StepId>> = BTreeMap::new();
    for flow in &diagram.flows {
        targets.entry(&flow.from).or_default().push(&flow.to);
    }
    for step in &diagram.steps {
        if let Some(host) = step.host() {
            targets.entry(host).or_default().push(&step.id);
        }
    }
    let mut found = BTreeSet::new();
    let mut todo = vec![first];
    while let Some(id) = todo.pop() {
        let to_the_right = steps.get(id).is_some_and(|step| step.left() >= from_x);
        if to_the_right && found.insert(id.clone()) {
            todo.extend(targets.get(id).into_iter().flatten());
        }
    }
    found
}

/// The nearest place at or below `wish` where a shape of this size overlaps no step.
pub fn free_place(diagram: &Diagram, wish: Point, size: Size) -> Point {
    free_place_in(diagram, None, wish, size)
}

/// The same among the steps of a sub-process.
pub(super) fn free_place_in(
    diagram: &Diagram,
    inside: Option<&StepId>,
    wish: Point,
    size: Size,
) -> Point {
    let mut place = wish;
    // Each round moves below at least one more step, so there are never more rounds than steps.
    for _ in 0..=diagram.steps.len() {
        match diagram
            .steps
            .iter()
            .filter(|step| step.inside.as_ref() == inside && step.host().is_none())
            .find(|step| overlaps(step, place, size))
        {
            Some(step) => place.y = step.bottom().saturating_add(BRANCH_GAP),
            None => break,
        }
    }
    place
}

fn overlaps(step: &Step, place: Point, size: Size) -> bool {
    step.left() < place.x.saturating_add(size.width + ELBOW_ROOM)
        && step.right() + ELBOW_ROOM > place.x
        && step.top() < place.y.saturating_add(size.height + ELBOW_ROOM)
        && step.bottom() + ELBOW_ROOM > place.y
}
