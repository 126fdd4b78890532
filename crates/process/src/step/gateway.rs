//! The settings of gateways that have some.

use super::Rest;
use serde::{Deserialize, Serialize};

/// Waits for some of its ways in (BPMN complex gateway). Going out it takes every way whose condition holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complex {
    /// Goes on when so many ways have come in; none, without `activation`, means all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<u32>,
    /// Goes on when this FEEL expression is true; it may use `activationCount`, the number of ways that have come in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub activation: String,
    /// What becomes of the ways that come in later.
    #[serde(default, skip_serializing_if = "Rest::is_usual")]
    pub rest: Rest,
    /// A second token on a way waits until the gateway has been reset.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blocking: bool,
    /// With the rest stopped: which steps that stops; empty means all between the split and here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<crate::id::StepId>,
}

/// The first of the events behind it decides the way (BPMN event-based gateway).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstEvent {
    /// One of the events also begins a case.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub begins: bool,
    /// All of the events must come (BPMN parallel event-based gateway; only where it begins a case).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all: bool,
}
