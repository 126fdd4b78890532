//! What the checker proves about the drawing while it is drawn, and what the scenarios that guard it say: a little at
//! a time, so that no frame waits for it.

use leptos::prelude::*;
use process::check::{Checker, Checking, Finding, Report};
use process::scenario::{Scenario, guards, unmet};
use process::{Catalog, Definition, Diagram, Problem};
use std::sync::Arc;
use std::time::Duration;

/// Moves that are tried at once. The usual drawing is decided with fewer.
const AT_ONCE: usize = 60;
/// Moves after which “not yet decided” is the answer.
const AT_MOST: usize = 6_000;
/// Between two portions the page has its turn.
const BREATH: Duration = Duration::from_millis(4);

/// Scenarios that must pass before the process is published.
#[derive(Default)]
struct Guarding {
    definition: Option<Arc<Definition>>,
    /// Still to be played, the last first.
    to_play: Vec<Scenario>,
    /// What those that were played say of the drawing as it is.
    now: Vec<Problem>,
    /// What was said of the drawing before: it stands until it is known better, so that nothing flickers.
    before: Vec<Problem>,
}

#[derive(Clone, Copy)]
pub struct Behaviour {
    checker: StoredValue<Checker>,
    checking: StoredValue<Option<Checking>>,
    tried: StoredValue<usize>,
    /// How many drawings have been looked at.
    round: StoredValue<usize>,
    findings: RwSignal<Vec<Finding>>,
    guarding: StoredValue<Guarding>,
    /// The finding whose film is watched.
    pub watched: RwSignal<Option<Finding>>,
}

impl Behaviour {
    pub(super) fn new() -> Self {
        Self {
            checker: StoredValue::new(Checker::default()),
            checking: StoredValue::new(None),
            tried: StoredValue::new(0),
            round: StoredValue::new(0),
            findings: RwSignal::default(),
            guarding: StoredValue::default(),
            watched: RwSignal::new(None),
        }
    }

    /// Looks at a drawing in place of the one before. `problems` are those that are known without looking far; `tell` is
    /// given them together with what was proven.
    pub(super) fn look(
        self,
        diagram: &Diagram,
        catalog: &Catalog,
        problems: Vec<Problem>,
        tell: impl Fn(Vec<Problem>) + Clone + 'static,
    ) {
        let begun = self
            .checker
            .try_with_value(|checker| checker.begin(diagram));
        let Some(begun) = begun else {
            return;
        };
        self.checking.set_value(Some(begun));
        self.tried.set_value(0);
        self.round.update_value(|round| *round += 1);
        self.watched.set(None);
        self.guarding.update_value(|guarding| {
            let mut to_play: Vec<Scenario> = guards(&diagram.tests).cloned().collect();
            to_play.reverse();
            let drawn = || Arc::new(Definition::of_deployed(diagram, catalog));
            guarding.definition = (!to_play.is_empty()).then(drawn);
            guarding.to_play = to_play;
            guarding.now.clear();
        });
        self.go_on(problems, tell);
    }

    fn go_on(self, problems: Vec<Problem>, tell: impl Fn(Vec<Problem>) + Clone + 'static) {
        let Some(report) = self.portion() else {
            return self.later(move || self.go_on(problems, tell));
        };
        let problems = report.among(problems);
        self.findings.set(report.findings);
        self.guard(problems, tell);
    }

    /// Plays one of the scenarios after the other.
    fn guard(self, problems: Vec<Problem>, tell: impl Fn(Vec<Problem>) + Clone + 'static) {
        let mut known = problems.clone();
        let more = self.guarding.try_update_value(|guarding| {
            let Some(scenario) = guarding.to_play.pop() else {
                guarding.before = guarding.now.clone();
                known.extend(guarding.now.iter().cloned());
                return false;
            };
            known.extend(guarding.before.iter().cloned());
            let definition = guarding.definition.as_ref();
            let unmet = definition.and_then(|definition| unmet(definition, &scenario));
            guarding.now.extend(unmet);
            true
        });
        match more {
            Some(true) => {
                tell(known);
                self.later(move || self.guard(problems, tell));
            }
            Some(false) => tell(known),
            None => {}
        }
    }

    /// Goes on in a moment, unless another drawing has come in between, or the page is gone.
    fn later(self, go_on: impl FnOnce() + 'static) {
        let begun = self.round.try_get_value();
        set_timeout(
            move || {
                if begun.is_some() && self.round.try_get_value() == begun {
                    go_on();
                }
            },
            BREATH,
        );
    }

    /// Tries a portion. What is known, once that is all there will be.
    fn portion(self) -> Option<Report> {
        self.tried.try_update_value(|tried| *tried += AT_ONCE)?;
        let mut report = None;
        self.checking.try_update_value(|checking| {
            let checking = checking.as_mut()?;
            self.checker.try_update_value(|checker| {
                let over = checking.step(checker, AT_ONCE);
                if over || self.tried.get_value() >= AT_MOST {
                    report = Some(checking.report());
                }
            })
        });
        report
    }

    /// What a problem of the list was found by. Tracked.
    pub fn finding(self, problem: &Problem) -> Option<Finding> {
        self.findings.with(|findings| {
            let mut findings = findings.iter();
            findings
                .find(|finding| finding.problem() == *problem)
                .cloned()
        })
    }
}
