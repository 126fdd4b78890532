//! The variables that a process, or a sub-process, declares, with what they are at the beginning.

use super::Formula;
use super::build::written;
use crate::diagram::{DataObject, Diagram, FieldKind};
use crate::step::StepKind;
use feel::Value;
use std::collections::BTreeMap;

/// By slot of the structure.
#[derive(Clone, Debug, Default)]
pub(super) struct Declared(BTreeMap<usize, Vec<DatumPlan>>);

#[derive(Clone, Debug)]
pub(crate) struct DatumPlan {
    pub key: String,
    /// None: no value yet.
    pub initial: Option<Formula>,
    kind: Option<FieldKind>,
}

impl Declared {
    pub fn of(diagram: &Diagram) -> Self {
        let inside = diagram.steps.iter().enumerate();
        let inside = inside.filter_map(|(index, step)| match &step.kind {
            StepKind::SubProcess(sub) => Some((index + 1, &sub.data)),
            _ => None,
        });
        let all = [(0, &diagram.data)].into_iter().chain(inside);
        let declared = all.filter(|(_, data)| !data.is_empty());
        Self(
            declared
                .map(|(slot, data)| (slot, data.iter().map(DatumPlan::of).collect()))
                .collect(),
        )
    }

    pub fn of_slot(&self, slot: usize) -> &[DatumPlan] {
        self.0.get(&slot).map_or(&[], Vec::as_slice)
    }
}

impl DatumPlan {
    fn of(object: &DataObject) -> Self {
        Self {
            key: object.key.clone(),
            initial: written(&object.initial).map(Formula::parse),
            kind: object.kind.clone().filter(|_| !object.many),
        }
    }

    /// A value as the kind that was declared.
    pub fn typed(&self, value: Value) -> Result<Value, String> {
        let Some(kind) = &self.kind else {
            return Ok(value);
        };
        let wrong = |wanted| {
            let given = value.kind_in_words();
            format!("“{}” begins with {given}, but must be {wanted}.", self.key)
        };
        kind.read_value(&value).map_err(wrong)
    }
}
