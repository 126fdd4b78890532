//! Tidying up: the layout of [`crate::diagram::layout`] as one edit.

use crate::diagram::edit::Edit;
use crate::diagram::layout::{Arrangement, arrange, arrange_some};
use crate::diagram::{Diagram, Point, Step};
use crate::id::StepId;
use crate::step::StepKind;
use std::collections::{BTreeMap, BTreeSet};

/// Lays out the chosen steps, or all of them when fewer than two are chosen. The first step stays where it is, and
/// the rest is arranged after it.
pub fn tidy(diagram: &Diagram, chosen: &BTreeSet<StepId>) -> Edit {
    let all = chosen.len() < 2;
    let arranged = if all {
        arrange(diagram, Point::default())
    } else {
        Arrangement {
            steps: with_contents(diagram, arrange_some(diagram, chosen)),
            ..Arrangement::default()
        }
    };
    let by = shift(diagram, &arranged);
    let mut edits = Vec::new();
    for step in &diagram.steps {
        if let Some(extent) = arranged.sizes.get(&step.id) {
            edits.push(Edit::Resize {
                step: step.id.clone(),
                extent: Some(*extent),
            });
        }
        if let Some(place) = arranged.steps.get(&step.id) {
            edits.push(Edit::Move {
                step: step.id.clone(),
                to: place.shifted(by),
            });
        }
    }
    for (pool, (place, size)) in &arranged.pools {
        edits.push(Edit::PlacePool {
            pool: pool.clone(),
            position: place.shifted(by),
            size: Some(*size),
        });
    }
    for (lane, (place, size)) in &arranged.lanes {
        edits.push(Edit::PlaceLane {
            lane: lane.clone(),
            position: place.shifted(by),
            size: Some(*size),
        });
    }
    let placed = |step: &StepId| arranged.steps.contains_key(step);
    let bent = diagram.flows.iter().filter(|flow| !flow.bends.is_empty());
    for flow in bent.filter(|flow| placed(&flow.from) && placed(&flow.to)) {
        edits.push(Edit::SetBends {
            flow: flow.id.clone(),
            bends: Vec::new(),
        });
    }
    let messages = diagram.message_flows.iter().filter(|_| all);
    for flow in messages.filter(|flow| !flow.bends.is_empty()) {
        edits.push(Edit::BendMessage {
            message: flow.id.clone(),
            bends: Vec::new(),
        });
    }
    Edit::batch(edits)
}

/// How far everything moves so that the first step stays: the start, else what is farthest to the left.
fn shift(diagram: &Diagram, arranged: &Arrangement) -> Point {
    let steps = diagram.steps.iter();
    let first = steps
        .filter(|step| {
            let placed = |id: &StepId| arranged.steps.contains_key(id);
            placed(&step.id) && !step.inside.as_ref().is_some_and(placed)
        })
        .min_by_key(|step| {
            let start = matches!(step.kind, StepKind::Start(_));
            (!start, step.left(), step.top())
        });
    let place = first.and_then(|step| Some((step, arranged.steps.get(&step.id)?)));
    place.map_or(Point::default(), |(step, place)| {
        Point::new(
            step.left().saturating_sub(place.x),
            step.top().saturating_sub(place.y),
        )
    })
}

/// What stands in a step that moves, moves along.
fn with_contents(
    diagram: &Diagram,
    mut places: BTreeMap<StepId, Point>,
) -> BTreeMap<StepId, Point> {
    let steps: BTreeMap<&StepId, &Step> =
        diagram.steps.iter().map(|step| (&step.id, step)).collect();
    for step in &diagram.steps {
        let mut around = step.inside.as_ref();
        // Each round goes one level out; a circle ends it.
        for _ in 0..diagram.steps.len() {
            let Some(outer) = around else {
                break;
            };
            if let (Some(place), Some(before)) = (places.get(outer), steps.get(outer)) {
                let by = Point::new(place.x - before.left(), place.y - before.top());
                places
                    .entry(step.id.clone())
                    .or_insert(step.position.shifted(by));
                break;
            }
            around = steps.get(outer).and_then(|outer| outer.inside.as_ref());
        }
    }
    places
}
