//! A route as SVG path data with round bends.

use process::diagram::Point;
use std::fmt::Write;

const RADIUS: i32 = 10;

pub(super) fn data(points: &[Point]) -> String {
    let Some((first, rest)) = points.split_first() else {
        return String::new();
    };
    let mut path = format!("M{} {}", first.x, first.y);
    let mut before = *first;
    for (at, &corner) in rest.iter().enumerate() {
        // Writing into a string cannot fail.
        let _ = match rest.get(at + 1) {
            None => write!(path, "L{} {}", corner.x, corner.y),
            Some(&after) => {
                let radius = RADIUS
                    .min(reach(before, corner) / 2)
                    .min(reach(corner, after) / 2);
                let a = toward(corner, before, radius);
                let b = toward(corner, after, radius);
                write!(
                    path,
                    "L{} {}Q{} {} {} {}",
                    a.x, a.y, corner.x, corner.y, b.x, b.y
                )
            }
        };
        before = corner;
    }
    path
}

fn reach(a: Point, b: Point) -> i32 {
    (a.x - b.x).abs().max((a.y - b.y).abs())
}

fn toward(from: Point, to: Point, by: i32) -> Point {
    let all = reach(from, to).max(1);
    Point::new(
        from.x + (to.x - from.x) * by / all,
        from.y + (to.y - from.y) * by / all,
    )
}
