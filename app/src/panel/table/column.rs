//! The settings of one column, beside its heading.

use super::super::form_designer::kind_of;
use super::super::input::{Area, Line, Pick};
use super::super::keys;
use super::cell::cell_id;
use super::state::SheetState;
use crate::ui::{Icon, IconButton};
use canvas::sheet::{Column, Place, Side};
use leptos::{html, prelude::*};
use process::decision::table::{Input, Output};
use process::diagram::FieldKind;
use wasm_bindgen::JsCast;

/// What stands for a formula in the list of data.
const FORMULA: &str = "=";

const KINDS: [(&str, &str); 6] = [
    ("text", "Text"),
    ("number", "Number"),
    ("money", "Amount of money"),
    ("date", "Date"),
    ("choice", "Choice"),
    ("yesNo", "Yes or no"),
];

#[component]
pub fn ColumnSettings(sheet: SheetState) -> impl IntoView {
    let about = Memo::new(move |_| Column::at(sheet.column.get()?, sheet.shape()));
    move || about.get().map(|column| view! { <Settings sheet column/> })
}

#[component]
fn Settings(sheet: SheetState, column: Column) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let shape = sheet.table.with_untracked(canvas::sheet::Shape::of);
    let place = Place::new(0, column.in_grid(shape));
    let close = move || {
        sheet.column.set(None);
        sheet.take_keyboard();
    };
    // The heading of a column just added is only now coming into the page.
    let at = RwSignal::new(beside(place));
    Effect::new(move || {
        request_animation_frame(move || _ = at.try_set(beside(place)));
        if let Some(node) = node.get() {
            let first = node.query_selector("select, input").ok().flatten();
            if let Some(first) =
                first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok())
            {
                _ = first.focus();
            }
        }
    });
    let shift = move |by: isize| {
        let to = column.at.checked_add_signed(by);
        if let Some(to) = to.filter(|to| *to < column.of(shape)) {
            sheet.change(|table| column.shift(table, to));
            sheet
                .column
                .set(Some(Column { at: to, ..column }.in_grid(shape)));
        }
    };
    view! {
        <div class="sheet-veil" on:pointerdown=move |event| { event.prevent_default(); close(); }></div>
        <div
            class="sheet-column"
            role="dialog"
            aria-label="Settings of the column"
            node_ref=node
            style=move || at.get()
            on:keydown=move |event| {
                event.stop_propagation();
                if event.key() == "Escape" {
                    event.prevent_default();
                    close();
                }
            }
        >
            {match column.side {
                Side::When => view! { <InputSettings sheet at=column.at/> }.into_any(),
                Side::Then => view! { <OutputSettings sheet at=column.at/> }.into_any(),
            }}
            <div class="sheet-column-foot">
                <IconButton label="Move the column left" icon=icondata_lu::LuArrowLeft on_click=Callback::new(move |_| shift(-1))/>
                <IconButton label="Move the column right" icon=icondata_lu::LuArrowRight on_click=Callback::new(move |_| shift(1))/>
                <IconButton
                    label="Delete the column" icon=icondata_lu::LuTrash2
                    on_click=Callback::new(move |_| {
                        sheet.change(|table| column.delete(table));
                        close();
                    })
                />
                <span class="grow"></span>
                <button type="button" class="btn quiet" on:click=move |_| close()>
                    <Icon drawing=icondata_lu::LuCheck/>
                    <span>"Done"</span>
                </button>
            </div>
        </div>
    }
}

/// Below the heading, within the window.
fn beside(place: Place) -> String {
    let heading = document().get_element_by_id(&cell_id(place));
    let Some(heading) = heading.map(|heading| heading.get_bounding_client_rect()) else {
        return "left:1rem;top:6rem".to_owned();
    };
    format!(
        "left:clamp(0.5rem, {}px, 100vw - 20.5rem);top:clamp(0.5rem, {}px, 100dvh - 24rem)",
        heading.left(),
        heading.bottom() + 4.0
    )
}

#[component]
fn InputSettings(sheet: SheetState, at: usize) -> impl IntoView {
    let input = Memo::new(move |_| {
        sheet
            .table
            .with(|table| table.inputs.get(at).cloned())
            .unwrap_or_default()
    });
    let change = move |field: &str, change: &dyn Fn(&mut Input)| {
        sheet.type_into(&format!("input-{at}-{field}"), |table| {
            if let Some(input) = table.inputs.get_mut(at) {
                change(input);
            }
        });
    };
    let label_of = move |expression: &str| {
        sheet.data.with_untracked(|data| {
            let datum = data.iter().find(|datum| datum.key == expression);
            datum.map(|datum| datum.label.clone())
        })
    };
    // A formula stays one while it is being written, even where it reads like a name for a moment.
    let formula = RwSignal::new({
        let expression = input.with_untracked(|input| input.expression.clone());
        !expression.is_empty()
            && !sheet
                .data
                .with_untracked(|data| data.iter().any(|it| it.key == expression))
    });
    let options = Signal::derive(move || {
        let mut options: Vec<_> = sheet.data.with(|data| {
            data.iter()
                .map(|datum| (datum.key.clone(), datum.label.clone()))
                .collect()
        });
        options.push((FORMULA.to_owned(), "A formula …".to_owned()));
        options
    });
    let value = Signal::derive(move || {
        let expression = input.with(|input| input.expression.clone());
        if formula.get() {
            FORMULA.to_owned()
        } else {
            expression
        }
    });
    view! {
        <Pick
            id="column-looks-at"
            label="What is looked at"
            value
            options
            on_pick=Callback::new(move |chosen: String| {
                formula.set(chosen == FORMULA);
                if let Some(label) = label_of(&chosen) {
                    let before = input.with_untracked(|input| label_of(&input.expression));
                    change("expression", &|input| {
                        // A heading that only repeats what the data is called follows it.
                        if input.label.is_empty() || before.as_ref() == Some(&input.label) {
                            input.label.clone_from(&label);
                        }
                        input.expression.clone_from(&chosen);
                        // It is of the kind the data is.
                        input.kind = None;
                    });
                }
            })
        />
        <Show when=move || formula.get()>
            <Line
                id="column-formula"
                label="Formula"
                placeholder="amount * 1.19"
                value=Signal::derive(move || input.with(|input| input.expression.clone()))
                on_input=Callback::new(move |text: String| change("expression", &|input| input.expression.clone_from(&text)))
            />
        </Show>
        <Line
            id="column-heading"
            label="Heading"
            placeholder="As the data is called"
            value=Signal::derive(move || input.with(|input| input.label.clone()))
            on_input=Callback::new(move |text: String| change("label", &|input| input.label.clone_from(&text)))
        />
        <Show when=move || formula.get() || input.with(|input| input.kind.is_some())>
            <KindSettings
                kind=Signal::derive(move || input.with(|input| input.kind.clone()))
                on_change=Callback::new(move |kind: Option<FieldKind>| change("kind", &|input| input.kind.clone_from(&kind)))
            />
        </Show>
    }
}

#[component]
fn OutputSettings(sheet: SheetState, at: usize) -> impl IntoView {
    let output = Memo::new(move |_| {
        sheet
            .table
            .with(|table| table.outputs.get(at).cloned())
            .unwrap_or_default()
    });
    let change = move |field: &str, change: &dyn Fn(&mut Output)| {
        sheet.type_into(&format!("output-{at}-{field}"), |table| {
            if let Some(output) = table.outputs.get_mut(at) {
                change(output);
            }
        });
    };
    view! {
        <Line
            id="column-name"
            label="Result"
            placeholder="Approver"
            value=Signal::derive(move || output.with(|output| output.label.clone()))
            on_input=Callback::new(move |label: String| {
                let key = output.with_untracked(|output| output.key.clone());
                let state = sheet.settings.state;
                let fitting = state.with_diagram(|diagram| keys::following(diagram, &key, &label));
                change("label", &|output| {
                    output.label.clone_from(&label);
                    if let Some(key) = &fitting {
                        output.key.clone_from(key);
                    }
                });
            })
        />
        <KindSettings
            kind=Signal::derive(move || output.with(|output| output.kind.clone()))
            on_change=Callback::new(move |kind: Option<FieldKind>| change("kind", &|output| output.kind.clone_from(&kind)))
        />
    }
}

#[component]
fn KindSettings(
    kind: Signal<Option<FieldKind>>,
    on_change: Callback<Option<FieldKind>>,
) -> impl IntoView {
    let word = Memo::new(move |_| kind.with(|kind| kind.as_ref().map_or("", word)));
    let options: Vec<(String, String)> = KINDS
        .iter()
        .map(|(value, words)| ((*value).to_owned(), (*words).to_owned()))
        .collect();
    view! {
        <Pick
            id="column-kind"
            label="Kind"
            value=Signal::derive(move || word.get().to_owned())
            options
            on_pick=Callback::new(move |chosen: String| on_change.run(Some(kind_of(&chosen))))
        />
        <Show when=move || word.get() == "choice">
            <Area
                id="column-choices"
                label="Choices"
                help="One a line, the most important first."
                value=Signal::derive(move || kind.with(|kind| match kind {
                    Some(FieldKind::Choice { options }) => options.join("\n"),
                    _ => String::new(),
                }))
                on_input=Callback::new(move |text: String| {
                    let options = text.split('\n').map(str::to_owned).collect();
                    on_change.run(Some(FieldKind::Choice { options }));
                })
            />
        </Show>
    }
}

fn word(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Text { .. } => "text",
        FieldKind::Number => "number",
        FieldKind::Money { .. } => "money",
        FieldKind::Date => "date",
        FieldKind::Choice { .. } => "choice",
        FieldKind::YesNo => "yesNo",
    }
}
