//! Whether a process can go wrong, found by letting the kernel run everything that could happen, whatever its data.
//!
//! A drawing is searched with its data taken out ([`abstracted()`]): every condition may hold or not, every step ends,
//! every event happens or does not. What goes wrong comes with a [`Film`] that the kernel can run again. What could not
//! be searched to the end is never called sound.

mod abstracted;
mod checker;
mod film;
mod finding;
mod marking;
mod moves;
mod net;
mod order;
mod problems;
mod reduce;
mod repair;
mod search;
mod space;
mod tell;
mod watch;
mod words;

use crate::diagram::Diagram;

pub use abstracted::abstracted;
pub use checker::{Checker, Checking};
pub use film::{Film, Frame};
pub use finding::{Finding, Kind};
pub use moves::Move;
pub(crate) use order::circles;
pub(crate) use repair::fresh_id;
pub use repair::{Repair, repairs};
pub use search::Search;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Proven: no case can go wrong, as far as the drawing goes.
    Sound,
    Findings,
    /// Nothing was found so far, and not everything has been looked at.
    Undecided,
}

#[derive(Clone, Debug)]
pub struct Report {
    pub verdict: Verdict,
    pub findings: Vec<Finding>,
}

impl Search {
    /// Everything that can happen in a drawing, nothing of it tried yet.
    pub fn new(diagram: &Diagram) -> Self {
        Self::of(&abstracted(diagram))
    }

    /// What is known by now. `diagram` is the one that is searched.
    pub fn report(&self, diagram: &Diagram) -> Report {
        let findings = tell::findings(self, diagram);
        let verdict = match (findings.is_empty(), self.is_complete()) {
            (false, _) => Verdict::Findings,
            (true, true) if !self.space.starts.is_empty() => Verdict::Sound,
            (true, _) => Verdict::Undecided,
        };
        Report { verdict, findings }
    }
}
