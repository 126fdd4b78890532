//! What a process takes from the answer of a system, as fields that people can read and fill in.

use crate::definition::Definition;
use crate::diagram::{Field, FieldKind, Form};
use crate::id::StepId;
use crate::step::StepKind;
use feel::Value;
use std::collections::BTreeMap;

/// A value that a step takes from a place of the answer.
pub(super) struct Taken {
    pub field: Field,
    /// The names on the way there.
    path: Vec<String>,
}

/// Those a step takes by nothing but names, such as `body.id`. What is worked out any other way has no place in the
/// answer that could be filled in.
pub(super) fn taken(definition: &Definition, step: &StepId) -> Vec<Taken> {
    let drawn = definition.step(step).map(|step| &step.kind);
    let Some(StepKind::Service(service)) = drawn else {
        return Vec::new();
    };
    let fields = service.takes.iter().filter_map(|take| {
        Some(Taken {
            path: path(&take.from)?,
            field: Field {
                key: take.key.clone(),
                label: take.label.clone(),
                kind: take.kind.clone(),
                required: false,
                help: String::new(),
            },
        })
    });
    fields.collect()
}

/// What a process takes from the answer of a system, as a form to answer for it; empty where it takes nothing.
pub fn answer_form(definition: &Definition, step: &StepId) -> Form {
    let taken = taken(definition, step).into_iter();
    Form {
        fields: taken.map(|taken| taken.field).collect(),
    }
}

/// An answer as the texts that stand in the inputs of that form, by field.
pub fn answer_texts(
    definition: &Definition,
    step: &StepId,
    output: &Value,
) -> BTreeMap<String, String> {
    let taken = taken(definition, step).into_iter();
    let texts = taken.filter_map(|taken| {
        let text = taken.read(output)?.to_text();
        Some((taken.field.key, text))
    });
    texts.collect()
}

/// An answer with what was filled in there; what was left empty goes away.
pub fn with_answers(
    definition: &Definition,
    step: &StepId,
    output: &Value,
    answers: &BTreeMap<String, Value>,
) -> Value {
    let mut output = output.clone();
    for taken in taken(definition, step) {
        let nothing = match taken.field.kind {
            // A box that is not ticked says no.
            FieldKind::YesNo => Value::Boolean(false),
            _ => Value::Null,
        };
        let given = answers.get(&taken.field.key).cloned();
        taken.put(&mut output, given.unwrap_or(nothing));
    }
    output
}

impl Taken {
    pub fn read<'a>(&self, output: &'a Value) -> Option<&'a Value> {
        self.path.iter().try_fold(output, |at, name| match at {
            Value::Context(fields) => fields.get(name),
            _ => None,
        })
    }

    /// Puts a value where it is taken from; nothing takes it away.
    pub fn put(&self, output: &mut Value, given: Value) {
        // Answers come as JSON, which has no dates.
        let given = match (&self.field.kind, given) {
            (FieldKind::Date, date @ Value::Date(_)) => Value::String(date.to_text().into()),
            (_, given) => given,
        };
        put(output, &self.path, given);
    }
}

fn put(at: &mut Value, path: &[String], given: Value) {
    let Some((name, rest)) = path.split_first() else {
        *at = given;
        return;
    };
    let mut fields = match at {
        Value::Context(fields) => BTreeMap::clone(fields),
        _ => BTreeMap::new(),
    };
    if rest.is_empty() && given.is_null() {
        fields.remove(name);
    } else {
        put(
            fields.entry(name.clone()).or_insert(Value::Null),
            rest,
            given,
        );
    }
    *at = Value::context(fields);
}

fn path(source: &str) -> Option<Vec<String>> {
    let is_name = |name: &str| {
        let mut signs = name.chars();
        signs
            .next()
            .is_some_and(|first| first.is_alphabetic() || first == '_')
            && signs.all(|sign| sign.is_alphanumeric() || sign == '_')
    };
    let names: Vec<String> = source.trim().split('.').map(str::to_owned).collect();
    names.iter().all(|name| is_name(name)).then_some(names)
}
