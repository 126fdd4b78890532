//! What the checker proves about the drawing while it is drawn: a little at a time, so that no frame waits for it.

use leptos::prelude::*;
use process::check::{Checker, Checking, Finding, Report};
use process::{Diagram, Problem};
use std::time::Duration;

/// Moves that are tried at once. The usual drawing is decided with fewer.
const AT_ONCE: usize = 60;
/// Moves after which “not yet decided” is the answer.
const AT_MOST: usize = 6_000;
/// Between two portions the page has its turn.
const BREATH: Duration = Duration::from_millis(4);

#[derive(Clone, Copy)]
pub struct Behaviour {
    checker: StoredValue<Checker>,
    checking: StoredValue<Option<Checking>>,
    tried: StoredValue<usize>,
    findings: RwSignal<Vec<Finding>>,
    /// The finding whose film is watched.
    pub watched: RwSignal<Option<Finding>>,
}

impl Behaviour {
    pub(super) fn new() -> Self {
        Self {
            checker: StoredValue::new(Checker::default()),
            checking: StoredValue::new(None),
            tried: StoredValue::new(0),
            findings: RwSignal::default(),
            watched: RwSignal::new(None),
        }
    }

    /// Looks at a drawing in place of the one before. `problems` are those that are known without looking far; `tell` is
    /// given them together with what was proven.
    pub(super) fn look(
        self,
        diagram: &Diagram,
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
        self.watched.set(None);
        self.go_on(problems, tell);
    }

    fn go_on(self, problems: Vec<Problem>, tell: impl Fn(Vec<Problem>) + Clone + 'static) {
        let Some(report) = self.portion() else {
            return self.later(problems, tell);
        };
        tell(report.among(problems));
        self.findings.set(report.findings);
    }

    fn later(self, problems: Vec<Problem>, tell: impl Fn(Vec<Problem>) + Clone + 'static) {
        let begun = self.tried.try_get_value();
        set_timeout(
            move || {
                // Another drawing may have come in between, or the page may be gone.
                if self.tried.try_get_value() == begun && begun.is_some() {
                    self.go_on(problems, tell);
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
