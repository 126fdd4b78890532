//! Where things are drawn: positions, sizes, bends.

use super::Reader;
use crate::bpmn::names::{CIRCLE, added, is_model, own};
use crate::bpmn::obstacles::has_corners;
use crate::diagram::layout::{self, Area};
use crate::diagram::shape::{self, Size};
use crate::diagram::{Party, Point};
use crate::id::StepId;
use crate::step::StepKind;
use crate::xml::Element;
use std::collections::{BTreeMap, BTreeSet};

/// Nothing is drawn farther out.
const FAR: f64 = 10_000_000.0;

impl<'a> Reader<'a> {
    pub(super) fn place(&mut self) {
        let index = &self.index;
        let mut missing = Vec::new();
        for step in &mut self.diagram.steps {
            let Some((position, size)) = index.bounds(step.id.as_str()) else {
                missing.push(step.id.clone());
                continue;
            };
            step.position = position;
            if size == Some(CIRCLE) && index.is_usual(step.id.as_str()) {
                let drawn = Area {
                    at: position,
                    size: CIRCLE,
                };
                step.position = drawn.resized(shape::size(&step.kind)).at;
                continue;
            }
            let size = size.filter(|size| *size != shape::size(&step.kind));
            match &step.kind {
                StepKind::SubProcess(sub) if sub.closed => step.card = size,
                _ => step.extent = size,
            }
        }
        for pool in &mut self.diagram.pools {
            if let Some((position, size)) = index.bounds(pool.id.as_str()) {
                (pool.position, pool.size) = (position, size);
            }
        }
        for lane in &mut self.diagram.lanes {
            if let Some((position, size)) = index.bounds(lane.id.as_str()) {
                (lane.position, lane.size) = (position, size);
            }
        }
        self.arrows();
        let index = &self.index;
        let place = |key: &super::Spot| {
            let declared = self.names.data.get(key)?;
            let drawn = index.bounds(&declared.drawn);
            let drawn = drawn.or_else(|| index.bounds(&declared.id));
            drawn.map(|(position, _)| position)
        };
        for object in &mut self.diagram.data {
            object.position = place(&(None, object.key.clone()));
        }
        for step in &mut self.diagram.steps {
            if let StepKind::SubProcess(sub) = &mut step.kind {
                for object in &mut sub.data {
                    object.position = place(&(Some(step.id.clone()), object.key.clone()));
                }
            }
        }
        if !missing.is_empty() {
            layout::place(&mut self.diagram, &missing.into_iter().collect());
        }
    }

    fn arrows(&mut self) {
        let mut areas: BTreeMap<&str, Area> = BTreeMap::new();
        for step in &self.diagram.steps {
            let drawn = self.index.bounds(step.id.as_str());
            let drawn = drawn.and_then(|(at, size)| Some(Area { at, size: size? }));
            areas
                .entry(step.id.as_str())
                .or_insert_with(|| drawn.unwrap_or_else(|| Area::of(step)));
        }
        for pool in &self.diagram.pools {
            if let Some(size) = pool.size {
                areas.entry(pool.id.as_str()).or_insert(Area {
                    at: pool.position,
                    size,
                });
            }
        }
        let cornered = self.diagram.steps.iter().filter(|step| has_corners(step));
        let cornered: BTreeSet<StepId> = cornered.map(|step| step.id.clone()).collect();
        for flow in &mut self.diagram.flows {
            let ends = areas
                .get(flow.from.as_str())
                .zip(areas.get(flow.to.as_str()));
            let corners = cornered.contains(&flow.from) || cornered.contains(&flow.to);
            flow.bends = self.index.bends(flow.id.as_str(), ends, corners);
        }
        let party = |party: &Party| match party {
            Party::Step(step) => areas.get(step.as_str()),
            Party::Pool(pool) => areas.get(pool.as_str()),
        };
        for flow in &mut self.diagram.message_flows {
            let ends = party(&flow.from).zip(party(&flow.to));
            flow.bends = self.index.bends(&flow.id, ends, true);
        }
    }

    /// Whether a sub-process is drawn as a card.
    pub(super) fn is_closed(&self, element: &Element) -> bool {
        let id = own(element, "id").unwrap_or_default();
        let Some(shape) = self.index.shapes.get(id) else {
            return false;
        };
        match shape.attribute("isExpanded") {
            Some("true" | "1") => false,
            Some(_) => true,
            // Not said: it is open when its steps are drawn in it.
            None => {
                let Some((at, Some(size))) = self.index.bounds(id) else {
                    return true;
                };
                let inside = |place: Point| {
                    (at.x..=at.x + size.width).contains(&place.x)
                        && (at.y..=at.y + size.height).contains(&place.y)
                };
                let own_steps = element.elements().filter(|child| is_model(child));
                !own_steps
                    .filter_map(|child| self.index.bounds(own(child, "id")?))
                    .any(|(place, _)| inside(place))
            }
        }
    }
}

impl super::index::Index<'_> {
    /// The top left corner of the shape of an element, and its size where it has one.
    fn bounds(&self, id: &str) -> Option<(Point, Option<Size>)> {
        let shape = *self.shapes.get(id)?;
        let bounds = shape.elements().find(|it| it.local_name() == "Bounds");
        let bounds = bounds.or_else(|| shape.attribute("width").map(|_| shape))?;
        let number = |name: &str| bounds.attribute(name).map(whole).unwrap_or_default();
        let size = Size {
            width: number("width"),
            height: number("height"),
        };
        let at = Point::new(number("x"), number("y"));
        Some((
            at,
            Some(size).filter(|size| size.width > 0 && size.height > 0),
        ))
    }

    /// Whether a step of ours that others draw small has the size it usually has.
    fn is_usual(&self, id: &str) -> bool {
        let shape = self.shapes.get(id);
        shape.and_then(|shape| added(shape, "usual")) == Some("true")
    }

    /// Where an arrow is bent: nowhere, when it runs just as we would draw it.
    fn bends(&self, id: &str, ends: Option<(&Area, &Area)>, corners: bool) -> Vec<Point> {
        let Some(edge) = self.edges.get(id) else {
            return Vec::new();
        };
        if added(edge, "usual") == Some("true") {
            return Vec::new();
        }
        let points = |name: &str| -> Vec<Point> {
            let points = edge.elements().filter(|it| it.local_name() == name);
            let place = |it: &Element| {
                let number = |name: &str| it.attribute(name).map(whole).unwrap_or_default();
                Point::new(number("x"), number("y"))
            };
            points.map(place).collect()
        };
        // A draft of BPMN 2.0 says only where an arrow is bent.
        let bends = points("bendpoint");
        if !bends.is_empty() {
            return bends;
        }
        let points = points("waypoint");
        match ends {
            Some((from, to)) => layout::bends_of(points, *from, *to, corners),
            None => Vec::new(),
        }
    }
}

fn whole(text: &str) -> i32 {
    let number: f64 = text.trim().replace(',', ".").parse().unwrap_or_default();
    let number = if number.is_finite() { number } else { 0.0 };
    // Within the range, so the conversion is exact.
    number.round().clamp(-FAR, FAR) as i32
}
