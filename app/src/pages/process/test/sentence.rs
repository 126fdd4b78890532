//! One sentence of a scenario: read, changed in place, taken away.

use super::{scenario::Change, trial::Trial};
use crate::ui::IconButton;
use leptos::prelude::*;
use process::diagram::FieldKind;
use process::scenario::{Input, Line, Part, Scenario, line_parts, with_part};

#[component]
pub fn Sentence(
    state: Trial,
    scenario: Memo<Option<Scenario>>,
    line: Line,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] why: Signal<Option<String>>,
    change: Callback<Change>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let parts = Memo::new(move |_| {
        scenario.with(|one| {
            let parts = one.as_ref();
            parts.map_or_else(Vec::new, |one| line_parts(one, &state.definition(), line))
        })
    });
    let remove = move |_| change.run(Change::new(move |one| take_away(one, line)));
    let label = move |what: &str| format!("{what}: {}", text.get());
    view! {
        <li class:failed=move || why.with(Option::is_some)>
            <span>{move || text.get()}</span>
            <span class="sentence-acts">
                {move || (!parts.with(Vec::is_empty)).then(|| view! {
                    <IconButton
                        label=label("Change") icon=icondata_lu::LuPencil pressed=Signal::derive(move || open.get())
                        on_click=Callback::new(move |_| open.update(|open| *open = !*open))
                    />
                })}
                {move || (!matches!(line, Line::Given(0))).then(|| view! {
                    <IconButton label=label("Take away") icon=icondata_lu::LuX on_click=Callback::new(remove)/>
                })}
            </span>
            {move || why.get().map(|why| view! { <p class="text-failed">{why}</p> })}
            <Show when=move || open.get()>
                <div class="sentence-parts">
                    <For
                        each=move || parts.get()
                        key=|part| (part.key.clone(), format!("{:?}", part.input))
                        let(part)
                    >
                        <PartInput state scenario line part parts change/>
                    </For>
                </div>
            </Show>
        </li>
    }
}

fn take_away(scenario: &mut Scenario, line: Line) {
    match line {
        Line::Given(0) => {}
        Line::Given(pin) => {
            if let Some(step) = scenario.pins.keys().nth(pin - 1).cloned() {
                scenario.pins.remove(&step);
            }
        }
        Line::When(number) if number < scenario.moves.len() => {
            scenario.moves.remove(number);
        }
        Line::Then(number) if number < scenario.expects.len() => {
            scenario.expects.remove(number);
        }
        Line::When(_) | Line::Then(_) => {}
    }
}

#[component]
fn PartInput(
    state: Trial,
    scenario: Memo<Option<Scenario>>,
    line: Line,
    part: Part,
    parts: Memo<Vec<Part>>,
    change: Callback<Change>,
) -> impl IntoView {
    let wrong = RwSignal::new(None::<String>);
    let key = StoredValue::new(part.key);
    let text = Memo::new(move |_| {
        parts.with(|parts| {
            let own = key.with_value(|key| parts.iter().find(|part| part.key == *key));
            own.map_or_else(String::new, |part| part.text.clone())
        })
    });
    let set = Callback::new(move |typed: String| {
        let Some(one) = scenario.get_untracked() else {
            return;
        };
        let changed = key.with_value(|key| with_part(&one, &state.definition(), line, key, &typed));
        match changed {
            Ok(changed) => {
                wrong.set(None);
                change.run(Change::new(move |one| *one = changed));
            }
            Err(why) => wrong.set(Some(why)),
        }
    });
    view! {
        <label class="sentence-part">
            <span>{part.label}</span>
            {match part.input {
                Input::Answer { kind, required } => answer(kind, required, text, set),
                Input::Text => line_of("text", "", text, set),
                Input::Count => line_of("number", "", text, set),
                Input::Moment => line_of("datetime-local", "", text, set),
                Input::Time => line_of("text", "3 days", text, set),
                Input::Formula => line_of("formula", "", text, set),
                Input::OneOf(choices) => choice(choices, text, set),
            }}
            {move || wrong.get().map(|why| view! { <span class="text-failed">{why}</span> })}
        </label>
    }
}

fn answer(kind: FieldKind, required: bool, text: Memo<String>, set: Callback<String>) -> AnyView {
    let or_nothing = |mut choices: Vec<(String, String)>| {
        if !required {
            choices.insert(0, (String::new(), "Nothing".to_owned()));
        }
        choices
    };
    match kind {
        FieldKind::Choice { options } => {
            let choices = options.into_iter().map(|option| (option.clone(), option));
            choice(or_nothing(choices.collect()), text, set)
        }
        FieldKind::YesNo => {
            let both = [("yes", "Yes"), ("no", "No")];
            let both = both.map(|(key, words)| (key.to_owned(), words.to_owned()));
            choice(or_nothing(both.into()), text, set)
        }
        FieldKind::Date => line_of("date", "", text, set),
        FieldKind::Number | FieldKind::Money { .. } => line_of("decimal", "", text, set),
        FieldKind::Text { .. } => line_of("text", "", text, set),
    }
}

/// A line of a kind: a type of HTML input, or `decimal` and `formula`, which are texts of their own sort.
fn line_of(
    kind: &'static str,
    placeholder: &'static str,
    text: Memo<String>,
    set: Callback<String>,
) -> AnyView {
    let (is, mode) = match kind {
        "decimal" => ("text", Some("decimal")),
        "number" => ("text", Some("numeric")),
        "formula" => ("text", None),
        other => (other, None),
    };
    view! {
        <input
            class="input" class:mono=kind == "formula" type=is inputmode=mode placeholder=placeholder autocomplete="off"
            prop:value=move || text.get()
            on:change=move |event| set.run(event_target_value(&event))
        />
    }
    .into_any()
}

fn choice(choices: Vec<(String, String)>, text: Memo<String>, set: Callback<String>) -> AnyView {
    let options: Vec<_> = choices
        .into_iter()
        .map(|(key, words)| {
            let own = key.clone();
            view! { <option value=key selected=move || text.with(|text| *text == own)>{words}</option> }
        })
        .collect();
    view! {
        <select class="input" on:change=move |event| set.run(event_target_value(&event))>{options}</select>
    }
    .into_any()
}
