//! The field in an open cell: what is typed, what could be meant, and what is wrong with it, told as one types.

use super::state::{SheetState, step_title, without_place};
use canvas::sheet::{Key, Place, Wish, suggestions};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::{html, prelude::*};
use process::problem::Place as ProblemPlace;
use process::step::{DecideByTable, StepKind, cell_of};
use std::time::Duration;

/// Typing settles for so long before the cell is checked.
const CHECK_AFTER: Duration = Duration::from_millis(150);

/// So many rows must follow for the suggestions to find room below.
const ROWS_BELOW: usize = 5;

#[component]
pub fn CellEditor(sheet: SheetState, place: Place) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let text = move || {
        sheet
            .sheet
            .with(|it| it.editing().map(|editing| editing.text.clone()))
            .unwrap_or_default()
    };
    let wrong = RwSignal::new(None::<String>);
    let due = StoredValue::new(None::<TimeoutHandle>);
    let check_soon = move || {
        let check = move || {
            _ = wrong.try_set(problem_of_draft(sheet, place));
        };
        let handle = set_timeout_with_handle(check, CHECK_AFTER).ok();
        if let Some(Some(earlier)) = due.try_update_value(|due| std::mem::replace(due, handle)) {
            earlier.clear();
        }
    };
    let found = Memo::new(move |_| {
        let typed = text();
        sheet.table.with(|table| {
            sheet
                .kinds
                .with(|kinds| suggestions(table, kinds, place, &typed))
        })
    });
    // The suggestion the arrows lead to; none until somebody asks for one.
    let at = RwSignal::new(None::<usize>);
    let take = move |index: usize| {
        if let Some(suggestion) = found.with_untracked(|found| found.get(index).cloned()) {
            sheet.sheet.update(|it| it.set_text(suggestion.text));
            at.set(None);
            check_soon();
        }
    };
    Effect::new(move || {
        if let Some(input) = input.get() {
            _ = input.focus();
            let end = input.value().chars().map(char::len_utf16).sum::<usize>() as u32;
            _ = input.set_selection_range(end, end);
        }
    });
    let keys = move |event: leptos::ev::KeyboardEvent| {
        event.stop_propagation();
        if event.is_composing() {
            return;
        }
        let count = found.with_untracked(Vec::len);
        let chosen = at.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if count > 0 => at.set(Some(chosen.map_or(0, |at| (at + 1) % count))),
            "ArrowUp" if count > 0 => at.set(Some(
                chosen.map_or(count - 1, |at| (at + count - 1) % count),
            )),
            "Escape" if chosen.is_some() => at.set(None),
            name => {
                if let (Some(index), "Enter" | "Tab") = (chosen, name) {
                    take(index);
                }
                let editing = sheet.sheet.with_untracked(|it| it.editing().cloned());
                let Some(wish) = Wish::of_key(key(&event, name), editing.as_ref()) else {
                    return;
                };
                event.prevent_default();
                sheet.perform(wish);
                sheet.take_keyboard();
                return;
            }
        }
        event.prevent_default();
    };
    // There may be no room under the last rows.
    let above =
        move || sheet.shape().rows() > ROWS_BELOW && place.row + ROWS_BELOW > sheet.shape().rows();
    let below = move || format!("cell-below-{}-{}", place.row, place.column);
    view! {
        <input
            class="sheet-input"
            node_ref=input
            type="text"
            role="combobox"
            autocomplete="off"
            spellcheck="false"
            aria-label=move || sheet.place_in_words(place)
            aria-expanded=move || (!found.with(Vec::is_empty)).to_string()
            aria-controls=below
            aria-autocomplete="list"
            aria-activedescendant=move || at.get().map(|at| format!("suggestion-{at}"))
            aria-invalid=move || wrong.with(Option::is_some).then_some("true")
            aria-describedby="cell-wrong"
            prop:value=text
            on:input=move |event| {
                let typed = event_target_value(&event);
                sheet.sheet.update(|it| it.set_text(typed));
                at.set(None);
                check_soon();
            }
            on:keydown=keys
            on:paste=|event| event.stop_propagation()
            on:copy=|event| event.stop_propagation()
            on:cut=|event| event.stop_propagation()
            on:blur=move |_| sheet.leave_cell(place)
        />
        <div class="sheet-below" class:above=above>
            <ul role="listbox" id=below aria-label="Suggestions" class="sheet-suggestions">
                {move || found.get().into_iter().enumerate().map(|(index, suggestion)| view! {
                    <li
                        role="option"
                        id=format!("suggestion-{index}")
                        class="sheet-suggestion"
                        aria-selected=move || (at.get() == Some(index)).to_string()
                        // Before the field loses the keyboard.
                        on:pointerdown=move |event| {
                            event.prevent_default();
                            event.stop_propagation();
                            take(index);
                        }
                    >
                        {suggestion.word}
                    </li>
                }).collect_view()}
            </ul>
            <p class="sheet-draft-wrong" id="cell-wrong" role="alert">{move || wrong.get()}</p>
        </div>
    }
}

/// A key press as the sheet reads it.
pub fn key<'a>(event: &leptos::ev::KeyboardEvent, name: &'a str) -> Key<'a> {
    Key {
        name,
        shift: event.shift_key(),
        ctrl: event.ctrl_key() || event.meta_key(),
        alt: event.alt_key(),
    }
}

/// What would be wrong with the cell if it were left now.
fn problem_of_draft(sheet: SheetState, place: Place) -> Option<String> {
    let kinds = sheet.kinds.try_get_untracked()?;
    let table = sheet.table.try_get_untracked()?;
    let mut draft = sheet.sheet.try_get_untracked()?;
    draft.editing()?;
    let table = draft.commit(&table, &kinds).table.unwrap_or(table);
    let cell = canvas::sheet::Shape::of(&table);
    let state = sheet.settings.state;
    let id = sheet.settings.id.get_value();
    let mut diagram = state.to_diagram();
    let step = diagram.steps.iter_mut().find(|step| step.id == id)?;
    step.kind = StepKind::DecideByTable(DecideByTable { table });
    let problems = state
        .catalog
        .with_untracked(|catalog| process::compile(&diagram, catalog).1);
    let here = problems.into_iter().find(|problem| match &problem.place {
        ProblemPlace::Step {
            step,
            setting: Some(setting),
        } => {
            *step == id
                && cell_of(setting).is_some_and(|it| cell.place_of(it) == place && !whole(it))
        }
        _ => false,
    });
    let title = step_title(sheet.settings);
    here.map(|problem| without_place(&problem.message, &title).to_owned())
}

fn whole(cell: process::decision::table::Cell) -> bool {
    use process::decision::table::Cell;
    matches!(cell, Cell::Table | Cell::Rule { .. })
}
