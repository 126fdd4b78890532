//! The variables a diagram declares: by its forms, by what it takes from answers, and who started the case.

use crate::diagram::{Diagram, FieldKind};
use crate::run::REQUESTER;
use crate::step::StepKind;
use feel::Type;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
pub(crate) struct Declared {
    pub key: String,
    pub label: String,
    pub origin: Origin,
    /// The steps that set it, in the order of the diagram.
    pub origins: Vec<usize>,
}

/// What gives a variable its type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Origin {
    /// A field or something taken from an answer. `surely` holds when it can't be left empty.
    Field {
        kind: FieldKind,
        surely: bool,
    },
    /// What a table gives: a list, or of a kind nobody said.
    Result {
        kind: Option<FieldKind>,
        many: bool,
    },
    Requester,
}

const REQUESTER_PARTS: [(&str, &str); 2] = [
    ("name", "Requester’s name"),
    ("email", "Requester’s e-mail"),
];

impl Declared {
    pub fn value_type(&self) -> Type {
        match &self.origin {
            Origin::Field { kind, .. } => kind.value_type(),
            Origin::Result { kind, many } => {
                let one = kind.as_ref().map_or(Type::Any, FieldKind::value_type);
                if *many { Type::list(one) } else { one }
            }
            Origin::Requester => {
                let part = |(name, _): (&str, &str)| (name.to_owned(), Type::String);
                Type::Context(REQUESTER_PARTS.map(part).into())
            }
        }
    }

    /// What a picker offers of it: key, label, kind.
    pub fn parts(&self) -> Vec<(String, String, FieldKind)> {
        match &self.origin {
            Origin::Field { kind, .. } => {
                vec![(self.key.clone(), self.label.clone(), kind.clone())]
            }
            // As a list is read: what it holds, one after the other.
            Origin::Result { .. } => {
                let text = FieldKind::Text { multiline: false };
                vec![(self.key.clone(), self.label.clone(), text)]
            }
            Origin::Requester => REQUESTER_PARTS
                .map(|(name, label)| {
                    let kind = FieldKind::Text { multiline: false };
                    (format!("{}.{name}", self.key), label.to_owned(), kind)
                })
                .into(),
        }
    }
}

/// Choices that are kept under one key may each be the answer; a free text may be anything.
fn widen(known: &mut FieldKind, other: &FieldKind) {
    match (&mut *known, other) {
        (FieldKind::Choice { options }, FieldKind::Choice { options: more }) => {
            for option in more {
                if !options.contains(option) {
                    options.push(option.clone());
                }
            }
        }
        (FieldKind::Choice { .. }, FieldKind::Text { .. }) => *known = other.clone(),
        _ => {}
    }
}

/// All variables in the order of the diagram. A field called `requester` takes the place of the person.
pub(super) fn declared(diagram: &Diagram) -> Vec<Declared> {
    let mut all: Vec<Declared> = Vec::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for (index, step) in diagram.steps.iter().enumerate() {
        let mut add = |key: &str, label: &str, origin: Origin| {
            let number = *numbers.entry(key.to_owned()).or_insert_with(|| {
                all.push(Declared {
                    key: key.to_owned(),
                    label: if label.trim().is_empty() {
                        key
                    } else {
                        label.trim()
                    }
                    .to_owned(),
                    origin: origin.clone(),
                    origins: Vec::new(),
                });
                all.len() - 1
            });
            let declared = &mut all[number];
            if declared.origins.last() != Some(&index) {
                declared.origins.push(index);
            }
            if let (
                Origin::Field {
                    surely: all,
                    kind: known,
                },
                Origin::Field { surely, kind },
            ) = (&mut declared.origin, &origin)
            {
                *all &= surely;
                widen(known, kind);
            }
        };
        if let Some(form) = step.form() {
            for field in &form.fields {
                let (kind, surely) = (field.kind.clone(), field.required);
                add(&field.key, &field.label, Origin::Field { kind, surely });
            }
        }
        if let StepKind::DecideByTable(decide) = &step.kind {
            for result in decide.results() {
                let (key, label) = (result.output.key.trim(), result.output.title());
                let origin = match result.kind {
                    // A result left empty for the cases no rule fits is the table's wish.
                    Some(kind) if !result.many => Origin::Field { kind, surely: true },
                    kind => Origin::Result {
                        kind,
                        many: result.many,
                    },
                };
                add(key, label, origin);
            }
        }
        if let StepKind::Service(service) = &step.kind {
            for take in &service.takes {
                let kind = take.kind.clone();
                add(&take.key, &take.label, Origin::Field { kind, surely: true });
            }
        }
    }
    let start = diagram
        .steps
        .iter()
        .position(|step| matches!(step.kind, StepKind::Start(_)));
    if let Some(start) = start.filter(|_| !numbers.contains_key(REQUESTER)) {
        all.push(Declared {
            key: REQUESTER.to_owned(),
            label: "Requester".to_owned(),
            origin: Origin::Requester,
            origins: vec![start],
        });
    }
    all
}
