//! Snapping while something moves: to the lines of its neighbours, else to the grid. Shows the lines it snapped to.

use crate::drawing::Drawing;
use crate::geometry::Rect;
use process::StepId;
use process::diagram::Point;
use std::collections::BTreeSet;

pub const GRID: i32 = 8;
/// How far around lines are looked for.
const LOOKS: i32 = 900;

/// A line that two or more shapes share, drawn while snapping to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guide {
    pub from: Point,
    pub to: Point,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapped {
    pub by: Point,
    pub guides: Vec<Guide>,
}

/// Adjusts a wished shift of some shape. `reach` is how near (in canvas units) a line must be. `moving` steps are
/// no neighbours; `connected` ones count before all others.
pub fn snap(
    drawing: &Drawing,
    start: Rect,
    wish: Point,
    moving: &BTreeSet<StepId>,
    connected: &BTreeSet<StepId>,
    reach: i32,
) -> Snapped {
    let wished = start.shifted(wish);
    let near: Vec<(bool, Rect)> = drawing
        .index()
        .near(&wished.inflated(LOOKS))
        .into_iter()
        .filter(|(id, _)| !moving.contains(*id))
        .map(|(id, shape)| (connected.contains(id), shape.rect))
        .collect();
    let level = nearest(&near, wished, reach, |rect| {
        [rect.center().y, rect.top, rect.bottom]
    });
    let column = nearest(&near, wished, reach, |rect| {
        [rect.center().x, rect.left, rect.right]
    });
    let on_grid = on_grid(wished.corner());
    let by = Point::new(
        column.map_or(on_grid.x - wished.left, |found| found.offset),
        level.map_or(on_grid.y - wished.top, |found| found.offset),
    );
    let by = wish.shifted(by);
    let settled = start.shifted(by);
    let mut guides = Vec::new();
    if let Some(found) = level {
        let both = settled.union(found.with);
        guides.push(Guide {
            from: Point::new(both.left, found.line),
            to: Point::new(both.right, found.line),
        });
    }
    if let Some(found) = column {
        let both = settled.union(found.with);
        guides.push(Guide {
            from: Point::new(found.line, both.top),
            to: Point::new(found.line, both.bottom),
        });
    }
    Snapped { by, guides }
}

#[derive(Clone, Copy)]
struct Found {
    offset: i32,
    line: i32,
    with: Rect,
}

/// The best line: of a connected neighbour first, then middles before edges, then the nearest shape.
fn nearest(
    near: &[(bool, Rect)],
    wished: Rect,
    reach: i32,
    lines: fn(&Rect) -> [i32; 3],
) -> Option<Found> {
    let own = lines(&wished);
    let mut best: Option<((bool, usize, i32, i64), Found)> = None;
    for (connected, rect) in near {
        for (rank, (mine, line)) in own.into_iter().zip(lines(rect)).enumerate() {
            let offset = line - mine;
            if offset.abs() > reach {
                continue;
            }
            let score = (
                !connected,
                rank.min(1),
                offset.abs(),
                rect.distance(wished.center()) as i64,
            );
            if best.as_ref().is_none_or(|(other, _)| score < *other) {
                let with = *rect;
                best = Some((score, Found { offset, line, with }));
            }
        }
    }
    best.map(|(_, found)| found)
}

/// The grid place nearest to a corner. All sizes are such that middles then stand on the same lines.
pub fn on_grid(corner: Point) -> Point {
    let nearest = |at: i32| (f64::from(at) / f64::from(GRID)).round() as i32 * GRID;
    Point::new(nearest(corner.x), nearest(corner.y))
}
