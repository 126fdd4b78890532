//! The sample case: values to try expressions with while drawing, chosen once for a process. They stay in this
//! browser and never reach the diagram.

use super::formula::scope_of;
use crate::api::ProcessId;
use leptos::prelude::*;
use process::feel::{EvalContext, Expression, Preview, Timestamp, Zone, preview};
use process::{Datum, StepId, Value};
use std::collections::BTreeMap;

/// What came of trying an expression.
pub enum Tried {
    Gives(Value),
    /// The sample case lacks a value; this is what people call it.
    Missing(String),
    Fails(String),
}

/// What the keys of answers begin with; no datum's does.
const ANSWER: &str = "answer of ";

/// What somebody typed for each datum, by its key.
type Typed = BTreeMap<String, String>;

#[derive(Clone, Copy)]
pub struct Sample {
    pub process: ProcessId,
    typed: RwSignal<Typed>,
    /// Whether its values are in sight.
    pub open: RwSignal<bool>,
}

impl Sample {
    /// For everything inside the calling component.
    pub fn provide(process: ProcessId) {
        let sample = Self {
            process,
            typed: RwSignal::default(),
            open: RwSignal::new(false),
        };
        // Only the browser remembers it.
        Effect::new(move || {
            let kept = storage().and_then(|storage| storage.get_item(&sample.place()).ok()?);
            if let Some(typed) = kept.and_then(|text| serde_json::from_str(&text).ok()) {
                sample.typed.set(typed);
            }
        });
        provide_context(sample);
    }

    pub fn of(self, key: &str) -> String {
        self.typed
            .with(|typed| typed.get(key).cloned().unwrap_or_default())
    }

    pub fn set(self, key: &str, text: String) {
        self.typed.update(|typed| {
            if text.trim().is_empty() {
                typed.remove(key);
            } else {
                typed.insert(key.to_owned(), text);
            }
        });
        self.keep();
    }

    /// Everything a past case knows. Answers of systems stay: a case does not keep them.
    pub fn take_from(self, data: &[Datum], variables: &BTreeMap<String, Value>) {
        let known = data.iter().filter_map(|datum| {
            let value = at_path(variables, &datum.key)?;
            (!value.is_null()).then(|| (datum.key.clone(), value.to_text()))
        });
        let known: Vec<_> = known.collect();
        self.typed.update(|typed| {
            typed.retain(|key, _| key.starts_with(ANSWER));
            typed.extend(known);
        });
        self.keep();
    }

    /// The text of a system's answer to a step, as somebody pasted it.
    pub fn answer(self, step: &StepId) -> String {
        self.of(&format!("{ANSWER}{step}"))
    }

    pub fn set_answer(self, step: &StepId, text: String) {
        self.set(&format!("{ANSWER}{step}"), text);
    }

    /// The sample as data of a case. What has no value, or one of another kind, is left out.
    pub fn variables(self, data: &[Datum]) -> BTreeMap<String, Value> {
        self.typed.with(|typed| variables(data, typed))
    }

    /// What it has for a datum. Tracked.
    pub fn value(self, datum: &Datum) -> Option<Value> {
        let known = self.variables(std::slice::from_ref(datum));
        at_path(&known, &datum.key).cloned()
    }

    /// What an expression gives for it. Only in the browser: the clock is the reader's.
    pub fn try_out(self, expression: &Expression, data: &[Datum]) -> Tried {
        let context = EvalContext::new(now(), zone_here());
        match preview(expression, &self.variables(data), &scope_of(data), &context) {
            Preview::Value(result) => Tried::Gives(result),
            Preview::Failed(error) => Tried::Fails(error.to_string()),
            Preview::Missing { names, .. } => {
                let name = names.into_iter().next().unwrap_or_default();
                let datum = data.iter().find(|datum| datum.key == name);
                Tried::Missing(datum.map_or(name, |datum| datum.label.clone()))
            }
        }
    }

    fn keep(self) {
        let text = self.typed.with_untracked(serde_json::to_string);
        if let (Some(storage), Ok(text)) = (storage(), text) {
            // A full or forbidden storage only means that the sample is forgotten.
            let _ = storage.set_item(&self.place(), &text);
        }
    }

    fn place(self) -> String {
        format!("baton-sample-{}", self.process)
    }
}

/// The browser's clock.
pub fn now() -> Timestamp {
    Timestamp(js_sys::Date::now() as i64)
}

/// How far the browser's clock is from UTC today: whoever draws means their own days and hours.
pub fn zone_here() -> Zone {
    let minutes_west = js_sys::Date::new_0().get_timezone_offset();
    Zone::fixed(-(minutes_west as i32) * 60).unwrap_or_default()
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn variables(data: &[Datum], typed: &Typed) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    for datum in data {
        let Some(text) = typed.get(&datum.key) else {
            continue;
        };
        let text = text.trim().replace('\u{a0}', " ");
        if let Ok(value) = datum.kind.read_value(&Value::from(text.as_str())) {
            put(&mut all, &datum.key, value);
        }
    }
    all
}

fn at_path<'a>(variables: &'a BTreeMap<String, Value>, path: &str) -> Option<&'a Value> {
    match path.split_once('.') {
        None => variables.get(path),
        Some((first, rest)) => match variables.get(first)? {
            Value::Context(fields) => at_path(fields, rest),
            _ => None,
        },
    }
}

/// Sets `requester.name` inside `requester`.
fn put(variables: &mut BTreeMap<String, Value>, path: &str, value: Value) {
    let Some((first, rest)) = path.split_once('.') else {
        variables.insert(path.to_owned(), value);
        return;
    };
    let mut fields = match variables.get(first) {
        Some(Value::Context(fields)) => (**fields).clone(),
        _ => BTreeMap::new(),
    };
    put(&mut fields, rest, value);
    variables.insert(first.to_owned(), Value::context(fields));
}

#[cfg(test)]
mod tests {
    use super::*;
    use process::diagram::FieldKind;

    fn datum(key: &str, kind: FieldKind) -> Datum {
        Datum {
            key: key.to_owned(),
            label: key.to_owned(),
            of: FieldKind::value_type(&kind),
            kind,
            origin: StepId::new("start"),
            certain: true,
        }
    }

    #[test]
    fn what_is_typed_becomes_data_of_its_kind_and_place() {
        let text = || FieldKind::Text { multiline: false };
        let data = [
            datum("amount", FieldKind::Number),
            datum("day", FieldKind::Date),
            datum("requester.name", text()),
            datum("requester.email", text()),
        ];
        let typed = [
            ("amount", "12.50"),
            ("day", "soon"),
            ("requester.name", "Ada"),
            ("requester.email", "ada@example.com"),
        ];
        let typed = typed.map(|(key, text)| (key.to_owned(), text.to_owned()));
        let found = variables(&data, &typed.into());
        assert!(matches!(found["amount"], Value::Number(_)));
        assert!(!found.contains_key("day"), "this is no date");
        let name = at_path(&found, "requester.name").map(Value::to_text);
        let email = at_path(&found, "requester.email").map(Value::to_text);
        assert_eq!(name.as_deref(), Some("Ada"));
        assert_eq!(email.as_deref(), Some("ada@example.com"));
    }
}
