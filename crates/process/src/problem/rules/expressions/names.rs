//! Which names rules may use, and where. A drawing with sub-processes, events and rounds knows more than its forms say.

use super::super::Checked;
use crate::data::{self, Datum, brings_more};
use feel::{Scope, Type};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What a rule about rounds may ask besides.
const COUNTS: [&str; 4] = [
    "numberOfInstances",
    "numberOfActiveInstances",
    "numberOfCompletedInstances",
    "numberOfTerminatedInstances",
];

pub(in super::super) struct Names {
    everywhere: Scope,
    /// Names that come from elsewhere than from forms, tables and answers, or may.
    brought: BTreeSet<String>,
    /// Others may send values that the drawing does not name.
    pub is_open: bool,
    is_whole: bool,
}

impl Names {
    pub fn of(checked: &Checked<'_>) -> Self {
        let declared = checked.data.declared.iter();
        let mut names = Self {
            everywhere: declared
                .map(|each| (&*each.key, each.value_type()))
                .collect(),
            brought: BTreeSet::new(),
            is_open: false,
            is_whole: checked.definition.structure.is_whole,
        };
        if names.is_whole {
            names.is_open = brings_more(checked.diagram);
            let more = data::everywhere(checked.diagram);
            names.brought = more.iter().map(|datum| datum.key.clone()).collect();
            add(&mut names.everywhere, more);
            for count in COUNTS {
                names.everywhere.insert(count, Type::Number);
            }
        }
        names
    }

    /// What may be named anywhere.
    pub fn everywhere(&self) -> &Scope {
        &self.everywhere
    }

    /// What may be named at a step.
    pub fn at(&self, checked: &Checked<'_>, step: usize) -> Cow<'_, Scope> {
        let near = match self.is_whole {
            true => data::around(checked.diagram, &checked.diagram.steps[step]),
            false => Vec::new(),
        };
        if near.is_empty() {
            return Cow::Borrowed(&self.everywhere);
        }
        let mut scope = self.everywhere.clone();
        add(&mut scope, near);
        Cow::Owned(scope)
    }

    /// Whether a value may come from where the way of a case does not show it.
    pub fn may_come_otherwise(&self, name: &str) -> bool {
        self.is_open || self.brought.contains(name)
    }
}

/// A name that comes from several places may be anything.
fn add(scope: &mut Scope, more: Vec<Datum>) {
    for datum in more {
        let of = match scope.get(&datum.key) {
            Some(known) if *known != datum.of => Type::Any,
            _ => datum.of,
        };
        scope.insert(datum.key, of);
    }
}
