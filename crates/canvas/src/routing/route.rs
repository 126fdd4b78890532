//! A finished way of a flow, and what can be asked of it.

use super::path;
use crate::geometry::{Rect, distance, distance_to_segment};
use process::diagram::Point;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// From port to port, each piece level or upright.
    pub points: Vec<Point>,
}

/// One straight piece of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    pub at: usize,
    pub from: Point,
    pub to: Point,
}

impl Segment {
    pub fn is_level(&self) -> bool {
        self.from.y == self.to.y
    }

    pub fn length(&self) -> i32 {
        (self.to.x - self.from.x)
            .abs()
            .max((self.to.y - self.from.y).abs())
    }

    pub fn middle(&self) -> Point {
        Point::new((self.from.x + self.to.x) / 2, (self.from.y + self.to.y) / 2)
    }
}

/// Where a flow's words go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelSpot {
    pub center: Point,
    pub max_width: i32,
}

/// The least room words get, and what stays free of a piece for its arrow and bends.
const LEAST_LABEL: i32 = 64;
const FREE_OF_LABEL: i32 = 36;
const WIDEST_LABEL: i32 = 180;
const GRIP: f64 = 26.0;

impl Route {
    pub fn new(points: Vec<Point>) -> Self {
        Self { points }
    }

    pub fn segments(&self) -> impl DoubleEndedIterator<Item = Segment> + '_ {
        self.points
            .windows(2)
            .enumerate()
            .map(|(at, pair)| Segment {
                at,
                from: pair[0],
                to: pair[1],
            })
    }

    pub fn bounds(&self) -> Rect {
        Rect::around(&self.points).unwrap_or_default()
    }

    /// SVG path data with round bends.
    pub fn path(&self) -> String {
        path::data(&self.points)
    }

    pub fn start(&self) -> Point {
        self.points.first().copied().unwrap_or_default()
    }

    pub fn end(&self) -> Point {
        self.points.last().copied().unwrap_or_default()
    }

    /// The piece nearest to a point, and how far it is.
    pub fn nearest(&self, point: Point) -> Option<(Segment, f64)> {
        self.segments()
            .map(|segment| {
                (
                    segment,
                    distance_to_segment(point, segment.from, segment.to),
                )
            })
            .min_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// Words stand on the longest level piece; of equals the one nearer to the end, where branches have parted.
    pub fn label(&self) -> LabelSpot {
        let level = self.segments().filter(Segment::is_level);
        let longest = level
            .max_by_key(Segment::length)
            .or_else(|| self.segments().max_by_key(Segment::length));
        match longest {
            Some(segment) => LabelSpot {
                center: segment.middle(),
                max_width: (segment.length() - FREE_OF_LABEL).clamp(LEAST_LABEL, WIDEST_LABEL),
            },
            None => LabelSpot {
                center: self.start(),
                max_width: LEAST_LABEL,
            },
        }
    }

    /// Where the first end can be taken: a little along, because the port itself draws a new flow. A short flow
    /// has no room for it.
    pub fn grip(&self) -> Option<Point> {
        (self.length() >= 4.0 * GRIP).then(|| self.along(GRIP))
    }

    /// Where the button that puts a step on the flow goes: halfway, but beside the words when there are any.
    pub fn plus(&self, labelled: bool) -> Point {
        if !labelled {
            return self.middle();
        }
        let end = self.end();
        match self.segments().next_back() {
            Some(last) if last.length() >= 56 => Point::new(
                end.x - (end.x - last.from.x).signum() * 28,
                end.y - (end.y - last.from.y).signum() * 28,
            ),
            _ => self.middle(),
        }
    }

    /// Half of the way along.
    pub fn middle(&self) -> Point {
        self.along(self.length() / 2.0)
    }

    fn length(&self) -> f64 {
        self.segments()
            .map(|segment| distance(segment.from, segment.to))
            .sum()
    }

    /// So far along from the start.
    fn along(&self, mut left: f64) -> Point {
        for segment in self.segments() {
            let length = distance(segment.from, segment.to);
            if left <= length && length > 0.0 {
                let part = |a: i32, b: i32| a + (f64::from(b - a) * left / length).round() as i32;
                return Point::new(
                    part(segment.from.x, segment.to.x),
                    part(segment.from.y, segment.to.y),
                );
            }
            left -= length;
        }
        self.start()
    }
}
