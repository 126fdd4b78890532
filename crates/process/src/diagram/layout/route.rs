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

    fn right(self) -> i32 {
        self.at.x.saturating_add(self.size.width)
    }

    fn bottom(self) -> i32 {
        self.at.y.saturating_add(self.size.height)
    }

    fn center(self) -> Point {
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

/// All points of an arrow: both ends and the bends between them. Without bends it runs with right angles.
pub fn route(from: Area, to: Area, bends: &[Point]) -> Vec<Point> {
    if let (Some(first), Some(last)) = (bends.first(), bends.last()) {
        let mut points = vec![from.facing(*first)];
        points.extend(bends);
        points.push(to.facing(*last));
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

/// How far below the steps an arrow runs back.
const AROUND: i32 = 24;

/// Steps this little out of line are joined by a straight arrow.
const LEVEL: i32 = 4;
