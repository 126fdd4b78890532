//! Applying an edit, and finding the edit that takes it back.

use super::{Edit, Refused};
use crate::diagram::{Diagram, Flow, Lane, MAX_STEPS, Step};
use crate::id::{FlowId, LaneId, StepId};
use std::mem::replace;

impl Edit {
    /// Changes the diagram and returns the edit that undoes it. An edit that changes nothing gives
    /// [`Edit::nothing`]. When refused, the diagram is as it was.
    pub fn apply(self, diagram: &mut Diagram) -> Result<Edit, Refused> {
        Ok(match self {
            Edit::AddStep { step, at } => add_step(diagram, step, at)?,
            Edit::RemoveStep { step } => remove_step(diagram, &step)?,
            Edit::Move { step, to } => {
                let place = &mut step_mut(diagram, &step)?.position;
                let before = replace(place, to);
                undo_if(before != to, Edit::Move { step, to: before })
            }
            Edit::Rename { step, name } => {
                let place = &mut step_mut(diagram, &step)?.name;
                let changed = *place != name;
                let name = replace(place, name);
                undo_if(changed, Edit::Rename { step, name })
            }
            Edit::SetKind { step, kind } => {
                let place = &mut step_mut(diagram, &step)?.kind;
                let changed = *place != kind;
                let kind = replace(place, kind);
                undo_if(changed, Edit::SetKind { step, kind })
            }
            Edit::SetNote { step, note } => {
                let place = &mut step_mut(diagram, &step)?.note;
                let changed = *place != note;
                let note = replace(place, note);
                undo_if(changed, Edit::SetNote { step, note })
            }
            Edit::SetStep { step } => {
                let place = step_mut(diagram, &step.id)?;
                let changed = *place != *step;
                let before = Box::new(replace(place, *step));
                undo_if(changed, Edit::SetStep { step: before })
            }
            Edit::AddFlow { flow, at } => add_flow(diagram, flow, at)?,
            Edit::RemoveFlow { flow } => {
                let at = flow_index(diagram, &flow)?;
                let flow = diagram.flows.remove(at);
                Edit::AddFlow { flow, at: Some(at) }
            }
            Edit::Reconnect { flow, from, to } => {
                step_index(diagram, &from)?;
                step_index(diagram, &to)?;
                let place = flow_mut(diagram, &flow)?;
                let changed = place.from != from || place.to != to;
                let from = replace(&mut place.from, from);
                let to = replace(&mut place.to, to);
                undo_if(changed, Edit::Reconnect { flow, from, to })
            }
            Edit::SetBends { flow, bends } => {
                let place = &mut flow_mut(diagram, &flow)?.bends;
                let changed = *place != bends;
                let bends = replace(place, bends);
                undo_if(changed, Edit::SetBends { flow, bends })
            }
            Edit::SetCondition { flow, condition } => {
                let place = &mut flow_mut(diagram, &flow)?.condition;
                let changed = *place != condition;
                let condition = replace(place, condition);
                undo_if(changed, Edit::SetCondition { flow, condition })
            }
            Edit::SetLabel { flow, label } => {
                let place = &mut flow_mut(diagram, &flow)?.label;
                let changed = *place != label;
                let label = replace(place, label);
                undo_if(changed, Edit::SetLabel { flow, label })
            }
            Edit::SetOtherwise { flow, otherwise } => {
                let place = &mut flow_mut(diagram, &flow)?.otherwise;
                let before = replace(place, otherwise);
                undo_if(
                    before != otherwise,
                    Edit::SetOtherwise {
                        flow,
                        otherwise: before,
                    },
                )
            }
            Edit::OrderFlow { flow, at } => {
                let before = flow_index(diagram, &flow)?;
                let moved = diagram.flows.remove(before);
                let at = at.min(diagram.flows.len());
                diagram.flows.insert(at, moved);
                undo_if(before != at, Edit::OrderFlow { flow, at: before })
            }
            Edit::Resize { step, extent } => {
                let before = replace(&mut step_mut(diagram, &step)?.extent, extent);
                let changed = before != extent;
                undo_if(
                    changed,
                    Edit::Resize {
                        step,
                        extent: before,
                    },
                )
            }
            Edit::PlacePool {
                pool,
                position,
                size,
            } => {
                let mut pools = diagram.pools.iter_mut();
                let Some(found) = pools.find(|found| found.id == pool) else {
                    return Err(Refused::NotThere(pool.to_string()));
                };
                let before = (
                    replace(&mut found.position, position),
                    replace(&mut found.size, size),
                );
                let inverse = Edit::PlacePool {
                    pool,
                    position: before.0,
                    size: before.1,
                };
                undo_if(before != (position, size), inverse)
            }
            Edit::PlaceLane {
                lane,
                position,
                size,
            } => {
                let at = lane_index(diagram, &lane)?;
                let found = &mut diagram.lanes[at];
                let before = (
                    replace(&mut found.position, position),
                    replace(&mut found.size, size),
                );
                let inverse = Edit::PlaceLane {
                    lane,
                    position: before.0,
                    size: before.1,
                };
                undo_if(before != (position, size), inverse)
            }
            Edit::SetTests { tests } => {
                let changed = diagram.tests != *tests;
                let tests = Box::new(replace(&mut diagram.tests, *tests));
                undo_if(changed, Edit::SetTests { tests })
            }
            Edit::AddLane { lane, at } => add_lane(diagram, lane, at)?,
            Edit::RemoveLane { lane } => {
                let at = lane_index(diagram, &lane)?;
                let lane = diagram.lanes.remove(at);
                Edit::AddLane { lane, at: Some(at) }
            }
            Edit::SetLane { lane } => {
                let at = lane_index(diagram, &lane.id)?;
                let changed = diagram.lanes[at] != lane;
                let lane = replace(&mut diagram.lanes[at], lane);
                undo_if(changed, Edit::SetLane { lane })
            }
            Edit::SetData { data } => {
                let changed = diagram.data != data;
                let data = replace(&mut diagram.data, data);
                undo_if(changed, Edit::SetData { data })
            }
            Edit::BendMessage { message, bends } => {
                let mut flows = diagram.message_flows.iter_mut();
                let Some(found) = flows.find(|found| found.id == message) else {
                    return Err(Refused::NotThere(message));
                };
                let changed = found.bends != bends;
                let bends = replace(&mut found.bends, bends);
                undo_if(changed, Edit::BendMessage { message, bends })
            }
            Edit::Batch { edits } => batch(diagram, edits)?,
        })
    }
}

fn undo_if(changed: bool, inverse: Edit) -> Edit {
    if changed { inverse } else { Edit::nothing() }
}

fn batch(diagram: &mut Diagram, edits: Vec<Edit>) -> Result<Edit, Refused> {
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match edit.apply(diagram) {
            Ok(inverse) if inverse.is_nothing() => {}
            Ok(inverse) => inverses.push(inverse),
            Err(refused) => {
                for inverse in inverses.into_iter().rev() {
                    // Each of these has just been the way back from where the diagram is, so it fits.
                    let _ = inverse.apply(diagram);
                }
                return Err(refused);
            }
        }
    }
    inverses.reverse();
    Ok(match inverses.len() {
        1 => inverses.remove(0),
        _ => Edit::batch(inverses),
    })
}

fn add_step(diagram: &mut Diagram, step: Step, at: Option<usize>) -> Result<Edit, Refused> {
    if diagram.steps.len() >= MAX_STEPS {
        return Err(Refused::TooManySteps);
    }
    if diagram.step(&step.id).is_some() {
        return Err(Refused::StepExists(step.id));
    }
    let id = step.id.clone();
    let end = diagram.steps.len();
    diagram.steps.insert(at.unwrap_or(end).min(end), step);
    Ok(Edit::RemoveStep { step: id })
}

fn remove_step(diagram: &mut Diagram, id: &StepId) -> Result<Edit, Refused> {
    let at = step_index(diagram, id)?;
    let step = diagram.steps.remove(at);
    let mut restore = vec![Edit::AddStep { step, at: Some(at) }];
    let mut kept = Vec::with_capacity(diagram.flows.len());
    for (at, flow) in diagram.flows.drain(..).enumerate() {
        if &flow.from == id || &flow.to == id {
            restore.push(Edit::AddFlow { flow, at: Some(at) });
        } else {
            kept.push(flow);
        }
    }
    diagram.flows = kept;
    Ok(match restore.len() {
        1 => restore.remove(0),
        _ => Edit::batch(restore),
    })
}

fn add_flow(diagram: &mut Diagram, flow: Flow, at: Option<usize>) -> Result<Edit, Refused> {
    if diagram.flow(&flow.id).is_some() {
        return Err(Refused::FlowExists(flow.id));
    }
    let id = flow.id.clone();
    let end = diagram.flows.len();
    diagram.flows.insert(at.unwrap_or(end).min(end), flow);
    Ok(Edit::RemoveFlow { flow: id })
}

fn add_lane(diagram: &mut Diagram, lane: Lane, at: Option<usize>) -> Result<Edit, Refused> {
    if lane_index(diagram, &lane.id).is_ok() {
        return Err(Refused::LaneExists(lane.id));
    }
    let id = lane.id.clone();
    let end = diagram.lanes.len();
    diagram.lanes.insert(at.unwrap_or(end).min(end), lane);
    Ok(Edit::RemoveLane { lane: id })
}

fn lane_index(diagram: &Diagram, id: &LaneId) -> Result<usize, Refused> {
    let mut lanes = diagram.lanes.iter();
    lanes
        .position(|lane| &lane.id == id)
        .ok_or_else(|| Refused::NotThere(id.to_string()))
}

fn step_index(diagram: &Diagram, id: &StepId) -> Result<usize, Refused> {
    let mut steps = diagram.steps.iter();
    steps
        .position(|step| &step.id == id)
        .ok_or_else(|| Refused::NoSuchStep(id.clone()))
}

fn flow_index(diagram: &Diagram, id: &FlowId) -> Result<usize, Refused> {
    let mut flows = diagram.flows.iter();
    flows
        .position(|flow| &flow.id == id)
        .ok_or_else(|| Refused::NoSuchFlow(id.clone()))
}

fn step_mut<'a>(diagram: &'a mut Diagram, id: &StepId) -> Result<&'a mut Step, Refused> {
    let at = step_index(diagram, id)?;
    Ok(&mut diagram.steps[at])
}

fn flow_mut<'a>(diagram: &'a mut Diagram, id: &FlowId) -> Result<&'a mut Flow, Refused> {
    let at = flow_index(diagram, id)?;
    Ok(&mut diagram.flows[at])
}
