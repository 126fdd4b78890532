//! The headings: what each column is about, and the way to its settings.

use super::cell::cell_id;
use super::state::SheetState;
use crate::ui::Icon;
use canvas::sheet::{Column, Place, Side};
use leptos::prelude::*;
use process::diagram::FieldKind;

#[component]
pub fn Headings(sheet: SheetState) -> impl IntoView {
    let columns = Memo::new(move |_| sheet.shape().columns());
    view! {
        <div class="sheet-row headings" role="row" aria-rowindex="1">
            <div role="columnheader" class="sheet-number corner" title=move || sheet.table.with(|table| table.hit_policy.in_words())>
                <span class="sr-only">"Rule, "</span>
                {move || sheet.table.with(|table| table.hit_policy.sign())}
            </div>
            <For each=move || 0..columns.get() key=|column| *column let(column)>
                <Heading sheet column/>
            </For>
        </div>
    }
}

#[component]
fn Heading(sheet: SheetState, column: usize) -> impl IntoView {
    let place = Place::new(0, column);
    let about = Memo::new(move |_| Column::at(column, sheet.shape()));
    let cursor = Memo::new(move |_| sheet.sheet.with(|it| it.cursor() == place));
    let wrong = Memo::new(move |_| sheet.problem_at(place).is_some());
    let title = Memo::new(move |_| {
        let words = sheet.table.with(|table| match about.get() {
            Some(Column {
                side: Side::When,
                at,
            }) => table.inputs.get(at).map(|it| it.title().to_owned()),
            Some(Column {
                side: Side::Then,
                at,
            }) => table.outputs.get(at).map(|it| it.title().to_owned()),
            None => Some("Note".to_owned()),
        });
        // What is looked at is called as the form calls it.
        words.filter(|words| !words.is_empty()).map(|words| {
            sheet.data.with(|data| {
                let datum = data.iter().find(|datum| datum.key == words);
                datum.map_or(words, |datum| datum.label.clone())
            })
        })
    });
    let kind = Memo::new(move |_| {
        sheet.kinds.with(|kinds| match about.get() {
            Some(Column {
                side: Side::When,
                at,
            }) => kinds.input(at).cloned(),
            Some(Column {
                side: Side::Then,
                at,
            }) => kinds.output(at).cloned(),
            None => Some(FieldKind::Text { multiline: false }),
        })
    });
    let first_of_side = move || match about.get() {
        Some(Column {
            side: Side::When,
            at: 0,
        }) => Some("When"),
        Some(Column {
            side: Side::Then,
            at: 0,
        }) => Some("Then"),
        _ => None,
    };
    view! {
        <div
            role="columnheader"
            id=cell_id(place)
            class="sheet-heading"
            class:then=move || about.get().is_some_and(|it| it.side == Side::Then)
            class:remark=move || about.get().is_none()
            class:cursor=cursor
            class:wrong=wrong
            aria-colindex=column + 2
            on:pointerdown=move |event| {
                if event.button() == 0 {
                    sheet.with_sheet(|it, table, kinds| it.choose(table, kinds, place, false));
                    sheet.take_keyboard();
                }
            }
            on:click=move |_| {
                if about.get_untracked().is_some() {
                    sheet.column.set(Some(column));
                }
            }
        >
            <span class="sheet-side">{first_of_side}</span>
            <span class="sheet-title" class:missing=move || title.with(Option::is_none)>
                {move || about.get().map(|_| view! { <Icon drawing=sign(kind.get().as_ref())/> })}
                <span>{move || title.get().unwrap_or_else(|| "Choose …".to_owned())}</span>
            </span>
        </div>
    }
}

fn sign(kind: Option<&FieldKind>) -> icondata_core::Icon {
    match kind {
        Some(FieldKind::Number) => icondata_lu::LuHash,
        Some(FieldKind::Money { .. }) => icondata_lu::LuBanknote,
        Some(FieldKind::Date) => icondata_lu::LuCalendar,
        Some(FieldKind::Choice { .. }) => icondata_lu::LuListChecks,
        Some(FieldKind::YesNo) => icondata_lu::LuToggleLeft,
        Some(FieldKind::Text { .. }) => icondata_lu::LuType,
        None => icondata_lu::LuBraces,
    }
}
