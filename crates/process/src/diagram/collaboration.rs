//! What surrounds the steps: pools and what they say to each other, lanes, declared data, and what an import keeps.

use super::Point;
use super::form::FieldKind;
use super::shape::Size;
use crate::id::{LaneId, PoolId, StepId};
use crate::step::Assignment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One of the processes of a drawing, or somebody whose process is not known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pool {
    pub id: PoolId,
    #[serde(default)]
    pub name: String,
    /// The key of its process; none for a pool whose inside is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub process: Option<String>,
    /// It shows what others do: of several processes in a drawing, this one is not meant to run.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only_shown: bool,
    #[serde(default)]
    pub position: Point,
    /// None: it is not drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<Size>,
}

/// A role: it assigns the user tasks that stand in it and do not say otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lane {
    pub id: LaneId,
    #[serde(default)]
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool: Option<PoolId>,
    /// The lane it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inside: Option<LaneId>,
    #[serde(default)]
    pub assignment: Assignment,
    #[serde(default)]
    pub position: Point,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<Size>,
}

/// A message drawn between pools, or steps of different pools.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessageFlow {
    pub id: String,
    pub from: Party,
    pub to: Party,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bends: Vec<Point>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Party {
    Step(StepId),
    Pool(PoolId),
}

/// A variable that the process, or a sub-process, declares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DataObject {
    /// The variable.
    pub key: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// None: whatever it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<FieldKind>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub many: bool,
    /// Its value at the beginning: a FEEL expression.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub initial: String,
    /// Where it is drawn, when it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Point>,
}

/// What an imported file said that has no other place here, so that an export loses nothing. Never read by the engine.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Kept(pub BTreeMap<String, serde_json::Value>);

impl Kept {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// How many tokens a step needs to begin, and gives when it ends (BPMN start and completion quantity).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantities {
    #[serde(default = "one")]
    pub takes: i64,
    #[serde(default = "one")]
    pub gives: i64,
}

impl Default for Quantities {
    fn default() -> Self {
        Self { takes: 1, gives: 1 }
    }
}

impl Quantities {
    pub(crate) fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

fn one() -> i64 {
    1
}

/// When a step may be at work, besides being reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Only {
    /// “Only one at a time”: of all steps that name the same, one is at work at any time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<String>,
    /// “Only while … is still open”: it begins only while a visit of this step is not over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub while_open: Option<StepId>,
}

impl Only {
    pub(crate) fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}
