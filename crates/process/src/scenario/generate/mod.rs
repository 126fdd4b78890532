//! Scenarios for what no scenario walks yet: cases are played at random, led by what conditions and rules ask for, and
//! those that show something new are kept.

mod candidates;
mod dice;
mod output;
mod usual;
mod walk;
mod wish;

use super::Scenario;
use super::coverage::{Coverage, Missing};
use super::record::record;
use crate::definition::{Definition, Moment};
use crate::diagram::{Diagram, Flow};
use crate::play::{Beginning, Play};
use crate::run::Status;
use crate::step::StepKind;
use candidates::Candidates;
use dice::Dice;
use feel::Zone;
use std::sync::Arc;
use walk::Walker;
use wish::Kinds;

pub use usual::{usual_answers, usual_move, usual_reply};

/// Walks of which the best is kept.
const AT_ONCE: usize = 24;
/// Rounds that may show nothing new before it is given up.
const IN_VAIN: usize = 6;
/// More scenarios nobody reads.
const MOST: usize = 60;

/// A scenario and what it is the first to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Generated {
    pub scenario: Scenario,
    pub shows: Vec<Missing>,
}

/// Scenarios that walk what `walked` lacks, as far as any can be found. They begin like `first`: at its time, in its
/// zone, by the same person. The same process gives the same scenarios.
pub fn generate(
    definition: &Arc<Definition>,
    first: &Beginning,
    walked: &Coverage,
) -> Vec<Generated> {
    let mut generator = Generator::new(definition, first, walked);
    let mut all = Vec::new();
    while let Some(next) = generator.next() {
        all.push(next);
    }
    all
}

struct Generator<'a> {
    definition: &'a Arc<Definition>,
    first: &'a Beginning,
    walked: Coverage,
    candidates: Candidates,
    kinds: Kinds,
    moment: Moment<'static>,
    dice: Dice,
    found: usize,
}

impl<'a> Generator<'a> {
    fn new(definition: &'a Arc<Definition>, first: &'a Beginning, walked: &Coverage) -> Self {
        let zone = first.zone.parse().unwrap_or(Zone::Utc);
        Self {
            definition,
            first,
            walked: walked.clone(),
            candidates: Candidates::of(definition.diagram(), first.at, &zone),
            kinds: Kinds::of(definition),
            moment: Moment::new(first.at, zone),
            dice: Dice::new(0xBA70),
            found: 0,
        }
    }

    fn next(&mut self) -> Option<Generated> {
        for _ in 0..IN_VAIN {
            let missing = self.walked.missing(self.definition);
            if missing.is_empty() || self.found >= MOST {
                return None;
            }
            let walks: Vec<Play> = (0..AT_ONCE).filter_map(|_| self.walk(&missing)).collect();
            let best = walks
                .into_iter()
                .map(|play| (self.worth(&play, &missing), play))
                .max_by_key(|(worth, _)| *worth);
            if let Some((_, play)) = best.filter(|(worth, _)| worth.news > 0) {
                return Some(self.keep(&play, &missing));
            }
        }
        None
    }

    fn walk(&mut self, missing: &[Missing]) -> Option<Play> {
        let target = self.dice.pick(missing)?;
        let wish = wish::values_for(
            target,
            self.definition,
            &self.candidates,
            &self.kinds,
            &self.moment,
            &mut self.dice,
        );
        let mut walker = Walker {
            definition: self.definition,
            candidates: &self.candidates,
            kinds: &self.kinds,
            wish,
            dice: &mut self.dice,
        };
        walker.walk(self.first)
    }

    fn worth(&self, play: &Play, missing: &[Missing]) -> Worth {
        let mut with = self.walked.clone();
        with.add(play.log());
        let still = with.missing(self.definition).len();
        Worth {
            news: missing.len() - still,
            ends: play.state().status == Status::Completed,
            shortness: usize::MAX - play.moves().len(),
        }
    }

    fn keep(&mut self, play: &Play, missing: &[Missing]) -> Generated {
        self.walked.add(play.log());
        self.found += 1;
        let still = self.walked.missing(self.definition);
        let shows: Vec<Missing> = missing
            .iter()
            .filter(|one| !still.contains(one))
            .cloned()
            .collect();
        let name = name_of(self.definition.diagram(), play, &shows);
        let id = format!("generated-{}", self.found);
        Generated {
            scenario: record(play, &id, &name),
            shows,
        }
    }
}

/// What makes a walk worth keeping, the weightiest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Worth {
    news: usize,
    ends: bool,
    shortness: usize,
}

/// Two labels say enough.
const LABELS: usize = 2;

/// Named by the answers of the gateways it is the first to show, else by where it ends.
fn name_of(diagram: &Diagram, play: &Play, shows: &[Missing]) -> String {
    let labelled = |flow: &Flow| {
        let label = flow.label.trim();
        let from = diagram.step(&flow.from)?;
        (!label.is_empty()).then(|| format!("{} {label}", from.title()))
    };
    let ways = shows.iter().filter_map(|one| match one {
        Missing::Flow(flow) => labelled(diagram.flow(flow)?),
        _ => None,
    });
    let ways: Vec<String> = ways.take(LABELS).collect();
    if !ways.is_empty() {
        return ways.join(", ");
    }
    let rule = shows.iter().find_map(|one| match one {
        Missing::Rule(step, rule) => {
            let title = diagram.step(step)?.title();
            Some(format!("Rule {} of “{title}”", rule + 1))
        }
        _ => None,
    });
    let step = || {
        shows.iter().find_map(|one| match one {
            Missing::Step(step) => {
                let step = diagram.step(step)?;
                let plain = matches!(step.kind, StepKind::Start(_));
                (!plain).then(|| format!("As far as “{}”", step.title()))
            }
            _ => None,
        })
    };
    rule.or_else(step).unwrap_or_else(|| {
        match play.state().status {
            Status::Completed => "To the end",
            _ => "On its way",
        }
        .to_owned()
    })
}
