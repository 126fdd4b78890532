//! What the checker proves about the drawing while it is drawn, and what the scenarios that guard it say: a little at
//! a time, so that no frame waits for it.

use leptos::prelude::*;
use process::check::{Checker, Checking, Finding, Report};
use process::scenario::{Scenario, guards, unmet};
use process::{Catalog, Definition, Diagram, Problem};
use std::sync::Arc;
use std::time::Duration;

/// Moves that are tried between two looks at the clock. The usual drawing is decided with few of them.
const AT_ONCE: usize = 10;
/// Milliseconds it may take at once: less than half a frame.
const AT_A_TIME: i64 = 6;
/// Moves after which “not yet decided” is said, and it goes on behind the scenes.
const AT_FIRST: usize = 6_000;
/// Moves after which “not yet decided” is the answer.
const AT_MOST: usize = 60_000;
/// Between two portions the page has its turn.
const BREATH: Duration = Duration::from_millis(4);
/// Once something has been said nobody waits any more, and the page has most of the time.
const CALM: Duration = Duration::from_millis(25);

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
        let Some((report, more)) = self.portion() else {
            let said = self.tried.try_get_value() > Some(AT_FIRST);
            let pause = if said { CALM } else { BREATH };
            return self.later(pause, move || self.go_on(problems, tell));
        };
        let known = report.among(problems.clone());
        self.findings.set(report.findings);
        if more {
            tell(self.with_guards(known));
            self.later(CALM, move || self.go_on(problems, tell));
        } else {
            self.guard(known, tell);
        }
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
                self.later(BREATH, move || self.guard(problems, tell));
            }
            Some(false) => tell(known),
            None => {}
        }
    }

    /// Goes on in a moment, unless another drawing has come in between, or the page is gone.
    fn later(self, pause: Duration, go_on: impl FnOnce() + 'static) {
        let begun = self.round.try_get_value();
        set_timeout(
            move || {
                if begun.is_some() && self.round.try_get_value() == begun {
                    go_on();
                }
            },
            pause,
        );
    }

    /// With what scenarios said of the drawing before.
    fn with_guards(self, mut problems: Vec<Problem>) -> Vec<Problem> {
        self.guarding
            .try_with_value(|guarding| problems.extend(guarding.before.iter().cloned()));
        problems
    }

    /// Tries a portion. What is known, when it is time to say it, and whether there is more to find.
    fn portion(self) -> Option<(Report, bool)> {
        let until = crate::ui::now() + AT_A_TIME;
        loop {
            let tried = self.tried.try_update_value(|tried| {
                *tried += AT_ONCE;
                *tried
            })?;
            let stepped = self.checking.try_update_value(|checking| {
                let checking = checking.as_mut()?;
                self.checker.try_update_value(|checker| {
                    let over = checking.step(checker, AT_ONCE) || tried >= AT_MOST;
                    (over || tried == AT_FIRST).then(|| (checking.report(), !over))
                })
            });
            if let Some(report) = stepped?? {
                return Some(report);
            }
            if crate::ui::now() >= until {
                return None;
            }
        }
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
