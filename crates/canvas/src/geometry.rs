//! Rectangles and distances, in canvas units.

use process::diagram::shape::Size;
use process::diagram::{Point, Step};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

impl Rect {
    pub fn of(step: &Step) -> Self {
        Self {
            left: step.left(),
            top: step.top(),
            right: step.right(),
            bottom: step.bottom(),
        }
    }

    /// A frame as a diagram has it: a file may say anything, and nothing is measured farther out than this.
    pub fn at(corner: Point, size: Size) -> Self {
        const FAR: i32 = 100_000_000;
        let (left, top) = (corner.x.clamp(-FAR, FAR), corner.y.clamp(-FAR, FAR));
        Self {
            left,
            top,
            right: left + size.width.clamp(1, FAR),
            bottom: top + size.height.clamp(1, FAR),
        }
    }

    /// The rectangle two opposite corners span, whichever they are.
    pub fn spanned(a: Point, b: Point) -> Self {
        Self {
            left: a.x.min(b.x),
            top: a.y.min(b.y),
            right: a.x.max(b.x),
            bottom: a.y.max(b.y),
        }
    }

    /// The smallest rectangle around points; `None` without any.
    pub fn around(points: &[Point]) -> Option<Self> {
        let (first, rest) = points.split_first()?;
        let start = Self::spanned(*first, *first);
        Some(rest.iter().fold(start, |rect, &point| {
            rect.union(Self::spanned(point, point))
        }))
    }

    pub fn centered(center: Point, width: i32, height: i32) -> Self {
        let (left, top) = (center.x - width / 2, center.y - height / 2);
        Self {
            left,
            top,
            right: left + width,
            bottom: top + height,
        }
    }

    pub fn width(&self) -> i32 {
        self.right - self.left
    }

    pub fn height(&self) -> i32 {
        self.bottom - self.top
    }

    pub fn area(&self) -> i64 {
        i64::from(self.width()) * i64::from(self.height())
    }

    pub fn center(&self) -> Point {
        Point::new((self.left + self.right) / 2, (self.top + self.bottom) / 2)
    }

    pub fn corner(&self) -> Point {
        Point::new(self.left, self.top)
    }

    pub fn contains(&self, point: Point) -> bool {
        (self.left..=self.right).contains(&point.x) && (self.top..=self.bottom).contains(&point.y)
    }

    pub fn intersects(&self, other: &Rect) -> bool {
        self.left <= other.right
            && other.left <= self.right
            && self.top <= other.bottom
            && other.top <= self.bottom
    }

    /// Bigger (or with a negative number smaller) on every side.
    pub fn inflated(&self, by: i32) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    pub fn shifted(&self, by: Point) -> Self {
        Self {
            left: self.left.saturating_add(by.x),
            top: self.top.saturating_add(by.y),
            right: self.right.saturating_add(by.x),
            bottom: self.bottom.saturating_add(by.y),
        }
    }

    pub fn union(&self, other: Rect) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// How far a point is from the rectangle; 0 inside.
    pub fn distance(&self, point: Point) -> f64 {
        let x = point.x.clamp(self.left, self.right);
        let y = point.y.clamp(self.top, self.bottom);
        distance(point, Point::new(x, y))
    }
}

pub fn distance(a: Point, b: Point) -> f64 {
    f64::from(a.x - b.x).hypot(f64::from(a.y - b.y))
}

/// How far a point is from an upright or level segment.
pub fn distance_to_segment(point: Point, a: Point, b: Point) -> f64 {
    Rect::spanned(a, b).distance(point)
}
