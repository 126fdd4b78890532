//! Undo and redo: one entry per intent, typing in one field is one entry.

use super::{Edit, Refused, Touched};
use crate::diagram::Diagram;

/// So many intents can be taken back; older ones are forgotten.
const DEPTH: usize = 500;

#[derive(Clone, Debug, Default)]
pub struct History {
    undo: Vec<Entry>,
    redo: Vec<Edit>,
    /// The next typing starts an entry of its own.
    paused: bool,
}

#[derive(Clone, Debug)]
struct Entry {
    inverse: Edit,
    /// The field being typed in; further typing in it joins this entry.
    field: Option<String>,
}

impl History {
    /// Applies one intent.
    pub fn apply(&mut self, diagram: &mut Diagram, edit: Edit) -> Result<Touched, Refused> {
        self.record(diagram, edit, None)
    }

    /// Applies a keystroke's worth of typing in a field. Everything typed in one field, until something else
    /// happens or [`History::pause`] is called, is taken back by one undo.
    pub fn type_into(
        &mut self,
        diagram: &mut Diagram,
        field: &str,
        edit: Edit,
    ) -> Result<Touched, Refused> {
        self.record(diagram, edit, Some(field))
    }

    /// The user left the field: what is typed next is another intent.
    pub fn pause(&mut self) {
        self.paused = true;
    }

    pub fn undo(&mut self, diagram: &mut Diagram) -> Option<Touched> {
        let entry = self.undo.pop()?;
        self.paused = true;
        let (touched, redo) = perform(diagram, entry.inverse)?;
        self.redo.push(redo);
        Some(touched)
    }

    pub fn redo(&mut self, diagram: &mut Diagram) -> Option<Touched> {
        let edit = self.redo.pop()?;
        self.paused = true;
        let (touched, inverse) = perform(diagram, edit)?;
        self.undo.push(Entry {
            inverse,
            field: None,
        });
        Some(touched)
    }

    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    fn record(
        &mut self,
        diagram: &mut Diagram,
        edit: Edit,
        field: Option<&str>,
    ) -> Result<Touched, Refused> {
        let mut touched = Touched::default();
        touched.add(&edit);
        let inverse = edit.apply(diagram)?;
        if inverse.is_nothing() {
            return Ok(Touched::default());
        }
        touched.add(&inverse);
        self.redo.clear();
        let joins = !self.paused && field.is_some();
        self.paused = false;
        match self.undo.last_mut() {
            Some(last) if joins && last.field.as_deref() == field => {
                if !same_place(&last.inverse, &inverse) {
                    let before = std::mem::replace(&mut last.inverse, Edit::nothing());
                    last.inverse = Edit::batch(vec![inverse, before]);
                }
            }
            _ => self.undo.push(Entry {
                inverse,
                field: field.map(str::to_owned),
            }),
        }
        if self.undo.len() > DEPTH {
            self.undo.remove(0);
        }
        Ok(touched)
    }
}

fn perform(diagram: &mut Diagram, edit: Edit) -> Option<(Touched, Edit)> {
    let mut touched = Touched::default();
    touched.add(&edit);
    // The history only holds edits that fit the diagram it is kept for; a foreign change in between is dropped.
    let inverse = edit.apply(diagram).ok()?;
    touched.add(&inverse);
    Some((touched, inverse))
}

/// Whether the older edit already restores everything the newer one would.
fn same_place(older: &Edit, newer: &Edit) -> bool {
    match (older, newer) {
        (Edit::Rename { step: a, .. }, Edit::Rename { step: b, .. })
        | (Edit::SetKind { step: a, .. }, Edit::SetKind { step: b, .. })
        | (Edit::SetNote { step: a, .. }, Edit::SetNote { step: b, .. })
        | (Edit::Move { step: a, .. }, Edit::Move { step: b, .. }) => a == b,
        (Edit::SetCondition { flow: a, .. }, Edit::SetCondition { flow: b, .. })
        | (Edit::SetLabel { flow: a, .. }, Edit::SetLabel { flow: b, .. })
        | (Edit::SetBends { flow: a, .. }, Edit::SetBends { flow: b, .. }) => a == b,
        _ => false,
    }
}
