//! Adding steps: alone, after another one, in the middle of a flow.

use super::group::move_into;
use super::room::{free_place_in, make_room, move_steps};
use crate::diagram::edit::{Edit, Ids, Refused};
use crate::diagram::family::{free_on_edge, on_edge};
use crate::diagram::layout::Area;
use crate::diagram::shape::{self, BRANCH_GAP};
use crate::diagram::{Diagram, Flow, Point, Step};
use crate::id::{FlowId, StepId};
use crate::step::{Stands, StepKind};

/// A step that is about to be added.
#[derive(Clone, Debug, PartialEq)]
pub struct Fresh {
    pub kind: StepKind,
    pub name: String,
}

impl Fresh {
    fn at(self, id: StepId, position: Point) -> Step {
        Step {
            name: self.name,
            position,
            ..Step::new(id, self.kind)
        }
    }
}

/// Adds a step where the user put it.
pub fn add_step(fresh: Fresh, position: Point, ids: &mut dyn Ids) -> (Edit, StepId) {
    let id = StepId::new(ids.fresh());
    let step = fresh.at(id.clone(), position);
    (Edit::AddStep { step, at: None }, id)
}

/// Adds a step in a sub-process.
pub fn add_step_inside(
    fresh: Fresh,
    position: Point,
    inside: Option<StepId>,
    ids: &mut dyn Ids,
) -> (Edit, StepId) {
    let id = StepId::new(ids.fresh());
    let step = Step {
        inside,
        ..fresh.at(id.clone(), position)
    };
    (Edit::AddStep { step, at: None }, id)
}

/// Adds an event on the edge of a step: as near as may be to a wished middle, or where there is room.
pub fn attach(
    diagram: &Diagram,
    host: &StepId,
    fresh: Fresh,
    wish: Option<Point>,
    ids: &mut dyn Ids,
) -> Result<(Edit, StepId), Refused> {
    let host = diagram
        .step(host)
        .ok_or_else(|| Refused::NoSuchStep(host.clone()))?;
    let size = shape::size(&fresh.kind);
    let place = match wish {
        Some(wish) => on_edge(host, wish, size),
        None => free_on_edge(diagram, host, size),
    };
    let id = StepId::new(ids.fresh());
    let mut step = fresh.at(id.clone(), place);
    stand_on(&mut step, host);
    Ok((Edit::AddStep { step, at: None }, id))
}

/// Moves an event to a place on the edge of a step, its own or another one.
pub fn move_on_edge(
    diagram: &Diagram,
    event: &StepId,
    host: &StepId,
    wish: Point,
) -> Result<Edit, Refused> {
    let step = |id: &StepId| {
        diagram
            .step(id)
            .ok_or_else(|| Refused::NoSuchStep(id.clone()))
    };
    let (mut moved, host) = (step(event)?.clone(), step(host)?);
    moved.position = on_edge(host, wish, moved.size());
    stand_on(&mut moved, host);
    Ok(Edit::SetStep {
        step: Box::new(moved),
    })
}

fn stand_on(event: &mut Step, host: &Step) {
    event.inside = host.inside.clone();
    event.lane = host.lane.clone();
    event.pool = host.pool.clone();
    if let StepKind::Event(happening) = &mut event.kind
        && let Stands::Boundary { of, .. } = &mut happening.at
    {
        *of = host.id.clone();
    }
}

/// Adds a flow. Whether the two may be connected is for the caller to ask first.
pub fn connect(from: &StepId, to: &StepId, ids: &mut dyn Ids) -> (Edit, FlowId) {
    let id = FlowId::new(ids.fresh());
    let flow = Flow::new(id.clone(), from.clone(), to.clone());
    (Edit::AddFlow { flow, at: None }, id)
}

/// Adds a step after another one. A gateway gets another way; a step that already leads somewhere gets the new
/// one in between.
pub fn append_after(
    diagram: &Diagram,
    after: &StepId,
    fresh: Fresh,
    ids: &mut dyn Ids,
) -> Result<(Edit, StepId), Refused> {
    let step = diagram
        .step(after)
        .ok_or_else(|| Refused::NoSuchStep(after.clone()))?;
    let mut ways = diagram.outgoing(after).peekable();
    if let Some(way) = ways.peek()
        && !shape::is_gateway(&step.kind)
    {
        return insert_on_flow(diagram, &way.id.clone(), fresh, None, ids);
    }
    let size = shape::size(&fresh.kind);
    let targets: Vec<&Step> = ways.filter_map(|way| diagram.step(&way.to)).collect();
    let ahead = targets
        .into_iter()
        .filter(|target| target.left() > step.right());
    let lowest = ahead.map(Step::bottom).max();
    let host = step.host().and_then(|host| diagram.step(host));
    let wish = match host {
        // Below the step on whose edge it stands, so that the way leads down and then on.
        Some(host) => Point {
            x: step.center().x + shape::GAP / 2,
            y: host.bottom() + BRANCH_GAP,
        },
        None => Point {
            x: step.right() + shape::gap_after(&step.kind),
            y: match lowest {
                Some(bottom) => bottom + BRANCH_GAP,
                None => step.center().y - size.height / 2,
            },
        },
    };
    let inside = step.inside.clone();
    let place = free_place_in(diagram, inside.as_ref(), wish, size);
    let id = StepId::new(ids.fresh());
    let added = Step {
        inside,
        lane: step.lane.clone(),
        pool: step.pool.clone(),
        ..fresh.at(id.clone(), place)
    };
    let add = Edit::AddStep {
        step: added,
        at: None,
    };
    let (flow, _) = connect(after, &id, ids);
    Ok((Edit::batch(vec![add, flow]), id))
}

/// Puts a step in the middle of a flow. What follows makes room; both halves keep their bends; the first half
/// keeps the condition. Without a `center` the step goes where it reads best.
pub fn insert_on_flow(
    diagram: &Diagram,
    flow: &FlowId,
    fresh: Fresh,
    center: Option<Point>,
    ids: &mut dyn Ids,
) -> Result<(Edit, StepId), Refused> {
    let (way, from, to) = ends(diagram, flow)?;
    let size = shape::size(&fresh.kind);
    let position = match center {
        Some(center) => {
            let corner = Point::new(center.x - size.width / 2, center.y - size.height / 2);
            beside(from, to, corner, size)
        }
        None => {
            let branch = shape::is_gateway(&from.kind) && to.left() > from.left();
            let level = if branch {
                to.center().y
            } else {
                from.center().y
            };
            let x = from.right() + shape::gap_after(&from.kind);
            free_place_before(diagram, Point::new(x, level - size.height / 2), size, to)
        }
    };
    let id = StepId::new(ids.fresh());
    let step = Step {
        inside: from.inside.clone(),
        lane: from.lane.clone(),
        pool: from.pool.clone(),
        ..fresh.at(id.clone(), position)
    };
    let edit = splice(diagram, way, &step, ids);
    let mut edits = vec![Edit::AddStep { step, at: None }];
    edits.extend(edit);
    Ok((Edit::batch(edits), id))
}

/// Moves a step that is not connected yet onto a flow.
pub fn drop_on_flow(
    diagram: &Diagram,
    flow: &FlowId,
    step: &StepId,
    position: Point,
    ids: &mut dyn Ids,
) -> Result<Edit, Refused> {
    let (way, from, to) = ends(diagram, flow)?;
    let mut step = diagram
        .step(step)
        .cloned()
        .ok_or_else(|| Refused::NoSuchStep(step.clone()))?;
    let to_place = beside(from, to, position, step.size());
    let by = Point::new(
        to_place.x.saturating_sub(step.position.x),
        to_place.y.saturating_sub(step.position.y),
    );
    let alone = [step.id.clone()].into();
    step.position = to_place;
    let mut edits = vec![
        move_steps(diagram, &alone, by),
        move_into(diagram, &alone, by, from.inside.as_ref()),
    ];
    edits.extend(splice(diagram, way, &step, ids));
    Ok(Edit::batch(edits))
}

/// Where a step dropped on a flow goes: on its line when that is level, and not over the step before it.
fn beside(from: &Step, to: &Step, dropped: Point, size: shape::Size) -> Point {
    if to.left() <= from.left() {
        return dropped;
    }
    let level = from.center().y;
    let y = match level == to.center().y && dropped.y.abs_diff(level - size.height / 2) < 40 {
        true => level - size.height / 2,
        false => dropped.y,
    };
    let over_from = y < from.bottom() && y + size.height > from.top();
    let least = from.right() + shape::gap_after(&from.kind);
    let x = if over_from {
        dropped.x.max(least)
    } else {
        dropped.x
    };
    Point::new(x, y)
}

/// The edits that lead a flow through a step which is (or is about to be) in the diagram.
fn splice(diagram: &Diagram, way: &Flow, step: &Step, ids: &mut dyn Ids) -> Vec<Edit> {
    let leads_right = diagram
        .step(&way.to)
        .zip(diagram.step(&way.from))
        .is_some_and(|(to, from)| to.left() > from.left());
    let room = leads_right.then(|| {
        let left = step.right() + shape::gap_after(&step.kind);
        make_room(diagram, &way.to, left)
    });
    let (before, mut after) = split_bends(way, step);
    let room = room.filter(|room| !room.is_nothing());
    if room.is_some()
        && after
            .last()
            .zip(diagram.step(&way.to))
            .is_some_and(|(end, to)| Area::of(to).docks(*end))
    {
        after.pop();
    }
    let mut second = Flow::new(FlowId::new(ids.fresh()), step.id.clone(), way.to.clone());
    second.bends = after;
    let first = Edit::lead(way.id.clone(), way.from.clone(), step.id.clone(), before);
    // What makes room goes first: it knows the flow as it was.
    let mut edits: Vec<Edit> = room.into_iter().chain(first).collect();
    edits.push(Edit::AddFlow {
        flow: second,
        at: None,
    });
    edits
}

/// As when looking for a free place, but what is downstream moves away by itself and so is never in the way.
fn free_place_before(diagram: &Diagram, wish: Point, size: shape::Size, to: &Step) -> Point {
    let upstream = Diagram {
        steps: diagram
            .steps
            .iter()
            .filter(|step| step.inside == to.inside)
            .filter(|step| step.left() < to.left() && step.id != to.id)
            .cloned()
            .collect(),
        ..Diagram::default()
    };
    free_place_in(&upstream, to.inside.as_ref(), wish, size)
}

/// The bends a flow has before and after the place where a step is put on it: the flow is cut where it comes
/// nearest to the step's middle.
fn split_bends(way: &Flow, step: &Step) -> (Vec<Point>, Vec<Point>) {
    let center = step.center();
    let distance = |a: Point, b: Point| {
        let x = center.x.clamp(a.x.min(b.x), a.x.max(b.x));
        let y = center.y.clamp(a.y.min(b.y), a.y.max(b.y));
        (i64::from(center.x) - i64::from(x)).abs() + (i64::from(center.y) - i64::from(y)).abs()
    };
    let inner = way.bends.windows(2).enumerate();
    let nearest = inner.min_by_key(|(_, pair)| distance(pair[0], pair[1]));
    let cut = match nearest {
        Some((at, _)) => at + 1,
        None => way.bends.len().min(usize::from(
            way.bends.first().is_some_and(|bend| bend.x < center.x),
        )),
    };
    (way.bends[..cut].to_vec(), way.bends[cut..].to_vec())
}

fn ends<'a>(diagram: &'a Diagram, id: &FlowId) -> Result<(&'a Flow, &'a Step, &'a Step), Refused> {
    let flow = diagram
        .flow(id)
        .ok_or_else(|| Refused::NoSuchFlow(id.clone()))?;
    let step = |id: &StepId| {
        diagram
            .step(id)
            .ok_or_else(|| Refused::NoSuchStep(id.clone()))
    };
    Ok((flow, step(&flow.from)?, step(&flow.to)?))
}
