//! The menu of steps: type to search, Enter inserts and connects, Shift+Enter keeps adding.

use super::signs::Sign;
use super::state::{AddAt, EditorState};
use canvas::palette::{Offer, search};
use canvas::rules::{begins, may_attach, may_leave, may_stand_between, stands_on_edge};
use leptos::{html, prelude::*};
use process::step::StepKind;

#[component]
pub fn AddMenu(state: EditorState) -> impl IntoView {
    move || {
        state
            .menu
            .get()
            .map(|open| view! { <OpenMenu state open/> })
    }
}

#[component]
fn OpenMenu(state: EditorState, open: AddAt) -> impl IntoView {
    let open = StoredValue::new(open);
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let input = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let fits = move |kind: &StepKind| open.with_value(|open| fits(state, open, kind));
    let found = Memo::new(move |_| search(&typed.read(), fits));
    let close = move |back: bool| {
        state.menu.set(None);
        let focus = state
            .selection
            .with_untracked(|selection| selection.focus.clone());
        if let Some(step) = focus.filter(|_| back) {
            state.focus_step(step);
        }
    };
    let choose = move |offer: &'static Offer, more: bool| {
        let before = open.get_value();
        close(false);
        state.act(|canvas| match (&before.after, &before.on) {
            (_, Some(flow)) => canvas.add_on(flow, offer.fresh()),
            (Some(after), None) if before.here => {
                canvas.add_after_at(after, offer.fresh(), before.at)
            }
            (Some(after), None) => canvas.add_after(after, offer.fresh()),
            (None, None) => canvas.add(offer.fresh()),
        });
        if more {
            state.perform(canvas::Verb::AddAfter);
        }
    };
    let connect = move || {
        let after = open.with_value(|open| open.after.clone());
        close(false);
        if let Some(after) = after {
            state.act(|canvas| canvas.start_connecting(&after));
        }
    };
    let may_connect = open.with_value(|open| {
        open.after
            .as_ref()
            .filter(|_| !open.here)
            .is_some_and(|after| {
                state.with(|canvas| {
                    may_leave(canvas.diagram(), after, None).is_ok()
                        && canvas.diagram().steps.len() > 1
                })
            })
    });
    let place = move || {
        let spot = state
            .viewport
            .with(|viewport| viewport.to_screen(open.with_value(|open| open.at)));
        let (width, height) = state
            .viewport
            .with(|viewport| (viewport.width, viewport.height));
        let left = spot.x.min(width - 300.0).max(8.0);
        let top = (spot.y - 20.0).min(height - 400.0).max(8.0);
        format!("left:{left}px;top:{top}px")
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        event.stop_propagation();
        let count = found.with(Vec::len);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1) % count.max(1)),
            "ArrowUp" => at.update(|at| *at = (*at + count.max(1) - 1) % count.max(1)),
            "Enter" => {
                if let Some(offer) = found.with(|found| found.get(at.get_untracked()).copied()) {
                    choose(offer, event.shift_key());
                }
            }
            "Escape" => close(true),
            "Tab" => close(true),
            _ => return,
        }
        event.prevent_default();
    };
    let row = move |(index, offer): (usize, &'static Offer)| {
        view! {
            <li
                id=format!("add-{}", offer.id)
                role="option"
                class="add-option"
                data-offer=offer.id
                aria-selected=move || (at.get() == index).to_string()
                on:pointerenter=move |_| at.set(index)
                on:click=move |event| choose(offer, event.shift_key())
            >
                <span class="step-sign" data-kind=offer.looks><Sign id=format!("sign-{}", offer.looks)/></span>
                <span class="add-words">
                    <span class="add-name">{offer.name}</span>
                    <span class="add-about">{offer.description}</span>
                </span>
            </li>
        }
    };
    let chosen_id =
        move || found.with(|found| found.get(at.get()).map(|offer| format!("add-{}", offer.id)));
    let title = open.with_value(|open| {
        if open.on.is_some() {
            "Put a step on this flow"
        } else {
            "Add a step"
        }
    });
    view! {
        <div class="menu-veil" on:pointerdown=move |event| { event.stop_propagation(); close(true); }></div>
        <div
            class="add-menu"
            role="dialog"
            aria-label=title
            style=place
            on:pointerdown=|event| event.stop_propagation()
            on:wheel=|event| event.stop_propagation()
        >
            <input
                class="add-search"
                node_ref=input
                type="text"
                role="combobox"
                autocomplete="off"
                placeholder="What happens next?"
                aria-label="Search steps"
                aria-expanded="true"
                aria-controls="add-options"
                aria-activedescendant=chosen_id
                prop:value=move || typed.get()
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    at.set(0);
                }
                on:keydown=keys
            />
            <ul class="add-options" id="add-options" role="listbox" aria-label=title>
                {move || found.get().into_iter().enumerate().map(row).collect_view()}
            </ul>
            {move || found.with(Vec::is_empty).then(|| view! {
                <p class="add-empty">"No step is called that. Try “wait”, “approve” or “mail”."</p>
            })}
            {may_connect.then(|| view! {
                <button type="button" class="add-connect" on:click=move |_| connect()>
                    "Connect to a step that is there"
                    <kbd>"C"</kbd>
                </button>
            })}
        </div>
    }
}

/// Only what fits: nothing leads into a start, and an end stands on no flow that goes on.
fn fits(state: EditorState, open: &AddAt, kind: &StepKind) -> bool {
    let between = || may_stand_between(kind).is_ok();
    if stands_on_edge(kind) {
        let host = open
            .after
            .as_ref()
            .filter(|_| open.on.is_none() && !open.here);
        return host.is_some_and(|host| state.with(|canvas| may_attach(canvas.diagram(), host)));
    }
    match (&open.on, &open.after) {
        (Some(_), _) => between(),
        (None, Some(after)) => {
            let takes_another =
                state.with(|canvas| may_leave(canvas.diagram(), after, None).is_ok());
            if takes_another {
                !begins(kind)
            } else {
                between()
            }
        }
        (None, None) => true,
    }
}
