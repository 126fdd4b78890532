//! How flows run: level and upright pieces, out at the right, in at the left, around steps, keeping the bends the
//! user made. Gateways may be left and entered at their other corners, where branches lie above or below.

mod bent;
mod detour;
mod direct;
mod path;
mod route;

pub use bent::{bend, docked};
pub use route::{LabelSpot, Route, Segment};

use crate::geometry::Rect;
use process::diagram::shape::is_gateway;
use process::diagram::{Point, Step};

/// How far a flow runs straight before it first turns, and after its last turn.
pub const STUB: i32 = 24;
/// Flows keep this distance from steps they pass.
const CLEARANCE: i32 = 8;

/// What routing needs to know of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub rect: Rect,
    pub gateway: bool,
    /// It stands on the edge of a step, and is left on this side.
    pub exit: Option<Side>,
    /// An opened sub-process: flows run in it.
    pub group: bool,
}

impl Shape {
    /// `host` is the step on whose edge it stands, if it does.
    pub fn of(step: &Step, host: Option<&Step>) -> Self {
        let rect = Rect::of(step);
        Self {
            rect,
            gateway: is_gateway(&step.kind),
            exit: host.map(|host| exit(&rect, &Rect::of(host))),
            group: step.is_open(),
        }
    }

    /// Nothing but a place: the loose end of a flow.
    pub fn spot(at: Point) -> Self {
        Self {
            rect: Rect::spanned(at, at),
            gateway: false,
            exit: None,
            group: false,
        }
    }
}

/// The side an event on an edge is left on: away from its step.
fn exit(event: &Rect, host: &Rect) -> Side {
    let at = event.center();
    let sides = [
        (Side::Bottom, (at.y - host.bottom).abs()),
        (Side::Top, (at.y - host.top).abs()),
        (Side::Right, (at.x - host.right).abs()),
        (Side::Left, (at.x - host.left).abs()),
    ];
    let nearest = sides.into_iter().min_by_key(|(_, off)| *off);
    nearest.map_or(Side::Bottom, |(side, _)| side)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

impl Side {
    fn is_level(self) -> bool {
        matches!(self, Side::Left | Side::Right)
    }

    pub fn port(self, rect: &Rect) -> Point {
        let center = rect.center();
        match self {
            Side::Left => Point::new(rect.left, center.y),
            Side::Right => Point::new(rect.right, center.y),
            Side::Top => Point::new(center.x, rect.top),
            Side::Bottom => Point::new(center.x, rect.bottom),
        }
    }
}

/// The two ends of a flow and the sides it uses there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ends {
    from: Rect,
    to: Rect,
    out: Side,
    into: Side,
    /// Loops back run in lanes below each other, so that two of them are two lines.
    lane: i32,
}

impl Ends {
    fn between(from: &Shape, to: &Shape, lane: i32) -> Self {
        let (a, b) = (from.rect, to.rect);
        let lower = b.center().y - a.center().y;
        let apart = |height: i32| lower.abs() > height / 2 + CLEARANCE;
        let out = if let Some(exit) = from.exit {
            exit
        } else if !from.gateway {
            Side::Right
        } else if b.left < a.right + 2 * STUB && b.left < a.center().x + STUB {
            Side::Bottom
        } else if apart(a.height()) {
            if lower > 0 { Side::Bottom } else { Side::Top }
        } else {
            Side::Right
        };
        let forward = a.right + STUB <= b.center().x;
        let into = if to.gateway && out == Side::Right && forward && apart(b.height()) {
            if lower > 0 { Side::Top } else { Side::Bottom }
        } else {
            Side::Left
        };
        Self {
            from: a,
            to: b,
            out,
            into,
            lane,
        }
    }

    fn start(&self) -> Point {
        self.out.port(&self.from)
    }

    fn end(&self) -> Point {
        self.into.port(&self.to)
    }
}

/// Finds steps in an area. The two ends of the flow may be among them.
pub trait Obstacles {
    fn within(&self, area: &Rect) -> Vec<Rect>;
}

/// How much trouble to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// While something is being dragged: the best of the plain ways.
    Quick,
    /// At rest: a way around everything, when there is one.
    Full,
}

/// The way a flow takes from one step to another. `lane` keeps loops back apart; 0 for the first.
pub fn route(
    from: &Shape,
    to: &Shape,
    bends: &[Point],
    obstacles: &dyn Obstacles,
    care: Care,
    lane: i32,
) -> Route {
    let ends = Ends::between(from, to, lane);
    if !bends.is_empty() {
        return Route::new(bent::through(&ends, bends));
    }
    let (points, clear) = direct::best(&ends, obstacles);
    if clear || care == Care::Quick {
        return Route::new(points);
    }
    Route::new(detour::around(&ends, obstacles).unwrap_or(points))
}

/// The way of a flow that is being drawn and has no second step yet: it ends at the pointer.
pub fn loose(from: &Shape, at: Point) -> Route {
    let out = from.exit.unwrap_or(Side::Right);
    let start = out.port(&from.rect);
    if !out.is_level() {
        let points = vec![start, Point::new(start.x, at.y), at];
        return Route::new(simplified(points));
    }
    let turn = if at.x >= start.x + 2 * STUB {
        (start.x + at.x) / 2
    } else {
        start.x + STUB
    };
    let points = vec![start, Point::new(turn, start.y), Point::new(turn, at.y), at];
    Route::new(simplified(points))
}

/// Leaves out points a line passes straight through.
pub(crate) fn simplified(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = kept[..]
            && ((a.x == b.x && b.x == point.x) || (a.y == b.y && b.y == point.y))
        {
            kept.pop();
        }
        if kept.last() != Some(&point) {
            kept.push(point);
        }
    }
    kept
}

/// Whether a line from `a` to `b` touches a rectangle.
pub(crate) fn crosses(a: Point, b: Point, rect: &Rect) -> bool {
    Rect::spanned(a, b).intersects(rect)
}
