//! One cell: its words, how it stands, and the field in it while it is being filled in.

use super::editor::CellEditor;
use super::state::SheetState;
use canvas::sheet::{Place, Sheet, Spot, Wish};
use leptos::prelude::*;

#[component]
pub fn Cell(sheet: SheetState, place: Place) -> impl IntoView {
    let words = Memo::new(move |_| {
        sheet.table.with(|table| {
            sheet
                .kinds
                .with(|kinds| Sheet::words_at(table, kinds, place))
        })
    });
    let spot = Memo::new(move |_| sheet.shape().spot(place));
    let cursor = Memo::new(move |_| sheet.sheet.with(|it| it.cursor() == place));
    let chosen = Memo::new(move |_| sheet.sheet.with(|it| it.area().contains(place)));
    let editing = Memo::new(move |_| {
        sheet
            .sheet
            .with(|it| it.cursor() == place && it.editing().is_some())
    });
    let wrong = Memo::new(move |_| sheet.problem_at(place).is_some());
    view! {
        <div
            role="gridcell"
            id=cell_id(place)
            class=move || format!("sheet-cell {}", side(spot.get()))
            class:cursor=cursor
            class:chosen=chosen
            class:wrong=wrong
            aria-colindex=place.column + 2
            aria-selected=move || chosen.get().to_string()
            aria-invalid=move || wrong.get().then_some("true")
            aria-readonly=move || (spot.get() == Spot::Nothing).then_some("true")
            on:pointerdown=move |event| pressed(sheet, place, &event)
            on:pointerenter=move |event| {
                if event.buttons() == 1 && !sheet.is_editing() {
                    sheet.with_sheet(|it, table, kinds| it.choose(table, kinds, place, true));
                }
            }
            on:dblclick=move |_| {
                if !sheet.is_editing() {
                    sheet.perform(Wish::Edit { typed: None });
                }
            }
        >
            {move || if editing.get() {
                view! { <CellEditor sheet place/> }.into_any()
            } else {
                view! { <span class="sheet-words">{words}</span> }.into_any()
            }}
        </div>
    }
}

/// What the grid points at as its active cell.
pub fn cell_id(place: Place) -> String {
    format!("cell-{}-{}", place.row, place.column)
}

fn side(spot: Spot) -> &'static str {
    match spot {
        Spot::When { .. } => "when",
        Spot::Then { .. } | Spot::Otherwise { .. } => "then",
        Spot::Note { .. } => "remark",
        _ => "nothing",
    }
}

fn pressed(sheet: SheetState, place: Place, event: &leptos::ev::PointerEvent) {
    let here = sheet.sheet.with_untracked(|it| it.cursor() == place);
    if event.button() != 0 || (here && sheet.is_editing()) {
        return;
    }
    let extend = event.shift_key();
    sheet.with_sheet(|it, table, kinds| it.choose(table, kinds, place, extend));
    sheet.take_keyboard();
}
