//! Sub-processes in the drawing: steps become a group and stop being one, go in and out, and the group grows with them.

use super::insert::connect;
use super::room::make_room;
use crate::diagram::edit::{Edit, Ids, Refused};
use crate::diagram::family::{HEADER, PADDING, grown, hidden, with_dependents};
use crate::diagram::shape::{GAP, Size};
use crate::diagram::{Diagram, Point, Step};
use crate::id::{FlowId, StepId};
use crate::step::{StepKind, SubProcess};
use std::collections::BTreeSet;

/// Makes one group of some steps. Flows that lead in and out lead to the group and from it.
pub fn group(
    diagram: &Diagram,
    chosen: &BTreeSet<StepId>,
    ids: &mut dyn Ids,
) -> Result<(Edit, StepId), Refused> {
    let all = with_dependents(diagram, chosen);
    // What belongs to another chosen step goes along with it, and needs no place of its own in the group.
    let owned = |step: &Step| {
        step.inside
            .as_ref()
            .is_some_and(|outer| all.contains(outer))
    };
    let members: Vec<&Step> = diagram
        .steps
        .iter()
        .filter(|step| all.contains(&step.id) && !owned(step))
        .collect();
    let first = members.first().ok_or(Refused::NothingToGroup)?;
    if members.iter().any(|step| step.inside != first.inside) {
        return Err(Refused::AcrossGroups);
    }
    if members
        .iter()
        .any(|step| step.host().is_some_and(|host| !all.contains(host)))
    {
        return Err(Refused::EventWithoutItsStep);
    }
    if members
        .iter()
        .any(|step| matches!(step.kind, StepKind::Start(_)))
    {
        return Err(Refused::StartInGroup);
    }
    let reach = |of: fn(&Step) -> i32| members.iter().map(move |step| of(step));
    let left = reach(Step::left).min().unwrap_or_default() - PADDING;
    let top = reach(Step::top).min().unwrap_or_default() - PADDING - HEADER;
    let right = reach(Step::right).max().unwrap_or_default() + PADDING;
    let bottom = reach(Step::bottom).max().unwrap_or_default() + PADDING;
    let id = StepId::new(ids.fresh());
    let around = Step {
        name: "Group of steps".to_owned(),
        position: Point::new(left, top),
        inside: first.inside.clone(),
        pool: first.pool.clone(),
        lane: first.lane.clone(),
        extent: Some(Size {
            width: right - left,
            height: bottom - top,
        }),
        ..Step::new(id.clone(), StepKind::SubProcess(SubProcess::default()))
    };
    // Before its steps in the list, so that readers meet the group first.
    let at = diagram.steps.iter().position(|step| step.id == first.id);
    let mut edits = vec![Edit::AddStep { step: around, at }];
    edits.extend(members.iter().map(|step| placed_inside(step, Some(&id))));
    let (mut into, mut out) = (BTreeSet::new(), BTreeSet::new());
    for flow in &diagram.flows {
        let (from, to) = (all.contains(&flow.from), all.contains(&flow.to));
        let fresh = match (from, to) {
            (false, true) => into.insert(flow.from.clone()),
            (true, false) => out.insert(flow.to.clone()),
            _ => continue,
        };
        let (from, to) = match from {
            false => (flow.from.clone(), id.clone()),
            true => (id.clone(), flow.to.clone()),
        };
        edits.extend(led_anew(&flow.id, from, to, fresh));
    }
    if out.len() > 1 {
        return Err(Refused::SeveralWaysOut);
    }
    Ok((Edit::batch(edits), id))
}

/// Takes a group away and leaves its steps. What led to it leads to its first step, what left it leaves its last one.
pub fn ungroup(
    diagram: &Diagram,
    group: &StepId,
    ids: &mut dyn Ids,
) -> Result<(Edit, BTreeSet<StepId>), Refused> {
    let outer = diagram
        .step(group)
        .ok_or_else(|| Refused::NoSuchStep(group.clone()))?;
    if diagram.steps.iter().any(|step| step.host() == Some(group)) {
        return Err(Refused::EventsOnEdge);
    }
    let members: Vec<&Step> = diagram
        .steps
        .iter()
        .filter(|step| step.inside.as_ref() == Some(group))
        .collect();
    let mut edits: Vec<Edit> = members
        .iter()
        .map(|step| placed_inside(step, outer.inside.as_ref()))
        .collect();
    let free: Vec<&&Step> = members
        .iter()
        .filter(|step| step.host().is_none())
        .collect();
    let firsts: Vec<&StepId> = free
        .iter()
        .filter(|step| diagram.incoming(&step.id).next().is_none())
        .map(|step| &step.id)
        .collect();
    let lasts: Vec<&StepId> = free
        .iter()
        .filter(|step| diagram.outgoing(&step.id).next().is_none() && !step.kind.ends())
        .map(|step| &step.id)
        .collect();
    for flow in diagram.incoming(group) {
        for (at, first) in firsts.iter().enumerate() {
            match at {
                0 => edits.extend(led_anew(
                    &flow.id,
                    flow.from.clone(),
                    (*first).clone(),
                    true,
                )),
                _ => edits.push(connect(&flow.from, first, ids).0),
            }
        }
    }
    for flow in diagram.outgoing(group) {
        for (at, last) in lasts.iter().enumerate() {
            match at {
                0 => edits.extend(led_anew(&flow.id, (*last).clone(), flow.to.clone(), true)),
                _ => edits.push(connect(last, &flow.to, ids).0),
            }
        }
    }
    edits.push(Edit::RemoveStep {
        step: group.clone(),
    });
    let left = members.iter().map(|step| step.id.clone()).collect();
    Ok((Edit::batch(edits), left))
}

/// Whether steps may go into a group, or out of all of them: no flow may be left that crosses its edge.
pub fn may_move_into(
    diagram: &Diagram,
    steps: &BTreeSet<StepId>,
    into: Option<&StepId>,
) -> Result<(), Refused> {
    let all = with_dependents(diagram, steps);
    if into.is_some_and(|into| all.contains(into)) {
        return Err(Refused::IntoItself);
    }
    let moves = |id: &StepId| {
        all.contains(id)
            && diagram.step(id).is_some_and(|step| {
                step.inside.as_ref() != into
                    && !step
                        .inside
                        .as_ref()
                        .is_some_and(|outer| all.contains(outer))
            })
    };
    let inside = |id: &StepId| diagram.step(id).and_then(|step| step.inside.as_ref());
    let crosses = diagram.flows.iter().any(|flow| {
        let after = |id: &StepId| if moves(id) { into } else { inside(id) };
        (moves(&flow.from) || moves(&flow.to)) && after(&flow.from) != after(&flow.to)
    });
    match crosses {
        true => Err(Refused::FlowsWouldCross),
        false => Ok(()),
    }
}

/// Says in which group steps are that were moved there, with all that goes with them.
pub fn move_into(
    diagram: &Diagram,
    steps: &BTreeSet<StepId>,
    by: Point,
    into: Option<&StepId>,
) -> Edit {
    let all = with_dependents(diagram, steps);
    let moved = diagram.steps.iter().filter(|step| all.contains(&step.id));
    let changed = moved.filter(|step| {
        let owned = step
            .inside
            .as_ref()
            .is_some_and(|outer| all.contains(outer));
        step.inside.as_ref() != into && !owned
    });
    Edit::batch(
        changed
            .map(|step| Edit::SetStep {
                step: Box::new(Step {
                    inside: into.cloned(),
                    position: step.position.shifted(by),
                    ..step.clone()
                }),
            })
            .collect(),
    )
}

/// Draws a group as a card.
pub fn close(diagram: &Diagram, group: &StepId) -> Option<Edit> {
    set_closed(diagram, group, true)
}

/// Draws a group with its steps; what follows makes room.
pub fn open(diagram: &Diagram, group: &StepId) -> Option<Edit> {
    set_closed(diagram, group, false)
}

fn set_closed(diagram: &Diagram, group: &StepId, closed: bool) -> Option<Edit> {
    let mut step = diagram.step(group)?.clone();
    let StepKind::SubProcess(inner) = &mut step.kind else {
        return None;
    };
    let before = std::mem::replace(&mut inner.closed, closed);
    (before != closed).then(|| Edit::SetStep {
        step: Box::new(step),
    })
}

/// What an edit leaves to do: opened groups grow to hold what is in them, events stay on the edge of what has another
/// size now, and what follows makes room. None when there is nothing to do.
pub fn grow(before: &Diagram, after: &Diagram) -> Option<Edit> {
    let mut now = after.clone();
    let mut edits = Vec::new();
    let unseen = hidden(&now);
    // A group in a group: as often as they can be in each other, and never without end.
    for _ in 0..8 {
        let open = now
            .steps
            .iter()
            .filter(|step| step.is_open() && !unseen.contains(&step.id));
        let next: Option<Edit> = open.clone().find_map(|step| {
            let (place, size) = grown(&now, step)?;
            Some(Edit::SetStep {
                step: Box::new(Step {
                    position: place,
                    extent: Some(size),
                    ..step.clone()
                }),
            })
        });
        let Some(edit) = next else { break };
        edits.push(edit.clone());
        edit.apply(&mut now).ok()?;
    }
    for step in &after.steps {
        let resized = now.step(&step.id).filter(|now| {
            let was = before.step(&step.id).map_or(now.size(), Step::size);
            now.size() != was
        });
        let Some(resized) = resized.cloned() else {
            continue;
        };
        let mut follows = events_follow(before.step(&step.id).unwrap_or(step), &resized, &now);
        for flow in after.outgoing(&step.id) {
            let to_the_right = now
                .step(&flow.to)
                .is_some_and(|to| to.left() >= resized.left() + 40);
            if to_the_right {
                follows.push(make_room(&now, &flow.to, resized.right() + GAP));
            }
        }
        for edit in follows.into_iter().filter(|edit| !edit.is_nothing()) {
            edits.push(edit.clone());
            edit.apply(&mut now).ok()?;
        }
    }
    (!edits.is_empty()).then(|| Edit::batch(edits))
}

/// Events keep their distance from the lower right corner, where they usually stand.
fn events_follow(was: &Step, is: &Step, diagram: &Diagram) -> Vec<Edit> {
    let events = diagram
        .steps
        .iter()
        .filter(|step| step.host() == Some(&is.id));
    let moved = events.map(|event| {
        let wish = event.center().shifted(Point::new(
            is.right() - was.right(),
            is.bottom() - was.bottom(),
        ));
        Edit::Move {
            step: event.id.clone(),
            to: crate::diagram::family::on_edge(is, wish, event.size()),
        }
    });
    moved.collect()
}

fn placed_inside(step: &Step, inside: Option<&StepId>) -> Edit {
    Edit::SetStep {
        step: Box::new(Step {
            inside: inside.cloned(),
            ..step.clone()
        }),
    }
}

/// A flow with other ends, without the bends that were made for the old ones; gone when it is one too many.
fn led_anew(flow: &FlowId, from: StepId, to: StepId, kept: bool) -> Vec<Edit> {
    let flow = flow.clone();
    if !kept {
        return vec![Edit::RemoveFlow { flow }];
    }
    Edit::lead(flow, from, to, Vec::new()).into()
}
