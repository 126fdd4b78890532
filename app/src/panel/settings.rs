//! What every settings form of the panel stands on: which step it is about, and the ways to read and change it.

use crate::canvas::EditorState;
use leptos::prelude::*;
use process::diagram::Step;
use process::diagram::edit::Edit;
use process::problem::Place;
use process::step::StepKind;
use process::{Problem, StepId};

/// What every settings form needs: which step, and the ways to read and change it.
#[derive(Clone, Copy, PartialEq)]
pub struct Settings {
    pub state: EditorState,
    pub id: StoredValue<StepId>,
}

impl Settings {
    /// Follows the step; none once it is deleted.
    pub fn step(self) -> Memo<Option<Step>> {
        Memo::new(move |_| self.state.step(&self.id.get_value()))
    }

    /// Follows one kind's settings. Keeps the last ones while the step is just being replaced or deleted.
    pub fn memo<T>(self, pick: impl Fn(&StepKind) -> Option<T> + Send + Sync + 'static) -> Memo<T>
    where
        T: Clone + PartialEq + Default + Send + Sync + 'static,
    {
        Memo::new(move |last: Option<&T>| {
            self.state
                .step(&self.id.get_value())
                .and_then(|step| pick(&step.kind))
                .or_else(|| last.cloned())
                .unwrap_or_default()
        })
    }

    pub fn set(self, kind: StepKind) {
        self.state.edit(Edit::SetKind {
            step: self.id.get_value(),
            kind,
        });
    }

    /// A keystroke in `field`; typing on in the same field is one undo.
    pub fn typed(self, field: String, kind: StepKind) {
        let id = self.id.get_value();
        self.state
            .type_into(&format!("{id}/{field}"), Edit::SetKind { step: id, kind });
    }

    /// The same, by changing what one kind's settings are now.
    pub fn change<T>(
        self,
        field: &str,
        now: Memo<T>,
        kind: fn(T) -> StepKind,
        edit: &dyn Fn(&mut T),
    ) where
        T: Clone + Send + Sync + 'static,
    {
        let mut settings = now.get_untracked();
        edit(&mut settings);
        self.typed(field.to_owned(), kind(settings));
    }

    /// A keystroke in a field that steps of every kind have.
    pub fn change_step(self, field: &str, edit: &dyn Fn(&mut Step)) {
        let id = self.id.get_value();
        if let Some(mut step) = untrack(|| self.state.step(&id)) {
            edit(&mut step);
            let edit = Edit::SetStep {
                step: Box::new(step),
            };
            self.state.type_into(&format!("{id}/{field}"), edit);
        }
    }

    /// The first problem of a setting of this step.
    pub fn problem_at(self, setting: &str) -> Signal<Option<String>> {
        self.problem_at_key(setting.to_owned())
    }

    pub fn problem_at_key(self, setting: String) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.state.problems.with(|problems| {
                problems
                    .iter()
                    .find(|problem| self.is_at(problem, &setting))
                    .map(|problem| problem.message.clone())
            })
        })
    }

    fn is_at(self, problem: &Problem, wanted: &str) -> bool {
        matches!(
            &problem.place,
            Place::Step { step, setting: Some(setting) } if setting == wanted && *step == self.id.get_value()
        )
    }
}
