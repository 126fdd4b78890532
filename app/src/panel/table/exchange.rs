//! A DMN file into the table, and the table into a DMN file.

use super::state::SheetState;
use crate::api::decision::{DmnFile, read_dmn, write_dmn};
use crate::ui::{Dialog, Icon, Menu, MenuItem, close_dialog, open_dialog};
use js_sys::{Function, Promise, Reflect, encode_uri_component};
use leptos::web_sys::HtmlElement;
use leptos::{html, prelude::*};
use process::decision::exchange::TableInFile;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

#[component]
pub fn Exchange(sheet: SheetState) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let dialog = NodeRef::<html::Dialog>::new();
    let file = RwSignal::new(None::<DmnFile>);
    let take = Callback::new(move |taken: TableInFile| {
        close_dialog(dialog);
        let rules = taken.table.rules.len();
        sheet.change(|table| table.clone_from(&taken.table));
        let left_out = taken.left_out.clone().unwrap_or_default();
        // The samples were for the table that was here.
        sheet.trial.typed.set(Default::default());
        sheet.said.set(format!(
            "“{}” is taken, with {rules} rules. {left_out}",
            taken.name
        ));
        sheet.take_keyboard();
    });
    let read = move |text: String| {
        leptos::task::spawn_local(async move {
            match read_dmn(text).await {
                Err(error) => sheet.said.set(error.message),
                Ok(found) => match found.tables.as_slice() {
                    [] => sheet
                        .said
                        .set("There is no decision table in this file.".to_owned()),
                    [only] if found.left_out.is_none() => take.run(only.clone()),
                    _ => {
                        file.set(Some(found));
                        open_dialog(dialog);
                    }
                },
            }
        });
    };
    let save = move |_| {
        let name = sheet.settings.state.step(&sheet.settings.id.get_value());
        let name = name.map(|step| step.title().to_owned()).unwrap_or_default();
        let table = sheet.table.get_untracked();
        leptos::task::spawn_local(async move {
            match write_dmn(name.clone(), table).await {
                Ok(text) => download(&name, &text),
                Err(error) => sheet.said.set(error.message),
            }
        });
    };
    view! {
        <Menu id="table-more" label="More for this table" trigger=|| view! { <Icon drawing=icondata_lu::LuEllipsis/> }>
            <MenuItem
                menu="table-more" label="Take a table from a DMN file …" icon=icondata_lu::LuUpload
                on_click=Callback::new(move |_| {
                    if let Some(input) = input.get_untracked() {
                        input.click();
                    }
                })
            />
            <MenuItem
                menu="table-more" label="Save as a DMN file" icon=icondata_lu::LuDownload
                on_click=Callback::new(save)
            />
        </Menu>
        <input
            type="file"
            class="sr-only"
            accept=".dmn,.xml"
            tabindex="-1"
            aria-label="DMN file"
            node_ref=input
            on:change=move |_| {
                if let Some(input) = input.get_untracked() {
                    read_text(&input, read);
                    input.set_value("");
                }
            }
        />
        <Dialog id="dmn-tables" title="Which table?" node=dialog>
            {move || file.get().map(|found| view! {
                <div class="form">
                    <p class="text-ink-soft">"It takes the place of the table that is here. Undo brings that back."</p>
                    <ul class="dmn-tables">
                        {found.tables.into_iter().map(|table| {
                            let name = table.name.clone();
                            let rules = table.table.rules.len();
                            view! {
                                <li>
                                    <button type="button" class="menu-item" on:click=move |_| take.run(table.clone())>
                                        <Icon drawing=icondata_lu::LuTable2/>
                                        <span>{name}</span>
                                        <span class="row-note">{format!("{rules} rules")}</span>
                                    </button>
                                </li>
                            }
                        }).collect_view()}
                    </ul>
                    {found.left_out.map(|sentence| view! { <p class="row-note">{sentence}</p> })}
                </div>
            })}
        </Dialog>
    }
}

/// Reads the chosen file as text.
fn read_text(input: &JsValue, then: impl FnOnce(String) + 'static) {
    let read = || -> Result<Promise, JsValue> {
        let files = Reflect::get(input, &"files".into())?;
        let file = Reflect::get(&files, &0.into())?;
        let text: Function = Reflect::get(&file, &"text".into())?.dyn_into()?;
        text.call0(&file)?.dyn_into()
    };
    // Without a file there is nothing to read.
    if let Ok(promise) = read() {
        let done = Closure::once(move |text: JsValue| then(text.as_string().unwrap_or_default()));
        let _ = promise.then(&done);
        done.forget();
    }
}

fn download(name: &str, text: &str) {
    let Some(link) = document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let content = String::from(encode_uri_component(text));
    let _ = link.set_attribute(
        "href",
        &format!("data:application/xml;charset=utf-8,{content}"),
    );
    let _ = link.set_attribute("download", &format!("{name}.dmn"));
    link.click();
}
