//! Groups of steps: made, taken away, opened and closed, and what goes in and out of them.

use crate::canvas::Canvas;
use crate::changes::{Changes, Request};
use crate::selection::Selection;
use process::StepId;
use process::diagram::Point;
use process::diagram::edit::{Edit, intent};
use process::step::{StepKind, SubProcess};
use std::collections::BTreeSet;

impl Canvas {
    /// Makes one group of what is chosen.
    pub(crate) fn group(&mut self, changes: &mut Changes) {
        let chosen = self.selection.steps.clone();
        match intent::group(self.drawing.diagram(), &chosen, &mut *self.ids) {
            Ok((edit, id)) => {
                self.commit(edit, changes);
                self.choose(Selection::of_step(&id), changes);
                changes.requests.push(Request::Focus(id));
            }
            Err(refused) => changes.requests.push(Request::Say(refused.to_string())),
        }
    }

    /// Takes the chosen group away and leaves its steps.
    pub(crate) fn ungroup(&mut self, changes: &mut Changes) {
        let Some(group) = self.chosen_group() else {
            let hint = "Choose a group of steps first.".to_owned();
            changes.requests.push(Request::Say(hint));
            return;
        };
        match intent::ungroup(self.drawing.diagram(), &group, &mut *self.ids) {
            Ok((edit, left)) => {
                self.commit(edit, changes);
                let focus = left.first().cloned();
                self.choose(Selection::of_steps(left, focus.clone()), changes);
                changes.requests.extend(focus.map(Request::Focus));
            }
            Err(refused) => changes.requests.push(Request::Say(refused.to_string())),
        }
    }

    /// Opens the chosen group, or closes it.
    pub(crate) fn open_or_close(&mut self, changes: &mut Changes) {
        if let Some(group) = self.chosen_group() {
            changes.add(self.toggle_group(&group));
        }
    }

    pub fn toggle_group(&mut self, group: &StepId) -> Changes {
        let mut changes = Changes::default();
        let diagram = self.drawing.diagram();
        if let Some(edit) = intent::open(diagram, group).or_else(|| intent::close(diagram, group)) {
            self.commit(edit, &mut changes);
            changes.requests.push(Request::Focus(group.clone()));
        }
        changes
    }

    fn chosen_group(&self) -> Option<StepId> {
        let step = self.drawing.step(self.selection.single_step()?)?;
        matches!(step.kind, StepKind::SubProcess(_)).then(|| step.id.clone())
    }

    /// Moves steps, and into another group or out of theirs, when no flow is left that crosses an edge.
    pub(crate) fn move_into(
        &mut self,
        steps: &BTreeSet<StepId>,
        by: Point,
        into: Option<&StepId>,
        changes: &mut Changes,
    ) {
        let diagram = self.drawing.diagram();
        let edit = intent::may_move_into(diagram, steps, into).map(|()| {
            Edit::batch(vec![
                intent::move_steps(diagram, steps, by),
                intent::move_into(diagram, steps, by, into),
            ])
        });
        self.commit_all(edit, changes);
    }

    /// An edit together with what it leaves to do: groups grow with what is in them, and steps take the lane
    /// they are put down in.
    pub(crate) fn with_room(&self, edit: Edit) -> Edit {
        let before = self.drawing.diagram();
        let groups = |steps: &[process::diagram::Step]| {
            steps
                .iter()
                .any(|step| matches!(step.kind, StepKind::SubProcess(SubProcess { .. })))
        };
        if !groups(&before.steps) && before.lanes.is_empty() && before.pools.is_empty() {
            return edit;
        }
        let mut after = before.clone();
        if edit.clone().apply(&mut after).is_err() {
            return edit;
        }
        let mut edits = vec![edit];
        if let Some(more) = intent::grow(before, &after)
            && more.clone().apply(&mut after).is_ok()
        {
            edits.push(more);
        }
        edits.extend(intent::settle(before, &after));
        match edits.len() {
            1 => edits.remove(0),
            _ => Edit::batch(edits),
        }
    }
}
