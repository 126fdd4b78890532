//! An arrow as a line of points, for formats that want every point of it. Only the corners a user made are kept in a
//! diagram; the rest follows from where the steps stand.

use crate::diagram::{Point, Size, Step};

/// The room that something takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub at: Point,
    pub size: Size,
}

impl Area {
    pub fn of(step: &Step) -> Self {
        Self {
            at: Point::new(step.left(), step.top()),
            size: step.size(),
        }
    }

    /// Of another size around the same middle.
    pub fn resized(self, size: Size) -> Self {
        let Point { x, y } = self.center();
        let at = Point::new(
            x.saturating_sub(size.width / 2),
            y.saturating_sub(size.height / 2),
        );
        Self { at, size }
    }

    /// Whether an arrow that is bent here begins or ends in this very place: on the edge, or within.
    pub fn docks(self, place: Point) -> bool {
        let across =
            (self.at.x.saturating_sub(NEAR)..=self.right().saturating_add(NEAR)).contains(&place.x);
        let along = (self.at.y.saturating_sub(NEAR)..=self.bottom().saturating_add(NEAR))
            .contains(&place.y);
        across && along
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.at.x < other.right()
            && other.at.x < self.right()
            && self.at.y < other.bottom()
            && other.at.y < self.bottom()
    }

    pub(super) fn right(self) -> i32 {
        self.at.x.saturating_add(self.size.width)
    }

    pub(super) fn bottom(self) -> i32 {
        self.at.y.saturating_add(self.size.height)
    }

    pub(super) fn center(self) -> Point {
        Point::new(
            self.at.x.saturating_add(self.size.width / 2),
            self.at.y.saturating_add(self.size.height / 2),
        )
    }

    /// The point of the edge that faces a place: straight across where that is possible.
    fn facing(self, place: Point) -> Point {
        let center = self.center();
        let beside = place.x < self.at.x || place.x > self.right();
        if beside {
            let x = if place.x < self.at.x {
                self.at.x
            } else {
                self.right()
            };
            let level = (self.at.y..=self.bottom()).contains(&place.y);
            return Point::new(x, if level { place.y } else { center.y });
        }
        let y = if place.y < center.y {
            self.at.y
        } else {
            self.bottom()
        };
        Point::new(place.x, y)
    }
}

/// All points of an arrow: both ends and the bends between them. Without bends it runs with right angles. A first bend
/// at the step it leaves is where it leaves it, and so is a last one at the step it leads to.
pub fn route(from: Area, to: Area, bends: &[Point]) -> Vec<Point> {
    if let (Some(first), Some(last)) = (bends.first(), bends.last()) {
        let mut points = Vec::with_capacity(bends.len() + 2);
        if !from.docks(*first) {
            points.push(from.facing(*first));
        }
        points.extend(bends);
        if !to.docks(*last) || points.len() < 2 {
            points.push(to.facing(*last));
        }
        return points;
    }
    let (a, b) = (from.center(), to.center());
    if from.right() <= to.at.x {
        let (start, end) = (Point::new(from.right(), a.y), Point::new(to.at.x, b.y));
        if (start.y - end.y).abs() <= LEVEL {
            return vec![start, Point::new(end.x, start.y)];
        }
        let middle = start.x + (end.x - start.x) / 2;
        return vec![
            start,
            Point::new(middle, start.y),
            Point::new(middle, end.y),
            end,
        ];
    }
    if from.bottom() <= to.at.y || to.bottom() <= from.at.y {
        let down = from.bottom() <= to.at.y;
        let (start, end) = if down {
            (Point::new(a.x, from.bottom()), Point::new(b.x, to.at.y))
        } else {
            (Point::new(a.x, from.at.y), Point::new(b.x, to.bottom()))
        };
        if (start.x - end.x).abs() <= LEVEL {
            return vec![start, Point::new(start.x, end.y)];
        }
        let middle = start.y + (end.y - start.y) / 2;
        return vec![
            start,
            Point::new(start.x, middle),
            Point::new(end.x, middle),
            end,
        ];
    }
    // Back on the same level, or onto itself: around below.
    let below = from.bottom().max(to.bottom()).saturating_add(AROUND);
    vec![
        Point::new(a.x, from.bottom()),
        Point::new(a.x, below),
        Point::new(b.x, below),
        Point::new(b.x, to.bottom()),
    ]
}

/// The bends of an arrow that was drawn through these points: none where it runs straight, as it would without. Where it
/// goes out at the right and in at the left, as arrows do between steps without `corners`, its ends follow from its
/// steps; else they are where they were drawn.
pub fn bends_of(mut points: Vec<Point>, from: Area, to: Area, corners: bool) -> Vec<Point> {
    let straight = points.len() == 2 && is_near(&route(from, to, &[]), &points);
    if points.len() < 2 || straight {
        return Vec::new();
    }
    let level = |a: Point, b: Point| a.y == b.y && a.x < b.x;
    let usual = match points[..] {
        [start, first, .., last, end] => {
            let out = Point::new(from.right(), from.center().y);
            let into = Point::new(to.at.x, to.center().y);
            level(start, first) && level(last, end) && is_near(&[start, end], &[out, into])
        }
        _ => false,
    };
    let angled = points
        .windows(2)
        .all(|pair| pair[0].x == pair[1].x || pair[0].y == pair[1].y);
    if usual && angled && !corners {
        points.pop();
        points.remove(0);
    }
    points
}

fn is_near(a: &[Point], b: &[Point]) -> bool {
    let near = |a: &Point, b: &Point| a.x.abs_diff(b.x) <= 1 && a.y.abs_diff(b.y) <= 1;
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| near(a, b))
}

/// How far from the edge of a step an arrow may begin.
const NEAR: i32 = 8;

/// How far below the steps an arrow runs back.
const AROUND: i32 = 24;

/// Steps this little out of line are joined by a straight arrow.
const LEVEL: i32 = 4;
