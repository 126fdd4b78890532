//! One rule: its number, by which it is chosen, dragged and moved, and its cells.

use super::cell::Cell;
use super::findings;
use super::state::SheetState;
use crate::ui::Icon;
use canvas::sheet::{Place, Wish};
use leptos::prelude::*;
use process::decision::table::Cell as TableCell;

/// What a rule that is being dragged is called on its way.
const DRAGGED: &str = "text/x-baton-rule";

#[component]
pub fn RuleRow(sheet: SheetState, rule: usize) -> impl IntoView {
    let columns = Memo::new(move |_| sheet.shape().columns());
    let chosen = Memo::new(move |_| {
        let shape = sheet.shape();
        let area = sheet.sheet.with(|it| it.area());
        area.contains(Place::new(rule + 1, 0))
            && area.contains(Place::new(rule + 1, shape.last_column()))
    });
    let fired = Memo::new(move |_| sheet.trial.fired(rule));
    let wrong = Memo::new(move |_| {
        sheet
            .problems
            .with(|problems| problems.get(&TableCell::Rule { rule }).cloned())
    });
    let remarked = Memo::new(move |_| {
        sheet
            .findings
            .with(|findings| findings::about(findings, rule).map(|it| it.message.clone()))
    });
    let over = RwSignal::new(false);
    let drop = move |event: leptos::ev::DragEvent| {
        over.set(false);
        let board = event.data_transfer();
        let dragged = board.and_then(|board| board.get_data(DRAGGED).ok());
        if let Some(dragged) = dragged.and_then(|text| text.parse::<usize>().ok()) {
            event.prevent_default();
            sheet.with_sheet(|it, table, _| it.drop_rule(table, dragged, rule));
        }
    };
    view! {
        <div
            class="sheet-row"
            class:fired=fired
            data-fired=move || fired.get().then_some("")
            class:over=over
            role="row"
            aria-rowindex=rule + 2
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=drop
        >
            <div
                role="rowheader"
                class="sheet-number"
                class:chosen=chosen
                draggable="true"
                class:remarked=move || remarked.with(Option::is_some)
                title=move || wrong.get().or_else(|| remarked.get())
                on:dragstart=move |event| {
                    if let Some(board) = event.data_transfer() {
                        _ = board.set_data(DRAGGED, &rule.to_string());
                    }
                }
                on:pointerdown=move |event| {
                    let extend = event.shift_key();
                    sheet.with_sheet(|it, table, kinds| it.choose_rule(table, kinds, rule, extend));
                    sheet.take_keyboard();
                }
            >
                {move || fired.get().then(|| view! { <Icon drawing=icondata_lu::LuCheck/><span class="sr-only">"Fits: "</span> })}
                {rule + 1}
            </div>
            <For each=move || 0..columns.get() key=|column| *column let(column)>
                <Cell sheet place=Place::new(rule + 1, column)/>
            </For>
        </div>
    }
}

/// The buttons for what keys do to whole rules.
#[component]
pub fn RuleTools(sheet: SheetState) -> impl IntoView {
    let at_rule = Memo::new(move |_| {
        let shape = sheet.shape();
        sheet.sheet.with(|it| it.area().rules(shape).is_some())
    });
    let tool = move |label: &'static str, icon, wish: Wish| {
        view! {
            <crate::ui::IconButton
                label
                icon
                disabled=Signal::derive(move || !at_rule.get())
                on_click=Callback::new(move |_| sheet.perform(wish.clone()))
            />
        }
    };
    view! {
        <div class="sheet-tools" role="group" aria-label="The chosen rules">
            {tool("Move up", icondata_lu::LuArrowUp, Wish::MoveRules { down: false })}
            {tool("Move down", icondata_lu::LuArrowDown, Wish::MoveRules { down: true })}
            {tool("Duplicate", icondata_lu::LuCopy, Wish::DuplicateRules)}
            {tool("Delete the rule", icondata_lu::LuTrash2, Wish::DeleteRules)}
        </div>
    }
}
