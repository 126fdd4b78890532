//! Why a case cannot be played as asked, in words.

use crate::run::Rejection;
use std::fmt;

/// A move that cannot be made. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    NoStart,
    /// Such a step is not in the process.
    StepGone(String),
    /// Nobody and nothing is asked at the step, by its name.
    NotAsked(String),
    /// The reply is not one this step can have.
    WrongReply(String),
    InvalidAnswers(Vec<String>),
    NotADuration(String),
    UnknownZone(String),
    NothingDue,
    NeverReached(String),
    NobodyWaits(String),
    NothingStuck(String),
    Over,
    ReasonMissing,
    /// It went on without end.
    TooLong,
    TooFar,
    /// What is wrong with a business calendar, as a sentence.
    Calendar(String),
    Other(Rejection),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStart => {
                f.write_str("A case of this process cannot begin like that. Look at its start.")
            }
            Self::StepGone(step) => write!(f, "The step “{step}” is not in this process any more."),
            Self::NotAsked(step) => {
                write!(f, "“{step}” is not waiting for an answer at this moment.")
            }
            Self::WrongReply(step) => write!(
                f,
                "“{step}” cannot be answered like that any more. Answer it anew."
            ),
            Self::InvalidAnswers(messages) => f.write_str(&messages.join(" ")),
            Self::NotADuration(text) => write!(
                f,
                "“{text}” is not an amount of time. Write it like P3D for three days or PT2H for two hours."
            ),
            Self::UnknownZone(zone) => write!(f, "There is no time zone “{zone}”."),
            Self::NothingDue => {
                f.write_str("Nothing happens by itself any more. Somebody has to answer.")
            }
            Self::NeverReached(step) => write!(
                f,
                "Time alone does not bring the case to “{step}”. Somebody has to answer first."
            ),
            Self::NobodyWaits(name) => write!(f, "Nothing waits for “{name}” at this moment."),
            Self::NothingStuck(step) => write!(f, "Nothing is stuck at “{step}”."),
            Self::Over => f.write_str("The case is over."),
            Self::ReasonMissing => f.write_str("Say why."),
            Self::TooLong => {
                f.write_str("The case went on and on without coming to rest, and was stopped.")
            }
            Self::TooFar => f.write_str("That lies too far in the future."),
            Self::Calendar(sentence) => f.write_str(sentence),
            Self::Other(_) => f.write_str("That does not fit where the case stands."),
        }
    }
}

impl std::error::Error for Refused {}

impl From<Rejection> for Refused {
    fn from(rejection: Rejection) -> Self {
        match rejection {
            Rejection::NoStart | Rejection::AlreadyStarted => Self::NoStart,
            Rejection::NotRunning => Self::Over,
            Rejection::InvalidAnswers { answers } => {
                Self::InvalidAnswers(answers.into_iter().map(|answer| answer.message).collect())
            }
            Rejection::UnknownZone { zone } => Self::UnknownZone(zone),
            Rejection::NoSuchStep { step } => Self::StepGone(step.to_string()),
            Rejection::ReasonMissing => Self::ReasonMissing,
            other => Self::Other(other),
        }
    }
}
