//! Flows with bends of the user's own: led through them whatever moves, and bent further by dragging a piece.

use super::{Route, STUB, Side, simplified};
use process::diagram::Point;

/// A piece that comes this close to being straight becomes straight.
const STRAIGHTENS: i32 = 6;

/// The way through bends. Where an end has moved, the piece next to it follows; the user's own pieces stay.
pub fn through(start: Point, out: Side, bends: &[Point], end: Point, into: Side) -> Vec<Point> {
    let (Some(&first), Some(&last)) = (bends.first(), bends.last()) else {
        return vec![start, end];
    };
    let mut points = vec![start];
    match out {
        Side::Right if first.x < start.x + STUB / 2 => {
            points.extend([
                Point::new(start.x + STUB, start.y),
                Point::new(start.x + STUB, first.y),
            ]);
        }
        Side::Left | Side::Right => points.push(Point::new(first.x, start.y)),
        Side::Top | Side::Bottom => points.push(Point::new(start.x, first.y)),
    }
    for &bend in bends {
        if let Some(&before) = points.last()
            && before.x != bend.x
            && before.y != bend.y
        {
            points.push(Point::new(bend.x, before.y));
        }
        points.push(bend);
    }
    match into {
        Side::Left if last.x > end.x - STUB / 2 => {
            points.extend([
                Point::new(end.x - STUB, last.y),
                Point::new(end.x - STUB, end.y),
            ]);
        }
        Side::Left | Side::Right => points.push(Point::new(last.x, end.y)),
        Side::Top | Side::Bottom => points.push(Point::new(end.x, last.y)),
    }
    points.push(end);
    simplified(points)
}

/// The bends after dragging one piece of a route sideways to another level (or column). A piece at an end stays
/// attached there by a stub.
pub fn bend(route: &Route, segment: usize, to: i32) -> Vec<Point> {
    let mut points = route.points.clone();
    let mut at = segment;
    if at + 1 >= points.len() {
        return interior(points);
    }
    let level = points[at].y == points[at + 1].y;
    let toward = |a: Point, b: Point| {
        let by = |distance: i32| {
            let most = STUB.min(distance.abs() / 2);
            distance.clamp(-most, most)
        };
        a.shifted(Point::new(by(b.x - a.x), by(b.y - a.y)))
    };
    if at + 2 == points.len() {
        let stub = toward(points[at + 1], points[at]);
        points.insert(at + 1, stub);
    }
    if at == 0 {
        let stub = toward(points[0], points[1]);
        points.insert(1, stub);
        at = 1;
    }
    let coordinate = |point: Point| if level { point.y } else { point.x };
    let parallels = [at.checked_sub(1), Some(at + 2)];
    let straight = parallels
        .into_iter()
        .flatten()
        .filter_map(|other| points.get(other).copied().map(coordinate))
        .find(|&other| (other - to).abs() <= STRAIGHTENS);
    let to = straight.unwrap_or(to);
    // The corners of the dragged piece move; what is before and after stretches with them.
    let (a, b) = (points[at], points[at + 1]);
    let moved = |point: Point| {
        if level {
            Point::new(point.x, to)
        } else {
            Point::new(to, point.y)
        }
    };
    let mut bent: Vec<Point> = points[..at].to_vec();
    if at == 1 && segment == 0 {
        bent.push(a);
    }
    bent.extend([moved(a), moved(b)]);
    if segment + 2 == route.points.len() {
        bent.push(b);
    }
    bent.extend(&points[at + 2..]);
    interior(simplified(bent))
}

fn interior(points: Vec<Point>) -> Vec<Point> {
    match points.len() {
        0..=2 => Vec::new(),
        n => points[1..n - 1].to_vec(),
    }
}
