//! What the checker found as problems, in one list with those that the rules of a diagram found.

use super::{Finding, Kind, Report, Verdict};
use crate::problem::{Place, Problem, Severity};

/// Rules that see signs of what the checker proves or refutes.
const SIGNS: [&str; 2] = ["stuck-join", "done-twice"];

impl Finding {
    /// A warning: which ways a case takes is decided by data that is not looked at here.
    pub fn problem(&self) -> Problem {
        let place = match self.steps.first() {
            Some(step) => Place::Step {
                step: step.clone(),
                setting: None,
            },
            None => Place::Diagram,
        };
        warning(place, self.kind.rule(), self.sentence.clone())
    }
}

impl Report {
    /// One list: signs give way to what is proven, and nothing is said twice of one step.
    pub fn among(&self, problems: Vec<Problem>) -> Vec<Problem> {
        let mut all = problems;
        if self.verdict != Verdict::Undecided {
            all.retain(|problem| !SIGNS.contains(&&*problem.rule));
        }
        let found: Vec<Problem> = self
            .findings
            .iter()
            .filter(|found| !is_said(found.kind, &found.problem().place, &all))
            .map(Finding::problem)
            .collect();
        let broken = all
            .iter()
            .any(|problem| problem.severity == Severity::Error);
        if self.verdict == Verdict::Undecided && !broken {
            let message = "Not everything that can happen in this process has been looked at yet. Smaller groups of steps are looked at more quickly.";
            all.push(warning(Place::Diagram, "not-decided", message.to_owned()));
        }
        all.extend(found);
        all
    }
}

fn warning(place: Place, rule: &str, message: String) -> Problem {
    Problem {
        severity: Severity::Warning,
        place,
        rule: rule.to_owned(),
        message,
    }
}

/// Whether a rule has said the same of this place.
fn is_said(kind: Kind, place: &Place, problems: &[Problem]) -> bool {
    let rules: &[&str] = match kind {
        Kind::DeadStep => &["unreachable", "nothing-leads-here", "one-start"],
        Kind::EndlessLoop => &["no-way-to-end", "no-end"],
        Kind::BusyLoop => &["endless-loop", "busy-loop"],
        Kind::LeftOver => &["leads-nowhere", "no-way"],
        Kind::Stuck | Kind::NeverFires | Kind::DoneTwice | Kind::MoreAndMore | Kind::Uncaught => {
            &[]
        }
    };
    let mut problems = problems.iter();
    problems.any(|problem| {
        let whole = problem.place == Place::Diagram && problem.rule == "no-end";
        rules.contains(&&*problem.rule) && (whole || problem.place == *place)
    })
}
