//! The door: checks drawings one after the other as they are edited, and remembers what it has proven.

use super::abstracted::{telling_rounds, with_rounds};
use super::reduce::{Reduced, reduce};
use super::words;
use super::{Finding, Kind, Report, Search, Verdict};
use crate::catalog::Catalog;
use crate::definition::Definition;
use crate::diagram::{Diagram, MAX_FLOWS, MAX_STEPS};
use std::collections::BTreeSet;

/// Proofs that are remembered; then it begins anew.
const MOST_REMEMBERED: usize = 2_000;

/// Remembers, by content, what has been proven. A drawing that differs from one before only in its words and data, or
/// only inside of what cannot go wrong by itself, is not searched again.
#[derive(Default)]
pub struct Checker {
    proven: BTreeSet<String>,
}

/// The check of one drawing, which can be gone on with: [`Checking::step`] until [`Checking::is_over`].
pub struct Checking {
    parts: Vec<Part>,
    is_too_large: bool,
}

/// One process of a drawing.
struct Part {
    diagram: Diagram,
    bare: Diagram,
    /// How many rounds there are of what is done for each of several things.
    rounds: u32,
    stage: Stage,
    /// What was found in the rest, in case the whole is too large to find it again and show how it comes about.
    of_rest: Vec<Finding>,
}

enum Stage {
    Proven,
    /// What is left when everything is taken out that cannot go wrong by itself.
    Rest {
        content: String,
        search: Box<Search>,
    },
    Whole {
        content: String,
        search: Box<Search>,
    },
}

impl Checker {
    /// Checks a drawing, trying up to so many moves. What is not decided by then can be gone on with: see
    /// [`Self::begin`].
    pub fn check(&mut self, diagram: &Diagram, _catalog: &Catalog, budget: usize) -> Report {
        let mut checking = self.begin(diagram);
        checking.step(self, budget);
        checking.report()
    }

    /// Begins to check a drawing; nothing is searched yet.
    pub fn begin(&self, diagram: &Diagram) -> Checking {
        let is_too_large = diagram.steps.len() > MAX_STEPS || diagram.flows.len() > MAX_FLOWS;
        let runs = diagram.running_pool();
        let runs = runs.or(diagram.pools.iter().find(|pool| pool.process.is_some()));
        let part = match runs {
            Some(pool) => diagram.of_pool(&pool.id),
            None => diagram.clone(),
        };
        let parts = (!is_too_large).then(|| self.parts(part));
        Checking {
            parts: parts.unwrap_or_default(),
            is_too_large,
        }
    }

    /// What is done for each of several things, and tells of it, is looked at with one of them, with none and with two.
    fn parts(&self, diagram: Diagram) -> Vec<Part> {
        let several = telling_rounds(&diagram).is_some();
        let rounds: &[u32] = if several { &[1, 0, 2] } else { &[1] };
        let parts = rounds
            .iter()
            .map(|rounds| self.part(diagram.clone(), *rounds));
        parts.collect()
    }

    fn part(&self, diagram: Diagram, rounds: u32) -> Part {
        let bare = with_rounds(&diagram, rounds);
        let definition = Definition::of_deployed(&bare, &Catalog::default());
        let reduced = match rounds {
            1 => reduce(&definition),
            _ => Reduced::Whole,
        };
        let stage = match reduced {
            Reduced::Sound => Stage::Proven,
            Reduced::Rest(rest) => {
                let content = content(&rest);
                match self.proven.contains(&content) {
                    true => Stage::Proven,
                    false => Stage::Rest {
                        content,
                        search: Box::new(Search::of(&rest)),
                    },
                }
            }
            Reduced::Whole => self.whole(&bare),
        };
        Part {
            diagram,
            bare,
            rounds,
            stage,
            of_rest: Vec::new(),
        }
    }

    fn whole(&self, bare: &Diagram) -> Stage {
        let content = content(bare);
        match self.proven.contains(&content) {
            true => Stage::Proven,
            false => Stage::Whole {
                content,
                search: Box::new(Search::of(bare)),
            },
        }
    }

    fn remember(&mut self, content: &str) {
        if self.proven.len() >= MOST_REMEMBERED {
            self.proven.clear();
        }
        self.proven.insert(content.to_owned());
    }
}

/// All of it, so that no two drawings are taken for each other.
fn content(bare: &Diagram) -> String {
    serde_json::to_string(bare).unwrap_or_default()
}

impl Checking {
    /// Tries up to so many moves more. Whether it is over.
    pub fn step(&mut self, checker: &mut Checker, budget: usize) -> bool {
        let mut left = budget;
        for part in &mut self.parts {
            part.step(checker, &mut left);
        }
        self.is_over()
    }

    pub fn is_over(&self) -> bool {
        self.parts.iter().all(|part| match &part.stage {
            Stage::Proven => true,
            Stage::Rest { .. } => false,
            Stage::Whole { search, .. } => search.is_over(),
        })
    }

    /// What is known by now.
    pub fn report(&self) -> Report {
        let mut report = Report {
            verdict: Verdict::Sound,
            findings: Vec::new(),
        };
        if self.is_too_large {
            report.verdict = Verdict::Undecided;
        }
        for part in &self.parts {
            let part = part.report();
            let known = report.findings.clone();
            let same = |found: &Finding, known: &Finding| {
                found.kind == known.kind && found.steps.first() == known.steps.first()
            };
            let fresh = part.findings.into_iter();
            let fresh = fresh.filter(|found| known.iter().all(|known| !same(found, known)));
            report.findings.extend(fresh);
            report.verdict = match (report.verdict, part.verdict) {
                (Verdict::Findings, _) | (_, Verdict::Findings) => Verdict::Findings,
                (Verdict::Undecided, _) | (_, Verdict::Undecided) => Verdict::Undecided,
                _ => Verdict::Sound,
            };
        }
        report
    }
}

impl Part {
    fn step(&mut self, checker: &mut Checker, left: &mut usize) {
        if let Stage::Rest { content, search } = &mut self.stage {
            let before = search.tried();
            let over = search.step(*left);
            *left = left.saturating_sub(search.tried() - before);
            if !over && !search.has_found() {
                return;
            }
            let rest = search.report_bare();
            if rest.verdict == Verdict::Sound {
                checker.remember(content);
                self.stage = Stage::Proven;
                return;
            }
            self.of_rest = plainly(rest.findings, &self.diagram);
            // Something is wrong with it: the drawing itself is searched, for a film of its own.
            self.stage = checker.whole(&self.bare);
        }
        if let Stage::Whole { content, search } = &mut self.stage {
            let before = search.tried();
            let over = search.step(*left);
            *left = left.saturating_sub(search.tried() - before);
            if over && search.report_bare().verdict == Verdict::Sound {
                checker.remember(content);
                self.stage = Stage::Proven;
            }
        }
    }

    fn report(&self) -> Report {
        let mut report = self.report_of_stage();
        if self.rounds == 1 {
            return report;
        }
        // What is never got to with another number of rounds is said of one.
        let elsewhere = |kind| matches!(kind, Kind::DeadStep | Kind::EndlessLoop | Kind::BusyLoop);
        report.findings.retain(|found| !elsewhere(found.kind));
        if report.findings.is_empty() && report.verdict == Verdict::Findings {
            let complete =
                matches!(&self.stage, Stage::Whole { search, .. } if search.is_complete());
            report.verdict = match complete {
                true => Verdict::Sound,
                false => Verdict::Undecided,
            };
        }
        if let Some(step) = telling_rounds(&self.diagram) {
            let name = words::step(&self.diagram, &step.id);
            let when = match self.rounds {
                0 => format!(" It comes about when there is nothing to do {name} for."),
                _ => format!(" It comes about when {name} is done for several."),
            };
            for found in &mut report.findings {
                found.sentence.push_str(&when);
            }
        }
        report
    }

    fn report_of_stage(&self) -> Report {
        match &self.stage {
            Stage::Proven => Report {
                verdict: Verdict::Sound,
                findings: Vec::new(),
            },
            Stage::Rest { .. } => Report {
                verdict: Verdict::Undecided,
                findings: Vec::new(),
            },
            Stage::Whole { search, .. } => {
                let mut report = search.report(&self.diagram);
                if report.verdict == Verdict::Undecided && !self.of_rest.is_empty() {
                    report.verdict = Verdict::Findings;
                    report.findings.clone_from(&self.of_rest);
                }
                report
            }
        }
    }
}

/// What was found in what is left of a drawing, as far as the drawing has its steps. There is no film of it.
fn plainly(found: Vec<Finding>, diagram: &Diagram) -> Vec<Finding> {
    let found = found.into_iter().map(|mut found| {
        found.steps.retain(|step| diagram.step(step).is_some());
        found.sentence = words::in_short(diagram, found.kind, found.steps.first());
        found.film = None;
        found
    });
    found.collect()
}
