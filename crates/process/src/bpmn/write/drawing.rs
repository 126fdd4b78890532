//! Where everything is drawn: diagram interchange.

use super::Writer;
use super::build::{Build, element};
use super::ids::Of;
use super::process::is_undrawn;
use crate::bpmn::names::USUAL;
use crate::bpmn::obstacles::{Obstacles, drawn, drawn_small};
use crate::diagram::layout::{Area, route};
use crate::diagram::{Party, Point, Size};
use crate::id::{PoolId, StepId};
use crate::step::StepKind;
use crate::xml::Element;
use std::collections::BTreeMap;

/// How large the sign of a variable is.
const DATA: Size = Size {
    width: 36,
    height: 50,
};

impl Writer<'_> {
    pub(super) fn drawing(&self) -> Element {
        let first = self.processes.first().map(|process| &process.id);
        let plane = element("bpmndi:BPMNPlane")
            .with("id", "Plane")
            .with_some("bpmnElement", self.collaboration.as_ref().or(first))
            .children(self.shapes())
            .children(self.edges());
        element("bpmndi:BPMNDiagram")
            .with("id", "Diagram")
            .child(plane)
    }

    fn shapes(&self) -> Vec<Element> {
        let mut shapes = Vec::new();
        let pools = self.diagram.pools.iter().filter(|pool| !is_undrawn(pool));
        for pool in pools {
            if let Some(size) = pool.size {
                let id = self.ids.of(Of::Pool, pool.id.as_str());
                let shape = shape(&id).with("isHorizontal", "true");
                shapes.push(shape.child(bounds(pool.position, size)));
            }
        }
        for lane in &self.diagram.lanes {
            if let Some(size) = lane.size {
                let id = self.ids.of(Of::Lane, lane.id.as_str());
                let shape = shape(&id).with("isHorizontal", "true");
                shapes.push(shape.child(bounds(lane.position, size)));
            }
        }
        for step in &self.diagram.steps {
            let mut shape = shape(&self.ids.of(Of::Step, step.id.as_str()));
            match &step.kind {
                StepKind::SubProcess(sub) => {
                    shape = shape.with("isExpanded", if sub.closed { "false" } else { "true" });
                }
                StepKind::Decide => shape = shape.with("isMarkerVisible", "true"),
                _ => {}
            }
            if drawn_small(step) {
                shape = shape.with(USUAL, "true");
            }
            let area = drawn(step);
            shapes.push(shape.child(bounds(area.at, area.size)));
        }
        let mut data: Vec<(Option<StepId>, &crate::diagram::DataObject)> = Vec::new();
        data.extend(self.diagram.data.iter().map(|object| (None, object)));
        for step in &self.diagram.steps {
            if let StepKind::SubProcess(sub) = &step.kind {
                data.extend(
                    sub.data
                        .iter()
                        .map(|object| (Some(step.id.clone()), object)),
                );
            }
        }
        for (inside, object) in data {
            let id = self.data.get(&(inside, object.key.clone()));
            if let (Some(id), Some(position)) = (id, object.position) {
                shapes.push(shape(id).child(bounds(position, DATA)));
            }
        }
        shapes
    }

    fn edges(&self) -> Vec<Element> {
        let mut steps: BTreeMap<&StepId, Area> = BTreeMap::new();
        for step in &self.diagram.steps {
            steps.entry(&step.id).or_insert_with(|| drawn(step));
        }
        let mut pools: BTreeMap<&PoolId, Area> = BTreeMap::new();
        for pool in &self.diagram.pools {
            if let Some(size) = pool.size {
                pools.insert(
                    &pool.id,
                    Area {
                        at: pool.position,
                        size,
                    },
                );
            }
        }
        let obstacles = Obstacles::of(self.diagram);
        let party = |party: &Party| match party {
            Party::Step(step) => steps.get(step).copied(),
            Party::Pool(pool) => pools.get(pool).copied(),
        };
        let mut edges = Vec::new();
        for flow in &self.diagram.flows {
            if let (Some(from), Some(to)) = (steps.get(&flow.from), steps.get(&flow.to)) {
                let id = self.ids.of(Of::Flow, flow.id.as_str());
                if !flow.bends.is_empty() {
                    edges.push(edge(&id, &route(*from, *to, &flow.bends)));
                    continue;
                }
                // Others do not lead an arrow around steps by themselves, so it is said how.
                let points = obstacles.clear(flow, *from, *to);
                let edge = edge(&id, &points);
                // A straight line says so by itself.
                edges.push(match points.len() {
                    0..=2 => edge,
                    _ => edge.with(USUAL, "true"),
                });
            }
        }
        for flow in &self.diagram.message_flows {
            if let (Some(from), Some(to)) = (party(&flow.from), party(&flow.to)) {
                let id = self.ids.of(Of::Message, &flow.id);
                let points = route(from, to, &flow.bends);
                let edge = edge(&id, &points);
                edges.push(match flow.bends.is_empty() && points.len() > 2 {
                    true => edge.with(USUAL, "true"),
                    false => edge,
                });
            }
        }
        edges
    }
}

fn shape(id: &str) -> Element {
    element("bpmndi:BPMNShape")
        .with("id", format!("{id}_di"))
        .with("bpmnElement", id)
}

fn edge(id: &str, points: &[Point]) -> Element {
    let points = points.iter().map(|point| {
        element("di:waypoint")
            .with("x", point.x.to_string())
            .with("y", point.y.to_string())
    });
    element("bpmndi:BPMNEdge")
        .with("id", format!("{id}_di"))
        .with("bpmnElement", id)
        .children(points)
}

fn bounds(at: Point, size: Size) -> Element {
    element("dc:Bounds")
        .with("x", at.x.to_string())
        .with("y", at.y.to_string())
        .with("width", size.width.to_string())
        .with("height", size.height.to_string())
}
