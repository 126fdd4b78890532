//! A scenario is a test in the words of the process: how a case begins, what people and systems answer, how time passes,
//! and what must have happened. Kept with the process, run by the very engine that runs its cases.
//!
//! **A format for ever**, as a part of the diagram: it changes by addition only.

mod coverage;
mod gate;
mod generate;
mod judge;
mod junit;
mod parts;
mod past_case;
mod record;
mod run;
mod spell;
mod taken;
mod words;

use crate::id::StepId;
use crate::play::{Beginning, Move, Pins};
use serde::{Deserialize, Serialize};

pub use coverage::{Coverage, Covered, Missing};
pub use gate::{Tested, gate, guards, run_all, unmet};
pub use generate::{Generated, generate, usual_answers, usual_move, usual_reply};
pub use junit::junit;
pub use parts::{Input, Line, Part, line_parts, with_part};
pub use past_case::{Masks, NotReplayable, from_past_case};
pub use record::{expected, record};
pub use run::{At, Failure, Outcome, run};
pub use taken::{answer_form, answer_texts, with_answers};
pub use words::{Words, in_words};

/// The scenarios of a process.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tests {
    /// Nothing is published while one of them fails.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gate: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scenarios: Vec<Scenario>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Stable over renames.
    pub id: String,
    #[serde(default)]
    pub name: String,
    pub beginning: Beginning,
    /// Steps that answer by themselves, by step.
    #[serde(default, skip_serializing_if = "Pins::is_empty")]
    pub pins: Pins,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expects: Vec<Expectation>,
}

/// What must have happened once all moves are made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "expect", rename_all = "camelCase")]
pub enum Expectation {
    /// The case is over; with a step, that way was taken to its end.
    Ends {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<StepId>,
    },
    Cancelled,
    /// The case is at this step.
    WaitsAt {
        step: StepId,
    },
    /// The step was done: so often, and no later than this ISO 8601 duration after the last thing somebody did.
    Does {
        step: StepId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        times: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<String>,
    },
    /// The case never came to the step.
    Skips {
        step: StepId,
    },
    /// A setting of what a system was sent, such as the recipient of a mail, holds this text.
    Sends {
        step: StepId,
        setting: String,
        text: String,
    },
    /// A FEEL expression over the case's data is true.
    Holds {
        expression: String,
    },
    /// Somebody has to mend something at the step.
    StuckAt {
        step: StepId,
    },
}

impl Tests {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// An id no scenario has yet.
    pub fn fresh_id(&self) -> String {
        let taken = |id: &String| self.scenarios.iter().any(|scenario| scenario.id == *id);
        let ids = (self.scenarios.len() + 1..).map(|number| format!("scenario-{number}"));
        // Fewer are taken than there are numbers.
        ids.into_iter().find(|id| !taken(id)).unwrap_or_default()
    }
}

impl Scenario {
    /// Its name, or what stands in place of one.
    pub fn title(&self) -> &str {
        match self.name.trim() {
            "" => "Scenario without a name",
            name => name,
        }
    }
}
