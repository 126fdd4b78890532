//! What a live view paints over the drawing: how each step stands, and which flows were taken.

use process::{FlowId, StepId};
use std::collections::{HashMap, HashSet};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Done,
    /// Something is happening here right now.
    Active,
    /// Waits for a person, a time or another way.
    Waiting,
    Failed,
    /// The case is over, or went another way.
    NotTaken,
}

impl StepState {
    /// For `data-state`, styles and tests.
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Active => "active",
            Self::Waiting => "waiting",
            Self::Failed => "failed",
            Self::NotTaken => "notTaken",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::Active => "Running",
            Self::Waiting => "Waiting",
            Self::Failed => "Stuck",
            Self::NotTaken => "Not taken",
        }
    }

    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Done => "sign-done",
            Self::Active => "sign-active",
            Self::Waiting => "sign-waiting",
            Self::Failed => "sign-failed",
            Self::NotTaken => "sign-not-taken",
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepOverlay {
    pub state: Option<StepState>,
    /// How many cases are here; shown from 1 on. Leave 0 for a single case.
    pub count: u64,
    /// A few words instead of the state's own: "with Eve", "2 stuck".
    pub badge: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    pub steps: HashMap<StepId, StepOverlay>,
    /// The flows that were taken at least once.
    pub taken: HashSet<FlowId>,
    /// The flows that a token has just come along.
    pub travels: HashMap<FlowId, Travel>,
    /// The step something has just happened at: the drawing follows it.
    pub now_at: Option<StepId>,
}

/// A token on its way along a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Travel {
    /// Differs from when the flow was taken before, so that it is shown anew.
    pub moment: usize,
    /// How many flows were taken before it at the same look: it sets out after them.
    pub order: usize,
}

impl Overlay {
    /// The step to look at first: where somebody is needed, else where something goes on.
    pub(super) fn matters(&self) -> Option<StepId> {
        let urgency = |step: &StepOverlay| match step.state {
            Some(StepState::Failed) => Some(0),
            Some(StepState::Active) => Some(1),
            Some(StepState::Waiting) => Some(2),
            Some(StepState::Done | StepState::NotTaken) | None => None,
        };
        self.steps
            .iter()
            .filter_map(|(id, step)| Some((urgency(step)?, id)))
            .min()
            .map(|(_, id)| id.clone())
    }
}

impl StepOverlay {
    /// What the mark on the step says; empty for no mark.
    pub(super) fn words(&self) -> String {
        let state = self.state.map(StepState::word).unwrap_or_default();
        match (self.badge.as_str(), self.count) {
            ("", 0) => state.to_owned(),
            ("", count) => count.to_string(),
            (badge, 0) => badge.to_owned(),
            (badge, count) => format!("{count} · {badge}"),
        }
    }
}
