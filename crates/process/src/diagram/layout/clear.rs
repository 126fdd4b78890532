//! An arrow that runs through no step, for formats that want every point of it.

use super::route::{Area, route};
use crate::diagram::Point;

/// How far from a step an arrow runs that goes around it.
const AWAY: i32 = 24;
/// The most ways around that are looked at.
const MOST: usize = 60;

/// The points of an arrow between two steps, around all others where that is possible. One that leaves at a `corner`, as
/// from gateways and events at an edge, runs down or up first.
pub fn clear_route(from: Area, to: Area, corner: bool, others: &[Area]) -> Vec<Point> {
    let plain = route(from, to, &[]);
    let first = if corner { over_corner(from, to) } else { None };
    let straight = first.into_iter().chain([plain.clone()]);
    let all = straight
        .chain(turned(from, to))
        .chain(around(from, to, others));
    let mut clear = all.filter(|points| !others.iter().any(|area| crosses(points, *area)));
    clear.next().unwrap_or(plain)
}

fn crosses(points: &[Point], area: Area) -> bool {
    points.windows(2).any(|pair| {
        let (a, b) = (pair[0], pair[1]);
        a.x.min(b.x) < area.right()
            && area.at.x < a.x.max(b.x)
            && a.y.min(b.y) < area.bottom()
            && area.at.y < a.y.max(b.y)
    })
}

/// Down or up from the middle, then straight to the right.
fn over_corner(from: Area, to: Area) -> Option<Vec<Point>> {
    let (a, b) = (from.center(), to.center());
    let beyond = b.y < from.at.y || from.bottom() < b.y;
    let start = if b.y > a.y { from.bottom() } else { from.at.y };
    (beyond && a.x < to.at.x).then(|| {
        vec![
            Point::new(a.x, start),
            Point::new(a.x, b.y),
            Point::new(to.at.x, b.y),
        ]
    })
}

/// Turning soon, and turning late.
fn turned(from: Area, to: Area) -> Vec<Vec<Point>> {
    let (start, end) = (
        Point::new(from.right(), from.center().y),
        Point::new(to.at.x, to.center().y),
    );
    if end.x.saturating_sub(start.x) < 2 * AWAY {
        return Vec::new();
    }
    let turn = |x: i32| vec![start, Point::new(x, start.y), Point::new(x, end.y), end];
    vec![turn(end.x - AWAY), turn(start.x + AWAY)]
}

/// Below or above what lies between, the nearest first.
fn around(from: Area, to: Area, others: &[Area]) -> impl Iterator<Item = Vec<Point>> {
    let (left, right) = (from.at.x.min(to.at.x), from.right().max(to.right()));
    let between = others
        .iter()
        .filter(|area| area.at.x < right && left < area.right());
    let mut levels: Vec<i32> = between
        .chain([&from, &to])
        .flat_map(|area| {
            [
                area.bottom().saturating_add(AWAY),
                area.at.y.saturating_sub(AWAY),
            ]
        })
        .filter(|level| !(from.at.y..=from.bottom()).contains(level))
        .collect();
    let middle = from.center().y;
    levels.sort_by_key(|level| (level.abs_diff(middle), *level < middle));
    levels.dedup();
    levels
        .into_iter()
        .take(MOST)
        .flat_map(move |level| {
            [
                into_the_left(from, to, level),
                into_the_edge(from, to, level),
            ]
        })
        .flatten()
}

fn leaving(from: Area, level: i32) -> [Point; 2] {
    let x = from.center().x;
    let start = if level > from.center().y {
        from.bottom()
    } else {
        from.at.y
    };
    [Point::new(x, start), Point::new(x, level)]
}

fn into_the_left(from: Area, to: Area, level: i32) -> Option<Vec<Point>> {
    let (x, y) = (to.at.x.saturating_sub(AWAY), to.center().y);
    (from.center().x < x).then(|| {
        let mut points = Vec::from(leaving(from, level));
        points.extend([
            Point::new(x, level),
            Point::new(x, y),
            Point::new(to.at.x, y),
        ]);
        points
    })
}

fn into_the_edge(from: Area, to: Area, level: i32) -> Option<Vec<Point>> {
    let x = to.center().x;
    let end = if level > to.center().y {
        to.bottom()
    } else {
        to.at.y
    };
    let outside = !(to.at.y..=to.bottom()).contains(&level);
    outside.then(|| {
        let mut points = Vec::from(leaving(from, level));
        points.extend([Point::new(x, level), Point::new(x, end)]);
        points
    })
}
