//! What whoever is asked answers, as parts of a sentence.

use super::super::taken::taken;
use super::reading::{answer, said, source, typed};
use super::{Input, Slots, value};
use crate::definition::Definition;
use crate::diagram::Form;
use crate::id::StepId;
use crate::play::Reply;
use crate::run::FailureKind;
use feel::Value;
use std::collections::BTreeMap;

/// Several answers, one after the other: the keys of each have its number in front.
pub(super) fn all(
    replies: &mut [Reply],
    step: &StepId,
    definition: &Definition,
    slots: &mut Slots<'_>,
) {
    for (number, reply) in replies.iter_mut().enumerate() {
        one(reply, step, definition, &format!("{number}."), slots);
    }
}

pub(super) fn one(
    reply: &mut Reply,
    step: &StepId,
    definition: &Definition,
    before: &str,
    slots: &mut Slots<'_>,
) {
    if let Reply::Gives { .. } | Reply::Fails { .. } = reply {
        outcome(reply, before, slots);
    }
    match reply {
        Reply::Answers { answers: given } => answers(given, definition.form(step), before, slots),
        Reply::Gives { output } => gives(output, step, definition, before, slots),
        Reply::Fails { message, .. } => {
            slots.text(&format!("{before}message"), "Saying", message);
        }
        Reply::Throws { code } => slots.text(&format!("{before}code"), "Error", code),
    }
}

/// What the process takes from the answer, field by field; the whole of it where it takes nothing.
fn gives(
    output: &mut Value,
    step: &StepId,
    definition: &Definition,
    before: &str,
    slots: &mut Slots<'_>,
) {
    let taken = taken(definition, step);
    if taken.is_empty() {
        value(&format!("{before}output"), "With", output, slots);
    }
    for taken in taken {
        let field = &taken.field;
        let key = format!("{before}taken.{}", field.key);
        let input = Input::Answer {
            kind: field.kind.clone(),
            required: false,
        };
        let text = taken.read(output).map_or_else(String::new, typed);
        slots.slot(&key, field.title(), input, text, |text| {
            taken.put(output, answer(field, text)?);
            Ok(())
        });
    }
}

fn outcome(reply: &mut Reply, before: &str, slots: &mut Slots<'_>) {
    let choices = [
        ("gives", "succeeds"),
        ("transient", "fails for now"),
        ("permanent", "fails for good"),
        ("business", "says no"),
        ("unknown", "does not say whether it was done"),
    ];
    let now = match reply {
        Reply::Fails { failure, .. } => match failure {
            FailureKind::Transient => "transient",
            FailureKind::Permanent => "permanent",
            FailureKind::Business => "business",
            FailureKind::Unknown => "unknown",
        },
        _ => "gives",
    };
    let input = choices.map(|(key, words)| (key.to_owned(), words.to_owned()));
    let key = format!("{before}outcome");
    slots.slot(
        &key,
        "Outcome",
        Input::OneOf(input.into()),
        now.to_owned(),
        |text| {
            let fails = |failure| {
                let message = match &*reply {
                    Reply::Fails { message, .. } => message.clone(),
                    _ => "It did not work.".to_owned(),
                };
                Reply::Fails { failure, message }
            };
            *reply = match text {
                "gives" => match &*reply {
                    Reply::Gives { output } => Reply::Gives {
                        output: output.clone(),
                    },
                    _ => Reply::Gives {
                        output: Value::context(BTreeMap::new()),
                    },
                },
                "transient" => fails(FailureKind::Transient),
                "permanent" => fails(FailureKind::Permanent),
                "business" => fails(FailureKind::Business),
                "unknown" => fails(FailureKind::Unknown),
                _ => return Err("Choose what comes back.".to_owned()),
            };
            Ok(())
        },
    );
}

/// The fields of a form, and then what it does not ask, or not any more: that goes away when it is emptied.
pub(super) fn answers(
    answers: &mut BTreeMap<String, Value>,
    form: Option<&Form>,
    before: &str,
    slots: &mut Slots<'_>,
) {
    let fields = form.map(|form| form.fields.as_slice()).unwrap_or_default();
    for field in fields {
        let key = format!("{before}answer.{}", field.key);
        let input = Input::Answer {
            kind: field.kind.clone(),
            required: field.required,
        };
        let text = answers.get(&field.key).map_or_else(String::new, typed);
        slots.slot(&key, field.title(), input, text, |text| {
            answers.insert(field.key.clone(), answer(field, text)?);
            Ok(())
        });
    }
    let asked = |key: &str| fields.iter().any(|field| field.key == key);
    let stray: Vec<String> = answers.keys().filter(|key| !asked(key)).cloned().collect();
    for name in stray {
        let text = answers.get(&name).map_or_else(String::new, source);
        let key = format!("{before}answer.{name}");
        slots.slot(&key, &name, Input::Formula, text, |text| {
            match said(text)? {
                Value::Null => answers.remove(&name),
                given => answers.insert(name.clone(), given),
            };
            Ok(())
        });
    }
}
