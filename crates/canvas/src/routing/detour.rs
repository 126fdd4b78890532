//! A way around steps, when none of the plain ones is clear: the shortest path over the lines that run along the
//! steps nearby, where every turn costs something.

use super::{CLEARANCE, Ends, Obstacles, STUB, Side, crosses, simplified};
use crate::geometry::{Rect, distance};
use process::diagram::Point;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How far around the two ends steps are looked at.
const NEIGHBOURHOOD: i32 = 240;
/// The nearest so many steps are walked around; the search stays quick in any crowd.
const CROWD: usize = 36;
/// Lines run at this distance from a step.
const LANE: i32 = 16;
const TURN_COST: u32 = 64;

pub(super) fn around(ends: &Ends, obstacles: &dyn Obstacles) -> Option<Vec<Point>> {
    let start = leave(ends.start(), ends.out, STUB.min(LANE));
    let goal = leave(ends.end(), ends.into, STUB.min(LANE));
    let area = Rect::spanned(start, goal);
    let mut near = obstacles.within(&area.inflated(NEIGHBOURHOOD));
    let middle = area.center();
    near.sort_by_key(|rect| {
        let own = *rect == ends.from || *rect == ends.to;
        (!own, rect.distance(middle) as i64)
    });
    near.truncate(CROWD);

    let walls: Vec<Rect> = near
        .iter()
        .map(|rect| rect.inflated(CLEARANCE - 1))
        .collect();
    let xs = lines(
        start.x,
        goal.x,
        near.iter()
            .flat_map(|rect| [rect.left - LANE, rect.right + LANE]),
    );
    let ys = lines(
        start.y,
        goal.y,
        near.iter()
            .flat_map(|rect| [rect.top - LANE, rect.bottom + LANE]),
    );
    let search = Search { xs, ys, walls };
    let found = search.run(start, ends.out.is_level(), goal, ends.into.is_level())?;

    let mut points = vec![ends.start()];
    points.extend(found);
    points.push(ends.end());
    Some(simplified(points))
}

fn leave(port: Point, side: Side, by: i32) -> Point {
    port.shifted(match side {
        Side::Left => Point::new(-by, 0),
        Side::Right => Point::new(by, 0),
        Side::Top => Point::new(0, -by),
        Side::Bottom => Point::new(0, by),
    })
}

fn lines(a: i32, b: i32, more: impl Iterator<Item = i32>) -> Vec<i32> {
    let mut lines: Vec<i32> = [a, b].into_iter().chain(more).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

struct Search {
    xs: Vec<i32>,
    ys: Vec<i32>,
    walls: Vec<Rect>,
}

/// A crossing of two lines, and whether it was reached along the level one.
type Node = (usize, usize, bool);

impl Search {
    fn run(&self, start: Point, level: bool, goal: Point, goal_level: bool) -> Option<Vec<Point>> {
        let first: Node = (
            self.xs.binary_search(&start.x).ok()?,
            self.ys.binary_search(&start.y).ok()?,
            level,
        );
        let last = (
            self.xs.binary_search(&goal.x).ok()?,
            self.ys.binary_search(&goal.y).ok()?,
        );
        let mut best = vec![(u32::MAX, None::<Node>); self.xs.len() * self.ys.len() * 2];
        let mut queue = BinaryHeap::new();
        best[self.slot(first)].0 = 0;
        queue.push(Reverse((self.guess(first, goal), 0, first)));
        while let Some(Reverse((_, cost, node))) = queue.pop() {
            if cost > best[self.slot(node)].0 {
                continue;
            }
            if (node.0, node.1) == last && node.2 == goal_level {
                return Some(self.walk_back(node, &best));
            }
            for next in self.neighbours(node, goal_level && (node.0, node.1) == last) {
                let (a, b) = (self.point(node), self.point(next));
                if self.walls.iter().any(|wall| crosses(a, b, wall)) {
                    continue;
                }
                let turn = if next.2 == node.2 { 0 } else { TURN_COST };
                let cost = cost + distance(a, b) as u32 + turn;
                if cost < best[self.slot(next)].0 {
                    best[self.slot(next)] = (cost, Some(node));
                    queue.push(Reverse((cost + self.guess(next, goal), cost, next)));
                }
            }
        }
        None
    }

    fn neighbours(&self, (x, y, level): Node, turn_here: bool) -> impl Iterator<Item = Node> {
        let left = x.checked_sub(1).map(|x| (x, y, true));
        let right = (x + 1 < self.xs.len()).then_some((x + 1, y, true));
        let up = y.checked_sub(1).map(|y| (x, y, false));
        let down = (y + 1 < self.ys.len()).then_some((x, y + 1, false));
        let turned = turn_here.then_some((x, y, !level));
        [left, right, up, down, turned].into_iter().flatten()
    }

    fn walk_back(&self, mut node: Node, best: &[(u32, Option<Node>)]) -> Vec<Point> {
        let mut points = vec![self.point(node)];
        while let Some(before) = best[self.slot(node)].1 {
            points.push(self.point(before));
            node = before;
        }
        points.reverse();
        points
    }

    fn slot(&self, (x, y, level): Node) -> usize {
        (y * self.xs.len() + x) * 2 + usize::from(level)
    }

    fn point(&self, (x, y, _): Node) -> Point {
        Point::new(self.xs[x], self.ys[y])
    }

    fn guess(&self, node: Node, goal: Point) -> u32 {
        let at = self.point(node);
        at.x.abs_diff(goal.x).saturating_add(at.y.abs_diff(goal.y))
    }
}
