//! Above the grid: whose table it is, how its rules count, and what can be done with it.

use super::OpenTable;
use super::exchange::Exchange;
use super::row::RuleTools;
use super::state::SheetState;
use crate::ui::{Icon, IconButton, Menu, MenuItem};
use canvas::sheet::{add_input, add_output};
use leptos::prelude::*;
use leptos::web_sys::Element;
use process::decision::table::{HitPolicy, Input, Output};
use process::diagram::FieldKind;
use wasm_bindgen::JsCast;

#[component]
pub fn TableBar(sheet: SheetState, open: OpenTable) -> impl IntoView {
    let state = sheet.settings.state;
    let trying = sheet.trial.on;
    view! {
        <header
            class="table-bar"
            on:keydown=move |event| {
                // Esc in an open menu closes that.
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let in_menu = target.is_some_and(|it| it.closest("[popover], dialog").is_ok_and(|it| it.is_some()));
                if event.key() == "Escape" && !in_menu {
                    open.close(state);
                }
            }
        >
            <h2 class="table-name"><Icon drawing=icondata_lu::LuTable2/><span>{move || sheet.name()}</span></h2>
            <Policy sheet/>
            <span class="grow"></span>
            <RuleTools sheet/>
            <AddColumn sheet/>
            <Exchange sheet/>
            <button
                type="button"
                class="btn quiet"
                aria-pressed=move || trying.get().to_string()
                on:click=move |_| trying.update(|on| *on = !*on)
            >
                <Icon drawing=icondata_lu::LuFlaskConical/>
                <span>"Try it"</span>
            </button>
            <span class="wide-only">
                <IconButton
                    label=Signal::derive(move || if open.whole.get() { "Show the drawing again" } else { "Give the table all the room" }.to_owned())
                    icon=icondata_lu::LuMaximize2
                    pressed=Signal::derive(move || open.whole.get())
                    on_click=Callback::new(move |_| open.whole.update(|whole| *whole = !*whole))
                />
            </span>
            <button
                type="button"
                class="icon-btn table-close"
                aria-label="Close the table"
                title="Close the table"
                on:click=move |_| open.close(state)
            >
                <Icon drawing=icondata_lu::LuX/>
            </button>
        </header>
    }
}

/// How rules count, in words with DMN's sign.
#[component]
fn Policy(sheet: SheetState) -> impl IntoView {
    let chosen = move || {
        let policy = sheet.table.with(|table| table.hit_policy);
        HitPolicy::ALL.iter().position(|one| *one == policy)
    };
    view! {
        <label class="table-policy">
            <span class="sr-only">"How rules count"</span>
            <select
                class="input"
                prop:value=move || chosen().unwrap_or_default().to_string()
                on:change=move |event| {
                    let index = event_target_value(&event).parse().unwrap_or(0usize);
                    if let Some(policy) = HitPolicy::ALL.get(index) {
                        sheet.change(|table| table.hit_policy = *policy);
                    }
                }
            >
                {HitPolicy::ALL.iter().enumerate().map(|(index, policy)| view! {
                    <option value=index.to_string() selected=move || chosen() == Some(index)>
                        {format!("{} · {}", policy.sign(), policy.in_words())}
                    </option>
                }).collect_view()}
            </select>
        </label>
    }
}

#[component]
fn AddColumn(sheet: SheetState) -> impl IntoView {
    let add = move |output: bool| {
        let shape = sheet.table.with_untracked(canvas::sheet::Shape::of);
        sheet.change(|table| {
            if output {
                add_output(
                    table,
                    shape.outputs,
                    Output {
                        kind: Some(FieldKind::Text { multiline: false }),
                        ..Output::default()
                    },
                );
            } else {
                add_input(table, shape.inputs, Input::default());
            }
        });
        let column = if output {
            shape.inputs + shape.outputs
        } else {
            shape.inputs
        };
        sheet.column.set(Some(column));
    };
    view! {
        <Menu
            id="table-columns" label="Add a column" class="btn quiet"
            trigger=|| view! { <Icon drawing=icondata_lu::LuPlus/><span class="wide-only">"Column"</span> }
        >
            <MenuItem
                menu="table-columns" label="Something to look at" icon=icondata_lu::LuSearch
                on_click=Callback::new(move |_| add(false))
            />
            <MenuItem
                menu="table-columns" label="A result" icon=icondata_lu::LuArrowRight
                on_click=Callback::new(move |_| add(true))
            />
        </Menu>
    }
}
