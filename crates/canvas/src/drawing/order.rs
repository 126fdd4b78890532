//! The order a process is read in, and where an arrow key leads: along the flow.

use crate::geometry::{Rect, distance};
use process::StepId;
use process::diagram::family::hidden;
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

/// Steps in flow order: from the start outwards, upper branches first; what nothing leads to comes last. Events come
/// after the step they stand on, then what is inside it. What a closed group hides is left out.
pub fn reading_order(diagram: &Diagram) -> Vec<StepId> {
    let unseen = hidden(diagram);
    let drawn = |id: &StepId| !unseen.contains(id);
    let mut targets: HashMap<&StepId, Vec<&StepId>> = HashMap::new();
    let mut led_to: HashSet<&StepId> = HashSet::new();
    for flow in &diagram.flows {
        targets.entry(&flow.from).or_default().push(&flow.to);
        led_to.insert(&flow.to);
    }
    let steps: HashMap<&StepId, &Step> = diagram
        .steps
        .iter()
        .filter(|step| drawn(&step.id))
        .map(|step| (&step.id, step))
        .collect();
    let place = |id: &StepId| steps.get(id).map(|step| (step.position.y, step.position.x));

    let mut roots: Vec<&Step> = diagram
        .steps
        .iter()
        .filter(|step| drawn(&step.id))
        .collect();
    roots.sort_by_key(|step| {
        let start = matches!(step.kind, StepKind::Start(_));
        (
            // First of all those that stand on nothing and in nothing: they take the others along.
            step.host().is_some_and(|host| steps.contains_key(host)),
            step.inside.is_some(),
            !start,
            led_to.contains(&step.id),
            step.position.x,
            step.position.y,
        )
    });
    let mut events: HashMap<&StepId, Vec<&StepId>> = HashMap::new();
    let mut inner: HashMap<&StepId, Vec<&StepId>> = HashMap::new();
    for step in &roots {
        match (step.host(), &step.inside) {
            (Some(host), _) => events.entry(host).or_default().push(&step.id),
            (None, Some(outer)) => inner.entry(outer).or_default().push(&step.id),
            (None, None) => {}
        }
    }
    let mut order = Vec::with_capacity(steps.len());
    let mut seen = HashSet::new();
    for root in roots {
        // Queues of what is still to be read, the innermost group last.
        let mut queues = vec![VecDeque::from([&root.id])];
        while let Some(queue) = queues.last_mut() {
            let Some(id) = queue.pop_front() else {
                queues.pop();
                continue;
            };
            if !steps.contains_key(id) || !seen.insert(id) {
                continue;
            }
            order.push(id.clone());
            let mut next = targets.get(id).cloned().unwrap_or_default();
            next.sort_by_key(|id| place(id));
            queue.extend(next);
            for event in events.remove(id).into_iter().flatten().rev() {
                queue.push_front(event);
            }
            if let Some(inner) = inner.remove(id) {
                queues.push(inner.into());
            }
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
    if let Some(found) = on_the_edge(diagram, here, direction) {
        return Some(found.id.clone());
    }
    let along = by_flow
        .into_iter()
        .filter_map(|id| diagram.step(id))
        .min_by_key(|step| (step.center().y - level).abs());
    let found = along
        .or_else(|| sibling(diagram, here, direction))
        .or_else(|| nearest(diagram, here, direction));
    found.map(|step| step.id.clone())
}

/// Down leads to the events on the lower edge of a step, left and right from one of them to the next, up back.
fn on_the_edge<'a>(diagram: &'a Diagram, here: &Step, direction: Direction) -> Option<&'a Step> {
    let events = |host: &StepId| -> Vec<&'a Step> {
        let mut events: Vec<&Step> = diagram
            .steps
            .iter()
            .filter(|step| step.host() == Some(host))
            .collect();
        events.sort_by_key(|step| (step.left(), step.top()));
        events
    };
    match (here.host(), direction) {
        (None, Direction::Down) => events(&here.id).first().copied(),
        (Some(host), Direction::Up) => diagram.step(host),
        (Some(host), Direction::Left) => {
            let before = events(host);
            let at = before.iter().position(|step| step.id == here.id)?;
            before.get(at.checked_sub(1)?).copied()
        }
        (Some(host), Direction::Right) if diagram.outgoing(&here.id).next().is_none() => {
            let all = events(host);
            let at = all.iter().position(|step| step.id == here.id)?;
            all.get(at + 1).copied()
        }
        _ => None,
    }
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
    let unseen = hidden(diagram);
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
        .filter(|step| step.id != here.id && !unseen.contains(&step.id))
        .filter(|step| is_toward(here, step, direction))
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
