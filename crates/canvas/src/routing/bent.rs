//! Flows with bends of the user's own: led through them whatever moves, and bent further by dragging a piece.

use super::{Ends, Route, STUB, Side, simplified};
use crate::geometry::Rect;
use process::diagram::layout::Area;
use process::diagram::{Point, Size};

/// A piece that comes this close to being straight becomes straight.
const STRAIGHTENS: i32 = 6;

/// The way through bends. Where an end has moved, the piece next to it follows; the user's own pieces stay. A bend at a
/// step is where the flow leaves it or comes to it, as drawings of other tools have it.
pub(super) fn through(ends: &Ends, bends: &[Point]) -> Vec<Point> {
    let (Some(&first), Some(&last)) = (bends.first(), bends.last()) else {
        return vec![ends.start(), ends.end()];
    };
    let (leaves, arrives) = docked(&ends.from, &ends.to, bends);
    let mut points = Vec::with_capacity(bends.len() + 6);
    if !leaves {
        points.extend(lead_out(ends.start(), ends.out, first));
    }
    points.extend(bends);
    if leaves && let [first, second, ..] = points[..] {
        points[0] = at_the_edge(&ends.from, first, second);
    }
    if !arrives {
        points.extend(lead_in(last, ends.end(), ends.into));
    } else if let [.., before, end] = points[..]
        && let Some(last) = points.last_mut()
    {
        *last = at_the_edge(&ends.to, end, before);
    }
    simplified(points)
}

/// Whether the first bend is where the flow leaves its step, and the last one where it comes to the other.
pub fn docked(from: &Rect, to: &Rect, bends: &[Point]) -> (bool, bool) {
    let at = |rect: &Rect, bend: Option<&Point>| bend.is_some_and(|it| area(rect).docks(*it));
    let leaves = at(from, bends.first());
    (
        leaves,
        at(to, bends.last()) && !(leaves && bends.len() == 1),
    )
}

fn lead_out(start: Point, out: Side, first: Point) -> Vec<Point> {
    match out {
        Side::Right if first.x < start.x + STUB / 2 => vec![
            start,
            Point::new(start.x + STUB, start.y),
            Point::new(start.x + STUB, first.y),
        ],
        Side::Left | Side::Right => vec![start, Point::new(first.x, start.y)],
        Side::Top | Side::Bottom => vec![start, Point::new(start.x, first.y)],
    }
}

fn lead_in(last: Point, end: Point, into: Side) -> Vec<Point> {
    match into {
        Side::Left if last.x > end.x - STUB / 2 => vec![
            Point::new(end.x - STUB, last.y),
            Point::new(end.x - STUB, end.y),
            end,
        ],
        Side::Left | Side::Right => vec![Point::new(last.x, end.y), end],
        Side::Top | Side::Bottom => vec![Point::new(end.x, last.y), end],
    }
}

fn area(rect: &Rect) -> Area {
    Area {
        at: rect.corner(),
        size: Size {
            width: rect.width(),
            height: rect.height(),
        },
    }
}

/// Some tools draw from the middle of a step: the flow is seen from its edge on. The edge of a round shape is within
/// its corners.
fn at_the_edge(rect: &Rect, dock: Point, next: Point) -> Point {
    if !rect.inflated(-ROUND).contains(dock) || rect.contains(next) {
        return dock;
    }
    let part = |from: i32, to: i32, edge: i32| f64::from(edge - from) / f64::from(to - from);
    let mut least = 1.0_f64;
    for (from, to, low, high) in [
        (dock.x, next.x, rect.left, rect.right),
        (dock.y, next.y, rect.top, rect.bottom),
    ] {
        if to > high {
            least = least.min(part(from, to, high));
        } else if to < low {
            least = least.min(part(from, to, low));
        }
    }
    let along = |from: i32, to: i32| from + (f64::from(to - from) * least).round() as i32;
    Point::new(along(dock.x, next.x), along(dock.y, next.y))
}

/// How far the edge of a gateway or an event may be from that of its corners.
const ROUND: i32 = 13;

/// The bends after dragging one piece of a route sideways to another level (or column). A piece at an end stays
/// attached there by a stub. An end that is the user's own stays one.
pub fn bend(route: &Route, segment: usize, to: i32, own: (bool, bool)) -> Vec<Point> {
    let mut points = route.points.clone();
    let mut at = segment;
    if at + 1 >= points.len() {
        return interior(points, own);
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
    interior(simplified(bent), own)
}

/// The points that are kept: without the ends that follow from the steps.
fn interior(mut points: Vec<Point>, (leaves, arrives): (bool, bool)) -> Vec<Point> {
    if !arrives {
        points.pop();
    }
    if !leaves && !points.is_empty() {
        points.remove(0);
    }
    points
}
