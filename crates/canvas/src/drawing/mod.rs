//! A diagram with everything worked out that drawing it takes: where each step is, how each flow runs. Knows what
//! must be drawn again after a change, and shows what a gesture would do before it is done.

mod index;
mod lookup;
mod order;

use crate::geometry::Rect;
use crate::routing::{Care, Route, Shape, Side, docked, route};
use process::diagram::edit::Touched;
use process::diagram::edit::intent::moved_bends;
use process::diagram::family::{around, hidden};
use process::diagram::{Diagram, Flow, Point, Step};
use process::{FlowId, StepId};
use std::collections::{BTreeSet, HashMap};

pub use index::Index;
use lookup::Lookup;
pub use order::{Direction, reading_order, walk};

#[derive(Clone, Debug, Default)]
pub struct Drawing {
    pub(crate) diagram: Diagram,
    index: Index,
    lookup: Lookup,
    routes: HashMap<FlowId, Route>,
    preview: Option<Preview>,
    /// What closed sub-processes hide.
    hidden: BTreeSet<StepId>,
    /// Whether there are groups at all: most drawings have none, and need not look for them.
    groups: bool,
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
            lookup: Lookup::of(&diagram),
            diagram,
            ..Self::default()
        };
        drawing.hidden = hidden(&drawing.diagram);
        drawing.groups = has_groups(&drawing.diagram);
        let shapes: Vec<(StepId, Shape)> = drawing
            .diagram
            .steps
            .iter()
            .filter_map(|step| Some((step.id.clone(), drawing.shape_now(&step.id)?)))
            .collect();
        for (id, shape) in shapes {
            drawing.index.put(&id, shape);
        }
        let all: Vec<usize> = (0..drawing.diagram.flows.len()).collect();
        drawing.reroute(&all, Care::Full);
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

    /// Whether a flow begins, and ends, where it was drawn to, whatever follows from its steps.
    pub fn docked(&self, flow: &FlowId) -> (bool, bool) {
        let ends = self
            .flow(flow)
            .and_then(|flow| Some((self.rect(&flow.from)?, self.rect(&flow.to)?, &flow.bends)));
        ends.map_or((false, false), |(from, to, bends)| {
            docked(&from, &to, bends)
        })
    }

    pub fn routes(&self) -> impl Iterator<Item = (&FlowId, &Route)> {
        self.routes.iter()
    }

    /// Whether a closed sub-process hides a step.
    pub fn hides(&self, step: &StepId) -> bool {
        self.hidden.contains(step)
    }

    /// The shape of a step as the diagram has it; none for a hidden one.
    fn shape_now(&self, id: &StepId) -> Option<Shape> {
        let step = self.step(id).filter(|_| !self.hidden.contains(id))?;
        Some(Shape::of(
            step,
            step.host().and_then(|host| self.step(host)),
        ))
    }

    /// Whether a flow begins or ends in the middle of this side of a step.
    pub fn touches(&self, step: &StepId, side: Side) -> bool {
        let Some(port) = self.rect(step).map(|rect| side.port(&rect)) else {
            return false;
        };
        let diagram = self.diagram();
        let mut leaving = diagram
            .outgoing(step)
            .filter_map(|flow| self.route(&flow.id));
        let mut arriving = diagram
            .incoming(step)
            .filter_map(|flow| self.route(&flow.id));
        leaving.any(|route| route.start() == port) || arriving.any(|route| route.end() == port)
    }

    /// Where a step is shown now, which during a gesture is not where the diagram has it.
    pub fn rect(&self, step: &StepId) -> Option<Rect> {
        self.index.shape(step).map(|shape| shape.rect)
    }

    pub fn bounds(&self) -> Option<Rect> {
        let frames = crate::lanes::bounds(&self.diagram);
        let shapes = self.index.bounds().into_iter().chain(frames);
        let ways = self.routes.values().map(Route::bounds);
        shapes.chain(ways).reduce(|all, one| all.union(one))
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
        if touched.structure {
            self.lookup = Lookup::of(&self.diagram);
            self.groups = has_groups(&self.diagram);
        }
        let mut redraw = self.unpreview();
        let mut changed = touched.steps.clone();
        let before = match touched.structure {
            true => std::mem::replace(&mut self.hidden, hidden(&self.diagram)),
            false => self.hidden.clone(),
        };
        changed.extend(before.symmetric_difference(&self.hidden).cloned());
        // An event is left on another side when its step has another size.
        let events = self
            .diagram
            .steps
            .iter()
            .filter(|step| step.host().is_some_and(|host| changed.contains(host)));
        let events: Vec<StepId> = events.map(|step| step.id.clone()).collect();
        changed.extend(events);
        redraw.steps.extend(changed.iter().cloned());
        let mut disturbed: Vec<Rect> = Vec::new();
        for id in &changed {
            let before = self.index.shape(id).copied();
            let after = self.shape_now(id);
            if before == after {
                continue;
            }
            let both = before.iter().chain(&after);
            disturbed.extend(both.map(|shape| shape.rect.inflated(16)));
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
            .filter(|id| self.lookup.flow(id).is_none())
        {
            self.routes.remove(flow);
            redraw.flows.insert(flow.clone());
        }
        // Where a lot moved, everything is looked at again rather than compared with everything.
        let all = disturbed.len() > 64;
        let stale = self.flows_where(|flow, route| {
            touched.flows.contains(&flow.id)
                || changed.contains(&flow.from)
                || changed.contains(&flow.to)
                || route.is_none_or(|route| {
                    let bounds = route.bounds();
                    let near = || disturbed.iter().any(|area| area.intersects(&bounds));
                    flow.bends.is_empty() && !disturbed.is_empty() && (all || near())
                })
        });
        redraw.flows.extend(self.reroute(&stale, Care::Full));
        let there = |id: &&FlowId| self.lookup.flow(id).is_some();
        redraw
            .flows
            .extend(touched.flows.iter().filter(there).cloned());
        redraw
    }

    /// Shows what a gesture would do.
    pub fn preview(&mut self, preview: Preview) -> Redraw {
        let same_steps = match (&self.preview, &preview) {
            (Some(Preview::Steps { steps: a, .. }), Preview::Steps { steps: b, .. }) => a == b,
            _ => false,
        };
        let mut redraw = match same_steps {
            true => Redraw::default(),
            false => self.unpreview(),
        };
        self.preview = Some(preview.clone());
        match preview {
            Preview::Steps { steps, by } => self.show(&steps, by, Care::Quick, &mut redraw),
            Preview::Bends { flow, .. } => {
                let stale = self.flows_where(|other, _| other.id == flow);
                self.reroute(&stale, Care::Quick);
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
                self.show(&steps, Point::default(), Care::Full, &mut redraw)
            }
            Some(Preview::Bends { flow, .. }) => {
                let stale = self.flows_where(|other, _| other.id == flow);
                self.reroute(&stale, Care::Full);
                redraw.flows.insert(flow);
            }
        }
        redraw
    }

    /// Shows steps away from where the diagram has them, and how their flows follow.
    fn show(&mut self, steps: &BTreeSet<StepId>, by: Point, care: Care, redraw: &mut Redraw) {
        for id in steps {
            if let Some(mut shape) = self.shape_now(id) {
                shape.rect = shape.rect.shifted(by);
                self.index.put(id, shape);
            }
        }
        redraw.steps.extend(steps.iter().cloned());
        let attached =
            self.flows_where(|flow, _| steps.contains(&flow.from) || steps.contains(&flow.to));
        redraw.flows.extend(self.reroute(&attached, care));
    }

    fn flows_where(&self, wanted: impl Fn(&Flow, Option<&Route>) -> bool) -> Vec<usize> {
        let flows = self.diagram.flows.iter().enumerate();
        let wanted = flows.filter(|(_, flow)| wanted(flow, self.routes.get(&flow.id)));
        wanted.map(|(at, _)| at).collect()
    }

    /// Works out the ways of some flows; returns those that run elsewhere now. A flow that lacks an end has none.
    fn reroute(&mut self, flows: &[usize], care: Care) -> Vec<FlowId> {
        let mut changed = Vec::new();
        for flow in flows.iter().filter_map(|at| self.diagram.flows.get(*at)) {
            let ends = self.index.shape(&flow.from).zip(self.index.shape(&flow.to));
            let way = ends.map(|(from, to)| {
                route(
                    from,
                    to,
                    &self.bends_shown(flow),
                    &self.obstacles(&flow.from),
                    care,
                    self.lane(flow),
                )
            });
            if self.routes.get(&flow.id) != way.as_ref() {
                changed.push(flow.id.clone());
                match way {
                    Some(way) => self.routes.insert(flow.id.clone(), way),
                    None => self.routes.remove(&flow.id),
                };
            }
        }
        changed
    }

    /// What a flow from a step runs around.
    pub fn obstacles<'a>(&'a self, from: &StepId) -> index::Without<'a> {
        self.index.without(match self.groups {
            true => around(&self.diagram, from),
            false => Vec::new(),
        })
    }

    /// Loops back are told apart by how many others, to other steps, come before them.
    fn lane(&self, flow: &Flow) -> i32 {
        let leads_back = |flow: &Flow| {
            let ends = self.index.shape(&flow.from).zip(self.index.shape(&flow.to));
            ends.is_some_and(|(from, to)| to.rect.left < from.rect.right)
        };
        if !leads_back(flow) {
            return 0;
        }
        let before = self
            .diagram
            .flows
            .iter()
            .take_while(|other| other.id != flow.id);
        let others: BTreeSet<&StepId> = before
            .filter(|other| other.to != flow.to && leads_back(other))
            .map(|other| &other.to)
            .collect();
        (others.len() % 4) as i32
    }

    fn bends_shown(&self, flow: &Flow) -> Vec<Point> {
        match &self.preview {
            Some(Preview::Bends { flow: id, bends }) if id == &flow.id => bends.clone(),
            Some(Preview::Steps { steps, by }) => {
                moved_bends(&self.diagram, flow, steps, *by).unwrap_or_else(|| flow.bends.clone())
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

    /// Found at once, also in a large process.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        let at = self.lookup.step(id)?;
        self.diagram.steps.get(at).filter(|step| &step.id == id)
    }

    pub fn flow(&self, id: &FlowId) -> Option<&Flow> {
        let at = self.lookup.flow(id)?;
        self.diagram.flows.get(at).filter(|flow| &flow.id == id)
    }
}

fn has_groups(diagram: &Diagram) -> bool {
    diagram.steps.iter().any(|step| step.inside.is_some())
}
