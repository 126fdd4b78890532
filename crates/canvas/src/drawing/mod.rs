//! A diagram with everything worked out that drawing it takes: where each step is, how each flow runs. Knows what
//! must be drawn again after a change, and shows what a gesture would do before it is done.

mod index;
mod order;

use crate::geometry::Rect;
use crate::routing::{Care, Route, Shape, route};
use process::diagram::edit::Touched;
use process::diagram::{Diagram, Flow, Point, Step};
use process::{FlowId, StepId};
use std::collections::{BTreeSet, HashMap};

pub use index::Index;
pub use order::{Direction, reading_order, walk};

#[derive(Clone, Debug, Default)]
pub struct Drawing {
    pub(crate) diagram: Diagram,
    index: Index,
    routes: HashMap<FlowId, Route>,
    preview: Option<Preview>,
}

/// What a gesture shows before it is done.
#[derive(Clone, Debug, PartialEq)]
pub enum Preview {
    Steps { steps: BTreeSet<StepId>, by: Point },
    Bends { flow: FlowId, bends: Vec<Point> },
}

/// What must be drawn again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Redraw {
    pub steps: BTreeSet<StepId>,
    pub flows: BTreeSet<FlowId>,
}

impl Drawing {
    pub fn new(diagram: Diagram) -> Self {
        let mut drawing = Self {
            diagram,
            ..Self::default()
        };
        for step in &drawing.diagram.steps {
            drawing.index.put(&step.id, Shape::of(step));
        }
        let flows: Vec<FlowId> = drawing
            .diagram
            .flows
            .iter()
            .map(|flow| flow.id.clone())
            .collect();
        for flow in &flows {
            drawing.reroute(flow, Care::Full);
        }
        drawing
    }

    pub fn diagram(&self) -> &Diagram {
        &self.diagram
    }

    pub fn index(&self) -> &Index {
        &self.index
    }

    pub fn route(&self, flow: &FlowId) -> Option<&Route> {
        self.routes.get(flow)
    }

    pub fn routes(&self) -> impl Iterator<Item = (&FlowId, &Route)> {
        self.routes.iter()
    }

    /// Where a step is shown now, which during a gesture is not where the diagram has it.
    pub fn rect(&self, step: &StepId) -> Option<Rect> {
        self.index.shape(step).map(|shape| shape.rect)
    }

    pub fn bounds(&self) -> Option<Rect> {
        let steps = self.index.bounds()?;
        Some(
            self.routes
                .values()
                .fold(steps, |bounds, route| bounds.union(route.bounds())),
        )
    }

    /// The bounds of some steps.
    pub fn bounds_of(&self, steps: &BTreeSet<StepId>) -> Option<Rect> {
        steps
            .iter()
            .filter_map(|id| self.rect(id))
            .reduce(|a, b| a.union(b))
    }

    /// The diagram has changed; works out places and ways again where that is needed.
    pub fn refresh(&mut self, touched: &Touched) -> Redraw {
        let mut redraw = self.unpreview();
        redraw.steps.extend(touched.steps.iter().cloned());
        let mut disturbed: Vec<Rect> = Vec::new();
        for id in &touched.steps {
            let before = self.index.shape(id).copied();
            let after = self.diagram.step(id).map(Shape::of);
            if before == after {
                continue;
            }
            disturbed.extend(
                before
                    .iter()
                    .chain(&after)
                    .map(|shape| shape.rect.inflated(16)),
            );
            match after {
                Some(shape) => self.index.put(id, shape),
                None => {
                    self.index.remove(id);
                }
            }
        }
        for flow in touched
            .flows
            .iter()
            .filter(|id| self.diagram.flow(id).is_none())
        {
            self.routes.remove(flow);
            redraw.flows.insert(flow.clone());
        }
        let disturbed_by = |flow: &Flow| {
            touched.flows.contains(&flow.id)
                || touched.steps.contains(&flow.from)
                || touched.steps.contains(&flow.to)
                || self.routes.get(&flow.id).is_none_or(|route| {
                    let bounds = route.bounds();
                    flow.bends.is_empty() && disturbed.iter().any(|area| area.intersects(&bounds))
                })
        };
        let stale: Vec<FlowId> = self
            .diagram
            .flows
            .iter()
            .filter(|flow| disturbed_by(flow))
            .map(|flow| flow.id.clone())
            .collect();
        for flow in stale {
            if self.reroute(&flow, Care::Full) || touched.flows.contains(&flow) {
                redraw.flows.insert(flow);
            }
        }
        redraw
    }

    /// Shows what a gesture would do.
    pub fn preview(&mut self, preview: Preview) -> Redraw {
        let same_steps = match (&self.preview, &preview) {
            (Some(Preview::Steps { steps: a, .. }), Preview::Steps { steps: b, .. }) => a == b,
            _ => false,
        };
        let mut redraw = if same_steps {
            Redraw::default()
        } else {
            self.unpreview()
        };
        match &preview {
            Preview::Steps { steps, by } => {
                let shifted: Vec<(StepId, Shape)> = steps
                    .iter()
                    .filter_map(|id| self.diagram.step(id))
                    .map(|step| {
                        let mut shape = Shape::of(step);
                        shape.rect = shape.rect.shifted(*by);
                        (step.id.clone(), shape)
                    })
                    .collect();
                redraw.steps.extend(steps.iter().cloned());
                self.preview = Some(preview.clone());
                self.show(shifted, steps, Care::Quick, &mut redraw);
            }
            Preview::Bends { flow, .. } => {
                let flow = flow.clone();
                self.preview = Some(preview);
                self.reroute(&flow, Care::Quick);
                redraw.flows.insert(flow);
            }
        }
        redraw
    }

    /// The gesture is over: everything goes back to where the diagram has it.
    pub fn unpreview(&mut self) -> Redraw {
        let mut redraw = Redraw::default();
        match self.preview.take() {
            None => {}
            Some(Preview::Steps { steps, .. }) => {
                let places: Vec<(StepId, Shape)> = steps
                    .iter()
                    .filter_map(|id| self.diagram.step(id))
                    .map(|step| (step.id.clone(), Shape::of(step)))
                    .collect();
                redraw.steps.extend(steps.iter().cloned());
                self.show(places, &steps, Care::Full, &mut redraw);
            }
            Some(Preview::Bends { flow, .. }) => {
                self.reroute(&flow, Care::Full);
                redraw.flows.insert(flow);
            }
        }
        redraw
    }

    fn show(
        &mut self,
        places: Vec<(StepId, Shape)>,
        steps: &BTreeSet<StepId>,
        care: Care,
        redraw: &mut Redraw,
    ) {
        for (id, shape) in &places {
            self.index.put(id, *shape);
        }
        let attached: Vec<FlowId> = self
            .diagram
            .flows
            .iter()
            .filter(|flow| steps.contains(&flow.from) || steps.contains(&flow.to))
            .map(|flow| flow.id.clone())
            .collect();
        for flow in attached {
            self.reroute(&flow, care);
            redraw.flows.insert(flow);
        }
    }

    /// Works out a flow's way; says whether it is another one now. A flow that lacks an end has none.
    fn reroute(&mut self, id: &FlowId, care: Care) -> bool {
        let way = self.diagram.flow(id).and_then(|flow| {
            let from = self.index.shape(&flow.from)?;
            let to = self.index.shape(&flow.to)?;
            Some(route(from, to, &self.bends_shown(flow), &self.index, care))
        });
        match way {
            Some(way) => {
                let changed = self.routes.get(id) != Some(&way);
                self.routes.insert(id.clone(), way);
                changed
            }
            None => self.routes.remove(id).is_some(),
        }
    }

    fn bends_shown(&self, flow: &Flow) -> Vec<Point> {
        match &self.preview {
            Some(Preview::Bends { flow: id, bends }) if id == &flow.id => bends.clone(),
            Some(Preview::Steps { steps, by })
                if steps.contains(&flow.from) && steps.contains(&flow.to) =>
            {
                flow.bends.iter().map(|bend| bend.shifted(*by)).collect()
            }
            _ => flow.bends.clone(),
        }
    }

    /// What is in an area: the answer to what must be in the page at all.
    pub fn visible(&self, area: &Rect) -> (BTreeSet<StepId>, BTreeSet<FlowId>) {
        let steps = self
            .index
            .near(area)
            .into_iter()
            .map(|(id, _)| id.clone())
            .collect();
        let flows = self
            .routes
            .iter()
            .filter(|(_, route)| route.bounds().intersects(area));
        (steps, flows.map(|(id, _)| id.clone()).collect())
    }

    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.diagram.step(id)
    }
}
