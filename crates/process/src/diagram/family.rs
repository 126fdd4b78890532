//! What belongs together in a drawing: events on the edge of a step, and steps inside a sub-process. Whatever is
//! moved, copied or deleted takes these along.

use super::shape::Size;
use super::{Diagram, Point, Step};
use crate::id::StepId;
use crate::step::{Happening, Stands, StepKind, SubProcess};
use std::collections::{BTreeMap, BTreeSet};

/// An opened sub-process keeps this much free around its steps.
pub const PADDING: i32 = 24;
/// Its name stands in a strip so high.
pub const HEADER: i32 = 40;

impl Step {
    /// The step on whose edge it stands.
    pub fn host(&self) -> Option<&StepId> {
        match &self.kind {
            StepKind::Event(Happening {
                at: Stands::Boundary { of, .. },
                ..
            }) => Some(of),
            _ => None,
        }
    }

    /// Whether its steps are drawn in it.
    pub fn is_open(&self) -> bool {
        matches!(
            self.kind,
            StepKind::SubProcess(SubProcess { closed: false, .. })
        )
    }

    /// Whether it is work, which something may happen to while it lasts.
    pub fn may_have_events(&self) -> bool {
        is_work(&self.kind)
    }
}

/// Whether a kind of step takes its time, so that events may stand on its edge.
pub fn is_work(kind: &StepKind) -> bool {
    match kind {
        StepKind::AskPerson(_)
        | StepKind::DecideByTable(_)
        | StepKind::Service(_)
        | StepKind::Task(_)
        | StepKind::Script(_)
        | StepKind::Send(_)
        | StepKind::Receive(_)
        | StepKind::SubProcess(_)
        | StepKind::Call(_) => true,
        StepKind::Start(_)
        | StepKind::Decide
        | StepKind::Parallel
        | StepKind::Wait(_)
        | StepKind::End
        | StepKind::Inclusive
        | StepKind::Complex(_)
        | StepKind::FirstEvent(_)
        | StepKind::Event(_) => false,
    }
}

/// Some steps with all that goes where they go: events on their edges, and what is inside them.
pub fn with_dependents(diagram: &Diagram, steps: &BTreeSet<StepId>) -> BTreeSet<StepId> {
    let mut dependents: BTreeMap<&StepId, Vec<&StepId>> = BTreeMap::new();
    for step in &diagram.steps {
        for owner in step.host().into_iter().chain(&step.inside) {
            dependents.entry(owner).or_default().push(&step.id);
        }
    }
    let mut all = BTreeSet::new();
    let mut todo: Vec<&StepId> = steps.iter().collect();
    while let Some(id) = todo.pop() {
        if all.insert(id.clone()) {
            todo.extend(dependents.get(id).into_iter().flatten());
        }
    }
    all
}

/// The sub-processes around a step, the nearest first. Always ends, also where a broken drawing has a ring of them.
pub fn around<'a>(diagram: &'a Diagram, id: &StepId) -> Vec<&'a StepId> {
    let mut found: Vec<&StepId> = Vec::new();
    let mut inside = diagram.step(id).and_then(|step| step.inside.as_ref());
    while let Some(outer) = inside.filter(|outer| !found.contains(outer)) {
        found.push(outer);
        inside = diagram.step(outer).and_then(|step| step.inside.as_ref());
    }
    found
}

/// The steps that a closed sub-process hides.
pub fn hidden(diagram: &Diagram) -> BTreeSet<StepId> {
    let closed: BTreeSet<StepId> = diagram
        .steps
        .iter()
        .filter(|step| {
            matches!(
                step.kind,
                StepKind::SubProcess(SubProcess { closed: true, .. })
            )
        })
        .map(|step| step.id.clone())
        .collect();
    if closed.is_empty() {
        return closed;
    }
    let inside = diagram
        .steps
        .iter()
        .filter(|step| step.inside.as_ref().is_some_and(|it| closed.contains(it)))
        .map(|step| step.id.clone())
        .collect();
    with_dependents(diagram, &inside)
}

/// Where the corner of an event goes when it stands on the edge of a step as near as may be to a wished middle. A
/// card keeps its ports free, so there events stand below or above; a group has room on all sides.
pub fn on_edge(host: &Step, wish: Point, size: Size) -> Point {
    let (left, top, right, bottom) = (host.left(), host.top(), host.right(), host.bottom());
    let clear = size.width / 2 + 4;
    let along =
        |at: i32, from: i32, to: i32| at.clamp(from + clear, (to - clear).max(from + clear));
    let (x, y) = (along(wish.x, left, right), along(wish.y, top, bottom));
    let mut edges = vec![Point::new(x, bottom), Point::new(x, top)];
    if host.is_open() {
        edges.extend([Point::new(right, y), Point::new(left, y)]);
    }
    let off = |edge: &Point| {
        let (x, y) = (i64::from(edge.x - wish.x), i64::from(edge.y - wish.y));
        x * x + y * y
    };
    let middle = edges.into_iter().min_by_key(off).unwrap_or(wish);
    Point::new(middle.x - size.width / 2, middle.y - size.height / 2)
}

/// Where the next event goes on the lower edge of a step: at the right, then to the left of those that are there.
pub fn free_on_edge(diagram: &Diagram, host: &Step, size: Size) -> Point {
    let taken: Vec<&Step> = diagram
        .steps
        .iter()
        .filter(|step| step.host() == Some(&host.id))
        .collect();
    let y = host.bottom() - size.height / 2;
    let mut x = host.right() - size.width - 16;
    while x > host.left() {
        let meets = |step: &&&Step| {
            step.left() < x + size.width + 8 && step.right() + 8 > x && step.bottom() > y
        };
        match taken.iter().find(meets) {
            Some(step) => x = step.left() - size.width - 12,
            None => return Point::new(x, y),
        }
    }
    Point::new(host.right() - size.width - 16, y)
}

/// How large an opened sub-process must be, and where, to hold what is in it; `None` while it does.
pub fn grown(diagram: &Diagram, group: &Step) -> Option<(Point, Size)> {
    let inner = diagram
        .steps
        .iter()
        .filter(|step| step.inside.as_ref() == Some(&group.id) && step.id != group.id);
    let (mut left, mut top, mut right, mut bottom) =
        (group.left(), group.top(), group.right(), group.bottom());
    for step in inner {
        left = left.min(step.left() - PADDING);
        top = top.min(step.top() - PADDING - HEADER);
        right = right.max(step.right() + PADDING);
        bottom = bottom.max(step.bottom() + PADDING);
    }
    let place = Point::new(left, top);
    let size = Size {
        width: right - left,
        height: bottom - top,
    };
    (place != Point::new(group.left(), group.top()) || size != group.size())
        .then_some((place, size))
}
