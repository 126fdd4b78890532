//! When a decision takes a way: the default, rows of field, comparison and value, or a formula.

use super::formula::{FormulaBar, Outcome};
use super::picker::data_here;
use super::row_list::{RowChange, RowList};
use super::rows::EditRows;
use super::settings::Settings;
use crate::canvas::EditorState;
use crate::ui::Icon;
use leptos::prelude::*;
use process::FlowId;
use process::diagram::edit::Edit;
use process::feel::Type;
use process::problem::Place;

#[component]
pub fn WayCondition(state: EditorState, id: FlowId) -> impl IntoView {
    let own = StoredValue::new(id);
    let flow = Memo::new(move |_| state.flow(&own.get_value()));
    let otherwise =
        Memo::new(move |_| flow.with(|flow| flow.as_ref().is_some_and(|flow| flow.otherwise)));
    let source = Memo::new(move |_| {
        flow.get()
            .and_then(|flow| flow.condition)
            .unwrap_or_default()
    });
    let from = flow
        .get_untracked()
        .map(|flow| flow.from)
        .unwrap_or_else(|| "".into());
    let settings = Settings {
        state,
        id: StoredValue::new(from),
    };
    let data = data_here(settings);
    // What is being filled in. It follows the diagram unless the diagram only holds what was written from here.
    let rows = RwSignal::new(EditRows::read(&source.get_untracked()));
    let written = StoredValue::new(source.get_untracked());
    let view = RwSignal::new(if rows.with_untracked(Option::is_none) {
        View::Formula
    } else {
        View::Rows
    });
    let as_text = RwSignal::new(false);
    Effect::watch(
        move || source.get(),
        move |now, _, _| {
            if written.with_value(|written| written != now) {
                written.set_value(now.clone());
                let read = EditRows::read(now);
                if read.is_none() && view.get_untracked() == View::Rows {
                    view.set(View::Formula);
                }
                rows.set(read);
            }
        },
        false,
    );
    let write = move |text: Option<String>| {
        let id = own.get_value();
        written.set_value(text.clone().unwrap_or_default());
        if source.get_untracked() != text.clone().unwrap_or_default() {
            state.type_into(
                &format!("{id}/condition"),
                Edit::SetCondition {
                    flow: id,
                    condition: text,
                },
            );
        }
    };
    let change = Callback::new(move |change: RowChange| {
        let mut now = rows.get_untracked().unwrap_or_else(EditRows::one);
        change.apply(&mut now);
        let text = data.with_untracked(|data| now.source(data));
        rows.set(Some(now));
        write(text);
    });
    let problems = Memo::new(move |_| {
        state.problems.with(|problems| {
            problems
                .iter()
                .filter(|problem| matches!(&problem.place, Place::Flow { flow } if *flow == own.get_value()))
                .map(|problem| problem.message.clone())
                .collect::<Vec<_>>()
        })
    });
    let why_no_rows = Memo::new(move |_| {
        source.with(|source| match EditRows::read(source) {
            Some(_) => None,
            None if process::feel::parse(source).is_err() => Some("Rows cannot show a formula that cannot be read yet."),
            None => Some("Rows cannot show this formula. They show comparisons of a field with a value, joined all by “and” or all by “or”."),
        })
    });
    // Rows that are not finished are in no formula: they stay as long as it still says what they say.
    Effect::watch(
        move || view.get(),
        move |now, _, _| {
            let source = source.get_untracked();
            let same = rows.with_untracked(|rows| {
                let rows = rows.as_ref()?;
                Some(
                    data.with_untracked(|data| rows.source(data))
                        .unwrap_or_default()
                        == source,
                )
            });
            if *now == View::Rows && same != Some(true) {
                rows.set(EditRows::read(&source));
            }
        },
        false,
    );
    let default_id = move || format!("way-{}-default", own.get_value());
    view! {
        <div class="condition">
            <label class="panel-check" for=default_id>
                <input
                    id=default_id
                    type="checkbox"
                    prop:checked=move || otherwise.get()
                    on:change=move |event| state.edit(make_default(state, &own.get_value(), event_target_checked(&event)))
                />
                <span>"Default way: taken when no other is"</span>
            </label>
            <Show when=move || !otherwise.get()>
                <span class="field-label">"Taken when"</span>
                <Views view as_text why_no_rows/>
                {move || if view.get() == View::Rows {
                    view! {
                        <RowList way=own.get_value() rows data change/>
                        <Outcome state value=source data/>
                    }
                    .into_any()
                } else {
                    view! {
                        <FormulaBar
                            id=format!("way-{}-formula", own.get_value())
                            label="Formula"
                            settings
                            wanted=Type::Boolean
                            value=source
                            on_input=Callback::new(move |text: String| write((!text.trim().is_empty()).then_some(text)))
                            error=Signal::derive(move || problems.with(|all| (!all.is_empty()).then(|| all.join(" "))))
                            placeholder="amount > 1000"
                            as_text
                        />
                    }
                    .into_any()
                }}
                <Show when=move || view.get() == View::Rows>
                    <button type="button" class="btn plain" on:click=move |_| change.run(RowChange::Add)>
                        <Icon drawing=icondata_lu::LuPlus/>
                        <span>"Add a condition"</span>
                    </button>
                </Show>
            </Show>
            // The formula shows them itself.
            <Show when=move || otherwise.get() || view.get() == View::Rows>
                {move || problems.get().into_iter().map(|message| view! { <p class="field-error">{message}</p> }).collect_view()}
            </Show>
        </div>
    }
}

/// One condition, seen in three ways.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Rows,
    Formula,
    Text,
}

#[component]
fn Views(
    view: RwSignal<View>,
    as_text: RwSignal<bool>,
    why_no_rows: Memo<Option<&'static str>>,
) -> impl IntoView {
    let button = move |one: View, words: &'static str| {
        view! {
            <button
                type="button"
                class="btn plain"
                aria-pressed=move || (view.get() == one).to_string()
                disabled=move || one == View::Rows && why_no_rows.get().is_some()
                on:click=move |_| {
                    as_text.set(one == View::Text);
                    view.set(one);
                }
            >
                {words}
            </button>
        }
    };
    view! {
        <div class="views" role="group" aria-label="How the condition is shown">
            {button(View::Rows, "Rows")}
            {button(View::Formula, "Formula")}
            {button(View::Text, "Text")}
        </div>
        {move || why_no_rows.get().map(|why| view! { <p class="panel-hint">{why}</p> })}
    }
}

/// A decision has one default way at most: making one takes it from the others, in the same undo.
fn make_default(state: EditorState, flow: &FlowId, on: bool) -> Edit {
    let set = |flow: &FlowId, otherwise| Edit::SetOtherwise {
        flow: flow.clone(),
        otherwise,
    };
    if !on {
        return set(flow, false);
    }
    let siblings = state
        .flow(flow)
        .map(|own| state.ways_out(&own.from))
        .unwrap_or_default();
    let others = siblings
        .iter()
        .filter(|other| *other != flow && state.flow(other).is_some_and(|flow| flow.otherwise));
    Edit::batch(
        others
            .map(|other| set(other, false))
            .chain([set(flow, true)])
            .collect(),
    )
}
