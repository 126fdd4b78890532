//! What a gesture sees: the drawing, what is chosen, and how it is looked at. And what lies under the pointer.

use crate::drawing::Drawing;
use crate::routing::Side;
use crate::rules::{self, Refusal};
use crate::selection::Selection;
use crate::viewport::{Spot, Viewport};
use process::diagram::Point;
use process::{FlowId, StepId};
use std::collections::BTreeSet;

/// Reaches, in pixels on the screen.
const PORT: f64 = 11.0;
const PLUS: f64 = 13.0;
const FLOW: f64 = 7.0;
const FLOW_END: f64 = 10.0;
const MAGNET: f64 = 24.0;
const DROP: f64 = 10.0;
/// The `+` stands so far to the right of its step, in canvas units.
pub const PLUS_OFFSET: i32 = 30;

pub struct Scene<'a> {
    pub drawing: &'a Drawing,
    pub selection: &'a Selection,
    pub viewport: &'a Viewport,
    /// Looking only: nothing can be moved or connected.
    pub read_only: bool,
}

/// What is under the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The dot a flow starts at.
    Port(StepId),
    /// The button that adds a step after this one.
    Plus(StepId),
    Step(StepId),
    /// One end of a chosen flow, for leading it elsewhere.
    FlowEnd(FlowId, End),
    /// A piece of a flow.
    Flow(FlowId, usize),
}

impl Target {
    pub fn is_flow(&self) -> bool {
        matches!(self, Target::Flow(..) | Target::FlowEnd(..))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    From,
    To,
}

impl Scene<'_> {
    pub fn at(&self, spot: Spot) -> Point {
        self.viewport.to_canvas(spot)
    }

    pub fn hit(&self, spot: Spot) -> Option<Target> {
        let point = self.at(spot);
        if !self.read_only
            && let Some(target) = self.handle(point)
        {
            return Some(target);
        }
        if let Some(step) = self.drawing.index().at(point) {
            return Some(Target::Step(step.clone()));
        }
        self.flow_near(point, FLOW)
            .map(|(flow, segment)| Target::Flow(flow, segment))
    }

    /// Ports, plus buttons and the ends of chosen flows lie above the steps.
    fn handle(&self, point: Point) -> Option<Target> {
        for flow in &self.selection.flows {
            let Some(route) = self.drawing.route(flow) else {
                continue;
            };
            let reach = self.viewport.reach(FLOW_END);
            let from = route.grip().map(|grip| (End::From, grip));
            for (end, at) in [(End::To, route.end())].into_iter().chain(from) {
                if crate::geometry::distance(point, at) <= reach {
                    return Some(Target::FlowEnd(flow.clone(), end));
                }
            }
        }
        let around = crate::geometry::Rect::centered(point, 2 * PLUS_OFFSET + 40, 60);
        for (id, shape) in self.drawing.index().near(&around) {
            if rules::may_leave(self.drawing.diagram(), id, None) == Err(Refusal::EndHasNoWayOut) {
                continue;
            }
            let port = shape.exit.unwrap_or(Side::Right).port(&shape.rect);
            if crate::geometry::distance(point, port) <= self.viewport.reach(PORT).min(PORT) {
                return Some(Target::Port(id.clone()));
            }
            let plus = self.plus(id);
            if plus.is_some_and(|plus| crate::geometry::distance(point, plus) <= PLUS) {
                return Some(Target::Plus(id.clone()));
            }
        }
        None
    }

    /// Where a step's `+` is: after a step that leads nowhere; beside a chosen gateway, for one more way.
    pub fn plus(&self, step: &StepId) -> Option<Point> {
        let diagram = self.drawing.diagram();
        rules::may_leave(diagram, step, None).ok()?;
        let rect = self.drawing.rect(step)?;
        let open = diagram.outgoing(step).next().is_none();
        let chosen = || self.selection.single_step() == Some(step);
        let exit = self
            .drawing
            .index()
            .shape(step)
            .and_then(|shape| shape.exit);
        if let Some(side) = exit.filter(|_| open) {
            // Only while it is looked at: events stand close together.
            let port = side.port(&rect);
            return chosen().then(|| match side {
                Side::Top => Point::new(port.x, port.y - PLUS_OFFSET),
                Side::Bottom => Point::new(port.x, port.y + PLUS_OFFSET),
                Side::Left => Point::new(port.x - PLUS_OFFSET, port.y),
                Side::Right => Point::new(port.x + PLUS_OFFSET, port.y),
            });
        }
        if open {
            Some(Point::new(rect.right + PLUS_OFFSET, rect.center().y))
        } else if chosen() {
            // Its name stands above, or below when a flow is in the way there: the other corner is free.
            let y = match self.drawing.touches(step, Side::Top) {
                true => rect.top - 4,
                false => rect.bottom + 4,
            };
            Some(Point::new(rect.right + 4, y))
        } else {
            None
        }
    }

    /// The flow a step would be put on when dropped here.
    pub fn flow_under(&self, point: Point) -> Option<FlowId> {
        self.flow_near(point, DROP).map(|(flow, _)| flow)
    }

    /// The step a flow drawn to here would connect with: the whole card is a target, and a little around it.
    pub fn magnet(&self, point: Point) -> Option<StepId> {
        let reach = self.viewport.reach(MAGNET).round() as i32;
        let around = crate::geometry::Rect::spanned(point, point).inflated(reach);
        let near = self.drawing.index().near(&around).into_iter();
        let nearest = near.min_by(|a, b| {
            a.1.rect
                .distance(point)
                .total_cmp(&b.1.rect.distance(point))
                .then(a.1.rect.area().cmp(&b.1.rect.area()))
        });
        nearest
            .filter(|(_, shape)| shape.rect.distance(point) <= f64::from(reach))
            .map(|(id, _)| id.clone())
    }

    /// The step on whose edge an event would stand when dropped here.
    pub fn host_at(&self, point: Point) -> Option<StepId> {
        let reach = self.viewport.reach(MAGNET).round() as i32;
        let around = crate::geometry::Rect::spanned(point, point).inflated(reach);
        let diagram = self.drawing.diagram();
        let off = |rect: &crate::geometry::Rect| {
            // From deep inside a group its edge is far; a step in it is nearer.
            (rect.distance(point) as i64, rect.area())
        };
        self.drawing
            .index()
            .near(&around)
            .into_iter()
            .filter(|(id, _)| rules::may_attach(diagram, id))
            .min_by_key(|(_, shape)| off(&shape.rect))
            .map(|(id, _)| id.clone())
    }

    /// The innermost opened group at a point, but for some and what is in them.
    pub fn group_at(&self, point: Point, but: &BTreeSet<StepId>) -> Option<StepId> {
        let here = crate::geometry::Rect::spanned(point, point);
        self.drawing
            .index()
            .near(&here)
            .into_iter()
            .filter(|(id, shape)| shape.group && !but.contains(*id))
            .min_by_key(|(_, shape)| shape.rect.area())
            .map(|(id, _)| id.clone())
    }

    fn flow_near(&self, point: Point, pixels: f64) -> Option<(FlowId, usize)> {
        let reach = self.viewport.reach(pixels);
        let around = crate::geometry::Rect::spanned(point, point).inflated(reach.ceil() as i32);
        self.drawing
            .routes()
            .filter(|(_, route)| route.bounds().intersects(&around))
            .filter_map(|(id, route)| {
                route
                    .nearest(point)
                    .map(|(segment, distance)| (id, segment.at, distance))
            })
            .filter(|(_, _, distance)| *distance <= reach)
            // Of flows that share a line, the same one every time.
            .min_by(|a, b| a.2.total_cmp(&b.2).then_with(|| a.0.cmp(b.0)))
            .map(|(id, at, _)| (id.clone(), at))
    }
}
