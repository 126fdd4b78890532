//! The drawing: steps, flows and their places. It may be broken; a half-drawn diagram is normal input.
//!
//! **A format for ever.** Saved diagrams load in every later version, so this changes by addition only.

mod collaboration;
pub mod edit;
pub mod family;
pub mod form;
pub mod layout;
mod running;
pub mod shape;

use crate::calendar::Calendar;
use crate::id::{FlowId, LaneId, PoolId, StepId};
use crate::scenario::Tests;
use crate::step::{Assignment, Mapping, Repetition, StepKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub use collaboration::{DataObject, Kept, Lane, MessageFlow, Only, Party, Pool, Quantities};
pub use form::{Field, FieldKind, Form};
pub use shape::Size;

/// The most steps a diagram may hold. Beyond it a diagram is refused with a clear answer.
pub const MAX_STEPS: usize = 5_000;
/// The most flows.
pub const MAX_FLOWS: usize = 20_000;
/// The most fields of all its forms together.
pub const MAX_FIELDS: usize = 5_000;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Diagram {
    #[serde(default)]
    pub steps: Vec<Step>,
    #[serde(default)]
    pub flows: Vec<Flow>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pools: Vec<Pool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lanes: Vec<Lane>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub message_flows: Vec<MessageFlow>,
    /// The variables of the process that no form, table or answer declares.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data: Vec<DataObject>,
    #[serde(default, skip_serializing_if = "Kept::is_empty")]
    pub kept: Kept,
    /// How the process is tried out.
    #[serde(default, skip_serializing_if = "Tests::is_empty")]
    pub tests: Tests,
    /// The business calendars its steps count in, as they were when it was saved to a file: what it means where there is
    /// no workspace. A workspace counts in its own of the same keys.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calendars: Vec<Calendar>,
}

/// A node of the process. `position` is the top-left corner of its shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub id: StepId,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub position: Point,
    #[serde(flatten)]
    pub kind: StepKind,
    /// A remark for the readers of the diagram. Never read by the engine.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The sub-process it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inside: Option<StepId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool: Option<PoolId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane: Option<LaneId>,
    /// An opened sub-process is as large as this, and an imported step as large as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extent: Option<Size>,
    /// A closed sub-process that was imported is as large as this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<Size>,
    /// It is done several times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repetition: Option<Repetition>,
    /// Variables of its own, worked out when it begins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<Mapping>,
    /// Variables around it, worked out from its own when it ends. With any of these, nothing else is handed on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outputs: Vec<Mapping>,
    /// It is done only to undo another step.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub for_compensation: bool,
    #[serde(default, skip_serializing_if = "Quantities::is_usual")]
    pub tokens: Quantities,
    #[serde(default, skip_serializing_if = "Only::is_usual")]
    pub only: Only,
}

/// An arrow between two steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    pub id: FlowId,
    pub from: StepId,
    pub to: StepId,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// When a decision takes this way: a FEEL expression that is true or false. Read in the order of `flows`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// The way a decision takes when no condition holds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub otherwise: bool,
    /// Where the user bent the flow; empty means it is routed for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bends: Vec<Point>,
}

/// A place on the canvas, in canvas units (one CSS pixel at 100 % zoom).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

impl Step {
    /// A step with nothing but its kind.
    pub fn new(id: impl Into<StepId>, kind: StepKind) -> Self {
        Self {
            id: id.into(),
            name: String::new(),
            position: Point::default(),
            kind,
            note: String::new(),
            inside: None,
            pool: None,
            lane: None,
            extent: None,
            card: None,
            repetition: None,
            inputs: Vec::new(),
            outputs: Vec::new(),
            for_compensation: false,
            tokens: Quantities::default(),
            only: Only::default(),
        }
    }

    /// The name its author gave it, or what kind of step it is.
    pub fn title(&self) -> &str {
        match self.name.trim() {
            "" => self.kind.in_words(),
            name => name,
        }
    }

    /// What it asks, where it asks something.
    pub fn form(&self) -> Option<&Form> {
        match &self.kind {
            StepKind::Start(start) => Some(&start.form),
            StepKind::AskPerson(ask) => Some(&ask.form),
            _ => None,
        }
    }
}

impl Flow {
    /// A flow with nothing but its ends.
    pub fn new(id: FlowId, from: StepId, to: StepId) -> Self {
        Self {
            id,
            from,
            to,
            label: String::new(),
            condition: None,
            otherwise: false,
            bends: Vec::new(),
        }
    }
}

impl Diagram {
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| &step.id == id)
    }

    /// Takes along the business calendars its steps count in, out of those that are known.
    pub fn with_calendars(mut self, known: &[Calendar]) -> Self {
        let named: BTreeSet<&str> = self
            .steps
            .iter()
            .flat_map(|step| step.kind.calendars())
            .collect();
        let named = |calendar: &&Calendar| named.contains(calendar.key.as_str());
        self.calendars = known.iter().filter(named).cloned().collect();
        self
    }

    pub fn flow(&self, id: &FlowId) -> Option<&Flow> {
        self.flows.iter().find(|flow| &flow.id == id)
    }

    pub fn lane(&self, id: &LaneId) -> Option<&Lane> {
        self.lanes.iter().find(|lane| &lane.id == id)
    }

    /// Who does a step that does not say so itself: the nearest lane around it that assigns.
    pub fn lane_that_assigns(&self, step: &Step) -> Option<&Lane> {
        // As many rounds as there are steps and lanes: a file may put things into each other.
        let mut at = step;
        for _ in 0..=self.steps.len() {
            match &at.inside {
                Some(around) if at.lane.is_none() => at = self.step(around)?,
                _ => break,
            }
        }
        let mut lane = self.lane(at.lane.as_ref()?)?;
        for _ in 0..=self.lanes.len() {
            if lane.assignment != Assignment::Nobody {
                return Some(lane);
            }
            lane = self.lane(lane.inside.as_ref()?)?;
        }
        None
    }

    /// Who is asked at a user task: whom it says itself, else whom the nearest lane says.
    pub fn asked<'a>(&'a self, step: &'a Step) -> &'a Assignment {
        match &step.kind {
            StepKind::AskPerson(ask) if ask.assignment != Assignment::Nobody => &ask.assignment,
            StepKind::AskPerson(_) => self
                .lane_that_assigns(step)
                .map_or(&Assignment::Nobody, |lane| &lane.assignment),
            _ => &Assignment::Nobody,
        }
    }

    /// Only the process of one pool.
    pub fn of_pool(&self, pool: &PoolId) -> Self {
        let stands = |step: &Step| {
            let mut at = step;
            for _ in 0..=self.steps.len() {
                match (&at.pool, &at.inside) {
                    (Some(own), _) => return own == pool,
                    (None, Some(around)) => match self.step(around) {
                        Some(around) => at = around,
                        None => return false,
                    },
                    (None, None) => return false,
                }
            }
            false
        };
        let steps: Vec<Step> = self
            .steps
            .iter()
            .filter(|step| stands(step))
            .cloned()
            .collect();
        let ids: std::collections::BTreeSet<_> = steps.iter().map(|step| step.id.clone()).collect();
        let flows = self.flows.iter();
        let flows = flows.filter(|flow| ids.contains(&flow.from) || ids.contains(&flow.to));
        Self {
            flows: flows.cloned().collect(),
            steps,
            data: self.data.clone(),
            ..Self::default()
        }
    }

    /// The flows that leave a step, in the order a decision reads them.
    pub fn outgoing<'a>(&'a self, id: &'a StepId) -> impl Iterator<Item = &'a Flow> {
        self.flows.iter().filter(move |flow| &flow.from == id)
    }

    pub fn incoming<'a>(&'a self, id: &'a StepId) -> impl Iterator<Item = &'a Flow> {
        self.flows.iter().filter(move |flow| &flow.to == id)
    }
}
