//! Sample values, and what the table says to them: worked out here by the code that runs real cases.

use canvas::sheet::{Kinds, words::result_of_words};
use leptos::prelude::*;
use process::decision::table::Table;
use process::diagram::FieldKind;
use process::feel::{self, EvalContext};
use process::{Decided, TablePlan, Timestamp, Undecided, Value, Zone};
use std::collections::BTreeMap;

#[derive(Clone, Copy)]
pub struct Trial {
    pub on: RwSignal<bool>,
    /// As typed, by input.
    pub typed: RwSignal<BTreeMap<usize, String>>,
    /// None while it is off or nothing is typed.
    pub answer: Memo<Option<Answer>>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Decided(Decided),
    Undecided(Undecided),
    /// A sample value that is not one.
    Unreadable { input: usize, message: String },
}

impl Trial {
    pub fn new(table: Memo<Table>, kinds: Memo<Kinds>) -> Self {
        let on = RwSignal::new(false);
        let typed = RwSignal::new(BTreeMap::new());
        let answer = Memo::new(move |_| {
            if !on.get() {
                return None;
            }
            let typed: BTreeMap<usize, String> = typed.get();
            let something = typed.values().any(|text| !text.trim().is_empty());
            something.then(|| {
                table.with(|table| kinds.with(|kinds| ask(table, kinds, &typed)))
            })
        });
        Self { on, typed, answer }
    }

    /// Whether a rule's result counts for the sample. Tracked.
    pub fn fired(self, rule: usize) -> bool {
        self.answer.with(|answer| match answer {
            Some(Answer::Decided(decided)) => decided.rules.contains(&rule),
            _ => false,
        })
    }
}

fn ask(table: &Table, kinds: &Kinds, typed: &BTreeMap<usize, String>) -> Answer {
    let mut values = Vec::new();
    for input in 0..table.inputs.len() {
        let text = typed.get(&input).map_or("", |text| text.trim());
        match read(text, kinds.input(input)) {
            Ok(value) => values.push(value),
            Err(message) => return Answer::Unreadable { input, message },
        }
    }
    let now = Timestamp(js_sys::Date::now() as i64);
    match TablePlan::of(table).try_out(values, now, Zone::Utc) {
        Ok(decided) => Answer::Decided(decided),
        Err(undecided) => Answer::Undecided(undecided),
    }
}

/// A sample value, written like a result.
fn read(text: &str, kind: Option<&FieldKind>) -> Result<Value, String> {
    if text.is_empty() {
        return Ok(Value::Null);
    }
    let source = result_of_words(text, kind);
    let context = EvalContext::new(Timestamp(0), Zone::Utc);
    let value = feel::parse(&source)
        .ok()
        .and_then(|expression| feel::evaluate(&expression, &BTreeMap::new(), &context).ok());
    match (value, kind) {
        (Some(value), Some(kind)) => kind
            .read_value(&value)
            .map_err(|wanted| format!("This must be {wanted}.")),
        (Some(value), None) => Ok(value),
        (None, None) => Ok(Value::from(text)),
        (None, Some(kind)) => {
            let wanted = kind.read_value(&Value::list(Vec::new())).err();
            Err(format!("This must be {}.", wanted.unwrap_or("a value")))
        }
    }
}
