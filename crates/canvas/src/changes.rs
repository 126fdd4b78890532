//! What the screen has to do after something happened on the canvas.

use crate::drawing::Redraw;
use process::diagram::Point;
use process::{FlowId, StepId};
use std::collections::BTreeSet;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Steps and flows to draw again.
    pub steps: BTreeSet<StepId>,
    pub flows: BTreeSet<FlowId>,
    /// Something was added, removed or reconnected.
    pub structure: bool,
    /// The diagram itself changed: check it, save it.
    pub diagram: bool,
    pub selection: bool,
    pub viewport: bool,
    /// What a gesture draws over the process.
    pub aids: bool,
    pub requests: Vec<Request>,
}

/// Something only the screen can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Open the menu of steps that fit: after a step, or on a flow.
    Menu {
        after: Option<StepId>,
        on: Option<FlowId>,
        at: Point,
        /// A flow was let go here: the step goes here too.
        here: bool,
    },
    /// Let the user type a name in place.
    Rename(StepId),
    /// Move to the settings of what is chosen.
    OpenPanel,
    /// Put the keyboard on a step.
    Focus(StepId),
    /// Tell the user something, and the screen reader too.
    Say(String),
}

impl Changes {
    pub(crate) fn redraw(&mut self, redraw: Redraw) {
        self.steps.extend(redraw.steps);
        self.flows.extend(redraw.flows);
    }

    /// What happened afterwards, too.
    pub(crate) fn add(&mut self, later: Changes) {
        self.steps.extend(later.steps);
        self.flows.extend(later.flows);
        self.structure |= later.structure;
        self.diagram |= later.diagram;
        self.selection |= later.selection;
        self.viewport |= later.viewport;
        self.aids |= later.aids;
        self.requests.extend(later.requests);
    }

    /// What the user was told, if anything.
    pub fn said(&self) -> Option<&str> {
        self.requests.iter().find_map(|request| match request {
            Request::Say(text) => Some(text.as_str()),
            _ => None,
        })
    }
}
