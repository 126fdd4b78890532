//! A button is down and has not moved yet: a click, or the beginning of a drag.

use super::{
    Bending, Button, Connecting, DRAG_STARTS, Dragging, Gesture, Input, Lassoing, Modifiers, Next,
    Outcome, Panning, idle,
};
use crate::rules;
use crate::scene::{End, Scene, Target};
use crate::selection::Selection;
use crate::viewport::Spot;

#[derive(Clone, Debug, PartialEq)]
pub struct Pointing {
    target: Option<Target>,
    at: Spot,
    button: Button,
    /// The step was chosen already, so a click narrows the choice down to it.
    was_chosen: bool,
}

impl Pointing {
    pub(super) fn start(
        target: Option<Target>,
        at: Spot,
        button: Button,
        modifiers: Modifiers,
        scene: &Scene,
    ) -> Next {
        let chosen = scene.selection;
        let (was_chosen, outcomes) = match &target {
            Some(Target::Step(id)) if modifiers.shift || modifiers.ctrl => {
                let toggled = chosen.clone().toggled(id);
                (false, vec![Outcome::Select(toggled)])
            }
            Some(Target::Step(id)) if !chosen.steps.contains(id) => {
                (false, vec![Outcome::Select(Selection::of_step(id))])
            }
            Some(Target::Step(_)) => (true, Vec::new()),
            Some(Target::Flow(id, _)) => {
                let selection = Selection::of_flow(id, chosen.focus.clone());
                (false, vec![Outcome::Select(selection)])
            }
            _ => (false, Vec::new()),
        };
        let pointing = Self {
            target,
            at,
            button,
            was_chosen,
        };
        (Gesture::Pointing(pointing), outcomes)
    }

    pub(super) fn handle(self, input: Input, scene: &Scene) -> Next {
        match input {
            Input::Move { at, modifiers } if at.distance(self.at) >= DRAG_STARTS => {
                let (mut gesture, mut outcomes) = self.drag(modifiers, scene);
                outcomes.extend(gesture.handle(Input::Move { at, modifiers }, scene));
                (gesture, outcomes)
            }
            Input::Up { modifiers, .. } => self.click(modifiers, scene),
            Input::Cancel => (idle(), Vec::new()),
            Input::Move { .. } | Input::Down { .. } => (Gesture::Pointing(self), Vec::new()),
        }
    }

    fn click(self, modifiers: Modifiers, scene: &Scene) -> Next {
        match self.target {
            Some(Target::Port(from)) => {
                match rules::may_leave(scene.drawing.diagram(), &from, None) {
                    Ok(()) => {
                        let at = scene.at(self.at);
                        let hint = "Click the step it leads to. Esc cancels.";
                        let gesture = Gesture::Connecting(Connecting::armed(from, at));
                        (gesture, vec![Outcome::Say(hint.to_owned())])
                    }
                    Err(refusal) => (idle(), vec![Outcome::Say(refusal.to_string())]),
                }
            }
            Some(Target::Plus(after)) => {
                let at = scene.at(self.at);
                (
                    idle(),
                    vec![Outcome::Menu {
                        after,
                        at,
                        here: false,
                    }],
                )
            }
            Some(Target::Step(id)) if self.was_chosen && !modifiers.shift && !modifiers.ctrl => {
                (idle(), vec![Outcome::Select(Selection::of_step(&id))])
            }
            None if !modifiers.shift => {
                let nothing = Selection::nothing(scene.selection.focus.clone());
                (idle(), vec![Outcome::Select(nothing)])
            }
            _ => (idle(), Vec::new()),
        }
    }

    fn drag(self, modifiers: Modifiers, scene: &Scene) -> Next {
        let from = scene.at(self.at);
        let pan = || Gesture::Panning(Panning::from(self.at));
        let gesture = match self.target {
            _ if scene.read_only => pan(),
            Some(Target::Port(step) | Target::Plus(step)) => {
                let leave = rules::may_leave(scene.drawing.diagram(), &step, None);
                if let Err(refusal) = leave {
                    return (idle(), vec![Outcome::Say(refusal.to_string())]);
                }
                Gesture::Connecting(Connecting::dragged(step, from))
            }
            Some(Target::FlowEnd(flow, end)) => match scene.drawing.diagram().flow(&flow) {
                Some(it) => {
                    let fixed = match end {
                        End::From => it.to.clone(),
                        End::To => it.from.clone(),
                    };
                    Gesture::Connecting(Connecting::moved(flow, end, fixed, from))
                }
                None => idle(),
            },
            Some(Target::Step(id)) => {
                let chosen = &scene.selection.steps;
                let steps = if chosen.contains(&id) {
                    chosen.clone()
                } else {
                    [id].into()
                };
                Gesture::Dragging(Dragging::start(steps, from, scene))
            }
            Some(Target::Flow(flow, segment)) => match scene.drawing.route(&flow) {
                Some(route) => {
                    let own = scene.drawing.docked(&flow);
                    Gesture::Bending(Bending::start(flow, route.clone(), segment, own))
                }
                None => idle(),
            },
            None if self.button == Button::Touch => pan(),
            None => {
                let kept = match modifiers.shift {
                    true => scene.selection.clone(),
                    false => Selection::nothing(scene.selection.focus.clone()),
                };
                Gesture::Lassoing(Lassoing::start(from, kept))
            }
        };
        (gesture, Vec::new())
    }
}
