//! Lanes: a step that is put down in one takes it.

use crate::diagram::edit::Edit;
use crate::diagram::{Diagram, Lane, Point, Step};

/// What an edit leaves to do: steps that it moved are in the lane where they stand now.
pub fn settle(before: &Diagram, after: &Diagram) -> Option<Edit> {
    let drawn = after.lanes.iter().any(|lane| lane.size.is_some());
    if !drawn {
        return None;
    }
    let moved = after.steps.iter().filter(|step| {
        let was = before.step(&step.id);
        was.is_none_or(|was| was.position != step.position)
    });
    let settled: Vec<Edit> = moved
        .filter_map(|step| {
            let lane = lane_at(after, step.center())?;
            (step.lane.as_ref() != Some(&lane.id)).then(|| Edit::SetStep {
                step: Box::new(Step {
                    lane: Some(lane.id.clone()),
                    pool: lane.pool.clone().or_else(|| step.pool.clone()),
                    ..step.clone()
                }),
            })
        })
        .collect();
    (!settled.is_empty()).then(|| Edit::batch(settled))
}

/// The innermost lane at a place: the smallest one.
pub fn lane_at(diagram: &Diagram, at: Point) -> Option<&Lane> {
    let area = |lane: &&Lane| {
        let size = lane.size?;
        Some(i64::from(size.width) * i64::from(size.height))
    };
    let holds = |lane: &&Lane| {
        lane.size.is_some_and(|size| {
            let (x, y) = (
                i64::from(at.x) - i64::from(lane.position.x),
                i64::from(at.y) - i64::from(lane.position.y),
            );
            (0..=i64::from(size.width)).contains(&x) && (0..=i64::from(size.height)).contains(&y)
        })
    };
    diagram.lanes.iter().filter(holds).min_by_key(area)
}
