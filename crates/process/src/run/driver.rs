//! Somebody who drives a case in place of the outside world: a simulation, a test, a conformance suite. What a driver
//! decides, the kernel takes as it is; everything else stays the kernel's.

use crate::id::{FlowId, StepId};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Driver {
    /// The ways a gateway takes, in place of its conditions. A gateway that is not named here takes none of several. A
    /// step that was held is left by these ways too; without any named, by all of them.
    pub ways: BTreeMap<StepId, Vec<FlowId>>,
    /// Steps that wait for [`super::Wish::Release`] when they have begun.
    pub holds: BTreeSet<StepId>,
    /// Work is done at once and events wait for [`super::Wish::Happen`], so that no outside is needed.
    pub simulates: bool,
    /// How often is done what is done for each of several things, where nothing is worked out; once where nobody says.
    pub rounds: Option<u64>,
    /// An error that nothing catches ends only its own way.
    pub forgives_errors: bool,
    /// Steps one command may enter before the case is said to run in circles, where it is not the usual number.
    pub visits: Option<usize>,
    /// What can never go on stays where it is, without an incident.
    pub leaves_stuck: bool,
}
