//! The plain ways from one step to another: straight, one corner, a step, and the loop back below. The best of
//! them is nearly always good enough.

use super::{CLEARANCE, Ends, Obstacles, STUB, Side, crosses, simplified};
use crate::geometry::{Rect, distance};
use process::diagram::Point;

/// Where a merging flow turns: half the usual gap before the step, so that flows meet in one line.
const TURN: i32 = 40;
const LOOP_BELOW: i32 = 32;
const LANE: i32 = 12;

/// The best plain way, and whether it is clear of steps.
pub(super) fn best(ends: &Ends, obstacles: &dyn Obstacles) -> (Vec<Point>, bool) {
    let mut candidates = candidates(ends, obstacles);
    candidates
        .iter_mut()
        .for_each(|points| *points = simplified(std::mem::take(points)));
    let area = candidates.iter().flatten().copied().collect::<Vec<_>>();
    let near = Rect::around(&area).map(|area| obstacles.within(&area.inflated(CLEARANCE)));
    let near = near.unwrap_or_default();
    let scored = candidates.into_iter().map(|points| {
        let hits = hits(&points, ends, &near);
        (hits * 100_000 + cost(&points), hits, points)
    });
    match scored.min_by_key(|(score, _, _)| *score) {
        Some((_, hits, points)) => (points, hits == 0),
        None => (vec![ends.start(), ends.end()], false),
    }
}

fn candidates(ends: &Ends, obstacles: &dyn Obstacles) -> Vec<Vec<Point>> {
    let (p, q) = (ends.start(), ends.end());
    match (ends.out, ends.into) {
        (Side::Right, Side::Left) if q.x - p.x >= 2 * STUB.min(TURN / 2) => {
            if p.y == q.y {
                return vec![vec![p, q]];
            }
            let middle = (p.x + q.x) / 2;
            let turns = [middle.max(q.x - TURN), middle, middle.min(p.x + TURN)];
            let step = |x: i32| vec![p, Point::new(x, p.y), Point::new(x, q.y), q];
            turns.into_iter().map(step).collect()
        }
        (Side::Top | Side::Bottom, Side::Left)
            if q.x - p.x >= STUB && (q.y > p.y) == (ends.out == Side::Bottom) =>
        {
            vec![vec![p, Point::new(p.x, q.y), q]]
        }
        (Side::Right, Side::Top | Side::Bottom) => vec![vec![p, Point::new(q.x, p.y), q]],
        _ => back(ends, obstacles),
    }
}

/// Ways that lead back: between the two when one lies well below the other, else under everything.
fn back(ends: &Ends, obstacles: &dyn Obstacles) -> Vec<Vec<Point>> {
    let (p, q) = (ends.start(), ends.end());
    let out = match ends.out {
        Side::Right => p.x + STUB,
        Side::Left => p.x - STUB,
        Side::Top | Side::Bottom => p.x,
    };
    let into = q.x - STUB;
    let via = |level: i32| {
        vec![
            p,
            Point::new(out, p.y),
            Point::new(out, level),
            Point::new(into, level),
            Point::new(into, q.y),
            q,
        ]
    };
    let lowest = ends.from.bottom.max(ends.to.bottom);
    let mut ways = vec![via(below(
        lowest + LOOP_BELOW + ends.lane * LANE,
        into,
        out,
        obstacles,
    ))];
    let (upper, lower) = if ends.from.bottom < ends.to.top {
        (ends.from.bottom, ends.to.top)
    } else {
        (ends.to.bottom, ends.from.top)
    };
    let leaves_upwards = ends.out == Side::Bottom && ends.to.bottom < ends.from.top;
    if lower - upper >= 2 * CLEARANCE && !leaves_upwards {
        ways.push(via((upper + lower) / 2));
    }
    ways
}

/// The first level at or below `level` where a line between two places meets no step.
fn below(mut level: i32, left: i32, right: i32, obstacles: &dyn Obstacles) -> i32 {
    let (left, right) = (left.min(right), left.max(right));
    // Each round goes below what was in the way; forty rows of steps are more than anyone draws.
    for _ in 0..40 {
        let line = Rect::spanned(Point::new(left, level), Point::new(right, level))
            .inflated(2 * CLEARANCE);
        match obstacles.within(&line).iter().map(|rect| rect.bottom).max() {
            Some(bottom) if bottom + LOOP_BELOW > level => level = bottom + LOOP_BELOW,
            _ => break,
        }
    }
    level
}

fn cost(points: &[Point]) -> i64 {
    let length: f64 = points
        .windows(2)
        .map(|pair| distance(pair[0], pair[1]))
        .sum();
    length as i64 + 48 * points.len() as i64
}

/// How many steps a way runs through, its own ends included.
fn hits(points: &[Point], ends: &Ends, near: &[Rect]) -> i64 {
    let mut hits = 0;
    for pair in points.windows(2) {
        for rect in near {
            let own = *rect == ends.from || *rect == ends.to;
            let body = rect.inflated(if own { -1 } else { CLEARANCE - 1 });
            hits += i64::from(crosses(pair[0], pair[1], &body));
        }
    }
    hits
}
