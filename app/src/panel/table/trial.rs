//! Sample values, and what the table says to them: worked out here by the code that runs real cases.

use super::super::sample;
use super::state::SheetState;
use crate::ui::Icon;
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
    Unreadable {
        input: usize,
        message: String,
    },
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
            something.then(|| table.with(|table| kinds.with(|kinds| ask(table, kinds, &typed))))
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
    match TablePlan::try_out(table, values, sample::now(), sample::zone_here()) {
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

/// The sample under the headings: a value for each column that is looked at, and what comes out.
#[component]
pub fn TrialRow(sheet: SheetState) -> impl IntoView {
    let shape = Memo::new(move |_| sheet.shape());
    view! {
        <div class="sheet-row trial" role="row">
            <div role="rowheader" class="sheet-number"><span class="sr-only">"Try it"</span><Icon drawing=icondata_lu::LuFlaskConical/></div>
            {move || {
                let shape = shape.get();
                let inputs = (0..shape.inputs).map(|input| view! { <Sample sheet input/> }).collect_view();
                let results = (0..shape.outputs).map(|output| view! { <Outcome sheet output/> }).collect_view();
                view! { {inputs} {results} <div role="gridcell" class="sheet-cell remark"></div> }
            }}
        </div>
    }
}

#[component]
fn Sample(sheet: SheetState, input: usize) -> impl IntoView {
    let Trial { typed, answer, .. } = sheet.trial;
    let title = move || {
        let title = sheet
            .table
            .with(|table| table.inputs.get(input).map(|it| it.title().to_owned()));
        format!("Sample for {}", title.unwrap_or_default())
    };
    let options = Memo::new(move |_| {
        sheet.kinds.with(|kinds| match kinds.input(input) {
            Some(FieldKind::Choice { options }) => options.clone(),
            Some(FieldKind::YesNo) => vec!["yes".to_owned(), "no".to_owned()],
            _ => Vec::new(),
        })
    });
    let value = move || typed.with(|typed| typed.get(&input).cloned().unwrap_or_default());
    let set = move |text: String| typed.update(|typed| _ = typed.insert(input, text));
    let wrong = move || {
        answer.with(
            |answer| matches!(answer, Some(Answer::Unreadable { input: at, .. }) if *at == input),
        )
    };
    view! {
        <div role="gridcell" class="sheet-cell when sample" class:wrong=wrong>
            {move || if options.with(Vec::is_empty) {
                view! {
                    <input
                        class="sheet-input"
                        type="text"
                        autocomplete="off"
                        placeholder="Sample"
                        aria-label=title
                        aria-invalid=move || wrong().then_some("true")
                        prop:value=value
                        on:input=move |event| set(event_target_value(&event))
                    />
                }.into_any()
            } else {
                view! {
                    <select class="sheet-input" aria-label=title prop:value=value on:change=move |event| set(event_target_value(&event))>
                        <option value="">"Empty"</option>
                        {options.get().into_iter().map(|option| view! { <option value=option.clone()>{option.clone()}</option> }).collect_view()}
                    </select>
                }.into_any()
            }}
        </div>
    }
}

#[component]
fn Outcome(sheet: SheetState, output: usize) -> impl IntoView {
    let words = move || {
        let key = sheet
            .table
            .with(|table| table.outputs.get(output).map(|it| it.key.clone()));
        sheet.trial.answer.with(|answer| match answer {
            Some(Answer::Decided(decided)) => {
                let value = decided.results.get(key.unwrap_or_default().trim());
                value.map(process::words::value).unwrap_or_default()
            }
            _ => String::new(),
        })
    };
    view! {
        <div role="gridcell" class="sheet-cell then outcome"><output class="sheet-words">{words}</output></div>
    }
}
