//! What the checker says is wrong, where, and the film that shows it.

use super::film::Film;
use crate::id::StepId;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub kind: Kind,
    /// The step it is about first, then those that bring it about.
    pub steps: Vec<StepId>,
    /// What is wrong, in the names of the drawing.
    pub sentence: String,
    /// The shortest way found to where it goes wrong. None where that nothing happens is what is wrong, and
    /// where the drawing is too large to find a way again that was found in what is left of it.
    pub film: Option<Film>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// Something waits for what cannot come in this run.
    Stuck,
    /// A join that can never go on, whatever happens.
    NeverFires,
    /// Something is left over where no join waits for it.
    LeftOver,
    /// A step is at work twice at the same time.
    DoneTwice,
    /// Ever more of the same step are at work.
    MoreAndMore,
    /// No case ever gets there.
    DeadStep,
    /// A case never comes to an end from there.
    EndlessLoop,
    /// A case goes round without waiting for anything.
    BusyLoop,
    /// An error is thrown that nothing catches.
    Uncaught,
}

impl Kind {
    /// The rule a problem of this kind goes by.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Stuck => "stuck",
            Self::NeverFires => "never-goes-on",
            Self::LeftOver => "left-over",
            Self::DoneTwice => "done-twice",
            Self::MoreAndMore => "more-and-more",
            Self::DeadStep => "dead-step",
            Self::EndlessLoop => "never-ends",
            Self::BusyLoop => "endless-loop",
            Self::Uncaught => "uncaught",
        }
    }
}
