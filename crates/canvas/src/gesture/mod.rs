//! Gestures as small state machines, one file for each moment. A gesture sees the scene, changes nothing but
//! itself, and says what should happen.

mod aids;
mod bending;
mod connecting;
mod dragging;
mod idle;
mod lassoing;
mod panning;
mod placing;
mod pointing;

use crate::drawing::Preview;
use crate::scene::Scene;
use crate::selection::Selection;
use crate::viewport::{Spot, Viewport};
use process::diagram::Point;
use process::diagram::edit::intent::Fresh;
use process::{FlowId, StepId};
use std::collections::BTreeSet;

pub use aids::{Aids, Ghost, Wire};
pub use bending::Bending;
pub use connecting::Connecting;
pub use dragging::Dragging;
pub use idle::Idle;
pub use lassoing::Lassoing;
pub use panning::Panning;
pub use placing::Placing;
pub use pointing::Pointing;

/// A click becomes a drag after so many pixels.
const DRAG_STARTS: f64 = 4.0;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers {
    pub shift: bool,
    /// Ctrl, or Cmd on a Mac.
    pub ctrl: bool,
    pub alt: bool,
    /// The space bar is held.
    pub space: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    Main,
    Middle,
    /// A finger: dragging empty canvas pans.
    Touch,
}

/// What the pointer does. Places are on the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    Down {
        at: Spot,
        button: Button,
        modifiers: Modifiers,
    },
    Move {
        at: Spot,
        modifiers: Modifiers,
    },
    Up {
        at: Spot,
        modifiers: Modifiers,
    },
    /// Esc, or the browser took the pointer away.
    Cancel,
}

/// What should happen. The canvas makes it an edit, with ids.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Select(Selection),
    Look(Viewport),
    Preview(Preview),
    Unpreview,
    Move {
        steps: BTreeSet<StepId>,
        by: Point,
    },
    /// The same, and they are in another group from then on.
    MoveInto {
        steps: BTreeSet<StepId>,
        by: Point,
        into: Option<StepId>,
    },
    /// An event goes to a place on the edge of its step, or of another one.
    MoveOnEdge {
        event: StepId,
        host: StepId,
        center: Point,
    },
    DropOnFlow {
        step: StepId,
        flow: FlowId,
        position: Point,
    },
    Bend {
        flow: FlowId,
        bends: Vec<Point>,
    },
    Connect {
        from: StepId,
        to: StepId,
    },
    Reconnect {
        flow: FlowId,
        from: StepId,
        to: StepId,
    },
    Place {
        fresh: Fresh,
        center: Point,
        on: Option<FlowId>,
        /// The step on whose edge it goes, for an event; or the group it goes in.
        at: Option<StepId>,
    },
    /// The menu of steps that fit after this one, opened at a place; `here` when the step goes there too.
    Menu {
        after: StepId,
        at: Point,
        here: bool,
    },
    /// A short sentence for the user.
    Say(String),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Gesture {
    Idle(Idle),
    Pointing(Pointing),
    Dragging(Dragging),
    Lassoing(Lassoing),
    Connecting(Connecting),
    Placing(Placing),
    Panning(Panning),
    Bending(Bending),
}

type Next = (Gesture, Vec<Outcome>);

impl Default for Gesture {
    fn default() -> Self {
        Self::Idle(Idle::default())
    }
}

impl Gesture {
    pub fn handle(&mut self, input: Input, scene: &Scene) -> Vec<Outcome> {
        let (next, outcomes) = match std::mem::take(self) {
            Gesture::Idle(it) => it.handle(input, scene),
            Gesture::Pointing(it) => it.handle(input, scene),
            Gesture::Dragging(it) => it.handle(input, scene),
            Gesture::Lassoing(it) => it.handle(input, scene),
            Gesture::Connecting(it) => it.handle(input, scene),
            Gesture::Placing(it) => it.handle(input, scene),
            Gesture::Panning(it) => it.handle(input, scene),
            Gesture::Bending(it) => it.handle(input, scene),
        };
        *self = next;
        outcomes
    }

    pub fn is_idle(&self) -> bool {
        matches!(self, Gesture::Idle(_))
    }

    /// Whether the hand holds something, and so may want to go beyond what is seen.
    pub fn carries(&self) -> bool {
        match self {
            Gesture::Dragging(_) | Gesture::Lassoing(_) | Gesture::Bending(_) => true,
            Gesture::Connecting(it) => !it.armed,
            Gesture::Placing(it) => it.is_dragged_inside(),
            Gesture::Idle(_) | Gesture::Pointing(_) | Gesture::Panning(_) => false,
        }
    }
}

fn idle() -> Gesture {
    Gesture::default()
}
