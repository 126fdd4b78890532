//! A step from the palette follows the pointer: dragged there, or picked by a click and put down by another.

use super::{Gesture, Input, Next, Outcome, idle};
use crate::geometry::Rect;
use crate::rules::{may_stand_between, stands_on_edge};
use crate::scene::Scene;
use crate::snap::{Guide, snap};
use crate::viewport::Spot;
use process::diagram::edit::intent::Fresh;
use process::diagram::family::on_edge;
use process::diagram::shape::size;
use process::diagram::{Point, shape::Size};
use process::{FlowId, StepId};
use std::collections::BTreeSet;

const PULL: f64 = 6.0;

#[derive(Clone, Debug, PartialEq)]
pub struct Placing {
    pub fresh: Fresh,
    /// Where its middle would be.
    pub center: Option<Point>,
    /// The pointer is over the canvas: letting go puts the step there.
    inside: bool,
    pub guides: Vec<Guide>,
    pub over: Option<FlowId>,
    /// The step an event would stand on, or the group a step would be in.
    pub at: Option<StepId>,
    /// Picked by a click: the next click on the canvas puts it down.
    pub armed: bool,
}

impl Placing {
    pub fn new(fresh: Fresh, armed: bool) -> Self {
        Self {
            fresh,
            center: None,
            inside: false,
            guides: Vec::new(),
            over: None,
            at: None,
            armed,
        }
    }

    pub fn rect(&self) -> Option<Rect> {
        let Size { width, height } = size(&self.fresh.kind);
        self.center
            .map(|center| Rect::centered(center, width, height))
    }

    pub(super) fn is_dragged_inside(&self) -> bool {
        !self.armed && self.inside
    }

    pub(super) fn handle(mut self, input: Input, scene: &Scene) -> Next {
        match input {
            Input::Move { at, modifiers } => {
                self.follow(at, modifiers.ctrl, scene);
                (Gesture::Placing(self), Vec::new())
            }
            Input::Down { at, modifiers, .. } if self.armed => {
                self.follow(at, modifiers.ctrl, scene);
                let placed = self.place();
                let next = match modifiers.shift {
                    true => Gesture::Placing(Self::new(self.fresh, true)),
                    false => idle(),
                };
                (next, placed)
            }
            Input::Up { at, modifiers } if !self.armed => {
                self.follow(at, modifiers.ctrl, scene);
                (idle(), self.place())
            }
            Input::Cancel => (idle(), Vec::new()),
            Input::Down { .. } | Input::Up { .. } => (Gesture::Placing(self), Vec::new()),
        }
    }

    fn place(&self) -> Vec<Outcome> {
        let Some(center) = self.center.filter(|_| self.inside) else {
            return Vec::new();
        };
        if stands_on_edge(&self.fresh.kind) && self.at.is_none() {
            let hint =
                "Put it on the edge of a step: something happens while that step is at work.";
            return vec![Outcome::Say(hint.to_owned())];
        }
        vec![Outcome::Place {
            fresh: self.fresh.clone(),
            center,
            on: self.over.clone(),
            at: self.at.clone(),
        }]
    }

    fn follow_edges(&mut self, scene: &Scene) {
        let wish = self.center.filter(|_| self.inside);
        let host = wish.and_then(|wish| scene.host_at(wish));
        if let (Some(wish), Some(host)) = (wish, host.and_then(|id| scene.drawing.step(&id))) {
            let measure = size(&self.fresh.kind);
            let corner = on_edge(host, wish, measure);
            self.center = Some(corner.shifted(Point::new(measure.width / 2, measure.height / 2)));
            self.at = Some(host.id.clone());
        }
    }

    fn follow(&mut self, at: Spot, freely: bool, scene: &Scene) {
        self.guides.clear();
        self.over = None;
        self.at = None;
        self.center = Some(scene.at(at));
        self.inside = scene.viewport.is_inside(at);
        if stands_on_edge(&self.fresh.kind) {
            self.follow_edges(scene);
            return;
        }
        self.at = scene.group_at(scene.at(at), &BTreeSet::new());
        let Some(start) = self.rect().filter(|_| self.inside && !freely) else {
            return;
        };
        let nobody = BTreeSet::new();
        let reach = scene.viewport.reach(PULL).round() as i32;
        let snapped = snap(
            scene.drawing,
            start,
            Point::default(),
            &nobody,
            &nobody,
            reach,
        );
        let center = start.shifted(snapped.by).center();
        if may_stand_between(&self.fresh.kind).is_ok() {
            self.over = scene
                .flow_under(scene.at(at))
                .or_else(|| scene.flow_under(center));
        }
        self.guides = snapped.guides;
        self.center = Some(center);
    }
}
