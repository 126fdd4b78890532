//! The order a process is read in, and where an arrow key leads: along the flow.

use crate::geometry::{Rect, distance};
use process::StepId;
use process::diagram::{Diagram, Step};
use process::step::StepKind;
use std::collections::{HashMap, HashSet, VecDeque};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

/// Steps in flow order: from the start outwards, upper branches first; what nothing leads to comes last.
pub fn reading_order(diagram: &Diagram) -> Vec<StepId> {
    let mut targets: HashMap<&StepId, Vec<&StepId>> = HashMap::new();
    let mut led_to: HashSet<&StepId> = HashSet::new();
    for flow in &diagram.flows {
        targets.entry(&flow.from).or_default().push(&flow.to);
        led_to.insert(&flow.to);
    }
    let steps: HashMap<&StepId, &Step> =
        diagram.steps.iter().map(|step| (&step.id, step)).collect();
    let place = |id: &StepId| steps.get(id).map(|step| (step.position.y, step.position.x));

    let mut roots: Vec<&Step> = diagram.steps.iter().collect();
    roots.sort_by_key(|step| {
        let start = matches!(step.kind, StepKind::Start(_));
        (
            !start,
            led_to.contains(&step.id),
            step.position.x,
            step.position.y,
        )
    });
    let mut order = Vec::with_capacity(diagram.steps.len());
    let mut seen = HashSet::new();
    for root in roots {
        let mut queue = VecDeque::from([&root.id]);
        while let Some(id) = queue.pop_front() {
            if !steps.contains_key(id) || !seen.insert(id) {
                continue;
            }
            order.push(id.clone());
            let mut next = targets.get(id).cloned().unwrap_or_default();
            next.sort_by_key(|id| place(id));
            queue.extend(next);
        }
    }
    order
}

/// The step an arrow key leads to: right and left follow the flow, up and down go from branch to branch, and
/// where the flow leads nowhere the nearest step in that direction.
pub fn walk(diagram: &Diagram, from: &StepId, direction: Direction) -> Option<StepId> {
    let here = diagram.step(from)?;
    let level = here.center().y;
    let by_flow: Vec<&StepId> = match direction {
        Direction::Right => diagram.outgoing(from).map(|flow| &flow.to).collect(),
        Direction::Left => diagram.incoming(from).map(|flow| &flow.from).collect(),
        Direction::Up | Direction::Down => Vec::new(),
    };
    let along = by_flow
        .into_iter()
        .filter_map(|id| diagram.step(id))
        .min_by_key(|step| (step.center().y - level).abs());
    let found = along
        .or_else(|| sibling(diagram, here, direction))
        .or_else(|| nearest(diagram, here, direction));
    found.map(|step| step.id.clone())
}

/// The next branch of the same gateway, above or below.
fn sibling<'a>(diagram: &'a Diagram, here: &Step, direction: Direction) -> Option<&'a Step> {
    if matches!(direction, Direction::Left | Direction::Right) {
        return None;
    }
    let sources: Vec<&StepId> = diagram.incoming(&here.id).map(|flow| &flow.from).collect();
    let branches = diagram
        .flows
        .iter()
        .filter(|flow| sources.contains(&&flow.from));
    branches
        .filter_map(|flow| diagram.step(&flow.to))
        .filter(|step| step.id != here.id && is_toward(here, step, direction))
        .min_by_key(|step| (step.center().y - here.center().y).abs())
}

fn nearest<'a>(diagram: &'a Diagram, here: &Step, direction: Direction) -> Option<&'a Step> {
    let aside = |step: &Step| {
        let (a, b) = (here.center(), step.center());
        let off = match direction {
            Direction::Left | Direction::Right => (a.y - b.y).abs(),
            Direction::Up | Direction::Down => (a.x - b.x).abs(),
        };
        // Straight ahead counts for more than near.
        distance(a, b) as i64 + 2 * i64::from(off)
    };
    diagram
        .steps
        .iter()
        .filter(|step| step.id != here.id && is_toward(here, step, direction))
        .min_by_key(|step| aside(step))
}

fn is_toward(here: &Step, there: &Step, direction: Direction) -> bool {
    let (a, b) = (Rect::of(here), there.center());
    match direction {
        Direction::Left => b.x < a.left,
        Direction::Right => b.x > a.right,
        Direction::Up => b.y < a.top,
        Direction::Down => b.y > a.bottom,
    }
}
