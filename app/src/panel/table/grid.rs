//! The grid: headings, rules, and what holds when none fits. It has the keyboard itself and points at its active cell,
//! so it is one stop for Tab however large it is; only the rows in sight are there.

use super::OpenTable;
use super::cell::{Cell, cell_id};
use super::clipboard;
use super::column::ColumnSettings;
use super::editor::key;
use super::heading::Headings;
use super::row::RuleRow;
use super::state::SheetState;
use super::trial::TrialRow;
use canvas::sheet::{Place, Request, Shape, Wish};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

/// The height of a row, as style/table.css has it.
const ROW: usize = 32;
/// Rows kept above and below those in sight.
const MARGIN: usize = 8;
/// Rows drawn before the height of the grid is known.
const FIRST: usize = 30;

#[component]
pub fn Grid(sheet: SheetState, open: OpenTable) -> impl IntoView {
    let grid = sheet.grid;
    let scrolled = NodeRef::<html::Div>::new();
    // The rows in sight: the first, and how many.
    let window = RwSignal::new((0usize, FIRST));
    let look = move || {
        if let Some(element) = scrolled.get_untracked() {
            let first = usize::try_from(element.scroll_top()).unwrap_or(0) / ROW;
            let count = usize::try_from(element.client_height()).unwrap_or(0) / ROW;
            let now = (first.saturating_sub(MARGIN), count + 2 * MARGIN);
            if window.get_untracked() != now {
                window.set(now);
            }
        }
    };
    Effect::new(move || {
        if scrolled.get().is_some() {
            look();
        }
    });
    let rules = Memo::new(move |_| sheet.shape().rules);
    let shown = Memo::new(move |_| {
        let (first, count) = window.get();
        let rules = rules.get();
        let first = first.min(rules.saturating_sub(count));
        first..(first + count).min(rules)
    });
    let cursor = Memo::new(move |_| sheet.sheet.with(|it| it.cursor()));
    keep_in_sight(sheet, scrolled, cursor);
    leave(sheet);
    // A table just opened has the keyboard.
    Effect::new(move || {
        if grid.get().is_some() {
            sheet.take_keyboard();
        }
    });
    Effect::new(move || {
        if let Some(cell) = open.wanted.get() {
            open.wanted.set(None);
            sheet.with_sheet(|it, table, kinds| {
                it.choose(table, kinds, Shape::of(table).place_of(cell), false)
            });
            sheet.take_keyboard();
        }
    });
    Effect::new(move || {
        open.whole.track();
        request_animation_frame(look);
    });
    let columns = Memo::new(move |_| {
        let shape = sheet.shape();
        (shape.inputs, shape.outputs)
    });
    let style = move || {
        let (inputs, outputs) = columns.get();
        format!("--sheet-inputs:{inputs};--sheet-outputs:{outputs}")
    };
    view! {
        <div class="sheet-scroll" node_ref=scrolled on:scroll=move |_| look()>
            <div
                class="sheet"
                class:no-inputs=move || columns.get().0 == 0
                class:no-outputs=move || columns.get().1 == 0
                style=style
                role="grid"
                tabindex="0"
                node_ref=grid
                aria-label=move || format!("Rules of {}", sheet.name())
                aria-rowcount=move || sheet.shape().rows()
                aria-colcount=move || sheet.shape().columns() + 1
                aria-multiselectable="true"
                aria-describedby="sheet-status"
                aria-activedescendant=move || cell_id(cursor.get())
                on:keydown=move |event| pressed(sheet, grid, &event)
                on:copy=move |event| if is_grid(grid, &event) { clipboard::copied(sheet, &event) }
                on:cut=move |event| if is_grid(grid, &event) { clipboard::cut(sheet, &event) }
                on:paste=move |event| if is_grid(grid, &event) { clipboard::pasted(sheet, &event) }
            >
                <div role="rowgroup" class="sheet-head">
                    <Headings sheet/>
                    <Show when=move || sheet.trial.on.get()><TrialRow sheet/></Show>
                </div>
                <div
                    role="rowgroup"
                    class="sheet-rules"
                    style:padding-top=move || format!("{}px", shown.with(|shown| shown.start) * ROW)
                    style:padding-bottom=move || format!("{}px", (rules.get() - shown.with(|shown| shown.end)) * ROW)
                >
                    <For each=move || shown.get() key=|rule| *rule let(rule)><RuleRow sheet rule/></For>
                </div>
                <div role="rowgroup" class="sheet-foot">
                    <Otherwise sheet/>
                </div>
            </div>
            <button type="button" class="sheet-add btn plain" on:click=move |_| add_last(sheet)>
                <crate::ui::Icon drawing=icondata_lu::LuPlus/>
                <span>"Add a rule"</span>
            </button>
        </div>
        <ColumnSettings sheet/>
    }
}

/// What holds when no rule fits.
#[component]
fn Otherwise(sheet: SheetState) -> impl IntoView {
    let columns = Memo::new(move |_| sheet.shape().columns());
    let inputs = Memo::new(move |_| sheet.shape().inputs);
    let row = Memo::new(move |_| sheet.shape().last_row());
    view! {
        <div class="sheet-row otherwise" role="row" aria-rowindex=move || row.get() + 1>
            <div role="rowheader" class="sheet-number"><span class="sr-only">"When no rule fits"</span>"∅"</div>
            {move || {
                let row = row.get();
                let inputs = inputs.get();
                (0..columns.get()).map(|column| view! {
                    <Cell sheet place=Place::new(row, column)/>
                    {(column == 0 && inputs > 0).then(|| view! { <span class="sheet-otherwise" aria-hidden="true">"When no rule fits"</span> })}
                }).collect_view()
            }}
        </div>
    }
}

fn add_last(sheet: SheetState) {
    let last = sheet.table.with_untracked(|table| table.rules.len());
    sheet.with_sheet(|it, table, kinds| it.choose(table, kinds, Place::new(last, 0), false));
    sheet.perform(Wish::AddRule);
    sheet.take_keyboard();
}

fn pressed(sheet: SheetState, grid: NodeRef<html::Div>, event: &leptos::ev::KeyboardEvent) {
    if !is_grid(grid, event) || event.is_composing() {
        return;
    }
    let name = event.key();
    if let Some(wish) = Wish::of_key(key(event, &name), None) {
        event.prevent_default();
        event.stop_propagation();
        sheet.perform(wish);
    }
}

/// Whether the grid itself was meant, not a field in it.
fn is_grid(grid: NodeRef<html::Div>, event: &web_sys::Event) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlDivElement>().ok());
    target.is_some() && target == grid.get_untracked()
}

/// Scrolls as far as needed for the active cell to stand free of what sticks to the edges.
fn keep_in_sight(sheet: SheetState, scrolled: NodeRef<html::Div>, cursor: Memo<Place>) {
    Effect::watch(
        move || cursor.get(),
        move |place, _, _| {
            let place = *place;
            let Some(element) = scrolled.get_untracked() else {
                return;
            };
            let shape = sheet.table.with_untracked(Shape::of);
            if let Some(rule) = place.rule(shape) {
                // A row far away is not there yet: first near it, then exactly.
                let top = i32::try_from(rule * ROW).unwrap_or(i32::MAX);
                let height = element.client_height() - 4 * ROW as i32;
                if top < element.scroll_top() {
                    element.set_scroll_top(top);
                } else if top > element.scroll_top() + height {
                    element.set_scroll_top(top - height);
                }
            }
            request_animation_frame(move || {
                let cell = document().get_element_by_id(&cell_id(place));
                if let Some(cell) = cell {
                    let options = web_sys::ScrollIntoViewOptions::new();
                    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                    options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
                    cell.scroll_into_view_with_scroll_into_view_options(&options);
                }
            });
        },
        false,
    );
}

/// Gives the keyboard away as the sheet wishes.
fn leave(sheet: SheetState) {
    Effect::new(move || {
        let Some(request) = sheet.leaving.get() else {
            return;
        };
        sheet.leaving.set(None);
        let target = match request {
            Request::Out { forward: true } => ".sheet-add",
            _ => ".table-close",
        };
        let found = document().query_selector(target).ok().flatten();
        let found = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(found) = found {
            _ = found.focus();
        }
    });
}
