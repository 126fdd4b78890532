//! One undoable change to a diagram. The canvas, the keyboard, the palette, the side panel, paste, import and the
//! API all change a diagram by these and by nothing else.
//!
//! [`Edit::apply`] returns the edit that takes it back; [`History`] keeps those. What a user *means* ("put a step
//! on this flow", "delete this and heal") is worked out as one edit in [`intent`].

mod apply;
mod history;
pub mod intent;
mod touched;

use super::{DataObject, Flow, Lane, Point, Size, Step};
use crate::id::{FlowId, LaneId, PoolId, StepId};
use crate::scenario::Tests;
use crate::step::StepKind;
use serde::{Deserialize, Serialize};
use std::fmt;

pub use history::History;
pub use touched::Touched;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "camelCase")]
#[allow(
    clippy::large_enum_variant,
    reason = "few are alive at a time, and a box would be in the way of everybody who makes one"
)]
pub enum Edit {
    /// `at` is the place in the list of steps; the end when left out.
    AddStep {
        step: Step,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<usize>,
    },
    /// Removes a step and every flow that touches it.
    RemoveStep {
        step: StepId,
    },
    Move {
        step: StepId,
        to: Point,
    },
    Rename {
        step: StepId,
        name: String,
    },
    /// Replaces what a step does, or its settings.
    SetKind {
        step: StepId,
        kind: StepKind,
    },
    SetNote {
        step: StepId,
        note: String,
    },
    /// Replaces everything about the step of this id: what it is inside of, how often it is done, how large it is.
    SetStep {
        step: Box<Step>,
    },
    /// `at` is the place in the list of flows, which is the order a decision reads its ways in.
    AddFlow {
        flow: Flow,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<usize>,
    },
    RemoveFlow {
        flow: FlowId,
    },
    Reconnect {
        flow: FlowId,
        from: StepId,
        to: StepId,
    },
    SetBends {
        flow: FlowId,
        bends: Vec<Point>,
    },
    SetCondition {
        flow: FlowId,
        condition: Option<String>,
    },
    SetLabel {
        flow: FlowId,
        label: String,
    },
    SetOtherwise {
        flow: FlowId,
        otherwise: bool,
    },
    /// Moves a flow to another place in the list of flows.
    OrderFlow {
        flow: FlowId,
        at: usize,
    },
    /// How large a step is drawn; none: as its kind usually is.
    Resize {
        step: StepId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        extent: Option<Size>,
    },
    PlacePool {
        pool: PoolId,
        position: Point,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        size: Option<Size>,
    },
    PlaceLane {
        lane: LaneId,
        position: Point,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        size: Option<Size>,
    },
    /// `at` is the place in the list of lanes; the end when left out.
    AddLane {
        lane: Lane,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<usize>,
    },
    /// Removes a lane and leaves what stands in it.
    RemoveLane {
        lane: LaneId,
    },
    /// Replaces everything about the lane of this id.
    SetLane {
        lane: Lane,
    },
    /// Replaces the variables that the process declares.
    SetData {
        data: Vec<DataObject>,
    },
    /// Where a message between pools is bent.
    BendMessage {
        message: String,
        bends: Vec<Point>,
    },
    /// How the process is tried out: its scenarios, and whether they guard publishing.
    SetTests {
        tests: Box<Tests>,
    },
    /// All of these in order, or none of them.
    Batch {
        edits: Vec<Edit>,
    },
}

/// Why an edit does not fit the diagram it was made for. The diagram is left as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    NoSuchStep(StepId),
    NoSuchFlow(FlowId),
    /// A pool, a lane or a message between pools, by its id.
    NotThere(String),
    StepExists(StepId),
    FlowExists(FlowId),
    LaneExists(LaneId),
    TooManySteps,
    NothingToGroup,
    AcrossGroups,
    EventWithoutItsStep,
    StartInGroup,
    SeveralWaysOut,
    EventsOnEdge,
    FlowsWouldCross,
    IntoItself,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchStep(_) => f.write_str("That step is not in this process any more."),
            Self::NoSuchFlow(_) => f.write_str("That flow is not in this process any more."),
            Self::NotThere(_) => f.write_str("That is not in this process any more."),
            Self::StepExists(_) | Self::FlowExists(_) | Self::LaneExists(_) => {
                f.write_str("That is already in this process.")
            }
            Self::NothingToGroup => f.write_str("Choose the steps that belong together first."),
            Self::AcrossGroups => f.write_str(
                "These steps stand in different groups. Choose steps that stand side by side.",
            ),
            Self::EventWithoutItsStep => f.write_str(
                "An event stays with the step it stands on. Choose that step too.",
            ),
            Self::StartInGroup => f.write_str("The start stays outside of a group. Choose the steps after it."),
            Self::SeveralWaysOut => f.write_str(
                "These steps lead out in several places. A group has one way out: choose what comes after as well.",
            ),
            Self::EventsOnEdge => f.write_str(
                "Events stand on the edge of this group. Move them to another step or delete them first.",
            ),
            Self::FlowsWouldCross => f.write_str(
                "A flow cannot cross the edge of a group. Move the steps it connects together, or delete the flow first.",
            ),
            Self::IntoItself => f.write_str("A group cannot be put into itself."),
            Self::TooManySteps => write!(
                f,
                "A process holds up to {} steps. Split it into two processes.",
                super::MAX_STEPS
            ),
        }
    }
}

impl std::error::Error for Refused {}

impl Edit {
    pub fn batch(edits: Vec<Edit>) -> Self {
        Self::Batch { edits }
    }

    /// A flow gets other ends, and with them the bends that go with these.
    pub fn lead(flow: FlowId, from: StepId, to: StepId, bends: Vec<Point>) -> [Self; 2] {
        let reconnect = Self::Reconnect {
            flow: flow.clone(),
            from,
            to,
        };
        [reconnect, Self::SetBends { flow, bends }]
    }

    /// An edit that does nothing.
    pub fn nothing() -> Self {
        Self::Batch { edits: Vec::new() }
    }

    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Batch { edits } if edits.is_empty())
    }
}

/// Where new ids come from. The caller's, so that this stays a function of its input.
pub trait Ids {
    fn fresh(&mut self) -> String;
}

impl<F: FnMut() -> String> Ids for F {
    fn fresh(&mut self) -> String {
        self()
    }
}
